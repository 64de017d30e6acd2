"""What a proof says of itself: which act it is, of which day, about what, and who signed it.

    delibera G.C. n. 28 del 27/06/2024, «Approvazione della carta dei servizi»

Never more than a proposal: it is told on the card, and nothing is recorded of it.
"""

import datetime as dt
import io
import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from handlers.proofs.scanned import PICTURES, words_of_picture
from handlers.talk.typed import read_day
from italian.regex import regex
from ledger.later import dataclass
from ledger.progress.media import media_type_of
from words.say import Say, say

PAGES = 2
"""An act says what it is at its beginning."""

MOST_LETTERS = 20_000
SUBJECT_LETTERS = 120
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
P7M = "application/pkcs7-mime"
MAIL = "message/rfc822"

KIND = regex(
    r"\b(?P<kind>deliberazione|delibera|determinazione|determina|decreto|ordinanza|verbale)\b"
    r"(?P<more>[^\n]{0,80})",
    re.IGNORECASE,
)
BODY = (
    (regex(r"giunta|\bg\.?\s?[cm]\.?\b", re.IGNORECASE), "giunta"),
    (regex(r"consiglio|\bc\.?\s?c\.?\b", re.IGNORECASE), "consiglio"),
    (regex(r"sindac", re.IGNORECASE), "sindaco"),
    (regex(r"dirigenzial", re.IGNORECASE), "dirigente"),
)
NUMBER = regex(r"\bn(?:\.|°|r\.?|umero)?\s*[:°]?\s*(?P<number>\d{1,6})\b", re.IGNORECASE)
DAY = regex(
    r"\b(?:del|in\s+data|data|addì)\s*:?\s*"
    r"(?P<day>\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\d{1,2}\s+[a-zà]+\s+\d{4})",
    re.IGNORECASE,
)
SUBJECT = regex(r"\bogg(?:etto|\.)\s*:\s*(?P<subject>[^\n]+(?:\n[^\n:]{3,})?)", re.IGNORECASE)
REACH = 600
"""Letters after the kind in which number and day are looked for."""


@dataclass(frozen=True)
class Signer:
    """Who signed, by the certificate; `holds` whether the signature is of this very content.

    Whether the certificate's issuer is to be trusted is not looked at.
    """

    name: str
    holds: bool


@dataclass(frozen=True)
class Act:
    """What could be read; None or empty is what could not."""

    kind: str = ""
    body: str = ""
    number: str = ""
    day: dt.date | None = None
    subject: str = ""
    signers: tuple[Signer, ...] = ()

    def kept(self) -> dict[str, Any]:
        """For a draft: texts, and the day in ISO form."""
        body = asdict(self)
        return {**body, "day": self.day.isoformat() if self.day else None}


def act_in(kept: dict[str, Any]) -> Act:
    """What a draft kept."""
    day = dt.date.fromisoformat(kept["day"]) if kept["day"] else None
    signers = tuple(Signer(**signer) for signer in kept["signers"])
    return Act(**{**kept, "day": day, "signers": signers})


def read_act(content: bytes, said: str, today: dt.date) -> Act:
    """Reads a file that was sent as proof; one that cannot be read says nothing, and is still a
    proof. `said` is its type by who sent it: only an e-mail is believed to be what it says."""
    media_type = said if said == MAIL else media_type_of(content, said)
    signers: tuple[Signer, ...] = ()
    if media_type == P7M:
        from handlers.proofs.envelope import signed

        opened = signed(content)
        if opened is None:
            return Act()
        content, signers = opened[0], tuple(Signer(*one) for one in opened[1])
        media_type = media_type_of(content)
    try:
        text = _text_of(content, media_type)
    except Exception:
        # Readers of foreign formats fail in ways of their own; none of them concerns the sender.
        text = ""
    found = _told_in(text[:MOST_LETTERS], today)
    return Act(found.kind, found.body, found.number, found.day, found.subject, signers)


def _text_of(content: bytes, media_type: str) -> str:
    if media_type == "application/pdf":
        # Read only when a PDF comes: nobody waits for it at the start.
        import pdfplumber

        with pdfplumber.open(io.BytesIO(content)) as document:
            return "\n".join(page.extract_text() or "" for page in document.pages[:PAGES])
    if media_type == DOCX:
        from docx import Document

        return "\n".join(p.text for p in Document(io.BytesIO(content)).paragraphs[:200])
    if media_type == MAIL:
        import email
        from email import policy

        message = email.message_from_bytes(content, policy=policy.default)
        body = message.get_body(("plain", "html"))
        text = body.get_content() if body is not None else ""
        return f"Oggetto: {message['subject'] or ''}\n\n{text}"
    if media_type in PICTURES:
        return words_of_picture(content)
    if media_type.startswith("text/"):
        return content.decode("utf-8", "replace")
    return ""


def _told_in(text: str, today: dt.date) -> Act:
    subject = SUBJECT.search(text)
    about = " ".join(subject["subject"].split())[:SUBJECT_LETTERS] if subject else ""
    kind = KIND.search(text)
    if kind is None:
        return Act(subject=about)
    # The act itself, not one it cites: what stands right after its own name.
    near = text[kind.start() : kind.start() + REACH]
    number, day = NUMBER.search(near), DAY.search(near)
    body = next((name for pattern, name in BODY if pattern.search(kind["more"])), "")
    name = kind["kind"].lower().replace("azione", "a")
    return Act(
        {"deliber": "delibera", "determin": "determina"}.get(name.rstrip("a"), name),
        body,
        number["number"].lstrip("0") if number else "",
        read_day(re.sub(r"\s*([/.-])\s*", r"\1", day["day"]), today) if day else None,
        about,
    )


def act_lines(act: Act) -> Iterator[Say]:
    """What was read, as the card tells it."""
    if act.kind and (act.number or act.day):
        yield say(
            "act.read",
            kind=say(f"act.kind.{act.kind}"),
            body=say(f"act.body.{act.body}") if act.body else None,
            number=say("act.number", number=act.number) if act.number else None,
            day=say("act.day", day=act.day) if act.day else None,
        )
    if act.subject:
        yield say("act.subject", subject=act.subject)
    for signer in act.signers:
        yield say("act.signed" if signer.holds else "act.broken", name=signer.name)


def contradiction(act: Act, day: dt.date | None) -> Say | None:
    """A step said of one day, proved by an act of another."""
    if act.day is None or day is None or act.day == day:
        return None
    return say("act.other_day", day=day, act_day=act.day)
