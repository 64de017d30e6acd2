"""What the rules of the year say, asked in words: what a score pays, what each part of an
evaluation weighs, what a sanction takes off, how the premium comes out of them.

dipendente  con che voto prendo tutto il premio?         →  the bands of a dipendente
eq          quanto pesano gli obiettivi nel mio voto?    →  ente, objectives, behaviours
personale   quanto toglie un rimprovero scritto?         →  3, 5, 10 %, by how many there are
anybody     come si calcola il premio?                   →  from the score to the euros, by whom
"""

from collections.abc import Iterator

from handlers.ask.cues import ROLES
from handlers.desk import Desk, answer
from handlers.talk.words import listed
from handlers.turn import Outcome
from italian.regex import regex
from ledger.errors_smvp import NoRegulation
from ledger.evaluation.adopted import regulation_of
from ledger.evaluation.years import year_of_procedure
from ledger.people import Role
from ledger.regulation import Regulation
from words.say import Say, say

WHOLE = 100
"""Percent: nothing left out."""
SCORE = r"(?:vot[oi]|punteggi\w*|valutazion[ei]|sched[ae]|punti)"
PREMIUM = r"\bpremi[o]?\b"
PAYS = regex(
    rf"^(?:e |ma )?(?:con|da|a) (?:che|quale|quant[oi])(?: {SCORE})?\b.*{PREMIUM}"
    rf"|\bquant[oa](?: parte del)? .*{PREMIUM}.*\b(?:con|da|sopra|sotto) (?:che|un|il) {SCORE}"
    rf"|\b(?:fasc[ei]|scaglion[ei])\b.*(?:{PREMIUM}|\b{SCORE})"
    rf"|\b(?:che|quale) {SCORE} (?:serve|ci vuole|occorre)\b.*{PREMIUM}"
)
WEIGHS = regex(
    r"\bquanto (?:pes|cont|val|incid)\w+ (?:gli |i |la |il |le |l')?"
    r"(?:obiettiv|comportament|performance|ente)\w*\b.*"
    rf"\b(?:nel|nella|sul|sulla|per il|per la) (?:mi[oa] )?{SCORE}"
    r"|\bd[ia] (?:che )?cosa (?:e fatt[oa]|e compost[oa]|dipende|si compone) "
    rf"(?:il mio |la mia |il |la ){SCORE}"
)
TAKES_OFF = regex(
    r"\b(?:rimprover\w+|mult[ae]|sospension[ei]|sanzion[ei])\b.*\b(?:togli\w*|tolgono|cost\w+|abbass\w+"
    r"|ridu\w+|incid\w+|pes\w+|penal\w+|punt\w+)\b"
    r"|\b(?:togli\w*|tolgono|cost\w+|abbass\w+|ridu\w+|incid\w+|pes\w+)\b.*"
    r"\b(?:rimprover\w+|mult[ae]|sospension[ei]|sanzion[ei])\b"
)
_THE_PREMIUM = (
    r"(?:premi[o]?|premialita|retribuzion[ei] di risultato)\b(?=[ ?!.,]*$|,| (?:d[ei]\w*|dell'.*|in"
    r"|individual[ei]|final[ei]|ai|agli|alle|a chi|e|quest'anno|20\d\d|si|come|da|viene|vengono)\b)"
)
"""What is paid; a `premio letterario` is none."""
_MADE = (
    r"(?:calcol|form|determin|decid|decis|assegn|distribu|ripart|stabil|quantific|attribu|compon"
    r"|funzion|dipend(?=e\b|ono\b|ere\b))\w*"
)
_BY_WHAT = (
    r"(?:come|in che modo|(?:con|secondo) (?:che|quali?) (?:criteri\w*|regol[ae]|formula)"
    r"|in base a (?:che )?cosa|da (?:che )?cosa)"
)
MADE = regex(
    rf"\b{_BY_WHAT}\b.*\b{_MADE} .*\b{_THE_PREMIUM}"
    rf"|\b{_THE_PREMIUM}.*\b{_BY_WHAT} .*\b{_MADE}"
    rf"|\b(?:criteri\w*|regol[ae]|formula|calcolo|meccanismo) (?:\w+ ){{0,2}}?"
    rf"(?:d[ei]l|d[ei]i|per il|per i|della|per la) {_THE_PREMIUM}"
)
EVALUATED_BY = {
    Role.DIPENDENTE: "told.made.by.dipendente",
    Role.EQ: "told.made.by.eq",
    Role.DIRIGENTE: "told.made.by.dirigente",
    Role.SEGRETARIO: "told.made.by.segretario",
}


def said(desk: Desk, plain: str) -> Outcome | None:
    """The answer of the rules; None for what asks them nothing. `plain` is the text cleaned."""
    asks = (PAYS, _bands), (WEIGHS, _parts), (TAKES_OFF, _sanctions), (MADE, _made)
    told = next((tell for pattern, tell in asks if pattern.search(plain)), None)
    if told is None:
        return None
    year = year_of_procedure(desk.view, desk.today)
    try:
        rules = regulation_of(desk.view, year).regulation
    except NoRegulation:
        return answer(say("told.no_rules", year=year))
    role = _role(desk, plain)
    if role not in rules.roles and told is _made:
        role = Role.DIPENDENTE  # Who has no premium asks of everybody's.
    return (
        None if role not in rules.roles and told is not _sanctions else answer(*told(rules, role))
    )


def _role(desk: Desk, plain: str) -> Role:
    """The role that is named, else the asker's own that is evaluated."""
    named = next((role for role, pattern in ROLES if pattern.search(plain)), None)
    own = [post.role for post in desk.posts]
    return named or (own[0] if own else Role.DIPENDENTE)


def _bands(rules: Regulation, role: Role) -> Iterator[Say]:
    yield say("told.bands", role=role)
    for band in rules.roles[role].bands:
        yield say("told.band", label=band.label, lowest=band.lowest, share=band.share_percent)
    yield say("told.bands.paid")


def _parts(rules: Regulation, role: Role) -> Iterator[Say]:
    weights = rules.roles[role].weights
    yield say(
        "told.parts",
        role=role,
        objectives=weights.objectives,
        entity=weights.entity,
        behaviours=weights.behaviours,
    )


def _made(rules: Regulation, role: Role) -> Iterator[Say]:
    """From the score to the euros, with who sets each thing."""
    settings, by = rules.settings, say(EVALUATED_BY[role])
    bands = [
        say("told.made.band", lowest=band.lowest, share=band.share_percent)
        for band in rules.roles[role].bands
        if band.share_percent
    ]
    yield say("told.made", role=role)
    yield from _parts(rules, role)
    yield say("told.made.by", by=by)
    yield say("told.made.bands", bands=listed(bands))
    staff = role is Role.DIPENDENTE
    yield say("told.made.fund" if staff else "told.made.maximum")
    if staff and settings.pool.individual_pct < WHOLE:
        yield say("told.made.organisational", percent=WHOLE - settings.pool.individual_pct)
    yield say(f"told.made.cut.{settings.sanctions.apply_to}")
    if staff:
        yield say("told.made.bonus", percent=settings.bonus.pct)
    yield say("told.made.paid")


def _sanctions(rules: Regulation, role: Role) -> Iterator[Say]:
    yield say("told.sanctions")
    for grade, (one, two, more) in rules.sanctions.grades.items():
        yield say("told.sanction", grade=grade.replace("_", " "), one=one, two=two, more=more)
    if rules.sanctions.excluding:
        names = ", ".join(name.replace("_", " ") for name in rules.sanctions.excluding)
        yield say("told.sanctions.out", names=names)
