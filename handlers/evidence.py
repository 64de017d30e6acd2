"""Files that prove a report: with the message, after it, and back again.

officer   (a photo) "altre 12 CIE oggi"    →   the card carries the proof
officer   (a PDF, no words)                →   Allego «verbale.pdf» a n. 731?  [Conferma]
nucleo    /prove AS4.3.1                   →   [verbale.pdf]  →  the file
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from handlers.desk import Desk, answer, ask, button, confirm_row
from handlers.progress import attach, show
from handlers.turn import Attachment, Outcome, Reply
from ledger.commands.authority import evidence_readers, reporters, require
from ledger.commands.evidence import EVIDENCE_LIMIT_MB, check_evidence
from ledger.errors import Act, EvidenceTooLarge, EvidenceType, NoEvidence
from ledger.progress.media import media_type_of
from words.say import say

NAME_LENGTH = 80


def keep(desk: Desk, file: Attachment) -> dict[str, Any]:
    """Stores a file and says how a draft remembers it. Raises Refusal for what is no proof."""
    if file.content is None:
        if file.size > EVIDENCE_LIMIT_MB * 1024 * 1024:
            raise EvidenceTooLarge(EVIDENCE_LIMIT_MB)
        raise EvidenceType(file.media_type)
    media_type = media_type_of(file.content, file.media_type)
    check_evidence(len(file.content), media_type)
    return {
        "sha256": desk.ledger.evidence.put(file.content),
        "size": len(file.content),
        "media_type": media_type,
        "name": file.name[:NAME_LENGTH],
    }


def owed(desk: Desk, answered: Callable[[Desk], Outcome]) -> Outcome:
    """A file that Telegram has not handed over yet: the words are answered at once, and the file
    is asked for again; it comes by itself, as a file without words."""
    file, turn = desk.turn.attachment, desk.turn
    coming = Reply((say("evidence.owed", name=file.name if file else ""),))
    if not turn.text.strip():
        return Outcome((coming,), dict(desk.draft) or None)
    outcome = answered(replace(desk, turn=replace(turn, attachment=None)))
    return replace(outcome, replies=(*outcome.replies, coming))


def received_alone(desk: Desk, file: Attachment) -> Outcome:
    """A file without words: for the card that is open, or else for the last record."""
    require_reporter(desk)
    proof = keep(desk, file)
    if desk.draft.get("talk") == "report":
        return show(desk, {**desk.draft, "proof": proof})
    asked_for = desk.draft.get("report") if desk.draft.get("talk") == "attach" else None
    report = asked_for or desk.turn.about
    if report is None:
        last = desk.view.last_report_by(desk.person)
        if last is None:
            return answer(say("evidence.no_report"))
        report = last.seq
    row = desk.view.report(report)
    who = reporters(desk.view.plan, row.indicator)
    require(desk.view, desk.person, Act.REPORT, row.indicator, who, desk.today)
    card = desk.new_id()
    draft = {"talk": "proof", "id": card, "report": report, "proof": proof}
    line = say(
        "evidence.card",
        name=proof["name"],
        report=report,
        code=row.indicator,
        indicator=desk.view.plan.indicators[row.indicator].name,
        day=row.day,
    )
    return ask(draft, line, buttons=(confirm_row(card),))


def require_reporter(desk: Desk) -> None:
    """Files of who reports nothing are not kept at all. Raises NotAllowed."""
    plan, day = desk.view.plan, desk.today
    codes = [o.code for o in plan.plan.objectives]
    held = {post.name for post in desk.sender().posts}
    if not any(held & set(reporters(plan, code)) for code in codes):
        require(desk.view, desk.person, Act.REPORT, codes[0], reporters(plan, codes[0]), day)


def ask_file(desk: Desk, report: int) -> Outcome:
    row = desk.view.report(report)
    return ask({"talk": "attach", "report": report}, say("evidence.send", code=row.indicator))


def confirmed(desk: Desk) -> Outcome:
    draft = desk.draft
    (e,) = attach(desk, draft["report"], draft["proof"], f"card:{draft['id']}")
    return answer(
        say("evidence.done", name=draft["proof"]["name"], report=draft["report"]),
        say("receipt", seq=e.seq, hash=e.hash[:8]),
        replace=True,
        about=draft["report"],
    )


def show_proofs(desk: Desk, typed: str) -> Outcome:
    code = desk.view.plan.resolve(typed)
    rows = desk.view.evidence_of(code)
    if not rows:
        raise NoEvidence(code)
    _may_read(desk, code)
    buttons = tuple(
        (button("proof", f"proof:{row.seq}:{code}", name=row.name, report=row.report),)
        for row in rows[-8:]
    )
    return answer(say("evidence.list", code=code, count=len(rows)), buttons=buttons)


def _may_read(desk: Desk, code: str) -> None:
    who = evidence_readers(desk.view.plan, code)
    require(desk.view, desk.person, Act.READ_EVIDENCE, code, who, desk.today)


def fetch(desk: Desk, seq: int, code: str) -> Outcome:
    """The file itself, if it is still what was bound by its hash; never in a group."""
    code = desk.view.plan.resolve(code)
    _may_read(desk, code)
    row = next((r for r in desk.view.evidence_of(code) if r.seq == seq), None)
    if row is None:
        raise NoEvidence(code)
    if desk.turn.kind == "group":
        return answer(say("evidence.not_here"))
    content = desk.ledger.evidence.get(row.sha256)
    if content is None:
        return answer(say("evidence.lost", name=row.name))
    line = say("evidence.file", name=row.name, report=row.report, code=code)
    return Outcome((Reply((line,), document=(row.name, content)),))
