"""A date or an interval in the Extended Date/Time Format in, the years that it covers out."""

Years = tuple[int | None, int | None]


def years(edtf: str) -> Years:
    """The first and the last year that a date or an interval covers; None where it is open.

    >>> years("2019-05"), years("2017/.."), years("2014/2018")
    ((2019, 2019), (2017, None), (2014, 2018))
    """
    first, slash, last = edtf.partition("/")
    start = _year(first)
    return (start, _year(last)) if slash else (start, start)


def _year(date: str) -> int | None:
    return int(date[:4]) if date[:4].isdecimal() and len(date) >= 4 else None
