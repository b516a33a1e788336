"""Addresses of the comparisons app."""

from django.urls import path

from comparisons.views import comparison, portfolio, rollup, trend

app_name = "comparisons"
urlpatterns = [
    path("portfolio/", portfolio.portfolio_list, name="portfolio-list"),
    path("portfolio.<str:extension>", portfolio.portfolio_file, name="portfolio-table"),
    path("comparisons/", comparison.comparison_detail, name="comparison-detail"),
    path("comparisons.<str:extension>", comparison.comparison_file, name="comparison-table"),
    path("comparisons/picture.<str:extension>", comparison.comparison_drawn, name="comparison-picture"),
    path("assessments/<uuid:assessment_uuid>/trend/", trend.trend_detail, name="trend-detail"),
    path("assessments/<uuid:assessment_uuid>/trend.<str:extension>", trend.trend_file, name="trend-table"),
    path("assessments/<uuid:assessment_uuid>/movement.<str:extension>", trend.movement_file, name="movement-table"),
    path("organisations/<slug:slug>/roll-up/", rollup.rollup_detail, name="rollup-detail"),
    path("organisations/<slug:slug>/roll-up.<str:extension>", rollup.rollup_file, name="rollup-table"),
]
