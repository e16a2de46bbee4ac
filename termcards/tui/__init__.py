"""The terminal interface; Textual is loaded only when it is opened."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from termcards.library.home import Library
    from termcards.library.todays import Wishes
    from termcards.library.triaging import Triage
    from termcards.notes import Deck

PATIENCE = 1.0
"""Seconds for an interface that is just being closed, as when a page is loaded again."""


def run(
    library: "Library",
    *,
    study: "Sequence[Deck] | None" = None,
    wishes: "Wishes | None" = None,
    triage: "Triage | None" = None,
    adds: bool = False,
    remark: str | None = None,
    is_inline: bool = False,
) -> int:
    """Opens the home screen, a sitting over the decks of `study`, or a `triage`.

    `adds` begins where a posting comes in. `remark` is what the first status line says. Gives the
    exit status. `is_inline` takes some lines below the prompt instead of the screen.
    """
    # Textual reads this when it is first imported; with its default a picture may come 8 ms later.
    os.environ.setdefault("TEXTUAL_FPS", "120")
    from termcards.tui.app import TermcardsApp
    from termcards.tui.background import stop_all

    library.claim(PATIENCE)
    app = TermcardsApp(library, study=study, wishes=wishes, triage=triage, adds=adds, remark=remark)
    try:
        app.run(inline=is_inline, mouse=library.settings.look.mouse)
    finally:
        stop_all()
    return app.return_code or 0
