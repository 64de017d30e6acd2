"""The catalogue is whole: nothing said twice under one name, every refusal has its sentence."""

import inspect
import re
from collections import Counter
from pathlib import Path
from typing import Literal, get_args, get_origin

import pytest

import handlers
from ledger import errors
from ledger.errors import Act, TraguardoError
from ledger.events import KINDS
from ledger.later import finished
from ledger.people import Role
from ledger.plan import Kind
from ledger.progress.figures import State
from ledger.regulation.settings import Settings, setting_keys
from words import catalogue
from words.catalogue import TEXTS

MODULES = sorted(
    path
    for path in Path(handlers.__file__).parent.rglob("*.py")
    if not {"ask", "understand"} & set(path.parts)  # They read Italian.
)


def test_no_two_pages_of_the_catalogue_use_one_name() -> None:
    """The later would silently take the place of the earlier."""
    pages = [page for name, page in vars(catalogue).items() if name.isupper() and name != "TEXTS"]
    names = Counter(name for page in pages for name in page)
    assert {name for name, count in names.items() if count > 1} == set()


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_every_sentence_a_conversation_names_is_there(module: Path) -> None:
    text = module.read_text()
    said = re.findall(r'(?<![\w.])say\(\s*"([^"]+)"', text)
    labels = re.findall(r'(?<![\w.])button\(\s*"([^"]+)"', text)
    assert {*said, *(f"button.{label}" for label in labels)} - TEXTS.keys() == set()


def refusals() -> list[type[TraguardoError]]:
    members = [kind for _, kind in inspect.getmembers(errors, inspect.isclass)]
    found = [kind for kind in members if issubclass(kind, TraguardoError)]
    bases = {base for kind in found for base in kind.__mro__[1:]}
    # What is `Spoken` brings its own sentence.
    return [kind for kind in found if kind is not errors.Spoken and kind not in bases]


@pytest.mark.parametrize("refusal", refusals(), ids=lambda kind: kind.__name__)
def test_every_refusal_has_a_sentence_made_of_its_facts(refusal: type[TraguardoError]) -> None:
    sentence = TEXTS[f"error.{refusal.__name__}"]
    named = set(re.findall(r"{(\w+)}", sentence))
    assert named <= set(getattr(finished(refusal), "__dataclass_fields__", ()))
    assert sentence.rstrip("}").endswith((".", "?")) or sentence.endswith("}")


@pytest.mark.parametrize(
    "word", [*Act, *State, *Role, *Kind], ids=lambda word: f"{type(word).__name__}.{word}"
)
def test_every_word_of_the_field_has_its_italian(word: Act | State | Role | Kind) -> None:
    assert TEXTS[f"{type(word).__name__}.{word}"]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_event_and_each_of_its_facts_has_an_italian_name(kind: str) -> None:
    assert TEXTS[f"event.{kind}"]
    facts = KINDS[kind].model_fields.keys() - {"type"}
    assert {name for name in facts if f"field.{name}" not in TEXTS} == set()


def test_every_setting_and_every_word_it_may_be_has_a_name_of_its_own() -> None:
    """Each is read back from what it is shown as: two alike would be one."""
    names = [TEXTS[f"setting.{key}"] for key in setting_keys()]
    assert len({name.casefold() for name in names}) == len(names)
    literals = {
        value
        for table in Settings.model_fields.values()
        for field in table.annotation.model_fields.values()  # type: ignore[union-attr]
        if get_origin(field.annotation) is Literal
        for value in get_args(field.annotation)
    }
    assert {f"choice.{value}" for value in literals} <= TEXTS.keys()
    words = [text for name, text in TEXTS.items() if name.startswith("choice.")]
    assert len(set(words)) == len(words)
