"""Against the dictionaries and the server that Debian ships, where they are installed."""

import socket
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from shutil import which

import pytest

from termcards.dictionaries.dictd import Dictd
from termcards.dictionaries.glossary import ORIGIN as OWN
from termcards.dictionaries.opening import dictionaries
from termcards.dictionaries.server import DictServer
from termcards.harvest.inflections import bases
from termcards.lookup import Origin
from termcards.settings import INSTALLED_DICTIONARIES, DictionaryServer
from tests.dictionaries.files import write_dictd
from tests.dictionaries.hostile import steers

GCIDE = INSTALLED_DICTIONARIES / "gcide.index"
WORDNET = INSTALLED_DICTIONARIES / "wn.index"
DICTD = which("dictd", path="/usr/sbin:/usr/bin")
DICTZIP = which("dictzip")

needs_gcide = pytest.mark.skipif(not GCIDE.exists(), reason="apt-get install dict-gcide")
needs_wordnet = pytest.mark.skipif(not WORDNET.exists(), reason="apt-get install dict-wn")
needs_dictd = pytest.mark.skipif(DICTD is None, reason="apt-get install dictd")
needs_dictzip = pytest.mark.skipif(DICTZIP is None, reason="apt-get install dictzip")


@needs_gcide
def test_gcide_gives_clean_senses() -> None:
    gcide = Dictd(GCIDE)
    assert gcide.origin.name.startswith("The Collaborative International Dictionary of English")
    assert gcide.origin.licence == "GNU GPL"
    (schema,) = gcide.look_up("schemata")
    assert (schema.headword, schema.part_of_speech) == ("Schema", "noun")
    assert schema.text.startswith("An outline or image universally applicable")
    assert schema.text.endswith("cause and effect.")
    (sheet,) = gcide.look_up("balance sheet")
    assert sheet.text.startswith("(Bookkeeping) a paper showing the balances")


@needs_wordnet
def test_wordnet_gives_clean_senses() -> None:
    wordnet = Dictd(WORDNET)
    assert wordnet.origin.name.startswith("WordNet")
    assert wordnet.origin.licence == "WordNet licence"
    assert [(each.part_of_speech, each.text) for each in wordnet.look_up("quota")] == [
        ("noun", "a prescribed number"),
        ("noun", "a proportional share assigned to each participant"),
        ("noun", "a limitation on imports"),
    ]


@needs_gcide
@needs_wordnet
def test_every_five_hundredth_entry_is_read() -> None:
    for index in (GCIDE, WORDNET):
        dictd = Dictd(index)
        words = [line.split("\t")[0] for line in index.read_text(encoding="utf-8").splitlines()]
        found = [dictd.look_up(word) for word in words[::500]]
        assert sum(map(bool, found)) > 0.8 * len(found)  # the rest only mention the word
        for definition in (each for several in found for each in several):
            assert not steers(definition.text)
            assert "{" not in definition.text
            assert "[1913 Webster]" not in definition.text


@needs_gcide
@needs_wordnet
def test_installed_dictionaries_answer_for_inflected_forms(tmp_path: Path) -> None:
    every = dictionaries(None, tmp_path, bases=bases)
    herons = [each for each in every.look_up("herons") if each.origin != OWN]
    assert {each.headword.casefold() for each in herons} == {"heron"}
    cad = [each.text for each in every.look_up("CAD") if each.origin != OWN]
    assert [text.split(" ")[0] for text in cad] == ["software"]


@needs_dictzip
def test_a_text_packed_by_dictzip_itself_is_read(tmp_path: Path) -> None:
    articles = {f"word{n}": f"word{n}\n  The meaning of {n}. " + "x" * n + "\n" for n in range(900)}
    index = write_dictd(tmp_path, "small", articles)
    assert DICTZIP is not None
    subprocess.run([DICTZIP, str(index.with_suffix(".dict"))], check=True)
    assert not index.with_suffix(".dict").exists()
    dictd = Dictd(index)
    for number in (0, 450, 899):
        (found,) = dictd.look_up(f"word{number}")
        assert found.text == f"The meaning of {number}. {'x' * number}".strip()


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """Where a real dictd serves a small dictionary and, if it is there, WordNet."""
    about = {
        "00-database-short": "00-database-short\n  Small Words\n",
        "00-database-info": "00-database-info\n  In the public domain.\n",
    }
    write_dictd(tmp_path, "small", about | {"ramp": "ramp\n  A slope.\n.\n  斜坡\n"})
    places = [tmp_path / "small", *([WORDNET.with_suffix("")] if WORDNET.exists() else [])]
    texts = [
        base.with_suffix(".dict" if base.parent == tmp_path else ".dict.dz") for base in places
    ]
    settings = tmp_path / "dictd.conf"
    settings.write_text(
        "".join(
            f'database {base.name} {{ data "{text}" index "{base}.index" }}\n'
            for base, text in zip(places, texts, strict=True)
        )
    )
    for folder in (tmp_path, *tmp_path.parents):
        if not folder.stat().st_mode & 0o001:
            folder.chmod(0o755)  # as root, dictd reads as a user of its own
    with socket.create_server(("127.0.0.1", 0)) as free:
        number = int(free.getsockname()[1])
    assert DICTD is not None
    command = [DICTD, "-d", "nodetach", "--listen-to", "127.0.0.1", "-p", str(number)]
    command += ["-c", str(settings), "--pid-file", str(tmp_path / "pid"), "--locale", "C.UTF-8"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as dictd:
        while not listens(number):
            with suppress(subprocess.TimeoutExpired):
                pytest.fail(f"dictd ended with {dictd.wait(0.02)}")
        yield number
        dictd.terminate()


def listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except ConnectionRefusedError:
        return False
    return True


@needs_dictd
def test_a_real_server_is_asked(port: int) -> None:
    server = DictServer(DictionaryServer("127.0.0.1", port, "small"))
    (found,) = server.look_up("RAMP")
    assert found.text == "A slope.\n.\n斜坡"
    assert found.origin == Origin("Small Words", "public domain")
    assert server.look_up("quota") == ()


@needs_dictd
def test_a_real_server_without_that_database_is_unavailable(port: int, tmp_path: Path) -> None:
    every = dictionaries((DictionaryServer("127.0.0.1", port, "none"),), tmp_path)
    assert every.look_up("zymurgy") == ()
    assert every.statuses()[1].problem == (
        f'dict://127.0.0.1:{port}/none: it has no database "none"'
    )


@needs_dictd
@needs_wordnet
def test_a_real_server_says_what_its_files_say(port: int) -> None:
    server = DictServer(DictionaryServer("127.0.0.1", port))
    served = [(each.headword, each.text, each.origin.name) for each in server.look_up("quota")]
    filed = [
        (each.headword, each.text, each.origin.name) for each in Dictd(WORDNET).look_up("quota")
    ]
    assert served == filed
