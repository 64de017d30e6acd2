"""Runs every `bench_*.py` of this folder, or those named: `make bench ARGS=core`."""

import sys
from importlib import import_module
from pathlib import Path


def main(names: list[str]) -> int:
    """0 when every benchmark ran and kept its own limits."""
    here = Path(__file__).parent
    found = sorted(path.stem.removeprefix("bench_") for path in here.glob("bench_*.py"))
    kept = True
    for name in names or found:
        print(f"── {name}")
        kept = import_module(f"benchmarks.bench_{name}").main() == 0 and kept
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
