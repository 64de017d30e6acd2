"""Plans that come in by chat: their files read, their reviews made. Here chat meets importers."""

import hashlib
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from handlers.plan_door import Columns, PlanReview, ReadColumn
from handlers.turn import Attachment
from ledger.commands.adoption import SEGRETARIO_ONLY, AdoptPlan
from ledger.errors import Spoken
from ledger.ledger import Ledger
from ledger.plan import Plan
from ledger.view import View
from words.say import Say, say
from words.wording import plain_text

if TYPE_CHECKING:
    from importers import Opened, Reading, TableRead

MOST_OPEN = 3
"""Files kept as they were taken apart, so that another way to read one takes no time."""
SHOWN_ANOMALIES = 8


class PlanDesk:
    """Reads the files that a Segretario sends. Libraries of formats are loaded with the first."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._opened: dict[str, Opened] = {}

    @cached_property
    def words(self) -> Sequence[str]:
        """What a column may be, and that it is not read."""
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

    def review(self, view: View, name: str, content: bytes, columns: Columns) -> PlanReview:
        """Raises Spoken where no plan can be read in it."""
        from bot.plan_review import changes_of, counts_line, difference_lines, review_lines
        from importers import PlanMap, role_named

        known = PlanMap()
        for heading, word in columns.items():
            known = known.with_column(heading, role_named(word))
        reading = self._open(name, content).reading(known)
        changes = changes_of(view, reading.plan)
        lines = [counts_line(reading.plan), *review_lines(reading), *_anomalies(reading.plan)]
        command = None
        if changes is None:
            lines.append(say("cli.plan.same"))
        else:
            if changes.found is not None:
                lines.extend(difference_lines(changes.found))
            reason = plain_text(say("cli.plan.gone", file=name)) if changes.amends else ""
            command = AdoptPlan(changes.plan, reason)
            lines.append(say("plan.adopt_it"))
        return PlanReview(tuple(lines), _columns(reading), command, _digest(reading.plan))

    def said(self, text: str, review: PlanReview) -> tuple[str, str] | None:
        """The heading and our word in `la colonna D è il peso`; None for other words.

        Raises KeyError for a word that is none of ours.
        """
        from importers import IGNORED, ROLE_WORDS, said_of_column
        from importers.matching import Column

        found = said_of_column(text, [Column(None, column.heading) for column in review.columns])
        if found is None:
            return None
        column, role = found
        return column.title, ROLE_WORDS[role] if role else IGNORED

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


def _columns(reading: "Reading") -> tuple[ReadColumn, ...]:
    """Those of the table with most rows."""
    from openpyxl.utils import get_column_letter

    from importers import ROLE_WORDS

    largest: TableRead | None = max(reading.tables, key=lambda table: table.rows, default=None)
    unread = plain_text(say("cli.review.not_read"))
    return tuple(
        ReadColumn(
            get_column_letter(i + 1),
            column.title,
            ROLE_WORDS.get(column.role, unread) if column.role else unread,
        )
        for i, column in enumerate(largest.columns if largest else ())
    )


def _anomalies(plan: Plan) -> list[Say]:
    """The first ones: they stay open until who may settles them."""
    told = [anomaly for anomaly in plan.anomalies if anomaly.kind != "no_target"]
    return [
        say("cli.plan.anomalies", count=len(plan.anomalies)),
        *(
            say(
                "cli.plan.anomaly",
                where=anomaly.where,
                line=anomaly.line or "—",
                what=say(f"anomaly.short.{anomaly.kind}"),
                text=(anomaly.text or "")[:80],
            )
            for anomaly in told[:SHOWN_ANOMALIES]
        ),
    ]


def _digest(plan: Plan) -> str:
    return hashlib.sha256(plan.model_dump_json(by_alias=True).encode()).hexdigest()
