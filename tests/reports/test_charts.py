"""Pictures: what is drawn is what the readings say, told also in words."""

import datetime as dt
import io
from fractions import Fraction

import pytest
from PIL import Image

from ledger.commands.progress import RecordProgress, ValidateProgress
from ledger.ledger import Ledger
from ledger.progress.standings import standing
from reports.charts import bars, chart_of, line, phases, years

from ..ledger.conftest import plus, said

TODAY = dt.date(2024, 9, 16)


@pytest.fixture
def worked(ledger: Ledger) -> Ledger:
    first = RecordProgress((said("AS4.3.1", 200, on="2024-06-20"),))
    (report,) = ledger.execute(first, actor="eq.as4", cause="test")
    ledger.execute(ValidateProgress((report.seq,)), actor="dirigente.as", cause="test")
    ledger.execute(RecordProgress((plus("AS4.3.1", 40),)), actor="eq.as4", cause="test")
    return ledger


def test_bars_are_the_parts_of_a_scope_the_furthest_behind_first(worked: Ledger) -> None:
    rows = bars(worked.view, "AS4", TODAY).data["rows"]
    assert [row["label"][:5] for row in rows] == ["AS4.4", "AS4.1", "AS4.3"]
    for row in rows:
        stands = standing(worked.view, row["label"].split()[0], TODAY)
        assert row["reached"] == pytest.approx(float((stands.progress or 0) / 100))
        assert row["expected"] == pytest.approx(float((stands.expected or 0) / 100))
    assert rows[-1]["value"] == "40 %"


def test_a_line_shows_reports_target_expected_and_pace(worked: Ledger) -> None:
    chart = line(worked.view, "AS4.3.1", TODAY)
    top = Fraction(660)
    assert [p["sure"] for p in chart.data["points"]] == [True, False]
    heights = [p["y"] for p in chart.data["points"]]
    assert heights == pytest.approx([float(200 / top), float(240 / top)])
    assert chart.data["target"] == pytest.approx(float(600 / top))
    start, end = chart.data["expected"]
    assert (start["x"], start["y"], end["x"]) == (0, 0, 1)
    assert chart.data["pace"][1]["x"] == 1
    assert "240 carte su 600 carte, raggiunto 40 %" in chart.subtitle


def test_years_and_phases_hold_what_there_is(worked: Ledger) -> None:
    (row,) = years(worked.view, "ENTE", TODAY).data["rows"]
    assert row["label"] == "2024"
    rows = phases(worked.view, "AS3.1", TODAY).data["rows"]
    assert [r["label"][:7] for r in rows] == ["AS3.1.1", "AS3.1.2", "AS3.1.3", "AS3.1.4"]
    assert all(0 <= r["from"] <= r["to"] <= 1 for r in rows)
    assert phases(worked.view, "AS3.1", dt.date(2025, 1, 1)).data["today"] is None


@pytest.mark.parametrize(
    ("kind", "scope"),
    [("bars", "ENTE"), ("bars", "AS4.1"), ("line", "AS3.1.4"), ("line", "AF1.1.2"),
     ("line", "AS3.1.1"), ("line", "AS4.4.1"), ("years", "AS"), ("phases", "AS4.1"),
     ("phases", "ENTE")],
)  # fmt: skip
def test_every_picture_is_an_opaque_png_a_phone_can_show(
    worked: Ledger, kind: str, scope: str
) -> None:
    content = chart_of(worked.view, kind, scope, TODAY).png()
    with Image.open(io.BytesIO(content)) as image:
        assert image.format == "PNG"
        width, height = image.size
        assert 600 <= width <= 1280 and 60 <= height <= 1280
        assert image.convert("RGBA").getpixel((2, 2)) == (255, 255, 255, 255)
