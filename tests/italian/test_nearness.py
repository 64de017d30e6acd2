import pytest

from italian.nearness import Nearness, near, nearest, nearness
from italian.words import stem


def how_near(one: str, other: str) -> float:
    first, second = nearness().of(stem(one)), nearness().of(stem(other))
    assert first and second
    return near(first, second)


@pytest.mark.parametrize(
    ("said", "meant", "else_"),
    [
        ("tombe", "loculi", "multe"),
        ("multe", "sanzioni", "prestiti"),
        ("bimbi", "bambini", "cantieri"),
        ("buche", "strade", "libri"),
        ("sposi", "matrimoni", "verbali"),
    ],
)
def test_an_everyday_word_is_nearer_to_what_it_means(said: str, meant: str, else_: str) -> None:
    assert how_near(said, meant) > how_near(said, else_)


def test_a_word_is_one_with_itself_and_with_its_plural() -> None:
    assert how_near("loculo", "loculi") == 1.0


def test_of_a_word_that_is_none_nothing_is_known() -> None:
    assert nearness().of("qzxtvb") is None


def test_what_is_met_seldom_says_more() -> None:
    seldom, usual = nearness().of(stem("loculi")), nearness().of(stem("fatto"))
    assert seldom and usual
    assert seldom.rarity > usual.rarity


def test_nothing_is_near_to_no_words() -> None:
    word = nearness().of(stem("loculi"))
    assert word
    assert nearest(word, ()) == 0.0


def test_a_table_of_another_version_is_refused() -> None:
    with pytest.raises(ValueError, match="version"):
        Nearness(b"traguardo nearness 0\nparol\n")
