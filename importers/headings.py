"""The words that documents put over a column or before a part of a cell, and what each means."""

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from importers.words import squeezed


class Role(StrEnum):
    """What a column, or a labelled part of a cell, holds."""

    NUMBER = "number"
    CODE = "code"
    AREA = "area"
    SERVICE = "service"
    UNIT_CODE = "unit_code"
    STRATEGIC = "strategic"
    OBJECTIVE = "objective"
    DESCRIPTION = "description"
    ACTION = "action"
    INDICATOR = "indicator"
    EXPECTED = "expected"
    TARGET = "target"
    BASELINE = "baseline"
    WEIGHT = "weight"
    INDICATOR_WEIGHT = "indicator_weight"
    DEADLINE = "deadline"
    TIMING = "timing"
    YEARS = "years"
    OWNER = "owner"
    UNIT = "unit"
    FORMULA = "formula"
    KIND = "kind"
    STATE = "state"
    MISSION = "mission"
    PROGRAM = "program"
    REASON = "reason"
    GROUP = "group"
    SCORE = "score"
    OTHER = "other"


_OBJECTIVE_KIND = (
    r"(operativ[oi]|gestional[ei]|esecutiv[oi]|specific[oi]|individual[ei]|annual[ei]|assegnat[oi]"
    r"|pdo|peg|di(gestione|performance|processo|sviluppo|mantenimento)|trasversal[ei])"
)

# Written on letters only: spaces and dots inside a heading vary, or are broken by a narrow column.
_COLUMNS: Sequence[tuple[Role, str]] = (
    (Role.SCORE, r"punteggio.*|valutazione.*|punteggioponderale"),
    (
        Role.OTHER,
        r"note?|osservazioni|(valore|risultato)(raggiunto|conseguito)|.*raggiungimento"
        r"|verifica.*|monitoraggio.*|assessor[ei].*|responsabilepolitico|stakeholder.*"
        r"|risorse.*|personale.*",
    ),
    (Role.NUMBER, r"n|nr|num|numero|nord(ine)?|numeroordine|nprogr?|numeroprogressivo|progressivo"),
    (
        Role.UNIT_CODE,
        r"(cod(ice)?|id|sigla)(del|dell|della)?"
        r"(servizio|unita(organizzativa)?|uo|cdr|ufficio|struttura|settore|area)",
    ),
    (
        Role.CODE,
        r"(n|nr|num)?(cod(ice)?|id|rif(erimento)?)(ident(ificativo)?)?"
        r"(dell?)?(ob(iettiv[oi])?)?(dup|operativo|pdo|peg)?|(obiettivo|ob)dup|(n|nr)ob"
        r"(iettivo)?|numeroobiettivo",
    ),
    (
        Role.AREA,
        r"(area|settore|direzione|dipartimento|ripartizione|macroarea)"
        r"(omogenea|dirigenziale|settore|direzione|servizio)?",
    ),
    (
        Role.SERVICE,
        r"(servizio|ufficio|unita(organizzativa)?|uo|cdr|centrodiresponsabilita"
        r"|struttura|serviziassegnati|servizi|servizioufficio|articolazione)"
        r"(responsabile|competente|assegnat[oi])?",
    ),
    (
        Role.STRATEGIC,
        r"(obiettiv[oi]|ob|linea|linee|indirizzo|ambito|asse|priorita)strategic[aohei]"
        r"(dup)?|lineadimandato|valorepubblico",
    ),
    (Role.INDICATOR_WEIGHT, r"peso(percentuale)?(dell?)?(indicator[ei]|kpi)"),
    (
        Role.WEIGHT,
        r"peso(percentuale|perc|relativo|assegnato|ponderale|su\d+|\d+)?"
        r"(dell?)?(ob(iettivo)?)?|pesatura|ponderazione|coefficiente(dipeso)?"
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
        r"azion[ei](previst[ae])?|attivita(previst[ae])?|fasi(diattuazione|eattivita)?"
        r"|modalita(diattuazione|operative)?|azioniattivita",
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
        r"|annoprecedente)(\d{4})?|(consuntivo|valore|risultato|dato|storico)\d{4}"
        r"|situazione(dipartenza|iniziale)|annoprecedente|puntodipartenza",
    ),
    (
        Role.DEADLINE,
        r"scadenz[ae].*|termin[ei].*|entro(il|quando)?|tempistica|cronoprogramma"
        r"|data(difine|fine|discadenza|ultimazione|conclusione|prevista|target)?",
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
        r"|soggett[oi]responsabil[ei]|posizioneorganizzativa|incaricat[oi].*|eq|po|resp",
    ),
    (Role.UNIT, r"unitadimisura|um|udm|umisura"),
    (Role.KIND, r"tipo(logia)?(di)?(indicatore)?|natura"),
    (Role.STATE, r"stato(diattuazione|dellobiettivo)?"),
    (Role.MISSION, r"miss(ion[ei])?"),
    (Role.PROGRAM, r"progr?(amm[ai])?"),
    (Role.REASON, r"motiv(o|azion[ei])(.*)?|causa"),
    (Role.GROUP, r"gruppo|ambito"),
)
_COMPILED = tuple((role, re.compile(pattern)) for role, pattern in _COLUMNS)

_LABELS: Sequence[tuple[Role, str]] = (
    (Role.DESCRIPTION, r"Descrizione(?: (?:sintetica|dell['’]obiettivo|obiettivo))?|Finalità"),
    (Role.ACTION, r"Azion[ei](?: previst[ae])?|Attività(?: previst[ae])?|Modalità(?: operative)?"),
    (Role.INDICATOR_WEIGHT, r"Peso (?:dell['’])?indicatore"),
    (
        Role.INDICATOR,
        r"Indicator[ei](?: di (?:risultato|performance|efficacia|efficienza|output)"
        r"|(?: e target))?(?: n\.? ?\d+)?|KPI",
    ),
    (Role.EXPECTED, r"Risultat[oi] attes[oi]|Output atteso"),
    (Role.TARGET, r"Target(?: (?:atteso|annuale|\d{4}))?|Valore (?:atteso|target)(?: \d{4})?"),
    (
        Role.BASELINE,
        r"Baseline|Valore (?:storico|iniziale|di partenza|base|\d{4})"
        r"|Dato storico|Consuntivo \d{4}|Storico \d{4}",
    ),
    (Role.DEADLINE, r"Termine(?: (?:di conclusione|finale|ultimo))?|Scadenza|Data di scadenza"),
    (Role.WEIGHT, r"Peso(?: %| percentuale| (?:dell['’])?obiettivo)?"),
    (Role.YEARS, r"Annualità|Anni di riferimento|Anno di riferimento"),
    (Role.OWNER, r"Responsabil[ei]|Dirigente(?: responsabile)?|Referente|Assegnatari[oi]"),
    (Role.UNIT, r"Unità di misura|U\.M\."),
    (Role.CODE, r"Cod(?:ice|\.)(?: obiettivo)?|ID obiettivo"),
    (
        Role.OBJECTIVE,
        r"Obiettivo(?: (?:operativo|gestionale|esecutivo|di performance|specifico))?"
        r"(?: n\.? ?\d+| \d+)?|Titolo(?: obiettivo)?",
    ),
    (Role.STRATEGIC, r"Obiettivo strategico|Linea strategica"),
    (Role.AREA, r"Area|Settore|Direzione"),
    (Role.SERVICE, r"Servizio|Ufficio|Unità organizzativa|Centro di responsabilità|CDR"),
)
_LABEL = re.compile(
    r"(?:^|(?<=[\s.;,)]))(?:"
    + "|".join(f"(?P<{role}>{words})" for role, words in _LABELS)
    + r")(?:\s*:|(?=\s+(?:entro\s+|il\s+)*\d{1,2}[/.]\d{1,2}))",
    re.MULTILINE,
)


@lru_cache(maxsize=16384)
def role_of(heading: str) -> Role | None:
    """What a column under this heading holds; None for words that are not a heading."""
    if not heading or len(heading) > 80:
        return None
    text = squeezed(heading.replace("%", " "))
    if not text:
        return None
    return next((role for role, pattern in _COMPILED if pattern.fullmatch(text)), None)


def header_roles(cells: Sequence[str]) -> tuple[Role | None, ...] | None:
    """The roles of a header row; None for a row of data.

    At least two of its cells, and more than half of the filled ones, must be known headings.
    """
    filled = [cell for cell in cells if cell]
    if len(filled) < 2 or any(len(cell) > 80 for cell in filled):
        return None
    roles = tuple(role_of(cell) for cell in cells)
    known = [role for role in roles if role is not None]
    if len(known) < 2 or len(set(known)) < 2 or len(known) * 2 <= len(filled):
        return None
    if roles.count(Role.CODE) > 1:
        roles = _one_code(cells, roles)
    values = (c for c, role in zip(cells, roles, strict=True) if c and role is None)
    if any(re.fullmatch(r"[\W\d]+", v) and not re.fullmatch(r"20\d\d", v) for v in values):
        return None
    return roles


def _one_code(cells: Sequence[str], roles: tuple[Role | None, ...]) -> tuple[Role | None, ...]:
    """Of two columns of codes, the one that refers to the DUP; the other only counts rows."""
    codes = [i for i, role in enumerate(roles) if role is Role.CODE]
    refers = [i for i in codes if re.search(r"dup|operativ|rif", squeezed(cells[i]))]
    kept = refers[0] if refers else codes[-1]
    return tuple(
        Role.NUMBER if role is Role.CODE and i != kept else role for i, role in enumerate(roles)
    )


def labelled_parts(text: str) -> list[tuple[Role | None, str]]:
    """The parts of a cell, each after its label; what stands before the first has no role."""
    parts: list[tuple[Role | None, str]] = []
    role: Role | None = None
    start = 0
    for found in _LABEL.finditer(text):
        parts.append((role, text[start : found.start()].strip()))
        role, start = Role(str(found.lastgroup)), found.end()
    parts.append((role, text[start:].strip()))
    return [(role, part) for role, part in parts if part or role is not None]
