"""Going on with the list a chat has open, by button and in words.

officer   gli altri  →  the next page        officer   mostrali tutti     →  all of it
officer   anagrafe   →  the rows with it     officer   mandami l'elenco   →  a file
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from handlers import ask
from handlers.ask.answers import mean
from handlers.conversation import Conversation, NotAButton, Press, number, word
from handlers.desk import Desk, answer
from handlers.evaluating import evaluation, premium_waits, who_evaluates
from handlers.plan import anomalies, changes
from handlers.procedure import cycle, rules
from handlers.reminding import campaigns
from handlers.reporting import menu, office_words
from handlers.staff import leaves, people
from handlers.standing import deadlines, duties, history, status, today
from handlers.talk import forms, listing, pick
from handlers.talk.bare import kind_of
from handlers.talk.listing import Source
from handlers.turn import Outcome, Wanted
from handlers.understand.telling import steps
from italian.regex import regex
from italian.words import clean
from ledger.errors import Refusal
from words.say import say

SOURCES: Mapping[str, Source] = {
    ask.LIST: ask.source,
    status.LIST: status.source,
    status.INSIDE: status.inside,
    deadlines.LIST: deadlines.source,
    duties.LIST: duties.source,
    history.LIST: history.source,
    menu.LIST: menu.source,
    people.LIST: people.source,
    leaves.LIST: leaves.source,
    evaluation.LIST: evaluation.people_list,
    anomalies.LIST: anomalies.of_kind,
    anomalies.POINTS: anomalies.points,
    premium_waits.LIST: premium_waits.missing_list,
    campaigns.LIST: campaigns.owed_list,
    campaigns.PEOPLE: campaigns.people_list,
    pick.LIST: pick.source,
    today.LIST: today.source,
    office_words.LIST: office_words.source,
    forms.LIST: forms.source,
    mean.LIST: mean.source,
    changes.LIST: changes.source,
    cycle.CHECKS: cycle.checks_list,
    rules.LIST: rules.source,
    who_evaluates.LIST: who_evaluates.source,
}
"""Every list that opens page by page, by the name its buttons bear."""

MORE = regex(
    r"(?:e )?(?:gli|le) altr[ie](?: \d+)?|altr[ie]|(?:vai |va' )?avanti|continua|ancora|"
    r"(?:e )?(?:poi|dopo)|prossim[ioae](?: pagina)?|pagina (?:dopo|successiva)|il resto|segue|"
    r"(?:mostra|fammi vedere|dimmi|vedi|vediamo)(?:mi)? (?:gli |le )?altr[ie](?: \d+)?"
)
BACK = regex(r"(?:torna |vai )?indietro|pagina (?:prima|precedente)|precedent[ei]|i primi")
ALL = regex(
    r"(?:mostra|dimmi|elenca|vedi|fammi vedere|li voglio vedere)?(?:mi|li|le|meli|mele)?"
    r" ?(?:proprio )?tutt[ie](?: quanti| quante)?(?: gli altri| le altre)?"
    r"|(?:mostra|fammi vedere) tutto(?: l'elenco)?|(?:tutto )?l'elenco (?:completo|intero)"
)
FILE = regex(
    r"(?:manda|invia|scarica|dammi|voglio|vorrei|esporta|salva|fammi)(?:mi|melo|lo|li)? ?"
    r"(?:avere )?(?:(?:l'|un |il |la |tutto )*(?:elenco|file|lista|foglio|excel|tabella))?"
    r"(?: (?:in|come|su) (?:un )?(?:file|excel|foglio|xlsx|csv))?"
    r"|(?:e )?(?:in|su) (?:un )?(?:file|excel|foglio|xlsx|csv)"
)
SEARCH = regex(r"(?:cerca(?:mi)?|trova(?:mi)?|filtra|solo|soltanto) (?P<words>.{2,40})")
ONLY = ("solo", "soltanto")
"""Says which of them, before it is taken for a word of their names."""
MOST_WORDS = 3
JUST_SHOWN = dt.timedelta(minutes=15)
"""For how long bare words search a list."""


def page(desk: Desk, name: str, about: str, at: int, words: str = "") -> Outcome:
    """A list, or what a search left of it, from a row on. Raises NotAButton for a list there is
    not."""
    return listing.shown(desk, name, about, source(name)(desk, about), at=at, words=words)


def everything(desk: Desk, name: str, about: str, words: str = "") -> Outcome:
    """The whole list behind a button."""
    listed = source(name)(desk, about)
    return listing.shown(desk, name, about, listed, everything=True, words=words)


def as_file(desk: Desk, name: str, about: str, words: str = "") -> Outcome:
    """The whole list as a workbook, made by whoever sends it; of a search what it left."""
    listed = listing.searched(source(name)(desk, about), words)
    listing.note_scores(desk, listed.scores)
    wants = Wanted("list", about, desk.view.year, name, table=(listed.title, tuple(listed.rows)))
    return answer(say("list.file", count=len(listed.rows)), wants=wants)


def source(name: str) -> Source:
    """The list of a name. Raises NotAButton."""
    if name not in SOURCES:
        raise NotAButton()
    return SOURCES[name]


def said(desk: Desk) -> Outcome | None:
    """Words that go on with the open list, or that stand in its rows; None for anything else."""
    text = " ".join(clean(desk.turn.text).split()).strip(" .!?…")
    sends = FILE.fullmatch(text) and len(text.split()) > 1
    if not sends and not any(p.fullmatch(text) for p in (MORE, BACK, ALL, SEARCH)):
        return None if kind_of(desk.turn.text) is not None else _searched(desk, text)
    kept = _kept(desk)
    if MORE.fullmatch(text) and not _goes_on(desk, kept):
        if kept and _was_all(desk, kept):
            return answer(say("list.no_more", count=int(kept["size"])))
        others = ask.others(desk)
        if others is not None:
            return others
    if not kept:
        going_on = any(p.fullmatch(text) for p in (MORE, ALL)) and text not in ("ancora", "poi")
        looks_for = text.startswith(("cerca", "trova", "filtra"))
        return answer(say("list.none_open")) if going_on or looks_for else None
    name, about = str(kept["name"]), str(kept["about"])
    at, size, words = int(kept["at"]), int(kept["size"]), str(kept.get("words", ""))
    if MORE.fullmatch(text):
        return _next(desk, name, about, at + size, words)
    if BACK.fullmatch(text):
        return page(desk, name, about, max(0, at - size), words)
    if ALL.fullmatch(text):
        return everything(desk, name, about, words if not _shows_all(desk, kept) else "")
    found = SEARCH.fullmatch(text)
    if found is not None and text.startswith(ONLY) and (only := ask.others(desk)) is not None:
        return only
    return (
        as_file(desk, name, about, words)
        if found is None
        else search(desk, name, about, found["words"])
    )


def _goes_on(desk: Desk, kept: Mapping[str, Any]) -> bool:
    """Whether the list was shown by the last answer, or after it, and has more rows."""
    if not kept or str(kept["shown"]) < ask.told_at(desk):
        return False
    listed = source(str(kept["name"]))(desk, str(kept["about"]))
    count = listing.length(listing.searched(listed, str(kept.get("words", ""))))
    return int(kept["at"]) + int(kept["size"]) < count


def _was_all(desk: Desk, kept: Mapping[str, Any]) -> bool:
    """Whether the last answer was a list of several, whole: nothing stands beside it."""
    of_one = str(kept["name"]) in (status.LIST, status.INSIDE, deadlines.LIST)
    return not of_one and str(kept["shown"]) >= ask.told_at(desk) and int(kept["size"]) > 1


def _shows_all(desk: Desk, kept: Mapping[str, Any]) -> bool:
    """Whether a search already shows all it found: then all is all of the list."""
    listed = source(str(kept["name"]))(desk, str(kept["about"]))
    found = listing.searched(listed, str(kept.get("words", "")))
    return not int(kept["at"]) and listing.length(found) <= int(kept["size"])


def _kept(desk: Desk) -> Mapping[str, Any]:
    """The list the chat has open; nothing where it has none, or one that is no more: of a talk that
    was left, or without a row."""
    kept: Mapping[str, Any] = desk.chat.get("list") or {}
    try:
        listed = source(str(kept["name"]))(desk, str(kept["about"])) if kept else None
    except (NotAButton, Refusal):
        return {}
    return kept if listed is not None and listing.length(listed) else {}


def _searched(desk: Desk, text: str) -> Outcome | None:
    """A few words typed under a long list that was just shown, where rows have them: no figure,
    no step that is done, no question."""
    few = len(text.split()) <= MOST_WORDS and not any(c.isdigit() for c in text)
    if not few or "?" in desk.turn.text or steps.done(text):
        return None
    kept = _kept(desk)
    if not kept or desk.turn.at - dt.datetime.fromisoformat(str(kept["shown"])) > JUST_SHOWN:
        return None
    name, about = str(kept["name"]), str(kept["about"])
    listed = source(name)(desk, about)
    rows = listing.texts_of(listed)
    found = any(all(word in row for word in text.split()) for row in rows)
    if len(rows) <= listing.PAGE or not found:
        return None
    return listing.shown(desk, name, about, listed, words=text)


def _next(desk: Desk, name: str, about: str, at: int, words: str) -> Outcome:
    listed = source(name)(desk, about)
    count = listing.length(listing.searched(listed, words))
    if at >= count:
        return answer(say("list.no_more", count=count))
    return listing.shown(desk, name, about, listed, at=at, words=words)


def search(desk: Desk, name: str, about: str, words: str) -> Outcome:
    """The lines of a list that hold these words."""
    return listing.shown(desk, name, about, source(name)(desk, about), words=words)


CONVERSATION = Conversation(
    buttons={
        "ls": Press(page, (word, word, number, word), 1, aside=True),
        "lsall": Press(everything, (word, word, word), 1, aside=True),
        "lsfile": Press(as_file, (word, word, word), 1, aside=True),
    },
)
