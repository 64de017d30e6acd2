"""What the words of a heading say, whichever way an office puts them together."""

import re
from collections.abc import Sequence
from functools import lru_cache

from importers.forms.plainwords import said_plainly
from importers.tables.roles import Role
from importers.values.words import STOP, tokens, word_set
from italian.regex import regex

_LEAST_KNOWN = 0.6
"""Share of a heading's words that must be words of headings: a row of data has few."""
_MOST_WORDS = 9

_RULES: Sequence[tuple[Role, str]] = (
    (Role.STRATEGIC, r"^collegament|^riferiment\w* al? .*(programmaz|dup\b|piano|piao|linee)"),
    (
        Role.DEADLINE,
        r"^(dat[ae]|termin[ei]|temp[oi]|scadenz[ae]|entro)\b.*\b(raggiung|realizz|attuaz)",
    ),
    (Role.DEADLINE, r"^\w+(are|ere|ire) entro\b"),
    (
        Role.TARGET,
        r"^(valor\w*|livell\w*|target|dato|standard)\b.*\b(da )?(raggiungere|conseguire)",
    ),
    (Role.EXPECTED, r"^risultat\w* da (raggiungere|conseguire)"),
    (Role.OBJECTIVE, r"^obiettiv\w* (da )?(raggiungere|conseguire)"),
    (
        Role.WEIGHT,
        r"^(incidenz|pes[oi]|rilevanz|ponderaz|pesatur)\w*\b.*\b(valutaz|punteggi|performance)",
    ),
    (Role.KIND, r"^(area|dimension\w*|ambito|tipologia) (di )?performance$"),
    (Role.KIND, r"^(fasci[ae]|giudizi[oi]|tip[oi]|tipologi[ae]|natura|classificaz\w*)\b"),
    (Role.KIND, r"^(priorita|complessita|strategicita)\b"),
    (Role.EVIDENCE, r"^font[ei]\b"),
    (Role.FORMULA, r"^(criteri\w*|metod\w*|modalita) (di )?(misuraz|calcol|rilevaz)"),
    (Role.UNIT, r"^(unita|uni|unit|un) (di )?mis\w*"),
    (Role.PROGRAM, r"^progr?\w* (di )?bilancio"),
    (
        Role.AREA,
        r"^(unita|centro|cdr|c d r|struttur\w*)\b"
        r".*\b(massima dimension|primo livello|apical|vertice)",
    ),
    (
        Role.SERVICE,
        r"^(serv|servizio|uff|ufficio|u o|uo|unita (operativ|organizzativ)\w*|centro)\b.*"
        r"\b(resp\b|referent|assegnatar|attuator|titolar|proponent|responsabil|competent)",
    ),
    (Role.AREA, r"^(area|settore|direzione)\b.*\b(proponent|titolar|competent|responsabil)"),
    (
        Role.OTHER,
        r"coinvolt|collaboraz|\bconcors\w* di"
        r"|\b(contribuisc|concorr|partecipa|collabora)(e|n?o|ono)\b",
    ),
    (
        Role.OTHER,
        r"raggiun|consegui|realizzat|rendicont|\bverific|monitor|modific|\butente\b|aggiornat"
        r"|\b(an)?not(a|e|azion\w*)\b|osservaz|comment|criticit|\bsemestr|\btrimestr|\bcontributor"
        r"|% ?(di )?ragg|stato (di )?attuazion",
    ),
    (Role.OTHER, r"^(prog|n|nr|num|numero) (ind|indicator\w*)$"),
    (Role.WEIGHT, r"^punteggi\w* massim\w*$"),
    (Role.WEIGHT, r"^quota (di )?(servizio|settore|area)$"),
    (Role.SCORE, r"punteggi|valutazion"),
    (Role.PTPCT, r"ptpct|anticorruz|misur\w* (di )?prevenzion"),
    (Role.STAKEHOLDERS, r"stakeholder|portator|destinatar|beneficiar|utenza|\butenti\b"),
    (Role.IMPACT, r"impatt|outcome|benefici\b"),
    (Role.EVIDENCE, r"\bfont[ei]\b|evidenz|document\w* (a )?(supporto|comprov)|prova"),
    (Role.NUMERATOR, r"numerator"),
    (Role.DENOMINATOR, r"denominator"),
    (
        Role.INDICATOR_WEIGHT,
        r"(pes[oi]|coeff\w*|pond\w*|pesatur\w*|rilevanz\w*|incid\w*|quota)\b"
        r".*(\bind\b|\bindic\w*|kpi|misur|\bparametr)",
    ),
    (Role.INDICATOR_WEIGHT, r"^percentuale (di )?(ind|indicator\w*)$"),
    (Role.INDICATOR_WEIGHT, r"(\bind\b|\bindic\w*|kpi)\b.*\b(pes[oi]|pond\w*|pesatur\w*)"),
    (Role.PHASE_WEIGHT, r"(pes[oi]|pond\w*|pesatur\w*)\b.*(\bfas[ei]|attivit|\batt\b|azion|step)"),
    (Role.PHASE_WEIGHT, r"(\bfas[ei]|attivit\w*|azion\w*)\b.*\b(pes[oi]|pond\w*|pesatur\w*)"),
    (
        Role.WEIGHT,
        r"\bpes[oai]\b|pesatur|\bpond|coeff|rilevanz|incidenz|\bincid\b|\bpunti\b|millesim",
    ),
    (Role.OTHER, r"^(des\w*|denominaz\w*|oggetto|titolo|nome) \b(capitol|cap\b)"),
    (Role.CHAPTER, r"\bcapitol|\bcap\b"),
    (Role.AMOUNT, r"stanziament|\bimport[oi]\b|budget|risors\w* finanziar|\bspes[ae]\b|incentivaz"),
    (
        Role.STAFF,
        r"^unita (di personale|assegnate)|area contrattual|categori|profil|inquadrament|personale"
        r"|risors\w* uman|nominativ|dipendent",
    ),
    (
        Role.SHARE,
        r"impegn|\bimpiego\b|quot[ae]|tempo dedicat|\bfte\b|percentuale (?:tempo|orario)",
    ),
    (Role.HEADCOUNT, r"\b(numero|n|nr|num) (unita$|person|dipendent|addett)|unita (di )?personal"),
    (Role.FORMULA, r"formul|calcol|algoritm|rilevazion|metodo"),
    (Role.UNIT, r"(unita|uni|unit) mis(ura)?\b|\bu ?m\b|\budm\b"),
    (
        Role.BASELINE,
        r"baseline|storic|partenz|\biniz(?!ativ|io)|\bbase\b|preceden|\bprec\b|consuntiv|attuale"
        r"|ultim\w* (dato|valore|rilevaz)|\bcons\b"
        r"|^situazione|^(dato|valore) al\b",
    ),
    (Role.EXPECTED, r"(risultat|output|esit|prodott)\w* (attes|previst|finale|da )"),
    (
        Role.TARGET,
        r"target|attes|\bprev\b|arriv|traguard|standard|prevision|\bobiettivo 20"
        r"|valor\w* (obiettivo|previst|programmat)",
    ),
    (Role.START, r"\binizio\b|\bavvio\b|\bdal\b|\bdecorrenz"),
    (
        Role.OWNER,
        r"\bresp\b|responsabil|referent|titolar|assegnatar|\bdirigent|\bruolo\b"
        r"|capo ?(?:servizio|area|settore|ufficio)",
    ),
    (
        Role.DEADLINE,
        r"scadenz|\btermin|\bentro\b|\bfine\b|conclusion|ultimazion|tempistic|\bquando\b"
        r"|complet|\bal\b|data (previst|obiettivo|ultima)|\bscad\b|^fine$",
    ),
    (Role.TIMING, r"\btemp[oi]\b|durata|cronoprogramm"),
    (Role.YEARS, r"\bann[oi]\b|annualit|trienni|period|esercizi"),
    (Role.ASSESSORE, r"assessor|politic[oa]\b|deleg"),
    (Role.MANDATE, r"mandat|programmatic"),
    (Role.AREA_CODE, r"(\bcod\w*|\bid\b|sigla)\b.*(settor|\barea\b|direzion|dipart)"),
    (
        Role.UNIT_CODE,
        r"(\bcod\w*|\bid\b|sigla)\b.*(serviz|uffic|\buff\b|\bunit|\bu ?o\b|cdr|centro|struttur)",
    ),
    (
        Role.CODE,
        r"(\bcod\w*|\bid\b|sigla|\brif\w*|\bnumero)\b.*(obiettiv|\bob\w?\b|dup|peg|pdo|scheda)",
    ),
    (Role.CODE, r"^ob\w* (operativ\w* )?dup$|^(\bcod\w*|sigla|\bid\b)$"),
    (Role.NUMBER, r"\bprogr?\b.*|progressiv|^numero$|^nr$|^ord\w*$"),
    (Role.MISSION, r"\bmission"),
    (Role.PROGRAM, r"\bprogramm"),
    (Role.STRATEGIC, r"strateg|\bstrat\b|valore pubblico|\blinea\b|\bindirizz"),
    (
        Role.INDICATOR,
        r"indicator|\bind\b|kpi|parametr|metric|\bmisur|cosa si misura|come (si )?misura",
    ),
    (Role.OBJECTIVE, r"^obiettiv\w*( e)? (attivit|azion|fas)\w*$"),
    (
        Role.PHASE,
        r"\bfas[ei]\b|attivit|\bstep\b|sottofas|tapp[ae]|milestone|adempiment|sotto ?obiettiv",
    ),
    (Role.ACTION, r"\bazion|modalita|\bcome\b|interventi"),
    (Role.OWNER, r"\bchi\b|incaricat|assegnat[oa] a\b|attuator|posizion|\be q\b|\beq\b"),
    (Role.AREA, r"^(macro ?struttur|struttur\w* (di )?(vertice|primo livello|apical))"),
    (Role.SERVICE, r"serviz|uffic|\buff\b|\bunita\b|\bu o\b|\bcdr\b|centro|struttur|articolaz"),
    (Role.AREA, r"\barea\b|settor|\bsett\b|\bdirez|dipart|ripartiz"),
    (Role.DESCRIPTION, r"descri\w*|finalit|contenut|motivaz|perche|in cosa|\bconsist"),
    (Role.OBJECTIVE, r"obiettiv|\bob\b|titol|denominaz|oggett|progett|cosa\b"),
    (Role.KIND, r"\btipo|tipolog|natura|dimension|ambito|classificaz|priorita|strategicita"),
    (Role.TARGET, r"^(valor\w* |livello )?(previst|programmat)[oi]$|^quanto$"),
    (Role.VALUE, r"^(val\w*|dato|risultat\w*|situazione)?$"),
)
_COMPILED = tuple((role, regex(rf"(?<![a-z])(?:{words})")) for role, words in _RULES)
_NO_HEADING = regex(r":\s*\S|^\s*[-–•·]\s|^\s*\d{1,2}[.)]|\d\s*%|[≥≤<>]|\d[.,]\d|^\s*n\.\s*\d")
"""What a heading never holds: a value after a label, an item, a figure."""
_TELLING = frozenset({"al", "dal", "come", "chi", "fine", "a"})
"""Small words that make a heading what it is."""
_DAY_BEFORE_YEAR = regex(r"(?<=[Aa]l )\d{1,2}[./]\d{1,2}[./](?=20\d\d\b)")
"""`Al 31.12.2025` names a year."""
_OF_DAY = regex(
    r"(?:valore\s+)?al\s+(?:(?P<last>31[./-]12|31 dicembre)|\d{1,2}[./-]\d{1,2}"
    r"|\d{1,2} [a-z]{4,9})",
    re.IGNORECASE,
)
"""`Al 30.06`, `Al 31.12`: figures of days of the plan's year, the last of which is its target."""
_DESCRIBED = regex(
    r"^(?:des\w*|descri\w*|testo|denominaz\w*|titolo|nome)\b.*?"
    r"\b(linea|"
    r"ob\w*|ind\w*|kpi|serv\w*|uff\w*|cdr|cdc|centro\w*|strutt\w*|u ?o|area\w*|sett\w*|dir\w*)\b"
)
_UNIT_OF_MEASURE = regex(r"\W*un\.?\s*(?:di )?mis", re.IGNORECASE)
_SHORT = regex(r"\bob\.?\s?v([oi])\b", re.IGNORECASE)
_QUALIFIERS = word_set(
    "costo scheda "
    "val valore valori dato dati data dt totale percentuale perc percento finale finali anno "
    "anni previsto prevista previsti prevedibile risultato risultati performance operativo "
    "operativa gestionale esecutivo esecutiva specifico annuale triennale relativo assegnato "
    "assegnati organizzativa organizzativo unita struttura misura sul su n nr num numero area "
    "servizio settore obiettivo obiettivi ob indicatore indicatori ind des descrizione desc "
    "cod codice testo nome breve sintetica ultima ultimo ult riferimento ente comune uff "
    "ufficio competente dup peg pdo piao rif prog val efficacia efficienza quantita qualita "
    "output piano pd contrattuale principale principali eventuale eventuali collegato "
    "collegata raccordo ragg complessivo complessiva attribuito attribuita livello situazione "
    "serie grado realizzazione raggiungimento attuazione conseguimento raggiungere conseguire "
    "soggetto soggetti altri altre altro coinvolti coinvolte coinvolto rilevato rilevata vertice "
    "trasversali interesse u o m q e c d r s organizzativi operativi assegnata intervento "
    "realizzare concludere completare attuare ultimare "
    "uo eq po um udm mese mesi lavoro indic svolgimento completamento attribuite scheda diretto "
    "effettivo storico puntuale ex bilancio alta media bassa basso alto proponente massima primo "
    "livello p gestione apicale uoc uos cdc documento estesa avanzamento "
    "ultimo ultimi scad risponde appartenenza attuazione mis partenza cosa vogliamo fare str "
    "proprio propria att"
)


_LONG = 6
_STEMS = frozenset(word[:-1] for word in _QUALIFIERS if len(word) >= _LONG)
"""Of the longer ones: `gestionali` is known with `gestionale`."""


def spelt_out(heading: str) -> str:
    """`Ob.vo` is written short for `Obiettivo`."""
    return _SHORT.sub(r"obiettiv\1", heading) if "v" in heading.lower() else heading


def role_by_words(heading: str) -> Role | None:
    """The role that a heading's words give it; None for what is no heading."""
    if of_day := _OF_DAY.fullmatch(heading.strip()):
        return Role.TARGET if of_day["last"] else Role.OTHER
    heading = _DAY_BEFORE_YEAR.sub("", spelt_out(heading))
    if _UNIT_OF_MEASURE.match(heading):
        return Role.UNIT
    if _NO_HEADING.search(heading):
        return None
    if (plainly := said_plainly(heading)) is not None:
        return plainly
    text = heading.replace("%", " percentuale ").replace("°", " ")
    said = [w for w in tokens(text) if not w.isdecimal()]
    has_year = re.search(r"(?<!\d)20\d\d(?!\d)", heading) is not None
    if not said:
        return Role.VALUE if has_year and len(heading.strip()) <= 8 else None
    if len(said) > _MOST_WORDS:
        return None
    if has_year and (of_year := _of_year(set(said))) is not None:
        return of_year
    plain = " ".join(w for w in said if w not in STOP or w in _TELLING)
    described = _DESCRIBED.search(plain)
    if described:
        return _of_thing(described[1])
    if _known_share(said) < _LEAST_KNOWN:
        return None
    role = next((role for role, pattern in _COMPILED if pattern.search(plain)), None)
    return _with_year(role, plain) if has_year else _without_year(role, plain)


def _of_year(said: set[str]) -> Role | None:
    """`Anno 2025`, `Obiettivo 2026`: a year and no more than a word for a figure."""
    if said <= {"anno", "valore", "val", "dato", "nel", "al"}:
        return Role.VALUE
    return Role.TARGET if said <= {"obiettivo", "anno", "per", "l"} else None


def _with_year(role: Role | None, plain: str) -> Role | None:
    """`Rilevazione 2025`, `Realizzato 2025` are figures of a year."""
    is_read = role is Role.FORMULA and plain.startswith("rilevazion")
    is_done = role is Role.OTHER and re.search(r"realizz|consegui|raggiun", plain)
    return Role.VALUE if is_read or is_done else role


def _without_year(role: Role | None, plain: str) -> Role | None:
    return None if role is Role.VALUE and "val" not in plain else role


@lru_cache(maxsize=16384)
def is_only_heading(text: str) -> bool:
    """Every word of it is a word of headings."""
    if said_plainly(text) is not None:
        return True
    said = [w for w in tokens(spelt_out(text).replace("%", " ")) if not w.isdecimal()]
    return _known_share(said) == 1.0


def _of_thing(thing: str) -> Role | None:
    """`DES_OBIETTIVO`, `Denominazione indicatore`: the text of the thing named."""
    if thing.startswith(("ind", "kpi")):
        return Role.INDICATOR
    if thing.startswith(("area", "sett", "dir")):
        return Role.AREA
    return Role.DESCRIPTION if thing.startswith(("ob", "linea")) else Role.SERVICE


def _known_share(said: Sequence[str]) -> float:
    """How many of the words are words of headings."""
    telling = [w for w in said if w not in STOP]
    if not telling:
        return 1.0
    return sum(_is_known(w) for w in telling) / len(telling)


@lru_cache(maxsize=8192)
def _is_known(word: str) -> bool:
    is_qualifier = word in _QUALIFIERS or (len(word) >= _LONG and word[:-1] in _STEMS)
    return is_qualifier or any(pattern.search(word) for _, pattern in _COMPILED[:-1])
