"""Forms of who reports: a new figure, a correction, taking back, a proof.

None of them records: each leads to a card.
"""

import datetime as dt
import hashlib
from dataclasses import replace

from handlers.proofs.acts import act_lines, contradiction, read_act
from handlers.talk.typed import read_amount, read_day
from ledger.commands.authority import may_report
from ledger.commands.evidence import AttachEvidence, check_evidence
from ledger.commands.progress import CorrectProgress, RecordProgress, UndoProgress
from ledger.errors import BadValue, NotAnInstant, ReasonNeeded
from ledger.plan import Indicator
from ledger.progress.change import Said
from ledger.progress.media import media_type_of
from ledger.readings.office import may_judge
from ledger.rows import ReportRow
from web.pages.board import parent
from web.pages.card_lines import card_lines
from web.pages.cards import offer
from web.rendering import Answer, Page
from web.routes import NoSuchPage, PageRoute, get, post
from web.visit import Visit
from words.say import say

NAME_LETTERS = 80
NOTE_LETTERS = 500


def report(visit: Visit) -> Answer:
    """The form of an indicator: a total or what came on top, a pair, a step."""
    code = visit.plan.resolve(visit.place["code"])
    if code not in visit.plan.indicators:
        raise NoSuchPage
    said = said_of(visit, visit.plan.indicators[code])
    # Confirmed after midnight, it still is of the day it was written.
    said = replace(said, day=said.day or visit.today)
    return offer(visit, RecordProgress((said,)), f"/indicatore/{code}")


def said_of(visit: Visit, indicator: Indicator) -> Said:
    """What a form says, with nothing assumed. Raises BadValue, NotAnInstant."""
    form, code = visit.form, indicator.code
    day = _day(visit)
    note = " ".join(form.get("nota", "").split())[:NOTE_LETTERS] or None
    if indicator.kind.is_step:
        reached = read_amount(form.get("valore", "1"))
        return Said(code, "milestone", reached, day=day, note=note)
    if form.get("denominatore", "").strip():
        parts = [read_amount(form.get(name, "")) for name in ("numeratore", "denominatore")]
        if None in parts:
            raise BadValue(code, form.get("numeratore", ""))
        return Said(code, "ratio", None, parts[0], parts[1], day, note)
    value = read_amount(form.get("valore", ""))
    if value is None:
        raise BadValue(code, form.get("valore", ""))
    more = form.get("modo") == "increment"
    return Said(code, "increment" if more else "absolute", value, day=day, note=note)


def _day(visit: Visit) -> dt.date | None:
    """None is today. Raises NotAnInstant for what is no day."""
    typed = visit.form.get("giorno", "").strip()
    if not typed:
        return None
    day = read_day(typed, visit.today)
    if day is None:
        raise NotAnInstant(typed)
    return day


def _row(visit: Visit) -> ReportRow:
    if not visit.place["seq"].isdecimal() or len(visit.place["seq"]) > 15:
        raise NoSuchPage
    return visit.ledger.view.report(int(visit.place["seq"]))


def one_report(visit: Visit) -> Answer:
    """A report as it stands, with the forms that correct it, take it back, prove it."""
    row = _row(visit)
    view = visit.ledger.view.of(row.year)
    indicator = view.plan.indicators[row.indicator]
    facts = {
        "row": row,
        "indicator": indicator,
        "status": say(f"page.report.{row.status}"),
        "may_report": row.status in ("provisional", "validated")
        and may_report(view, visit.person, row.indicator, visit.today),
        "may_judge": row.status in ("provisional", "validated")
        and may_judge(view, visit.person, row, visit.today),
        "parent": parent(view.plan, row.indicator),
    }
    return Page("report.html", say("page.report.title", report=row.seq), facts)


def correct(visit: Visit) -> Answer:
    """The form that corrects a report leads to its card. Raises Refusal."""
    row = _row(visit)
    indicator = visit.ledger.view.of(row.year).plan.indicators[row.indicator]
    said = said_of(visit, indicator)
    command = CorrectProgress(row.seq, said, _reason(visit))
    return offer(visit, command, f"/indicatore/{row.indicator}")


def take_back(visit: Visit) -> Answer:
    """Leads to the card that takes a report back. Raises Refusal."""
    row = _row(visit)
    return offer(visit, UndoProgress(row.seq, _reason(visit)), f"/indicatore/{row.indicator}")


def attach(visit: Visit) -> Answer:
    """A file that proves the report. What is no proof, and of who may not, is not kept at all."""
    row, file = _row(visit), visit.upload
    content = file.content if file else b""
    media_type = media_type_of(content, file.media_type if file else "")
    check_evidence(len(content), media_type)
    name = (file.name if file else "")[:NAME_LETTERS]
    digest = hashlib.sha256(content).hexdigest()
    command = AttachEvidence(row.seq, digest, len(content), media_type, name)
    act = read_act(content, media_type, visit.today)
    lines = [*card_lines(command, visit), *act_lines(act)]
    of_step = visit.ledger.view.of(row.year).plan.indicators[row.indicator].kind.is_step
    if of_step and (other := contradiction(act, row.day)) is not None:
        lines.append(other)
    visit.ledger.consider(command, actor=visit.person)
    visit.scan()
    visit.ledger.evidence.put(content)
    return offer(visit, command, f"/indicatore/{row.indicator}", lines=lines)


def _reason(visit: Visit) -> str:
    reason = " ".join(visit.form.get("motivo", "").split())[:NOTE_LETTERS]
    if not reason:
        raise ReasonNeeded()
    return reason


ROUTES: tuple[PageRoute, ...] = (
    post("/indicatore/{code}/registra", report),
    get("/registrazione/{seq}", one_report),
    post("/registrazione/{seq}/correggi", correct),
    post("/registrazione/{seq}/ritira", take_back),
    post("/registrazione/{seq}/prova", attach),
)
