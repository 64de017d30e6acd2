"""Adding an objective in the year, step by step, or with everything on one line.

    dirigente   /nuovo
    bot         In quale servizio? Scrivi il codice, per esempio AS4.
    ...         titolo → indicatore → tipo → valore da raggiungere → termine → peso
    bot         AS4.6 «Sportello unico»: ...   [Conferma] [Annulla]

On one line: `/nuovo AS4; Sportello unico; pratiche evase; count; 200; 31/12/2024`.
"""

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from handlers.conversation import Conversation, Press, word
from handlers.desk import Desk, answer, ask, button, keep
from handlers.plan.deadline_words import of_plan
from handlers.talk.deed import command_of, present, recorded
from handlers.talk.labels import plain
from handlers.talk.typed import read_amount, read_day
from handlers.talk.words import listed, post, target_amount
from handlers.turn import Button, Outcome, Reply
from italian.regex import regex
from ledger.bounds import is_day, is_number
from ledger.commands.authority import reporters, require, unit_setters
from ledger.commands.plan import AddObjective
from ledger.errors import Act
from ledger.events import Envelope
from ledger.people import Role
from ledger.plan import SEGRETARIO, TRANSVERSAL, Indicator, Kind, Objective, normalise_code
from words.say import Say, say
from words.wording import plain_text

TALK = "new"
STEPS = ("unit", "title", "indicator", "kind", "target", "deadline", "weight")
KINDS = {str(kind): kind for kind in Kind}
OFFERED = tuple(str(kind) for kind in Kind if kind != Kind.RATIO)
NO_TARGET = ("-", "—", "no")


def start(desk: Desk, typed: str) -> Outcome:
    """`/nuovo`: from its first question, or with everything on one line. Raises Refusal."""
    draft: dict[str, Any] = {"talk": TALK, "given": {}}
    if not typed.strip():
        require_somewhere(desk)
        return _ask_next(desk, draft)
    for part in typed.split(";"):
        typed_part = part.strip()
        if _skips_kind(desk, draft["given"], typed_part):
            continue
        if (problem := _take(desk, draft, typed_part)) is not None:
            return ask(draft, problem, buttons=_choices(desk, draft))
    return _ask_next(desk, draft)


def _skips_kind(desk: Desk, given: dict[str, Any], part: str) -> bool:
    """On a line that leaves the kind out, what follows is read by its shape, and the kind is
    asked."""
    if _missing(desk, given) != "kind" or _read(desk, "kind", part) is not None:
        return False
    step = ("target", part) if part in NO_TARGET else _step_of(desk, given, part)
    value = _read(desk, *step) if step else None
    if step is None or value is None or step[0] in given:
        return False
    given[step[0]] = value
    return True


DUE = regex(r"(?:(?:entro|termine|scadenza|con termine)(?: il)? )?(?P<day>.+)", re.I)
WEIGHS = regex(r"(?:con )?peso (?P<weight>\d[\d.,]*) ?%?", re.I)
GOAL = regex(
    r"(?:(?:target|obiettivo|valore|da raggiungere)(?: di| a)? )?(?P<goal>\d[\d.,]*)", re.I
)


def said(desk: Desk, unit: str, what: str) -> Outcome:
    """The same in words, `aggiungi un obiettivo ad AS4: sportello digitale, pratiche digitali, 100,
    entro il 31/12`: what each part is shows by itself, what is missing is asked."""
    draft: dict[str, Any] = {"talk": TALK, "given": {}}
    if unit and (problem := _take(desk, draft, unit)):
        return ask(draft, problem, buttons=_choices(desk, draft))
    if not unit:
        require_somewhere(desk)
    for part in (p.strip() for p in re.split(r"[;,](?!\d)", what)):
        step = _step_of(desk, draft["given"], part)
        value = _read(desk, *step) if step else None
        if step and value is not None:
            draft["given"][step[0]] = value
    return _ask_next(desk, draft)


def _step_of(desk: Desk, given: Mapping[str, Any], part: str) -> tuple[str, str] | None:
    """Which question a part of a sentence answers, and with what; None where it is one too many."""
    if found := WEIGHS.fullmatch(part):
        return "weight", found["weight"]
    if found := GOAL.fullmatch(part):
        return "target", found["goal"]
    if (found := DUE.fullmatch(part)) and read_day(found["day"], desk.today):
        return "deadline", found["day"]
    step = next((name for name in ("title", "indicator") if name not in given), None)
    return (step, part) if step and part else None


def require_somewhere(desk: Desk) -> None:
    """Says at once who adds objectives, to who adds none. Raises NotAllowed."""
    plan = desk.view.plan
    units = [*plan.area_of_service, TRANSVERSAL, SEGRETARIO]
    held = {held.name for held in desk.posts}
    if not any(held & set(unit_setters(plan, unit)) for unit in units):
        require(desk.view, desk.person, Act.ADD, "ENTE", ("dirigente", "segretario"), desk.today)


def go_on(desk: Desk, typed: str) -> Outcome:
    """The answer to the step that was asked."""
    draft = {**desk.draft, "given": dict(desk.draft["given"])}
    problem = _take(desk, draft, typed)
    return ask(draft, problem, buttons=_choices(desk, draft)) if problem else _ask_next(desk, draft)


def _missing(desk: Desk, given: dict[str, Any]) -> str | None:
    for step in STEPS:
        if step in given or (step == "target" and given.get("kind") == Kind.MILESTONE):
            continue
        if step == "weight" and not _group_is_full(desk, given["unit"]):
            continue
        return step
    return None


def _group_is_full(desk: Desk, unit: str) -> bool:
    plan = desk.view.plan
    present = [o for o in plan.groups.get(unit, []) if o.code not in plan.cancelled]
    return bool(present) and all(o.weight is not None for o in present)


def _take(desk: Desk, draft: dict[str, Any], typed: str) -> Say | None:
    """Reads one answer into the draft; says what is wrong with it where it cannot."""
    given = draft["given"]
    step = _missing(desk, given)
    if step is None:
        return None
    if not typed:
        return say(f"new.ask.{step}")
    value = _read(desk, step, typed)
    if value is None:
        return say(f"new.unread.{step}", typed=typed[:60])
    given[step] = value
    return None


def _read(desk: Desk, step: str, typed: str) -> str | None:
    """The answer as the draft keeps it, or None."""
    if step == "unit":
        plan, unit = desk.view.plan, normalise_code(typed)
        if unit not in (TRANSVERSAL, SEGRETARIO) and unit not in plan.area_of_service:
            return None
        require(desk.view, desk.person, Act.ADD, unit, unit_setters(plan, unit), desk.today)
        return unit
    if step == "kind":
        return _kind(typed)
    if step in ("target", "weight"):
        if step == "target" and typed in NO_TARGET:
            return "-"
        return _number(step, typed)
    if step == "deadline":
        day = of_plan(desk, typed, read_day(typed, desk.today))
        return day.isoformat() if day and is_day(day) else None
    return " ".join(typed.split())[:120]


def _kind(typed: str) -> str | None:
    """By its name, or by the label of its button."""
    wanted = plain(typed)
    names = {kind: [kind] for kind in KINDS}
    for kind in OFFERED:
        names[kind].append(plain_text(say(f"button.kind.{kind}")))
    return next((kind for kind, said in names.items() if wanted in map(plain, said)), None)


def _number(step: str, typed: str) -> str | None:
    """A target, or a weight in percent, within what a plan may hold."""
    number = read_amount(typed)
    if number is None or not is_number(number) or (step == "weight" and not 0 <= number <= 100):
        return None
    return str(number)


def _ask_next(desk: Desk, draft: dict[str, Any]) -> Outcome:
    step = _missing(desk, draft["given"])
    if step is not None:
        asked = {**draft, "step": step}
        return ask(asked, say(f"new.ask.{step}"), buttons=_choices(desk, draft))
    command = _command(desk, draft["given"])
    desk.ledger.consider(command, actor=desk.person)
    return present(desk, TALK, command, *_card(command))


def _choices(desk: Desk, draft: dict[str, Any]) -> tuple[tuple[Button, ...], ...]:
    step = _missing(desk, draft["given"])
    if step == "unit":
        cells = [button("scope", f"new:{unit}", code=unit) for unit in _units(desk)]
    elif step == "kind":
        cells = [button(f"kind.{kind}", f"new:{kind}") for kind in OFFERED]
    else:
        return ()
    return tuple(tuple(cells[i : i + 3]) for i in range(0, len(cells), 3))


def _units(desk: Desk) -> list[str]:
    """Where this person may add one."""
    plan, held = desk.view.plan, {post.name for post in desk.posts}
    units = [*plan.area_of_service, TRANSVERSAL, SEGRETARIO]
    return [unit for unit in units if not held.isdisjoint(unit_setters(plan, unit))]


def _command(desk: Desk, given: dict[str, Any]) -> AddObjective:
    """The objective with the next free number, and the group's new weights where it was full."""
    plan, unit = desk.view.plan, given["unit"]
    taken = [int(o.code.rpartition(".")[2]) for o in plan.plan.objectives if o.unit == unit]
    code = f"{unit}.{max(taken, default=0) + 1}"
    kind = KINDS[given["kind"]]
    target = given.get("target", "-")
    deadline = dt.date.fromisoformat(given["deadline"])
    measured = target != "-" and not kind.is_step
    indicator = Indicator(
        code=f"{code}.1",
        name=given["indicator"],
        kind=kind,
        target=Decimal(target) if measured else None,
    )
    weight = Decimal(given["weight"]) if "weight" in given else None
    area = plan.area_of_service.get(unit)
    owners = (f"dirigente:{area}", f"eq:{unit}") if area else ("segretario",)
    objective = Objective(
        code=code,
        title=given["title"],
        years=(plan.plan.year,),
        deadline=deadline,
        weight=weight,
        owners=owners,
        indicators=(indicator,),
    )
    weights = _rescaled(desk, unit, weight) if weight is not None else {}
    return AddObjective(objective, weights, plan.year)


def _rescaled(desk: Desk, unit: str, weight: Decimal) -> dict[str, Decimal]:
    """The others keep their proportions in what the new objective leaves of 100.

    Cut to the hundredth, the rest going to the first, so that the group is 100 again exactly.
    """
    plan = desk.view.plan
    present = [o for o in plan.groups.get(unit, []) if o.code not in plan.cancelled]
    total = sum((o.weight or Decimal(0) for o in present), Decimal(0))
    left = Decimal(100) - weight
    cut = Decimal("0.01")
    shares = {o.code: ((o.weight or Decimal(0)) * left / total).quantize(cut) for o in present}
    first = present[0].code
    shares[first] += left - sum(shares.values(), Decimal(0))
    return shares


def _card(command: AddObjective) -> list[Say]:
    objective = command.objective
    indicator = objective.indicators[0]
    lines = [
        say("new.card", code=objective.code, title=objective.title, deadline=objective.deadline),
        say(
            "new.card_indicator",
            code=indicator.code,
            name=indicator.name,
            kind=indicator.kind,
            target=target_amount(indicator),
        ),
    ]
    if command.weights:
        lines.append(say("new.card_weight", weight=objective.weight))
        lines += [say("new.card_other", code=c, weight=w) for c, w in command.weights.items()]
    return lines


def written(desk: Desk) -> Outcome | None:
    """The words a step waits for; on the open card none is waited for."""
    return None if "id" in desk.draft else go_on(desk, desk.turn.text.strip())


def back(desk: Desk) -> Outcome | None:
    """The question before; None on the first."""
    given = dict(desk.draft["given"])
    if not given:
        return None
    given.popitem()
    return _ask_next(desk, {**desk.draft, "given": given})


def chosen(desk: Desk, kind: str) -> Outcome:
    """A kind was pressed; a button of a talk that was left is stale."""
    if desk.draft.get("talk") != TALK or "id" in desk.draft:
        return keep(desk, answer(say("card.stale")))
    return go_on(desk, kind)


def confirmed(desk: Desk) -> Outcome:
    """Conferma: the objective is added as the card shows it."""
    return recorded(desk, _told)


def _told(desk: Desk, draft: Mapping[str, Any], found: list[Envelope]) -> tuple[Reply, ...]:
    """What was added, and who reports on it from now on."""
    command = command_of(draft)
    assert isinstance(command, AddObjective)
    code = command.objective.code
    who = listed([post(name) for name in reporters(desk.view.plan, code)])
    lines = (say("new.done", code=code, title=command.objective.title), say("next.report", who=who))
    return (Reply(lines, ((button("scope_of", f"st:{code}", code=code),),)),)


CONVERSATION = Conversation(
    talk=TALK,
    commands={"nuovo": start},
    offered={"nuovo": (Role.DIRIGENTE, Role.SEGRETARIO, Role.SINDACO)},
    buttons={"new": Press(chosen, (word,))},
    waits=written,
    own_words=frozenset({"title", "indicator"}),
    back=back,
    confirm=confirmed,
)
