"""A page is read, and its connection is given back."""

import asyncio

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing.web import Page
from katas.ch04_downloading.k1_download_page import download_page

URL = "http://a.org/"


async def test_it_returns_the_text(web, session):
    """The text of the page is returned."""
    web.page(URL, "<html>hello</html>", latency=2)

    text = await download_page(session, URL)

    assert text == "<html>hello</html>", (
        "The page has the text '<html>hello</html>', and this came back: "
        f"{text!r}. What does your function return?"
    )


async def test_it_decodes_as_the_server_says(web, session):
    """The server says in which encoding the page is."""
    headers = {"Content-Type": "text/html; charset=latin-1"}
    web.page(URL, "naïve".encode("latin-1"), headers=headers)

    text = await download_page(session, URL)

    assert text == "naïve", (
        f"The page says 'naïve', in latin-1, and this came back: {text!r}. "
        "Who knows how to decode the bytes?"
    )


@pytest.mark.parametrize("status", [201, 203])
async def test_other_good_statuses_are_good(web, session, status):
    """Not only 200 is a good status: whatever is below 400 brings a page."""
    web.page(URL, "hello", status=status)

    assert await download_page(session, URL) == "hello"


@pytest.mark.real_web
@pytest.mark.parametrize("status", [404, 500])
async def test_bad_statuses_raise(web, session, status):
    """A status of 400 or more raises ClientResponseError, and nothing stays open."""
    web.page(URL, "no such page", status=status, body_latency=5)

    with pytest.raises(aiohttp.ClientResponseError) as caught:
        await download_page(session, URL)

    assert caught.value.status == status
    await asyncio.sleep(1)
    assert web.in_flight == 0, (
        f"The status was {status}, and the response was still open afterwards. "
        "Who gives the connection back when something goes wrong?"
    )


async def test_the_given_session_is_used(web, session):
    """There is one session, and it stays open."""
    web.page(URL, "hello")

    await download_page(session, URL)

    assert web.sessions_made == 1, (
        f"{web.sessions_made} sessions were made, where one was given. "
        "What is a session for?"
    )
    assert not session.closed, "The session was closed. Who else may need it?"


@pytest.mark.real_web
async def test_a_broken_page_raises(web, session):
    """Where the connection is lost within the body, aiohttp's error comes out."""
    web.page(URL, "only a half of this comes", ending="half-way")

    with pytest.raises(aiohttp.ClientPayloadError):
        await download_page(session, URL)


@pytest.mark.real_web
async def test_a_cancellation_ends_the_download(web, session):
    """A caller that is cancelled gives the connection back at once."""
    web.page(URL, "hello", latency=1, body_latency=8)
    task = asyncio.create_task(download_page(session, URL))
    await asyncio.sleep(2)

    task.cancel()
    await asyncio.wait([task])

    assert task.cancelled(), "It was cancelled, and went on. Which error did it catch?"
    await asyncio.sleep(1)
    assert web.in_flight == 0, (
        "It was cancelled while the body came, and a second later the response was "
        "still open. Whom does the cancellation reach in your code?"
    )


async def test_others_run_meanwhile(web, session, clock):
    """Two downloads of 3 s and 5 s, awaited together, take 5 s."""
    web.page("http://a.org/3", "x", latency=3)
    web.page("http://a.org/5", "x", latency=5)
    urls = ["http://a.org/3", "http://a.org/5"]

    await asyncio.gather(*(download_page(session, url) for url in urls))

    assert clock.elapsed == 5, (
        f"Pages of 3 s and 5 s, awaited together, took {clock.elapsed:g} s. "
        "Who can run while one of them waits?"
    )


@given(
    text=st.text(st.characters(codec="latin-1"), max_size=50),
    encoding=st.sampled_from(["utf-8", "utf-16", "latin-1"]),
)
async def test_any_text_in_any_encoding(text, encoding, web):
    """Any text comes back as it was, in any encoding that the server names."""
    headers = {"Content-Type": f"text/plain; charset={encoding}"}
    web.serve(URL, Page(text.encode(encoding), headers=headers))

    async with aiohttp.ClientSession() as session:
        assert await download_page(session, URL) == text

    assert web.in_flight == 0
