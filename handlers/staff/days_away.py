"""From when to when somebody is away, as people say it: days that come, unless they are over.

da lunedì a venerdì · la settimana prossima · per tre giorni da domani · dal 23 al 27 · venerdì
"""

import datetime as dt
import re

from handlers.understand.days.dates import find_days
from handlers.understand.days.day_words import COUNT, FEASTS, MONTH, MONTHS, WEEKDAYS
from handlers.understand.days.reckoning import count_of, shifted
from handlers.understand.pieces import Day
from italian.regex import regex

WEEKDAY = regex(
    rf"\b(?P<name>{'|'.join(WEEKDAYS)})\b(?P<next> (?:prossimo|prossima|che viene))?"
    r"(?! (?:scors[oa]|passat[oa]))"
)
OVER = regex(r"\b(?:e stat[oa]|era|scors[oa]|passat[oa])\b")
"""Of what is said to be over, the last such day is meant and not the next."""

FIRST_OVER = regex(
    rf"(?<=\bda) (?P<name>{'|'.join(WEEKDAYS)}) (?:scors[oa]|passat[oa])"
    rf"(?= (?:(?:fino|sino) )?(?:a |al |all' ?|per ))"
)
"""`da venerdì scorso a mercoledì`: only the first day is over."""

ILL_SINCE = regex(
    rf"^(?!.*\b(?:sara|andra|va in|prossim[oa]|che viene)\b).*\b(?:malat|malattia|ammalat|infortun)"
    rf".*\b(?:da|dal|dalla) (?:{'|'.join(WEEKDAYS)})\b"
)
"""Nobody tells ahead that they will be ill: of the days of the week the last is meant."""

THIS_WEEK = regex(r"\b(?:(?:per )?tutta la|quest[a'] ?|per la) ?settimana\b(?! prossima)")
NEXT_WEEK = regex(r"\b(?:(?:la )?prossima settimana|(?:la |per la )?settimana prossima)\b")
NUMBERED = regex(
    rf"\b(?:(?P<lead>da|a) )?(?:{'|'.join(WEEKDAYS)}),? "
    rf"(?:(?P<date>\d{{1,2}}(?:[/.-]\d| (?:{MONTH})\b))"
    r"|(?P<day>[12]?\d|3[01])(?=[ ,;.!)]|$)(?!:\d))"
)
"""`mercoledì 25`: a day by its number; before a date, the day of the week says nothing more."""
LAST_WEEK = regex(
    r"^(?!.*\b(?:da|dal|dalla) ).*\b(?:scorsa settimana|settimana (?:scorsa|passata))\b"
)
WHOLE_MONTH = regex(
    rf"\b(?:tutto|intero|(?<!del )mese di) (?:il )?(?:mese di )?(?P<month>{MONTH})\b"
)
IN_MONTH = regex(
    rf"^(?!.*\b(?:da|dal|fino|sino) ).*?\b(?:a|in|per) (?P<month>{'|'.join(MONTHS)})\b(?! \d)"
)
"""`ferie a dicembre`: all of it."""
UNTIL = regex(r"\b(?:fino|sino) a (?:tutto )?(?:il )?(?:mese di )?$")
FOR = regex(
    rf"(?<!tra )(?<!fra )(?<!ultimi )(?<!altri )\b(?:(?:per )?(?P<n>{COUNT}) "
    rf"(?P<unit>giorn[oi]|settiman[ae])|(?:per|di) (?P<many>{COUNT}) (?P<months>mes[ei]))\b"
)
DAYS_SAID = regex(rf"(?<!tra )(?<!fra )(?<!ultimi )(?<!altri )(?<!ogni )\b(?P<n>{COUNT}) giorni\b")
LISTED = regex(
    r"\b(?P<days>[1-3]?\d(?:, ?[1-3]?\d)* e [1-3]?\d) "
    rf"(?P<month>(?:{MONTH})\b(?: \d{{4}})?)"
)
"""`18, 19 e 20 settembre`: the month is said once, of all."""
NO_MONTH = regex(
    r"\bdal (?P<first>\d{1,2}) al (?P<last>\d{1,2})\b"
    rf"(?! ?[/.\-]|\s+(?:{MONTH}|del|dello|di)\b)"
)
SAME_MONTH = regex(r"dal (\d{1,2}) al (\d{1,2}) ([a-z]+(?: (?:19|20)\d\d)?)")
"""The month is said once, of two days."""

UP_TO = regex(r"^(?:fino )?(?:al|all'|a) ?(?P<day>[12]?\d|3[01])$")
"""A last day by its number alone."""
ENDS_ON = regex(
    r"\b(?:fino|sino|oggi|domani|ieri) (?:al |all')(?P<day>[12]?\d|3[01])\b"
    rf"(?! ?[/.:-]\d| (?:{MONTH})\b)"
)
"""The same, behind a first day."""
MOST_DAYS = 62
"""In which every number of a month comes."""
GOES_ON = regex(r"\b(?:da|dal|dall'|a partire)\b")
WEEK = dt.timedelta(days=7)

Days = tuple[dt.date | None, dt.date | None]


def days_away(plain: str, today: dt.date) -> Days:
    """The first and the last day, both included; None where it is not said."""
    plain = FIRST_OVER.sub(lambda found: _last_such(found, today), plain)
    over = bool(OVER.search(plain))
    if NEXT_WEEK.search(plain):
        monday = today - dt.timedelta(days=today.weekday()) + WEEK
        return monday, monday + dt.timedelta(days=6)
    if LAST_WEEK.search(plain):
        monday = today - dt.timedelta(days=today.weekday()) - WEEK
        return monday, monday + dt.timedelta(days=6)
    if THIS_WEEK.search(plain) and not over:
        return today, today + dt.timedelta(days=6 - today.weekday())
    whole = WHOLE_MONTH.search(plain) or IN_MONTH.search(plain)
    if whole and not UNTIL.search(plain[: whole.start()]):
        return _month(whole["month"], today, over=over)
    plain = LISTED.sub(_one_after_the_other, plain)
    text = SAME_MONTH.sub(r"dal \1 \3 al \2 \3", _with_month(plain, today, over=over))
    ill = ILL_SINCE.search(plain) is not None
    text = text if over else _with_dates(text, today - dt.timedelta(days=6 if ill else 0))
    found = [_to_come(day, today, over=over) for day in find_days(text, today) if day.day]
    if lasts := FOR.search(plain):
        first = found[0] if found else today
        return first, _after(first, lasts) - dt.timedelta(days=1)
    if found and (ends := ENDS_ON.search(text)):
        return found[0], next_of(int(ends["day"]), found[0])
    if len(found) > 1:
        return _in_order(found[0], found[1], over=over)
    if len(found) == 1 and re.search(r"\bfino (?:a|al|all')", plain):
        return today, found[0]
    if len(found) == 1 and not GOES_ON.search(plain):
        return found[0], found[0]
    return (found[0] if found else None), None


def days_fit(plain: str, first: dt.date, last: dt.date) -> bool:
    """Whether a number of days that is said goes into the days that are: `40 giorni a maggio` does
    not; fewer may be the working ones only of those between two days."""
    said = DAYS_SAID.search(plain)
    return said is None or count_of(said["n"]) <= (last - first).days + 1


def _last_such(said: re.Match[str], today: dt.date) -> str:
    """A day of the week that is over, as a date."""
    back = (today.weekday() - WEEKDAYS.index(said["name"])) % 7 or 7
    return f"l {today - dt.timedelta(days=back):%d/%m/%Y}"


def _after(first: dt.date, lasts: re.Match[str]) -> dt.date:
    """The day behind so many days, weeks or months."""
    said = lasts["n"] or lasts["many"]
    return shifted(first, count_of(said), lasts["unit"] or lasts["months"])


def _one_after_the_other(listed: re.Match[str]) -> str:
    """Days that follow one another, from the first to the last; any others as they are."""
    days = [*map(int, re.findall(r"\d+", listed["days"]))]
    if days != [*range(days[0], days[0] + len(days))]:
        return listed[0]
    return f"dal {days[0]} {listed['month']} al {days[-1]} {listed['month']}"


def with_its_month(plain: str, since: dt.date) -> str:
    """`fino al 30`: the first such day from another on; anything else as it is."""
    found = UP_TO.match(plain)
    if found is None:
        return plain
    day = next_of(int(found["day"]), since)
    return plain if day is None else f"{day:%d/%m/%Y}"


def next_of(number: int, since: dt.date) -> dt.date | None:
    """The first day of that number from another on."""
    days = (since + dt.timedelta(days=n) for n in range(MOST_DAYS))
    return next((day for day in days if day.day == number), None)


def _month(name: str, today: dt.date, *, over: bool) -> Days:
    """The first and the last day of a month: the one under way, the next of that name, or the last
    one where it is over."""
    first = next(day.day for day in find_days(f"1 {name}", today) if day.day)
    ahead = first if over or first >= today.replace(day=1) else shifted(first, 1, "anno")
    return ahead, (ahead + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)


def _to_come(said: Day, today: dt.date, *, over: bool) -> dt.date:
    """A feast by its name is the next one, unless it is over."""
    assert said.day is not None, "a day that exists"
    named = any(name in said.text for name in FEASTS) and not re.search(r"\d{4}", said.text)
    if over or said.day >= today or not named:
        return said.day
    this_year = said.day.replace(year=today.year)
    return this_year if this_year >= today else shifted(this_year, 1, "anno")


def _in_order(first: dt.date, last: dt.date, *, over: bool) -> tuple[dt.date, dt.date]:
    """The last day comes after the first: of what is over the first is a week or a year before, of
    what comes the last is of the year after."""
    if first <= last:
        return first, last
    if not over:
        return first, shifted(last, 1, "anno")
    near = first - last < WEEK
    return (first - WEEK if near else shifted(first, -1, "anno")), last


def _with_dates(text: str, since: dt.date) -> str:
    """The days of the week as dates: the first from a day on, each other from the one before."""

    start = since

    def numbered(found: re.Match[str]) -> str:
        day = found["date"] or with_its_month(f"al {found['day']}", start)
        return f"{found['lead']}l {day}" if found["lead"] else day

    def dated(found: re.Match[str]) -> str:
        nonlocal since
        ahead = (WEEKDAYS.index(found["name"]) - since.weekday()) % 7
        ahead += 7 if found["next"] and not ahead else 0
        since += dt.timedelta(days=ahead)
        return f"{since:%d/%m/%Y}"

    return WEEKDAY.sub(dated, NUMBERED.sub(numbered, text))


def _with_month(text: str, today: dt.date, *, over: bool) -> str:
    """`dal 23 al 27`: of the month under way, or of the one in which those days come next."""
    found = NO_MONTH.search(text)
    if found is None:
        return text
    first, last = int(found["first"]), int(found["last"])
    month = today.replace(day=1)
    if first < today.day and not over:
        month = (month + dt.timedelta(days=32)).replace(day=1)
    said = f"dal {first}/{month:%m/%Y} al {last}/{month:%m/%Y}"
    return f"{text[: found.start()]}{said}{text[found.end() :]}"
