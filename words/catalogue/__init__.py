"""The catalogue: every sentence a person reads, by name.

HTML as Telegram takes it. `{facts}` are formatted and escaped by `words.wording`.
"""

from words.catalogue.ask import TEXTS as ASK
from words.catalogue.asked import TEXTS as ASKED
from words.catalogue.browse import TEXTS as BROWSE
from words.catalogue.calendar import TEXTS as CALENDAR
from words.catalogue.cli import TEXTS as COMMAND_LINE
from words.catalogue.console import TEXTS as CONSOLE
from words.catalogue.enti import TEXTS as ENTI
from words.catalogue.errors import TEXTS as ERRORS
from words.catalogue.evaluation import TEXTS as EVALUATION
from words.catalogue.event_names import TEXTS as EVENT_NAMES
from words.catalogue.forms import TEXTS as FORMS
from words.catalogue.kinds import TEXTS as KINDS
from words.catalogue.nucleo import TEXTS as NUCLEO
from words.catalogue.page_forms import TEXTS as PAGE_FORMS
from words.catalogue.pages import TEXTS as PAGES
from words.catalogue.papers import TEXTS as PAPERS
from words.catalogue.personnel import TEXTS as PERSONNEL
from words.catalogue.plan import TEXTS as PLAN
from words.catalogue.query import TEXTS as QUERY
from words.catalogue.report import TEXTS as REPORT
from words.catalogue.scheda_form import TEXTS as SCHEDA_FORM
from words.catalogue.settings import TEXTS as SETTINGS
from words.catalogue.sheets import TEXTS as SHEETS
from words.catalogue.shown import TEXTS as SHOWN
from words.catalogue.spoken import TEXTS as SPOKEN
from words.catalogue.surveys import TEXTS as SURVEYS
from words.catalogue.titles import TEXTS as TITLES
from words.catalogue.trust import TEXTS as TRUST
from words.catalogue.understand import TEXTS as UNDERSTAND
from words.catalogue.year import TEXTS as YEAR

TEXTS: dict[str, str] = {
    **REPORT,
    **ASK,
    **ASKED,
    **QUERY,
    **TITLES,
    **KINDS,
    **PLAN,
    **EVALUATION,
    **YEAR,
    **PERSONNEL,
    **NUCLEO,
    **ERRORS,
    **CALENDAR,
    **PAPERS,
    **SCHEDA_FORM,
    **SHEETS,
    **SHOWN,
    **SPOKEN,
    **COMMAND_LINE,
    **ENTI,
    **CONSOLE,
    **UNDERSTAND,
    **PAGES,
    **TRUST,
    **SURVEYS,
    **EVENT_NAMES,
    **FORMS,
    **PAGE_FORMS,
    **BROWSE,
    **SETTINGS,
}
