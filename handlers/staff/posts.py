"""Enrolling somebody and their posts, entered as the other facts of the personnel office are.

personale   /personale iscrizione; dip.verdi; Vera Verdi; dipendente; AS4; 01/09/2025
personale   /personale incarico_interim; dirigente.as; dirigente; AA; 01/03/2025; 31/12/2025
personale   /personale cessazione; dip.verdi; -; -; 30/06/2026

A post ad interim brings its objectives and the right to report on them; what it pays is the fact
`interim`, with its act.
"""

import datetime as dt
from collections.abc import Mapping

from handlers.desk import Desk
from handlers.talk.deed import Args
from handlers.turn import Reply
from italian.regex import regex
from ledger.commands.people import AddPerson, EndPost
from ledger.people import Role
from words.say import say

FIELDS: Mapping[str, tuple[str, ...]] = {
    "iscrizione": ("new", "name", "role", "place", "since"),
    "incarico": ("person", "role", "place", "since", "until"),
    "incarico_interim": ("person", "role", "place", "since", "until"),
    "cessazione": ("person", "any_role", "place", "last"),
}
"""What each is asked, in order; none has an act of its own here."""

ROLES: Mapping[str, Role] = {
    **{str(role): role for role in Role},
    "incaricato eq": Role.EQ,
    "elevata qualificazione": Role.EQ,
    "posizione organizzativa": Role.EQ,
    "po": Role.EQ,
    "segretario generale": Role.SEGRETARIO,
    "assessore": Role.GIUNTA,
    "assessora": Role.GIUNTA,
    "nucleo di valutazione": Role.NUCLEO,
    "ufficio personale": Role.PERSONALE,
    "amministratore": Role.ADMIN,
    "funzionario": Role.DIPENDENTE,
    "istruttore": Role.DIPENDENTE,
    "operatore": Role.DIPENDENTE,
    "operatore esperto": Role.DIPENDENTE,
}


_BODY = regex(r"^(?:(?:componente|membro) del |incaricata (?=eq))")


def read_role(typed: str) -> str | None:
    """A role as people say it; None for a word that is none."""
    plain = _BODY.sub("", " ".join(typed.lower().split()))
    role = ROLES.get(plain)
    return str(role) if role else None


def command(args: Args) -> object:
    """Raises nothing: what is wrong the ledger says."""
    unit, role = args.get("place") or None, args.get("role") or args.get("any_role")
    if args["kind"] == "cessazione":
        return EndPost(args["person"], Role(role) if role else None, unit, _day(args, "last"))
    interim = args["kind"] == "incarico_interim"
    code = args.get("new") or args["person"]
    name = str(args.get("name") or "")
    since, until = _day(args, "since"), _day(args, "until")
    return AddPerson(code, name, Role(str(role)), unit, interim, since, until)


def _day(args: Args, name: str) -> dt.date | None:
    return dt.date.fromisoformat(args[name]) if args.get(name) else None


def told(desk: Desk, args: Args) -> tuple[Reply, ...]:
    """The admin hears of who is to be invited, the person of the post they have from now on."""
    if args["kind"] == "iscrizione":
        line = say("posts.told.invite", person=args["new"], name=args["name"])
        admins = desk.view.holders(str(Role.ADMIN), desk.today)
        return tuple(Reply((line,), to=admin) for admin in admins if admin != desk.person)
    if args["kind"] == "cessazione":
        return ()
    key = "posts.told.interim" if args["kind"] == "incarico_interim" else "posts.told.post"
    line = say(key, role=Role(args["role"]), unit=args.get("place") or "")
    return (Reply((line,), to=args["person"]),)
