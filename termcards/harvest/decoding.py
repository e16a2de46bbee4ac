"""The bytes of a posting into text, in the encodings that people's files have."""

import codecs
import re

from termcards.errors import BadInputError
from termcards.harvest.encodings import undeclared_encoding

MAXIMUM_SIZE = 64 * 1024 * 1024
_NO_TEXT = "this is not text, whatever its name says"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META_CHARSET = re.compile(
    rb"<meta\s[^>]{0,300}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})", re.IGNORECASE
)
_XML_ENCODING = re.compile(rb"\s*<\?xml\s[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{1,40})")
_ENCODINGS = {
    **dict.fromkeys(("utf-8", "utf8", "unicode-1-1-utf-8"), "utf-8"),
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cp936"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "big-5", "cn-big5", "x-x-big5", "cp950"), "big5hkscs"),
    **dict.fromkeys(("iso-8859-1", "latin1", "us-ascii", "ascii", "windows-1252"), "cp1252"),
    **dict.fromkeys(("utf-16", "utf-16le"), "utf-16-le"),
    "utf-16be": "utf-16-be",
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j"), "cp932"),
    **dict.fromkeys(("euc-jp", "x-euc-jp"), "euc-jp"),
    "iso-2022-jp": "iso-2022-jp",
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987", "windows-949", "cp949"), "cp949"),
    **{f"windows-{number}": f"cp{number}" for number in (874, 1250, 1251, *range(1253, 1259))},
    **{f"iso-8859-{number}": f"iso8859-{number}" for number in (*range(2, 9), 10, 13, 14, 15, 16)},
    "iso-8859-9": "cp1254",
    "koi8-r": "koi8-r",
    "koi8-u": "koi8-u",
}
"""Labels as in https://encoding.spec.whatwg.org/#names-and-labels, and what reads them."""


def decode(content: bytes, path: object, declared: str | None = None) -> str:
    """The text, its line ends as line feeds. Raises `BadInputError` for what is no text.

    A byte-order mark decides; then the encoding `declared` for it, as by a server; then UTF-8;
    then the one other encoding in which it makes sense.
    """
    if len(content) > MAXIMUM_SIZE:
        raise BadInputError("this is too large for a posting", path=path)
    if not content.strip():
        raise BadInputError("the file is empty; there is nothing to harvest", path=path)
    text = _decoded(content, path, declared)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise BadInputError(_NO_TEXT, path=path, line=line)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def decode_page(content: bytes, path: object, declared: str | None = None) -> str:
    """As `decode`; a page may also declare its encoding itself, near its beginning."""
    return decode(content, path, declared or _declared_inside(content[:4096]))


def _declared_inside(beginning: bytes) -> str | None:
    match = _META_CHARSET.search(beginning) or _XML_ENCODING.match(beginning)
    label = match[1].decode("ascii").lower() if match else None
    # Whoever could read this declaration has no two bytes a letter.
    return "utf-8" if label and label.startswith("utf-16") else label


def _as_declared(content: bytes, label: str | None) -> str | None:
    """The text, or `None` where the declaration is unknown or wrong.

    Pages are written by many programs; of a long text, a few letters may be none.
    """
    encoding = _ENCODINGS.get((label or "").strip().strip("\"'").lower())
    if encoding is None:
        return None
    try:
        if encoding == "cp1252" and not content.isascii():
            # The most frequent of wrong declarations, and UTF-8 cannot be met by chance.
            return content.decode("utf-8")
        return content.decode(encoding)
    except UnicodeDecodeError:
        text = content.decode(encoding, "replace")
    return text if text.count("\ufffd") <= len(text) / 200 or encoding == "cp1252" else None


def _decoded(content: bytes, path: object, declared: str | None) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _as(content, encoding, path)
    text = _as_declared(content, declared)
    return content.decode(encoding_of(content, path)) if text is None else text


def encoding_of(content: bytes, path: object) -> str:
    """That of bytes without a byte-order mark. Raises `BadInputError` where it is unsure."""
    bad = content.find(b"\0")
    try:
        content.decode("utf-8")
        if bad < 0:
            return "utf-8"
    except UnicodeDecodeError as error:
        bad = error.start
    encoding = undeclared_encoding(content)
    if encoding is not None:
        return encoding
    line = content.count(b"\n", 0, bad) + 1
    if b"\0" in content:
        raise BadInputError(_NO_TEXT, path=path, line=line)
    raise BadInputError(
        "this is not UTF-8, and what else it is cannot be told for sure; convert it, as with:"
        " iconv -f SHIFT_JIS -t UTF-8",
        path=path,
        line=line,
    )


def _as(content: bytes, encoding: str, path: object) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"its first bytes promise {encoding}, but this is not; save it as UTF-8"
        raise BadInputError(message, path=path, line=line) from error
