"""Which parts of a document are in another language than English and Chinese.

Told by small words that each language is full of, and that are no English words. Headings and short
items say too little, and go with their neighbours.
"""

import re
from collections.abc import Collection, Sequence, Set
from enum import Enum, auto

from termcards.harvest.document import Block, BlockKind, Document, HarvestWarning
from termcards.harvest.examples import is_east_asian


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ENGLISH = _words(
    """
    a and are as at be by can for from has have how if in is it its more must not of on or our
    should that the their them they this to us we what when which who will with would you your
    """
)
_OTHERS = (
    _words(  # German
        """
        als auch auf aus bei bist das dass dein deine deinen dem den der des dich dir du durch
        ein eine einem einen einer eines für hast ihr ihre ihren im ist mit nach nicht oder sie sind
        sich sowie über um und uns unser unsere unseren vom von vor werden wie wir wird zu zum zur
        """
    ),
    _words(  # French
        """
        au aux avec ce ces cette dans de des du elle en est et être la le les leur leurs mais nos
        notre nous ou par pour que qui sa ses sont sur un une vos votre vous à
        """
    ),
    _words(  # Spanish
        """
        al como de del el en es esta está la las los más nos nuestra nuestro para por que se
        ser sobre su sus tu tus un una
        """
    ),
    _words(  # Portuguese
        """
        ao aos como da das de dos em é mais na nos nossa nosso ou para pela
        pelo por que se ser seu sua são um uma você
        """
    ),
    _words(  # Italian
        """
        al alla che da dal dei del della delle di gli il la le lo nel nella nostra
        nostro più presso se sei si sono su tua tuo un una è
        """
    ),
    _words(  # Dutch
        """
        aan als bij dat de een en het hebt je jij jouw met naar niet om ons onze ook op te
        uit voor wij worden wordt zijn
        """
    ),
    _words(  # Danish, Norwegian, Swedish
        """
        af att av den det din dine ditt du eller en er ett för fra från ha har hos ikke inte
        nye och og om på som til till vi vil vår vores är
        """
    ),
    _words("ei että ja jossa joka kanssa kun mukaan myös olet ovat se sekä sinun tai"),
    _words("co dla jak lub na nad nie od oraz po pod przez są się we za ze że"),
    _words("aby jak jako je jsou na nebo od po pro při se si ve za že"),
    _words("az be egy el és hogy ki meg nem vagy"),
    _words("bir bu çok da daha de gibi ile için ki olan olarak ve veya"),
    _words("adalah anda atau dan dari dengan di kami ke pada untuk yang"),
    _words("các cho có của được không là một những theo trong và với"),
    _words("ai ale cu de din este la mai nu pe pentru sau să se un și în"),
)
_WORD = re.compile(r"[^\W\d_]+")
_FOREIGN = re.compile(r"[\u0370-\u1dff\u3040-\u30ff\uac00-\ud7af]")
"""A letter of neither Latin nor Chinese."""
_LEAST_TOLD, _LEAST_WORDS = 2, 5
"""Small words, and words of all kinds, by which a part of the text tells its language."""


class _Voice(Enum):
    READ = auto()
    """English, or Chinese."""
    OTHER = auto()
    UNSURE = auto()


def other_blocks(document: Document) -> frozenset[int]:
    """The places, among the document's blocks, of those in another language."""
    voices = [_voice(block) for block in document.blocks]
    if _Voice.OTHER not in voices:
        return frozenset()
    beside = zip(_last_sure(voices), _last_sure(voices[::-1])[::-1], strict=True)
    return frozenset(place for place, sides in enumerate(beside) if _Voice.READ not in sides)


def _last_sure(voices: Sequence[_Voice]) -> list[_Voice]:
    """For each part its voice, or that of the last before it that had one."""
    sure = []
    last = _Voice.UNSURE
    for voice in voices:
        last = last if voice is _Voice.UNSURE else voice
        sure.append(last)
    return sure


def warned(document: Document, others: Set[int]) -> tuple[HarvestWarning, ...]:
    """One warning, if there is such a part at all."""
    if not others:
        return ()
    subject = "this is" if len(others) == len(document.blocks) else "a part of this is"
    message = f"{subject} neither English nor Chinese; only acronyms are proposed from it"
    line = document.blocks[min(others)].line
    return (HarvestWarning(line, "other_language", message),)


def _voice(block: Block) -> _Voice:
    text = block.passage.text
    if block.kind is BlockKind.METADATA:
        return _Voice.UNSURE
    if not text.isascii() and len(_FOREIGN.findall(text)) * 8 > len(text):
        return _Voice.OTHER
    if is_east_asian(text):
        return _Voice.READ
    words = [word.lower() for word in _WORD.findall(text) if not word.isupper()]
    english = _told(words, _ENGLISH)
    if english >= _LEAST_TOLD and english * 4 >= len(words):
        return _Voice.READ
    different = set(words)
    other = max(_told(different, small) for small in _OTHERS)
    accented = sum(not word.isascii() for word in different)
    is_other = other >= _LEAST_TOLD and other + accented > 2 * _told(different, _ENGLISH)
    if is_other and len(words) >= _LEAST_WORDS:
        return _Voice.OTHER
    return _Voice.READ if english >= _LEAST_TOLD and english >= other else _Voice.UNSURE


def _told(words: Collection[str], small: Set[str]) -> int:
    return sum(word in small for word in words)
