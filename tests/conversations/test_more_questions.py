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
    "chi ha contestato dati?",
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


def counted(reckoned: Reckoning, **wanted: str) -> int:
    """How many reports are as asked for: by whom, in which state, of what."""
    return sum(
        all(str(getattr(told, name)).startswith(value) for name, value in wanted.items())
        for told in reckoned.told.values()
    )


OWN_RECORD = (
    ("eq.as4", "cosa mi hanno validato?", {"actor": "eq.as4", "status": "validated"}),
    ("eq.aa1", "quali miei dati sono stati validati?", {"actor": "eq.aa1", "status": "validated"}),
    ("eq.as3", "cosa mi hanno contestato?", {"actor": "eq.as3", "status": "contested"}),
    ("eq.as4", "quali miei dati non sono ancora validati?", {"actor": "eq.as4", "status": "prov"}),
    ("eq.as4", "quanti dati ho registrato?", {"actor": "eq.as4"}),
    ("segretario", "quanti dati sono contestati?", {"status": "contested"}),
    ("nucleo", "quanti dati aspettano di essere validati?", {"status": "prov"}),
    ("admin", "quanti dati restano da validare?", {"status": "prov"}),
    ("giunta", "i dati di AS4.3.1 sono validati?", {"indicator": "AS4.3.1", "status": "prov"}),
)


@pytest.mark.parametrize(("who", "question", "wanted"), OWN_RECORD, ids=[q[1] for q in OWN_RECORD])
def test_records_are_asked_for_by_what_became_of_them(
    asked: Town, reckoned: Reckoning, who: str, question: str, wanted: dict[str, str]
) -> None:
    text = asked.person(who).says(question).text
    assert text.startswith(f"{counted(reckoned, **wanted)} "), text
    assert "registrazion" in text.splitlines()[0], text


SEEN_IN = (
    # Whose records, and the last of them.
    ("eq.as4", "l'ultima cosa che ho registrato?", "AS4.3.1 CIE rilasciate: 240 carte"),
    ("giunta", "quando è stato aggiornato AS4.3 l'ultima volta?", "AS4.3.1 CIE rilasciate"),
    ("giunta", "da quando AS3 non manda dati?", "AS3.1.1"),
    ("eq.as4", "quanto ho fatto a settembre?", "indicatori mossi dal 01/09/2024"),
    ("dirigente.as", "cosa ho validato?", "1 registrazione validata"),
    ("segretario", "quante validazioni ha fatto dirigente.as?", "1 registrazione validata"),
    ("eq.as3", "chi mi ha contestato?", "contestata da dirigente.as: «non risulta»"),
    # Who may.
    ("eq.as4", "chi valida i miei dati?", "dirigente.as, dirigente dell'area AS"),
    ("dirigente.as", "chi valida i dati che scrivo io?", "segretario, Segretario"),
    ("giunta", "chi controlla i dati del segretario?", "nucleo, Nucleo di Valutazione"),
    ("eq.as4", "chi decide il target di AS4.3.1?", "dirigente.as, dirigente dell'area AS"),
    ("eq.as4", "posso cambiare il termine di AS4.2?", "No, tu no. Chi può"),
    ("dirigente.as", "posso fissare io il target di AS4.3.1?", "Sì, puoi. Chi può"),
    ("dipendente.as4", "posso scrivere un dato?", "No, tu no. Chi può"),
    ("admin", "posso vedere le schede?", "No, tu no. Leggono i punteggi"),
    ("giunta", "chi approva la performance dell'ente?", "giunta, Giunta"),
    # What weighs.
    ("eq.as4", "quanto vale AS4.3.1?", "nel suo gruppo · AS4.3.1 CIE rilasciate"),
    ("eq.as4", "quanto pesa l'area AS sull'ente?", "punti su 100 di ENTE"),
    # What can be reached.
    ("eq.as4", "posso ancora arrivare al target di AS4.3.1?", "360 carte · AS4.3.1"),
    ("eq.as4", "AS4.3.1 è ancora raggiungibile?", "360 carte · AS4.3.1"),
    ("eq.as4", "quante CIE devo fare a settimana?", "360 carte · AS4.3.1"),
    ("dirigente.as", "quali indicatori di AS4 non ce la fanno?", "che di questo passo non arriv"),
    # Who is there.
    ("personale", "chi lavora in AS4?", "persone con un incarico · AS4"),
    ("personale", "quali incarichi sono ad interim?", "1 persona con un incarico ad interim"),
    ("giunta", "chi sono i dirigenti?", "dirigenti ·"),
    ("dirigente.as", "chi sono i miei EQ?", "incaricati EQ · AS Area Servizi, AA Area"),
    # One's own office and area.
    ("eq.as4", "qual è il servizio migliore dell'area?", "AS4 Demografici"),
    ("eq.as4", "sono messo meglio o peggio di AS3?", "2 servizi · AS4"),
    ("dirigente.as", "qual è la mia area peggiore?", "AS Area Servizi"),
    ("segretario", "come vanno i miei obiettivi?", "SG Segretario Generale"),
    # The house itself.
    ("eq.as4", "cosa vuol dire a rischio?", "A rischio: 10 punti o più sotto l'atteso"),
    ("giunta", "come si calcola la percentuale?", "Percentuale: valore diviso target"),
    ("personale", "entro quando si fanno le schede?", "30/04/2025: Schede di valutazione"),
    ("eq.as4", "quanti giorni ho per le osservazioni?", "10 giorni lavorativi"),
    ("nucleo", "il regolamento è adottato?", "No: per il 2024 nessun regolamento"),
    ("admin", "il registro è integro?", "eventi nel registro"),
    ("eq.as4", "confronta AS con l'anno scorso", "Del 2023 non c'è il piano"),
    # What waits, said otherwise.
    ("nucleo", "cosa devo fare io adesso?", "Non ti aspetta nulla"),
    ("eq.as4", "buongiorno, che devo mandarti oggi?", "ti aspetta"),
    ("segretario", "quali monitoraggi sono in corso?", "Nessun monitoraggio aperto"),
    ("segretario", "quali obiettivi non sono misurabili?", "senza valore da raggiungere"),
)


@pytest.mark.parametrize(("who", "question", "seen"), SEEN_IN, ids=[q[1] for q in SEEN_IN])
def test_each_kind_of_question_has_its_own_answer(
    asked: Town, who: str, question: str, seen: str
) -> None:
    asked.person(who).says("/annulla").says(question).sees(seen)


def test_units_are_counted_by_how_many_of_theirs_are_late(asked: Town, reckoned: Reckoning) -> None:
    late = {c.split(".")[0][:2] for c in reckoned.objectives if reckoned.state(c) == "late"}
    text = asked.person("eq.as4").says("quante aree sono in ritardo?").text
    assert text.startswith(f"{len(late & {'AS', 'AA', 'AF'})} are"), text


def test_a_word_like_one_of_another_office_s_indicator_is_no_name_of_it(asked: Town) -> None:
    text = asked.person("eq.as4").says("quali cose validate ci sono?").text
    assert text.startswith(("Non so", "Di questo non so")), text


def test_weights_of_what_is_around_are_those_of_the_figures(
    asked: Town, reckoned: Reckoning
) -> None:
    """Each objective's share of its service is its weight among those that have a figure."""
    own = [c for c in reckoned.inside("AS4") if reckoned.progress(c) is not None]
    text = asked.person("eq.as4").says(f"quanto vale {own[0]}?").text
    share = Fraction(100, len(own))
    shown = re.search(r"conta (\S+) punti su 100 di AS4", text)
    assert shown is not None, text
    assert abs(Fraction(shown[1].replace(",", ".")) - share) < Fraction(1, 100), text


@pytest.mark.parametrize("question", ["chi non ha la scheda?", "chi sono i dipendenti di AS4?"])
def test_schede_and_people_are_not_told_in_a_group(asked: Town, question: str) -> None:
    boss = asked.person("personale").says(":group").says(f"@traguardo_bot {question}")
    assert "in privato" in str(asked.calls) and "dipendente.as4" not in str(asked.calls)
    boss.says(":private")


def test_who_may_is_what_the_commands_ask(asked: Town) -> None:
    """The offices named for acts of the ente are those that the rules of the commands ask for."""
    from ledger.commands.cycle import RULES as CYCLE
    from ledger.commands.ente import RULES as OF_THE_ENTE
    from ledger.commands.premiums import RULES as PREMIUMS
    from ledger.readings.query.rights import OF_ENTE

    asked_of: dict[str, set[str]] = {}
    for rules in (CYCLE, OF_THE_ENTE, PREMIUMS):
        for rule in rules.values():
            for grounds in rule(asked.ledger.view, None, MORNING.date()) or ():
                asked_of.setdefault(str(grounds.act), set()).update(grounds.posts)
    for act in ("cycle", "adopt", "premiums"):
        assert asked_of[act] == {str(role) for role in OF_ENTE[act]}, act
    assert asked_of["entity"] - {"segretario"} == {str(role) for role in OF_ENTE["entity"]}
