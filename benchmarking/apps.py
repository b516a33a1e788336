"""The benchmarking app: an organisation's place among others, none of which can be told from the figures."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BenchmarkingConfig(AppConfig):
    """Benchmarks."""

    name = "benchmarking"
    verbose_name = _("Benchmarks")
