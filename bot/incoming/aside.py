"""What an update waits for before its turn, got aside: only its own chat waits with it.

a file            fetched, and prepared where reading it takes a while
a voice note      fetched and written down by the transcriber, where the town has one
words in doubt    shown to the second reader, where the town has one
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

from telegram import Bot, Update

from bot.incoming import translate
from bot.incoming.fetching import fetched
from bot.parts import Directory, Parts
from bot.process.defects import log_defect
from handlers.turn import Attachment, Turn


@dataclass(frozen=True)
class Came:
    """What came of it."""

    file: Attachment | None = None
    spoken: str | None = None
    """What a voice note says; empty where nothing could be made of it."""
    second: str | None = None
    """What the second reader answered; empty where it did not."""
    beside: tuple[tuple[Update, Attachment], ...] = ()
    """The other files of an album, each with the update it came in."""


NOTHING = Came()
Work = Callable[[], Awaitable[Came]]


@dataclass(frozen=True)
class Aside:
    """Says what each update waits for, and gets it."""

    parts: Parts
    directory: Directory
    bot: Bot

    def work(self, update: Update, patience_seconds: float) -> Work | None:
        """What is to be done for an update; None for one whose turn may come at once."""
        wanted = translate.wanted(update, self.bot, self.directory.person_of)
        if wanted is not None and self._waits(update):
            return lambda: self._file(update, wanted, patience_seconds)
        if wanted is None and self.parts.transcribe is not None:
            voice = translate.voice(update, self.bot, self.directory.person_of)
            if voice is not None and self._waits(update):
                return lambda: self._voice(update, voice, patience_seconds)
        return self._second(update)

    def _waits(self, update: Update) -> bool:
        """Nothing is got for what was answered before."""
        return self.parts.store.inbox.waiting(update.update_id) is not None

    async def beside(self, came: Came, others: Sequence[Update], patience: float) -> Came:
        """With the other files of an album."""
        files: list[tuple[Update, Attachment]] = []
        for update in others:
            wanted = translate.wanted_beside(update, self.directory.person_of)
            if wanted is not None:
                files.append(
                    (update, await fetched(self.bot, wanted, patience, self.parts.scanner))
                )
        return replace(came, beside=tuple(files))

    async def _file(self, update: Update, wanted: translate.Wanted, patience: float) -> Came:
        """What fails in preparing it is said in the turn."""
        file = await fetched(self.bot, wanted, patience, self.parts.scanner)
        user = update.effective_user
        work = self.parts.prepare(self.directory.person_of(user.id), file) if user else None
        if work is not None:
            await asyncio.to_thread(work)
        return Came(file)

    async def _voice(self, update: Update, wanted: translate.Wanted, patience: float) -> Came:
        assert self.parts.transcribe is not None
        file = await fetched(self.bot, wanted, patience)
        content = file.content
        spoken = "" if content is None else await self.parts.transcribe(content, file.name)
        second = self._second(update, spoken) if spoken else None
        return Came(spoken=spoken) if second is None else await second()

    def _second(self, update: Update, spoken: str | None = None) -> Work | None:
        """Words that our own reader would ask about or does not understand."""
        ask = self.parts.second
        turn = self._turn(update, spoken) if ask is not None else None
        if ask is None or turn is None:
            return None
        try:
            question = self.parts.unsure(turn, self.parts.store.drafts.get(turn.chat, turn.person))
        except Exception as error:
            # The turn itself will meet the same, and knows how to try again and to give up.
            log_defect(error, "a turn tried for the second reader")
            return None
        if question is None:
            return None

        async def answered() -> Came:
            return Came(spoken=spoken, second=await ask(question))

        return answered

    def _turn(self, update: Update, spoken: str | None) -> Turn | None:
        waiting = self.parts.store.inbox.waiting(update.update_id)
        if waiting is None:
            return None
        return translate.read(
            update,
            self.bot,
            self.directory.person_of,
            channel=self.parts.store.channel,
            received_at=waiting.received_at,
            spoken=spoken,
        )
