"""A question put plainly, before anybody reads it: written out, without what says nothing of what
is asked, and what it names put as codes.

bon, i cert. anagrafici a ke punto sono, che sto in riunione   →   as4.3.2 a che punto sono?
"""

import re

from handlers.ask import cues
from handlers.ask.asker import likely, names_of, visited
from handlers.ask.chosen import choosing
from handlers.ask.kinds import Kind
from handlers.ask.parts import slots
from handlers.ask.parts.spans import past_span
from handlers.ask.plain import aside, coded, leaving_out, spelling, typed_codes
from handlers.desk import Desk
from handlers.talk.typed import tells_figure
from italian.regex import regex
from italian.words import clean
from ledger.evaluation.years import year_of_procedure
from ledger.later import replace

YEAR = regex(r"\b(?:19|20)\d\d\b|\bann[oi]\b")
"""What names a year is asked of the years first, as it was typed."""


ORDER = regex(
    r"(?:(?:per favore|puoi|potresti|vorrei|voglio|ok|allora|adesso|si|lo|la|mi)[ ,]+)*"
    r"(?:(?:prorog|rinvi|impost|fiss|port|cambi|alz|abbass|aument|modific|spost|aggiorn|segn|assegn"
    r"|annull|cancell|elimin|ripristin|avvi|lanci|sollecit|invit|registr|valid|contest|conferm|pubblic)"
    r"(?:h?i|a|are|h?iamo)|(?:mett|togl|aggiung|chied|corregg|riapr|chiud)(?:i|ere|ire|iamo)"
    r"|ridu(?:ci|rre)|dai|dare|diamo)(?:l[oaie]|gli)?\b(?! (?:caso |il caso )?(?:che|di)\b)"
)
"""Opens an order, of which nothing is left out."""


BESIDE = regex(r"\b(?:contro|a confronto|in confronto|rispetto a\w*)\b")


def written_out(desk: Desk) -> Desk:
    """A question with what people shorten in it written out, what says nothing of it left out, and
    what it names put as codes; anything else as it was typed."""
    names = names_of(desk)
    naming = names.reader.naming
    plain = spelling.put_right(spelling.in_full(cues.written_out(desk.turn.text), naming), naming)
    asks = cues.question_in(plain) is not None
    if not asks and not _asks_something(desk):
        return desk
    if asks or (surely_asks(desk, plain) and not ORDER.match(plain)):
        if year_of_procedure(desk.view, desk.today) == desk.today.year:
            plain = of_this_year(desk, plain)  # Which the schede and premiums are of, too.
        plain = typed_codes.lettered(desk.view.plan, plain, names.own)
        named = leaving_out.put_as_left(names, coded.by_code(names, plain))
        bare = aside.without_asides(names, named, desk.today)
        plain = f"{bare.rstrip(' ?')}?" if bare != plain else plain
    if YEAR.search(plain) or plain == " ".join(clean(desk.turn.text).split()):
        return desk
    return replace(desk, turn=replace(desk.turn, text=plain))


def of_this_year(desk: Desk, plain: str) -> str:
    """A question without the year, where it is the one that is asked about anyway."""
    year = desk.today.year
    if desk.view.year != year:
        return plain
    lead = r"(?:per il|per l'|per|del|dell'|nel|nell')"
    said = rf"(?<![\d/.-]),? ?(?:\b{lead} ?(?:anno )?)?\b{year}\b(?![/.-]?\d)"
    return " ".join(re.sub(said, " ", plain).split())


def _asks_something(desk: Desk) -> bool:
    return likely(desk, names_of(desk))[Kind.NOT_A_QUESTION] < choosing.HARDLY


def surely_asks(desk: Desk, plain: str) -> bool:
    """Whether words that are not typed as a question are one, and tell nothing."""
    figure = tells_figure(plain, desk.today)
    asks = choosing.asks(likely(desk, names_of(desk)), figure=figure)
    return asks or _asks_for_a_list(desk, plain) or (not figure and _puts_beside(desk, plain))


def _puts_beside(desk: Desk, plain: str) -> bool:
    """Whether one thing is put beside another, and nothing told of either."""
    names, found = names_of(desk), BESIDE.search(plain)
    if found is None:
        return False
    if len(names.codes_in(coded.by_code(names, plain))) > 1:
        return True
    parts = plain[: found.start()], plain[found.end() :]
    if all(past_span(f" {part} ", desk.today, None).until for part in parts):
        return True  # `luglio contro agosto`
    one, other = map(names.of, parts)
    return one.said and other.said and one.codes != other.codes


def _asks_for_a_list(desk: Desk, text: str) -> bool:
    """Whether words name things and say which of them, and hardly tell anything."""
    if likely(desk, names_of(desk))[Kind.NOT_A_QUESTION] >= choosing.HARDLY:
        return False
    plain = clean(text).strip(" .!?")
    if slots.RECORD.match(plain) and slots.PER.search(plain):
        return True
    said = slots.read(plain, desk.today, visited(desk))
    return said.what is not None and (said.narrows or said.order is not None)
