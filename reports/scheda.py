"""The scheda on paper: the four forms of the regulation, part by part. Source: R-02 to R-12, R-22.

Whatever is on it comes from the version that was signed and from what followed it, so that the same
record gives the same file for ever. Money is not on it: it depends on everybody's schede.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from ledger.evaluation.adopted import regulation_at
from ledger.evaluation.schede import Judged, judged
from ledger.evaluation.sheet import ItemLine, ObjectiveLine
from ledger.ledger import Ledger
from ledger.people import Role
from ledger.progress.standings import ObjectiveStanding, standing
from ledger.projections import encounters, evaluation, procedures
from ledger.projections.evaluation import Version
from ledger.projections.procedures import Procedure
from ledger.regulation.tables import Item, Section
from ledger.scoring.numbers import read_number
from ledger.scoring.scheda import Score
from ledger.view import View
from reports.paper import (
    Block,
    Break,
    Facts,
    Heading,
    Paper,
    Signatures,
    Text,
    table,
    told,
)
from reports.record import cut, name_of, seal_of, unit_name
from words.measures import target_amount, value_amount
from words.wording import number, plain_text


@dataclass(frozen=True)
class _Form:
    """What one scheda is made from."""

    ledger: Ledger
    view: View
    version: Version
    found: Judged
    last: dt.datetime

    @property
    def role(self) -> Role:
        return Role(self.version.sheet.role)


def scheda_paper(ledger: Ledger, version: Version) -> Paper:
    """A version as a document; its date is that of the last event of the person's scheda."""
    view = ledger.view.of(version.year)
    story = list(ledger.log.stream(f"scheda:{version.person}:{version.year}"))
    form = _Form(ledger, view, version, judged(view, version), story[-1].recorded_at)
    score = form.found.score
    blocks: list[Block] = [*_who(form)]
    if score is None:
        blocks.append(Text(told("scheda.excluded", why=_why(form)), "warning"))
    else:
        blocks += [*_entity(form, score), *_objectives(form, score), *_behaviours(form, score)]
        blocks += _total(form, score)
    blocks += [*_procedure(form), *_versions(form), *_closing(form)]
    if score is not None:
        blocks += _rubric(form)
    return Paper(
        title=told("scheda.title", year=version.year),
        ente=view.plan.plan.ente,
        at=form.last,
        blocks=tuple(blocks),
        subtitle=told(
            "scheda.subtitle",
            form=told(f"scheda.form.{form.role}"),
            name=name_of(view, version.person),
            version=version.version,
        ),
    )


def rests_on(ledger: Ledger, version: Version) -> int:
    """The last event of the record that a scheda shows."""
    return list(ledger.log.stream(f"scheda:{version.person}:{version.year}"))[-1].seq


def _why(form: _Form) -> str:
    return told(f"excluded.{form.found.status}")


def _who(form: _Form) -> Iterator[Block]:
    version, view, sheet = form.version, form.view, form.version.sheet
    regulation = regulation_at(view, version.regulation).regulation
    rules = regulation.title
    if regulation.act:
        rules = told("scheda.regulation_act", title=regulation.title, act=regulation.act)
    rows = [
        (told("scheda.person"), name_of(view, version.person)),
        (told("scheda.role"), told(f"scheda.form.{form.role}")),
    ]
    if sheet.unit:
        rows.append((told("scheda.unit"), unit_name(view, sheet.unit)))
    rows += [
        (told("scheda.evaluator"), name_of(view, version.actor)),
        (told("scheda.issued"), told("day", day=version.day)),
        (told("scheda.version"), str(version.version)),
        (told("scheda.regulation"), rules),
    ]
    if sheet.presence:
        worked = sheet.presence.presence
        protected = worked.protected_days
        said = told("scheda.presence_value", days=worked.days + protected, protected=protected)
        rows.append((told("scheda.presence"), said))
    talks = encounters.talks(view.tables, version.person, version.year)
    moments = [
        told("scheda.talk", moment=told(f"scheda.moment.{t.moment}"), day=t.day) for t in talks
    ]
    rows.append((told("scheda.talks"), ", ".join(moments) or told("none")))
    yield Text(told("scheda.protocol"))
    yield Facts(tuple(rows), told("scheda.who"))


def _entity(form: _Form, score: Score) -> Iterator[Block]:
    weight = form.found.regulation.roles[form.role].weights.entity
    value = read_number(form.version.sheet.entity or "0")
    head = [told(f"column.{name}") for name in ("part", "base", "share", "points")]
    row = (
        told("scheda.a_row"),
        cut(value),
        told("percent", number=weight),
        cut(score.a),
    )
    yield Heading(told("scheda.a"))
    yield table(head, [row], (1, 0, 0, 0), told("scheda.a_caption"), right=(1, 2, 3))


def _objectives(form: _Form, score: Score) -> Iterator[Block]:
    columns = ("code", "objective", "target", "value", "weight", "reached", "weighted")
    rows: list[tuple[str, ...]] = []
    strong: list[int] = []
    notes: list[str] = []
    for line in form.version.sheet.objectives:
        stands = _standing_of(form, line.code)
        strong.append(len(rows))
        value, weight = read_number(line.value), read_number(line.weight)
        rows.append(
            (line.code, line.title, "", "", cut(weight), cut(value), cut(value * weight / 100))
        )
        rows += _indicator_rows(stands)
        notes += _notes(line, stands)
    share = form.found.regulation.roles[form.role].weights.objectives
    empty = ("",) * 4
    strong += [len(rows), len(rows) + 1]
    rows.append(("", told("scheda.b_sum"), *empty, cut(score.s)))
    rows.append(("", told("scheda.b_points", weight=share), *empty, cut(score.b)))
    yield Heading(told("scheda.b"))
    yield table(
        [told(f"column.{name}") for name in columns],
        rows,
        (0, 1, 0.4, 0.36, 0, 0, 0),
        told("scheda.b_caption"),
        right=(4, 5, 6),
        strong=strong,
    )
    for note in notes:
        yield Text(note, "note")


def _standing_of(form: _Form, code: str) -> ObjectiveStanding | None:
    """How an objective ended the year; None for one that a later plan no longer has."""
    if code not in form.view.plan.objectives:
        return None
    day = dt.date(form.version.year, 12, 31)
    return standing(form.view, code, day).objectives[0]


def _indicator_rows(stands: ObjectiveStanding | None) -> Iterator[tuple[str, ...]]:
    for part in stands.indicators if stands else ():
        reached = cut(part.progress) if part.progress is not None else told("none")
        yield (
            part.indicator.code,
            part.indicator.name,
            plain_text(target_amount(part.indicator)),
            plain_text(value_amount(part.indicator, part.value)),
            "",
            reached,
            "",
        )


def _notes(line: ObjectiveLine, stands: ObjectiveStanding | None) -> Iterator[str]:
    proposed = read_number(line.proposed) if line.proposed is not None else None
    if line.reason:
        yield told(
            "scheda.differs",
            code=line.code,
            value=cut(read_number(line.value)),
            proposed=told("none") if proposed is None else cut(proposed),
            reason=line.reason,
        )
    now = stands.progress if stands else None
    if proposed is not None and now is not None and now != proposed:
        yield told("scheda.moved", code=line.code, now=cut(now))


def _behaviours(form: _Form, score: Score) -> Iterator[Block]:
    rules = form.found.regulation.roles[form.role]
    yield Heading(told("scheda.c"))
    for section in rules.sections:
        yield _section(form, section, rules.lowest_level)
    yield Text(told("scheda.c_sum", points=cut(score.c), maximum=rules.weights.behaviours))


def _section(form: _Form, section: Section, lowest: int) -> Block:
    items = form.version.sheet.items
    rows = [
        (
            _item_text(item),
            _level_text(item, items[item.code], lowest),
            str(item.maximum),
            number(read_number(items[item.code].points)),
        )
        for item in section.items
    ]
    reached = sum((read_number(items[i.code].points) for i in section.items), Fraction(0))
    rows.append(
        (told("scheda.c_section", title=section.title), "", str(section.points), number(reached))
    )
    head = [told(f"column.{name}") for name in ("item", "level", "maximum", "points")]
    caption = told("scheda.c_caption", title=section.title)
    return table(head, rows, (1, 1, 0, 0), caption, right=(2, 3), total=True)


def _item_text(item: Item) -> str:
    key = "scheda.item" if item.text else "scheda.item_short"
    return told(key, code=item.code, title=item.title, text=item.text)


def _level_text(item: Item, line: ItemLine, lowest: int) -> str:
    """The descriptor of the points given; half points stand between two."""
    place = read_number(line.points) - lowest
    wording = item.wording
    if place < 0:
        level = told("scheda.below")
    elif place.denominator == 1:
        level = wording[int(place)]
    else:
        below = int(place)
        level = told("scheda.between", below=wording[below], above=wording[below + 1])
    return told("scheda.item_reason", level=level, reason=line.reason) if line.reason else level


def _total(form: _Form, score: Score) -> Iterator[Block]:
    regulation = form.found.regulation
    rows = (
        (told("scheda.d_a"), cut(score.a)),
        (told("scheda.d_b"), cut(score.b)),
        (told("scheda.d_c"), cut(score.c)),
        (told("scheda.d_d"), cut(score.d)),
        (told("scheda.d_reduction"), told("percent", number=score.reduction_percent)),
        (told("scheda.d_final"), score.display.replace(".", ",")),
        (told("scheda.d_band"), score.payout.label),
        (told("scheda.d_share"), told("percent", number=score.payout.share_percent)),
    )
    yield Heading(told("scheda.d"))
    if form.version.sheet.sanctions:
        counts = [
            (told(f"sanction.{kind}"), str(count))
            for kind, count in sorted(form.version.sheet.sanctions.items())
        ]
        head = [told("column.grade"), told("column.count")]
        yield table(head, counts, (1, 0), told("scheda.sanctions"), right=(1,))
    yield Facts(rows, told("scheda.d_caption"))
    if score.negative:
        threshold = number(regulation.settings.negative.threshold)
        yield Text(told("scheda.negative", threshold=threshold), "warning")
    yield Text(told("scheda.cut"), "note")


def _procedure(form: _Form) -> Iterator[Block]:
    version = form.version
    done = procedures.procedure(form.view.tables, version.person, version.year, version.part)
    yield Heading(told("scheda.procedure"))
    if done is None or done.notified_on is None:
        rows = [(told("scheda.notified"), told("scheda.not_notified"))]
        yield Facts(tuple(rows), told("scheda.procedure_caption"))
        return
    yield Facts(tuple(_steps(done)), told("scheda.procedure_caption"))
    for key, text in (("observations", done.observations), ("answer", done.answer)):
        if text:
            yield Heading(told(f"scheda.{key}"), 2)
            yield Text(text)


def _steps(done: Procedure) -> Iterator[tuple[str, str]]:
    how = done.how or ""
    by = told("scheda.acknowledged") if how == "acknowledged" else how
    yield told("scheda.notified"), told("day", day=done.notified_on)
    yield told("scheda.how"), by
    if done.observed_on is None:
        yield told("scheda.observed"), told("scheda.no_observations")
    elif done.admissible is False:
        late = told("scheda.inadmissible", day=done.observed_on, deadline=done.deadline)
        yield told("scheda.observed"), late
    else:
        yield told("scheda.observed"), told("day", day=done.observed_on)
    if done.replied_on is not None:
        yield told("scheda.replied"), told("day", day=done.replied_on)
        yield told("scheda.outcome"), told(f"scheda.outcome.{done.outcome}")
    if done.signed_on is not None:
        key = "accepted" if done.accepted else "refused"
        yield told("scheda.signed"), told(f"scheda.{key}", day=done.signed_on)


def _versions(form: _Form) -> Iterator[Block]:
    version = form.version
    others = [
        v
        for v in evaluation.versions(form.view.tables, version.year, version.person)
        if v.part == version.part
    ]
    if len(others) < 2:
        return
    head = [told(f"column.{name}") for name in ("version", "day", "evaluator", "seq")]
    rows = [
        (str(v.version), told("day", day=v.day), name_of(form.view, v.actor), str(v.seq))
        for v in others
    ]
    yield Heading(told("scheda.versions"))
    yield table(head, rows, (0, 0, 1, 0), told("scheda.versions_caption"), right=(3,))


def _closing(form: _Form) -> Iterator[Block]:
    version = form.version
    yield Heading(told("scheda.sign"))
    yield Signatures(
        (
            told("scheda.sign_evaluator", name=name_of(form.view, version.actor)),
            told("scheda.sign_person", name=name_of(form.view, version.person)),
        )
    )
    yield seal_of(form.ledger, version.seq)


def _rubric(form: _Form) -> Iterator[Block]:
    rules = form.found.regulation.roles[form.role]
    yield Break()
    yield Heading(told("scheda.rubric"))
    for section in rules.sections:
        rows = [
            (
                told("scheda.item_short", code=item.code, title=item.title),
                _levels(item, rules.lowest_level),
            )
            for item in section.items
        ]
        head = [told("column.item"), told("column.levels")]
        yield table(head, rows, (0.42, 1), told("scheda.rubric_caption", title=section.title))


SHORT_LEVEL = 25
"""Letters: levels of a word or two are told on one line."""


def _levels(item: Item, lowest: int) -> str:
    told_levels = [
        told("scheda.level", points=lowest + n, text=text) for n, text in enumerate(item.wording)
    ]
    brief = all(len(text) <= SHORT_LEVEL for text in item.wording)
    return ("; " if brief else "\n").join(told_levels)
