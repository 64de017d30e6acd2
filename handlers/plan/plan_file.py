"""The Segretario sends the plan as it is: how it was read, what may be read otherwise, Conferma.

    segretario   (piano.xlsx)
    bot          Comune di …, anno 2026: 14 obiettivi …   D  Pond.: non letta …
                 [Conferma] [Annulla] [Cambia una colonna] [Che cos'è un testo] …
    segretario   la colonna D è il peso
    bot          (the same review, read again)
    segretario   [Conferma]   →   the plan is adopted, and the map to keep for next year

A document in which no plan is found gets the same, without Conferma, and the filled template.
The card keeps the file and what was said of it, never the plan: Conferma reads it again and adopts
it only where it comes out as it was shown.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from handlers.conversation import Conversation, Press, number
from handlers.desk import Desk, answer, ask, button, confirm_row, keep
from handlers.plan.plan_door import PlanReview, ReadTable, SentPlan
from handlers.proofs.evidence import TALK as PROOF
from handlers.proofs.evidence import received_alone
from handlers.reporting.cards import TALK as REPORT
from handlers.talk.because import because_lines, is_why, read_because
from handlers.talk.deed import CardOutdated, key_of, receipt
from handlers.talk.words import refusal
from handlers.turn import Attachment, Button, Outcome, Reply
from ledger.commands.adoption import SEGRETARIO_ONLY
from ledger.commands.because import Because
from ledger.errors import Spoken
from words.say import Say, say

TALK = "plan"
NAME_LENGTH = 80
TITLES_LENGTH = 50
MAP_NAME = "mappa.toml"
MAP_ENDING = ".toml"
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
        "taught": "",
    }
    try:
        review = _review(desk, kept)
    except Spoken as no:
        return keep(desk, answer(refusal(no))) if is_named else None
    return _shown(desk, kept, review) if review.is_plan or is_named else None


def map_received(desk: Desk, file: Attachment) -> Outcome | None:
    """The map kept from another year, sent while a plan is looked at; None for any other file."""
    is_map = file.name.lower().endswith(MAP_ENDING) and desk.draft.get("talk") == TALK
    if not is_map or desk.plans is None or file.content is None:
        return None
    try:
        return _read_as(desk, desk.plans.mapped(file.content, file.name))
    except Spoken as no:
        return keep(desk, answer(refusal(no)))


def _may_adopt(desk: Desk) -> bool:
    """Whether who writes adopts plans. Source: contract, who may do what."""
    return any(post.name in SEGRETARIO_ONLY for post in desk.posts)


def _sent(desk: Desk, kept: Mapping[str, Any]) -> SentPlan:
    """The file of a card and what was said of it. Raises CardOutdated where the file is gone."""
    content = desk.ledger.evidence.get(str(kept.get("file")))
    if content is None:
        raise CardOutdated()
    return SentPlan(str(kept["name"]), content, str(kept.get("taught", "")))


def _review(desk: Desk, kept: Mapping[str, Any]) -> PlanReview:
    """The file of a card, read as it says. Raises CardOutdated."""
    assert desk.plans is not None
    return desk.plans.review(desk.record, _sent(desk, kept))


def _shown(desk: Desk, kept: Mapping[str, Any], review: PlanReview) -> Outcome:
    replaces = bool(desk.turn.pressed)
    if review.is_plan and review.command is None:
        return answer(*review.lines, replace=replaces)
    card = desk.new_id()
    draft = {**kept, "talk": TALK, "id": card, "digest": review.digest}
    draft.pop("step", None)
    changing = (button("plan_columns", f"plcols:{card}"),) if review.tables else ()
    texts = (button("plan_texts", f"pltexts:{card}"),) if review.unused else ()
    others = (button("plan_template", f"plmodel:{card}"), button("plan_proof", f"plproof:{card}"))
    why = because_lines(_why(desk, kept), asked=_asks_why(desk, review))
    first = confirm_row(card) if review.command else (button("cancel", f"no:{card}"),)
    rows = [row for row in (first, (*changing, *texts), others) if row]
    return ask(draft, *review.lines, *why, buttons=tuple(rows), replace=replaces)


def _asks_why(desk: Desk, review: PlanReview) -> bool:
    """Whether it changes a plan whose year has begun, which has a reason and an act."""
    command = review.command
    if command is None or command.plan.year not in desk.record.years:
        return False
    return desk.today >= dt.date(command.plan.year, 1, 1)


def _why(desk: Desk, kept: Mapping[str, Any]) -> Because:
    return read_because(str(kept.get("why", "")), desk.today)


def _columns(desk: Desk) -> Outcome:
    """Which column is read otherwise: of the only table, or of which one."""
    review = _review(desk, desk.draft)
    if len(review.tables) == 1:
        return _table(desk, 0)
    cells = [_table_button(desk, i, table) for i, table in enumerate(review.tables)]
    rows = tuple((cell,) for cell in cells)
    return ask(desk.draft, say("plan.which_table"), buttons=rows, replace=True)


def _table_button(desk: Desk, at: int, table: ReadTable) -> Button:
    titles = ", ".join(column.heading for column in table.columns if column.heading)
    told = {"number": table.number, "line": table.line, "titles": titles[:TITLES_LENGTH]}
    return button("plan_table", _data(desk, "pltab", at), **told)


def _table(desk: Desk, at: int) -> Outcome:
    """Which column of a table, or the whole of it."""
    table = _at(_review(desk, desk.draft).tables, at)
    cells = [
        button(
            "plan_column", _data(desk, "plcol", at, i), letter=column.letter, title=column.heading
        )
        for i, column in enumerate(table.columns[:MOST_COLUMNS])
        if column.heading
    ]
    whole = (button("plan_no_table", _data(desk, "plout", at)),)
    return ask(desk.draft, say("plan.which_column"), buttons=(*_rows(cells), whole), replace=True)


def _column(desk: Desk, at: int, of: int) -> Outcome:
    """What that column is."""
    assert desk.plans is not None
    column = _at(_at(_review(desk, desk.draft).tables, at).columns, of)
    line = say("plan.what_column", letter=column.letter, title=column.heading, word=column.word)
    return _words(desk, line, "plrole", at, of)


def _words(desk: Desk, question: Say, verb: str, *places: int) -> Outcome:
    """One button for each of our words."""
    assert desk.plans is not None
    cells = [
        button("plan_role", _data(desk, verb, *places, i), word=word)
        for i, word in enumerate(desk.plans.words)
    ]
    return ask(desk.draft, question, buttons=_rows(cells), replace=True)


def _role(desk: Desk, at: int, of: int, word: int) -> Outcome:
    assert desk.plans is not None
    _at(_at(_review(desk, desk.draft).tables, at).columns, of)
    sent, said = _sent(desk, desk.draft), _at(desk.plans.words, word)
    return _read_as(desk, desk.plans.column_is(sent, at, of, said))


def _no_table(desk: Desk, at: int) -> Outcome:
    assert desk.plans is not None
    _at(_review(desk, desk.draft).tables, at)
    return _read_as(desk, desk.plans.without_table(_sent(desk, desk.draft), at))


def _texts(desk: Desk) -> Outcome:
    """Which of the texts that came into no plan."""
    texts = _review(desk, desk.draft).unused
    rows = tuple(
        (button("plan_text", _data(desk, "pltext", i), text=text[:TITLES_LENGTH]),)
        for i, text in enumerate(texts)
    )
    return ask(desk.draft, say("plan.which_text"), buttons=rows, replace=True)


def _text(desk: Desk, at: int) -> Outcome:
    """What that text is."""
    text = _at(_review(desk, desk.draft).unused, at)
    return _words(desk, say("plan.what_text", text=text), "plis", at)


def _text_is(desk: Desk, at: int, word: int) -> Outcome:
    assert desk.plans is not None
    text, said = _at(_review(desk, desk.draft).unused, at), _at(desk.plans.words, word)
    return _read_as(desk, desk.plans.text_is(_sent(desk, desk.draft), text, said))


def _read_as(desk: Desk, taught: str) -> Outcome:
    """The file read again, as the map now says."""
    kept = {**desk.draft, "taught": taught}
    try:
        return _shown(desk, kept, _review(desk, kept))
    except Spoken as no:
        return keep(desk, answer(refusal(no), say("plan.as_before")))


def _said(desk: Desk) -> Outcome | None:
    """`La colonna D è il peso`, or why the plan is changed; None for words about something else."""
    assert desk.plans is not None
    text = desk.turn.text.strip()
    try:
        if is_why(text):
            kept = {**desk.draft, "why": text}
            return _shown(desk, kept, _review(desk, kept))
        taught = desk.plans.said(text, _sent(desk, desk.draft))
    except Spoken as no:
        return keep(desk, answer(refusal(no)))
    return None if taught is None else _read_as(desk, taught)


def _template(desk: Desk) -> Outcome:
    """The workbook to fill in, with what was read of the file."""
    assert desk.plans is not None
    name = f"{desk.draft['name'].rpartition('.')[0] or 'piano'}-modello.xlsx"
    content = desk.plans.template(_sent(desk, desk.draft))
    reply = Reply((say("plan.template"),), document=(name, content))
    return keep(desk, Outcome((reply,)))


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
    because, asks = _why(desk, desk.draft), _asks_why(desk, review)
    envelopes = desk.execute(replace(review.command, because=because), key_of(desk.draft))
    year = review.command.plan.year
    lines = [say("cli.plan.adopted", year=year), receipt(envelopes)]
    if asks and not (because.reason or because.act):
        lines.append(say("cli.plan.unexplained"))
    adopted = Reply(tuple(lines), replace=bool(desk.turn.pressed))
    if not desk.draft.get("taught") or desk.plans is None:
        return Outcome((adopted,))
    content = desk.plans.kept_map(_sent(desk, desk.draft))
    kept = Reply((say("plan.map"),), document=(MAP_NAME, content))
    return Outcome((adopted, kept))


def _at(found: Sequence[_Item], at: int) -> _Item:
    if at >= len(found):
        raise CardOutdated()
    return found[at]


def _data(desk: Desk, verb: str, *places: int) -> str:
    return ":".join((verb, str(desk.draft["id"]), *map(str, places)))


def _rows(cells: Sequence[Button]) -> tuple[tuple[Button, ...], ...]:
    """Two buttons a row."""
    return tuple(tuple(cells[i : i + 2]) for i in range(0, len(cells), 2))


CONVERSATION = Conversation(
    talk=TALK,
    of_card={
        "plcols": Press(_columns),
        "pltab": Press(_table, (number,)),
        "plcol": Press(_column, (number, number)),
        "plrole": Press(_role, (number, number, number)),
        "plout": Press(_no_table, (number,)),
        "pltexts": Press(_texts),
        "pltext": Press(_text, (number,)),
        "plis": Press(_text_is, (number, number)),
        "plmodel": Press(_template),
        "plproof": Press(_proof),
    },
    waits=_said,
    confirm=_adopted,
)
