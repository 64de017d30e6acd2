"""Who is let in, and how; strangers learn nothing; groups; another person at the keyboard."""

import re

import pytest

from ledger.commands.people import EndPost, Invite
from ledger.people import CLI

from .conftest import CannotDo, Person, Town

CLOSED = "Questo servizio è per chi ha un invito del Comune"


def invitation(town: Town, person: str = "eq.as4") -> str:
    """The code, as the admin reads it."""
    admin = town.person("admin").says(f"/invita {person}").sees("vale 7 giorni e una volta sola")
    found = re.search(r"^([0-9A-Z]{10,})$", admin.text, re.MULTILINE)
    assert found, admin.text
    return found[1]


def invite(town: Town, code: str = "SEGRETO123") -> str:
    """An invitation for EQ of AS4 made at the command line, as the very first one is."""
    town.ledger.execute(Invite("eq.as4", code), actor=CLI, cause="cli")
    return code


def test_an_admin_invites_with_a_code_and_a_link(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRAGUARDO_BOT_NAME", "ComuneBot")
    code = invitation(town)
    town.person("admin").sees(f"https://t.me/ComuneBot?start={code}")
    (event,) = town.events("InvitationIssued")
    assert code not in event.data, "only its hash is kept"
    town.person("admin").says("/invita").sees("Chi invito?").says("eq.as3").sees("vale 7 giorni")


@pytest.mark.parametrize(
    "text",
    ["ciao", "/stato AS4", "AS4.3.1 240", "/aiuto", "/persone", "come va l'ente?", "/start"],
)
def test_strangers_learn_nothing(telegram_town: Town, text: str) -> None:
    stranger = telegram_town.person("qualcuno").says(text)
    assert stranger.text.startswith(CLOSED)
    stranger.does_not_see("AS4", "Comune di Prova", "eq.", "%")
    assert telegram_town.events() == []


def test_a_stranger_s_press_or_file_is_answered_alike(telegram_town: Town) -> None:
    stranger = telegram_town.person("qualcuno").presses(1, "st:AS4")
    stranger.does_not_see("Demografici", "%")
    stranger.sends(location={"latitude": 1.0, "longitude": 1.0}).does_not_see("AS4")


def test_an_invitation_binds_the_chat_to_the_person(telegram_town: Town) -> None:
    code = invite(telegram_town)
    maria = telegram_town.person("maria").says(f"/start {code}").sees("Buongiorno, ")
    maria.says("AS4.3.1 240").taps("Conferma").sees("Registrato: n. ")
    assert telegram_town.events("ProgressRecorded")[0].actor == "eq.as4"


def test_an_invitation_serves_once(telegram_town: Town) -> None:
    code = invite(telegram_town)
    telegram_town.person("maria").says(f"/start {code}")
    thief = telegram_town.person("ladro").says(f"/start {code}").sees("non è valido")
    thief.says("/stato").sees(CLOSED)


def test_after_a_week_it_is_worth_nothing(telegram_town: Town) -> None:
    code = invite(telegram_town)
    telegram_town.now_is("2024-09-23T10:01")
    telegram_town.person("maria").says(f"/start {code}").sees("non è valido, è scaduto")


def test_attempts_are_throttled(telegram_town: Town) -> None:
    code = invite(telegram_town)
    thief = telegram_town.person("ladro")
    for n in range(5):
        thief.says(f"/start PROVA{n}").sees("non è valido")
    thief.says(f"/start {code}").sees("Troppi tentativi")
    telegram_town.now_is("2024-09-16T10:20")
    thief.says(f"/start {code}").sees("Buongiorno")


def test_a_second_chat_takes_the_place_of_the_first(telegram_town: Town) -> None:
    telegram_town.person("vecchio").says(f"/start {invite(telegram_town)}")
    again = invite(telegram_town, "ALTRO456")
    telegram_town.person("nuovo").says(f"/start {again}").sees("Buongiorno")
    telegram_town.person("vecchio").says("/stato").sees(CLOSED)


def test_whoever_is_enrolled_is_greeted_by_start(maria: Person) -> None:
    maria.says("/start").sees("Buongiorno")


# The group and the keyboard


def test_in_a_group_only_what_is_meant_for_the_bot_is_answered(town: Town, maria: Person) -> None:
    maria.says(":group").says("oggi si mangia bene")
    assert town.said_to == set()
    maria.says("/stato@traguardo_bot AS4")
    assert town.said_to == {"gruppo"}
    maria.says(":private").says("/stato")
    assert town.said_to == {"eq.as4"}


def test_each_has_their_own_card_in_a_group(town: Town, maria: Person) -> None:
    maria.says(":group").says("@traguardo_bot AS4.3.1 240")
    assert town.said_to == {"gruppo"}
    card = maria.button("Conferma")
    town.person("eq.as3").presses(*card)
    assert town.events() == []
    maria.presses(*card)
    assert [e.actor for e in town.events()] == ["eq.as4"]


def test_another_person_at_the_keyboard_speaks_for_themselves(town: Town, maria: Person) -> None:
    maria.says("AS4.3.1 240")
    maria.says(":as dirigente.as")
    assert town.line.person == "dirigente.as"
    with pytest.raises(CannotDo):
        maria.says(":as nessuno")


def test_people_and_posts_are_listed_for_who_keeps_them(town: Town) -> None:
    lists = town.person("personale").says("/persone").sees("Persone iscritte: 13")
    lists.sees("dirigente dell'area AS, dirigente dell'area AA ad interim")


def test_whoever_leaves_is_a_stranger_from_then_on(telegram_town: Town) -> None:
    maria = telegram_town.person("maria").says(f"/start {invite(telegram_town)}")
    maria.says("/esci").sees("Per tornare ti servirà un nuovo invito").taps("Conferma")
    maria.sees("non è più di nessuno")
    assert maria.says("/stato AS4").text.startswith(CLOSED)


def test_an_end_of_post_shuts_the_door_at_once(telegram_town: Town) -> None:
    maria = telegram_town.person("maria").says(f"/start {invite(telegram_town)}")
    maria.says("AS4.3.1 240").sees("Registro?")
    telegram_town.ledger.execute(EndPost("eq.as4"), actor=CLI, cause="cli")
    assert maria.taps("Conferma").text.startswith(CLOSED)
    assert telegram_town.events("ProgressRecorded") == []


def test_a_new_invitation_takes_the_old_chat_away_and_tells_it(telegram_town: Town) -> None:
    town = telegram_town
    town.ledger.execute(Invite("admin", "ADMIN12345"), actor=CLI, cause="cli")
    maria = town.person("maria").says(f"/start {invite(town)}")
    boss = town.person("boss").says("/start ADMIN12345")
    boss.says("/invita eq.as4").sees("vale 7 giorni")
    maria.sees("Questa chat non è più legata")
    assert maria.says("/stato AS4").text.startswith(CLOSED)


def test_a_new_chat_of_the_nucleo_is_confirmed_by_the_segretario(telegram_town: Town) -> None:
    """The admin invites the Nucleo and types the code from an account of their own."""
    town = telegram_town
    for person, code in (("admin", "ADMIN12345"), ("segretario", "SEGRETARIO1")):
        town.ledger.execute(Invite(person, code), actor=CLI, cause="cli")
    boss = town.person("boss").says("/start ADMIN12345")
    second = town.person("second").says("/start SEGRETARIO1")
    found = re.search(r"^([0-9A-Z]{10,})$", boss.says("/invita nucleo").text, re.MULTILINE)
    assert found
    other = town.person("other").says(f"/start {found[1]}").sees("ti scrivo appena risponde")
    second.sees("Una nuova chat dice di essere di nucleo")
    assert other.says("/stato").text.startswith(CLOSED)
    second.taps("Non è sua").sees("non è legata")
    other.sees("non è stata confermata")
    assert other.says("/stato").text.startswith(CLOSED)


def test_what_asks_how_somebody_is_invited_invites_nobody(town: Town) -> None:
    town.person("admin").says("invitare eq.as4: si fa da qui o serve la mail?")
    assert not town.events("InvitationIssued")
