"""Whether words order anything: questions, hearsay, doubts, wishes and plans order nothing."""

from handlers.orders.vocabulary import VERBS
from handlers.understand.asking.questions import opens_asking
from italian.regex import regex

_ASKED_KINDLY = regex(
    r"^(?:(?:senti|scusa|senta|per favore|e|ma),? )*(?:(?:mi|ci|me|ce) )?(?:l[oaie] )?"
    r"(?:(?:puoi|potresti|potrebbe|potete|riesci a|ti va di|le spiace|e possibile)\b|\w+(?:resti"
    r"|rebbe)\b"
    r"|(?:mi|ci) (?:fai|fa|mandi|manda|dai|da|apri|apre|prepari|prepara|metti|mette)\b)"
)
"""A question that is an order all the same: `mi sposteresti il termine?`."""
_TOLD_THEN_ASKED = regex(
    r"^[^?]*[,;:.] (?:(?:mi|ci) (?:fai|fa|mandi|manda|dai|da|stamp[ai]|esport[ai]|scaric[ai]"
    r"|invi[ai]?|prepar[ai])|(?:mi |ci )?(?:puoi|potresti|potrebbe)"
    r" (?!dir|spieg|conferm|ricord|mostr|indic|far|veder|sap)\w+re)\b[^?]*\?$"
)
"""`domani ho il colloquio, mi stampi la scheda?`"""
_LATER = (
    r"(?<!\bda )(?<!\ba )(?<!\bal )(?<!\bdal )(?<!\bper )(?<!\bentro )(?<!\bfino )(?<!\bdi )"
    r"\b(?:domani|dopodomani|stasera|piu tardi|presto|lunedi|martedi|mercoledi|giovedi|venerdi"
    r"|nel pomeriggio|(?:la )?prossima settimana|la settimana prossima|nei prossimi giorni)"
)
"""When one means to do it: no day of the act itself, which a small word leads to."""
_ASKS_FOR = r"(?:serv|occorr|bisogn|gradi|dispiac|spiac|and)r?"
"""Conditionals that ask for something, of all those that tell what could be or what others wish."""
_UNSURE = regex(
    r"\b(?:forse|magari|chissa|pare|sembra|si dice|si vocifera|secondo (?:me|noi|te|lei|voi)"
    r"|non so|non sappiamo|ho (?:un |i miei |qualche |dei )?dubb\w+|vedremo|vediamo|chiacchiere"
    r"|un giorno o l'altro|ci penso)\b"
    r"|\b(?:mi|ci) (?:dicono|dice|hanno detto|ha detto|faceva\w*|domand\w+|si domanda|chied\w+)\b"
    r"|^[^,;:]*\b(?:ha|hanno|aveva|avevano) (?:detto|chiesto|gia)\b"
    r"|\b(?:chied(?:e|ono|eva|evano)|diceva\w*|sostien\w+|dicono(?! (?:tutt[ie] )?[«\"])"
    r"|(?<!si )gradirebb\w+|ventilav\w+|pensav\w+)\b"
    r"|\b(?:sto|stiamo|stavo) (?:ancora )?(?:pensando|valutando|ragionando|decidendo)\b"
    r"|\b(?:decid(?:o|iamo|ero|eremo)|dovremmo|dovrei|dovro|dovremo|bisognera|porteremo"
    r"|vorremmo poter)\b"
    r"|\b(?:daremo|faremo|daro|faro)\b|\brischia(?:no)? di\b"
    rf"|\b{VERBS}(?:er|ir)(?:ei|o|emo|emmo)\b"
    rf"|{_LATER} (?:[\w']+ )*?(?:dico|faccio sapere|vedo|decido|{VERBS}(?:o|iamo))\b"
    rf"|\b{VERBS}(?:o|iamo) (?:[\w']+ )*?{_LATER}$"
    rf"|(?<!\bmi )(?<!\bci )(?<!\bme lo )(?<!\bme la )\b(?!{_ASKS_FOR})\w+r(?:ebbe(?:ro)?|emmo)\b"
    r"|\b(?:piace|farebbe)r?\w*bbe\b|\ba (?:mio|nostro|suo) (?:parere|avviso|giudizio)\b"
    rf"|\bo (?:no\b|{VERBS}(?:are|ere|ire|ar|er|ir)(?:l[oaie])?\b)"
    r"|^(?:\w+,? )?(?:nel caso|qualora|(?:non )?appena|una volta che|casomai|ammesso che|metti che"
    r"|facciamo (?:finta|conto)|suppon\w+|immagin\w+|poniamo|mettiamo (?:che|caso)|prova a)"
    r"\b(?! (?:puoi|puo|possibile|riesci|hai|riesce))"
    r"|\bsento dire\b|\b(?:rischio|ipotesi|voc[ei]|eventualita) (?:che|di)\b"
    r"|\bstav[oaie]\w* per\b|\b(?:rest(?:a|ano)|rimane|rimangono) (?:al? |di )?\d"
    r"|\b(?:dic(?:e|ono)|sosten(?:eva|gono)|sostiene|ritiene|ritengono|afferma(?:no)?|racconta(?:no)?"
    r"|vuole|vogliono|pretend(?:e|ono)|suggerisc(?:e|ono)|consiglia(?:no)?|raccomanda(?:no)?"
    r"|propon(?:e|gono)|insist(?:e|ono)|spera(?:no)?|teme|temono) (?:che|per)\b"
    r"|\b(?:potrebbe|potremmo|si potrebbe|quasi quasi)\b|\b(?:vuole|vogliono|pensa(?:no)? di) "
    r"(?:spost|cambi|cancell|elimin|valid|contest|prorog|apr|chiud|mett|port|alz|abbass"
    r"|assegn)\w+re\b"
    r"|\bdovrebbe(?:ro)? (?:essere|stare|restare|aggirarsi)\b"
    r"|\b(?:aspett|attend)(?:o|iamo) (?:una |la |il |di )?(?:conferm|rispost|sapere)\w*"
    r"|\bsarebbe (?:bello|stato|meglio|il caso)\b"
    r"|^(?!.*\b(?:vorrei|voglio|chiedo) che\b).*\bfosse\b"
    r"|\bbo+h\b|\bma+h\b|\b(?:c'era|sta|era) scritto\b|\bse (?:no|non|la|il|lo|i|gli|le"
    r"|l')\b.*"
    r"\b(?:allora|cosa|che|niente)\b|^se\b|\bmi ha scritto\b|\bho sentito\b|\bmi rammenta\b"
)


def is_order(plain: str) -> bool:
    """Whether a text in plain letters may order something."""
    asks = "?" in plain and not plain.rstrip().endswith(")")
    if asks and not (_ASKED_KINDLY.match(plain) or _TOLD_THEN_ASKED.match(plain)):
        return False
    if not asks and opens_asking(plain) and not _WHENEVER.match(plain):
        return False
    said = _WHY.sub(" ", plain)
    return _UNSURE.search(said) is None and _HOW_MANY.search(said) is None


_WHY = regex(
    r"(?<=\w)(?:,? (?:perche|poiche|siccome|visto che|dato che|in quanto|dal momento che)"
    r"|, che(?= (?:[mtc]e|gli|l[oaie]|mi|ci) )|,(?= (?:[mtc]e )?lo (?:chied|vuol|vogl|dic|ha))"
    r") [^,;:.!?]*"
)
"""A reason behind what is said, in which others may doubt and wish as they like."""
_WHENEVER = regex(
    r"^quando (?:\w+ ){0,2}(?:dic|scriv|parl|trov)\w+|^perche\b"
    r"|^come (?:da|(?:il |un )?(?:dato|valore|target|traguardo|base|risultato|termine|data|peso))\b"
)
"""`quando dico … intendo …` asks nothing, nor does what begins with why."""
_HOW_MANY = regex(r"\bquant[aei]\b|(?<!l )(?<!la )\bqual[ei]?\b|\bdeleg(?!azion)\w+")
"""Asks, wherever it stands; not `sul quale`. Or gives somebody else what is one's own to do, and is
no branch office: `apre la delegazione`."""
