"""Reads a PDF as who checks it would: its words, its structure, what it says of itself."""

import io
from collections.abc import Iterator
from typing import Any

import pypdf
from pypdf.generic import ArrayObject, DictionaryObject


class Read:
    def __init__(self, content: bytes) -> None:
        self.pdf = pypdf.PdfReader(io.BytesIO(content))
        self.root: Any = self.pdf.trailer["/Root"]

    @property
    def text(self) -> str:
        pages = (page.extract_text() for page in self.pdf.pages)
        return " ".join(" ".join(pages).split())

    @property
    def says_of_itself(self) -> str:
        """The XMP packet."""
        return str(self.root["/Metadata"].get_data().decode())

    def tags(self) -> list[DictionaryObject]:
        """The elements of the structure, in order."""
        return list(_walk(self.root["/StructTreeRoot"]["/K"]))

    def named(self, name: str) -> list[DictionaryObject]:
        return [tag for tag in self.tags() if tag["/S"] == name]

    @property
    def fonts_are_inside(self) -> bool:
        return all(_embedded(font) for page in self.pdf.pages for font in _fonts(page))


def _walk(element: Any) -> Iterator[DictionaryObject]:
    element = element.get_object() if hasattr(element, "get_object") else element
    if isinstance(element, ArrayObject):
        for part in element:
            yield from _walk(part)
    elif isinstance(element, DictionaryObject) and "/S" in element:
        yield element
        if "/K" in element:
            yield from _walk(element["/K"])


def _fonts(page: Any) -> list[Any]:
    fonts = page["/Resources"].get("/Font", {})
    return [fonts[name].get_object() for name in fonts]


def _embedded(font: Any) -> bool:
    (inner,) = font["/DescendantFonts"]
    descriptor = inner.get_object()["/FontDescriptor"].get_object()
    return any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
