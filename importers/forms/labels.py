"""Labels inside a text, and what stands after each: `Descrizione: … Peso: 30%`."""

import re
from collections.abc import Sequence

from importers.tables.roles import Role
from italian.regex import regex

_LABELS: Sequence[tuple[Role, str]] = (
    (
        Role.DESCRIPTION,
        r"Descrizione(?: (?:sintetica|dell['’]obiettivo|obiettivo))?|Finalità|In breve|Contenuto",
    ),
    (Role.ACTION, r"Azion[ei](?: previst[ae])?|Attività(?: previst[ae])?|Modalità(?: operative)?"),
    (Role.INDICATOR_WEIGHT, r"Peso (?:dell['’])?indicatore"),
    (
        Role.INDICATOR,
        r"Indicator[ei](?: di (?:risultato|performance|efficacia|efficienza|output)"
        r"|(?: e target))?(?: n\.? ?\d+)?|KPI",
    ),
    (Role.EXPECTED, r"Risultat[oi] attes[oi]|Output atteso"),
    (
        Role.TARGET,
        r"Atteso(?: \d{4})?|Target(?: (?:atteso|annuale|\d{4}))?"
        r"|Valore (?:atteso|target|obiettivo|previsto)(?: \d{4})?|Risultato atteso \d{4}",
    ),
    (
        Role.BASELINE,
        r"Al \d{1,2}[./]\d{1,2}[./]\d{4}|Baseline"
        r"|Valore (?:storico|iniziale|di partenza|base|\d{4})"
        r"|Dato storico|Consuntivo \d{4}|Storico \d{4}",
    ),
    (
        Role.DEADLINE,
        r"Termine(?: (?:di conclusione|finale|ultimo|previsto))?|Scadenza(?: prevista)?"
        r"|Data di (?:scadenza|conclusione|fine)|Entro(?: il| quando)?|Tempistica"
        r"|Data (?:prevista|finale)",
    ),
    (
        Role.WEIGHT,
        r"Coefficiente|Peso(?: %| percentuale| attribuito| assegnato| (?:dell['’])?obiettivo)?",
    ),
    (Role.YEARS, r"Annualità|Anni|Anni di riferimento|Anno di riferimento"),
    (
        Role.OWNER,
        r"Responsabil[ei]|Dirigente(?: responsabile)?|Referente|Assegnatari[oi]|Titolare"
        r"|Chi risponde|Assegnato a",
    ),
    (Role.UNIT, r"Unità di misura|U\.M\."),
    (Role.CODE, r"Cod(?:ice|\.)(?: obiettivo)?|ID obiettivo"),
    (
        Role.OBJECTIVE,
        r"Obiettivo(?: (?:operativo|gestionale|esecutivo|di performance|specifico))?"
        r"(?: n\.? ?\d+| \d+)?|Titolo(?: (?:dell['’])?obiettivo)?",
    ),
    (
        Role.STRATEGIC,
        r"(?:Obiettivo |Ob\. ?|Rif\. ?)?[Ss]trategico|Linea (?:strategica|di mandato|programmatica)"
        r"|Indirizzo strategico|Collegamento",
    ),
    (Role.PHASE, r"Fasi(?: (?:di attuazione|e tempi|operative))?|Cronoprogramma"),
    (Role.STAKEHOLDERS, r"Stakeholder|Portatori di interesse|Destinatari|Beneficiari"),
    (Role.IMPACT, r"Impatto(?: atteso)?|Outcome(?: atteso)?|Benefici attesi"),
    (Role.AREA, r"Area|Settore|Direzione"),
    (
        Role.SERVICE,
        r"(?:Unità|Struttura|Servizio|Ufficio) responsabile|Servizio|Ufficio"
        r"|Unità organizzativa|Centro di responsabilità|CDR",
    ),
)
_LABEL = regex(
    r"(?:^|(?<=[\s.;,)]))(?:"
    + "|".join(f"(?P<{role}>{words})" for role, words in _LABELS)
    + r")(?:\s*:|(?=\s+(?:entro\s+|il\s+)*\d{1,2}[/.]\d{1,2}|\s+\d{1,3}(?:[.,]\d+)?\s?%"
    + r"|\s+\d{1,4}\s?/\s?\d{2,4}\b(?!/)))",
    re.MULTILINE,
)


_SHARE = regex(r"\s+\d{1,3}(?:[.,]\d+)?\s?%|\s+\d{1,4}\s?/\s?\d{2,4}\b(?!/)")


def labelled_parts(text: str) -> list[tuple[Role | None, str]]:
    """The parts of a cell, each after its label; what stands before the first has no role."""
    parts: list[tuple[Role | None, str]] = []
    role: Role | None = None
    start = 0
    for found in _LABEL.finditer(text):
        if not found.group().endswith(":") and not _needs_no_colon(found):
            continue
        parts.append((role, text[start : found.start()].strip()))
        role, start = Role(str(found.lastgroup)), found.end()
    parts.append((role, text[start:].strip()))
    if text[:9].lower() == "dirigente" and parts[1:] and parts[1][0] is Role.OWNER:
        parts[1] = (Role.OWNER, f"Dirigente {parts[1][1]}")
    return [(r, part) for r, part in parts if r is not None or re.search(r"\w", part)] or [
        (None, "")
    ]


def _needs_no_colon(found: re.Match[str]) -> bool:
    """`Termine 31/12/2026`, `Peso 30%`: the value tells that the word before it is a label."""
    is_share = _SHARE.match(found.string[found.end() :]) is not None
    return found.lastgroup == (Role.WEIGHT if is_share else Role.DEADLINE)
