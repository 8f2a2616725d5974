"""Administration's addresses."""

from django.urls import path

from jiannuo.desk.directory.home import administration
from jiannuo.desk.directory.importing import confirm_workbook, import_workbook, workbook
from jiannuo.desk.directory.invitations import invite, invite_all
from jiannuo.desk.directory.leaders import assign, leader, leaders, release, succeed
from jiannuo.desk.directory.merging import merge
from jiannuo.desk.directory.organisations import organisation, organisations, rename
from jiannuo.desk.directory.places import place, places
from jiannuo.desk.directory.trail import heads, trail
from jiannuo.desk.directory.users import (
    appoint_user,
    disable,
    grant,
    unbind_user,
    user,
    users,
    withdraw,
)

urlpatterns = [
    path("", administration, name="administration"),
    path("users/", users, name="users"),
    path("users/<int:user>/", user, name="user"),
    path("users/invitations/", invite_all, name="invite_all"),
    path("users/<int:user>/invite/", invite, name="invite"),
    path("users/<int:user>/unbind/", unbind_user, name="unbind_user"),
    path("users/<int:user>/deputies/", appoint_user, name="appoint_user"),
    path("users/<int:user>/disable/", disable, name="disable"),
    path("users/<int:user>/grant/", grant, name="grant"),
    path("users/<int:user>/withdraw/<int:grant>/", withdraw, name="withdraw"),
    path("organisations/", organisations, name="organisations"),
    path("organisations/<int:organisation>/", organisation, name="organisation"),
    path("organisations/<int:organisation>/rename/", rename, name="rename"),
    path("organisations/<int:organisation>/merge/", merge, name="merge"),
    path("leaders/", leaders, name="leaders"),
    path("leaders/<int:leader>/", leader, name="leader"),
    path("leaders/<int:leader>/assign/", assign, name="assign"),
    path("leaders/<int:leader>/succeed/", succeed, name="succeed"),
    path("tenures/<int:tenure>/release/", release, name="release"),
    path("places/", places, name="places"),
    path("places/<int:place>/", place, name="place"),
    path("import/", import_workbook, name="import_directory"),
    path("import/confirm/", confirm_workbook, name="confirm_directory"),
    path("import/<int:place>.xlsx", workbook, name="workbook"),
    path("trail/", trail, name="trail"),
    path("trail/heads.txt", heads, name="heads"),
]
