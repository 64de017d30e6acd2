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
from handlers.turn import Button, Outcome, Reply
from handlers.whom import read_whom
from ledger.commands.conciliazione import AnswerObservations, FileObservations, SignOutcome
from ledger.commands.nucleo import as_given
from ledger.errors import NoEvidence
from ledger.evaluation.schede import course, latest
from ledger.events import Envelope
from ledger.readings import scores
from words.say import Say, say

TALK = "conciliazione"
TEXT_LENGTH = 4000


def observe(desk: Desk, whom: str) -> Outcome:
    """Says no before the text is asked for."""
    of = read_whom(desk, whom)
    probe = FileObservations(of.person, of.year, "…", None, of.part)
    desk.ledger.consider(probe, actor=desk.person)
    draft = {"talk": TALK, "step": "observe", "whom": whom}
    version = latest(desk.view, of.person, of.year, of.part)
    stands = course(desk.view, version, desk.today) if version else None
    late = () if stands is None or stands.state != "final" else (say("conciliazione.card_late"),)
    return ask(draft, *late, say("conciliazione.write"))


def reply(desk: Desk, whom: str, changes: bool) -> Outcome:
    """Says no before the text is asked for."""
    of = read_whom(desk, whom)
    probe = AnswerObservations(of.person, of.year, "…", None, of.part)
    desk.ledger.consider(as_given(desk.view, probe), actor=desk.person)
    draft = {"talk": TALK, "step": "reply", "whom": whom, "changes": changes}
    return ask(draft, say("conciliazione.reply_changed" if changes else "conciliazione.reply"))


def sign(desk: Desk, whom: str, accepted: bool) -> Outcome:
    """The card by which a person accepts, or not, what was answered to them."""
    return offer(desk, TALK, DEEDS, "sign", {"whom": whom, "accepted": accepted})


def written(desk: Desk) -> Outcome:
    """The text of observations or of a reply, typed; a document may come with a caption."""
    text, whom = desk.turn.text.strip()[:TEXT_LENGTH], desk.draft["whom"]
    if desk.draft.get("step") == "observe":
        file = desk.turn.attachment
        document = keep_file(desk, file) if file is not None else None
        return _offer_observations(desk, whom, text, document)
    if desk.draft.get("changes"):
        return evaluation.open_whom(desk, read_whom(desk, whom), answered=text)
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
    """Records what the card shows, and tells whose turn it is."""
    return deed_confirmed(desk, DEEDS)


def fetch(desk: Desk, whom: str) -> Outcome:
    """The document of the observations, to who may read the scheda; never in a group."""
    if desk.turn.kind == "group":
        return answer(say("evaluation.private"))
    of = read_whom(desk, whom)
    scores.check(desk.view, desk.person, of.person, of.year, desk.today)
    version = latest(desk.view, of.person, of.year, of.part)
    done = course(desk.view, version, desk.today).procedure if version else None
    content = desk.ledger.evidence.get(done.document) if done and done.document else None
    if content is None:
        raise NoEvidence(of.person)
    line = say("conciliazione.document", person=of.person)
    name = f"osservazioni-{of.person}{'.pdf' if content[:4] == b'%PDF' else ''}"
    return Outcome((Reply((line,), document=(name, content)),))


def _file(desk: Desk, args: Args) -> object:
    of = read_whom(desk, args["whom"])
    return FileObservations(of.person, of.year, args["text"], args["document"], of.part)


def _observe_card(desk: Desk, args: Args) -> tuple[Say, ...]:
    """Out of term it is said before, and recorded all the same."""
    of = read_whom(desk, args["whom"])
    version = latest(desk.view, of.person, of.year, of.part)
    stands = course(desk.view, version, desk.today) if version else None
    lines = [say("conciliazione.card_observe", text=args["text"])]
    if stands is not None and stands.state == "final":
        lines.append(say("conciliazione.card_late"))
    return tuple(lines)


def _observed(desk: Desk, args: Args, recorded: list[Envelope]) -> tuple[Reply, ...]:
    of = read_whom(desk, args["whom"])
    version = latest(desk.view, of.person, of.year, of.part)
    assert version is not None
    stands = course(desk.view, version, desk.today)
    if not stands.procedure.admissible:
        line = say("conciliazione.inadmissible", deadline=stands.procedure.deadline)
        return (Reply((line,)),)
    told = say("conciliazione.told_observed", person=of.person, day=stands.due_on)
    own = Reply((say("conciliazione.filed", actor=version.actor, day=stands.due_on),))
    return own, Reply((told,), ((_open(str(of)),),), to=version.actor)


def _open(whom: str) -> Button:
    return button("scheda", f"sch:{whom}")


def _answer(desk: Desk, args: Args) -> object:
    of = read_whom(desk, args["whom"])
    return AnswerObservations(of.person, of.year, args["text"], None, of.part)


def _replied(desk: Desk, args: Args, recorded: list[Envelope]) -> tuple[Reply, ...]:
    of = read_whom(desk, args["whom"])
    own = Reply((say("conciliazione.replied", person=of.person),))
    told = Reply((say("conciliazione.told_confirmed"),), ((_open(str(of)),),), to=of.person)
    return own, told


def _sign(desk: Desk, args: Args) -> object:
    of = read_whom(desk, args["whom"])
    return SignOutcome(of.person, of.year, args["accepted"], of.part)


def _signed(desk: Desk, args: Args, recorded: list[Envelope]) -> tuple[Reply, ...]:
    of = read_whom(desk, args["whom"])
    version = latest(desk.view, of.person, of.year, of.part)
    word = "accepted" if args["accepted"] else "not_accepted"
    own = Reply((say(f"conciliazione.signed.{word}"),))
    if version is None:
        return (own,)
    return own, Reply((say(f"conciliazione.told.{word}", person=of.person),), to=version.actor)


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
