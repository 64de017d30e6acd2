"""A scheda as it is read whole: items with their descriptors, reasons, why each figure.

The chat and the command line write the same lines.
"""

import re
from collections.abc import Mapping
from fractions import Fraction

from handlers.talk.words import listed
from ledger.evaluation.schede import Course, Judged
from ledger.evaluation.sheet import ItemLine
from ledger.people import Role
from ledger.regulation import RoleRules
from ledger.scoring.numbers import cut, read_number, share_out, show_two
from ledger.scoring.scheda import Score
from words.say import Say, Two, say

AMOUNTS = frozenset({"amount", "maximum", "bonus", "organisational"})
PARTS = frozenset({"A", "B", "C", "S", "D", "final"})


def whole(found: Judged, stands: Course) -> list[Say]:
    """Everything of a version, in the order of the printed scheda."""
    return [heading(found, stands), *body(found)]


def heading(found: Judged, stands: Course) -> Say:
    """The first line of a scheda: whose, of which year, which version, how it stands."""
    version = found.version
    return say(
        "scheda.head",
        ready=say(
            "scheda.ready",
            person=version.person,
            year=version.year,
            version=version.version,
            day=version.day,
            actor=version.actor,
        ),
        state=say(f"scheda.state.{stands.state}"),
    )


def body(found: Judged) -> list[Say]:
    """Objectives, behaviours, figures and their reasons."""
    sheet = found.version.sheet
    rules = found.regulation.roles[Role(found.facts.role)]
    lines = [
        say(
            "scheda.objective",
            code=line.code,
            title=line.title,
            value=Two(read_number(line.value)),
            weight=Two(read_number(line.weight)),
            reason=_reason(line.reason),
        )
        for line in sheet.objectives
    ]
    lines += [_item(rules, code, item) for code, item in sheet.items.items()]
    if found.score is not None:
        lines += score_lines(found.score)
    return [*lines, *(why(found, n) for n in range(len(found.figures)))]


def _reason(text: str | None) -> Say | str:
    return say("scheda.reason", text=text) if text else ""


def _item(rules: RoleRules, code: str, line: ItemLine) -> Say:
    """An item with the descriptor of its level; half a point has that of the level below."""
    item = rules.items[code]
    points = read_number(line.points)
    level = int(points) - rules.lowest_level
    words = item.levels[level] if 0 <= level < len(item.levels) else say("scheda.below")
    return say(
        "scheda.item",
        code=code,
        title=item.title,
        points=points,
        words=words,
        reason=_reason(line.reason),
    )


def score_lines(score: Score) -> list[Say]:
    """The parts, which add up as they are shown; what sanctions take; band and warning."""
    d = cut(score.d, 2)
    parts = share_out({"A": score.a, "B": score.b, "C": score.c}, d)
    lines = [say("scheda.parts", **{n.lower(): Two(v) for n, v in parts.items()}, d=Two(d))]
    if score.reduction_percent:
        key = "scheda.reduced" if score.final != score.d else "scheda.reduced_premium"
        lines.append(say(key, percent=score.reduction_percent, final=Two(score.final)))
    lines.append(
        say(
            "scheda.total",
            display=Two(read_number(score.display)),
            label=score.payout.label,
            share=Fraction(score.payout.share_percent),
        )
    )
    if score.negative:
        lines.append(say("scheda.negative"))
    return lines


def why(found: Judged, number: int) -> Say:
    """One figure with its rule and what it was made from."""
    figure = found.figures[number]
    return say(
        "scheda.figure",
        name=figure_name(figure.name),
        value=shown(figure.name, figure.value),
        rule=figure.rule,
        inputs=figure_inputs(figure.inputs),
    )


def shown(name: str, value: str) -> Say | str | Two:
    """A figure as people read it: scores and amounts with two decimals and a comma."""
    if name in AMOUNTS | PARTS and re.fullmatch(r"-?\d+([./]\d+)?", value):
        return Two(read_number(value))
    return readable(value)


def readable(text: str) -> str:
    """Numbers inside a text as people read them; codes such as SG-1.1 or AS4.1 stay."""
    bare = r"(?<![\w.,/-])"
    ended = re.sub(bare + r"\d+/\d+(?![\w/])", lambda f: show_two(read_number(f[0])), text)
    return re.sub(bare + r"(\d+)\.(\d+)(?![\w.])", _with_comma, ended)


def _with_comma(found: re.Match[str]) -> str:
    return f"{int(found[1]):,}".replace(",", ".") + f",{found[2]}"


def figure_name(name: str) -> Say:
    """`reduction_pct` as the regulation calls it."""
    return say(f"scheda.name.{name}")


def figure_inputs(inputs: Mapping[str, str]) -> Say:
    """What a figure was made from, by name; those that say nothing are left out."""
    told = [
        say(
            "scheda.input",
            name=name if len(name) == 1 else figure_name(name),
            value=shown(name, value),
        )
        for name, value in inputs.items()
        if value and name != "role"
    ]
    return listed(told)
