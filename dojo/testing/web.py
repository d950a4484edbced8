"""The internet of the downloading katas: what it holds is scripted, its use on record.

There are two of them, with the same face: `MockedWeb` stands in for aiohttp's
requests (on aioresponses), `RealWeb` answers real ones from a real aiohttp server,
over sockets inside this process. Nothing ever reaches the network.
"""

import contextlib
import functools
import weakref
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal
from unittest import mock

import aiohttp
from aioresponses.compat import normalize_url
from multidict import CIMultiDict
from yarl import URL

from dojo.findings.findings import Finding, record
from dojo.findings.source import SourceLine, current_frame, nearest_author
from dojo.virtual.clock import Clock
from dojo.virtual.timeline import Bar, timeline

_WITHOUT_BODY = frozenset({204, 304})

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

    body: str | bytes | Sequence[bytes] = b""
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

    def sends_body(self, method: str) -> bool:
        """Tell whether anything follows the headers."""
        return bool(method != "HEAD" and self.status not in _WITHOUT_BODY and self.size)

    def schedule(self, method: str) -> list[tuple[float, bytes]]:
        """Return each piece that is sent, with the seconds since the headers."""
        if not self.sends_body(method):
            return []
        pieces = self.pieces
        each = self.body_latency / len(pieces) if pieces else 0
        timed = [(each * number, piece) for number, piece in enumerate(pieces, 1)]
        return timed if self.ending == "whole" else list(_half(timed, self.size // 2))


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

    Attributes:
        requests: every `Request`, in the order in which they began.
        peak: the most requests that were in flight at the same time.
        sessions_made: how many `aiohttp.ClientSession` were made.

    Example:
        web.page("http://a.org/", "hello", latency=2)
        web.serve("http://b.org/", Page(status=503), Page("there you are"))
    """

    def __init__(self) -> None:
        self.begin_afresh()

    def begin_afresh(self) -> None:
        """Forget the pages and the requests of the test or example before."""
        self._scripts: dict[URL, list[Page]] = {}
        self.requests: list[Request] = []
        self.sessions_made = 0
        self._sessions: weakref.WeakSet[aiohttp.ClientSession] = weakref.WeakSet()
        self.peak = 0
        self._peaks: dict[str, int] = {}

    def page(
        self, url: str, body: str | bytes | Sequence[bytes] = b"", **page: Any
    ) -> Page:
        """Serve one page at `url` as often as it is asked for; see `Page`."""
        served = Page(body, **page)
        self.serve(url, served)
        return served

    def serve(self, url: str, *pages: Page) -> None:
        """Serve `pages` at `url` one after another; the last one is served again."""
        self._scripts[normalize_url(url)] = list(pages)

    def redirect(self, url: str, to: str, **page: Any) -> None:
        """Send who asks for `url` to another address."""
        self.page(url, status=302, headers={"Location": to}, **page)

    def peak_at(self, host: str) -> int:
        """Return the most requests that were in flight at a host at the same time."""
        return self._peaks.get(host, 0)

    def __repr__(self) -> str:
        return "web"

    @property
    def urls(self) -> list[str]:
        """What was asked for, in the order in which the requests began."""
        return [request.url for request in self.requests]

    @property
    def in_flight(self) -> int:
        """How many requests are in flight now."""
        return sum(request.ended is None for request in self.requests)

    @property
    def open_sessions(self) -> int:
        """How many sessions are not closed."""
        return sum(not session.closed for session in self._sessions)

    def note_leftovers(self) -> None:
        """Write down each response that nobody has read to its end or released."""
        for request in self.requests:
            if request.ended is None:
                self.note_unreleased(request)

    def next_page(self, url: URL) -> Page:
        """Return what is served now at `url`.

        Raises:
            aiohttp.ClientConnectionError: nothing is.
        """
        script = self._scripts.get(normalize_url(url))
        if script is None:
            raise self.unknown(url)
        return script.pop(0) if script[1:] else script[0]

    def unknown(self, url: URL) -> aiohttp.ClientConnectionError:
        """Write down that an address is asked for which is not served."""
        line = nearest_author(current_frame())
        finding = Finding(
            f"The answer asked for {url}, and there is no such page in this test.",
            "Where does this address come from?",
            (line,) if line is not None else (),
        )
        record().add(finding)
        return aiohttp.ClientConnectionError(f"There is no page at {url}.")

    def begin(self, method: str, url: URL, headers: Mapping[str, str]) -> Request:
        """Write down that a request begins now."""
        request = Request(
            f"{method} {url.raw_host}{url.raw_path_qs}" if url.host else str(url),
            Clock().elapsed,
            method=method,
            url=str(url),
            headers=headers,
            line=nearest_author(current_frame()),
        )
        self.requests.append(request)
        timeline().bars.append(request)
        self.peak = max(self.peak, self.in_flight)
        at_host = sum(r.ended is None and r.host == request.host for r in self.requests)
        self._peaks[request.host] = max(self.peak_at(request.host), at_host)
        return request

    def note_unreleased(self, request: Request) -> None:
        """Write down that nobody has given back the connection of a request."""
        request.end("failed")
        finding = Finding(
            f"The response to {request.method} {request.url} was never released: "
            "nobody has read it to its end or left an `async with` around it.",
            "Who gives the connection back?",
            (request.line,) if request.line is not None else (),
            consequence=True,
        )
        record().add(finding)

    @contextlib.contextmanager
    def counting_sessions(self) -> Iterator[None]:
        """Count each session that is made in the block."""
        real_init = aiohttp.ClientSession.__init__

        @functools.wraps(real_init)
        def init(session: aiohttp.ClientSession, *args: Any, **kwargs: Any) -> None:
            real_init(session, *args, **kwargs)
            self.sessions_made += 1
            self._sessions.add(session)

        with mock.patch.object(aiohttp.ClientSession, "__init__", init):
            yield


def _half(timed: list[tuple[float, bytes]], size: int) -> Iterator[tuple[float, bytes]]:
    """Yield the pieces up to a number of bytes."""
    for seconds, piece in timed:
        if size > 0:
            yield seconds, piece[:size]
        size -= len(piece)
