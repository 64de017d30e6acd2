"""Evaluating a person, one question at a time.

    dirigente   /valuta eq.as4
    bot         AS4.1 Sportello veloce: dagli indicatori 62,5.       [Conferma] [Altro valore]
    bot         EQ-I orientamento al risultato: 1 ... 2 ... 5 ...    [0] [1] [2] [3] [4] [5]
    ...
    bot         Rileggi: ...                                         [Conferma] [Annulla]

The EQ's proposal is the same talk; so is the word of an earlier evaluator, and a changed scheda.
On one line: `/valuta eq.as4 4 4 3 5 4 4`, in the order of the rubric, or `EQ-I=4 EQ-II=4 ...`.
"""

import re
from fractions import Fraction
from typing import Any

from handlers.desk import Desk, answer, ask, button, confirm_row
from handlers.evaluating import evaluable, judging, preview
from handlers.evaluating.judging import PARKED, Work
from handlers.evaluating.whom import YEAR, Whom, default_year, other_years, read_whom, take_year
from handlers.talk import listing
from handlers.talk.listing import Listed
from handlers.talk.words import listed
from handlers.turn import Button, Outcome
from italian.regex import regex
from ledger.commands.evaluation import (
    conference_is_missing,
    position_of,
    seen_by,
)
from ledger.errors import Refusal
from ledger.evaluation.adopted import regulation_of
from ledger.evaluation.schede import evaluated_people, exclusion, latest, outdated
from ledger.people.positions import Position
from ledger.projections import evaluation as record
from ledger.scoring.errors import CalcError
from ledger.scoring.numbers import read_number, show_number
from ledger.scoring.scheda import Status
from words.say import Say, Two, say

TALK = "valuta"
LIST = "eval"
REASON_LENGTH = 1000
ITEM = regex(r"([A-Za-z]{2}-[IVX0-9.]+(?:\.[AB])?)\s*[=: ]\s*(\d+(?:[.,]\d+)?)")


def start(desk: Desk, typed: str) -> Outcome:
    """`/valuta`, `/valuta eq.as4`, `/valuta eq.as4 4 4 3 5 4 4`."""
    if desk.turn.kind == "group":
        return answer(say("evaluation.private"))
    year, typed = take_year(desk, typed)
    name, _, rest = typed.partition(" ")
    if not name:
        return list_people(desk, year)
    words = rest.split()
    if words and YEAR.fullmatch(words[0]):
        year, rest = take_year(desk, rest)
    return open_whom(desk, read_whom(desk, f"{name}~{year}"), rest.strip())


def open_whom(desk: Desk, whom: Whom, typed: str = "", answered: str = "") -> Outcome:
    """The page of a person's scheda of a year."""
    if desk.turn.kind == "group":
        return answer(say("evaluation.private"))
    position = position_of(desk.view, whom.person, whom.year, whom.part)
    return open_page(desk, position, typed, answered)


def list_people(desk: Desk, year: int) -> Outcome:
    """Who this person evaluates, or proposes for, and has not yet; a scheda whose facts changed
    is to be issued anew."""
    found = people_list(desk, str(year))
    if not found.cells:
        nobody = (say("evaluation.nobody", year=year), *found.title[1:])
        return answer(*nobody, buttons=found.foot)
    return listing.shown(desk, LIST, str(year), found)


def people_list(desk: Desk, about: str) -> Listed:
    """The same, whole: a button each with the name, `x2` before `x10`."""
    year = int(about) if about.isdecimal() else default_year(desk)
    cells, left_out = [], []
    stopped: list[tuple[str, Refusal, Button]] = []
    rules = regulation_of(desk.view, year).regulation
    for position in sorted(evaluated_people(desk.view, year), key=lambda p: counted(p.person)):
        kind = evaluable.capacity(desk, position)
        if kind is None:
            continue
        done = latest(desk.view, position.person, year, position.part)
        whom = Whom(position.person, position.part, year)
        person = desk.view.person(position.person)
        code = str(whom).partition("~")[0]
        facts = {"person": code, "name": person.name if person else code}
        excluded = exclusion(desk.view, position, rules)[0] is not Status.EVALUATED
        if done is None and excluded:
            left_out.append(code)
        elif done is None:
            no = evaluable.what_stops(desk, position)
            cell = button("person" if no is None else "person_waits", f"evopen:{whom}", **facts)
            if no is None:
                cells.append(cell)
            else:
                stopped.append((code, no, cell))
        elif kind == "evaluator" and outdated(desk.view, position, done.sheet):
            cells.append(button("person_again", f"evopen:{whom}", **facts))
    others = other_years(desk, year, "evyear")
    count = len(cells) + len(stopped)
    lines = [say("evaluation.who", count=count, year=year)]
    lines += evaluable.stopped_lines(desk, year, [(who, no) for who, no, _ in stopped])
    cells += [cell for _, _, cell in stopped]
    if left_out:
        lines.append(say("evaluation.excluded", people=", ".join(left_out)))
    return Listed(tuple(lines), (), tuple(cells), (others,) if others else ())


def counted(code: str) -> tuple[tuple[int, str], ...]:
    """A code in parts, its numbers as numbers."""
    return tuple((int(part) if part.isdecimal() else -1, part) for part in re.split(r"(\d+)", code))


def open_page(desk: Desk, position: Position, typed: str = "", answered: str = "") -> Outcome:
    """Begins, or goes on where it was left. `answered` is the reply to observations it changes
    the scheda with. Raises Refusal for who has no part in it and for who is not evaluated."""
    evaluable.refuse_at_once(desk, position, answered)
    position = seen_by(desk.view, desk.person, position, desk.today)
    work = judging.work_on(desk, position)
    resumed = bool(work["items"] or work["values"])
    standing = latest(desk.view, position.person, position.year, position.part)
    if answered and standing is not None:
        work = judging.from_sheet(standing.sheet, {**work, "answer": answered})
    work["seen"] = judging.last_seen(desk, position)
    if typed:
        work["items"] = {**work["items"], **_typed_items(desk, position, typed)}
        work["values"] = {**_as_proposed(desk, position, work), **work["values"]}
    lines = [say("evaluation.speaks", year=position.year, person=position.person)]
    if resumed:
        lines = [say("evaluation.resumed", person=position.person)]
    lines += _earlier_results(desk, position)
    return go_on(desk, position, work, *lines)


def _earlier_results(desk: Desk, position: Position) -> list[Say]:
    """What an earlier evaluator says of the objectives of their own unit, which are not here."""
    own = {p.code for p in judging.proposals(desk, position, {})}
    found = []
    for kind, post, sheet in judging.earlier_words(desk, position):
        others = [o for o in sheet.objectives if o.code not in own]
        if kind == "earlier" and others:
            told = [
                say("evaluation.code_value", code=o.code, value=Two(read_number(o.value)))
                for o in others
            ]
            found.append(say("evaluation.earlier_results", post=post, values=listed(told)))
    return found


def _typed_items(desk: Desk, position: Position, typed: str) -> dict[str, list[str]]:
    """Points on the command's line. Raises CalcError for one missing, twice, or unknown."""
    codes = list(judging.rubric(desk, position).items)
    pairs = ITEM.findall(typed)
    if pairs:
        given = [(code.upper(), points) for code, points in pairs]
    else:
        numbers = re.findall(r"\d+(?:[.,]\d+)?", typed)
        if len(numbers) != len(codes):
            raise CalcError(
                "missing_item",
                f"Le voci sono {len(codes)} e i punti scritti {len(numbers)}: "
                "scrivili tutti, nell'ordine della scheda.",
            )
        given = list(zip(codes, numbers, strict=True))
    found: dict[str, list[str]] = {}
    for code, points in given:
        if code in found:
            raise CalcError("duplicate", f"La voce «{code}» compare due volte: lasciane una.")
        if code not in codes:
            raise CalcError(
                "unknown_item", f"«{code}» non è una voce della scheda di {position.role}."
            )
        found[code] = judging.pair(read_points(desk, position, code, points))
    return found


def read_points(desk: Desk, position: Position, code: str, typed: str) -> Fraction:
    """Points of an item as typed. Raises CalcError when the item cannot have so many."""
    number = read_number(typed.replace(",", "."))
    allowed = judging.choices(desk, position, code)
    if number not in allowed:
        raise CalcError(
            "out_of_range",
            f"Per «{code}» i punti sono {', '.join(show_number(n) for n in allowed)}: "
            f"{show_number(number)} non c'è.",
        )
    return number


def _as_proposed(desk: Desk, position: Position, work: Work) -> dict[str, list[str]]:
    return {
        p.code: judging.taken(p.value)
        for p in judging.proposals(desk, position, work)
        if p.value is not None
    }


def go_on(desk: Desk, position: Position, work: Work, *before: Say) -> Outcome:
    """The first thing still to be said; when there is none, the page is read back."""
    for proposed in judging.proposals(desk, position, work):
        if proposed.code not in work["values"]:
            return ask_value(desk, position, work, proposed.code, *before)
    for code in judging.rubric(desk, position).items:
        if code not in work["items"]:
            return ask_item(desk, position, work, code, *before)
        points, reason = work["items"][code]
        if read_number(points) == 0 and not reason:
            return ask_reason(desk, position, work, f"item {code}", points)
    if _needs_conference(desk, position):
        return draft_ask(desk, position, work, "conference", *before, say("evaluation.conference"))
    return review(desk, position, work, *before)


def draft_ask(
    desk: Desk,
    position: Position,
    work: Work,
    step: str,
    *lines: Say,
    buttons: tuple[tuple[Button, ...], ...] = (),
    **more: Any,
) -> Outcome:
    """Asks, and keeps how far the judgement got."""
    draft = {
        "talk": TALK,
        "id": desk.new_id(),
        "person": position.person,
        "part": position.part,
        "year": position.year,
        "step": step,
        PARKED: judging.with_work(desk, position, work),
        **more,
    }
    return ask(draft, *lines, buttons=buttons, replace=bool(desk.turn.pressed))


def ask_value(desk: Desk, position: Position, work: Work, code: str, *before: Say) -> Outcome:
    """Asks for the value of one objective, with what the indicators propose."""
    found = next(p for p in judging.proposals(desk, position, work) if p.code == code)
    card = desk.new_id()
    key = "evaluation.value" if found.value is not None else "evaluation.value_open"
    lines = [
        *before,
        say(
            key,
            person=position.person,
            code=code,
            title=found.title,
            value=found.value,
            weight=found.weight,
            proofs=found.proofs,
        ),
    ]
    if found.left_out:
        lines.append(say("evaluation.left_out", count=found.left_out))
    for kind, post, sheet in judging.earlier_words(desk, position):
        said = next((o.value for o in sheet.objectives if o.code == code), None)
        if said is not None:
            lines.append(_word(kind, post, said))
    row = [button("value_ok", f"ev:{card}:ok:{code}")] if found.value is not None else []
    row.append(button("value_other", f"ev:{card}:other:{code}"))
    rows = [tuple(row)]
    if found.left_out:
        rows.append((button("value_all", f"ev:{card}:all:{code}"),))
    return draft_ask(desk, position, work, f"value {code}", *lines, buttons=(*rows, _way_out(card)))


def _word(kind: str, post: str, said: str) -> Say:
    return say(f"evaluation.word.{kind}", post=post, said=read_number(said))


def _way_out(card: str) -> tuple[Button, ...]:
    return (button("go_back", f"ev:{card}:back:-"), button("later", f"ev:{card}:later:-"))


def ask_item(desk: Desk, position: Position, work: Work, code: str, *before: Say) -> Outcome:
    """An item with its descriptors, and the points as buttons."""
    rules = judging.rubric(desk, position)
    codes = list(rules.items)
    item, card = rules.items[code], desk.new_id()
    lines = [
        *before,
        say(
            "evaluation.item",
            position=codes.index(code) + 1,
            count=len(codes),
            person=position.person,
            code=code,
            title=item.title,
        ),
    ]
    lines += [
        say("evaluation.level", points=rules.lowest_level + n, words=words)
        for n, words in enumerate(item.levels)
    ]
    for kind, post, sheet in judging.earlier_words(desk, position):
        if code in sheet.items:
            lines.append(_word(kind, post, sheet.items[code].points))
    cells = [
        button("points", f"ev:{card}:pt:{code}:{show_number(n)}", points=n)
        for n in judging.choices(desk, position, code)
    ]
    rows = tuple(tuple(cells[i : i + 6]) for i in range(0, len(cells), 6))
    return draft_ask(desk, position, work, f"item {code}", *lines, buttons=(*rows, _way_out(card)))


def ask_reason(
    desk: Desk, position: Position, work: Work, what: str, number: str, *before: Say
) -> Outcome:
    """Asks why a value or points are what they are, where the regulation wants a reason."""
    code = what.partition(" ")[2]
    line = say("evaluation.reason", code=code, number=read_number(number))
    return draft_ask(desk, position, work, f"reason {what}", *before, line, number=number)


def _needs_conference(desk: Desk, position: Position) -> bool:
    """The comparison among dirigenti, of EQ evaluated by one of them."""
    signs = evaluable.capacity(desk, position) == "evaluator"
    return signs and conference_is_missing(desk.view, position)


def review(desk: Desk, position: Position, work: Work, *before: Say) -> Outcome:
    """Everything read back before it is sent; each line can still be changed."""
    card = desk.new_id()
    codes = [p.code for p in judging.proposals(desk, position, work)]
    codes += judging.rubric(desk, position).items
    lines = [*before, *review_lines(desk, position, work)]
    cells = [button("change", f"ev:{card}:edit:{c}", code=c) for c in codes]
    rows = tuple(tuple(cells[i : i + 4]) for i in range(0, len(cells), 4))
    return draft_ask(
        desk, position, work, "review", *lines, buttons=(confirm_row(card), *rows[:20])
    )


def review_lines(desk: Desk, position: Position, work: Work) -> list[Say]:
    """Every value and point as it would be sent, and what it comes to."""
    proposed = {p.code: p for p in judging.proposals(desk, position, work)}
    name = f"evaluation.review.{evaluable.capacity(desk, position)}"
    lines = [say(name, person=position.person, year=position.year)]
    hidden = () if record.scores_in_chat(desk.view.tables) else tuple(work.get("sent", ()))
    titles = {code: p.title for code, p in proposed.items()}
    titles |= {c: item.title for c, item in judging.rubric(desk, position).items.items()}
    for code, title in titles.items():
        if code in hidden:
            lines.append(say("evaluation.as_sent", code=code, title=title))
        else:
            said = work["values"][code] if code in proposed else work["items"][code]
            lines.append(_said_line(code, title, *said[:2]))
    if work.get("answer"):
        lines.append(say("evaluation.answer", text=work["answer"]))
    return [*lines, *preview.lines(desk, position, work)]


def _said_line(code: str, title: str, number: str, reason: str) -> Say:
    key = "evaluation.said_why" if reason else "evaluation.said"
    return say(key, code=code, title=title, number=read_number(number), reason=reason)
