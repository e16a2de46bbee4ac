"""A form as plain text: each field under its heading, and a field ends where the next begins.

A line that begins with `\\` is taken as it stands behind that sign, whatever it looks like, and so
is the end of a line before one; what no text can show is written `\\{1b}`, by its number.
"""

import re
from collections.abc import Iterator

from termcards.form.filling import Form, FormError, Section
from termcards.form.slots import DECK, SLOTS, Kind, Slot
from termcards.language import tr
from termcards.yamlnodes import unknown_word

_HEADING = re.compile(r"(#{1,2})[ \t]+(.*?)[ \t#:]*(?:\d+)?[ \t:]*")
_REMARK = re.compile(r"<!--.*-->[ \t]*")
_UNSEEN = re.compile("[\0-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]|\\\\(?=\\{)")
_NUMBERED = re.compile(r"\\\{([0-9a-f]{1,6})\}")
_BLANKS = " \t"

HINTS = (
    "A field goes on until the next heading; one that is empty is left out.",
    "Lists have one item a line. A second meaning or sentence begins with a heading of its own.",
    "Directions: recognise, cloze, produce, type; or none. An empty list leaves them to the deck.",
)


def text_of(form: Form) -> str:
    """The form as text; `form_in` reads the same form from it."""
    lines: list[str] = []
    for section in form:
        is_inner = section.slot.part is not None and not section.slot.is_lead
        lines.append(f"{'##' if is_inner else '#'} {section.slot.heading}")
        lines += [*value_lines(section), ""]
    return "\n".join([*lines, *(f"<!-- {hint} -->" for hint in hints(form)), ""])


def hints(form: Form) -> Iterator[str]:
    """What a person should know who writes in the text."""
    yield from HINTS
    present = {section.slot for section in form}
    absent = [slot for slot in SLOTS if slot not in present and slot is not DECK]
    own = [slot.heading for slot in absent if slot.part is None or slot.is_lead]
    inner = [slot.heading for slot in absent if slot.part and not slot.is_lead]
    if own or inner:
        more = [f"# {name}" for name in own] + [f"## {name}" for name in dict.fromkeys(inner)]
        yield f"More headings: {', '.join(more)}"


def value_lines(section: Section) -> list[str]:
    """The value as lines that are read as the same value again."""
    value = section.value
    if isinstance(value, tuple):
        return [protected(item) for item in value]
    if not value:
        return []
    if section.slot.kind is Kind.LINE:
        return [protected(value)]
    lines = [protected(line, may_be_blank=True) for line in value.split("\n")]
    for place in (0, -1):
        lines[place] = lines[place] or "\\"
    return lines


def protected(line: str, *, may_be_blank: bool = False) -> str:
    """The line, so written that nothing in it is taken for anything else."""
    if may_be_blank and not line:
        return ""
    line = _UNSEEN.sub(lambda sign: f"\\{{{ord(sign[0]):x}}}", line)
    if not line or line[0] in f"\\{_BLANKS}#" or line.startswith("<!--"):
        line = f"\\{line}"
        return line if len(line) == 1 or line[-1] not in f"\\{_BLANKS}" else f"{line}\\"
    return f"{line}\\" if line[-1] in f"\\{_BLANKS}" else line


def unprotected(line: str) -> str:
    line = line[1:] if line.startswith("\\") else line.lstrip(_BLANKS)
    line = line[:-1] if line.endswith("\\") else line.rstrip(_BLANKS)
    return _NUMBERED.sub(_character, line)


def form_in(text: str) -> Form:
    """Raises `FormError` with the line of what stands under no heading, or under a wrong one."""
    reader = _Reader()
    for number, line in enumerate(text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n"), 1):
        reader.take(number, line)
    return reader.finish()


def items_in(text: str) -> tuple[str, ...]:
    """The items of a list, one a line, as `value_lines` writes them."""
    return tuple(unprotected(line) for line in text.split("\n") if line.strip(_BLANKS))


class _Reader:
    def __init__(self) -> None:
        self._sections: list[Section] = []
        self._slot: Slot | None = None
        self._line = 0
        self._lines: list[str] = []

    def take(self, number: int, line: str) -> None:
        if _REMARK.fullmatch(line):
            return
        heading = _HEADING.fullmatch(line)
        if heading is not None:
            self._close()
            section = Section(SLOTS[0], line=number)
            self._slot = self._slot_named(heading[2], len(heading[1]) == 1, section)
            self._line = number
        elif self._slot is not None:
            self._lines.append(line)
        elif line.strip():
            words = tr("this stands under no heading; put one over it, such as # Term")
            raise FormError(words, Section(SLOTS[0], line=number))

    def finish(self) -> Form:
        self._close()
        return tuple(self._sections)

    def _slot_named(self, name: str, is_outer: bool, section: Section) -> Slot:
        part = self._sections[-1].slot.part if self._sections else None
        inner = [slot for slot in SLOTS if slot.part is part and part and not slot.is_lead]
        outer = [slot for slot in SLOTS if slot.part is None or slot.is_lead]
        for slot in [*outer, *inner] if is_outer else [*inner, *outer]:
            if slot.heading.casefold() == name.casefold():
                self._refuse_second(slot, section)
                return slot
        known = [slot.heading for slot in (*outer, *inner)]
        raise FormError(unknown_word("heading", name, known), section)

    def _refuse_second(self, slot: Slot, section: Section) -> None:
        if slot.is_lead:
            return
        for other in reversed(self._sections):
            if other.slot is slot:
                words = tr("{heading} stands here twice, first on line {line}; keep one")
                shown = words.format_map({"heading": slot.heading, "line": other.line})
                raise FormError(shown, section)
            if slot.part is not None and other.slot.is_lead:
                return

    def _close(self) -> None:
        if self._slot is not None:
            value = _value(self._slot, self._lines)
            self._sections.append(Section(self._slot, value, self._line))
        self._slot, self._lines = None, []


def _value(slot: Slot, lines: list[str]) -> str | tuple[str, ...]:
    filled = [line for line in lines if line.strip(_BLANKS)]
    match slot.kind:
        case Kind.WORDS:
            return tuple(map(unprotected, filled)) or ""
        case Kind.LINE:
            return " ".join(map(unprotected, filled))
        case Kind.TEXT:
            shown = [bool(line.strip(_BLANKS)) for line in lines]
            if True not in shown:
                return ""
            first, last = shown.index(True), len(lines) - shown[::-1].index(True)
            return "\n".join(map(unprotected, lines[first:last]))


def _character(match: re.Match[str]) -> str:
    number = int(match[1], 16)
    return chr(number) if number <= 0x10FFFF else match[0]


def with_fault(text: str, fault: FormError) -> tuple[str, int]:
    """The text with what is wrong told over the line at fault, and that line's number now."""
    lines = text.replace("\r\n", "\n").split("\n")
    at = max(0, min(fault.section.line or 1, len(lines)) - 1)
    kept = [line for line in lines[:at] if not line.startswith(_TOLD)]
    rest = [line for line in lines[at:] if not line.startswith(_TOLD)]
    told = " ".join(str(fault).replace("--", "- -").split())
    return "\n".join([*kept, f"{_TOLD} {told} -->", *rest]), len(kept) + 2


_TOLD = "<!-- !"
