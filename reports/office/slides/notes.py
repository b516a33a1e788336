"""Where the figures of a slide come from, for its notes."""

from django.utils.translation import gettext as _

from reports.office.content import Content
from reports.office.words import day_words


def source_note(content: Content, figures: str) -> str:
    """Which figures they are, of which result."""
    told = {
        "figures": figures,
        "name": content.name,
        "framework": content.definition.title,
        "version": content.definition.version,
        "day": day_words(content.day),
    }
    if content.subject.provisional:
        return _("Source: %(figures)s. %(name)s; %(framework)s, version %(version)s; provisional, %(day)s.") % told
    return _("Source: %(figures)s. %(name)s; %(framework)s, version %(version)s; approved on %(day)s.") % told
