"""EDTF dates and intervals in, the first and last day they may cover out."""

import calendar
import re

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?[~?%]?")


def bounds(edtf: str) -> tuple[str, str]:
    """The first and the last day as ISO 8601 dates; empty where the interval is open or no day can be named.

    >>> bounds("2019-05")
    ('2019-05-01', '2019-05-31')
    >>> bounds("2012/..")
    ('2012-01-01', '')
    """
    first, slash, last = edtf.partition("/")
    return _days(first)[0], _days(last if slash else first)[1]


def _days(edtf: str) -> tuple[str, str]:
    match = _DATE.fullmatch(edtf)
    if not match:
        return "", ""
    year, month, day = match[1], match[2], match[3]
    if int(year) == 0 or (month and not 1 <= int(month) <= 12):
        return "", ""
    length = calendar.monthrange(int(year), int(month or 12))[1]
    if day and not 1 <= int(day) <= length:
        return "", ""
    return f"{year}-{month or '01'}-{day or '01'}", f"{year}-{month or '12'}-{day or f'{length:02d}'}"
