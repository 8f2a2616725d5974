"""The addresses of the review."""

from django.urls import path

from jiannuo.desk.review.burden import burden
from jiannuo.desk.review.deeds import accept_clear, decide, take_back
from jiannuo.desk.review.queue import review, review_round
from jiannuo.desk.review.reading import reading

urlpatterns = [
    path("", review, name="review"),
    path("<int:round>/", review_round, name="review_round"),
    path("<int:round>/<int:line>/", reading, name="review_line"),
    path("<int:round>/<int:line>/decide/", decide, name="review_decide"),
    path("<int:round>/<int:line>/take-back/", take_back, name="review_take_back"),
    path("<int:round>/accept/", accept_clear, name="review_accept_clear"),
    path("<int:round>/burden/", burden, name="review_burden"),
]
