"""The Segretario sends the plan as it is: how it was read, what may be read otherwise, Conferma.

    segretario   (piano.xlsx)
    bot          Comune di …, anno 2026: 14 obiettivi …   D  Pond.: non letta …
                 [Conferma] [Annulla] [Cambia una colonna] [È una prova]
    segretario   la colonna D è il peso
    bot          (the same review, read again)
    segretario   [Conferma]   →   the plan is adopted

The card keeps the file and the columns that were said, never the plan: Conferma reads it again and
adopts it only where it comes out as it was shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from handlers.conversation import Conversation, Press, number
from handlers.deed import CardOutdated, key_of, receipt
from handlers.desk import Desk, answer, ask, button, confirm_row, keep
from handlers.evidence import TALK as PROOF
from handlers.evidence import received_alone
from handlers.plan_door import PlanReview
from handlers.progress import TALK as REPORT
from handlers.turn import Attachment, Button, Outcome, Reply
from handlers.words import refusal
from ledger.commands.adoption import SEGRETARIO_ONLY
from ledger.errors import Spoken
from words.say import say

TALK = "plan"
NAME_LENGTH = 80
MOST_COLUMNS = 40
"""Of one message: each has its button."""
_Item = TypeVar("_Item")


def received(desk: Desk, file: Attachment) -> Outcome | None:
    """A file with a plan in it; None for any other, which is a proof then."""
    said = desk.turn.text.strip().casefold()
    is_named = "piano" in said
    if desk.plans is None or file.content is None or not desk.plans.reads(file.name):
        return None
    if (said and not is_named) or not _may_adopt(desk):
        return None
    if desk.draft.get("talk") in (REPORT, PROOF) and not is_named:
        return None
    kept = {
        "file": desk.ledger.evidence.put(file.content),
        "name": file.name[-NAME_LENGTH:],
        "media_type": file.media_type,
        "columns": {},
    }
    try:
        return _shown(desk, kept)
    except Spoken as no:
        return keep(desk, answer(refusal(no))) if is_named else None


def _may_adopt(desk: Desk) -> bool:
    """Whether who writes adopts plans. Source: contract, who may do what."""
    return any(post.name in SEGRETARIO_ONLY for post in desk.posts)


def _review(desk: Desk, kept: Mapping[str, Any]) -> PlanReview:
    """The file of a card, read as it says. Raises CardOutdated where the file is gone."""
    content = desk.ledger.evidence.get(str(kept.get("file")))
    if content is None or desk.plans is None:
        raise CardOutdated()
    return desk.plans.review(desk.record, str(kept["name"]), content, kept["columns"])


def _shown(desk: Desk, kept: Mapping[str, Any]) -> Outcome:
    review = _review(desk, kept)
    replaces = bool(desk.turn.pressed)
    if review.command is None:
        return answer(*review.lines, replace=replaces)
    card = desk.new_id()
    draft = {**kept, "talk": TALK, "id": card, "digest": review.digest}
    draft.pop("step", None)
    changing = (button("plan_columns", f"plcols:{card}"),) if review.columns else ()
    proof = (button("plan_proof", f"plproof:{card}"),)
    rows = (confirm_row(card), (*changing, *proof))
    return ask(draft, *review.lines, buttons=rows, replace=replaces)


def _columns(desk: Desk) -> Outcome:
    """Which column is read otherwise."""
    review = _review(desk, desk.draft)
    cells = [
        button("plan_column", _data(desk, "plcol", i), letter=column.letter, title=column.heading)
        for i, column in enumerate(review.columns[:MOST_COLUMNS])
    ]
    return ask(desk.draft, say("plan.which_column"), buttons=_rows(cells), replace=True)


def _column(desk: Desk, at: int) -> Outcome:
    """What that column is."""
    assert desk.plans is not None
    column = _at(_review(desk, desk.draft).columns, at)
    cells = [
        button("plan_role", f"{_data(desk, 'plrole', at)}:{i}", word=word)
        for i, word in enumerate(desk.plans.words)
    ]
    line = say("plan.what_column", letter=column.letter, title=column.heading, word=column.word)
    return ask(desk.draft, line, buttons=_rows(cells), replace=True)


def _role(desk: Desk, at: int, of: int) -> Outcome:
    assert desk.plans is not None
    column = _at(_review(desk, desk.draft).columns, at)
    return _read_as(desk, column.heading, _at(desk.plans.words, of))


def _read_as(desk: Desk, heading: str, word: str) -> Outcome:
    columns = {**desk.draft["columns"], heading: word}
    try:
        return _shown(desk, {**desk.draft, "columns": columns})
    except Spoken as no:
        return keep(desk, answer(refusal(no), say("plan.as_before")))


def _said(desk: Desk) -> Outcome | None:
    """`La colonna D è il peso`; None for words about something else."""
    assert desk.plans is not None
    try:
        found = desk.plans.said(desk.turn.text, _review(desk, desk.draft))
    except KeyError:
        words = ", ".join(desk.plans.words)
        return keep(desk, answer(say("plan.no_such_word", words=words)))
    return None if found is None else _read_as(desk, *found)


def _proof(desk: Desk) -> Outcome:
    """The file is no plan to adopt but the proof of something."""
    content = desk.ledger.evidence.get(str(desk.draft.get("file")))
    if content is None:
        raise CardOutdated()
    name, media_type = str(desk.draft["name"]), str(desk.draft["media_type"])
    file = Attachment(name, media_type, len(content), content)
    return received_alone(replace(desk, turn=replace(desk.turn, attachment=file)))


def _adopted(desk: Desk) -> Outcome:
    """Conferma: what was shown, and no other reading of the file."""
    review = _review(desk, desk.draft)
    if review.command is None or review.digest != desk.draft.get("digest"):
        raise CardOutdated()
    envelopes = desk.execute(review.command, key_of(desk.draft))
    year = review.command.plan.year
    lines = (say("cli.plan.adopted", year=year), receipt(envelopes))
    return Outcome((Reply(lines, replace=bool(desk.turn.pressed)),))


def _at(found: Sequence[_Item], at: int) -> _Item:
    if at >= len(found):
        raise CardOutdated()
    return found[at]


def _data(desk: Desk, verb: str, at: int) -> str:
    return f"{verb}:{desk.draft['id']}:{at}"


def _rows(cells: Sequence[Button]) -> tuple[tuple[Button, ...], ...]:
    """Two buttons a row."""
    return tuple(tuple(cells[i : i + 2]) for i in range(0, len(cells), 2))


CONVERSATION = Conversation(
    talk=TALK,
    of_card={
        "plcols": Press(_columns),
        "plcol": Press(_column, (number,)),
        "plrole": Press(_role, (number, number)),
        "plproof": Press(_proof),
    },
    waits=_said,
    confirm=_adopted,
)
