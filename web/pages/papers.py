"""Documents as files: the office's own, and the PDF of a scheda one may read."""

from ledger.commands.papers import OF_OFFICES
from ledger.errors_smvp import NoScheda
from ledger.events.papers import PaperKind
from ledger.plan import ENTE
from ledger.readings.office import may_write_relazione, roles_of
from ledger.readings.scheda import scheda_for
from reports.kinds import FORMS, NEEDS_CODE, Asked
from reports.made import Made, document, issue, scheda
from web.rendering import Answer, File, Page, Redirect
from web.routes import NoSuchPage, PageRoute, get, post
from web.visit import Visit
from words.say import say

OFFERED: tuple[PaperKind, ...] = ("relazione", "monitoring", "assignment", "verbale", "payment")
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv; charset=utf-8",
}
WRITTEN = tuple(TYPES)
"""Forms that are entered in the record; workbooks are what tables are downloaded as."""


def papers(visit: Visit) -> Answer:
    """Those one may have, each in its forms: of a year, as the record is now."""
    if visit.in_the_past:
        return Redirect(visit.link("/documenti", al=None, noto=None))
    roles = {str(role) for role in roles_of(visit.view, visit.person, visit.today)}
    offered = [
        (kind, [form for form in FORMS[kind] if form in WRITTEN])
        for kind in OFFERED
        if kind not in OF_OFFICES or roles & set(map(str, OF_OFFICES[kind][1]))
    ]
    facts = {
        "offered": offered,
        "year": visit.view.year,
        "of": visit.query.get("ambito", ENTE),
        "writes": may_write_relazione(visit.view, visit.person, visit.today),
    }
    return Page("papers.html", say("page.papers.title"), facts)


def made(visit: Visit) -> Answer:
    """A document, its fingerprint entered. Raises Refusal for who may not have it."""
    kind, form = visit.place["kind"], visit.place["form"]
    if kind not in OFFERED or form not in WRITTEN or form not in FORMS[kind] or kind in NEEDS_CODE:
        raise NoSuchPage
    codes_only = bool(visit.form.get("codici"))
    asked = Asked(of=visit.form.get("ambito") or ENTE, year=visit.year, codes_only=codes_only)
    return _issued(visit, document(visit.ledger, kind, form, asked), form)


def scheda_pdf(visit: Visit) -> Answer:
    """Raises ScoresArePrivate, NoScheda."""
    person, _, part = visit.place["person"].lower().partition("@")
    found, _stands = scheda_for(visit.view, visit.person, person, part.upper(), visit.today)
    if found.version is None:
        raise NoScheda(person, visit.view.year)
    visit.ledger.trace_reading(visit.person, person, found.version.year, "paper")
    return _issued(visit, scheda(visit.ledger, found.version), "pdf")


def _issued(visit: Visit, done: Made, form: str) -> File:
    issue(visit.ledger, done, actor=visit.person, cause=f"page:{visit.session.id[:12]}")
    return File(done.named(form), TYPES[form], done.content)


ROUTES: tuple[PageRoute, ...] = (
    get("/documenti", papers),
    post("/documenti/{kind}.{form}", made),
    post("/scheda/{person}/pdf", scheda_pdf),
)
