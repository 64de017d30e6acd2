"""A town small enough to be known by heart: the tests' plan, its people, and a ledger of them.

Areas AS (AS3, AS4), AA (AA1, held ad interim by the dirigente of AS) and AF (AF1); objectives of
every kind, transversal and of the Segretario; three anomalies. The year is 2024, and the tests'
morning is 16 September, day 260 of 366.
"""

import datetime as dt
import shutil
from pathlib import Path
from typing import Protocol, TypeVar

import yaml

from ledger.clock import ROME, FixedClock
from ledger.commands.adoption import AdoptPlan
from ledger.commands.people import AddPerson
from ledger.ledger import Ledger
from ledger.people import CLI, Role
from ledger.plan import Plan

PLAN_TEXT = """
ente: Comune di Prova
year: 2024
areas:
  - {code: AS, name: Area Servizi, services: [
      {code: AS3, printed: A.S.3, name: Commercio}, {code: AS4, printed: A.S.4, name: Demografici}]}
  - {code: AA, name: Area Amministrativa, services: [{code: AA1, printed: A.A.1, name: Segreteria}]}
  - {code: AF, name: Area Finanziaria, services: [{code: AF1, printed: A.F.1, name: Bilancio}]}
strategic: [{code: OS7, title: Amministrazione efficiente, missions: ["01"]}]
operational:
  - {code: OS7.01, title: Servizi vicini, state: in_progress, span: annual, units: [AS4]}
  - {code: OS7.02, title: Archivio, state: achieved, span: annual, units: [AA1]}
objectives:
  - code: AS4.1
    title: Sportello veloce
    deadline: 2024-12-31
    owners: ["dirigente:AS", "eq:AS4"]
    indicators:
      - {code: AS4.1.1, name: pratiche allo sportello, kind: count, unit: pratiche, target: "200"}
      - {code: AS4.1.2, name: regolamento dello sportello approvato, kind: milestone}
  - code: AS4.3
    title: Servizi anagrafici
    strategic: OS7
    operational: OS7.01
    deadline: 2024-12-31
    owners: ["dirigente:AS", "eq:AS4"]
    indicators:
      - {code: AS4.3.1, name: CIE rilasciate, kind: count, unit: carte, target: "600",
         aliases: [CIE, "carte d'identità"]}
  - code: AS4.4
    title: Stato civile
    deadline: 2024-06-30
    owners: ["dirigente:AS", "eq:AS4"]
    indicators:
      - {code: AS4.4.1, name: atti su atti richiesti, kind: ratio, numerator: atti rilasciati,
         denominator: atti richiesti, target: "95"}
  - code: AS3.1
    title: Arretrato del commercio
    deadline: 2024-12-31
    owners: ["dirigente:AS", "eq:AS3"]
    indicators:
      - {code: AS3.1.1, name: pratiche pregresse, kind: count, unit: pratiche, direction: down,
         baseline: "100", target: "20"}
      - {code: AS3.1.2, name: giorni medi di rilascio, kind: index, unit: giorni, direction: down,
         target: "10"}
      - {code: AS3.1.3, name: fascicoli digitalizzati, kind: percent, target: "80"}
      - {code: AS3.1.4, name: sito del mercato aperto, kind: date, deadline: 2024-10-10}
  - code: AA1.1
    title: Archivio
    operational: OS7.02
    deadline: 2024-12-31
    owners: ["dirigente:AA", "eq:AA1"]
    indicators:
      - {code: AA1.1.1, name: delibere pubblicate, kind: count, unit: delibere, target: "40"}
  - code: AF1.1
    title: Entrate
    deadline: null
    owners: ["dirigente:AF", "eq:AF1"]
    indicators:
      - {code: AF1.1.1, name: somme riscosse, kind: currency, target: "50000"}
      - {code: AF1.1.2, name: solleciti inviati, kind: count, unit: solleciti}
  - code: TR.1
    title: Trasparenza
    deadline: 2024-12-31
    owners: ["dirigente:AF"]
    indicators:
      - {code: TR.1.1, name: pagine pubblicate, kind: count, unit: pagine, target: "10"}
  - code: SG.1
    title: Controlli interni
    deadline: 2024-12-31
    owners: [segretario]
    indicators:
      - {code: SG.1.1, name: controlli svolti, kind: count, unit: controlli, target: "12"}
anomalies:
  - {kind: bad_date, where: AF1.1, line: 534, text: 31/09/2024, reading: "2024-09-30"}
  - {kind: code_state, where: AA1.1, line: 40, text: OS7.02, reading: OS7.01}
  - {kind: no_target, where: AF1.1.2, line: 535}
"""

PLAN = Plan.model_validate(yaml.safe_load(PLAN_TEXT))

MORNING = dt.datetime(2024, 9, 16, 10, 0, tzinfo=ROME)
TODAY = MORNING.date()

POSTS: tuple[tuple[str, Role, str | None, bool], ...] = (
    ("admin", Role.ADMIN, None, False),
    ("segretario", Role.SEGRETARIO, None, False),
    ("sindaco", Role.SINDACO, None, False),
    ("nucleo", Role.NUCLEO, None, False),
    ("giunta", Role.GIUNTA, None, False),
    ("personale", Role.PERSONALE, None, False),
    ("dirigente.as", Role.DIRIGENTE, "AS", False),
    ("dirigente.as", Role.DIRIGENTE, "AA", True),
    ("dirigente.af", Role.DIRIGENTE, "AF", False),
    ("eq.as3", Role.EQ, "AS3", False),
    ("eq.as4", Role.EQ, "AS4", False),
    ("eq.aa1", Role.EQ, "AA1", False),
    ("eq.af1", Role.EQ, "AF1", False),
    ("dipendente.as4", Role.DIPENDENTE, "AS4", False),
)
"""Who is enrolled: code, role, unit, ad interim."""


class Closes(Protocol):
    def close(self) -> None: ...


C = TypeVar("C", bound=Closes)
OPENED: list[Closes] = []
"""What a test opened: whoever opens closes, and a fixture does it when the test is over."""


def opened(thing: C) -> C:
    OPENED.append(thing)
    return thing


def at(day: str, hour: int = 10) -> dt.datetime:
    """An instant of a day, in Rome."""
    return dt.datetime.combine(dt.date.fromisoformat(day), dt.time(hour), tzinfo=ROME)


def found(ledger: Ledger, plan: Plan = PLAN) -> None:
    """Adopts the plan and enrols everybody."""
    ledger.execute(AdoptPlan(plan), actor=CLI, cause="test")
    for code, role, unit, interim in POSTS:
        person = AddPerson(code, code.title(), role, unit, interim)
        ledger.execute(person, actor=CLI, cause="test")


def copy_of(ledger: Path, to: Path) -> Path:
    """A ledger copied with the keys of its persons."""
    for kind in ("", ".keys", ".keys.master"):
        shutil.copy(f"{ledger}{kind}", f"{to}{kind}")
    return to


def new_ledger(path: Path, on: dt.datetime) -> Ledger:
    """A file with plan and people; its clock stands at `on`."""
    ledger = Ledger.create(path, FixedClock(on))
    found(ledger)
    return ledger
