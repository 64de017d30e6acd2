"""Help is the product's own list: its commands are those there are, its examples are asked here."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from handlers.ask.examples import EXAMPLES
from handlers.help import TOPICS
from handlers.route import COMMANDS, OFFERED
from ledger.clock import FixedClock

from ..town import MORNING, copy_of
from .conftest import Town
from .test_questions import lived

NOT_ANSWERS = ("Non ho capito", "Non so che cosa", "Di questo non so nulla", "qualcosa non ha")


@pytest.fixture(scope="module")
def helped(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    path = copy_of(founded, tmp_path_factory.mktemp("helped") / "traguardo.db")
    lived(path)
    town = Town(path, clock=FixedClock(MORNING))
    yield town
    town.close()


SEEN = {
    "today": "aspetta",
    "worst_area": "Area ",
    "worst_service": "(atteso",
    "behind": "prima chi è più indietro",
    "late": "in ritardo ·",
    "at_risk": "a rischio ·",
    "not_started": "non avviat",
    "done": "raggiunt",
    "no_target": "senza valore da raggiungere",
    "unproved": "senza prove",
    "contested": "con un dato contestato",
    "silent": "fermi dal",
    "vacant": "senza responsabile",
    "combined": "a rischio, senza prove",
    "improved": "chi è salito di più dal 01/06/2024",
    "fell": "chi è sceso di più dal 01/09/2024",
    "changed": "dal 16/09/2024",
    "changed_between": "dal 01/09/2024 al 15/09/2024",
    "since_visit": " · ",
    "gap": "a settimana",
    "why": "Regola:",
    "compare": "prima chi sta meglio",
    "last_year": "anno",
    "lines": "OS7",
    "due_month": "con termine dal 16/09/2024 al 30/09/2024",
    "proofs": "prov",
    "status": "atteso al 16/09/2024",
    "reporters": "ferm",
    "validators": "da validare",
    "assigners": "da assegnare",
    "below": "sotto il 40 %",
    "well": "bene",
    "writers": "registrazion",
    "holders": "Chi ne risponde",
    "which_day": "Oggi è",
    "phase": "Ciclo della performance",
    "evaluators": "schede da firmare",
    "wrote": "tue registrazioni",
    "doing": "atteso al 16/09/2024",
    "who_am_i": "Sei ",
    "report": "Ho letto così",
    "step": "Ho letto così",
    "take_back": "Ritiro la registrazione",
    "to_validate": "1 di ",
    "target": "valore da raggiungere: da",
    "deadline": "termine: da",
    "weight": "peso da",
    "cancel": "Cancello",
}
"""What the answer to each example must have in it."""


def test_every_example_is_tried_here() -> None:
    assert SEEN.keys() == {example.name for example in EXAMPLES}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e.name)
def test_an_example_does_what_it_says(helped: Town, example: object) -> None:
    """Found in the help of its topic, then typed as it stands there."""
    from handlers.ask.examples import Example

    assert isinstance(example, Example)
    who = "eq.as4" if example.name in ("take_back", "report", "step") else "dirigente.as"
    person = helped.person(who).says("/annulla").says("/aiuto")
    topic = next(t for t in TOPICS if t.name == example.topic)
    person.presses(1, f"help:{topic.name}")
    key = EXAMPLES.index(example)
    same = [e for e in EXAMPLES if e.topic == topic.name and _may(who, e)]
    text = person.text.partition("Per esempio:")[2].strip().splitlines()[same.index(EXAMPLES[key])]
    person.says(text.removeprefix("— "))
    assert not any(no in person.text for no in NOT_ANSWERS), person.text
    assert SEEN[example.name] in person.text, person.text


def _may(who: str, example: object) -> bool:
    roles = getattr(example, "roles", ())
    return not roles or who.partition(".")[0] in [str(role) for role in roles]


def test_help_names_every_command_that_is_offered_and_no_other() -> None:
    told = {name for topic in TOPICS for name in topic.commands}
    assert told == set(OFFERED) - {"aiuto", "annulla"}
    assert told <= set(COMMANDS)


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("aiuto valutare", "Valutare."),
        ("/aiuto valida", "Validare."),
        ("come faccio a correggere un dato?", "Scrivere i dati."),
        ("come si valida?", "Validare."),
        ("come faccio a prorogare un termine?", "Il piano."),
        ("/help", "Che cosa vuoi sapere?"),
        ("/start", "Buongiorno"),
        ("aiuto", "Che cosa vuoi sapere?"),
    ],
)
def test_help_is_found_by_its_words(helped: Town, words: str, topic: str) -> None:
    helped.person("dirigente.as").says(words).sees(topic)


@pytest.mark.parametrize("command", ["/perche", "/storico", "/target", "/termine", "/prove"])
def test_a_command_without_its_argument_asks_for_it_by_buttons(helped: Town, command: str) -> None:
    person = helped.person("dirigente.as").says(command)
    assert person.buttons, person.text
    person.taps(person.buttons[0][0]).does_not_see("non c'è nel piano")
    person.says("/annulla")


def test_words_after_a_command_that_waits_for_a_code_are_not_taken_for_one(helped: Town) -> None:
    helped.person("dirigente.as").says("/target").says("chi sono?").sees("Sei ")
    helped.person("dirigente.as").says("/annulla")


GUIDE = Path(__file__).parents[2] / "docs" / "guida.md"
ASKING = GUIDE.read_text(encoding="utf-8").partition("## Chiedere\n")[2].partition("\n## ")[0]
GUIDE_S = [" ".join(x.split()) for x in re.findall(r"«([^»]+)»", ASKING)]


@pytest.mark.parametrize("said", GUIDE_S)
def test_what_the_guide_says_may_be_asked_is_answered(helped: Town, said: str) -> None:
    person = helped.person("dirigente.as").says("quali indicatori non hanno prove?").says(said)
    assert not any(no in person.text for no in NOT_ANSWERS), person.text
    assert person.text


EVERYBODY = (
    "eq.as4 dirigente.as segretario nucleo sindaco giunta personale admin dipendente.as4".split()  # noqa: SIM905
)


def test_each_role_is_shown_examples_of_its_own_that_do_what_they_say(helped: Town) -> None:
    shown = {}
    for who in EVERYBODY:
        text = helped.person(who).says("/annulla").says("/aiuto").text
        last = text.rpartition("Per esempio:")[2]
        shown[who] = [line[2:] for line in last.splitlines() if line.startswith("— ")]
        assert len(shown[who]) >= 3, text
        for example in shown[who]:
            person = helped.person(who).says(example)
            assert not any(no in person.text for no in NOT_ANSWERS), f"{example}\n{person.text}"
        helped.person(who).says("/annulla")
    assert len({tuple(examples) for examples in shown.values()}) == len(EVERYBODY)
