"""A question that names first what it is about: `l'area sicurezza quanti dati ha da validare?`."""

from handlers.ask.parts.about import Names
from handlers.ask.parts.apart import Left, filters_in, thing_in
from italian.regex import regex

NAMED_FIRST = regex(
    r"^(?P<e>e )?(?P<of>(?:(?:su|con|per|di|in)?(?:l'|la |il |le |i |gli |lo )"
    r"|nell'|nel |nella |sul |sulla |sull'|sui |sulle |col |coi |di |in |su |per )?[\w'. ]+?)[,:]? "
    r"(?P<asks>(?:(?:quant[oaie]|quali?|chi|di quanto|cosa|che cosa|perche|come mai|quando"
    r"|(?:da|entro|fino a) quando|in che giorno|di chi|a chi) .+|perche|come mai))$"
)
OPENS = regex(
    r"^(?:e )?(?:se |con |facendo |qual|quant|chi|cos|che|come|di quant|a |da |in che"
    r"|dimm|dammi|mostr|elenc|per)"
)


SAYS_MORE = regex(
    r"\b(?:o|target|traguard\w+|pes[oi]|termin[ei]|scadenz\w+|dat[oi]|valor[ei]|prov[ae]"
    r"|evidenz[ae]|allegat[oi]|validazion[ei]|sched[ae]|premi[o]?)\b"
)
"""Beside a name, what more the question asks of it: it stays where it is."""


def put_first(names: Names, plain: str) -> str:
    """The question itself first, and of what after it; as it is where nothing is named."""
    found = None if OPENS.match(plain) else NAMED_FIRST.match(plain)
    if found is None:
        return plain
    if SAYS_MORE.search(found["of"]) or thing_in(found["of"]) or filters_in(Left(found["of"]))[1]:
        return plain
    about = names.of(found["of"])
    if not about.said or about.unread:
        return plain
    asks = found["asks"].rstrip(" ?.!")
    return f"{found['e'] or ''}{asks} {' e '.join(about.codes)}?"
