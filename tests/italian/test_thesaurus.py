"""The thesaurus of a town hall: what people say meets what documents print."""

import json

import pytest

from italian.thesaurus import COMPILED, compiled, phrase_key, thesaurus


def concepts_in(text: str) -> set[str]:
    """What a text may speak of, the concepts near it included."""
    known = thesaurus()
    found = known.find(phrase_key(text).split())
    near = {at for one in found for concept in one.concepts for at, _ in known.kin(concept)}
    return {known.concepts[at].id for at in near}


def test_what_is_compiled_is_what_the_files_say() -> None:
    assert json.loads(COMPILED.read_text("utf-8")) == json.loads(json.dumps(compiled()))


def test_no_two_concepts_have_one_name() -> None:
    names = [concept.id for concept in thesaurus().concepts]
    assert len(names) == len(set(names))


def test_what_holds_a_concept_is_a_concept() -> None:
    known = thesaurus().concepts
    names = {concept.id for concept in known}
    assert [c.id for c in known if c.broader is not None and c.broader not in names] == []


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("carte d'identità", "CIE rilasciate"),
        ("palloncini sabato sera", "controlli con etilometro"),
        ("multe pagate", "sanzioni al codice della strada"),
    ],
)
def test_what_is_said_on_the_phone_meets_what_is_printed(said: str, printed: str) -> None:
    assert concepts_in(said) & concepts_in(printed)


def test_dots_and_capitals_of_an_abbreviation_do_not_matter() -> None:
    assert phrase_key("C.I.E.") == phrase_key("cie")
