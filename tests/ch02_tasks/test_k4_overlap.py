"""The next chunk is loaded while this one is processed, and never more than one."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, latencies
from katas.ch02_tasks.k4_overlap import overlap


class Disk:
    """Chunks "1", "2", "3" … that take their time; after the last one comes None."""

    def __init__(self, takes, fails_at=None):
        answers = {n: str(n) for n in range(1, len(takes))} | {len(takes): None}
        answers[len(takes) + 1] = AssertionError(
            "load_next() has returned None, and was called again. "
            "When does your code know that no chunk is left?"
        )
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
    process = FakeService(lambda chunk: chunk + "!", takes=1, name="process")

    results = await overlap(disk.load_next, process, "0")

    assert results == ["0!", "1!", "2!"], (
        f"The chunks were '0', '1' and '2', and these are the results: {results}. "
        "Which chunks does your loop process?"
    )


async def test_only_the_first_chunk():
    """Where the first load returns None, there is one result."""
    results = await overlap(Disk([1]).load_next, FakeService(takes=1), "only")

    assert results == ["only"], (
        f"The first chunk was the only one, and these are the results: {results}. "
        "Which chunks does your loop process?"
    )


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

    assert disk.load.peak == 1, (
        f"{disk.load.peak} chunks were loaded at the same time. "
        "When may the next load begin?"
    )
    assert process.peak == 1, (
        f"{process.peak} chunks were processed at the same time. "
        "When may the next process begin?"
    )
    began = [call.began for call in disk.load.calls]
    assert began == [0, 5, 10, 15], (
        "A process takes 5 s and a load 1 s; the loads began at "
        f"{', '.join(f'{at:g}' for at in began)} s. How far ahead may it load?"
    )


async def test_an_empty_chunk_is_a_chunk():
    """Only None ends it."""
    chunks = iter(["", "b", None])

    async def load_next():
        return next(chunks)

    results = await overlap(load_next, FakeService(lambda chunk: chunk + "!"), "")

    assert results == ["!", "!", "b!"], (
        f"The chunks were '', '' and 'b', and these are the results: {results}. "
        "How does your loop find out that no chunk is left?"
    )


async def test_a_failure_of_a_process_comes_out():
    """Whatever a process raises comes out."""
    error = ValueError("bad chunk")
    process = FakeService({"0": "0", "1": error, "2": "2"}, takes=3, name="process")

    with pytest.raises((ValueError, ExceptionGroup)) as caught:
        await overlap(Disk(takes=[1, 1, 1]).load_next, process, "0")

    assert caught.value is error, (
        f"{error!r} was raised inside, and {caught.value!r} came out. What is in it?"
    )


async def test_a_failure_of_a_load_comes_out():
    """Whatever a load raises comes out."""
    disk = Disk(takes=[3, 3], fails_at=1)

    with pytest.raises((OSError, ExceptionGroup)) as caught:
        await overlap(disk.load_next, FakeService(takes=1, name="process"), "0")

    assert isinstance(caught.value, OSError), (
        f"The disk raised an OSError, and {caught.value!r} came out. What is in it?"
    )


@given(
    loads=st.lists(latencies(), min_size=1, max_size=5),
    processes=st.lists(latencies(), min_size=5, max_size=5),
)
async def test_any_latencies(loads, processes, clock):
    """Each step takes as long as the slower of its load and its process."""
    takes = {str(number): seconds for number, seconds in enumerate(processes)}
    process = FakeService(takes=takes, name="process")

    chunks = await overlap(Disk(loads).load_next, process, "0")

    assert chunks == [str(number) for number in range(len(loads))], (
        f"There were {len(loads)} chunks: '0', '1' and so on. These are the results: "
        f"{chunks}. Which chunks does your loop process?"
    )
    processes = processes[: len(loads)]
    steps = zip(loads, processes, strict=True)
    assert clock.elapsed == sum(max(step) for step in steps), (
        f"The loads take {loads} s, the processes {processes} s: it took "
        f"{clock.elapsed:g} s. What else is at work while a chunk is processed?"
    )
