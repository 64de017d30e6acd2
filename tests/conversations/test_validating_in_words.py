"""What is to be validated said in words: several things, all but some, those of some days."""

import pytest

from .conftest import Person, Town


@pytest.fixture
def three(town: Town, maria: Person) -> list[int]:
    """Three reports of AS4, oldest first, the last of yesterday."""
    for text in ("AS4.3.1 240", "AS4.1.1 50", "AS4.1.2 fatto ieri"):
        maria.says(text).taps("Conferma")
    return [e.seq for e in town.events("ProgressRecorded")]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("valida tutto tranne le CIE e le pratiche allo sportello", [2]),
        ("valida tutto di eq.as4 tranne le CIE", [1, 2]),
        ("valida quelli di AS4, escluse le CIE e AS4.1.1, grazie", [2]),
        ("valida i dati di AS4 ma non le CIE perché devo controllarle", [1, 2]),
        ("valida le CIE e AS4.1.1", [0, 1]),
        ("valida tutto tranne quelli di ieri e le CIE", [1]),
    ],
)
def test_of_several_things_each_is_validated_or_left_out(
    bruno: Person, town: Town, three: list[int], text: str, kept: list[int]
) -> None:
    bruno.says(text).taps("Conferma")
    seqs = [e.event.report for e in town.events("ProgressValidated")]  # type: ignore[union-attr]
    assert seqs == [three[i] for i in kept]


@pytest.mark.parametrize("writer", ["eq.as3", "eq.zz9"])
def test_what_somebody_else_wrote_is_never_validated_with_theirs(
    bruno: Person, town: Town, three: list[int], writer: str
) -> None:
    town.person("eq.as3").says("AS3.1.1 14").taps("Conferma")
    bruno.says("valida tutto di eq.as4 tranne le CIE").taps("Conferma")
    seqs = [e.event.report for e in town.events("ProgressValidated")]  # type: ignore[union-attr]
    assert seqs == three[1:]
    bruno.says(f"valida tutto di {writer} tranne le CIE").sees("una per una")


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("fino al 14 settembre", [0]),
        ("prima del 15 settembre", [0]),
        ("del 14 settembre", [0]),
        ("fino a ieri", [0, 1]),
        ("tra il 13 e il 15 settembre", [0, 1]),
        ("dal 15 settembre", [1, 2]),
    ],
)
def test_days_are_those_that_are_said_to_their_end(
    bruno: Person, town: Town, maria: Person, words: str, kept: list[int]
) -> None:
    for text in ("AS4.3.1 +5 il 14 settembre", "AS4.3.1 +4 il 15 settembre", "AS4.1.1 50"):
        maria.says(text).taps("Conferma")
    written = [e.seq for e in town.events("ProgressRecorded")]
    bruno.says(f"valida quelli {words}").taps("Conferma")
    seqs = [e.event.report for e in town.events("ProgressValidated")]  # type: ignore[union-attr]
    assert seqs == [written[i] for i in kept]


def test_what_is_left_out_under_the_card_stays_out_of_it(
    bruno: Person, town: Town, three: list[int]
) -> None:
    bruno.says("valida tutto di eq.as4 tranne AS4.1.2").sees("Valido 2 ")
    bruno.says("no, tranne anche le CIE").sees("Valido 1 ", f"n. {three[0]}").taps("Conferma")
    seqs = [e.event.report for e in town.events("ProgressValidated")]  # type: ignore[union-attr]
    assert seqs == [three[1]]


@pytest.mark.parametrize(
    "text",
    [
        "valida la {}",
        "convalido la registrazione {}",
        "contesta la {} perché non torna",
        "respingo la n. {}: manca la firma",
        "approvo la n. {}",
    ],
)
@pytest.mark.parametrize("who", ["eq.as4", "eq.as3", "dipendente.as4"])
def test_who_never_validates_hears_who_does_of_the_record_that_is_named(
    town: Town, maria: Person, who: str, text: str
) -> None:
    maria.says("altre 12 CIE oggi").taps("Conferma")
    seq = town.events("ProgressRecorded")[-1].seq
    person = town.person(who).says(text.format(seq))
    person.sees("Validare per AS4.3.1 non spetta a te", "dirigente dell'area AS")
    assert not person.buttons
