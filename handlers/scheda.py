"""The scheda of a person in chat: that it is ready, where it is read, what is due.

    person   /scheda
    bot      Scheda 2024, versione 1: emessa il 10/02/2025. La leggi con ...   [Prendo visione]

Figures are shown only where the ente allows it, and only to who may read them; never in a group.
"""

import re
from collections.abc import Mapping
from fractions import Fraction

from handlers.desk import Desk, answer, button
from handlers.evaluation import capacity
from handlers.turn import Button, Outcome, Reply
from handlers.words import listed
from ledger.commands.conciliazione import AcknowledgeScheda
from ledger.commands.evaluation import position_of
from ledger.errors_smvp import ScoresArePrivate
from ledger.evaluation.payout import full_scheda
from ledger.evaluation.schede import Course, aggregate, course, latest, readers_of
from ledger.plan import ENTE
from ledger.projections import evaluation
from ledger.projections.evaluation import Version
from ledger.scoring.numbers import read_number, show_two
from ledger.scoring.scheda import Score
from words.say import Say, say


def show(desk: Desk, typed: str) -> Outcome:
    """`/scheda`: one's own; `/scheda eq.as4`: of who one may read; `/scheda AS`: in aggregate."""
    if desk.turn.kind == "group":
        return answer(say("evaluation.private"))
    subject = typed.strip() or desk.person
    person, _, part = subject.lower().partition("@")
    if desk.view.person(person) is None:
        return _aggregate(desk, subject)
    year = desk.view.plan.plan.year
    if not typed.strip() and not _is_evaluated(desk):
        return answer(say("scheda.of_whom"))
    may_read(desk, person, year)
    position = position_of(desk.view, person, year, part.upper())
    version = latest(desk.view, person, year, position.part)
    if version is None:
        return answer(say("scheda.none", person=person, year=year))
    stands = course(desk.view, version, desk.today)
    return answer(
        *lines_of(desk, version, stands),
        buttons=buttons_of(desk, version, stands),
        replace=bool(desk.turn.pressed),
    )


def _is_evaluated(desk: Desk) -> bool:
    roles = ("segretario", "dirigente", "eq", "dipendente")
    return any(post.role in roles for post in desk.view.posts(desk.person))


def may_read(desk: Desk, person: str, year: int) -> None:
    """Raises ScoresArePrivate for who may not read a person's scores."""
    if desk.person not in readers_of(desk.view, person, year, desk.today):
        raise ScoresArePrivate(person)


def lines_of(desk: Desk, version: Version, stands: Course) -> list[Say]:
    lines = [
        say(
            "scheda.ready",
            person=version.person,
            year=version.year,
            version=version.version,
            day=version.day,
            actor=version.actor,
        ),
        say(f"scheda.state.{stands.state}"),
    ]
    done = stands.procedure
    if done.notified_on is not None:
        lines.append(say("scheda.notified", day=done.notified_on))
    if done.observed_on is not None and done.admissible is False:
        lines.append(say("scheda.inadmissible", day=done.observed_on, deadline=done.deadline))
    elif done.observed_on is not None:
        lines.append(say("scheda.observed", day=done.observed_on))
        lines.append(say("scheda.observations", text=done.observations))
    if done.replied_on is not None:
        lines.append(say("scheda.replied", day=done.replied_on, text=done.answer))
    if stands.due_from and stands.due_on:
        lines.append(say(f"scheda.due.{stands.due_from}", day=stands.due_on))
    if stands.reply_overdue:
        lines.append(say("scheda.overdue"))
    elif stands.reply_on_time is False:
        lines.append(say("scheda.late_reply"))
    if evaluation.scores_in_chat(desk.view.tables):
        lines += _figures(desk, version)
    lines.append(say("scheda.where", person=version.person, reader=desk.person))
    return lines


def _figures(desk: Desk, version: Version) -> list[Say]:
    found = full_scheda(desk.view, version, desk.today)
    if found.score is None:
        return []
    return [_score_line(found.score)]


def _score_line(score: Score) -> Say:
    return say(
        "scheda.figures",
        a=score.a,
        b=score.b,
        c=score.c,
        display=score.display,
        label=score.payout.label,
        share=Fraction(score.payout.share_percent),
    )


def show_why(desk: Desk, person: str) -> Outcome:
    """`/perche eq.as4`: each figure with its rule and the events behind it, where chats show
    scores; otherwise where to read it."""
    if desk.turn.kind == "group":
        return answer(say("evaluation.private"))
    year = desk.view.plan.plan.year
    may_read(desk, person, year)
    version = latest(desk.view, person, year, position_of(desk.view, person, year).part)
    if version is None:
        return answer(say("scheda.none", person=person, year=year))
    where = say("scheda.where", person=person, reader=desk.person)
    if not evaluation.scores_in_chat(desk.view.tables):
        return answer(say("scheda.why_where"), where)
    figures = full_scheda(desk.view, version, desk.today).figures
    return answer(
        *(
            say(
                "scheda.why",
                name=figure_name(figure.name),
                value=readable(figure.value),
                rule=figure.rule,
                events=", ".join(map(str, figure.events)) or say("amount.none"),
            )
            for figure in figures
        ),
        where,
    )


def readable(figure: str) -> str:
    """Figures as people read them: fractions that never end cut to two decimals, Italian comma."""
    ended = re.sub(r"\d+/\d+", lambda found: show_two(read_number(found[0])), figure)
    return re.sub(r"(?<=\d)\.(?=\d)", ",", ended)


def figure_name(name: str) -> Say:
    """`reduction_pct` as the regulation calls it."""
    return say(f"scheda.name.{name}")


def figure_inputs(inputs: Mapping[str, str]) -> Say:
    """What a figure was made from, by name; those that say nothing are left out."""
    told = [
        say(
            "scheda.input",
            name=name if len(name) == 1 else figure_name(name),
            value=readable(value),
        )
        for name, value in inputs.items()
        if value and name != "role"
    ]
    return listed(told)


def buttons_of(desk: Desk, version: Version, stands: Course) -> tuple[tuple[Button, ...], ...]:
    """What this reader can do about it now."""
    whom = f"{version.person}@{version.part}" if version.part else version.person
    done = stands.procedure
    rows: list[tuple[Button, ...]] = []
    if desk.person == version.person:
        if stands.state == "issued":
            rows.append((button("take_note", f"ack:{whom}:{version.version}"),))
        elif done.observed_on is None and stands.state == "notified":
            rows.append((button("observe", f"obs:{whom}"),))
        elif done.replied_on is not None and done.signed_on is None:
            rows.append((button("accept", f"sign:{whom}:1"), button("refuse", f"sign:{whom}:0")))
    elif done.admissible and done.replied_on is None and _answers(desk, version):
        rows.append(
            (button("keep_scheda", f"rep:{whom}:0"), button("change_scheda", f"rep:{whom}:1"))
        )
    rows.append((button("scheda_pdf", f"schpdf:{whom}:{version.year}"),))
    if done.document is not None:
        rows.append((button("document", f"obsdoc:{whom}"),))
    return tuple(rows)


def _answers(desk: Desk, version: Version) -> bool:
    position = position_of(desk.view, version.person, version.year, version.part)
    return desk.person == version.actor or capacity(desk, position) == "evaluator"


def acknowledge(desk: Desk, whom: str, version: int) -> Outcome:
    """Prendo visione: the scheda is notified, and the terms run."""
    person, _, part = whom.partition("@")
    year = desk.view.plan.plan.year
    command = AcknowledgeScheda(person, year, version, part)
    (e,) = desk.execute(command, f"acknowledge:{whom}:{year}:{version}")
    found = latest(desk.view, person, year, part)
    assert found is not None
    stands = course(desk.view, found, desk.today)
    outcome = answer(
        say("scheda.taken_note", day=e.effective_on, deadline=stands.due_on),
        say("receipt", seq=e.seq, hash=e.hash[:8]),
        buttons=buttons_of(desk, found, stands),
        replace=True,
    )
    told = Reply((say("scheda.told.noted", person=person, day=e.effective_on),), to=found.actor)
    return Outcome((*outcome.replies, told))


def _aggregate(desk: Desk, typed: str) -> Outcome:
    """Staff in aggregate only; a small group is not shown at all."""
    scope = desk.view.plan.resolve_scope(typed)
    if scope != ENTE and "." in scope:
        return answer(say("scheda.of_whom"))
    found = aggregate(desk.view, desk.view.plan.plan.year, scope)
    if found.bands is None:
        return answer(say("scheda.few", scope=scope))
    rows = [say("scheda.band", label=k, count=n) for k, n in sorted(found.bands.items())]
    return answer(say("scheda.aggregate", scope=scope, count=found.people), *rows)
