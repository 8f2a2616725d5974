"""Put what the directory refused where its reader looks for it."""

from django import forms

from jiannuo.directory.errors import NotFittingError


def refuse_at(form: forms.Form, error: NotFittingError) -> None:
    """Show an error at the field it speaks of, or above the form where the form has no such field."""
    form.add_error(error.field if error.field in form.fields else None, str(error))
