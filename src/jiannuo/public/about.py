"""What the words of the site mean, and what the site is."""

from django.http import HttpRequest, HttpResponse

from jiannuo.public.pages import open_page, page


@open_page
def words(request: HttpRequest) -> HttpResponse:
    """Show what the words of results mean; 完成 always says of what."""
    return page(request, "public/words.html", {}, current="words")


@open_page
def about(request: HttpRequest) -> HttpResponse:
    """Show where the content comes from, how it is corrected, and how the site can be used."""
    return page(request, "public/about.html", {}, current="about")
