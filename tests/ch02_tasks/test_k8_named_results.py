"""Each job has a task with its name, and a result in its place."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import FakeService, latencies
from katas.ch02_tasks.k8_named_results import named_results


def my_name():
    """Return the name of the task that runs now."""
    return asyncio.current_task().get_name()


async def test_each_name_has_its_result():
    """Each name comes with the result of its own job."""
    load = FakeService({1: "Ada", 2: "Grace"}, takes={1: 2, 2: 1}, name="load")

    found = await named_results({"ada": load(1), "grace": load(2)})

    assert found == {"ada": "Ada", "grace": "Grace"}, (
        "The job 'ada' gives 'Ada', the job 'grace' gives 'Grace', and this came back: "
        f"{found}. What does your code put into the dict?"
    )


async def test_no_jobs_no_results():
    """Without jobs the dict is empty."""
    assert await named_results({}) == {}


async def test_the_results_keep_the_order():
    """The results are in the order of the jobs, whichever is ready first."""
    load = FakeService(takes={"a": 3, "b": 1, "c": 2}, name="load")

    found = await named_results({key: load(key) for key in "bac"})

    assert list(found) == ["b", "a", "c"], (
        f"The jobs are 'b', 'a' and 'c', and the results in the order {list(found)}. "
        "When does a result come into your dict?"
    )


async def test_each_job_knows_its_name():
    """A job runs in a task that is named after its key, from its first step on."""

    async def names():
        first = my_name()
        await asyncio.sleep(1)
        return first, my_name()

    found = await named_results({"ada": names(), "grace": names()})

    assert found == {"ada": ("ada", "ada"), "grace": ("grace", "grace")}, (
        "Each job tells the name of its task, at its first step and a second later: "
        f"{found}. Where does the name of a task come from?"
    )


async def test_the_jobs_run_together(clock):
    """The whole takes as long as the slowest job."""
    load = FakeService(takes={"a": 3, "b": 1, "c": 2}, name="load")

    await named_results({key: load(key) for key in "abc"})

    assert clock.elapsed == 3, (
        f"Jobs of 3, 1 and 2 s took {clock.elapsed:g} s in all. "
        "Which line waits before the next job has begun?"
    )


@given(jobs=st.dictionaries(st.text(min_size=1, max_size=4), latencies(), max_size=5))
async def test_any_names_and_any_latencies(jobs, clock):
    """Keys and order are those of the jobs, and each job has its name."""

    async def job(seconds):
        await asyncio.sleep(seconds)
        return my_name()

    found = await named_results({name: job(takes) for name, takes in jobs.items()})

    assert list(found.items()) == [(name, name) for name in jobs], (
        f"Each job returns the name of its task. The jobs are {list(jobs)}, and this "
        f"came back: {found}. Where do names and order come from in your code?"
    )
    assert clock.elapsed == max(jobs.values(), default=0), (
        f"Jobs of {list(jobs.values())} s took {clock.elapsed:g} s in all. "
        "Which line waits before the next job has begun?"
    )
