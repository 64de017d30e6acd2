"""Runs the measurements and writes `benchmarks/results.json`: `make bench`.

`make bench ARGS=turns` runs one of them; `ARGS="size --events 50000"` a ledger of another size than
a million events. `make bench-large` is the one of ten million.
"""

import argparse
import sys
from importlib import import_module

from benchmarks.measure import RESULTS, Results

MEASURED = ("turns", "appends", "size")
"""What gives the figures of `results.json`."""

LOOKED_AT = ("calendar", "understand")
"""What has limits and tables of its own."""

MILLION = 1_000_000


def main(arguments: list[str]) -> int:
    """0 when every benchmark ran and kept its own limits."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*MEASURED, *LOOKED_AT, []])
    parser.add_argument("--events", type=int, default=MILLION, help="of the large ledger")
    asked = parser.parse_args(arguments)
    results, kept = Results(asked.events), True
    for name in asked.names or (*MEASURED, *LOOKED_AT):
        print(f"── {name}", flush=True)
        module = import_module(f"benchmarks.bench_{name}")
        ended = module.main(results) if name in MEASURED else module.main()
        kept = ended == 0 and kept
        if name in MEASURED:
            results.write()
            print(f"written to {RESULTS.name}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
