"""Addresses of the reports app."""

from django.urls import path

from reports.views import guide, house_style, issue, order, verification, withdrawal, words

app_name = "reports"
urlpatterns = [
    path("assessments/<uuid:assessment_uuid>/reports/", order.order_list, name="order-list"),
    path("assessments/<uuid:assessment_uuid>/reports/words/", words.words_edit, name="words-edit"),
    path("reports/orders/<uuid:order_uuid>/", order.order_detail, name="order-detail"),
    path("reports/orders/<uuid:order_uuid>/again/", order.order_again, name="order-again"),
    path("reports/orders/<uuid:order_uuid>/withdraw/", withdrawal.order_withdraw, name="order-withdraw"),
    path("reports/orders/<uuid:order_uuid>/file", order.order_file, name="order-file"),
    path("organisations/<slug:slug>/house-style/", house_style.house_style_edit, name="house-style-edit"),
    path("frameworks/<slug:framework>/<str:number>/guide/", guide.guide_detail, name="guide-detail"),
    path("frameworks/<slug:framework>/<str:number>/guide/order/", guide.guide_order, name="guide-order"),
    path("reports/issued/<uuid:issue_uuid>/file", issue.issue_file, name="issue-file"),
    path("verify/", verification.verification_ask, name="verification-ask"),
    path("verify/<str:code>/", verification.verification_detail, name="verification-detail"),
]
