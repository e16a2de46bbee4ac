"""What a line of a plain text posting is by itself: an item, a job board's header, a heading."""

import re
from typing import NamedTuple

_CHINESE_NUMBER = "[一二三四五六七八九十]{1,3}"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_BULLET = re.compile(
    r"(?:"
    # Signs that are only ever bullets; the last ones are what a word processor's become.
    r"[•‣▪▫◦●○■□➢➤➔✓✔►▶◆◇★☆※∙⦁⁃\uf0b7\uf0a7\uf0d8\uf0fc]"
    r"|\[[ xX✓]\](?=\s)|[\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]\ufe0f?(?=\s)"
    # Signs that mean something else within a text.
    r"|[-*+–—·・»](?=\s)|[-–—](?=[A-Z\u3400-\u9fff])|>(?=\s+\S)|o(?=(?:\t|\s+)[A-Z])"
    r")\s*"
)
_NUMBER = re.compile(
    r"(?:(?P<plain>\d{1,2})(?:[)）、．](?!\d)|\.(?=\s|[\u3400-\u9fff]))"
    r"|[(（](?P<bracketed>\d{1,2})[)）]"
    rf"|(?P<circled>[{_CIRCLED}])"
    rf"|(?P<chinese>{_CHINESE_NUMBER})、|[(（](?P<within>{_CHINESE_NUMBER})[)）]"
    r"|(?P<letter>[a-hA-H])[.)](?=\s))\s*"
)
_RULE = re.compile(r"([-=_*~#·.])\1{2,}$|[-=_*~─━—]{3,}$")
_LABELS = (
    r"(?:job |requisition |req(?:uisition)?\.? |reference |ref\.? |position |posting |vacancy "
    r"|role )?"
    r"(?:id|no\.?|number|ref(?:erence)?|code|req(?:uisition)?)"
    r"|job (?:category|type|family|function|title|level|location|reference|schedule|code)"
    r"|(?:primary |work |office )?locations?|city|country|region|workplace(?: type)?"
    r"|remote(?: type)?"
    r"|(?:date )?posted(?: on| date)?|post(?:ing)? date|date|valid until|clos(?:es|ing date)"
    r"|deadline"
    r"|apply (?:by|before|at|to|here)|start(?:ing)? date|duration|expires"
    r"|(?:base |annual |target )?(?:salary|compensation|pay)(?: range)?|ote|rate|grade|band"
    r"|(?:employment|contract|work|position|role|worker) (?:type|basis)|employment|contract"
    r"|shift|hours"
    r"|time type|working hours|schedule|travel|relocation|visa(?: sponsorship)?"
    r"|categor(?:y|ies)|division|department|industr(?:y|ies)|sector|business unit|discipline"
    r"|product"
    r"|company(?: name| size| type)?|employer|organi[sz]ation|seniority(?: level)?|career level"
    r"|(?:required |years of )?experience(?: level)?|education(?: level)?|degree|languages?"
    r"|reports to|reporting to|headcount|openings|vacancies|e-?mail|phone|tel|fax|web(?:site)?|url"
    r"|contact|views|applicants|source|tags?|share"
)
_CHINESE_LABELS = (
    r"公司(?:规模|性质|行业|名称|地址|网站|主页)|(?:发布|更新|截止|到岗|招聘|有效)(?:日期|时间|人数|部门)"
    r"|(?:工作|上班|办公)(?:地点|地址|城市|经验|性质|年限|时间|类型)|(?:职位|岗位|工作)(?:编号|类别|性质|名称|类型|月薪)"
    r"|学历(?:要求)?|薪[资酬水](?:范围|待遇|福利)?|月薪|年薪|招聘人数|经验要求|语言要求|专业要求|年龄要求"
    r"|所属(?:部门|行业|公司)|汇报对象|联系(?:人|电话|方式|邮箱)|电话|邮箱|邮件|网址|部门|地址|行业"
)
_LABELLED = re.compile(rf"(?:(?:{_LABELS})|(?:{_CHINESE_LABELS}))\s*[:：#|]\s*\S", re.I)
_UNMARKED = re.compile(
    r"(?:(?:job|req(?:uisition)?|position) (?:id|number|category|type|family|function|title)"
    r"|location"
    r"|division|department|category|posted|employment type|date posted|company|industry|salary)\s+"
    r"(?=[A-Z\d$€£¥#]).{1,60}$",
    re.I,
)
_BOARD = re.compile(
    r"(?:posted|reposted|updated|active)\s.{0,20}\b(?:ago|today|yesterday)$|\d+\+? (?:days?"
    r"|weeks?|months?) ago$"
    r"|(?:easy )?apply(?: now| today| here)?!?$|save(?: this)?(?: job)?$|share(?: this)?(?: job)?$"
    r"|(?:back to|see all|view all|similar) (?:jobs?|search|results).{0,20}$"
    r"|report(?: this)? job$|sign in.{0,20}$"
    r"|(?:full|part)[- ]time(?:[\s,|·•/][\w\s,|·•/-]{0,60})?$|(?:hybrid|remote|on-?site)(?: work)?$"
    r"|立即申请$|申请职位$|投递简历$|收藏(?:职位)?$|分享$|举报$|(?:今日|昨日|刚刚)?发布于?.{0,12}$"
    r"|(?:https?://|www\.)\S+$|\S+@\S+\.\S+$"
    # Where on the board this page stands.
    r"|[^.!?。>›»]{2,30}(?:\s[>›»]\s[^.!?。>›»]{2,40}){2,}$"
    r"|[^。，；！？]{0,40}招聘[^。，；！？]{0,20}招聘[^。，；！？]{0,40}$"
    # A routing code, as boards leave one behind.
    r"|[A-Z]{2,6}(?:[:_/|][A-Za-z\d]{2,8}){2,}$|[A-Z]{0,4}[-_#]?\d[\d-]{4,}$",
    re.I,
)
_KNOWN_HEADING = re.compile(
    r"(?:the |your |our |key |core |main |primary |essential |minimum |preferred |basic "
    r"|desired |required )*"
    r"(?:(?:job|role|position|company|team) (?:description|summary|profile|overview|purpose|duties)"
    r"|responsibilit(?:y|ies)|requirements?|qualifications?|duties|skills|competenc(?:y|ies)"
    r"|benefits|perks"
    r"|education|experience|profile|overview|summary|nice to have|must have|bonus points?"
    r"|the (?:role|team)"
    r"|about (?:us|you|the (?:role|job|team|company|position))|who (?:we|you) are|what we offer"
    r"|why (?:us|join us)"
    r"|what you(?:'|’)?(?:ll| will| would)? (?:do|be doing|bring|need|get|have)|how to apply"
    r"|equal opportunit\w+)"
    r"(?:(?: and | & |/)[a-z ]{3,24})?(?:\s?\([\w ]{1,20}\))?[:：]?$",
    re.I,
)
_KNOWN_CHINESE = re.compile(
    r"[【\[]?(?:职位|岗位|工作|任职|公司|团队|福利|薪酬|项目|应聘|加分)(?:描述|职责|内容|信息|要求|资格|条件|介绍|简介|待遇|项|福利|方式|说明|亮点)?"
    r"(?:要求|说明)?[】\]]?[:：]?$"
)
_NO_HEADING_END = frozenset(".!?,;。！？；，、…")
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|will|shall|can|could|may|might|must|should|would|has|have"
    r"|had)\b",
    re.I,
)
_WORDS = re.compile(r"[^\W\d_]+")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_LONGEST_CHINESE_HEADING = 24
LONGEST_HEADING = 70
LONGEST_METADATA = 140
"""Characters, as is the longest heading."""


class Bullet(NamedTuple):
    """What stands before an item's words."""

    end: int
    """Where its words begin."""

    sign: str
    """Items of one list have the same."""

    number: int | None = None


def read_bullet(text: str) -> Bullet | None:
    """`text` begins where the line's indentation ends."""
    match = _BULLET.match(text)
    if match:
        return Bullet(match.end(), match[0].strip()[:1])
    match = _NUMBER.match(text)
    if match is None or match.lastgroup is None:
        return None
    return Bullet(match.end(), match.lastgroup, _number(match.lastgroup, match[match.lastgroup]))


def _number(kind: str, written: str) -> int:
    if kind in ("plain", "bracketed"):
        return int(written)
    if kind == "circled":
        return _CIRCLED.index(written) + 1
    if kind == "letter":
        return ord(written.lower()) - ord("a") + 1
    tens, ten, ones = written.rpartition("十")
    digits = "零一二三四五六七八九"
    if not ten:
        return digits.find(written[-1])
    return 10 * (digits.find(tens) if tens else 1) + (digits.find(ones) if ones else 0)


def is_rule(text: str) -> bool:
    return bool(_RULE.match(text))


def is_metadata(text: str) -> bool:
    """A label that job boards use with its value, a button's text, an address, a routing code."""
    if len(text) > LONGEST_METADATA:
        return False
    if _LABELLED.match(text):
        return not _is_prose(text.partition(":")[2])
    return bool(_BOARD.match(text))


def may_be_metadata(text: str) -> bool:
    """`Location China, Beijing`: only among others of its kind."""
    return len(text) <= LONGEST_METADATA and bool(_UNMARKED.match(text)) and not _is_prose(text)


def _is_prose(text: str) -> bool:
    words = _WORDS.findall(text)
    return bool(_VERB.search(text)) or (len(words) > 6 and text.rstrip()[-1:] in ".!?。")


def is_known_heading(text: str) -> bool:
    return bool(_KNOWN_HEADING.match(text) or _KNOWN_CHINESE.match(text))


def may_be_heading(text: str) -> bool:
    """Short, no sentence, and not closed; what stands around it decides."""
    if not text or len(text) > LONGEST_HEADING or text[-1] in _NO_HEADING_END:
        return False
    if text.count("(") > text.count(")"):
        return False
    words = _WORDS.findall(text)
    if len(_CHINESE.findall(text)) > _LONGEST_CHINESE_HEADING:
        return False
    is_written_large = text.istitle() or text.isupper()
    return 0 < len(words) <= 9 and (is_written_large or not _VERB.search(text))


def is_titled(text: str) -> bool:
    """Whether it is written as titles are: in capitals, or most of its long words with one."""
    words = [word for word in _WORDS.findall(text) if len(word) > 3 or word.isupper()]
    if not words:
        return False
    capitals = sum(word[0].isupper() for word in words)
    return bool(words[0][0].isupper()) and capitals * 3 >= len(words) * 2
