"""The catalogue: every sentence a person reads, by name.

HTML as Telegram takes it. `{facts}` are formatted and escaped by `bot.wording`.
"""

from bot.texts_ask import TEXTS as ASK
from bot.texts_calendar import TEXTS as CALENDAR
from bot.texts_cli import TEXTS as COMMAND_LINE
from bot.texts_console import TEXTS as CONSOLE
from bot.texts_errors import TEXTS as ERRORS
from bot.texts_evaluation import TEXTS as EVALUATION
from bot.texts_plan import TEXTS as PLAN
from bot.texts_report import TEXTS as REPORT
from bot.texts_understand import TEXTS as UNDERSTAND
from bot.texts_year import TEXTS as YEAR

TEXTS: dict[str, str] = {
    **REPORT,
    **ASK,
    **PLAN,
    **EVALUATION,
    **YEAR,
    **ERRORS,
    **CALENDAR,
    **COMMAND_LINE,
    **CONSOLE,
    **UNDERSTAND,
}
