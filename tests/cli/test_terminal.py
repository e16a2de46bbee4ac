"""What a terminal can show, by the variables that set its locale."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from termcards.cli.terminal import variable_without_utf8


@pytest.mark.parametrize(
    ("environment", "variable"),
    [
        ({}, None),
        ({"LANG": "en_US.UTF-8"}, None),
        ({"LANG": "zh_CN.utf8"}, None),
        ({"LANG": "C.UTF-8", "LC_ALL": ""}, None),
        ({"LANG": "zh_CN.GB18030"}, "LANG"),
        ({"LANG": "C.UTF-8", "LC_CTYPE": "en_US.ISO-8859-1"}, "LC_CTYPE"),
        ({"LANG": "C.UTF-8", "LC_ALL": "de_DE.ISO-8859-15@euro"}, "LC_ALL"),
        ({"LANG": "en_US.ISO-8859-1", "LC_ALL": "C.UTF-8"}, None),
        ({"LANG": "en_US.ISO-8859-1", "PYTHONUTF8": "1"}, None),
    ],
)
def test_the_first_variable_that_is_set_decides(
    environment: dict[str, str], variable: str | None
) -> None:
    assert variable_without_utf8(environment) == variable


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.parametrize("value", ["C", "POSIX", "en_US.ISO-8859-1"])
def test_a_terminal_without_utf8_is_told_in_one_line_and_studies_plainly(
    tmp_path: Path, value: str
) -> None:
    import pty

    from tests.cli.conftest import POSTING

    (tmp_path / "p.md").write_text(POSTING, encoding="utf-8")
    environment = {**os.environ, "TERMCARDS_HOME": str(tmp_path / "home"), "LC_ALL": value}
    environment.pop("PYTHONUTF8", None)
    command = [sys.executable, "-m", "termcards"]
    subprocess.run([*command, "harvest", "p.md"], cwd=tmp_path, env=environment, check=True)
    ours, theirs = pty.openpty()
    os.write(ours, b"q\n")
    done = subprocess.run(
        command,
        cwd=tmp_path,
        env={**environment, "TERM": "xterm"},
        stdin=theirs,
        stdout=theirs,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 65536):
            shown += piece
    except OSError:  # the other end is closed
        pass
    assert done.returncode == 0
    assert done.stderr.decode() == (
        f"LC_ALL={value} is no UTF-8, so this is plain mode; LC_ALL=C.UTF-8 gives the interface\n"
    )
    assert b"enter shows the answer" in shown
    assert b"\x1b[?1049h" not in shown
