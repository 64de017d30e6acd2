"""Documents and lists asked for by the form they come in: a pdf, an Excel sheet, a Word file.

dirigente  mi dai il pdf della situazione?               →  the monitoring of their area
dirigente  mandami in excel gli obiettivi in ritardo     →  that list, in a file
personale  il prospetto dei premi in excel               →  the list of payments, as a sheet
anybody    voglio il pdf                                 →  which document?
"""

from dataclasses import replace

from handlers import ask
from handlers.ask.after import follow
from handlers.desk import CHAT, Desk, Draft, answer, keep, led_by
from handlers.evaluating import premium_waits
from handlers.plan import anomalies, changes
from handlers.procedure import documents
from handlers.staff import leaves
from handlers.standing import status
from handlers.talk import paging
from handlers.turn import Outcome
from italian.regex import regex
from italian.words import clean
from ledger.errors import Refusal
from ledger.readings.query import Query, What, written
from words.say import say

_FORM = (
    r"(?P<form>pdf|excel|xlsx?|word|docx?|csv|(?:file|foglio|formato|documento)"
    r"(?: (?:di )?(?:excel|calcolo|pdf|word|csv))?|tabella|stampa)"
)
_OF = (
    r"(?:(?:con|di|del|dello|della|dei|degli|delle|su|sul|sulla|sui|sugli|sulle|per)"
    r"(?: (?:il|lo|la|i|gli|le|tutti|tutte))*|(?:dell|sull|all)'|con l')"
)
_ASK = (
    r"(?:(?:mi|ci) )?(?:(?:puoi|potresti|riesci a|e possibile|posso|si puo|vorrei|voglio) )?"
    r"(?:mand\w*|invi\w*|dai|dammi|dare|darmi|daresti|fai|fammi|fare|farmi|fate|prepar\w*|scaric\w*"
    r"|esport\w*|stamp\w*|avere|vorrei|voglio|serve|servirebbe|occorre|gener\w*|salv\w*"
    r"|ho bisogno)(?: (?:di|del|dell'|avere))?"
)
NAMED = regex(
    rf"(?:{_ASK} )?(?:(?:il|un|una|la|lo|in|su|come) |(?:l|un)' ?)*{_FORM}"
    rf"(?:,? {_OF} ?(?P<what>.+))?"
)
"""The form first."""
IN_FORM = regex(rf"(?:{_ASK} )?(?P<what>.+?),? (?:in|su|come)(?: (?:un|formato|forma di))* {_FORM}")
ASKED_IN = regex(rf"{_ASK} (?:in|su)(?: (?:un|formato))* {_FORM} (?P<what>.+)")
PRINT = regex(r"(?:(?:mi|ci) )?(?:puoi )?stamp(?:a|ami|are|armi|alo) (?P<what>.+)")
SITUATION = regex(
    r"^(?:(?:il|la|lo|un|una|i|l') ?)*(?:situazion[ei]|andament[oi]|stato(?: di avanzamento)?"
    r"|quadro|report|resoconto|rapporto|avanzament[oi]|riepilogo|punto|dati)"
    r"(?: (?:attuale|generale|di oggi|aggiornat[oa]))*\b ?(?P<of>.*)$"
)
"""How something stands, which the monitoring is the document of."""
ALL = regex(
    r"(?:tutto|tutti|ogni cosa|tutti i dati|il piano|l'elenco|la lista|elenco|lista"
    r"|(?:(?:tutti )?gli |i miei )?obiettivi)"
)


def asked_in_words(desk: Desk) -> Outcome | None:
    """What is asked for in a form; None for anything else. Raises Refusal."""
    found = _asked_for(desk)
    return None if found is None else known_list(desk) or _of(desk, *found)


def known_list(desk: Desk) -> Outcome | None:
    """The payments, or a list that a command opens, asked for in a form; None for anything else.
    Raises Refusal."""
    what, form = _asked_for(desk) or ("", "")
    if PREMIUMS.fullmatch(what):
        return _premiums(desk, form)
    name = next((name for name, called in LISTS.items() if called.fullmatch(what)), None)
    return None if name is None else _in_a_file(desk, name, "-")


def _asked_for(desk: Desk) -> tuple[str, str] | None:
    """What, and in which form."""
    plain = " ".join(clean(desk.turn.text).split()).strip(" .!?")
    for pattern in (NAMED, ASKED_IN, IN_FORM, PRINT):
        if found := pattern.fullmatch(plain):
            said = found.groupdict()
            return (said["what"] or "").strip(), said.get("form") or "pdf"
    return None


def _of(desk: Desk, what: str, form: str) -> Outcome | None:
    form = next((kept for kept in ("word", "docx", "csv") if kept in form), "pdf")
    if not what and (shown := _list_shown(desk)) is not None:
        return _in_a_file(desk, *shown)
    if not what:
        about = follow.code_of(desk)
        return _monitoring(desk, about.lower(), form) if about else documents.show(desk, "")
    head = documents.words_of(what)
    kinds = [name for names in documents.NAMES.values() for name in names]
    if any(word in kinds for word in head[:2]):
        return documents.show(desk, f"{' '.join(w for w in head if w not in LEADS)} {form}")
    if (situation := SITUATION.match(what)) is not None:
        return _monitoring(desk, situation["of"], form)
    return the_plan(desk) if ALL.fullmatch(what) else _list(desk, what)


def the_plan(desk: Desk) -> Outcome:
    """The objectives of the plan, one's own where one has some, in a file."""
    every = Query(What.OBJECTIVES, ask.names_of(desk).own)
    return _in_a_file(desk, ask.LIST, written(every))


_THE = r"(?:(?:tutt[oaie] )?(?:(?:il|lo|la|i|gli|le|un|una) |l')|tutt[ie] )?"
_KIND = r"(?:elenco|lista|tabella|prospetto|riepilogo|quadro|registro)"
_LIST = rf"(?:{_KIND} (?:d(?:i|ei|elle|egli|el) )?)?"
_OF_WHAT = (
    r"(?: (?:(?:di|del|dei|al|nel|da) )?(?:quest'anno|piano|peg|pdo|personale|dipendenti"
    r"|(?:19|20)\d\d|pagare|sistemare|correggere|fatte|registrate|annunciate|apportate|aperte"
    r"|in corso))*"
)
PREMIUMS = regex(rf"{_THE}{_LIST}(?:premi|pagamenti|premialita){_OF_WHAT}")
"""The list of payments, whose document the office has in each form."""
LISTS = {
    leaves.LIST: regex(rf"{_THE}{_LIST}(?:assenz[ae]|assenti|ferie|malattie){_OF_WHAT}"),
    changes.LIST: regex(rf"{_THE}{_LIST}(?:modifiche|variazioni|cambiamenti){_OF_WHAT}"),
    anomalies.POINTS: regex(
        rf"{_THE}{_LIST}(?:anomali[ae]|(?:punti|cose|errori)(?= (?:del|nel|da)\b)){_OF_WHAT}"
    ),
}
"""Lists that a command opens, by what they are called."""
SHEETS = ("excel", "xls", "csv", "foglio", "tabella", "file")


def _premiums(desk: Desk, form: str) -> Outcome:
    """Its document in the form that is asked for, of a sheet that of the payroll; with what it
    waits for before it is definitive, for who may read that."""
    made = "word" if "doc" in form or "word" in form else "pdf"
    made = "csv" if any(sheet in form for sheet in SHEETS) and "pdf" not in form else made
    sent = desk.press(desk, f"go:documento:determina {made}")
    if desk.turn.kind == "group":
        return sent
    try:
        waits = premium_waits.missing_list(desk, "-")
    except Refusal:
        return sent
    return led_by(sent, *waits.title) if waits.rows else sent


def _list_shown(desk: Desk) -> tuple[str, str] | None:
    """The list that the last answer was, where it was one of several things."""
    kept = desk.chat.get("list") or {}
    if not kept or str(kept["shown"]) < ask.told_at(desk):
        return None
    name = str(kept["name"])
    return None if name in (status.LIST, status.INSIDE) else (name, str(kept["about"]))


LEADS = ("il", "lo", "la", "un", "una", "l")


def _monitoring(desk: Desk, of: str, form: str) -> Outcome | None:
    """Of the unit that is named, of that of a thing that is, or of one's own."""
    plan, about = desk.view.plan, ask.names_of(desk).of(of)
    own = not of or about.codes == ask.names_of(desk).own
    if not own and (about.unread or len(about.codes) != 1):
        return None
    code = "" if own else about.codes[0]
    if code in plan.objectives or code in plan.indicators:
        code = plan.objective_of(code).unit
    return documents.show(desk, f"monitoraggio {code} {form}")


def _list(desk: Desk, what: str) -> Outcome | None:
    """The list that words ask for, in a file; None where they ask for none."""
    there = replace(desk, turn=replace(desk.turn, text=f"quali sono {what}?"))
    if not ask.understood(there):
        return None
    shown = ask.answered(there)
    if shown is None:
        return None
    draft: Draft = shown.draft or {}
    open_list = draft.get(CHAT, {}).get("list")
    if not open_list:
        return shown
    return _in_a_file(desk, str(open_list["name"]), str(open_list["about"]))


def _in_a_file(desk: Desk, name: str, about: str) -> Outcome:
    listed = paging.source(name)(desk, about)
    if not listed.rows:
        return keep(desk, answer(*listed.title))
    sent = paging.as_file(desk, name, about)
    return keep(desk, led_by(sent, *listed.title, say("paper.list_in_excel")))
