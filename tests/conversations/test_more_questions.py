"""Questions between figures, of spans, of people: held against the figures worked out twice."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable
from fractions import Fraction

import pytest

from ledger.commands.ente import AdoptRegulation
from ledger.people import CLI
from ledger.plan import ENTE
from ledger.regulation import bundled

from ..town import MORNING
from .conftest import Person, Town
from .reckoning import Reckoning
from .test_questions import SCOPES, codes_in
from .test_questions import asked as asked
from .test_questions import reckoned as reckoned

BOUNDS: tuple[tuple[str, Callable[[Fraction], bool]], ...] = (
    ("sotto il 40%", lambda p: p < 40),
    ("sopra l'80%", lambda p: p > 80),
    ("almeno al 50 per cento", lambda p: p >= 50),
    ("al massimo al 20%", lambda p: p <= 20),
    ("oltre la metà", lambda p: p > 50),
    ("tra il 20 e il 60%", lambda p: 20 <= p <= 60),
)


@pytest.mark.parametrize(("who", "words", "scope"), SCOPES, ids=[s[0] for s in SCOPES])
@pytest.mark.parametrize("kind", ["obiettivi", "indicatori"])
def test_figures_are_asked_between_bounds(
    asked: Town, reckoned: Reckoning, who: str, words: str, scope: str, kind: str
) -> None:
    """Sixteen times six questions."""
    things = "objectives" if kind == "obiettivi" else "indicators"
    for bound, holds in BOUNDS:
        question = f"quali {kind} {words} sono {bound}?"

        def within(code: str, holds: Callable[[Fraction], bool] = holds) -> bool:
            figure = reckoned.progress(code)
            return figure is not None and holds(figure)

        expected = reckoned.having(scope, things, within)
        text = asked.person(who).says(question).text
        assert text.startswith(f"{len(expected)} "), f"{question}\n{text}"
        if "… e " in text:
            text = asked.person(who).says("mostrali tutti").text
        assert sorted(codes_in(asked, text)) == sorted(expected), f"{question}\n{text}"


@pytest.mark.parametrize("who", ["segretario", "dirigente.as", "eq.af1", "giunta"])
def test_what_goes_well_and_badly_is_a_list_of_that(
    asked: Town, reckoned: Reckoning, who: str
) -> None:
    for words, states in (("bene", ("on_track", "done")), ("male", ("late", "at_risk"))):
        expected = [c for c in reckoned.inside(ENTE) if reckoned.state(c) in states]
        text = asked.person(who).says(f"quali obiettivi dell'ente vanno {words}?").text
        assert text.startswith(f"{len(expected)} "), text
        assert sorted(codes_in(asked, text)) == sorted(expected), text


def written_in(reckoned: Reckoning, first: dt.date, last: dt.date) -> Counter[str]:
    """By person; in this story everything was written on its own day."""
    return Counter(t.actor for t in reckoned.told.values() if first <= t.day <= last)


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("chi ha registrato di più?", dt.date(2024, 1, 1), MORNING.date()),
        ("quante registrazioni ci sono?", dt.date(2024, 1, 1), MORNING.date()),
        ("chi ha scritto a settembre?", dt.date(2024, 9, 1), MORNING.date()),
        ("chi ha registrato dati a giugno?", dt.date(2024, 6, 1), dt.date(2024, 6, 30)),
        ("quante registrazioni ad agosto?", dt.date(2024, 8, 1), dt.date(2024, 8, 31)),
    ],
)
def test_who_recorded_how_much(
    asked: Town, reckoned: Reckoning, question: str, first: dt.date, last: dt.date
) -> None:
    counts = written_in(reckoned, first, last)
    text = asked.person("segretario").says(question).text
    assert text.startswith(f"{sum(counts.values())} registrazion"), text
    for person, count in counts.items():
        assert f"{count} · {person}," in text, text


@pytest.mark.parametrize(
    ("question", "code", "first", "last", "unit"),
    [
        ("quante CIE a giugno?", "AS4.3.1", dt.date(2024, 6, 1), dt.date(2024, 6, 30), "carte"),
        ("quante CIE a settembre?", "AS4.3.1", dt.date(2024, 9, 1), MORNING.date(), "carte"),
        ("quante CIE ad aprile?", "AS4.3.1", dt.date(2024, 4, 1), dt.date(2024, 4, 30), "carte"),
        (
            "quante carte d'identità dal 1/3 al 15/6?",
            "AS4.3.1",
            dt.date(2024, 3, 1),
            dt.date(2024, 6, 15),
            "carte",
        ),
    ],
)
def test_how_much_was_made_in_a_stretch(
    asked: Town, question: str, code: str, first: dt.date, last: dt.date, unit: str
) -> None:
    before = Reckoning.of(asked.ledger, until=first - dt.timedelta(days=1)).value(code) or 0
    after = Reckoning.of(asked.ledger, until=last).value(code) or 0
    text = asked.person("eq.as4").says(question).text
    assert text.startswith(f"{after - before} {unit} dal {first:%d/%m/%Y}"), text
    assert f"{last:%d/%m/%Y}" in text


def test_a_ratio_has_no_sum_and_says_from_what_to_what(asked: Town) -> None:
    text = asked.person("eq.as4").says("quanti atti su atti richiesti a giugno?").text
    assert "AS4.4.1" in text and "da — a 80 %" in text, text


@pytest.mark.parametrize(
    ("question", "people"),
    [
        ("di chi è AS4.3?", ["eq.as4"]),
        ("chi è il dirigente dell'area servizi?", ["dirigente.as"]),
        ("chi segue AF1.1?", ["eq.af1"]),
        ("chi è il responsabile di AS3?", ["eq.as3", "dirigente.as"]),
    ],
)
def test_who_answers_for_something(asked: Town, question: str, people: list[str]) -> None:
    text = asked.person("giunta").says(question).text
    assert [p for p in people if f"{p}, " in text] == people, text


def test_a_person_is_asked_about_by_their_code(asked: Town, reckoned: Reckoning) -> None:
    boss = asked.person("segretario")
    boss.says("chi è dirigente.as?").sees("dirigente dell'area AS", "dell'area AA ad interim")
    june = written_in(reckoned, dt.date(2024, 6, 1), dt.date(2024, 6, 30))["eq.as4"]
    boss.says("cosa ha scritto eq.as4 a giugno?")
    assert boss.text.startswith(f"{june} registrazion"), boss.text
    boss.says("come va eq.as4?").sees("AS4.3 Servizi anagrafici")
    boss.says("cosa deve fare eq.as4?").sees("ancora aperti", "AS4 Demografici")
    boss.says("quanto prende eq.as4?").sees("Non so che cosa vuol dire").does_not_see("%")
    boss.says("eq.as4 ha una bella calligrafia?").sees("Non so che cosa vuol dire")


def test_days_are_told(asked: Town) -> None:
    asker = asked.person("eq.as3")
    asker.says("che giorno è oggi?").sees("lunedì 16/09/2024", "106 giorni")
    asker.says("quanti giorni mancano al 30/11?").sees("75 giorni, da oggi al 30/11/2024")
    asker.says("quanto manca alla fine dell'anno?").sees("106 giorni")


UNANSWERABLE = (
    "che tempo fa domani a Roma?",
    "chi ha vinto il campionato?",
    "quanti abitanti ha il comune?",
    "posso andare in ferie?",
    "quanto abbiamo speso di luce?",
    "quali indicatori sono in euro?",
    "quale obiettivo ha più indicatori?",
    "chi ha fatto più CIE?",
    "chi ha perso i dati?",
    "è già passato il corriere?",
    "cosa ne pensa l'assessore?",
    "quanto costa AS4.3 al giorno?",
)


@pytest.mark.parametrize("question", UNANSWERABLE)
@pytest.mark.parametrize("who", ["eq.as4", "dirigente.as", "segretario", "nucleo", "personale"])
def test_no_other_answer_is_given_for_what_is_not_known(
    asked: Town, who: str, question: str
) -> None:
    person = asked.person(who).says("/annulla").says(question)
    first = person.text.splitlines()[0]
    assert first.startswith(("Non so", "Di questo non so", "Non sono sicuro")), person.text
    assert 1 <= len(person.buttons) <= 3, person.buttons


def test_what_is_offered_instead_is_answered_when_pressed(asked: Town) -> None:
    person = asked.person("segretario").says("quali indicatori sono in euro?")
    for row in list(person.buttons):
        person.says("quali indicatori sono in euro?").taps(row[0][:20])
        assert not person.text.startswith(("Non so", "Di questo non so")), person.text


def test_units_are_ranked_by_how_many_they_have(asked: Town, reckoned: Reckoning) -> None:
    risky = Counter(
        code.split(".")[0][:2] for code in reckoned.objectives if reckoned.state(code) == "at_risk"
    )
    first = asked.person("sindaco").says("quale area ha più obiettivi a rischio?").text
    assert first.startswith(f"{risky['AS']} obiettivi a rischio"), first
    assert "AS Area Servizi" in first.splitlines()[0]


def test_units_that_wrote_nothing_are_named(asked: Town, reckoned: Reckoning) -> None:
    since = dt.date(2024, 9, 1)
    wrote = {
        t.indicator.split(".")[0]
        for t in reckoned.told.values()
        if t.day >= since and t.status != "contested"
    }
    quiet = {"AS3", "AS4", "AA1", "AF1"} - wrote
    text = (
        asked.person("segretario").says("quali servizi non hanno scritto niente a settembre?").text
    )
    assert text.startswith(f"{len(quiet)} serviz"), text
    assert all(f"· {code} " in text for code in quiet), text


def test_a_figure_known_by_one_word_says_which_word(asked: Town) -> None:
    asked.person("eq.as4").says("quante somme ci sono?").sees("Per «somme» conosco solo AF1.1.1")


def test_what_a_command_shows_is_asked_in_words(asked: Town) -> None:
    asked.person("dirigente.as").says("chi devo valutare?").sees("regolamento")
    asked.person("segretario").says("in che fase siamo?").sees("Ciclo della performance")
    asked.person("segretario").says("quali campagne sono aperte?").sees("Nessun monitoraggio")
    asked.person("eq.as4").says("a che ora arriva il promemoria?").does_not_see("Non so")


def test_a_deadline_that_was_put_off_is_the_one_questions_look_at(
    town: Town, bruno: Person
) -> None:
    bruno.says("cosa scade ad ottobre?").does_not_see("AS4.3 ")
    bruno.says("/termine AS4.3 20/10/2024").taps("Conferma")
    bruno.says("cosa scade ad ottobre?").sees("AS4.3 ", "termine 20/10/2024")
    bruno.says("/termine AS4.3 31/12/2024").taps("Conferma")
    bruno.says("cosa scade ad ottobre?").does_not_see("AS4.3 ")


WHO_EVALUATES = (
    ("eq.as4", "chi mi valuta?", "eq.as4, 2024: valuta dirigente dell'area AS (dirigente.as)"),
    ("eq.as3", "chi valuta eq.as4?", "eq.as4, 2024: valuta dirigente dell'area AS"),
    ("segretario", "chi valuta i dirigenti?", "dirigente.as, 2024: valuta"),
    ("eq.as4", "chi decide il mio voto a fine anno?", "eq.as4, 2024: valuta dirigente"),
    ("dirigente.as", "chi valuta me?", "dirigente.as, 2024: valuta Nucleo di Valutazione"),
    ("dirigente.as", "eq.as4 la giudico io?", "eq.as4, 2024: valuta dirigente dell'area AS"),
    ("dirigente.as", "da chi sono valutati gli eq di AS4?", "eq.as4, 2024: valuta"),
    ("nucleo", "chi valuta Topolino?", "Non so chi è «Topolino»"),
    ("nucleo", "chi mi valuta?", "non ha un incarico che si valuta"),
    ("dirigente.as", "chi valuto io?", "da scrivere"),
)


def test_who_evaluates_whom_is_told_by_the_posts_of_the_year(town: Town) -> None:
    town.ledger.execute(AdoptRegulation(bundled()), actor=CLI, cause="test")
    for who, said, seen in WHO_EVALUATES:
        town.person(who).says(said).sees(seen)


@pytest.mark.parametrize("side", ["sopra", "sotto"])
def test_what_is_above_or_below_the_mean_of_those_like_it(
    asked: Town, reckoned: Reckoning, side: str
) -> None:
    text = asked.person("segretario").says(f"quali obiettivi sono {side} la media?").text
    figures = {c: f for c in reckoned.objectives if (f := reckoned.progress(c)) is not None}
    mean = sum(figures.values(), Fraction(0)) / len(figures)
    expected = {c for c, f in figures.items() if (f > mean if side == "sopra" else f < mean)}
    assert text.startswith(f"{len(expected)} obiettiv"), text
    shown = re.findall(r"^([A-Z]{2,3}\d?\.\d+) ", text, re.M)
    assert shown and set(shown) <= expected, text


def test_a_mean_of_what_is_not_listed_is_not_answered_by_something_else(asked: Town) -> None:
    asked.person("eq.as4").says("la temperatura è sopra la media?").sees("media")
    asked.person("dirigente.as").says("quali obiettivi di AS sono sopra la media?").sees(
        "sopra la media ("
    )
