"""The money of the year in words: `fissa il fondo a 80.000 euro`, `quanto abbiamo per i premi?`.

Setting it is the act of the command `/premi`, with its card, its act and its refusal. Whether the
funds are set, and by whom, everybody may know; who is paid what, only who reads the payments.
"""

import re

from handlers.desk import Desk, answer, button
from handlers.evaluating import money_typed, premium_waits, premiums
from handlers.evaluating.whom import default_year
from handlers.talk import listing
from handlers.turn import Outcome
from italian.regex import regex
from ledger.people import Role
from ledger.projections import payments
from words.say import Say, Two, say

_WHICH = (
    ("dirigenti", regex(r"\bdirigent[ei]\b")),
    ("eq", regex(r"\beq\b|\bposizioni organizzative\b|\belevate qualificazioni\b")),
    ("segretario", regex(r"\bsegretari[oa]\b")),
)
"""Whose fund; that of the dipendenti where none of these is named."""
_SET = (
    r"(?:fiss|impost|mett|registr|stabil|determin|port|aument|ridu|aggiorn|cambi|stanzi)"
    r"(?:a|i|o|iamo|are|ere|ire|isci|isco|iscono|isce|ci|cete)?"
)
_FUND = (
    r"(?:fondo|budget|stanziamento)(?: (?:dei|per i|per gli|per il|degli|del|di|delle|per le)"
    r"(?: premi| produttivita| risultato)?)?"
)
SET = regex(
    rf"(?:(?:vorrei|voglio|devo|bisogna|per favore) )?{_SET} (?:il |i )?{_FUND}(?P<whose>[a-z' ]*?)"
    r"(?: \d{4})?[ :=]+(?:ad? |in |di |con )?(?:€ ?)?(?P<amount>\d[\d.,]*(?: ?(?:mila|milioni))?)"
    r"(?: ?(?:euro|€))?(?P<act>.*)",
    re.IGNORECASE,
)
IS = regex(
    rf"(?:il )?{_FUND}(?P<whose>[a-z' ]*?)(?: (?:del )?\d{{4}})?"
    r"(?: ?[:=]| (?:è|e['’]|sar[aà]|diventa|passa a|ammonta a|sale a|scende a)) (?:di )?(?:€ ?)?"
    r"(?P<amount>\d[\d.,]*(?: ?(?:mila|milioni))?)"
    r"(?: ?(?:euro|€))?(?P<act>.*)",
    re.IGNORECASE,
)
"""Told as it shall be."""
BY_ACT = regex(
    r"^[ ,;]*(?:con|come da|giusta|per|da)?(?: la| il| l')? ?(?P<act>\w.*)$", re.IGNORECASE
)
FUND_ASKED = regex(
    r"(?:e |ma )?(?:(?:(?:i )?premi?,? )?(?:il )?(?:fondo|budget)"
    r"(?: \w+){0,3}? (?:c'e|esiste|e)(?: gia)?"
    r"(?: stat[oi])?(?: (?:fissat|decis|stanziat|stabilit|pront)\w+)?"
    r"|(?:c'e|esiste|abbiamo)(?: gia)? (?:il |un )?(?:fondo|budget)\b.*"
    r"|(?:sono|e|hanno)(?: gia)?(?: stat[oi])? (?:mess|fissat|stanziat|decis|stabilit)\w+ "
    r"(?:i |il )?(?:soldi|fond[oi]|budget)\b.*"
    r"|(?:quant\w+|che|quale|qual e il) (?:e il |il |l'|e |ammonta |ammonta il )?"
    r"(?:budget|fondo|soldi|denaro|euro|disponibilita|risorse)\b.*"
    r"|a quanto ammonta il (?:fondo|budget)\b.*"
    r"|chi (?:fissa|decide|stabilisce|stanzia|mette|ha fissato|deve fissare) (?:il |i )?"
    r"(?:fondo|budget|soldi)\b.*"
    r"|(?:il )?(?:fondo|budget)\b.* (?:e stato |e gia |e )?(?:fissato|deciso|stanziato|stabilito)"
    r"|(?:e stato |e gia )(?:fissato|deciso|stanziato) il (?:fondo|budget)\b.*"
    r"|(?:quanto|quanti soldi) (?:c'e|ci sono|abbiamo|e stanziato|e stato stanziato|resta)"
    r" (?:nel fondo|per i premi|da distribuire|per la premialita)\b.*)"
)
OF_PREMIUMS = regex(
    r"\b(?:prem\w+|fondo|produttivita|risultato|distribu\w+|dipendenti|dirigenti)\b"
)
PAID = regex(
    r"(?:e |ma )?quant[oi](?: soldi| euro)? (?:abbiamo|e stato|sono stati|si e|hanno|ho) "
    r"(?:gia )?(?:pagat|spes|distribuit|liquidat|erogat)\w+(?: .*)?"
    r"|(?:e |ma )?quanto (?:avanza|resta|rimane|e (?:rimasto|avanzato)|c'e ancora) "
    r"(?:d[ae]l|nel|nei|d[ae]i|di|sul) (?:fond[oi]|premi)\b.*"
)
"""What went out of the funds, or is left of them."""
UNPAID = regex(
    r"(?:e |ma )?(?:a )?(?:chi|quanti|quante persone) (?:manca|mancano|resta|restano|rimane|c'e|ci"
    r" sono|dobbiamo|devo)?(?: ancora)?(?: da)? ?pagare(?: .*)?"
    r"|(?:e |ma )?(?:(?:che )?cosa|chi) (?:manca|blocca|serve)(?: ancora)? (?:per|a|prima di) "
    r"(?:pagare|liquidare|i premi|il pagamento)\b.*"
    r"|(?:e |ma )?(?:a )?chi non (?:e|sono|ha|hanno|abbiamo)(?: stat[oi])?(?: ancora)? "
    r"(?:pagat|liquidat)\w+.*"
)


def said(desk: Desk) -> Outcome | None:
    """The card of a fund, or what is missing of it; None for anything else. Raises Refusal."""
    text = " ".join(desk.turn.text.split()).strip(" .!")
    found = SET.fullmatch(text) or IS.fullmatch(text)
    if found is None:
        return None
    whose = next((n for n, words in _WHICH if words.search(found["whose"].lower())), "fondo")
    act = BY_ACT.match(found["act"])
    typed = f"{whose} {found['amount']}"
    return premiums.start(desk, f"{typed}; {act['act']}" if act else typed)


def asked(desk: Desk, plain: str) -> Outcome | None:
    """How much the funds are, or who is still to be paid; None for any other question. Raises
    NotAllowed."""
    if PAID.fullmatch(plain) and OF_PREMIUMS.search(plain):
        year = default_year(desk)
        return answer(*premium_waits.paid_lines(desk, year), *_fund_lines(desk, year))
    if FUND_ASKED.fullmatch(plain) and OF_PREMIUMS.search(plain):
        return _funds(desk)
    if UNPAID.fullmatch(plain):
        if desk.turn.kind == "group":
            return answer(say("evaluation.private"))
        about = str(default_year(desk))
        return listing.shown(
            desk, premium_waits.LIST, about, premium_waits.missing_list(desk, about)
        )
    return None


def _funds(desk: Desk) -> Outcome:
    year = default_year(desk)
    office = any(post.role is Role.PERSONALE for post in desk.posts)
    return answer(
        *_fund_lines(desk, year),
        buttons=((button("set_money", f"frmgo:premi:{year}"),),) if office else (),
    )


def _fund_lines(desk: Desk, year: int) -> tuple[Say, ...]:
    """What each fund was set to, and who sets them."""
    names = {typed: name for typed, name in money_typed.POOLS.items() if typed not in NO_FUNDS}
    found = {t: payments.pool(desk.view.tables, year, name) for t, name in names.items()}
    lines: list[Say] = [
        say(f"money.fund.{typed}", year=year, amount=Two(pool.amount), day=pool.set_on)
        for typed, pool in found.items()
        if pool is not None
    ]
    if found["fondo"] is None:
        lines.insert(0, say("money.no_fund", year=year))
    holders = desk.view.holders(str(Role.PERSONALE), desk.today)
    who = ", ".join(holders) or say("amount.none")
    return (*lines, say("money.who", who=who))


NO_FUNDS = ("quota", "pagamenti")
"""What the command sets beside the funds."""
