"""Changing a setting in the learner's own file, as an act that can be taken back."""

import codecs
from collections.abc import Sequence
from pathlib import Path

from termcards.config import CONFIG
from termcards.config.reading import KEYS, ConfigReader, read_text, settings_in
from termcards.config.writing import Key, with_value, without_value
from termcards.errors import BadInputError, StorageError, UsageError
from termcards.files import problem, write_at_once
from termcards.library.home import Library
from termcards.log import Configure, SchedulerName
from termcards.splices import Left, Splice, place_of
from termcards.yamlnodes import Listing, Mapping, Node, Scalar, unknown_word
from termcards.yamlparser import parse

PRESET = "keys.preset"
LISTS = ("directions", "dictionaries")
Tree = str | list["Tree"] | dict[str, "Tree"]


def change(library: Library, key: str, words: Sequence[str]) -> None:
    """Sets `key`, in those lines of the file that are its own, as one act of the learner.

    What is within `keys` is named `keys.preset`, `keys.study.good`. Raises `UsageError` for a key
    that there is not, `BadInputError` for a value that it cannot have, and for a file that cannot
    be changed in place.
    """
    names = checked_key(key)
    if key in ("keys", "per_deck"):
        raise UsageError(f'"{key}" is more than a line; write it in {library.folder / CONFIG}')
    is_list = key in LISTS or (len(names) > 1 and key != PRESET)
    value = _value(words, is_list=is_list)
    _check_value(key, names, value)
    with library.changing_decks():
        path = library.folder / CONFIG
        text = read_text(path)
        _keep(library, names, value, text, *with_value(text, names, value, path))


def unset(library: Library, key: str) -> bool:
    """Takes the lines of `key` out, as one act; whether there were any."""
    names = checked_key(key)
    with library.changing_decks():
        path = library.folder / CONFIG
        text = read_text(path)
        done = without_value(text, names, path)
        if done is not None:
            _keep(library, names, None, text, *done)
    return done is not None


def put_back(library: Library, facts: Sequence[Configure]) -> tuple[Left, ...]:
    """Takes changes of settings back; gives the place where somebody has changed them since."""
    path = library.folder / CONFIG
    before = text = read_text(path)
    for fact in reversed(facts):
        at = place_of(text, Splice(fact.at, fact.old, fact.new))
        is_moved = not fact.new and (at is None or text[:at].rpartition("\n")[2] != "")
        if at is None or is_moved:
            return (Left(path, _line_of(before, fact)),)
        text = text[:at] + fact.old + text[at + len(fact.new) :]
    try:
        settings_in(text, path)
    except BadInputError:
        return (Left(path, _line_of(before, facts[0])),)
    _write(path, before, text)
    library.reload_settings()
    return ()


def checked_key(key: str) -> Key:
    """The name of a setting, or `keys` and what is within them. Raises `UsageError`."""
    name, _, inner = key.partition(".")
    if name not in KEYS:
        raise UsageError(unknown_word("setting", name, KEYS))
    if inner and name != "keys":
        raise UsageError(f'there is no "{key}"; set "{name}" as a whole')
    return (name, inner) if inner else (name,)


def _value(words: Sequence[str], *, is_list: bool) -> str | tuple[str, ...]:
    text = " ".join(words).strip()
    if not text or not text.isprintable():
        raise UsageError("a value is one line of text; --unset takes a setting out")
    if not is_list:
        return text
    # A comma sets items apart, and is an item where it stands alone.
    items = (item.strip(",") or item for item in text.split())
    return tuple(items)


def _check_value(key: str, names: Key, value: str | tuple[str, ...]) -> None:
    nowhere = Path(CONFIG)
    _, alone = with_value("", names, value, nowhere)
    root = parse(alone, nowhere)
    if root is None:
        return
    if _ValueReader(key).config(root).scheduler.name is SchedulerName.FSRS:
        from termcards.scheduling import fsrs

        fsrs.check()


class _ValueReader(ConfigReader):
    """Complains of a value that is in no file yet."""

    def __init__(self, key: str) -> None:
        super().__init__(Path(CONFIG))
        self._key = key

    def error(self, _: Node, message: str) -> BadInputError:
        return BadInputError(f"{self._key}: {message}")


def _keep(
    library: Library,
    names: Key,
    value: str | tuple[str, ...] | None,
    before: str,
    splice: Splice,
    text: str,
) -> None:
    """Writes the changed text, once it is sure to read as the old one but for that setting."""
    path = library.folder / CONFIG
    if splice.old == splice.new:
        return
    if _tree(text, path) != _with(_tree(before, path), names, value):
        raise BadInputError(
            f'cannot change "{".".join(names)}" in place; edit it by hand', path=path
        )
    _write(path, before, text)
    try:
        library.record([Configure(".".join(names), splice.at, splice.old, splice.new)])
    except BaseException:
        _write(path, text, before)
        raise
    library.reload_settings()


def _tree(text: str, path: Path) -> Tree:
    """What a text says, wherever that stands in it; nothing for one that cannot be read."""
    try:
        root = parse(text, path) if text else None
    except BadInputError:
        return ""
    return _plain(root) if root is not None else {}


def _plain(node: Node) -> Tree:
    match node:
        case Scalar():
            return node.text
        case Listing():
            return [_plain(item) for item in node.items]
        case Mapping():
            return {key: _plain(value) for key, value in node.values.items()}


def _with(tree: Tree, names: Key, value: str | tuple[str, ...] | None) -> Tree:
    """The tree with a setting as it is to be."""
    if not isinstance(tree, dict):
        tree = {}
    if len(names) > 1:
        return {**tree, names[0]: _with(tree.get(names[0], {}), names[1:], value) or ""}
    if value is None:
        return {key: kept for key, kept in tree.items() if key != names[0]}
    return {**tree, names[0]: value if isinstance(value, str) else list(value)}


def _write(path: Path, before: str, text: str) -> None:
    """Puts `text` in the file's place, at once, if it is still `before`; no text is no file."""
    try:
        if read_text(path) != before:
            raise StorageError(f"{path}: it was changed while it was being written; try again")
        had_mark = path.exists() and path.read_bytes().startswith(codecs.BOM_UTF8)
        if text or had_mark:
            write_at_once(path, text.encode("utf-8-sig" if had_mark else "utf-8"))
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise StorageError(f"{path}: cannot write it: {problem(error)}") from error


def _line_of(text: str, fact: Configure) -> int:
    """About where the setting stands."""
    name = fact.name.rpartition(".")[2] if fact.name == PRESET else fact.name.partition(".")[2]
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        if line.lstrip().startswith(f"{name or fact.name}:"):
            return number
    return min(text.count("\n", 0, fact.at) + 1, max(1, len(lines)))
