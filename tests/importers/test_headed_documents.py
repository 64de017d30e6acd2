"""Ordinary documents of headings and tables, drawn at random, and what is read of them."""

import shutil

import pytest

from importers import Unread, open_document

from .headed import drawn_document
from .papered import PAPERED
from .said import plain, said

_READ = {"docx": 0.99, "pdf": 0.95, "layout": 0.6}
"""What of the facts is read at least."""
_INVENTED = {"docx": 0.0, "pdf": 0.01, "layout": 0.15}
"""What is invented at most: a text whose rows run into one another may part them wrongly."""
_SEEDS = {"docx": 12, "pdf": 6, "layout": 6}


@pytest.mark.parametrize("kind", list(_READ))
def test_what_headed_documents_say_is_read_back_however_an_office_sets_them(kind: str) -> None:
    if kind == "layout" and shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    told = found = invented = 0
    name, make = PAPERED[kind]
    for seed in range(200, 200 + _SEEDS[kind]):
        office, blocks, facts = drawn_document(seed)
        try:
            read = said(open_document(make(office, blocks), name).reading().plan)
        except Unread:
            read = set()
        wanted = {plain(fact) for fact in facts}
        told += len(wanted)
        found += len(wanted & {plain(fact) for fact in read})
        invented += len({fact for fact in read if len(fact) == 2} - facts)
    assert found >= told * _READ[kind]
    assert invented <= told * _INVENTED[kind]
