"""The towns that one process serves: a file says of each where its ledger is and what is its own.

The file holds no secret but the address of a server: a token is in a file that it names. Whatever
a town does not set holds for none: a variable of the process that moves one ledger's keys, say, is
refused rather than shared.
"""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from bot.outgoing.papers import write_whole
from ledger import stores
from ledger.clock import Clock
from ledger.errors import Spoken
from ledger.ledger import Ledger
from words.say import say
from words.wording import plain_text

VARIABLE = "TRAGUARDO_ENTI"
DEFAULT = "./enti.toml"

OF_ONE_LEDGER = ("TRAGUARDO_KEYS", "TRAGUARDO_SIGNING_KEY", "TRAGUARDO_TABLES")
"""Set for the process these would give every town the files of one."""

OF_ONE_TOWN = (
    "TRAGUARDO_TOKEN",
    "TRAGUARDO_TOKEN_FILE",
    "TRAGUARDO_BOT_NAME",
    "TRAGUARDO_WEBHOOK_URL",
    "TRAGUARDO_WEBHOOK_PORT",
    "TRAGUARDO_WORKER",
    "TRAGUARDO_WEB_URL",
    "TRAGUARDO_WEB_LOOK",
)
"""Each town has its own, or none; the process's own are not handed on."""

PAGES_BY_DEFAULT = "http://{name}.localhost:{port}"
"""Browsers know every name under `localhost` as this machine: enough to try it out."""

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,30}$")]


class Ente(BaseModel):
    """One town. Paths are absolute; what is None it has not."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    db: str
    """The ledger's file, or the address of its server."""
    token_file: Path | None = None
    """A file that holds the token; towns with the same share the bot."""
    bot_name: str | None = None
    """The bot's name on Telegram, for the links of invitations."""
    url: str | None = None
    """How people reach its pages: a host of its own, since its cookies are for that host."""
    look: Path | None = None
    """The folder of its logo and colours."""
    webhook_url: str | None = None
    webhook_port: int | None = None

    @field_validator("url")
    @classmethod
    def _is_a_host(cls, url: str | None) -> str | None:
        if url is None:
            return None
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
            raise ValueError(plain_text(say("ente.url", url=url)))
        return url.rstrip("/")

    def token(self) -> str | None:
        """Raises OSError where its file cannot be read."""
        return self.token_file.read_text().strip() if self.token_file is not None else None


class BadEnti(Spoken):
    """The file of the towns is not one, or asks for what cannot be."""


class Enti(BaseModel):
    """All the towns of a file, by name."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ente: dict[Name, Ente] = Field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> "Enti":
        """Those of a file; none where there is no file. Raises BadEnti."""
        if not path.exists():
            return cls()
        try:
            found = cls.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise _bad(path, str(error)) from None
        except ValidationError as error:
            raise _bad(path, cls.problem(error)) from None
        found.check(path)
        return found

    @staticmethod
    def problem(error: ValidationError) -> str:
        """What the first thing wrong is, and where."""
        first = error.errors()[0]
        where = [str(part) for part in first["loc"]]
        if first["type"] == "string_pattern_mismatch":
            return plain_text(say("ente.bad_name", name=first["input"]))
        if first["type"] == "value_error":
            return str(first["ctx"]["error"])
        return plain_text(say("ente.bad_field", where=".".join(where)))

    def check(self, path: Path) -> None:
        """Raises BadEnti where two towns would share a ledger or an address of pages."""
        for what, value_of in (("db", _place_of), ("url", lambda ente: ente.url)):
            seen: dict[str, str] = {}
            for name, ente in self.ente.items():
                value = value_of(ente)
                if value is not None and value in seen:
                    said = say(f"ente.same.{what}", one=seen[value], other=name)
                    raise _bad(path, plain_text(said))
                if value is not None:
                    seen[value] = name

    def named(self, name: str) -> Ente:
        """Raises BadEnti where none is kept under that name."""
        if name not in self.ente:
            known = ", ".join(self.ente) or say("amount.none")
            raise BadEnti(plain_text(say("ente.unknown", name=name, known=known)))
        return self.ente[name]

    def write(self, path: Path) -> None:
        """The whole file anew, of its owner alone; whoever reads meanwhile reads the old one.
        Raises CannotWrite."""
        write_whole(path, self.as_toml().encode())

    def as_toml(self) -> str:
        """The file's text."""
        lines: list[str] = []
        for name, ente in self.ente.items():
            lines.append(f"[ente.{name}]")
            fields = ente.model_dump(mode="json", exclude_none=True)
            lines += [f"{field} = {_toml(value)}" for field, value in fields.items()]
            lines.append("")
        return "\n".join(lines)


def _bad(path: Path, problem: str) -> BadEnti:
    return BadEnti(plain_text(say("ente.bad_file", path=path, problem=problem)))


def _toml(value: str | int) -> str:
    """A whole number, or a basic string: escapes are those of JSON but for one character."""
    if isinstance(value, int):
        return str(value)
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _place_of(ente: Ente) -> str:
    return ente.db if stores.is_server(ente.db) else str(Path(ente.db).resolve())


def need_files_of_their_own(process: Mapping[str, str]) -> None:
    """Raises BadEnti where a setting of the process would give all towns the files of one."""
    shared = [name for name in OF_ONE_LEDGER if process.get(name)]
    if shared:
        raise BadEnti(plain_text(say("ente.shared_files", names=", ".join(shared))))


@dataclass(frozen=True)
class Place:
    """A town as a process meets it: its settings, and the way to its ledger."""

    name: str
    ente: Ente
    environment: Mapping[str, str]
    clock: Clock | None

    @classmethod
    def of(
        cls, name: str, ente: Ente, process: Mapping[str, str], port: int, clock: Clock | None
    ) -> "Place":
        """`process` are the settings of the process, of which a town has what is not another's.
        Raises OSError where the token's file cannot be read."""
        found = {key: value for key, value in process.items() if key not in OF_ONE_TOWN}
        own = {
            "TRAGUARDO_TOKEN": ente.token(),
            "TRAGUARDO_BOT_NAME": ente.bot_name,
            "TRAGUARDO_WEB_URL": ente.url or PAGES_BY_DEFAULT.format(name=name, port=port),
            "TRAGUARDO_WEB_LOOK": str(ente.look) if ente.look else None,
            "TRAGUARDO_WEBHOOK_URL": ente.webhook_url,
            "TRAGUARDO_WEBHOOK_PORT": str(ente.webhook_port) if ente.webhook_port else None,
        }
        found |= {key: value for key, value in own.items() if value is not None}
        if bucket := process.get("TRAGUARDO_EVIDENCE"):
            found["TRAGUARDO_EVIDENCE"] = f"{bucket.rstrip('/')}/{name}"
        if folder := process.get("TRAGUARDO_BACKUPS"):
            found["TRAGUARDO_BACKUPS"] = str(Path(folder) / name)
        return cls(name, ente, found, clock)

    @property
    def path(self) -> Path:
        """The ledger's file, or that of the tables that follow its server."""
        return stores.tables_of(self.ente.db)

    def open(self) -> Ledger:
        """Raises what `Ledger.open` raises."""
        ledger = Ledger.open(stores.followed(self.ente.db), self.clock)
        ledger.environment = self.environment
        return ledger
