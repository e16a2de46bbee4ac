"""What acronyms mean in Chinese, where a text says so: `年度经常性收入（ARR）`."""

import re

from termcards.harvest.surfaces import Run

_CJK = "\u3400-\u9fff"
_WHOLE = re.compile(rf"(?:即|全称|中文名?|意为)?[:：]?\s*([{_CJK}][{_CJK}·/]{{1,23}})\s*$")
_SAID = re.compile(
    rf"\s*(?:，|,)?\s*(?:即|全称为?|意为|是指|指的是)[:：]?\s*[“\"]?([{_CJK}]{{2,16}})(?=[”\",，。；、;.]|$)"
)
_BARE = re.compile(rf"\s?([{_CJK}]{{3,16}})(?=[、，。；,;/]|\s*$)")
_BEFORE = re.compile(rf"([{_CJK}·]{{2,20}})\s*[\"”]?\s*$")
_PARTICLE = re.compile(
    # Characters that hardly ever stand within a term, and verbs that postings are full of.
    r".*(?:的|与|和|或|以及|是|称为|成为|作为|您对|^对"
    r"|负责|包括|例如|通过|基于|熟悉|了解|掌握|使用|提升|推动|制定|关注|跟踪|提高|完成|达成|主导)"
)
_VERB = re.compile(r"^(?:负责|熟练)?(?:负责|熟悉|了解|掌握|使用|精通|主导)")
_NO_NAME = re.compile(
    # Conjunctions; how well one knows it, whether one must, how often: what brackets hold besides.
    r"[与和或且而如]|及(?![时格])|并(?![购发行网])|等(?![级保离效])|含(?![税量])|[需须](?![求量])"
    r"|以及|包括|包含|例如|比如|必[须备要选需]|至少|不限|不低于|有(?:相关|一定|过)"
    r"|.*优先(?![级股队])|.*(?:加分|熟练|精通|熟悉|掌握|了解|可选|任选|[皆均即]可|以[上下内]|左右|经验|能力|学历"
    r"|[高低多快的等了])$|加分项$"
    r"|(?:[每本][日周月季年]|[季月年周]度|[一二三四两][维级期]|[初中高]级|基础|入门|[中英]文)$"
)
_OTHER_LABEL = re.compile(
    r"(?:地点|地址|城市|地区|区域|部门|公司|薪资?|学历|联系人|语言)\s*[:：]\s*$"
)
_LISTED = re.compile(r"[、/“\"「『：:]\s*$")
_APART = re.compile(r"\s*(?:$|\n|[-–—|/])")
_SAYS = re.compile(r"\s*(?:是|为|指|占)")
_PRONOUN = re.compile(r"[您你我他她其本该请]")
_LAST = re.compile(rf"[\s,，、/|;；:：]\s*([{_CJK}]{{2,16}})$")
_SHUT = re.compile(rf"\s*[,，、/|;；:：]\s*([{_CJK}]{{4,16}})\s*[)）\]]")
_BRACKET = re.compile(rf"\s*[(（\[]\s*([{_CJK}·/]{{2,16}})\s*[)）\]]")
_PLACE = re.compile(r"[省市区县路号]$|公司$|办公室$|地区$|中心$")
LEAST_BARE = 4
"""Characters of a gloss that no sign tells."""
_MOST_LETTERS = 4


def may_be_gloss(name: str, acronym: str | None = None) -> bool:
    """Whether it names something, in about as many characters as the acronym has letters.

    `SQL（熟练）` tells how well one knows it.
    """
    letters = sum(map(str.isalnum, acronym or ""))
    return len(name) >= min(letters, _MOST_LETTERS) and not _NO_NAME.match(name)


def gloss_whole(piece: str) -> str | None:
    """Where the piece is nothing else."""
    match = _WHOLE.match(piece.strip())
    return match[1] if match else None


def gloss_said(after: str) -> str | None:
    """`NDR，即净收入留存率`."""
    match = _SAID.match(after)
    return match[1] if match else None


def gloss_last(content: str) -> str | None:
    """Of a bracket that has it behind the words: `Annual Recurring Revenue 年度经常性收入`."""
    match = _LAST.search(content)
    return match[1] if match else None


def gloss_behind(behind: str) -> str | None:
    """Behind a bracket or words, in brackets of its own or bare."""
    bracket = _BRACKET.match(behind)
    if bracket:
        return bracket[1]
    bare = _BARE.match(behind)
    return bare[1] if bare and len(bare[1]) >= LEAST_BARE else None


def gloss_shut(after: str) -> str | None:
    """`，客户成功经理）` behind an acronym in brackets; no place or company."""
    match = _SHUT.match(after)
    return match[1] if match and not _PLACE.search(match[1]) else None


def gloss_before(before: str, behind: str) -> str | None:
    """`年度经常性收入（ARR）`: where its words begin is sure behind a particle, within a list, or
    where they have the line for themselves or open it as its subject; else a verb may stand before
    them.
    """
    match = _BEFORE.search(before)
    if match is None:
        return None
    start = before[: match.start()]
    if _OTHER_LABEL.search(start):
        return None
    is_first = not start.strip() or start.endswith("\n")
    if is_first and _APART.match(behind):
        return _VERB.sub("", match[1])
    cut = _PARTICLE.match(match[1])
    is_subject = is_first and _SAYS.match(behind) and not _PRONOUN.match(match[1])
    if cut is None and not is_subject and not _LISTED.search(start):
        return None
    name = match[1][cut.end() :] if cut else match[1]
    return name if 2 <= len(name) <= 14 else None


def bare_glosses(text: str, found: list[tuple[str, Run]]) -> dict[int, str]:
    """`CAD 计算机辅助设计、PDM 产品数据管理`: only in a list, and longer than their acronyms."""
    glosses = {}
    is_list = False
    for acronym, (start, end) in found:
        match = _BARE.match(text, end)
        if match is None or len(match[1]) <= len(acronym):
            continue
        is_further = text[max(0, start - 8) : start].rstrip()[-1:] in ("、", "/")
        if is_further or text[match.end() : match.end() + 1] in ("、", "/"):
            glosses[start] = match[1]
        is_list |= is_further
    return glosses if is_list and len(glosses) >= 2 else {}
