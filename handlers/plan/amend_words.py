"""Amendments in words, as their commands do them: `porta il target delle CIE a 700`, `la firma
digitale pesa 40`, `pesi dei demografici: 50 ANPR, 50 anagrafe`; `per i certificati uguale`.

What is amended is named by its code or by its words; without either it is what was just spoken of.
Who may amend nothing is told who may; what may as well be a figure reported is left to its reader
where the sender sets nothing there.
"""

import re

from handlers.desk import Desk
from handlers.plan import amended_things, deadline_words
from handlers.plan.amend import AMENDMENTS, TALK, open_amendment
from handlers.plan.amended_things import Thing
from handlers.talk.typed import read_amount
from handlers.turn import Outcome
from italian.regex import regex
from ledger.plan import Kind

_TARGET = (
    r"(?:target|traguardo|valore(?: da raggiungere| atteso| obiettivo)"
    r"|obiettivo(?=\W+(?:a |di |= ?)?\d))"
)
_BASE = r"(?:base(?:line)?|valore (?:di partenza|iniziale|base)|punto di partenza)"
_WEIGHT = r"(?:peso)"
_DUE = r"(?:termine|scadenza|data di scadenza)"
ASPECTS = (
    ("base", regex(_BASE, re.IGNORECASE)),
    ("peso", regex(_WEIGHT, re.IGNORECASE)),
    ("termine", regex(_DUE, re.IGNORECASE)),
    ("target", regex(r"target|traguardo|obiettivo|valore(?: \w+)*", re.IGNORECASE)),
)
_A = rf"(?P<aspect>{_BASE}|{_TARGET}|valore|{_WEIGHT}|{_DUE})"
_WISH = (
    r"(?:(?:per favore|vorrei|voglio|devo|dobbiamo|bisogna|puoi|potresti|allora|ok|adesso|si deve"
    r"|mi puoi)[ ,]+)*"
)
_SET = (
    r"(?:(?:impost|fiss|port|cambi|alz|abbass|aument|modific|spost|aggiorn|segn|assegn|innalz"
    r"|rialz|ritocc)(?:a|i|are|iamo|hiamo)|mett(?:i|ere|iamo)|ridu(?:ci|rre|ciamo)"
    r"|(?:stabil|defin)(?:isci|ire|iamo)|d[aà]i|dare|diamo)(?:l[oaie]|ci|gli|cel[oa]|gliel[oa])?"
)
_THE = r"(?:(?:il|la|un|una|lo|nuov[oa]) |l['’]\s*|come )*"
_OF = (
    r"(?:(?:di|del|dello|della|dei|degli|delle|per|su|sul|sulla|a|al|alla|ai|agli|alle)"
    r"(?: (?:il|lo|la|i|gli|le))? |(?:dell|sull|all|per l)['’]\s*| )"
)
_TO = (
    r"(?:(?:al|a|fino al?|entro(?: il)?|=|in|di|almeno|almeno a|a un massimo di) |all['’]\s*"
    r"|(?<=\s))"
)
_IS = (
    r"(?:\s*(?:è|e['’]|sia|diventa|diventi|passa|sale|scende|va(?: portato| messo)?|slitta"
    r"|deve essere|:|=|,))?\s+(?:(?:al|a|di|entro il|=|ora|adesso|pari a|il) |all['’]\s*)*"
)
_BECOMES = r"(?:è|e['’]|diventa|diventi|(?:sale|scende|passa|va(?: portato)?) a|deve essere|sia|=)"
"""Said of a target, an order whoever says it: who sets none is told who does."""
_VALUE = r"(?P<value>\S.*?)"
_THING = r"(?P<thing>\S.*?)"

ORDERED = tuple(
    regex(frame, re.IGNORECASE)
    for frame in (
        rf"{_WISH}{_SET} {_THE}{_A}{_OF}{_THING} {_TO}(?P<value>(?:\d|fine |met[aà] )\S*.*|\w+)",
        rf"{_WISH}{_SET} (?:(?:a|al) |all['’] ?){_VALUE} {_THE}{_A}{_OF}{_THING}",
        rf"{_WISH}{_SET} {_VALUE} come {_A}{_OF}{_THING}",
        rf"{_WISH}(?:{_SET}|poni) (?P<value>\d\S*) {_THING} (?:come|a|quale) {_A}",
        rf"(?:il )?(?P<aspect>{_TARGET}){_OF}{_THING} {_BECOMES} (?P<value>\d\S*)(?: \w+)?",
        rf"{_WISH}{_SET} {_THE}{_A} (?:(?:di|del|al?|=) )?(?P<value>\d\S*)(?: \w+)?{_OF}{_THING}",
        rf"{_THING},? (?:(?:è|e['’]|sono) senza|non ha(?: ancora)?(?: una?| il| la)?) {_A}[,;:]? "
        rf"{_SET} {_THE}(?:(?:a|al|entro) )?{_VALUE}",
        rf"{_THING} (?:partiva|parte|partivano|era) da {_VALUE},? {_SET} (?:come|a) {_A}",
    )
)
"""With a word that orders: whoever says it, an amendment is meant."""
TOLD = tuple(
    regex(frame, re.IGNORECASE)
    for frame in (
        rf"(?:il |la |l['’])?{_A}{_OF}{_THING}{_IS}(?P<value>\d\S*(?:\s*%)?(?:\s.*)?|fine .*)",
        rf"{_THING}[,:]?\s+{_A}(?: ?[:=]| a| di| al)? (?P<value>\d\S*(?:\s*%)?)(?: \w+)?",
        rf"{_THING} (?P<aspect>)(?:pesa|pesano|deve pesare|peserà) (?:il )?"
        r"(?P<value>\d[\d.,]*\s*%?)",
    )
)
"""Told as it shall be: of who sets values there."""
IMPLIED = regex(
    rf"{_THING},? (?:mett|fiss|port|alz|abbass)(?:iamo|i)(?:l[oaie])?(?: (?:a|ad|al|almeno|il"
    r"|almeno il))* (?P<value>\d\S*(?: ?%)?)(?: \w+)?",
    re.IGNORECASE,
)
"""A goal without its name: `i corsi portiamoli a 20`."""
SAME = regex(
    r"(?:e )?(?:(?:anche|pure|idem|uguale|lo stesso|stessa cosa|la stessa cosa)[, ]+)"
    rf"(?:per |con |su )?{_THING}"
    rf"|(?:e )?(?:per |con |su )?(?P<other>\S.*?),? (?:uguale|idem|lo stesso|la stessa cosa|pure"
    r"|anche)",
    re.IGNORECASE,
)
"""After an amendment: the same of another thing."""
OTHERWISE = regex(
    r"e (?:quell[oaie] )?(?:(?:di|del|della|dei|degli|delle|per) |dell['’]\s*)?"
    rf"{_THING} (?:a|al|=|invece a) (?P<value>\d\S*.*)",
    re.IGNORECASE,
)
INSTEAD = regex(
    r"(?:no|anzi|meglio|scusa|facciamo|volevo dire|correggo|piuttosto|invece)"
    r"(?:[ ,]+(?:no|anzi|meglio|scusa|facciamo|volevo dire|a|al|il|erano|era|invece))*[ ,:]+"
    r"(?P<value>(?:\d|fine |met[aà] )\S*.*)|(?P<bare>\d[\d.,/]*(?: ?%)?)",
    re.IGNORECASE,
)
"""While its card is open: the same of the same, with another value."""
WHY = regex(
    r"(?P<body>.+?)(?:\s*;\s*|,?\s+(?=perch[eé]|poich[eé]|siccome|come da|a seguito|in quanto|con "
    r"(?:delibera|determina|atto|decreto)|motivo))(?P<why>.+)",
    re.IGNORECASE,
)
AFTER_COMMA = regex(
    r"(?P<body>[^,]*(?:,\d+[^,]*)*?),\s+(?P<why>(?!(?:per (?:favore|piacere)|grazie)\W*$)"
    r"[^\W\d]{2,}['’ ].*[^\W\d]{3}.*)",
    re.IGNORECASE,
)
"""Words after a comma that are no figure, no name alone and no courtesy."""
ANOTHER = regex(
    r"(?:\b(?:a|al|peso)|=|:)\s*\d[\d.,]*\s*%?$|^(?:[a-z]{1,4}\.?){1,2}\d*\.\d", re.IGNORECASE
)
"""Another thing with its value, which is no reason."""
WEIGHT_UNITS = regex(r"\d\s*(?:kg|chil\w*|quintal\w*|tonnellat\w*|grammi|ton|t|q)\b", re.IGNORECASE)
"""What is weighed on scales is no weight of an objective."""
WEIGHTS = regex(
    rf"(?:{_WISH}{_SET} )?(?:i )?pesi(?: (?:di|del|dei|della|degli|delle|per|su) [^:]+"
    r"| dell['’][^:]+)? ?: ?(?P<parts>.+)",
    re.IGNORECASE,
)
PART = regex(
    r"(?P<value>\d[\d.,]*) ?%? (?:a |al |alla |ai |per )?(?P<thing>\D.*?)"
    r"|(?P<before>\D.*?|[A-Za-z].*?)[ :]+(?P<after>\d[\d.,]*) ?%?",
    re.IGNORECASE,
)
KEPT = "amended"
"""Where the chat keeps the amendment before."""


def in_words(desk: Desk) -> Outcome | None:
    """The card of a command said in words; None for anything else. Raises Refusal."""
    text = " ".join(desk.turn.text.split()).strip(" .!")
    if text.endswith("?") or WEIGHT_UNITS.search(text):
        return None
    found = WHY.fullmatch(text)
    body, why = (found["body"].strip(" ,"), found["why"]) if found else (text, "")
    return _of_several(desk, body, why) or _amended(desk, body, why)


def _of_several(desk: Desk, body: str, why: str) -> Outcome | None:
    """What commas part: the weights of several things, or an amendment and why it is made."""
    if (weights := _weights(desk, body, why)) is not None:
        return weights
    parted = AFTER_COMMA.fullmatch(body)
    if parted is None or ANOTHER.search(parted["why"]):
        return None
    return _amended(desk, parted["body"], f"{parted['why']}; {why}".strip(" ;"))


def _amended(desk: Desk, body: str, why: str) -> Outcome | None:
    return (
        _ordered(desk, body, why) or deadline_words.said(desk, body, why) or _told(desk, body, why)
    )


def _ordered(desk: Desk, body: str, why: str) -> Outcome | None:
    for frame in ORDERED:
        if found := frame.fullmatch(body):
            name = _aspect(found["aspect"])
            thing = amended_things.named(desk, found["thing"], name)
            card = thing and _card(desk, name, thing, found["value"], why)
            if card:
                return card
    return None


def _told(desk: Desk, body: str, why: str) -> Outcome | None:
    """What is told as it shall be; of a figure as well as of a goal, only of who sets them."""
    for frame in (*TOLD, IMPLIED):
        if (found := frame.fullmatch(body)) is None:
            continue
        said = found.groupdict()
        name = "target" if frame is IMPLIED else _aspect(said["aspect"] or "peso")
        thing = amended_things.named(desk, said["thing"], name)
        if thing is None or not (thing.typed or amended_things.sets(desk, thing.code)):
            continue
        if card := _card(desk, name, thing, said["value"], why):
            return card
    return None


def _aspect(words: str) -> str:
    return next(name for name, pattern in ASPECTS if pattern.fullmatch(words.strip()))


def _card(desk: Desk, name: str, thing: Thing, value: str, why: str) -> Outcome | None:
    """The card, or which of several is meant; None where the value is none."""
    indicator = desk.view.plan.indicators.get(thing.code)
    if name == "termine" or (indicator is not None and indicator.kind is Kind.DATE):
        day = deadline_words.day_in(desk, value, thing.code)
        said = day.isoformat() if day is not None else ""
    else:
        amount = read_amount(value)
        said = str(amount) if amount is not None else ""
    if not said:
        return None
    if len(thing.which) > 1:
        return amended_things.ask_which(desk, name, thing, said)
    return open_amendment(desk, name, f"{thing.code} {said}{'; ' + why if why else ''}")


def _weights(desk: Desk, body: str, why: str) -> Outcome | None:
    """Several weights in one breath, each with its thing: one card."""
    found = WEIGHTS.fullmatch(body)
    parts = (
        [PART.fullmatch(p.strip()) for p in re.split(r",|;| e (?=\d)", found["parts"])]
        if found
        else []
    )
    told: list[str] = []
    for part in parts:
        thing = part and amended_things.named(desk, part["thing"] or part["before"], "peso")
        if not part or not thing:
            return None
        told += [_group_of(desk, thing.code), part["value"] or part["after"]]
    return (
        open_amendment(desk, "peso", " ".join(told) + (f"; {why}" if why else "")) if told else None
    )


def _group_of(desk: Desk, code: str) -> str:
    """Weights of an office are of its objectives."""
    return desk.view.plan.objective_of(code).code


def again(desk: Desk) -> Outcome | None:
    """What goes on from the amendment that is open, or was the last to be made here; None for
    anything else. Raises Refusal."""
    body = " ".join(desk.turn.text.split()).strip(" .!")
    open_ = desk.draft if desk.draft.get("talk") == TALK and "id" in desk.draft else None
    last = open_ or desk.chat.get(KEPT)
    if not last or last["name"] not in AMENDMENTS or not AMENDMENTS[last["name"]].explained:
        return None
    name, (code, _, before) = str(last["name"]), str(last["typed"]).partition(" ")
    if open_ and (found := INSTEAD.fullmatch(body)):
        thing = Thing(code, (code,), typed=True)
        return _card(desk, name, thing, found["value"] or found["bare"], "")
    if found := SAME.fullmatch(body):
        other = amended_things.named(desk, found["thing"] or found["other"], name)
        return _card(desk, name, other, before, "") if other else None
    if found := OTHERWISE.fullmatch(body):
        other = amended_things.named(desk, found["thing"], name)
        return _card(desk, name, other, found["value"], "") if other else None
    return None
