import socket

import pytest

from termcards.dictionaries.lazy import LazyDictionary, UnavailableError
from termcards.dictionaries.server import DictServer, address
from termcards.lookup import Definition, Origin
from termcards.settings import DictionaryServer
from tests.dictionaries.hostile import steers
from tests.dictionaries.serving import CLIENT, serving

TWO_ARTICLES = (
    b"150 2 definitions retrieved\r\n"
    b'151 "Ramp" small "Small \\"Plain\\" Words"\r\n'
    b"Ramp\r\n  A slope.\r\n..5 of it is steep.\r\n.\r\n"
    b'151 "ramp" other "\xe5\xb0\x8f\xe8\xaf\x8d\xe5\x85\xb8"\r\n'
    b"ramp\r\n  \xe6\x96\x9c\xe5\x9d\xa1\r\n.\r\n"
    b"250 ok [d/m/c = 2/0/20]\r\n"
)
INFORMATION = b"112 information\r\nUnder the GNU General Public License.\r\n.\r\n250 ok\r\n"
TALK = {**CLIENT, "DEFINE": TWO_ARTICLES, "SHOW": INFORMATION}


def test_each_definition_names_its_database() -> None:
    with serving(TALK) as served:
        found = DictServer(served.place).look_up("ramp")
    assert found == (
        Definition(
            "Ramp", "A slope.\n.5 of it is steep.", Origin('Small "Plain" Words', "GNU GPL")
        ),
        Definition("ramp", "斜坡", Origin("小词典", "GNU GPL")),
    )


def test_a_word_is_asked_for_in_quotes_in_one_command() -> None:
    answers = {**CLIENT, "DEFINE": b"552 no match\r\n"}
    with serving(answers, database="small") as served:
        server = DictServer(served.place)
        assert server.look_up('say "so" \\ now\r\nQUIT') == ()
    assert "DEFINE small " + r'"say \"so\" \\ now QUIT"' in served.asked


def test_all_databases_are_asked_where_none_is_named() -> None:
    with serving({**CLIENT, "DEFINE": b"552 no match\r\n"}) as served:
        DictServer(served.place).look_up("ramp")
    assert 'DEFINE * "ramp"' in served.asked


def test_a_word_that_is_too_long_for_a_command_is_not_asked_for() -> None:
    with serving(CLIENT) as served:
        assert DictServer(served.place).look_up("长" * 400) == ()
    assert not any(command.startswith("DEFINE") for command in served.asked)


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (b"550 invalid database\r\n", 'it has no database "small"'),
        (b"420 server temporarily unavailable\r\n", "it does not look words up: 420 server"),
        (b"nonsense\r\n", "it does not look words up: nonsense"),
        (b"150 1\r\n421 shutting down\r\n", "it breaks off: 421 shutting down"),
        (b"150 1\r\n\x1b[31m\r\n", "it breaks off"),
        (b'150 1\r\n151 "ramp" small "S"\r\n' + b"ramp\r\n" * 200_000, "it sends too much"),
        (b"x" * 2_000_000, "it sends too much"),
    ],
)
def test_an_answer_that_is_none_is_told_in_one_line(answer: bytes, message: str) -> None:
    with serving({"CLIENT": b"250 ok\r\n", "DEFINE": answer}, database="small") as served:
        dictionary = LazyDictionary("small", lambda: DictServer(served.place, seconds=20))
        assert dictionary.look_up("ramp") == ()
        status = dictionary.status()
    assert not status.is_ready
    assert message in (status.problem or "")
    assert not steers(status.problem or "")


def test_a_server_that_hangs_up_is_unavailable() -> None:
    with serving(CLIENT) as served:
        server = DictServer(served.place)
        with pytest.raises(UnavailableError, match="it hung up"):
            server.look_up("ramp")


def test_a_server_that_stops_in_an_article_is_given_up() -> None:
    half = b'150 1\r\n151 "ramp" small "S"\r\nram'
    with serving({**CLIENT, "DEFINE": half}) as served:
        server = DictServer(served.place, seconds=0.3)
        with pytest.raises(UnavailableError, match="it takes too long to answer"):
            server.look_up("ramp")


def test_an_article_is_plain_text_whatever_the_server_sends() -> None:
    hostile = (
        b'150 1\r\n151 "\x1b[2J" s "\x1b]0;x\x07\xff\xe2\x80\xae"\r\n'
        b"ramp\r\n  a \x1b[31m\x9b\xff\r\n.\r\n250 ok\r\n"
    )
    with serving({**TALK, "DEFINE": hostile}) as served:
        (found,) = DictServer(served.place).look_up("ramp")
    assert (found.text, found.dictionary) == ("a \ufffd\ufffd", "\ufffd")


@pytest.mark.parametrize(
    ("greeting", "message"),
    [
        (b"HTTP/1.1 400 Bad Request\r\n", "it does not greet as a dictionary server: HTTP/1.1 400"),
        (b"530 access denied\r\n", "it does not greet as a dictionary server: 530 access denied"),
        (b"", "it takes too long to answer"),
    ],
)
def test_a_server_of_another_kind_is_unavailable(greeting: bytes, message: str) -> None:
    with serving(CLIENT, greeting) as served, pytest.raises(UnavailableError, match=message):
        DictServer(served.place, seconds=0.3)


def test_where_nothing_listens_the_server_is_unavailable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(UnavailableError, match=f"^dict://127.0.0.1:{port}: Connection refused$"):
        DictServer(DictionaryServer("127.0.0.1", port))


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (DictionaryServer(), "dict://localhost:2628"),
        (DictionaryServer("::1", 26, "wn"), "dict://[::1]:26/wn"),
    ],
)
def test_a_servers_address_is_written_as_in_the_settings(
    place: DictionaryServer, text: str
) -> None:
    assert address(place) == text
