"""What a heading may mean, told by its parts: a thing and what of it.

`OBIETTIVO_PESO`, `peso ob.`, `PesoObiettivo` are the weight of an objective, whichever way an
office or a program put them together. Votes only: the cells of the column and the other columns
decide.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from importers.tables.roles import Role
from importers.values.words import unaccented, word_set
from italian.regex import regex

Votes = Mapping[Role, float]

_MARKS: Sequence[tuple[str, str]] = (
    (
        "involved",
        r"coinvolt[aeio]|altr[ie]|(?:contribuisc|concorr|partecipa|collabora)(?:e|n?o|ono)",
    ),
    ("kind", r"tip[oi]|tipologi[ae]|natura|classificazione|dimensione|complessita|strategicita"),
    ("how", r"formul\w+|calcolo|criteri[oi]|metodo|algoritmo"),
    ("source", r"font[ei]|evidenz\w+"),
    ("budget", r"bilancio|missione|miss"),
    ("weight", r"pes[oi]|pesatur\w+|pond\w*|incid\w*|rilevanz\w+|coeff\w*|importanz\w+|punti"),
    ("share", r"quota|perc\w*|punteggio"),
    ("unit", r"um|udm|umis|unitamis\w*|espress[oai]"),
    (
        "base",
        r"ini|inizi\w+|baseline|base|prec\w*|storic\w+|partenz\w+|partiamo|attual[ei]|oggi|cons"
        r"|consuntiv\w+|riferimento|contesto|corrente",
    ),
    (
        "target",
        r"target|att|attes[oaie]|prev|previst[oaie]|previsional[ei]|meta|traguard\w+|sogli[ae]"
        r"|arriv\w+|final[ei]|raggiungere|conseguire|ottenere|standard|programmat[oai]|goal",
    ),
    (
        "day",
        r"dt|dat[ae]|scad\w*|entro|termin[ei]|quando|ultimazion\w+|conclusion\w+|conclud\w+"
        r"|complet\w+|limite|tempistic\w+",
    ),
    (
        "owner",
        r"resp|responsabil\w+|referent\w+|titolar\w+|capofila|affidat\w*|assegnatari\w*|chi"
        r"|incaricat\w*|risponde|capo|dirigent\w+|posizion\w+",
    ),
    (
        "code",
        r"cod\w*|id|identificativ\w+|num|numero|nr?|progr?|prg|progressiv\w+|rif|univoc\w+|sigla"
        r"|scheda",
    ),
    (
        "about",
        r"not[ae]|finalita|illustra\w+|contenut\w+|motiva\w+|dettagli\w*|relazion\w+|estes[ao]"
        r"|spiegazion\w+|tratta",
    ),
    (
        "text",
        r"des\w{0,4}|descri\w+|ds|nome|testo|titol\w+|tit|denominaz\w+|oggett\w+|enunciaz\w+"
        r"|sintes[ei]|sintetic\w+|cosa",
    ),
    ("value", r"val|valor[ei]|dato|dati|livello|esit[oi]|rilevat\w+|risultat[oi]"),
    ("interim", r"trim\w*|semestr\w+|quadrim\w*|sal|intermedi\w+|monitoraggi\w+"),
    ("year", r"ann[oi]|annualita|esercizi\w+|trienni\w+"),
    ("phase", r"fas[ei]|attivita|azion[ei]|step|tapp[ae]"),
    ("objective", r"ob\w?|obiett\w*|obj\w*|progett\w+|intervent\w+|impegn\w+"),
    (
        "indicator",
        r"ind|indic\w*|kpi|metric\w+|parametr\w+|misur\w+|grandezz\w+|indice|riscontro",
    ),
    ("performance", r"performance"),
    ("top", r"apical[ei]|vertice|massima|primo"),
    ("service", r"serv\w*|srv|uo[cs]|uffic\w+|uff|cdr|cdc|uor?|centro|unita|struttur\w+"),
    ("area", r"area|aree|sett?|settor\w+|direz\w*|dir|dip\w*|ripartiz\w+|macroarea"),
)
_COMPILED = tuple((mark, regex(rf"(?:{words})")) for mark, words in _MARKS)
_RULES: Sequence[tuple[frozenset[str], Mapping[Role, float]]] = tuple(
    (frozenset(marks.split()), roles)
    for marks, roles in (
        ("interim", {Role.OTHER: 2.5}),
        ("involved", {Role.OTHER: 2.5}),
        ("area performance", {Role.KIND: 2.5}),
        ("service value", {Role.INDICATOR: 1.2, Role.SERVICE: 1}),
        ("service top", {Role.AREA: 2}),
        ("kind", {Role.KIND: 2}),
        ("how", {Role.FORMULA: 2}),
        ("source", {Role.EVIDENCE: 2}),
        ("budget", {Role.MISSION: 1, Role.PROGRAM: 1}),
        ("year base", {Role.YEARS: 2}),
        ("year target", {Role.YEARS: 2}),
        ("indicator code", {Role.OTHER: 2}),
        ("indicator weight", {Role.INDICATOR_WEIGHT: 2}),
        ("indicator share", {Role.INDICATOR_WEIGHT: 1.5}),
        ("phase weight", {Role.PHASE_WEIGHT: 2}),
        ("unit", {Role.UNIT: 2}),
        ("lone_unit", {Role.UNIT: 1.6, Role.SERVICE: 1.2}),
        ("indicator past", {Role.BASELINE: 2}),
        ("indicator base", {Role.BASELINE: 2}),
        ("indicator now", {Role.TARGET: 2}),
        ("indicator target", {Role.TARGET: 2}),
        ("weight", {Role.WEIGHT: 2, Role.INDICATOR_WEIGHT: 0.6}),
        ("objective base", {Role.BASELINE: 1}),
        ("service base", {Role.SERVICE: 2}),
        ("area base", {Role.AREA: 2}),
        ("base", {Role.BASELINE: 2}),
        ("past", {Role.BASELINE: 2}),
        ("objective now", {Role.TARGET: 1.2, Role.OBJECTIVE: 1.2}),
        ("objective target", {Role.TARGET: 1, Role.OBJECTIVE: 1.2}),
        ("now day", {Role.TARGET: 1.2, Role.DEADLINE: 1.2}),
        ("value day", {Role.TARGET: 1, Role.DEADLINE: 1}),
        ("target", {Role.TARGET: 2, Role.EXPECTED: 1}),
        ("now", {Role.TARGET: 2}),
        ("day", {Role.DEADLINE: 2}),
        ("service owner", {Role.SERVICE: 1.2, Role.OWNER: 1.2}),
        ("area owner", {Role.AREA: 1.2, Role.OWNER: 1.2}),
        ("objective owner", {Role.OBJECTIVE: 1, Role.OWNER: 1.2}),
        ("owner", {Role.OWNER: 2}),
        ("indicator value", {Role.INDICATOR: 1, Role.TARGET: 0.8, Role.BASELINE: 0.5}),
        ("objective code", {Role.CODE: 2, Role.NUMBER: 1}),
        ("service code", {Role.UNIT_CODE: 2}),
        ("area code", {Role.AREA_CODE: 2}),
        ("indicator text", {Role.INDICATOR: 2.4}),
        ("indicator", {Role.INDICATOR: 2}),
        ("objective about", {Role.DESCRIPTION: 2}),
        ("about", {Role.DESCRIPTION: 1.5, Role.OTHER: 0.5}),
        ("service text", {Role.SERVICE: 2.4}),
        ("area text", {Role.AREA: 2.4}),
        ("objective", {Role.OBJECTIVE: 2, Role.DESCRIPTION: 0.8}),
        ("phase", {Role.PHASE: 1.5, Role.ACTION: 1}),
        ("service", {Role.SERVICE: 2, Role.AREA: 0.5}),
        ("area", {Role.AREA: 2, Role.SERVICE: 0.5}),
        ("year", {Role.YEARS: 1.5}),
        ("text", {Role.DESCRIPTION: 1.2, Role.OBJECTIVE: 1.1, Role.INDICATOR: 0.8}),
        ("share", {Role.WEIGHT: 1.2, Role.INDICATOR_WEIGHT: 0.8}),
        ("code", {Role.CODE: 1.2, Role.NUMBER: 1}),
        ("value", {Role.TARGET: 1, Role.BASELINE: 0.8}),
    )
)
_GLUED = word_set(
    "descrizione denominazione obiettivo indicatore responsabile unita misura valore "
    "iniziale atteso peso titolo codice scadenza data settore servizio area target "
    "base previsto precedente finale fine resp cod des id num dt um desc oggetto nome"
)
_CAMEL = re.compile(r"(?<=[a-zà-ù])(?=[A-Z])|(?<=[^\W\d])(?=\d)|(?<=\d)(?=[^\W\d])")
_LEAST_GLUED = 8
_NUMBER_OF = regex(r"(?<=[^\W\d])[\W_]*\(?(?:n\W{0,2}|nr\W{0,2})?\(?(?<!\d)\d\)?$", re.IGNORECASE)
"""`Ind. n. 2`: which of several the heading is of."""
_ABBREVIATED = regex(r"(?<!\w)(?:c\W?d\W?[rc]|u\W?o\W?[cs]?|ob\W?v[oi])(?!\w)", re.IGNORECASE)
"""`C.d.R.`, `U.O.C.`, `Ob.vo`: letters that make one word."""
_OF_WORKS = regex(r"(?<!\w)att\.?$", re.IGNORECASE)
"""`Peso att.`: of activities; beside a word for figures it is what is expected."""


def year_of(title: str) -> int | None:
    """The year a heading names; None where it names none."""
    found = re.search(r"(?<!\d)20\d\d(?!\d)", title)
    return int(found.group()) if found else None


@lru_cache(maxsize=4096)
def votes(title: str, year: int) -> Votes:
    """How far a heading speaks for each role, 0 to 2; empty where none of its words tells."""
    marks = _marks_of(title, year)
    found: dict[Role, float] = {}
    for wanted, roles in _RULES:
        if wanted <= marks:
            for role, vote in roles.items():
                found.setdefault(role, vote if not found else vote * 0.5)
    return found


def tells(title: str, year: int) -> bool:
    """Whether some word of a heading tells a thing, or what of it."""
    return bool(votes(title, year))


def _marks_of(title: str, year: int) -> frozenset[str]:
    marks: set[str] = set()
    bare = _NUMBER_OF.sub("", title.strip())
    if re.fullmatch(r"%|\(%\)", bare):
        return frozenset({"share"})
    if re.fullmatch(r"(?i)unit[aà]", bare):
        return frozenset({"lone_unit"})
    for word in _words(bare):
        if re.fullmatch(r"20\d\d", word):
            named = int(word)
            marks.add("past" if named < year else "now" if named == year else "later")
            continue
        mark = next((mark for mark, words in _COMPILED if words.fullmatch(word)), None)
        if mark is not None:
            marks.add(mark)
    if (
        "service" in marks
        and "indicator" in marks
        and re.search(r"(?i)un\w*\W*\s*mis|indic\w*[\W_]+unit[aà]$", bare)
    ):
        marks = (marks - {"service", "indicator"}) | {"unit"}
    if re.match(r"(?i)un\.?\s?mis|misura in\b|u\W?m\b", bare):
        marks = {"unit"}
    if "weight" in marks and _OF_WORKS.search(bare):
        marks = {"phase", "weight"}
    return frozenset(marks)


def _words(title: str) -> list[str]:
    title = _ABBREVIATED.sub(lambda found: re.sub(r"\W", "", found.group()).lower(), title)
    pieces = re.split(r"[\W_]+", _CAMEL.sub(" ", title) if not title.isupper() else title)
    if title.isupper():
        pieces = re.split(r"[\W_]+|(?<=[A-Z])(?=\d)", title)
    words: list[str] = []
    for piece in pieces:
        plain = unaccented(piece)
        words.extend(_unglued(plain) if len(plain) >= _LEAST_GLUED else [plain])
    return [word for word in words if word]


def _unglued(word: str) -> list[str]:
    """`datascadenza` is `data scadenza`; a word that is none of ours put together stays whole."""
    best: dict[int, list[str]] = {0: []}
    for end in range(1, len(word) + 1):
        for known in _GLUED:
            start = end - len(known)
            if start in best and word.endswith(known, start, end) and end not in best:
                best[end] = [*best[start], known]
    parts = best.get(len(word))
    return parts if parts and len(parts) > 1 else [word]
