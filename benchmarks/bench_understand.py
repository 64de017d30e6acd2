"""How messages are read: right per phenomenon over the tables of two plans, and how fast.

Messages are read one by one by a reader already built, as the bot does; of each message the
median of a few rounds counts, so that a busy machine does not decide.
"""

import statistics
import string
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Decimal

from tests.handlers.understand.table import (
    TODAY,
    Case,
    cases,
    differences,
    reader_of,
    sender,
    wrongly_offered,
)

RIGHT_PERCENT = Decimal(97)
WRONGLY_OFFERED_PERCENT = Decimal("0.5")
USUAL_MS = 2.0
LONG_MS = 20.0
LONGEST = 4096
ROUNDS = 5


def main() -> int:
    """0 when what is promised of accuracy and speed is kept."""
    every = list(cases())
    kept = [accuracy(every), speed(every)]
    return 0 if all(kept) else 1


def accuracy(every: list[Case]) -> bool:
    phenomena: dict[str, list[Case]] = defaultdict(list)
    for case in every:
        phenomena[case.phenomenon].append(case)
    for name, told in sorted(phenomena.items()):
        right = sum(not differences(case) for case in told)
        print(f"{name:28} {right:4} of {len(told):4} right  {percent(right, len(told)):>6} %")
    right = sum(not differences(case) for case in every)
    wrong = sum(wrongly_offered(case) for case in every)
    share, offered = percent(right, len(every)), percent(wrong, len(every))
    print(f"{'all':28} {right:4} of {len(every):4} right  {share:>6} % (at least {RIGHT_PERCENT})")
    print(f"offered with a wrong indicator or value: {wrong}, {offered} % ", end="")
    print(f"(below {WRONGLY_OFFERED_PERCENT})")
    return share >= RIGHT_PERCENT and offered < WRONGLY_OFFERED_PERCENT


def percent(part: int, whole: int) -> Decimal:
    return (Decimal(100 * part) / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)


def speed(every: list[Case]) -> bool:
    usual = sorted(milliseconds(case) for case in every if len(case.text) <= 200)
    median, slow = statistics.median(usual), usual[int(len(usual) * 0.99)]
    print(f"a usual message: {median:.2f} ms, 99 in 100 within {slow:.2f} ms (limit {USUAL_MS})")
    longest = [(name, milliseconds(case)) for name, case in long_messages(every)]
    for name, took in longest:
        print(f"{LONGEST} characters, {name}: {took:.2f} ms (limit {LONG_MS})")
    return median < USUAL_MS and all(took < LONG_MS for _, took in longest)


def long_messages(every: list[Case]) -> Iterable[tuple[str, Case]]:
    """The most that may be sent, of several makes."""
    officer = [case.text for case in every if case.who == "eq.as4" and case.before is None]
    letters = string.ascii_lowercase
    texts = {
        "many messages in one": ". ".join(officer),
        "one fact over and over": "oggi 12 CIE, ieri 8 certificati; " * 200,
        "facts in words": "siamo a quaranta CIE rilasciate, ieri otto certificati; " * 100,
        "digits": "12 40 1.250 3/4 " * 400,
        "one long word": "a" * LONGEST,
        "words of no plan": "nel mezzo del cammin di nostra vita mi ritrovai " * 100,
        "words all unlike": " ".join(f"{a}qzt{b}xwv" for a in letters for b in letters),
    }
    for name, text in texts.items():
        yield name, Case("sample", name, 0, "eq.as4", None, text[:LONGEST], ())


def milliseconds(case: Case) -> float:
    reader, who = reader_of(case.plan), sender(case.who)
    return statistics.median(
        timed(lambda: reader.read(case.text, sender=who, today=TODAY)) for _ in range(ROUNDS)
    )


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000
