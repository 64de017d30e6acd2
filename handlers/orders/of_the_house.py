"""Orders of the procedure and of the house: campaigns, phases, funds, documents, publishing."""

from collections.abc import Callable, Mapping

from handlers import ask
from handlers.desk import Desk, answer, button, keep
from handlers.evaluating import premiums
from handlers.evaluating.whom import default_year
from handlers.orders.acts import Does
from handlers.orders.grammar import Order
from handlers.orders.pieces import (
    DAY,
    DEED,
    EURO,
    NUMBER,
    OF_PLAN,
    PERSON,
    UNIT,
    YEAR,
    Piece,
)
from handlers.orders.vocabulary import FORM, STAFF
from handlers.plan.deadline_words import of_plan
from handlers.procedure import documents, entity, outputs, paper_words, phases
from handlers.reminding import campaign_words, campaigns
from handlers.staff import asked_of, somebody
from handlers.standing import charts
from handlers.talk.coming import coming_day
from handlers.turn import Outcome
from italian.regex import regex
from italian.words import clean, stem
from ledger.commands.cycle import PHASES
from ledger.people import Role
from words.catalogue import TEXTS
from words.say import say

Done = Callable[[Desk, Order], Outcome | None]


def _holds(desk: Desk, *roles: Role) -> bool:
    return any(post.role in roles for post in desk.posts)


def of_the_entity(desk: Desk, order: Order) -> Outcome | None:
    """Giunta approves and Nucleo validates the performance of the ente, each with their act."""
    if not _holds(desk, Role.GIUNTA, Role.NUCLEO):
        return None
    acts = order.of(DEED)
    typed = acts[0] if acts and _holds(desk, Role.GIUNTA) else ""
    return entity.step(desk, default_year(desk), typed)


_CLOSED = regex(r"\bchiu[ds]\w*|\bconclu\w+|\btermin\w+")
_MEASURED = {"monitoraggio": "g", "valutazione": "i", "programmazione": "c"}
"""Phases as people call them, beside their own names."""


def phase(desk: Desk, order: Order) -> Outcome | None:
    """The phase that is named is opened; one that is closed leads to the next."""
    letter = _letter(" ".join((*order.ahead, order.plain)))
    if letter is None or not _holds(desk, Role.SEGRETARIO):
        return None
    if _CLOSED.search(order.said[-1]):
        letter = PHASES[min(PHASES.index(letter) + 1, len(PHASES) - 1)]
    reason = f"; {order.because}" if order.because else ""
    return phases.phase(desk, default_year(desk), "fase", f"{letter}{reason}")


def _letter(plain: str) -> str | None:
    """The phase whose name has most of these words."""
    said = {stem(word) for word in _LONG.findall(plain)}
    named = {x: {stem(word) for word in _LONG.findall(TEXTS[f"phase.{x}"])} for x in PHASES}
    best = max(named, key=lambda x: len(said & named[x]))
    if said & named[best]:
        return best
    return next((letter for word, letter in _MEASURED.items() if word in plain), None)


_LONG = regex(r"[a-z]{5,}")


_WHOSE = (
    ("fondo", regex(r"\bpersonale non dirigen\w+")),
    ("dirigenti", regex(r"\bdirigent[ei]\b")),
    ("eq", regex(r"\beq\b|\bposizioni organizzative\b|\belevate qualificazioni\b")),
    ("segretario", regex(r"\bsegretari[oa]\b")),
)


_SETS = regex(r"\b(?:fiss|impost|mett|stanzi|port|aument|stabil|ridu|determin)\w*")
"""Whoever says it, the fund is set: who sets none is told who does."""
_OF_PREMIUMS = regex(
    rf"\b(?:premi[o]?|premialita|risultato|produttivita|incentivi|{STAFF})|\bfondo (?:a|<\w>)"
)
"""No other fund: `fondo contenzioso portato a …` is a report."""


def pool(desk: Desk, order: Order) -> Outcome | None:
    """The card of a fund; its act is asked where it is not said."""
    amounts = order.of(EURO) or order.of(NUMBER)
    plain = " ".join((*order.ahead, order.plain))
    sets = _SETS.search(order.plain) and _OF_PREMIUMS.search(plain)
    if len(amounts) != 1 or not (sets or _holds(desk, Role.PERSONALE)):
        return None
    whose = next((name for name, words in _WHOSE if words.search(plain)), "fondo")
    acts = "".join(f"; {act}" for act in order.of(DEED)[:1])
    return premiums.start(desk, f"{whose} {amounts[0].replace('.', ',')}{acts}")


def premiums_final(desk: Desk, order: Order) -> Outcome | None:
    """The card that makes the payments of the year final."""
    return premiums.start(desk, "definitivo") if _holds(desk, Role.PERSONALE) else None


_PUBLISHED = {
    **{"relazione": "pub_relazione", "piao": "pub_piao", "premi stanziati": "pub_stanziati"},
    **{"smvp": "pub_smvp", "sistema di misurazione": "pub_smvp"},
    **{"premi distribuiti": "pub_distribuiti"},
}
_PAGES = regex(r"\btrasparen\w+|\bsito\b|\bpagin\w+|\bdati\b")


def published(desk: Desk, order: Order) -> Outcome | None:
    """The act of publishing one document, or which there are."""
    name = next((name for words, name in _PUBLISHED.items() if words in order.plain), None)
    if name is None and not _PAGES.search(order.plain):
        return None
    year = desk.view.year
    return outputs.step(desk, year, name) if name else outputs.show(desk, year)


def quiet(desk: Desk, order: Order) -> Outcome:
    """There is no pause of all notices: each is turned off in the settings."""
    return answer(say("cannot.quiet"), buttons=((button("reminders", "go:impostazioni:-"),),))


def moved_to_year(desk: Desk, order: Order) -> Outcome | None:
    """The year that the chat speaks of."""
    if len(order.plain.split()) > _SHORT:
        return None
    return desk.press(desk, f"go:anno:{order.of(YEAR)[0]}")


_SHORT = 12


def campaign_opened(desk: Desk, order: Order) -> Outcome | None:
    """The card of a campaign, with its name where it is given one; without its day it is asked."""
    days = [of_plan(desk, said, coming_day(said, desk.today)) for said in order.of(DAY)]
    until = next((day for day in reversed(days) if day is not None), None)
    if until is None:
        return desk.press(desk, "frmgo:campagna") if _holds(desk, Role.SEGRETARIO) else None
    whys = "; ".join(filter(None, (_OF_UNIT.sub(" ", why).strip() for why in order.why)))
    name = _name_of_round(order) or campaign_words.LEADS.sub("", whys)
    units = order.of(UNIT) or _units(desk, order.message)
    return campaigns.named(desk, until, " ".join([*units, name]).strip())


_ENDS = r"(?=\W*$|[,;:.]| (?:al|con|entro|fino|il|chiama\w+|che|scadenza|termine)\b| \d)"
_OF_UNIT = regex(
    r"\b(?:(?:solo|soltanto|limitatamente) )?(?:(?:per|di|su|a|al|alla|del|della|il|la) "
    r"|(?:per |su|del|al)?l['’] ?)*(?:area|servizio|ufficio|settore) (?P<named>[^,;:.\d]+?)"
    rf"{_ENDS}|\b(?:solo|soltanto|limitatamente) (?:per|a|ad|di|su) (?P<alone>[^,;:.\d]+?){_ENDS}",
    2,
)


def _units(desk: Desk, text: str) -> list[str]:
    """The one office that a campaign is said to be of: `solo per AS`, `dell'area tecnica`."""
    found = _OF_UNIT.search(text)
    if found is None:
        return []
    about = ask.names_of(desk).of(clean(f"area {found['named'] or found['alone']}"))
    plan = desk.view.plan
    units = [code for code in about.codes if code in plan.areas or code in plan.area_of_service]
    return units if about.said and not about.unread and len(units) == 1 else []


_ROUND = regex(
    r"\b(?:campagna|monitoraggio|rilevazione|raccolta(?: dei)?(?: dati)?|verifica)"
    r"(?: di (?:monitoraggio|rilevazione))?(?P<name>.*)",
    2,
)
_NO_NAME = regex(
    r"\b(?:aperta|apert[oa]|chiu[ds]\w+|fino|da|dal|al|entro|con|termine|ultimo|giorno|utile"
    r"|scadenza|subito|oggi|per favore|grazie|in corso|tutti|dati|ora|adesso|si|va|resta|nuov[oa]"
    r"|che|scade|e|è|di|il|la|puo|può|possono|essere|aprire|avviare|lanciare|iniziare|far|partire)\b"
)


def _name_of_round(order: Order) -> str:
    """What follows the word for it, up to the first day or stop."""
    found = _ROUND.search(order.typed[0] if order.typed else "")
    if found is None:
        return ""
    start = order.message.find(found["name"])
    ends = [piece.start for piece in order.slots if piece.start >= start]
    name = order.message[start : min(ends, default=start + len(found["name"]))]
    name = name.split(",")[0].strip(" ,:;.«»\"'")
    name = campaign_words.LEADS.sub("", _OF_UNIT.sub(" ", name).strip())
    return "" if not _NO_NAME.sub(" ", name).strip() else name


def campaign_closed(desk: Desk, order: Order) -> Outcome | None:
    """The card that closes the campaign that is open."""
    code = regex(r"\bm\d+\b").search(order.plain)
    if code is not None:
        return campaign_words.closed(desk, code[0].upper(), None)
    return campaign_words.closed(desk, None, _name_of_round(order) or None)


def campaign_extended(desk: Desk, order: Order) -> Outcome:
    """The day of one that is open stays: it is closed, and another opened."""
    return campaign_words.stays(desk)


_EVERYBODY = regex(
    r"\btutt[ie]\b|\bcollegh[ie]\b|\bchi (?:manca|deve|e|è|e'|non|ancora|resta)\b|\bquell[ie] che\b"
    r"|\britardatari\b|\bgenerale\b|\b(?:uffici|servizi|eq) (?:in ritardo|indietro|mancanti|che)\b"
    r"|\binadempienti\b|\b(?:part|mand|invi|spedi)\w+ (?:i|dei) (?:solleciti|promemoria|richiami)\b"
)


_WRITES_TO = regex(r"\b(?:scriv|avvis|avvert|richiam)(?:i|a|ere|are|ire|iamo)\b")
"""Carries a message, which is a reminder only where something is asked of all."""


def reminded(desk: Desk, order: Order) -> Outcome | None:
    """One message to each who is meant and owes something; None where nobody is meant."""
    named = [person for piece in order.slots for person in _who(desk, piece)]
    out = [person for piece in order.but for person in _who(desk, piece)]
    if not named and not _EVERYBODY.search(order.plain):
        return None
    code = campaigns.only_open(desk)
    if _WRITES_TO.search(order.plain) and not (code and _holds(desk, Role.SEGRETARIO)):
        return None
    campaigns.require_reminder(desk)
    if code is None:
        return campaigns.campaign(desk, "")
    return campaigns.remind(desk, code, named or None, out=out)


def _who(desk: Desk, piece: Piece) -> tuple[str, ...]:
    """A person, or the EQ of an office."""
    if piece.kind == PERSON:
        return (piece.value,)
    return somebody.meant(desk, f"eq di {piece.value.lower()}") if piece.kind == UNIT else ()


_OWES = regex(r"\bchi (?:manca|deve|non ha|ancora)\b")
"""A list of who owes something, which is made into a file by its own button."""
_NOT_IN = regex(
    rf"\b(?:non|anzich[eé]|invece (?:di|che)|al posto di)(?: (?:in|un|il|del))? {FORM.pattern}"
)
_PAPERS = ("monitoraggio", "relazione", "verbale", "determina")
_ITS = {"docx": "word", "doc": "word", "xlsx": "excel", "xls": "excel"}


def document(desk: Desk, order: Order) -> Outcome | None:
    """The document, in the form that is said where it is made in it; what is open stays open."""
    made = _document(desk, order)
    return None if made is None else keep(desk, made)


def _document(desk: Desk, order: Order) -> Outcome | None:
    if (outright := documents.asked_outright(desk)) is not None:
        return outright
    if _OWES.search(order.plain):
        code = campaigns.only_open(desk)
        return campaigns.show_who(desk, code) if code else campaigns.campaign(desk, "")
    if "step" in desk.draft:
        return None  # Words of one's own, which a step waits for, may begin like a request.
    if (listed := paper_words.known_list(desk)) is not None:
        return listed
    plain = _NOT_IN.sub(" ", order.plain)
    forms = FORM.findall(plain) or FORM.findall(_NOT_IN.sub(" ", order.message.lower()))
    form = _ITS.get(forms[-1], forms[-1]) if forms else "pdf"
    about = " ".join(order.of(*OF_PLAN)[:1])
    plain = order.plain if any(w in order.plain for w in _KINDS) else order.message.lower()
    if "grafico" in plain:
        return charts.of_each(desk, desk.turn.text, (about,)) if about else None
    if name := next((name for name in _PAPERS if name in plain), None):
        made = form if form in documents.FORMS else "pdf"
        return documents.show(desk, " ".join(filter(None, (name, about, made))))
    if "calendario" in plain:
        return desk.press(desk, "go:calendario:-")
    if "scheda" in plain:
        whose = asked_of.asked(desk, " ".join(clean(desk.turn.text).split()).strip(" .!?"))
        return whose or desk.press(desk, f"go:scheda:{(order.of(PERSON) or ['-'])[0]}")
    if "premi" in plain:
        return desk.press(desk, "go:premi:-")
    return paper_words.the_plan(desk) if "piano" in plain and not about else None


_KINDS = (*_PAPERS, "grafico", "calendario", "scheda", "premi", "piano")

DOING: Mapping[Does, Done] = {
    Does.ENTITY: of_the_entity,
    Does.PHASE: phase,
    Does.POOL: pool,
    Does.PREMIUMS_FINAL: premiums_final,
    Does.PUBLISH: published,
    Does.QUIET: quiet,
    Does.YEAR: moved_to_year,
    Does.CAMPAIGN_OPEN: campaign_opened,
    Does.CAMPAIGN_CLOSE: campaign_closed,
    Does.CAMPAIGN_EXTEND: campaign_extended,
    Does.REMIND: reminded,
    Does.DOCUMENT: document,
}
