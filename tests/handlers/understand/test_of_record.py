"""What colleagues ask each other is answered with nothing of the record; what it holds, is."""

import pytest

from benchmarks.reader_frames import DAY, plan_of, things_of
from handlers.understand import Reader
from handlers.understand.reading import ASKING, Intent
from tests.handlers.understand import towns

ANSWERS = ASKING - {Intent.HELP, Intent.GREETING}
TOWNS = ("nardo", "feltre", "borgolario")
TALK = (
    "Silvana mi porti giù il toner quando passi?",
    "hai visto le chiavi del furgone?",
    "a che ora passa il corriere oggi?",
    "sai se la Rosa è rientrata dalla malattia?",
    "il sito oggi non carica, anche a te?",
    "mi riporti la pinzatrice che ti ho prestato?",
    "ti ha chiamato quello della ditta?",
    "mi fai una fotocopia al volo?",
    "chi va in posta oggi?",
    "me passi er telefono de Giggi?",
    "l'ascensore l'hanno aggiustato?",
)
RECORD = (
    "{thing}: come va?",
    "quante ne mancano di {thing}?",
    "mi dici a quanto siamo con {thing}?",
    "entro quando vanno fatti {thing}?",
    "chi ha scritto l'ultimo dato di {thing}?",
    "{thing}, qual è il target?",
    "quali sono le mie scadenze?",
    "come va il mio servizio?",
)


@pytest.mark.parametrize("town", TOWNS)
def test_what_colleagues_ask_each_other_is_answered_with_nothing_of_the_record(town: str) -> None:
    reader = Reader(plan_of(town))
    unit = things_of(plan_of(town))[0].unit.lower()
    for who in (f"eq.{unit}", "sindaco"):
        read = {
            text: reader.read(text, sender=towns.sender(who), today=DAY).intent for text in TALK
        }
        assert not [text for text, intent in read.items() if intent in ANSWERS]


@pytest.mark.parametrize("town", TOWNS)
def test_what_is_asked_of_the_record_is_answered(town: str) -> None:
    reader, things = Reader(plan_of(town)), things_of(plan_of(town))
    refused = []
    for at, text in enumerate(RECORD * 3):
        thing = things[5 * at % len(things)]
        asked = text.replace("{thing}", thing.name)
        sender = towns.sender(f"eq.{thing.unit.lower()}")
        if reader.read(asked, sender=sender, today=DAY).intent not in ANSWERS:
            refused.append(asked)
    assert not refused
