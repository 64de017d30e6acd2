"""Plans that come in by chat: their files read, their reviews made. Here chat meets importers."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from handlers.plan.plan_door import PlanReview, ReadColumn, ReadTable, SentPlan
from handlers.turn import Attachment
from ledger.commands.adoption import SEGRETARIO_ONLY, AdoptPlan
from ledger.errors import Spoken
from ledger.ledger import Ledger
from ledger.plan import Plan
from ledger.view import View
from words.say import Say, say
from words.wording import plain_text

if TYPE_CHECKING:
    from importers import Opened, PlanMap, Reading, Sight
    from importers.whole.sight import TableRead

MOST_OPEN = 3
"""Files kept as they were taken apart, so that another way to read one takes no time."""
SHOWN_ANOMALIES = 8
MOST_TABLES = 12
MOST_UNUSED = 20
MAP_NAME = "mappa.toml"


class PlanDesk:
    """Reads the files that a Segretario sends. Libraries of formats are loaded with the first."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._opened: dict[str, Opened] = {}

    @cached_property
    def words(self) -> Sequence[str]:
        """What a column or a label may be, and that it is not read."""
        from importers import IGNORED, ROLE_WORDS

        return (*ROLE_WORDS.values(), IGNORED)

    def reads(self, name: str) -> bool:
        """Whether a file's name is that of a plan's formats."""
        from importers import ENDINGS

        return f".{name.rpartition('.')[2].lower()}" in ENDINGS

    def prepare(self, person: str | None, file: Attachment) -> Callable[[], None] | None:
        """What to do aside before the turn of such a file, which may take a while to read."""
        content = file.content
        if person is None or content is None or not self.reads(file.name):
            return None
        today = self._ledger.today()
        posts = self._ledger.view.on(today).posts(person)
        if not any(post.held_on(today) and post.name in SEGRETARIO_ONLY for post in posts):
            return None
        return lambda: self._warmed(file.name, content)

    def review(self, view: View, sent: SentPlan) -> PlanReview:
        """Raises Spoken where the file cannot be read at all."""
        from bot.plan_review import sight_lines
        from importers import Unread

        try:
            reading = self._reading(sent)
        except Unread as no:
            lines = [say("plan.no_plan", name=sent.name), *sight_lines(no.sight)]
            return self._reviewed(no.sight, (*lines, say("plan.teach_it")), None, is_plan=False)
        lines, command = _of_plan(view, reading, sent.name)
        return self._reviewed(reading.sight, lines, command, _digest(reading.plan))

    def _reviewed(
        self,
        sight: "Sight",
        lines: Sequence[Say],
        command: AdoptPlan | None,
        digest: str = "",
        *,
        is_plan: bool = True,
    ) -> PlanReview:
        unused = tuple(place.text for place in sight.unused[:MOST_UNUSED])
        return PlanReview(tuple(lines), _tables(sight), unused, command, digest, is_plan)

    def said(self, text: str, sent: SentPlan) -> str | None:
        """The map with `la colonna D è il peso` and the like; None for other words.

        Raises Spoken for what the document does not bear out.
        """
        from importers import said_of, said_text

        changed = said_of(text, self._sight(sent))
        return None if changed is None else said_text(changed)

    def column_is(self, sent: SentPlan, table: int, column: int, word: str) -> str:
        """The map with what a column is: places from 0, as the review tells them."""
        from importers import column_said, role_named, said_text

        sight = self._sight(sent)
        of = sight.tables[table]
        return said_text(column_said(sight, of, column, role_named(word)))

    def text_is(self, sent: SentPlan, text: str, word: str) -> str:
        """The map with what a label or a title is."""
        from importers import role_named, said_text, text_said

        return said_text(text_said(self._sight(sent), text, role_named(word)))

    def without_table(self, sent: SentPlan, table: int) -> str:
        """The map without a table."""
        from importers import said_text, table_left_out

        sight = self._sight(sent)
        return said_text(table_left_out(sight, sight.tables[table]))

    def mapped(self, content: bytes, name: str) -> str:
        """The map in a file that was kept. Raises Spoken for one that is none."""
        from importers import map_from

        map_from(content, name)
        return content.decode("utf-8-sig")

    def kept_map(self, sent: SentPlan) -> bytes:
        """The map to keep: how every table was read, and what was said."""
        from bot.plan_review import document_map

        return document_map(self._sight(sent)).encode()

    def template(self, sent: SentPlan) -> bytes:
        """The workbook to fill in, with what was read of the file and all that stands in it."""
        from importers import filled_template

        return filled_template(self._sight(sent))

    def _reading(self, sent: SentPlan) -> "Reading":
        return self._open(sent.name, sent.content).reading(_known(sent))

    def _sight(self, sent: SentPlan) -> "Sight":
        """What stands in the file, whether a plan comes out of it or not."""
        from importers import Unread

        try:
            return self._reading(sent).sight
        except Unread as no:
            return no.sight

    def _warmed(self, name: str, content: bytes) -> None:
        try:
            self._open(name, content)
        except Spoken:
            return  # said in the turn, where there is somebody to say it to

    def _open(self, name: str, content: bytes) -> "Opened":
        from importers import open_document

        key = f"{hashlib.sha256(content).hexdigest()}|{name}"
        if key not in self._opened:
            opened = open_document(content, name)
            while len(self._opened) >= MOST_OPEN:
                self._opened.pop(next(iter(self._opened)))
            self._opened[key] = opened
        return self._opened[key]


def _known(sent: SentPlan) -> "PlanMap":
    from importers import map_from

    return map_from(sent.taught.encode(), MAP_NAME)


def _of_plan(view: View, reading: "Reading", name: str) -> tuple[list[Say], AdoptPlan | None]:
    """The review of a plan, and the command that adopts it where that changes anything."""
    from bot.plan_changes import changes_of, difference_lines
    from bot.plan_review import counts_line, review_lines

    changes = changes_of(view, reading.plan)
    lines = [counts_line(reading.plan), *review_lines(reading), *_anomalies(reading)]
    if changes is None:
        return [*lines, say("cli.plan.same")], None
    if changes.found is not None:
        lines.extend(difference_lines(view.of(reading.plan.year), changes.found))
    reason = plain_text(say("cli.plan.gone", file=name)) if changes.amends else ""
    command = AdoptPlan(changes.plan, reason)
    if changes.strange is not None:
        return [*lines, changes.strange, say("plan.adopt_strange")], command
    return [*lines, say("plan.adopt_it")], command


def _tables(sight: "Sight") -> tuple[ReadTable, ...]:
    """The tables of the review, as far as each has its button."""
    return tuple(
        ReadTable(number, table.line, tuple(_columns(table)))
        for number, table in enumerate(sight.tables[:MOST_TABLES], start=1)
    )


def _columns(table: "TableRead") -> Iterator[ReadColumn]:
    from importers import IGNORED, word_of

    unread = plain_text(say("cli.review.not_read"))
    for i, title in enumerate(table.printed):
        word = word_of(table.columns[i].role if table.columns else None)
        yield ReadColumn(table.letter(i), title, unread if word == IGNORED else word)


def _anomalies(reading: "Reading") -> list[Say]:
    """The first ones: they stay open until who may settles them."""
    from bot.plan_review import anomaly_lines

    told = list(anomaly_lines(reading))
    rest = len(told) - SHOWN_ANOMALIES
    more = [say("cli.review.more", count=rest)] if rest > 0 else []
    count = len(reading.plan.anomalies)
    return [say("cli.plan.anomalies", count=count), *told[:SHOWN_ANOMALIES], *more]


def _digest(plan: Plan) -> str:
    return hashlib.sha256(plan.model_dump_json(by_alias=True).encode()).hexdigest()
