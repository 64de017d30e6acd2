"""The documents of the office, sent where they are asked for.

dirigente    /documento                    →   a menu of those they may have
dirigente    /documento monitoraggio AS    →   monitoraggio-2024-AS.pdf   [In Word]
personale    /documento determina codici csv
segretario   mandami la relazione 2024 in word
nucleo       fammi il verbale

What goes out is entered in the record by who asked; the ledger says whether they may.
"""

import re

from handlers import ask
from handlers.conversation import Conversation, NotAButton, Press, word, year
from handlers.desk import Desk, answer, button
from handlers.evaluating.whom import default_year
from handlers.standing.status import default_scope, scope_name
from handlers.turn import Button, Outcome, Reply, Wanted
from italian.regex import regex
from italian.words import clean
from ledger.commands.papers import OF_OFFICES
from ledger.errors import UnknownCode
from ledger.events.papers import PaperKind
from ledger.plan import ENTE
from words.say import say

NAMES: dict[PaperKind, tuple[str, ...]] = {
    "relazione": ("relazione",),
    "monitoring": ("monitoraggio", "monitoring"),
    "assignment": ("assegnazione", "assignment"),
    "verbale": ("verbale",),
    "payment": ("determina", "payment"),
    "certificate": ("attestato", "certificate"),
}
"""By kind, what people call it."""

OF_A_UNIT: tuple[PaperKind, ...] = ("monitoring", "assignment")
PDF, DOCX, CSV = "pdf", "docx", "csv"
FORMS = {"pdf": PDF, "docx": DOCX, "word": DOCX, "csv": CSV}
CODES = "CODICI"
"""Said of the determina: people by their codes, without names."""
_BY_CODES = regex(
    r"\b(?:(?:in forma|in versione|versione) )?"
    r"(?:(?:con |per )?(?:i |le )?(?:sol[oi] |soltanto (?:i )?)?(?:codici|sigle)"
    r"|senza (?:i |mettere i |mostrare i )?nom(?:i|inativi)"
    r"|anonim\w+|pseudonim\w+)\b(?: (?:delle persone|dei dipendenti))?",
    re.IGNORECASE,
)
"""People by their codes, however it is said."""
OF_THE_PROCEDURE: tuple[PaperKind, ...] = ("relazione", "verbale", "payment")
YEAR = regex(r"(?:19|20)\d\d")

ASKED = regex(
    r"^\W*(?:(?:mi\s+)?(?:fai|fa|fammi|dammi|manda|mandami|invia|inviami|stampa|stampami|scarica|prepara"
    r"|preparami|vorrei|voglio|(?:mi\s+)?(?:puoi|potresti)\s+(?:mandarmi|mandare|dare|fare)|serve"
    r"|mandi|dai|fammi\s+avere|ho\s+bisogno\s+di|(?:mi\s+)?occorre)\s+)(?:(?:il|la|l['’]|un|una|un['’])\s*)?"
    r"(?P<rest>(?:relazione|verbale|determina|monitoraggio|assegnazione|attestato)\b.*)$",
    re.IGNORECASE,
)
"""A request for a document; a bare noun is none, it may be an objective's."""

FILLERS = frozenset(
    {"di", "del", "dello", "della", "dell", "dei", "degli", "delle", "in", "per", "sulla", "sul"}
    | {"indicatore", "indicatori", "obiettivo", "dato", "registrazione", "a", "all"}
    | {"performance", "obiettivi", "premi", "nucleo", "anno"}
)
"""Words of a request that say nothing more."""


def show(desk: Desk, rest: str) -> Outcome:
    """`/documento`, `/documento verbale 2024`, `/documento monitoraggio AS word`."""
    named, unnamed = _BY_CODES.subn(" ", rest)
    words = words_of(named)
    name, others = (words[0].lower(), words[1:]) if words else ("", [])
    if name == "relazione" and "monitoraggio" in map(str.lower, others):
        name = "monitoraggio"  # It is called a report too.
        others.remove(next(said for said in others if said.lower() == name))
    kind = next((kind for kind, names in NAMES.items() if name in names), None)
    if kind is None:
        return _menu(desk)
    by_codes = unnamed and kind == "payment"
    form, of_year, code = PDF, _year_of(desk, kind), CODES if by_codes else ""
    for said in others:
        if said.lower() in FORMS:
            form = FORMS[said.lower()]
        elif YEAR.fullmatch(said):
            of_year = int(said)
        elif said.lower() not in FILLERS and not by_codes:
            code = f"{code} {said}".strip()
    return _sent(desk.in_year(of_year), kind, form, code)


def _year_of(desk: Desk, kind: PaperKind) -> int:
    """Of the year being evaluated what belongs to its procedure; the rest of the plan of the day.
    Raises NoPlan."""
    return default_year(desk) if kind in OF_THE_PROCEDURE else desk.view.year


def asked_in_words(desk: Desk) -> Outcome | None:
    """`mandami la relazione 2024 in word`; None where no document is asked for."""
    found = ASKED.match(desk.turn.text)
    return show(desk, found["rest"]) if found else None


def asked_outright(desk: Desk) -> Outcome | None:
    """The same where a step waits for any words: only what asks for a document and nothing else,
    `fammi la relazione 2024`."""
    found = ASKED.match(desk.turn.text)
    if not found:
        return None
    _, *others = words_of(_BY_CODES.sub(" ", found["rest"]))
    known = (w.lower() in (*FORMS, *FILLERS) or YEAR.fullmatch(w) for w in others)
    return show(desk, found["rest"]) if all(known) else None


def words_of(rest: str) -> list[str]:
    """The words of a request, without what stands around them."""
    return [w.strip(".,;?!") for w in re.sub(r"['’]", " ", rest).split()]


def _menu(desk: Desk) -> Outcome:
    held = {str(post.role) for post in desk.posts}
    rows: list[tuple[Button, ...]] = []
    for kind in NAMES:
        roles = OF_OFFICES[kind][1] if kind in OF_OFFICES else ()
        if kind != "certificate" and (not roles or held & set(map(str, roles))):
            of_year = _year_of(desk, kind)
            label = say("document.of_year", title=say(f"document.{kind}"), year=of_year)
            rows.append((Button(label, _data(kind, PDF, ENTE, of_year)),))
    return answer(say("document.which"), buttons=tuple(rows))


def _data(kind: PaperKind, form: str, code: str, of_year: int) -> str:
    return f"doc:{kind}:{form}:{code}:{of_year}"


def _pressed(desk: Desk, kind: PaperKind, form: str, code: str, of_year: int) -> Outcome:
    return _sent(desk.in_year(of_year), kind, form, code)


def _kind(text: str) -> PaperKind:
    found = next((kind for kind in NAMES if kind == text), None)
    if found is None:
        raise NotAButton()
    return found


def _form(text: str) -> str:
    if text not in (PDF, DOCX, CSV):
        raise NotAButton()
    return text


def _sent(desk: Desk, kind: PaperKind, form: str, typed: str) -> Outcome:
    """Raises UnknownCode; who may not have it is refused where it is made."""
    plan, codes = desk.view.plan, kind == "payment" and typed.upper() == CODES
    form = form if form in (PDF, DOCX) or kind == "payment" else PDF
    if kind == "certificate":
        form = PDF
        scope = _named(desk, typed) if typed else ""
        if scope not in plan.indicators:
            example = next(iter(plan.indicators), "")
            return answer(say("document.code", code=example))
    elif kind in OF_A_UNIT:
        scope = _named(desk, typed) if typed else default_scope(desk)
    else:
        scope = ENTE
    line = say(
        "document.codes" if codes else "document.file",
        title=say(f"document.{kind}"),
        year=desk.view.year,
        scope=scope_name(plan, scope),
    )
    view = f"{kind}.{form}.{CODES}" if codes else f"{kind}.{form}"
    wants = Wanted("paper", scope, desk.view.year, view)
    buttons = _others(kind, form, CODES if codes else scope, desk.view.year)
    return Outcome((Reply((line,), buttons, wants=wants),))


def _others(kind: PaperKind, form: str, of: str, of_year: int) -> tuple[tuple[Button, ...], ...]:
    """The same document in its other forms; of the payments also for the payroll, without names."""
    if kind == "certificate" or form != PDF:
        return ()
    found = [button("as_word", _data(kind, DOCX, of, of_year))]
    if kind == "payment":
        found.append(button("as_csv", _data(kind, CSV, of, of_year)))
        if of != CODES:
            found.append(button("by_codes", _data(kind, PDF, CODES, of_year)))
    return (tuple(found),)


def _named(desk: Desk, typed: str) -> str:
    """By its code, or by the words that name it. Raises UnknownCode."""
    try:
        return desk.view.plan.resolve_scope(typed)
    except UnknownCode:
        about = ask.names_of(desk).of(clean(typed))
        if about.unread or not about.said:
            raise
        return about.codes[0]


CONVERSATION = Conversation(
    commands={"documento": show},
    asides=frozenset({"documento"}),
    offered={"documento": ()},
    private=frozenset({"documento"}),
    buttons={"doc": Press(_pressed, (_kind, _form, word, year), aside=True)},
)
