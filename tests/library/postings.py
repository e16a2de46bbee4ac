"""A posting without footnotes, in our own words, of which we know what it offers."""

from pathlib import Path

POSTING = """\
Account Executive, Larkbench

You forge relationships with procurement and finance leads in every region.
Annual recurring revenue (ARR) is the figure by which we judge the year.
Each quarter you reconcile invoices with the CRM and escalate what is disputed.
You nurture prospects until the contract is signed.
Sales cycle after sales cycle, you report to the QBR.
"""


def write_posting(folder: Path, text: str = POSTING, name: str = "executive.txt") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)
