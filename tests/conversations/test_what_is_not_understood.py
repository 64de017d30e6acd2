"""Words nothing was made of: what one does here, by role; a card has the button it names."""

import pytest

from .conftest import Person, Town

NONSENSE = "la luna nel pozzo canta"


@pytest.mark.parametrize(
    ("who", "does", "ways"),
    [
        ("personale", "fondi ed elenchi dei premi", ["Fatti del personale", "Fondi e premi"]),
        ("segretario", "guidi il ciclo", ["Le fasi dell'anno", "I monitoraggi"]),
        ("nucleo", "valuti i dirigenti", ["Valuta", "Le verifiche"]),
        ("sindaco", "lo valuti", ["Valuta", "Come va l'ente"]),
        ("giunta", "approvi la performance", ["Le fasi dell'anno", "La pesatura"]),
        ("admin", "inviti le persone", ["Le persone", "Invita una persona"]),
        ("dipendente.as4", "la tua scheda", ["La mia scheda", "Come va l'ente"]),
    ],
)
def test_who_writes_no_data_is_told_what_they_do_here(
    town: Town, who: str, does: str, ways: list[str]
) -> None:
    """And never asked for an indicator and its number; each way leads somewhere."""
    someone = town.person(who).says(NONSENSE).sees(does).does_not_see("AS4.3.1 240")
    someone.sees_buttons(*ways, "Cosa devo fare", "Aiuto")
    for way in ways:
        town.person(who).says(NONSENSE).taps(way).does_not_see("non vale più", "non spetta a te")
        town.person(who).says("/annulla")


def test_after_three_misses_the_ways_are_still_those_of_the_role(town: Town) -> None:
    office = town.person("personale")
    for _ in range(3):
        office.says(NONSENSE)
    office.sees_buttons("Fatti del personale", "Fondi e premi")


@pytest.mark.parametrize("who", ["eq.as4", "dirigente.as"])
def test_who_writes_data_is_told_how(town: Town, who: str) -> None:
    town.person(who).says(NONSENSE).does_not_see("Qui ")


@pytest.mark.parametrize("words", ["carte 7", "carte: 7"])
@pytest.mark.parametrize("more", ["", " stamattina abbiamo anche risposto al telefono." * 25])
def test_who_is_asked_to_press_has_what_to_press(maria: Person, words: str, more: str) -> None:
    """However long the message was."""
    maria.says(f"{words}.{more}").sees("Ho letto bene? Se è così premi", "AS4.3.1")
    maria.sees_buttons("Conferma")


@pytest.mark.parametrize("who", ["segretario", "dirigente.as", "eq.as4"])
@pytest.mark.parametrize("words", [NONSENSE, "sette gatti blu", "oggi piove"])
def test_nothing_to_choose_from_is_no_card(town: Town, who: str, words: str) -> None:
    assert town.person(who).says(words).buttons != [["Annulla"]]


@pytest.mark.parametrize(
    "question",
    [
        "che senso ha la performance?",
        "quanto dura la valutazione?",
        "il verbale dove si vede?",
        "chi ha voluto il regolamento?",
        "a cosa serve il nucleo?",
        "chi ha corretto più spesso i propri dati?",
    ],
)
def test_no_word_of_the_house_itself_is_told_to_be_unknown(town: Town, question: str) -> None:
    told = town.person("nucleo").says(question).text
    named = ("performance", "valutazione", "verbale", "regolamento", "nucleo", "dati", "piu")
    assert not any(f"«{word}»" in told for word in named), told


@pytest.mark.parametrize(
    "question",
    ["la performance dell'ente quanto fa?", "la performance com'è?", "quant'è la performance?"],
)
def test_what_the_ente_comes_to_is_the_cycle_s_to_say(town: Town, question: str) -> None:
    town.person("nucleo").says(question).sees("Performance di ente: non ancora proposta")


def test_how_the_performance_goes_is_how_the_ente_goes(town: Town) -> None:
    for question in ("come va la performance?", "come va la performance dell'ente?"):
        town.person("nucleo").says(question).sees("% · ENTE")
