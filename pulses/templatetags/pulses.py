"""Differences as pages show them: ``{% load pulses %}``."""

from django import template

from pulses.words import drawing_words, leaning_words

register = template.Library()
register.filter("leaning_words", leaning_words)
register.filter("drawing_words", drawing_words)
