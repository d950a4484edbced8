"""The web: the mocked one and the real one look the same to a client.

What a mock cannot do honestly is asked of the real one alone.
"""

import ast
import asyncio
import re

import aiohttp
import aiohttp.web
import pytest
from aioresponses import aioresponses
from aioresponses.core import RequestMatch
from hypothesis import given
from hypothesis import strategies as st

from dojo import ROOT
from dojo.findings.findings import record
from dojo.testing.mock import MockedWeb
from dojo.testing.web import Page

HELLO = "http://a.org/hello"
THEIR_CLASSES = (
    *(aiohttp.ClientSession, aiohttp.ClientResponse, aiohttp.TCPConnector),
    *(aiohttp.StreamReader, aiohttp.web.Server, aioresponses, RequestMatch),
)


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

    assert (response.status, response.reason) == (201, "Created")
    assert response.headers["x-colour"] == "blue"
    assert response.headers["Content-Length"] == "6"
    assert response.get_encoding() == "utf-8"


async def test_a_released_response_is_refused(web, session):
    """A body cannot be read after its response was released."""
    web.page(HELLO, b"x" * 5)

    async with session.get(HELLO) as response:
        pass

    with pytest.raises(aiohttp.ClientConnectionError):
        await response.read()


async def test_the_query_is_a_part_of_the_address(web, session):
    """Parameters are escaped, and belong to the address, in whatever order."""
    web.page("http://a.org/find?q=a%20b%26c&n=1", "found")

    params = {"q": "a b&c", "n": "1"}
    assert await read(session, "http://a.org/find", params=params) == "found"
    assert web.urls == ["http://a.org/find?n=1&q=a+b%26c"]


async def test_a_script_is_served_page_by_page(web, session):
    """A server can fail the first times; its last page is served again."""
    web.serve(HELLO, Page(status=503), Page(status=429), Page("there"))

    for status in (503, 429, 200, 200):
        async with session.get(HELLO) as response:
            assert response.status == status


async def test_methods_and_empty_answers(web, session):
    """HEAD and 204 have no body."""
    web.page(HELLO, "body")
    web.page("http://a.org/empty", status=204)

    async with session.head(HELLO) as response:
        assert response.headers["Content-Length"] == "4"
        assert await response.read() == b""
    assert await read(session, "http://a.org/empty") == ""
    assert [request.method for request in web.requests] == ["HEAD", "GET"]


async def test_it_knows_what_was_asked(web, session):
    """Each request is on record: what, when, how it ended; in the order made."""
    urls = [f"http://a.org/{number}" for number in range(9)]
    for url in urls:
        web.page(url, "x", latency=3)

    await asyncio.gather(*(read(session, url, headers={"X-Me": "1"}) for url in urls))

    assert (web.peak, web.peak_at("a.org"), web.in_flight) == (9, 9, 0)
    assert web.urls == urls
    for request in web.requests:
        assert (request.method, request.headers["x-me"]) == ("GET", "1")
        assert (request.began, request.ended, request.outcome) == (0, 3, "answered")


async def test_it_knows_that_a_request_was_cancelled(web, session):
    """A client that is cancelled hangs up."""
    web.page(HELLO, latency=9)
    task = asyncio.create_task(read(session))
    await asyncio.sleep(1)

    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await asyncio.sleep(1)

    assert [(r.outcome, r.ended) for r in web.requests] == [("cancelled", 1)]


async def test_it_counts_sessions(web):
    """How many sessions were made, and how many are open; a closed one is refused."""
    async with aiohttp.ClientSession() as session, aiohttp.ClientSession():
        assert web.open_sessions == 2

    assert (web.sessions_made, web.open_sessions) == (2, 0)
    with pytest.raises(RuntimeError, match="Session is closed"):
        await read(session)


async def test_there_is_nothing_behind_it(web, session):
    """An address that is not served is named; nothing reaches the network."""
    with pytest.raises(aiohttp.ClientConnectionError):
        await read(session, "http://example.org/nothing")

    [finding] = record().take_findings()
    assert "http://example.org/nothing" in finding.seen


@given(urls=st.lists(st.sampled_from([HELLO, "http://b.org/"]), max_size=3))
async def test_each_example_begins_without_pages_and_requests(urls, web):
    """What one example serves and asks for, the next one does not see."""
    assert web.urls == []

    async with aiohttp.ClientSession() as session:
        for url in urls:
            web.page(url, "x", latency=1)
            await read(session, url)

    assert (web.urls, web.sessions_made) == (urls, 1)


@pytest.mark.real_web
async def test_a_body_comes_in_pieces(web, session, clock):
    """They are spread evenly over its latency; empty ones do no harm."""
    web.page(HELLO, [b"one", b"", b"two", b""], latency=2, body_latency=4)

    async with session.get(HELLO) as response:
        pieces = [(piece, clock.elapsed) async for piece in response.content.iter_any()]

    assert response.headers["Transfer-Encoding"] == "chunked"
    assert pieces == [(b"one", 3), (b"two", 5)]
    assert clock.elapsed == 6


@pytest.mark.real_web
async def test_a_body_that_ends_half_way(web, session, clock):
    """What came before the connection was lost can be read; then comes the error."""
    web.page(HELLO, b"x" * 10, body_latency=4, ending="half-way")
    pieces = []

    async def read(content):
        async for piece in content.iter_chunked(3):
            pieces.append(piece)

    async with session.get(HELLO) as response:
        with pytest.raises(aiohttp.ClientPayloadError):
            await read(response.content)

    assert pieces == [b"xxx", b"xx"]
    assert clock.elapsed == 4
    assert [request.outcome for request in web.requests] == ["failed"]


@pytest.mark.real_web
async def test_a_server_that_resets_the_connection(web, session):
    """The client asks once more by itself; each try has an end of its own."""
    web.serve(HELLO, Page(latency=1, ending="reset"), Page("there"))
    web.page("http://b.org/", ending="reset")

    assert await read(session) == "there"
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await read(session, "http://b.org/")

    outcomes = [request.outcome for request in web.requests]
    assert outcomes == ["failed", "answered", "failed", "failed"]


@pytest.mark.real_web
async def test_redirects_are_followed(web, session):
    """A redirect leads to another address, relative or not, and leaves a history."""
    web.redirect("http://a.org/old", to="/newer")
    web.redirect("http://a.org/newer", to="http://b.org/new")
    web.page("http://b.org/new", "moved")

    async with session.get("http://a.org/old") as response:
        assert await response.text() == "moved"

    assert web.urls == ["http://a.org/old", "http://a.org/newer", "http://b.org/new"]
    assert len(response.history) == 2


@pytest.mark.real_web
@pytest.mark.parametrize(
    ("page", "timeout"),
    [
        ({"latency": 9}, "total"),
        ({"latency": 1, "body_latency": 9}, "total"),
        ({"ending": "never"}, "total"),
        ({"latency": 9}, "sock_read"),
        ({"body_latency": 9}, "sock_read"),
    ],
)
async def test_time_outs_keep_virtual_time(web, clock, page, timeout):
    """A page that takes too long is given up, and the client hangs up."""
    web.page(HELLO, "slow", **page)

    timeout = aiohttp.ClientTimeout(**{timeout: 3})
    async with aiohttp.ClientSession(timeout=timeout) as session:
        with pytest.raises(TimeoutError):
            await read(session)
        assert clock.elapsed == 3
        await asyncio.sleep(1)

    assert [request.outcome for request in web.requests] == ["cancelled"]


@pytest.mark.real_web
@pytest.mark.parametrize("limit", ["limit", "limit_per_host"])
async def test_a_connector_has_its_limit(web, clock, limit):
    """No more connections are open than the connector allows; they are kept alive."""
    urls = [f"http://a.org/{number}" for number in range(6)]
    for url in urls:
        web.page(url, "x", latency=1, body_latency=1)

    connector = aiohttp.TCPConnector(**{limit: 2})
    async with aiohttp.ClientSession(connector=connector) as session:
        await asyncio.gather(*(read(session, url) for url in urls))

    assert (web.peak, web.peak_at("a.org"), clock.elapsed) == (2, 2, 6)


@pytest.mark.real_web
async def test_a_response_that_is_never_released_is_named(web, session):
    """A response that nobody reads or leaves is found when the test is over."""
    web.page(HELLO, "long", body_latency=9)
    response = await session.get(HELLO)

    for look in record().at_the_end:
        look()

    [finding] = record().take_findings()
    assert "GET http://a.org/hello was never released" in finding.seen
    response.close()


@pytest.mark.parametrize(
    "page",
    [
        Page([b"one", b"two"]),
        Page("slow", body_latency=1),
        Page(b"x" * 200_000),
        Page(ending="never"),
        Page(status=302, headers={"Location": "/new"}),
        Page("x", headers={"Set-Cookie": "a=1"}),
    ],
)
def test_a_mock_refuses_what_it_cannot_do(page):
    """The error says how a suite asks the real web."""
    with pytest.raises(ValueError, match=r"@pytest\.mark\.real_web"):
        MockedWeb().serve(HELLO, page)


async def test_aioresponses_alone_cannot_answer_yet():
    """Once its issue 289 is mended, `_Response` in dojo/testing/mock.py can go."""
    with aioresponses() as mocked:
        mocked.get(HELLO)
        async with aiohttp.ClientSession() as session:
            with pytest.raises(TypeError, match="stream_writer"):
                await session.get(HELLO)


def test_no_private_name_of_aiohttp_or_aioresponses_is_used():
    """What is documented is enough: each name that begins with `_` is our own."""
    theirs = {name for kind in THEIR_CLASSES for name in dir(kind)}
    for path in (ROOT / "dojo").rglob("*.py"):
        source = path.read_text("utf-8")
        if re.search("^ *(import|from) (aiohttp|aioresponses)", source, re.MULTILINE):
            used = set(names_in(ast.parse(source)))
            private = {name for name in used if re.match("_[^_]", name)}
            assert private & theirs == set(), path


def names_in(tree):
    """Yield each name after a dot, and each string: it may be the name of a patch."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(attr=name) | ast.Constant(value=str(name)):
                yield name
