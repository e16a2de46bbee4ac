"""What the home screen says of a library: what waits, what is half done, how yesterday was."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from termcards.language import tr, trn
from termcards.library.overview import Overview
from termcards.tui.keymap import key

if TYPE_CHECKING:
    from termcards.library.halfdone import HalfDone


def half_done_words(postings: "Sequence[HalfDone]") -> str:
    if not postings:
        return ""
    goes_on = key("home.go_on", "g")
    if len(postings) > 1:
        title = postings[0].title
        count = len(postings)
        return tr(
            "{count} half done, {key} chooses: {title} …", count=count, key=goes_on, title=title
        )
    return tr("half done, {key} goes on: {title}", key=goes_on, title=postings[0].title)


def decisions(half: "HalfDone") -> str:
    """What there is of a posting that is half done."""
    if half.unsaved and not half.steps:
        return tr("unsaved text")
    return trn("{count} decision", "{count} decisions", len(half.steps))


def todays_counts(shown: Overview) -> str:
    counts = shown.counts
    parts = [tr("{count} due", count=counts.due)] if counts.due else []
    parts += [tr("{count} to learn", count=counts.learn)] if counts.learn else []
    parts += [tr("{count} new", count=counts.new)] if counts.new else []
    if not shown.rows:
        return ""
    if not parts:
        return tr("nothing due today")
    return tr("{counts} today", counts=" · ".join(parts))


def short_counts(shown: Overview) -> str:
    counts = shown.counts
    return f"{counts.new}+{counts.learn}+{counts.due}" if shown.rows else ""


def yesterdays_counts(shown: Overview) -> str:
    reviews, passed = shown.yesterday
    parts = []
    if reviews:
        count = trn("yesterday {count} review", "yesterday {count} reviews", reviews)
        parts.append(f"{count} · {round(100 * passed / reviews)} %")
    if shown.streak:
        parts.append(trn("streak {count} day", "streak {count} days", shown.streak))
    return " · ".join(parts)


def unread_words(files: int) -> str:
    keys = {"opens": key("home.mend", "e"), "again": key("home.again", "r")}
    return trn(
        "a file cannot be read: {opens} opens it, {again} reads it again",
        "{count} files cannot be read: {opens} opens the first, {again} reads them again",
        files,
        **keys,
    )
