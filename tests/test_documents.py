"""Text out of files, and sentences for those that have none, are broken, or were made to do harm."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.documents import UnreadableFile, read_document
from bot.documents.extract import extract
from bot.documents.lines import has_letters_apart, without_cut_words
from bot.documents.plain import decoded, without_marks
from bot.documents.tables import table_lines
from bot.documents.trouble import MOST_CHARACTERS, MOST_PAGES, Trouble
from tests import papers
from tests.papers import run

RELATION = b'<R><r Type="http://x/officeDocument" Target="%b"/></R>'


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


def control(text: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{text}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize(
    ("paragraph", "text"),
    [
        # hyphens that keep a line together, and hyphens that are none
        ("<w:r><w:t>4</w:t><w:noBreakHyphen/><w:t>6 years of PyTorch</w:t></w:r>", "4-6 years of PyTorch"),
        ("<w:r><w:t>full</w:t><w:noBreakHyphen/><w:t>stack</w:t></w:r>", "full-stack"),
        ("<w:r><w:t>held</w:t><w:noBreakHyphen/></w:r>" + run("out questions"), "held-out questions"),
        ("<w:r><w:t>£85k</w:t><w:noBreakHyphen/><w:t>£95k</w:t></w:r>", "£85k-£95k"),
        (
            f"<w:ins><w:r><w:t>red</w:t><w:noBreakHyphen/><w:t>team</w:t></w:r></w:ins>{run(' it')}",
            "red-team it",
        ),
        ("<w:r><w:t>post</w:t><w:softHyphen/><w:t>ing \u00adhere</w:t></w:r>", "posting here"),
        (f"<w:del><w:r><w:delText>3</w:delText><w:noBreakHyphen/></w:r></w:del>{run('5 years')}", "5 years"),
        (run("4-6 years"), "4-6 years"),
        (run("4‑6 years – or 7"), "4‑6 years – or 7"),
        (run("4 6 years"), "4 6 years"),
        # what was moved or taken out stands where Word shows it, and what was put in stays
        (f"{run('Leeds ')}<w:moveFrom><w:ins>{run('old')}</w:ins></w:moveFrom>{run('now')}", "Leeds now"),
        (
            f'<w:moveFromRangeStart w:id="1"/><w:moveFrom>{run("a")}</w:moveFrom>{run("b")}',
            "b",
        ),
        (f"<w:moveTo>{run('£90k')}<w:del>{run('£80k')}</w:del></w:moveTo>", "£90k"),
        (f'<w:moveToRangeStart w:id="1"/>{run("stays")}<w:moveToRangeEnd w:id="1"/>', "stays"),
        (f"<w:ins>{run('put in ')}</w:ins>{run('beside')}", "put in beside"),
        (run("bold once", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>"), "bold once"),
        (f"<w:moveFrom>{run('Pay: £70k')}</w:moveFrom><w:moveTo>{run('Pay: £90k')}</w:moveTo>", "Pay: £90k"),
        (f"<w:del>{run('old')}</w:del><w:ins>{run('new')}</w:ins>", "new"),
        (run("Pay: £90k") + run(" (we would go to £99k)", "<w:vanish/>"), "Pay: £90k"),
        (run("Pay: £90k", '<w:vanish w:val="0"/>'), "Pay: £90k"),
        (run("Pay: £90k", '<w:vanish w:val="false"/>'), "Pay: £90k"),
        (f"<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>{run('shown')}", "shown"),
        (run("Based in ") + control(run("Leeds")), "Based in Leeds"),
        (run("Based in ") + control(run("Choose a place"), "<w:showingPlcHdr/>") + run("."), "Based in ."),
        (run("\uf0b7 Serves models"), "• Serves models"),
        ("<w:pPr><w:numPr/><w:pPrChange><w:numPr/></w:pPrChange></w:pPr>" + run("one dot"), "• one dot"),
    ],
)
def test_what_word_shows_is_what_is_read(paragraph: str, text: str) -> None:
    assert without_marks(extract("docx", papers.docx(paragraph))["text"]).strip() == text


def test_what_stands_above_and_below_each_page_is_read_once() -> None:
    data = papers.docx(
        "Serves models.",
        header1="Staff engineer, inference",
        header2="Staff engineer, inference",
        footer1="Ref 7 · £95,000 to £110,000",
        comments="ask Ada first",
    )
    assert read_document(data).split("\n") == [
        "Staff engineer, inference",
        "Serves models.",
        "Ref 7 · £95,000 to £110,000",
    ]


def test_the_main_part_is_where_the_package_says() -> None:
    elsewhere = papers.docx("Serves models.", part="parts/main.xml")
    named = papers.archive({**papers.unpacked(elsewhere), "_rels/.rels": RELATION % b"/parts/main.xml"})
    assert extract("docx", named)["text"].strip() == "Serves models."
    assert extract("docx", papers.docx("Serves models.", part="word\\document.xml"))["text"]


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ([["Position", "LLM engineer"], ["Pay", "£90k"]], ["Position: LLM engineer", "Pay: £90k"]),
        ([["Role:", "Trainer", "Team:", "Search"]], ["Role: Trainer", "Team: Search"]),
        (
            [["Grade", "Min", "Max", "Currency"], ["6", "90,000", "110,000", "CHF"]],
            ["Grade: 6, Min – Max: CHF 90,000 – CHF 110,000"],
        ),
        ([["From (EUR)", "To (EUR)"], ["70.000", "85.000"]], ["From (EUR) – To (EUR): EUR 70.000 – EUR 85.000"]),  # noqa: E501
        (
            [["Scale", "Lowest (EUR)", "Highest (EUR)"], ["11", "94.000", "118.000"]],
            ["Scale: 11, Lowest (EUR) – Highest (EUR): EUR 94.000 – EUR 118.000"],
        ),
        ([["Minimum", "$150k"], ["Maximum", "$170k"]], ["Minimum – Maximum: $150k – $170k"]),
        ([["Salary in GBP", "90,000"]], ["Salary in GBP: GBP 90,000"]),
        ([["Salary range", "$150k", "$170k"]], ["Salary range: $150k – $170k"]),
        ([["Field", "Value"], ["Title", "Prompt engineer"]], ["Title: Prompt engineer"]),
        # What is right as it stands.
        ([["What you do\nServe models", "About us\nTea"]], ["What you do", "Serve models", "About us", "Tea"]),  # noqa: E501
        ([["You will serve our models all day long.", "You will know their cost."]],
         ["You will serve our models all day long.", "You will know their cost."]),
        ([["2024", "2025"], ["3", "40"]], ["2024, 2025", "3, 40"]),
        ([["Minimum", "a degree"], ["Maximum", "joy"]], ["Minimum: a degree", "Maximum: joy"]),
        ([["Salary (GBP)", "£90,000"]], ["Salary (GBP): £90,000"]),
        ([["Reports to", "Start"], ["the CTO", "May"]], ["Reports to: Start", "the CTO: May"]),
        ([["", " "], []], []),
    ],
)  # fmt: skip
def test_a_table_is_read_as_labels_and_values(rows: list[list[str]], lines: list[str]) -> None:
    assert table_lines(rows) == lines


def test_tables_of_word_and_of_pages_are_read_alike() -> None:
    rows = [["Job title", "Prompt engineer"], ["Minimum", "£80k"], ["Maximum", "£90k"]]
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    lines = ["Job title: Prompt engineer", "Minimum – Maximum: £80k – £90k", "Tea."]
    assert extract("docx", papers.docx(papers.table(*rows), "Tea."))["text"].split("\n")[:3] == lines
    assert extract("html", f"<table>{cells}</table><p>Tea.</p>".encode())["text"].split("\n") == lines
    inside = papers.table(["Pay", papers.table(["from", "£80k"], ["to", "£90k"])])
    assert "£80k – £90k" in extract("docx", papers.docx(inside))["text"]


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("you serve mod-\nels here", "you serve models here"),
        ("run in-\n  ference", "run inference"),
        ("for fine-\ntuning work", "for fine-tuning work"),
        ("a long-\ncontext model, and long-context tests", "a long-context model, and long-context tests"),
        ("a check-\npoint for each checkpoint", "a checkpoint for each checkpoint"),
        ("Pay: $150,000 -\n$170,000", "Pay: $150,000 - $170,000"),
        ("4-\n6 years", "4- 6 years"),
        # What is right as it stands.
        ("a list:\n- serve\n- measure", "a list:\n- serve\n- measure"),
        ("Leeds -\nRemote", "Leeds -\nRemote"),
        ("GPT-\nNeo", "GPT-\nNeo"),
        ("end of a line\nand the next", "end of a line\nand the next"),
    ],
)
def test_words_that_a_line_cut_are_joined(text: str, joined: str) -> None:
    assert without_cut_words(text) == joined


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("Y ou wi l l s e r v e m odels on our GP U s and k e ep th e m fa st.", True),
        ("T h e p a y i s g o o d", True),
        ("A team of R, C and Q people, plan B, and I like a good tea " * 3, False),
        ("\n".join(f"o Serve model {n} & measure it - a lot" for n in range(9)), False),
        ("x " * 3 + "word " * 5, False),
        ("", False),
    ],
)
def test_letters_that_stand_apart_are_noticed(text: str, broken: bool) -> None:
    assert has_letters_apart(text) is broken


LEFT = [
    "You serve our models and",
    "keep them fast on our own",
    "machines in Leeds. You know",
    "what each answer costs",
]
RIGHT = [
    "We sell tea to offices and",
    "our editors write all of",
    "the prompts for the shop,",
    "which is not this job",
]


def columns(*, by_row: bool, right: list[str] = RIGHT) -> bytes:
    left = [(40, 700 - 20 * n, text) for n, text in enumerate(LEFT)]
    beside = [(320, 700 - 20 * n, text) for n, text in enumerate(right)]
    pieces = [each for row in zip(left, beside, strict=True) for each in row] if by_row else left + beside
    return papers.painted_pdf(*pieces)


def test_columns_whose_lines_come_mixed_are_noticed() -> None:
    assert extract("pdf", columns(by_row=True)) == {"trouble": Trouble.SCRAMBLED}
    assert extract("pdf", columns(by_row=False))["text"].split("\n")[:4] == LEFT
    assert (
        "3 days" in extract("pdf", columns(by_row=True, right=["3 days", "1 day", "London", "Ada"]))["text"]
    )


@pytest.mark.parametrize(("title", "spacing"), [("L E A D   E N G I N E E R", 0), ("LEAD ENGINEER", 4)])
def test_a_title_in_spaced_letters_is_closed_up(title: str, spacing: int) -> None:
    told = extract("pdf", papers.painted_pdf((40, 700, title), spacing=spacing))
    assert told == {"text": "LEAD ENGINEER\n"}


def test_what_was_filled_into_a_form_stands_behind_its_label() -> None:
    fields = (
        "/FT /Tx /T (a) /V (LLM engineer) /Rect [120 695 400 715]",
        "/FT /Tx /T (b) /V (GBP 90,000) /Rect [40 640 400 655]",
        "/FT /Ch /T (c) /TU (Place) /V (Leeds) /Rect [40 100 400 115]",
        "/FT /Tx /T (d) /V (secret) /F 2 /Rect [40 80 400 95]",
        "/FT /Btn /T (e) /V /Yes /Rect [40 60 60 75]",
        "/FT /Tx /T (f) /V () /Rect [40 40 60 55]",
    )
    data = papers.painted_pdf((40, 700, "Title:"), (40, 660, "Pay:"), fields=fields)
    assert read_document(data).split("\n") == ["Title: LLM engineer", "Pay: GBP 90,000", "Place: Leeds"]


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<!doctype html><title>Jobs</title><h1>LLM engineer</h1><p>Serve <b>our</b>\nmodels", "LLM engineer\nServe our models"),  # noqa: E501
        ("<div>Pay: &euro;80k&ndash;&euro;90k<br/>Leeds</div>", "Pay: €80k–€90k\nLeeds"),
        ("<ul><li>Serve</li><li><p>Measure</p></li></ul>", "• Serve\n• Measure"),
        ("<p>shown</p><p hidden>a</p><p style='color:red;display: none'>b</p><div style='VISIBILITY:hidden'>c</div>", "shown"),  # noqa: E501
        ("<p>shown</p><script>var x = 'a'</script><style>p {}</style><template>b</template><!-- c -->", "shown"),  # noqa: E501
        ("<p align=center><img src=logo.png></p>\n\n# LLM engineer\n\n- Serve\n- Measure", "# LLM engineer\n- Serve\n- Measure"),  # noqa: E501
        ("<span>un</span><span>broken</span>", "unbroken"),
        ("<p>a <em>b</em>,<strong> c</strong></p><p></p><li></li>", "a b, c"),
    ],
)  # fmt: skip
def test_a_page_is_read_as_it_is_shown(page: str, text: str) -> None:
    assert extract("html", page.encode())["text"] == text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"<!-- saved from a page -->\n<!DOCTYPE html><p>Serve</p>", "Serve"),
        (b"&lt;p&gt;Serve &amp;amp; measure&lt;/p&gt;", "Serve & measure"),
        (b"<?xml version='1.0'?><html><body>Serve</body></html>", "Serve"),
        (b"<p>Serve</p>", "Serve"),
    ],
)
def test_a_page_is_known_by_how_it_begins(data: bytes, text: str) -> None:
    assert read_document(data) == text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Zoë\n".encode() + "£90k – £95k\n".encode("cp1252") + "Łódź".encode(), "Zoë\n£90k – £95k\nŁódź"),
        ("Zoë\r".encode() + "é\r".encode("cp1252") + "ü".encode(), "Zoë\ré\rü"),
        ("“é”\n€".encode("cp1252"), "“é”\n€"),
        ("Łódź\n– €".encode(), "Łódź\n– €"),
        (b"<3 GPUs & tea; if x < y > z", "<3 GPUs & tea; if x < y > z"),
        ("We’ll pay £80k–£90k".encode("mac_roman"), "We’ll pay £80k–£90k"),
        ("a café – and tea".encode("mac_roman"), "a café – and tea"),
        ("“Ada’s” crêpes — £9".encode("mac_roman"), "“Ada’s” crêpes — £9"),
        ("Zoë’s ÉLAN, 20 × 3".encode("cp1252"), "Zoë’s ÉLAN, 20 × 3"),
        ("LÉON: À la carte, ÖBB – Šárka".encode("cp1252"), "LÉON: À la carte, ÖBB – Šárka"),
        (b"\x00\x01", None),
        (b"a\n\x81", None),
    ],
)
def test_one_odd_line_leaves_the_others_as_they_are(data: bytes, text: str | None) -> None:
    assert decoded(data) == text


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("<!-- draft,\nask Ada -->\nLLM engineer<!-- x -->", "\nLLM engineer"),
        ("&pound;90k&nbsp;&ndash;&#8201;&pound;95k", "£90k\xa0–\u2009£95k"),
        ("post\xading\u200b", "posting"),
        ("LLM engineer\x0cServe\x0bmeasure", "LLM engineer\nServe\nmeasure"),
        ("one\r\ntwo\rthree\u2028four\n", "one\ntwo\nthree\nfour\n"),
        ("R&D; Q&A; AT&T", "R&D; Q&A; AT&T"),
        ("a <!-- that never ends", "a <!-- that never ends"),
        ("a --> b <- c", "a --> b <- c"),
    ],
)
def test_what_nobody_sees_is_left_out_of_a_text(text: str, clean: str) -> None:
    assert without_marks(text) == clean


@pytest.mark.parametrize(
    ("data", "trouble"),
    [
        (b"", Trouble.EMPTY),
        (b" \n ", Trouble.EMPTY),
        (b"\x89PNG\r\n\x1a\n\x00\x00", Trouble.OTHER),
        (b"{\\rtf1 hello}", Trouble.OTHER),
        (papers.archive({"xl/workbook.xml": b"<x/>"}), Trouble.OTHER),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), Trouble.OLD_WORD),
        (b"\n<!DOCTYPE html><html><body><img src='a.png'></body></html>", Trouble.NO_TEXT),
        (
            papers.archive({"_rels/.rels": RELATION % b"xl/workbook.xml", "xl/workbook.xml": b"<x/>"}),
            Trouble.OTHER,
        ),
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


def test_too_many_pages_are_refused_before_they_are_read() -> None:
    before = time.process_time()
    assert extract("pdf", papers.pdf(*["page"] * 10_000)) == {"trouble": Trouble.PAGES}
    assert time.process_time() - before < 4  # reading the pages takes longer


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


@given(st.sampled_from(["pdf", "docx", "html"]), st.binary(max_size=2000), st.integers(0, 2000))
@settings(max_examples=150)
def test_damaged_files_never_raise(kind: str, junk: bytes, place: int) -> None:
    whole = {
        "pdf": papers.painted_pdf((40, 700, "Pay:"), fields=["/FT /Tx /V (a) /Rect [40 680 90 695]"]),
        "docx": papers.docx("Runs our GPUs", papers.table(["Pay", "£90k"])),
        "html": b"<table><tr><td>Pay<td>1</table><ul><li>a<br>b",
    }[kind]
    place %= len(whole)
    told = extract(kind, whole[:place] + junk + whole[place + len(junk) :])
    assert set(told) <= {"text", "trouble"}
