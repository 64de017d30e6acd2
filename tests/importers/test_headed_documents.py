"""Ordinary documents of headings and tables, drawn at random, and what is read of them."""

import shutil

import pytest

from .headed import drawn_document
from .papered import PAPERED
from .said import read_back

_READ = {"docx": 0.99, "pdf": 0.95, "layout": 0.6}
"""What of the facts is read at least."""
_INVENTED = {"docx": 0.0, "pdf": 0.01, "layout": 0.15}
"""What is invented at most: a text whose rows run into one another may part them wrongly."""
_SEEDS = {"docx": 12, "pdf": 6, "layout": 6}


@pytest.mark.parametrize("kind", list(_READ))
def test_what_headed_documents_say_is_read_back_however_an_office_sets_them(kind: str) -> None:
    if kind == "layout" and shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    name, make = PAPERED[kind]
    drawn = (drawn_document(seed) for seed in range(200, 200 + _SEEDS[kind]))
    read = read_back((make(office, blocks), name, facts) for office, blocks, facts in drawn)
    assert read.found >= read.told * _READ[kind]
    assert read.invented <= read.told * _INVENTED[kind]
