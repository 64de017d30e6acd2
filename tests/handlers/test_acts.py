"""Proofs that are read: which act, of which day, signed by whom; never more than a proposal."""

import base64
import datetime as dt
import io
import shutil
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs7
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfgen.canvas import Canvas

import reports
from handlers.proofs.acts import DOCX, P7M, Act, Signer, act_in, contradiction, read_act

FONTS = Path(reports.__file__).parent / "fonts"
TODAY = dt.date(2024, 9, 16)
TEXT = """COMUNE DI PROVA
DELIBERAZIONE DELLA GIUNTA COMUNALE
N. 28 del 27/06/2024
OGGETTO: Approvazione della carta dei servizi
VISTA la deliberazione di Consiglio n. 3 del 10/01/2024;"""
EXPECTED = Act(
    "delibera", "giunta", "28", dt.date(2024, 6, 27), "Approvazione della carta dei servizi"
)


def pdf(text: str) -> bytes:
    out = io.BytesIO()
    page = Canvas(out)
    for n, line in enumerate(text.splitlines()):
        page.drawString(60, 780 - 20 * n, line)
    page.save()
    return out.getvalue()


def docx(text: str) -> bytes:
    document, out = Document(), io.BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "media_type"),
    [(pdf(TEXT), "application/pdf"), (docx(TEXT), DOCX), (TEXT.encode(), "text/plain")],
    ids=["pdf", "docx", "txt"],
)
def test_kind_number_day_and_subject_are_read(content: bytes, media_type: str) -> None:
    found = read_act(content, media_type, TODAY)
    assert (found.kind, found.body, found.number, found.day) == (
        "delibera", "giunta", "28", dt.date(2024, 6, 27),
    )  # fmt: skip
    assert found.subject.startswith("Approvazione della carta dei servizi")
    assert act_in(found.kept()) == found


@pytest.mark.parametrize(
    ("text", "kind", "number", "day"),
    [
        ("Determina dirigenziale n° 0112 del 3 settembre 2024", "determina", "112", "2024-09-03"),
        ("DECRETO SINDACALE nr. 7 in data 1.2.2024", "decreto", "7", "2024-02-01"),
        ("Verbale di riunione", "verbale", "", None),
        ("Buongiorno, allego quanto chiesto.", "", "", None),
        ("Delibera n. 5 del 31/09/2024", "delibera", "5", None),
    ],
)
def test_acts_as_offices_write_them(text: str, kind: str, number: str, day: str | None) -> None:
    found = read_act(text.encode(), "text/plain", TODAY)
    expected = dt.date.fromisoformat(day) if day else None
    assert (found.kind, found.number, found.day) == (kind, number, expected)


def test_an_e_mail_says_its_subject() -> None:
    mail = b"Subject: Determina n. 4\r\nFrom: a@b.it\r\n\r\nDetermina n. 4 del 02/09/2024"
    found = read_act(mail, "message/rfc822", TODAY)
    assert (found.kind, found.number, found.subject) == ("determina", "4", "Determina n. 4")


def signed(content: bytes) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Maria Prova")])
    start = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(77)
        .not_valid_before(start)
        .not_valid_after(start + dt.timedelta(days=900))
        .sign(key, hashes.SHA256())
    )
    builder = pkcs7.PKCS7SignatureBuilder().set_data(content)
    builder = builder.add_signer(certificate, key, hashes.SHA256())
    options = [pkcs7.PKCS7Options.Binary]
    return builder.sign(serialization.Encoding.DER, options)


def test_a_signed_file_says_who_signed_and_whether_it_holds() -> None:
    envelope = signed(TEXT.encode())
    found = read_act(envelope, P7M, TODAY)
    assert found.signers == (Signer("Maria Prova", holds=True),)
    assert (found.number, found.day) == (EXPECTED.number, EXPECTED.day)
    altered = envelope.replace(b"N. 28 del", b"N. 29 del")
    assert read_act(altered, P7M, TODAY).signers == (Signer("Maria Prova", holds=False),)


def test_an_envelope_in_letters_is_opened_too() -> None:
    letters = base64.encodebytes(signed(TEXT.encode()))
    assert read_act(letters, "application/octet-stream", TODAY).signers == (
        Signer("Maria Prova", holds=True),
    )


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
def test_a_photographed_act_is_read_where_tesseract_is_installed() -> None:
    picture = Image.new("RGB", (1200, 420), "white")
    font = ImageFont.truetype(str(FONTS / "NotoSans-Regular.ttf"), 34)
    ImageDraw.Draw(picture).multiline_text((40, 40), TEXT, "black", font, spacing=24)
    out = io.BytesIO()
    picture.save(out, "PNG")
    found = read_act(out.getvalue(), "image/png", TODAY)
    assert (found.kind, found.number, found.day) == ("delibera", "28", dt.date(2024, 6, 27))


def test_another_day_is_said() -> None:
    assert contradiction(EXPECTED, dt.date(2024, 6, 28)) is not None
    assert contradiction(EXPECTED, dt.date(2024, 6, 27)) is None
    assert contradiction(Act(), dt.date(2024, 6, 28)) is None


@given(st.binary(max_size=300), st.sampled_from(["application/pdf", DOCX, P7M, "message/rfc822"]))
def test_a_file_that_cannot_be_read_says_nothing(content: bytes, media_type: str) -> None:
    assert read_act(content, media_type, TODAY).number == ""
