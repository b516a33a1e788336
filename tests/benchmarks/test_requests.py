import pytest

from benchmarks.requests import Answering, Place, Reply, Request, UnexpectedReplyError, Unseen, bare, report

PLACE = Place("the-uuid", 7, assessor="session-a", manager="session-m", report="/report.pdf", framework_version="v")


class Scripted:
    """Answers with what it was given, and remembers what was asked."""

    def __init__(self, *replies):
        self.replies = list(replies)
        self.asked = []

    def send(self, request):
        self.asked.append(request)
        return self.replies.pop(0)


def saved(version):
    return Reply(200, f'<input name="3-version" value="{version}">'.encode())


def test_answering_each_save_builds_on_the_version_before():
    sender = Scripted(saved(2), saved(3))
    person = Answering(PLACE, "D1.1", "3")
    person.save(sender)
    person.save(sender)
    assert [request.form for request in sender.asked] == [
        {"3-value": "4", "3-reason": "", "3-version": "1", "framework_version": "v"},
        {"3-value": "2", "3-reason": "", "3-version": "2", "framework_version": "v"},
    ]
    assert {request.path for request in sender.asked} == {"/assessments/the-uuid/elements/D1.1/answers/3/"}


def test_answering_a_save_that_did_not_move_the_version_stops_the_benchmark():
    with pytest.raises(UnexpectedReplyError):
        Answering(PLACE, "D1.1", "3").save(Scripted(saved(1)))


class Scores:
    """Takes every save, and keeps the ratings by element."""

    def __init__(self):
        self.ratings = {}

    def send(self, request):
        self.ratings |= {request.path.split("/")[4]: request.form["1-value"]}
        return saved_one(int(request.form["1-version"]) + 1)


def saved_one(version):
    return Reply(200, f'<input name="1-version" value="{version}">'.encode())


def test_unseen_no_step_comes_back_to_earlier_scores():
    scores, unseen, seen = Scores(), Unseen(PLACE, "abcde"), []
    for _ in range(31):
        unseen.step(scores)
        seen.append(tuple(scores.ratings.get(element) for element in "abcde"))
    assert len(set(seen)) == 31


@pytest.mark.parametrize("status", [302, 404, 409, 500])
def test_bare_any_answer_but_200_stops_the_benchmark(status):
    with pytest.raises(UnexpectedReplyError):
        bare(Scripted(Reply(status, b"")), PLACE)


ORDER = "/reports/orders/00000000-0000-4000-8000-000000000006/"
FORM = Reply(200, b'<input name="parts" value="heat-map"><input name="parts" value="ledger">')
LISTED = Reply(200, f'<a href="{ORDER}">'.encode())
OPEN, READY = Reply(200, b'<div hx-trigger="every 1s">'), Reply(200, f'<a href="{ORDER}file">'.encode())


def test_report_is_ordered_with_every_part_followed_and_fetched():
    sender = Scripted(FORM, Reply(302, b""), LISTED, OPEN, READY, Reply(200, b"%PDF-1.7"))
    assert report(sender, PLACE) == b"%PDF-1.7"
    assert sender.asked[1].body == b"kind=full&format=pdf&paper=a4&parts=heat-map&parts=ledger"
    assert [one.path for one in sender.asked[3:]] == [ORDER, ORDER, f"{ORDER}file"]


@pytest.mark.parametrize(
    "replies",
    [
        [FORM, Reply(422, b"")],
        [FORM, Reply(302, b""), Reply(200, b"")],
        [FORM, Reply(302, b""), LISTED, Reply(200, b"It could not be made")],
        [FORM, Reply(302, b""), LISTED, READY, Reply(200, b"<!doctype html>")],
    ],
)
def test_report_anything_else_than_a_pdf_stops_the_benchmark(replies):
    with pytest.raises(UnexpectedReplyError):
        report(Scripted(*replies), PLACE)


def test_request_with_a_form_is_a_post_with_token_and_htmx_header():
    headers = Request("/", "session-a", {"value": "3"}).all_headers()
    assert headers == {
        "Host": "127.0.0.1",
        "Cookie": "sessionid=session-a; csrftoken=benchmarkbenchmarkbenchmarktoken",
        "Content-Type": "application/x-www-form-urlencoded",
        "X-CSRFToken": "benchmarkbenchmarkbenchmarktoken",
        "HX-Request": "true",
        "Content-Length": "7",
    }


def test_request_without_a_form_is_a_get():
    request = Request("/", "session-a")
    assert (request.method, request.body, sorted(request.all_headers())) == ("GET", b"", ["Cookie", "Host"])
