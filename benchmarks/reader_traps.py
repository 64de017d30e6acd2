"""Messages that name an indicator and a number, and report nothing: told of others, wished, paid.

Made from the names of a plan, so that the reader learns how such sentences are built, and not
which words stand in them. Of each nothing may be offered.
"""

import random
from collections.abc import Iterator, Mapping
from typing import Any

from handlers.understand.naming.terms import DOING, key_of
from italian.regex import regex
from italian.words import PARTICIPLE, clean
from ledger.plan import Indicator, Kind, Plan

PER_TOWN = 30
COUNTED = (
    "nel comune vicino {thing} {n}", "la ditta dice che {thing} sono {n}",
    "il gestore parla di {n} {thing}", "ci vorrebbero {n} {thing} in piu",
    "{thing}: ne chiedono {n}", "aspettiamo {n} {thing}", "abbiamo ordinato {n} {thing}",
    "preventivo per {n} {thing}", "{n} {thing} costano 1.200 euro",
    "la regione ha finanziato {n} {thing}", "il prefetto ha contestato {n} {thing}",
    "gli altri comuni hanno {done} {n} {thing}", "chissa se arriviamo a {n} {thing}",
    "in magazzino {n} {thing}", "{n} {thing} contestati dal giudice",
    "il sindaco ha promesso {n} {thing}", "i cittadini hanno chiesto {n} {thing}",
    "sul giornale c'e scritto {n} {thing}", "un amico di Arezzo ne ha {done} {n} di {thing}",
    "il capitolato parla di {n} {thing}", "per {thing} ci hanno dato {n} euro",
    "{thing}, la squadra e di {n} persone", "il programma per {thing} ha {n} licenze",
    "corso su {thing} con {n} partecipanti", "stiamo per arrivare a {n} {thing}",
    "mi hanno girato una mail con {n} {thing}", "la scheda di {thing} ha {n} pagine",
    "{thing}, si apre alle {n}", "la ditta vuole {n} euro per {thing}",
    "l'ufficio di Torino ha {n} {thing}", "possibili altri {n} {thing}",
    "ipotesi di lavoro: {n} {thing}", "il manuale su {thing} ha {n} capitoli",
    "la stampante di {thing} ha fatto {n} fogli", "il sindacato lamenta {n} {thing}",
    "{n} telefonate per {thing}", "{n} mail su {thing}", "{n} curiosi a vedere {thing}",
    "nel bando ci sono {n} {thing}", "la provincia ne ha {done} {n} di {thing}",
    "un utente protesta per {thing}, sta al civico {n}", "i vicini segnalano {n} {thing}",
    "il consulente calcola {n} {thing}", "alla fiera c'erano {n} {thing}",
    "lo sportello {thing} apre {n} ore", "abbiamo {n} richieste per {thing}",
    "comprati {n} raccoglitori per {thing}", "un armadio con {n} cartelle di {thing}",
    "{head} mediche {n}", "{head} elettrici {n}", "{head} di malattia {n}", "{n} {head} telefonici",
    "{head} antidroga {n}", "{n} {head} veterinarie", "{head} militari {n}",
    "ieri {n} {head} legali",
    "oggi {n} {junk}", "{n} {junk} sistemati", "altri {n} {junk}", "{thing}: {n} {junk}",
    "fatti {n} {junk}", "ieri {n} {junk} in piazza", "{junk} {n}", "finora {n} {junk}",
    "la collega ha {n} figli e segue {thing}", "parcheggio {thing} con {n} stalli",
)  # fmt: skip
MEASURED = (
    "la provincia e al {n} di {thing}", "la media regionale di {thing} e {n}",
    "secondo il consulente {thing} {n}", "il governo vuole {thing} a {n}",
    "nel comune di Alba {thing} {n}", "la regione mette {n} euro per {thing}",
    "il revisore chiede {thing} a {n}", "budget per {thing}: {n} euro",
    "{thing}: la multa e di {n} euro", "la ditta promette {thing} a {n}",
    "un articolo dice {thing} {n}", "il bando su {thing} vale {n} euro",
    "convegno su {thing}, {n} iscritti", "{n} slide su {thing}", "{n} mail su {thing}",
    "chissa {thing} se arriva a {n}", "il sistema di {thing} costa {n} euro",
    "telefonata di {n} minuti su {thing}", "ci hanno chiesto {thing}, prot. {n}",
)  # fmt: skip
STEPS = (
    "la ditta assicura {thing}", "preventivo chiesto per {thing}", "riunione in 8 su {thing}",
    "{thing} costa 4.000 euro", "{thing} vale 2,3 milioni", "si e discusso di {thing}",
    "il sindaco vuole {thing}", "nel comune vicino {name}", "abbiamo chiesto {thing}",
    "{thing}, la pratica ha 40 pagine", "ci sollecitano {thing}", "i cittadini aspettano {thing}",
    "il giornale parla di {thing}", "{thing} fissato per il 20 del mese prossimo",
    "ho letto {thing}, bella carta", "alla ditta serve {thing}", "la minoranza contesta {thing}",
    "chissa {thing} quando arriva", "telefonato per {thing}", "un cittadino chiede di {thing}",
)  # fmt: skip
_JUNK = "bollini zampironi gettoni stampelle fustini lampadari ventagli tavolini".split()  # noqa: SIM905
"""What no plan counts."""
_DONE = regex(rf"\w{{3,}}{PARTICIPLE}[oaie]")
_ALIKE = ("fatto", "chiuso", "sistemato", "avviato")

Json = Mapping[str, Any]


def traps_of(plan: Plan, town: str) -> Iterator[Json]:
    """Messages as the towns hold them, the same for the same plan; nothing of them is to record."""
    chance = random.Random(town)
    ones = [(o, i) for o, i in plan.indicators() if o.unit not in ("TR", "SG")]
    for at in range(PER_TOWN):
        objective, indicator = chance.choice(ones)
        text = _filled(indicator, chance)
        yield {
            "id": f"trap{at}",
            "as": f"eq.{objective.unit.lower()}",
            "text": text,
            "hard": False,
            "expect": {
                "intent": "report",
                "ambiguous": True,
                "accept": {"intent": ["report", "unclear", "query_status", "help"]},
            },
        }


def _filled(indicator: Indicator, chance: random.Random) -> str:
    kind = indicator.kind
    forms = STEPS if kind.is_step else COUNTED if kind is Kind.COUNT else MEASURED
    words = clean(indicator.name).partition(" su ")[0].split()
    done = next((w for w in words if _DONE.fullmatch(w)), chance.choice(_ALIKE))
    things = [w for w in words if not _DONE.fullmatch(w)] or words
    plain = [w for w in things if not key_of(w).startswith(DOING)] or things
    thing = " ".join(plain[: chance.choice((2, 3, 4))])
    return chance.choice(forms).format(
        thing=thing,
        head=plain[0],
        junk=chance.choice(_JUNK),
        done=done,
        name=" ".join(words),
        n=chance.choice((2, 3, 5, 8, 12, 20, 35, 60)),
    )
