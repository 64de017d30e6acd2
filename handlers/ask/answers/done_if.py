"""What a step would change: `se chiudo la carta dei servizi quanto diventa il servizio?`.

The objective, or the indicator of it that is named, is supposed at 100 %; nothing is recorded.
"""

from handlers import ask
from handlers.ask.after import follow
from handlers.ask.parts.about import OWN_AREA, WHOLE, About, Names
from handlers.ask.parts.spans import coming_span
from handlers.desk import Desk, answer, button
from handlers.standing.status import scope_name
from handlers.turn import Outcome
from italian.regex import regex
from italian.words import clean
from ledger.plan import ENTE
from ledger.progress.standings import if_done
from words.phrases import percent, short
from words.say import Say, say

IF_DONE = regex(
    r"^(?:e )?se (?P<thing>.+?),? "
    r"(?P<asks>(?:(?:la|il|l') ?(?:percentuale|numero|punteggio|figura|area|servizio|ufficio"
    r"|settore|ente|comune|totale|media)\b.*)?(?:di )?(?:a )?"
    r"(?:quanto|che percentuale|quale percentuale) .+)$"
)
DONE = regex(
    r"\b(?:si )?(?:chiud|complet|finisc|finiam|conclud|raggiung|pass|approv|termin|portiam|porto)"
    r"\w*\b(?: (?:a termine|in porto|a casa))?"
)
"""What is done with a step; a figure that is told supposes something else."""
FIGURE = regex(r"(?<![\w.])\d")
IT = regex(r"(?:l[oa]|li|l'|quest[oa]|quell[oa]|anche)*")
"""What was spoken of just before."""
AREA = regex(r"\barea\b")


def asked(desk: Desk, text: str) -> Outcome | None:
    """The answer to words that suppose a thing done; None for any other."""
    found = IF_DONE.match(clean(text).strip(" ?.!"))
    if found is None or not DONE.search(found["thing"]):
        return None
    names, plan = ask.names_of(desk), desk.view.plan
    rest = coming_span(DONE.sub(" ", found["thing"]), desk.today).rest
    if FIGURE.search(rest) and not names.codes_in(rest):
        return None
    about = names.of(rest)
    if IT.fullmatch(rest.strip()) and (told := follow.code_of(desk)) is not None:
        about = About((told,), True)
    code = about.codes[0]
    known = code in plan.objectives or code in plan.indicators
    if not known or len(about.codes) > 1 or about.unread or not about.said:
        return None
    whole = _whole(names, found["asks"], plan.objective_of(code).unit)
    scopes = (plan.objective_of(code).code, whole)
    return answer(
        say("ask.if_done", code=code, name=short(plan.name_of(code))),
        *(_line(desk, code, scope) for scope in scopes),
        buttons=((button("why", f"why:{whole}{desk.ref}"),),),
    )


def _line(desk: Desk, code: str, scope: str) -> Say:
    now, then = if_done(desk.view, scope, code, desk.today)
    name = short(scope_name(desk.view.plan, scope))
    return say("ask.if_done.of", code=scope, name=name, now=percent(now), then=percent(then))


def _whole(names: Names, plain: str, unit: str) -> str:
    """Of what the question asks how it would stand; of the unit that it is of, where of none."""
    if WHOLE.search(plain):
        return ENTE
    if OWN_AREA.search(plain) or AREA.search(plain):
        return names.plan.area_of_service.get(unit, unit)
    return unit
