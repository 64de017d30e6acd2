"""A request as read from the wire: what it asks and sends, whether it is from our own pages."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from ledger.bounds import file_name, legible
from web.visit import Upload

LARGEST_FORM = 21 * 1024 * 1024
"""A proof of 20 MB, and the form around it."""

MOST_FIELDS = 2000


@dataclass(frozen=True)
class Asked:
    """A request, read whole."""

    method: str
    path: str
    address: str
    secret: str
    same_site: bool
    place: dict[str, str] = field(default_factory=dict)
    query: dict[str, str] = field(default_factory=dict)
    form: dict[str, str] = field(default_factory=dict)
    many: dict[str, tuple[str, ...]] = field(default_factory=dict)
    upload: Upload | None = None


def same_site(request: Request) -> bool:
    """A form of ours, as far as the browser says; the token must hold besides."""
    fetch = request.headers.get("sec-fetch-site")
    if fetch is not None:
        return fetch in ("same-origin", "none")
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


def local(path: str) -> str:
    """An address of these pages; home for any other."""
    parts = urlsplit(path)
    inside = path.startswith("/") and not parts.scheme and not parts.netloc and "\\" not in path
    return path if inside and path.isprintable() else "/"


async def asked_of(request: Request, cookie: str) -> Asked:
    """A request, read whole. Raises HTTPException for a form that is too large."""
    asked = Asked(
        method=request.method,
        path=request.url.path,
        address=request.client.host if request.client else "",
        secret=request.cookies.get(cookie, ""),
        same_site=same_site(request),
        place={name: str(value) for name, value in request.path_params.items()},
        query=dict(request.query_params),
    )
    if request.method != "POST":
        return asked
    if int(request.headers.get("content-length") or 0) > LARGEST_FORM:
        raise HTTPException(413)
    async with request.form(max_fields=MOST_FIELDS, max_files=1) as form:
        return await with_form(asked, form)


async def with_form(asked: Asked, form: FormData) -> Asked:
    """A request with what its form holds."""
    upload, many = None, dict[str, tuple[str, ...]]()
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            content = await value.read()
            if content:
                media_type = (value.content_type or "").partition(";")[0]
                upload = Upload(file_name(value.filename or ""), media_type, content)
        else:
            many[name] = (*many.get(name, ()), legible(value))
    return Asked(
        asked.method,
        asked.path,
        asked.address,
        asked.secret,
        asked.same_site,
        asked.place,
        asked.query,
        {name: values[-1] for name, values in many.items()},
        many,
        upload,
    )
