"""The papers of a year's end: Relazione sulla performance, verbale of the Nucleo.

Both can be made at any time: what is missing is said, and makes them drafts.
"""

from collections.abc import Iterator
from fractions import Fraction

from ledger.errors_smvp import NoRegulation
from ledger.evaluation.checks import Check, checks
from ledger.evaluation.schede import (
    Judged,
    evaluated_people,
    judged,
    standing_versions,
)
from ledger.evaluation.told import aggregate
from ledger.events import CitizensPart
from ledger.ledger import Ledger
from ledger.people import Role
from ledger.plan import ENTE
from ledger.progress.figures import State
from ledger.progress.standings import Standing, standing
from ledger.projections import cycle, evaluation, papers, payments
from ledger.readings.openly import premiums_of
from ledger.readings.series import day_in_year, day_of_reckoning, parts_of
from ledger.scoring.numbers import read_number
from ledger.view import View
from reports.meetings import meetings_of
from reports.objectives import (
    parts_chart,
    standing_table,
    state_told,
    what_is_missing,
    worst_first,
)
from reports.paper import Block, Facts, Heading, Paper, Signatures, Text, table, told
from reports.record import (
    Drawn,
    cut,
    last_of,
    name_of,
    percent,
    plan_streams,
    seal_of,
    unit_name,
    year_streams,
)
from words.checks import check_said
from words.say import say
from words.wording import number, plain_text

SECTIONS = papers.SECTIONS


def relazione(ledger: Ledger, year: int | None) -> Drawn:
    """What the ente promised, what it reached, why not, what it paid. Source: D.Lgs. 150/2009,
    art. 10."""
    view = ledger.view.of(year)
    day = day_of_reckoning(view, ledger.today())
    stands = standing(view, ENTE, day)
    texts = {s.section: s for s in papers.sections(view.tables, view.year)}
    streams = [*plan_streams(view), *year_streams(view), f"relazione:{view.year}"]
    event = last_of(ledger, streams)
    blocks: list[Block] = []
    for section in SECTIONS:
        blocks.append(Heading(told(f"relazione.section.{section}")))
        written = texts.get(section)
        if written is not None:
            blocks += [Text(part, "own") for part in written.text.split("\n") if part.strip()]
            blocks.append(Text(told("relazione.version", version=written.version), "note"))
        else:
            blocks.append(Text(told("relazione.not_written"), "own"))
        blocks += _facts_of(ledger, view, stands, section)
    blocks += [Signatures((told("relazione.sign"),)), seal_of(ledger, event.seq)]
    missing = [
        *what_is_missing(view, stands),
        *_entity_missing(view),
        *_schede_missing(view),
        *(
            told("missing.text", section=told(f"relazione.section.{name}"))
            for name in SECTIONS
            if name not in texts
        ),
    ]
    paper = Paper(
        told("relazione.title", year=view.year),
        view.plan.plan.ente,
        event.recorded_at,
        tuple(blocks),
        subtitle=told("relazione.subtitle", day=day_in_year(view, day)),
        draft=tuple(missing),
        wide=True,
    )
    return Drawn("relazione", ENTE, view.year, paper, event.seq)


def _facts_of(ledger: Ledger, view: View, stands: Standing, section: str) -> Iterator[Block]:
    """What the record adds to the words of a section."""
    if section == "risultati":
        yield from _results(view, stands)
    elif section == "criticita":
        yield from _reasons(view, stands)
    elif section == "persone":
        yield from _people(view)


def _results(view: View, stands: Standing) -> Iterator[Block]:
    yield _entity(view, stands)
    yield parts_chart(view, stands)
    for part in parts_of(view, ENTE):
        own = standing(view, part, stands.day)
        if own.objectives:
            yield Heading(unit_name(view, part), 2)
            yield standing_table(view, own)


def _entity(view: View, stands: Standing) -> Block:
    found = evaluation.entity(view.tables, view.year)
    rows = [(told("relazione.computed"), percent(stands.progress))]
    if found is not None:
        rows.append((told("relazione.entity"), cut(read_number(found.value))))
        rows.append((told("relazione.step"), plain_text(say(f"EntityStage.{found.step}"))))
        if found.reason:
            rows.append((told("column.reason"), found.reason))
        if found.citizens is not None:
            rows.append((told("relazione.citizens"), _said(found.citizens)))
    return Facts(tuple(rows), told("relazione.entity_caption"))


def _said(part: CitizensPart) -> str:
    """What citizens said, how much it weighs, by which method."""
    return told(
        "relazione.citizens_said",
        percent=read_number(part.percent),
        share=percent(read_number(part.share)),
        people=part.people,
        surveys=", ".join(part.surveys),
    )


def _reasons(view: View, stands: Standing) -> Iterator[Block]:
    """What was not reached, what was cancelled and why."""
    plan = view.plan
    late = [
        row
        for row in worst_first(stands.objectives)
        if row.state not in (State.DONE, State.CANCELLED, State.NO_TARGET)
    ]
    head = [told(f"column.{name}") for name in ("code", "objective_only", "reached", "state")]
    if late:
        rows = [
            (
                row.objective.code,
                row.objective.title,
                percent(row.progress),
                state_told(view, row.state, stands.day),
            )
            for row in late
        ]
        yield table(head, rows, (0, 1, 0, 0), told("relazione.not_reached"), right=(2,))
    if plan.cancelled:
        titles = [told(f"column.{name}") for name in ("code", "objective_only", "day", "reason")]
        gone = [
            (code, plan.objectives[code].title, told("day", day=c.on), c.reason)
            for code, c in sorted(plan.cancelled.items())
            if code in plan.objectives
        ]
        yield table(titles, gone, (0, 1, 0, 0.8), told("relazione.cancelled"))
    for found in cycle.monitorings(view.tables, view.year):
        yield Text(told("monitoring.report", day=found.day, text=found.report))


def _people(view: View) -> Iterator[Block]:
    """How schede are distributed, in aggregate only, and what was paid in all."""
    found = aggregate(view, view.year, ENTE)
    if found.bands is None:
        yield Text(told("relazione.few"), "note")
    else:
        head = [told("column.band"), told("column.count")]
        rows = [(label, str(count)) for label, count in sorted(found.bands.items())]
        yield table(head, rows, (1, 0), told("relazione.bands"), right=(1,))
    fund, premiums = payments.pool(view.tables, view.year, "staff"), premiums_of(view, view.year)
    rows_ = [(told("relazione.pool"), money(Fraction(fund.amount)))] if fund else []
    if premiums.paid is not None:
        rows_.append((told("relazione.paid"), money(premiums.paid)))
    if rows_:
        yield Facts(tuple(rows_), told("relazione.money"))
        if premiums.paid is None:
            yield Text(told("relazione.paid_later"), "note")


def money(amount: object) -> str:
    """Euros with their cents; a dash where none is set."""
    if not isinstance(amount, Fraction):
        return told("none")
    whole, cents = divmod(int(amount * 100), 100)
    return told("euro", amount=f"{number(Fraction(whole))},{cents:02d}")


def _entity_missing(view: View) -> Iterator[str]:
    found = evaluation.entity(view.tables, view.year)
    if found is None or found.step != "validated":
        yield told("missing.entity")


def _schede_missing(view: View) -> Iterator[str]:
    try:
        expected = {(p.person, p.part) for p in evaluated_people(view, view.year)}
    except NoRegulation:
        yield told("missing.regulation")
        return
    done = {(v.person, v.part) for v in standing_versions(view, view.year)}
    if expected - done:
        yield told("missing.schede", count=len(expected - done))


def verbale(ledger: Ledger, year: int | None) -> Drawn:
    """What the Nucleo looked at, validated and evaluated. Raises NoRegulation."""
    view = ledger.view.of(year)
    event = last_of(ledger, [*plan_streams(view), *year_streams(view)])
    found = checks(view, view.year, ledger.today())
    scored = [judged(view, v) for v in standing_versions(view, view.year)]
    by_nucleo = [j for j in scored if _is_nucleo(view, j)]
    members = [name_of(view, p) for p in view.holders(str(Role.NUCLEO), ledger.today())]
    blocks: list[Block] = [
        *meetings_of(view, members),
        Heading(told("verbale.entity")),
        _entity(view, standing(view, ENTE, day_of_reckoning(view, ledger.today()))),
        Heading(told("verbale.evaluations")),
        *_evaluations(view, by_nucleo),
        Heading(told("verbale.checks")),
        *_checks(found),
        Heading(told("scheda.sign")),
        Signatures(tuple(members) or (told("Role.nucleo"),)),
        seal_of(ledger, event.seq),
    ]
    paper = Paper(
        told("verbale.title", year=view.year),
        view.plan.plan.ente,
        event.recorded_at,
        tuple(blocks),
        subtitle=told("verbale.subtitle"),
        draft=(*_entity_missing(view), *_schede_missing(view)),
    )
    return Drawn("verbale", ENTE, view.year, paper, event.seq)


def _is_nucleo(view: View, found: Judged) -> bool:
    return any(post.role is Role.NUCLEO for post in view.posts(found.version.actor))


def _evaluations(view: View, scored: list[Judged]) -> Iterator[Block]:
    if not scored:
        yield Text(told("verbale.no_evaluations"), "note")
        return
    head = [told(f"column.{name}") for name in ("person", "version", "score", "band")]
    rows = [
        (
            name_of(view, j.version.person),
            str(j.version.version),
            j.score.display.replace(".", ",") if j.score else told("none"),
            j.score.payout.label if j.score else told(f"excluded.{j.status}"),
        )
        for j in scored
    ]
    yield table(head, rows, (1, 0, 0, 0), told("verbale.evaluations_caption"), right=(1, 2))


def _checks(found: tuple[Check, ...]) -> Iterator[Block]:
    if not found:
        yield Text(told("verbale.nothing"))
        return
    head = [told("column.what"), told("verbale.subject")]
    rows = [(plain_text(check_said(check)), check.cause) for check in found]
    yield table(head, rows, (1, 0.5), told("verbale.checks_caption"))
