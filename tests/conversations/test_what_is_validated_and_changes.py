"""What was validated may still be put right or taken back: never without a word to anybody."""

from .conftest import Person, Town
from .test_evaluation import validated as validated
from .test_evaluation import winter as winter


def test_taking_back_what_was_validated_is_doubted_and_told_to_who_validates(
    town: Town, maria: Person, bruno: Person
) -> None:
    maria.says("AS4.3.1 240").taps("Conferma")
    maria.says("ritira l'ultima").does_not_see("già validata").says("no")
    bruno.says("/valida AS4.3.1").taps("Conferma")
    maria.says("ritira l'ultima").sees("⚠️ È già validata").taps("Conferma")
    assert "eq.as4 ha ritirato la n." in town.text_for("dirigente.as")


def test_so_is_putting_it_right_and_what_rests_on_it_is_said(validated: Town) -> None:
    (report,) = validated.events("ProgressRecorded")
    ida = validated.person("eq.as4").says(f"ritira la {report.seq}")
    ida.sees("il Nucleo ha validato la performance di ente 2024").says("no")
    ida.says(f"correggi la {report.seq}: erano 290").sees("performance di ente 2024")
