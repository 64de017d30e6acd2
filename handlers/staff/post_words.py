"""People and posts in words, as `/personale` enters them: with their card, by who may.

personale  aggiungi mario.rossi come EQ di AS3 dal 1 ottobre    →  the card that enrols them
personale  eq.as4 va in pensione il 31/12                       →  the card that ends their posts
personale  dai ad eq.as3 l'interim di AS4 dal 1 ottobre         →  the card of the post
"""

import datetime as dt
import re

from handlers import ask
from handlers.desk import Desk
from handlers.staff import personnel, posts, somebody
from handlers.talk.coming import coming_day
from handlers.turn import Outcome
from italian.regex import regex
from italian.words import clean

_WISH = r"(?:(?:per favore|vorrei|voglio|devo|dobbiamo|bisogna|puoi|potresti)[ ,]+)*"
_ROLE = (
    r"(?P<role>segretari[oa](?: generale)?|dirigente|(?:incaricat[oa] )?eq|elevata qualificazione"
    r"|posizione organizzativa|dipendente|istruttore|funzionario|operatore|nucleo"
    r"|(?:componente|membro) del nucleo|sindac[oa]|assessor[ea]|giunta|ufficio personale"
    r"|amministrator[ei]|admin)"
)
_UNIT = (
    r"(?: (?:(?:di|del|dello|della|dei|degli|delle|in|al|alla|ai|ad|nel|nella|per) |"
    r"(?:dell|all|nell)' ?)(?P<unit>.+?))?"
)
_FROM = (
    r"(?:,? (?:da|dal|dall'|a partire da(?:l)?|con decorrenza(?: dal)?|a decorrere dal) ?"
    r"(?P<since>.+?))?"
)
_TO = r"(?:,? (?:fino a(?:l)?|sino a(?:l)?|al) (?P<until>\d.*?|fine .*?))?"
ADD = regex(
    rf"{_WISH}(?:aggiung|iscriv|inserisc|nomin|mett|assegn|cre|registr)(?:i|a|ere|are|ire|o|iamo) "
    rf"(?:la persona |l'utente |un nuovo utente |il collega |la collega )?(?P<who>.+?),? "
    rf"(?:come|quale|in qualita di|con (?:il )?ruolo di|l'incarico di) (?:nuov[oa] )?"
    rf"{_ROLE}{_UNIT}(?P<interim>,? ad interim)?{_FROM}{_TO}"
)
INTERIM = regex(
    rf"{_WISH}(?:da(?:i|re)?|affid(?:a|are|o)|assegn(?:a|are|o)|attribuisc[io]) "
    r"(?:(?:a|ad|al|alla) |all' ?)(?P<who>.+?) (?:l'|un )?interim"
    rf"{_UNIT}{_FROM}{_TO}"
)
IN_PLACE = regex(
    r"(?:(?:per|in|a) (?P<unit>[a-z]{1,4}\d+),? )?(?:fino (?:a|al|all') ?(?P<first>.+?),? )?"
    r"(?:firma|risponde|subentra|copre|supplisce|lavora) (?P<who>[a-z]+\.[\w-]+)"
    r" (?:al posto di|per conto di|per) (?P<whom>[a-z]+\.[\w-]+)"
    r"(?: fino (?:a|al|all') ?(?P<last>.+))?"
)
NO_MORE = regex(
    rf"(?P<who>.+?) non e piu (?:il |la |l')?{_ROLE}{_UNIT}{_FROM}"
    rf"|{_WISH}(?:togli|rimuovi|leva|revoca)(?:re|ere)? (?:l'incarico (?:di )?)?"
    r"(?:(?:a|ad|al|alla) |all' ?)(?P<whose>.+?) (?:l'incarico|il ruolo|il posto) (?:di |da )"
    r"(?P<post>eq|dirigente|dipendente)(?:,? (?:da|dal|dall'|il) ?(?P<off>.+?))?"
)
CODE = regex(r"[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)+")
NAME = regex(r"[a-z']{2,}(?: [a-z']{2,}){1,3}")


def said(desk: Desk, plain: str) -> Outcome | None:
    """The card of a post that is given or ended; None for anything else. Raises Refusal."""
    if found := ADD.fullmatch(plain):
        return _added(desk, found)
    if found := INTERIM.fullmatch(plain):
        return _interim(desk, found)
    if found := IN_PLACE.fullmatch(plain):
        return _in_place(desk, found)
    if found := NO_MORE.fullmatch(plain):
        role = found["role"] or found["post"]
        day = found["since"] or found["off"]
        return _ended(desk, found["who"] or found["whose"], role, day, before=True)
    return None


def _added(desk: Desk, found: re.Match[str]) -> Outcome | None:
    """One more post of who is enrolled; else the enrolment, with a code made of the name."""
    role = _role(found["role"])
    known = somebody.meant(desk, found["who"])
    unit, since = _unit(desk, found["unit"]), _day(desk, found["since"])
    until = _day(desk, found["until"])
    if role is None:
        return None
    if len(known) == 1:
        kind = "incarico_interim" if found["interim"] else "incarico"
        return personnel.start(desk, "; ".join((kind, known[0], role, unit, since, until)))
    code, name = new_person(found["who"])
    if not code:
        return None
    return personnel.start(desk, "; ".join(("iscrizione", code, name, role, unit, since)))


def _interim(desk: Desk, found: re.Match[str]) -> Outcome | None:
    """Of an area it is a dirigente's, of a service an EQ's."""
    known, unit = somebody.meant(desk, found["who"]), _unit(desk, found["unit"])
    if len(known) != 1 or unit == "-":
        return None
    role = "dirigente" if unit in desk.view.plan.areas else "eq"
    given = (known[0], role, unit, _day(desk, found["since"]), _day(desk, found["until"]))
    return personnel.start(desk, "; ".join(("incarico_interim", *given)))


def _in_place(desk: Desk, found: re.Match[str]) -> Outcome | None:
    """The post of somebody else, ad interim from today."""
    who, whom = (somebody.meant(desk, found[name]) for name in ("who", "whom"))
    held = desk.record.held(whom[0], desk.today) if len(whom) == 1 else ()
    said = _unit(desk, found["unit"])
    theirs = [p for p in held if p.unit and said in ("-", p.unit)]
    if len(who) != 1 or len(theirs) != 1:
        return None
    until = _day(desk, found["first"] or found["last"])
    given = (who[0], str(theirs[0].role), str(theirs[0].unit), desk.today.isoformat(), until)
    return personnel.start(desk, "; ".join(("incarico_interim", *given)))


def _ended(
    desk: Desk, who: str, role: str, said_day: str | None, *, before: bool
) -> Outcome | None:
    """`before`: from that day on they hold it no more, so that the last is the one before it."""
    known = somebody.meant(desk, who)
    if len(known) != 1:
        return None
    held_as = "-" if role == "-" else _role(role) or "-"
    held = [p for p in desk.record.held(known[0], desk.today) if held_as in ("-", str(p.role))]
    unit = held[0].unit if held_as != "-" and len(held) == 1 and held[0].unit else "-"
    day = coming_day(said_day, desk.today) if said_day else None
    parts = ["cessazione", known[0], held_as, unit]
    if day is not None:
        parts.append((day - dt.timedelta(days=before)).isoformat())
    return personnel.start(desk, "; ".join(parts))


def _role(typed: str) -> str | None:
    plain = re.sub(r"^(?:componente|membro) del ", "", typed)
    plain = re.sub(r"^incaricat[oa] eq$", "eq", plain)
    return posts.read_role({"assessore": "giunta", "assessora": "giunta"}.get(plain, plain))


def _unit(desk: Desk, typed: str | None) -> str:
    """The unit that words name; a dash where they name none."""
    if not typed:
        return "-"
    about = ask.names_of(desk).of(typed)
    plan = desk.view.plan
    codes = [c for c in about.codes if c in plan.areas or c in plan.area_of_service]
    return codes[0] if about.said and len(codes) == 1 else typed


def _day(desk: Desk, typed: str | None) -> str:
    day = coming_day(typed, desk.today) if typed else None
    return day.isoformat() if day is not None else "-"


def new_person(who: str) -> tuple[str, str]:
    """The code and the name of somebody who is not enrolled: one is made of the other."""
    plain = clean(who).strip(" .,;")
    if CODE.fullmatch(plain):
        return plain, " ".join(part.capitalize() for part in re.split(r"[.-]", plain))
    if NAME.fullmatch(plain):
        return plain.replace("'", "").replace(" ", "."), " ".join(
            map(str.capitalize, plain.split())
        )
    return "", ""
