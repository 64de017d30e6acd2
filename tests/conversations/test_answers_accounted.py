"""No answer is given to another question: each word of a question is accounted for by what is
answered, and what an answer holds was asked. And the kinds of question that came with it, their
figures worked out a second time."""

import datetime as dt
from calendar import monthrange
from collections import Counter
from fractions import Fraction

import pytest

from ledger.commands.leaves import AnnounceLeave
from words.say import say
from words.wording import plain_text

from ..town import POSTS, TODAY
from .conftest import Town
from .reckoning import Reckoning
from .test_figures_beside import shown
from .test_questions import asked as asked
from .test_questions import codes_in
from .test_questions import reckoned as reckoned

CIE = "AS4.3.1"
OFFERED = (
    "Non so che cosa vuol dire",
    "Di questo non so nulla",
    "Non so dire chi",
    "Non so se ho capito",
    "Non so dirlo",
    "Nel piano nessun indicatore conta",
)

OTHERS = (
    ("eq.as4", "entro quando e da chi le CIE?"),
    ("eq.as4", "a chi mando le CIE ogni giorno?"),
    ("eq.as4", "quando abbiamo fatto più CIE delle altre?"),
    ("eq.as4", "le CIE tranne quelle di agosto come vanno?"),
    ("eq.as4", "le CIE le chiuderanno altri?"),
    ("eq.as4", "come andranno le CIE domani?"),
    ("eq.as4", "quante CIE abbiamo annullato?"),
    ("eq.as4", "quante CIE ho rilasciato di mattina?"),
    ("eq.as4", "quanti alberi abbiamo piantato?"),
    ("segretario", "quanti turisti sono arrivati?"),
    ("segretario", "quali obiettivi sono stati assegnati a due uffici?"),
    ("dirigente.as", "quali colleghi hanno già mandato i dati?"),
    ("dirigente.as", "quali obiettivi raggiungeremo entro dicembre?"),
    ("dirigente.as", "chi di AS4 è più simpatico?"),
    ("dirigente.as", "quali obiettivi non hanno ancora dati validati?"),
    ("dirigente.as", "se AS4 va a 100 quanto fa l'area?"),
    ("segretario", "in quanti hanno dati in attesa?"),
    ("segretario", "quando è stato adottato il piano?"),
    ("segretario", "quali indicatori sono cresciuti meno quest'anno?"),
    ("nucleo", "quante schede ha firmato il nucleo?"),
    ("nucleo", "quanti soldi vale AS4.3?"),
    ("personale", "chi non ha il dirigente?"),
    ("sindaco", "quanti obiettivi raggiunge ogni assessore?"),
)
"""Each was, or would be, answered with how something stands, a list, or another's figure."""


@pytest.mark.parametrize(("who", "question"), OTHERS, ids=[q for _, q in OTHERS])
def test_a_word_that_nothing_answers_is_told_and_the_nearest_are_offered(
    asked: Town, who: str, question: str
) -> None:
    person = asked.person(who).says(question)
    assert person.text.startswith(OFFERED), person.text
    assert 1 <= len(person.buttons) <= 3


KEPT = (
    ("segretario", "quante anomalie del piano sono aperte", "da sistemare"),
    ("sindaco", "quanto prende di premio il dirigente tecnico", "adottato nessun regolamento"),
    ("sindaco", "quanto prende di premio eq.as4?", "adottato nessun regolamento"),
    ("eq.as4", "la mia scheda c'è?", "adottato nessun regolamento"),
    ("eq.as4", "fammi vedere come sono andate le CIE quest'anno", "mesi · AS4.3.1"),
    ("dirigente.as", "situazione della mia area in due righe", "Area Servizi"),
    ("eq.as4", "carte d'identità rilasciate, da quanto non scrivo niente?", "AS4.3.1"),
    ("eq.as4", "cosa mi deve ancora validare la dirigente", "da validare · AS4"),
    ("eq.as4", "cosa non abbiamo ancora iniziato", "non avviat"),
    ("dirigente.as", "dove mi mancano i target", "senza valore da raggiungere"),
    ("dirigente.as", "qual è il servizio che va peggio da me", "· A"),
    ("nucleo", "qualcuno ha contestato dei dati quest'anno", "contestat"),
    ("nucleo", "quale servizio è più lontano da dove dovrebbe essere", "più indietro"),
    ("nucleo", "schede già emesse quante", "schede firmate"),
    ("segretario", "elencami gli obiettivi in ritardo con la scadenza", "termine 30/06/2024"),
    ("segretario", "tra i miei cosa manca", "obiettivi del Segretario"),
    ("segretario", "chi valida quello che scrivo io", "nucleo"),
    ("eq.as4", "quando ho scritto l'ultima volta le CIE?", "n. "),
    ("eq.as4", "mi dici quanto manca alle CIE?", "360 carte"),
    ("eq.as4", "ce la faccio con le CIE entro dicembre?", "360 carte"),
    ("eq.as4", "cosa mi manca per il target delle CIE?", "360 carte"),
    ("eq.as4", "quanto siamo lontani dal target delle CIE?", "360 carte"),
    ("eq.as4", "chi mi deve validare i dati?", "Chi può: Validare"),
    ("eq.as4", "sto rispettando i tempi su AS4.3?", "40 % · AS4.3"),
    ("eq.as4", "ho qualche dato respinto?", "0 tue registrazioni contestate"),
    ("eq.as4", "che obiettivi devo chiudere entro l'anno?", "2 obiettivi su 3 ancora aperti"),
    ("dirigente.as", "il mio servizio AS4 è in linea?", "punti"),
    ("dirigente.as", "mostrami chi non scrive da un mese", "persone senza registrazioni"),
    ("segretario", "chi ha più registrazioni da validare?", "persone con dati da validare"),
    ("segretario", "le aree in ordine di percentuale", "3 aree"),
    ("giunta", "AS e AF a confronto", "2 aree"),
    ("sindaco", "quali promesse del programma sono indietro?", "indietro"),
)


@pytest.mark.parametrize(("who", "question", "told"), KEPT, ids=[q for _, q, _ in KEPT])
def test_what_is_asked_in_another_way_is_answered(
    asked: Town, who: str, question: str, told: str
) -> None:
    asked.person(who).says(question).sees(told).does_not_see(*OFFERED)


def made(reckoned_at: dict[dt.date, Reckoning], first: dt.date, last: dt.date) -> Fraction:
    """How much of the CIE a stretch made, from the bare events."""
    before, after = (reckoned_at[d].value(CIE) or Fraction(0) for d in (first, last))
    return after - before


@pytest.fixture(scope="module")
def by_month(asked: Town) -> dict[str, Fraction]:
    """What each month of the year made of the CIE."""
    ends = [dt.date(2023, 12, 31)]
    ends += [dt.date(2024, m, monthrange(2024, m)[1]) for m in range(1, 9)] + [TODAY]
    known = {day: Reckoning.of(asked.ledger, until=day) for day in ends}
    names = [plain_text(say(f"month.{month}")) for month in range(1, 10)]
    return {
        name: made(known, first, last)
        for name, first, last in zip(names, ends, ends[1:], strict=False)
    }


def test_month_by_month_is_what_each_month_made(asked: Town, by_month: dict[str, Fraction]) -> None:
    text = asked.person("eq.as4").says("le CIE mese per mese").text
    assert text.startswith("7 mesi · AS4.3.1"), text  # nothing was made before March
    for name, much in list(by_month.items())[2:]:
        assert f"{name}: {shown(much)} carte" in text, text


def test_the_month_with_most_comes_first(asked: Town, by_month: dict[str, Fraction]) -> None:
    most = max(by_month, key=lambda name: by_month[name])
    for question in ("in che mese ho fatto più CIE?", "qual è il mese migliore delle CIE?"):
        text = asked.person("eq.as4").says(question).text
        assert text.startswith(f"{most}: {shown(by_month[most])} carte"), text


def test_records_by_month_are_counted_by_their_day_of_recording(asked: Town) -> None:
    counted = Counter(
        e.recorded_at.month for e in asked.ledger.log.after(0) if e.type == "ProgressRecorded"
    )
    text = asked.person("admin").says("quante registrazioni per mese?").text
    assert f"settembre: {counted[9]} registrazion" in text, text
    assert f"agosto: {counted[8]} registrazion" in text, text


def test_how_many_people_each_area_has(asked: Town) -> None:
    areas: dict[str, set[str]] = {"AS": set(), "AA": set(), "AF": set()}
    for code, _, unit, _ in POSTS:
        if unit is not None:
            areas[unit[:2]].add(code)
    text = asked.person("personale").says("quante persone lavorano in ogni area?").text
    for area, people in areas.items():
        assert f"{len(people)} person{'a' if len(people) == 1 else 'e'} · {area} " in text, text


@pytest.mark.parametrize(("percent", "sign"), [(40, "più"), (40, "meno")])
def test_objectives_by_their_weight(
    asked: Town, reckoned: Reckoning, percent: int, sign: str
) -> None:
    """Nobody set a weight: those of one office weigh the same, the transversal ones each alone."""
    of_office = Counter(code.split(".")[0] for code in reckoned.objectives)
    weights = {code: Fraction(100, of_office[code.split(".")[0]]) for code in reckoned.objectives}
    expected = [c for c, w in weights.items() if (w > percent if sign == "più" else w < percent)]
    text = asked.person("segretario").says(f"quali obiettivi pesano {sign} del {percent}%?").text
    assert text.startswith(f"{len(expected)} "), text
    assert sorted(codes_in(asked, text)) == sorted(expected), text


def test_what_fell_due_in_a_month_that_is_over(asked: Town, reckoned: Reckoning) -> None:
    june = [c for c in reckoned.objectives if reckoned.deadline(c).month == 6]
    text = asked.person("segretario").says("quali obiettivi scadevano a giugno?").text
    assert codes_in(asked, text) == june, text


def test_which_area_has_most_data_to_validate(asked: Town, reckoned: Reckoning) -> None:
    waiting = Counter(t.indicator[:2] for t in reckoned.told.values() if t.status == "provisional")
    most, count = max(
        ((a, n) for a, n in waiting.items() if a in ("AS", "AA", "AF")), key=lambda p: p[1]
    )
    text = asked.person("segretario").says("quale area ha più dati non validati?").text
    assert text.startswith(f"{count} dati da validare") and f"· {most} " in text.splitlines()[0]


GOES_ON = (
    ("eq.as4", ("come va AS4.3?", "e perché?"), "AS4.3 Servizi anagrafici: 40 %"),
    ("eq.as4", ("come va AS4.3?", "e AS4.1?"), "AS4.1 Sportello veloce"),
    ("eq.as4", ("quando scade AS4.3?", "e chi la segue?"), "Chi ne risponde · AS4.3"),
    ("giunta", ("qual è l'area migliore?", "e la peggiore?"), "prima chi sta peggio"),
    ("giunta", ("qual è l'area migliore?", "e i servizi?"), "· AS4 Demografici"),
    ("segretario", ("quali obiettivi sono a rischio?", "e in AS4?"), "· AS4 Demografici"),
    ("eq.as4", ("quante CIE a giugno?", "e a marzo?"), "100 carte dal 01/03/2024"),
)


@pytest.mark.parametrize(("who", "asks", "told"), GOES_ON, ids=[" ".join(a) for _, a, _ in GOES_ON])
def test_a_question_goes_on_from_the_one_before(
    asked: Town, who: str, asks: tuple[str, ...], told: str
) -> None:
    person = asked.person(who)
    for one in asks:
        person.says(one)
    person.sees(told)


def test_somebody_is_named_by_their_post_inside_a_question(asked: Town) -> None:
    told = asked.person("nucleo").says("quanti dati ha validato il dirigente di AS?").text
    assert told == asked.person("nucleo").says("quanti dati ha validato dirigente.as?").text


def test_who_is_away_is_told_of_the_days_that_are_asked(town: Town) -> None:
    away = AnnounceLeave("eq.as4", dt.date(2024, 9, 23), dt.date(2024, 9, 25), "eq.as3")
    town.ledger.execute(away, actor="personale", cause="test")
    office = town.person("personale")
    office.says("chi è assente la settimana prossima?").sees("eq.as4: dal 23/09/2024")
    office.says("chi è assente domani?").sees("Il 17/09/2024 non risulta assente nessuno.")
    office.says("chi rientra giovedì?").sees("In quei giorni non risulta rientrare nessuno.")
    town.person("eq.as4").says("chi mi sostituisce?").sees("sostituisce eq.as3", "restano di chi")
    town.person("eq.as3").says("posso delegare?").sees("Nessuno ti sostituisce")


def test_what_rose_in_a_month_that_is_over_is_of_that_month(asked: Town) -> None:
    first, last = (Reckoning.of(asked.ledger, until=dt.date(2024, 6, day)) for day in (1, 30))
    figures = {c: (first.progress(c) or Fraction(0), last.progress(c)) for c in last.objectives}
    rose = {c: pair for c, pair in figures.items() if (pair[1] or Fraction(0)) > pair[0]}
    text = asked.person("segretario").says("quali obiettivi sono migliorati a giugno?").text
    assert sorted(codes_in(asked, text)) == sorted(rose), text
    for before, after in rose.values():
        assert after is not None and f"da {shown(before)} % a {shown(after)} %" in text, text


def test_the_month_with_least_may_be_one_in_which_nothing_was_recorded(asked: Town) -> None:
    text = asked.person("admin").says("in che mese si è registrato di meno?").text
    assert text.startswith("gennaio: 0 registrazioni"), text


def test_a_title_names_its_objective_and_not_one_of_its_indicators(asked: Town) -> None:
    asked.person("eq.as4").says("quanto manca per lo sportello?").sees("2 indicatori · AS4.1")
