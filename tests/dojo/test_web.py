"""The web: the mocked one and the real one look the same to a client."""

import asyncio
import gzip

import aiohttp
import pytest

from dojo.findings.findings import record
from dojo.testing.mock import MockedWeb
from dojo.testing.web import Page

HELLO = "http://a.org/hello"


@pytest.fixture
async def session(web):
    """Open a session, and close it at the end."""
    async with aiohttp.ClientSession() as session:
        yield session


async def read(session, url=HELLO, **options):
    """Return the text at an address."""
    async with session.get(url, **options) as response:
        return await response.text()


async def test_it_serves_a_page(web, session):
    """The body, the status and the headers come as they were served."""
    web.page(HELLO, "héllo", status=201, headers={"X-Colour": "blue"})

    async with session.get(HELLO) as response:
        assert await response.text() == "héllo"

    assert response.status == 201
    assert response.headers["x-colour"] == "blue"
    assert response.headers["Content-Length"] == "6"
    assert response.get_encoding() == "utf-8"


async def test_the_query_is_a_part_of_the_address(web, session):
    """Parameters are escaped, and belong to the address."""
    web.page("http://a.org/find?q=a%20b%26c", "found")

    assert await read(session, "http://a.org/find", params={"q": "a b&c"}) == "found"
    assert web.urls == ["http://a.org/find?q=a+b%26c"]


async def test_latency_passes_before_the_headers_and_in_the_body(web, session, clock):
    """The headers come after the latency, the body later still."""
    web.page(HELLO, [b"one", b"two"], latency=2, body_latency=4)

    async with session.get(HELLO) as response:
        assert clock.elapsed == 2
        pieces = [(piece, clock.elapsed) async for piece in response.content.iter_any()]

    assert pieces == [(b"one", 4), (b"two", 6)]


async def test_pieces_are_sent_in_chunks(web, session):
    """A body in several pieces has no length beforehand; empty pieces do no harm."""
    web.page(HELLO, [b"one", b"", b"two", b""], body_latency=4)

    async with session.get(HELLO) as response:
        assert "Content-Length" not in response.headers
        assert response.headers["Transfer-Encoding"] == "chunked"
        assert await response.read() == b"onetwo"


async def test_chunks_that_break_off(web, session):
    """Half of the pieces are no whole body."""
    web.page(HELLO, [b"one", b"two"], body_latency=4, ending="half-way")

    async with session.get(HELLO) as response:
        with pytest.raises(aiohttp.ClientPayloadError):
            await response.read()


async def test_connections_are_kept_alive(web, session):
    """One request after another, many times, on one session."""
    web.page(HELLO, "hello", latency=1)

    assert {await read(session) for _ in range(20)} == {"hello"}
    assert web.peak == 1


async def test_a_script_is_served_page_by_page(web, session):
    """A server can fail the first times; its last page is served again."""
    web.serve(HELLO, Page(status=503), Page(status=429), Page("there"))

    statuses = []
    for _ in range(4):
        async with session.get(HELLO) as response:
            statuses.append(response.status)

    assert statuses == [503, 429, 200, 200]


async def test_retry_after_is_a_header(web, session):
    """A server may say when to come back."""
    web.page(HELLO, status=429, headers={"Retry-After": "3"})

    async with session.get(HELLO) as response:
        assert response.headers["Retry-After"] == "3"


async def test_redirects_are_followed(web, session):
    """A redirect leads to another address, relative or not."""
    web.redirect("http://a.org/old", to="/newer")
    web.redirect("http://a.org/newer", to="http://b.org/new")
    web.page("http://b.org/new", "moved")

    assert await read(session, "http://a.org/old") == "moved"
    assert web.urls == ["http://a.org/old", "http://a.org/newer", "http://b.org/new"]


async def test_redirects_can_be_refused(web, session):
    """Without `allow_redirects` the redirect itself comes back."""
    web.redirect(HELLO, to="/new")

    async with session.get(HELLO, allow_redirects=False) as response:
        assert response.status == 302


async def test_redirects_without_an_end(web, session):
    """Ten redirects are too many."""
    web.redirect(HELLO, to=HELLO)

    with pytest.raises(aiohttp.TooManyRedirects):
        await read(session)
    assert len(web.requests) == 10


async def test_a_redirect_leaves_a_history(web, session):
    """The response knows by which way it came."""
    web.redirect("http://a.org/old", to="/new")
    web.page("http://a.org/new", "moved")

    async with session.get("http://a.org/old") as response:
        await response.read()

    assert str(response.url) == "http://a.org/new"
    assert [str(before.url) for before in response.history] == ["http://a.org/old"]


@pytest.mark.parametrize(
    ("status", "method"), [(301, "GET"), (302, "GET"), (303, "GET"), (307, "POST")]
)
async def test_what_is_posted_may_stay_behind(web, session, status, method):
    """After most redirects the client asks with GET."""
    web.page(HELLO, status=status, headers={"Location": "/new"})
    web.page("http://a.org/new", "moved")

    async with session.post(HELLO, data={"a": "1"}) as response:
        await response.read()

    assert [request.method for request in web.requests] == ["POST", method]


async def test_a_redirect_out_of_the_web(web, session):
    """A redirect may lead where no client can follow."""
    web.redirect(HELLO, to="ftp://a.org/")

    with pytest.raises(aiohttp.NonHttpUrlRedirectClientError):
        await read(session)


async def test_a_password_stays_with_its_host(web, session):
    """A redirect to another host takes no password along."""
    web.redirect(HELLO, to="http://b.org/")
    web.page("http://b.org/", "x")

    await read(session, auth=aiohttp.BasicAuth("ada", "secret"))

    sent = ["Authorization" in request.headers for request in web.requests]
    assert sent == [True, False]


@pytest.mark.parametrize(
    ("url", "error"),
    [
        ("nonsense", aiohttp.InvalidURL),
        ("", aiohttp.InvalidURL),
        ("http://", aiohttp.InvalidURL),
        ("http://a.org:99999/", aiohttp.InvalidURL),
        ("ftp://a.org/", aiohttp.NonHttpUrlClientError),
    ],
)
async def test_what_is_no_address_is_refused(web, session, url, error):
    """A typing error in an address is an error of aiohttp, and no request."""
    with pytest.raises(error):
        await read(session, url)

    assert web.requests == []


async def test_it_sends_what_aiohttp_sends(web, session):
    """The headers that aiohttp adds by itself are there, and cookies come back."""
    web.page(HELLO, "x", headers={"Set-Cookie": "a=1"})

    async with session.get(HELLO) as response:
        await response.read()
    await read(session, auth=aiohttp.BasicAuth("ada", "secret"))

    assert response.cookies["a"].value == "1"
    assert web.requests[0].headers["Host"] == "a.org"
    assert "aiohttp" in web.requests[0].headers["User-Agent"]
    assert web.requests[1].headers["Cookie"] == "a=1"
    assert web.requests[1].headers["Authorization"].startswith("Basic ")


async def test_packed_bodies_are_unpacked(web, session):
    """A compressed body is read as it was before."""
    headers = {"Content-Encoding": "gzip"}
    web.page(HELLO, gzip.compress(b"hello" * 99), headers=headers)

    assert await read(session) == "hello" * 99


async def test_each_chunk_has_an_end(web, session):
    """Who reads chunks is told where each of them ends."""
    web.page(HELLO, [b"one", b"two"], body_latency=2)

    async with session.get(HELLO) as response:
        chunks = [chunk async for chunk in response.content.iter_chunks()]

    assert chunks == [(b"one", True), (b"two", True)]


async def test_what_came_before_the_break_can_be_read(web, session):
    """The error comes after the last byte that arrived."""
    web.page(HELLO, b"x" * 10, body_latency=4, ending="half-way")
    pieces = []

    async def read_on(response):
        async for piece in response.content.iter_chunked(3):
            pieces.append(piece)

    async with session.get(HELLO) as response:
        with pytest.raises(aiohttp.ClientPayloadError):
            await read_on(response)

    assert pieces == [b"xxx", b"xx"]


async def test_the_second_try_may_succeed(web, session):
    """Where aiohttp asks once more, each try has its own end on record."""
    web.serve(HELLO, Page(latency=1, ending="reset"), Page("there", latency=1))

    assert await read(session) == "there"
    assert [request.outcome for request in web.requests] == ["failed", "answered"]


@pytest.mark.parametrize("how", ["release", "close", "time-out"])
async def test_who_does_not_wait_for_the_body_hangs_up(web, session, how):
    """A request whose body was not waited for is no answered one."""
    web.page(HELLO, "slow", body_latency=9)

    if how == "time-out":
        with pytest.raises(TimeoutError):
            await read(session, timeout=aiohttp.ClientTimeout(1))
    else:
        getattr(await session.get(HELLO), how)()
    await asyncio.sleep(1)

    assert [request.outcome for request in web.requests] == ["cancelled"]


async def test_a_server_that_resets_the_connection(web, session):
    """The client is disconnected; aiohttp itself asks once more before it says so."""
    web.page(HELLO, latency=1, ending="reset")

    with pytest.raises(aiohttp.ServerDisconnectedError):
        await read(session)
    assert [request.outcome for request in web.requests] == ["failed", "failed"]


async def test_a_body_that_ends_half_way(web, session, clock):
    """The headers are fine, the body breaks off."""
    web.page(HELLO, b"x" * 100, body_latency=4, ending="half-way")

    async with session.get(HELLO) as response:
        assert response.status == 200
        with pytest.raises(aiohttp.ClientPayloadError):
            await response.read()
    assert clock.elapsed == 4


async def test_a_server_that_never_answers(web, session, clock):
    """The total time-out ends it."""
    web.page(HELLO, ending="never")

    with pytest.raises(TimeoutError):
        await read(session, timeout=aiohttp.ClientTimeout(total=3))
    assert clock.elapsed == 3
    await asyncio.sleep(1)
    assert web.in_flight == 0


async def test_the_total_time_out_goes_on_in_the_body(web, session, clock):
    """A body that takes too long is given up."""
    web.page(HELLO, "slow", latency=1, body_latency=9)

    with pytest.raises(TimeoutError):
        await read(session, timeout=aiohttp.ClientTimeout(total=3))
    assert clock.elapsed == 3


async def test_the_total_time_out_goes_on_after_a_redirect(web, session, clock):
    """The time-out counts for all hops together."""
    web.redirect(HELLO, to="/slow", latency=1)
    web.page("http://a.org/slow", "slow", latency=1, body_latency=9)

    with pytest.raises(TimeoutError):
        await read(session, timeout=aiohttp.ClientTimeout(total=3))
    assert clock.elapsed == 3


@pytest.mark.parametrize(
    "page",
    [{"latency": 9}, {"body_latency": 9}, {"ending": "never"}],
    ids=["headers", "body", "never"],
)
async def test_silence_on_the_socket(web, session, clock, page):
    """Where nothing comes for `sock_read` seconds, it is given up."""
    web.page(HELLO, "slow", **page)

    with pytest.raises(aiohttp.SocketTimeoutError):
        await read(session, timeout=aiohttp.ClientTimeout(sock_read=3))
    assert clock.elapsed == 3


async def test_a_session_has_a_time_out_too(web, clock):
    """The time-out of a session counts for each request without its own."""
    web.page(HELLO, latency=9)

    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(2)) as session:
        with pytest.raises(TimeoutError):
            await read(session)
    assert clock.elapsed == 2


@pytest.mark.parametrize("where", ["session", "request", "response"])
async def test_raise_for_status(web, where):
    """A bad status is raised, wherever that was asked for."""
    web.page(HELLO, status=404)

    async with aiohttp.ClientSession(raise_for_status=where == "session") as session:
        options = {"raise_for_status": True} if where == "request" else {}
        with pytest.raises(aiohttp.ClientResponseError) as caught:
            async with session.get(HELLO, **options) as response:
                response.raise_for_status()

    assert caught.value.status == 404
    assert str(caught.value.request_info.url) == HELLO
    assert web.in_flight == 0


@pytest.mark.parametrize("session_limit", ["limit", "limit_per_host"])
async def test_a_connector_has_its_limit(web, clock, session_limit):
    """No more connections are open than the connector allows."""
    urls = [f"http://a.org/{number}" for number in range(6)]
    for url in urls:
        web.page(url, "x", latency=1, body_latency=1)

    connector = aiohttp.TCPConnector(**{session_limit: 2})
    async with aiohttp.ClientSession(connector=connector) as session:
        await asyncio.gather(*(read(session, url) for url in urls))

    assert web.peak == 2
    assert web.peak_at("a.org") == 2
    assert clock.elapsed == 6


async def test_it_knows_what_was_asked(web, session):
    """Each request is on record: what, when, how it ended."""
    web.page(HELLO, "x", latency=1, body_latency=2)

    await asyncio.gather(*(read(session, headers={"X-Me": "1"}) for _ in range(3)))

    assert web.peak == 3
    assert web.in_flight == 0
    assert [(r.method, r.url) for r in web.requests] == [("GET", HELLO)] * 3
    assert {(r.began, r.ended, r.outcome) for r in web.requests} == {(0, 3, "answered")}
    assert web.requests[0].headers["x-me"] == "1"


async def test_it_knows_that_a_request_was_cancelled(web, session, clock):
    """A client that is cancelled hangs up."""
    web.page(HELLO, latency=9)
    task = asyncio.create_task(read(session))
    await asyncio.sleep(1)

    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await asyncio.sleep(1)

    assert web.requests[0].outcome == "cancelled"
    assert web.requests[0].ended == 1


async def test_it_counts_sessions(web):
    """How many sessions were made, and how many are open."""
    async with aiohttp.ClientSession(), aiohttp.ClientSession():
        assert web.open_sessions == 2

    assert web.sessions_made == 2
    assert web.open_sessions == 0


async def test_a_closed_session_is_refused(web):
    """A closed session sends no request."""
    web.page(HELLO)
    session = aiohttp.ClientSession()
    await session.close()

    with pytest.raises(RuntimeError, match="Session is closed"):
        await read(session)


@pytest.mark.parametrize("size", [5, 500_000])
async def test_a_released_response_is_refused(web, session, size):
    """A body cannot be read after its response was released."""
    web.page(HELLO, b"x" * size, body_latency=1)

    async with session.get(HELLO) as response:
        pass

    with pytest.raises(aiohttp.ClientConnectionError):
        await response.read()


async def test_large_bodies_come_whole(web, session):
    """A body may be larger than every buffer."""
    body = bytes(range(256)) * 4000
    web.page(HELLO, body)

    async with session.get(HELLO) as response:
        assert await response.read() == body


async def test_there_is_nothing_behind_it(web, session):
    """An address that is not served is named; nothing reaches the network."""
    with pytest.raises(aiohttp.ClientConnectionError):
        await read(session, "http://example.org/nothing")

    [finding] = {finding.seen for finding in record().take_findings()}
    assert "http://example.org/nothing" in finding


async def test_methods_and_empty_answers(web, session):
    """HEAD and 204 have no body."""
    web.page(HELLO, "body")
    web.page("http://a.org/empty", status=204)

    async with session.head(HELLO) as response:
        assert response.headers["Content-Length"] == "4"
        assert await response.read() == b""
    assert await read(session, "http://a.org/empty") == ""


async def test_who_closes_a_session_hangs_up(web, clock):
    """What is in flight when its session is closed fails at once."""
    web.page(HELLO, "slow", latency=9)
    session = aiohttp.ClientSession()
    task = asyncio.create_task(read(session))
    await asyncio.sleep(1)

    await session.close()

    with pytest.raises(aiohttp.ClientError):
        await task
    assert clock.elapsed == 1
    await asyncio.sleep(1)
    assert web.in_flight == 0


async def test_who_reads_is_not_told_that_the_session_was_closed(web, clock):
    """Nobody wakes who waits for a body but the time-out."""
    web.page(HELLO, "slow", body_latency=9)
    session = aiohttp.ClientSession()
    task = asyncio.create_task(read(session, timeout=aiohttp.ClientTimeout(20)))
    await asyncio.sleep(1)

    await session.close()

    with pytest.raises(TimeoutError):
        await task
    assert clock.elapsed == 20
    assert web.in_flight == 0


@pytest.mark.parametrize("keep", [True, False], ids=["kept", "thrown away"])
async def test_a_response_that_is_never_released_is_named(keep):
    """A response that nobody reads or leaves is named, with the line that asked."""
    web = MockedWeb()
    with web.installed():
        web.page(HELLO, "long", body_latency=9)
        async with aiohttp.ClientSession() as session:
            kept = [response] if (response := await session.get(HELLO)) and keep else []
            del response
            web.note_leftovers()
            [finding] = record().take_findings()
            assert "GET http://a.org/hello was never released" in finding.seen
            assert "await session.get(HELLO)" in str(finding)
            del kept
    record().take_findings()
