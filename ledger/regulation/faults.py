"""What is wrong with a file or an input, said in Italian, whoever noticed it."""

from collections.abc import Iterable

from pydantic_core import ErrorDetails

from ledger.errors import TraguardoError
from ledger.later import dataclass


@dataclass
class RegulationFaults(TraguardoError):
    """Every fault of a regulation, one sentence each; nothing of it is taken."""

    faults: tuple[str, ...]

    def __str__(self) -> str:
        return " ".join(self.faults)


_SHAPES = {
    "missing": ("missing_field", "manca e va indicato"),
    "extra_forbidden": ("unknown_field", "non è previsto: controlla come è scritto o toglilo"),
    "string_type": ("bad_type", "deve essere un testo"),
    "string_too_short": ("bad_type", "non può essere vuoto"),
    "bool_type": ("bad_type", "deve essere true o false"),
    "bool_parsing": ("bad_type", "deve essere true o false"),
    "list_type": ("bad_type", "deve essere un elenco"),
    "tuple_type": ("bad_type", "deve essere un elenco"),
    "dict_type": ("bad_type", "deve essere un oggetto con i suoi campi"),
    "model_type": ("bad_type", "deve essere un oggetto con i suoi campi"),
    "model_attributes_type": ("bad_type", "deve essere un oggetto con i suoi campi"),
}
"""Faults pydantic names itself; our own validators bring their code and sentence."""


def fault_of(error: ErrorDetails) -> tuple[str, str]:
    """Code and Italian sentence of one fault, headed by where it is."""
    where = ".".join(str(step) for step in error["loc"])
    if error["type"] == "literal_error":
        code, sentence = "unknown_value", f"può essere solo {error['ctx']['expected']}"
        sentence = sentence.replace(" or ", " o ")
    else:
        code, sentence = _SHAPES.get(error["type"], (error["type"], error["msg"]))
    return code, f"«{where}»: {sentence}." if where else f"{sentence[0].upper()}{sentence[1:]}."


def sentences(errors: Iterable[ErrorDetails]) -> tuple[str, ...]:
    """What is wrong with a regulation's file, a sentence each."""
    return tuple(fault_of(error)[1] for error in errors)
