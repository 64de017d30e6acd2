"""Reporting progress.

    officer   altre 12 CIE oggi
    bot       AS4.3.1 CIE rilasciate: da 240 a 252 carte (+12).   [Conferma] [Correggi] [Annulla]
    officer   (Conferma)
    bot       Registrato n. 731. AS4.3 al 42 %, atteso oggi 71 %.       [Ritira] [Allega una prova]

A card is a draft: nothing is recorded before Conferma. Corrections go through the same card.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from handlers.conversation import Press, number
from handlers.conversation import year as year_of
from handlers.desk import Desk, answer, ask, button, keep, led_by
from handlers.proofs.acts import Act as ActOfPaper
from handlers.proofs.acts import act_in, act_lines, contradiction
from handlers.reporting import office_words
from handlers.reporting.cards import (
    TALK,
    Card,
    card_buttons,
    card_in,
    dated,
    fact_lines,
    said_of,
    told_as_more,
    years_in_doubt,
)
from handlers.reporting.doubts import (
    MOST_ASKED,
    Doubt,
    Heard,
    Way,
    doubt_lines,
    doubts_in,
    way_rows,
)
from handlers.reporting.held import held
from handlers.reporting.set_aside import (
    aside_lines,
    aside_rows,
    over_the_open,
    taken_from_aside,
)
from handlers.reporting.ways import NAMING, OFFERED_AS_READ, doubts_of, is_sure
from handlers.standing.by_day import NOT_IN_YEAR
from handlers.talk.deed import present, recorded
from handlers.talk.words import listed, objective_short, post, refusal, value_amount
from handlers.turn import Button, Outcome, Reply
from handlers.understand.reading import Item, NotTaken, Reading
from ledger.commands.authority import validators
from ledger.commands.evidence import AttachEvidence
from ledger.errors import Act, NotAllowed, Refusal
from ledger.events import Envelope, ProgressCorrected, ProgressRecorded, ProgressUndone
from ledger.later import replace
from ledger.people import Role
from ledger.plan import ENTE
from ledger.progress.change import Said, value_without
from ledger.progress.standings import standing
from ledger.view import View
from words.say import Say, say

REPORTING = (str(Role.EQ), str(Role.DIRIGENTE), str(Role.SEGRETARIO))
"""Who reports something, whatever it is."""


def offer(desk: Desk, facts: Iterable[Said], **more: Any) -> Outcome:
    """The card of what was said. `more` are fields of `Card`: a report corrected, a proof..."""
    return show(desk, over_the_open(desk, replace(dated(facts, desk.today), **more)))


def show(desk: Desk, card: Card) -> Outcome:
    """The card, once the wall it will meet has been met, with what is in doubt. Raises Refusal."""
    if not card.facts:
        return _show_doubts(desk, card)
    desk.ledger.consider(card.command(), actor=desk.person)
    views = [of_fact(desk, said) for said in card.facts]
    years = card.years if card.years is not None else years_in_doubt(desk, card)
    card = replace(card, years=years)
    lines: list[Say] = [*_heading(desk, card)]
    many = len(views) + len(card.doubts) > 1
    for n, view in enumerate(views, 1):
        if many:
            lines.append(say("card.number", number=n))
        lines += fact_lines(desk, view, card, n - 1)
        lines += _asked(card, n - 1)
    lines += _doubt_lines(desk, card)
    others = [year for year in years or () if year != str(views[0].year)]
    lines += [say("card.which_year", year=views[0].year, other=other) for other in others]
    lines += [*_beside(desk, card), *aside_lines(card)]
    more = told_as_more(card, views, desk.today) != card

    def buttons(id_: str) -> tuple[tuple[Button, ...], ...]:
        first, *rest = card_buttons(id_, len(views), more=more, years=others)
        ways = way_rows(desk, id_, card.doubts, len(views) + 1)
        return (first, *ways, *rest, *aside_rows(id_, card))

    return present(desk, TALK, card.command(), *lines, buttons=buttons, **card.kept())


def _heading(desk: Desk, card: Card) -> Iterable[Say]:
    """How it was read; of a record that is put right, what it says now."""
    if card.correcting is None:
        yield say("card.meant" if any(card.asked) else "card.report")
        return
    row = desk.record.report(card.correcting)
    yield say("card.correct", report=row.seq)
    yield say("card.holds", what=held(desk.record, row), day=row.day)


def _asked(card: Card, which: int) -> Iterable[Say]:
    """The question a fact answers, where it is more than which indicator is meant."""
    question = card.asked[which] if card.asked else None
    if question is not None and question.key not in NAMING:
        yield question


def _doubt_lines(desk: Desk, card: Card) -> list[Say]:
    """What is asked now, numbered after the facts, and how much else there is to ask."""
    many = len(card.facts) + len(card.doubts) > 1
    asked = card.doubts[:MOST_ASKED]
    lines = [
        line
        for n, doubt in enumerate(asked, len(card.facts) + 1)
        for line in doubt_lines(desk, doubt, n if many else None)
    ]
    left = len(card.doubts) - len(asked)
    return [*lines, say("doubt.left", count=left)] if left else lines


def _show_doubts(desk: Desk, card: Card) -> Outcome:
    """Nothing to confirm yet: the questions, each with its buttons."""
    id_ = desk.new_id()
    lines = _doubt_lines(desk, card)
    lines += [say("card.proof", name=proof["name"]) for proof in card.proofs]
    lines += aside_lines(card)
    cancel = (button("cancel", f"no:{id_}"),)
    rows = (*way_rows(desk, id_, card.doubts), cancel, *aside_rows(id_, card))
    draft = {"talk": TALK, "id": id_, **card.kept()}
    return ask(draft, *lines, buttons=rows, replace=bool(desk.turn.pressed))


def of_fact(desk: Desk, said: Said) -> View:
    """The record of the year a fact goes to. Raises NoPlanOf."""
    return desk.of_day(said.day or desk.today)


def _beside(desk: Desk, card: Card) -> Iterable[Say]:
    """What else Conferma would do: what a moved record leaves behind, the proof it takes."""
    if card.correcting is not None:
        row = desk.record.report(card.correcting)
        day = card.facts[0].day or desk.today
        if (row.indicator, row.year) != (card.facts[0].indicator, day.year):
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
    for proof in card.proofs:
        yield say("card.proof", name=proof["name"])
        yield from _told_by(desk, card, act_in(proof["act"]))


def _told_by(desk: Desk, card: Card, act: ActOfPaper) -> Iterable[Say]:
    """What the proof says of itself, and where it says otherwise than the fact."""
    yield from act_lines(act)
    for said in card.facts:
        indicator = of_fact(desk, said).plan.indicators[said.indicator]
        if indicator.kind.is_step and (other := contradiction(act, said.day)) is not None:
            yield other


def read_report(
    desk: Desk, reading: Reading, proofs: tuple[Mapping[str, Any], ...] = ()
) -> Outcome:
    """A message read as one or more facts: those that are clear on a card, below them what is in
    doubt, each with the answers that complete it. Raises Refusal where nothing may be offered."""
    items, refused = _allowed(desk, reading.items)
    if not items:
        return keep(desk, answer(*refused))
    heard = Heard(desk.turn.text, desk.today)
    # The same thing said twice is one fact.
    facts = dict.fromkeys(said_of(item) for item in items if is_sure(item))
    used = office_words.used_in(desk, filter(is_sure, items))
    if desk.turn.second:
        used += tuple(
            {"words": i.words, "code": i.indicator, "year": i.year}
            for i in items
            if i.words and i.indicator
        )
    told = {i.indicator: i.words for i in items if i.indicator and i.words and is_sure(i)}
    card = replace(dated(facts, desk.today), proofs=proofs, learn=used, called=told)
    return led_by(in_doubt(desk, card, heard, items), *refused)


def _allowed(desk: Desk, items: Sequence[Item]) -> tuple[list[Item], list[Say]]:
    """The items that may be gone on with, and what the wall says of the others.

    Raises Refusal where there is no other.
    """
    kept: list[Item] = []
    told: list[Say] = []
    refused: list[Refusal] = []
    for item in items:
        wall = _wall(desk, item)
        if item.question is not None and item.question.key == NOT_IN_YEAR:
            told.append(item.question)
        elif wall is None:
            kept.append(item)
        else:
            refused.append(wall)
    if refused and not kept and not told:
        raise refused[0]
    return kept, [*told, *(refusal(wall) for wall in refused)]


def _wall(desk: Desk, item: Item) -> Refusal | None:
    """The wall itself says it best: whose indicator it is, what is wrong with the value."""
    if item.refusal is NotTaken.NOT_ALLOWED and not item.indicator:
        return NotAllowed(Act.REPORT, ENTE, REPORTING)
    unasked = item.question is None and not is_sure(item)
    unasked = unasked or (item.question is not None and item.question.key in OFFERED_AS_READ)
    if not item.indicator or not (unasked or item.refusal is NotTaken.NOT_ALLOWED):
        return None
    try:
        said = dated((said_of(item),), desk.today)
        desk.ledger.consider(said.command(), actor=desk.person)
    except Refusal as wall:
        return wall
    return None


def in_doubt(desk: Desk, card: Card, heard: Heard, items: Sequence[Item]) -> Outcome:
    """The card with what is in doubt of a message; where there is one answer, the card asks it."""
    open_: list[Doubt] = []
    for doubt in doubts_of(desk, heard, items):
        way = doubt.ways[0] if len(doubt.ways) == 1 else None
        if way is None or way.said is None:
            open_.append(doubt)
        else:
            card = answered(card, heard, doubt, way)
    return show(desk, over_the_open(desk, replace(card, doubts=tuple(open_), heard=heard)))


def answered(card: Card, heard: Heard, doubt: Doubt, way: Way) -> Card:
    """The card with the fact that an answer makes, and what it says of the words."""
    assert way.said is not None
    learnt = {"words": doubt.words, "code": way.code, "year": doubt.year}
    if doubt.words and learnt not in card.learn:
        card = replace(card, learn=(*card.learn, learnt))
    return card.plus(way.said, heard.day, doubt.question if len(doubt.ways) == 1 else None)


def confirmed(desk: Desk) -> Outcome:
    """Records what the card shows, then says where the objective stands; what was in doubt is
    asked again by itself."""
    doubts, _ = doubts_in(desk.draft)
    outcome = recorded(desk, _told)
    if not doubts:
        return _then_the_other(desk, outcome)
    card = card_in(desk.draft)
    rest = show(desk, replace(card, facts=(), undated=(), asked=(), learn=(), years=None))
    asked = tuple(replace(reply, replace=False) for reply in rest.replies)
    return replace(rest, replies=(*outcome.replies, *asked))


def _then_the_other(desk: Desk, outcome: Outcome) -> Outcome:
    """After one of several cards is answered, the next of its message, or the one that it had set
    aside, is shown."""
    card = card_in(desk.draft)
    if card.rest:
        following = replace(card_in(card.rest[0]), rest=card.rest[1:], aside=card.aside)
    elif card.aside:
        following = replace(card_in(card.aside[0]), aside=card.aside[1:])
    else:
        return outcome
    rest = show(desk, following)
    asked = tuple(replace(reply, replace=False) for reply in rest.replies)
    return replace(rest, replies=(*outcome.replies, *asked))


def cancelled(desk: Desk) -> Outcome:
    """Nothing is recorded of the card; the one before it, where there is one, is shown again."""
    return _then_the_other(desk, answer(say("card.cancelled"), replace=bool(desk.turn.pressed)))


def _told(desk: Desk, draft: Mapping[str, Any], found: list[Envelope]) -> tuple[Reply, ...]:
    key = f"card:{draft['id']}"
    reports = [e for e in found if isinstance(e.event, ProgressRecorded | ProgressCorrected)]
    for n, learnt in enumerate(draft.get("learn", ())):
        of_year = desk.telling(learnt.get("year"))
        office_words.learn(of_year, learnt["words"], learnt["code"], f"{key}:learn:{n}")
    for n, proof in enumerate(draft.get("proofs", ())):
        for e in reports:
            attach(desk, _report_seq(e), proof, f"{key}:proof:{e.seq}:{n}")
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


def drop(desk: Desk, *which: int) -> Outcome:
    """Some of several facts taken off the card; where none is left, the card that waits is next."""
    card = card_in(desk.draft)
    for n in sorted(which, reverse=True):
        card = card.without(n)
    if not card.facts and not card.doubts:
        return _then_the_other(desk, answer(say("card.dropped"), replace=bool(desk.turn.pressed)))
    return show(desk, card)


def in_more(desk: Desk) -> Outcome:
    """The numbers were no totals but what came on top of them."""
    card = card_in(desk.draft)
    views = [of_fact(desk, said) for said in card.facts]
    return show(desk, told_as_more(card, views, desk.today))


def in_year(desk: Desk, year: int) -> Outcome:
    """The figure was of another year: its last day, or today's for this one."""
    card = card_in(desk.draft)
    code = (card.years or {}).get(str(year))
    if code is None:
        return answer(say("card.stale"))
    day = desk.today if year == desk.today.year else dt.date(year, 12, 31)
    return show(desk, replace(card, facts=(replace(card.facts[0], indicator=code, day=day),)))


def taken_up(desk: Desk, which: int = 0) -> Outcome:
    """One of the cards that were set aside, and in its place the one that was open."""
    card = taken_from_aside(desk.draft, which)
    return keep(desk, answer(say("card.stale"))) if card is None else show(desk, card)


KEEPING = {
    "drop": Press(drop, (number,)),
    "more": Press(in_more),
    "before": Press(taken_up, (number,), 1),
    "year": Press(in_year, (year_of,)),
}
"""Buttons of an open card that show it again."""
