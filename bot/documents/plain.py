"""Text out of a file that needs decoding only, and what every text of a file is rid of."""

import html
import re

_BINARY = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# What Windows reads as a capital in the middle of a word is an apostrophe, a dash or a letter of old Macs.
_OF_A_MAC = re.compile(rb"(?<=[a-z0-9])[\x8a\x8c\x8e\x9f\xc0-\xd6\xd8-\xde](?![A-Z])|(?<= )[\xd0\xd1](?= )")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_COMMENT = re.compile(r"<!--(?:(?!<!--).)*?-->", re.DOTALL)
_UNSEEN = re.compile("[\xad\u200b\u2060\ufeff]")  # where a word may be cut, and marks without a width
_BULLETS = re.compile("[\uf000-\uf0ff]")  # Word's, from fonts of symbols
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{2,5}|#x[0-9a-f]{2,5});", re.IGNORECASE)


def decoded(data: bytes) -> str | None:
    """Decode plain text; None when it is something else.

    Lines are decoded one by one: a line pasted from an old program leaves the others as they are.
    """
    try:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            text = data.decode("utf-16")
        else:
            text = "".join(map(_line, data.removeprefix(b"\xef\xbb\xbf").splitlines(keepends=True)))
    except UnicodeDecodeError:
        return None
    return None if _BINARY.search(text) else text


def _line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("mac_roman" if _OF_A_MAC.search(line) else "cp1252")


def without_marks(text: str) -> str:
    """The text of a file as people read it: entities as characters, without comments and unseen marks.

    Pages and lines end alike, whatever ends them in the file.
    """
    text = _LINE_ENDS.sub("\n", text)
    text = _ENTITY.sub(lambda found: html.unescape(found.group()), _COMMENT.sub("", text))
    return _BULLETS.sub("•", _UNSEEN.sub("", text))
