"""What termcards says, in the learner's language: messages are looked up here, by their English.

A message stands in the code as a literal, so that it can be collected: `tr("{n} left", n=3)`.
Values are put in after the look-up and are never read as messages or as places for others.
"""

from gettext import NullTranslations

_catalogue = NullTranslations()


def use(catalogue: NullTranslations) -> None:
    """From now on messages come from this catalogue; what is missing there stays English."""
    global _catalogue
    _catalogue = catalogue


def tr(message: str, /, **values: object) -> str:
    """The message, with each `{name}` replaced by its value where there are values.

    Nothing is said by nothing: a catalogue has its own head under the empty message.
    """
    return _filled(_catalogue.gettext(message) if message else "", values)


def trn(one: str, many: str, count: int, /, **values: object) -> str:
    """As `tr`, for a message that depends on a number, which is also the value `count`."""
    return _filled(_catalogue.ngettext(one, many, count), {"count": count, **values})


def _filled(message: str, values: dict[str, object]) -> str:
    return message.format_map(values) if values else message
