"""The performance of the ente: early it is doubted, and the same is not proposed twice."""

from .conftest import Town


def test_before_the_year_is_over_the_card_says_so(town: Town) -> None:
    boss = town.person("segretario").says("/ciclo ente 80 stima")
    boss.sees("Propongo la performance di ente 2024", "non è ancora finito")
    town.now_is("2025-01-20T10:00")
    boss.says("/ciclo 2024 ente 80 stima").does_not_see("non è ancora finito")


def test_the_giunta_is_not_called_twice_for_the_same(town: Town) -> None:
    boss = town.person("segretario").says("/ciclo ente 80 stima").taps("Conferma")
    assert "giunta" in town.said_to
    boss.says("/ciclo ente 80 stima").sees("È la stessa", "non la chiamo di nuovo")
    assert not boss.buttons_of_a_card() and town.said_to == {"segretario"}
    boss.says("/ciclo ente 75 altra stima").sees("È già proposta (80,00)", "prende il suo posto")
    boss.taps("Conferma")
    assert "giunta" in town.said_to
    assert len(town.events("EntityPerformanceProposed")) == 2
    boss.says("/ciclo ente 75 un altro motivo").sees("È già proposta (75,00)")


def test_who_may_not_propose_is_told_so_whatever_was_proposed(town: Town) -> None:
    town.person("segretario").says("/ciclo ente 80 stima").taps("Conferma")
    town.person("eq.as4").says("/ciclo ente 80 stima").sees("non spetta a te")
