"""What had been left out until now: `altre 2 CIE che mi ero persa`, `3 di cui non avevo detto`.

Who says so puts nothing right of what was told, and asks nothing of how it counts: it comes on top.
"""

from italian.regex import regex

_TOLD = (
    r"(?:segnat|scritt|dett|mess|registrat|comunicat|inserit|cont(?:at|eggiat)|mandat|inviat"
    r"|riportat|caricat|annotat|aggiunt|indicat)[oaie]"
)
_LOST = r"(?:pers|scordat|dimenticat|saltat|tralasciat|lasciat|mangiat)[oaie]"
_OF_IT = (
    r"(?: (?:per strada|indietro|fuori))?(?: di (?:segnar|scriver|metter|registrar|inserir|dir)"
    r"(?:e|l[aoei]|[tv][ei]l[aoei]))?"
)
_LEFT_OUT = regex(
    r",? ?\b(?:che|di cui) (?:"
    r"non (?:(?:[tv]e )?l[aoei] |[tv]i |l')?"
    r"(?:ho|avevo|abbiamo|avevamo|(?:era|erano|sono)(?: stat[aeio])?) "
    rf"(?:mai |ancora |poi )?{_TOLD}"
    rf"|(?:mi (?:ero|sono|so'?|son)|ci (?:eravamo|siamo)) {_LOST}{_OF_IT}"
    rf"|(?:avevo|avevamo|ho|abbiamo) {_LOST}{_OF_IT}"
    r"|(?:mi |ci )?(?:era|erano|e|sono) (?:sfuggit|scappat|rimast)[oaie](?: (?:fuori|indietro))?"
    r"|(?:mi |ci )?mancavan?o?)(?=\W*$|\s*[,.;!\n])"
)
_NO_TOTAL = regex(
    r"(?<=in piu),? (?:e )?(?:non|mica) (?:(?:sono |era |erano )?il |in )?(?:totale|tutto)\b"
)
"""`erano 6 in più, non il totale`."""
_IN_ALL = regex(r"\b(?:totale|in tutto|compres[oaie]|inclus[oaie]|contando|ritir\w+)\b")
"""With which what was left out is counted already, or put right."""


def on_top(plain: str) -> str:
    """A cleaned message with what was left out until now, or is said to be no total, told as what
    comes on top."""
    told = _NO_TOTAL.sub(" in piu", _LEFT_OUT.sub(" in piu", plain))
    return plain if _IN_ALL.search(told) else told
