"""The Nucleo as a body on pages: a vote, a meeting and what it decides, the support asked."""

import datetime as dt
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import html5lib
import pytest

from ledger.commands.ente import AdoptRegulation, ApproveEntity, ProposeEntity, ValidateEntity
from ledger.commands.nucleo import as_given
from ledger.commands.people import AddPerson
from ledger.people import CLI, Role
from ledger.projections import evaluation, nucleo
from ledger.regulation import bundled

from ..town import at, new_ledger
from .conftest import WINTER, Browser, Office, served

YEAR = 2024


@pytest.fixture
def three(tmp_path: Path) -> Iterator[Office]:
    """A Nucleo of three, one of whom has proposed to validate the performance of the ente."""
    path = tmp_path / "traguardo.db"
    ledger = new_ledger(path, at("2025-01-20", 8))
    given: tuple[tuple[str, object], ...] = (
        (CLI, AdoptRegulation(bundled().with_settings({"nucleo.members": 3}))),
        (CLI, AddPerson("nucleo.b", "Nina Bi", Role.NUCLEO)),
        (CLI, AddPerson("nucleo.c", "Nello Ci", Role.NUCLEO)),
        ("segretario", ProposeEntity(YEAR, Fraction(80), "stima")),
        ("giunta", ApproveEntity(YEAR, "delibera 12", dt.date(2025, 1, 15))),
    )
    for actor, command in given:
        ledger.execute(command, actor=actor, cause="test")
    proposed = as_given(ledger.view, ValidateEntity(YEAR, Fraction(78), "dati non provati"))
    ledger.execute(proposed, actor="nucleo", cause="test")
    ledger.close()
    with served(path, WINTER) as found:
        yield found


def confirms(browser: Browser) -> None:
    browser.sends("/carta", scelta="conferma")
    browser.sees("Registrato")


def number(office: Office) -> int:
    return nucleo.proposals(office.ledger.view.tables, YEAR)[-1].seq


def test_members_vote_and_a_meeting_decides(three: Office) -> None:
    seq, one, b, c = number(three), *map(three.enters, ("nucleo", "nucleo.b", "nucleo.c"))
    b.opens("/nucleo")
    b.sees("Nina Bi", "la validazione della performance di ente", "in attesa di una seduta")
    b.opens(f"/nucleo/{seq}")
    b.sees("78,00", "«dati non provati»", "Il tuo voto")
    b.sends(f"/nucleo/{seq}/voto", voto="si")
    b.sees("Sei d'accordo con la proposta")
    assert len(nucleo.proposals(three.ledger.view.tables, YEAR)[0].votes) == 1, "only a card"
    confirms(b)
    b.sees("C'è la maggioranza")
    c.opens(f"/nucleo/{seq}")
    assert c.sends(f"/nucleo/{seq}/voto", voto="no").status_code == 409, "no reason given"
    c.opens(f"/nucleo/{seq}")
    c.sends(f"/nucleo/{seq}/voto", voto="no", motivo="per me basta 80")
    c.sees("«per me basta 80»")
    confirms(c)
    one.opens("/nucleo")
    one.sees("nucleo, nucleo.b", "nucleo.c")
    assert re.search(rf'name="decide" value="{seq}" id="d{seq}" checked', one.page.text)
    meeting = {"giorno": "2025-02-10", "presiede": "nucleo.b", "decide": str(seq)}
    one.sends("/nucleo/seduta", presenti="nucleo", **meeting)
    one.sees("ne servono 2")
    one.opens("/nucleo")
    one.sends("/nucleo/seduta", presenti=["nucleo", "nucleo.b"], testo="visti i dati", **meeting)
    one.sees("Registro la seduta del 10/02/2025", "presiede nucleo.b", "visti i dati")
    confirms(one)
    found = evaluation.entity(three.ledger.view.tables, YEAR)
    assert found is not None and (found.step, found.value) == ("validated", "78")
    one.opens("/nucleo")
    one.sees("decisa in seduta", "visti i dati")
    assert b.opens(f"/nucleo/{seq}").status_code == 404, "it waits no more"


def test_a_vote_is_a_member_s_and_the_proposer_has_said_theirs(three: Office) -> None:
    seq = number(three)
    one, other = three.enters("nucleo"), three.enters("segretario")
    one.opens(f"/nucleo/{seq}")
    assert "Il tuo voto" not in one.page.text
    other.opens("/nucleo")
    other.sees("Proposte")
    assert "Registra una seduta" not in other.page.text
    assert other.opens(f"/nucleo/{seq}").status_code == 403
    other.opens("/scrivi")
    assert other.sends(f"/nucleo/{seq}/voto", voto="si").status_code == 403
    assert other.sends("/nucleo/seduta", giorno="2025-02-10", testo="x").status_code == 403
    assert other.sends("/nucleo/relazione").status_code == 403
    one.opens("/nucleo")
    assert one.sends("/nucleo/seduta", giorno="quando", testo="x").status_code == 404
    assert one.opens("/nucleo/x").status_code == 404
    assert len(nucleo.proposals(three.ledger.view.tables, YEAR)[0].votes) == 1


def test_support_is_asked_for_and_the_relazione_validated(three: Office) -> None:
    sindaco, one = three.enters("sindaco"), three.enters("nucleo")
    sindaco.opens("/valuta")
    sindaco.sends("/nucleo/supporto", persona="segretario", testo="un parere sui controlli")
    confirms(sindaco)
    one.opens("/nucleo")
    one.sees("un parere sui controlli", "segretario")
    one.sends("/nucleo/relazione", testo="letta")
    one.sees("Il Nucleo valida la Relazione 2024?", "decide in seduta")
    confirms(one)
    one.opens("/nucleo")
    one.sees("la validazione della Relazione")
    html5lib.HTMLParser(strict=True).parse(one.page.text)
    html5lib.HTMLParser(strict=True).parse(sindaco.opens("/valuta").text)
    html5lib.HTMLParser(strict=True).parse(one.opens(f"/nucleo/{number(three)}").text)
