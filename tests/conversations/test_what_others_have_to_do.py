"""What somebody else has to do is theirs: asked by role, by name or by post, never answered with a
thing of the plan that is called alike."""

import pytest

from .conftest import Town

ASKED = {
    "il nucleo cosa deve fare?": "nucleo non ha nulla in sospeso",
    "cosa deve ancora fare il dirigente dell'area servizi?": "dirigente.as",
    "cosa tocca alla giunta?": "giunta non ha nulla in sospeso",
    "cosa devono fare i dirigenti?": "hanno qualcosa da fare:",
    "cosa deve fare il responsabile dei demografici?": "eq.as4",
}


@pytest.mark.parametrize("asks", ASKED)
def test_what_others_have_to_do_is_asked_by_who_they_are(town: Town, asks: str) -> None:
    chief = town.person("segretario").says("come va l'ente?")
    chief.says(asks).sees(ASKED[asks]).does_not_see("SG.3")


def test_what_others_have_to_do_is_not_told_in_a_group(town: Town) -> None:
    bruno = town.person("dirigente.as").says(":group").says("@bot cosa deve fare il sindaco?")
    bruno.does_not_see("sindaco non ha").does_not_see("aspettano sindaco")
