"""The words of the Relazione, part by part, for who writes them; each change through a card.

Source: D.Lgs. 150/2009, art. 10.
"""

from collections.abc import Mapping

from ledger.commands.papers import RELAZIONE_WRITERS, WriteRelazione
from ledger.errors import Act, NoChange, NotAllowed
from ledger.events.papers import Section
from ledger.plan import ENTE
from ledger.projections import papers
from ledger.readings.office import may_write_relazione
from web.pages.cards import offer
from web.rendering import Answer, Page
from web.routes import PageRoute, get, post
from web.visit import Visit
from words.say import Say, say


def relazione(visit: Visit) -> Answer:
    """A form with each part as it stands. Raises NotAllowed for who does not write it."""
    if not may_write_relazione(visit.view, visit.person, visit.today):
        raise NotAllowed(Act.CYCLE, ENTE, RELAZIONE_WRITERS)
    return _form(visit, {})


def _form(visit: Visit, typed: Mapping[Section, str], rewritten: tuple[Say, ...] = ()) -> Page:
    """`typed` takes the place of what stands: what somebody wrote is never lost."""
    year = visit.view.year
    written = {s.section: s for s in papers.sections(visit.view.tables, year)}
    parts = []
    for section in papers.SECTIONS:
        stood = written.get(section)
        text = typed.get(section, stood.text if stood else "")
        parts.append((section, _title(section), text, stood.version if stood else 0))
    facts = {"parts": parts, "rewritten": rewritten, "year": year}
    title = say("page.relazione.title", year=year)
    return Page("relazione.html", title, facts, status=409 if rewritten else 200)


def write(visit: Visit) -> Answer:
    """The parts that changed, on one card; what was rewritten meanwhile is said and asked again.

    Raises NoChange, NotAllowed.
    """
    year = visit.view.year
    written = {s.section: s for s in papers.sections(visit.ledger.view.tables, year)}
    typed, rewritten = {}, []
    for section in papers.SECTIONS:
        text = visit.form.get(section, "").replace("\r\n", "\n").strip()
        stood = written.get(section)
        if not text or (stood is not None and stood.text == text):
            continue
        typed[section] = text
        if stood is not None and visit.form.get(f"{section}.versione") != str(stood.version):
            facts = {"part": _title(section), "version": stood.version}
            rewritten.append(say("page.relazione.rewritten", **facts))
    if rewritten:
        return _form(visit, typed, tuple(rewritten))
    if not typed:
        raise NoChange(visit.path)
    return offer(visit, WriteRelazione(year, typed), visit.link("/relazione"))


def _title(section: str) -> Say:
    return say(f"paper.relazione.section.{section}")


ROUTES: tuple[PageRoute, ...] = (
    get("/relazione", relazione, of_people=True),
    post("/relazione", write),
)
