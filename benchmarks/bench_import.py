"""How long it takes to read a plan: the published document, and a workbook of 2,000 rows.

Run with `.venv/bin/python benchmarks/bench_import.py`. The document is read where it lies beside
the checkout; the workbook is made here.
"""

import sys
import tempfile
import time
from pathlib import Path

from openpyxl import Workbook

HOUSE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOUSE))

from importers import read_plan, write_plan  # noqa: E402  # run as a script, from anywhere

ROWS = 2000
MOST_SECONDS = {"documento": 2.0, "foglio di 2000 righe": 3.0}


def workbook(path: Path) -> Path:
    """A hundred services of twenty objectives, one indicator each."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Obiettivi")
    sheet.append(["Comune di Grandolina - Piano degli obiettivi 2025"])
    sheet.append(
        ["Area", "Servizio", "Codice", "Obiettivo", "Indicatore", "Valore 2024", "Target 2025",
         "Peso", "Scadenza", "Responsabile"]
    )  # fmt: skip
    for n in range(ROWS):
        service = n // 20
        sheet.append(
            [f"Area {service // 10 + 1}", f"Servizio {service}", f"OB{service}.{n % 20 + 1}",
             f"Obiettivo {n} del servizio", f"n. pratiche concluse {n}", n, n + 10, 5,
             "31/12/2025", "Dirigente"]
        )  # fmt: skip
    book.save(path)
    return path


def timed(name: str, path: Path, times: int = 3) -> bool:
    """The best of a few readings, against its limit where there is one."""
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        plan = read_plan(path)
        best = min(best, time.perf_counter() - start)
    limit = MOST_SECONDS.get(name)
    verdict = "" if limit is None else f" (limite {limit:.0f} s)"
    print(f"{name}: {best:.2f} s, {len(plan.objectives)} obiettivi{verdict}")
    return limit is None or best < limit


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        made = workbook(Path(folder) / "grande.xlsx")
        kept = [timed("foglio di 2000 righe", made)]
        plan = read_plan(made)
        for kind in ("yaml", "xlsx", "csv"):
            path = Path(folder) / f"piano.{kind}"
            write_plan(plan, path)
            timed(f"lo stesso piano in .{kind}", path, times=1)
        for document in sorted((HOUSE.parent / "shared" / "plan").glob("*.txt")):
            kept.append(timed("documento", document))
    return 0 if all(kept) else 1


if __name__ == "__main__":
    raise SystemExit(main())
