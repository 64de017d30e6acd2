"""Settling what the plan's document got wrong, one anomaly at a time or all of a kind.

dirigente   /anomalie, /anomalie AS, /anomalie codice
bot         1 di 12 · AS2.3, riga 534: «31/09/2024» non è un giorno. Leggo 30/09/2024?
            [Conferma] [Scrivo io] [Lascia aperta]
            [Le 5 come proposto: il giorno non esiste]
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from handlers.conversation import Conversation, Press, number, word
from handlers.desk import Desk, answer, ask, button, confirm_row, led_by
from handlers.plan.anomaly_readings import CALLED, NOT_WRITTEN, asked, codes, matter_in, read
from handlers.talk.deed import command_of, present, recorded
from handlers.talk.listing import Listed
from handlers.turn import Button, Outcome, Reply
from italian.words import clean
from ledger.commands.anomalies import SettleAnomalies, SettleAnomaly, anomaly_setters
from ledger.errors import AlreadySettled, UnknownCode
from ledger.events import Envelope
from ledger.people import Role
from ledger.plan import ENTE
from ledger.plan.anomalies import NAMES
from ledger.readings.desk import first_to_settle
from ledger.rows import OpenAnomaly
from words.catalogue import TEXTS
from words.say import Say, say

TALK = "anomaly"
SEVERAL = 2
"""Of one kind with a reading proposed, from which they may be settled together."""

SHOWN, LIST = 12, "anokind"
"""Of one kind on a card; the rest is counted."""

POINTS = "points"
"""All of them, of whatever kind."""

AS_IS = "="
"""Before a kind, in a button of the points of it that stay as they are."""

FEW = 8
"""So many are shown one by one, without choosing a kind first."""

WORD_LETTERS = 24
"""Of a kind as it is typed, which goes into buttons."""

FIRST, WITHIN = "-", "~"
"""In buttons: only what waits for who asks before others; a unit and a kind in it."""

LAST = ("no_target",)
"""There are many of these and each needs a decision: they come after what is quickly settled."""


def mine(desk: Desk) -> list[OpenAnomaly]:
    """The open anomalies this person may settle, the quick ones first."""
    held = {post.name for post in desk.posts}
    plan = desk.view.plan
    found = [
        a for a in desk.view.anomalies() if not held.isdisjoint(anomaly_setters(plan, a.where))
    ]
    return sorted(found, key=lambda a: (a.kind in LAST, a.id))


def start(desk: Desk, typed: str) -> Outcome:
    """`/anomalie`, `/anomalie AS`, `/anomalie codice`: the first one, or what there is by kind."""
    only = _unit(desk, typed) or clean(typed).replace(":", " ")[:WORD_LETTERS].strip()
    others = mine(desk)
    if only and others and not _chosen(desk, only):
        # The ways to ask that are shown are of what there is.
        kind = say(f"anomaly.short.{others[0].kind}")
        facts = {"typed": typed.strip()[:60], "where": others[0].where, "kind": kind}
        return answer(say("anomalies.nothing_of", **facts))
    return by_kind(desk, only)


def by_kind(desk: Desk, only: str = "") -> Outcome:
    """How many there are of each kind, each to work through; few are shown one by one at once."""
    found = _chosen(desk, only)
    kinds = Counter(a.kind for a in found).most_common()
    if len(found) <= FEW or len(kinds) < SEVERAL:
        return show_next(desk, only=only)
    read = sum(a.reading is not None for a in found)
    line = say("anomalies.all", count=len(found), read=read, seen=len(found) - read)
    lines = [line]
    lines += () if only else _of_others(desk, len(found))
    prefix = FIRST if only.startswith(FIRST) else ""
    unit = only.removeprefix(FIRST) if _unit(desk, only.removeprefix(FIRST)) else ""
    cells = [
        (
            button(
                "anomaly_kind",
                f"anoleave:0:{prefix}{unit}{WITHIN}{kind}",
                count=count,
                kind=say(f"anomaly.short.{kind}"),
            ),
        )
        for kind, count in kinds
    ]
    one = (button("one_by_one", f"anoleave:0:{only or WITHIN}"),)
    return answer(*lines, buttons=(*cells, one), replace=bool(desk.turn.pressed))


def _of_others(desk: Desk, count: int) -> Iterator[Say]:
    """How many are for others, and how many wait for who asks before others: the count of what is
    owed is theirs alone."""
    if others := len(desk.view.anomalies()) - count:
        yield say("anomalies.not_yours", count=others)
    if (theirs := len(_chosen(desk, FIRST))) != count:
        yield say("anomalies.first" if theirs else "anomalies.none_first", count=theirs)


def _chosen(desk: Desk, only: str) -> list[OpenAnomaly]:
    """Those of a unit, of a kind, or of a kind in a unit (`AS~bad_date`); FIRST before them: those
    that wait for who asks before others."""
    found, only_ = mine(desk), only.removeprefix(FIRST)
    if only.startswith(FIRST):
        held = frozenset(post.name for post in desk.posts)
        theirs = {a.id for a in first_to_settle(desk.view, held)}
        found = [a for a in found if a.id in theirs]
    place, _, kind = only_.partition(WITHIN) if WITHIN in only_ else _read(desk, only_)
    return [a for a in found if _is_within(desk, a, place) and _is_of(a, kind)]


def _read(desk: Desk, typed: str) -> tuple[str, str, str]:
    """A unit where it is one, else words of a kind."""
    unit = _unit(desk, typed)
    return (unit, WITHIN, "") if unit else ("", WITHIN, typed)


def _unit(desk: Desk, typed: str) -> str:
    """The area, service or objective that a word names; nothing where it names none."""
    try:
        return desk.view.plan.resolve_scope(typed) if typed else ""
    except UnknownCode:
        return ""


def _is_within(desk: Desk, anomaly: OpenAnomaly, place: str) -> bool:
    plan, where = desk.view.plan, anomaly.where
    if where in plan.indicators:
        where = plan.indicators[where].objective
    unit = plan.objectives[where].unit if where in plan.objectives else where
    area = plan.area_of_service.get(unit)
    return place in ("", ENTE) or place in (anomaly.where, where, unit, area)


def _is_of(anomaly: OpenAnomaly, kind: str) -> bool:
    """Whether it is of a kind, by its name or by words of what is said of it."""
    if kind in ("", anomaly.kind):
        return True
    if matter := matter_in(kind):
        return anomaly.kind in CALLED[matter][1]
    told = (f"anomaly.{anomaly.kind}", f"anomaly.short.{anomaly.kind}")
    return kind not in NAMES and any(clean(kind) in clean(TEXTS[key]) for key in told)


def show_next(desk: Desk, after: int = 0, only: str = "") -> Outcome:
    """The next one, as a card where there is something to confirm."""
    found = _chosen(desk, only)
    ids = [a.id for a in found]
    rest = found[ids.index(after) + 1 :] if after in ids else found
    if not found and only and mine(desk):
        return by_kind(desk)
    if not found:
        every = len(desk.view.anomalies())
        line = say("anomalies.others", count=every) if every else say("anomalies.none")
        return answer(line, replace=bool(desk.turn.pressed))
    if not rest:
        return answer(say("anomalies.left", count=len(found)), replace=bool(desk.turn.pressed))
    anomaly = rest[0]
    lines = [
        say("anomalies.count", position=found.index(anomaly) + 1, count=len(found)),
        *(() if only or after else _of_others(desk, len(found))),
        _line(desk, anomaly),
    ]
    if anomaly.reading:
        lines.append(say("anomalies.reading", reading=_shown(anomaly.reading)))
    elif anomaly.kind not in LAST:
        lines += _as_it_is(anomaly)
    others: tuple[Button, ...] = (button("leave", f"anoleave:{anomaly.id}:{only or WITHIN}"),)
    if anomaly.kind not in NOT_WRITTEN:
        others = (button("type", f"anotype:{anomaly.id}"), *others)
    more = _kind_row(found, anomaly)
    if not anomaly.reading and anomaly.kind in LAST:
        return answer(*lines, buttons=(others, *more), replace=bool(desk.turn.pressed))
    settle = SettleAnomaly(anomaly.id, anomaly.reading)
    return present(
        desk,
        TALK,
        settle,
        *lines,
        buttons=lambda card: ((button("confirm", f"ok:{card}"), *others), *more),
        anomaly=anomaly.id,
        only=only,
    )


def _kind_row(found: list[OpenAnomaly], anomaly: OpenAnomaly) -> tuple[tuple[Button, ...], ...]:
    """All of a kind at once: as each is proposed, or, where none is, as they stand. What wants a
    decision of its own each time does not."""
    read = anomaly.reading is not None
    alike = _alike(found, anomaly.kind, read=read)
    if len(alike) < SEVERAL or (not read and anomaly.kind in LAST):
        return ()
    facts = {"count": len(alike), "kind": say(f"anomaly.short.{anomaly.kind}")}
    if read:
        return ((button("kind_all", f"anokind:{anomaly.kind}", **facts),),)
    return ((button("kind_as_is", f"anokind:{AS_IS}{anomaly.kind}", **facts),),)


def _alike(found: list[OpenAnomaly], kind: str, *, read: bool = True) -> list[OpenAnomaly]:
    return [a for a in found if a.kind == kind and (a.reading is not None) == read]


def _of_button(desk: Desk, about: str) -> list[OpenAnomaly]:
    """The points a button of a kind speaks of: those with a reading, or those without."""
    as_is = about.startswith(AS_IS)
    return _alike(mine(desk), about.removeprefix(AS_IS), read=not as_is)


def _as_it_is(anomaly: OpenAnomaly) -> tuple[Say, ...]:
    """What Conferma does where no reading is proposed, and what would be done instead."""
    instead = NOT_WRITTEN.get(anomaly.kind)
    lines = () if instead is None else (say(f"anomalies.instead.{instead}"),)
    return (*lines, say("anomalies.as_it_is"))


def offer_kind(desk: Desk, kind: str) -> Outcome:
    """One card for all of a kind: which, and how each would be read, or that they stay so."""
    alike = _of_button(desk, kind)
    if not alike:
        return show_next(desk)
    command = SettleAnomalies(tuple(SettleAnomaly(a.id, a.reading) for a in alike))
    desk.ledger.consider(command, actor=desk.person)
    listed = of_kind(desk, kind)
    rows = [*listed.rows[:SHOWN]]
    left = len(listed.rows) - len(rows)
    if left:
        rows.append(say("status.more", count=left))

    def buttons(card: str) -> tuple[tuple[Button, ...], ...]:
        more = ((button("others", f"ls:{LIST}:{kind}:{SHOWN}", count=left),),) if left else ()
        return (confirm_row(card), *more)

    return present(desk, TALK, command, *listed.title, *rows, buttons=buttons)


def of_kind(desk: Desk, kind: str) -> Listed:
    """Everything a card for one kind would settle, to read to its end before it is confirmed."""
    alike = _of_button(desk, kind)
    if not alike:
        return Listed((say("anomalies.none"),), ())
    facts = {"count": len(alike), "kind": say(f"anomaly.{alike[0].kind}")}
    if kind.startswith(AS_IS):
        return Listed((say("anomalies.kind_as_is", **facts),), tuple(_line(desk, a) for a in alike))
    rows = tuple(
        say(
            "anomalies.row",
            where=a.where,
            printed=a.printed or "—",
            reading=_shown(a.reading or ""),
        )
        for a in alike
    )
    return Listed((say("anomalies.kind", **facts),), rows)


def points(desk: Desk, about: str) -> Listed:
    """Every point of the plan to settle, whoever settles it."""
    rows = tuple(_line(desk, anomaly) for anomaly in desk.view.anomalies())
    title = say("anomalies.points", count=len(rows)) if rows else say("anomalies.none")
    return Listed((title,), rows)


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
        what=say(f"anomaly.{anomaly.kind}"),
        line=say("anomalies.at_line", line=anomaly.line) if anomaly.line else None,
    )


def ask_value(desk: Desk, id_: int) -> Outcome:
    """Scrivo io: asks for the reading. Raises AlreadySettled."""
    anomaly = _open(desk, id_)
    draft = {"talk": TALK, "anomaly": id_, "step": "value"}
    return ask(draft, _asked(desk, anomaly))


def _asked(desk: Desk, anomaly: OpenAnomaly) -> Say:
    """What may be written, with a code of the plan where one is wanted."""
    example = next(iter(codes(desk)), "OS1.01")
    return say(f"anomalies.ask.{asked(anomaly.kind)}", where=anomaly.where, example=example)


def _open(desk: Desk, id_: int) -> OpenAnomaly:
    """Raises AlreadySettled, also for one that a corrected document no longer has."""
    anomaly = desk.view.anomaly(id_)
    if anomaly is None or anomaly.settled:
        raise AlreadySettled(anomaly.where if anomaly else str(id_))
    return anomaly


def typed(desk: Desk) -> Outcome | None:
    """The reading somebody typed, as its kind is read; it is shown before it is recorded."""
    if "step" not in desk.draft:
        return None
    anomaly = _open(desk, int(desk.draft["anomaly"]))
    value = read(desk, anomaly, desk.turn.text)
    if value is None:
        unread = say("anomalies.unread", typed=desk.turn.text.strip()[:60])
        return ask(desk.draft, unread, _asked(desk, anomaly))
    return offer(desk, anomaly, value)


def offer(desk: Desk, anomaly: OpenAnomaly, value: str) -> Outcome:
    """The card of a reading that was said. Raises NotAllowed."""
    command = SettleAnomaly(anomaly.id, value)
    desk.ledger.consider(command, actor=desk.person)
    lines = [_line(desk, anomaly), say("anomalies.card", reading=_shown(value))]
    lines += _doubts_of(desk, asked(anomaly.kind), value)
    return present(desk, TALK, command, *lines, anomaly=anomaly.id)


def _doubts_of(desk: Desk, way: str, value: str) -> list[Say]:
    """A code that the plan has nowhere; a term that is past, or beyond the plan's year."""
    if way == "code" and value not in codes(desk):
        return [say("anomalies.doubt.code", code=value)]
    if way != "bad_date":
        return []
    day = dt.date.fromisoformat(value)
    if day.year > desk.view.year:
        return [say("amend.doubt.beyond", year=desk.view.year)]
    return [say("amend.doubt.past", day=day)] if day < desk.today else []


def confirmed(desk: Desk) -> Outcome:
    """What was settled, and the next one."""
    done = recorded(desk, _told)
    after = int(desk.draft.get("anomaly", 0))
    only = str(desk.draft.get("only", ""))
    return led_by(show_next(desk, after, only), *done.replies[0].lines)


def _told(desk: Desk, draft: Mapping[str, Any], found: list[Envelope]) -> tuple[Reply, ...]:
    command = command_of(draft)
    if isinstance(command, SettleAnomalies):
        return (Reply((say("anomalies.settled_all", count=len(command.items)),)),)
    assert isinstance(command, SettleAnomaly)
    anomaly = desk.view.anomaly(command.anomaly)
    where = anomaly.where if anomaly else ""
    if command.value is None:
        return (Reply((say("anomalies.seen", where=where),)),)
    return (Reply((say("anomalies.settled", where=where, reading=_shown(command.value)),)),)


CONVERSATION = Conversation(
    talk=TALK,
    commands={"anomalie": start},
    offered={"anomalie": (Role.DIRIGENTE, Role.SEGRETARIO, Role.SINDACO)},
    buttons={
        "anotype": Press(ask_value, (number,)),
        "anoleave": Press(show_next, (number, word), 1),
        "anoall": Press(by_kind, (word,)),
        "anokind": Press(offer_kind, (word,)),
    },
    waits=typed,
    confirm=confirmed,
)
