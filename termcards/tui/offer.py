"""A row of the triage in words: in the list, and with its sentence and meanings beside it."""

from collections.abc import Iterator, Sequence

from textual.content import Content

from termcards.language import tr, trn
from termcards.library.deciding import Decision, Group, Row
from termcards.library.triaging import Finished, Triage
from termcards.lookup import Definition
from termcards.masking import surface_spans
from termcards.notes import Citation, Example, Note, Sense
from termcards.tui.card import Block, lead_of
from termcards.tui.keymap import key
from termcards.tui.text import REVERSED, cut, display, on_one_line
from termcards.tui.told import Told

SIGNS = {Decision.ADD: "+", Decision.LATER: "–", Decision.NEVER: "×", Decision.KNOWN: "K"}
IN_DECK = "="
WORDS = {
    Decision.ADD: "add",
    Decision.LATER: "not now",
    Decision.NEVER: "never offer again",
    Decision.KNOWN: "known, no card",
}
GROUPS = {
    Group.MARKED: "marked by you",
    Group.FOOTNOTES: "footnotes",
    Group.EXPLAINED: "explained acronyms",
    Group.WORDS: "words",
    Group.PHRASES: "phrases",
    Group.UNEXPLAINED: "unexplained acronyms",
    Group.IN_DECKS: "in your decks already",
}
NOTHING = Content("")
MOST_NUMBERED = 9
LONGEST_SOURCE = 30
"""Cells of a dictionary's name."""


def sign_of(row: Row) -> str:
    if row.deck is not None and row.is_taken:
        return IN_DECK
    return SIGNS[row.decision] if row.decision else " "


def told_of(row: Row) -> Content:
    """Why it is offered, and what it means, in a few words."""
    parts = [on_one_line(tr("in {deck}", deck=row.deck))] if row.deck is not None else []
    if row.candidate is not None and row.candidate.count > 1:
        parts.append(Content(f"{row.candidate.count}×"))
    if row.deck is None:
        parts.append(_meaning_in_short(row))
    return Content(" · ").join(parts)


def _meaning_in_short(row: Row) -> Content:
    if row.candidate is not None and row.candidate.expansion:
        return on_one_line(row.candidate.expansion)
    senses = row.draft.note.senses
    if not senses:
        return Content(tr("no meaning yet"))
    return on_one_line(senses[0].translation or senses[0].definition)


def offered(
    row: Row, found: Sequence[Definition] | None, missing: Sequence[str] = ()
) -> tuple[Block, ...]:
    """All of a row; `found` is what dictionaries say, `None` as long as they were not asked.

    `missing` says which of them cannot be asked, and why.
    """
    return tuple(_offered(row, found, missing))


def chosen_of(row: Row, found: Sequence[Definition]) -> int | None:
    """Which of the definitions is the draft's meaning."""
    senses = row.draft.note.senses
    if not senses:
        return None
    texts = [definition.text for definition in found]
    return texts.index(senses[0].definition) if senses[0].definition in texts else None


def _offered(
    row: Row, found: Sequence[Definition] | None, missing: Sequence[str]
) -> Iterator[Block]:
    note = row.draft.note
    yield Block(_head(row), is_apart=False)
    if note.examples:
        yield from _sentence(note.examples[0], note)
    if row.deck is not None:
        yield Block(_gains(row.deck))
        return
    yield from _draft(note)
    if found is not None and row.candidate is not None:
        yield from _meanings(row, found)
        for place, problem in enumerate(missing):
            told = on_one_line(tr("not asked: {problem}", problem=problem)).stylize(".faint")
            yield Block(told, is_apart=place == 0)


def _gains(deck: str) -> Content:
    """The name of a deck stands out in its sentence."""
    sentence = tr("in your decks already, in {deck}; it gains this sentence")
    before, _, after = sentence.partition("{deck}")
    return Content.assemble((before, ".faint"), on_one_line(deck), (after, ".faint"))


def _head(row: Row) -> Content:
    note = row.draft.note
    parts = [on_one_line(note.term).stylize(".strong")]
    if note.pronunciation:
        parts.append(Content("  ") + on_one_line(note.pronunciation))
    if note.aliases:
        also = on_one_line(", ".join(note.aliases))
        parts.append("  " + lead_of(tr("also")) + also)
    if note.part_of_speech:
        parts.append(Content("   ") + on_one_line(note.part_of_speech).stylize(".faint"))
    if note.examples:
        parts.append(Content.styled(_line(note.examples[0].citation), ".faint"))
    return NOTHING.join(parts)


def _sentence(example: Example, note: Note) -> Iterator[Block]:
    """The sentence with the term set off, and its translation."""
    content = display(example.sentence)
    surface = display(example.surface or note.term).plain
    for start, end in surface_spans(content.plain, surface):
        content = content.stylize(REVERSED, start, end)
    yield Block(content)
    if example.translation:
        yield Block(display(example.translation), is_apart=False)


def _line(citation: Citation | None) -> str:
    if citation is None or not citation.line:
        return ""
    return "   " + tr("line {line}", line=citation.line)


def _draft(note: Note) -> Iterator[Block]:
    label = lead_of(tr("draft"))
    if not note.senses:
        yield Block(label + tr("(none yet) — {key} writes one", key="e"))
    for place, sense in enumerate(note.senses):
        text = display(sense.definition)
        if sense.translation and sense.translation != sense.definition:
            text += Content("\n") + display(sense.translation)
        lead = label if place == 0 else Content(" " * label.cell_length)
        yield Block(text + _source(sense), lead, is_apart=place == 0)


def _source(sense: Sense) -> Content:
    if sense.source is None or not (sense.source.title or sense.source.url):
        return NOTHING
    return (Content("  ") + on_one_line(sense.source.title or sense.source.url or "")).stylize(
        ".faint"
    )


def _meanings(row: Row, found: Sequence[Definition]) -> Iterator[Block]:
    chosen = chosen_of(row, found)
    if not found:
        yield Block(Content.styled(tr("no dictionary has it"), ".faint"))
    for place, definition in enumerate(found):
        number = str(place + 1) if place < MOST_NUMBERED else " "
        sign = "●" if place == chosen else " "
        lead = Content.assemble((number, ".key"), f" {sign} ")
        text = (
            Content.styled(tr("as drafted"), ".faint") if place == chosen else _meaning(definition)
        )
        yield Block(text, lead, is_apart=place == 0)


def _meaning(definition: Definition) -> Content:
    parts = [display(definition.text)]
    if definition.part_of_speech:
        kind = Content.styled(on_one_line(definition.part_of_speech).plain + "  ", ".faint")
        parts.insert(0, kind)
    if definition.translation and definition.translation != definition.text:
        parts.append(Content("  ") + on_one_line(definition.translation))
    name, licence = definition.origin.name, definition.origin.licence
    origin = cut(on_one_line(name), LONGEST_SOURCE)
    if licence:
        origin += on_one_line(f" ({licence})")
    parts.append((Content("  ") + origin).stylize(".faint"))
    return NOTHING.join(parts)


def opening(triage: Triage) -> tuple[Content, str]:
    """What the status line says before the first decision; its end stays where room is short."""
    unsaved = triage.unsaved_rows
    if unsaved:
        tail = tr("; {key} goes on with it", key=key("triage.edit", "e"))
        return unsaved_words(unsaved), tail
    return Content(_ticked_beforehand(triage)), ""


def unsaved_words(rows: Sequence[Row]) -> Content:
    """Says for which terms something was typed and not saved."""
    return on_one_line(tr("unsaved text for {terms}", terms=", ".join(row.term for row in rows)))


def _ticked_beforehand(triage: Triage) -> str:
    if triage.has_gone_on:
        return trn(
            "{count} decision kept from before · {key} undoes the last",
            "{count} decisions kept from before · {key} undoes the last",
            triage.steps,
            key=key("triage.undo", "u"),
        )
    if not triage.rows:
        return tr("there is no term to propose here; {key} marks words as one", key="v")
    ticked = sum(row.is_taken and row.deck is None for row in triage.rows)
    return tr("{count} ticked beforehand; {key} adds what has a +", count=ticked, key=tr("enter"))


def summary(done: Finished) -> Told:
    """What a finished triage came to, and how to take it back."""
    whole, *shorter = dict.fromkeys(map(tr(", ").join, _told(done)))
    if not whole:
        return Told(tr("nothing was added"))
    tail = " · " + tr("{key} takes it all back", key=key("home.undo", "u"))
    return Told(whole, tail, tuple(shorter))


def _told(done: Finished) -> Iterator[list[str]]:
    """What was done, part by part; and the same in less words each time."""
    added = [tr("added {count}", count=done.added)] if done.added else []
    whole, short = list(added), list(added)
    if done.without_meaning:
        count = done.without_meaning
        whole = [tr("{added} ({count} without a meaning yet)", added=added[0], count=count)]
        short = [tr("{added} ({count} without meaning)", added=added[0], count=count)]
    rest, short_rest = list(_rest(done)), list(_short_rest(done))
    yield whole + rest
    yield short + rest
    yield short + short_rest
    yield added + short_rest


def _rest(done: Finished) -> Iterator[str]:
    if done.enriched:
        yield trn(
            "{count} sentence to known terms", "{count} sentences to known terms", done.enriched
        )
    if done.known:
        yield tr("{count} known", count=done.known)
    if done.never:
        yield tr("{count} never again", count=done.never)


def _short_rest(done: Finished) -> Iterator[str]:
    if done.enriched:
        yield trn("{count} sentence", "{count} sentences", done.enriched)
    if done.known:
        yield tr("{count} known", count=done.known)
    if done.never:
        yield tr("{count} never", count=done.never)
