"""The addresses of letters and closings."""

from django.urls import path

from jiannuo.desk.supervision.applying import closing_apply
from jiannuo.desk.supervision.closing import (
    closing,
    closing_approve,
    closing_confirm,
    closing_evidence,
    closing_refuse,
    closing_reopen,
    closing_verify,
    closing_withdraw,
)
from jiannuo.desk.supervision.editing import letter_edit
from jiannuo.desk.supervision.home import supervision
from jiannuo.desk.supervision.letter import letter, letter_file, letter_paper
from jiannuo.desk.supervision.life import (
    letter_ask,
    letter_cancel,
    letter_reply,
    letter_send_back,
    letter_sign,
    letter_talk,
    letter_verify,
)
from jiannuo.desk.supervision.new import letter_new

urlpatterns = [
    path("", supervision, name="supervision"),
    path("letters/new/", letter_new, name="letter_new"),
    path("letters/<int:letter>/", letter, name="letter"),
    path("letters/<int:letter>/edit/", letter_edit, name="letter_edit"),
    path("letters/<int:letter>/paper.<str:kind>", letter_paper, name="letter_paper"),
    path("letters/<int:letter>/files/<str:which>/", letter_file, name="letter_file"),
    path("letters/<int:letter>/ask/", letter_ask, name="letter_ask"),
    path("letters/<int:letter>/sign/", letter_sign, name="letter_sign"),
    path("letters/<int:letter>/send-back/", letter_send_back, name="letter_send_back"),
    path("letters/<int:letter>/cancel/", letter_cancel, name="letter_cancel"),
    path("letters/<int:letter>/reply/", letter_reply, name="letter_reply"),
    path("letters/<int:letter>/verify/", letter_verify, name="letter_verify"),
    path("letters/<int:letter>/talk/", letter_talk, name="letter_talk"),
    path("closings/new/<int:task>/", closing_apply, name="closing_apply"),
    path("closings/<int:closing>/", closing, name="closing"),
    path("closings/<int:closing>/confirm/", closing_confirm, name="closing_confirm"),
    path("closings/<int:closing>/verify/", closing_verify, name="closing_verify"),
    path("closings/<int:closing>/approve/", closing_approve, name="closing_approve"),
    path("closings/<int:closing>/refuse/", closing_refuse, name="closing_refuse"),
    path("closings/<int:closing>/withdraw/", closing_withdraw, name="closing_withdraw"),
    path("closings/<int:closing>/reopen/", closing_reopen, name="closing_reopen"),
    path("closings/evidence/<int:evidence>/", closing_evidence, name="closing_evidence"),
]
