"""A suite that says nothing about anybody's answer: `preload` runs it once."""

import asyncio

from hypothesis import given, settings
from hypothesis import strategies as st

from dojo.virtual.clock import Clock


@settings(max_examples=1, database=None, deadline=None)
@given(st.tuples(st.text(), st.binary(), st.floats(), st.lists(st.integers())))
async def test_a_property(clock: Clock, drawn: object) -> None:
    """Hypothesis imports its engine, and reads its tables, when a property runs."""
    await asyncio.sleep(1)
    assert clock.elapsed == 1
