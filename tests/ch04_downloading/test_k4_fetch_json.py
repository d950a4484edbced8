"""The status first, then the value."""

import asyncio
import json

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from katas.ch04_downloading.k4_fetch_json import fetch_json

FIND = "http://a.org/find"
JSON = {"Content-Type": "application/json"}

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=5,
)


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
async def test_no_content_is_none(web, session, page):
    """Status 204, and an empty body, have the value None."""
    web.page(FIND, **page)

    assert await fetch_json(session, FIND) is None


@pytest.mark.real_web
@pytest.mark.parametrize("status", [400, 404, 500, 503])
async def test_bad_statuses_raise(web, session, status):
    """A status of 400 or more raises an error that has the status."""
    web.page(FIND, '{"error": "no"}', headers=JSON, status=status, body_latency=5)

    with pytest.raises(aiohttp.ClientResponseError) as caught:
        await fetch_json(session, FIND)

    assert caught.value.status == status
    await asyncio.sleep(1)
    assert web.in_flight == 0, (
        f"The status was {status}, and the response was still open afterwards. "
        "Who gives the connection back when something goes wrong?"
    )


async def test_a_bad_status_may_come_with_any_page(web, session):
    """An error page need not be JSON."""
    web.page(FIND, "<html>Bad gateway</html>", status=502)

    with pytest.raises(aiohttp.ClientResponseError) as caught:
        await fetch_json(session, FIND)

    assert caught.value.status == 502


@pytest.mark.parametrize("text", ['{"found": ', "<html>"])
async def test_a_broken_value_is_no_value(web, session, text):
    """A body that cannot be decoded raises; it is not the same as no body."""
    web.page(FIND, text, headers=JSON)

    try:
        value = await fetch_json(session, FIND)
    except json.JSONDecodeError:
        return
    raise AssertionError(
        f"The service answered {text!r}, and the caller got {value!r}. "
        "How can the caller tell this from an empty answer?"
    )


async def test_parameters_arrive_as_they_are(web, session):
    """Spaces, `&` and `=` in a parameter stay what they are, and an empty one too."""
    params = {"q": "tea & milk", "sort": "a=b", "tag": ""}
    web.page(str(URL(FIND).with_query(params)), "2", headers=JSON)

    assert await fetch_json(session, FIND, params=params) == 2


@pytest.mark.parametrize("text", ["0", "false", '""', "[]"])
async def test_empty_values_are_values(web, session, text):
    """Zero, False and empty containers are values."""
    web.page(FIND, text, headers=JSON)

    value = await fetch_json(session, FIND)

    assert value == json.loads(text), (
        f"The service answered {text}, as JSON, and this came back: {value!r}. "
        "How do you know that a body is empty?"
    )


@given(value=values, status=st.sampled_from([200, 201, 400, 404, 500]))
async def test_any_value_comes_back(value, status, web):
    """Any JSON value comes back, unless the status is bad."""
    web.page(FIND, json.dumps(value), headers=JSON, status=status)

    async with aiohttp.ClientSession() as session:
        if status < 400:
            assert await fetch_json(session, FIND) == value
            return
        with pytest.raises(aiohttp.ClientResponseError) as caught:
            await fetch_json(session, FIND)

    assert caught.value.status == status
