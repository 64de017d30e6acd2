"""Who answers for something, and who is above them."""

from ledger.people import Role

Levels = tuple[tuple[str, ...], ...]
"""Posts that answer for something, the first level first: `(("eq:AS4",), ("dirigente:AS",), ...)`.
A vacant level is passed over."""

SEGRETARIO_LEVEL = (str(Role.SEGRETARIO),)


def only(person: str) -> str:
    """One person, where a post is named."""
    return f"person:{person}"


def person_of(post: str) -> str | None:
    """Whom `only` names; None for a post."""
    role, _, person = post.partition(":")
    return person if role == "person" else None
