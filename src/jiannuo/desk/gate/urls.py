"""The gate's addresses."""

from django.urls import path

from jiannuo.desk.gate import account as own
from jiannuo.desk.gate.code import code
from jiannuo.desk.gate.invitation import invitation, welcome
from jiannuo.desk.gate.password import password
from jiannuo.desk.gate.provider import provider, provider_back
from jiannuo.desk.gate.second_factor import second_factor, unbind
from jiannuo.desk.gate.sign_in import sign_in, sign_out

urlpatterns = [
    path("login/", sign_in, name="sign_in"),
    path("logout/", sign_out, name="sign_out"),
    path("login/code/", code, name="code"),
    path("login/provider/", provider, name="provider"),
    path("login/provider/back/", provider_back, name="provider_back"),
    path("welcome/", welcome, name="welcome"),
    path("welcome/<str:code>/", invitation, name="invitation"),
    path("password/", password, name="password"),
    path("account/", own.account, name="account"),
    path("account/standing/", own.stand, name="stand"),
    path("account/sessions/", own.others, name="leave_others"),
    path("account/deputies/", own.appoint, name="appoint"),
    path("account/deputies/<int:deputation>/end/", own.end, name="end_deputation"),
    path("account/second-factor/", second_factor, name="second_factor"),
    path("account/second-factor/remove/", unbind, name="unbind"),
]
