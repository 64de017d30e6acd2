"""`make drill`: a long drill, its figures on stdout; exit 1 when something did not hold."""

import argparse
import sys
import tempfile
from pathlib import Path

from .crowd import drill

FAULTS = ((0.02, "502"), (0.02, "cut"), (0.01, "429"), (0.03, "slow"))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--people", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--life", type=float, default=6.0, help="seconds, the longest of a bot")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="traguardo-drill-") as folder:
        found = drill(Path(folder), asked.kills, asked.people, FAULTS, asked.seed, asked.life)
    for name, value in vars(found).items():
        print(f"{name}: {value}")
    sys.exit(0 if found.holds() else 1)


if __name__ == "__main__":
    main()
