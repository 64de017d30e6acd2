"""Questions of a figure beside another: supposed, expected, before, on the mean; and of who judged,
who was idle, what was set. Figures are those of the reckoning."""

import datetime as dt
import re
from fractions import Fraction

import pytest

from ..town import TODAY
from .conftest import Town
from .reckoning import NEW_YEAR_S_EVE, Reckoning
from .test_questions import asked as asked
from .test_questions import reckoned as reckoned

LEFT = (NEW_YEAR_S_EVE - TODAY).days
CIE = "AS4.3.1"


def shown(number: Fraction) -> str:
    """As answers print a figure: two decimals, half up, without what is nothing."""
    cents = int(abs(number) * 100 + Fraction(1, 2))
    whole, part = divmod(cents, 100)
    return f"{whole},{part:02}".rstrip("0").rstrip(",")


def target(reckoned: Reckoning, code: str) -> Fraction:
    return Fraction(reckoned.indicators[code]["target"])


def supposed(reckoned: Reckoning, then: Fraction) -> str:
    return f"{shown(min(Fraction(100), then * 100 / target(reckoned, CIE)))} % · {CIE} "


@pytest.mark.parametrize(
    ("question", "more"),
    [
        ("se faccio altre 100 CIE a quanto arrivo?", Fraction(100)),
        ("se faccio 60 CIE in più dove arrivo?", Fraction(60)),
        ("cosa succede se ne faccio 30 a settimana di CIE?", Fraction(30 * LEFT, 7)),
        ("se rilascio 2 CIE al giorno ci arrivo?", Fraction(2 * LEFT)),
    ],
)
def test_what_would_be_is_worked_out_from_what_is(
    asked: Town, reckoned: Reckoning, question: str, more: Fraction
) -> None:
    text = asked.person("eq.as4").says(question).text
    value = reckoned.value(CIE)
    assert value is not None
    assert text.startswith(supposed(reckoned, Fraction(int(value + more)))), text


def test_what_would_be_up_to_a_number(asked: Town, reckoned: Reckoning) -> None:
    text = asked.person("eq.as4").says("cosa succede se arrivo a 300 CIE?").text
    assert text.startswith(supposed(reckoned, Fraction(300))), text
    others = [i for i in reckoned.parts("AS4.3") if i != CIE]
    figures = [reckoned.progress(i) for i in others]
    assert all(f is not None for f in figures)
    whole = (Fraction(50) + sum(f for f in figures if f is not None)) / (len(figures) + 1)
    assert f" a {shown(whole)} %" in text.splitlines()[0], text


@pytest.mark.parametrize(
    ("question", "goal", "days"),
    [
        ("quante CIE mancano per arrivare al 50%?", Fraction(1, 2), 7),
        ("quante CIE al giorno devo fare?", Fraction(1), 1),
        ("quante CIE devo fare al mese per farcela?", Fraction(1), 30),
        ("quanto manca a AS4.3.1?", Fraction(1), 7),
    ],
)
def test_what_is_missing_to_any_goal_by_any_stretch(
    asked: Town, reckoned: Reckoning, question: str, goal: Fraction, days: int
) -> None:
    text = asked.person("eq.as4").says(question).text
    value = reckoned.value(CIE)
    assert value is not None
    missing = target(reckoned, CIE) * goal - value
    needed = missing * days / LEFT
    tidy = Fraction(round(needed)) if needed >= 10 else Fraction(round(needed * 10), 10)
    asked_by = goal == 1 and days != 7  # What is asked of a stretch leads.
    first, then = (tidy, missing) if asked_by else (missing, tidy)
    assert text.startswith(f"{shown(first)} carte"), text
    assert f"{'ne mancano' if asked_by else 'servono'} {shown(then)} carte" in text, text


@pytest.mark.parametrize("code", [CIE, "AS4.3", "AS3.1"])
@pytest.mark.parametrize(
    "words", ["di quanto è sotto l'atteso {}?", "quanto manca ad {} per essere in linea?"]
)
def test_a_figure_stands_beside_what_was_expected(
    asked: Town, reckoned: Reckoning, code: str, words: str
) -> None:
    text = asked.person("nucleo").says(words.format(code)).text
    progress, expected = reckoned.progress(code), reckoned.expected(code)
    assert progress is not None and expected is not None
    side = "sotto" if progress < expected else "sopra"
    assert text.startswith(f"{shown(progress - expected)} punti {side} l'atteso · {code} "), text
    if expected - progress >= 10:
        assert f"ne mancano {shown(expected - progress - 10)}" in text, text


@pytest.mark.parametrize(
    ("question", "code", "day"),
    [
        ("come va AS4.3 rispetto a giugno?", "AS4.3", "2024-06-30"),
        ("quanto è cresciuto AS4.3 da luglio?", "AS4.3", "2024-07-01"),
        ("AS4.3.1 è migliorato rispetto al mese scorso?", CIE, "2024-08-31"),
        ("di quanto è cresciuto AS4.3 quest'estate?", "AS4.3", "2024-06-01"),
        ("confronta giugno e settembre per AS4.3", "AS4.3", "2024-06-30"),
    ],
)
def test_a_figure_stands_beside_what_it_was(
    asked: Town, reckoned: Reckoning, question: str, code: str, day: str
) -> None:
    past = Reckoning.of(asked.ledger, dt.date.fromisoformat(day))
    summer = "estate" in question
    last = Reckoning.of(asked.ledger, dt.date(2024, 8, 31)) if summer else reckoned
    then, now = past.progress(code), last.progress(code)
    assert then is not None and now is not None
    text = asked.person("eq.as4").says(question).text
    sign = "+" if now > then else "−" if now < then else ""
    moved = f"{shown(now - then)} punti"
    if code in (CIE, "AS4.3"):  # A count moves by what it counts; so does what has but one.
        moved = f"{shown((last.value(CIE) or 0) - (past.value(CIE) or 0))} carte"
    assert text.startswith(f"{sign}{moved} dal "), text
    assert now == then or f"da {shown(then)} % a {shown(now)} %" in text, text


def test_how_it_stood_before_a_season(asked: Town) -> None:
    then = Reckoning.of(asked.ledger, dt.date(2024, 5, 31)).progress("AS4.3")
    assert then is not None
    text = asked.person("eq.as4").says("com'era AS4.3 prima dell'estate?").text
    assert "Com'era al 31/05/2024" in text and f"{shown(then)} % · AS4.3" in text, text


def test_the_mean_is_of_everything_that_has_a_figure(asked: Town, reckoned: Reckoning) -> None:
    every = reckoned.mean(reckoned.objectives)
    assert every is not None
    text = asked.person("nucleo").says("qual è la media degli obiettivi dell'ente?").text
    assert text.startswith(f"{shown(every)} % di media"), text
    figures = {s: reckoned.service(s) for s in ("AS3", "AS4", "AA1", "AF1")}
    known = [f for f in figures.values() if f is not None]
    mean = sum(known, Fraction(0)) / len(known)
    for code, figure in figures.items():
        if figure is None:
            continue
        text = asked.person("segretario").says(f"{code} è sopra la media?").text
        assert text.startswith("Sopra" if figure > mean else "Sotto"), text
        assert f"la media è {shown(mean)} %" in text, text


def test_who_judged_is_counted_by_what_they_judged(asked: Town, reckoned: Reckoning) -> None:
    for question, status in (
        ("chi ha validato di più?", "validated"),
        ("quale dirigente ha contestato più dati?", "contested"),
    ):
        count = sum(told.status == status for told in reckoned.told.values())
        text = asked.person("segretario").says(question).text
        assert text.startswith(f"{count} registrazion"), text
        assert f"{count} · dirigente.as," in text, text


def test_who_wrote_nothing_is_told_by_person_and_not_by_indicator(
    asked: Town, reckoned: Reckoning
) -> None:
    september = {
        told.actor for told in reckoned.told.values() if told.day >= dt.date(2024, 9, 1)
    }  # in this town what is told is told on its day
    text = asked.person("segretario").says("chi non ha scritto niente a settembre?").text
    assert "senza registrazioni dal 01/09/2024" in text.splitlines()[0], text
    idle = set(re.findall(r"^([a-z]+(?:\.[a-z0-9]+)?), ", text, re.M))
    assert idle and not idle & september, text
    eqs = asked.person("segretario").says("quali EQ non hanno scritto niente a settembre?").text
    assert set(re.findall(r"^([a-z]+(?:\.[a-z0-9]+)?), ", eqs, re.M)) == {
        person for person in idle if person.startswith("eq.")
    }


def test_what_was_reached_within_a_span_leaves_out_what_was_before(
    asked: Town, reckoned: Reckoning
) -> None:
    eve = Reckoning.of(asked.ledger, dt.date(2024, 8, 31))
    found = [
        code
        for code in reckoned.indicators
        if reckoned.progress(code) == 100 and eve.progress(code) != 100
    ]
    text = asked.person("segretario").says("quali indicatori abbiamo raggiunto da settembre?").text
    assert text.startswith(f"{len(found)} indicator"), text


@pytest.mark.parametrize("kind", ["obiettivi", "indicatori"])
def test_a_state_denied_is_every_other_state(asked: Town, reckoned: Reckoning, kind: str) -> None:
    codes = reckoned.objectives if kind == "obiettivi" else reckoned.indicators
    for words, state in (
        ("in ritardo", "late"),
        ("a rischio", "at_risk"),
        ("in linea", "on_track"),
    ):
        count = sum(reckoned.state(code) != state for code in codes)
        text = asked.person("segretario").says(f"quali {kind} non sono {words}?").text
        assert text.startswith(f"{count} "), text
        assert f"non {words}" in text.splitlines()[0], text


def test_exactly_a_figure(asked: Town, reckoned: Reckoning) -> None:
    count = sum(reckoned.progress(code) == 100 for code in reckoned.indicators)
    text = asked.person("segretario").says("quanti indicatori sono già al 100%?").text
    assert text.startswith(f"{count} indicator"), text


OTHERS = (
    ("segretario", "quali aree hanno tutti gli obiettivi raggiunti?", "con tutti gli obiettivi"),
    ("segretario", "quale area ha meno obiettivi a rischio?", "prima chi ne ha di meno"),
    ("nucleo", "quante registrazioni sono state ritirate?", "0 registrazioni ritirate"),
    ("nucleo", "chi ha ritirato registrazioni?", "0 registrazioni ritirate"),
    ("dirigente.as", "chi ha messo il target di AS4.3.1?", "valori da raggiungere"),
    ("segretario", "chi ha modificato il piano?", "cose del piano cambiate"),
    ("eq.as4", "che differenza c'è tra noi e AS3?", "2 servizi · AS4"),
    ("eq.as4", "come vado rispetto all'area?", "· AS Area Servizi: "),
    ("dirigente.as", "come va l'area rispetto all'area AF?", "2 aree · AS"),
    ("dirigente.as", "cosa aspetta me?", "ti aspetta"),
    ("personale", "chi è in part-time?", "non è registrato nessun part-time"),
    ("personale", "chi ha una sanzione?", "non è registrata nessuna sanzione"),
    ("personale", "chi non ha un incarico?", "senza un incarico"),
    ("personale", "quali incarichi scadono?", "con un incarico che scade"),
    ("personale", "da quando eq.as4 è EQ?", "eq.as4, incaricato EQ di AS4"),
    ("admin", "chi non ha ancora la chat?", "senza la chat"),
    ("admin", "quante persone ci sono in AS4?", "AS4"),
    ("personale", "chi ha presentato osservazioni?", "schede con osservazioni"),
    ("nucleo", "chi può validare la performance?", "giunta"),
    ("eq.as4", "quanti giorni ho ancora per AS4.1?", "AS4.1"),
    ("sindaco", "come va il programma di mandato?", "linea del programma"),
)


@pytest.mark.parametrize(("who", "question", "seen"), OTHERS, ids=[q[1] for q in OTHERS])
def test_each_kind_has_its_own_answer(asked: Town, who: str, question: str, seen: str) -> None:
    text = asked.person(who).says("/annulla").says(question).text
    assert seen in text, text
    assert not text.startswith(("Non so", "Di questo non so")), text


@pytest.mark.parametrize(
    "question", ["chi non ha la chat?", "chi è in part-time?", "chi ha una sanzione?"]
)
@pytest.mark.parametrize("who", ["eq.as4", "dirigente.as", "sindaco", "dipendente.as4"])
def test_what_is_not_everybody_s_of_people_is_not_told(
    asked: Town, who: str, question: str
) -> None:
    text = asked.person(who).says(question).text
    assert "non spetta a te" in text and "eq.as3" not in text, text


PASSED_OVER = (
    ("quali obiettivi dell'assessore sono in ritardo?", "assessore"),
    ("quale area è cresciuta meno da giugno?", "meno"),
    ("sono l'unico in ritardo?", "unico"),
    ("quanti obiettivi a rischio hanno i miei colleghi?", "colleghi"),
    ("come va AS4.3 per gli utenti stranieri?", "stranieri"),
    ("quanto manca a AS4.3.1 con i turni serali?", "serali"),
    ("chi ha validato i propri dati?", "propri"),
    ("di chi è AS4.3 quando piove?", "piove"),
)


@pytest.mark.parametrize(("question", "word"), PASSED_OVER, ids=[q[0] for q in PASSED_OVER])
@pytest.mark.parametrize("who", ["eq.as4", "dirigente.as", "segretario", "sindaco"])
def test_a_word_that_nothing_was_made_of_is_named_and_three_ways_are_offered(
    asked: Town, who: str, question: str, word: str
) -> None:
    person = asked.person(who).says("/annulla").says(question)
    assert person.text.startswith(("Non so", "Di questo non so")), person.text
    assert word in person.text.splitlines()[0], person.text
    assert len([cell for row in person.buttons for cell in row]) == 3, person.buttons
