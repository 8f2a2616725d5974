"""The page about the interface: Swagger UI out of the installed package, in our own frame.

No script comes from elsewhere, and none stands in the page: the policy allows neither.
"""

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse


def docs(request: HttpRequest) -> HttpResponseBase:
    """Show every operation, with a form to try it."""
    settings = {
        "url": reverse("api:openapi-json"),
        "layout": "BaseLayout",
        "deepLinking": True,
        "docExpansion": "list",
        "defaultModelsExpandDepth": 0,
        "validatorUrl": None,  # nothing is asked of another site
        "supportedSubmitMethods": ["get"],
    }
    return render(request, "api/docs.html", {"settings": settings})


def front(request: HttpRequest) -> HttpResponseBase:
    """Lead from the interface's root to its page."""
    del request
    return HttpResponseRedirect(reverse("api:docs"))
