"""Two facts in one message: neither is lost without a word."""

import pytest

from handlers.understand import Reader

from . import towns

_TOGETHER = [
    ("melfi", "eq.te4", "31 cani adottati, dentro ne restano 110", {"TE4.2.2": 31, "TE4.2.1": 110}),
    ("melfi", "eq.pl1", "ieri un controllo autovelox, 42 verbali", {"PL1.1.1": 1, "PL1.1.2": 42}),
    ("scalea", "eq.vi1", "stanotte un servizio e 14 multe", {"VI1.1.3": 1, "VI1.1.1": 14}),
    ("camaiore", "eq.pt1", "permessi 48, tempo medio 81 giorni", {"PT1.1.1": 48, "PT1.1.4": 81}),
    ("todi", "eq.s43", "sanatorie: scia 40 su 90, giacenti 210", {"S43.1.1": None, "S43.1.3": 210}),
    ("feltre", "eq.sp1", "70 anziani a casa, 12 ancora in attesa", {"SP1.1.1": 70, "SP1.1.3": 12}),
    ("feltre", "eq.sp1", "domiciliare 70, in lista 12", {"SP1.1.1": 70, "SP1.1.3": 12}),
    ("milazzo", "eq.s41", "demolizioni: emesse 28, eseguite 10", {"S41.1.3": 28, "S41.1.4": 10}),
    ("camaiore", "eq.pm1", "stradale: 19 lezioni, 640 ragazzi", {"PM1.2.1": 19, "PM1.2.2": 640}),
]  # fmt: skip
"""Town, sender, message; the figure of each indicator, None where it is a share."""


@pytest.mark.parametrize(("town", "who", "text", "figures"), _TOGETHER)
def test_a_second_figure_goes_to_the_indicator_beside_the_first(
    town: str, who: str, text: str, figures: dict[str, int | None]
) -> None:
    got = towns.reading_of(Reader(towns.plan_of(town)), town, {"as": who, "text": text})
    assert {i.indicator: i.value for i in got.items if not i.ambiguous} == figures
