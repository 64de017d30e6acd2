"""The conciliazione: observations, reply, signature.

person      [Presento osservazioni] → the text, or a document → card → filed, reply due by ...
dirigente   [Confermo la scheda] → the reply in writing → card → sent
            [La modifico] → the reply, then the points again → a new version
person      [Accetto] [Non accetto]
"""

from handlers.desk import Desk, answer, ask, button
from handlers.evaluating import evaluation
from handlers.evaluating.whom import Whom, read_whom
from handlers.proofs.evidence import keep as keep_file
from handlers.talk.deed import Args, Deed, offer
from handlers.talk.deed import confirmed as deed_confirmed
from handlers.turn import Button, Outcome, Reply
from ledger.commands.conciliazione import AnswerObservations, FileObservations, SignOutcome
from ledger.commands.nucleo import as_given
from ledger.errors import NoEvidence
from ledger.evaluation.adopted import regulation_in_force
from ledger.evaluation.schede import course, latest
from ledger.events import Envelope
from ledger.readings import scores
from ledger.readings.desk import Matter, Task, matters_of, waiting_to_sign
from words.say import Say, say

TALK = "conciliazione"
TEXT_LENGTH = 4000


def show(desk: Desk, typed: str) -> Outcome:
    """`/conciliazione`: what waits for one's own word, or how it goes where nothing does."""
    if desk.turn.kind == "group":
        return answer(say("evaluation.private"))
    waits = [m for m in matters_of(desk.record, desk.person, desk.today) if m.task in OWN_WORD]
    days = regulation_in_force(desk.view).settings.conciliation.days
    if not waits:
        return answer(say("conciliazione.none"), say("conciliazione.how", days=days))
    lines = [say(f"oggi.{m.task}", subject=m.subject, year=m.year) for m in waits]
    rows = [
        (button(f"oggi.{m.task}", f"sch:{_whom_of(desk, m)}", subject=m.subject),) for m in waits
    ]
    return answer(*lines, say("conciliazione.how", days=days), buttons=tuple(rows))


OWN_WORD = (Task.READ, Task.ANSWER, Task.SIGN)
"""What waits for somebody while a scheda may be observed on, answered, signed."""


def _whom_of(desk: Desk, matter: Matter) -> Whom:
    person, _, part = matter.subject.partition("@")
    return Whom(person, part, matter.year or desk.today.year)


def waits_for_a_word(desk: Desk) -> bool:
    """Whether an answer to one's observations waits to be accepted or not."""
    return bool(waiting_to_sign(desk.record, desk.person, desk.today))


def own_word(desk: Desk, *, accepted: bool) -> Outcome:
    """`accetto`, `non accetto`: of the answer that waits for it; of several it is asked which."""
    if desk.turn.kind == "group":
        return answer(say("evaluation.private"))
    found = [
        Whom(desk.person, version.part, version.year)
        for version, _ in waiting_to_sign(desk.record, desk.person, desk.today)
    ]
    if len(found) == 1:
        return sign(desk, str(found[0]), accepted)
    if not found:
        return answer(say("conciliazione.nothing_to_sign"), buttons=((button("oggi", "oggi:0"),),))
    rows = [(button("scheda_of_year", f"sch:{whom}", year=whom.year),) for whom in found]
    return answer(say("conciliazione.which"), buttons=tuple(rows))


def observe(desk: Desk, whom: str, text: str = "") -> Outcome:
    """Says no before the text is asked for; with the text, its card."""
    of = read_whom(desk, whom)
    probe = FileObservations(of.person, of.year, "…", None, of.part)
    desk.ledger.consider(probe, actor=desk.person)
    if text:
        return _offer_observations(desk, whom, text[:TEXT_LENGTH], None)
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
        return (Reply((line,), ((_open(str(of), own=True),),)),)
    told = say("conciliazione.told_observed", person=of.person, day=stands.due_on)
    filed = say("conciliazione.filed", actor=version.actor, day=stands.due_on)
    own = Reply((filed,), ((_open(str(of), own=True),),))
    return own, Reply((told,), ((_open(str(of)),),), to=version.actor)


def _open(whom: str, *, own: bool = False) -> Button:
    return button("follows.my_scheda" if own else "scheda", f"sch:{whom}")


def _open_theirs(whom: str, person: str) -> Button:
    return button("follows.scheda", f"sch:{whom}", person=person)


def _answer(desk: Desk, args: Args) -> object:
    of = read_whom(desk, args["whom"])
    return AnswerObservations(of.person, of.year, args["text"], None, of.part)


def _replied(desk: Desk, args: Args, recorded: list[Envelope]) -> tuple[Reply, ...]:
    of = read_whom(desk, args["whom"])
    lines = (
        say("conciliazione.replied", person=of.person),
        say("follows.replied", person=of.person),
    )
    own = Reply(lines, ((_open_theirs(str(of), of.person),),))
    told = Reply((say("conciliazione.told_confirmed"),), ((_open(str(of)),),), to=of.person)
    return own, told


def _sign(desk: Desk, args: Args) -> object:
    of = read_whom(desk, args["whom"])
    return SignOutcome(of.person, of.year, args["accepted"], of.part)


def _signed(desk: Desk, args: Args, recorded: list[Envelope]) -> tuple[Reply, ...]:
    of = read_whom(desk, args["whom"])
    version = latest(desk.view, of.person, of.year, of.part)
    word = "accepted" if args["accepted"] else "not_accepted"
    actor = version.actor if version else ""
    lines = (say(f"conciliazione.signed.{word}"), say(f"follows.signed.{word}", actor=actor))
    own = Reply(lines, ((_open(str(of), own=True),),))
    if version is None:
        return (own,)
    told = say(f"conciliazione.told.{word}", person=of.person)
    return own, Reply((told,), ((_open_theirs(str(of), of.person),),), to=actor)


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
