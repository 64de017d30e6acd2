"""The words that documents put over a column, and what each means.

Headings known word for word come first: they may be broken by a narrow column. Any other is read
by the words in it, as long as most of them are words of headings.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from importers.tables.abbreviations import in_full
from importers.tables.headingwords import is_only_heading, role_by_words, spelt_out
from importers.tables.monthcolumns import before_months, months_from
from importers.tables.roles import Role
from importers.values.dates import QUARTER, deadline_days, months_named
from importers.values.words import squeezed
from importers.whole.grid import one_line
from italian.regex import regex

_OBJECTIVE_KIND = (
    r"(operativ[oi]|gestional[ei]|esecutiv[oi]|specific[oi]|individual[ei]|annual[ei]|assegnat[oi]"
    r"|pdo|peg|di(gestione|performance|processo|sviluppo|mantenimento)|trasversal[ei])"
)

_MONTH = (
    r"gen(naio)?|feb(braio)?|mar(zo)?|apr(ile)?|mag(gio)?|giu(gno)?|lug(lio)?"
    r"|ago(sto)?|set(tembre)?|ott(obre)?|nov(embre)?|dic(embre)?"
)
# Written on letters only: spaces and dots inside a heading vary, or are broken by a narrow column.
_COLUMNS: Sequence[tuple[Role, str]] = (
    (Role.SCORE, r"punteggio(?!.*(?:peso|massimo$)).*|valutazione.*|punteggioponderale"),
    (
        Role.OTHER,
        r"note?|osservazioni|(valore|risultato)(raggiunto|conseguito)|(di)?ragg(iunt[oaie])?|(?!dat[ae]|temp[oi]|termin[ei]).*raggiungimento"
        r"|verifica.*|monitoraggio.*",
    ),
    (
        Role.CODE,
        r"(n|nr|num|numero|codice|cod|id)(della)?scheda(obiettivo)?|scheda(obiettivo)?(n|nr|num|numero)|ob(iettivo)?(n|nr|num|numero)",
    ),
    (
        Role.NUMBER,
        r"n|nr|num|numero|nord(ine)?|numeroordine|nprogr?|progr?|numeroprogressivo|progressivo",
    ),
    (
        Role.UNIT_CODE,
        r"(cod(ice)?|id|sigla)(del|dell|della)?"
        r"(servizio|unita(organizzativa)?|uo|cdr|ufficio|struttura)",
    ),
    (Role.AREA_CODE, r"(cod(ice)?|id|sigla)(del|dell|della)?(settore|area|direzione)"),
    (
        Role.CODE,
        r"(n|nr|num)?(cod(ice)?|id|rif(erimento)?)(ident(ificativo)?)?"
        r"(dell?)?(ob(iettiv[oi])?)?(dup|operativo|pdo|peg)?|(obiettivo|ob)dup|(n|nr)ob"
        r"(iettivo)?|numeroobiettivo",
    ),
    (
        Role.STAFF,
        r"(area|profilo|figura|qualifica|categoria)(e)?(professional[ei]|contrattual[ei]|giuridica)"
        r"|area(di|e)?(inquadramento|classificazione)|qualifica|profil[oi]",
    ),
    (
        Role.AREA,
        r"(area|sett(ore)?|dir(ez(ione)?)?|dipartimento|ripartizione|macroarea)"
        r"(omogenea|dirigenziale|settore|direzione|servizio)?",
    ),
    (
        Role.SERVICE,
        r"(serv(izio)?|uff(icio)?|unita(organizzativa)?|uo[cs]?|cdr|centrodiresponsabilita"
        r"|struttura|serviziassegnati|servizi|servizioufficio|articolazione)"
        r"(responsabile|competente|assegnat[oi])?",
    ),
    (
        Role.STRATEGIC,
        r"(obiettiv[oi]|ob|linea|linee|indirizzo|ambito|asse|priorita)strategic[aohei]"
        r"(dup)?|lineadimandato|valorepubblico",
    ),
    (
        Role.INDICATOR_DEADLINE,
        r"(scadenz[ae]|termin[ei]|data)(dell?)?(indicator[ei]|kpi)(?!.*peso).*",
    ),
    (Role.INDICATOR_WEIGHT, r"peso(percentuale)?(dell?)?(indicator[ei]|kpi)"),
    (
        Role.WEIGHT,
        r"peso(percentuale|perc|relativo|assegnato|ponderale|su\d+|\d+)?"
        r"(dell?)?(ob(iettivo)?)?|p|pesatura|ponderazione|coefficiente(dipeso)?"
        r"|pesoinpercentuale|pesodellobiettivo",
    ),
    (
        Role.OBJECTIVE,
        rf"(ob|obiettiv[oi])({_OBJECTIVE_KIND})?|titolo|denominazione|oggetto"
        r"|(titolo|nome|denominazione)(dell?)?obiettivo|attivitaobiettivo",
    ),
    (
        Role.DESCRIPTION,
        r"descrizione(sintetica|breve)?(dell?)?(obiettiv[oi])?(operativo)?"
        r"|contenut[oi]|finalita(dellobiettivo)?",
    ),
    (
        Role.ACTION,
        r"azion[ei](previst[ae])?|modalita(diattuazione|operative)?|azioniattivita",
    ),
    (Role.FORMULA, r"formula(dicalcolo)?|mod(o|alita)(di)?(calcolo|rilevazione)|algoritmo"),
    (Role.INDICATOR, r"indicator[ei](?!.*peso).*|kpi|misura|parametro|parametri|indice"),
    (Role.EXPECTED, r"risultat[oi](attes[oi])?|output(atteso)?|esit[oi]attes[oi]|prodottoatteso"),
    (
        Role.TARGET,
        r"target.*|valor[ei](attes[oi]|target|obiettivo|previst[oi])(\d{4})?"
        r"|(traguard[oi]|standard)(attes[oi])?(\d{4})?|previsione\d{4}",
    ),
    (
        Role.BASELINE,
        r"baseline(\d{4})?|(valore|dato)?(storico|iniziale|dipartenza|base|precedente"
        r"|annoprecedente)(\d{4})?|(consuntivo|risultato|storico)\d{4}"
        r"|situazione(dipartenza|iniziale)|annoprecedente|puntodipartenza",
    ),
    (
        Role.DEADLINE,
        r"scadenz[ae].*|termin[ei].*|entro(il|quando)?|tempistica"
        r"|fine|data(difine|fine|discadenza|ultimazione|conclusione|prevista|target)?",
    ),
    (Role.TIMING, r"tempi(direalizzazione|diattuazione|previsti)?|durata"),
    (
        Role.YEARS,
        r"annualita(diriferimento)?|ann[oi](diriferimento)?|trienni[oi]|periodo"
        r"(diriferimento)?",
    ),
    (
        Role.OWNER,
        r"responsabil[ei].*|dirigent[ei].*|referent[ei].*|titolar[ei].*|assegnatari[oi]"
        r"|soggett[oi]responsabil[ei]|posizioneorganizzativa|incaricat[oi].*|eq|po|resp|incapoa",
    ),
    (Role.UNIT, r"unita?dimisura|um|udm|umisura"),
    (
        Role.STAFF,
        r"(personale|dipendenti)(coinvolt[oi]|assegnat[oi])(area|profilo|categoria|qualifica)?"
        r"|risorseumane",
    ),
    (Role.AMOUNT, r"risorsefinanziarie(assegnate)?"),
    (Role.OTHER, r"(altri)?(servizi|uffici|settori|aree|strutture)coinvolt[ie]"),
    (
        Role.MONTH,
        rf"({_MONTH})(a?({_MONTH}))?",
    ),
    (
        Role.KIND,
        r"(area|dimensione|ambito|tipologia)(di)?performance|tipo(logia)?(di)?(ob(iettivo)?|ind(icatore)?)?|natura",
    ),
    (Role.STATE, r"stato(diattuazione|dellobiettivo)?"),
    (Role.REFERENCE, r"dup"),
    (Role.MISSION, r"miss(ion[ei])?"),
    (Role.PROGRAM, r"programm[ai]"),
    (Role.REASON, r"motiv(o|azion[ei])(.*)?|causa"),
    (Role.GROUP, r"gruppo|ambito"),
)
_COMPILED = tuple((role, regex(pattern)) for role, pattern in _COLUMNS)


_EXPLAINED = regex(r"[^()\d:]+\((?P<word>[^\W\d_]{6,})\)[?:]?")


@lru_cache(maxsize=16384)
def role_of(heading: str) -> Role | None:
    """What a column under this heading holds; None for words that are not a heading."""
    if not heading or len(heading) > 80:
        return None
    heading = spelt_out(heading)
    text = squeezed(heading.replace("%", " "))
    if not text:
        return Role.NUMBER if heading.strip() == "#" else None
    known = next((role for role, pattern in _COMPILED if pattern.fullmatch(text)), None)
    known = known or _under_title(heading)
    told = known or role_by_words(heading) or role_by_words(in_full(heading))
    return told or _in_brackets(heading) or _of_month(heading)


_TITLED = regex(r"(?P<title>[^\d–—]{4,40}?)\s+[–—-]\s+(?P<word>[^\d–—]+)")
_RESOURCES = (Role.STAFF, Role.CHAPTER, Role.AMOUNT)


def _under_title(heading: str) -> Role | None:
    """`Personale coinvolto – Area`: the resources a table is of, and its first column."""
    found = _TITLED.fullmatch(heading.strip())
    if found is None or role_of(found["title"]) not in _RESOURCES:
        return None
    role = role_of(found["word"])
    return role if role in _RESOURCES else None


def _in_brackets(heading: str) -> Role | None:
    """`Da dove partiamo (baseline)`: everyday words, and the word of the field after them."""
    found = _EXPLAINED.fullmatch(heading.strip())
    return role_of(found["word"]) if found is not None else None


_OF_MONTH = regex(
    rf"(?P<word>[^\W\d][^\d]{{2,40}}?)\s+(?:al\s+)?(?:\d{{1,2}}\s+)?(?:{_MONTH})\s+20\d\d",
    re.IGNORECASE,
)
_OF_A_DAY = (Role.BASELINE, Role.TARGET, Role.VALUE)


def _of_month(heading: str) -> Role | None:
    """`Baseline dicembre 2020`: a figure, and the day it is of."""
    found = _OF_MONTH.fullmatch(heading.strip())
    role = role_of(found["word"]) if found is not None else None
    return role if role in _OF_A_DAY else None


def is_known(heading: str) -> bool:
    """Whether a heading is one of those known word for word."""
    text = squeezed(heading.replace("%", " "))
    return bool(text) and any(pattern.fullmatch(text) for _, pattern in _COMPILED)


_HEADS = regex(
    r"(?:scheda|obiettivo|ob\.|progetto)\b.*\d|(?=\S*\d)[A-Z\d][\w.\-/]{1,11}\s+(?:[-–]\s)?(?-i:[A-ZÀ-Ù])",
    re.IGNORECASE,
)


def heads_objective(text: str) -> bool:
    """`Obiettivo n. 3 …`, `OB.03 Archivio`: a sentence before or after it is none of it."""
    return _HEADS.match(text) is not None


def opens_label(text: str) -> bool:
    """Whether what stands before a colon is a label: of known words, or a few of them first."""
    return role_of(text) is not None and (is_only_heading(text) or len(text.split()) <= 3)


_TAIL = regex(r"(?:20\d\d|%|[a-zà-ù]{5})[.;]\s")


def is_tail(label: str) -> bool:
    """`2026. Peso: 40%`: the end of a sentence before a label, which therefore opens no line."""
    return _TAIL.search(label) is not None


def header_roles(cells: Sequence[str]) -> tuple[Role | None, ...] | None:
    """The roles of a header row; None for a row of data.

    At least two of its cells, and more than half of the filled ones, must be known headings.
    """
    return _header_roles(tuple(cells))


@lru_cache(maxsize=4096)
def _header_roles(cells: tuple[str, ...]) -> tuple[Role | None, ...] | None:
    filled = [cell for cell in cells if cell]
    if len(filled) < 2 or any(len(cell) > 80 or _says_value(cell) for cell in filled):
        return None
    months = months_from(cells)
    if months is not None:
        return tuple(
            Role.MONTH if months <= i < months + 12 else before_months(role_of(cell))
            for i, cell in enumerate(cells)
        )
    return _quarters(cells) or _known_roles(cells, filled)


def _says_value(cell: str) -> bool:
    """`Peso: 30%`: a label with its figure, and no heading."""
    label, colon, value = one_line(cell).partition(":")
    is_figure = re.match(r"\W*\d", value) and not re.fullmatch(r"\W*20\d\d\W*", value)
    return bool(colon and is_figure) and is_only_heading(label) and role_of(label) is not None


def _known_roles(cells: Sequence[str], filled: Sequence[str]) -> tuple[Role | None, ...] | None:
    """The roles of a header without columns for each part of the year."""
    roles = roles_of(cells)
    if holds_day(filled):
        return None
    if len(filled) == 2 and not all(_is_telling(cell) for cell in filled):
        return None
    if len(filled) == 2 and _names_a_day(filled[1]):
        return None
    if 0 < roles.count(Role.MONTH) < _LEAST_MONTHS:
        return None
    if any(len(months_named(cell)) > 1 for cell in filled if role_of(cell) is Role.MONTH):
        return tuple(role if role is Role.MONTH else before_months(role) for role in roles)
    known = [role for role in roles if role is not None]
    if len(known) < 2 or len(set(known)) < 2 or len(known) * 2 <= len(filled):
        return None
    told = [(cell, role) for cell, role in zip(cells, roles, strict=True) if cell]
    if len(known) > _FEW:
        told = [one for one in told if not _CHECKED_ON.fullmatch(one[0])]
    return None if any(_is_data(cell, role) for cell, role in told) else roles


def holds_day(filled: Sequence[str]) -> bool:
    """Whether a day stands alone in one of a few cells: a value, and no heading."""
    return len(filled) <= _FEW and any(_BARE_DAY.fullmatch(cell) for cell in filled)


def roles_of(cells: Sequence[str]) -> tuple[Role | None, ...]:
    """What the cells of a row are as headings: `Sett.` is September among other months."""
    bare = _without_set_numbers(cells)
    roles = tuple(
        (role_of(one_line(cell)) or role_of(one_line(plain))) if cell else None
        for cell, plain in zip(cells, bare, strict=True)
    )
    if Role.MISSION in roles:  # `Miss. | Prog.`: of the budget
        roles = tuple(
            Role.PROGRAM if role is Role.NUMBER and squeezed(cell).startswith("prog") else role
            for cell, role in zip(cells, roles, strict=True)
        )
    if roles.count(Role.MONTH) < _LEAST_MONTHS:
        return roles
    return tuple(
        Role.MONTH if squeezed(cell) == "sett" else role
        for cell, role in zip(cells, roles, strict=True)
    )


def _without_set_numbers(cells: Sequence[str]) -> list[str]:
    """`Data 1`, `Data 2`: the headings of several sets, without the number of each."""
    bare = [_SET_NUMBER.sub("", cell) for cell in cells]
    return [
        plain if plain != cell and bare.count(plain) > 1 else cell
        for cell, plain in zip(cells, bare, strict=True)
    ]


_SET_NUMBER = regex(r"(?<=[^\W\d])[\s.]+\d\s*$")
_OF_WORK = (Role.PHASE, Role.ACTION, Role.TIMING)
"""`Cronoprogramma` over pieces of work, beside columns of their time."""


def _quarters(cells: Sequence[str]) -> tuple[Role | None, ...] | None:
    """`Fasi | I trim. | II trim. | III trim. | IV trim.`: pieces of work and when they are done."""
    roles = tuple(
        None if not cell else Role.MONTH if QUARTER.fullmatch(one_line(cell)) else role_of(cell)
        for cell in cells
    )
    others = {role for role in roles if role not in (None, Role.MONTH)}
    of_work = others & {*_OF_WORK} and not others & {Role.INDICATOR, Role.TARGET}
    if roles.count(Role.MONTH) != _LEAST_MONTHS or not of_work:
        return None
    return tuple(Role.PHASE if role in _OF_WORK else role for role in roles)


def _names_a_day(cell: str) -> bool:
    """`Tempi | entro il 2° semestre`: a value; a heading for figures may name a day too."""
    figures = (Role.TARGET, Role.BASELINE, Role.VALUE, Role.EXPECTED)
    return role_of(cell) not in figures and bool(deadline_days(cell, 2000))


def without_dates(heading: str) -> str:
    """A heading without the years, days and terms it may name: `Verifica al 30/06`, `1° sem.`."""
    return _DATED.sub("", heading)


def _is_telling(cell: str) -> bool:
    """Words of headings and nothing else; a bare year may be a value, a code always is."""
    is_coded = re.search(r"[^\W\d][\W_]?\d", without_dates(cell)) is not None
    is_heading = is_only_heading(cell) or _under_title(cell) is not None
    return is_heading and not is_coded and not cell.strip().isdecimal()


def _is_data(cell: str, role: Role | None) -> bool:
    """A number that is no year makes a cell of data: `A.S.1 - Servizi`, `0 – non raggiunto`."""
    bare = without_dates(cell)
    if role is Role.INDICATOR and _NUMBERED.fullmatch(cell):
        return False
    if role is None or re.fullmatch(r"[A-Z]{1,4}[.\-/ ]?\d[\w.\-/]*", bare.strip()):
        return any(c.isdigit() for c in bare)
    if role in (Role.AREA, Role.SERVICE, Role.OWNER):
        return any(c.isdigit() for c in bare)
    return re.match(r"\s*\d", bare) is not None


_NUMBERED = regex(r"[^\W\d]{3,}\W*\d", re.IGNORECASE)
"""`KPI 2`: one of several headings, and no code."""
_FEW = 4
"""Cells of a row that may be a label and its value twice; a day among them is a value."""
_BARE_DAY = regex(
    r"\W*(?:(?:entro|il|al|dal|fine)\W+)*\d{1,2}[./\-]\d{1,2}[./\-](?:20)?\d\d\W*", re.IGNORECASE
)
_CHECKED_ON = regex(r"\d{1,2}[./]\d{1,2}")
"""`30/6`, `31/12` among many headings: columns to fill in when the plan is monitored."""
_DATED = regex(
    r"(?:(?<=[^\W\d] )\d{1,2}[./]\d{1,2}(?:[./](?=20\d\d))?)?"
    r"(?:20\d\d(?:\s?[-/–]\s?(?:20)?\d\d)?)?"
    r"|[1-4]\s?[°ºª^]\s?(?=(?:tri|quadri|se)m)",
    re.IGNORECASE,
)
_LEAST_MONTHS = 4
"""Fewer columns of months are days of a piece of work, from one month to another."""
