"""Everything thrown at the doors: no untyped error, nothing recorded that nobody confirmed.

A short run here; `make fuzz` runs for as long as it is asked (FUZZ_EXAMPLES).
"""

import html
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from telegram import Bot, Update, User
from telegram.error import TelegramError

from bot.incoming import translate
from bot.incoming.door import Door
from bot.incoming.queue import chat_of
from bot.outgoing.render import split_html, units
from ledger.clock import FixedClock
from ledger.copies import back_up, restore
from ledger.errors import TraguardoError
from ledger.errors_proof import BadNote
from ledger.ledger import Ledger
from ledger.proof.notes import read_note
from ledger.proof.receipts import read_receipt

from ..town import MORNING, new_ledger

FREELY = settings(
    max_examples=int(os.environ.get("FUZZ_EXAMPLES", "40")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

TEXTS = st.text(max_size=60) | st.sampled_from(
    ["/start", "/start ABC", "/stato@prova_bot AS4", "@prova_bot ciao", "AS4.3.1 240", "\u202e"]
)
NUMBERS = st.integers(-(2**63), 2**63) | st.integers(-10, 10)
USERS = st.fixed_dictionaries(
    {"id": NUMBERS, "is_bot": st.booleans(), "first_name": st.text(max_size=5)}
)
CHATS = st.fixed_dictionaries(
    {
        "id": NUMBERS,
        "type": st.sampled_from(["private", "group", "supergroup", "channel", "nuovo"]),
    }
)
PHOTOS = st.lists(
    st.fixed_dictionaries(
        {
            "file_id": st.text(max_size=9),
            "file_unique_id": st.text(max_size=9),
            "width": NUMBERS,
            "height": NUMBERS,
        },
        optional={"file_size": NUMBERS},
    ),
    max_size=3,
)
DOCUMENTS = st.fixed_dictionaries(
    {"file_id": st.text(max_size=9), "file_unique_id": st.text(max_size=9)},
    optional={
        "file_name": st.text(max_size=90),
        "mime_type": st.text(max_size=20),
        "file_size": NUMBERS,
    },
)
MESSAGES = st.fixed_dictionaries(
    {"message_id": NUMBERS, "date": st.integers(0, 2**33), "chat": CHATS},
    optional={
        "from": USERS,
        "text": TEXTS,
        "caption": TEXTS,
        "photo": PHOTOS,
        "document": DOCUMENTS,
        "message_thread_id": NUMBERS,
        "media_group_id": st.text(max_size=5),
        "new_chat_title": TEXTS,
        "group_chat_created": st.just(True),
        "edit_date": st.integers(0, 2**33),
    },
)
PRESSES = st.fixed_dictionaries(
    {"id": st.text(max_size=9), "from": USERS, "chat_instance": st.text(max_size=3)},
    optional={"data": TEXTS, "message": MESSAGES},
)
UPDATES = st.fixed_dictionaries(
    {"update_id": st.integers(0, 2**53)},
    optional={
        "message": MESSAGES,
        "edited_message": MESSAGES,
        "channel_post": MESSAGES,
        "callback_query": PRESSES,
    },
)


@pytest.fixture(scope="module")
def bot() -> Bot:
    found = Bot("77:drill")
    found._bot_user = User(77, "-", True, username="prova_bot")
    return found


@given(raw=UPDATES)
@FREELY
def test_any_update_is_a_turn_or_silence(bot: Bot, raw: dict[str, Any]) -> None:
    try:
        update = Update.de_json(raw, bot)
    except (TelegramError, ValueError, OverflowError):
        return  # The library's own refusal of what is no update.
    door = Door(lambda user: "eq.as4" if user % 2 else None, lambda user: user % 3 == 0)
    door.welcome(update)
    door.admits(update)
    chat_of(update)
    translate.wanted(update, bot, lambda user: "eq.as4")
    turn = translate.read(update, bot, lambda user: None, channel="telegram", received_at=MORNING)
    assert turn is None or turn.key.startswith("telegram:77:")


@given(text=st.text(max_size=300), of=st.sampled_from([read_note, read_receipt]))
@FREELY
def test_any_text_is_a_proof_or_a_sentence(text: str, of: Any) -> None:
    with pytest.raises(BadNote):
        of(text)


@given(text=st.text(alphabet="ab <>&;/bi\n\U0001f600", max_size=400), limit=st.integers(40, 90))
@FREELY
def test_any_answer_is_cut_within_its_limit(text: str, limit: int) -> None:
    assert all(units(part) <= limit for part in split_html(html.escape(text), limit))


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("copy")
    ledger = new_ledger(folder / "t.db", MORNING)
    ledger.checkpoint()
    ledger.close()
    back_up(folder / "t.db", folder / "c.db")
    return (folder / "c.db").read_bytes()


@given(data=st.data())
@settings(FREELY, max_examples=max(10, FREELY.max_examples // 4))
def test_any_damaged_copy_is_put_back_whole_or_refused_with_a_reason(
    copy: bytes, tmp_path: Path, data: st.DataObject
) -> None:
    damaged = bytearray(copy)
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(copy) - 1))
        damaged[place] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(1, len(copy)))
    source, target = tmp_path / "c.db", tmp_path / f"{os.urandom(4).hex()}.db"
    source.write_bytes(bytes(damaged[:cut]))
    try:
        head = restore(source, target, FixedClock(MORNING))
    except TraguardoError:
        assert not target.exists()
        return
    ledger = Ledger.open(target, FixedClock(MORNING))
    assert ledger.verify() == head
    ledger.close()
