"""Somebody named by their post inside a question: `quanti dati ha contestato il dirigente della
finanziaria?` is asked of who holds it today."""

from handlers.ask.parts.about import Names
from handlers.desk import Desk
from italian.regex import regex
from ledger.people import Role

NAMED = regex(
    r"\b(?:il |la |l'|al |alla |dal |dalla |del |della |dell')?"
    r"(?P<role>dirigente|responsabile|capo|eq)"
    r" (?:di |del |della |dell'|dei |degli |delle )(?P<unit>[\w' ]+?)"
    r"(?= ?[?!.]*$| (?:ha|deve|ad?|in|a|questa?|quest'|da|dal|per|non|sta"
    r"|quant\w+|qual\w+|cosa|che)\b)"
)
ASKS_WHO = regex(r"^(?:e )?(?:chi|come si chiama|qual e|di chi|dimmi chi)\b")
OF_DEEDS = regex(r"\b(?:ha|deve|aveva|dovrebbe|mancano|restano|ha da)\b")
"""Somebody does something: what is asked is of a person, and not who they are."""


def by_post(desk: Desk, names: Names, plain: str) -> str:
    """The question with who holds the post in the place of its words; as it is where that is
    nobody, or several."""
    found = NAMED.search(plain)
    if found is None or ASKS_WHO.match(plain) or not OF_DEEDS.search(plain):
        return plain
    about = names.of(found["unit"])
    if not about.said or about.unread or len(about.codes) != 1:
        return plain
    code, plan = about.codes[0], desk.view.plan
    role = Role.DIRIGENTE if code in plan.areas else Role.EQ
    if found["role"] in ("dirigente", "eq") and found["role"] != str(role):
        return plain
    held = desk.view.holders(f"{role}:{code}", desk.today)
    if code not in (*plan.areas, *plan.area_of_service) or len(held) != 1:
        return plain
    return f"{plain[: found.start()]}{held[0]}{plain[found.end() :]}"
