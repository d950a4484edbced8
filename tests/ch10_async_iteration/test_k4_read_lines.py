r"""The same lines, however the pieces were cut."""

import asyncio
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from katas.ch10_async_iteration.k4_read_lines import read_lines


async def pieces(*chunks):
    """Send pieces, one after another; an exception is raised."""
    for chunk in chunks:
        await asyncio.sleep(0)
        if isinstance(chunk, Exception):
            raise chunk
        yield chunk


async def lines_of(*chunks):
    """Return the lines of these pieces."""
    return [line async for line in read_lines(pieces(*chunks))]


async def test_lines_in_one_piece():
    """Each line without its end."""
    assert await lines_of(b"one\ntwo\n") == [b"one", b"two"]


async def test_a_line_in_two_pieces():
    """What belongs together comes together."""
    lines = await lines_of(b"one\ntw", b"o\nthree\n")

    assert lines == [b"one", b"two", b"three"], (
        f"A line was cut into two pieces, and these lines came: {lines}. "
        "Where is the first half when the second one comes?"
    )


async def test_a_line_in_many_pieces():
    """A line may be longer than any piece."""
    assert await lines_of(b"o", b"", b"n", b"e", b"\n", b"t") == [b"one", b"t"]


async def test_the_last_line_needs_no_end():
    """What stands after the last line end is a line."""
    lines = await lines_of(b"one\ntwo")

    assert lines == [b"one", b"two"], (
        f"After one line end comes two, and the lines were {lines}. What is left?"
    )


async def test_a_line_end_at_the_end_is_no_empty_line():
    """After the last line end there is nothing."""
    assert await lines_of(b"one\n") == [b"one"]


async def test_empty_lines_are_lines():
    """Also at the beginning, and where a piece ends."""
    assert await lines_of(b"\n\none\n", b"\n", b"\ntwo") == [
        *(b"", b"", b"one", b"", b"", b"two")
    ]


@pytest.mark.parametrize("chunks", [(), (b"",), (b"", b"")])
async def test_nothing(chunks):
    """No bytes: no lines."""
    assert await lines_of(*chunks) == []


async def test_all_other_bytes_stay():
    r"""Only b"\n" ends a line, and nothing else is changed."""
    text = b" a\rb \x00\xff\x0b\xc2\x85 "

    assert await lines_of(text + b"\n" + text) == [text, text]


async def test_a_line_is_there_when_its_end_has_come(clock):
    """It does not wait for the next piece."""
    times = []

    async def slow():
        for chunk in (b"one\ntwo\nth", b"ree\n", b"four"):
            await asyncio.sleep(2)
            yield chunk

    async for line in read_lines(slow()):
        times.append((line, clock.elapsed))

    assert times == [(b"one", 2), (b"two", 2), (b"three", 4), (b"four", 6)], (
        f"A piece comes every 2 s. The lines came at these times: {times}. "
        "What did the first line wait for?"
    )


async def test_a_failure_comes_after_the_lines_before():
    """What is complete is handed over first."""
    lines = aiter(read_lines(pieces(b"one\ntwo", OSError("connection lost"))))

    assert await anext(lines) == b"one"
    with pytest.raises(OSError, match="connection lost"):
        await anext(lines)


@given(
    lines=st.lists(
        st.binary(max_size=5).map(lambda b: b.replace(b"\n", b"")), max_size=6
    ),
    cuts=st.lists(st.integers(0, 40), max_size=8),
    ends=st.booleans(),
)
async def test_any_lines_in_any_pieces(lines, cuts, ends):
    """However it is cut: put together again, it is the same text."""
    text = b"\n".join(lines) + (b"\n" if ends and lines else b"")
    places = [0, *sorted(cuts), len(text)]
    chunks = [text[a:b] for a, b in itertools.pairwise(places)]
    expected = text.split(b"\n")
    if not expected[-1]:
        expected.pop()

    assert await lines_of(*chunks) == expected
