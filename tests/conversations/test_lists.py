"""Every list opens to its end: by button, in words, by typing, as a file."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from handlers.talk.paging import SOURCES
from ledger.clock import FixedClock
from ledger.commands.aliases import AddAlias
from ledger.commands.calendar import OpenCampaign
from ledger.commands.people import AddPerson
from ledger.ledger import Ledger
from ledger.people import Role

from ..town import MORNING, copy_of
from .conftest import Person, Town
from .test_questions import lived

ONWARDS = re.compile(r"(?:Altri|Ancora)(?: \d+)? ▸|Avanti")
STAFF = 21
"""Enough for a list of people, or of words, to need three pages."""


@pytest.fixture(scope="module")
def listed(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The small town with a life, a campaign, and more people; opened once."""
    path = copy_of(founded, tmp_path_factory.mktemp("listed") / "traguardo.db")
    lived(path)
    ledger = Ledger.open(path, FixedClock(MORNING))
    for n in range(1, STAFF + 1):
        person = AddPerson(f"x{n}", f"Persona {n}", Role.DIPENDENTE, "AS4", False)
        ledger.execute(person, actor="cli", cause="test")
        learnt = AddAlias("AS4.3.1", f"bollini{n}", "AS4")
        ledger.execute(learnt, actor="eq.as4", cause="test")
    due = MORNING.date().replace(month=10)
    ledger.execute(OpenCampaign("Autunno", due), actor="segretario", cause="test")
    ledger.close()
    town = Town(path, clock=FixedClock(MORNING))
    yield town
    town.close()


OPENINGS: dict[str, tuple[str, str]] = {
    "q": ("segretario", "quali indicatori non hanno prove?"),
    "st": ("segretario", "/stato AS"),
    "in": ("segretario", "/stato AS"),
    "due": ("segretario", "/scadenze"),
    "hist": ("eq.as4", "/storico AS4.3.1"),
    "objs": ("dirigente.as", "/obiettivi"),
    "who": ("admin", "/persone"),
    "pick": ("segretario", "/target"),
    "oggi": ("dirigente.as", "/oggi"),
    "owed": ("dirigente.as", "/campagna"),
    "owedby": ("segretario", "/campagna"),
    "chg": ("segretario", "/modifiche"),
    "chk": ("nucleo", "/verifiche"),
    "reg": ("segretario", "/regolamento"),
    "eval": ("dirigente.as", "/valuta"),
    "anokind": ("segretario", "/anomalie"),
    "points": ("segretario", "le anomalie in excel"),
    "away": ("personale", "le assenze in excel"),
    "waits": ("personale", "/premi"),
    "words": ("eq.as4", "/parole"),
    "form": ("personale", "/assenza"),
    "md": ("segretario", "quali obiettivi sono sotto la media?"),
    "valuta": ("personale", "chi valuta chi?"),
    "duties": ("segretario", "cosa devono fare gli eq?"),
}
"""By list: who opens it, and how."""


def test_every_list_there_is_has_its_opening() -> None:
    assert OPENINGS.keys() == SOURCES.keys()


@pytest.mark.parametrize("name", OPENINGS)
def test_a_list_is_walked_to_its_end_without_a_row_twice(listed: Town, name: str) -> None:
    who, opening = OPENINGS[name]
    person = listed.person(who).says(opening)
    assert not person.text.startswith("Errore"), person.text
    seen: list[str] = []
    for _ in range(30):
        seen += rows_of(person)
        onwards = [b for row in person.buttons for b in row if ONWARDS.match(b)]
        if not onwards:
            break
        person.taps(onwards[0])
    else:
        pytest.fail("the list never ends")
    assert len(seen) == len(set(seen)), seen


def rows_of(person: Person) -> list[str]:
    """What a page adds to a list: lines that begin with a code, buttons that name one."""
    lines = [x for x in person.text.splitlines() if re.match(r"[A-Za-z]+\d*\.?[\w.]* ", x)]
    return [x for x in lines if re.match(r"(?:[A-Z]{2,3}\d?\.\d+(?:\.\d+)?|x\d+|n\. \d+) ", x)]


def test_the_others_come_in_words_page_by_page_and_all_at_once(listed: Town) -> None:
    asker = listed.person("segretario").says("quali indicatori non hanno prove?")
    count = int(asker.text.split()[0])
    first = rows_of(asker)
    rest = rows_of(asker.says("gli altri"))
    assert first and rest and not set(first) & set(rest)
    assert rows_of(asker.says("indietro")) == first
    assert len(rows_of(asker.says("mostrali tutti"))) == count
    asker.says("avanti").sees("L'elenco è finito")


def test_a_long_list_is_searched_by_typing_and_sent_as_a_file(listed: Town) -> None:
    listed.person("admin").says("/persone").says("cerca persona 2").sees("x20", "x21")
    asker = listed.person("segretario").says("quali indicatori non hanno prove?")
    asker.says("pagine").sees("Con «pagine»: 1").says("cerca pagine").sees("TR.1.1").does_not_see(
        "AS4.3.1"
    )
    asker.says("mandami l'elenco").sees("L'elenco, ")
    sent = [c for c in listed.calls if c.get("document")]
    assert sent or any("elenco" in str(c) for c in listed.calls)


def test_a_search_is_gone_on_with_and_sent_as_it_is(listed: Town) -> None:
    """The others, all of them, the file: of what was found, not of the list it was found in."""
    admin = listed.person("admin").says("/persone").says("cerca persona 1")
    found = int(admin.text.split("Con «persona 1»: ")[1].split()[0])
    first = rows_of(admin)
    assert len(first) < found
    rest = rows_of(admin.says("gli altri").sees("Con «persona 1»"))
    assert rest and not set(first) & set(rest)
    assert rows_of(admin.says("indietro")) == first
    assert rows_of(admin.taps("Altri")) == rest
    for said in ("mandami l'elenco", "in un file", "in excel"):
        admin.says(said).sees(f"L'elenco, {found} righe")
    admin.says("mostrali tutti").sees("Con «persona 1»")
    assert len(rows_of(admin)) == found
    admin.says("mostrali tutti").does_not_see("Con «persona 1»")


def test_a_list_of_buttons_is_searched_by_typing(listed: Town) -> None:
    chief = listed.person("segretario").says("/target").says("cerca pagine")
    assert [row[0] for row in chief.buttons] == ["TR.1.1 pagine pubblicate"]
    listed.person("giunta").says("cerca pagine").sees("Non c'è un elenco aperto")


def test_who_owes_to_a_campaign_is_a_list_each_of_whom_is_reminded(listed: Town) -> None:
    chief = listed.person("segretario").says("/campagna").taps("M1").taps("Chi deve")
    labels = [label for row in chief.buttons for label in row]
    assert sum(label.startswith("Ricorda a ") for label in labels) > 2
    assert any(label.startswith("Ricorda a tutti") for label in labels)
    chief.says("gli altri").sees("L'elenco è finito")
    chief.says("cerca AS3").sees("Con «as3»: 1", "eq.as3")


def test_without_an_open_list_going_on_says_what_to_ask(listed: Town) -> None:
    listed.person("giunta").says("gli altri").sees("Non c'è un elenco aperto")


def test_a_list_is_each_chat_s_own_and_its_buttons_outlive_it(listed: Town) -> None:
    one, other = listed.person("segretario"), listed.person("dirigente.as")
    one.says("quali indicatori non hanno prove?")
    message, data = one.button("Altri")
    other.says("/scadenze")
    one.says("/scadenze")
    one.presses(message, data).sees("senza prove")
    other.says("mostrali tutti").sees("Scadenze di")


@pytest.mark.parametrize("made_up", ["ls:q:nonsense:0", "ls:zzz:a:0", "ls:st:AS:0", "lsfile:q:x"])
def test_a_made_up_page_is_a_stale_button(listed: Town, made_up: str) -> None:
    listed.person("giunta").presses(1, made_up).sees("non vale più")
