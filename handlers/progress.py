"""Reporting progress.

    officer   altre 12 CIE oggi
    bot       AS4.3.1 CIE rilasciate: da 240 a 252 carte (+12).   [Conferma] [Correggi] [Annulla]
    officer   (Conferma)
    bot       Registrato n. 731. AS4.3 al 42 %, atteso oggi 71 %.       [Ritira] [Allega una prova]

A card is a draft: nothing is recorded before Conferma. Corrections go through the same card.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from handlers.acts import Act, act_in, act_lines, contradiction
from handlers.cards import (
    Card,
    card_buttons,
    card_in,
    dated,
    fact_lines,
    may_be_more,
    said_of,
    years_in_doubt,
)
from handlers.conversation import Conversation, Press, number
from handlers.conversation import year as year_of
from handlers.deed import present, recorded
from handlers.desk import Desk, answer, ask, button, keep
from handlers.turn import Button, Outcome, Reply
from handlers.understand.reading import Item, NotTaken, Reading
from handlers.words import listed, objective_short, post, short, value_amount
from ledger.commands.authority import validators
from ledger.commands.evidence import AttachEvidence
from ledger.commands.plan import AddAlias
from ledger.events import Envelope, ProgressCorrected, ProgressRecorded, ProgressUndone
from ledger.progress.change import Said, value_without
from ledger.progress.standings import standing
from ledger.view import View
from words.say import Say, say

TALK = "report"
MAX_CANDIDATES = 5


def offer(desk: Desk, facts: Iterable[Said], **more: Any) -> Outcome:
    """The card of what was said. `more` are fields of `Card`: a report corrected, a proof..."""
    return show(desk, replace(dated(facts, desk.today), **more))


def show(desk: Desk, card: Card) -> Outcome:
    """The card, once the wall it will meet has been met. Raises Refusal."""
    desk.ledger.consider(card.command(), actor=desk.person)
    views = [of_fact(desk, said) for said in card.facts]
    years = card.years if card.years is not None else years_in_doubt(desk, card)
    card = replace(card, years=years)
    key = "card.report" if card.correcting is None else "card.correct"
    lines: list[Say] = [say(key, report=card.correcting)]
    for n, (view, said) in enumerate(zip(views, card.facts, strict=True), 1):
        if len(views) > 1:
            lines.append(say("card.number", number=n))
        lines += fact_lines(desk, view, said, card.correcting)
    others = [year for year in years or () if year != str(views[0].year)]
    lines += [say("card.which_year", year=views[0].year, other=other) for other in others]
    lines += _beside(desk, card)
    single = len(views) == 1 and card.correcting is None
    more = single and may_be_more(views[0], card.facts[0], desk.today)
    return present(
        desk,
        TALK,
        card.command(),
        *lines,
        buttons=lambda id_: card_buttons(id_, len(views), more=more, years=others),
        **card.kept(),
    )


def of_fact(desk: Desk, said: Said) -> View:
    """The record of the year a fact goes to. Raises NoPlanOf."""
    return desk.of_day(said.day or desk.today)


def _beside(desk: Desk, card: Card) -> Iterable[Say]:
    """What else Conferma would do: what a moved record leaves behind, the proof it takes."""
    if card.correcting is not None:
        row = desk.record.report(card.correcting)
        if row.indicator != card.facts[0].indicator:
            view = desk.record.of(row.year)
            indicator = view.plan.indicators[row.indicator]
            change = value_without(view, row)
            yield say(
                "card.left",
                code=indicator.code,
                name=indicator.name,
                before=value_amount(indicator, change.now),
                after=value_amount(indicator, change.after),
            )
    if card.proof:
        yield say("card.proof", name=card.proof["name"])
        yield from _told_by(desk, card, act_in(card.proof["act"]))


def _told_by(desk: Desk, card: Card, act: Act) -> Iterable[Say]:
    """What the proof says of itself, and where it says otherwise than the fact."""
    yield from act_lines(act)
    for said in card.facts:
        indicator = of_fact(desk, said).plan.indicators[said.indicator]
        if indicator.kind.is_step and (other := contradiction(act, said.day)) is not None:
            yield other


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
        learn = tuple({"words": words, "code": code} for words, code in (meant or {}).items())
        return offer(desk, facts, proof=proof, learn=learn)
    for item in unsure:
        if item.indicator and (item.refusal is NotTaken.NOT_ALLOWED or item.question is None):
            # The wall itself says it best: whose indicator it is, what is wrong with the value.
            said = dated((said_of(item),), desk.today)
            desk.ledger.consider(said.command(), actor=desk.person)
    item = unsure[0]
    question = item.question or reading.question or say("report.which")
    indicators = desk.record.plan.indicators
    if not item.words or not item.candidates or not indicators.keys() >= set(item.candidates):
        return keep(desk, answer(question, buttons=_nearest(desk, item.candidates)))
    draft = {
        "talk": "choose",
        "text": desk.turn.text if text is None else text,
        "day": desk.today.isoformat(),
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
    indicators = desk.record.plan.indicators
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
    plan = desk.record.plan
    known = plan.indicators
    return short(known[code].name if code in known else plan.objectives[code].title)


def picked(desk: Desk, which: int) -> Outcome:
    """A candidate was pressed: the message is read again, as of the day it was written, knowing
    what its words mean.

    Once the card is confirmed those words name that indicator for the office, and the same words
    need no question again.
    """
    draft = desk.draft
    if which >= len(draft["codes"]):
        return answer(say("card.stale"))
    meant = {**draft["meant"], draft["words"]: draft["codes"][which]}
    written = dt.date.fromisoformat(draft["day"])
    reading = desk.reader.read(draft["text"], sender=desk.sender(), today=written, meant=meant)
    days = tuple(replace(item, date=item.date or written) for item in reading.items)
    if written != desk.today:
        reading = replace(reading, items=days)
    return read_report(desk, reading, draft.get("proof"), text=draft["text"], meant=meant)


def confirmed(desk: Desk) -> Outcome:
    """Records what the card shows, then says where the objective stands."""
    return recorded(desk, _told)


def _told(desk: Desk, draft: Mapping[str, Any], found: list[Envelope]) -> tuple[Reply, ...]:
    key = f"card:{draft['id']}"
    reports = [e for e in found if isinstance(e.event, ProgressRecorded | ProgressCorrected)]
    for learnt in draft.get("learn", ()):
        _learn(desk, learnt, key)
    if proof := draft.get("proof"):
        for e in reports:
            attach(desk, _report_seq(e), proof, f"{key}:proof:{e.seq}")
    seq = _report_seq(reports[-1])
    row = (button("undo", f"undo:{seq}"), button("attach", f"attach:{seq}"))
    return (Reply(_now_standing(desk, found, reports), (row,), about=seq),)


def _report_seq(e: Envelope) -> int:
    event = e.event
    return event.report if isinstance(event, ProgressCorrected) else e.seq


def attach(desk: Desk, report: int, proof: Mapping[str, Any], key: str) -> list[Envelope]:
    """Binds a stored file to a report; `key` names the effect, so that it is bound once."""
    return desk.execute(attachment(report, proof), key)


def attachment(report: int, proof: Mapping[str, Any]) -> AttachEvidence:
    """The command that binds a stored file to a report."""
    return AttachEvidence(
        report, proof["sha256"], proof["size"], proof["media_type"], proof["name"]
    )


def _learn(desk: Desk, learnt: Mapping[str, str], key: str) -> None:
    office = desk.record.plan.objective_of(learnt["code"]).unit
    command = AddAlias(learnt["code"], learnt["words"], office, desk.record.year)
    desk.execute(command, f"{key}:learn:{learnt['code']}")


def _now_standing(
    desk: Desk, found: Sequence[Envelope], reports: Sequence[Envelope]
) -> tuple[Say, ...]:
    """What changed, once each; where its objectives stand now; who is to look at it next.

    What a record that moved to another indicator took away from the first comes before.
    """
    lines: dict[tuple[int, str], Say] = {}
    objectives: dict[tuple[int, str], View] = {}
    waits: dict[tuple[str, ...], None] = {}
    for e in sorted(found, key=lambda e: e in reports):
        event = e.event
        assert isinstance(event, ProgressRecorded | ProgressCorrected | ProgressUndone)
        view = desk.record.of(event.year)
        indicator = view.plan.indicators[event.indicator]
        value = value_amount(indicator, view.standing(indicator.code))
        lines[event.year, indicator.code] = say(
            "receipt.line", code=indicator.code, name=indicator.name, value=value
        )
        if not isinstance(event, ProgressUndone):
            objectives[event.year, indicator.objective] = view
            waits[validators(view.plan, indicator.code, event.capacity)] = None
    standings = [
        objective_short(standing(view, code, desk.today).objectives[0])
        for (_, code), view in objectives.items()
    ]
    next_ = [say("next.validate", who=listed([post(who) for who in posts])) for posts in waits]
    return (*lines.values(), *standings, *next_)


def drop(desk: Desk, which: int) -> Outcome:
    """One of several facts taken off the card."""
    card = card_in(desk.draft)
    facts = tuple(fact for n, fact in enumerate(card.facts) if n != which)
    undated = tuple(mark for n, mark in enumerate(card.undated) if n != which)
    if not facts:
        return answer(say("card.dropped"), replace=True)
    return show(desk, replace(card, facts=facts, undated=undated))


def in_more(desk: Desk) -> Outcome:
    """The number was not the total but what came on top of it."""
    card = card_in(desk.draft)
    facts = tuple(replace(fact, mode="increment") for fact in card.facts)
    return show(desk, replace(card, facts=facts))


def in_year(desk: Desk, year: int) -> Outcome:
    """The figure was of another year: its last day, or today's for this one."""
    card = card_in(desk.draft)
    code = (card.years or {}).get(str(year))
    if code is None:
        return answer(say("card.stale"))
    day = desk.today if year == desk.today.year else dt.date(year, 12, 31)
    return show(desk, replace(card, facts=(replace(card.facts[0], indicator=code, day=day),)))


CHOICE = Conversation(
    talk="choose",
    of_card={"pick": Press(picked, (number,))},
)

KEEPING = {
    "drop": Press(drop, (number,)),
    "more": Press(in_more),
    "year": Press(in_year, (year_of,)),
}
"""Buttons of an open card that show it again."""
