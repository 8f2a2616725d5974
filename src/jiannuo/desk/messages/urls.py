"""The addresses of messages."""

from django.urls import path

from jiannuo.desk.messages.deliveries import decide_delivery, deliveries
from jiannuo.desk.messages.inbox import inbox, own_address, read, robots

urlpatterns = [
    path("messages/", inbox, name="inbox"),
    path("messages/read/", read, name="read_messages"),
    path("messages/addresses/", own_address, name="own_address"),
    path("messages/of/<int:place>/robots/", robots, name="robots"),
    path("administration/messages/", deliveries, name="deliveries"),
    path("administration/messages/<int:delivery>/", decide_delivery, name="decide_delivery"),
]
