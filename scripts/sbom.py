"""Prints what the program needs to run, with versions and licences, as a CycloneDX 1.5 document.

Read from what is installed, which is what `requirements.lock` holds; the tools of development are
left out. The same installation gives the same document.
"""

import json
import re
from importlib.metadata import PackageNotFoundError, distribution

NAME = re.compile(r"[A-Za-z0-9._-]+")


def needed(name: str, found: dict[str, str]) -> None:
    """A package and all it needs, by its normal name."""
    normal = re.sub(r"[-_.]+", "-", name).lower()
    if normal in found:
        return
    try:
        package = distribution(name)
    except PackageNotFoundError:
        return  # Asked for on other systems only.
    found[normal] = package.version
    for line in package.requires or ():
        wanted = NAME.match(line)
        if wanted and "extra ==" not in line:
            needed(wanted[0], found)


def licence_of(name: str) -> str:
    """A package's licence as it declares it; empty where it declares none."""
    about = distribution(name).metadata
    classified = [c.rpartition(" :: ")[2] for c in about.get_all("Classifier") or []
                  if c.startswith("License ::")]  # fmt: skip
    short = (about.get("License") or "").strip().partition("\n")[0]
    return about.get("License-Expression") or "; ".join(classified) or short or "unknown"


def document() -> dict[str, object]:
    """The bill of materials of what runs (CycloneDX)."""
    found: dict[str, str] = {}
    needed("traguardo", found)
    ours = found.pop("traguardo")
    components = [
        {
            "type": "library",
            "name": name,
            "version": version,
            "purl": f"pkg:pypi/{name}@{version}",
            "licenses": [{"license": {"name": licence_of(name)}}],
        }
        for name, version in sorted(found.items())
    ]
    about = {"type": "application", "name": "traguardo", "version": ours}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": about},
        "components": components,
    }


if __name__ == "__main__":
    print(json.dumps(document(), indent=2))
