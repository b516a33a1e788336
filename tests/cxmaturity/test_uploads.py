"""What a request that carries files goes through before anybody has asked who sent it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

LIMIT = 100_000


@pytest.fixture(autouse=True)
def small_limit(settings):
    settings.UPLOAD_MAX_BYTES = LIMIT


def sent(**parts):
    return RequestFactory().post("/anywhere/", parts)


def test_file_of_the_limit_comes_through_whole():
    request = sent(file=SimpleUploadedFile("a.txt", b"x" * LIMIT), title="What I typed")
    assert request.FILES["file"].size == LIMIT
    assert request.POST["title"] == "What I typed"
    assert not hasattr(request, "is_upload_too_large")


@pytest.mark.parametrize("size", [LIMIT + 1, 5_000_000])  # kept in memory, and in a file while it comes in
def test_file_beyond_the_limit_is_let_go_and_the_fields_around_it_stay(size):
    request = sent(before="1", file=SimpleUploadedFile("a.txt", b"x" * size), title="What I typed")
    assert "file" not in request.FILES
    assert (request.POST["before"], request.POST["title"]) == ("1", "What I typed")
    assert request.is_upload_too_large


def test_many_files_share_the_limit():
    files = {f"file{n}": SimpleUploadedFile(f"{n}.txt", b"x" * (LIMIT // 2)) for n in range(4)}
    assert len(sent(**files).FILES) == 2
