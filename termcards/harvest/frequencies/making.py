"""Makes the list of frequencies anew from wordfreq, which only this needs."""

import math
import re
import zlib
from pathlib import Path

from termcards.harvest.frequencies import FILE, LEAST

_WORD = re.compile(r"[a-z]{2,24}")


def table(frequencies: dict[str, float]) -> bytes:
    """`frequencies` gives each word its share of all words."""
    zipf = {
        word: round(10 * (math.log10(share) + 9))
        for word, share in frequencies.items()
        if _WORD.fullmatch(word)
    }
    kept = sorted(word for word, tenths in zipf.items() if tenths >= LEAST)
    tenths = bytes(zipf[word] for word in kept)
    return zlib.compress("\n".join(kept).encode() + b"\0" + tenths, 9)


def main() -> None:
    import wordfreq

    content = table(wordfreq.get_frequency_dict("en", wordlist="large"))
    Path(__file__).with_name(FILE).write_bytes(content)


if __name__ == "__main__":
    main()
