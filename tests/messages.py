"""Collects what the interface says, and brings the catalogues up to date with it.

`python -m tests.messages` reads the code, keeps the translations there are, lists the messages
that still have none, and compiles. What is looked up must be there as a literal: in `tr`, in `trn`,
in the words of `act`, in the title of a screen's help, or in a constant of the package.
"""

import ast
import io
import struct
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.pofile import read_po, write_po

from termcards.catalogues import CHINESE, FOLDER

PACKAGE = Path(__file__).parents[1] / "termcards"
TITLES = ("HELP_TITLE",)
"""Attributes of screens that are messages."""
WORDS_OF: dict[str, dict[str, int]] = {
    "act": {"hint": 3, "meaning": 4, "group": 5},
    "_deed": {"hint": 2, "meaning": 3},
    "replace": {"tooltip": 1},
    "Button": {"name": 1},
    "Changeable": {"name": 1, "about": 2, "takes_effect": 3},
}
"""What is called with words that are looked up when they are shown, by name and by place."""
LOOKED_UP_LATER = {
    "cli/plain.py": ("button.name",),
    "cli/plainwords.py": ("button.name",),
    "tui/changeable.py": ("changeable.takes_effect",),
    "tui/commands.py": ("act.tooltip or act.description",),
    "tui/keychecks.py": ("screen.HELP_TITLE",),
    "tui/keys.py": ("binding.description", "heading", "meaning"),
    "tui/screens/browsekeys.py": ("hint", "meaning"),
    "tui/screens/help.py": ("self._about.HELP_TITLE",),
    "tui/screens/settings.py": ("one.name", "self._chosen.about"),
    "tui/screens/studykeys.py": ("one.name", "_IN_TWO.get(act.id or '', act.tooltip)"),
    "tui/widgets/grades.py": ("button.name",),
    "tui/wording.py": ("name",),
}
"""Where those words, and the titles of screens, are looked up or handed on."""

END_OF_HEAD = "\n\n"
"""The first blank line of a catalogue."""
MAGIC = 0x950412DE
HEAD_OF_MO = struct.Struct("<7I")
PLACE_IN_MO = struct.Struct("<2I")
HEADERS = "Content-Type: text/plain; charset=utf-8\nPlural-Forms: {plural}\n"

Message = str | tuple[str, str]
"""A message, or its forms for one and for many."""


@dataclass
class Collected:
    messages: dict[Message, set[str]] = field(default_factory=dict)
    """Each with the modules it stands in."""

    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Module:
    path: str
    """Within the package."""

    tree: ast.Module
    constants: Mapping[str, ast.expr]
    imported: Mapping[str, tuple[str, str]]
    """Names from other modules of the package: the module's dotted name, and the name there."""


class Collector:
    """Reads all of a package, since a message may be a constant of another module."""

    def __init__(self, package: Path = PACKAGE) -> None:
        self._modules = {
            _dotted(path.relative_to(package.parent)): _module(path, package)
            for path in sorted(package.rglob("*.py"))
        }
        self.found = Collected()

    def collect(self) -> Collected:
        for module in self._modules.values():
            for node in ast.walk(module.tree):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                    self._call(node, node.func.id, module)
                elif isinstance(node, (ast.Assign, ast.AnnAssign)):
                    self._title(node, module)
        self._check_numbers()
        return self.found

    def _check_numbers(self) -> None:
        """Catalogues know a message by its form for one, which can have but one for many."""
        known: dict[str, Message] = {}
        for message in self.found.messages:
            one = message if isinstance(message, str) else message[0]
            if known.setdefault(one, message) != message:
                self.found.problems.append(f"{one!r} stands there with several forms for many")

    def _call(self, call: ast.Call, name: str, module: Module) -> None:
        if name in ("tr", "trn"):
            self._looked_up(call, module, forms=len(name) - 1)
        elif name in WORDS_OF:
            given = {keyword.arg: keyword.value for keyword in call.keywords}
            for word, place in WORDS_OF[name].items():
                node = call.args[place] if place < len(call.args) else given.get(word)
                self._add_texts(node, module)

    def _looked_up(self, call: ast.Call, module: Module, forms: int) -> None:
        found = [self._texts(node, module) for node in call.args[:forms]]
        one, *many = found
        if one is None or None in many or (many and (len(one) != 1 or len(many[0] or ()) != 1)):
            if ast.unparse(call.args[0]) not in LOOKED_UP_LATER.get(module.path, ()):
                self._object(call, module, "what is looked up is no literal")
            return
        message: Message
        for text in one:
            message = (text, many[0][0]) if many and many[0] else text
            self._add(message, module)
            self._check_values(call, message, module)

    def _check_values(self, call: ast.Call, message: Message, module: Module) -> None:
        given = {keyword.arg for keyword in call.keywords}
        text = message if isinstance(message, str) else message[1]
        wanted = {name for name, _ in places(text)}
        if isinstance(message, tuple):
            given.add("count")
            wanted.add("count")
        if given and None not in given and given != wanted:
            self._object(call, module, f"{text!r} has other values than {sorted(map(str, given))}")

    def _title(self, node: ast.Assign | ast.AnnAssign, module: Module) -> None:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        names = [target.id for target in targets if isinstance(target, ast.Name)]
        if any(name in TITLES for name in names) and node.value is not None:
            self._add_texts(node.value, module)

    def _add_texts(self, node: ast.expr | None, module: Module) -> None:
        texts = self._texts(node, module) if node else ()
        is_known = node and ast.unparse(node) in LOOKED_UP_LATER.get(module.path, ())
        if texts is None and node and not is_known:
            self._object(node, module, "what is looked up later is no literal")
        for text in texts or ():
            self._add(text, module)

    def _texts(self, node: ast.expr | None, module: Module) -> tuple[str, ...] | None:
        """What an expression may be, of literals and constants; `None` where that is not known."""
        match node:
            case ast.Constant(value=str(text)):
                return (text,)
            case ast.IfExp(body=one, orelse=other):
                return _all(self._texts(one, module), self._texts(other, module))
            case ast.Name(id=name):
                return self._constant(name, module)
            case ast.Subscript(value=table):
                return self._texts_in(table, module)
            case _:
                return None

    def _texts_in(self, node: ast.expr, module: Module) -> tuple[str, ...] | None:
        """The texts of a table."""
        match node:
            case ast.Name(id=name):
                place = self._place(name, module)
                return self._texts_in(*place) if place else None
            case ast.IfExp(body=one, orelse=other):
                return _all(self._texts_in(one, module), self._texts_in(other, module))
            case ast.Starred(value=table):
                return self._texts_in(table, module)
            case ast.Dict(values=nodes) | ast.Tuple(elts=nodes) | ast.List(elts=nodes):
                return _all(*(self._text_or_table(value, module) for value in nodes))
            case _:
                return None

    def _text_or_table(self, node: ast.expr, module: Module) -> tuple[str, ...] | None:
        is_table = isinstance(node, ast.Starred)
        return self._texts_in(node, module) if is_table else self._texts(node, module)

    def _constant(self, name: str, module: Module) -> tuple[str, ...] | None:
        place = self._place(name, module)
        return self._texts(*place) if place else None

    def _place(self, name: str, module: Module) -> tuple[ast.expr, Module] | None:
        """Where a constant is given its value."""
        if name in module.constants:
            return module.constants[name], module
        if name in module.imported:
            dotted, there = module.imported[name]
            other = self._modules.get(dotted)
            return self._place(there, other) if other else None
        return None

    def _add(self, message: Message, module: Module) -> None:
        if message:
            self.found.messages.setdefault(message, set()).add(f"termcards/{module.path}")

    def _object(self, call: ast.expr, module: Module, what: str) -> None:
        self.found.problems.append(f"termcards/{module.path}:{call.lineno}: {what}")


def places(text: str) -> set[tuple[str, str]]:
    """The `{name:form}` of a message."""
    return {(name, form or "") for _, name, form, _ in Formatter().parse(text) if name is not None}


def catalogue_file(language: str = CHINESE) -> Path:
    return FOLDER / language / "LC_MESSAGES" / "termcards.po"


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def updated(text: str, messages: Mapping[Message, set[str]]) -> str:
    """A catalogue with the translations it has; what is no message any more goes.

    Its head, with the words to be used, stays as it is.
    """
    before = read_po(io.StringIO(text))
    known = {message.id: message.string for message in before if message.id}
    after = Catalog(locale=before.locale)
    for message in sorted(messages, key=lambda message: (sorted(messages[message]), str(message))):
        places = [(path, 0) for path in sorted(messages[message])]
        after.add(message, known.get(message), locations=places)
    body = io.BytesIO()
    write_po(body, after, width=100, omit_header=True, include_lineno=False)
    return f"{text.partition(END_OF_HEAD)[0]}{END_OF_HEAD}{body.getvalue().decode()}"


def strings_of(message: Entry) -> list[str]:
    """Its translations, one for each form that a language has."""
    given = [message.string] if isinstance(message.string, str) else message.string or [""]
    return [text or "" for text in given]


def missing(catalog: Catalog) -> Iterator[Message]:
    for message in catalog:
        if message.id and not all(strings_of(message)):
            yield message.id if isinstance(message.id, str) else (message.id[0], message.id[1])


def compiled(catalog: Catalog) -> bytes:
    """A catalogue as gettext reads it: two tables of lengths and places, then the texts.

    https://www.gnu.org/software/gettext/manual/html_node/MO-Files.html
    """
    pairs = sorted(_pairs(catalog))
    first = HEAD_OF_MO.size + 2 * len(pairs) * PLACE_IN_MO.size
    tables, texts = b"", b""
    for column in (0, 1):
        for pair in pairs:
            tables += PLACE_IN_MO.pack(len(pair[column]), first + len(texts))
            texts += pair[column] + b"\0"
    originals, translations = HEAD_OF_MO.size, HEAD_OF_MO.size + len(pairs) * PLACE_IN_MO.size
    head = HEAD_OF_MO.pack(MAGIC, 0, len(pairs), originals, translations, 0, first)
    return head + tables + texts


def _pairs(catalog: Catalog) -> Iterator[tuple[bytes, bytes]]:
    yield b"", HEADERS.format(plural=catalog.plural_forms).encode()
    for message in catalog:
        ids = (message.id,) if isinstance(message.id, str) else map(str, message.id)
        if message.id and all(strings_of(message)):
            yield "\0".join(ids).encode(), "\0".join(strings_of(message)).encode()


def _module(path: Path, package: Path) -> Module:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    constants: dict[str, ast.expr] = {}
    imported: dict[str, tuple[str, str]] = {}
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                constants[name] = value
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                constants[name] = value
            case ast.ImportFrom(module=str(dotted), names=names):
                imported |= {alias.asname or alias.name: (dotted, alias.name) for alias in names}
    return Module(str(path.relative_to(package)), tree, constants, imported)


def _dotted(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def _all(*found: tuple[str, ...] | None) -> tuple[str, ...] | None:
    return None if None in found else tuple(text for texts in found for text in texts or ())


def main() -> int:
    found = Collector().collect()
    path = catalogue_file()
    text = updated(path.read_text(encoding="utf-8"), found.messages)
    path.write_text(text, encoding="utf-8")
    catalog = read(path)
    path.with_suffix(".mo").write_bytes(compiled(catalog))
    wanting = list(missing(catalog))
    for line in [*found.problems, *(f"not translated: {message}" for message in wanting)]:
        sys.stdout.write(f"{line}\n")
    return bool(found.problems or wanting)


if __name__ == "__main__":
    sys.exit(main())
