"""The addresses of a leader's sector."""

from django.urls import path

from jiannuo.desk.sector.page import home, leader_sector

urlpatterns = [
    path("", home, name="sector"),
    path("<int:leader>/", leader_sector, name="leader_sector"),
]
