"""Each job has a task with its name, and a result in its place."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, latencies, stumble
from katas.ch02_tasks.k8_named_results import named_results


def my_name():
    """Return the name of the task that runs now."""
    return asyncio.current_task().get_name()


async def test_each_name_has_its_result():
    """Each name comes with the result of its own job."""
    load = FakeService({1: "Ada", 2: "Grace"}, takes={1: 2, 2: 1}, name="load")

    found = await named_results({"ada": load(1), "grace": load(2)})

    assert found == {"ada": "Ada", "grace": "Grace"}


async def test_no_jobs_no_results():
    """Without jobs the dict is empty."""
    assert await named_results({}) == {}


async def test_the_results_keep_the_order():
    """The results are in the order of the jobs, whichever is ready first."""
    load = FakeService(takes={"a": 3, "b": 1, "c": 2}, name="load")

    found = await named_results({key: load(key) for key in "bac"})

    assert list(found) == ["b", "a", "c"]


async def test_each_job_knows_its_name():
    """A job runs in a task that is named after its key, from its first step on."""

    async def names():
        first = my_name()
        await asyncio.sleep(1)
        return first, my_name()

    found = await named_results({"ada": names(), "grace": names()})

    assert found == {"ada": ("ada", "ada"), "grace": ("grace", "grace")}


async def test_the_jobs_run_together(clock):
    """The whole takes as long as the slowest job."""
    load = FakeService(takes={"a": 3, "b": 1, "c": 2}, name="load")

    await named_results({key: load(key) for key in "abc"})

    assert clock.elapsed == 3, (
        f"Jobs of 3, 1 and 2 s took {clock.elapsed:g} s in all. "
        "Which line waits before the next job has begun?"
    )


async def test_a_failure_ends_the_others(clock):
    """When a job fails, the others are cancelled, and its exception comes out."""
    error = OSError("down")
    load = FakeService(
        {"a": 1, "b": error, "c": 3}, takes={"a": 9, "b": 1, "c": 9}, name="load"
    )

    with pytest.raises((OSError, ExceptionGroup)) as caught:
        await named_results({key: load(key) for key in "abc"})

    assert caught.value is error, (
        f"{error!r} was raised inside, and {caught.value!r} came out. What is in it?"
    )
    assert clock.elapsed == 1
    await asyncio.sleep(0)  # The next test asks whether they have ended too.
    outcomes = [call.outcome for call in load.calls]
    assert outcomes == ["cancelled", "failed", "cancelled"], (
        f"The second job failed after 1 s, and these were the ends: {outcomes}. "
        "What do the others do after that?"
    )


async def test_the_others_have_ended(clock):
    """The exception comes out when the others have finished their cleaning up."""
    cleaned = []

    async def slow():
        try:
            await asyncio.sleep(9)
        finally:
            await asyncio.sleep(2)
            cleaned.append(clock.elapsed)

    load = FakeService({"b": OSError("down")}, takes=1, name="load")
    with pytest.raises(OSError):
        await named_results({"a": slow(), "b": load("b")})

    assert cleaned == [3], (
        "A job failed after 1 s, the other one needs 2 s to clean up, and the "
        f"exception came out after {clock.elapsed:g} s. Who waits for a cancelled task?"
    )


async def test_the_first_exception_comes_out():
    """Where another job fails while it cleans up, the first exception comes out."""
    first = OSError("down")
    load = FakeService({"b": first}, takes=1, name="load")
    slow = stumble(9, ValueError("cannot clean up"))

    with pytest.raises((OSError, ValueError, ExceptionGroup)) as caught:
        await named_results({"a": slow, "b": load("b")})

    assert caught.value is first, (
        f"One failed with {first!r}, another one failed later, when it was cancelled, "
        f"and {caught.value!r} came out. Which of the two do you keep?"
    )


async def test_a_group_that_was_raised_stays_whole():
    """What is raised may itself be an ExceptionGroup: it comes out as it is."""
    error = ExceptionGroup("two parts", [OSError("one"), ValueError("two")])
    load = FakeService({"a": error}, takes=1, name="load")

    with pytest.raises(Exception) as caught:
        await named_results({"a": load("a"), "b": asyncio.sleep(9)})

    if caught.type is NotImplementedError:
        raise caught.value
    assert caught.value is error, (
        f"{error!r} was raised inside, and {caught.value!r} came out. "
        "How many groups did your code open?"
    )


@given(jobs=st.dictionaries(st.text(min_size=1, max_size=4), latencies(), max_size=5))
async def test_any_names_and_any_latencies(jobs, clock):
    """Keys and order are those of the jobs, and each job has its name."""

    async def job(seconds):
        await asyncio.sleep(seconds)
        return my_name()

    found = await named_results({name: job(takes) for name, takes in jobs.items()})

    assert list(found.items()) == [(name, name) for name in jobs]
    assert clock.elapsed == max(jobs.values(), default=0)
