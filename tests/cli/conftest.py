"""The command line in this process, on a library of its own."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from termcards.cli import run


@dataclass(frozen=True)
class Result:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Call = Callable[..., Result]

POSTING = """\
---
title: Account Executive, Larkbench
date: 2026-03-14
slug: account-executive
---

# Account Executive

You carry a quota[^quota] and report the ARR[^ARR] you bring in.

- Find a champion[^champion] in every account

[^quota]: quota: The amount that a salesperson has to sell in a period.
[^ARR]: **Annual recurring revenue** (**ARR**) is the yearly value of all subscriptions. - from [example.org](https://example.org/arr)
[^champion]: A champion is a person inside the customer's company who argues for the purchase.
[^1]: Brown and Lee (2019), p. 12.
"""


@pytest.fixture
def call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Call:
    monkeypatch.setenv("TERMCARDS_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> Result:
        status = run(list(arguments))
        captured = capsys.readouterr()
        return Result(status, captured.out, captured.err)

    return call


@pytest.fixture
def posting(tmp_path: Path) -> Path:
    path = tmp_path / "posting.md"
    path.write_text(POSTING, encoding="utf-8")
    return path
