"""Questions by kind: of one's own record, who may, what weighs, what can be reached, who is there,
what the house is asked of itself."""

import re
from fractions import Fraction

import pytest

from ..town import MORNING
from .conftest import Town
from .reckoning import Reckoning
from .test_questions import asked as asked
from .test_questions import reckoned as reckoned


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
    ("nucleo", "quali registrazioni non sono validate?", {"status": "prov"}),
    ("nucleo", "quali dati devono ancora essere validati?", {"status": "prov"}),
    ("nucleo", "quali registrazioni sono validate?", {"status": "validated"}),
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
    ("eq.as3", "chi mi ha contestato?", "da dirigente.as: «non risulta»"),
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
    ("segretario", "chi può aprire un monitoraggio?", "segretario, Segretario"),
    ("dipendente.as4", "posso correggere un dato?", "No, tu no. Chi può"),
    # What weighs.
    ("eq.as4", "quanto vale AS4.3.1?", "nel suo gruppo · AS4.3.1 CIE rilasciate"),
    ("eq.as4", "quanto pesa l'area AS sull'ente?", "punti su 100 di ENTE"),
    # What can be reached.
    ("eq.as4", "posso ancora arrivare al target di AS4.3.1?", "360 carte · AS4.3.1"),
    ("eq.as4", "AS4.3.1 è ancora raggiungibile?", "360 carte · AS4.3.1"),
    ("eq.as4", "quante CIE devo fare a settimana?", "24 carte a settimana · AS4.3.1"),
    ("eq.as4", "quante CIE mancano per arrivare al 50%?", "60 carte per arrivare a 300 carte"),
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
    ("eq.as4", "di quanto è cresciuto il mio servizio da agosto?", "da 36,4 % a 73,07 %"),
    ("eq.as4", "quanto vale il mio servizio nell'area?", "punti su 100 di AS"),
    ("dirigente.as", "cosa hanno scritto i miei a settembre?", "registrazioni dal 01/09/2024"),
    ("sindaco", "quanti obiettivi ha ogni area?", "aree · Comune"),
    ("giunta", "quali sono i servizi di AS?", "servizi · AS"),
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


@pytest.mark.parametrize(
    ("question", "turning"),
    [
        ("quali registrazioni non sono contestate?", "non sono contestate"),
        ("quali indicatori non hanno dati?", "non hanno dati"),
        ("quali obiettivi non hanno indicatori?", "non hanno indicatori"),
    ],
)
def test_a_word_that_turns_the_question_is_never_passed_over(
    asked: Town, question: str, turning: str
) -> None:
    text = asked.person("nucleo").says(question).text
    assert f"«{turning}»" in text.splitlines()[0], text


@pytest.mark.parametrize("side", ["sotto", "sopra"])
def test_what_is_on_one_side_of_what_was_expected(
    asked: Town, reckoned: Reckoning, side: str
) -> None:
    """Held against the expected figures that the answer of each objective tells itself."""
    text = asked.person("segretario").says(f"quali obiettivi sono {side} l'atteso?").text
    count = 0
    for code in reckoned.objectives:
        said = asked.person("segretario").says(f"/stato {code}").text
        percent = re.match(r"([\d,]+) % · ", said)
        expected = re.search(r"atteso al [\d/]+: ([\d,]+) %", said)
        if percent and expected:
            gap = float(percent[1].replace(",", ".")) - float(expected[1].replace(",", "."))
            count += gap < 0 if side == "sotto" else gap > 0
    assert text.startswith(f"{count} obiettiv"), text


def test_units_without_any_late_objective_are_the_others(asked: Town) -> None:
    boss = asked.person("segretario")
    late = int(boss.says("quante aree hanno obiettivi in ritardo?").text.split()[0])
    free = int(boss.says("quali aree non hanno obiettivi in ritardo?").text.split()[0])
    whole = int(boss.says("quante aree ci sono?").text.split()[0])
    assert late + free == whole and "senza obiettivi in ritardo" in str(
        boss.says("quali aree non hanno obiettivi in ritardo?").text
    )


def test_a_word_like_one_of_another_office_s_indicator_is_no_name_of_it(asked: Town) -> None:
    text = asked.person("eq.as4").says("quali cose validate ci sono?").text
    assert text.startswith(("Non so", "Di questo non so")) or "· AS4 Demografici" in text, text


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
