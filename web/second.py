"""The second factor at the door: who has one says its figures before anything else is shown."""

import hmac

from web.asked import Asked
from web.rendering import Page, Redirect
from web.workers import Office
from words.say import say

PATH = "/fattore"


def asked_for(office: Office, asked: Asked) -> Page | Redirect:
    """The form, or where right figures lead. Nobody is named."""
    session = office.access.session(asked.secret) if asked.secret else None
    if session is None:
        return _told(401, "page.no_session")
    if not session.waits:
        return Redirect("/")
    facts = {"token": session.token, "wrong": False}
    if asked.method != "POST":
        return Page("second.html", say("page.second.title"), facts)
    token = asked.form.get("gettone", "").encode()
    if not asked.same_site or not hmac.compare_digest(token, session.token.encode()):
        return _told(403, "page.cross_site")
    if office.access.prove(session, asked.form.get("cifre", "")):
        return Redirect("/")
    return Page("second.html", say("page.second.title"), {**facts, "wrong": True}, status=403)


def _told(status: int, why: str) -> Page:
    return Page("told.html", say(f"page.told.{status}"), {"said": say(why)}, status=status)
