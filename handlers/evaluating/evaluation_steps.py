"""What an evaluator presses and writes at each step, and the sending at the end."""

import datetime as dt
import re
from fractions import Fraction

from handlers.desk import Desk, answer, button, confirm_row
from handlers.evaluating import evaluable, evaluation, judging
from handlers.evaluating.evaluation import REASON_LENGTH
from handlers.evaluating.judging import PARKED, Work
from handlers.evaluating.whom import Whom, default_year
from handlers.procedure import collegial
from handlers.talk.deed import key_of, receipt
from handlers.talk.typed import only_day, read_amount
from handlers.turn import Outcome, Reply
from ledger.commands.conciliazione import AnswerObservations
from ledger.commands.evaluation import Contribute, IssueScheda, position_of, seen_by
from ledger.commands.nucleo import ProposeAct, as_given
from ledger.commands.talks import RecordTalk
from ledger.evaluation.careers import negatives_in_a_row
from ledger.evaluation.schede import latest
from ledger.people import Role
from ledger.people.positions import Position, holders_of
from ledger.scoring.numbers import read_number, show_number
from words.say import say


def _here(desk: Desk) -> tuple[Position, Work]:
    draft = desk.draft
    year = draft.get("year") or default_year(desk)
    whole = position_of(desk.view, draft["person"], year, draft["part"])
    position = seen_by(desk.view, desk.person, whole, desk.today)
    return position, judging.work_on(desk, position)


def well_made(desk: Desk, args: list[str]) -> bool:
    """Whether a button could be one of the open card's: its verb, its code, its points."""
    if len(args) < 2 or args[0] not in ("pt", "ok", "other", "all", "edit", "back", "later"):
        return False
    if args[0] in ("back", "later"):
        return True
    position, work = _here(desk)
    if args[0] == "pt":
        known = args[1] in judging.rubric(desk, position).items
        return known and len(args) == 3 and re.fullmatch(r"\d+(\.\d+)?", args[2]) is not None
    codes = [p.code for p in judging.proposals(desk, position, work)]
    items = judging.rubric(desk, position).items if args[0] == "edit" else ()
    return args[1] in (*codes, *items)


def pressed(desk: Desk, args: list[str]) -> Outcome:
    """A button of the open card: what it is about, and what was chosen."""
    position, work = _here(desk)
    verb, code, *rest = args
    if verb == "pt":
        points = evaluation.read_points(desk, position, code, rest[0])
        return _give_points(desk, position, work, code, points, "")
    if verb == "ok":
        found = next(p for p in judging.proposals(desk, position, work) if p.code == code)
        if found.value is not None:
            work["values"] = {**work["values"], code: judging.taken(found.value)}
            work = judging.unsent(work, code)
        return evaluation.go_on(desk, position, work)
    if verb == "other":
        line = say("evaluation.value_type", code=code)
        return evaluation.draft_ask(desk, position, work, f"value {code}", line)
    if verb == "all":
        work["all_reports"] = True
        return evaluation.ask_value(desk, position, work, code)
    if verb == "edit":
        is_item = code in judging.rubric(desk, position).items
        question = evaluation.ask_item if is_item else evaluation.ask_value
        return question(desk, position, work, code)
    if verb == "back":
        return _back(desk, position, work)
    return _later(desk, position, work)


def _give_points(
    desk: Desk, position: Position, work: Work, code: str, points: Fraction, reason: str
) -> Outcome:
    if points == 0 and not reason:
        return evaluation.ask_reason(desk, position, work, f"item {code}", show_number(points))
    work["items"] = {**work["items"], code: judging.pair(points, reason)}
    work = judging.unsent(work, code)
    return evaluation.go_on(desk, position, work)


def _back(desk: Desk, position: Position, work: Work) -> Outcome:
    """The question before the one that is open, its answer taken away."""
    order = [
        *(p.code for p in judging.proposals(desk, position, work)),
        *judging.rubric(desk, position).items,
    ]
    present = str(desk.draft["step"]).rpartition(" ")[2]
    at = order.index(present) if present in order else len(order)
    if at > 0:
        before = order[at - 1]
        for page in ("items", "values"):
            work[page] = {code: said for code, said in work[page].items() if code != before}
    return evaluation.go_on(desk, position, work)


def back(desk: Desk) -> Outcome:
    """`indietro`, typed: what is asked after an answer goes back to that answer."""
    position, work = _here(desk)
    step, _, about = str(desk.draft["step"]).partition(" ")
    if step == "reason":
        kind, _, code = about.partition(" ")
        question = evaluation.ask_item if kind == "item" else evaluation.ask_value
        return question(desk, position, work, code)
    return _back(desk, position, work)


def _later(desk: Desk, position: Position, work: Work) -> Outcome:
    line = say("evaluation.later", person=position.person)
    outcome = answer(line, replace=bool(desk.turn.pressed))
    return Outcome(outcome.replies, {PARKED: judging.with_work(desk, position, work)})


def refused(desk: Desk) -> Outcome:
    """Words that are no answer: of whom the scheda is, what is asked of it, and how to leave."""
    position, work = _here(desk)
    step, _, code = str(desk.draft["step"]).partition(" ")
    open_ = say("evaluation.open", person=position.person, year=position.year)
    if step == "item":
        return evaluation.ask_item(desk, position, work, code, open_)
    if step == "value":
        bad = say("evaluation.value_bad", code=code)
        return evaluation.draft_ask(desk, position, work, f"value {code}", open_, bad)
    if step == "conference":
        line = say("evaluation.conference_bad", typed=desk.turn.text[:40])
        return evaluation.draft_ask(desk, position, work, "conference", open_, line)
    if step == "reason":
        return evaluation.ask_reason(desk, position, work, code, desk.draft["number"], open_)
    return evaluation.review(desk, position, work, say("evaluation.use_buttons"))


def written(desk: Desk) -> Outcome | None:
    """Words at a step: points, a value with its reason, a reason, a day; None for words that are
    none of these."""
    position, work = _here(desk)
    text = " ".join(desk.turn.text.split())[:REASON_LENGTH]
    step, _, code = str(desk.draft["step"]).partition(" ")
    if step == "reason" and _is_number(text):  # A number says no why: it is another score.
        step, _, code = code.partition(" ")
    if step == "item":
        number, reason = _number_and_words(text)
        if number is None:
            return None
        points = evaluation.read_points(desk, position, code, show_number(number))
        return _give_points(desk, position, work, code, points, reason)
    if step == "value":
        return _value_written(desk, position, work, code, text)
    if step == "reason":
        kind, _, code = code.partition(" ")
        page = "items" if kind == "item" else "values"
        number = desk.draft["number"]
        work[page] = {**work[page], code: [number, text]}
        work = judging.unsent(work, code)
        kept = say("evaluation.reason_kept", code=code, number=read_number(number), reason=text)
        return evaluation.go_on(desk, position, work, kept)
    if step == "conference":
        return _conference(desk, position, work, text)
    return None


def _number_and_words(text: str) -> tuple[Fraction | None, str]:
    """`0 perché assente` is 0 and why."""
    found = re.match(r"(\d+(?:[.,]\d+)?)\s*%?\s*[,;:.-]?\s*(.*)", text)
    if found is None:
        return None, ""
    number = read_amount(found[1])
    return (None if number is None else Fraction(number)), found[2].strip()


def _is_number(text: str) -> bool:
    number, reason = _number_and_words(text)
    return number is not None and not reason


def _value_written(
    desk: Desk, position: Position, work: Work, code: str, text: str
) -> Outcome | None:
    number, reason = _number_and_words(text)
    if number is None:
        return None
    if not 0 <= number <= 100:
        line = say("evaluation.value_bad", code=code)
        return evaluation.draft_ask(desk, position, work, f"value {code}", line)
    proposed = next(p for p in judging.proposals(desk, position, work) if p.code == code)
    if number != proposed.value and not reason:
        return evaluation.ask_reason(desk, position, work, f"value {code}", show_number(number))
    work["values"] = {**work["values"], code: judging.pair(number, reason)}
    work = judging.unsent(work, code)
    return evaluation.go_on(desk, position, work)


def _conference(desk: Desk, position: Position, work: Work, text: str) -> Outcome | None:
    """The day of the conference is an event of its own, with its card; another day typed on it
    takes its place."""
    day = only_day(text, desk.today)
    if day is None:
        return None
    desk.ledger.consider(_conferred(position, day), actor=desk.person)
    line = say("talk.card.conference", person=position.person, year=position.year, day=day)
    card, told = (confirm_row(desk.new_id()),), day.isoformat()
    return evaluation.draft_ask(
        desk, position, work, "conference", line, buttons=card, conferred=told
    )


def _conferred(position: Position, day: dt.date) -> RecordTalk:
    return RecordTalk(position.person, position.year, "conference", day)


def _confer(desk: Desk, position: Position, work: Work) -> Outcome:
    """Conferma on the day of the conference: recorded, and the page goes on."""
    day = dt.date.fromisoformat(desk.draft["conferred"])
    recorded = desk.execute(_conferred(position, day), key_of(desk.draft))
    done = (say("evaluation.conference_done", day=day), receipt(recorded))
    return evaluation.go_on(desk, position, work, *done)


def put_off(desk: Desk) -> Outcome:
    """Annulla: nothing is sent, and what was written is found again."""
    return _later(desk, *_here(desk))


def confirmed(desk: Desk) -> Outcome:
    """Sent: from here on the points are not read back in the chat."""
    position, work = _here(desk)
    if "conferred" in desk.draft:
        return _confer(desk, position, work)
    moved = judging.moved_values(desk, position, work)
    if moved:
        work = judging.with_values_of_today(work, moved)
        lines = [say("evaluation.moved", code=c, was=w, now=n) for c, (w, n) in moved.items()]
        return evaluation.review(desk, position, work, *lines)
    said, kind = judging.judgement(position, work), evaluable.capacity(desk, position)
    command: object
    if work.get("answer"):
        command = AnswerObservations(
            position.person, position.year, work["answer"], said, position.part
        )
    elif kind in ("proposal", "earlier"):
        command = Contribute(said)
    else:
        command = IssueScheda(said)
    command = as_given(desk.view, command)
    recorded = desk.execute(command, f"card:{desk.draft['id']}")
    last = recorded[-1]
    if isinstance(command, ProposeAct):
        pages = {PARKED: judging.with_work(desk, position, None)}
        return Outcome(collegial.told(desk, recorded), pages)
    done = "changed" if work.get("answer") else kind
    replies = answer(
        say(f"evaluation.done.{done}", person=position.person),
        say("receipt", seq=last.seq, hash=last.hash[:8]),
        buttons=((button("others_to_write", f"evyear:{position.year}"),),),
        replace=True,
    ).replies
    told_others = told(desk, position, str(done))
    return Outcome((*replies, *told_others), {PARKED: judging.with_work(desk, position, None)})


def told(desk: Desk, position: Position, done: str) -> tuple[Reply, ...]:
    """Who waits for this: the evaluator for a proposal, the person for a scheda. No figures."""
    whom = Whom(position.person, position.part, position.year)
    if done in ("proposal", "earlier"):
        signers = holders_of(desk.view, position.evaluators, position.signing_day, desk.today)
        return tuple(
            Reply(
                (say(f"evaluation.told.{done}", person=position.person, actor=desk.person),),
                ((button("open_person", f"evopen:{whom}", person=position.person),),),
                to=signer,
            )
            for signer in signers
            if signer != desk.person
        )
    version = latest(desk.view, position.person, position.year, position.part)
    if done == "evaluator" and version is not None and version.version > 1:
        done = "again"
    flagged: list[Reply] = []
    if negatives_in_a_row(desk.view, position.person, position.year):
        warning = say("evaluation.two_negatives", person=position.person, year=position.year)
        who = desk.view.holders(str(Role.PERSONALE), desk.today)
        flagged = [Reply((warning,), to=person) for person in who]
    line = say(f"scheda.told.{done}", year=position.year, person=position.person)
    own = Reply((line,), ((button("scheda", f"sch:{whom}"),),), to=position.person)
    return (own, *flagged)
