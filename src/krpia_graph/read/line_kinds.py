"""A line of a web page or press release in; what it is besides the story (byline, caption, ...) out.

The patterns are those of Korean and English news sites. A line that could be part of the story is left to it:
a sentence about a deal is worth more than a clean page.
"""

import re

from krpia_graph.model.document import NoiseKind
from krpia_graph.read.page_controls import CONTROL_LINE, TICKER
from krpia_graph.read.sentences import ends_a_sentence

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    r"(?:(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?,?\s+)?"
    rf"(?:{_MONTH}\s+{_DAY},?\s+\d{{4}}|{_DAY}\s+{_MONTH},?\s+\d{{4}})"
    r"|(?:19|20)\d\d\s?[-./년]\s?\d{1,2}\s?[-./월]\s?\d{1,2}[.일]?)"
)
_CLOCK = r"(?:(?:오전|오후)\s*)?\d{1,2}[:시]\s?\d{2}(?::\d{2}|분)?(?:\s?[AaPp]\.?[Mm]\.?)?"
_STAMP = (
    r"(?i:Published|Posted|Updated|Last updated|Modified|기사\s?입력|최종\s?수정|최초\s?입력|입력|수정"
    r"|승인|등록|송고|발행|작성|업데이트|게시)"
)
_MAIL = r"[(\[<]?[\w.+-]+@[\w-]+(?:\.[\w-]+)+[)\]>]?"
_NAME = r"[A-Z][\w.’'-]+(?:[ -][A-Z]?[\w.’'-]+){0,3}"
_REPORTER = (
    r"[가-힣]{2,4}\s?(?:(?:선임|전문|인턴|수습|객원|의학전문|산업부|경제부)\s?)?"
    r"(?:기자|특파원|논설위원|에디터|리포터|통신원)(?![가-힣])"
)
_BY = r"(?:By|BY|Written by|Reported by|Reporting by|Edited by|Posted by|Staff reporter)[:\s]+"

_BYLINE = re.compile(
    rf"{_BY}{_NAME}(?:(?:,| and| &)\s+{_NAME}){{0,2}}(?:{_MAIL}|{_DATE}|{_CLOCK}|{_STAMP}|\([^()]*\)"
    r"|[|:,/\s-])*"
    rf"|By\s+{_DATE}.{{0,40}}"
    rf"|(?:{_NAME}\s+)?(?:{_DATE}|{_CLOCK}|{_STAMP}|(?i:date)\s?:|GMT|KST|UTC|[-+|,:;()/\s])+"
    rf"|(?:[^|]{{1,40}}\|\s*)?{_DATE}\s*\|.{{1,80}}"
    rf"|(?:글\s?[/=]?\s?)?(?:\[[^\]]{{1,30}}\]\s?)?{_REPORTER}(?:\s?[·,/]\s?{_REPORTER})*.{{0,60}}"
    rf"|(?:[\w·/= ]{{1,30}}\s)?{_MAIL}"
    rf"|.{{0,60}}{_STAMP}\s*[:=]?\s*{_DATE}.{{0,80}}"
)
_CAPTION = re.compile(
    r"[(\[<【]?\s*(?:Photo|Image|Picture|Graphic|Caption|Courtesy|Credit)s?\b\s*(?:[:=/|)\]>】]|of\b|by\b|courtesy\b).*"
    r"|[(\[<【].{0,20}(?:사진|그래픽|이미지|제공)\s?[=:/].*"
    r"|(?:사진|그림|이미지|자료)\s?[=:/|].*"
    r"|▲.{1,150}(?:사진|제공|ⓒ).*"
    r"|.{1,150}[/\[(<]\s?(?:자료\s?)?사진\s?(?:제공)?\s?[=:]?[^.]{0,30}"
    r"|.{1,150}\s사진\s?(?:제공)?\s?=[^.]{0,30}"
    r"|(?:[(\[][^()\[\]]{2,60}[)\]]\s*){1,4}"
    r"|.{0,60}(?:Getty Images|Shutterstock|게티이미지.{0,10}|연합뉴스 제공)",
    re.IGNORECASE,
)
_CAPTION_MARK = re.compile(
    r"[(\[<]\s*(?:Photo|Image|Picture|사진|이미지)\s*[)\]>]\s*|(?:Photo|사진)\s?[:=]\s*"
)
_COPYRIGHT = re.compile(
    r"©|ⓒ|(?i:\bcopyrights?)\s*(?:\(c\)|[A-Z\d:])|\(c\)\s?(?:19|20)\d\d|저작권(?:자|은|\s?[:(])"
    r"|무단\s*(?:전재|복제|배포)|재배포\s*금지"
    r"|(?i:all rights reserved|prohibited from unauthorized"
    r"|unauthori[sz]ed (?:reproduction|copying|distribution|redistribution))"
)
_BREADCRUMB = re.compile(r"(?:home|홈)\s*[>›»/].*|[^.]{1,40}(?:\s[>›»]\s[^.]{1,60})+", re.IGNORECASE)
_HOME_PATH = re.compile(r"(?:home|HOME|홈)\s+[A-Z가-힣].{0,150}")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_STORY_SIGN = re.compile(r"\w")

_KOREAN_DATELINE = re.compile(
    rf"[(\[【]\s?[^()\[\]【】=\n]{{1,20}}=[^()\[\]【】\n]{{1,25}}[)\]】]\s*(?:{_REPORTER}(?:\s?[·,]\s?{_REPORTER})*)?\s*(?:=\s*)?"
    rf"|\[[^\[\]\n]{{0,25}}(?:기자|특파원|리포터|뉴스|일보|경제|신문|투데이|데일리|타임[스즈]|헤럴드|메디\w*|팜\w*)\s?\]\s*(?:{_REPORTER}\s*=?\s*)?"
    rf"|{_REPORTER}\s*=\s*"
    r"|[가-힣]{2,6}\s?--?\s?[(\[][^)\]\n]{2,20}[)\]]\s?--?\s?"
    r"(?:\d{4}년 \d{1,2}월 \d{1,2}일\s?(?:--|-|/)?\s?)?"
)
_WIRE = r"(?:[(/\[](?:[\w .-]*(?:(?i:wire|news)|Yonhap|Reuters|Bloomberg|AFP|AP|Xinhua)[\w .-]*)[)/\]])"
_PLACE = r"[A-Z][A-Za-z.’']+(?:[ -][A-Z][A-Za-z.’']+){0,3}"
_DATELINE = re.compile(
    rf"(?:\[|\()?(?P<place>{_PLACE})(?P<region>(?:(?:\s?[,/&]\s*|\s+)(?:and\s+)?{_PLACE}){{0,4}})"
    rf"(?P<date>\s?[,(–—-]*\s*(?:{_DATE}|{_MONTH}\s+{_DAY})\)?)?,?\s*(?P<wire>{_WIRE})?(?:\]|\))?"
    r"\s*(?:--+|[–—]|(?<=\s)-)\s+"
)
_CITY = re.compile(
    r"SEOUL|BUSAN|INCHEON|SONGDO|DAEJEON|DAEGU|GWANGJU|YONGIN|SEONGNAM|PANGYO|SUWON|OSONG|CHEONGJU"
    r"|SEJONG|JEJU|TOKYO|OSAKA|KYOTO"
    r"|BEIJING|SHANGHAI|TAIPEI|HONG KONG|SINGAPORE|BANGKOK|HANOI|JAKARTA|MANILA|MUMBAI|NEW DELHI"
    r"|SYDNEY|LONDON|CAMBRIDGE|PARIS|LYON|BASEL|ZURICH|GENEVA|BERLIN|DARMSTADT|LEVERKUSEN|BRUSSELS|COPENHAGEN"
    r"|STOCKHOLM|DUBLIN|MADRID|MILAN|NEW YORK|BOSTON|CHICAGO|PHILADELPHIA|WASHINGTON|SAN FRANCISCO|SAN DIEGO"
    r"|LOS ANGELES|RAHWAY|KENILWORTH|INDIANAPOLIS|TORONTO|MONTREAL|S[AÃ]O PAULO|DUBAI|RIYADH"
)


def noise_kind(line: str) -> NoiseKind | None:
    """What a line is that is no part of the story; None for a line that is or may be.

    >>> noise_kind("By Choi Moon-hee"), noise_kind("HOME > Industry > Talent")
    ('byline', 'breadcrumb')
    """
    if not _STORY_SIGN.search(line):
        return "marker"
    if len(line) > 300:
        return None
    if _COPYRIGHT.search(line):
        return "copyright"
    if _ADDRESS.fullmatch(line):
        return "navigation"
    if len(line) <= 200 and (CONTROL_LINE.fullmatch(line) or TICKER.fullmatch(line)):
        return "navigation"
    if ends_a_sentence(line):
        return None
    if len(line) <= 200 and _BYLINE.fullmatch(line):
        return "byline"
    if _CAPTION.fullmatch(line):
        return "caption"
    if len(line) <= 160 and _BREADCRUMB.fullmatch(line):
        return "breadcrumb"
    return "navigation" if _HOME_PATH.fullmatch(line) else None


def dateline(paragraph: str) -> int:
    """How many characters at the start of a paragraph name place, agency and reporter.

    >>> dateline("SEOUL -- Takeda takes over a technology."), dateline("MSD -- or Merck -- sells it.")
    (9, 0)
    """
    korean = _KOREAN_DATELINE.match(paragraph)
    if korean:
        return korean.end()
    match = _DATELINE.match(paragraph[:160])
    if not match:
        return 0
    known = _CITY.fullmatch(match["place"].upper()) and (match["place"].isupper() or match["region"])
    stated = match["place"].isupper() and len(match["place"]) > 3 and match["region"]
    return match.end() if known or stated or match["date"] or match["wire"] else 0


def caption_mark(line: str) -> int:
    """How many characters at the start of a line say that what follows describes a picture."""
    match = _CAPTION_MARK.match(line)
    return match.end() if match else 0
