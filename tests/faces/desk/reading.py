"""Reading an answer's HTML as a person would: texts of elements found by a selector of tag and class."""

from lxml import html
from lxml.html import HtmlElement


class Page:
    """A parsed page."""

    def __init__(self, content: bytes) -> None:
        self.root: HtmlElement = html.fromstring(content.decode())

    def all(self, xpath: str) -> list[HtmlElement]:
        """Return the elements."""
        return list(self.root.xpath(xpath))

    def texts(self, xpath: str) -> list[str]:
        """Return the elements' texts with white space taken together."""
        return [" ".join(element.text_content().split()) for element in self.all(xpath)]

    def text(self, xpath: str) -> str:
        """Return the one element's text."""
        (only,) = self.texts(xpath)
        return only

    def href(self, text: str) -> str:
        """Return where the one link with this text leads."""
        (only,) = self.all(f"//a[normalize-space()='{text}']")
        return str(only.get("href"))
