"""What is kept of a chat between two turns, stamped with the shape it has.

A draft of another version is put away with a sentence, and never read.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from handlers.desk import CHAT, DECLINED, SINCE, Desk
from handlers.evaluating import smvp
from handlers.reporting import told_before
from handlers.reporting.cards import TALK as REPORT
from handlers.standing import years
from handlers.talk import labels
from handlers.turn import Outcome, Turn
from ledger.clock import day_of
from ledger.later import replace

SHAPE = 3
"""Of what drafts keep; raised when a conversation keeps something else under the same name."""

OF_THE_CHAT = frozenset({CHAT, "shape"})

ANOTHER_VISIT = dt.timedelta(hours=4)
"""Of silence, after which somebody comes back rather than goes on."""


def visited(chat: Mapping[str, Any], turn: Turn) -> dict[str, Any]:
    """What is kept of a chat, with when its person was last here: hours later is another visit."""
    seen = chat.get("seen")
    now = {**chat, "seen": turn.instant}
    if seen is not None and turn.at - dt.datetime.fromisoformat(seen) > ANOTHER_VISIT:
        now.pop(told_before.CALLED, None)
        now["visit_before"] = day_of(dt.datetime.fromisoformat(seen)).isoformat()
    return now


def still_read(old: Mapping[str, Any]) -> dict[str, Any]:
    """Of a draft of another version, the pages of evaluations that somebody has begun."""
    return {smvp.PARKED: old[smvp.PARKED]} if smvp.PARKED in old else {}


def stamped(desk: Desk, outcome: Outcome, chat: Mapping[str, Any]) -> Outcome:
    """What is kept bears its shape, and what the chat was told whatever the talk; an answer says
    which year the chat speaks of."""
    draft: dict[str, Any] = dict(outcome.draft or {})
    left = {told_before.CALLED: None} if _waits(desk.draft) else {}  # Another talk was gone into.
    told = {DECLINED: None, **left, **dict(draft.pop(CHAT, {}))}
    if desk.year is None:
        chat = {key: kept for key, kept in chat.items() if key not in ("year", "until")}
    elif "year" not in told and outcome.replies:
        first, *others = outcome.replies
        of_year = replace(first, lines=(*first.lines, years.note(desk.year)))
        outcome = replace(outcome, replies=(of_year, *others))
    if _waits(draft):
        told[labels.KEPT] = labels.shown(outcome, chat.get(labels.KEPT))
    else:
        told[labels.KEPT] = None
    noted = {key: value for key, value in {**chat, **told}.items() if value is not None}
    if noted:
        draft[CHAT] = noted
    if "talk" in draft:
        draft.setdefault(SINCE, desk.today.isoformat())
    return replace(outcome, draft={**draft, "shape": SHAPE} if draft else None)


def leads_on(turn: Turn, draft: Mapping[str, object] | None) -> bool:
    """Whether a press on the answer may lead to a record of what was said: while a talk is open,
    or where words were taken for something else. A command tells nothing."""
    told = turn.pressed is None and not turn.text.startswith("/")
    return told or (draft is not None and not draft.keys() <= OF_THE_CHAT)


def _waits(draft: Mapping[str, Any]) -> bool:
    """Whether words may be an answer; the card of a report reads by itself which are for it."""
    return bool(draft.get("talk", REPORT) != REPORT)
