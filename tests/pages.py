"""What tests read out of a page: its text, its headings, where its links lead."""

import html
import re

from django.http import HttpResponse


def text_of(response: HttpResponse) -> str:
    """The text of the page's main part as one line, without tags."""
    page = response.content.decode()
    main = page.split("<main", 1)[-1].split("</main>", 1)[0]
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", f"<main{main}")).split())


def headings(response: HttpResponse) -> list[str]:
    """The texts of the page's ``h1``."""
    found = re.findall(r"<h1[^>]*>(.*?)</h1>", response.content.decode(), re.DOTALL)
    return [html.unescape(re.sub(r"<[^>]*>", "", heading)).strip() for heading in found]


def link_targets(response: HttpResponse) -> set[str]:
    """Where the page's links lead."""
    return {html.unescape(target) for target in re.findall(r'<a [^>]*href="([^"]*)"', response.content.decode())}
