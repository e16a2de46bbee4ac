"""The bytes of a posting into text, in the encodings that people's files have."""

import codecs

from termcards.errors import BadInputError

MAXIMUM_SIZE = 64 * 1024 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(content: bytes, path: object) -> str:
    """The text, its line ends as line feeds. Raises `BadInputError` for what is no text.

    A byte-order mark decides; then UTF-8; then, where the bytes make sense as Chinese, GB18030.
    """
    if len(content) > MAXIMUM_SIZE:
        raise BadInputError("this is too large for a posting", path=path)
    if not content.strip():
        raise BadInputError("the file is empty; there is nothing to harvest", path=path)
    text = _decoded(content, path)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise BadInputError("this is not text; harvest takes Markdown", path=path, line=line)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(content: bytes, path: object) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _as(content, encoding, path)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        if b"\0" in content:
            raise BadInputError("this is not text; harvest takes Markdown", path=path) from error
        chinese = _chinese(content)
        if chinese is not None:
            return chinese
        raise BadInputError(
            "this is not UTF-8 text, and not GB18030 either; save it as UTF-8", path=path, line=line
        ) from error


def _as(content: bytes, encoding: str, path: object) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"its first bytes promise {encoding}, but this is not; save it as UTF-8"
        raise BadInputError(message, path=path, line=line) from error


def _chinese(content: bytes) -> str | None:
    """GB18030 takes almost any bytes, so what it gives must look like Chinese."""
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError:
        return None
    strange = [ch for ch in text if not ch.isascii()]
    usual = sum(
        "\u4e00" <= ch <= "\u9fff" or "\u3000" <= ch <= "\u303f" or "\uff00" <= ch <= "\uffef"
        for ch in strange
    )
    return text if strange and usual >= 0.9 * len(strange) else None
