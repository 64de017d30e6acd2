"""Files that prove a report: with the message, after it, and back again.

officer   (a photo) "altre 12 CIE oggi"    →   the card carries the proof
officer   (a PDF, no words)                →   Allego «verbale.pdf» a n. 731?  [Conferma]
nucleo    /prove AS4.3.1                   →   [verbale.pdf]  →  the file
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from handlers.conversation import Conversation, Press, number, word, year
from handlers.desk import Desk, answer, ask, button
from handlers.proofs.acts import act_in, act_lines, read_act
from handlers.reporting.cards import TALK as REPORT
from handlers.reporting.cards import card_in
from handlers.reporting.progress import attach, attachment, show
from handlers.talk.deed import present, recorded
from handlers.talk.words import refusal, short
from handlers.turn import Attachment, Outcome, Reply
from ledger.commands.authority import reporters, require
from ledger.commands.evidence import EVIDENCE_LIMIT_MB, check_evidence
from ledger.errors import Act, EvidenceInfected, EvidenceTooLarge, EvidenceType
from ledger.events import Envelope
from ledger.progress.media import media_type_of
from ledger.readings import evidence as readings
from words.say import Say, say

TALK, ASKED = "proof", "attach"
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
        "act": read_act(file.content, file.media_type, desk.today).kept(),
    }


def files_of(desk: Desk) -> tuple[Attachment, ...]:
    """The file of a message, or those of an album."""
    first = desk.turn.attachment
    return () if first is None else (first, *desk.turn.beside)


def kept(desk: Desk) -> tuple[Mapping[str, Any], ...]:
    """All of them, as `keep` keeps each; the same picture twice is one proof. Raises Refusal."""
    return _each_once(keep(desk, file) for file in files_of(desk))


def _each_once(proofs: Iterable[Mapping[str, Any]]) -> tuple[Mapping[str, Any], ...]:
    return tuple({proof["sha256"]: proof for proof in proofs}.values())


def put_aside(desk: Desk, answered: Callable[[Desk], Outcome]) -> Outcome:
    """Files that are not to be had, or not yet: the words and what came are answered without them.

    One that Telegram has not handed over, or that the antivirus has not looked at, is asked for
    again, and comes by itself, as a file without words.
    """
    files, turn = files_of(desk), desk.turn
    told = tuple(Reply((_missing(file),)) for file in files if _is_missing(file))
    came = [file for file in files if not _is_missing(file)]
    if not turn.text.strip() and not came:
        return Outcome(told, dict(desk.draft) or None)
    rest = replace(turn, attachment=came[0] if came else None, beside=tuple(came[1:]))
    outcome = answered(replace(desk, turn=rest))
    return replace(outcome, replies=(*outcome.replies, *told))


def _is_missing(file: Attachment) -> bool:
    return file.owed or file.infected


def _missing(file: Attachment) -> Say:
    return refusal(EvidenceInfected()) if file.infected else say("evidence.owed", name=file.name)


def received_alone(desk: Desk) -> Outcome:
    """Files without words: for the card that is open, or else for the last record."""
    require_reporter(desk)
    proof, *others = kept(desk)
    if desk.draft.get("talk") == REPORT:
        card = card_in(desk.draft)
        return show(desk, replace(card, proofs=_each_once((*card.proofs, proof, *others))))
    asked_for = desk.draft.get("report") if desk.draft.get("talk") == ASKED else None
    report = asked_for or desk.turn.about
    if report is None:
        last = desk.record.last_report_by(desk.person)
        if last is None:
            return answer(say("evidence.no_report"))
        report = last.seq
    return _offered(desk, report, proof, others)


def sent_to(desk: Desk, report: int) -> Outcome:
    """The file that waits, for another record than the one it was offered for; where none does, the
    next file is for that one. Raises UnknownReport."""
    if desk.draft.get("talk") != TALK or "command" not in desk.draft:
        return ask_file(desk, report)
    return _offered(desk, report, desk.draft["command"]["said"], desk.draft.get("others", ()))


def _offered(
    desk: Desk, report: int, proof: Mapping[str, Any], others: Iterable[Mapping[str, Any]]
) -> Outcome:
    """The card that binds files to a record."""
    others = tuple(others)
    row = desk.record.report(report)
    command = attachment(report, proof)
    desk.ledger.consider(command, actor=desk.person)
    line = say(
        "evidence.card",
        name=_named((proof, *others)),
        report=report,
        code=row.indicator,
        indicator=desk.record.of(row.year).plan.indicators[row.indicator].name,
        day=row.day,
    )
    acts = [one["act"] for one in (proof, *others) if "act" in one]
    lines = [line for act in acts for line in act_lines(act_in(act))]
    return present(desk, TALK, command, line, *lines, others=others)


def _named(proofs: Iterable[Mapping[str, Any]]) -> str:
    """`foto-11.jpg», «foto-12.jpg`, as it stands between the quotes of a sentence."""
    return "», «".join(proof["name"] for proof in proofs)


def require_reporter(desk: Desk) -> None:
    """Files of who reports nothing are not kept at all. Raises NotAllowed."""
    plan = desk.record.plan
    codes = [o.code for o in plan.plan.objectives]
    held = {post.name for post in desk.posts}
    if codes and not any(held & set(reporters(plan, code)) for code in codes):
        who = reporters(plan, codes[0])
        require(desk.record, desk.person, Act.REPORT, codes[0], who, desk.today)


def ask_file(desk: Desk, report: int) -> Outcome:
    """Allega una prova: the next file is for that report. Raises UnknownReport."""
    row = desk.record.report(report)
    return ask({"talk": ASKED, "report": report}, say("evidence.send", code=row.indicator))


def confirmed(desk: Desk) -> Outcome:
    """Conferma: the file is bound to the report."""
    return recorded(desk, _told)


def _told(desk: Desk, draft: Mapping[str, Any], found: list[Envelope]) -> tuple[Reply, ...]:
    row = desk.record.report(draft["command"]["said"]["report"])
    others = draft.get("others", ())
    for n, proof in enumerate(others):
        attach(desk, row.seq, proof, f"card:{draft['id']}:proof:{n}")
    line = say(
        "evidence.done_many" if others else "evidence.done",
        name=_named((draft["command"]["said"], *others)),
        report=row.seq,
        code=row.indicator,
    )
    see = button("see_proofs", f"proofs:{row.indicator}:{row.year}")
    return (Reply((line,), ((see,),), about=row.seq),)


def show_proofs(desk: Desk, typed: str) -> Outcome:
    """The files of an indicator, or the indicators to choose from."""
    plan = desk.view.plan
    if not typed.strip():
        return _which(desk)
    code = plan.resolve(typed)
    if code in plan.objectives:
        rows = [(i.code, i.name) for i in plan.objectives[code].indicators]
        return answer(say("evidence.which"), buttons=_choices(desk, rows))
    found = readings.files(desk.view, desk.person, code, desk.today)
    buttons = tuple(
        (button("proof", f"proof:{row.seq}:{code}{desk.ref}", name=row.name, report=row.report),)
        for row in found[-8:]
    )
    return answer(say("evidence.list", code=code, count=len(found)), buttons=buttons)


def _which(desk: Desk) -> Outcome:
    """Those that have proofs, as far as the asker may see them."""
    plan = desk.view.plan
    proved = desk.view.proved()
    rows = [(c, plan.indicators[c].name) for c in proved if c in plan.indicators]
    if not rows:
        return answer(say("evidence.nowhere"))
    return answer(say("evidence.which"), buttons=_choices(desk, rows[-8:]))


def _choices(desk: Desk, rows: list[tuple[str, str]]) -> tuple[Any, ...]:
    return tuple(
        (button("named", f"proofs:{code}{desk.ref}", code=code, name=short(name)),)
        for code, name in rows
    )


def fetch(desk: Desk, seq: int, code: str) -> Outcome:
    """The file itself, if it is still what was bound by its hash; never in a group."""
    code = desk.view.plan.resolve(code)
    row = readings.file(desk.view, desk.person, code, seq, desk.today)
    if desk.turn.kind == "group":
        return answer(say("evidence.not_here"))
    content = desk.ledger.evidence.get(row.sha256)
    if content is None:
        return answer(say("evidence.lost", name=row.name))
    line = say("evidence.file", name=row.name, report=row.report, code=code)
    return Outcome((Reply((line,), document=(row.name, content)),))


PROVING = Conversation(
    talk=TALK,
    commands={"prove": show_proofs},
    asides=frozenset({"prove"}),
    offered={"prove": ()},
    buttons={
        "attach": Press(ask_file, (number,)),
        "proofs": Press(
            lambda desk, code, asked=None: show_proofs(desk.in_year(asked), code),
            (word, year),
            1,
            aside=True,
        ),
        "proof": Press(
            lambda desk, seq, code, asked=None: fetch(desk.in_year(asked), seq, code),
            (number, word, year),
            1,
            aside=True,
        ),
    },
    confirm=confirmed,
)
