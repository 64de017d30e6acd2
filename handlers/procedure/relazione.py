"""The Relazione sulla performance in one's own words: a part written in chat, or the whole in Word.

segretario   /relazione                       →   relazione-2024.docx, to be written in
segretario   (the file, sent back)
bot          Nella Relazione 2024 cambiano: Premessa: «…» …            [Conferma] [Annulla]
segretario   /relazione premessa Un anno di…  →   the same card for one part

Whatever stands below a part's heading in another style than the record's is its text. Source:
D.Lgs. 150/2009, art. 10.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from textwrap import shorten
from typing import Any

from handlers.conversation import Conversation
from handlers.desk import Desk, answer, keep
from handlers.talk.deed import Args, CardOutdated, present, recorded
from handlers.turn import Attachment, Outcome, Reply, Wanted
from ledger.commands.papers import WriteRelazione
from ledger.events import Envelope
from ledger.events.papers import RelazioneWritten, Section
from ledger.people import Role
from ledger.projections import papers
from words.catalogue import TEXTS
from words.say import Say, say

TALK = "relazione"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_BYTES = 50 * 1024 * 1024
"""Of a document once unpacked: a few kilobytes may hide gigabytes."""

SHOWN = 200
"""Letters of a part that the card shows; the whole is in the document."""


def write(desk: Desk, rest: str) -> Outcome:
    """`/relazione`: the document; `/relazione premessa L'anno è stato...`: one of its parts."""
    name, _, text = rest.partition(" ")
    section = next((s for s in papers.SECTIONS if s == name.lower()), None)
    if not rest.strip():
        wants = Wanted("paper", "ENTE", desk.view.year, "relazione.docx")
        return Outcome((Reply((say("relazione.file", year=desk.view.year),), wants=wants),))
    if section is None or not text.strip():
        return answer(say("relazione.how", sections=", ".join(papers.SECTIONS)))
    return _card(desk, desk.view.year, {section: text.strip()})


def received(desk: Desk, file: Attachment) -> Outcome | None:
    """A Relazione of ours that came back; None for any other file."""
    if file.content is None or file.media_type != DOCX:
        return None
    document = _opened(file.content)
    if document is None or (of_year := _year_of(document)) is None:
        return None
    if of_year not in desk.record.years:
        return keep(desk, answer(say("foglio.no_plan", year=of_year)))
    texts, versions = _texts_of(document)
    written = {s.section: s for s in papers.sections(desk.record.tables, of_year)}
    changed = {
        section: text
        for section, text in texts.items()
        if section not in written or _lines(written[section].text) != _lines(text)
    }
    if not changed:
        return keep(desk, answer(say("relazione.same", year=of_year)))
    since = [
        say("relazione.rewritten", part=_title(section), version=written[section].version)
        for section in changed
        if section in written and written[section].version != versions.get(section, 0)
    ]
    return _card(desk, of_year, changed, since)


def _card(
    desk: Desk, of_year: int, texts: Mapping[Section, str], doubts: Iterable[Say] = ()
) -> Outcome:
    command = WriteRelazione(of_year, texts)
    desk.ledger.consider(command, actor=desk.person)
    parts = [relazione_part(section, text) for section, text in texts.items()]
    return present(desk, TALK, command, say("relazione.card", year=of_year), *parts, *doubts)


def relazione_part(section: str, text: str) -> Say:
    """A part as a card shows it: its title, and how it begins."""
    return say("relazione.part", part=_title(section), text=shorten(text, SHOWN, placeholder="…"))


def _opened(content: bytes) -> Any | None:
    """The document, or None where this is none that can be opened."""
    from docx import Document  # loaded with the first document that comes
    from docx.opc.exceptions import PackageNotFoundError

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_BYTES:
                return None
        return Document(io.BytesIO(content))
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, OSError, SyntaxError):
        return None


def _year_of(document: Any) -> int | None:
    """The year of a Relazione, by its title; None for any other document."""
    title = next((p.text.strip() for p in document.paragraphs if p.text.strip()), "")
    found = re.fullmatch(_pattern("paper.relazione.title", "year"), title)
    return int(found["year"]) if found else None


def _pattern(key: str, number: str) -> str:
    """A sentence of the catalogue with one number in it, as a pattern."""
    return re.escape(TEXTS[key]).replace(re.escape(f"{{{number}}}"), rf"(?P<{number}>\d{{1,4}})")


def _texts_of(document: Any) -> tuple[dict[Section, str], dict[Section, int]]:
    """By part: the words that are not the record's, and the version they were written over."""
    titles: dict[str, Section] = {_title(section): section for section in papers.SECTIONS}
    lines: dict[Section, list[str]] = {}
    versions: dict[Section, int] = {}
    part: Section | None = None
    for paragraph in document.paragraphs:
        text, style = paragraph.text.strip(), paragraph.style.name
        if style == "Heading 1":
            part = titles.get(text)
        elif part is None or not text or text == TEXTS["paper.relazione.not_written"]:
            continue
        elif version := re.fullmatch(_pattern("paper.relazione.version", "version"), text):
            versions[part] = int(version["version"])
        elif style != TEXTS["paper.style.record"] and not style.startswith(("Caption", "Heading")):
            lines.setdefault(part, []).append(text)
    return {part: "\n".join(found) for part, found in lines.items()}, versions


def _lines(text: str) -> list[str]:
    """A text as a document lays it out: no empty lines."""
    return [line.strip() for line in text.split("\n") if line.strip()]


def _title(section: str) -> str:
    return TEXTS[f"paper.relazione.section.{section}"]


def _told(desk: Desk, draft: Args, found: list[Envelope]) -> tuple[Reply, ...]:
    """What was written, in words: a receipt alone is not an answer."""
    events = [e.event for e in found]
    parts = [_title(event.section) for event in events if isinstance(event, RelazioneWritten)]
    if len(parts) != len(events):
        raise CardOutdated()
    (of_year,) = {event.year for event in events if isinstance(event, RelazioneWritten)}
    line = say("relazione.done", parts=", ".join(parts), year=of_year)
    return (Reply((line,)),)


CONVERSATION = Conversation(
    talk=TALK,
    commands={"relazione": write},
    offered={"relazione": (Role.SEGRETARIO,)},
    confirm=lambda desk: recorded(desk, _told),
)
