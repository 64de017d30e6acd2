"""Prints what the program needs to run, with versions and licences, as a CycloneDX 1.5 document.

What is named is what `requirements.lock` pins and this machine installed of it (some are for other
systems only), the build backend with it; the tools of development are in another lock. The same
installation gives the same document.
"""

import json
import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, files, metadata, version
from pathlib import Path

HOUSE = Path(__file__).parent.parent
ENTRY = re.compile(r"^([\w.-]+)==(\S+)((?:[^#]*?--hash=sha256:[0-9a-f]{64})+)", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def locked() -> Iterator[tuple[str, str, list[str]]]:
    """Name, version and hashes of each package of the lock that is installed in that version."""
    for name, pinned, hashes in ENTRY.findall((HOUSE / "requirements.lock").read_text()):
        try:
            if version(name) == pinned:
                yield name, pinned, HASH.findall(hashes)
        except PackageNotFoundError:
            continue  # Asked for on other systems only.


def licence_of(name: str) -> str:
    """A package's licence as it declares it, or as the file that comes with it is headed."""
    about = metadata(name)
    classified = [c.rpartition(" :: ")[2] for c in about.get_all("Classifier") or []
                  if c.startswith("License ::")]  # fmt: skip
    short = (about.get("License") or "").strip().partition("\n")[0]
    declared = about.get("License-Expression") or "; ".join(classified) or short
    return declared or _headed(name) or "unknown"


def _headed(name: str) -> str:
    """The first line of the licence that comes with a package that declares none."""
    for file in files(name) or ():
        if file.parent.name == "licenses" and file.name.startswith("LICENSE"):
            return file.read_text().strip().partition("\n")[0]
    return ""


def document() -> dict[str, object]:
    """The bill of materials of what runs (CycloneDX)."""
    components = [
        {
            "type": "library",
            "name": name,
            "version": pinned,
            "purl": f"pkg:pypi/{name}@{pinned}",
            "licenses": [{"license": {"name": licence_of(name)}}],
            "properties": [{"name": "traguardo:sha256", "value": value} for value in hashes],
        }
        for name, pinned, hashes in locked()
    ]
    about = {"type": "application", "name": "traguardo", "version": version("traguardo")}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": about},
        "components": components,
    }


if __name__ == "__main__":
    print(json.dumps(document(), indent=2, ensure_ascii=False))
