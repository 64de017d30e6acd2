"""From the chat to the pages: one-time addresses, never in a group."""

import re

import pytest

from ledger.access import Access

from .conftest import Person, Town

ADDRESS = re.compile(r"http\S+/entra\?codice=(\S+)")


def test_pagina_gives_an_address_that_opens_once_for_that_person(town: Town, maria: Person) -> None:
    maria.says("/pagina").sees("vale 10 minuti e una volta sola")
    found = ADDRESS.search(town.text_for("eq.as4"))
    assert found is not None
    access = Access(town.ledger)
    secret = access.enter(found[1])
    assert secret is not None
    session = access.session(secret)
    assert session is not None and session.person == "eq.as4"
    assert access.enter(found[1]) is None


def test_no_address_is_given_in_a_group(maria: Person) -> None:
    maria.says(":group").says("/pagina").does_not_see("codice=")


def test_where_the_pages_are_off_it_is_said(maria: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRAGUARDO_WEB_PORT", "0")
    maria.says("/pagina").sees("le pagine non sono attive").does_not_see("codice=")


def test_the_pages_one_has_open_are_told_and_closed_from_the_chat(
    town: Town, maria: Person
) -> None:
    access = Access(town.ledger)
    opened = [access.enter(access.link(who)) for who in ("eq.as4", "eq.as4", "dirigente.as")]
    first, second, other = (secret or "" for secret in opened)
    maria.says("/impostazioni").sees("Pagine aperte adesso: 2.")
    maria.taps("Chiudi le pagine aperte").does_not_see("Pagine aperte")
    assert access.session(first) is None
    assert access.session(second) is None
    assert access.session(other) is not None, "nobody else's is closed"
