"""Settling what the plan's document got wrong, one anomaly at a time.

dirigente   /anomalie
bot         1 di 12 · AS2.3, riga 534: «31/09/2024» non è un giorno. Leggo 30/09/2024?
            [Conferma] [Scrivo io] [Lascia aperta]
"""

import datetime as dt

from handlers.desk import Desk, answer, ask, button
from handlers.turn import Outcome
from handlers.typed import read_amount, read_day
from ledger.commands.authority import posts_on
from ledger.commands.plan import SettleAnomaly, anomaly_setters
from ledger.view import OpenAnomaly
from words.say import Say, say

KINDS = (
    "bad_code",
    "bad_date",
    "bad_weight",
    "bad_years",
    "broken_cell",
    "code_mismatch",
    "code_state",
    "content_mismatch",
    "duplicate_code",
    "hidden_row",
    "hidden_sheet",
    "later_target",
    "missing_code",
    "missing_codes",
    "no_ente",
    "no_indicator",
    "no_objective",
    "no_owner",
    "no_target",
    "no_weight",
    "odd_target",
    "partial_code",
    "past_date",
    "several_measures",
    "struck_row",
    "title_mismatch",
    "unknown_code",
    "unknown_state",
    "unknown_unit",
    "upside_down_ratio",
    "weight_sum",
)
"""Kinds of anomaly that have a sentence of their own."""

LAST = ("no_target",)
"""There are many of these and each needs a decision: they come after what is quickly settled."""


def mine(desk: Desk) -> list[OpenAnomaly]:
    """The open anomalies this person may settle, the quick ones first."""
    held = {post.name for post in posts_on(desk.view, desk.person, desk.today)}
    plan = desk.view.plan
    found = [
        a for a in desk.view.anomalies() if not held.isdisjoint(anomaly_setters(plan, a.where))
    ]
    return sorted(found, key=lambda a: (a.kind in LAST, a.id))


def show_next(desk: Desk, after: int = 0) -> Outcome:
    found = mine(desk)
    ids = [a.id for a in found]
    rest = found[ids.index(after) + 1 :] if after in ids else found
    if not found:
        every = len(desk.view.anomalies())
        line = say("anomalies.others", count=every) if every else say("anomalies.none")
        return answer(line, replace=bool(desk.turn.pressed))
    if not rest:
        return answer(say("anomalies.left", count=len(found)), replace=bool(desk.turn.pressed))
    anomaly = rest[0]
    row = [button("type", f"anotype:{anomaly.id}"), button("leave", f"anoleave:{anomaly.id}")]
    if anomaly.reading:
        row.insert(0, button("confirm", f"anook:{anomaly.id}"))
    elif anomaly.kind not in LAST:
        row.insert(0, button("seen", f"anook:{anomaly.id}"))
    return answer(
        say("anomalies.count", position=found.index(anomaly) + 1, count=len(found)),
        _line(desk, anomaly),
        *([say("anomalies.reading", reading=_shown(anomaly.reading))] if anomaly.reading else []),
        buttons=(tuple(row),),
        replace=bool(desk.turn.pressed),
    )


def kind_of(anomaly: OpenAnomaly) -> str:
    """The kind as the catalogue knows it; a plan file may bring kinds of its own."""
    return anomaly.kind if anomaly.kind in KINDS else "other"


def _shown(reading: str) -> object:
    try:
        return dt.date.fromisoformat(reading)
    except ValueError:
        return reading


def _line(desk: Desk, anomaly: OpenAnomaly) -> Say:
    plan = desk.view.plan
    name = ""
    if anomaly.where in plan.indicators:
        name = plan.indicators[anomaly.where].name
    elif anomaly.where in plan.objectives:
        name = plan.objectives[anomaly.where].title
    return say(
        "anomalies.line",
        where=anomaly.where,
        name=say("anomalies.name", name=name) if name else None,
        printed=anomaly.printed or "—",
        what=say(f"anomaly.{kind_of(anomaly)}"),
        line=say("anomalies.at_line", line=anomaly.line) if anomaly.line else None,
    )


def accept(desk: Desk, id_: int) -> Outcome:
    """The proposed reading is taken, or the anomaly acknowledged where there is none."""
    anomaly = desk.view.anomaly(id_)
    reading = anomaly.reading if anomaly else None
    if anomaly is None or not anomaly.settled:
        desk.execute(SettleAnomaly(id_, reading), f"settle:{id_}")
    return show_next(desk, id_)


def ask_value(desk: Desk, id_: int) -> Outcome:
    anomaly = desk.view.anomaly(id_)
    kind = anomaly.kind if anomaly and anomaly.kind in ("bad_date", "no_target") else "other"
    where = anomaly.where if anomaly else ""
    return ask(
        {"talk": "anomaly", "anomaly": id_, "id": desk.new_id()},
        say(f"anomalies.ask.{kind}", where=where),
    )


def typed(desk: Desk) -> Outcome:
    """The reading somebody typed: a day for a date, a number for a target, else words."""
    id_ = int(desk.draft["anomaly"])
    anomaly = desk.view.anomaly(id_)
    text = desk.turn.text.strip()
    value: str | None = text[:200]
    if anomaly and anomaly.kind == "bad_date":
        day = read_day(text, desk.today)
        value = day.isoformat() if day else None
    elif anomaly and anomaly.kind == "no_target":
        number = read_amount(text)
        value = str(number) if number is not None else None
    if not value:
        return ask(desk.draft, say("anomalies.unread", typed=text[:60]))
    desk.execute(SettleAnomaly(id_, value), f"card:{desk.draft['id']}")
    return show_next(desk, id_)
