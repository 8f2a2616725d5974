"""Addresses of the decomposition, below an upload's own."""

from django.urls import path

from jiannuo.desk.decomposition.deeds import adopt, arrange, begin, describe, entitle, undo
from jiannuo.desk.decomposition.export import annex
from jiannuo.desk.decomposition.forms import edit, names, split
from jiannuo.desk.decomposition.page import decomposition

urlpatterns = [
    path("", decomposition, name="decomposition"),
    path("begin/", begin, name="decomposition_begin"),
    path("arrange/", arrange, name="decomposition_arrange"),
    path("describe/", describe, name="decomposition_describe"),
    path("facts/", entitle, name="decomposition_facts"),
    path("undo/", undo, name="decomposition_undo"),
    path("adopt/", adopt, name="decomposition_adopt"),
    path("edit/", edit, name="decomposition_edit"),
    path("split/<int:proposal>/", split, name="decomposition_split"),
    path("names/", names, name="decomposition_names"),
    path("list.<str:form>", annex, name="decomposition_export"),
]
