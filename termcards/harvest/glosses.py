"""Phrases that could take a term's place: `A date before which …`, `to put off`, `毅力`."""

import re

_GLOSS = re.compile(
    r"(?:An?|The|Any\w*|Some(?:thing|one|body)|Those|People|Whatever|Whoever|One who|That which)\b"
)
_TO_DO = re.compile(r"To [a-z]+")
_MAIN_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|does|did|do|should|may|might)\b"
)
_RELATIVE = re.compile(
    r"\b(?:that|which|who|whom|whose|where|when|what|how|of|before|in|by|for|with)\b"
)
_REMARK = re.compile(
    r"(?:about|according|after|again|all|also|although|and|approximately|are|at|based|because"
    r"|before|behind|but|by|can|cf|circa|could|currently|depending|did|do|does|during"
    r"|emphasis|especially|even|everyone|except|excluding|figures|for|formerly|from|had"
    r"|haha|has|have|he|her|here|hint|his|however|i|if|in|including|inside|instead|is|it"
    r"|italics|its|just|lol|may|maybe|might|mine|minus|more|most|mostly|must|my|names|near"
    r"|never|no|nobody|nope|not|of|often|ok|okay|on|only|or|our|paid|pending|perhaps|plus"
    r"|probably|pun|quoted|really|roughly|see|she|should|sic|since|so|sometimes|sounds"
    r"|spoiler|still|subject|such|than|thanks|their|then|there|they|this|though|too"
    r"|translated|translation|ugh|unless|until|updated|usually|via|was|we|well|were|when"
    r"|while|who|why|will|with|without|would|wow|yay|yes|you|your)\b"
)
"""What begins remarks in small letters, and no definition."""
_PERSONAL = re.compile(r"[我你您他她咱吗吧呢？！?!]|参见|出处|年报|第 ?\d+ ?页")
_WORD = re.compile(r"[a-z][\w'’-]*")
LONGEST = 160
"""Characters of a gloss in small letters."""
LONGEST_CHINESE = 30


def is_gloss(text: str) -> bool:
    """Whether it begins as definitions do, and says no sentence."""
    return _TO_DO.match(text) is not None or (
        _GLOSS.match(text) is not None and not _is_sentence(text)
    )


def is_small_gloss(text: str) -> bool:
    """`having determination`, `the least that is required`, `progress, momentum`."""
    if not _WORD.match(text) or _REMARK.match(text) or len(text) > LONGEST:
        return False
    return text.rstrip()[-1:] not in "!?…" and not _is_sentence(text)


def is_chinese_gloss(text: str) -> bool:
    """Whether some Chinese words say what a foreign one means, and nothing about the text."""
    return len(text) <= LONGEST_CHINESE and not _PERSONAL.search(text)


def _is_sentence(text: str) -> bool:
    """Whether its first sentence has a verb of its own, and not only one in a relative clause."""
    head = _RELATIVE.split(text.split(". ")[0], maxsplit=1)[0]
    return _MAIN_VERB.search(head) is not None
