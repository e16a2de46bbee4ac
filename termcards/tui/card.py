"""A question as it is shown: what stands on the front of a card, and what its answer adds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from textual.content import Content

from termcards.language import tr
from termcards.library.studying import Question
from termcards.masking import MASK, Form, forms_of, masked, surface_spans, telling_spans
from termcards.notes import Direction, Example, Note, Sense
from termcards.plaintext import folded
from termcards.tui.keymap import key
from termcards.tui.sources import noted_sources, pages
from termcards.tui.text import REVERSED, display, on_one_line
from termcards.tui.wording import GOOD

NOTHING = Content("")
LATIN_GAP = "[____]"
CJK_GAP = "［＿＿＿］"
"""Gaps are of one width, which gives nothing away."""
MARKED = "*"
FLAGGED = "⚑"
LANGUAGE_SIGNS = {"zh": "中", "ja": "日", "ko": "한"}


@dataclass(frozen=True, slots=True)
class View:
    """What of a question is to be seen."""

    is_answered: bool = False
    """Whether the answer is shown."""

    with_translation: bool = False
    with_sources: bool = False
    example: int = 0
    """Which of the sentences, counted from the one that leads."""

    typed: str | None = None
    """What was typed, once the answer is shown; `None` where nothing was to be."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a card."""

    content: Content
    lead: Content = NOTHING
    """Stands before the first line; the others are indented as far."""

    is_apart: bool = True
    """Whether there is a blank line above."""

    is_rule: bool = False
    """The line between question and answer."""


RULE = Block(NOTHING, is_apart=False, is_rule=True)
"""What follows it stands right under it."""


def blocks(question: Question, view: View) -> tuple[Block, ...]:
    """The card from top to bottom. The answer keeps the front in its place and adds below it."""
    return tuple(_back(question, view) if view.is_answered else _front(question, view))


def example_of(question: Question, view: View) -> Example | None:
    return question.examples[view.example % len(question.examples)] if question.examples else None


def has_translation(question: Question, view: View) -> bool:
    example = example_of(question, view)
    return bool(example and example.translation) or any(
        sense.translation for sense in question.note.senses
    )


def _front(question: Question, view: View) -> Iterator[Block]:
    note = question.note
    hidden = _giveaways(question, view)
    direction = question.card.direction
    match direction:
        case Direction.RECOGNISE:
            yield _head(question, on_one_line(note.term), note.field)
            yield from _sentence(question, view)
        case Direction.CLOZE:
            yield _head(question, Content.styled(tr("fill the gap"), ".faint"))
            yield from _gapped_sentence(question, view, hidden)
            yield from _meanings(note.senses, hidden)
        case Direction.PRODUCE | Direction.TYPE:
            task = tr("type the term" if direction is Direction.TYPE else "say the term")
            yield _head(question, Content.styled(task, ".faint"))
            yield from _meanings(note.senses, hidden)
        case _:
            assert_never(direction)
    yield from _translation(question, view, hidden)
    if view.with_sources:
        yield from _sources(question, view)


def _back(question: Question, view: View) -> Iterator[Block]:
    note = question.note
    yield _head(question, on_one_line(note.term), note.field, note.pronunciation)
    if view.typed is not None:
        from termcards.tui.typed import compared, difference, sign

        found = compared(question, view.typed)
        yield Block(difference(found), sign(found.verdict), is_apart=False)
    if question.card.direction in (Direction.PRODUCE, Direction.TYPE):
        yield from _meanings(note.senses, ())
        yield RULE
        yield from _sentence(question, view)
    else:
        yield from _sentence(question, view)
        yield RULE
        yield from _meanings(note.senses, ())
    yield from _remarks(note)
    yield from _translation(question, view, ())
    if view.with_sources:
        yield from _sources(question, view)


def suggested(question: Question, view: View) -> int:
    """The quality that the answer suggests, which is Good as long as nobody knows better."""
    if view.typed is None:
        return GOOD
    from termcards.tui.typed import compared

    return compared(question, view.typed).quality


def _head(
    question: Question,
    title: Content,
    field: str | None = None,
    pronunciation: str | None = None,
) -> Block:
    kind = " · ".join(part for part in (question.note.part_of_speech, field) if part)
    parts = [title.stylize(".strong")]
    if pronunciation:
        parts.append("  " + on_one_line(pronunciation))
    if kind:
        parts.append("   " + on_one_line(kind).stylize(".faint"))
    parts += ["   " + sign for sign in _own_signs(question)]
    return Block(NOTHING.join(parts), is_apart=False)


def _own_signs(question: Question) -> Iterator[Content]:
    """What the learner has put on the card: a mark, a flag."""
    if question.is_marked:
        yield Content.styled(MARKED, ".strong")
    if flag := question.standing.flag:
        yield Content.styled(f"{FLAGGED}{flag}", f".flag{flag}")


def _sentence(question: Question, view: View) -> Iterator[Block]:
    """The sentence with the term reversed in it; before the answer without what tells it."""
    example = example_of(question, view)
    if example is None:
        return
    content = display(example.sentence)
    surfaces = surface_spans(content.plain, _surface(example, question.note).plain)
    for start, end in surfaces:
        content = content.stylize(REVERSED, start, end)
    if not view.is_answered:
        told = telling_spans(content.plain, _told_by(question.note), surfaces)
        for start, end in reversed(told):
            content = content[:start] + MASK + content[end:]
    yield Block(content + _number(question, view))


def _told_by(note: Note) -> Iterator[str]:
    """What tells the meaning where it stands beside the term: *annual recurring revenue (ARR)*."""
    for sense in note.senses:
        yield from filter(None, (sense.definition, sense.translation))
    if note.term.isupper():
        yield from (alias for alias in note.aliases if not alias.isupper())


def _gapped_sentence(question: Question, view: View, hidden: Sequence[Form]) -> Iterator[Block]:
    example = example_of(question, view)
    if example is None:
        return
    sentence = display(example.sentence).plain
    kept = []
    place = 0
    for start, end in surface_spans(sentence, _surface(example, question.note).plain):
        kept.append(masked(sentence[place:start], hidden))
        place = end
    kept.append(masked(sentence[place:], hidden))
    gap = Content.styled(CJK_GAP if _is_cjk("".join(kept)) else LATIN_GAP, ".strong")
    yield Block(gap.join(map(Content, kept)) + _number(question, view))


def _surface(example: Example, note: Note) -> Content:
    return display(example.surface or note.term)


def _number(question: Question, view: View) -> Content:
    count = len(question.examples)
    if count < 2:
        return NOTHING
    return Content.styled(f"  {view.example % count + 1}/{count}", ".faint")


def _is_cjk(text: str) -> bool:
    wide = sum("\u2e80" <= character <= "\ua4cf" for character in text)
    return wide > sum(character.isascii() and character.isalpha() for character in text)


def _meanings(senses: Sequence[Sense], hidden: Sequence[Form]) -> Iterator[Block]:
    for number, sense in enumerate(senses, 1):
        lead = Content(f"{number}. " if len(senses) > 1 else "")
        text = _masked(display(sense.definition), hidden)
        if sense.field and len(senses) > 1:
            text = Content.styled(f"({on_one_line(sense.field)}) ", ".faint") + text
        yield Block(text, lead, is_apart=number == 1)


def _remarks(note: Note) -> Iterator[Block]:
    meanings = {folded(sense.definition) for sense in note.senses}
    lists = (
        (tr("also"), [alias for alias in note.aliases if folded(alias) not in meanings]),
        (tr("synonyms"), note.synonyms),
        (tr("derived"), note.derived),
        (tr("see"), note.see),
    )
    for place, (label, words) in enumerate((label, words) for label, words in lists if words):
        yield replace(_labelled(label, ", ".join(words)), is_apart=place == 0)
    if note.usage:
        yield _labelled(tr("usage"), note.usage)
    for quote in note.quotes:
        author = f" — {quote.author}" if quote.author else ""
        yield Block(display(f"“{quote.text}”{author}"))
    if not note.senses and note.raw:
        yield Block(display(note.raw))


def _labelled(label: str, text: str) -> Block:
    return Block(lead_of(label) + display(text))


def lead_of(label: str) -> Content:
    return Content.styled(tr("{label}: ", label=label), ".faint")


def _translation(question: Question, view: View, hidden: Sequence[Form]) -> Iterator[Block]:
    if not has_translation(question, view):
        return
    language = question.deck.translation_language
    sign = LANGUAGE_SIGNS.get(language.partition("-")[0], on_one_line(language).plain[:3])
    lead = Content(f"{sign} ")
    if not view.with_translation:
        shows = tr("{key} shows", key=key("study.translate", "t"))
        yield Block(Content.styled(f"･･･   {shows}", ".faint"), lead)
        return
    for place, text in enumerate(_translations(question, view)):
        before = lead if place == 0 else Content(" " * lead.cell_length)
        yield Block(_masked(display(text), hidden), before, is_apart=place == 0)


def _translations(question: Question, view: View) -> Iterator[str]:
    """Of the meanings and of the sentence; before the answer only what does not tell it."""
    example = example_of(question, view)
    in_sentence = example.translation if example else None
    is_recognised = question.card.direction is Direction.RECOGNISE
    if view.is_answered or not is_recognised or not in_sentence:
        senses = question.note.senses
        for number, sense in enumerate(senses, 1):
            if sense.translation:
                yield f"{number}. {sense.translation}" if len(senses) > 1 else sense.translation
    if in_sentence and (
        view.is_answered or question.card.direction not in (Direction.PRODUCE, Direction.TYPE)
    ):
        yield in_sentence


def _sources(question: Question, view: View) -> Iterator[Block]:
    """Before the answer only that of the sentence: an address may tell the term."""
    found = noted_sources(example_of(question, view), question.deck, _sourced(question, view))
    if not found:
        yield Block(Content.styled(tr("no source is noted"), ".faint"))
    for place, (label, text) in enumerate(found):
        yield Block(display(text), lead_of(label), is_apart=place == 0)


def source_pages(question: Question, view: View) -> tuple[tuple[str, str], ...]:
    """The pages that the sources of what is to be seen are on: titles and addresses."""
    return pages(example_of(question, view), question.deck, _sourced(question, view))


def _sourced(question: Question, view: View) -> Sequence[Sense]:
    return question.note.senses if view.is_answered else ()


def _masked(text: Content, hidden: Sequence[Form]) -> Content:
    return Content(masked(text.plain, hidden)) if hidden else text


def _giveaways(question: Question, view: View) -> Sequence[Form]:
    """The forms of the term, where the term is what is asked for."""
    if question.card.direction is Direction.RECOGNISE:
        return ()
    example = example_of(question, view)
    surface = (example.surface,) if example and example.surface else ()
    return forms_of((question.note.term, *question.note.aliases, *surface))
