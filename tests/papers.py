"""Files to send: small real ones, and ones made to do harm."""

import zipfile
from collections.abc import Sequence
from io import BytesIO

from pypdf import PdfWriter

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pdf(*pages: str) -> bytes:
    """A PDF with one line of text on each page."""
    return _pages([f"BT /F1 12 Tf 40 700 Td ({page}) Tj ET" for page in pages])


def painted_pdf(*pieces: tuple[int, int, str], spacing: int = 0, fields: Sequence[str] = ()) -> bytes:
    """A PDF of one page with these pieces of text, each at its place, in their order.

    `spacing` points stand between its letters; `fields` are a form's, as the inside of their dictionaries.
    """
    said = [f"BT /F1 12 Tf {spacing} Tc {x} {y} Td ({text}) Tj ET" for x, y, text in pieces]
    return _pages(["\n".join(said)], fields=fields)


def _pages(contents: Sequence[str], *, fields: Sequence[str] = ()) -> bytes:
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(contents)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    form = "".join(f"<< /Type /Annot /Subtype /Widget {field} >>" for field in fields)
    for number, content in enumerate(each.encode("latin-1") for each in contents):
        box = f"/MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Annots [{form}]"
        objects.append(f"<< /Type /Page /Parent 2 0 R {box} /Contents {5 + 2 * number} 0 R >>".encode())
        objects.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content))
    return _file(objects)


def _file(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(out)


def locked_pdf(password: str) -> bytes:
    """A PDF that opens with this password; with an empty one it is locked for changes only."""
    writer = PdfWriter(BytesIO(pdf("Runs our GPUs")))
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
    kept = BytesIO()
    writer.write(kept)
    return kept.getvalue()


def aes_locked_pdf() -> bytes:
    """A PDF that is locked as today's programs do it, with AES; nothing opens this one."""
    key, short, rights = b"00" * 48, b"00" * 32, b"00" * 16
    lock = (
        b"/Encrypt << /Filter /Standard /V 5 /R 6 /Length 256 /P -4 /O <%b> /U <%b> /OE <%b> /UE <%b> "
        b"/Perms <%b> /CF << /StdCF << /CFM /AESV3 >> >> "
        b"/StmF /StdCF /StrF /StdCF >> /ID [<00> <00>]"
    ) % (key, key, short, short, rights)
    return pdf("Runs our GPUs").replace(b"trailer << ", b"trailer << " + lock + b" ")


def scanned_pdf() -> bytes:
    """A PDF whose only page is blank, as a scanner's is for whoever looks for text."""
    writer = PdfWriter()
    writer.add_blank_page(612, 792)
    kept = BytesIO()
    writer.write(kept)
    return kept.getvalue()


def docx(*blocks: str, before: str = "", part: str = "word/document.xml", **beside: str) -> bytes:
    """A Word document of these paragraphs and tables, given as text or as XML.

    `beside` are parts that stand in the same folder, such as `header1="Job title: LLM engineer"`.
    """
    body = "".join(map(_block, blocks))
    xml = f'<?xml version="1.0"?>{before}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    folder = part.rpartition("/")[0]
    parts = {
        f"{folder}/{name}.xml": f'<w:hdr xmlns:w="{WORD}">{_block(text)}</w:hdr>'.encode()
        for name, text in beside.items()
    }
    return archive({part: xml.encode(), **parts})


def _block(block: str) -> str:
    if block.startswith(("<w:tbl", "<w:sdt")):
        return block
    return f"<w:p>{block}</w:p>" if block.startswith("<") else f"<w:p>{run(block)}</w:p>"


def run(text: str, properties: str = "") -> str:
    """A piece of a Word document's text, with the XML of its properties."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: Sequence[str]) -> str:
    """A table of a Word document."""
    made = (
        "<w:tr>" + "".join(f"<w:tc>{_block(cell)}</w:tc>" for cell in cells) + "</w:tr>" for cells in rows
    )
    return f"<w:tbl>{''.join(made)}</w:tbl>"


def archive(files: dict[str, bytes]) -> bytes:
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, data in files.items():
            opened.writestr(name, data)
    return kept.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def zip_bomb() -> bytes:
    """A Word document of less than 50 kB that unpacks to 40 MB of spaces between its tags."""
    start = f'<w:document xmlns:w="{WORD}"><w:body>'.encode()
    return archive({"word/document.xml": start + b" " * 40_000_000})


def laughs() -> bytes:
    """A Word document whose entities would grow to gigabytes."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return docx("&l9;", before=f'<!DOCTYPE d [<!ENTITY l0 "lol">{entities}]>')
