"""The catalogue: every sentence a person reads, by name.

HTML as Telegram takes it. `{facts}` are formatted and escaped by `bot.wording`.
"""

from bot.texts_ask import TEXTS as ASK
from bot.texts_cli import TEXTS as COMMAND_LINE
from bot.texts_console import TEXTS as CONSOLE
from bot.texts_errors import TEXTS as ERRORS
from bot.texts_plan import TEXTS as PLAN
from bot.texts_report import TEXTS as REPORT
from bot.texts_understand import TEXTS as UNDERSTAND

TEXTS: dict[str, str] = {
    **REPORT,
    **ASK,
    **PLAN,
    **ERRORS,
    **COMMAND_LINE,
    **CONSOLE,
    **UNDERSTAND,
}
