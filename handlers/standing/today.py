"""One's own desk: what waits for me, who I am here, what I recorded.

eq          cosa devo fare?    →  3 cose ti aspettano, in ordine di giorno, each with its button
anybody     chi sono?          →  who, which posts, what each of them may do here
eq          /miei              →  what I recorded, the contested first   [n. 731]
eq          [n. 731]           →  the record                             [Correggi] [Ritira]
"""

import datetime as dt

from handlers import ask
from handlers.ask import cues
from handlers.ask.after import follow
from handlers.ask.parts.spans import coming_span
from handlers.conversation import Conversation, NotAButton, Press, number
from handlers.desk import Desk, answer, button, led_by
from handlers.evaluating.whom import Whom
from handlers.reporting import set_aside
from handlers.standing import status
from handlers.talk import listing
from handlers.talk.listing import Listed
from handlers.talk.words import post, short
from handlers.turn import Button, Outcome
from italian.regex import regex
from ledger.people import Post, Role
from ledger.plan import ENTE
from ledger.readings.desk import Matter, Task, matters_of
from ledger.readings.query import Filter, Order, Query, What, written
from ledger.readings.query import answer as answer_of
from ledger.readings.query.rows import ReportedRow
from words import answers
from words.say import Say, say

LIST = "oggi"
GREETING = regex(
    r"^(?:(?:buongiorno|ciao|salve|buonasera|buon pomeriggio|scusa|senti|ehi)\b[ ,!.]*)+"
)
"""Courtesies before a question."""

BEHIND = 5
"""Objectives that are late or at risk, named where nothing is due."""

ANSWERS = (Role.EQ, Role.DIRIGENTE)
"""Who has objectives of an office to answer for."""

DUE_LATER = button("oggi", "oggi:0")
"""Opens everything, whatever its day."""
OF_REPORTS = (Task.REWRITE, Task.REPORT)


def said(desk: Desk, plain: str) -> Outcome | None:
    """Questions about oneself; None for any other. `plain` is the text cleaned."""
    plain = GREETING.sub("", plain)
    for pattern, act in (
        (cues.TASKS, show),
        (cues.WHO_AM_I, who_am_i),
        (cues.HOW_AM_I, _how_am_i),
    ):
        if pattern.fullmatch(plain):
            if desk.turn.kind == "group":
                return answer(say("private_only"))
            until = coming_span(plain, desk.today).until
            ahead = act is show and until is not None and until > desk.today
            return show(desk, until=until) if ahead else act(desk)
    return None


def which_day(desk: Desk, plain: str) -> Outcome | None:
    """`che giorno è oggi?`, `quanti giorni mancano al 30/11?`; None for anything else."""
    if cues.WHICH_DAY.fullmatch(plain):
        left = (dt.date(desk.today.year, 12, 31) - desk.today).days
        weekday = say(f"weekday.{desk.today.isoweekday()}")
        return answer(
            say("today.now", weekday=weekday, at=desk.turn.at, left=left, year=desk.today.year)
        )
    if (asked := cues.DAYS_LEFT.fullmatch(plain)) is None:
        return None
    of_year = asked["when"].startswith("fine")
    day = dt.date(desk.today.year, 12, 31) if of_year else coming_span(plain, desk.today).until
    if day is None:
        return None
    return answer(say("today.left", left=(day - desk.today).days, day=day))


def _how_am_i(desk: Desk) -> Outcome:
    """How one's own stands, which the next question may go on from."""
    scope = status.default_scope(desk)
    return follow.noted(desk, status.show_status(desk, scope), ask.Asked(code=scope))


def show(desk: Desk, typed: str = "", *, until: dt.date | None = None) -> Outcome:
    """`/oggi`: the cards that are open, then everything that waits for one's hand, in order of day;
    nothing is said too. `until`: what is due after that day is but counted."""
    told = _due(desk, until)
    codes = tuple(set_aside.codes_of(draft) for draft in set_aside.open_cards(desk))
    if not any(codes):
        return told
    key = "oggi.card" if len(codes) == 1 else "oggi.cards"
    return led_by(told, say(key, codes=", ".join(filter(None, codes))))


def _due(desk: Desk, until: dt.date | None) -> Outcome:
    about = "-" if until is None else until.isoformat()
    listed_ = source(desk, about)
    if not listed_.rows and until is not None:
        return answer(say("oggi.none_by", day=until), *listed_.tail, buttons=((DUE_LATER,),))
    if not listed_.rows:
        scope = status.default_scope(desk)
        return answer(
            *(_behind(desk) or (say("oggi.none"),)),
            buttons=((button("how", f"st:{scope}"), button("due", f"due:{scope}")),),
            replace=bool(desk.turn.pressed),
        )
    return listing.shown(desk, LIST, about, listed_)


def _behind(desk: Desk) -> tuple[Say, ...]:
    """That nothing is to be done by a day, where objectives of one's own are late or at risk:
    which; nothing where none is, or who asks answers for none."""
    own = status.own_units(desk)
    if own == (ENTE,) or not any(held.role in ANSWERS for held in desk.posts):
        return ()
    states = frozenset({Filter.LATE, Filter.AT_RISK})
    query = Query(What.OBJECTIVES, own, states, Order.WORST)
    found = answer_of(desk.ledger, desk.person, query, desk.today)
    rows = [answers.line(found, row) for row in found.rows[:BEHIND]]
    left = len(found.rows) - len(rows)
    more = (say("oggi.behind.more", count=left),) if left else ()
    return (say("oggi.behind"), *rows, *more) if rows else ()


def source(desk: Desk, about: str) -> Listed:
    """What the page lists: everything that waits for who asks."""
    every = matters_of(desk.record, desk.person, desk.today)
    until = None if about == "-" else _day_of(about)
    found = [m for m in every if until is None or m.due_on is None or m.due_on <= until]
    later = len(every) - len(found)
    tail = (say("oggi.later", count=later),) if later else ()
    rows = tuple(line_of(desk, matter) for matter in found)
    cells = tuple(_button(desk, matter) for matter in found)
    key = "oggi.one" if len(found) == 1 else "oggi.many"
    title = say(key, count=len(found))
    title = title if until is None else say("oggi.by_day", day=until, title=title)
    return Listed((title,), rows, cells, tail=tail)


def _day_of(about: str) -> dt.date:
    """Raises NotAButton for what was never one of ours."""
    try:
        return dt.date.fromisoformat(about)
    except ValueError:
        raise NotAButton() from None


def line_of(desk: Desk, matter: Matter) -> Say:
    """The day first, then what is to be done."""
    told = say(
        f"oggi.{matter.task}",
        subject=matter.subject,
        name=_name(matter),
        count=matter.count,
        year=matter.year,
    )
    if matter.year is not None and matter.year != desk.today.year and matter.task in OF_REPORTS:
        told = say("oggi.of_year", told=told, year=matter.year)
    if matter.due_on is None:
        key = "oggi.since" if matter.since else "oggi.any_day"
        return say(key, day=matter.since, told=told)
    key = "oggi.late" if matter.due_on < desk.today else "oggi.by"
    return say(key, day=matter.due_on, told=told)


def _name(matter: Matter) -> object:
    return say(f"oggi.{matter.subject}") if matter.task is Task.PUBLISH else short(matter.name)


def _button(desk: Desk, matter: Matter) -> Button:
    """Where a line is done."""
    subject, of_year = matter.subject, matter.year
    whom = str(Whom(*_person(subject), of_year or desk.today.year))
    no_target = Query(What.INDICATORS, status.own_units(desk), frozenset({Filter.NO_TARGET}))
    data = {
        Task.REWRITE: f"ind:{subject}:{of_year}",
        Task.REPORT: f"obj:{subject}:{of_year}",
        Task.CAMPAIGN: f"owed:{subject}",
        Task.VALIDATE: f"nextval:0:{subject}",
        Task.ANSWER: f"sch:{whom}",
        Task.READ: f"sch:{whom}",
        Task.SIGN: f"sch:{whom}",
        Task.NOTE: f"go:assegna:{subject}:{of_year}",
        Task.CONSULT: f"go:assegna:{subject}:{of_year}",
        Task.ENTITY: f"cy:ente:{of_year}",
        Task.EVALUATE: f"evyear:{of_year}",
        Task.PROPOSE: f"evyear:{of_year}",
        Task.ASSIGN: f"ls:{ask.LIST}:{written(no_target)}:0",
        Task.SETTLE: "anoall:-",
        Task.PUBLISH: f"out:{subject}:{of_year}",
        Task.AGREE: f"nuc:{subject}",
        Task.MEET: f"go:nucleo:-:{of_year}",
    }[matter.task]
    facts = {"subject": subject, "count": matter.count, "name": _name(matter)}
    return button(f"oggi.{matter.task}", data, **facts)


def _person(subject: str) -> tuple[str, str]:
    person, _, part = subject.partition("@")
    return person, part


def who_am_i(desk: Desk, typed: str = "") -> Outcome:
    """`/chi`: the person, their posts, and what each of them may do here."""
    person = desk.record.person(desk.person)
    lines = [say("chi.name", code=desk.person, name=person.name if person else desk.person)]
    lines += [
        say("chi.post", post=_post(held), may=say(f"chi.may.{held.role}")) for held in desk.posts
    ]
    return answer(*lines, buttons=((button("oggi", "oggi:0"), button("help", "help:-")),))


def _post(held: Post) -> Say:
    told = post(held.name)
    if held.interim:
        told = say("people.interim", post=told)
    if held.until is not None:
        told = say("chi.until", post=told, day=held.until)
    return told


def mine(desk: Desk, typed: str = "") -> Outcome:
    """`/miei`: what I recorded, the contested first, each to correct or take back."""
    years = desk.record.years if desk.year is None else ()
    wrote = [year for year in years if desk.record.of(year).reports_by(desk.person)]
    # In a year that has just begun, what one recorded is still the year's before.
    newest = max(wrote) if wrote and desk.record.year not in wrote else None
    return ask.show(desk.in_year(newest), Query(What.REPORTS))


def one_of_mine(desk: Desk, seq: int) -> Outcome:
    """One of my records, with what may be done about it. Raises UnknownReport."""
    row = desk.record.report(seq)
    indicator = desk.record.of(row.year).plan.indicator(row.indicator)
    buttons: list[Button] = []
    if row.actor == desk.person and row.status != "undone":
        buttons = [button("correct_of", f"fixrep:{seq}"), button("undo", f"undo:{seq}")]
    if row.status == "contested":
        buttons.insert(0, button("report_again", f"ind:{row.indicator}:{row.year}"))
    line = answers.reported_line(ReportedRow(row, indicator))
    return answer(line, buttons=(tuple(buttons),) if buttons else ())


CONVERSATION = Conversation(
    commands={"oggi": show, "chi": who_am_i, "miei": mine},
    asides=frozenset({"oggi", "chi", "miei"}),
    offered={"oggi": (), "chi": (), "miei": ()},
    private=frozenset({"oggi", "chi", "miei"}),
    buttons={
        "oggi": Press(lambda desk, at: show(desk), (number,), aside=True),
        "mine": Press(one_of_mine, (number,), aside=True),
    },
)
