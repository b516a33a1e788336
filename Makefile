# `make` alone lists the commands.
.DEFAULT_GOAL := help
.PHONY: help setup run test lint format bench lock
PORT ?= 8000
PY := .venv/bin/python
export PYTHON PORT

help:
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 18

setup: ## make the environment: Python packages, front-end files, data folder
	@scripts/setup

run: setup ## serve with demo data on this machine (PORT=8000)
	@scripts/run

test: setup ## everything that CI asks: lint, types, all tests on SQLite and PostgreSQL, browser tests
	@scripts/system test
	@$(PY) scripts/test.py

lint: setup ## the quick half of `make test`: style, types, import rules, templates, migrations
	@$(PY) scripts/test.py lint

format: setup ## bring code and templates into their one format
	@.venv/bin/ruff check --quiet --fix-only .
	@.venv/bin/ruff format --quiet .
	@git ls-files -coz --exclude-standard 'templates/**.html' | xargs -0 -r .venv/bin/djade --target-version 6.1 || true

bench: setup ## measure, and print what benchmarks/README.md keeps
	@$(PY) -m benchmarks

lock: setup ## pin all dependencies anew
	@scripts/lock
