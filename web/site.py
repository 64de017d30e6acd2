"""The site as a Starlette application: who is asking, which page, what goes back.

    app = site(SiteSetting(open_ledger, url, doctor))

Every page is a plain function from a `Visit` to an answer. Around it, here and nowhere else: the
session, the token of forms, the limits, the headers, and what a refusal looks like.
"""

import asyncio
import datetime as dt
import hmac
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from handlers.talk.words import refusal
from ledger.errors import TraguardoError
from ledger.errors_file import LedgerLocked
from ledger.ledger import Ledger
from web import pages, second, surveys
from web.asked import Asked, asked_of, local
from web.headers import Headers
from web.limits import Bucket
from web.look import LOGOS, Look
from web.menu import around
from web.rendering import STATIC, Answer, File, Page, Redirect, file_of, html_of
from web.routes import NoSuchPage, PageRoute, status_of
from web.telegram import user_of
from web.visit import Visit
from web.workers import WORKERS, Converse, Office, Supply, Tell, Workers
from words.say import Say, say

WRONG_LINKS = (10, 1)
"""Links that do not hold, per address: at once, and then per minute."""

LIVE_SECONDS = 2
LIVE_LOOKS = 300
"""A stream ends after ten minutes; the browser opens another."""

REQUESTS = (600, 600)
"""Pages per person: at once, and then per minute."""


ANSWERS = (20, 6)
"""Answers to questionnaires per address: a library's computers have one address for all."""

ANSWERED = "risposto"
"""Begins the name of the cookie by which a browser answers a questionnaire once."""


@dataclass(frozen=True)
class SiteSetting:
    """`url` is how people reach the pages; with https cookies are for it alone."""

    open_ledger: Callable[[], Ledger]
    converse: Callable[[Ledger], Converse]
    tell: Tell
    supply: Supply
    url: str
    token: str | None = None
    """The bot's, by which Telegram signs who opens the pages inside it; None: nobody does."""
    look: Look | None = None
    """The town's logo and colours, where it has given any."""
    measured: Callable[[Ledger], bytes] | None = None
    """How the installation does, as Prometheus reads it; None: nobody asks."""
    doctor: Callable[[Ledger], Sequence[tuple[str, Say]]] | None = None
    """How the installation is: a sign and a sentence each; asked by who keeps house."""
    ailing: Callable[[Ledger], Sequence[str]] = lambda ledger: ()
    """What fails in the bot just now, by name."""
    copies: Callable[[Ledger], Sequence[tuple[str, int, dt.datetime]]] | None = None
    """The copies there are: name, bytes, instant."""
    threads: int = WORKERS
    """How many pages are made at once."""

    @property
    def secure(self) -> bool:
        """Whether people come over https: then cookies are for it alone."""
        return self.url.startswith("https://")

    @property
    def cookie(self) -> str:
        """The name of the session's cookie, with the prefix that binds it to this host."""
        return "__Host-traguardo" if self.secure else "traguardo"


class Site:
    """The endpoints. `app` is what a server serves."""

    def __init__(self, setting: SiteSetting) -> None:
        self._setting = setting
        self._workers = Workers(
            setting.open_ledger,
            setting.converse,
            setting.tell,
            setting.supply,
            setting.url,
            setting.threads,
        )
        self._wrong_links = Bucket(*WRONG_LINKS)
        self._requests = Bucket(*REQUESTS)
        self._answers = Bucket(*ANSWERS)
        routes = [
            self._route(page)
            for page in (*pages.ROUTES, *pages.house(setting.doctor, setting.copies))
        ]
        self.app = Starlette(
            routes=[
                Route("/salute", self.alive),
                Route("/pronto", self.ready),
                Route("/metrics", self.metrics),
                Route("/questionario/{year}/{code}", self.survey, methods=["GET", "POST"]),
                Route("/entra", self.enter, methods=["GET", "POST"]),
                Route("/entra/app", self.enter_app, methods=["GET", "POST"]),
                Route("/vivo", self.live),
                Route(second.PATH, self.second, methods=["GET", "POST"]),
                Route("/ente/{name}", self.look),
                Mount("/static", StaticFiles(directory=STATIC)),
                *routes,
                self._route(PageRoute("GET", "/{rest:path}", _nowhere)),
            ],
            lifespan=self._open,
            exception_handlers={HTTPException: self._refused, 500: self._broken},
        )
        self.app.add_middleware(Headers, secure=setting.secure)

    @asynccontextmanager
    async def _open(self, app: Starlette) -> AsyncIterator[None]:
        await self._workers.start()
        try:
            yield
        finally:
            await self._workers.stop()

    # Without a session

    async def alive(self, request: Request) -> Response:
        """`/salute`: the process answers. Without login, it says nothing of the record."""
        return JSONResponse({"status": "ok"})

    async def enter_app(self, request: Request) -> Response:
        """Inside Telegram: the page asks Telegram's own words for who this is, and sends them."""
        asked = await self._read(request)
        token = self._setting.token
        if token is None:
            return self._outside(_told(404, say("page.nowhere")))
        going = local(asked.query.get("a", "/"))
        if asked.method != "POST":
            return self._outside(Page("mini.html", say("page.enter.title"), {"going": going}))
        if self._wrong_links.empty(asked.address):
            return self._outside(_told(429, say("page.too_many")))
        said = asked.form.get("dati", "")

        def admitted(office: Office) -> str | None:
            user = user_of(said, token, office.ledger.now())
            person = office.ledger.view.person_of(user) if user else None
            return office.access.admit(person, said) if person else None

        secret = await self._workers.do(admitted) if asked.same_site else None
        if secret is None:
            self._wrong_links.take(asked.address)
            return self._outside(_told(403, say("page.mini.unknown")))
        return self._admitted(secret, going)

    async def ready(self, request: Request) -> Response:
        """`/pronto`: whether a question to the record is answered now, and people by the bot."""

        def looked(office: Office) -> tuple[int, Sequence[str]]:
            return office.ledger.log.head().seq, self._setting.ailing(office.ledger)

        try:
            seq, ills = await self._workers.do(looked)
        except TraguardoError:
            return JSONResponse({"status": "unavailable"}, 503)
        body = {"status": "ailing" if ills else "ready", "seq": seq, "ills": list(ills)}
        return JSONResponse(body, 503 if ills else 200)

    async def survey(self, request: Request) -> Response:
        """Citizens answer here: without a login, without a trace of who."""
        asked = await self._read(request)
        lang = surveys.language(asked.query.get("lingua", ""))
        mark = f"{ANSWERED}-{asked.place['year']}-{asked.place['code'].upper()}"
        posted, before = asked.method == "POST", mark in request.cookies
        if posted and not (asked.same_site and self._answers.take(asked.address)):
            return self._outside(_told(429, say("page.too_many")))

        def answer(office: Office) -> Page:
            found = surveys.found(office, asked.place["year"], asked.place["code"])
            if before:
                return surveys.thanks(office, found, lang)
            if posted:
                return surveys.answered(office, found, lang, asked.form)
            return surveys.form(office, found, lang)

        try:
            page = await self._workers.do(answer)
        except TraguardoError as no:
            return self._outside(_told(status_of(no), refusal(no)))
        response = self._outside(page)
        if posted and page.status == 200:
            secure = self._setting.secure
            response.set_cookie(mark, "1", httponly=True, samesite="lax", secure=secure)
        return response

    async def metrics(self, request: Request) -> Response:
        """Counts and instants only, for a Prometheus server."""
        measured = self._setting.measured
        if measured is None:
            return self._outside(_told(404, say("page.nowhere")))
        try:
            text = await self._workers.do(lambda office: measured(office.ledger))
        except TraguardoError:
            return Response(status_code=503)
        return Response(text, media_type="text/plain; version=0.0.4")

    async def look(self, request: Request) -> Response:
        """The town's own style and logo."""
        name = request.path_params["name"]
        files = self._setting.look.files if self._setting.look else {}
        if name not in files:
            return self._outside(_told(404, say("page.nowhere")))
        return Response(files[name], media_type=LOGOS.get(name, "text/css"))

    async def enter(self, request: Request) -> Response:
        """A one-time link, or its code typed in, opens a session and leads home."""
        if request.method == "HEAD":
            return Response()  # Who only looks at a link must not use it up.
        asked = await self._read(request)
        code = (asked.query if asked.method == "GET" else asked.form).get("codice", "").strip()
        if not code:
            return self._outside(Page("enter.html", say("page.enter.title"), {"wrong": False}))
        if self._wrong_links.empty(asked.address):
            return self._outside(_told(429, say("page.too_many")))
        if asked.method == "POST" and not asked.same_site:
            return self._outside(_told(403, say("page.cross_site")))
        secret = await self._workers.do(lambda office: office.access.enter(code))
        if secret is None:
            self._wrong_links.take(asked.address)
            wrong = Page("enter.html", say("page.enter.title"), {"wrong": True}, status=403)
            return self._outside(wrong)
        return self._admitted(secret, "/")

    async def second(self, request: Request) -> Response:
        """Who has a second factor says its figures, once the link has opened the door."""
        asked = await self._read(request)
        if asked.method == "POST" and not self._wrong_links.take(asked.address):
            return self._outside(_told(429, say("page.too_many")))
        answer = await self._workers.do(lambda office: second.asked_for(office, asked))
        if isinstance(answer, Redirect):
            return RedirectResponse(answer.path, 303)
        return self._outside(answer)

    def _admitted(self, secret: str, going: str) -> Response:
        """A browser that has just come in, and where it was going."""
        home = RedirectResponse(going, 303)
        home.set_cookie(
            self._setting.cookie, secret, httponly=True, samesite="lax", secure=self._setting.secure
        )
        return home

    # With one

    async def live(self, request: Request) -> Response:
        """Tells an open page each time that something was recorded (server-sent events)."""
        secret = request.cookies.get(self._setting.cookie, "")

        def look(office: Office) -> int | None:
            return office.ledger.log.head().seq if office.access.is_open(secret) else None

        if await self._workers.do(look) is None:
            return self._outside(_told(401, say("page.no_session")))

        async def heads() -> AsyncIterator[str]:
            told = None
            for _ in range(LIVE_LOOKS):
                seq = await self._workers.do(look)
                if seq is None or self._stopping():
                    return
                if seq != told:
                    yield f"data: {seq}\n\n"
                    told = seq
                await asyncio.sleep(LIVE_SECONDS)

        return StreamingResponse(heads(), media_type="text/event-stream")

    def _stopping(self) -> bool:
        """Whether the server was told to stop: an open stream must not hold it."""
        return bool(getattr(self.app.state, "stopping", bool)())

    def _route(self, page: PageRoute) -> Route:
        async def endpoint(request: Request) -> Response:
            asked = await self._read(request)
            return await self._workers.do(lambda office: self._answer(office, asked, page))

        return Route(page.path, endpoint, methods=[page.method], name=f"{page.method} {page.path}")

    async def _read(self, request: Request) -> Asked:
        return await asked_of(request, self._setting.cookie)

    def _answer(self, office: Office, asked: Asked, page: PageRoute) -> Response:
        session = office.access.session(asked.secret) if asked.secret else None
        if session is None:
            return self._outside(_told(401, say("page.no_session")))
        if session.waits:
            return RedirectResponse(second.PATH, 303)
        if not self._requests.take(session.person):
            return self._outside(_told(429, say("page.too_many")))
        visit = Visit(
            office,
            session,
            asked.path,
            asked.place,
            asked.query,
            asked.form,
            asked.many,
            asked.upload,
        )
        if page.method == "POST":
            office.freshen()
            if not asked.same_site or not _token_holds(visit):
                return self._page(visit, _told(403, say("page.cross_site")))
            return self._reply(visit, _answer_of(page, visit))
        with office.ledger.snapshot():
            office.freshen()
            return self._reply(visit, _answer_of(page, visit))

    def _reply(self, visit: Visit, answer: Answer) -> Response:
        if isinstance(answer, Redirect):
            gone = RedirectResponse(answer.path, 303)
            if answer.path == "/entra":
                gone.delete_cookie(self._setting.cookie, httponly=True, secure=self._setting.secure)
            return gone
        if isinstance(answer, Page):
            ending = visit.query.get("formato")
            if not ending or answer.status != 200:
                return self._page(visit, answer)
            found = file_of(answer, ending, visit.query.get("tabella"))
            if found is None:
                return self._page(visit, _told(404, say("page.nowhere")))
            answer = found
        return _download(answer)

    def _page(self, visit: Visit, page: Page) -> Response:
        html = html_of(page, look=self._setting.look, **around(visit))
        return Response(html, page.status, media_type="text/html; charset=utf-8")

    def _outside(self, page: Page) -> Response:
        look = self._setting.look
        html = html_of(page, look=look, visit=None, menu=(), me=None, years=(), ente="")
        return Response(html, page.status, media_type="text/html; charset=utf-8")

    async def _refused(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return self._outside(_told(error.status_code, say("page.nowhere")))

    async def _broken(self, request: Request, error: Exception) -> Response:
        return self._outside(_told(500, say("page.defect")))


def _answer_of(page: PageRoute, visit: Visit) -> Answer:
    """What the page says, or why it does not."""
    try:
        if page.of_people:
            visit.check_posts()
        return page.page(visit)
    except NoSuchPage:
        return _told(404, say("page.nowhere"))
    except LedgerLocked:
        return _told(503, say("page.busy"))
    except TraguardoError as no:
        return _told(status_of(no), refusal(no))


def _told(status: int, said: Say) -> Page:
    return Page("told.html", say(f"page.told.{status}"), {"said": said}, status=status)


def _nowhere(visit: Visit) -> Answer:
    raise NoSuchPage


def _token_holds(visit: Visit) -> bool:
    return hmac.compare_digest(visit.form.get("gettone", "").encode(), visit.session.token.encode())


def _download(file: File) -> Response:
    name = file.name.encode("ascii", "ignore").decode().replace('"', "") or "file"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(file.content, media_type=file.media_type, headers=headers)


def site(setting: SiteSetting) -> Starlette:
    """The pages as an ASGI application."""
    return Site(setting).app
