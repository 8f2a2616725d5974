"""The public addresses; they are permanent.

A place's own words (organisations, bulletins, editions, data) come before its plans: plans are named by
year and kind, so that none can bear such a word.
"""

from django.urls import path

from jiannuo.public import (
    about,
    bulletins,
    data,
    editions,
    home,
    listing,
    organisations,
    searching,
    task,
)

app_name = "public"
urlpatterns = [
    path("", home.home, name="home"),
    path("search/", searching.search_page, name="search"),
    path("words/", about.words, name="words"),
    path("about/", about.about, name="about"),
    path("tasks/<slug:permanent>/", task.task, name="task"),
    path("<slug:place>/", home.place, name="place"),
    path("<slug:place>/organisations/", organisations.organisations, name="organisations"),
    path(
        "<slug:place>/organisations/<slug:slug>/",
        organisations.organisation,
        name="organisation",
    ),
    path("<slug:place>/bulletins/", bulletins.bulletins, name="bulletins"),
    path("<slug:place>/bulletins/<slug:slug>/", bulletins.bulletin, name="bulletin"),
    path("<slug:place>/editions/", editions.editions, name="editions"),
    path("<slug:place>/data/", data.data, name="data"),
    path("<slug:place>/<slug:plan>/", listing.listing, name="plan"),
    path("<slug:place>/<slug:plan>/<int:number>/", listing.listing, name="plan_page"),
]
