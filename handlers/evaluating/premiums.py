"""The money of the year: funds and maxima, the list and what it waits for, and what if.

    personale   /premi fondo 50000; delibera 12; 10/03/2025     →  card
    personale   /premi                     →  totals, and who is missing what  [Fissa o registra]
    personale   se il fondo fosse 60.000                        →  the same, recording nothing
    personale   /premi definitivo                               →  the list, once nothing is missing

Amounts of single people are not written in chat unless the ente allows it.
"""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

from handlers.desk import Desk, answer, ask, button, led_by
from handlers.evaluating import money_typed
from handlers.evaluating.funds import fund_lines
from handlers.evaluating.money_typed import MAXIMUM, POOLS, UnknownFund
from handlers.evaluating.premium_waits import LIST, missing_rows
from handlers.evaluating.whom import default_year, other_years, take_year, year_line
from handlers.talk import deed
from handlers.talk.deed import Args, Deed, Then
from handlers.talk.typed import no_such_day, only_amount, read_act, read_amount
from handlers.talk.words import listed
from handlers.turn import Button, Outcome
from ledger.commands.evaluation import position_of
from ledger.commands.premiums import (
    AdjustPayout,
    ApprovePayout,
    RecordPaymentTimes,
    SetBonusQuota,
    SetMaximum,
    SetPool,
)
from ledger.errors_smvp import OutOfRange
from ledger.evaluation.adopted import regulation_of
from ledger.evaluation.paylist import Payout, Suppose
from ledger.evaluation.payout import payout
from ledger.people import Role
from ledger.projections import evaluation, payments
from ledger.readings import scores
from ledger.scoring.bands import payout_band
from words.say import Say, Two, say

TALK = "premi"
MISSING_SHOWN = 8


def start(desk: Desk, typed: str) -> Outcome:
    """`/premi`, `/premi 2024`, and what to set, fix or pay."""
    try:
        return _started(desk, typed)
    except UnknownFund as unknown:
        funds = listed([say(f"form.premi.{name}") for name in money_typed.FUNDS])
        return answer(say("premiums.no_such_fund", typed=str(unknown)[:60], funds=funds))


def _started(desk: Desk, typed: str) -> Outcome:
    """The same. Raises UnknownFund."""
    if desk.turn.kind == "group":
        return answer(say("evaluation.private"))
    year, typed = take_year(desk, typed)
    head, *proof = [part.strip() for part in typed.split(";")]
    words = head.split()
    if not words:
        return show(desk, year)
    name = words[0].lower()
    if name == "se":
        return suppose(desk, head) or answer(say("premiums.how"))
    if name == "definitivo":
        return deed.offer(desk, TALK, DEEDS, "approve", {"year": year})
    if name == "conguaglio":
        return _adjust(desk, year, head.partition(" ")[2], proof)
    return _offer_amount(desk, year, words, proof)


def _adjust(desk: Desk, year: int, act: str, proof: list[str]) -> Outcome:
    """`/premi conguaglio det. 40; 12/09/2025`."""
    act, day = read_act((act, *proof), desk.today)
    if not act or day is None:
        return answer(say("premiums.adjust_how"))
    args = {"year": year, "act": act, "act_on": day.isoformat()}
    return deed.offer(desk, TALK, DEEDS, "adjust", args)


def _offer_amount(desk: Desk, year: int, words: list[str], proof: list[str]) -> Outcome:
    name, rest = money_typed.named(words)
    who = rest.pop(0).lower() if name == MAXIMUM and len(rest) > 1 else ""
    amount = only_amount(" ".join(rest))
    act, day = read_act(proof, desk.today)
    if name not in (*POOLS, MAXIMUM):
        return answer(say("premiums.how"))
    if amount is None or day is None:
        return _ask(
            desk,
            year,
            [name, *([who] if who else []), *rest],
            amount,
            "" if no_such_day(act, desk.today) else act,
        )
    args = {
        "year": year,
        "name": name,
        "person": who,
        "amount": str(amount),
        "act": act,
        "act_on": day.isoformat(),
    }
    return deed.offer(desk, TALK, DEEDS, "set", args)


def _ask(desk: Desk, year: int, words: list[str], amount: Decimal | None, act: str = "") -> Outcome:
    """What is missing of an amount, the act last, and of an act its day. Raises NotAllowed."""
    desk.ledger.consider(SetPool(year, "staff", Decimal(1), "…", desk.today), actor=desk.person)
    name = words[0]
    if amount is not None:
        head = "; ".join(filter(None, (" ".join(words), act))) + ";"
        question = say("premiums.ask.day", act=act) if act else say("premiums.ask.act")
    elif name == MAXIMUM and len(words) == 1:
        head, question = name, say("premiums.ask.whose")
    else:
        head = " ".join(words[: 2 if name == MAXIMUM else 1])
        question = say("premiums.ask.amount")
    draft = {"talk": TALK, "step": "set", "head": f"{year} {head}"}
    out = (button("cancel", "go:annulla:-"),)
    return ask(draft, *_bad_day(desk), question, buttons=(out,))


def _bad_day(desk: Desk) -> tuple[Say, ...]:
    none = no_such_day(desk.turn.text, desk.today)
    return () if none is None else (say("typed.no_such_day", typed=none),)


def written(desk: Desk) -> Outcome | None:
    """What was asked, after what was said before; None for words that tell nothing of it."""
    try:
        told = _started(desk, f"{desk.draft['head']} {desk.turn.text.strip()}")
    except UnknownFund:
        return None
    told_more = dict(told.draft or {}).get("head") != desk.draft["head"]
    return told if told_more or _bad_day(desk) else None


def refused(desk: Desk) -> Outcome:
    """Words that are no answer: which act is being entered, and what is asked of it."""
    asked = start(desk, desk.draft["head"])
    name = desk.draft["head"].lower().split()[1].strip(";")
    return led_by(asked, say("premiums.open", what=say(f"form.premi.{name}")))


def _then(act: str) -> Then:
    """What the list of payments is now, and the list."""

    def then(desk: Desk, args: Args) -> tuple[Say, Button]:
        year = args["year"]
        return say(f"follows.premiums.{act}", year=year), button(
            "follows.premiums", f"go:premi:{year}"
        )

    return then


def confirmed(desk: Desk) -> Outcome:
    """Records what the card shows."""
    return deed.confirmed(desk, DEEDS)


def _set(desk: Desk, args: Args) -> object:
    year, amount, act = args["year"], Decimal(args["amount"]), args["act"]
    day = dt.date.fromisoformat(args["act_on"])
    if args["name"] == "quota":
        # A tenth is typed as 10, as 10 % or as 0,1.
        return SetBonusQuota(year, amount / 100 if amount > 1 else amount, act, day)
    if args["name"] == MAXIMUM:
        return SetMaximum(year, args["person"], amount, act, day)
    if args["name"] == "pagamenti":
        return RecordPaymentTimes(year, amount, act, day)
    return SetPool(year, POOLS[args["name"]], amount, act, day)  # type: ignore[arg-type]


def show(desk: Desk, year: int, supposed: Suppose | None = None) -> Outcome:
    """Totals, sectors, what stays in each fund; what is missing, and for whom."""
    scores.check_payments(desk.view, desk.person, desk.today)
    found = payout(desk.view, year, desk.today, supposed or Suppose())
    lines = [say("premiums.supposed", year=year) if supposed else say("premiums.title", year=year)]
    if found.fixed is not None:
        lines.append(say("premiums.fixed", day=found.fixed.day, seq=found.fixed.seq))
        if found.fixed.adjustments:
            lines.append(say("premiums.adjusted", count=found.fixed.adjustments))
    lines += _totals(desk, found)
    if supposed is None:
        lines += [*_differences(desk, found), *_missing(found)]
    _trace(desk, found)
    others = other_years(desk, year, "pryear")
    rows = [others] if others else []
    if supposed is None and any(post.role is Role.PERSONALE for post in desk.posts):
        rows.insert(0, (button("set_money", f"frmgo:{TALK}:{year}"),))
    left = len(found.missing) - MISSING_SHOWN
    if supposed is None and left > 0:
        rows.insert(0, (button("others", f"ls:{LIST}:{year}:{MISSING_SHOWN}", count=left),))
    return answer(*lines, buttons=tuple(rows), replace=bool(desk.turn.pressed))


def _trace(desk: Desk, found: Payout) -> None:
    """Whose amounts were shown here, where chats show any."""
    if evaluation.scores_in_chat(desk.view.tables):
        persons = [line.person for line in found.lines]
        desk.ledger.trace_amounts(desk.person, persons, found.year, "chat")


def _totals(desk: Desk, found: Payout) -> list[Say]:
    lines = [
        say("premiums.sector", name=name, amount=Two(share.amount), points=share.points)
        for name, share in sorted(found.sectors.items())
    ]
    lines += fund_lines(found)
    if evaluation.scores_in_chat(desk.view.tables):
        lines += [
            say(f"premiums.line{'.held' if ln.held else ''}", person=ln.key, amount=Two(ln.total))
            for ln in found.lines
        ]
    return lines


def _differences(desk: Desk, found: Payout) -> list[Say]:
    """What today's facts would change of a definitive list: paid by an adjustment only."""
    if not found.differences:
        return []
    total = sum((d.amount for d in found.differences), Fraction(0))
    count = len(found.differences)
    lines = [say("premiums.differences", count=count, amount=Two(total), year=found.year)]
    if evaluation.scores_in_chat(desk.view.tables):
        lines += [
            say("premiums.difference", person=d.key, fixed=Two(d.fixed), now=Two(d.now))
            for d in found.differences
        ]
    return lines


def _missing(found: Payout) -> list[Say]:
    if not found.missing:
        return [] if found.fixed is not None else [say("premiums.ready")]
    rows = missing_rows(found.missing)
    lines = [say("premiums.waits", count=len(rows)), *rows[:MISSING_SHOWN]]
    if len(rows) > MISSING_SHOWN:
        lines.append(say("status.more", count=len(rows) - MISSING_SHOWN))
    return lines


def suppose(desk: Desk, text: str) -> Outcome | None:
    """`se il fondo fosse 60.000`, `se D fosse 74,9`; None where it is neither."""
    pool = money_typed.SUPPOSE_POOL.match(text.strip())
    score = money_typed.SUPPOSE_SCORE.match(text.strip())
    if desk.turn.kind == "group" and (pool or score):
        return answer(say("evaluation.private"))
    if pool is not None:
        amount = read_amount(pool[1].replace("€", "").replace("euro", ""))
        if amount is None:
            return answer(say("premiums.how"))
        return show(desk, default_year(desk), Suppose(pool=Fraction(amount)))
    if score is None:
        return None
    number = read_amount(score[2])
    return (
        answer(say("premiums.how"))
        if number is None
        else _suppose_score(desk, (score[1] or desk.person).lower(), Fraction(number))
    )


def _suppose_score(desk: Desk, person: str, score: Fraction) -> Outcome:
    """The band a score would fall in, and what it would pay where the maximum is set."""
    year = default_year(desk)
    position = position_of(desk.view, person, year)
    scores.check(desk.view, desk.person, person, year, desk.today)
    if not 0 <= score <= 100:
        raise OutOfRange("D", score, 0, 100)
    regulation = regulation_of(desk.view, year).regulation
    band = payout_band(position.role, score, regulation)
    line = say(
        "premiums.if_score",
        person=person,
        score=Two(score),
        label=band.label,
        share=band.share_percent,
    )
    found = payout(desk.view, year, desk.today, Suppose(scores={person: score}))
    own = next((ln for ln in found.lines if ln.person == person and ln.maximum is not None), None)
    if own is None:
        return answer(line, say("premiums.no_maximum"))
    desk.ledger.trace_amounts(desk.person, [person], year, "chat")
    return answer(line, say("premiums.if_amount", amount=Two(own.total)))


def _card(desk: Desk, args: Args) -> tuple[Say, ...]:
    amount, name = Decimal(args["amount"]), str(args["name"])
    before = payments.pool(desk.view.tables, args["year"], POOLS.get(name, ""))
    money = name not in ("quota", "pagamenti")
    lines = [
        year_line(args["year"]),
        say(
            f"premiums.card.{name}",
            person=args["person"],
            amount=Two(amount) if money else _plain(name, amount),
            act=args["act"],
            day=dt.date.fromisoformat(args["act_on"]),
        ),
    ]
    if before is not None:
        shown = Two(before.amount) if money else _plain(name, before.amount)
        lines.append(say("premiums.before", amount=shown))
    fixed = payments.payouts(desk.view.tables, args["year"])
    if fixed:
        lines.append(say("premiums.after_fixed", day=fixed[0].day))
    return tuple(lines)


def _plain(name: str, amount: Decimal) -> Decimal:
    """Days as they are; a quota in percent, however it was typed."""
    return amount * 100 if name == "quota" and amount <= 1 else amount


def _approve_card(desk: Desk, args: Args) -> tuple[Say, ...]:
    found = payout(desk.view, args["year"], desk.today)
    _trace(desk, found)
    return (say("premiums.card.approve", year=args["year"]), *_totals(desk, found))


def _adjust_card(desk: Desk, args: Args) -> tuple[Say, ...]:
    found = payout(desk.view, args["year"], desk.today)
    _trace(desk, found)
    day = dt.date.fromisoformat(args["act_on"])
    line = say("premiums.card.adjust", year=args["year"], act=args["act"], day=day)
    return (line, *_differences(desk, found))


DEEDS = {
    "set": Deed(_set, _card, then=_then("set")),
    "approve": Deed(
        lambda desk, args: ApprovePayout(args["year"]), _approve_card, then=_then("approve")
    ),
    "adjust": Deed(
        lambda desk, args: AdjustPayout(
            args["year"], args["act"], dt.date.fromisoformat(args["act_on"])
        ),
        _adjust_card,
        then=_then("adjust"),
    ),
}
