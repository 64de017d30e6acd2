"""Pages stay small and quick in a town of a thousand objectives."""

import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import httpx
import pytest

from ledger.access import Access
from ledger.clock import FixedClock
from ledger.commands.adoption import AdoptPlan
from ledger.commands.people import AddPerson
from ledger.commands.progress import RecordProgress, Said
from ledger.ledger import Ledger
from ledger.people import CLI, Role
from ledger.plan import Plan
from traguardo.pages import site_setting
from web.server import Address, beside
from web.site import site

from ..town import MORNING

AREAS, SERVICES, OBJECTIVES = 10, 5, 20
LARGEST_BYTES = 100_000
SLOWEST_SECONDS = 0.1
PATHS = (
    "/",
    "/ambito/ENTE",
    "/ambito/AA",
    "/obiettivo/AA1.3",
    "/indicatore/AA1.3.1",
    "/perche/ENTE",
    "/piano",
    "/piano?ramo=OS3",
    "/cerca?q=pratiche",
    "/valida",
    "/ciclo",
)


def service(area: str, n: int) -> dict[str, object]:
    return {"code": f"{area}{n}", "printed": f"{area}.{n}", "name": f"Servizio {area} {n}"}


def objective(area: str, unit: str, n: int) -> dict[str, object]:
    indicators = [
        {
            "code": f"{unit}.{n}.{k}",
            "name": f"pratiche di tipo {k} evase nel periodo",
            "kind": "count",
            "unit": "pratiche",
            "target": "100",
        }
        for k in (1, 2)
    ]
    return {
        "code": f"{unit}.{n}",
        "title": f"Obiettivo di prova numero {n}, con un titolo di lunghezza normale",
        "deadline": "2024-12-31",
        "strategic": f"OS{n % 8}",
        "owners": [f"dirigente:{area}", f"eq:{unit}"],
        "indicators": indicators,
    }


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    areas = [f"A{chr(ord('A') + n)}" for n in range(AREAS)]
    plan = Plan.model_validate(
        {
            "ente": "Comune Grande",
            "year": 2024,
            "areas": [
                {
                    "code": area,
                    "name": f"Area {area}",
                    "services": [service(area, n) for n in range(1, SERVICES + 1)],
                }
                for area in areas
            ],
            "strategic": [{"code": f"OS{n}", "title": f"Linea {n}"} for n in range(8)],
            "objectives": [
                objective(area, f"{area}{s}", n)
                for area in areas
                for s in range(1, SERVICES + 1)
                for n in range(1, OBJECTIVES + 1)
            ],
        }
    )
    path = tmp_path_factory.mktemp("large") / "traguardo.db"
    ledger = Ledger.create(path, FixedClock(MORNING))
    ledger.execute(AdoptPlan(plan), actor=CLI, cause="test")
    ledger.execute(AddPerson("segretario", "", Role.SEGRETARIO), actor=CLI, cause="test")
    for area in areas:
        head = f"dirigente.{area.lower()}"
        ledger.execute(AddPerson(head, "", Role.DIRIGENTE, area), actor=CLI, cause="test")
        said = tuple(
            Said(i.code, "absolute", Decimal(37))
            for o, i in plan.indicators()
            if o.unit.startswith(area)
        )
        ledger.execute(RecordProgress(said), actor=head, cause="test")
    ledger.close()
    return path


@pytest.fixture
def client(large: Path) -> Iterator[httpx.Client]:
    address = Address("127.0.0.1", 0, "http://127.0.0.1")
    clock = FixedClock(MORNING)
    ledger = Ledger.open(large, clock)
    secret = Access(ledger).link("segretario")
    ledger.close()
    with (
        beside(site(site_setting(large, clock, address)), address) as port,
        httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client,
    ):
        client.get("/entra", params={"codice": secret})
        yield client


def test_pages_are_small_and_quick_with_a_thousand_objectives(client: httpx.Client) -> None:
    """Of the processor's time, the best of some: what a quiet machine would take."""
    wrong = {}
    for path in PATHS:
        times = []
        for _ in range(6):
            start = time.process_time()
            answer = client.get(path)
            times.append(time.process_time() - start)
        assert answer.status_code == 200
        if len(answer.content) > LARGEST_BYTES or min(times) > SLOWEST_SECONDS:
            wrong[path] = (len(answer.content), min(times))
    assert wrong == {}
