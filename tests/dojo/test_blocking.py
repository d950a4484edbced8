"""What suites on real time share: a function that blocks, and patience."""

import asyncio
import threading

import pytest

from dojo.testing import BlockingFunction, until

pytestmark = pytest.mark.real_time


async def test_a_call_blocks_until_it_is_let_go():
    """Each call waits for its key; the record says what began, and what ended."""
    with BlockingFunction(str.upper) as func:
        calls = [asyncio.create_task(asyncio.to_thread(func, key)) for key in "abc"]
        assert await until(lambda: func.at_work == 3)
        func.let_go("b")
        assert await calls[1] == "B"

        assert (sorted(func.keys), func.ended, func.peak) == (["a", "b", "c"], ["b"], 3)
        assert threading.current_thread() not in func.threads
        func.let_go()
        assert await asyncio.gather(*calls) == ["A", "B", "C"]


async def test_in_the_thread_of_the_test_it_does_not_wait():
    """Nothing could let such a call go on, so it is put on record."""
    func = BlockingFunction()

    assert (func("a"), func.on_the_loop, func.ended) == ("a", ["a"], ["a"])


async def test_at_the_end_of_its_block_all_go_on():
    """No thread is left behind a test that has failed."""
    with BlockingFunction() as func:
        call = asyncio.create_task(asyncio.to_thread(func, "a"))
        assert await until(lambda: func.at_work == 1)

    assert await call == "a"


async def test_patience_comes_to_an_end():
    """Where nothing goes on, it says that what was to hold does not."""
    assert not await until(lambda: False, idle=5)
