"""Creating a ledger: `init`, and the demo that `run` makes for itself."""

import datetime as dt
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from bot.cli.base import CommonOptions, answered, pass_common
from bot.demo import DEMO_START, fill_demo
from bot.plan_review import anomaly_lines
from importers import read_document, read_plan
from ledger import stores
from ledger.clock import FixedClock, SystemClock, parse_instant
from ledger.commands.adoption import AdoptPlan
from ledger.commands.ente import AdoptRegulation
from ledger.ledger import Ledger
from ledger.people import CLI
from ledger.plan import Plan
from ledger.regulation import Regulation, bundled, load
from words.say import say
from words.wording import plain_text

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
@pass_common
@answered
def init(
    common: CommonOptions, plan_file: Path | None, regulation_file: Path | None, demo: bool
) -> None:
    """Crea il registro e vi adotta il piano e il regolamento."""
    stores.need_free(common.db)
    reading = read_document(plan_file or SAMPLE_PLAN)
    adopted = reading.plan
    regulation = load(regulation_file) if regulation_file else bundled()
    still_open = create_ledger(common, adopted, regulation, demo=demo)
    counts = {
        "objectives": len(adopted.objectives),
        "indicators": sum(1 for _ in adopted.indicators()),
        "anomalies": still_open,
    }
    click.echo(plain_text(say("cli.init.done", path=common.db, ente=adopted.ente, **counts)))
    if plan_file is not None and adopted.anomalies:
        click.echo(plain_text(say("cli.init.anomalies")))
        for line in anomaly_lines(reading):
            click.echo(plain_text(line))
    if plan_file is None and not demo:
        click.echo(plain_text(say("cli.init.sample", path=common.db)), err=True)


def create_demo(common: CommonOptions) -> None:
    """The demo's ledger: the bundled plan and regulation, people and half a year of work."""
    create_ledger(common, read_plan(SAMPLE_PLAN), bundled(), demo=True)


def create_ledger(common: CommonOptions, plan: Plan, regulation: Regulation, *, demo: bool) -> int:
    """Builds the ledger under another name and gives it its own only when whole; one of a server is
    built aside and moved there. Answers how many of the plan's anomalies it holds open."""
    fixed = common.clock()
    start = fixed.now() if fixed else (parse_instant(DEMO_START) if demo else SystemClock().now())
    shift = start - SystemClock().now() if demo and fixed is None else None
    if not stores.is_server(common.db):
        return _build(common.path, plan, regulation, start, shift, demo=demo)
    with TemporaryDirectory(prefix="traguardo-") as aside:
        whole = Path(aside) / "ledger.db"
        still_open = _build(whole, plan, regulation, start, shift, demo=demo)
        stores.migrate(str(whole), common.db, shift)
    return still_open


def _build(
    path: Path,
    plan: Plan,
    regulation: Regulation,
    start: dt.datetime,
    shift: dt.timedelta | None,
    *,
    demo: bool,
) -> int:
    with Ledger.creation(path) as unfinished:
        january = dt.datetime(plan.year, 1, 2, 8, tzinfo=dt.UTC)
        clock = FixedClock(min(start, january) if demo else start)
        ledger = Ledger.create(unfinished, clock, shift)
        try:
            ledger.execute(AdoptPlan(plan), actor=CLI, cause="init")
            ledger.execute(AdoptRegulation(regulation), actor=CLI, cause="init")
            if demo:
                fill_demo(ledger, clock, start)
            return len(ledger.view.anomalies())
        finally:
            ledger.close()
