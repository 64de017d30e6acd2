"""Contesting: a record no longer counts, and who wrote it hears why.

dirigente   contesta, manca l'elenco     →  the record shown, with the reason, on its card
dirigente   contesto le CIE: sono 20     →  the one that waits of them, with the reason
dirigente   [Contesta]                   →  the reason is asked

Who means to contest is shown no button that validates.
"""

import datetime as dt
import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from handlers import ask as names
from handlers.conversation import Conversation, NotAButton, Press, number, word
from handlers.desk import Desk, answer, ask, button, keep, led_by
from handlers.reporting import validation
from handlers.reporting.held import held
from handlers.reporting.validation import NUMBER
from handlers.talk.deed import command_of, present, recorded
from handlers.turn import Outcome, Reply
from handlers.understand.days.dates import find_days
from italian.regex import regex
from italian.words import clean
from ledger.commands.progress import ContestProgress
from ledger.events import Envelope
from ledger.plan import ENTE
from ledger.readings import office
from ledger.rows import ReportRow
from ledger.view import View
from words.say import say

CONTEST, FOR_REASON = "contest", "contest_card"
CONTESTABLE = ("provisional", "validated")
LONGEST_REASON = 500
MOST = 12
"""Records to choose from."""
PLACES = {"prim": 0, "second": 1, "terz": 2, "quart": 3, "quint": 4, "penultim": -2, "ultim": -1}
BY_PLACE = regex(
    rf"(?:(?:la|il|l)\s+|l['’]\s*)?(?:(?P<place>{'|'.join(PLACES)})[oa])\b"
    r"(?:\s+(?:registrazione|record|dato|della (?:lista|fila)|dell['’]elenco))?(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
"""The one that stands there of those that wait; `rest`: of whom or of what, or why."""
_PLACE = regex(rf"(?:no,? )?(?:(?:la|il) |l')?(?P<place>{'|'.join(PLACES)})[oa]")
_LEFT = regex(r"(?:no,? )?(?:salta|nessun[oa]|passa oltre|vai oltre|avanti)")
"""None of those that are offered."""


def shown(desk: Desk) -> int | None:
    """The record whose card is open to be decided, or whose reason is waited for."""
    talk = desk.draft.get("talk")
    if talk in (validation.ONE, CONTEST):
        return int(desk.draft["report"])
    if talk == FOR_REASON and "command" in desk.draft:
        command = command_of(desk.draft)
        return command.report if isinstance(command, ContestProgress) else None
    return None


def ask_reason(desk: Desk, report: int, scope: str) -> Outcome:
    """Contesta: asks why, where there is still something to contest."""
    row = desk.record.report(report)
    if row.status not in CONTESTABLE:
        return keep(desk, validation.decided(row))
    draft = {"talk": CONTEST, "report": report, "scope": scope}
    asked = ask(draft, say("contest.why", seq=report, code=row.indicator))
    return validation.passed_over(desk, asked, report)


def named_to_contest(desk: Desk, seq: int, reason: str) -> Outcome:
    """`contesta la 836: manca la prova`: its card with the reason on it; without one, its card and
    the question. Raises UnknownReport, NotAllowed."""
    row = desk.record.report(seq)
    if row.status not in CONTESTABLE:
        return validation.decided(row)
    command = ContestProgress(seq, reason or "…")
    desk.ledger.consider(command, actor=desk.person)
    if not reason:
        return led_by(ask_reason(desk, seq, ENTE), *validation.card(desk, row))
    why = say("contest.card", seq=seq, code=row.indicator, reason=reason)
    shown = present(desk, FOR_REASON, command, *validation.card(desk, row), why)
    return validation.passed_over(desk, shown, seq)


def which_to_contest(
    desk: Desk, codes: Sequence[str], reason: str, days: Collection[dt.date] = ()
) -> Outcome:
    """The one record of the codes that waits here, with the reason; of several, which is asked.
    Where none waits, those that were validated. Of the days that are said, where any is of them."""
    waiting = {row.seq: row for code in codes for row in validation.waiting_for(desk, code)}
    validated = _validated(desk, codes) if days or not waiting else []
    of_them = [row for row in (*waiting.values(), *validated) if row.day in days]
    rows = of_them or [*waiting.values()] or validated
    if not rows:
        return validation.show_waiting(desk, codes[0])
    return of_these(desk, rows, codes, reason)


def contestable(desk: Desk, codes: Sequence[str]) -> list[ReportRow]:
    """What waits here of the codes; where nothing does, what was validated of them."""
    waiting = {row.seq: row for code in codes for row in validation.waiting_for(desk, code)}
    return [*waiting.values()] or _validated(desk, codes)


def of_these(desk: Desk, rows: Sequence[ReportRow], codes: Sequence[str], reason: str) -> Outcome:
    """The only one with the reason; of several, those of the day that is named; which is asked."""
    days = {day.day for day in find_days(clean(desk.turn.text), desk.today)}
    rows = [row for row in rows if row.day in days] or rows
    if len(rows) == 1:
        return named_to_contest(desk, rows[0].seq, reason)
    buttons = tuple(
        (
            button(
                "waiting_one",
                f"conwhy:{row.seq}",
                seq=row.seq,
                code=row.indicator,
                what=held(desk.record, row),
                day=row.day,
            ),
        )
        for row in rows[-MOST:]
    )
    draft = {"talk": FOR_REASON, "reason": reason, "rows": [row.seq for row in rows[-MOST:]]}
    if all(row.status == "validated" for row in rows):
        which = say("contest.which_validated", code=", ".join(codes), count=len(rows))
    elif tuple(codes) == (ENTE,):
        which = say("contest.which_of_all", count=len(rows))
    else:
        which = say("contest.which", code=", ".join(codes), count=len(rows))
    return ask(draft, which, buttons=buttons)


def turned_down(desk: Desk, scope: str) -> Outcome:
    """What words turn down in no order: the record that is shown, where they name nothing."""
    name, _, why = _NAME_ENDS.sub("\n", " ".join(desk.turn.text.split()), 1).partition("\n")
    reason, seq = why.strip(" .")[:LONGEST_REASON], shown(desk)
    if seq is not None and not names.names_of(desk).of(clean(name)).said:
        return named_to_contest(desk, seq, reason)
    return which_to_contest(desk, (scope,), reason)


_NAME_ENDS = regex(
    r"\s*[,;:]\s*|\s+[–—-]\s+"
    r"|\s+(?=(?:perch[eéè]|poich[eéè]|siccome|in quanto|dato che|visto che)\b)",
    re.IGNORECASE,
)


def _validated(desk: Desk, codes: Sequence[str]) -> list[ReportRow]:
    """What was validated of the codes and may still be contested by who writes."""
    plan = desk.record.plan
    return [
        row
        for indicator in plan.indicators
        if any(f"{indicator}.".startswith(f"{code}.") for code in codes)
        for row in desk.record.reports_of(indicator)
        if row.status == "validated" and office.may_judge(desk.record, desk.person, row, desk.today)
    ]


def chosen_to_contest(desk: Desk, seq: int) -> Outcome:
    """Which of several was meant; the reason was said before. Raises NotAButton."""
    if desk.draft.get("talk") != FOR_REASON or "reason" not in desk.draft:
        raise NotAButton()
    return named_to_contest(desk, seq, desk.draft["reason"])


def _which_written(desk: Desk) -> Outcome | None:
    """The number of one of them, typed, or its place; none of them, where they are left."""
    text = clean(desk.turn.text).strip(" .!")
    if _LEFT.fullmatch(text):
        return answer(say("left"))
    if "reason" not in desk.draft:
        return None
    found, place = NUMBER.fullmatch(text), _PLACE.fullmatch(text)
    rows = desk.draft.get("rows", ())
    if place is not None and -len(rows) <= (at := PLACES[place["place"]]) < len(rows):
        return keep(desk, chosen_to_contest(desk, rows[at]))
    return keep(desk, chosen_to_contest(desk, int(found["seq"]))) if found else None


def contest(desk: Desk) -> Outcome | None:
    """The reason was written: its card. None for a question, which is no reason."""
    if desk.turn.text.rstrip().endswith("?"):
        return None
    reason = " ".join(desk.turn.text.split())[:LONGEST_REASON]
    return named_to_contest(desk, desk.draft["report"], reason)


def _contested(desk: Desk, command: ContestProgress) -> tuple[Reply, ...]:
    """What was contested, what waits still, and what its author hears."""
    row = desk.record.report(command.report)
    left = len(validation.waiting_for(desk, ENTE))
    again = ((button("waiting", f"nextval:0:{ENTE}", count=left),),) if left else ()
    own = Reply((say("contest.done", seq=row.seq, actor=row.actor),), again)
    return (own, told_author(desk.record, row.seq, command.reason, desk.person))


def _contested_by_card(
    desk: Desk, draft: Mapping[str, Any], found: list[Envelope]
) -> tuple[Reply, ...]:
    command = command_of(draft)
    assert isinstance(command, ContestProgress)
    return _contested(desk, command)


def told_author(view: View, report: int, reason: str, actor: str) -> Reply:
    """What the author of a contested report hears, wherever it was contested."""
    row = view.report(report)
    told = say(
        "contest.told",
        seq=report,
        code=row.indicator,
        name=view.of(row.year).plan.indicator(row.indicator).name,
        reason=reason,
        actor=actor,
    )
    mine = (button("report_again", f"ind:{row.indicator}:{row.year}"),)
    return Reply((told,), (mine,), to=row.actor, about=report)


CONTESTING = Conversation(
    talk=CONTEST,
    buttons={"con": Press(ask_reason, (number, word))},
    waits=contest,
    any_words=True,
)
BY_CARD = Conversation(
    talk=FOR_REASON,
    waits=_which_written,
    buttons={"conwhy": Press(chosen_to_contest, (number,))},
    confirm=lambda desk: recorded(desk, _contested_by_card),
)
"""A record named with its reason: nothing is contested before its card is confirmed."""
