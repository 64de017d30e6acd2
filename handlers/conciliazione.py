"""The conciliazione: observations, reply, signature.

person      [Presento osservazioni] → the text, or a document → card → filed, reply due by ...
dirigente   [Confermo la scheda] → the reply in writing → card → sent
            [La modifico] → the reply, then the points again → a new version
person      [Accetto] [Non accetto]
"""

from handlers import evaluation
from handlers.deed import Args, Deed, offer
from handlers.deed import confirmed as deed_confirmed
from handlers.desk import Desk, answer, ask, button
from handlers.evidence import keep as keep_file
from handlers.scheda import may_read
from handlers.turn import Button, Outcome, Reply
from ledger.commands.conciliazione import AnswerObservations, FileObservations, SignOutcome
from ledger.commands.evaluation import position_of
from ledger.errors import NoEvidence
from ledger.evaluation.schede import course, latest
from ledger.events import Envelope
from words.say import Say, say

TALK = "conciliazione"
TEXT_LENGTH = 4000


def _whom(whom: str) -> tuple[str, str]:
    person, _, part = whom.partition("@")
    return person, part


def _year(desk: Desk) -> int:
    return desk.view.plan.plan.year


def observe(desk: Desk, whom: str) -> Outcome:
    draft = {"talk": TALK, "step": "observe", "whom": whom}
    return ask(draft, say("conciliazione.write"))


def reply(desk: Desk, whom: str, changes: bool) -> Outcome:
    draft = {"talk": TALK, "step": "reply", "whom": whom, "changes": changes}
    return ask(draft, say("conciliazione.reply_changed" if changes else "conciliazione.reply"))


def sign(desk: Desk, whom: str, accepted: bool) -> Outcome:
    return offer(desk, TALK, DEEDS, "sign", {"whom": whom, "accepted": accepted})


def written(desk: Desk) -> Outcome:
    """The text of observations or of a reply, typed; a document may come with a caption."""
    text, whom = desk.turn.text.strip()[:TEXT_LENGTH], desk.draft["whom"]
    if desk.draft.get("step") == "observe":
        file = desk.turn.attachment
        document = keep_file(desk, file) if file is not None else None
        return _offer_observations(desk, whom, text, document)
    if desk.draft.get("changes"):
        person, part = _whom(whom)
        position = position_of(desk.view, person, _year(desk), part)
        return evaluation.open_page(desk, position, answered=text)
    return offer(desk, TALK, DEEDS, "reply", {"whom": whom, "text": text})


def document(desk: Desk) -> Outcome:
    """Observations in a document alone."""
    file = desk.turn.attachment
    assert file is not None
    kept = keep_file(desk, file)
    return _offer_observations(desk, desk.draft["whom"], kept["name"], kept)


def _offer_observations(desk: Desk, whom: str, text: str, document: object) -> Outcome:
    sha = document["sha256"] if isinstance(document, dict) else None
    return offer(desk, TALK, DEEDS, "observe", {"whom": whom, "text": text, "document": sha})


def confirmed(desk: Desk) -> Outcome:
    return deed_confirmed(desk, DEEDS)


def fetch(desk: Desk, whom: str) -> Outcome:
    """The document of the observations, to who may read the scheda; never in a group."""
    if desk.turn.kind == "group":
        return answer(say("evaluation.private"))
    person, part = _whom(whom)
    may_read(desk, person, _year(desk))
    version = latest(desk.view, person, _year(desk), part)
    done = course(desk.view, version, desk.today).procedure if version else None
    content = desk.ledger.evidence.get(done.document) if done and done.document else None
    if content is None:
        raise NoEvidence(person)
    line = say("conciliazione.document", person=person)
    name = f"osservazioni-{person}{'.pdf' if content[:4] == b'%PDF' else ''}"
    return Outcome((Reply((line,), document=(name, content)),))


def _file(desk: Desk, args: Args) -> object:
    person, part = _whom(args["whom"])
    return FileObservations(person, _year(desk), args["text"], args["document"], part)


def _observe_card(desk: Desk, args: Args) -> tuple[Say, ...]:
    """Out of term it is said before, and recorded all the same."""
    person, part = _whom(args["whom"])
    version = latest(desk.view, person, _year(desk), part)
    stands = course(desk.view, version, desk.today) if version else None
    lines = [say("conciliazione.card_observe", text=args["text"])]
    if stands is not None and stands.state == "final":
        lines.append(say("conciliazione.card_late"))
    return tuple(lines)


def _observed(desk: Desk, args: Args, recorded: list[Envelope]) -> tuple[Reply, ...]:
    person, part = _whom(args["whom"])
    version = latest(desk.view, person, _year(desk), part)
    assert version is not None
    stands = course(desk.view, version, desk.today)
    if not stands.procedure.admissible:
        line = say("conciliazione.inadmissible", deadline=stands.procedure.deadline)
        return (Reply((line,)),)
    told = say("conciliazione.told_observed", person=person, day=stands.due_on)
    own = Reply((say("conciliazione.filed", actor=version.actor, day=stands.due_on),))
    return own, Reply((told,), ((_open(person),),), to=version.actor)


def _open(whom: str) -> Button:
    return button("scheda", f"sch:{whom}")


def _answer(desk: Desk, args: Args) -> object:
    person, part = _whom(args["whom"])
    return AnswerObservations(person, _year(desk), args["text"], None, part)


def _replied(desk: Desk, args: Args, recorded: list[Envelope]) -> tuple[Reply, ...]:
    person, _ = _whom(args["whom"])
    own = Reply((say("conciliazione.replied", person=person),))
    told = Reply((say("conciliazione.told_confirmed"),), ((_open(person),),), to=person)
    return own, told


def _sign(desk: Desk, args: Args) -> object:
    person, part = _whom(args["whom"])
    return SignOutcome(person, _year(desk), args["accepted"], part)


def _signed(desk: Desk, args: Args, recorded: list[Envelope]) -> tuple[Reply, ...]:
    person, part = _whom(args["whom"])
    version = latest(desk.view, person, _year(desk), part)
    word = "accepted" if args["accepted"] else "not_accepted"
    own = Reply((say(f"conciliazione.signed.{word}"),))
    if version is None:
        return (own,)
    return own, Reply((say(f"conciliazione.told.{word}", person=person),), to=version.actor)


DEEDS = {
    "observe": Deed(_file, _observe_card, _observed),
    "reply": Deed(
        _answer, lambda desk, args: (say("conciliazione.card_reply", text=args["text"]),), _replied
    ),
    "sign": Deed(
        _sign,
        lambda desk, args: (say(f"conciliazione.card_sign.{'yes' if args['accepted'] else 'no'}"),),
        _signed,
    ),
}
