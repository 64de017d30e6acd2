"""Reporting progress.

    officer   altre 12 CIE oggi
    bot       AS4.3.1 CIE rilasciate: da 240 a 252 carte (+12).   [Conferma] [Correggi] [Annulla]
    officer   (Conferma)
    bot       Registrato n. 731. AS4.3 al 42 %, atteso oggi 71 %.       [Ritira] [Allega una prova]

A card is a draft: nothing is recorded before Conferma. Corrections go through the same card.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from handlers.cards import (
    card_buttons,
    fact_lines,
    from_draft,
    may_be_more,
    said_of,
    to_draft,
)
from handlers.desk import Desk, answer, ask, button
from handlers.turn import Button, Outcome, Reply
from handlers.understand.reading import Item, NotTaken, Reading
from handlers.words import objective_short, refusal, short, value_amount
from ledger.commands.authority import reporters, require
from ledger.commands.evidence import AttachEvidence
from ledger.commands.plan import AddAlias
from ledger.commands.progress import (
    CorrectProgress,
    RecordProgress,
    Said,
    check_value,
    value_without,
)
from ledger.errors import Act, Refusal
from ledger.events import Envelope, ProgressCorrected, ProgressRecorded, ProgressUndone
from ledger.progress.standings import standing
from words.say import Say, say

MAX_CANDIDATES = 5


def offer(desk: Desk, facts: Sequence[Said], **more: Any) -> Outcome:
    """The card. `more` goes on in the draft: the report corrected, a proof, words to learn."""
    draft = {
        "talk": "report",
        "id": desk.new_id(),
        "items": [to_draft(said) for said in facts],
        **{name: fact for name, fact in more.items() if fact is not None},
    }
    return show(desk, draft)


def show(desk: Desk, draft: dict[str, Any], *, again: bool = False) -> Outcome:
    facts = [from_draft(kept) for kept in draft["items"]]
    replacing = draft.get("correcting")
    for said in facts:
        post_check(desk, said, replacing)
    key = "card.correct" if replacing else "card.report"
    lines: list[Say] = [say(key, report=replacing)]
    for n, said in enumerate(facts, 1):
        if len(facts) > 1:
            lines.append(say("card.number", number=n))
        lines += fact_lines(desk.view, said, desk.today, replacing)
    if replacing:
        lines += _left_behind(desk, replacing, facts[0])
    if "proof" in draft:
        lines.append(say("card.proof", name=draft["proof"]["name"]))
    more = len(facts) == 1 and not replacing and may_be_more(desk.view, facts[0], desk.today)
    buttons = card_buttons(draft["id"], len(facts), more=more)
    return ask(draft, *lines, buttons=buttons, replace=again)


def _left_behind(desk: Desk, replacing: int, said: Said) -> tuple[Say, ...]:
    """A record that moves to another indicator also changes the one it leaves."""
    row = desk.view.report(replacing)
    if row.indicator == said.indicator:
        return ()
    indicator = desk.view.plan.indicators[row.indicator]
    change = value_without(desk.view, row)
    return (
        say(
            "card.left",
            code=indicator.code,
            name=indicator.name,
            before=value_amount(indicator, change.now),
            after=value_amount(indicator, change.after),
        ),
    )


def post_check(desk: Desk, said: Said, replacing: int | None) -> None:
    """The wall the command will meet, met before a card is offered. Raises Refusal."""
    code = said.indicator
    require(desk.view, desk.person, Act.REPORT, code, reporters(desk.view.plan, code), desk.today)
    check_value(desk.view, said, desk.today, replacing)


def read_report(
    desk: Desk,
    reading: Reading,
    proof: dict[str, Any] | None = None,
    *,
    text: str | None = None,
    meant: Mapping[str, str] | None = None,
) -> Outcome:
    """A message read as one or more facts: a card, or the one question that is missing.

    `text` is the message, where it is not the one of this turn; `meant` what its words were said
    to mean so far.
    """
    unsure = [item for item in reading.items if not _sure(item)]
    if not unsure:
        # The same thing said twice is one fact.
        facts = list(dict.fromkeys(said_of(item) for item in reading.items))
        learn = [{"words": words, "code": code} for words, code in (meant or {}).items()]
        return offer(desk, facts, proof=proof, learn=learn or None)
    for item in unsure:
        if item.indicator and (item.refusal is NotTaken.NOT_ALLOWED or item.question is None):
            # The wall itself says it best: whose indicator it is, what is wrong with the value.
            post_check(desk, said_of(item), None)
    item = unsure[0]
    question = item.question or reading.question or say("report.which")
    indicators = desk.view.plan.indicators
    if not item.words or not item.candidates or not indicators.keys() >= set(item.candidates):
        return keep(desk, answer(question, buttons=_nearest(desk, item.candidates)))
    draft = {
        "talk": "choose",
        "text": desk.turn.text if text is None else text,
        "words": item.words,
        "codes": list(item.candidates[:MAX_CANDIDATES]),
        "meant": dict(meant or {}),
        **({"proof": proof} if proof else {}),
    }
    return _choose(desk, draft, question)


def _sure(item: Item) -> bool:
    return not item.refusal and not item.ambiguous and item.indicator is not None


def _choose(desk: Desk, draft: dict[str, Any], question: Say) -> Outcome:
    """Asks which indicator the words mean, with at most five candidates as buttons."""
    card = desk.new_id()
    rows = tuple(
        (button("candidate", f"pick:{card}:{n}", code=code, name=_name(desk, code)),)
        for n, code in enumerate(draft["codes"])
    )
    cancel = (button("cancel", f"no:{card}"),)
    return ask({**draft, "id": card}, question, buttons=(*rows, cancel))


def _nearest(desk: Desk, codes: Sequence[str]) -> tuple[tuple[Button, ...], ...]:
    """Each opens the question for its value."""
    indicators = desk.view.plan.indicators
    return tuple(
        (
            button(
                "candidate",
                f"{'ind' if c in indicators else 'obj'}:{c}",
                code=c,
                name=_name(desk, c),
            ),
        )
        for c in codes[:MAX_CANDIDATES]
    )


def _name(desk: Desk, code: str) -> str:
    plan = desk.view.plan
    known = plan.indicators
    return short(known[code].name if code in known else plan.objectives[code].title)


def picked(desk: Desk, which: int) -> Outcome:
    """A candidate was pressed: the message is read again, knowing what its words mean.

    Once the card is confirmed those words name that indicator for the office, and the same words
    need no question again.
    """
    draft = desk.draft
    if which >= len(draft["codes"]):
        return answer(say("card.stale"))
    meant = {**draft["meant"], draft["words"]: draft["codes"][which]}
    reading = desk.reader.read(draft["text"], sender=desk.sender(), today=desk.today, meant=meant)
    return read_report(desk, reading, draft.get("proof"), text=draft["text"], meant=meant)


def keep(desk: Desk, outcome: Outcome) -> Outcome:
    """A question asked in the middle of a talk leaves the talk where it was."""
    return replace(outcome, draft=desk.draft or None) if outcome.draft is None else outcome


def confirmed(desk: Desk) -> Outcome:
    """Records what the card shows, then says where the objective stands."""
    draft = desk.draft
    key = f"card:{draft['id']}"
    facts = [from_draft(kept) for kept in draft["items"]]
    if "correcting" in draft:
        command: object = CorrectProgress(draft["correcting"], facts[0], draft["reason"])
    else:
        command = RecordProgress(tuple(facts))
    recorded = desk.execute(command, key)
    reports = [e for e in recorded if isinstance(e.event, ProgressRecorded | ProgressCorrected)]
    left = [e for e in recorded if isinstance(e.event, ProgressUndone)]
    for learnt in draft.get("learn", ()):
        _learn(desk, learnt, key)
    if proof := draft.get("proof"):
        for e in reports:
            attach(desk, _report_seq(e), proof, f"{key}:proof:{e.seq}")
    return _receipt(desk, reports, left)


def _report_seq(e: Envelope) -> int:
    event = e.event
    return event.report if isinstance(event, ProgressCorrected) else e.seq


def attach(desk: Desk, report: int, proof: dict[str, Any], key: str) -> list[Envelope]:
    command = AttachEvidence(
        report, proof["sha256"], proof["size"], proof["media_type"], proof["name"]
    )
    return desk.execute(command, key)


def _learn(desk: Desk, learnt: dict[str, str], key: str) -> None:
    office = desk.view.plan.objective_of(learnt["code"]).unit
    command = AddAlias(learnt["code"], learnt["words"], office)
    desk.execute(command, f"{key}:learn:{learnt['code']}")


def _receipt(desk: Desk, reports: Sequence[Envelope], left: Sequence[Envelope]) -> Outcome:
    """What changed, where it stands now, and the receipt: event number and short hash.

    `left`: what a record that moved to another indicator took away from the first.
    """
    lines, objectives = [], {}
    for e in (*left, *reports):
        event = e.event
        assert isinstance(event, ProgressRecorded | ProgressCorrected | ProgressUndone)
        view = desk.view.of(event.year)
        indicator = view.plan.indicators[event.indicator]
        value = value_amount(indicator, view.standing(indicator.code))
        lines.append(say("receipt.line", code=indicator.code, name=indicator.name, value=value))
        if e in reports:
            objectives[event.year, indicator.objective] = view
    for (_, code), view in objectives.items():
        lines.append(objective_short(standing(view, code, desk.today).objectives[0]))
    last = reports[-1]
    lines.append(say("receipt", seq=last.seq, hash=last.hash[:8]))
    seq = _report_seq(last)
    row = (button("undo", f"undo:{seq}"), button("attach", f"attach:{seq}"))
    return answer(*lines, buttons=(row,), replace=bool(desk.turn.pressed), about=seq)


def drop(desk: Desk, which: int) -> Outcome:
    """One of several facts taken off the card."""
    draft = dict(desk.draft)
    items = list(draft["items"])
    if 0 <= which < len(items):
        del items[which]
    if not items:
        return answer(say("card.dropped"), replace=True)
    return show(desk, {**draft, "items": items}, again=True)


def in_more(desk: Desk) -> Outcome:
    """The number was not the total but what came on top of it."""
    items = [{**kept, "mode": "increment"} for kept in desk.draft["items"]]
    return show(desk, {**desk.draft, "items": items}, again=True)


def refused(desk: Desk, error: Refusal) -> Outcome:
    """The answer is no: why, and what to do next. An open card stays open."""
    return Outcome((Reply((refusal(error),)),), dict(desk.draft) or None)
