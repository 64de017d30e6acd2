"""The six figures that an app makes of a secret and the time (TOTP, RFC 6238)."""

import datetime as dt
import re

import pyotp

STEP_SECONDS = 30
STEPS_AROUND = 1
"""Clocks of telephones differ: the figures before and after count too."""

FIGURES = re.compile(r"\d{6}")


def new_secret() -> str:
    """160 bits, as apps take them."""
    return pyotp.random_base32()


def address_of(secret: str, person: str, ente: str) -> str:
    """What an app reads from a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=person, issuer_name=f"Traguardo {ente}")


def step_of(secret: str, code: str, now: dt.datetime) -> int | None:
    """The step of time whose figures these are; None where they hold in none of those around."""
    typed = re.sub(r"\s", "", code)
    if not FIGURES.fullmatch(typed) or not typed.isascii():
        return None
    present = int(now.timestamp()) // STEP_SECONDS
    maker = pyotp.TOTP(secret)
    for step in range(present - STEPS_AROUND, present + STEPS_AROUND + 1):
        if pyotp.utils.strings_equal(maker.generate_otp(step), typed):
            return step
    return None
