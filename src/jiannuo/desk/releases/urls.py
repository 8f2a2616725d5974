"""The addresses of releases."""

from django.urls import path

from jiannuo.desk.releases.deeds import decide, redact, step
from jiannuo.desk.releases.face import face
from jiannuo.desk.releases.listing import mark, releases
from jiannuo.desk.releases.new import new
from jiannuo.desk.releases.release import release
from jiannuo.desk.releases.row import bulletin, row, withdraw

urlpatterns = [
    path("", releases, name="releases"),
    path("new/<int:plan>/", new, name="new_release"),
    path("of/<int:place>/", face, name="public_face"),
    path("bulletins/<int:bulletin>/withdrawn/", mark, name="mark_withdrawn"),
    path("<int:release>/", release, name="one_release"),
    path("<int:release>/step/", step, name="release_step"),
    path("<int:release>/decide/", decide, name="decide_release_rows"),
    path("<int:release>/redact/", redact, name="redact_release"),
    path("<int:release>/bulletin/", bulletin, name="release_bulletin"),
    path("<int:release>/rows/<int:row>/", row, name="release_row"),
    path("<int:release>/rows/<int:row>/withdraw/", withdraw, name="withdraw_released"),
]
