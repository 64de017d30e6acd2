"""Small messages modelled on what users of other programs reported: who writes what, what is right.

Each row may record only what it says it does.
"""

import pytest

from .conftest import Person, Town

Row = tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]

CASES: dict[str, Row] = {
    "a value of more than twice the target": ("eq.as4", ("CIE: 1.200",), ("almeno il doppio",), ()),
    "the first record of a counter": ("eq.as4", ("altre 12 CIE",), ("primo dato",), ("da —",)),
    "a day of the future": ("eq.as4", ("AS4.3.1 12 il 20/12/2024",), ("deve ancora venire",), ()),
    "nothing to validate here, something there": (
        "dirigente.as", ("/valida AA",), ("altrove aspettano 2",), ("👍",),
    ),
    "validate it all": ("dirigente.as", ("valida tutto",), ("1 di 2",), ("👍",)),
    "validate": ("dirigente.as", ("valida",), ("1 di 2",), ("👍",)),
    "what have I to validate": ("dirigente.as", ("cosa devo validare?",), ("1 di 2",), ("👍",)),
    "help by another name": ("eq.as4", ("/help",), ("Scrivi quel che è successo",), ()),
    "proofs of nothing": ("eq.as4", ("/prove",), ("Nessun indicatore ha prove",), ("«»",)),
    "history of nothing": ("eq.as4", ("/storico",), ("Di quale indicatore?",), ("«»",)),
    "a target in euro": ("dirigente.af", ("/target AF1.1.1 1.200.000",), ("1.200.000 €",), ()),
    "a target in words": (
        "dirigente.as", ("imposta il target di AS4.3.1 a 700",), ("da 600 carte a 700 carte",), (),
    ),
    "a deadline in words": (
        "dirigente.as", ("proroga AS4.4 al 30/11",), ("da 30/06/2024 a 30/11/2024",), (),
    ),
    "a weight in words": ("dirigente.as", ("porta il peso di AS4.3 a 50%",), ("a 50 %",), ()),
    "a target in words of who may not": (
        "eq.as4", ("imposta il target di AS4.3.1 a 700",), ("non spetta a te",), ("Lo fisso",),
    ),
    "millions of euro": ("dirigente.af", ("/target AF1.1.1 1,2 M€",), ("a 1.200.000 €",), ()),
    "no, with nothing open": ("segretario", ("no",), ("nulla in sospeso",), ("Correggo",)),
    "yes, with nothing open": ("dirigente.as", ("sì",), ("nulla in sospeso",), ("Registro",)),
    "fine, with nothing open": ("segretario", ("va bene",), ("nulla in sospeso",), ()),
    "how it will stand": ("dirigente.as", ("/stato AS 30/06/2030",), ("deve ancora venire",), ()),
    "a deadline of the past": (
        "dirigente.as", ("/termine AS4.3 01/01/2020",), ("già passato",), ("scaduto da",),
    ),
}  # fmt: skip


@pytest.fixture
def waiting(town: Town) -> Town:
    """Two reports of AS wait for its dirigente."""
    town.person("eq.as4").says("AS4.1.1 50").taps("Conferma")
    town.person("eq.as3").says("AS3.1.1 90").taps("Conferma")
    return town


@pytest.mark.parametrize("case", CASES, ids=list(CASES))
def test_what_users_stumbled_on(waiting: Town, case: str) -> None:
    who, lines, seen, unseen = CASES[case]
    before = waiting.ledger.log.head()
    person: Person = waiting.person(who)
    for line in lines:
        person.says(line)
    person.sees(*seen).does_not_see("riferimento", *unseen)
    assert waiting.ledger.log.head() == before, "nothing is recorded before Conferma"
