"""The same conversation as in the chat, in a page: for who has no Telegram, and for all that has
no form of its own.

Where the talk stands is kept with the session, as the bot keeps it with the chat.
"""

import base64
import mimetypes
import secrets
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from handlers.turn import Attachment, Outcome, Reply, Turn, Wanted
from web.rendering import Answer, File, Page, Redirect
from web.routes import PageRoute, get, post
from web.visit import Upload, Visit
from words.say import read_back, say, written
from words.wording import plain_text, text_of

MESSAGE_LETTERS = 4096
NONCE_LETTERS = 32
AT_ONCE = ("chart", "page")
"""What is seen where it is said. A file is made, and entered in the record, when it is taken."""

LARGEST_KEPT = 2 * 1024 * 1024
"""Bytes of a file that a session holds until it is taken."""

UNKNOWN = "application/octet-stream"


def talk(visit: Visit) -> Answer:
    """What was said last, and room for the next message."""
    kept = (visit.session.draft or {}).get("talk") or {}
    shown = [{**one, "text": Markup(one["text"])} for one in kept.get("shown", ())]
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
    turn = _turn(
        visit,
        text="" if pressed is not None else text,
        pressed=pressed,
        attachment=None if visit.upload is None else _attached(visit.upload),
    )
    outcome = visit.office.converse(turn, kept.get("draft"))
    visit.office.tell([r for r in outcome.replies if r.to not in (None, visit.person)])
    shown = [_kept(visit, turn, r) for r in outcome.replies if r.to in (None, visit.person)]
    now = {"draft": outcome.draft, "shown": shown, "said": text}
    visit.office.access.keep(visit.session, {"talk": now})
    return Redirect("/scrivi")


def _turn(visit: Visit, **said: Any) -> Turn:
    """What was done in the form, under the form's own number."""
    chat = f"page:{visit.session.id[:12]}"
    number = visit.form.get("volta", "")[:NONCE_LETTERS]
    return Turn(visit.person, chat, f"{chat}:{number}", visit.ledger.now(), **said)


def _attached(file: Upload) -> Attachment:
    return Attachment(file.name, file.media_type, len(file.content), file.content)


def _kept(visit: Visit, turn: Turn, reply: Reply) -> dict[str, Any]:
    """A reply as the session keeps it: HTML, buttons, a picture, a file to be taken."""
    if reply.wants is not None and reply.wants.kind in AT_ONCE:
        (reply,) = visit.office.supply(turn, Outcome((reply,))).replies
    lines = [text_of(line) for line in reply.lines]
    file = None
    if reply.document and len(reply.document[1]) > LARGEST_KEPT:
        lines.append(text_of(say("page.talk.large", name=reply.document[0])))
    elif reply.document:
        name, content = reply.document
        file = {"name": name, "content": base64.b64encode(content).decode()}
    return {
        "text": "\n".join(lines),
        "rows": [[(plain_text(b.label), b.data) for b in row] for row in reply.buttons],
        "picture": base64.b64encode(reply.picture[1]).decode() if reply.picture else None,
        "file": file,
        "wants": _wanted(reply.wants) if reply.wants else None,
    }


def _wanted(wants: Wanted) -> dict[str, Any]:
    title, rows = wants.table
    table = [[written(line) for line in part] for part in (title, rows)]
    names = {"kind": wants.kind, "subject": wants.subject, "year": wants.year, "view": wants.view}
    return {**names, "table": table}


def taken(visit: Visit) -> Answer:
    """The file a reply named, made now. What is refused is said."""
    kept = (visit.session.draft or {}).get("talk") or {}
    shown, number = kept.get("shown", ()), visit.form.get("file", "")
    if not (number.isdecimal() and len(number) < 4 and int(number) < len(shown)):
        return Redirect("/scrivi")
    one = shown[int(number)]
    if file := one.get("file"):
        return _file(file["name"], base64.b64decode(file["content"]))
    if not one.get("wants"):
        return Redirect("/scrivi")
    title, rows = (tuple(map(read_back, part)) for part in one["wants"]["table"])
    wants = Wanted(**{**one["wants"], "table": (title, rows)})
    (made,) = visit.office.supply(_turn(visit), Outcome((Reply((), wants=wants),))).replies
    if made.document is None:
        facts = {"said": made.lines[0]}
        return Page("told.html", say("page.told.403"), facts, status=403)
    return _file(*made.document)


def _file(name: str, content: bytes) -> File:
    return File(name, mimetypes.guess_type(name)[0] or UNKNOWN, content)


def _offered(kept: Mapping[str, Any]) -> set[str]:
    """The buttons now on the page: no other can be pressed."""
    return {data for one in kept.get("shown", ()) for row in one["rows"] for _, data in row}


ROUTES: tuple[PageRoute, ...] = (
    get("/scrivi", talk),
    post("/scrivi", spoken),
    post("/scrivi/file", taken),
)
