"""Help: by topic, from the commands there are and from questions that a test asks.

anybody   /aiuto             →  what I may do here   [Scrivere i dati] [Chiedere] …
anybody   come si valida?    →  the topic: its commands, its examples
"""

import datetime as dt

from handlers.ask.examples import EXAMPLES, WRITERS, ask_button, may_ask, of_role, said
from handlers.conversation import NotAButton
from handlers.desk import Desk, answer, button, led_by
from handlers.talk.words import listed, post
from handlers.turn import Button, Outcome
from italian.regex import regex
from italian.words import clean
from ledger.later import dataclass
from ledger.people import Role
from words.say import Say, say


@dataclass(frozen=True)
class Topic:
    """`commands` in the order in which they are shown; `words` lead to it; `done_by`: whose act it
    is, where its commands are shown to more people than those."""

    name: str
    commands: tuple[str, ...]
    words: str
    done_by: tuple[Role, ...] = ()


TOPICS = (
    Topic(
        "reporting",
        ("obiettivi", "foglio"),
        "scrivere registrare aggiornare riportare dato dati segnare comunicare rendicontare foglio"
        " inserire correggere ritirare correzione sbagliato annullare",
        WRITERS,
    ),
    Topic("proving", ("prove",), "prova prove allegare allegato allegati documento foto file pdf"),
    Topic(
        "asking",
        ("stato", "scadenze", "perche", "storico", "grafico", "anno"),
        "chiedere domanda domande stato vedere sapere scadenza scadenze storico perche grafico"
        " confrontare elenco cercare numero",
    ),
    Topic(
        "mine",
        (
            "oggi",
            "parole",
            "miei",
            "chi",
            "pagina",
            "calendario",
            "impostazioni",
            "testo",
            "imieidati",
            "letture",
            "esci",
        ),
        "oggi miei compiti promemoria calendario impostazioni notifiche avvisi ruolo",
    ),
    Topic("validating", ("valida",), "validare convalidare contestare validazione contestazione"),
    Topic(
        "planning",
        (
            "target",
            "base",
            "peso",
            "termine",
            "alias",
            "elimina",
            "nuovo",
            "anomalie",
            "modifiche",
            "risorse",
            "impatto",
            "scostamento",
        ),
        "fissare target valore peso termine proroga prorogare cancellare eliminare aggiungere nuovo"
        " obiettivo piano anomalia anomalie sistemare modificare alias modifiche risorse ritardo",
    ),
    Topic(
        "evaluating",
        ("valuta", "scheda", "colloquio", "assegna", "pesatura", "verifiche", "premi", "nucleo"),
        "valutare valutazione scheda schede colloquio assegnare punteggio osservazioni premi premio"
        " graduazione nucleo seduta verbale",
    ),
    Topic(
        "contesting",
        ("conciliazione",),
        "conciliazione osservazioni contestare scheda valutazione voto punteggio accettare esito",
    ),
    Topic(
        "cycle",
        (
            "ciclo",
            "campagna",
            "relazione",
            "documento",
            "assenza",
            "personale",
            "gruppo",
            "riservatezza",
            "regolamento",
        ),
        "ciclo fase campagna monitoraggio verifica infrannuale avviare aprire partire giunta"
        " chiudere approvare assenza malattia ferie part congedo sanzione personale pubblicare"
        " gruppo maternita paternita permesso aspettativa infortunio",
    ),
    Topic("house", ("persone", "invita"), "persone invitare invito ammettere utente accesso"),
)

ASKED = regex(
    r"(?:aiuto|help|guida|spiegami|insegnami)(?: (?:su|per|con|ad?|come|di|del\w*))?(?: (?P<a>.*))?"
    r"|(?:e )?(?:come|in che modo) (?:faccio|si fa|posso|possiamo|devo fare|facciamo|fare)"
    r"(?: ad?| per)? ?(?P<b>.*)|come si (?P<c>(?!sta\b|va\b|chiam)\w+(?: .*)?)"
    r"|(?:e )?come (?P<d>(?:registr|scriv|inser|corregg|cancell|valid|contest|assegn|fiss|apr|chiud"
    r"|mand|alleg|ritir|prorog|aggiung|invit|iscriv|pubblic|valut)\w*(?: .*)?)"
    r"|come funzion\w+ (?:il |la |le |gli |i |l'|un[ao]? )?(?P<e>.+)"
    r"|cosa sai fare|cosa posso chiedere(?:ti)?"
)
LIKE = 5
"""Letters that two words share to be of one family: `valida`, `validare`."""
OF_ANYTHING = frozenset(
    {"registrare"[:LIKE], "inserire"[:LIKE], "scrivere"[:LIKE], "segnare"[:LIKE]}
    | {"aggiungere"[:LIKE], "correggere"[:LIKE], "ritirare"[:LIKE], "annullare"[:LIKE]}
)
"""What is done with data and with anything else: `registro un'assenza` is said of the absence."""

EXAMPLE = dt.timedelta(days=30)
"""How far ahead the day of an example is."""
HOW = (
    (
        "leave.how",
        "assenza",
        regex(r"\b(?:assenz|maternit|paternit|malatti|feri[ea]|congedo|aspettativ|permess)\w*"),
    ),
    ("campaign.how", "campagna", regex(r"\b(?:campagn|monitoragg|appell)\w*")),
    (
        "sheet.how",
        "foglio",
        regex(r"\b(?:foglio|excel|xlsx|tabella)\b|\btutti (?:i dati|gli indicatori)\b"),
    ),
    (
        "contest.how",
        "valida",
        regex(r"\b(?:contest|respin)\w*\b(?!.*\b(?:sched|valutazion|vot[oi]\b|punteggi))"),
    ),
)
"""What is said first of one thing in particular, to who may do it: its command, and its words."""

WORD = regex(r"[a-z]{3,}")


def asked(desk: Desk, plain: str) -> Outcome | None:
    """`aiuto valutare`, `come faccio a correggere?`: the topic; None for anything else."""
    found = ASKED.fullmatch(plain)
    if found is None or (found["e"] and _topic_of(found["e"]) is None):
        return None
    told = show(desk, next((said for said in found.groups() if said), ""))
    offered = _offered(desk)
    how = next((key for key, name, p in HOW if name in offered and p.search(plain)), None)
    return told if how is None else led_by(told, say(how, day=desk.today + EXAMPLE))


def show(desk: Desk, typed: str = "") -> Outcome:
    """`/aiuto`, `/aiuto valutare`: a topic where the words lead to one, else all of them."""
    topic = _topic_of(typed)
    return _topic(desk, topic) if topic is not None else _all(desk)


def _topic_of(typed: str) -> Topic | None:
    """The one that most of the words lead to; of several, the one that the first of them leads to:
    what is to be done stands before what it is done with, `validare un dato`."""
    starts = list(dict.fromkeys(w[:LIKE] for w in WORD.findall(clean(typed))))
    if not starts:
        return None
    by_command = [t for t in TOPICS if clean(typed).strip(" /") in t.commands]
    if by_command:
        return by_command[0]
    leads = {t: [at for at, w in enumerate(starts) if w in _families(t)] for t in TOPICS}

    def how_well(topic: Topic) -> tuple[float, int]:
        told = sum(0.5 if starts[at] in OF_ANYTHING else 1.0 for at in leads[topic])
        return told, -min(leads[topic], default=0)

    best = max(TOPICS, key=how_well)
    return best if leads[best] else None


def _families(topic: Topic) -> set[str]:
    return {w[:LIKE] for w in topic.words.split()}


def _offered(desk: Desk) -> dict[str, None]:
    """The commands this person is offered, in the order of their conversations."""
    roles = {post.role for post in desk.posts}
    return {n: None for n, who in desk.offered.items() if not who or roles & set(who)}


def _all(desk: Desk) -> Outcome:
    """How it works in a few lines, then the topics there are for this person."""
    roles = list(dict.fromkeys(post.role for post in desk.posts))
    writes = any(role in WRITERS for role in roles)
    lines = [say("help.writes" if writes else "help.reads")]
    lines += [say(f"help.{role}") for role in roles]
    lines.append(say("help.examples"))
    lines += [say("help.example", text=said(desk, e)) for e in of_role(desk)[:EXAMPLES_PRESSED]]
    lines += _lines(desk)
    cells = [button(f"topic.{t.name}", f"help:{t.name}") for t in _topics(desk)]
    rows = tuple(tuple(cells[i : i + 2]) for i in range(0, len(cells), 2))
    return answer(*lines, say("help.topics"), buttons=rows)


def _lines(desk: Desk) -> list[Say]:
    """A line a topic with the commands of it that this person is offered."""
    offered = _offered(desk)
    return [
        say(
            "help.topic_line",
            topic=say(f"button.topic.{t.name}"),
            commands=", ".join(f"/{name}" for name in t.commands if name in offered),
        )
        for t in _topics(desk)
    ]


def _topics(desk: Desk) -> list[Topic]:
    offered = _offered(desk)
    return [t for t in TOPICS if any(name in offered for name in t.commands)]


def topic(desk: Desk, name: str) -> Outcome:
    """A topic by its button; `-` is the whole of it. Raises NotAButton."""
    if name == "-":
        return _all(desk)
    found = next((t for t in TOPICS if t.name == name), None)
    if found is None:
        raise NotAButton()
    return _topic(desk, found)


def _topic(desk: Desk, found: Topic) -> Outcome:
    offered = _offered(desk)
    lines: list[Say] = [say(f"help.topic.{found.name}")]
    lines += [
        say("help.command", name=name, what=say(f"command.{name}"))
        for name in found.commands
        if name in offered
    ]
    if (doers := _who_else(desk, found)) is not None:
        lines.append(say("help.not_yours", roles=doers))
    examples = [e for e in EXAMPLES if e.topic == found.name and may_ask(desk, e)]
    if examples:
        lines.append(say("help.examples"))
        lines += [say("help.example", text=said(desk, e)) for e in examples]
    asks = [(ask_button(desk, e),) for e in examples if not e.act][:EXAMPLES_PRESSED]
    back: tuple[Button, ...] = (button("all_topics", "help:-"),)
    return answer(*lines, buttons=(*asks, back))


def _who_else(desk: Desk, found: Topic) -> Say | None:
    """Whose acts those of a topic are, where none is of who asks."""
    every = [desk.offered.get(name, ()) for name in found.commands]
    doers = found.done_by or tuple(dict.fromkeys(role for who in every for role in who))
    if (not found.done_by and not all(every)) or {held.role for held in desk.posts} & set(doers):
        return None
    return listed([post(str(role)) for role in doers])


EXAMPLES_PRESSED = 6
"""Examples of a topic that are buttons too."""
