"""What is told of exports and imports, before and after, on both faces."""

from collections.abc import Iterator, Sequence

from termcards.anki.mapping import Mapped, Part
from termcards.language import tr, trn
from termcards.library.comparing import Conflict
from termcards.library.exchanging import Exporting, Plan, Planned
from termcards.library.incoming import Incoming
from termcards.notes import Note
from termcards.pages.lines import Line, Piece, Space, Tone, line_of
from termcards.pages.rows import heading, left, reading
from termcards.plaintext import gist, on_one_line

SHOWN = 20
LEAST = 24
"""Columns of a term in a list, at most."""


def plan_lines(plan: Plan, space: Space) -> Iterator[Line]:
    """What is new and gone since the last export; unchanged notes are only counted."""
    counts = tr(
        "Since the last export: {new:,} new, {changed:,} changed, {unchanged:,} unchanged,"
        " {removed:,} removed.",
        new=len(plan.new),
        changed=len(plan.changed),
        unchanged=len(plan.unchanged),
        removed=len(plan.removed),
    )
    yield from (line_of(line) for line in space.ruler.wrapped(counts, space.text))
    for name, notes in (
        (tr("New"), plan.new),
        (tr("Changed"), plan.changed),
        (tr("Removed"), plan.removed),
    ):
        if notes:
            yield ()
            yield from heading(name, space)
            rows = [(planned.term or planned.note, planned.deck) for planned in notes]
            yield from _pairs(rows, space)


def removed_advice(removed: Sequence[Planned]) -> str:
    ids = tr(" or ").join(f'"Key:{planned.note}"' for planned in removed[:SHOWN])
    more = tr(" and {count} more", count=len(removed) - SHOWN) if len(removed) > SHOWN else ""
    return tr(
        "Anki keeps what is gone here; to delete it there, search for {ids}{more}",
        ids=ids,
        more=more,
    )


def advice(exported: Exporting, *, with_progress: bool) -> Iterator[str]:
    """What to do in Anki, and why."""
    yield tr("in Anki: File, Import; notes that you have already are brought up to date")
    if with_progress:
        yield tr(
            'tick "Import any learning progress": {answers} came'
            " along, for the cards that Anki does not have yet; a card it has keeps its schedule",
            answers=_answers(exported.reviews),
        )
    else:
        yield tr('leave "Import any learning progress" as it is: the cards start as new ones')
    if exported.has_fsrs:
        yield tr("turn FSRS on in the deck's options: what it remembers of each card came along")
    yield tr(
        'leave "Merge note types" unticked, unless you added fields to the note type "termcards"'
        " in Anki: ours never changes"
    )
    if exported.is_first:
        yield trn(
            "{count} note never exported from this device before: if another one brought it to"
            ' Anki, set "Update notes" to "Never" there, to keep what was edited in it; or import'
            " from its collection first, and export again",
            "{count} notes never exported from this device before: if another one brought them to"
            ' Anki, set "Update notes" to "Never" there, to keep what was edited in them; or import'
            " from its collection first, and export again",
            exported.notes,
        )
    if exported.removed:
        yield removed_advice(exported.removed)


def incoming_lines(incoming: Incoming, space: Space) -> Iterator[Line]:
    """What would come in."""
    for sentence in _offer(incoming):
        yield from (line_of(line) for line in space.ruler.wrapped(sentence, space.text))
    if incoming.mappings:
        yield ()
        yield from heading(tr("What its fields are"), space)
        for name, mapped in incoming.mappings:
            yield from reading(
                tr("{label}: ", label=on_one_line(name)) + mapping_in_words(mapped), space
            )
    for deck, notes in incoming.decks:
        yield ()
        title = tr("New in {deck}", deck=on_one_line(deck))
        yield from heading(title, space)
        yield from _pairs([(note.term, _meaning(note)) for note in notes], space)
    if incoming.words:
        yield ()
        yield from heading(tr("Words"), space)
        yield from _pairs([(word, "") for word in incoming.words], space)
    yield from _conflicts(incoming.conflicts, space)


def results_in_words(incoming: Incoming) -> tuple[str, ...]:
    """What came in, in one line; and the same in less words each time."""
    decks = [
        tr("{notes} added to {deck}", notes=_notes(len(notes)), deck=on_one_line(deck))
        for deck, notes in incoming.decks
    ]
    words = trn("{count:,} word", "{count:,} words", len(incoming.words))
    answers = _answers(incoming.reviews)
    known = [tr("{words} taken as known", words=words)] if incoming.words else []
    joined = [tr("{answers} joined the log", answers=answers)] if incoming.reviews else []
    whole = [*decks, *known, *joined]
    short = [words] * bool(known) + [answers] * bool(joined)
    results = [whole]
    if len(decks) > 1:
        notes = _notes(len(incoming.notes))
        added = tr("{notes} added to {count} decks", notes=notes, count=len(decks))
        results += [
            [added, *known, *joined],
            [tr("{notes} in {count} decks", notes=notes, count=len(decks)), *short],
        ]
    elif len(whole) > 1:
        results.append([*decks, *short])
    if not whole:
        return (tr("nothing new: all of it is known already"),)
    return tuple(tr(", ").join(parts) for parts in results)


def mapping_in_words(mapped: Mapped) -> str:
    return ", ".join(f"{on_one_line(name)} = {part_in_words(part)}" for name, part in mapped)


def part_in_words(part: Part) -> str:
    return {
        Part.TERM: tr("term"),
        Part.ALIASES: tr("other names"),
        Part.DEFINITION: tr("meaning"),
        Part.TRANSLATION: tr("translation"),
        Part.SENTENCE: tr("sentence"),
        Part.SENTENCE_TRANSLATION: tr("sentence's translation"),
        Part.PRONUNCIATION: tr("pronunciation"),
        Part.PART_OF_SPEECH: tr("part of speech"),
        Part.SYNONYMS: tr("synonyms"),
        Part.USAGE: tr("remarks"),
        Part.SOURCE: tr("source"),
        Part.TAGS: tr("tags"),
        Part.NOTHING: tr("left out"),
    }[part]


def _offer(incoming: Incoming) -> Iterator[str]:
    if incoming.words:
        words = trn("{count:,} word", "{count:,} words", len(incoming.words))
        yield tr("{words} would be taken as known; no cards are made.", words=words)
    elif incoming.decks:
        notes = trn(
            "{count:,} note would come in", "{count:,} notes would come in", len(incoming.notes)
        )
        yield tr("{notes}, {known:,} known already.", notes=notes, known=incoming.known)
    else:
        yield tr("No note is new; {known:,} known already.", known=incoming.known)
    if incoming.reviews or incoming.reviews_known:
        yield tr(
            "{answers} given in Anki would join the log, {known:,} known already.",
            answers=_answers(incoming.reviews),
            known=incoming.reviews_known,
        )
    left_out = []
    if incoming.without_term:
        left_out.append(tr("{notes} without a term", notes=_notes(incoming.without_term)))
    if incoming.gone:
        left_out.append(tr("{notes} deleted here since", notes=_notes(incoming.gone)))
    if incoming.media:
        left_out.append(
            trn("{count:,} picture or sound", "{count:,} pictures or sounds", incoming.media)
        )
    if incoming.reviews_left_out:
        answers = _answers(incoming.reviews_left_out)
        left_out.append(tr("{answers} that change no schedule", answers=answers))
    if left_out:
        yield tr("Left out: {things}.", things=tr(", ").join(left_out))


def _conflicts(conflicts: Sequence[Conflict], space: Space) -> Iterator[Line]:
    if not conflicts:
        return
    yield ()
    yield from heading(tr("Different in Anki: shown, and nothing here is overwritten"), space)
    for conflict in conflicts[:SHOWN]:
        field = f"{on_one_line(conflict.note)}, {conflict.field}"
        yield from reading(
            tr("{field}: {sides}", field=field, sides=sides_in_words(conflict)), space
        )
        for name, text in ((tr("here"), conflict.here), (tr("Anki"), conflict.there)):
            whole = "  " + tr("{label}: ", label=name) + on_one_line(text)
            short = space.ruler.shortened(whole, max(1, space.text - left(space)))
            yield (Piece(" " * left(space)), Piece(short))
    yield from _more(len(conflicts), space)


def sides_in_words(conflict: Conflict) -> str:
    """Which side changed the field."""
    if conflict.changed_in_anki is None:
        return tr("is different in Anki")
    if not conflict.changed_in_anki:
        return tr("was changed here")
    if conflict.changed_here:
        return tr("was edited in Anki and changed here")
    return tr("was edited in Anki")


def _pairs(rows: Sequence[tuple[str, str]], space: Space) -> Iterator[Line]:
    """Names with what is said of them, as many as one looks at."""
    ruler, margin = space.ruler, left(space)
    names = [on_one_line(name) for name, _ in rows[:SHOWN]]
    room = max(1, space.text - margin)
    width = min(max(map(ruler.cells, names)), LEAST, room)
    for name, (_, said) in zip(names, rows, strict=False):
        rest = room - width - 2
        told = ruler.shortened(on_one_line(said), rest) if rest > 0 else ""
        shown = ruler.padded(name, width) if told else ruler.shortened(name, room)
        yield (Piece(" " * margin), Piece(shown), Piece(f"  {told}" if told else "", Tone.FAINT))
    yield from _more(len(rows), space)


def _more(count: int, space: Space) -> Iterator[Line]:
    if count > SHOWN:
        yield from reading(tr("and {count:,} more", count=count - SHOWN), space)


def _meaning(note: Note) -> str:
    return gist(note.senses[0].definition) if note.senses else note.usage or ""


def _notes(count: int) -> str:
    return trn("{count:,} note", "{count:,} notes", count)


def _answers(count: int) -> str:
    return trn("{count:,} answer", "{count:,} answers", count)
