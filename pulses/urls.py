"""Addresses of the pulses app."""

from django.urls import path

from pulses.views import answer, pulse

app_name = "pulses"
urlpatterns = [
    path("assessments/<uuid:assessment_uuid>/pulses/", pulse.pulse_list, name="pulse-list"),
    path("assessments/<uuid:assessment_uuid>/pulses/create/", pulse.pulse_create, name="pulse-create"),
    path("pulses/<uuid:pulse_uuid>/", pulse.pulse_detail, name="pulse-detail"),
    path("pulses/<uuid:pulse_uuid>/close/", pulse.pulse_close, name="pulse-close"),
    path("pulses/<uuid:pulse_uuid>/extend/", pulse.pulse_extend, name="pulse-extend"),
    path("pulses/<uuid:pulse_uuid>/delete/", pulse.pulse_delete, name="pulse-delete"),
    path("pulses/<uuid:pulse_uuid>/link/", pulse.pulse_link, name="pulse-link"),
    path("pulses/<uuid:pulse_uuid>/perception.<str:extension>", pulse.pulse_table, name="pulse-table"),
    path("pulses/<uuid:pulse_uuid>/picture.<str:extension>", pulse.pulse_picture, name="pulse-picture"),
    path("p/thanks/", answer.pulse_thanks, name="pulse-thanks"),
    path("p/<str:token>/", answer.pulse_answer, name="pulse-answer"),
]
