"""The grading of EQ posts: the Nucleo gives points by criterion, the Giunta approves. R-33.

nucleo      /pesatura AS4; complessità 40; responsabilità 20
giunta      /pesatura AS4 approva; delibera 3; 01/02/2024
"""

import datetime as dt
from decimal import Decimal

from handlers.desk import Desk, answer, button
from handlers.talk import deed
from handlers.talk.deed import Args, Deed, Done
from handlers.talk.typed import read_act, read_amount
from handlers.turn import Outcome, Reply
from ledger.commands.grading import ApproveGrading, GradePost
from ledger.evaluation.adopted import regulation_in_force
from ledger.events import Envelope
from ledger.people import Role
from ledger.projections import personnel
from words.say import Say, Two, say

TALK = "pesatura"


def start(desk: Desk, typed: str) -> Outcome:
    """`/pesatura AS4`: how it stands; with points, or with the act, its card."""
    head, *parts = [part.strip() for part in typed.split(";")]
    words = head.split()
    if not words:
        approves = any(post.role is Role.GIUNTA for post in desk.posts)
        return answer(*([say("grading.none_waits")] if approves else []), *_how(desk))
    if words[-1].lower() == "approva":
        return _approve(desk, " ".join(words[:-1]), parts)
    if not parts:
        return _show(desk, head)
    points = {}
    for part in parts:
        name, _, number = part.rpartition(" ")
        read = read_amount(number)
        if read is None or not name:
            return answer(*_how(desk))
        points[name.strip().lower()] = str(read)
    named = {
        c.name.lower(): c.name for c in regulation_in_force(desk.view).settings.eq_grading.criteria
    }
    said = {named.get(name, name): number for name, number in points.items()}
    return deed.offer(desk, TALK, DEEDS, "grade", {"unit": head, "points": said})


def _approve(desk: Desk, unit: str, proof: list[str]) -> Outcome:
    act, day = read_act(proof, desk.today)
    if day is None:
        return answer(*_how(desk))
    args = {"unit": unit, "act": act, "act_on": day.isoformat()}
    return deed.offer(desk, TALK, DEEDS, "approve", args)


def _how(desk: Desk) -> list[Say]:
    lines = [say("grading.how")]
    criteria = regulation_in_force(desk.view).settings.eq_grading.criteria
    if not criteria:
        return [*lines, say("grading.no_criteria")]
    return [*lines, *(say("grading.criterion", name=c.name, maximum=c.maximum) for c in criteria)]


def _show(desk: Desk, typed: str) -> Outcome:
    unit = desk.view.plan.resolve_unit(typed)
    found = personnel.grading(desk.view.tables, unit)
    if found is None:
        return answer(say("grading.none", unit=unit), *_how(desk))
    lines = [say("grading.is", unit=unit, day=found.day, pay=Two(found.pay))]
    lines += [say("grading.points", name=n, points=p) for n, p in found.points.items()]
    if found.act is None:
        lines.append(say("grading.waits"))
    else:
        lines.append(say("grading.approved", act=found.act, day=found.act_on))
    return answer(*lines)


def _grade(desk: Desk, args: Args) -> object:
    return GradePost(args["unit"], {n: Decimal(p) for n, p in args["points"].items()})


def _grade_card(desk: Desk, args: Args) -> tuple[Say, ...]:
    rows = [say("grading.points", name=n, points=Decimal(p)) for n, p in args["points"].items()]
    return say("grading.card.grade", unit=args["unit"].upper()), *rows


def _approve_card(desk: Desk, args: Args) -> tuple[Say, ...]:
    found = personnel.grading(desk.view.tables, desk.view.plan.resolve_unit(args["unit"]))
    day = dt.date.fromisoformat(args["act_on"])
    pay = Two(found.pay) if found else say("amount.none")
    unit = args["unit"].upper()
    return (say("grading.card.approve", unit=unit, act=args["act"], day=day, pay=pay),)


def _told(act: str, office: Role) -> Done:
    """Whose turn it is hears it; the post again, for who did this."""

    def told(desk: Desk, args: Args, recorded: list[Envelope]) -> tuple[Reply, ...]:
        unit = args["unit"].upper()
        cell = button("follows.grading", f"go:pesatura:{unit}", unit=unit)
        card = DEEDS[act].card(desk, args)
        own = Reply((*card, say("card.done"), say(f"follows.grading.{act}", unit=unit)), ((cell,),))
        who = [p for p in desk.view.holders(str(office), desk.today) if p != desk.person]
        line = say(f"grading.told.{act}", unit=unit, actor=desk.person)
        return (own, *(Reply((line,), ((cell,),), to=person) for person in who))

    return told


def confirmed(desk: Desk) -> Outcome:
    """Records what the card shows."""
    return deed.confirmed(desk, DEEDS)


DEEDS = {
    "grade": Deed(_grade, _grade_card, _told("grade", Role.GIUNTA)),
    "approve": Deed(
        lambda desk, args: ApproveGrading(
            args["unit"], args["act"], dt.date.fromisoformat(args["act_on"])
        ),
        _approve_card,
        _told("approve", Role.PERSONALE),
    ),
}
