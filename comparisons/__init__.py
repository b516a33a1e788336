"""Assessments over time, side by side, and rolled up from units to the organisation."""
