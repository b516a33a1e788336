"""Who takes part in the benchmark, and the figures of each period."""

from benchmarking.models.participation import Participation, Region, Sector
from benchmarking.models.snapshot import BenchmarkGroup, BenchmarkSnapshot

__all__ = ["BenchmarkGroup", "BenchmarkSnapshot", "Participation", "Region", "Sector"]
