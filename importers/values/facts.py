"""The grammar of a fact: a label, a year, a figure, in whichever order an office writes them.

`target 180`, `nel 2025: 12 giorni`, `98 nel 2025`, `da 3 (2025) a 7 (2026)`, `peso 30%`, `entro il
30/6`: a title, a bracket, an item of a list and a line of their own are all told in these. A text
is a name and facts where everything after the name is a fact; else nothing is taken of it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from importers.tables.headings import is_known, role_of
from importers.tables.headingwords import is_only_heading
from importers.tables.roles import Role
from importers.values.dates import days_in, deadline_days
from importers.values.figures import NUMBER, is_error, says_nothing
from importers.values.words import STOP
from italian.regex import regex

Fact = tuple[Role, str]

_YEAR = (
    r"(?:(?:a\s+)?fine\s+(?:del\s+|anno\s+)?|al\s+31[./\s]+(?:12[./]|dicembre\s+)?|nel(?:l['’]anno)?\s+"
    r"|nell['’]\s?|del(?:l['’]anno)?\s+|per\s+il\s+|anno\s+|al\s+|in\s+)?(?P<year>20\d\d)(?![\d./-]\d)"
)
_LABELS: tuple[tuple[Role, str], ...] = (
    (
        Role.TARGET,
        r"(?:(?:valore|risultato|livello|dato|target)\s+)?(?:attes[oa]|target|previsto"
        r"|programmato|finale)(?:\s+(?:annuale|finale))?|valore\s+obiettivo|traguardo"
        r"|obiettivo(?=\s*[:=]|\s+(?:al?\s+|per\s+il\s+)?20\d\d)|standard(?:\s+atteso)?|valore(?=\s*[:=])|valore(?=\s+(?:da\s+def|n\.?\s?d))"
        r"|da\s+(?:raggiungere|conseguire|ottenere|assicurare|garantire)",
    ),
    (
        Role.BASELINE,
        r"baseline|(?:(?:valore|dato|livello|situazione|risultato|punto)\s+)?(?:(?:di\s+)?partenza"
        r"|iniziale|storico|precedente|attuale|(?:di\s+)?base)|anno\s+precedente|era(?:no)?|contro"
        r"|rispetto\s+a|a\s+fronte\s+di|si\s+parte\s+da|partiamo\s+da|si\s+partiva\s+da|prima",
    ),
    (
        Role.VALUE,
        r"(?:valore|dato|val\.?|(?:pre)?consuntivo|risultato|rilevat[oaie]|realizzat[oaie])",
    ),
    (
        Role.WEIGHT,
        r"(?:peso|pesatura|ponderazione|incidenza)(?:\s+(?:dell['’]\s?)?(?:indicatore|obiettivo|ind\.|ob\.))?"
        r"(?:\s+(?:è|pari|al|a|del|di))*|pesa|vale|incide(?:\s+(?:per|il|al|del))*",
    ),
    (
        Role.DEADLINE,
        r"(?:da\s+\w+[aei]re\s+)?entro(?:\s+e\s+non\s+oltre)?(?:\s+il)?|scadenza|termine|conclusione"
        r"|completamento|ultimazione",
    ),
)
_FACT = regex(
    r"(?:(?:" + "|".join(f"(?P<is_{role}>{words})" for role, words in _LABELS) + r")(?!\w))?"
    rf"(?:\s*\(?{_YEAR}\)?(?=$|[\s:=–—-]))?\s*[:=–—-]*\s*(?P<value>.*)",
    re.IGNORECASE | re.DOTALL,
)
_OPENS = regex(
    r"(?<=\s)(?:target|baseline|traguardo|valore\s+(?:attes|obiettivo|target|iniziale|storico|di\s+part|20)"
    r"|attes[oa](?=\s*[:=≥≤<>\d])|(?:(?:a\s+)?fine|anno|dato|consuntivo|nel|del|al)\s+(?:31[./]12[./])?20\d\d|20\d\d|anno\s+precedente"
    r"|peso|pesa|entro|scadenza|termine|(?:passare\s+)?da(?:l|ll['’])?\s+(?:valore\s+)?\W{0,2}\d|era(?:no)?\s+\W{0,2}\d"
    r"|(?:n\.\s*|n[°º]\s*|€\s*|euro\s+)?\d[\d.,]*\s?(?:%|[^\W\d]+)?\s*(?:→|->))",
    re.IGNORECASE,
)
"""Words that begin a fact though no sign parts them from what stands before."""
_SIGN = regex(
    r"\s*[;|]\s*|,\s+|(?:(?<=[^\W\d]{4})|(?<=[\d%€)\]]))\.\s+|:\s+|\s+[-–—]\s+|\s*[(\[]+|[)\]]+[\s,;.]*"
)
_EDGE = " \t\n;,|:()[]–—-→>"
_SPAN = regex(
    r"(?:passare\s+)?(?:dagli|dall['’]|dai|dal|da)\s*(?:valore\s+)?(?:di\s+)?(?P<from>\S.*?)\s+"
    r"(?:agli|all['’]|ai|al|a)(?=\W|\d)\s*(?:valore\s+)?(?:di\s+)?(?P<to>\S.*)"
    r"|(?P<was>\S.*?)\s*(?:→|->|=>)\s*(?P<is>\S.*)",
    re.IGNORECASE,
)
_OF_YEARS = regex(r"20\d\d\s?[-–/]\s?(?:20)?\d\d")
"""`2025-2027`, at the end of a title: of which years it is, and no figure of one."""
_OF_YEAR = regex(rf"(?P<value>\S.*?)\s*[(]?\s*{_YEAR}[)]?", re.IGNORECASE)
_YES = regex(r"s[iì]['’]?|s[iì]\s?/\s?no|on(?:\s?/\s?off)?", re.IGNORECASE)
_BEFORE = (
    r"(?:n\.?|nr\.?|n[°º]|numero|almeno|circa|minimo|min\.?|massimo|max\.?|al\s+massimo|non|pi[uù]|oltre"
    r"|superiore|inferiore|meno|entro|fino|di|a|ad|al|il|i|le|gli|la|lo|l['’]|pari|un[oa]?|€|euro"
    r"|[≥≤<>=+~±-])"
)
_FIGURE = regex(
    rf"(?:{_BEFORE}\s*)*(?<![^\W\d])(?:{NUMBER})(?:\s*/\s*(?:{NUMBER}))?(?!\s*(?:e|ma|che)\s)\s*(?P<rest>[^\d:;|\[\]()]*(?:\([^\d()]*\))?)",
    re.IGNORECASE,
)
_MOST_YEARS = 10
"""After a plan's own for which it has targets: in `valore atteso 2000` that is the figure."""
_MOST_COUNTED = 5
"""Words that say what a figure counts."""
_AROUND_DAY = frozenset(
    [
        "entro",
        "e",
        "non",
        "oltre",
        "il",
        "la",
        "lo",
        "al",
        "alla",
        "del",
        "della",
        "fine",
        "mese",
        "di",
        "prima",
        "data",
        "per",
        "l",
        "a",
    ]
)
LEFT_EMPTY = "—"
"""What an office says of a target whose label it printed and nothing after it."""
_NOT_SAID = ((Role.TARGET, LEFT_EMPTY),)
_SHARE = regex(
    rf"(?:è\s+|pari\s+|al\s+|a\s+|del\s+|di\s+|il\s+|per\s+)*(?:{NUMBER})\s*"
    r"(?:%|‰|/\s*\d+|punti(?:\s+su\s+\d+)?|su\s+\d+|per\s?cento|millesimi|centesimi)?",
    re.IGNORECASE,
)
_LABELLED = regex(
    r"(?P<label>(?:[^:=;|()\[\]\d]|20\d\d){2,40}?)\s*[:=]\s*(?P<value>\S.*)", re.DOTALL
)
_BY_HEADING = (Role.TARGET, Role.BASELINE, Role.VALUE, Role.WEIGHT, Role.INDICATOR_WEIGHT,
               Role.DEADLINE, Role.INDICATOR_DEADLINE, Role.UNIT, Role.FORMULA)  # fmt: skip


@dataclass(frozen=True)
class Told:
    """A name, and the facts that follow it."""

    name: str
    facts: tuple[Fact, ...]

    @property
    def roles(self) -> set[Role]:
        """What is told of it."""
        return {role for role, _ in self.facts}


def told_in(text: str, year: int) -> Told | None:
    """A text taken apart; None where what follows its name is not facts to the end."""
    text = text.strip(" .;")
    return _Telling(text, year).told() if text else None


class _Telling:
    """One text, with the places where a fact may begin and end."""

    def __init__(self, text: str, year: int) -> None:
        self.text, self.year = text, year
        signs = [found.span() for found in _SIGN.finditer(text)]
        opens = [found.start() for found in _OPENS.finditer(text)]
        self.apart = {end for _, end in signs if end < len(text)}
        self.apart.add(0)
        self.starts = sorted({*opens, *self.apart})
        ends = [start for start, end in signs if text[start:end].strip() != ":"]
        self.ends = sorted({*ends, *opens, len(text)})
        self.known: dict[int, tuple[Fact, ...] | None] = {}

    def told(self) -> Told | None:
        """With as many facts as can be."""
        for start in self.starts:
            name = self.text[:start].rstrip(_EDGE)
            if not self._is_name(name, start):
                continue
            facts = self.facts_from(start)
            if facts and not self._is_of_name(facts, start):
                return Told(name, _with_aside(facts))
        return None

    def _is_name(self, name: str, start: int) -> bool:
        if not start:
            return self.facts_from(start) != _NOT_SAID
        if name.count("(") > name.count(")") or not re.search(r"[^\W\d]{2}", name):
            return False
        last = re.search(r"[\w'’]+$", name)
        is_open = last is not None and last.group().lower().strip("'’") in STOP
        return start in self.apart or not is_open

    def _is_of_name(self, facts: Sequence[Fact], start: int) -> bool:
        """`Riscosso sul ruolo 2022: 70%`, `Chiuse entro 7 giorni`: no sign parts them."""
        text, (role, value) = self.text[start:], facts[0]
        if start in self.apart:  # `Villalta, 27 gennaio 2025`
            return self.text[:start].endswith(", ") and text.startswith(value)
        is_term = text[:5].lower() == "entro" and role is not Role.DEADLINE
        is_year = text[:4].isdecimal() and value.startswith(text[:4])
        roles = {role for role, _ in facts}
        return is_term or is_year or (Role.BASELINE in roles and Role.TARGET not in roles)

    def facts_from(self, start: int) -> tuple[Fact, ...] | None:
        """The facts that the rest of the text is; None where it is something else."""
        if start not in self.known:
            self.known[start] = self._facts_from(start)
        return self.known[start]

    def _facts_from(self, start: int) -> tuple[Fact, ...] | None:
        if not self.text[start:].strip(_EDGE):
            return ()
        ends = [end for end in self.ends if end > start]
        found = [(end, facts_of(self.text[start:end], self.year)) for end in ends]
        for end, facts in sorted(found, key=lambda one: one[1] == _NOT_SAID):
            rest = self._after(end) if facts is not None else None
            if facts is not None and rest is not None:
                return (*facts, *rest)
        return None

    def _after(self, end: int) -> tuple[Fact, ...] | None:
        """The facts behind a place, where nothing but signs stands before them."""
        after = next((start for start in self.starts if start >= end), len(self.text))
        return None if self.text[end:after].strip(_EDGE + ".") else self.facts_from(after)


def _with_aside(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """`Classi coinvolte: 19 (11)`: the second of two figures alone is where it began."""
    roles = [role for role, _ in facts]
    if roles[:2] != [Role.TARGET, Role.TARGET] or Role.BASELINE in roles:
        return tuple(facts)
    return (facts[0], (Role.BASELINE, facts[1][1]), *facts[2:])


def facts_of(piece: str, year: int) -> tuple[Fact, ...] | None:
    """The facts of one piece: mostly one, two of a span, none of a later year; None for words."""
    bare = piece.strip(_EDGE).rstrip(".")
    if not bare or _OF_YEARS.fullmatch(bare):
        return None
    span = _SPAN.fullmatch(bare)
    if span is not None:
        was, now = span["from"] or span["was"], span["to"] or span["is"]
        was, now = _without_year(was), _without_year(now)
        if is_day(was) and is_day(now):
            return None  # from one day to another
        if is_figure(was) and is_figure(now):
            return (Role.BASELINE, was), (Role.TARGET, now)
    said = _labelled(bare, year)
    said = _by_heading(bare, year) if said is None else said
    return _of_year(bare, year) if said is None else said


def _without_year(text: str) -> str:
    if is_day(text):
        return text
    found = _OF_YEAR.fullmatch(text)
    return found["value"].strip(_EDGE) if found is not None else text.strip(_EDGE)


def _labelled(bare: str, year: int) -> tuple[Fact, ...] | None:
    found = _FACT.fullmatch(bare)
    if found is None:
        return None
    role = next((role for role, _ in _LABELS if found[f"is_{role}"] is not None), None)
    named = int(found["year"]) if found["year"] else None
    value = found["value"].strip(" .")
    of_year = _OF_YEAR.fullmatch(value) if named is None else None
    if of_year is not None and is_figure(of_year["value"]) and not is_day(value):
        named, value = int(of_year["year"]), of_year["value"]
    is_bare = role is Role.TARGET and named is not None and not value
    if is_bare and not year <= int(found["year"]) <= year + _MOST_YEARS:
        named, value = None, found["year"]
    if role is None and named is None:
        return None
    if role is Role.VALUE and named is None:
        return None
    return _as_said(role, named, value, year)


def _as_said(
    role: Role | None, named: int | None, value: str, year: int
) -> tuple[Fact, ...] | None:
    if role is Role.WEIGHT:
        return ((role, value),) if _SHARE.fullmatch(value) else None
    if role is Role.DEADLINE:
        return ((role, value),) if is_day(value) else None
    if role is Role.TARGET and not value:
        return ((role, LEFT_EMPTY),)
    if not is_figure(value):
        return None
    if role in (None, Role.VALUE, Role.TARGET) and named is not None:
        if named > year:
            return ()
        role = Role.TARGET if named == year else Role.BASELINE
    return ((role, value),) if role is not None else None


def _by_heading(bare: str, year: int) -> tuple[Fact, ...] | None:
    """A label known from the headings of tables: `Unità di misura: giorni`, `Valore al 2025: 3`."""
    found = _LABELLED.fullmatch(bare)
    named = re.search(r"(?<!\d)20\d\d(?!\d)", found["label"]) if found is not None else None
    if found is None or not (
        is_known(found["label"]) or (named and is_only_heading(found["label"]))
    ):
        return None
    role, value = role_of(found["label"]), found["value"].strip()
    if role not in _BY_HEADING:
        return None
    if role in (Role.UNIT, Role.FORMULA):
        return ((role, value),)
    role = {Role.INDICATOR_WEIGHT: Role.WEIGHT, Role.INDICATOR_DEADLINE: Role.DEADLINE}.get(
        role, role
    )
    return _as_said(role, int(named.group()) if named else None, value, year)


def _of_year(bare: str, year: int) -> tuple[Fact, ...] | None:
    """`98 nel 2025`, or a figure alone."""
    found = _OF_YEAR.fullmatch(bare)
    if found is not None and is_figure(found["value"]) and not is_figure(bare):
        named = int(found["year"])
        role = Role.TARGET if named == year else Role.BASELINE
        return () if named > year else ((role, found["value"]),)
    is_year = re.fullmatch(r"20\d\d", bare) is not None
    return ((Role.TARGET, bare),) if is_figure(bare) and not is_year else None


def is_day(text: str) -> bool:
    """A day, with no other words than those around days."""
    days = deadline_days(text, 2000)
    rest = text.lower()
    for day in days:
        rest = rest.replace(day.text.lower(), " ")
    return bool(days) and all(word in _AROUND_DAY for word in re.findall(r"\w+", rest))


def is_figure(text: str) -> bool:
    """A figure with what it counts, a day, a yes or a dash: nothing else."""
    value = text.strip(" .")
    if not value or _NUMBERED.match(value):
        return False
    if _YES.fullmatch(value) or says_nothing(value):
        return True
    if is_error(value) and " " not in value:
        return True
    if is_day(value):
        return True
    found = _FIGURE.fullmatch(value)
    if found is None:
        return False
    rest = found["rest"]
    return len(rest.split()) <= _MOST_COUNTED and _OPENS.search(f" {rest}") is None


_NUMBERED = regex(r"\d{1,2}(?:\.\d{1,2})+\.?\s+[A-ZÀ-Ù][a-zà-ù]")
"""`1.2 Cura del verde`: a title with its number, and no figure of anything."""
_SHARE_SAID = regex(
    rf"(?<![\w/.,])(?P<share>(?:{NUMBER})\s*(?:%|per\s?cento|punti(?:\s+percentuali)?(?:\s+su\s+\w+)?"
    r"|su\s+(?:100|cento)|/\s*100)?)(?![\w/])",
    re.IGNORECASE,
)
_WEIGHS = regex(r"\b(?:pes[oai]|val[eg]\w*|incid\w+|punti|pesatura)\b", re.IGNORECASE)
_OF_SENTENCE = regex(
    r"(?:l|all|dell|il|la|lo|un|una|e|è|ha|con|per|di|del|al|alla|a|da|va|deve|dovrà|essere|si|sua?|suo|che"
    r"|questo|nel|sul|sulla|sui|su|complessiv[oa]|valutazione|totale|performance|finale|fine|data|anno"
    r"|obiettivo|pari|attribui\w+|assegna\w+|riconosci\w+|previst[oa]|prevede|fissat[oa]|indicat[oa]"
    r"|stabilit[oa]|entro|non|oltre|pes[oai]|ponderale|val[eg]\w*|incid\w+|punti|pesatura|punteggio|cento|conclu\w+"
    r"|complet\w+|raggiun\w+|realizz\w+|attua\w+|ultim\w+|chiu\w+|termin\w+|scad\w+|è|giorno)",
    re.IGNORECASE,
)


def told_in_sentence(text: str, year: int) -> tuple[Fact, ...]:
    """`L'obiettivo vale 30 punti su 100 e va concluso entro il 30 giugno.`: nothing else in it."""
    days = days_in(text, year)
    rest = text
    for day in days:
        rest = rest.replace(day.text, " ", 1)
    shares = list(_SHARE_SAID.finditer(rest)) if _WEIGHS.search(rest) else []
    if len(days) > 1 or len(shares) > 1 or not (days or shares):
        return ()
    for share in shares:
        rest = rest.replace(share.group(), " ", 1)
    words = re.findall(r"\w+", rest)
    if not text.endswith(".") or not all(map(_OF_SENTENCE.fullmatch, words)):
        return ()
    weight = tuple((Role.WEIGHT, share["share"]) for share in shares)
    return (*weight, *((Role.DEADLINE, day.text) for day in days))
