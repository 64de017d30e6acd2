"""The scheda of a person in chat: read whole where the ente allows it, with what is due.

    person   /scheda            /scheda 2024
    bot      Scheda 2024, versione 1 ... every item and figure with its reason   [Prendo visione]

Figures are shown only to who may read them, never in a group. Where the ente does not show them in
chat nobody takes note here of what they could not read.
"""

from dataclasses import replace

from handlers.desk import Desk, answer, button
from handlers.evaluating import scheda_page
from handlers.evaluating.evaluable import capacity
from handlers.evaluating.whom import Whom, read_whom, schede_of_other_years, take_year, year_line
from handlers.talk.words import listed, post
from handlers.turn import Button, Outcome, Reply
from ledger.commands.conciliazione import AcknowledgeScheda
from ledger.commands.evaluation import position_of
from ledger.cycle.dates import statutory_day
from ledger.evaluation.adopted import regulation_in_force, regulation_of
from ledger.evaluation.careers import mean_of_last, negatives_in_a_row
from ledger.evaluation.payout import full_scheda
from ledger.evaluation.schede import (
    Course,
    brought_up,
    course,
    judged,
    latest,
    outdated,
    position_of_version,
    proposed_values,
)
from ledger.evaluation.told import aggregate
from ledger.events.evaluation import ReadOn
from ledger.people import Role
from ledger.plan import ENTE
from ledger.projections import evaluation, personnel
from ledger.projections.evaluation import Version
from ledger.readings import scores
from ledger.scoring.numbers import read_number
from ledger.view import View
from words.say import Say, Two, say


def show(desk: Desk, typed: str) -> Outcome:
    """`/scheda`, `/scheda 2024`: one's own; `/scheda eq.as4`: of who one may read; `/scheda AS`:
    in aggregate."""
    if desk.turn.kind == "group":
        return answer(say("evaluation.private"))
    year, subject = take_year(desk, typed, last=True)
    if not subject and not _is_evaluated(desk):
        return answer(say("scheda.of_whom"))
    named = subject or desk.person
    if desk.view.person(named.lower().partition("@")[0]) is None:
        return _aggregate(desk, named, year)
    person, _, part = named.lower().partition("@")
    return show_of(desk, Whom(person, part.upper(), year))


def open_of(desk: Desk, whom: str) -> Outcome:
    """From a button."""
    if desk.turn.kind == "group":
        return answer(say("evaluation.private"))
    return show_of(desk, read_whom(desk, whom))


def show_of(desk: Desk, whom: Whom) -> Outcome:
    """A person's scheda, for who may read it, with what may be done next. Raises Refusal."""
    scores.check(desk.view, desk.person, whom.person, whom.year, desk.today)
    position = position_of(desk.view, whom.person, whom.year, whom.part)
    version = latest(desk.view, whom.person, whom.year, position.part)
    others = schede_of_other_years(desk, whom)
    rows = (others,) if others else ()
    if version is None:
        line = say("scheda.none", person=whom.person, year=whom.year)
        due = statutory_day(regulation_in_force(desk.view), "evaluation", whom.year)
        by = (say("scheda.by", day=due, year=whom.year),) if due and due >= desk.today else ()
        return answer(line, *by, buttons=rows, replace=bool(desk.turn.pressed))
    stands = course(desk.view, version, desk.today)
    trace(desk, version)
    return answer(
        *lines_of(desk, version, stands),
        buttons=(*buttons_of(desk, version, stands), *rows),
        replace=bool(desk.turn.pressed),
    )


def _is_evaluated(desk: Desk) -> bool:
    roles = ("segretario", "dirigente", "eq", "dipendente")
    return any(post.role in roles for post in desk.view.posts(desk.person))


def trace(desk: Desk, version: Version) -> None:
    """Whose scores were shown here, where chats show any."""
    if evaluation.scores_in_chat(desk.view.tables):
        desk.ledger.trace_reading(desk.person, version.person, version.year, "chat")


def lines_of(desk: Desk, version: Version, stands: Course) -> list[Say]:
    """A version of a scheda in words; figures only where the ente shows them in chat."""
    shown = evaluation.scores_in_chat(desk.view.tables)
    found = full_scheda(desk.view, version, desk.today)
    lines = [scheda_page.heading(found, stands), *_course_lines(stands)]
    lines += outdated_lines(desk.view, version, shown)
    if not shown:
        key = "scheda.not_in_chat" if desk.person == version.person else "scheda.not_in_chat_of"
        return [*lines, say(key, person=version.person)]
    return [*lines, *scheda_page.body(found), *_around(desk, version)]


def _course_lines(stands: Course) -> list[Say]:
    done, lines = stands.procedure, []
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
    return lines


def outdated_lines(view: View, version: Version, shown: bool = True) -> list[Say]:
    """That the facts changed after the issue, and what the same judgement comes to with them."""
    position = position_of_version(view, version)
    if not outdated(view, position, version.sheet):
        return []
    lines = [say("scheda.outdated")]
    now = brought_up(view, position, version.sheet)
    score = judged(view, replace(version, sheet=now)).score
    if shown and score is not None:
        lines.append(
            say(
                "scheda.would_be",
                display=Two(read_number(score.display)),
                label=score.payout.label,
                share=score.payout.share_percent,
            )
        )
    return lines


def _around(desk: Desk, version: Version) -> list[Say]:
    """Around the score: training against its minimum, the mean of the last three, negatives."""
    tables, lines = desk.view.tables, []
    hours = personnel.training_hours(tables, version.person, version.year)
    wanted = regulation_of(desk.view, version.year).regulation.settings.training.hours
    if hours or wanted is not None:
        key = "scheda.training" if wanted is None else "scheda.training_of"
        lines.append(say(key, hours=hours, wanted=wanted))
    mean = mean_of_last(desk.view, version.person, version.year)
    if mean is not None and len(mean.years) > 1:
        years = ", ".join(map(str, mean.years))
        lines.append(say("scheda.mean", years=years, mean=Two(mean.value)))
    offices = {post.role for post in desk.sender().posts}
    if offices & {Role.PERSONALE, Role.NUCLEO} and negatives_in_a_row(
        desk.view, version.person, version.year
    ):
        lines.append(say("scheda.negatives", last=version.year, first=version.year - 1))
    return lines


def how_evaluated(desk: Desk) -> Outcome:
    """Who evaluates this person this year, on what, with what weight: before anything is judged."""
    year = desk.view.year
    position = position_of(desk.view, desk.person, year)
    rules = regulation_of(desk.view, year).regulation.roles[position.role]
    weights = rules.weights
    lines = [
        say("evaluated.by", year=year, who=listed([post(name) for name in position.evaluators])),
        say(
            "evaluated.parts",
            entity=weights.entity,
            objectives=weights.objectives,
            behaviours=weights.behaviours,
        ),
    ]
    lines += [
        say("evaluated.objective", code=p.code, title=p.title, weight=Two(p.weight))
        for p in proposed_values(desk.view, position)
    ]
    lines += [
        say("evaluated.item", code=code, title=item.title, maximum=item.maximum)
        for code, item in rules.items.items()
    ]
    return answer(*lines)


def show_why(desk: Desk, person: str) -> Outcome:
    """`/perche eq.as4`: each figure with its rule and the events behind it, where chats show
    scores; otherwise where to read it."""
    if desk.turn.kind == "group":
        return answer(say("evaluation.private"))
    whom = read_whom(desk, person)
    scores.check(desk.view, desk.person, whom.person, whom.year, desk.today)
    part = position_of(desk.view, whom.person, whom.year, whom.part).part
    version = latest(desk.view, whom.person, whom.year, part)
    if version is None:
        return answer(say("scheda.none", person=whom.person, year=whom.year))
    if not evaluation.scores_in_chat(desk.view.tables):
        return answer(say("scheda.why_where"), say("scheda.not_in_chat_of", person=whom.person))
    figures = full_scheda(desk.view, version, desk.today).figures
    trace(desk, version)
    return answer(
        year_line(whom.year),
        *(
            say(
                "scheda.why",
                name=scheda_page.figure_name(figure.name),
                value=scheda_page.shown(figure.name, figure.value),
                rule=figure.rule,
                events=", ".join(map(str, figure.events)) or say("amount.none"),
            )
            for figure in figures
        ),
    )


def buttons_of(desk: Desk, version: Version, stands: Course) -> tuple[tuple[Button, ...], ...]:
    """What this reader can do about it now."""
    whom = Whom(version.person, version.part, version.year)
    done = stands.procedure
    rows: list[tuple[Button, ...]] = []
    if desk.person == version.person:
        if stands.state == "issued":
            if evaluation.scores_in_chat(desk.view.tables):
                rows.append((button("take_note", f"ack:{whom}:{version.version}"),))
        elif done.observed_on is None and stands.state == "notified":
            rows.append((button("observe", f"obs:{whom}"),))
        elif done.replied_on is not None and done.signed_on is None:
            rows.append((button("accept", f"sign:{whom}:1"), button("refuse", f"sign:{whom}:0")))
    elif done.admissible and done.replied_on is None and _answers(desk, version):
        rows.append(
            (button("keep_scheda", f"rep:{whom}:0"), button("change_scheda", f"rep:{whom}:1"))
        )
    rows.append((button("scheda_pdf", f"schpdf:{whom}"), button("page_link", "page:-")))
    if done.document is not None:
        rows.append((button("document", f"obsdoc:{whom}"),))
    return tuple(rows)


def _answers(desk: Desk, version: Version) -> bool:
    position = position_of(desk.view, version.person, version.year, version.part)
    return desk.person == version.actor or capacity(desk, position) == "evaluator"


def acknowledge_paper(desk: Desk, text: str, version: int) -> Outcome:
    """Prendo visione, under the PDF that was sent."""
    return acknowledge(desk, text, version, "paper")


def acknowledge(desk: Desk, text: str, version: int, on: ReadOn = "chat") -> Outcome:
    """Prendo visione: the scheda is notified, and the terms run."""
    whom = read_whom(desk, text)
    command = AcknowledgeScheda(whom.person, whom.year, version, whom.part, on)
    key = f"{whom.person}@{whom.part}" if whom.part else whom.person
    (e,) = desk.execute(command, f"acknowledge:{key}:{whom.year}:{version}")
    found = latest(desk.view, whom.person, whom.year, whom.part)
    assert found is not None
    stands = course(desk.view, found, desk.today)
    outcome = answer(
        say("scheda.taken_note", day=e.effective_on, deadline=stands.due_on),
        say("receipt", seq=e.seq, hash=e.hash[:8]),
        buttons=buttons_of(desk, found, stands),
        replace=True,
    )
    told = Reply(
        (say("scheda.told.noted", person=whom.person, day=e.effective_on),), to=found.actor
    )
    return Outcome((*outcome.replies, told))


def _aggregate(desk: Desk, typed: str, year: int) -> Outcome:
    """Staff in aggregate only; a small group is not shown at all."""
    view = desk.view.of(year)
    scope = view.plan.resolve_scope(typed)
    if scope != ENTE and "." in scope:
        return answer(say("scheda.of_whom"))
    whole = scores.may_read_all(view, desk.person, desk.today)
    found = aggregate(view, year, scope, whole=whole)
    training = _training(desk, view, scope)
    if found.bands is None:
        return answer(year_line(year), say("scheda.few", scope=scope), *training)
    rows = [say("scheda.band", label=k, count=n) for k, n in sorted(found.bands.items())]
    line = say("scheda.aggregate", scope=scope, count=found.people)
    return answer(year_line(year), line, *rows, *training)


def _training(desk: Desk, view: View, scope: str) -> list[Say]:
    """Hours of training of each person of a unit, for who answers for it, the personnel office and
    the Nucleo; nothing for others. Source: R-37."""
    areas = {scope, view.plan.area_of_service.get(scope, scope)}
    heads = tuple(f"{Role.DIRIGENTE}:{area}" for area in areas)
    offices = (str(Role.PERSONALE), str(Role.NUCLEO), str(Role.SEGRETARIO))
    if not {post.name for post in desk.posts} & {*heads, *offices}:
        return []
    units = {s for s, area in view.plan.area_of_service.items() if scope in (s, area, ENTE)}
    wanted = regulation_of(view, view.year).regulation.settings.training.hours
    key = "scheda.training_row" if wanted is None else "scheda.training_row_of"
    lines = []
    for person in view.people():
        if any(post.unit in units and post.held_on(desk.today) for post in person.posts):
            hours = personnel.training_hours(view.tables, person.code, view.year)
            lines.append(say(key, person=person.code, hours=hours, wanted=wanted))
    return [say("scheda.training_title", scope=scope, year=view.year), *lines] if lines else []
