"""One load ahead, never more, and none left behind."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, latencies, stumble
from katas.ch02_tasks.k4_overlap import overlap


class Disk:
    """Chunks 1, 2, 3 … that take their time; after the last one comes None."""

    def __init__(self, takes, fails_at=None):
        answers = {n: n for n in range(1, len(takes))} | {len(takes): None}
        if fails_at is not None:
            answers[fails_at] = OSError("the disk is broken")
        self._numbers = itertools.count(1)
        self.load = FakeService(answers, dict(enumerate(takes, 1)), name="load_next")

    def load_next(self):
        """Load the next chunk."""
        return self.load(next(self._numbers))


async def test_every_chunk_is_processed():
    """There is one result for each chunk, in order, the first chunk included."""
    disk = Disk(takes=[1, 1, 1])
    process = FakeService(lambda chunk: chunk * 10, takes=1, name="process")

    assert await overlap(disk.load_next, process, 7) == [70, 10, 20]


async def test_only_the_first_chunk():
    """Where the first load returns None, there is one result."""
    assert await overlap(Disk([1]).load_next, FakeService(takes=1), "only") == ["only"]


async def test_loading_and_processing_overlap(clock):
    """While a chunk is processed, the next one is loaded."""
    disk = Disk(takes=[2, 2, 2])
    process = FakeService(takes=3, name="process")

    await overlap(disk.load_next, process, "first")

    assert clock.elapsed == 9, (
        "Three chunks are processed in 3 s each, and each load takes 2 s: it took "
        f"{clock.elapsed:g} s. What else is at work while a chunk is processed?"
    )


async def test_one_load_ahead():
    """There is one load at a time, and it begins with the process before it."""
    disk = Disk(takes=[1, 1, 1, 1])
    process = FakeService(takes=5, name="process")

    await overlap(disk.load_next, process, "first")

    assert disk.load.peak == 1
    assert process.peak == 1
    assert [call.began for call in disk.load.calls] == [0, 5, 10, 15], (
        "A process takes 5 s and a load 1 s; the loads began at "
        f"{[call.began for call in disk.load.calls]}. How far ahead may it load?"
    )


async def test_falsy_chunks_are_chunks():
    """Only None ends it; an empty chunk is a chunk."""
    chunks = iter(["", 0, None])

    async def load_next():
        return next(chunks)

    assert await overlap(load_next, FakeService(), b"") == [b"", "", 0]


async def test_no_load_is_left_after_a_failure(clock):
    """When a process fails, its exception comes out, and the load is ended."""
    disk = Disk(takes=[9, 9])
    process = FakeService({0: ValueError("bad chunk")}, takes=1, name="process")

    with pytest.raises(ValueError) as caught:
        await overlap(disk.load_next, process, 0)

    assert str(caught.value) == "bad chunk"
    assert disk.load.at_work == 0, (
        f"A process failed, and after {clock.elapsed:g} s a load was still at work. "
        "Who ends it?"
    )


async def test_the_failure_of_a_process_comes_out():
    """Where the load fails while it is cancelled, the process's exception comes out."""
    first = OSError("bad chunk")
    process = FakeService({0: first}, takes=1, name="process")

    with pytest.raises((OSError, ValueError)) as caught:
        await overlap(lambda: stumble(9, ValueError("cannot clean up")), process, 0)

    assert caught.value is first, (
        f"A process failed with {first!r}, the load failed later, when it was "
        f"cancelled, and {caught.value!r} came out. Which line of yours raised it?"
    )


async def test_a_failure_of_a_load_comes_out():
    """When a load fails, its exception comes out, and nothing is at work."""
    disk = Disk(takes=[1, 1], fails_at=1)
    process = FakeService(takes=3, name="process")

    with pytest.raises(OSError):
        await overlap(disk.load_next, process, 0)

    assert process.at_work == 0, (
        "A load failed, its exception came out, and a process is still at work. "
        "Who waits for it, or ends it?"
    )


@given(
    loads=st.lists(latencies(), min_size=1, max_size=5),
    processes=st.lists(latencies(), min_size=5, max_size=5),
)
async def test_any_latencies(loads, processes, clock):
    """Each step takes as long as the slower of its load and its process."""
    process = FakeService(takes=dict(enumerate(processes)), name="process")

    chunks = await overlap(Disk(loads).load_next, process, 0)

    assert chunks == list(range(len(loads)))
    steps = zip(loads, processes, strict=False)
    assert clock.elapsed == sum(max(step) for step in steps)
