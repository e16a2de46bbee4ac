"""Two changes of one form put together, as far as they do not touch each other.

Both sides began with the same form. What only one of them changed is taken from it; where both
changed the same, otherwise than the other, it is `mine` that stands, and that is told. A part (a
meaning, a sentence) is the same part on both sides as long as there are as many of them, in the
same order; once that is in doubt, the parts of that kind are one field.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from termcards.form.filling import Form, Section, Value, completed, groups
from termcards.form.slots import DECK, SLOTS, Kind, Part, Slot, lead_of, slots_of

T = TypeVar("T")
Group = Mapping[Slot, Value]
"""The fields of a part in which something stands."""

Groups = tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Tied:
    """Fields of a part that make sense together only."""

    keys: tuple[str, ...]
    hold: Callable[..., bool]
    """Whether these values, put together from both sides, are a whole."""


TIED = {
    Part.SENSE: (Tied(("definition", "translation"), lambda one, other: bool(one or other)),),
    Part.EXAMPLE: (
        Tied(("sentence", "surface"), lambda sentence, surface: surface in sentence),
        # A line is that of one posting.
        Tied(("posting", "line", "end_line"), lambda *_: False),
    ),
    Part.QUOTE: (),
}


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that both sides changed."""

    slot: Slot
    """The first field of its kind where all parts of a kind are meant."""

    number: int
    """Which of the parts, in their order; 0 for the note's own fields, and for all parts."""

    theirs: str


@dataclass(frozen=True, slots=True)
class Merge:
    form: Form
    base: Form
    """What both sides have in common now: theirs, but as it was at first where they clash."""

    clashes: tuple[Clash, ...] = ()


def merged(base: Form, mine: Form, theirs: Form) -> Merge:
    """What `mine` and `theirs` made of `base`, in one form."""
    has_deck = any(section.slot is DECK for section in (*base, *mine, *theirs))
    form: list[Section] = []
    common: list[Section] = []
    clashes: list[Clash] = []
    for slot in SLOTS:
        if slot.part is None:
            field = _field(slot, 0, *(_own(side, slot) for side in (base, mine, theirs)))
            form.append(Section(slot, field.value))
            common.append(Section(slot, field.base))
            clashes += field.clashes
        elif slot.is_lead:
            part = slot.part
            parts = _parts(part, *(tuple(_groups(side, part)) for side in (base, mine, theirs)))
            form += _sections(part, parts.value)
            common += _sections(part, parts.base)
            clashes += parts.clashes
    return Merge(
        completed(tuple(form), has_deck=has_deck),
        completed(tuple(common), has_deck=has_deck),
        tuple(clashes),
    )


@dataclass(frozen=True, slots=True)
class _Merged(Generic[T]):
    value: T
    base: T
    clashes: tuple[Clash, ...] = ()


def _either(base: T, mine: T, theirs: T) -> _Merged[T] | None:
    """`None` where both changed it, each otherwise."""
    if mine in (base, theirs):
        return _Merged(theirs, theirs)
    return _Merged(mine, theirs) if theirs == base else None


def _field(slot: Slot, number: int, base: Value, mine: Value, theirs: Value) -> _Merged[Value]:
    plain = _either(base, mine, theirs)
    if plain is not None:
        return plain
    if slot.kind is Kind.WORDS:
        words = _lengthened(*(tuple(side or ()) for side in (base, mine, theirs)))
        if words is not None:
            return _Merged(words, theirs)
    return _Merged(mine, base, (Clash(slot, number, _shown(theirs)),))


def _parts(part: Part, base: Groups, mine: Groups, theirs: Groups) -> _Merged[Groups]:
    plain = _either(base, mine, theirs)
    if plain is not None:
        return plain
    longer = _lengthened(base, mine, theirs)
    if longer is not None:
        return _Merged(longer, theirs)
    if len(base) == len(mine) == len(theirs) and _stay(part, base, mine, theirs):
        sides = enumerate(zip(base, mine, theirs, strict=True))
        merges = [_group(part, number, *side) for number, side in sides]
        clashes = tuple(clash for each in merges for clash in each.clashes)
        values, bases = (each.value for each in merges), (each.base for each in merges)
        return _Merged(tuple(values), tuple(bases), clashes)
    lead = lead_of(part)
    shown = " / ".join(" · ".join(map(_shown, group.values())) for group in theirs)
    return _Merged(mine, base, (Clash(lead, 0, shown),))


def _stay(part: Part, base: Groups, *sides: Groups) -> bool:
    """Whether no text of a part is found in another one on one of the sides."""
    for slot in slots_of(part):
        if slot.kind is not Kind.TEXT:
            continue
        before = [group.get(slot, "") for group in base]
        for side in sides:
            after = [group.get(slot, "") for group in side]
            changed = [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]
            if any((old and old in after) or (new and new in before) for old, new in changed):
                return False
    return True


def _group(part: Part, number: int, base: Group, mine: Group, theirs: Group) -> _Merged[Group]:
    plain = _either(base, mine, theirs)
    if plain is not None:
        return plain
    fields = {
        slot: _field(slot, number, *(side.get(slot, "") for side in (base, mine, theirs)))
        for slot in slots_of(part)
    }
    for tied in TIED[part]:
        slots = [slot for slot in slots_of(part) if slot.key in tied.keys]
        sides = [[side.get(slot, "") for slot in slots] for side in (base, mine, theirs)]
        is_mixed = _either(*sides) is None
        if is_mixed and not tied.hold(*(fields[slot].value for slot in slots)):
            for slot, *values in zip(slots, *sides, strict=True):
                fields[slot] = _mine(slot, number, *values)
    return _Merged(
        {slot: field.value for slot, field in fields.items() if field.value},
        {slot: field.base for slot, field in fields.items() if field.base},
        tuple(clash for field in fields.values() for clash in field.clashes),
    )


def _mine(slot: Slot, number: int, base: Value, mine: Value, theirs: Value) -> _Merged[Value]:
    """Told where it hides what the other side wrote."""
    is_hidden = theirs not in (base, mine)
    return _Merged(mine, base, (Clash(slot, number, _shown(theirs)),) if is_hidden else ())


def _lengthened(
    base: tuple[T, ...], mine: tuple[T, ...], theirs: tuple[T, ...]
) -> tuple[T, ...] | None:
    """Both sides, where one of them has only added to the end."""
    if mine[: len(base)] == base:
        return (*theirs, *(item for item in mine[len(base) :] if item not in theirs))
    if theirs[: len(base)] == base:
        return (*mine, *(item for item in theirs[len(base) :] if item not in mine))
    return None


def _sections(part: Part, parts: Groups) -> Iterator[Section]:
    return (Section(slot, group.get(slot, "")) for group in parts for slot in slots_of(part))


def _own(form: Form, slot: Slot) -> Value:
    return next((_value(section) for section in form if section.slot is slot), "")


def _groups(form: Form, part: Part) -> Iterator[Group]:
    for kind, places in groups(form):
        group = {form[at].slot: _value(form[at]) for at in places if not form[at].is_blank}
        if kind is part and group:
            yield group


def _value(section: Section) -> Value:
    return "" if section.is_blank else section.value


def _shown(value: Value) -> str:
    return value if isinstance(value, str) else ", ".join(value)


def fields(form: Form) -> list[tuple[Slot, Value]]:
    """What stands in a form, wherever there is room for more."""
    return [(section.slot, section.value) for section in form if not section.is_blank]
