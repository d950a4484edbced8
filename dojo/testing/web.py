"""The internet of the downloading katas: what it holds is scripted, its use on record.

There are two of them, with the same face: `MockedWeb` stands in for aiohttp's
requests (on aioresponses), `RealWeb` answers real ones from a real aiohttp server,
over sockets inside this process. Nothing ever reaches the network.
"""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import aiohttp
from multidict import CIMultiDict
from yarl import URL

from dojo.findings.findings import record
from dojo.findings.sessions import sessions
from dojo.findings.source import SourceLine, nearest_author
from dojo.virtual.clock import Clock
from dojo.virtual.timeline import Bar, peak, timeline

_WITHOUT_BODY = frozenset({204, 304})

Body = str | bytes | Sequence[bytes]
Ending = Literal["whole", "half-way", "reset", "never"]


@dataclass(frozen=True)
class Page:
    """One answer of a server.

    Attributes:
        body: what is sent; several pieces are sent one after another.
        status: the HTTP status.
        headers: further headers; without a Content-Type it is HTML in UTF-8.
        latency: virtual seconds until the status and the headers are sent.
        body_latency: virtual seconds from the headers to the last piece of the body;
            the pieces are spread evenly over them.
        ending: "whole" for a whole answer; "half-way" where the connection is lost
            after half of the body; "reset" where it is lost before anything is sent;
            "never" where nothing is ever sent.
    """

    body: Body = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    latency: float = 0
    body_latency: float = 0
    ending: Ending = "whole"

    @property
    def pieces(self) -> list[bytes]:
        """The pieces of the body."""
        body = self.body.encode() if isinstance(self.body, str) else self.body
        return [body] if isinstance(body, bytes) else list(body)

    @property
    def is_chunked(self) -> bool:
        """Whether the body is sent in several pieces, its length not being known."""
        return not isinstance(self.body, str | bytes)

    @property
    def size(self) -> int:
        """How many bytes the whole body has."""
        return sum(map(len, self.pieces))

    def all_headers(self) -> CIMultiDict[str]:
        """Return the headers as they are sent."""
        headers = CIMultiDict({"Content-Type": "text/html; charset=utf-8"})
        headers.update(self.headers)
        if self.status not in _WITHOUT_BODY and not self.is_chunked:
            headers["Content-Length"] = str(self.size)
        return headers

    def sent_to(self, method: str) -> list[bytes]:
        """Return the pieces that follow the headers, in answer to an HTTP method."""
        if method == "HEAD" or self.status in _WITHOUT_BODY or not self.size:
            return []
        return self.pieces if self.ending == "whole" else list(self._half())

    def _half(self) -> Iterator[bytes]:
        left = self.size // 2
        for piece in self.pieces:
            if left > 0:
                yield piece[:left]
            left -= len(piece)


@dataclass(eq=False)
class Request(Bar):
    """One request, as the server sees it.

    Attributes:
        method: such as "GET".
        url: the whole address, with its query.
        headers: what was sent with it.
        line: the line that asked, where it is known.
    """

    method: str = "GET"
    url: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    line: SourceLine | None = None

    @property
    def host(self) -> str:
        """The host that was asked."""
        return URL(self.url).host or ""


class Web:
    """The fixture `web`: pages, and a record of what was asked for.

    Each Hypothesis example begins without pages, and with a record of its own.

    Example:
        web.page("http://a.org/", "hello", latency=2)
        web.serve("http://b.org/", Page(status=503), Page("there you are"))
    """

    def page(self, url: str, body: Body = b"", **page: Any) -> None:
        """Serve one page at `url` as often as it is asked for; see `Page`."""
        self.serve(url, Page(body, **page))

    def serve(self, url: str, *pages: Page) -> None:
        """Serve `pages` at `url` one after another; the last one is served again."""
        _visits().scripts[_in_order(URL(url))] = list(pages)

    def redirect(self, url: str, to: str, **page: Any) -> None:
        """Send who asks for `url` to another address."""
        self.page(url, status=302, headers={"Location": to}, **page)

    @property
    def requests(self) -> list[Request]:
        """Every request, in the order in which they began."""
        return _visits().requests

    @property
    def urls(self) -> list[str]:
        """What was asked for, in the order in which the requests began."""
        return [request.url for request in self.requests]

    @property
    def in_flight(self) -> int:
        """How many requests are in flight now."""
        return sum(request.ended is None for request in self.requests)

    @property
    def peak(self) -> int:
        """The most requests that were in flight at the same time."""
        return peak(self.requests)

    def peak_at(self, host: str) -> int:
        """Return the most requests that were in flight at a host at the same time."""
        return peak(request for request in self.requests if request.host == host)

    @property
    def sessions_made(self) -> int:
        """How many `aiohttp.ClientSession` were made."""
        return sessions().made

    @property
    def open_sessions(self) -> int:
        """How many sessions are not closed."""
        return sessions().open

    def __repr__(self) -> str:
        return "web"

    @contextlib.contextmanager
    def answering(
        self, method: str, url: URL, headers: Mapping[str, str]
    ) -> Iterator[Page]:
        """Put a request on record, in flight while the block runs; yield its page.

        Raises:
            aiohttp.ClientConnectionError: there is no page at this address.
        """
        url = _in_order(url)
        request = Request(
            f"{method} {url.raw_host}{url.raw_path_qs}" if url.host else str(url),
            Clock().elapsed,
            method=method,
            url=str(url),
            headers=CIMultiDict(headers),
            line=nearest_author(),
        )
        self.requests.append(request)
        with timeline().working(request):
            yield _next_page(request)


class _Visits:
    """What is served in one test or example, and what was asked for."""

    def __init__(self) -> None:
        self.scripts: dict[URL, list[Page]] = {}
        self.requests: list[Request] = []
        record().at_the_end.append(self._note_leftovers)

    def _note_leftovers(self) -> None:
        """Put on record each response that nobody has read to its end or released."""
        for request in self.requests:
            if request.ended is None:
                request.end("failed")
                record().note(
                    f"The response to {request.method} {request.url} was never "
                    "released: nobody has read it to its end or left an `async with` "
                    "around it.",
                    "Who gives the connection back?",
                    consequence=True,
                )


def _visits() -> _Visits:
    return record().part(_Visits)


def _next_page(request: Request) -> Page:
    script = _visits().scripts.get(URL(request.url))
    if script is None:
        record().note(
            f"The answer asked for {request.url}, and there is no such page in this "
            "test.",
            "Where does this address come from?",
            request.line,
        )
        raise aiohttp.ClientConnectionError(f"There is no page at {request.url}.")
    return script.pop(0) if script[1:] else script[0]


def _in_order(url: URL) -> URL:
    """Return an address with its query sorted: the order of a query means nothing."""
    return url.with_query(sorted(url.query.items()))
