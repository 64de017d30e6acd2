"""From the chat to the pages.

person   /pagina            →   a one-time address, ten minutes
person   /pagina AS4.3.1    →   the same, and a button that opens that very page inside Telegram
"""

from handlers.conversation import Conversation, Press, word
from handlers.desk import Desk, button
from handlers.turn import Button, Outcome, Reply, Wanted
from ledger.plan import ENTE
from ledger.plan.inforce import PlanInForce
from words.say import say


def link(desk: Desk, rest: str) -> Outcome:
    """`/pagina`, `/pagina AS4`. Raises UnknownCode."""
    plan = desk.view.plan
    scope = plan.resolve_scope(rest) if rest else ENTE
    wants = Wanted("page", scope, desk.view.year)
    path = page_of(plan, scope) if rest else "/"
    return Outcome((Reply((say("page.chat.here"),), ((open_page(path),),), wants=wants),))


def open_page(path: str) -> Button:
    """Opens a page inside Telegram; not shown where the pages cannot be reached from there."""
    return button("open_page", f"app:{path}")


def page_of(plan: PlanInForce, code: str) -> str:
    """The page of a scope of the plan."""
    if code in plan.indicators:
        return f"/indicatore/{code}"
    return f"/obiettivo/{code}" if code in plan.objectives else f"/ambito/{code}"


CONVERSATION = Conversation(
    commands={"pagina": link},
    asides=frozenset({"pagina"}),
    offered={"pagina": ()},
    private=frozenset({"pagina"}),
    buttons={"page": Press(lambda desk, asked: link(desk, ""), (word,), aside=True)},
)
