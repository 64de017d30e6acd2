"""The form by which one person is evaluated, proposed for, or spoken of by who had them before.

It is the chat's talk at once: the same proposals of the indicators, the same words of who judged
before, the same command. Where the ledger says no, what was typed comes back with the reason.
Source: R-05, R-19, R-23, R-29.
"""

import re
from collections.abc import Mapping
from fractions import Fraction

from handlers.evaluating import judging
from handlers.evaluating.evaluable import capacity
from handlers.evaluating.evaluation import REASON_LENGTH, review_lines
from handlers.evaluating.judging import Work
from handlers.talk.typed import read_amount, read_day
from handlers.talk.words import refusal
from ledger.commands.conciliazione import AnswerObservations
from ledger.commands.evaluation import (
    Contribute,
    IssueScheda,
    Judgement,
    conference_is_missing,
    evaluator_of,
    position_of,
    seen_by,
)
from ledger.commands.talks import RecordTalk
from ledger.errors import BadValue, NotAnInstant, TraguardoError
from ledger.evaluation.schede import course, latest
from ledger.evaluation.sheet import SchedaForm
from ledger.people.positions import Position
from ledger.regulation.tables import Item
from ledger.scoring.numbers import read_number, show_number
from web.pages.cards import EVALUATED, offer
from web.pages.judging import Evaluee, evaluees, falls, own_word, points_of, year_of
from web.rendering import Answer, Page
from web.routes import PageRoute, get, post
from web.visit import Visit
from words.say import Say, say

TEXT_LENGTH = 4000
SEEN = re.compile(r"\d{1,15}")


def form(visit: Visit) -> Answer:
    """The form of one person. Raises Refusal for who has no part in it."""
    position, kind = _open(visit)
    return _form(visit, position, kind, {})


def _open(visit: Visit) -> tuple[Position, str]:
    """The position as this person judges it, and in what capacity. Raises Refusal."""
    year = year_of(visit)
    code, _, part = visit.place["person"].lower().partition("@")
    desk = visit.desk.in_year(year)
    whole = position_of(desk.view, code, year, part.upper())
    kind = capacity(desk, whole)
    if kind is None:
        evaluator_of(desk.view, visit.person, whole, visit.today)
    return seen_by(desk.view, visit.person, whole, visit.today), str(kind)


def _form(
    visit: Visit, position: Position, kind: str, typed: Mapping[str, str], wrong: Say | None = None
) -> Page:
    """`typed` takes the place of what stands: what somebody wrote is never lost."""
    desk = visit.desk.in_year(position.year)
    standing = latest(desk.view, position.person, position.year, position.part)
    found = evaluees(visit)
    for one in found:
        if one.version and one.sheet:
            visit.ledger.trace_reading(visit.person, one.position.person, one.version.year, "page")
    own = standing.sheet if standing else own_word(visit, position)
    person = desk.view.person(position.person)
    facts = {
        "position": position,
        "whom": visit.place["person"],
        "name": person.name if person else position.person,
        "kind": kind,
        "objectives": _objectives(visit, position),
        "items": _items(visit, position, found),
        "lowest": judging.rubric(desk, position).lowest_level,
        "typed": typed or _prefilled(own),
        "wrong": wrong,
        "answers": _answers(visit, position, kind),
        "conference": kind == "evaluator" and conference_is_missing(desk.view, position),
        "seen": judging.last_seen(desk, position),
        "falls": sorted(falls(visit, found).items()),
    }
    title = say("page.judging.of", person=position.person, year=position.year)
    return Page("judge.html", title, facts, status=409 if wrong else 200)


def _objectives(visit: Visit, position: Position) -> list[dict[str, object]]:
    """Each with what the indicators propose, and what others said of it."""
    desk = visit.desk.in_year(position.year)
    words = judging.earlier_words(desk, position)
    blank: Work = {"items": {}, "values": {}, "seen": 0}
    return [
        {
            "proposed": found,
            "said": [
                _word(kind, unit, line.value)
                for kind, unit, sheet in words
                for line in sheet.objectives
                if line.code == found.code
            ],
        }
        for found in judging.proposals(desk, position, blank)
    ]


def _items(visit: Visit, position: Position, found: list[Evaluee]) -> list[dict[str, object]]:
    """Each with its whole wording, what others said, and what the others of the same role have."""
    desk = visit.desk.in_year(position.year)
    words = judging.earlier_words(desk, position)
    others = [
        one
        for one in found
        if one.position.role is position.role and one.position.person != position.person
    ]
    lowest = judging.rubric(desk, position).lowest_level
    return [
        {
            "code": code,
            "item": item,
            "points": [
                (show_number(n), n, _wording(item, n, lowest))
                for n in judging.choices(desk, position, code)
            ],
            "said": [
                _word(kind, unit, sheet.items[code].points)
                for kind, unit, sheet in words
                if code in sheet.items
            ],
            "beside": [
                (one.whom, points)
                for one in others
                if (points := points_of(one.sheet, code)) is not None
            ],
        }
        for code, item in judging.rubric(desk, position).items.items()
    ]


def _wording(item: Item, points: Fraction, lowest: int) -> str:
    """The descriptor of a whole number of points; between two of them there is none."""
    at = points - lowest
    known = at.denominator == 1 and 0 <= at < len(item.wording)
    return item.wording[int(at)] if known else ""


def _word(kind: str, unit: str, said: str) -> Say:
    return say(f"evaluation.word.{kind}", post=unit, said=read_number(said))


def _prefilled(sheet: SchedaForm | None) -> dict[str, str]:
    """What was said before, as the form's fields hold it."""
    if sheet is None:
        return {}
    found: dict[str, str] = {}
    for code, line in sheet.items.items():
        found |= {f"p.{code}": line.points, f"m.{code}": line.reason or ""}
    for objective in sheet.objectives:
        value = show_number(read_number(objective.value)).replace(".", ",")
        found |= {f"v.{objective.code}": value, f"m.{objective.code}": objective.reason or ""}
    return found


def _answers(visit: Visit, position: Position, kind: str) -> bool:
    """Whether observations wait for this evaluator: then the new points are part of the reply."""
    view = visit.ledger.view.of(position.year)
    version = latest(view, position.person, position.year, position.part)
    if version is None or kind != "evaluator":
        return False
    done = course(view, version, visit.today).procedure
    return bool(done.observed_on and done.admissible and done.replied_on is None)


def judge(visit: Visit) -> Answer:
    """The whole form: on a card, or back with what is wrong."""
    position, kind = _open(visit)
    desk = visit.desk.in_year(position.year)
    try:
        work = _read(visit, position)
        command = _command(visit, position, kind, judging.judgement(position, work))
        lines = review_lines(desk, position, work)
        done = "changed" if isinstance(command, AnswerObservations) else kind
        whose = {"person": position.person, "part": position.part, "year": position.year}
        back = visit.link("/valuta", anno=position.year)
        after = {EVALUATED: {**whose, "done": done}}
        return offer(visit, command, back, lines=lines, after=after)
    except TraguardoError as no:
        return _form(visit, position, kind, visit.form, refusal(no))


def _read(visit: Visit, position: Position) -> Work:
    """The form as the chat's page. Raises BadValue for what is no number."""
    desk, asked = visit.desk.in_year(position.year), visit.form
    seen = asked.get("visti", "")
    work: Work = {"items": {}, "values": {}, "seen": int(seen) if SEEN.fullmatch(seen) else 0}
    if answer := asked.get("risposta", "").strip()[:TEXT_LENGTH]:
        work["answer"] = answer
    for found in judging.proposals(desk, position, work):
        value, why = _number(asked, "v", found.code), _reason(asked, found.code)
        as_proposed = value == found.value and not why
        work["values"][found.code] = (
            judging.taken(value) if as_proposed else judging.pair(value, why)
        )
    for code in judging.rubric(desk, position).items:
        work["items"][code] = judging.pair(_number(asked, "p", code), _reason(asked, code))
    return work


def _number(asked: Mapping[str, str], field: str, code: str) -> Fraction:
    typed = asked.get(f"{field}.{code}", "")
    number = read_amount(typed)
    if number is None:
        raise BadValue(code, typed)
    return Fraction(number)


def _reason(asked: Mapping[str, str], code: str) -> str:
    return " ".join(asked.get(f"m.{code}", "").split())[:REASON_LENGTH]


def _command(visit: Visit, position: Position, kind: str, said: Judgement) -> object:
    if kind in ("proposal", "earlier"):
        return Contribute(said)
    if _answers(visit, position, kind):
        text = visit.form.get("risposta", "").strip()[:TEXT_LENGTH]
        return AnswerObservations(position.person, position.year, text, said, position.part)
    return IssueScheda(said)


def conference(visit: Visit) -> Answer:
    """The day the dirigenti compared their EQ. Raises NotAnInstant, Refusal."""
    position, _ = _open(visit)
    typed = visit.form.get("giorno", "").strip()
    day = read_day(typed, visit.today)
    if day is None:
        raise NotAnInstant(typed)
    command = RecordTalk(position.person, position.year, "conference", day)
    back = visit.link(f"/valuta/{visit.place['person']}", anno=position.year)
    return offer(visit, command, back)


ROUTES: tuple[PageRoute, ...] = (
    get("/valuta/{person}", form, of_people=True),
    post("/valuta/{person}", judge),
    post("/valuta/{person}/conferenza", conference),
)
