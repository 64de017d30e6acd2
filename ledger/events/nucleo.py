"""The Nucleo di Valutazione as a body: proposals, agreements, meetings, support. Source: R-36."""

from typing import Literal

from ledger.events.base import Fact, Personal, Words


class NucleoFact(Fact):
    """Base of what the Nucleo does as a body, in a year's cycle."""

    year: int

    @property
    def stream(self) -> str:
        return f"nucleo:{self.year}"


class CollegialProposed(NucleoFact):
    """A member prepared an act of the Nucleo; `act` is the command as it would be given, a JSON
    text, of a `person` where it is about one."""

    type: Literal["CollegialProposed"] = "CollegialProposed"
    kind: str
    person: str | None = None
    act: Personal[str]

    def whose(self, actor: str) -> str:
        return self.person or actor


class CollegialVoted(NucleoFact):
    """Another member agrees with a proposal, named by its seq, or does not and says why."""

    type: Literal["CollegialVoted"] = "CollegialVoted"
    proposal: int
    agrees: bool
    reason: Words[str | None] = None


class NucleoMet(NucleoFact):
    """The Nucleo met: who was there, who presided, which proposals were agreed by the majority,
    what else was said. The acts it decided follow in the same transaction."""

    type: Literal["NucleoMet"] = "NucleoMet"
    present: tuple[str, ...]
    chair: str
    decided: tuple[int, ...] = ()
    text: str | None = None


class SupportRequested(NucleoFact):
    """Who evaluates asked for the Nucleo's support, in evaluating a `person` where one is named."""

    type: Literal["SupportRequested"] = "SupportRequested"
    person: str | None = None
    text: Words[str]

    def whose(self, actor: str) -> str:
        return self.person or actor


class RelazioneValidated(NucleoFact):
    """The Nucleo validated the Relazione sulla performance of the year."""

    type: Literal["RelazioneValidated"] = "RelazioneValidated"
    text: str | None = None


NucleoEvent = CollegialProposed | CollegialVoted | NucleoMet | SupportRequested | RelazioneValidated
"""Every event of this module: being here is how one is found."""
