"""Pictures: how a unit stands, an indicator over its year, the last years, the phases.

    dirigente   /grafico AS            →   (picture) AS Area Servizi: 48,2 %, atteso 71 %. …
    dirigente   fammi il grafico di AS4.3.1
    dirigente   /grafico AS anni

The caption says in words what the picture shows.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from handlers.ask.after import follow
from handlers.ask.asker import names_of
from handlers.ask.parts.scope import several_in
from handlers.conversation import Conversation, of_typed_year, of_year
from handlers.desk import Desk, answer
from handlers.reporting import heard
from handlers.standing.status import default_scope, scope_name, status_lines
from handlers.talk.words import headline, short
from handlers.turn import Outcome, Reply, Wanted
from italian.closed import before
from italian.regex import regex
from italian.words import clean
from ledger.progress.standings import standing
from ledger.readings.series import (
    day_in_year,
    day_of_reckoning,
    last_years,
    phases_of,
    standings_of_parts,
)
from words.say import Say, say

YEARS = frozenset({"anni", "storia"})
PHASES = frozenset({"fasi", "ciclo", "gantt"})
ROWS = 8
"""Of a caption."""

ASKED = regex(
    r"^\W*(?:(?:mi\s+)?(?:fai|fa|fammi|mostra|mostrami|disegna|disegnami|manda|mandami|vorrei|voglio)"
    r"(?:\s+vedere)?\s+)?(?:il|un|i|dei)?\s*grafic[oi]\b\s*"
    rf"{before('di', 'per', 'su')}?(?P<rest>.*?)\W*$",
    re.IGNORECASE,
)

LEVEL = regex(
    r"(?:(?:mi[ao]|nostr[ao]|quest[ao]|l[ao]|il) )*(?:(?P<area>area|settore)|servizio|ufficio)"
)
"""A unit by what it is, and no name of it."""


def show(desk: Desk, rest: str) -> Outcome:
    """`/grafico`, `/grafico AS`, `/grafico AS4.3.1`, `/grafico AS anni`, `/grafico AS4.3 fasi`."""
    words = rest.split()
    last = words[-1].lower() if words else ""
    view = "years" if last in YEARS else "phases" if last in PHASES else ""
    typed = " ".join(words[:-1] if view else words)
    plan = desk.view.plan
    scope = plan.resolve_scope(typed or default_scope(desk))
    return _picture(desk, scope, view or ("line" if scope in plan.indicators else "bars"))


def of_each(desk: Desk, text: str, codes: Sequence[str]) -> Outcome:
    """A picture of each of several that words name one after the other; else of these."""
    bare = ASKED.match(text)
    several = several_in(names_of(desk), clean(bare["rest"] if bare else text), desk.today)
    pictures = [show(desk, code) for code in several or codes]
    return Outcome(tuple(reply for one in pictures for reply in one.replies))


def asked_in_words(desk: Desk) -> Outcome | None:
    """`fammi il grafico dell'area servizi`; None where no picture is asked for."""
    found = ASKED.match(desk.turn.text)
    if found is None:
        return None
    rest = found["rest"].strip()
    told = follow.spoken_of(desk)
    level = LEVEL.fullmatch(clean(rest))
    if level is not None:
        return show(desk, _unit_at(desk, told, area=level["area"] is not None))
    if len(told) == 1 and not names_of(desk).content_of(clean(rest)):
        return show(desk, told[0])  # Of what was just spoken of.
    if not rest:
        return show(desk, "")
    plain = replace(desk, turn=replace(desk.turn, text=f"come va {rest}?"))
    reading = heard.read(plain)
    item = next(iter(reading.items), None)
    scope = item.about if item else None
    return of_each(desk, rest, (scope or rest,))


def _unit_at(desk: Desk, told: Sequence[str], *, area: bool) -> str:
    """The area, or the service, of what was just spoken of; one's own where nothing was."""
    plan, own = desk.view.plan, default_scope(desk)
    code = told[0] if len(told) == 1 else own
    if code in plan.objectives or code in plan.indicators:
        code = plan.objective_of(code).unit
    return plan.area_of_service.get(code, code) if area else code


def _picture(desk: Desk, scope: str, kind: str) -> Outcome:
    lines = tuple(_caption(desk, scope, kind))
    if len(lines) < 2 and kind in ("phases", "years"):
        return answer(say("grafico.nothing", name=scope_name(desk.view.plan, scope)))
    wants = Wanted("chart", scope, desk.view.year, kind)
    return Outcome((Reply(lines, wants=wants),))


def _caption(desk: Desk, scope: str, kind: str) -> Iterable[Say]:
    view, name = desk.view, scope_name(desk.view.plan, scope)
    day = day_of_reckoning(view, desk.today)
    if kind == "years":
        yield say("grafico.years", code=scope, name=name)
        for of in last_years(view, scope, desk.today):
            yield say("grafico.year", year=of.year, figure=_figure(of.progress))
        return
    if kind == "phases":
        yield say("grafico.phases", code=scope, name=name)
        for phase in phases_of(view, scope, desk.today):
            title = short(phase.title) if phase.title else say(f"phase.{phase.code}")
            key = "grafico.phase_done" if phase.done else "grafico.phase"
            yield say(key, title=title, start=phase.start, end=phase.end)
        return
    stands = replace(standing(view, scope, day), day=day_in_year(view, day))
    if kind == "line":
        yield from status_lines(view, stands, limit=ROWS)
        return
    yield from headline(stands, name)
    for part in standings_of_parts(view, scope, day)[:ROWS]:
        yield say(
            "grafico.part",
            code=part.scope,
            name=short(scope_name(view.plan, part.scope)),
            reached=_figure(part.progress),
            expected=_figure(part.expected),
        )


def _figure(percent: object) -> Say:
    return say("figure.none") if percent is None else say("figure", percent=percent)


CONVERSATION = Conversation(
    commands={"grafico": of_typed_year(show)},
    asides=frozenset({"grafico"}),
    offered={"grafico": ()},
    buttons={"chart": of_year(show)},
)
