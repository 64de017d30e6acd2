"""The money of the year asked of in words: `quanto abbiamo per i premi?`.

Whether the funds are set, and by whom, everybody may know; who is paid what, only who reads the
payments.
"""

from handlers.desk import Desk, answer, button
from handlers.evaluating import money_typed, premiums
from handlers.evaluating.whom import default_year
from handlers.talk import listing
from handlers.turn import Outcome
from italian.regex import regex
from ledger.people import Role
from ledger.projections import payments
from words.say import Say, Two, say

FUND_ASKED = regex(
    r"(?:e |ma )?(?:(?:quant\w+|che|quale|qual e il) (?:e il |il |l'|e |ammonta |ammonta il )?"
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
UNPAID = regex(
    r"(?:e |ma )?(?:a )?(?:chi|quanti|quante persone) (?:manca|mancano|resta|restano|rimane|c'e|ci"
    r" sono|dobbiamo|devo)?(?: ancora)?(?: da)? ?pagare(?: .*)?"
    r"|(?:e |ma )?(?:(?:che )?cosa|chi) (?:manca|blocca|serve)(?: ancora)? (?:per|a|prima di) "
    r"(?:pagare|liquidare|i premi|il pagamento)\b.*"
    r"|(?:e |ma )?(?:a )?chi non (?:e|sono|ha|hanno|abbiamo)(?: stat[oi])?(?: ancora)? "
    r"(?:pagat|liquidat)\w+.*"
)


def asked(desk: Desk, plain: str) -> Outcome | None:
    """How much the funds are, or who is still to be paid; None for any other question. Raises
    NotAllowed."""
    if FUND_ASKED.fullmatch(plain) and OF_PREMIUMS.search(plain):
        return _funds(desk)
    if UNPAID.fullmatch(plain):
        if desk.turn.kind == "group":
            return answer(say("evaluation.private"))
        about = str(default_year(desk))
        return listing.shown(desk, premiums.LIST, about, premiums.missing_list(desk, about))
    return None


def _funds(desk: Desk) -> Outcome:
    year = default_year(desk)
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
    lines.append(say("money.who", who=", ".join(holders) or say("amount.none")))
    office = any(post.role is Role.PERSONALE for post in desk.posts)
    return answer(
        *lines, buttons=((button("set_money", f"frmgo:premi:{year}"),),) if office else ()
    )


NO_FUNDS = ("quota", "pagamenti")
"""What the command sets beside the funds."""
