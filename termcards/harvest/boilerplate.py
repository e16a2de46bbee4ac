"""What a posting says that any other says too: blurbs, benefits, equal opportunities, buttons."""

import re
from enum import Enum, auto

from termcards.harvest.document import Block, BlockKind, Document
from termcards.harvest.examples import Sentence, SentenceCutter
from termcards.plaintext import folded

_COMPANY = re.compile(
    r"(?:(?:more )?about (?!you\b|the (?:role|job|position|team)\b|this (?:role|job|position)\b"
    r"|your\b)"
    r"|who we are|our (?:story|mission)|company (?:overview|description|profile|info)|the company$"
    r"|[【\[]?(?:公司|企业|关于|团队)(?:介绍|简介|我们|概况))",
    re.I,
)
"""What opens a section in which the company tells of itself."""
_SECTION = re.compile(
    r"(?:benefits?|perks?|what we (?:offer|provide)|why (?:join|work|us|you|choose)"
    r"|our (?:benefits|offer|culture|values)"
    r"|equal (?:employment )?opportunit"
    r"|eeo\b|diversity|inclusion|how to apply|application process|interview process|privacy"
    r"|disclaimer|legal\W*$|accommodations?\b"
    r"|(?:compensation|salary|pay)(?: (?:range|and benefits|& benefits|transparency))?\W*$"
    r"|note to (?:recruiters|agencies)|contact(?: us| details)?\W*$"
    r"|similar jobs|recommended|people also|share this|similar (?:jobs|searches)"
    r"|[【\[]?(?:公司|企业|关于|团队)(?:文化|福利)|福利|薪[资酬]|我们(?:提供|的优势)|投递方式|应聘方式|联系方式|相似职位|推荐职位)",
    re.I,
)
_OFTEN = (
    (
        r"equal[- ](?:employment[- ])?opportunit|regardless of (?:\w+,? ){0,4}(?:race|colou?r"
        r"|gender|age|religion|background)"
        r"|without regard to|affirmative action|sexual orientation|gender identity"
        r"|national origin|veteran|discriminat"
        r"|(?:reasonable )?accommodations?\b.{0,60}\b(?:disabilit|process|request|applica)"
        r"|diverse (?:workforce|workplace|backgrounds)"
        r"|workforce diversity|criminal histor|background check|drug (?:test|screen)|e-verify"
        r"|right to work|visa sponsorship"
    ),
    (
        r"401\s?\(?k\)?|(?:health|dental|vision|medical|life)(?:care)? (?:insurance|cover|plan"
        r"|benefit)|paid (?:time off|holiday|parental|leave|vacation)"
        r"|parental leave|pension|gym |free (?:lunch|snack|drink|parking)|stock options|wellness"
        r"|days of (?:holiday|vacation|leave)|employee (?:discount|assistance)"
    ),
    (
        r"submit your|send (?:us )?your (?:cv|r[eé]sum[eé]|application)|apply (?:now|today"
        r"|online|here|via)|recruitment agenc|staffing agenc|unsolicited"
        r"|cookies?\b|privacy (?:policy|notice)|all rights reserved|only shortlisted"
        r"|will be contacted|follow us"
    ),
    r"五险一金|带薪年假|年终奖|节日福利|定期体检|欢迎(?:浏览|投递|访问)|有限公司(?:成立|是)|成立于|总部位于|简历(?:发送|投递|请)",
)
_SENTENCE = re.compile("|".join(f"(?:{part})" for part in _OFTEN), re.I)
_BLURB = re.compile(
    r"\bwe(?: are|['’]re) (?:a|an|the|one of) (?:\S+ ){0,3}(?:leading|global|leader|fast"
    r"|growing|award|company|start-?up|provider|family)"
    r"|is (?:a|an|the|one of) (?:\S+ ){0,4}(?:leading (?!role|part)|leader in|provider of"
    r"|company (?:that|with)|multinational)"
    r"|founded (?:in|by)|headquarter(?:s|ed) in|our (?:mission|vision) is"
    r"|world(?:['’]s)?[- ]leading|award[- ]winning|fortune \d+|listed on (?:the )?\w+"
    r"|employees (?:in|across|world)|great place to work|best place",
    re.I,
)
"""What a company says of itself in any section."""
_PREFIX = re.compile(r"[^\W\d_][^.:：]{0,30}[:：]\s*(?=\S)")


class _Part(Enum):
    JOB = auto()
    COMPANY = auto()
    """In which the company tells of itself."""
    OTHER = auto()


def sorted_sentences(
    document: Document, cutter: SentenceCutter
) -> tuple[list[Sentence], list[Sentence]]:
    """Those that are about this job, and those in which the company tells of itself.

    Each once, headings included, without what boards print and what all postings say.
    """
    telling: list[Sentence] = []
    about: list[Sentence] = []
    seen: set[str] = set()
    kept: list[Sentence] | None = telling
    for block in document.blocks:
        if block.kind is BlockKind.HEADING:
            kept = {_Part.JOB: telling, _Part.COMPANY: about}.get(_opened_by(block))
        is_name = kept is about and block.kind is BlockKind.HEADING
        if kept is None or is_name or block.kind is BlockKind.METADATA:
            continue
        for sentence in cutter.sentences(block):
            key = _key(sentence.text)
            if key not in seen and not _SENTENCE.search(sentence.text):
                seen.add(key)
                (about if _BLURB.search(sentence.text) else kept).append(sentence)
    return telling, about


def _opened_by(heading: Block) -> _Part:
    """A title may well hold such a word; a section's heading begins with it."""
    text = heading.passage.text.strip()
    if heading.level == 1:
        return _Part.JOB
    if _COMPANY.match(text):
        return _Part.COMPANY
    return _Part.OTHER if _SECTION.match(text) else _Part.JOB


def _key(sentence: str) -> str:
    """A sentence is the same with another label before it, or another stop behind it."""
    return folded(_PREFIX.sub("", sentence, count=1)).rstrip(".,;!。；，")
