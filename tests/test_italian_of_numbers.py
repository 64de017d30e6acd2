"""Articles and nouns agree with the number that follows or comes before."""

from fractions import Fraction

import pytest

from reports.personal import _field
from words.say import say
from words.wording import plain_text


@pytest.mark.parametrize(
    ("percent", "told"),
    [(0, "lo 0 %"), (1, "l'1 %"), (8, "l'8 %"), (11, "l'11 %"), (80, "l'80 %"), (18, "il 18 %")],
)
def test_the_article_is_the_one_of_the_number(percent: int, told: str) -> None:
    assert plain_text(say("public.unit", percent=Fraction(percent))) == f"Raggiunto {told}."


@pytest.mark.parametrize(("count", "told"), [(1, "1 persona:"), (2, "2 persone:")])
def test_one_person_is_one(count: int, told: str) -> None:
    assert told in plain_text(say("premiums.total", count=count, amount=Fraction(10)))


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("moment", "start", "momento: iniziale"),
        ("mode", "absolute", "come si conta: in tutto"),
        ("mode", "milestone", "come si conta: passo raggiunto o no"),
        ("role", "eq", "ruolo: incaricato EQ"),
        ("reason", "start", "motivo: start"),
    ],
)
def test_what_the_record_names_in_english_is_read_in_italian(
    name: str, value: str, told: str
) -> None:
    assert _field(name, value) == told
