"""What is proposed from a text that nobody annotated: candidates, in groups, the surest first."""

from dataclasses import dataclass
from enum import StrEnum

from termcards.notes import Example


class CandidateKind(StrEnum):
    ACRONYM = "acronym"
    WORD = "word"
    PHRASE = "phrase"


class CandidateGroup(StrEnum):
    """In the order in which they are proposed."""

    EXPLAINED = "explained acronyms"
    WORDS = "words"
    PHRASES = "phrases"
    UNEXPLAINED = "unexplained acronyms"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A term proposed from unannotated text."""

    term: str
    kind: CandidateKind
    group: CandidateGroup
    suggested: bool
    """Whether it is ticked beforehand."""

    count: int
    """How often it stands in the posting, sentences that are repeated and blurbs left out."""

    example: Example
    """The best of its sentences; its citation has the lines."""

    expansion: str | None = None
    translation: str | None = None

    @property
    def sentence(self) -> str:
        return self.example.sentence

    @property
    def line(self) -> int:
        """On which its sentence begins."""
        citation = self.example.citation
        return (citation.line or 1) if citation else 1
