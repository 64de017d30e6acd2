"""What the ledger holds on one person, and the certificate that one figure is on the record."""

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping

from ledger.errors import NoFigure
from ledger.events import Envelope
from ledger.ledger import Ledger
from ledger.people import CLI
from ledger.plan import ENTE
from ledger.projections import evaluation, papers
from ledger.view import View
from reports.paper import Block, Facts, Heading, Paper, Text, table, told
from reports.record import Drawn, last_of, name_of, seal_of, unit_name
from words.catalogue import TEXTS
from words.measures import amount, target_amount, value_amount
from words.wording import plain_text

DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")


def own_file(ledger: Ledger, person: str, year: int | None) -> Drawn:
    """Everything: posts, schede, talks, and each event that is about them or by them."""
    view = ledger.view.of(year)
    events = [e for e in ledger.log.after() if _concerns(e, person)]
    event = last_of(ledger, [e.stream for e in events if _about(e, person)])
    blocks = [
        _who(view, person),
        *_schede(view, person),
        *_documents(view, person),
        Heading(told("own.events")),
        Text(told("own.events_note", count=len(events))),
        _events(events, person),
        seal_of(ledger, event.seq),
    ]
    paper = Paper(
        told("own.title"),
        view.plan.plan.ente,
        event.recorded_at,
        tuple(blocks),
        subtitle=name_of(view, person),
        wide=True,
    )
    return Drawn("person", person, view.year, paper, event.seq)


def _about(e: Envelope, person: str) -> bool:
    kind, _, rest = e.stream.partition(":")
    return kind in ("person", "scheda", "notices") and rest.partition(":")[0] == person


def _concerns(e: Envelope, person: str) -> bool:
    return e.type != "DocumentIssued" and (e.actor == person or _about(e, person))


def _who(view: View, person: str) -> Block:
    rows = [(told("scheda.person"), name_of(view, person))]
    for post in view.posts(person):
        since = told("own.from", day=post.since) if post.since else told("own.always")
        until = told("own.until", day=post.until) if post.until else told("own.now")
        what = told(
            "own.interim" if post.interim else "own.post",
            unit=unit_name(view, post.unit or ENTE),
            since=since,
            until=until,
        )
        rows.append((told("role", role=post.role), what))
    return Facts(tuple(rows), told("own.who"))


def _schede(view: View, person: str) -> Iterator[Block]:
    rows = [
        (str(v.year), str(v.version), told("day", day=v.day), name_of(view, v.actor), str(v.seq))
        for year in view.years
        for v in evaluation.versions(view.tables, year, person)
    ]
    if rows:
        names = ("year", "version", "day", "evaluator", "seq")
        head = [told(f"column.{name}") for name in names]
        yield Heading(told("own.schede"))
        yield table(head, rows, (0, 0, 0, 1, 0), told("own.schede_caption"), right=(4,))


def _documents(view: View, person: str) -> Iterator[Block]:
    rows = [
        (told(f"kind.{d.kind}"), told("day", day=d.day), d.sha256, str(d.seq))
        for year in view.years
        for d in papers.issued(view.tables, person, year)
        if d.kind != "person"
    ]
    if rows:
        head = [told(f"column.{name}") for name in ("document", "day", "sha256", "seq")]
        yield Heading(told("own.documents"))
        yield table(head, rows, (0.3, 0, 1, 0), told("own.documents_caption"), right=(3,))


def _events(events: list[Envelope], person: str) -> Block:
    names = ("seq", "written", "day", "by", "what", "said")
    rows = [
        (
            str(e.seq),
            told("instant", at=e.recorded_at),
            told("day", day=e.about),
            told("console") if e.actor == CLI else e.actor,
            TEXTS[f"event.{said['type']}"],
            _said(said),
        )
        for e, said in ((e, e.clear(person)) for e in events)
    ]
    head = [told(f"column.{name}") for name in names]
    return table(head, rows, (0, 0, 0, 0.25, 0.4, 1), told("own.events_caption"))


def _said(body: Mapping[str, object]) -> str:
    """The event's data in words; of what is sealed in it, this person's. Nothing is left out."""
    facts = (_field(name, value) for name, value in body.items() if name != "type")
    return "; ".join(facts)


def _field(name: str, value: object) -> str:
    """A fact of an event as a person reads it; a name that is nobody's word stays as it is."""
    return f"{TEXTS.get(f'field.{name}', name)}: {_value(name, value)}"


def _value(name: str, value: object) -> str:
    """A value that the record names by a word of ours is said in Italian."""
    named = f"{OF_THE_FIELD.get(name, f'value.{name}')}.{value}"
    return TEXTS[named] if named in TEXTS else _plain(value)


OF_THE_FIELD = {"role": "Role", "capacity": "Role", "phase": "phase"}
"""Facts whose values have their words of the field."""


def _plain(value: object) -> str:
    match value:
        case None:
            return TEXTS["field.none"]
        case bool():
            return TEXTS["field.yes" if value else "field.no"]
        case dict():
            return f"({'; '.join(_field(name, part) for name, part in value.items())})"
        case list():
            return ", ".join(map(_plain, value)) or TEXTS["field.none"]
    return _text(value) if isinstance(value, str) else str(value)


def _text(text: str) -> str:
    """A day as it is written here, facts kept as JSON opened; any other text as it is."""
    if DAY.fullmatch(text):
        return told("day", day=dt.date.fromisoformat(text))
    if text.startswith(("{", "[")):
        try:
            return _plain(json.loads(text))
        except (ValueError, RecursionError):
            return text
    return text or TEXTS["field.none"]


def certificate(ledger: Ledger, code: str, year: int | None) -> Drawn:
    """That the figure of an indicator is on the record: value, day, who wrote it, who validated.

    Raises NoFigure where there is none.
    """
    view = ledger.view.of(year)
    code = view.plan.resolve(code)
    if code not in view.plan.indicators or (value := view.standing(code)) is None:
        raise NoFigure(code)
    indicator = view.plan.indicators[code]
    reports = [r for r in view.reports_of(code) if r.status in ("provisional", "validated")]
    last = max(reports, key=lambda r: (r.day, r.seq))
    event = last_of(ledger, [f"indicator:{code}", f"indicator:{view.year}:{code}"])
    rows = (
        (told("column.indicator"), told("scheda.unit_value", code=code, name=indicator.name)),
        (told("column.value"), plain_text(value_amount(indicator, value))),
        (told("column.target"), plain_text(target_amount(indicator))),
        (told("column.reported"), told("day", day=value.reported_on)),
        (told("certificate.by"), name_of(view, last.actor)),
        (told("certificate.written"), told("instant", at=last.recorded_at)),
        (told("column.validated"), told("yes" if value.validated else "no")),
        (told("certificate.proofs"), str(len(view.evidence_of(code)))),
    )
    made_of = [
        (
            str(r.seq),
            told("day", day=r.day),
            plain_text(amount(indicator, r.value)) if r.value is not None else _pair(r),
            name_of(view, r.actor),
        )
        for r in reports
    ]
    head = [told(f"column.{name}") for name in ("seq", "day", "value", "by")]
    paper = Paper(
        told("certificate.title"),
        view.plan.plan.ente,
        event.recorded_at,
        (
            Text(told("certificate.text")),
            Facts(rows, told("certificate.caption")),
            table(head, made_of, (0, 0, 0.6, 1), told("certificate.reports")),
            seal_of(ledger, last.seq),
        ),
        subtitle=told("scheda.unit_value", code=code, name=indicator.name),
    )
    return Drawn("certificate", code, view.year, paper, event.seq)


def _pair(report: object) -> str:
    numerator = getattr(report, "numerator", None)
    denominator = getattr(report, "denominator", None)
    return told("pair", numerator=numerator, denominator=denominator)
