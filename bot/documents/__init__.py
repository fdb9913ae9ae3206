"""Text out of files that people send: plain text, .docx, .pdf and web pages, told apart by what is in them.

Whatever needs more than decoding is opened in a process of its own, with little time, little memory and none
of our secrets, so that a file made to do harm ends there.
"""

import html
import json
import re
import subprocess
import sys

from bot.documents.plain import decoded, without_marks
from bot.documents.trouble import MOST_CHARACTERS, MOST_PAGES, Trouble
from bot.errors import RolecallError

MOST_BYTES = 5_000_000
SECONDS = 10.0

# A page, or the part of one that a job board hands out, after whatever comments stand before it.
_COMMENTS = re.compile(r"(?:\s|<!--.*?-->|<\?xml[^<>]*>)*", re.DOTALL)
_TAG = re.compile(
    r"<(?:!doctype\s+html|/?(?:html|head|body|main|article|section|div|p|span|h[1-6]|ul|ol|table|strong|b|em|br)\b)"
    r"[^<>]*>",
    re.IGNORECASE,
)
_ESCAPED = re.compile(r"\s*&lt;(?:!--|/?[a-z][a-z0-9]*\b)", re.IGNORECASE)
_PASTE = "Copy its text into a message to me instead."
_SENTENCES = {
    Trouble.BROKEN: f"is broken, or not what its name says. {_PASTE}",
    Trouble.ENCRYPTED: f"is locked with a password, so I cannot read it. {_PASTE}",
    Trouble.NO_TEXT: f"has no text in it, only pictures of it perhaps, and I cannot read pictures. {_PASTE}",
    Trouble.SCRAMBLED: (
        "is a PDF whose text came out broken: letters stand apart, or the lines of its columns are mixed, "
        f"so I would misread it. {_PASTE}"
    ),
    Trouble.PAGES: f"has more than {MOST_PAGES} pages. Send me the pages that describe the role.",
    Trouble.LONG: f"has more than {MOST_CHARACTERS:,} characters. Send me the part that describes the role.",
    Trouble.HEAVY: f"takes too much time or memory to open. {_PASTE}",
    Trouble.OTHER: (
        "is of a kind I cannot read. I read .txt, .md, .docx, .pdf and .html, and text in a message."
    ),
    Trouble.OLD_WORD: "is an old Word file, or one with a password. Save it as .docx without, or paste it.",
    Trouble.EMPTY: "is empty.",
}


class UnreadableFile(RolecallError):  # noqa: N818 - a sentence for people
    """A file that cannot be read; the message says why, after the file's name, and what to do instead."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(_SENTENCES[trouble])
        self.trouble = trouble


def read_document(data: bytes, *, seconds: float = SECONDS) -> str:
    """Return the text of a file of at most MOST_BYTES. UnreadableFile when there is none to be had.

    Waits up to `seconds`; not for a listener.
    """
    kind = _kind(data)
    text = _extracted(kind, data, seconds) if kind else _plain(data, seconds)
    text = without_marks(text).strip()
    if not text:
        raise UnreadableFile(Trouble.NO_TEXT if data.strip() else Trouble.EMPTY)
    if len(text) > MOST_CHARACTERS:
        raise UnreadableFile(Trouble.LONG)
    return text


def _kind(data: bytes) -> str | None:
    """What has to be opened as bytes: "pdf" or "docx"; None for what is text."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFile(Trouble.OLD_WORD)
    if data.startswith(b"{\\rtf"):
        raise UnreadableFile(Trouble.OTHER)
    return None


def _plain(data: bytes, seconds: float) -> str:
    text = decoded(data)
    if text is None:
        raise UnreadableFile(Trouble.OTHER)
    if _ESCAPED.match(text):  # as some job boards hand it out: a page inside a page
        text = html.unescape(text)
    begins = _COMMENTS.match(text)
    if begins and _TAG.match(text, begins.end()):
        return _extracted("html", text.encode("utf-8", "replace"), seconds)
    return text


def _extracted(kind: str, data: bytes, seconds: float) -> str:
    """Open a file in another process. Its environment is empty: it has no use for our settings."""
    command = [sys.executable, "-I", "-m", "bot.documents.extract", kind]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter, our own module
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            timeout=seconds,
            check=False,
        )
        told = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, json.JSONDecodeError) as error:  # too slow, or ended by its limits
        raise UnreadableFile(Trouble.HEAVY) from error
    if "trouble" in told:
        raise UnreadableFile(Trouble(told["trouble"]))
    return str(told["text"])
