"""The status first, then the value."""

import asyncio
import json

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from dojo.testing import outcome_of
from katas.ch04_downloading.k4_fetch_json import fetch_json

FIND = "http://a.org/find"
JSON = {"Content-Type": "application/json"}

texts = st.text(st.characters(codec="utf-8"), max_size=5)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner),
    max_leaves=5,
)


def nothing_raised(value, seen, question):
    """Say what came back in the place of an exception."""
    raise AssertionError(f"{seen}, and this came back: {value!r}. {question}")


async def test_it_returns_the_value(web, session):
    """The body is decoded."""
    web.page(FIND, '{"found": [1, 2]}', headers=JSON, latency=2)

    value = await fetch_json(session, FIND)

    assert value == {"found": [1, 2]}, (
        'The service answered {"found": [1, 2]}, as JSON, and this came back: '
        f"{value!r}. What does your function return?"
    )


@pytest.mark.real_web
async def test_a_value_comes_in_pieces(web, session):
    """A service need not say beforehand how long its answer is."""
    web.page(FIND, [b'{"found"', b": 2}"], headers=JSON, body_latency=2)

    value = await fetch_json(session, FIND)

    assert value == {"found": 2}, (
        'A service sent {"found": 2} in two pieces, without saying beforehand how long '
        f"it is, and this came back: {value!r}. How do you know that a body is empty?"
    )


@pytest.mark.real_web
@pytest.mark.parametrize(
    "page",
    [{"status": 204}, {"headers": JSON}, {}, {"body": [b""]}],
    ids=["204", "JSON", "HTML", "no length"],
)
async def test_an_empty_body_is_none(web, session, page):
    """An empty body has the value None, whatever its headers say."""
    web.page(FIND, **page)

    value = await fetch_json(session, FIND)

    assert value is None, (
        f"The body was empty, and this came back: {value!r}. What is there to decode?"
    )


@pytest.mark.real_web
@pytest.mark.parametrize("status", [400, 404, 500])
async def test_bad_statuses_raise(web, session, status):
    """A status of 400 or more raises an error that has it; the response is released."""
    web.page(FIND, '{"error": "no"}', headers=JSON, status=status, body_latency=5)

    with pytest.raises(aiohttp.ClientResponseError) as caught:
        nothing_raised(
            await fetch_json(session, FIND),
            f"The status was {status}",
            "How can the caller tell this from an answer?",
        )

    assert caught.value.status == status, (
        f"The status was {status}, and the exception has the status "
        f"{caught.value.status}. Where could it come from?"
    )
    await asyncio.sleep(1)
    assert web.in_flight == 0, (
        f"The status was {status}, and the response was still open afterwards. "
        "Who gives the connection back when something goes wrong?"
    )
    assert not session.closed, (
        f"The status was {status}, and the session was closed. Who else may need it?"
    )


@pytest.mark.parametrize("body", ["", "<html>Bad gateway</html>"], ids=["", "HTML"])
async def test_a_bad_status_may_come_with_any_body(web, session, body):
    """An error page need not be JSON, and may be empty."""
    web.page(FIND, body, status=502, headers=JSON)

    with pytest.raises(aiohttp.ClientResponseError):
        nothing_raised(
            await fetch_json(session, FIND),
            f"The status was 502, the body {body!r}",
            "Which line of yours looks at the status?",
        )


@pytest.mark.parametrize("text", ['{"found": ', "<html>"], ids=["half", "HTML"])
async def test_a_broken_value_is_no_value(web, session, text):
    """A body that cannot be decoded raises; it is not the same as no body."""
    web.page(FIND, text, headers=JSON)

    with pytest.raises(ValueError):
        nothing_raised(
            await fetch_json(session, FIND),
            f"The service answered {text!r}",
            "How can the caller tell this from an empty answer?",
        )


@pytest.mark.parametrize("text", ["0", "false", '""', "[]", "null"])
async def test_empty_values_are_values(web, session, text):
    """Zero, False and empty containers are values."""
    web.page(FIND, text, headers=JSON)

    value = await fetch_json(session, FIND)

    expected = json.loads(text)
    assert (type(value), value) == (type(expected), expected), (
        f"The service answered {text}, as JSON, and this came back: {value!r}. "
        "How do you know that a body is empty?"
    )


async def test_parameters_arrive_as_they_are(web, session):
    """Spaces, `&` and `=` in a parameter stay what they are, and an empty one too."""
    params = {"q": "tea & milk", "sort": "a=b", "tag": ""}
    web.page(str(URL(FIND).with_query(params)), "2", headers=JSON)

    value = await fetch_json(session, FIND, params=dict(params))

    assert value == 2, (
        f"The service answered 2, as JSON, and this came back: {value!r}. "
        "What does your code do with the body?"
    )


@pytest.mark.real_web
@pytest.mark.parametrize("instant", [0.5, 2], ids=["headers", "body"])
async def test_a_cancellation_ends_the_request(web, session, instant):
    """Cancelled while it waits for the headers or the body, it ends the request."""
    web.page(FIND, "[1]", headers=JSON, latency=1, body_latency=8)

    came = await outcome_of(fetch_json(session, FIND), instant)

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


@given(value=values, params=st.dictionaries(texts, texts, max_size=3))
async def test_any_value_and_any_parameters(value, params, web):
    """Any JSON value comes back, and any parameters arrive."""
    web.page(str(URL(FIND).with_query(params)), json.dumps(value), headers=JSON)

    async with aiohttp.ClientSession() as session:
        came = await fetch_json(session, FIND, params=dict(params))

    assert came == value, (
        f"The service answered {json.dumps(value)}, and this came back: {came!r}. "
        "What does your code do with the body?"
    )
