import re
from decimal import Decimal

import pytest
from django import forms
from django.template import Context, Template, TemplateSyntaxError

from tests.definitions import LEVELS


def render(source: str, **context: object) -> str:
    return Template("{% load components %}" + source).render(Context(context))


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_level_has_its_number_and_its_name():
    html = render("{% level_badge level %}", level=LEVELS[2])
    assert words(html) == "3 Defined"
    assert re.findall(r"level--(\d)", html) == ["3"]


def test_level_without_a_percentage_is_said_in_words():
    assert words(render("{% level_badge level %}", level=None)) == "– No level"


@pytest.mark.parametrize(
    ("difference", "said"),
    [(Decimal("1.25"), "+1.25"), (Decimal("-0.50"), "−0.50"), (Decimal("0.00"), "0.00"), (None, "–")],
)
def test_difference_has_its_sign_and_a_true_minus(difference, said):
    assert words(render("{{ difference|signed }}", difference=difference)) == said


def test_level_scale_shows_where_each_begins():
    assert words(render("{% level_scale levels %}", levels=LEVELS)) == (
        "1 Initial from 0 % 2 Developing from 20 % 3 Defined from 40 % 4 Managed from 60 % 5 Optimising from 80 %"
    )


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{% points value maximum %}", "613 of 1000"),
        ("{% points value maximum decimals=2 %}", "612.50 of 1000"),
        ("{% points value maximum figure=True %}", "613 of 1000"),
    ],
)
def test_points_have_decimals_only_where_asked(source, text):
    assert words(render(source, value=Decimal("612.50"), maximum=Decimal(1000))) == text


@pytest.mark.parametrize(("value", "text"), [(Decimal("61.2"), "61.2 %"), (Decimal("0.0"), "0.0 %"), (None, "–")])
def test_percent_is_shown_as_it_is_scored(value, text):
    assert render("{% percent value %}", value=value) == text


@pytest.mark.parametrize(("answered", "shape"), [(0, ["empty"]), (1, ["half"]), (6, ["half"]), (7, ["full"])])
def test_progress_has_a_shape_and_a_number(answered, shape):
    html = render("{% progress_mark answered 7 %}", answered=answered)
    assert re.findall(r"progress-mark--(\w+)", html) == shape
    assert words(html) == f"{answered} of 7 answered"


def test_page_header_has_the_one_heading_and_its_tools():
    html = render(
        "{% page_header title lead=lead %}<a href='/x/'>Do</a>{% end_page_header %}", title="A & B", lead="So"
    )
    assert re.findall(r"<h1>(.*?)</h1>", html) == ["A &amp; B"]
    assert words(html) == "A &amp; B So Do"


def test_page_header_without_tools_has_no_box_for_them():
    html = render("{% page_header 'Home' above='Harbour Bank' above_url='/h/' %} {% end_page_header %}")
    assert html.count("page-header__tools") == 0
    assert re.findall(r'<a href="([^"]+)">([^<]+)', html) == [("/h/", "Harbour Bank")]


def test_page_header_escapes_what_a_person_typed():
    html = render("{% page_header title %}{{ title }}{% end_page_header %}", title="<b>x")
    assert (html.count("<b>"), html.count("&lt;b&gt;x")) == (0, 2)


def test_facts_are_a_definition_list():
    html = render("{% facts pairs %}", pairs=[("Period", "2026"), ("Sector", "<bank>")])
    assert re.findall(r"<d[td]>(.*?)</d[td]>", html) == ["Period", "2026", "Sector", "&lt;bank&gt;"]


def test_empty_state_says_what_to_do_first():
    html = render("{% empty_state 'None yet' 'Make one.' action_url='/new/' action_label='New' %}")
    assert words(html) == "None yet Make one. New"
    assert words(render("{% empty_state 'None yet' %}")) == "None yet"


def test_notice_keeps_its_content():
    html = render("{% notice 'warning' %}So far, {{ name }}.{% end_notice %}", name="<i>")
    assert html.strip() == '<div class="notice notice--warning">So far, &lt;i&gt;.</div>'


def test_notice_of_an_unknown_kind_is_refused():
    with pytest.raises(TemplateSyntaxError):
        render("{% notice 'loud' %}x{% end_notice %}")


@pytest.mark.parametrize(
    "source",
    [
        "{% level_badge level size='big' %}",
        "{% points 1 2 colour='red' %}",
        "{% page_header 'x' icon='y' %}{% end_page_header %}",
    ],
)
def test_undeclared_attribute_is_refused(source):
    with pytest.raises(TemplateSyntaxError):
        render(source)


class SampleForm(forms.Form):
    token = forms.CharField(widget=forms.HiddenInput, required=False)
    email = forms.EmailField(label="E-mail", help_text="As you sign in.")


def test_form_faults_are_summed_up_and_stand_beside_the_field():
    html = render("{% form_fields form %}", form=SampleForm({"email": "nobody"}))
    assert re.findall(r'<li><a href="([^"]+)">([^<]+)</a>: ([^<]+)</li>', html) == [
        ("#id_email", "E-mail", "Enter a valid email address.")
    ]
    assert html.count("Enter a valid email address.") == 2


def test_form_without_faults_has_no_summary():
    html = render("{% form_fields form %}", form=SampleForm())
    assert (html.count("faults"), html.count('type="hidden"'), html.count("As you sign in.")) == (0, 1, 1)
