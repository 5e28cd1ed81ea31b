"""The words that news sites put around a story: patterns of lines that hold nothing else."""

import re

_ENGLISH = r"""
skip to (?:main )?content | advertisements? | ad | link copied!? | copy link | text size | font size |
print | dictionary | share | share (?:this|on|via)(?: \w+)? | tweet | facebook | twitter | linkedin |
kakao ?(?:talk|story)? | naver | whatsapp | telegram | reddit | e-?mail | scrap |
comments?(?: \(?\d+\)?)? | related (?:articles|news|stories|posts) | read more | learn more |
view more | see more | more | subscribe(?: now)? | newsletters? | sign (?:in|up) | log ?(?:in|out) |
join | register | menu | search | close | open | top | (?:go |back )to top | list | previous | prev |
next | forgot(?:ten)? (?:your )?password\?? | most (?:read|popular|viewed) | latest news | trending |
listen | site ?map | contact us | about us | privacy policy | terms of (?:use|service) |
cookie (?:policy|settings) | accept (?:all )?cookies | follow us | download(?: pdf)? | pdf | rss |
english | korean | home | \d{1,3} ?min(?:ute)?s? read
"""
_KOREAN = r"""
한국어 | 영어 | 목록 | 인쇄(?:하기)? | 프린트 | 공유(?:하기)? | 스크랩 | 글[자씨] ?크기(?: ?설정)? |
크게 | 작게 | 보통 | 댓글 ?\d* | 로그인 | 회원가입 | 구독(?:하기)? | 페이스북 | 트위터 | 카카오톡 |
카카오스토리 | 네이버 ?(?:밴드|블로그)? | 밴드 | 블로그 | 이?메일 | url ?복사 | 링크 ?복사 |
기사 ?공유 | 가\+? | 가- | 본문 ?바로가기 | 메뉴 ?바로가기 | 관련 ?(?:기사|뉴스) |
(?:이 기자의 )?다른 ?기사 ?보기 | 기사 ?듣기 | 전체 ?메뉴 | 검색 | 닫기 | 열기 | 맨 ?위로 | 이전 ?글? |
다음 ?글? | 많이 본 (?:뉴스|기사) | (?:인기|최신|주요) ?(?:기사|뉴스) | 광고 | 홈 | 더보기 |
기사 ?원문 | 기사 ?제보
"""


def _alternatives(listed: str) -> str:
    return "|".join(word.strip() for word in re.split(r"\s\|\s", listed.strip()) if word.strip())


CONTROL_LINE = re.compile(
    rf"[•·|*>\s-]*(?:(?:{_alternatives(_ENGLISH)}|{_alternatives(_KOREAN)})(?:[\s|/·•,>:()+-]+|$))+",
    re.IGNORECASE,
)
TICKER = re.compile(
    r"[•·\s]*(?:KOSPI|KOSDAQ|USD/KRW|KRW/USD|NASDAQ|S&P 500|Dow Jones|코스피|코스닥|나스닥|환율)"
    r"(?:\s+[-+▲▼△▽]?\s?[\d.,]+%?)+",
    re.IGNORECASE,
)
