"""The addresses of rounds, rules and the calendar."""

from django.urls import path

from jiannuo.desk.rounds.calendar import calendar, feed, subscribe
from jiannuo.desk.rounds.deeds import announce, deadline, decide, lock, reopen, take_over
from jiannuo.desk.rounds.extending import extend
from jiannuo.desk.rounds.holidays import holidays
from jiannuo.desk.rounds.page import one_round, rounds
from jiannuo.desk.rounds.rules import new_round, rules

urlpatterns = [
    path("rounds/", rounds, name="rounds"),
    path("rounds/<int:round>/", one_round, name="round"),
    path("rounds/<int:round>/announce/", announce, name="announce_round"),
    path("rounds/<int:round>/deadline/", deadline, name="round_deadline"),
    path("rounds/<int:round>/take-over/", take_over, name="take_over_round"),
    path("rounds/<int:round>/lock/", lock, name="lock_round"),
    path("rounds/<int:round>/reopen/", reopen, name="reopen_round"),
    path("rounds/of/<int:place>/rules/", rules, name="round_rules"),
    path("rounds/of/<int:place>/new/", new_round, name="new_round"),
    path("rounds/sheets/<int:sheet>/extension/", extend, name="ask_extension"),
    path("rounds/extensions/<int:extension>/", decide, name="decide_extension"),
    path("administration/holidays/", holidays, name="holidays"),
    path("calendar/", calendar, name="calendar"),
    path("calendar/subscription/", subscribe, name="subscribe"),
    path("calendar/<str:secret>.ics", feed, name="feed"),
]
