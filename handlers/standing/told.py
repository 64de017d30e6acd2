"""What is asked of the house itself: the days of the cycle, the rules, the record, what its words
mean: `entro quando si fanno le schede?`, `il registro è integro?`, `cosa vuol dire a rischio?`."""

from collections.abc import Callable

from handlers.desk import Desk, answer, button
from handlers.plan import anomaly_words
from handlers.turn import Outcome
from italian.regex import regex
from ledger.cycle.dates import statutory_day
from ledger.errors_smvp import NoRegulation
from ledger.evaluation.adopted import regulation_in_force, regulation_of
from ledger.evaluation.years import year_of_procedure
from ledger.progress.figures import BEHIND_POINTS, SOON_DAYS
from words.say import say

WHEN = regex(
    r"^(?:e |ma )?(?:entro |per |fino a )?quando\b"
    r"|^(?:che|quali|qual e) (?:il |la )?(?:termine|scadenza|data)"
    r"|\bscadenza (?:delle schede|della relazione|del piao)"
    r"|\bentro quanti giorni\b|\bquanti giorni (?:ha|ho|abbiamo|ci sono|si hanno)\b"
)
OBJECTING = regex(
    r"\b(?:osservazion\w+|conciliazion\w+|ricors\w+|controdeduzion\w+"
    r"|contest\w+(?= .*\b(?:sched|valutazion)))\b"
)
KINDS = (
    ("relazione", regex(r"\brelazion\w+")),
    ("piao", regex(r"\bpiao\b")),
    ("assignment", regex(r"\bassegna\w*\b.*\bobiettiv|\bobiettiv\w+\b.*\bassegna")),
    ("monitoring", regex(r"\b(?:monitoraggi\w*|infrannual\w*|equilibri)\b")),
    ("evaluation", regex(r"\b(?:sched[ae]|valut\w+)\b")),
)
"""Days that the regulation gives, by what they are called."""

ADOPTED = regex(
    r"^(?:e |ma )?(?:quando |e |chi )?(?:c'e |e stato |e |ha )?(?:gia )?(?:stato )?"
    r"(?:adottato |approvato )?(?:il |un |lo )?(?:regolamento|smvp|sistema di valutazione)"
    r"(?: (?:e|c'e|e stato|adottato|approvato|vigente|in vigore|c'e gia|gia))*$"
)
RECORD = regex(
    r"\b(?:registro|log|catena)\b.*\b(?:integr\w+|a posto|ok|intatt\w+|manomess\w+"
    r"|affidabil\w+|sicur\w+|verificat\w+)\b|\b(?:integrita|verifica) del registro\b"
    r"|\bquant[ei] (?:eventi|registrazioni) (?:ha|ci sono nel) (?:il )?registro\b"
    r"|^quanti eventi (?:ci sono|avete|sono registrati)$"
    r"|\b(?:ultim[ao]|ultime|fatt[ae]|dove sono le|dov'e la|quando) "
    r"(?:\w+ )*(?:copi[ae]|backup)(?: di (?:sicurezza|riserva))?(?:$| (?:di )?quando\b)"
)
MEANS = regex(
    r"^(?:e |ma )?(?:(?:che )?cosa (?:vuol dire|significa|vogliono dire|si intende per|sarebbe)"
    r"|che (?:vuol dire|significa)|cos'e|che cos'e|spiegami|definizione di|qual e il significato di"
    r"|quando (?:e che )?(?:un obiettivo |un indicatore )?(?:e|va|diventa)) "
    r"(?:che e |che |essere |il |lo |la |l'|un |una |i |gli )*(?P<what>.+)$"
)
RECKONED = regex(
    r"^(?:e )?come (?:si |viene |e |fate a |fai a |vengono )*"
    r"(?:calcola\w*|calcolat\w+|conta|contat\w+|misura\w*|fa) (?:il |la |l'|i )?(?P<what>.+)$"
)
MEANINGS = (
    ("at_risk", regex(r"a rischio\b")),
    ("late", regex(r"in ritardo\b|scadut[oa]\b")),
    ("on_track", regex(r"in linea\b")),
    ("not_started", regex(r"non avviat[oaie]\b")),
    ("done", regex(r"raggiunt[oaie]\b")),
    ("expected", regex(r"attes[oa]\b|valore atteso oggi")),
    ("no_target", regex(r"senza (?:valore|target)|non misurabil[ei]\b")),
    ("validated", regex(r"validat[oaie]\b|validazione\b|da validare\b|validare\b")),
    ("contested", regex(r"contestat[oaie]\b|contestare\b|contestazione\b")),
    ("weight", regex(r"pes[oi]\b")),
    ("target", regex(r"target\b|traguardo\b|valore da raggiungere")),
    ("progress", regex(r"(?:la )?percentuale\b|avanzamento\b|numero\b|figura\b")),
    ("transversal", regex(r"(?:obiettiv[oi] )?trasversal[ei]\b")),
    ("baseline", regex(r"base(?:line)?\b|valore di partenza")),
)


def said(desk: Desk, plain: str) -> Outcome | None:
    """The answer to what is asked of the house itself; None for anything else."""
    tries: tuple[Callable[[Desk, str], Outcome | None], ...] = (
        _means,
        _rules,
        _record,
        _day,
        anomaly_words.counted,
    )
    return next((told for one in tries if (told := one(desk, plain)) is not None), None)


def _means(desk: Desk, plain: str) -> Outcome | None:
    found = MEANS.match(plain) or RECKONED.match(plain)
    if found is None:
        return None
    what = found["what"].strip(" «»\"'")
    name = next((name for name, pattern in MEANINGS if pattern.fullmatch(what)), None)
    if name is None:
        return None
    told = say(f"means.{name}", points=BEHIND_POINTS, days=SOON_DAYS)
    return answer(told, buttons=((button("help", "help:-"),),))


def _rules(desk: Desk, plain: str) -> Outcome | None:
    """Whether the rules are adopted, and since which record."""
    if not ADOPTED.match(plain):
        return None
    year = year_of_procedure(desk.view, desk.today)
    try:
        adopted = regulation_of(desk.view, year)
    except NoRegulation:
        return answer(say("told.no_rules", year=year))
    return answer(say("told.rules", year=year, seq=adopted.seq, since=adopted.year))


def _record(desk: Desk, plain: str) -> Outcome | None:
    """How long the record is; whether it is whole is tried by who holds the file."""
    if not RECORD.search(plain):
        return None
    return answer(say("told.record", count=desk.ledger.log.head().seq))


def _day(desk: Desk, plain: str) -> Outcome | None:
    return day_of(desk, plain) if WHEN.search(plain) else None


def day_of(desk: Desk, plain: str) -> Outcome | None:
    """The day that the rules give for what is named; None where nothing of theirs is."""
    rules = regulation_in_force(desk.view)
    if OBJECTING.search(plain):
        return answer(say("told.objecting", days=rules.settings.conciliation.days))
    kind = next((kind for kind, pattern in KINDS if pattern.search(plain)), None)
    if kind is None:
        return None
    year = year_of_procedure(desk.view, desk.today)
    day = statutory_day(rules, kind, year)
    if day is None:
        return None
    left = (day - desk.today).days
    key = "told.day.past" if left < 0 else "told.day"
    name = next(date.name for date in rules.statutory_dates if date.kind == kind)
    line = say(key, day=day, left=abs(left), name=name, year=year)
    return answer(line, buttons=((button("oggi", "oggi:0"),),))
