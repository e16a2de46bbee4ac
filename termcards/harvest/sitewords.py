"""What sites and job boards print around a posting: menus, buttons, the small print of a foot."""

import re

_MENU = (
    r"home|about(?: us)?|careers?|jobs?|companies|investors?(?: relations)?|news(?:room)?|press"
    r"(?: kit)?|blog|events?|contact(?: us)?|support|help(?: cent(?:er|re))?|faqs?|pricing"
    r"|products?|solutions|customers|partners|resources|search|menu|login|log in|sign (?:in|up|out)"
    r"|register|join now|my network|messaging|notifications|me|for business|message|messages"
    r"|首页|职位|公司|校园|app|有了|海归|消息|简历|登录|注册|帮助|导航|搜索|我的|企业服务|企业版"
)
_FOOT = (
    r"site ?map|imprint|impressum|legal(?: notice)?|terms(?: of (?:use|service))?"
    r"|terms (?:and|&) conditions|privacy(?: (?:policy|notice|statement|& terms|centre|center))?"
    r"|cookies?(?: (?:policy|settings|preferences|notice))?|accessibility(?: statement)?"
    r"|modern slavery(?: act)?(?: statement)?|do not sell.{0,60}"
    r"|your (?:us )?privacy choices.{0,30}"
    r"|(?:vulnerability|responsible) disclosure|subprocessors|security|trust cent(?:er|re)"
    r"|sustainability(?: \(esg\))?|grievance mechanism|whistleblow(?:er|ing).{0,20}|ad choices"
    r"|talent solutions|powered by \S+|(?:©|\(c\)|copyright).{0,60}|.{0,40}©\s*\d{4}.{0,30}"
    r"|all rights reserved\.?|关于我们|联系我们|隐私(?:政策|声明)|用户协议|法律声明|网站地图"
)
_BUTTONS = (
    r"skip to .{0,30}|back to .{0,30}|show (?:more|less|all|match details)(?: options)?"
    r"|see (?:more|less|all)|view all|more jobs|post a job|looking for talent\?|follow(?:ing)?"
    r"|connect|dismiss|close|next|previous|print|email|copy link"
    r"|save .{2,80} at .{2,60}|saved|try premium.{0,30}|report (?:this )?(?:job|ad|posting)"
    r"|set (?:job )?alert.{0,40}|get (?:job )?alerts?.{0,40}|be (?:among|one of) the first .{0,40}"
    r"|(?:tailor|update|create|upload) (?:my|your) (?:resume|cv|profile)|help me stand out"
    r"|use ai to .{0,40}|get ai-powered .{0,120}|am i a good fit.{0,20}"
    r"|meet the hiring team|job poster|requirements added by the job poster|posted by .{2,60}"
    r"|promoted(?: by .{0,80})?|.{0,40}responses managed off .{0,20}|actively (?:hiring|recruiting)"
    r"|[\d,.]+[km]? (?:followers|applicants|views)|over \d+ (?:people|applicants).{0,30}"
    r"|.{2,40} logo"
    r"|.{0,80}\b(?:re)?posted \d+\+? \w+ ago\b.{0,80}|.{0,60}\b\d+ on linkedin"
    r"|立即沟通|感兴趣|竞争力分析|工商信息|看过该职位的人还看了|查看更多.{0,8}|微信扫码.{0,8}|扫码.{0,8}"
    r"|.{0,10}(?:刚刚|今日|本周|\d+[日天周月]内)活跃|收藏|分享|举报|投递简历|申请职位|继续沟通"
)
_BRANDS = (
    r"linkedin|indeed|glassdoor|monster|stepstone|xing|seek|ziprecruiter|greenhouse|lever|workday"
    r"|boss直聘|智联招聘|拉勾(?:招聘)?|猎聘(?:网)?|前程无忧|51job|脉脉"
)
_SITE = re.compile(rf"(?:{_MENU}|{_FOOT})", re.I)
_BOARD = re.compile(rf"(?:{_MENU}|{_FOOT}|{_BUTTONS}|{_BRANDS})", re.I)
_SAVED = re.compile(r"save (?P<title>.{2,80}) at .{2,60}", re.I)
_LONGEST = 160


def is_site_word(text: str) -> bool:
    """Whether it is what a site's menu or foot leads to."""
    return len(text) <= _LONGEST and _SITE.fullmatch(text.strip()) is not None


def is_board_line(text: str) -> bool:
    """Whether a line is that of a menu, a button or a foot, on a site or a job board."""
    return len(text) <= _LONGEST and _BOARD.fullmatch(text.strip()) is not None


def saved_title(text: str) -> str | None:
    """The title in the text of a button that saves the job."""
    match = _SAVED.fullmatch(text.strip())
    return match["title"] if match else None
