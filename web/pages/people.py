"""People and their posts over time; one's own open doors."""

import secrets

from handlers.staff.personnel import may_be_annulled, row_what
from ledger.people import Role
from ledger.projections import personnel
from ledger.readings.office import (
    may_have_second_factor,
    people_for,
    person_for,
    reached_for,
    roles_of,
)
from ledger.rows import Person
from web.pages.personnel import KINDS, OF_NOBODY, kinds_for
from web.rendering import Answer, Page, Redirect
from web.routes import PageRoute, get, post
from web.tables import Cell, Table, cells, columns
from web.visit import Visit
from words.say import say

FACTS = columns("event#", "kind", "what", "since", "until", "act", "act_on", "annulled")
POSTS = columns("person", "name", "role", "unit", "interim", "since", "until")


def _rows(visit: Visit, person: Person) -> list[tuple[Cell, ...]]:
    link = Cell(person.code, visit.link(f"/persona/{person.code}"))
    return [
        cells(
            link,
            person.name,
            p.role,
            p.unit,
            say("page.yes") if p.interim else None,
            p.since,
            p.until,
        )
        for p in person.posts
    ]


def people(visit: Visit) -> Answer:
    """Everybody, one line a post."""
    rows = [
        row
        for person in people_for(visit.view, visit.person, visit.today)
        for row in _rows(visit, person)
    ]
    facts = {"news": [kind for kind in OF_NOBODY if kind in kinds_for(visit)]}
    return Page("people.html", say("page.people.title"), facts, (Table("people", POSTS, rows),))


def person(visit: Visit) -> Answer:
    """One person's posts and chat, for who may see them. Raises NotAllowed."""
    found = person_for(visit.view, visit.person, visit.place["code"].lower(), visit.today)
    tables = [Table("posts", POSTS[2:], [row[2:] for row in _rows(visit, found)])]
    reached = visit.view.user_of(found.code) is not None
    lost = found.code != visit.person and visit.view.second_factor(found.code) is not None
    roles = roles_of(visit.view, visit.person, visit.today)
    other, annuls = found.code != visit.person, list[int]()
    if Role.PERSONALE in roles:
        known = personnel.facts(visit.view.tables, found.code)
        tables.append(Table("facts", FACTS, [_fact_row(visit, row) for row in known]))
        annuls = [row.seq for row in known if may_be_annulled(row, visit.person)]
    facts = {
        "person": found,
        "reached": reached,
        "may_take_away": lost,
        "invites": Role.ADMIN in roles,
        "enters": [kind for kind in KINDS if kind in kinds_for(visit)] if other else (),
        "annuls": annuls,
        "nonce": secrets.token_hex(8),
    }
    title = say("page.person.title", name=found.name)
    return Page("person.html", title, facts, tuple(tables))


def _fact_row(visit: Visit, row: personnel.FactRow) -> tuple[Cell, ...]:
    return cells(
        Cell(row.seq, visit.link(f"/evento/{row.seq}")),
        say(f"personnel.kind.{row.kind}"),
        row_what(row),
        row.period.start,
        row.period.end,
        row.act,
        row.act_on,
        say("page.fact.annulled") if row.annulled else None,
    )


def invitations(visit: Visit) -> Answer:
    """Who is reached in chat, who was invited and until when. Raises NotAllowed."""
    rows = [
        cells(
            Cell(found.person.code, visit.link(f"/persona/{found.person.code}")),
            found.person.name,
            say(f"page.invited.{found.state}"),
            found.until,
        )
        for found in reached_for(visit.view, visit.person, visit.ledger.now())
    ]
    table = Table("invitations", columns("person", "name", "state", "until"), rows)
    return Page("people.html", say("page.invited.title"), {"news": []}, (table,), dated=False)


def settings(visit: Visit) -> Answer:
    """One's own sessions, each to be closed."""
    mine = visit.office.access.sessions_of(visit.person)
    facts = {
        "sessions": mine,
        "may_have": may_have_second_factor(visit.view, visit.person, visit.today),
        "has": visit.view.second_factor(visit.person) is not None,
    }
    return Page("settings.html", say("page.settings.title"), facts, dated=False)


def close(visit: Visit) -> Answer:
    """Closes one of one's own sessions; the present one leads out."""
    mine = {s.id for s in visit.office.access.sessions_of(visit.person)}
    asked = visit.form.get("sessione", visit.session.id)
    if asked in mine:
        visit.office.access.close(asked)
    return Redirect("/entra" if asked == visit.session.id else "/impostazioni")


ROUTES: tuple[PageRoute, ...] = (
    get("/persone", people, of_people=True),
    get("/persona/{code}", person, of_people=True),
    get("/inviti", invitations, of_people=True),
    get("/impostazioni", settings),
    post("/esci", close),
)
