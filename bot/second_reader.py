"""Asks the second reader: a server with the OpenAI chat-completions interface, of the town's own.

Off unless `TRAGUARDO_READER_URL` names it. One request, two seconds, no proxy, no redirect, no
second try: whatever goes wrong is no answer, and our own reader's question is put instead.
"""

import asyncio
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field

import httpx
from pydantic import BaseModel, ValidationError

from handlers.reporting.second import Question

logger = logging.getLogger(__name__)

PATIENCE_SECONDS = 2.0
LARGEST_BYTES = 64 * 1024
MOST_TOKENS = 800

TASK = """\
You read one message that an officer of an Italian municipality wrote about their work. You get
JSON with the message, today's date and the officer's own indicators. Answer with one JSON object
and nothing else:
{"intent": …, "ambiguous": false, "refusal": null, "question": null, "items": […]}
intent: "report" when the message says what was done or reached; "query_status",
"query_deadlines", "query_objective", "history", "help", "greeting" when it asks or greets;
"unclear" when you cannot tell.
Each item of a report: {"objective": null, "indicator": code, "mode": mode, "value": number as a
string or null, "numerator": null, "denominator": null, "date": "YYYY-MM-DD" or null}.
mode: "absolute" for a total so far; "increment" for what was added; "ratio" with numerator and
denominator for kinds ratio and percent; "milestone" with value "1" (done) or "0" (not done) for
kinds milestone and date.
Use only indicators of the list, and only numbers and days that the message itself says. date is
null when the message names no day. When you are not sure set "ambiguous" to true."""


FAULTS = (httpx.HTTPError, httpx.InvalidURL, TimeoutError, ValidationError, IndexError)
"""What comes of a server that is away, slow, or something else."""


class _Message(BaseModel):
    content: str


class _Choice(BaseModel):
    message: _Message


class _Completion(BaseModel):
    choices: list[_Choice]


@dataclass(frozen=True)
class SecondReader:
    """One server, by the address of its interface; called with a question, it answers in text."""

    url: str
    model: str = "default"
    key: str = field(default="", repr=False)
    seconds: float = PATIENCE_SECONDS

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "SecondReader | None":
        """None where the town has none. The URL is that of the interface (`…/v1`), or of its
        `chat/completions` itself."""
        url = environment.get("TRAGUARDO_READER_URL", "").rstrip("/")
        if not url:
            return None
        if not url.endswith("/chat/completions"):
            url = f"{url}/chat/completions"
        model = environment.get("TRAGUARDO_READER_MODEL") or "default"
        return cls(url, model, environment.get("TRAGUARDO_READER_KEY", ""))

    async def __call__(self, question: Question) -> str:
        """What it answers; empty where it did not in time, or not as the interface says."""
        try:
            async with asyncio.timeout(self.seconds):
                return (
                    _Completion.model_validate_json(await self._got(question))
                    .choices[0]
                    .message.content
                )
        except (
            httpx.HTTPError,
            httpx.InvalidURL,
            TimeoutError,
            ValidationError,
            IndexError,
        ) as error:
            logger.warning("the second reader did not answer (%s)", type(error).__name__)
            return ""

    async def _got(self, question: Question) -> bytes:
        """Raises HTTPError, TimeoutError."""
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        async with (
            httpx.AsyncClient(timeout=self.seconds, trust_env=False) as client,
            client.stream("POST", self.url, json=self._body(question), headers=headers) as answer,
        ):
            answer.raise_for_status()
            content = b""
            async for part in answer.aiter_bytes():
                content += part
                if len(content) > LARGEST_BYTES:
                    raise httpx.HTTPError("too long an answer")
            return content

    def _body(self, question: Question) -> dict[str, object]:
        told = json.dumps(question, ensure_ascii=False)
        return {
            "model": self.model,
            "temperature": 0,
            "max_tokens": MOST_TOKENS,
            "response_format": {"type": "json_object"},
            "messages": [
                {"role": "system", "content": TASK},
                {"role": "user", "content": told},
            ],
        }
