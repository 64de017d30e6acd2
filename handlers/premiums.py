"""The money of the year: funds and maxima, the list and what it waits for, and what if.

    personale   /premi fondo 50000; delibera 12; 10/03/2025     →  card
    personale   /premi                                          →  totals, and who is missing what
    personale   se il fondo fosse 60.000                        →  the same, recording nothing
    personale   /premi definitivo                               →  the list, once nothing is missing

Amounts of single people are not written in chat unless the ente allows it.
"""

import datetime as dt
import re
from decimal import Decimal
from fractions import Fraction

from handlers import deed
from handlers.deed import Args, Deed
from handlers.desk import Desk, answer
from handlers.scheda import may_read
from handlers.turn import Outcome
from handlers.typed import read_amount, read_day
from ledger.commands.authority import require
from ledger.commands.evaluation import position_of
from ledger.commands.premiums import ApprovePayout, SetBonusQuota, SetMaximum, SetPool
from ledger.errors import Act
from ledger.errors_smvp import OutOfRange
from ledger.evaluation.adopted import regulation_of
from ledger.evaluation.paylist import Payout, Suppose
from ledger.evaluation.payout import payout
from ledger.people import Role
from ledger.plan import ENTE
from ledger.projections import evaluation, personnel
from ledger.scoring.bands import payout_band
from words.say import Say, say

TALK = "premi"
READERS = (str(Role.PERSONALE), str(Role.NUCLEO))
MISSING_SHOWN = 20
SUPPOSE_POOL = re.compile(r"^e?\s*se (?:il )?fondo fosse (?:di )?(?:€ ?)?(.+?)\??$", re.I)
SUPPOSE_SCORE = re.compile(
    r"^e?\s*se (?:d|il (?:mio )?punteggio)(?: di (\S+))? fosse (?:di )?(.+?)\??$", re.I
)
POOLS = {"fondo": "staff", "dirigenti": "dirigenti", "quota": "quota"}


def start(desk: Desk, typed: str) -> Outcome:
    if desk.turn.kind == "group":
        return answer(say("evaluation.private"))
    head, *proof = [part.strip() for part in typed.split(";")]
    words = head.split()
    if not words:
        return show(desk)
    if words[0].lower() == "se":
        return suppose(desk, head) or answer(say("premiums.how"))
    if words[0].lower() == "definitivo":
        return deed.offer(desk, TALK, DEEDS, "approve", {})
    name, who = words[0].lower(), words[1].lower() if len(words) > 2 else ""
    amount = read_amount(" ".join(words[2:] if name == "massimo" else words[1:]))
    day = read_day(proof[1], desk.today) if len(proof) > 1 else None
    if amount is None or day is None or name not in (*POOLS, "massimo"):
        return answer(say("premiums.how"))
    args = {
        "name": name,
        "person": who if name == "massimo" else "",
        "amount": str(amount),
        "act": proof[0],
        "act_on": day.isoformat(),
    }
    return deed.offer(desk, TALK, DEEDS, "set", args)


def confirmed(desk: Desk) -> Outcome:
    return deed.confirmed(desk, DEEDS)


def _set(desk: Desk, args: Args) -> object:
    year, amount, act = desk.view.plan.plan.year, Decimal(args["amount"]), args["act"]
    day = dt.date.fromisoformat(args["act_on"])
    if args["name"] == "quota":
        # A tenth is typed as 10, as 10 % or as 0,1.
        return SetBonusQuota(year, amount / 100 if amount > 1 else amount, act, day)
    if args["name"] == "massimo":
        return SetMaximum(year, args["person"], amount, act, day)
    return SetPool(year, "staff" if args["name"] == "fondo" else "dirigenti", amount, act, day)


def show(desk: Desk, supposed: Suppose | None = None) -> Outcome:
    """Totals, sectors, what stays in the fund; what is missing, and for whom."""
    require(desk.view, desk.person, Act.PREMIUMS, ENTE, READERS, desk.today)
    year = desk.view.plan.plan.year
    found = payout(desk.view, year, desk.today, supposed or Suppose())
    lines = [say("premiums.supposed") if supposed else say("premiums.title", year=year)]
    lines += _totals(desk, found)
    if supposed is None:
        lines += _missing(found)
    return answer(*lines)


def _totals(desk: Desk, found: Payout) -> list[Say]:
    lines = []
    if found.pool is not None:
        lines.append(say("premiums.pool", amount=found.pool, residual=found.residual))
    for name, share in sorted(found.sectors.items()):
        lines.append(say("premiums.sector", name=name, amount=share.amount, points=share.points))
    if found.bonus is not None:
        lines.append(
            say(
                "premiums.bonus",
                count=len(found.bonus.winners),
                places=found.bonus.places,
                amount=found.bonus.bonus,
            )
        )
        if found.bonus.over_quota:
            lines.append(say("premiums.over_quota"))
    paid = [line for line in found.lines if line.total > 0]
    total = sum((line.total for line in found.lines), Fraction(0))
    lines.append(say("premiums.total", count=len(paid), amount=total))
    if evaluation.scores_in_chat(desk.view.tables):
        lines += [say("premiums.line", person=ln.key, amount=ln.total) for ln in found.lines]
    return lines


def _missing(found: Payout) -> list[Say]:
    if not found.missing:
        return [say("premiums.ready")]
    lines = [say("premiums.waits", count=len(found.missing))]
    lines += [
        say(
            f"premiums.missing.{m.what}" if m.due_on is None else "premiums.missing.until",
            person=m.person,
            day=m.due_on,
        )
        for m in found.missing[:MISSING_SHOWN]
    ]
    if len(found.missing) > MISSING_SHOWN:
        lines.append(say("status.more", count=len(found.missing) - MISSING_SHOWN))
    return lines


def suppose(desk: Desk, text: str) -> Outcome | None:
    """`se il fondo fosse 60.000`, `se D fosse 74,9`; None where it is neither."""
    pool, score = SUPPOSE_POOL.match(text.strip()), SUPPOSE_SCORE.match(text.strip())
    if desk.turn.kind == "group" and (pool or score):
        return answer(say("evaluation.private"))
    if pool is not None:
        amount = read_amount(pool[1].replace("€", "").replace("euro", ""))
        if amount is None:
            return answer(say("premiums.how"))
        return show(desk, Suppose(pool=Fraction(amount)))
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
    year = desk.view.plan.plan.year
    position = position_of(desk.view, person, year)
    may_read(desk, person, year)
    if not 0 <= score <= 100:
        raise OutOfRange("D", score, 0, 100)
    regulation = regulation_of(desk.view, year).regulation
    band = payout_band(position.role, score, regulation)
    line = say(
        "premiums.if_score",
        person=person,
        score=score,
        label=band.label,
        share=band.share_percent,
    )
    found = payout(desk.view, year, desk.today, Suppose(scores={person: score}))
    own = next((ln for ln in found.lines if ln.person == person and ln.maximum is not None), None)
    if own is None:
        return answer(line, say("premiums.no_maximum"))
    return answer(line, say("premiums.if_amount", amount=own.total))


def _card(desk: Desk, args: Args) -> tuple[Say, ...]:
    amount = Decimal(args["amount"])
    before = personnel.pool(
        desk.view.tables, desk.view.plan.plan.year, POOLS.get(str(args["name"]), "")
    )
    lines = [
        say(
            f"premiums.card.{args['name']}",
            person=args["person"],
            amount=amount,
            act=args["act"],
            day=dt.date.fromisoformat(args["act_on"]),
        )
    ]
    if before is not None:
        lines.append(say("premiums.before", amount=before.amount))
    return tuple(lines)


def _approve_card(desk: Desk, args: Args) -> tuple[Say, ...]:
    found = payout(desk.view, desk.view.plan.plan.year, desk.today)
    return (say("premiums.card.approve"), *_totals(desk, found))


DEEDS = {
    "set": Deed(_set, _card),
    "approve": Deed(
        lambda desk, args: ApprovePayout(desk.view.plan.plan.year),
        _approve_card,
    ),
}
