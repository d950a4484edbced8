"""A page is read, and its connection is given back."""

import asyncio

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import outcome_of
from katas.ch04_downloading.k1_download_page import download_page

URL = "http://a.org/"


def nothing_raised(value, seen, question):
    """Say what came back in the place of an exception."""
    raise AssertionError(f"{seen}, and this came back: {value!r}. {question}")


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


@pytest.mark.parametrize("status", [201, 300])
async def test_other_good_statuses_are_good(web, session, status):
    """Not only 200 is a good status: whatever is below 400 brings a page."""
    web.page(URL, "hello", status=status)

    text = await download_page(session, URL)

    assert text == "hello", (
        f"A page had the status {status} and the text 'hello', and this came back: "
        f"{text!r}. Which statuses are bad?"
    )


@pytest.mark.real_web
@pytest.mark.parametrize("status", [400, 404, 500, 999])
async def test_bad_statuses_raise(web, session, status):
    """A status of 400 or more raises ClientResponseError; the response is released."""
    web.page(URL, "no such page", status=status, body_latency=5)

    with pytest.raises(aiohttp.ClientResponseError):
        nothing_raised(
            await download_page(session, URL),
            f"The status was {status}",
            "Which line of yours looks at the status?",
        )

    await asyncio.sleep(1)
    assert web.in_flight == 0, (
        f"The status was {status}, and the response was still open afterwards. "
        "Who gives the connection back when something goes wrong?"
    )
    assert not session.closed, (
        f"The status was {status}, and the session was closed. Who else may need it?"
    )


async def test_the_given_session_is_used(web, session):
    """Only the session that is given is used, and it stays open."""
    web.page(URL, "hello")

    await download_page(session, URL)

    assert web.sessions_made == 1, (
        f"{web.sessions_made} sessions were made, where one was given. "
        "What is a session for?"
    )
    assert not session.closed, "The session was closed. Who else may need it?"


@pytest.mark.real_web
@pytest.mark.parametrize("ending", ["half-way", "reset"])
async def test_a_lost_connection_raises(web, session, ending):
    """Where the connection is lost, aiohttp's error comes out."""
    web.page(URL, "only a half of this comes", ending=ending)

    with pytest.raises(aiohttp.ClientError):
        nothing_raised(
            await download_page(session, URL),
            "The connection was lost",
            "What becomes of aiohttp's error in your code?",
        )

    assert not session.closed, (
        "The connection was lost, and the session was closed. Who else may need it?"
    )


@pytest.mark.real_web
@pytest.mark.parametrize("instant", [0.5, 2], ids=["headers", "body"])
async def test_a_cancellation_ends_the_download(web, session, instant):
    """Cancelled while it waits for the headers or the body, it ends the request."""
    web.page(URL, "hello", latency=1, body_latency=8)

    came = await outcome_of(download_page(session, URL), instant)

    assert isinstance(came, asyncio.CancelledError), (
        f"It was cancelled after {instant:g} s, and this came out: {came!r}. "
        "Which error does your code catch?"
    )
    await asyncio.sleep(1)
    assert web.in_flight == 0, (
        f"It was cancelled after {instant:g} s, and a second later the request was "
        "still open. Whom does the cancellation reach in your code?"
    )
    assert not session.closed, (
        f"It was cancelled after {instant:g} s, and the session was closed. "
        "Who else may need it?"
    )


@given(
    text=st.text(st.characters(codec="latin-1"), max_size=50),
    encoding=st.sampled_from(["utf-8", "utf-16", "latin-1"]),
)
async def test_any_text_in_any_encoding(text, encoding, web):
    """Any text comes back as it was, in any encoding that the server names."""
    headers = {"Content-Type": f"text/plain; charset={encoding}"}
    web.page(URL, text.encode(encoding), headers=headers)

    async with aiohttp.ClientSession() as session:
        came = await download_page(session, URL)

    assert came == text, (
        f"The page says {text!r}, in {encoding}, and this came back: {came!r}. "
        "Who knows how to decode the bytes?"
    )
    assert web.in_flight == 0, (
        "The page was read, and the response was still open afterwards. "
        "Who gives the connection back?"
    )
