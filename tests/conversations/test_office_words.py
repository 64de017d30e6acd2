"""What an office calls things is learnt when confirmed, renewed by use, shown and forgotten."""

import json

from click.testing import CliRunner

from bot.cli import main

from .conftest import Person, Town

CIE = "AS4.3.1 CIE rilasciate"


def taught(maria: Person) -> Person:
    return maria.says("altri 4 bollini oggi").taps(CIE).taps("Conferma")


def test_a_word_answered_once_is_not_asked_again(maria: Person, town: Town) -> None:
    taught(maria)
    maria.says("altri 5 bollini oggi").sees("Ho letto così", "da 4 carte a 9 carte (+5)")
    (event,) = town.events("AliasAdded")
    assert (event.event.words, event.event.office) == ("bollini", "AS4")  # type: ignore[union-attr]


def test_a_card_that_asks_by_itself_teaches_as_well(maria: Person, town: Town) -> None:
    maria.says("AS4.1 12 sportellate").sees("AS4.1.1").taps("Conferma")
    assert [e.event.words for e in town.events("AliasAdded")] == ["sportellate"]  # type: ignore[union-attr]


def test_a_word_is_the_office_s_own(maria: Person, town: Town) -> None:
    taught(maria)
    other = town.person("eq.as3").says("altri 4 bollini oggi")
    other.does_not_see("(+4)")


def test_parole_shows_what_was_learnt_and_forgets_it(maria: Person, town: Town) -> None:
    maria.says("/parole").sees("Non ho ancora imparato")
    taught(maria)
    maria.says("/parole").sees("«bollini» = AS4.3.1 CIE rilasciate", "vale fino al 15/03/2025")
    maria.taps("Dimentica 1").sees("Dimentico che «bollini»").taps("Conferma")
    maria.sees("Dimenticato", "Registrato: n. ")
    maria.says("/parole").sees("Non ho ancora imparato")
    maria.says("altri 5 bollini oggi").sees("Di quale indicatore parli?")


def test_who_reports_for_another_office_cannot_forget_it(maria: Person, town: Town) -> None:
    taught(maria)
    maria.says("/parole")
    message, data = maria.button("Dimentica 1")
    town.person("eq.as3").says("/parole").sees("Non ho ancora imparato")
    town.person("eq.as3").presses(message, data).sees("già dimenticata")
    town.person("dirigente.as").says("/parole").sees("«bollini»")
    assert town.events("AliasRemoved") == []


def test_what_is_not_used_fades_and_is_asked_about_again(maria: Person, town: Town) -> None:
    taught(maria)
    town.now_is("2024-12-30T10:00")
    maria.says("altri 5 bollini oggi").sees("(+5)").taps("Conferma")
    assert len(town.events("AliasAdded")) == 2, "use renews it"
    maria.says("altri 6 bollini oggi").taps("Conferma")
    assert len(town.events("AliasAdded")) == 2, "once a month is enough"
    maria.says("/parole").sees("vale fino al 28/06/2025")


def test_after_half_a_year_of_silence_it_is_asked_again(maria: Person, town: Town) -> None:
    maria.says("altri 4 bollini l'8 gennaio").taps(CIE).taps("Conferma")
    town.now_is("2025-03-16T10:00")
    maria.says("altri 5 bollini il 30 dicembre").does_not_see("(+5)")


def test_the_answer_given_last_holds(maria: Person) -> None:
    taught(maria)
    maria.says("altri 5 bollini oggi").taps("Correggi").says("AS4.1.1").sees("AS4.1.1", "(+5)")
    maria.taps("Conferma")
    maria.says("altri 6 bollini oggi").sees("AS4.1.1", "(+6)")


def test_what_the_plan_says_counts_before_what_was_taught(maria: Person, town: Town) -> None:
    taught(maria)
    town.person("dirigente.as").says("/alias AS4.1.1 bollini").taps("Conferma")
    maria.says("altri 5 bollini oggi").sees("AS4.1.1").does_not_see("AS4.3.1")


def test_understand_reads_what_the_office_taught(maria: Person, town: Town) -> None:
    command = ["--db", str(town.path), "--now", "2024-09-16T11:00", "understand", "--json"]

    def read(person: str) -> list[str | None]:
        told = CliRunner().invoke(main, [*command, "--as", person, "altri 5 bollini oggi"])
        return [item["indicator"] for item in json.loads(told.output)["items"]]

    assert read("eq.as4") == [None]
    taught(maria)
    assert read("eq.as4") == ["AS4.3.1"]
    assert read("eq.as3") != ["AS4.3.1"]
