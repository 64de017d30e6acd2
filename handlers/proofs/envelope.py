"""A signed file (`.p7m`): what is inside, and whose signatures hold. Loaded with the first one."""

import base64
from collections.abc import Iterator
from typing import Any

from asn1crypto import cms
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa


def signed(content: bytes) -> tuple[bytes, tuple[tuple[str, bool], ...]] | None:
    """What a signed envelope holds and who signed it, each with whether the signature is of this
    very content; None where it is no envelope."""
    try:
        info = cms.ContentInfo.load(_binary(content))
        data = info["content"]
        inside = data["encap_content_info"]["content"].native
        found = tuple(_signer(data, signer, inside) for signer in data["signer_infos"])
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return (inside, found) if isinstance(inside, bytes) else None


def _binary(content: bytes) -> bytes:
    """The envelope itself: some programs write it in letters. Raises ValueError."""
    if content[:1] == b"\x30":
        return content
    lines = [line for line in content.split() if not line.startswith(b"-----")]
    return base64.b64decode(b"".join(lines), validate=True)


def _signer(data: Any, signer: Any, inside: bytes) -> tuple[str, bool]:
    certificate = next(_certificates(data, signer))
    names = certificate.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    name = str(names[0].value) if names else certificate.subject.rfc4514_string()
    return name, _holds(signer, certificate, inside)


def _certificates(data: Any, signer: Any) -> Iterator[x509.Certificate]:
    wanted = signer["sid"].chosen["serial_number"].native
    for certificate in data["certificates"]:
        if certificate.chosen.serial_number == wanted:
            yield x509.load_der_x509_certificate(certificate.chosen.dump())


def _holds(signer: Any, certificate: x509.Certificate, inside: bytes) -> bool:
    """Whether the signature is of this content, by the certificate's key."""
    algorithm = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}
    chosen = algorithm.get(signer["digest_algorithm"]["algorithm"].native)
    if chosen is None:
        return False
    signed = inside
    if signer["signed_attrs"]:
        digest = hashes.Hash(chosen)
        digest.update(inside)
        told = {a["type"].native: a["values"].native[0] for a in signer["signed_attrs"]}
        if told.get("message_digest") != digest.finalize():
            return False
        # Signed as a set, though it is stored under a tag of its own.
        signed = signer["signed_attrs"].untag().dump()
    key, signature = certificate.public_key(), signer["signature"].native
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, signed, padding.PKCS1v15(), chosen)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, signed, ec.ECDSA(chosen))
        else:
            return False
    except InvalidSignature:
        return False
    return True
