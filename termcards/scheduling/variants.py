"""British and American spelling, as far as a rule is sure: both become one of them."""

import re
from functools import lru_cache

_PAIRS = (
    "behaviour behavior, colour color, favour favor, flavour flavor, harbour harbor, honour honor,"
    " humour humor, labour labor, neighbour neighbor, rumour rumor, savour savor, vapour vapor,"
    " vigour vigor, endeavour endeavor, armour armor, odour odor,"
    " centre center, theatre theater, fibre fiber, litre liter, calibre caliber, metre meter,"
    " lustre luster, spectre specter, centring centering, centred centered,"
    " catalogue catalog, dialogue dialog, analogue analog, monologue monolog,"
    " defence defense, offence offense, pretence pretense, licence license, practise practice,"
    " practising practicing,"
    " analyse analyze, analysing analyzing, catalyse catalyze, paralyse paralyze,"
    " cancell cancel, channell channel, counsell counsel, dialled dialed, dialling dialing,"
    " equalled equaled, fuell fuel, initialled initialed, labell label, levell level,"
    " marshall marshal, modell model, panell panel, quarrell quarrel, signall signal,"
    " totalled totaled, totalling totaling, travell travel, tunnell tunnel, marvell marvel,"
    " instalment installment, fulfilment fulfillment, enrolment enrollment, skilful skillful,"
    " wilful willful, judgement judgment, acknowledgement acknowledgment, ageing aging,"
    " aluminium aluminum, artefact artifact, cheque check, grey gray, jewellery jewelry,"
    " manoeuvre maneuver, mould mold, paediatric pediatric, orthopaedic orthopedic,"
    " anaesthe anesthe, haemo hemo, encyclopaedia encyclopedia, plough plow, sceptic skeptic,"
    " storeys stories, sulph sulf, tyre tire, woollen woolen, cosy cozy, pyjamas pajamas"
)
"""British first; each holds within longer words too (*datacentre*, *discoloured*)."""

_AMERICAN = dict(pair.split() for pair in _PAIRS.split(","))
_BRITISH = re.compile("|".join(sorted(_AMERICAN, key=len, reverse=True)))
_AT_THE_END = (
    (re.compile(r"programme(?=s?$)"), "program"),
    (re.compile(r"fulfil(?=s?$)"), "fulfill"),
    (re.compile(r"enrol(?=s?$)"), "enroll"),
)

_ISE = re.compile(r"(?<=[a-z]{3}[^aeiou])is(?=(?:e|ed|es|er|ers|ing|able|ation|ations|ational)$)")
_ALWAYS_ISE = re.compile(
    "(?:re|over|un|dis|pre)?(?:adv|advert|ar|chast|circumc|comprom|conc|dem|desp|dev|disgu|exc|exerc"
    "|expert|franch|improv|inc|merchand|parad|pract|prec|prem|prom|rev|superv|surm|telev|treat"
    "|[a-z]*pr|[a-z]*w)is(?:e|ed|es|er|ers|ing|able|ation|ations|ational)$"
)
"""Words with *-ise* on both sides of the ocean."""


@lru_cache(maxsize=1024)
def one_spelling(word: str) -> str:
    """The American spelling of a word in lower case that has two; else the word."""
    if not word.isascii():
        return word
    word = _BRITISH.sub(lambda found: _AMERICAN[found[0]], word)
    for pattern, american in _AT_THE_END:
        word = pattern.sub(american, word)
    return word if _ALWAYS_ISE.fullmatch(word) else _ISE.sub("iz", word)
