"""Replies within Telegram's limits, whatever they contain."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.outgoing.render import CAPTION_UNITS, TEXT_UNITS, plain, render, split_html, units
from bot.outgoing.sender import keyboard
from handlers.turn import Button, Reply
from ledger.access import pages_at
from words.say import Say

from .conftest import words

HTML = st.recursive(
    st.text(alphabet="ab &<>\n😀é", max_size=12).map(html.escape),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map("".join),
        st.tuples(st.sampled_from(["b", "i", "code"]), inner).map(
            lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>"
        ),
    ),
    max_leaves=20,
)


def well_formed(text: str) -> bool:
    """Tags nest, and every `&` begins an entity."""
    opened: list[str] = []
    for end, tag in re.findall(r"<(/?)(\w+)>", text):
        if not end:
            opened.append(tag)
        elif not opened or opened.pop() != tag:
            return False
    return not opened and not re.search(r"&(?!#?\w+;)", text)


def letters(reply: Reply, replaces: int | None = None) -> list[tuple[str, int]]:
    rendered = render(reply, text_of, 1, replaces=replaces, answers=None)
    return [(letter.method, len(letter.buttons)) for letter in rendered]


def text_of(said: Say) -> str:
    return str(said.facts["text"])


@pytest.mark.parametrize(
    ("chat", "url", "keys"),
    [
        (
            1,
            "https://obiettivi.esempio.it/",
            [
                {"text": "Perché?", "callback_data": "why:AS4"},
                {
                    "text": "Apri la pagina",
                    "web_app": {"url": "https://obiettivi.esempio.it/entra/app?a=/ambito/AS4"},
                },
            ],
        ),
        (1, "http://10.0.0.1:8000", [{"text": "Perché?", "callback_data": "why:AS4"}]),
        (-1, "https://obiettivi.esempio.it", [{"text": "Perché?", "callback_data": "why:AS4"}]),
    ],
    ids=["private chat", "no secure address", "group"],
)
def test_a_page_opens_inside_telegram_only_where_telegram_can(
    chat: int, url: str, keys: list[dict[str, object]]
) -> None:
    why = Button(Say("x", {"text": "Perché?"}), "why:AS4")
    page = Button(Say("x", {"text": "Apri la pagina"}), "app:/ambito/AS4")
    reply = Reply((words("AS4"),), ((why, page), (page,)))
    (letter,) = render(
        reply,
        text_of,
        chat,
        replaces=None,
        answers=None,
        pages=pages_at({"TRAGUARDO_WEB_URL": url}),
    )
    rows = keyboard(letter.buttons)["inline_keyboard"]
    assert rows[0] == keys
    assert len(rows) == (2 if len(keys) == 2 else 1), "a row without buttons is none"


@given(HTML)
def test_any_markup_is_cut_whole_and_loses_nothing_but_spaces(text: str) -> None:
    parts = split_html(text, 60)
    assert all(units(part) <= 60 and well_formed(part) for part in parts)
    assert re.sub(r"\s", "", plain("".join(parts))) == re.sub(r"\s", "", plain(text))


def test_a_long_text_is_cut_at_the_end_of_a_line() -> None:
    lines = [f"riga {n} " + "x" * 90 for n in range(100)]
    parts = split_html("\n".join(lines), TEXT_UNITS)
    assert len(parts) == 3
    assert "\n".join(parts) == "\n".join(lines)


def test_a_tag_open_at_the_cut_is_closed_and_opened_again() -> None:
    assert split_html("<b>uno\ndue</b>", 12) == ["<b>uno</b>", "<b>due</b>"]


def test_an_emoji_counts_twice_as_telegram_counts_it() -> None:
    parts = split_html("😀" * TEXT_UNITS, TEXT_UNITS)
    assert [units(part) for part in parts] == [TEXT_UNITS, TEXT_UNITS]


def test_buttons_stand_under_the_last_part() -> None:
    row = ((Button(words("Conferma"), "yes"),),)
    long = Reply((words("x" * 4000), words("y" * 4000)), row)
    assert letters(long) == [("sendMessage", 0), ("sendMessage", 1)]


def test_only_the_first_part_takes_the_place_of_the_pressed_message() -> None:
    long = Reply((words("x" * 4000), words("y" * 4000)), replace=True)
    assert letters(long, replaces=5) == [("editMessageText", 0), ("sendMessage", 0)]
    assert letters(long) == [("sendMessage", 0), ("sendMessage", 0)]


def test_words_too_long_for_a_caption_follow_the_document() -> None:
    row = ((Button(words("Vedi"), "see"),),)
    short = Reply((words("x" * CAPTION_UNITS),), row, document=("a.pdf", b""))
    long = Reply((words("x" * (CAPTION_UNITS + 1)),), row, document=("a.pdf", b""))
    assert letters(short) == [("sendDocument", 1)]
    assert letters(long) == [("sendDocument", 0), ("sendMessage", 1)]


def test_callback_data_over_the_limit_is_a_defect() -> None:
    too_much = Reply((words("?"),), ((Button(words("Sì"), "è" * 33),),))
    with pytest.raises(ValueError, match="64 bytes"):
        render(too_much, text_of, 1, replaces=None, answers=None)
