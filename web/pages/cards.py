"""The card before anything is recorded: what a form asked for, as the chat would show it.

The session keeps the very command the card shows; Conferma gives that one, under the card's own
key, so that a form sent twice records once. A card of one of the chat's deeds tells the same people
the same things once it is recorded.
"""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from handlers.desk import Desk
from handlers.evaluating import conciliazione, evaluation_steps, objectives, premiums
from handlers.procedure import collegial, cycle, nucleo
from handlers.reminding import campaigns
from handlers.reporting.contesting import told_author
from handlers.reporting.progress import attachment
from handlers.staff import personnel
from handlers.talk.deed import Deeds
from handlers.turn import Reply
from ledger.commands import read_back, written
from ledger.commands.evaluation import position_of
from ledger.commands.nucleo import ProposeAct, as_given
from ledger.commands.progress import ContestProgress
from ledger.events import Envelope
from web.pages.card_lines import card_lines
from web.rendering import Answer, Page, Redirect
from web.routes import PageRoute, get, post
from web.visit import Visit
from words.say import Say, say
from words.wording import text_of

DEEDS: Mapping[str, Deeds] = {
    "campaign": campaigns.DEEDS,
    "ciclo": cycle.DEEDS,
    "conciliazione": conciliazione.DEEDS,
    "nucleo": nucleo.DEEDS,
    "objectives": objectives.DEEDS,
    "personale": personnel.DEEDS,
    "premi": premiums.DEEDS,
}
"""The chat's deeds that have forms here, by the conversation they are of."""

EVALUATED = "evaluated"
"""Names, in a card, whose evaluation it is."""


def offer(
    visit: Visit,
    command: object,
    back: str,
    proof: Mapping[str, Any] | None = None,
    lines: Sequence[Say] | None = None,
    after: Mapping[str, Any] | None = None,
) -> Redirect:
    """Shows the card, once the ledger has said that it would not refuse.

    A `proof` is attached to what the command records; `lines` stand on the card, where they are not
    the command's own; `after` names what is told to whom. Raises Refusal.
    """
    command = as_given(visit.ledger.view, command)
    visit.ledger.consider(command, actor=visit.person)
    shown = tuple(card_lines(command, visit)) if lines is None else tuple(lines)
    card = {
        "id": secrets.token_hex(8),
        "command": written(command),
        "lines": [text_of(line) for line in (*shown, *collegial.card_lines(command))],
        "back": back,
        "proof": proof,
        "after": after,
    }
    visit.office.access.keep(visit.session, {"card": card})
    return Redirect("/carta")


def offer_deed(visit: Visit, table: str, name: str, args: Mapping[str, Any], back: str) -> Redirect:
    """The card of one of the chat's deeds. Raises Refusal."""
    deed, desk = DEEDS[table][name], visit.desk
    after = {"deed": [table, name], "args": dict(args)}
    return offer(visit, deed.command(desk, args), back, lines=deed.card(desk, args), after=after)


def card(visit: Visit) -> Answer:
    """What would be recorded. Nothing open: home."""
    kept = (visit.session.draft or {}).get("card")
    if kept is None:
        return Redirect("/")
    lines = tuple(Markup(line) for line in kept["lines"])
    facts = {"lines": lines, "id": kept["id"], "back": kept["back"]}
    return Page("card.html", say("page.card.title"), facts, dated=False)


def confirm(visit: Visit) -> Answer:
    """Conferma or Annulla. A card that is no longer the one shown records nothing."""
    kept = (visit.session.draft or {}).get("card")
    if kept is None or visit.form.get("carta") != kept["id"]:
        return _stale(visit)
    if visit.form.get("scelta") == "annulla":
        visit.office.access.keep(visit.session, None)
        return Redirect(kept["back"])
    command = read_back(kept["command"])
    cause, key = f"page:{visit.session.id[:12]}", f"page:{kept['id']}"
    recorded = visit.ledger.execute(command, actor=visit.person, cause=cause, key=key)
    if proof := kept.get("proof"):
        attached = attachment(recorded[0].seq, proof)
        visit.ledger.execute(attached, actor=visit.person, cause=cause, key=f"{key}:proof")
    replies = _told(visit, command, kept.get("after"), recorded)
    visit.office.tell([reply for reply in replies if reply.to not in (None, visit.person)])
    told = [text_of(line) for reply in replies if reply.to is None for line in reply.lines]
    # A receipt alone is not an answer: the card is said again as what was done.
    said = told or kept["lines"]
    last = recorded[-1]
    done = {"id": kept["id"], "seq": last.seq, "hash": last.hash[:8], "back": kept["back"]}
    visit.office.access.keep(visit.session, {"done": {**done, "said": said}})
    return Redirect("/fatto")


def _told(
    visit: Visit, command: object, after: Mapping[str, Any] | None, recorded: list[Envelope]
) -> tuple[Reply, ...]:
    """What the chat would say, to who acted and to the others."""
    desk: Desk = visit.desk
    if isinstance(command, ContestProgress):
        view = visit.ledger.view
        return (told_author(view, command.report, command.reason, visit.person),)
    if isinstance(command, ProposeAct):
        return collegial.told(desk, recorded)
    if after is None:
        return ()
    if judged := after.get(EVALUATED):
        position = position_of(desk.view, judged["person"], judged["year"], judged["part"])
        return evaluation_steps.told(desk, position, judged["done"])
    table, name = after["deed"]
    deed, args = DEEDS[table][name], after["args"]
    if deed.done is not None:
        return deed.done(desk, args, recorded)
    assert deed.then is not None, "a deed tells what was done, or what follows"
    line, _ = deed.then(desk, args)
    return (Reply((*deed.card(desk, args), line)),)


def _stale(visit: Visit) -> Answer:
    """The same form again says the same; another one says that the card is gone."""
    done = (visit.session.draft or {}).get("done")
    if done is not None and visit.form.get("carta") == done["id"]:
        return Redirect("/fatto")
    facts = {"said": say("card.stale")}
    return Page("told.html", say("page.told.409"), facts, status=409)


def done(visit: Visit) -> Answer:
    """The receipt: number and short hash of what was recorded."""
    told = (visit.session.draft or {}).get("done")
    if told is None:
        return Redirect("/")
    said = tuple(Markup(line) for line in told["said"])
    return Page("done.html", say("page.done.title"), {"done": told, "said": said}, dated=False)


ROUTES: tuple[PageRoute, ...] = (
    get("/carta", card),
    post("/carta", confirm),
    get("/fatto", done),
)
