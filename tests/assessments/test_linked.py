"""What people write, as a page shows it."""

import pytest

from assessments.templatetags.discussion import linked

REL = 'target="_blank" rel="nofollow noopener noreferrer"'


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("One\ntwo\n\nthree", "<p>One<br>two</p>\n\n<p>three</p>"),
        ("<b onclick=x>&", "<p>&lt;b onclick=x&gt;&amp;</p>"),
        (
            "See https://example.org/a?b=1&c=2.",
            f'<p>See <a href="https://example.org/a?b=1&amp;c=2" {REL}>https://example.org/a?b=1&amp;c=2</a>.</p>',
        ),
        ("www.example.org and bank.com", "<p>www.example.org and bank.com</p>"),
        ("javascript:alert(1)", "<p>javascript:alert(1)</p>"),
        (
            'https://x.org/"onmouseover="a',
            f'<p><a href="https://x.org/" {REL}>https://x.org/</a>&quot;onmouseover=&quot;a</p>',
        ),
    ],
)
def test_text_is_escaped_and_addresses_become_safe_links(text, shown):
    assert linked(text) == shown
