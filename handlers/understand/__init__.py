"""The reader of officers' messages: `Reader`, `Sender` and `reading_json` are its face.

How a message goes through, in the order of `reader.Reader.read`:

1. it is cleaned, its dialect and its slips put in Italian (`italian`);
2. it is cut into codes, acts, numbers, days and words (`cutting`, `days`; each is one of `pieces`);
3. what it wants is weighed: to tell, to ask, to put right, to judge, or nothing (`asking`);
4. which indicators its words name (`naming`), which of its numbers are their measures (`figures`);
5. what it tells (`telling`), or what it puts right of what was told before (`correcting`);
6. what is not sure enough is asked about, what is not the sender's refused (`rights`).

What comes of it is a `Reading`, which records nothing; `explain` says how it came to be. Words are
data (`lexicon.toml`), weights are learnt (`make train`).
"""

from handlers.understand.output import reading_json
from handlers.understand.reader import Reader
from handlers.understand.rights import Sender

__all__ = ["Reader", "Sender", "reading_json"]
