"""Text out of files, and sentences for those that have none, are broken, or were made to do harm."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.documents import UnreadableFile, read_document
from bot.documents.extract import MOST_CHARACTERS, MOST_PAGES, Trouble, extract
from tests import papers


@pytest.mark.parametrize(
    "data",
    [
        "Zoë runs “GPUs”".encode(),
        "Zoë runs “GPUs”".encode("utf-8-sig"),
        "Zoë runs “GPUs”".encode("utf-16"),
        "Zoë runs “GPUs”".encode("cp1252"),
        papers.docx("Zoë runs “GPUs”"),
    ],
)
def test_text_comes_as_it_was_written(data: bytes) -> None:
    assert read_document(data) == "Zoë runs “GPUs”"


def test_a_pdf_comes_page_by_page() -> None:
    assert read_document(papers.pdf("Runs our GPUs", "Zo\xeb decides")).split("\n") == [
        "Runs our GPUs",
        "Zoë decides",
    ]


def test_a_pdf_that_is_locked_for_changes_only_is_read() -> None:
    assert read_document(papers.locked_pdf("")) == "Runs our GPUs"


def test_word_keeps_lines_lists_and_tables_apart() -> None:
    data = papers.docx(
        "<w:r><w:t>Senior</w:t><w:tab/><w:t>LLM engineer</w:t><w:br/><w:t>London</w:t></w:r>",
        "<w:pPr><w:numPr/></w:pPr><w:r><w:t>Serves models &amp; </w:t></w:r><w:r><w:t>pays GPUs</w:t></w:r>",
        "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:t>stays</w:t></w:r>",
    )
    assert read_document(data) == "Senior LLM engineer\nLondon\n• Serves models & pays GPUs\nstays"


def test_what_word_keeps_twice_is_read_once() -> None:
    box = "<w:r><w:t>once</w:t></w:r>"
    twice = f'<m:A xmlns:m="x"><m:Choice>{box}</m:Choice><m:Fallback>{box}</m:Fallback></m:A>'
    assert read_document(papers.docx(twice)) == "once"


@pytest.mark.parametrize(
    ("data", "trouble"),
    [
        (b"", Trouble.EMPTY),
        (b" \n ", Trouble.EMPTY),
        (b"\x89PNG\r\n\x1a\n\x00\x00", Trouble.OTHER),
        (b"{\\rtf1 hello}", Trouble.OTHER),
        (papers.archive({"xl/workbook.xml": b"<x/>"}), Trouble.OTHER),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), Trouble.OLD_WORD),
        (b"\n<!DOCTYPE html><html><body>Sign in</body></html>", Trouble.WEB_PAGE),
        (b"PK\x03\x04 not a zip", Trouble.BROKEN),
        (papers.archive({"word/document.xml": b"<w:document"}), Trouble.BROKEN),
        (papers.docx("half")[:-40], Trouble.BROKEN),
        (b"%PDF-1.4\nnothing more", Trouble.BROKEN),
        (papers.laughs(), Trouble.BROKEN),
        (papers.locked_pdf("secret"), Trouble.ENCRYPTED),
        (papers.aes_locked_pdf(), Trouble.ENCRYPTED),
        (papers.scanned_pdf(), Trouble.NO_TEXT),
        (papers.docx(""), Trouble.NO_TEXT),
        (papers.pdf(*["page"] * (MOST_PAGES + 1)), Trouble.PAGES),
        (papers.pdf(*["page"] * 10_000), Trouble.PAGES),
        (b"x" * (MOST_CHARACTERS + 1), Trouble.LONG),
        (papers.docx("x" * (MOST_CHARACTERS + 1)), Trouble.LONG),
        (papers.pdf(*["x" * 2_000] * MOST_PAGES), Trouble.LONG),
        (papers.zip_bomb(), Trouble.HEAVY),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, trouble: Trouble) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_document(data)
    assert refused.value.trouble is trouble
    assert str(refused.value).endswith(".")


def test_as_much_as_is_allowed_is_read() -> None:
    assert len(read_document(papers.pdf(*["page"] * MOST_PAGES)).split()) == MOST_PAGES
    assert len(read_document(b"x" * MOST_CHARACTERS)) == MOST_CHARACTERS


def test_nobody_waits_longer_than_was_said() -> None:
    before = time.monotonic()
    with pytest.raises(UnreadableFile) as refused:
        read_document(papers.docx("Runs our GPUs"), seconds=0.001)
    assert refused.value.trouble is Trouble.HEAVY
    assert time.monotonic() - before < 2


def test_the_process_that_opens_files_may_not_fill_the_memory() -> None:
    """A stream that unpacks to 600 MB ends that process, or is refused in it; never this one."""
    import zlib

    packer = zlib.compressobj(1)
    packed = b"".join([*(packer.compress(bytes(50_000_000)) for _ in range(12)), packer.flush()])
    data = (
        papers.pdf("x")
        .replace(b"stream\nBT", b"stream\n" + packed + b"BT")
        .replace(b"<< /Length", b"<< /Filter /FlateDecode /Length", 1)
    )
    with pytest.raises(UnreadableFile):
        read_document(data)


@given(st.sampled_from(["pdf", "docx"]), st.binary(max_size=2000), st.integers(0, 2000))
@settings(max_examples=150)
def test_damaged_files_never_raise(kind: str, junk: bytes, place: int) -> None:
    whole = papers.pdf("Runs our GPUs") if kind == "pdf" else papers.docx("Runs our GPUs")
    place %= len(whole)
    told = extract(kind, whole[:place] + junk + whole[place + len(junk) :])
    assert set(told) <= {"text", "trouble"}
