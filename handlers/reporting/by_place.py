"""Records of one's own named by where they stand in the list that was told, or all of a day.

officer   che ho scritto oggi?           →  n. 969 …, n. 968 …, n. 967 …
officer   correggi la seconda, erano 12  →  Correggo la registrazione n. 968 così?
officer   ritira tutto quello di oggi    →  Le ritiro una alla volta: quale?
"""

from dataclasses import replace
from typing import Final

from handlers import ask
from handlers.ask.after import follow
from handlers.ask.after.going_on import RECORDED
from handlers.desk import Desk
from handlers.reporting import by_name, fixing, taking_back
from handlers.reporting.contesting import PLACES
from handlers.turn import Outcome
from handlers.understand.days.dates import find_days
from italian.regex import regex
from italian.words import clean
from ledger.clock import day_of
from ledger.readings.query import answer as answer_of
from ledger.readings.query.rows import ReportedRow
from ledger.rows import ReportRow

_COUNTED: Final = "|".join(place for place in PLACES if not place.endswith("ultim"))
"""From the first: the last of all is the newest, however they are listed."""
_FIXES: Final = r"(?P<fixes>corregg|rettific|modific|sistem)\w+"
_TAKES: Final = r"(?:ritir|annull|cancell|elimin|togl|rimuov)\w+"
NTH: Final = regex(
    rf"(?:no,? )?(?:(?:{_FIXES}|(?P<takes>{_TAKES})) )?(?:(?:la|il) |quell[ao] )?"
    rf"(?P<place>{_COUNTED})[oa](?: (?:registrazione|riga|dato))?(?:[ ,:;]+(?P<right>.*\d.*))?"
)
ALL: Final = regex(
    rf"{_TAKES} (?P<which>tutt[oaie]\b.*)",
)
_OF_ALL: Final = regex(
    r"\b(?:tutt[oaie]|quell[oaie]|quanto|che|ho|abbiamo|(?:scritt|registrat|inserit|mess|dett)[oaie])\b"
)


def asked_in_words(desk: Desk) -> Outcome | None:
    """What is to become of one of the list, or of all that was written on a day; None for anything
    else, and while a card is open, whose lines are meant."""
    if "talk" in desk.draft or desk.turn.about is not None or desk.turn.text.rstrip().endswith("?"):
        return None
    plain = " ".join(clean(desk.turn.text).split()).strip(" .!")
    return _of_the_list(desk, plain) or _of_a_day(desk, plain)


def _of_the_list(desk: Desk, plain: str) -> Outcome | None:
    found = NTH.fullmatch(plain)
    if found is None or not (found["fixes"] or found["takes"] or found["right"]):
        return None
    rows, at = _listed(desk), PLACES[found["place"]]
    if at >= len(rows) or rows[at].actor != desk.person:
        return None
    seq, right = rows[at].seq, found["right"]
    if found["takes"]:
        return None if right else taking_back.offer(desk, seq, plain[:200])
    if not right:
        return fixing.ask_record(desk, seq)
    turn = replace(desk.turn, text=right)
    draft = {"talk": fixing.RECORD, "report": seq}
    return fixing.record_corrected(replace(desk, turn=turn, draft=draft))


def _listed(desk: Desk) -> list[ReportRow]:
    """The records of the answer before, from the first; none where it was of something else."""
    query = follow.query_of(desk)
    if query is None or query.what not in RECORDED:
        return []
    rows = answer_of(desk.ledger, desk.person, query, desk.today).rows
    return [row.report for row in rows if isinstance(row, ReportedRow)]


def _of_a_day(desk: Desk, plain: str) -> Outcome | None:
    """All of a day is taken back one by one; None where something else is said of which."""
    found = ALL.fullmatch(plain)
    days = [*find_days(found["which"], desk.today)] if found else []
    if found is None or not days:
        return None
    rest = found["which"]
    for day in reversed(days):
        rest = f"{rest[: day.start]} {rest[day.end :]}"
    about = ask.names_of(desk).of(_OF_ALL.sub(" ", rest))
    rows = by_name.mine(desk)
    said = {day.day for day in days}
    of_days = [row for row in rows if {row.day, day_of(row.recorded_at)} & said]
    if about.said or about.unread or not of_days:
        return None
    if len(of_days) == 1:
        return taking_back.offer(desk, of_days[0].seq, plain[:200])
    return by_name.one_of(desk, "undo.one_by_one", of_days, fixes=False)
