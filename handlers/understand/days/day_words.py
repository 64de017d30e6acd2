"""The words days and parts of the year are said with, and what each comes to."""

MONTHS = ["gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto"]
MONTHS += ["settembre", "ottobre", "novembre", "dicembre"]
SHORT_MONTHS = "genn|gen|febb|feb|mar|apr|mag|giu|lug|ago|sett|set|ott|nov|dic"
MONTH = "|".join([*MONTHS, SHORT_MONTHS])
WEEKDAYS = ["lunedi", "martedi", "mercoledi", "giovedi", "venerdi", "sabato", "domenica"]
_CUT_SHORT = [day[:-1] for day in WEEKDAYS]
WEEKDAY = "|".join([*WEEKDAYS, *_CUT_SHORT, "lun", "mart", "merc", "giov", "ven", "sab", "dom"])
SHORT_WEEKDAYS = ("mar", "mer", "gio", "dom")
"""What may be short for something else as well: `marzo`, `visite dom.`."""
THANKS = r"\s(?:grazie|saluti|ciao|per\s(?:favore|cortesia))\b"
"""What may still follow a word that closes what is told."""
SHORT_WEEKDAY = (
    rf"(?:{'|'.join(SHORT_WEEKDAYS)})(?=\.|\s?[\d,;:]|\s?$|{THANKS}|\s(?:e|matt\w*|pom\w*|sera)\b)"
)
PART = r"(?:\s(?:mattina|mattino|pomeriggio|sera|notte|in\smattinata|in\sserata))?"
COMING = r"(?:prossim[oa]|entrante|ventur[oa]|che\s(?:viene|verra|entra))"
_PAST = r"(?:ultimo\s)?scors[oa]|(?:appena\s)?(?:passat|trascors)[oa]"
WHICH = rf"(?:\s(?:{_PAST}|{COMING}|pros{{1,2}}\b\.?|prox\b\.?|u\.?s\.?\b))?"
YEAR = r"(?:\s(?:del\s)?(?P<y>20[12]\d|(?:19|20)\d\d(?!\s[a-z]))\b)?"
"""`il 7 settembre 1920 pasti` counts them."""

NUMBERS = {"un": 1, "uno": 1, "una": 1, "due": 2, "tre": 3, "quattro": 4, "cinque": 5, "sei": 6}
NUMBERS |= {"sette": 7, "otto": 8, "nove": 9, "dieci": 10, "undici": 11, "dodici": 12}
NUMBERS |= {"quindici": 15, "venti": 20, "trenta": 30}
COUNT = "|".join([r"\d{1,2}", *NUMBERS])
ORDINALS = {"primo": 1, "prima": 1, "1": 1, "i": 1, "secondo": 2, "2": 2, "ii": 2}
ORDINALS |= {"terzo": 3, "3": 3, "iii": 3, "quarto": 4, "ultimo": 4, "4": 4, "iv": 4}
_TO_TWENTY = (
    "primo due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici"
)
_TO_TWENTY += " quindici sedici diciassette diciotto diciannove venti"
_BEYOND = (
    "ventuno ventidue ventitre ventiquattro venticinque ventisei ventisette ventotto ventinove"
)
_BEYOND += " trenta trentuno"
SPELLED_DAYS = {word: at for at, word in enumerate(f"{_TO_TWENTY} {_BEYOND}".split(), 1)}
"""Days of a month in words: `il diciannove giugno`."""
SPANS = {"bimestre": 2, "trimestre": 3, "quadrimestre": 4, "semestre": 6}

FEASTS = {
    "ferragosto": (15, 8), "capodanno": (1, 1), "epifania": (6, 1), "befana": (6, 1),
    "primo maggio": (1, 5), "ognissanti": (1, 11), "immacolata": (8, 12), "natale": (25, 12),
    "santo stefano": (26, 12), "san silvestro": (31, 12),
}  # fmt: skip
"""Feasts that fall on the same day every year: day and month."""

RELATIVE = {
    "oggi": 0, "data odierna": 0, "odierna": 0, "odierno": 0,
    "stamattina": 0, "stamatina": 0, "stamani": 0, "stamane": 0,
    "stasera": 0, "in mattinata": 0,
    "stanotte": 0, "questa notte": 0, "questa mattina": 0, "questo pomeriggio": 0, "questa sera": 0,
    "ieri l'altro": 2, "l'altro ieri": 2, "l'altroieri": 2, "altro ieri": 2, "altroieri": 2,
    "avantieri": 2, "ieri": 1, "iersera": 1, "jeri": 1, "avant'ieri": 2,
    "domani": -1, "domattina": -1, "dopodomani": -2, "dopo domani": -2,
}  # fmt: skip
"""Days back from today."""
