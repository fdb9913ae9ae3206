"""Files to send: small real ones, and ones made to do harm."""

import zipfile
from collections.abc import Sequence
from io import BytesIO

from pypdf import PdfWriter

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pdf(*pages: str) -> bytes:
    """A PDF with one line of text on each page."""
    contents = [f"BT /F1 12 Tf 40 700 Td ({page}) Tj ET".encode("latin-1") for page in pages]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, content in enumerate(contents):
        box = "/MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >>"
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


def docx(*paragraphs: str, before: str = "", part: str = "word/document.xml") -> bytes:
    """A Word document of these paragraphs, given as text or as the XML inside w:p."""
    body = "".join(
        f"<w:p>{each}</w:p>" if each.startswith("<") else f"<w:p><w:r><w:t>{each}</w:t></w:r></w:p>"
        for each in paragraphs
    )
    xml = f'<?xml version="1.0"?>{before}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return archive({part: xml.encode()})


def archive(files: dict[str, bytes]) -> bytes:
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, data in files.items():
            opened.writestr(name, data)
    return kept.getvalue()


def zip_bomb() -> bytes:
    """A Word document of less than 50 kB that unpacks to 40 MB of spaces between its tags."""
    start = f'<w:document xmlns:w="{WORD}"><w:body>'.encode()
    return archive({"word/document.xml": start + b" " * 40_000_000})


def laughs() -> bytes:
    """A Word document whose entities would grow to gigabytes."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return docx("&l9;", before=f'<!DOCTYPE d [<!ENTITY l0 "lol">{entities}]>')
