"""Yes and no answer the card that is open; a button does only what it could have been made for."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.conversation import NotAButton, Press, day, flag, number, word, year
from handlers.route import BUTTONS, COMMANDS, CONVERSATIONS, OF_CARD
from handlers.talk.offered import commands_of
from handlers.turn import Outcome
from ledger.commands.adoption import AdoptPlan
from ledger.commands.ente import AdoptRegulation
from ledger.regulation import bundled
from words.catalogue import TEXTS

from ..town import PLAN
from .conftest import Person, Town

BARE = ["no", "sì", "si", "ok", "va bene", "No.", "Va bene!"]

NOTHING_ELSE = [
    "no grazie", "no, aspetta", "perfetto", "esatto", "va bene così", "ok grazie", "boh", "ma dai",
    "non lo so", "forse", "per ora no", "aspetta un attimo", "certo, grazie", "ok fatto", "fatto",
    "già fatto", "non ancora", "no, non ancora", "ancora no",
]  # fmt: skip
"""Replies of yes, no, courtesy or doubt, and nothing more."""


@pytest.mark.parametrize("text", BARE)
@pytest.mark.parametrize("who", ["segretario", "dirigente.as", "eq.as4", "nucleo"])
def test_a_bare_yes_or_no_with_nothing_open_proposes_nothing(
    town: Town, text: str, who: str
) -> None:
    town.person("segretario").says("SG.1.1 3").taps("Conferma")
    before = town.ledger.log.head()
    town.person(who).says(text).sees("Non c'è nulla in sospeso")
    assert town.ledger.log.head() == before


@pytest.mark.parametrize("text", BARE)
def test_after_a_record_a_bare_yes_or_no_does_not_turn_it_round(
    maria: Person, town: Town, text: str
) -> None:
    maria.says("AS4.1.2 fatto").taps("Conferma")
    maria.says(text).sees("Non c'è nulla in sospeso")
    assert town.value("AS4.1.2") == "1"


@pytest.mark.parametrize("text", NOTHING_ELSE)
def test_a_reply_of_courtesy_or_doubt_turns_no_record_round(
    maria: Person, town: Town, text: str
) -> None:
    maria.says("AS4.1.2 fatto").taps("Conferma")
    maria.says(text).sees("Non c'è nulla in sospeso").sees_buttons("Cosa devo fare")
    assert town.value("AS4.1.2") == "1"
    maria.says("sì").sees("Non c'è nulla in sospeso")


@pytest.mark.parametrize("text", ["no grazie", "perfetto", "boh", "no"])
def test_the_right_value_may_be_left_untold(maria: Person, town: Town, text: str) -> None:
    maria.says("AS4.3.1 54").taps("Conferma").says("ho sbagliato").sees("qual è il valore")
    maria.says(text).sees("lascio stare").says("sì").sees("Non c'è nulla in sospeso")
    assert town.value("AS4.3.1") == "54"


@pytest.mark.parametrize("text", ["no scusa, 45", "non va bene, erano 45", "sì ma erano 45"])
def test_a_reply_that_says_more_is_read(maria: Person, text: str) -> None:
    maria.says("AS4.3.1 54").taps("Conferma")
    maria.says(text).does_not_see("nulla in sospeso").sees("45")


@pytest.mark.parametrize("text", ["perfetto", "ok grazie", "sì, esatto", "va bene così"])
def test_an_open_card_takes_every_yes(maria: Person, town: Town, text: str) -> None:
    maria.says("AS4.3.1 240").says(text).sees("Registrato")
    assert town.value("AS4.3.1") == "240"


@pytest.mark.parametrize("text", ["no grazie", "no no", "lascia perdere", "per ora no"])
def test_an_open_card_takes_every_no(maria: Person, town: Town, text: str) -> None:
    maria.says("AS4.3.1 240").says(text).sees("non ho registrato nulla")
    assert town.events() == []


@pytest.mark.parametrize("text", ["boh", "no, aspetta", "aspetta un attimo", "forse"])
def test_an_open_card_stays_open_while_its_person_doubts(
    maria: Person, town: Town, text: str
) -> None:
    maria.says("AS4.3.1 240").says(text).sees("la scheda resta aperta")
    assert town.events() == []
    maria.says("sì").sees("Registrato")


def test_a_second_report_sets_the_first_card_aside_and_gives_it_back(
    maria: Person, town: Town
) -> None:
    maria.says("AS4.3.1 240").does_not_see("La scheda di prima")
    maria.says("AS4.1.1 90").sees("La scheda di prima (AS4.3.1) non è registrata")
    maria.taps("Prima quella di AS4.3.1").sees("240 carte", "La scheda di prima (AS4.1.1)")
    maria.taps("Prima quella di AS4.1.1").sees("90 pratiche", "La scheda di prima (AS4.3.1)")
    maria.says("sì").sees("Quale?").sees_buttons("Conferma AS4.1.1", "Prima quella di AS4.3.1")
    assert town.events() == []
    maria.taps("Conferma AS4.1.1").sees("Registrato", "240 carte")
    assert (town.value("AS4.1.1"), len(town.events())) == ("90", 1)
    maria.says("sì").sees("Registrato").says("sì").sees("Non c'è nulla in sospeso")
    assert (town.value("AS4.3.1"), len(town.events())) == ("240", 2)


def test_a_no_with_two_cards_open_is_asked_of_which_and_leaves_the_other(
    maria: Person, town: Town
) -> None:
    maria.says("AS4.3.1 240").says("AS4.1.1 90").says("no").sees("Quale?")
    maria.taps("Annulla AS4.1.1").sees("non ho registrato nulla", "240 carte")
    maria.says("sì").sees("Registrato")
    assert (town.value("AS4.3.1"), len(town.events())) == ("240", 1)


def test_a_card_of_another_kind_says_that_the_one_before_is_not_recorded(
    maria: Person, bruno: Person, town: Town
) -> None:
    maria.says("AS4.3.1 240").taps("Conferma")
    maria.says("AS4.1.1 90").says("ritira l'ultima").sees("La scheda di prima non è registrata")
    bruno.says("/target AS4.3.1 700").says("/valida").sees("La scheda di prima non è registrata")
    bruno.says("/target AS4.3.1 700").says("per la delegazione").does_not_see("La scheda di prima")
    bruno.says("/peso AS4.3 40").sees("La scheda di prima non è registrata")
    bruno.says("sì").sees("peso")
    assert [e.type for e in town.events()][-1] == "WeightsSet"


@pytest.mark.parametrize(("text", "value"), [("fatto", "1"), ("non ancora", "0")])
def test_done_answers_the_step_that_was_asked_about(
    maria: Person, town: Town, text: str, value: str
) -> None:
    maria.presses(1, "ind:AS4.1.2").says(text).taps("Conferma")
    assert town.value("AS4.1.2") == value


def test_yes_validates_the_card_that_is_shown_and_no_leaves_it(
    maria: Person, bruno: Person, town: Town
) -> None:
    maria.says("AS4.3.1 240").taps("Conferma")
    bruno.says("/valida").says("no").sees("non ho registrato nulla")
    assert town.events("ProgressValidated") == []
    bruno.says("/valida").says("va bene").sees("Validata")
    assert len(town.events("ProgressValidated")) == 1


@pytest.mark.parametrize("line", ["/target AS4.3.1 500", "/termine AS4.3 30/11/2024"])
def test_yes_and_no_answer_the_card_of_an_amendment(bruno: Person, town: Town, line: str) -> None:
    bruno.says(line).says("no")
    assert town.events() == []
    bruno.says(line).says("ok").sees("Registrato: n. ")
    assert len(town.events()) == 1


def entity_is_validated(town: Town) -> None:
    """Nobody is evaluated before: the ente's performance is proposed, approved, validated."""
    town.person("segretario").says("/ciclo ente 80 stima di prova").taps("Conferma")
    town.person("giunta").says("/ciclo ente delibera 12; 05/09/2024").taps("Conferma")
    town.person("nucleo").says("/ciclo ente").taps("Conferma")


def test_yes_with_only_evaluations_begun_asks_which(town: Town, bruno: Person) -> None:
    town.ledger.execute(AdoptRegulation(bundled()), actor="cli", cause="test")
    entity_is_validated(town)
    bruno.says("/valuta eq.as4").says("/obiettivi")
    bruno.says("sì").sees("Quale?").taps("Valuta eq.as4").sees("eq.as4")


def test_an_update_of_the_house_loses_no_page_of_an_evaluation(town: Town, bruno: Person) -> None:
    town.ledger.execute(AdoptRegulation(bundled()), actor="cli", cause="test")
    entity_is_validated(town)
    bruno.says("/valuta eq.as4")
    chat, drafts = str(town.line._state.seat("dirigente.as")), town._parts.store.drafts
    kept = dict(drafts.get(chat, "dirigente.as") or {})
    del kept["shape"]
    with town._parts.store.writing():
        drafts.put(chat, "dirigente.as", kept, town.ledger.now())
    bruno.says("/obiettivi").sees("versione precedente")
    bruno.says("sì").sees("Quale?").sees_buttons("Valuta eq.as4")


def test_a_step_that_waits_for_words_takes_no_for_words(town: Town, bruno: Person) -> None:
    bruno.says("/nuovo AS3; Fiera; espositori; count").says("no").sees("Entro quando?")


def test_anomalies_of_one_kind_are_settled_together(town: Town) -> None:
    wrong = [
        {"kind": "bad_date", "where": code, "line": n, "text": f"31/{n:02}", "reading": day_}
        for n, (code, day_) in enumerate(
            (("AF1.1", "2024-09-30"), ("AF1.1.1", "2024-10-31"), ("AF1.1.2", "2024-11-30")), 1
        )
    ]
    document = PLAN.model_dump(mode="json", by_alias=True, exclude_none=True)
    document["year"], document["anomalies"] = 2024, wrong
    document["objectives"][0]["title"] = "Sportello più veloce"
    plan = AdoptPlan(type(PLAN).model_validate(document))
    town.ledger.execute(plan, actor="segretario", cause="test")
    town._before = town.ledger.log.head().seq
    boss = town.person("dirigente.af").says("/anomalie").sees("1 di 3")
    boss.taps("Tutte e 3 come proposto").sees("AF1.1.2: «31/03» → 30/11/2024", "Le leggo tutte")
    assert town.events() == []
    boss.taps("Conferma").sees("Sistemati 3 punti", "non ha nulla da sistemare")
    assert len(town.events("AnomalySettled")) == 3
    assert town.ledger.view.plan.deadline("AF1.1.2").isoformat() == "2024-11-30"


def test_no_two_conversations_answer_one_command_or_one_button() -> None:
    commands = [name for c in CONVERSATIONS for name in c.commands]
    buttons = [verb for c in CONVERSATIONS for verb in (*c.buttons, *c.of_card)]
    talks = [c.talk for c in CONVERSATIONS if c.talk]
    for names in (commands, buttons):
        assert sorted(names) == sorted(set(names))
    assert {t for t in talks if talks.count(t) > 1} == set()
    assert not set(BUTTONS) & OF_CARD


def test_every_command_offered_is_one_that_is_answered_and_described(town: Town) -> None:
    for person in town.ledger.view.people():
        offered = commands_of(town.ledger, person.code)
        assert len(offered) == len(set(offered)) <= 100, "Telegram's own limit"
        assert set(offered) <= set(COMMANDS)
        assert all(f"command.{name}" in TEXTS for name in offered)


def test_commands_are_offered_to_the_roles_that_may_give_them(town: Town) -> None:
    assert "valida" in commands_of(town.ledger, "dirigente.as")
    assert "valida" not in commands_of(town.ledger, "eq.as4")
    assert {"invita", "persone"} <= set(commands_of(town.ledger, "admin"))
    assert {"anno", "stato", "aiuto", "annulla"} <= set(commands_of(town.ledger, "dipendente.as4"))
    assert commands_of(town.ledger, None) == ("start",)


@pytest.mark.parametrize(
    ("parse", "good", "bad"),
    [
        (number, "12", ("", "-1", "1.5", "x", "1" * 40, "١٢", "²")),
        (word, "AS4.3.1", ("", "x" * 65, "9" * 40)),
        (flag, "1", ("", "2", "x")),
        (day, "2024-09-16", ("", "2024-02-31", "0024-01-01", "9999-12-31", "x")),
        (year, "2024", ("", "24", "9999", "1" * 40)),
    ],
)
def test_what_a_button_holds_is_read_within_bounds(parse, good: str, bad: tuple[str, ...]) -> None:  # type: ignore[no-untyped-def]
    parse(good)
    for text in bad:
        with pytest.raises(NotAButton):
            parse(text)


def test_a_button_with_too_few_or_too_many_arguments_is_stale() -> None:
    press = Press(lambda desk, *args: Outcome(()), (number, word), 1)
    for args in ([], ["1", "AS4", "3"], ["x"]):
        with pytest.raises(NotAButton):
            press(None, args)  # type: ignore[arg-type]


JUNK = st.sampled_from(
    (
        "", "0", "1", "731", "9" * 40, "-1", "AS4.3.1", "AS4.3", "ENTE", "ZZ", "x", "2024", "🎉",
        "2024-09-01",
    )
)  # fmt: skip


def test_no_button_made_up_ends_in_a_fault(maria: Person, town: Town) -> None:
    maria.says("AS4.3.1 240").taps("Conferma")

    @settings(
        max_examples=300,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(
        st.sampled_from(sorted({*BUTTONS, *OF_CARD})),
        st.lists(JUNK, max_size=4),
        st.sampled_from(("eq.as4", "dirigente.as", "segretario", "nucleo", "personale", "admin")),
    )
    def pressed(verb: str, args: list[str], who: str) -> None:
        person = town.person(who).presses(1, ":".join((verb, *args))[:64])
        assert "riferimento" not in person.text

    pressed()
    known = {"ProgressRecorded", "ProgressValidated", "Snoozed", "ReminderSettingsChanged"}
    assert {e.type for e in town.events()} <= known, "nothing that waits for Conferma was done"


def test_the_menu_asks_the_record_once(maria: Person, town: Town) -> None:
    """However many the objectives: no statement for each of them."""
    asked: list[str] = []
    connection = town.ledger.file.conn
    maria.says("/obiettivi")
    connection.set_trace_callback(asked.append)
    maria.says("/obiettivi").sees("I tuoi obiettivi (3)")
    connection.set_trace_callback(None)
    assert len(asked) <= 25, len(asked)


@pytest.mark.parametrize(
    ("text", "answer"),
    [("grazie", "Prego!"), ("grazie mille, a domani", "Prego!"), ("buona serata", "A presto!")],
)
def test_thanks_and_leave_get_a_word_and_no_introduction(
    maria: Person, text: str, answer: str
) -> None:
    maria.says(text).sees(answer).does_not_see("Buongiorno")


@pytest.mark.parametrize("opened", ["/elimina AS4.3", "contesta AS4.3.1"])
def test_a_label_typed_where_a_motive_is_waited_for_is_its_button(
    town: Town, maria: Person, bruno: Person, opened: str
) -> None:
    """A list is asked for in the middle; its buttons are typed; the motive is waited for still."""
    for n in range(12):
        maria.says(f"AS4.3.1 {240 + n}").taps("Conferma")
    bruno.says("/valida AS4.3.1")
    if "contesta" in opened:
        bruno.taps("Contesta").sees("Perché contesti")
    else:
        bruno.says(opened)
    bruno.says("/storico AS4.3.1").button("In un file")
    bruno.says("in un file").sees("L'elenco").does_not_see("Contestata", "perché:")
    bruno.says("Gli altri").sees("Fine dell'elenco").does_not_see("Contestata", "perché:")
    bruno.says("manca la firma").sees("manca la firma")


def test_a_bare_yes_is_no_button_of_a_message_gone_by(
    town: Town, maria: Person, bruno: Person
) -> None:
    maria.says("AS4.3.1 240").taps("Conferma")
    bruno.says("/valida AS4.3.1").taps("Contesta").says("conferma")
    assert not town.events("ProgressValidated")
