"""What words say of a record of one's own that is put right or taken back: the thing, the day, the
figure that it holds, and what becomes of it.

togli 2 certificati da venerdì           →  two less, of Friday's
ritira le 12 buche                       →  the record that holds twelve
le CIE di ieri erano 9, non 6            →  yesterday's, where it holds six: nine
"""

import calendar
import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from handlers.desk import Desk
from handlers.reporting.by_name import OF_THE_PLAN
from handlers.understand.correcting.denials import DENIED
from handlers.understand.cutting.acts import find_acts
from handlers.understand.cutting.numbers import find_numbers
from handlers.understand.days.dates import find_days
from handlers.understand.pieces import Act, Day, Number, When
from handlers.understand.reader import stems_in
from italian.regex import regex
from italian.words import clean
from ledger.later import dataclass, replace

_LEADS: Final = (
    r"\W*(?:(?:no|anzi|scus\w+|ops|ah|oh|ok|allora|puoi|potresti|vorrei|voglio|devo|dovrei|dobbiamo"
    r"|bisogna|mi|per favore|e|poi)\b[,:!. ]*)*"
)
_TAKES: Final = (
    r"(?:(?:ritir|annull|cancell|elimin|lev)(?:a|o|i|are|iamo|ate)|togli(?:e|ere|amo|ete)?|tolgo"
    r"|rimuov(?:i|o|ere|iamo))"
)
_TAKEN: Final = (
    r"(?:(?:ritira|annulla|cancella|elimina|leva)(?:r|te)?l[aoei]|togli(?:er|ete)?l[aoei]"
    r"|(?:l[aoei] |l')(?:tolgo|levo|ritiro|cancello|annullo)|togli|leva"
    r"|(?:va|vanno) (?:tolt|levat|cancellat|ritirat)[aoei]"
    r"|(?:e|sono) da (?:togliere|levare|cancellare|ritirare))"
)
_FIRST: Final = regex(rf"{_LEADS}(?P<verb>{_TAKES})(?:mi)? (?P<thing>.+)")
_LAST: Final = regex(
    rf"[,;:. ](?:(?:e|quindi|poi|percio|per favore),? )?(?P<verb>{_TAKEN})"
    r"(?:,? (?:pure|via|grazie|per favore))?$"
)
_ONLY_LESS: Final = regex(r"(?:no,? )?meno (?P<thing>(?:\d|un).+)")
_LESS: Final = regex(r"(?<!\w)(?:\d\S*|un[oa]?)(?: \w+){0,2}(?P<less> in meno)\b")
"""By how much less, on a day that is said: `3 CIE in meno ieri`."""
_WHY: Final = regex(
    r"[,;:.(] ?.*$|\s(?:perche|poiche|siccome|che (?:non|er\w+|e|sono)|er(?:a|ano) |due volte"
    r"|doppi[oaie]|in piu|l[aeoi] (?:ha|hanno)|l'ha).*$"
)
"""What is told of what goes, behind its name."""
_WAS: Final = regex(r"(?<!c')\b(?:era|erano)\b")
_PUTS: Final = regex(rf"{_LEADS}(?:corregg|rettific|modific|cambi|sistem)\w* (?P<thing>.+)")
_NO_WORD_OF_IT: Final = regex(
    r"\b(?:in piu|total[ei]|in tutto|in aggiunta|altr[ie]|quant\w+|com|come|qual[ei]?|se|che mi"
    r"|da (?:contare|aggiungere|sommare))\b|\?"
)
"""With which a figure is told, asked or counted otherwise, and no record is put right by it."""
_THAT: Final = regex(r"(?:\b(?:le|i|gli|la|il|lo|quell[eia]|quei|quegli|delle|dei|degli)|l') ?$")
"""Before the figure of a record that is known by it: `ritira le 12 buche`."""
_OF_THE_SIXTEENTH: Final = regex(
    r"\b(?:del(?:l')?|il|l') ?(?P<day>[12]?\d|3[01])(?= *(?:$|[,;:.]))"
)
_HELD: Final = regex(
    r"(?:(?:no|anzi|scus\w+|ops|ah|oh|ho sbagliato)\b[,:!. ]*)*(?:le|i|gli|la|il|quell[ei]|quei) "
    r"(?=\d\S*(?: \w+){0,8} (?:era|erano) (?:invece |solo |in realta )?\d)"
)
"""Before the figure that was told, where another is said behind it: `le 12 buche erano 11`."""
_PLACE: Final = regex(r"\b(?:la|il|l')? ?(?P<place>prim[ao]|ultim[ao])\b(?! d(?:i|el))")
_WRITTEN: Final = regex(r"\b(?:ho|abbiamo) (?:scritt|segnat|registrat|mess|dett|mandat)[oaie]\b")
_MORNING: Final = regex(r"\b(?:stamattin\w*|stamane|mattin\w+)\b")
_AFTERNOON: Final = regex(r"\b(?:pomeriggio|stasera|sera)\b")
_PARTS: Final = regex(r"[,;:]| (?:ma|pero) ")
_BESIDE: Final = regex(
    rf"\b(?:(?:er|eran|son)[ao]|sono|non|no|anzi|scus\w+|invece|corregg\w*|rettific\w*|modific\w*"
    rf"|cambi\w*|sistem\w*|{_TAKES}|dat[oi]|numer[oi]|registrazion[ei]|quell[aeio]|quei|ho|abbiamo"
    r"|che|ed?|di|del|della|dei|degli|delle|scritt\w+|segnat\w+|registrat\w+|prim[ao]|ultim[ao]|meno|stat[oaie]|errore)\b"
)
"""Words of a correction that name nothing."""
_STREET: Final = regex(
    r"\b(?:via|viale|piazza|piazzale|piazzetta|corso|contrada|vicolo|largo|strada)"
    r"(?: d[ei]l?| della| dello| dei| degli| delle| dell')? ?(?!(?:era|erano|non)\b)\w+"
)
"""What names nothing of the plan: `in via Verdi`."""
LONGEST: Final = 300
"""Characters of the longest message that is looked at: who puts one record right says little."""
_MONTH_BACK: Final = 62
_WEEK: Final = regex(r"\bsettiman")


@dataclass(frozen=True)
class Pointed:
    """What words say of one record, and what becomes of it."""

    takes: bool
    """Whether something is taken away; else another figure is put in its place."""
    codes: tuple[str, ...]
    """The indicators that are named."""
    figures: tuple[Number, ...]
    """What is taken away, or what is right."""
    old: Decimal | None
    """The figure that is said to be wrong."""
    since: dt.date | None
    until: dt.date | None
    """The days that are said, both included."""
    at: bool
    """Whether the state of things at that day is said."""
    whole: bool
    """Whether the figure is that of the record: `le 12 buche`, and not how many go."""
    place: int | None
    written: bool
    """Whether the day is that on which it was written."""
    morning: bool | None
    """Which part of the day, where one is said."""
    says_more: bool
    """Whether words are left that the plan has, though they name nothing of the sender's."""
    sure: bool = True
    """Whether it can only be a record that is spoken of."""

    @property
    def dated(self) -> bool:
        """Whether a day is said."""
        return self.until is not None

    def has(self, day: dt.date) -> bool:
        """Whether a day is among those that are said; any is where none is."""
        return self.until is None or (self.since or day) <= day <= self.until


def pointed_at(desk: Desk) -> Pointed | None:
    """What the words of a turn say of a record; None where they put none right."""
    plain = " ".join(clean(desk.turn.text).split()).strip(" .!")
    if len(plain) > LONGEST or plain.endswith("?") or OF_THE_PLAN.search(plain):
        return None
    return _taking(desk, plain) or _putting(desk, plain)


def of_a_thing(desk: Desk, plain: str) -> Pointed:
    """Which record the words of a thing mean, whatever becomes of it: `le buche dell'11 aprile`."""
    return _read(desk, plain, takes=True)


def _taking(desk: Desk, plain: str) -> Pointed | None:
    """Of what is to go."""
    first, last = _FIRST.fullmatch(plain), _LAST.search(plain)
    found = first or last
    if found is None:
        return _fewer(desk, plain)
    told = first["thing"] if first else plain[: found.start()]
    read = _read(desk, _WHY.sub("", told), takes=True, days_in=told)
    verb = found["verb"].split()[-1]
    if read.place is not None and not read.codes and not read.figures:
        return None
    named = any(verb in desk.reader.names(plain, code, desk.today) for code in read.codes)
    points = bool(read.figures) or read.place is not None
    return read if points and not named else None


def _fewer(desk: Desk, plain: str) -> Pointed | None:
    """Of how many there are fewer, on a day that is said."""
    only, less = _ONLY_LESS.fullmatch(plain), _LESS.search(plain)
    if not (only or less):
        return None
    thing = only["thing"] if only else ""
    if less is not None and not only:
        thing = f"{plain[: less.start('less')]}{plain[less.end('less') :]}"
    read = _read(desk, thing, takes=True)
    alone = len(read.figures) == 1 and read.dated and len(read.codes) == 1
    return read if alone else None


def _putting(desk: Desk, plain: str) -> Pointed | None:
    """Of what was another figure: one, with the day or the figure that it had."""
    denied, held = DENIED.search(plain), _HELD.match(plain)
    was = _WAS.search(plain) or _PUTS.fullmatch(plain)
    if not (was or denied) or _NO_WORD_OF_IT.search(plain):
        return None
    said = denied or held
    told, old = _without_old(plain, said, desk.today) if said else (plain, None)
    read = replace(_read(desk, told, takes=False), old=old, sure=bool(was))
    says_which = read.dated or old is not None or (read.place is not None and bool(read.codes))
    return read if len(read.figures) == 1 and says_which else None


def _without_old(plain: str, said: re.Match[str], today: dt.date) -> tuple[str, Decimal | None]:
    """The words without the figure that was told, which is behind `said`, and that figure."""
    rest = plain[said.end() :]
    figures = _figures(rest, [*find_days(rest, today)])
    if not figures or figures[0].over is not None:
        return plain, None
    old = figures[0]
    return f"{plain[: said.start()]} {rest[: old.start]} {rest[old.end :]}", old.value


def _read(desk: Desk, text: str, *, takes: bool, days_in: str = "") -> Pointed:
    days = [d for d in find_days(text, desk.today) if d.day is not None]
    bare, day = _bare_day(text, desk.today) if not days else (text, None)
    said = days or [d for d in find_days(days_in, desk.today) if d.day is not None and not day]
    since, until = _span(said, text) if said else (day, day)
    figures = tuple(_figures(bare, days))
    first = figures[0].start if figures else 0
    place = _PLACE.search(text)
    whole = bool(figures) and bool(_THAT.search(bare[:first]))
    return Pointed(
        takes,
        _named(desk, bare, days),
        figures,
        None,
        since,
        until,
        any(d.when is When.AT for d in said),
        whole,
        (0 if place["place"].startswith("prim") else -1) if place else None,
        bool(_WRITTEN.search(text)),
        True if _MORNING.search(text) else False if _AFTERNOON.search(text) else None,
        _says_more(desk, bare, days),
    )


def _figures(text: str, days: Sequence[Day]) -> list[Number]:
    """The numbers that are told, but for those of days and of streets."""
    beside = [(d.start, d.end) for d in days]
    beside += [(a.start, a.end) for a in find_acts(text, dt.date(2000, 1, 1)) if isinstance(a, Act)]
    return [
        n for n in find_numbers(text) if not any(start <= n.start < end for start, end in beside)
    ]


def _bare_day(text: str, today: dt.date) -> tuple[str, dt.date | None]:
    """`del 16`: the sixteenth that came last, and the words without it."""
    found = _OF_THE_SIXTEENTH.search(text)
    if found is None:
        return text, None
    back = (today - dt.timedelta(days=n) for n in range(_MONTH_BACK))
    day = next((one for one in back if one.day == int(found["day"])), None)
    return f"{text[: found.start()]} {text[found.end() :]}".strip(), day


def _span(days: Sequence[Day], text: str) -> tuple[dt.date | None, dt.date | None]:
    """The days that are meant; none where several are said, or where the year is."""
    until = days[0].day
    assert until is not None
    all_the_year = days[0].from_new_year and until.month > 1
    if len({d.day for d in days}) > 1 or all_the_year or days[0].when is When.BY:
        return None, None
    if days[0].when is not When.PERIOD:
        return until, until
    if _WEEK.search(days[0].text):
        return until - dt.timedelta(days=6), until
    last = calendar.monthrange(until.year, until.month)[1]
    return until.replace(day=1), until.replace(day=last)


def _named(desk: Desk, text: str, days: Sequence[Day]) -> tuple[str, ...]:
    """The indicators that are named: behind a figure, in the part of the words that holds one, or
    else in any of them; not by the names of streets."""
    for day in reversed(days):
        text = f"{text[: day.start]}{' ' * (day.end - day.start)}{text[day.end :]}"
    text = _STREET.sub(" ", text)
    ends = [number.end for number in find_numbers(text)]
    behind = [_PARTS.split(text[a:b])[0] for a, b in pairwise((*ends, len(text)))]
    if codes := tuple(dict.fromkeys(code for part in behind for code in _meant(desk, part))):
        return codes
    parts = _PARTS.split(text)
    with_figure = [part for part in parts if re.search(r"\d", part) or _WAS.search(part)]
    told = (_meant(desk, part) for part in (*with_figure, *parts, text))
    return next(filter(None, told), ())


def _says_more(desk: Desk, text: str, days: Sequence[Day]) -> bool:
    """Whether there are words of what the plan measures, beside the figure and the day."""
    for day in reversed(days):
        text = f"{text[: day.start]} {text[day.end :]}"
    left = _BESIDE.sub(" ", _STREET.sub(" ", text))
    return bool(stems_in(left) & desk.reader.called)


def _meant(desk: Desk, part: str) -> tuple[str, ...]:
    words = " ".join(_BESIDE.sub(" ", part).split())
    for number in reversed([*find_numbers(words)]):
        words = f"{words[: number.start]} {words[number.end :]}"
    return desk.reader.meant(words, sender=desk.sender(), today=desk.today) if words else ()
