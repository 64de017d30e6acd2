"""What every answer carries: nothing from elsewhere, no script in the page, no trace left."""

from collections.abc import MutableMapping
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

ALWAYS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
A_YEAR = 31_536_000


AN_HOUR = 3600


def _kept(scope: MutableMapping[str, Any]) -> str:
    """How long an answer may be kept: pages never, files under their fingerprint for ever."""
    if not scope["path"].startswith(("/static/", "/ente/")):
        return "no-store"
    if b"v=" in scope["query_string"]:
        return f"public, max-age={A_YEAR}, immutable"
    return f"public, max-age={AN_HOUR}"


class Headers:
    """ASGI middleware."""

    def __init__(self, app: ASGIApp, *, secure: bool) -> None:
        self._app = app
        self._secure = secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, and adds to its answer what browsers are told to forbid."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add(scope, MutableHeaders(raw=message["headers"]))
            await send(message)

        await self._app(scope, receive, sending if scope["type"] == "http" else send)

    def _add(self, scope: MutableMapping[str, Any], headers: MutableHeaders) -> None:
        for name, value in ALWAYS.items():
            headers[name] = value
        headers["Cache-Control"] = _kept(scope)
        if self._secure:
            headers["Strict-Transport-Security"] = f"max-age={A_YEAR}"
