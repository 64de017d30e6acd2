"""Two hundred questions by role, held against figures worked out a second time from the events."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from ledger.clock import FixedClock
from ledger.commands.evidence import AttachEvidence
from ledger.commands.progress import ContestProgress, RecordProgress, ValidateProgress
from ledger.ledger import Ledger
from ledger.progress.change import Said

from ..town import MORNING, at, copy_of
from .conftest import Town
from .reckoning import Reckoning

CODE = re.compile(r"^(?:.* )?([A-Z]{2,3}\d?\.\d+(?:\.\d+)?) ")

FACTS: tuple[tuple[str, str, str, str, str], ...] = (
    ("2024-03-01", "eq.as4", "AS4.3.1", "absolute", "100"),
    ("2024-04-01", "eq.af1", "AF1.1.1", "absolute", "20000"),
    ("2024-05-05", "eq.as3", "AS3.1.1", "absolute", "60"),
    ("2024-06-01", "eq.as4", "AS4.4.1", "ratio", "80/100"),
    ("2024-06-10", "eq.as4", "AS4.3.1", "increment", "50"),
    ("2024-07-01", "eq.aa1", "AA1.1.1", "absolute", "40"),
    ("2024-08-08", "dirigente.af", "TR.1.1", "absolute", "5"),
    ("2024-08-20", "eq.as4", "AS4.1.2", "milestone", "1"),
    ("2024-09-01", "eq.as4", "AS4.1.1", "absolute", "180"),
    ("2024-09-10", "eq.as4", "AS4.3.1", "absolute", "240"),
    ("2024-09-11", "eq.af1", "AF1.1.1", "absolute", "15000"),
    ("2024-09-12", "eq.as3", "AS3.1.3", "absolute", "70"),
)


def lived(path: Path) -> None:
    """A few months of the small town: reports, one validated, one contested, one proved."""
    clock = FixedClock(at("2024-02-01"))
    ledger = Ledger.open(path, clock)
    for day, actor, code, mode, number in FACTS:
        clock.move(at(day))
        top, _, bottom = number.partition("/")
        said = (
            Said(code, "ratio", None, Decimal(top), Decimal(bottom))
            if bottom
            else Said(code, mode, Decimal(top))  # type: ignore[arg-type]
        )
        (e,) = ledger.execute(RecordProgress((said,)), actor=actor, cause="test")
        if code == "AA1.1.1":
            ledger.execute(ValidateProgress((e.seq,)), actor="dirigente.as", cause="test")
            proof = AttachEvidence(e.seq, "0" * 64, 10, "application/pdf", "delibere.pdf")
            ledger.execute(proof, actor="eq.aa1", cause="test")
        if code == "AS3.1.3":
            ledger.execute(ContestProgress(e.seq, "non risulta"), actor="dirigente.as", cause="t")
    ledger.close()


@pytest.fixture(scope="module")
def asked(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """One town for every question: nothing here records anything."""
    path = copy_of(founded, tmp_path_factory.mktemp("asked") / "traguardo.db")
    lived(path)
    town = Town(path, clock=FixedClock(MORNING))
    yield town
    town.close()


@pytest.fixture(scope="module")
def reckoned(asked: Town) -> Reckoning:
    return Reckoning.of(asked.ledger)


def codes_in(town: Town, text: str) -> list[str]:
    """The codes that the rows of an answer begin with, its first lines left out."""
    found = [CODE.match(line) for line in text.splitlines()[1:]]
    return [m[1] for m in found if m]


Holds = Callable[[Reckoning], Callable[[str], bool]]


def in_state(*states: str) -> Holds:
    return lambda r: lambda code: r.state(code) in states


def silent(days: int) -> Holds:
    def make(r: Reckoning) -> Callable[[str], bool]:
        first = r.today - dt.timedelta(days=days)
        return lambda c: r.state(c) != "done" and ((last := r.last(c)) is None or last < first)

    return make


FILTERS: tuple[tuple[str, Holds], ...] = (
    ("non avviati", in_state("not_started")),
    ("in ritardo", in_state("late")),
    ("a rischio", in_state("at_risk")),
    ("raggiunti", in_state("done")),
    ("in linea", in_state("on_track")),
    ("in ritardo o a rischio", in_state("late", "at_risk")),
    ("senza prove", lambda r: lambda c: not (r.proved & set(r.parts(c)))),
    (
        "da validare",
        lambda r: (
            lambda c: any(t.status == "provisional" for p in r.parts(c) for t in r.counting(p))
        ),
    ),
    (
        "contestati",
        lambda r: (
            lambda c: any(
                t.status == "contested" and t.indicator in r.parts(c) for t in r.told.values()
            )
        ),
    ),
    ("fermi da 30 giorni", silent(30)),
    ("ancora aperti", lambda r: lambda c: r.state(c) != "done"),
    (
        "a rischio senza prove",
        lambda r: lambda c: r.state(c) == "at_risk" and not (r.proved & set(r.parts(c))),
    ),
)

SCOPES: tuple[tuple[str, str, str], ...] = (
    ("dirigente.af", "", "AF"),
    ("eq.as4", "", "AS4"),
    ("segretario", "", "ENTE"),
    ("nucleo", "dell'area servizi", "AS"),
    ("giunta", "di AF", "AF"),
    ("dirigente.as", "di tutto l'ente", "ENTE"),
    ("dipendente.as4", "di AS3", "AS3"),
    ("sindaco", "di OS7", "OS7"),
)


@pytest.mark.parametrize(("who", "words", "scope"), SCOPES, ids=[s[0] for s in SCOPES])
@pytest.mark.parametrize("kind", ["obiettivi", "indicatori"])
def test_a_list_by_what_holds_has_its_number_first_and_every_row(
    asked: Town, reckoned: Reckoning, who: str, words: str, scope: str, kind: str
) -> None:
    """Sixteen times twelve questions."""
    things = "objectives" if kind == "obiettivi" else "indicators"
    for filters, holds in FILTERS:
        question = f"quali {kind} {words} sono {filters}?".replace("sono senza", "senza")
        expected = reckoned.having(scope, things, holds(reckoned))
        text = asked.person(who).says(question).text
        assert text.startswith(str(len(expected)) + " "), f"{question}\n{text}"
        if "… e " in text:
            text = asked.person(who).says("mostrali tutti").text
        assert sorted(codes_in(asked, text)) == sorted(expected), f"{question}\n{text}"


@pytest.mark.parametrize("who", ["dirigente.as", "segretario", "giunta", "eq.as3"])
def test_units_are_ranked_by_how_far_behind_what_was_expected_they_are(
    asked: Town, reckoned: Reckoning, who: str
) -> None:
    figures = {code: reckoned.area(code) for code in ("AS", "AA", "AF")}
    lowest = min(figures, key=lambda code: figures[code] or Fraction_none)
    best = max(figures, key=lambda code: figures[code] or 0)
    first = asked.person(who).says("quale area è la più bassa?").text.splitlines()[0]
    assert f"· {lowest} " in first and _percent(figures[lowest]) in first
    first = asked.person(who).says("quale area va meglio?").text.splitlines()[0]
    assert f"· {best} " in first and _percent(figures[best]) in first
    services = {s: reckoned.service(s) for s in ("AS3", "AS4", "AA1", "AF1")}
    low = min(services, key=lambda code: services[code] or Fraction_none)
    first = asked.person(who).says("quale servizio è il più basso?").text.splitlines()[0]
    assert f"· {low} " in first


Fraction_none = 1000


def _percent(figure: object) -> str:
    exact = round(Decimal(figure.numerator) / Decimal(figure.denominator), 2)  # type: ignore[attr-defined]
    return f"{exact.normalize():f}".replace(".", ",") + " %"


def test_what_rose_and_what_fell_since_a_day_tells_from_where_to_where(
    asked: Town, reckoned: Reckoning
) -> None:
    then = Reckoning.of(asked.ledger, until=dt.date(2024, 9, 1))
    moved = {
        code: (then.progress(code), reckoned.progress(code))
        for code in reckoned.objectives
        if then.progress(code) != reckoned.progress(code)
    }
    rose = [c for c, (a, b) in moved.items() if (b or 0) > (a or 0)]
    fell = [c for c, (a, b) in moved.items() if (b or 0) < (a or 0)]
    assert rose and fell
    text = asked.person("segretario").says("quali obiettivi sono migliorati dal 1/9?").text
    assert codes_in(asked, text) == rose
    before, after = moved[rose[0]]
    assert f"da {_percent(before)} a {_percent(after)}" in text
    text = asked.person("segretario").says("quali obiettivi sono scesi dal 1/9?").text
    assert codes_in(asked, text) == fell


def test_what_changed_between_two_days_is_told_by_objective_with_who(asked: Town) -> None:
    asked.person("segretario").says("cosa è cambiato dal 9 al 12 settembre?").sees(
        "3 obiettivi mossi dal 09/09/2024 al 12/09/2024",
        "AS4.3 Servizi anagrafici: da 25 % a 40 % (eq.as4)",
        "AF1.1 Entrate: da 40 % a 30 % (eq.af1)",
        "AS3.1",
    )
    asked.person("dirigente.af").says("cosa è cambiato questa settimana?").sees("0 novità")


def test_what_is_missing_to_a_target_with_the_pace_and_what_is_needed(asked: Town) -> None:
    days, left = (MORNING.date() - dt.date(2024, 1, 1)).days, 106
    pace, needed = round(240 * 7 / days * 10) / 10, round(360 * 7 / left)
    shown = str(pace).replace(".", ",").removesuffix(",0")
    asked.person("eq.as4").says("quanto manca a AS4.3.1?").sees(
        "360 carte · AS4.3.1 CIE rilasciate: 240 carte su 600 carte",
        f"servono {needed} carte a settimana, finora {shown} carte",
    )
    asked.person("eq.as3").says("quanto manca a AS3.1.1?").sees("40 pratiche · AS3.1.1")


def test_who_owes_what_is_told_by_person(asked: Town, reckoned: Reckoning) -> None:
    since = MORNING.date() - dt.timedelta(days=30)
    quiet = {
        code: ((last := reckoned.last(code)) is None or last < since)
        for code in reckoned.indicators
        if reckoned.state(code) != "done"
    }
    owed = {
        "eq.as3": sum(q for c, q in quiet.items() if c.startswith("AS3")),
        "eq.as4": sum(q for c, q in quiet.items() if c.startswith("AS4")),
        "dirigente.af": sum(q for c, q in quiet.items() if c.startswith("TR")),
    }
    text = asked.person("segretario").says("chi non ha aggiornato?").text
    for person, count in owed.items():
        assert (f"{count} · {person}," in text) == (count > 0), f"{person}\n{text}"
    text = asked.person("segretario").says("chi deve validare?").text
    waiting = sum(
        t.status == "provisional" and t.indicator.startswith(("AS", "AA"))
        for t in reckoned.told.values()
    )
    assert f"{waiting} · dirigente.as," in text
    asked.person("dirigente.af").says("chi deve fissare i valori?").sees("1 · dirigente.af")


def test_the_programme_is_asked_by_its_own_codes(asked: Town, reckoned: Reckoning) -> None:
    line = reckoned.mean(reckoned.inside("OS7"))
    first = asked.person("giunta").says("a che punto è OS7?").text.splitlines()[0]
    assert first.startswith(_percent(line))
    asked.person("giunta").says("come va OS7.02?").sees("AA1.1 Archivio: 100 %, raggiunto")


def test_two_things_side_by_side(asked: Town, reckoned: Reckoning) -> None:
    text = asked.person("nucleo").says("confronta AS e AF").text
    assert _percent(reckoned.area("AS")) in text and _percent(reckoned.area("AF")) in text
    text = asked.person("nucleo").says("confronta AS4.3 con AF1.1").text
    assert codes_in(asked, text) == ["AS4.3", "AF1.1"]


def test_why_is_it_so_low_names_what_weighs_most(asked: Town) -> None:
    asked.person("dirigente.as").says("perché AS è così bassa?").sees("Pesa di più: AS4.4")


def test_a_question_nobody_can_answer_is_told_so_with_others_to_ask(asked: Town) -> None:
    for question in ("che tempo fa domani a Roma?", "chi ha vinto il campionato?"):
        person = asked.person("dirigente.as").says(question)
        assert "%" not in person.text.splitlines()[0], person.text
        assert 1 <= len(person.buttons) <= 3, person.text
    asked.person("dirigente.as").says("quali obiettivi sono in ritardo per colpa di Garibaldi?")
    asked.person("dirigente.as").sees("Non so che cosa vuol dire", "«garibaldi»")


def test_an_answer_is_at_most_ten_lines(asked: Town) -> None:
    for question in ("quali obiettivi sono più indietro?", "quali indicatori sono senza prove?"):
        text = asked.person("segretario").says(question).text
        assert len(text.splitlines()) <= 10, text
