"""The same conversation as in the chat, in a page: for who has no Telegram, and for all that has
no form of its own.

Where the talk stands is kept with the session, as the bot keeps it with the chat.
"""

import secrets
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from handlers.turn import Attachment, Reply, Turn
from web.rendering import Answer, Page, Redirect
from web.routes import PageRoute, get, post
from web.visit import Upload, Visit
from words.say import say
from words.wording import plain_text, text_of

MESSAGE_LETTERS = 4096
NONCE_LETTERS = 32


def talk(visit: Visit) -> Answer:
    """What was said last, and room for the next message."""
    kept = (visit.session.draft or {}).get("talk") or {}
    shown = [(Markup(text), buttons) for text, buttons in kept.get("shown", ())]
    facts = {"shown": shown, "said": kept.get("said", ""), "nonce": secrets.token_hex(8)}
    return Page("talk.html", say("page.talk.title"), facts)


def spoken(visit: Visit) -> Answer:
    """One message, one press or one file; the same form sent twice acts once."""
    kept = (visit.session.draft or {}).get("talk") or {}
    text = visit.form.get("testo", "").strip()[:MESSAGE_LETTERS]
    pressed = visit.form.get("premi")
    if not text and pressed is None and visit.upload is None:
        return Redirect("/scrivi")
    if pressed is not None and pressed not in _offered(kept):
        return Redirect("/scrivi")
    visit.scan()
    turn = Turn(
        person=visit.person,
        chat=f"page:{visit.session.id[:12]}",
        key=f"page:{visit.session.id[:12]}:{visit.form.get('volta', '')[:NONCE_LETTERS]}",
        at=visit.ledger.now(),
        text="" if pressed is not None else text,
        pressed=pressed,
        attachment=None if visit.upload is None else _attached(visit.upload),
    )
    outcome = visit.office.converse(turn, kept.get("draft"))
    visit.office.tell([r for r in outcome.replies if r.to not in (None, visit.person)])
    shown = [_kept(reply) for reply in outcome.replies if reply.to in (None, visit.person)]
    now = {"draft": outcome.draft, "shown": shown, "said": text}
    visit.office.access.keep(visit.session, {"talk": now})
    return Redirect("/scrivi")


def _attached(file: Upload) -> Attachment:
    return Attachment(file.name, file.media_type, len(file.content), file.content)


def _kept(reply: Reply) -> tuple[str, list[list[tuple[str, str]]]]:
    """A reply as HTML, with its buttons; a file is fetched from its own page."""
    file = (say("page.talk.file", name=reply.document[0]),) if reply.document else ()
    lines = "\n".join(text_of(line) for line in (*reply.lines, *file))
    rows = [[(plain_text(b.label), b.data) for b in row] for row in reply.buttons]
    return lines, rows


def _offered(kept: Mapping[str, Any]) -> set[str]:
    """The buttons now on the page: no other can be pressed."""
    return {data for _, rows in kept.get("shown", ()) for row in rows for _, data in row}


ROUTES: tuple[PageRoute, ...] = (get("/scrivi", talk), post("/scrivi", spoken))
