"""What must hold of any message: manners of writing change nothing, nothing breaks the reader."""

import datetime as dt
import time
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.understand import reading_json
from handlers.understand.reading import Intent, Item, Mode, NotTaken
from ledger.plan import Direction, Kind
from words.wording import number

from .table import TODAY, Case, cases, plan_of, reader_of, sender

PLANS = ("sample", "invented")
CASES = tuple(cases())
PLAIN = [c for c in CASES if c.before is None and "<" not in c.text and "\n" not in c.text]
FACTS = [c for c in PLAIN if c.meanings[0].startswith("report ")]


def read(case: Case, text: str) -> dict[str, object]:
    """Its meaning, without the words of the questions (which may quote the message)."""
    reading = reader_of(case.plan).read(text, sender=sender(case.who), today=TODAY)
    return reading_json(reading, lambda question: question.key)


@pytest.mark.parametrize("courtesy", ["{}, per favore", "per favore {}", "buongiorno, {} grazie"])
@given(case=st.sampled_from(FACTS))
@settings(deadline=None, max_examples=60)
def test_courtesies_change_nothing(courtesy: str, case: Case) -> None:
    """At most a fact that may be asked about is asked about."""
    polite = read(case, courtesy.format(case.text))
    assert polite == read(case, case.text) or (polite["ambiguous"] and "report?" in case.meanings)


@given(case=st.sampled_from(PLAIN))
@settings(deadline=None, max_examples=120)
def test_capitals_do_not_matter(case: Case) -> None:
    assert read(case, case.text.upper()) == read(case, case.text.lower()) == read(case, case.text)


@given(case=st.sampled_from(PLAIN))
@settings(deadline=None, max_examples=120)
def test_accents_do_not_matter(case: Case) -> None:
    apart = unicodedata.normalize("NFD", case.text)
    bare = "".join(c for c in apart if not unicodedata.combining(c))
    assert read(case, apart) == read(case, bare) == read(case, case.text)


@given(
    case=st.sampled_from(PLAIN), blank=st.sampled_from(["  ", "\u00a0", "\t", " \u200d", "\u200f "])
)
@settings(deadline=None, max_examples=120)
def test_blanks_and_invisible_marks_do_not_matter(case: Case, blank: str) -> None:
    assert read(case, f" {case.text.replace(' ', blank)}  ") == read(case, case.text)


@st.composite
def facts(draw: st.DrawFn) -> tuple[str, Item]:
    """Something that may be reported, over either plan."""
    plan = draw(st.sampled_from(PLANS))
    indicator = draw(st.sampled_from([i for _, i in plan_of(plan).indicators()]))
    day = draw(st.none() | st.dates(dt.date(2024, 1, 1), TODAY))
    whole = draw(st.integers(0, 2_000_000))
    value = Decimal(whole)
    mode = Mode.ABSOLUTE
    numerator = denominator = None
    if indicator.kind.is_step:
        mode, value = Mode.MILESTONE, Decimal(whole % 2)
    elif indicator.kind is Kind.RATIO:
        mode, numerator, denominator = Mode.RATIO, Decimal(whole), Decimal(whole + 1)
    elif indicator.kind is not Kind.COUNT:
        value = Decimal(whole) / 100
    elif indicator.direction is Direction.UP and draw(st.booleans()):
        mode = Mode.INCREMENT
    item = Item(
        indicator=indicator.code,
        mode=mode,
        value=None if mode is Mode.RATIO else value,
        numerator=numerator,
        denominator=denominator,
        date=day,
    )
    return plan, item


def rendered(item: Item) -> str:
    """A report by code, in the words and numbers the bot itself writes."""
    day = f" il {item.date:%d/%m/%Y}" if item.date else ""
    if item.mode is Mode.RATIO and item.numerator is not None and item.denominator is not None:
        return f"{item.indicator} {number(item.numerator)} su {number(item.denominator)}{day}"
    assert item.value is not None
    if item.mode is Mode.MILESTONE:
        return f"{item.indicator} {'fatto' if item.value else 'non ancora'}{day}"
    how = "siamo a " if item.mode is Mode.ABSOLUTE else "+"
    return f"{item.indicator} {how}{number(item.value)}{day}"


@given(fact=facts())
@settings(deadline=None, max_examples=200)
def test_a_rendered_report_is_read_back_as_itself(fact: tuple[str, Item]) -> None:
    plan, item = fact
    reading = reader_of(plan).read(rendered(item), sender=None, today=TODAY)
    (found,) = reading.items
    assert reading.intent is Intent.REPORT
    assert (found.indicator, found.mode, found.value) == (item.indicator, item.mode, item.value)
    assert (found.numerator, found.denominator) == (item.numerator, item.denominator)
    assert found.date == item.date


@given(text=st.text(max_size=300), plan=st.sampled_from(PLANS))
@settings(deadline=None, max_examples=300)
def test_no_text_breaks_the_reader(text: str, plan: str) -> None:
    reading = reader_of(plan).read(text, sender=sender("segretario"), today=TODAY)
    assert reading_json(reading, lambda question: question.key)


@given(
    pieces=st.lists(
        st.sampled_from(
            ["cie", "AS4.3.1", "12", "1.250,5", "su", "%", "/", "-", "+", "oggi", "31/9", "non",
             "€", "erano", "altre", "siamo a", "il", "?", ",", ".", "e", "manca", "meno",
             "delibera n.", "tr 2", "una ventina", "mezzo",
             "milioni", "valida", "perché", "\n", "<b>", "🙂", "٣"]
        ),
        max_size=30,
    ),
    plan=st.sampled_from(PLANS),
)  # fmt: skip
@settings(deadline=None, max_examples=300)
def test_no_heap_of_its_own_words_breaks_the_reader(pieces: list[str], plan: str) -> None:
    reader, who = reader_of(plan), sender("segretario")
    text = " ".join(pieces)
    before = reader.read(text, sender=who, today=TODAY)
    reading = reader.read(text, sender=who, today=TODAY, previous=before)
    assert reading_json(reading, lambda question: question.key)


LONG = [
    "a" * 10_000,
    "1" * 10_000,
    "1." * 5_000,
    "oggi 12 CIE, " * 800,
    "AS4." * 2_500,
    "<" * 10_000,
    "non " * 2_500,
    "\u200d" * 10_000,
    "cento" * 2_000,
    "12 su " * 1_700,
]


@pytest.mark.parametrize("text", LONG, ids=lambda text: ascii(text[:8]))
@pytest.mark.parametrize("length", [4096, 10_000])
def test_a_long_message_is_read_or_refused_at_once(text: str, length: int) -> None:
    reader, who = reader_of("sample"), sender("eq.as4")
    start = time.perf_counter()
    reading = reader.read(text[:length], sender=who, today=TODAY)
    assert time.perf_counter() - start < 1
    assert (reading.refusal is NotTaken.TOO_LONG) == (length > 4096)


@given(before=facts(), fact=facts(), added=st.booleans())
@settings(deadline=None, max_examples=150)
def test_a_code_and_its_figure_are_a_report_whatever_was_said_before(
    before: tuple[str, Item], fact: tuple[str, Item], added: bool
) -> None:
    plan, item = fact
    reader = reader_of(plan)
    previous = reader_of(before[0]).read(rendered(before[1]), sender=None, today=TODAY)
    figure = number(abs(item.value or item.numerator or Decimal(7)))
    text = f"{item.indicator} {'+' if added else ''}{figure}"
    alone = reader.read(text, sender=None, today=TODAY)
    assert reader.read(text, sender=None, today=TODAY, previous=previous) == alone
    assert alone.intent is Intent.REPORT


@pytest.mark.parametrize("said", ["+{}", "+{} oggi", "siamo a {}", "adesso sono {}", "totale {}"])
@pytest.mark.parametrize("figure", [20, 22, 25, 240])
@pytest.mark.parametrize("before", ["AS4.3.1 19", "AS4.3.1 +22", "altre 25 CIE ieri"])
def test_what_is_added_and_where_it_has_come_to_correct_nothing(
    before: str, figure: int, said: str
) -> None:
    reader, who = reader_of("sample"), sender("eq.as4")
    previous = reader.read(before, sender=who, today=TODAY)
    reading = reader.read(said.format(figure), sender=who, today=TODAY, previous=previous)
    (item,) = reading.items
    wanted = "increment" if said.startswith("+") else "absolute"
    assert (reading.intent, item.indicator, item.mode) == (Intent.REPORT, "AS4.3.1", wanted)
    assert item.value == figure
