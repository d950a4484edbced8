"""The mocked web: aioresponses, with latency, limits and time-outs as aiohttp has them.

aioresponses takes the place of `ClientSession._request` and matches addresses. It
answers at once, knows no time-outs and no limits of connections, and its responses can
be read after they were released. So what comes back here is aiohttp's own response
around aiohttp's own stream, which is fed as virtual time goes by.

`_Response` also mends what aioresponses 0.7.9 lacks for aiohttp 3.14 (its issue 289).
"""

import asyncio
import contextlib
import inspect
import weakref
from collections.abc import Callable, Iterator
from http import HTTPStatus
from types import SimpleNamespace
from typing import Any
from unittest import mock

import aiohttp
from aiohttp.base_protocol import BaseProtocol
from aiohttp.client import IDEMPOTENT_METHODS
from aiohttp.helpers import TimeoutHandle, sentinel
from aiohttp.http_parser import DeflateBuffer
from aioresponses import aioresponses
from aioresponses.compat import merge_params, normalize_url
from aioresponses.core import RequestMatch
from multidict import CIMultiDict, CIMultiDictProxy
from yarl import URL

from dojo.testing.web import Page, Request, Web

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_COMPRESSIONS = frozenset({"gzip", "deflate"})
_BYTES_IN_A_BUFFER = 2**16
_UNLIMITED = 1_000_000
_OPTIONS = frozenset(inspect.signature(aiohttp.ClientSession._request).parameters)


class MockedWeb(Web):
    """A web without a server."""

    def __init__(self) -> None:
        self._mock = _Mock(self)
        super().__init__()

    @contextlib.contextmanager
    def installed(self) -> Iterator[None]:
        """Stand in for aiohttp's requests in the block."""
        with self.counting_sessions(), self._mock:
            yield

    def begin_afresh(self) -> None:
        """Forget the pages and the requests of the test or example before."""
        super().begin_afresh()
        self._mock.forget()

    def serve(self, url: str, *pages: Page) -> None:
        """Serve `pages` at `url` one after another; the last one is served again."""
        super().serve(url, *pages)
        self._mock.expect(url)


class _Mock(aioresponses):
    """What aioresponses does in place of `ClientSession._request`."""

    def __init__(self, web: MockedWeb) -> None:
        super().__init__()
        # aioresponses' own patch asks for the signature at each request, which takes
        # as long as all the rest of it.
        request = _method_that_calls(self._request_mock)
        patcher: Any = mock.patch.object(aiohttp.ClientSession, "_request", request)
        self.patcher = patcher
        self._web = web
        self._matches = {}
        self._limits: weakref.WeakKeyDictionary[aiohttp.BaseConnector, _Limits] = (
            weakref.WeakKeyDictionary()
        )

    def forget(self) -> None:
        """Expect no address any more."""
        self._matches.clear()

    def expect(self, url: str) -> None:
        """Expect requests for an address."""
        self._matches[str(normalize_url(url))] = _Script(url, self._web)

    async def _request_mock(
        self,
        orig_self: aiohttp.ClientSession,
        method: str,
        url: str | URL,
        *args: Any,
        **options: Any,
    ) -> aiohttp.ClientResponse:
        """Do what `ClientSession._request` does, with its options."""
        if orig_self.closed:
            raise RuntimeError("Session is closed")
        exchange = _Exchange(orig_self, method.upper(), options, self._limits_of)
        target = merge_params(_address(orig_self, url), options.get("params"))
        with exchange.time_limit():
            response = await self._send(exchange, target)
            while response.status in _REDIRECTS and exchange.may_follow(response):
                target = exchange.redirected(response)
                response = await self._send(exchange, target)
            response._history = tuple(exchange.history)
            await exchange.check_status(response)
        response.when_released(exchange.end)
        return response

    async def _send(self, exchange: "_Exchange", url: URL) -> "_Response":
        """Send a request; as aiohttp does, send it once more if nothing came back."""
        try:
            return await self._send_once(exchange, url)
        except aiohttp.ServerDisconnectedError:
            if exchange.was_repeated or exchange.method not in IDEMPOTENT_METHODS:
                raise
            exchange.was_repeated = True
            return await self._send_once(exchange, url)

    async def _send_once(self, exchange: "_Exchange", url: URL) -> "_Response":
        exchange.prepare(url)
        response = await self.match(
            exchange.method,
            normalize_url(url),
            allow_redirects=False,
            exchange=exchange,
        )
        if response is None:
            raise self._web.unknown(url)
        assert isinstance(response, _Response)
        return response

    def _limits_of(self, connector: aiohttp.BaseConnector) -> "_Limits":
        return self._limits.setdefault(connector, _Limits(connector))


class _Script(RequestMatch):
    """What the web serves at one address."""

    def __init__(self, url: str, web: MockedWeb) -> None:
        super().__init__(url, repeat=True)
        self._web = web

    def match(self, _method: str, url: URL) -> bool:
        """Tell whether this is the address, whatever the method."""
        return bool(self.match_func(url))

    async def build_response(self, url: URL, **kwargs: Any) -> "_Response":
        """Return a response when its headers would be there."""
        exchange: _Exchange = kwargs["exchange"]
        give_back = await exchange.take_connection(url)
        request = self._web.begin(exchange.method, url, exchange.headers)
        connection = _Connection(request, exchange.connector, give_back)
        try:
            page = self._next_page(url, request)
            await exchange.wait_for_headers(page, connection)
        except BaseException:
            connection.close()
            raise
        return _Response(exchange, url, page, connection, self._web)

    def _next_page(self, url: URL, request: Request) -> Page:
        try:
            return self._web.next_page(url)
        except aiohttp.ClientConnectionError:
            request.end("failed")
            raise


class _Exchange:
    """One call of `ClientSession.request`, with its redirects and repetitions."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        method: str,
        options: dict[str, Any],
        limits_of: Callable[[aiohttp.BaseConnector], "_Limits"],
    ) -> None:
        assert session.connector is not None
        self.session = session
        self.connector = session.connector
        self.method = method
        self.headers: CIMultiDict[str] = CIMultiDict()
        self.history: list[aiohttp.ClientResponse] = []
        self._options = options
        self.timeout = _timeout(options.get("timeout", sentinel), session)
        self.was_repeated = False
        self._redirects_left = options.get("max_redirects", 10)
        self._follows = options.get("allow_redirects", True)
        check = options.get("raise_for_status")
        self._check = session._raise_for_status if check is None else check
        self._limits_of = limits_of
        self._handle = TimeoutHandle(
            asyncio.get_running_loop(),
            self.timeout.total,
            ceil_threshold=self.timeout.ceil_threshold,
        )
        self.timer = self._handle.timer()

    @contextlib.contextmanager
    def time_limit(self) -> Iterator[None]:
        """Keep the total time-out; it goes on until the body was read."""
        self._alarm = self._handle.start()
        try:
            with self.timer:
                yield
        except BaseException:
            self.end()
            raise

    def may_follow(self, response: aiohttp.ClientResponse) -> bool:
        """Tell whether a redirect is to be followed; if so, release it.

        Raises:
            aiohttp.TooManyRedirects: there were too many.
        """
        if not self._follows or "Location" not in response.headers:
            return False
        self.history.append(response)
        self._redirects_left -= 1
        if self._redirects_left <= 0:
            response.close()
            first = self.history[0].request_info
            raise aiohttp.TooManyRedirects(first, tuple(self.history))
        response.release()
        return True

    def redirected(self, response: aiohttp.ClientResponse) -> URL:
        """Return where a redirect leads to; mostly, what was posted stays behind.

        Raises:
            aiohttp.InvalidURL: it leads to nothing that a client can ask for.
        """
        location = response.headers["Location"]
        try:
            target = response.url.join(URL(location))
        except ValueError as error:
            raise aiohttp.InvalidUrlRedirectClientError(location) from error
        if target.scheme not in {"http", "https"}:
            raise aiohttp.NonHttpUrlRedirectClientError(location)
        if not target.raw_host:
            raise aiohttp.InvalidUrlRedirectClientError(target)
        was_posted = self.method == "POST" and response.status in {301, 302}
        if was_posted or (response.status == 303 and self.method != "HEAD"):
            self.method = "GET"
            self._options = self._options | {"data": None, "json": None}
        if target.origin() != response.url.origin():
            self._forget_who_asks()
        return target

    def prepare(self, url: URL) -> None:
        """Find out which headers aiohttp sends to an address."""
        session, options = self.session, self._options
        cookies = session.cookie_jar.filter_cookies(url)
        cookies.load(options.get("cookies") or {})
        json = options.get("json")
        request = aiohttp.ClientRequest(
            self.method,
            url,
            headers=session._prepare_headers(options.get("headers")),
            data=options.get("data") if json is None else aiohttp.JsonPayload(json),
            cookies=cookies,
            auth=options.get("auth") or session.auth,
            loop=asyncio.get_running_loop(),
            session=session,
        )
        self.headers = request.headers

    def _forget_who_asks(self) -> None:
        """Send to another host neither a password nor cookies."""
        headers = self.session._prepare_headers(self._options.get("headers"))
        headers.popall("Authorization", None)
        headers.popall("Cookie", None)
        self._options = self._options | {
            "auth": None,
            "cookies": None,
            "headers": headers,
        }

    async def check_status(self, response: aiohttp.ClientResponse) -> None:
        """Raise for the status, where the request or the session asks for that."""
        try:
            if callable(self._check):
                await self._check(response)
            elif self._check:
                response.raise_for_status()
        except BaseException:
            response.close()
            raise

    def end(self) -> None:
        """Drop the total time-out."""
        self._handle.close()
        if self._alarm is not None:
            self._alarm.cancel()

    async def take_connection(self, url: URL) -> Callable[[], None]:
        """Wait until the connector has a connection to spare.

        Returns:
            A function that gives it back.
        """
        limits = self._limits_of(self.connector)
        try:
            async with asyncio.timeout(self.timeout.connect):
                give_back = await limits.take(url.host or "")
        except TimeoutError:
            message = f"Connection timeout to host {url}"
            raise aiohttp.ConnectionTimeoutError(message) from None
        if self.connector.closed:
            give_back()
            raise _connector_closed()
        return give_back

    async def wait_for_headers(self, page: Page, connection: "_Connection") -> None:
        """Wait as long as the server takes until the headers are there."""
        headers = _Headers(page)
        connection.when_lost = headers.lose
        try:
            async with asyncio.timeout(self.timeout.sock_read):
                await headers.arrived
        except TimeoutError:
            raise _read_timed_out() from None
        finally:
            headers.stop()
        if page.ending == "reset":
            connection.request.end("failed")
            raise aiohttp.ServerDisconnectedError


class _Limits:
    """How many connections a connector opens at the same time."""

    def __init__(self, connector: aiohttp.BaseConnector) -> None:
        self._all = asyncio.Semaphore(connector.limit or _UNLIMITED)
        self._most_per_host = connector.limit_per_host or _UNLIMITED
        self._hosts: dict[str, asyncio.Semaphore] = {}

    async def take(self, host: str) -> Callable[[], None]:
        """Wait for a connection to a host, and return how to give it back."""
        at_host = self._hosts.setdefault(host, asyncio.Semaphore(self._most_per_host))
        async with contextlib.AsyncExitStack() as taken:
            await taken.enter_async_context(at_host)
            await taken.enter_async_context(self._all)
            taken.pop_all()

        def give_back() -> None:
            self._all.release()
            at_host.release()

        return give_back


class _Headers:
    """The wait for the headers of a page."""

    def __init__(self, page: Page) -> None:
        loop = asyncio.get_running_loop()
        self.arrived = loop.create_future()
        self._timer: asyncio.TimerHandle | None = None
        if page.ending != "never":
            self._timer = loop.call_later(page.latency, self._arrive)

    def lose(self) -> None:
        """End the wait: the connection is lost."""
        if not self.arrived.done():
            self.arrived.set_exception(_connector_closed())

    def stop(self) -> None:
        """Wait no longer."""
        if self._timer is not None:
            self._timer.cancel()

    def _arrive(self) -> None:
        if not self.arrived.done():
            self.arrived.set_result(None)


class _Connection:
    """Stands in for `aiohttp.connector.Connection`: somebody gives it back once."""

    protocol = transport = None

    def __init__(
        self,
        request: Request,
        connector: aiohttp.BaseConnector,
        give_back: Callable[[], None],
    ) -> None:
        self.request = request
        self.when_lost: Callable[[], None] = _nothing
        wire = _Wire(lambda: self.when_lost())
        wires: Any = connector._acquired
        wires.add(wire)
        self._callbacks: list[Callable[[], Any]] = [give_back]
        self.add_callback(lambda: wires.discard(wire))

    def add_callback(self, callback: Callable[[], None]) -> None:
        """Call back when the connection is given back."""
        self._callbacks.append(callback)

    def release(self) -> None:
        """Give the connection back; what is still to come is not waited for."""
        self.request.end("cancelled")
        callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            callback()

    close = release


class _Wire:
    """What a connector closes when it is closed itself."""

    transport = closed = None

    def __init__(self, close: Callable[[], None]) -> None:
        self.close = close


class _Response(aiohttp.ClientResponse):
    """aiohttp's own response, fed from a page."""

    def __init__(
        self,
        exchange: _Exchange,
        url: URL,
        page: Page,
        connection: _Connection,
        web: MockedWeb,
    ) -> None:
        loop = asyncio.get_running_loop()
        headers = CIMultiDictProxy(exchange.headers)
        super().__init__(
            exchange.method,
            url,
            writer=None,
            continue100=None,
            timer=exchange.timer,
            request_info=aiohttp.RequestInfo(url, exchange.method, headers, url),
            traces=[],
            loop=loop,
            session=exchange.session,
            stream_writer=SimpleNamespace(output_size=0),  # type: ignore[arg-type]  # it stands in for one
        )
        self._web = web
        self._request = connection.request
        self._fill_in(page)
        self._closed = False
        self._connection = connection  # type: ignore[assignment]  # it stands in for one
        self.content = aiohttp.StreamReader(
            _Protocol(loop), _BYTES_IN_A_BUFFER, timer=exchange.timer, loop=loop
        )
        self.content.on_eof(self._response_eof)
        feed = _Feed(self.content, exchange, self._request)
        connection.when_lost = feed.lose
        connection.add_callback(feed.stop)
        feed.plan(page, exchange.method)
        cookies = self._headers.getall("Set-Cookie", ())
        self._raw_cookie_headers = tuple(cookies)
        exchange.session.cookie_jar.update_cookies_from_headers(cookies, url)

    def when_released(self, callback: Callable[[], None]) -> None:
        """Call back when the connection is given back, which may have happened."""
        if self._connection is None:
            callback()
        else:
            self._connection.add_callback(callback)

    def _fill_in(self, page: Page) -> None:
        headers = page.all_headers()
        if page.is_chunked:
            headers["Transfer-Encoding"] = "chunked"
        self.version = aiohttp.HttpVersion11
        self.status = page.status
        self.reason = HTTPStatus(page.status).phrase
        self._headers = CIMultiDictProxy(headers)
        self._raw_headers = tuple((k.encode(), v.encode()) for k, v in headers.items())

    def __del__(self, _warnings: Any = None) -> None:
        if not self._closed and self._request.ended is None:
            self.release()
            self._web.note_unreleased(self._request)


class _Feed:
    """Feeds a stream as virtual time goes by."""

    def __init__(
        self, content: aiohttp.StreamReader, exchange: _Exchange, request: Request
    ) -> None:
        self._content = content
        self._most_silence = exchange.timeout.sock_read
        self._unpacks = exchange.session.auto_decompress
        self._request = request
        self._sink: aiohttp.StreamReader | DeflateBuffer = content
        self._timers: list[asyncio.TimerHandle] = []

    def plan(self, page: Page, method: str) -> None:
        """Plan when each piece comes, and how it ends."""
        compression = page.headers.get("Content-Encoding", "")
        if self._unpacks and compression in _COMPRESSIONS:
            self._sink = DeflateBuffer(self._content, compression)
        last = 0.0
        for seconds, piece in page.schedule(method):
            if self._most_silence and seconds - last > self._most_silence:
                self._at(last + self._most_silence, self._fail, _read_timed_out())
                return
            feed = self._feed_chunk if page.is_chunked else self._feed
            self._at(seconds, feed, piece)
            last = seconds
        whole = page.ending == "whole" or not page.sends_body(method)
        self._at(last, self._finish if whole else self._break_off)

    def stop(self) -> None:
        """Feed no more."""
        for timer in self._timers:
            timer.cancel()

    def lose(self) -> None:
        """Feed no more: the client has closed its session.

        aiohttp does not wake who waits for the body then; its time-out does.
        """
        self.stop()
        self._request.end("cancelled")

    def _at(self, seconds: float, callback: Callable[..., None], *args: Any) -> None:
        if seconds:
            loop = asyncio.get_running_loop()
            self._timers.append(loop.call_later(seconds, callback, *args))
        else:
            callback(*args)

    def _feed(self, piece: bytes) -> None:
        if piece:
            self._sink.feed_data(piece, len(piece))

    def _feed_chunk(self, piece: bytes) -> None:
        if piece:
            self._sink.begin_http_chunk_receiving()
            self._feed(piece)
            self._sink.end_http_chunk_receiving()

    def _finish(self) -> None:
        self._request.end("answered")
        self._sink.feed_eof()

    def _break_off(self) -> None:
        self._request.end("failed")
        lost = "Response payload is not completed: the connection was lost"
        # Who reads gets what has come before, and the error only then.
        loop = asyncio.get_running_loop()
        loop.call_soon(self._fail, aiohttp.ClientPayloadError(lost))

    def _fail(self, error: Exception) -> None:
        if self._content.exception() is None:
            self._content.set_exception(error)


class _Protocol(BaseProtocol):
    """A protocol that needs no transport, and that nobody can pause."""

    connected = True

    def pause_reading(self) -> None:
        """Do nothing."""

    def resume_reading(self, resume_parser: bool = True) -> None:
        """Do nothing."""


def _method_that_calls(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a method that knows the options of `ClientSession._request` alone."""

    async def _request(*args: Any, **options: Any) -> Any:
        for unknown in options.keys() - _OPTIONS:
            raise TypeError(
                "ClientSession._request() got an unexpected keyword argument "
                f"{unknown!r}"
            )
        return await function(*args, **options)

    return _request


def _address(session: aiohttp.ClientSession, url: str | URL) -> URL:
    """Return the whole address.

    Raises:
        aiohttp.InvalidURL: it is none, or none that aiohttp can ask for.
    """
    try:
        address = session._build_url(url)
    except ValueError as error:
        raise aiohttp.InvalidUrlClientError(url) from error
    if address.scheme not in {"", "http", "https"}:
        raise aiohttp.NonHttpUrlClientError(address)
    if not address.raw_host:
        raise aiohttp.InvalidUrlClientError(address)
    return address


def _timeout(given: Any, session: aiohttp.ClientSession) -> aiohttp.ClientTimeout:
    if given is sentinel:
        return session.timeout
    is_complete = isinstance(given, aiohttp.ClientTimeout)
    return given if is_complete else aiohttp.ClientTimeout(total=given)


def _nothing() -> None:
    pass


def _connector_closed() -> aiohttp.ClientConnectionError:
    return aiohttp.ClientConnectionError("Connector is closed.")


def _read_timed_out() -> aiohttp.SocketTimeoutError:
    return aiohttp.SocketTimeoutError("Timeout on reading data from socket")
