"""Commands about the record: create it, ask it, check it."""

import datetime as dt
from pathlib import Path

import click

from bot import answers
from bot.cli.base import Setting, answered, fail, json_option, pass_setting, print_json
from bot.demo import DEMO_START, fill_demo
from bot.wording import plain_text
from handlers.status import status_lines, why_lines
from handlers.turn import say
from importers import read_plan
from ledger.clock import FixedClock, SystemClock, day_of, parse_instant, rome_iso
from ledger.commands.ente import AdoptRegulation
from ledger.commands.plan import AdoptPlan
from ledger.ledger import Ledger
from ledger.people import CLI
from ledger.queries import standing
from ledger.queries import why as ask_why
from ledger.regulation import Regulation, bundled, load

SAMPLE_PLAN = Path(__file__).parents[2] / "ledger" / "sample_plan.yaml"


@click.command()
@click.option("--plan", "plan_file", type=click.Path(path_type=Path), help="Il piano da adottare.")
@click.option(
    "--regulation",
    "regulation_file",
    type=click.Path(path_type=Path),
    help="Il regolamento (SMVP) da adottare, come file TOML; altrimenti quello incluso.",
)
@click.option("--demo", is_flag=True, help="Aggiunge persone, obiettivi e mezzo anno di dati.")
@pass_setting
@answered
def init(
    setting: Setting, plan_file: Path | None, regulation_file: Path | None, demo: bool
) -> None:
    """Crea il registro e vi adotta il piano e il regolamento."""
    adopted = read_plan(plan_file or SAMPLE_PLAN)
    regulation = load(regulation_file) if regulation_file else bundled()
    create_ledger(setting, adopted_from=plan_file or SAMPLE_PLAN, demo=demo, regulation=regulation)
    counts = {
        "objectives": len(adopted.objectives),
        "indicators": sum(1 for _ in adopted.indicators()),
        "anomalies": len(adopted.anomalies),
    }
    click.echo(plain_text(say("cli.init.done", path=setting.db, ente=adopted.ente, **counts)))


def create_ledger(
    setting: Setting, *, adopted_from: Path, demo: bool, regulation: Regulation | None = None
) -> None:
    """Builds the ledger under another name and gives it its own only when whole."""
    plan = read_plan(adopted_from)
    fixed = setting.clock()
    start = fixed.now() if fixed else (parse_instant(DEMO_START) if demo else SystemClock().now())
    shift = start - SystemClock().now() if demo and fixed is None else None
    with Ledger.creation(setting.path) as unfinished:
        january = dt.datetime(plan.year, 1, 2, 8, tzinfo=dt.UTC)
        clock = FixedClock(min(start, january) if demo else start)
        ledger = Ledger.create(unfinished, clock, shift)
        try:
            ledger.execute(AdoptPlan(plan), actor=CLI, cause="init")
            ledger.execute(AdoptRegulation(regulation or bundled()), actor=CLI, cause="init")
            if demo:
                fill_demo(ledger, clock, start)
        finally:
            ledger.close()


@click.command()
@click.argument("scope", required=False)
@click.option("--as-of", help="Com'era a quel giorno, per quel che se ne sa oggi.")
@click.option("--known-at", help="Solo quel che era scritto a quell'istante.")
@json_option
@pass_setting
@answered
def status(
    setting: Setting, scope: str | None, as_of: str | None, known_at: str | None, as_json: bool
) -> None:
    """Come sta l'ente, un'area, un servizio, un obiettivo o un indicatore."""
    ledger = setting.open()
    known = parse_instant(known_at, end_of_day=True) if known_at else None
    asked = parse_instant(as_of, end_of_day=True) if as_of else None
    instant = asked or known or ledger.now()
    view = ledger.view_at(asked, known)
    stands = standing(view, view.plan.resolve_scope(scope), day_of(instant))
    if as_json:
        print_json(answers.status_json(stands, rome_iso(instant)))
        return
    for line in status_lines(view, stands, limit=None):
        click.echo(plain_text(line))


@click.command()
@click.argument("code")
@json_option
@pass_setting
@answered
def why(setting: Setting, code: str, as_json: bool) -> None:
    """Da dove viene un numero: la regola, i dati, gli eventi."""
    ledger = setting.open()
    view = ledger.view_at(None, None)
    answer = ask_why(view, view.plan.resolve_scope(code), ledger.today())
    if as_json:
        print_json(answers.why_json(answer))
        return
    for line in why_lines(view, answer):
        click.echo(plain_text(line))


@click.command()
@click.option("--after", default=0, help="Solo gli eventi dopo questo numero.")
@click.option("--stream", help="Solo gli eventi di una cosa, es. indicator:AS4.3.1.")
@pass_setting
@answered
def events(setting: Setting, after: int, stream: str | None) -> None:
    """Il registro, un evento per riga, come JSON."""
    log = setting.open().log
    for envelope in log.stream(stream) if stream else log.after(after):
        if envelope.seq > after:
            print_json(answers.event_json(envelope))


@click.command()
@pass_setting
@answered
def verify(setting: Setting) -> None:
    """Ricalcola tutta la catena degli eventi."""
    head = setting.open().verify()
    click.echo(plain_text(say("cli.verify.ok", count=head.seq, head=head.hash[:12])))


@click.command()
@click.option("--check", is_flag=True, help="Confronta soltanto, senza toccare nulla.")
@pass_setting
@answered
def rebuild(setting: Setting, check: bool) -> None:
    """Rifà dal registro le tabelle derivate."""
    ledger = setting.open()
    if not check:
        ledger.rebuild()
        click.echo(plain_text(say("cli.rebuild.done")))
        return
    different = ledger.differs_from_rebuild()
    if different:
        fail(1, say("cli.rebuild.differs", tables=", ".join(different)))
    click.echo(plain_text(say("cli.rebuild.same")))
