"""What people write, as a page shows it: ``{% load discussion %}``."""

import re

from django import template
from django.utils.html import Urlizer, linebreaks
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


class _Linker(Urlizer):
    """Makes links of addresses that are written out, and of nothing else; they open beside what is being worked at."""

    url_template = '<a href="{href}" target="_blank" rel="nofollow noopener noreferrer">{url}</a>'
    simple_url_2_re = re.compile(r"(?!)")  # "bank.com" may be a name


@register.filter
def linked(text: str) -> SafeString:
    """The text escaped, its lines kept, and its addresses as links."""
    linked_text = _Linker()(str(text), autoescape=True)
    return mark_safe(linebreaks(linked_text))  # noqa: S308 - the linker has escaped all but its own links
