"""Pages of several towns from one server: each at its host, none opened by another's session."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from bot.towns.enti import Ente, Place
from ledger.access import Access
from ledger.clock import FixedClock
from ledger.ledger import Ledger
from traguardo.enti import Served, hosts
from web.server import Address, beside

from ..town import MORNING, copy_of

TOWNS = ("alba", "borgo")


@dataclass
class Server:
    """One server for the towns, and a browser that knows each by its host."""

    client: httpx.Client
    paths: dict[str, Path]

    def opens(self, host: str, path: str, secret: str = "") -> httpx.Response:
        cookies = {"Cookie": f"traguardo={secret}"} if secret else {}
        return self.client.get(path, headers={"Host": host, **cookies})

    def enters(self, town: str) -> str:
        """The session of the EQ of a town."""
        with closing(Ledger.open(self.paths[town], FixedClock(MORNING))) as ledger:
            code = Access(ledger).link("eq.as4")
        answer = self.opens(f"{town}.prova", f"/entra?codice={code}")
        assert answer.status_code == 303
        return answer.cookies["traguardo"]


@pytest.fixture
def server(founded: Path, tmp_path: Path) -> Iterator[Server]:
    paths, places = {}, []
    for name in TOWNS:
        paths[name] = copy_of(founded, tmp_path / f"{name}.db")
        one = Ente(db=str(paths[name]), url=f"http://{name}.prova")
        places.append(Place.of(name, one, {}, 0, FixedClock(MORNING)))
    address = Address("127.0.0.1", 0, "")
    with (
        beside(hosts(Served(places), address).app, address) as port,
        httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client,
    ):
        yield Server(client, paths)


def test_a_session_of_one_town_opens_no_page_of_another(server: Server) -> None:
    secret = server.enters("alba")
    assert server.opens("alba.prova", "/", secret).status_code == 200
    assert server.opens("borgo.prova", "/", secret).status_code == 401


def test_a_town_that_does_not_open_says_so_and_the_others_are_read(server: Server) -> None:
    whole = server.paths["alba"].read_bytes()
    server.paths["alba"].write_bytes(b"not a ledger")
    away = server.opens("alba.prova", "/entra")
    assert (away.status_code, "riprova" in away.text) == (503, True)
    assert server.opens("borgo.prova", "/entra").status_code == 200
    assert 'traguardo_up{ente="alba"} 0.0' in server.opens("127.0.0.1", "/metrics").text
    server.paths["alba"].write_bytes(whole)
    assert server.opens("alba.prova", "/entra").status_code == 200


def test_the_figures_of_all_carry_the_name_of_each_and_a_town_shows_its_own(
    server: Server,
) -> None:
    everybody = server.opens("127.0.0.1", "/metrics").text
    assert [f'traguardo_up{{ente="{name}"}} 1.0' in everybody for name in TOWNS] == [True, True]
    assert "ente=" not in server.opens("alba.prova", "/metrics").text
    assert server.opens("127.0.0.1", "/entra").status_code == 404, "no town is at the machine's"
