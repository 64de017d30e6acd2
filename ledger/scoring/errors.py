"""How a rule says no."""

from ledger.errors import Refusal
from ledger.later import dataclass


@dataclass
class CalcError(Refusal):
    """A figure cannot be computed from what was given; never a silent zero.

    `code` is for programs, `message` is the Italian sentence that says what to do.
    """

    code: str
    message: str

    def __str__(self) -> str:
        return self.message

    def as_dict(self) -> dict[str, str]:
        """As `calc` answers it."""
        return {"code": self.code, "message": self.message}
