"""What somebody else has to do, asked by their role or their name.

segretario  il nucleo cosa deve fare?            →  nucleo: 2 cose da fare
segretario  cosa devono ancora fare i dirigenti? →  each of them, and how much

It says what waits, never what a scheda holds; in a group it is not said.
"""

import re

from handlers.ask.answers.people import PERSON
from handlers.desk import Desk, answer
from handlers.staff import somebody
from handlers.standing import today
from handlers.talk.listing import Listed, shown
from handlers.turn import Outcome
from italian.regex import regex
from ledger.readings.desk import Matter, Task, matters_of
from words.say import say

LIST = "duties"
_NOW = r"(?: (?:oggi|adesso|ora|ancora|quest'anno|questa settimana|questo mese|qui))*"
_HAS_TO = r"(?:deve|devono|dovrebbe(?:ro)?|ha da|hanno da)"
_FALLS_TO = r"(?:tocca|spetta|aspetta|resta|rimane|manca)"
_TO = r"(?:a(?:l|lla|llo|gli|i|ll')?)"
ASKED = (
    regex(
        r"(?:e |ma )?(?:(?:che )?cosa|che|quali (?:compiti|cose)) "
        rf"(?:{_HAS_TO}(?: ancora)?(?: fare)?|(?:ha|hanno)(?= ))(?: da fare)? (?P<who>\S.*?){_NOW}"
    ),
    regex(
        rf"(?:e |ma )?(?:(?:che )?cosa|che) {_FALLS_TO}(?: ancora)?(?: da)?(?: fare)? "
        rf"(?P<who>\S.*?){_NOW}"
    ),
    regex(
        rf"(?:e |ma )?(?P<who>\S.*?),? (?:(?:che )?cosa|che) (?:{_HAS_TO}|(?:gli|le) {_FALLS_TO})"
        rf"(?: ancora)?(?: da)?(?: fare)?{_NOW}"
    ),
)
OF_A_SCHEDA = (Task.ANSWER, Task.READ, Task.SIGN, Task.NOTE, Task.CONSULT)
"""Between somebody and their own scheda: nobody else is told."""
MOST_LETTERS = 44
"""Of who was asked about, as a button holds it."""


def asked(desk: Desk, plain: str) -> Outcome | None:
    """What somebody has to do; None for any other question. Of a person by their code it is asked
    of the record, with all that is theirs."""
    for pattern in ASKED:
        found = pattern.fullmatch(plain)
        if found is None or PERSON.search(found["who"]):
            continue
        who = found["who"].strip(" ,")
        if len(who) <= MOST_LETTERS and somebody.meant(desk, who):
            if desk.turn.kind == "group":
                return answer(say("private_only"))
            return shown(desk, LIST, re.sub(r"[^a-z0-9.' -]", "", who), source(desk, who))
    return None


def source(desk: Desk, about: str) -> Listed:
    """What waits for one person, line by line; of several, how much waits for each."""
    people = somebody.meant(desk, about)
    if len(people) == 1:
        (person,) = people
        rows = tuple(today.line_of(desk, matter) for matter in _matters(desk, person))
        key = "duties.of" if rows else "duties.none"
        return Listed((say(key, person=person, count=len(rows)),), rows)
    counts = sorted(((len(_matters(desk, p)), p) for p in people), key=lambda one: -one[0])
    busy = tuple(say("duties.row", person=p, count=count) for count, p in counts if count)
    return Listed((say("duties.of_all", count=len(busy), people=len(people)),), busy)


def _matters(desk: Desk, person: str) -> list[Matter]:
    found = matters_of(desk.record, person, desk.today)
    return [matter for matter in found if matter.task not in OF_A_SCHEDA]
