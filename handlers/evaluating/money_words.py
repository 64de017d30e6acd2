"""The money of the year asked of in words: `quanto abbiamo per i premi?`.

Whether the funds are set, and by whom, everybody may know; who is paid what, only who reads the
payments.
"""

from handlers.desk import Desk, answer, button
from handlers.evaluating import money_typed, premium_waits
from handlers.evaluating.whom import default_year
from handlers.talk import listing
from handlers.turn import Outcome
from italian.regex import regex
from ledger.people import Role
from ledger.projections import payments
from words.say import Say, Two, say

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
