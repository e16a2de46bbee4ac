"""How common English words are, on the Zipf scale: 7 is *the*, 5 *money*, 4 *pipeline*, 3 *churn*.

`english.zlib` holds what wordfreq (Robyn Speer, 2022) knows of the words in small letters that
occur at least ten times in a billion; `NOTICE.txt` names its sources and their licence. It was
made, and can be made again, by `python -m termcards.harvest.frequencies.making` where wordfreq is
installed; nothing else needs it.
"""

import zlib
from bisect import bisect_left
from functools import cache
from pathlib import Path

FILE = "english.zlib"
LEAST = 20
"""In tenths, as all here: what is rarer is not in the list."""


def frequency(word: str) -> int:
    """Ten times its Zipf frequency; 0 for what is too rare, or no word. `word` in small letters."""
    words, tenths = _table()
    place = bisect_left(words, word)
    return tenths[place] if place < len(words) and words[place] == word else 0


@cache
def _table() -> tuple[list[str], bytes]:
    """The words in order, and what belongs to each: to split one text is all that it takes."""
    content = zlib.decompress(Path(__file__).with_name(FILE).read_bytes())
    words, _, tenths = content.partition(b"\0")
    return words.decode("ascii").split("\n"), tenths
