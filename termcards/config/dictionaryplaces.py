"""Where dictionaries are: installed ones by name, files by path, servers by address."""

import re
from pathlib import Path

from termcards.config.places import expanded
from termcards.settings import (
    DICTIONARY_ENDINGS,
    INSTALLED_DICTIONARIES,
    DictionaryFile,
    DictionaryPlace,
    DictionaryServer,
)
from termcards.yamlnodes import Node, Reader

_DATABASE = re.compile(r"[A-Za-z0-9_.-]*")


class DictionaryReader(Reader):
    def __init__(self, path: object, home: Path) -> None:
        super().__init__(path)
        self.home = home

    def dictionaries(self, node: Node | None) -> tuple[DictionaryPlace, ...] | None:
        if node is None:
            return None
        return tuple(map(self.dictionary, self.items(node, '"dictionaries"')))

    def dictionary(self, node: Node) -> DictionaryPlace:
        """An installed one by its name, a file by its path, a server by its address."""
        text = self.text(node, "a dictionary")
        if text is None:
            raise self.error(node, "name a dictionary here, such as gcide, or take the line out")
        if text.startswith("dict:"):
            return self.server(node, text)
        if not any(sign in text for sign in "./\\"):
            return DictionaryFile(INSTALLED_DICTIONARIES / f"{text}.index")
        if not text.lower().endswith(DICTIONARY_ENDINGS):
            raise self.error(
                node,
                f'"{text}" is no dictionary by its ending; name the .index file of dictd,'
                " the .ifo of StarDict, the .csv or .db of ECDICT, or dict://HOST",
            )
        return DictionaryFile(self.home / expanded(Path(text)))

    def server(self, node: Node, text: str) -> DictionaryServer:
        from urllib.parse import urlsplit

        start = DictionaryServer()
        try:
            parts = urlsplit(text)
            port = parts.port or start.port
        except ValueError:
            parts, port = urlsplit(""), start.port
        database = parts.path.removeprefix("/")
        is_more = parts.query or parts.fragment or "@" in parts.netloc
        if not parts.hostname or is_more or not _DATABASE.fullmatch(database):
            raise self.error(
                node, f'"{text}" is no address of a server, such as dict://localhost:2628/foldoc'
            )
        return DictionaryServer(parts.hostname, port, database or None)
