"""Nobody runs ahead, and nobody waits for a worker that has failed."""

import asyncio
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import (
    FakeService,
    cancellations,
    cancelled_at,
    latencies,
    orders,
    stumble,
)
from katas.ch08_synchronization.k6_phase_barrier import run_phases


def crew(work, *names):
    """Return a worker for each name: Ann calls work("Ann 0"), and so on."""
    return [lambda phase, name=name: work(f"{name} {phase}") for name in names]


def begins(work):
    """Return when each call began."""
    return {call.key: call.began for call in work.calls}


def ends(work):
    """Return how each call ended, and when."""
    return {call.key: (call.outcome, call.ended) for call in work.calls}


async def test_each_worker_is_called_once_in_each_phase():
    """The phases are 0, 1, 2, …, in this order."""
    work = FakeService()

    await run_phases(crew(work, "Ann"), 3)

    assert work.keys == ["Ann 0", "Ann 1", "Ann 2"]


async def test_nobody_begins_before_all_have_finished(clock):
    """Phase 1 begins when the slowest worker has finished phase 0."""
    work = FakeService(takes={"Ann 0": 1, "Bob 0": 3, "Ann 1": 1, "Bob 1": 1})

    await run_phases(crew(work, "Ann", "Bob"), 2)

    assert begins(work) == {"Ann 0": 0, "Bob 0": 0, "Ann 1": 3, "Bob 1": 3}, (
        "Phase 0 takes Ann 1 s and Bob 3 s, and these were the beginnings: "
        f"{begins(work)}. What does each worker wait for before it goes on?"
    )


async def test_it_ends_with_the_last_phase(clock):
    """It returns when all have finished the last phase."""
    work = FakeService(takes={"Ann 0": 2, "Bob 0": 1, "Ann 1": 1, "Bob 1": 4})

    await run_phases(crew(work, "Ann", "Bob"), 2)

    assert clock.elapsed == 6, (
        "The slowest needs 2 s in phase 0 and 4 s in phase 1, and it came back after "
        f"{clock.elapsed:g} s. Which line waits for the last phase?"
    )


async def test_a_barrier_is_used_again(clock):
    """Many phases, and a slow worker in each of them."""
    slow = {"Ann 0": 2.25, "Bob 1": 2.25, "Cy 2": 2.25, "Ann 3": 2.25}
    names = "Ann", "Bob", "Cy"
    work = FakeService(takes=slow)

    await run_phases(crew(work, *names), 4)

    began = begins(work)
    seen = [[began.get(f"{name} {phase}") for name in names] for phase in range(4)]
    assert seen == [[0] * 3, [2.25] * 3, [4.5] * 3, [6.75] * 3], (
        f"The slowest of three needs 2.25 s in each phase. They began at {seen}, "
        "phase by phase. What does each phase wait for, and for how long?"
    )


async def test_a_function_may_stand_twice():
    """Each place in the list is a worker, also with the same function."""
    work = FakeService()

    await run_phases([work, work], 2)

    assert work.keys == [0, 0, 1, 1]


async def test_without_workers(clock):
    """No workers: it returns at once."""
    await run_phases([], 3)

    assert clock.elapsed == 0


async def test_without_phases(clock):
    """No phases: nobody is called."""
    work = FakeService(takes=1)

    await run_phases(crew(work, "Ann", "Bob"), 0)

    assert (work.keys, clock.elapsed) == ([], 0)


async def test_each_worker_has_a_task_of_its_own():
    """All phases of a worker run in one task, and in that of no other worker."""
    tasks = {"Ann": [], "Bob": []}

    async def work(key):
        await asyncio.sleep(1)
        tasks[key.split()[0]].append(asyncio.current_task())

    await run_phases(crew(work, "Ann", "Bob"), 3)

    used = {name: len(set(of_worker)) for name, of_worker in tasks.items()}
    assert used == {"Ann": 1, "Bob": 1}, (
        f"In three phases each worker ran in this many tasks: {used}. "
        "How long does the task of a worker live?"
    )
    assert tasks["Ann"][0] is not tasks["Bob"][0]


async def test_a_failure_ends_all_at_once(clock):
    """When one fails, those that work are cancelled, and those that wait are told."""
    work = FakeService({"Bob 0": OSError("down")}.get, {"Bob 0": 2, "Cy 0": 9})

    with pytest.raises((OSError, ExceptionGroup, asyncio.BrokenBarrierError)):
        await run_phases(crew(work, "Ann", "Bob", "Cy"), 2)

    assert clock.elapsed == 2, (
        "Ann waits for the others, Bob fails after 2 s, and Cy needs 9 s: it came back "
        f"after {clock.elapsed:g} s. Who is waited for after a failure?"
    )
    await asyncio.sleep(0)  # Another test asks whether they have ended by then.
    outcome, _ = ends(work)["Cy 0"]
    assert outcome == "cancelled", (
        f"Bob has failed, and Cy, who needs 9 s, is now {outcome}. Who tells Cy?"
    )


async def test_no_phase_begins_after_a_failure():
    """A worker that has failed is missed by all the others."""
    work = FakeService({"Bob 1": OSError("down")}.get, {"Bob 1": 1, "Ann 1": 2})

    with pytest.raises((OSError, ExceptionGroup, asyncio.BrokenBarrierError)):
        await run_phases(crew(work, "Ann", "Bob"), 3)

    await asyncio.sleep(9)
    assert sorted(work.keys) == ["Ann 0", "Ann 1", "Bob 0", "Bob 1"], (
        f"Bob failed in phase 1, and these were called: {work.keys}. "
        "What do the others do when one is missing?"
    )


@pytest.mark.parametrize(
    "error", [OSError("down"), ExceptionGroup("two parts", [OSError(), KeyError()])]
)
async def test_the_error_itself_is_raised(error):
    """The exception of the worker comes out as it is."""
    work = FakeService({"Bob 1": error}.get, {"Bob 1": 1, "Cy 1": 9})

    with pytest.raises((OSError, ExceptionGroup, asyncio.BrokenBarrierError)) as caught:
        await run_phases(crew(work, "Ann", "Bob", "Cy"), 2)

    assert caught.value is error, (
        f"A worker failed with {error!r}, and {caught.value!r} came out. "
        "Whose exception is that?"
    )


class Region:
    """Workers that take a while to clean up when they are cancelled."""

    def __init__(self, takes, clean_up):
        self.work = FakeService({"Bob": OSError("down")}.get, takes, name="work")
        self.clean_up = FakeService(takes=clean_up, name="clean_up")

    def worker(self, name):
        """Return a worker that does the same in each phase."""

        async def compute(_):
            try:
                await self.work(name)
            except asyncio.CancelledError:
                await self.clean_up(name)
                raise

        return compute

    @property
    def cleaned_up(self):
        """When each worker has cleaned up."""
        return {call.key: call.ended for call in self.clean_up.calls}


async def test_the_others_have_cleaned_up(clock):
    """The exception is raised when the others have finished their cleaning up."""
    region = Region({"Ann": 9, "Bob": 1, "Cy": 9}, clean_up={"Ann": 2, "Cy": 4})

    with pytest.raises((OSError, ExceptionGroup, asyncio.BrokenBarrierError)):
        await run_phases([region.worker(name) for name in ("Ann", "Bob", "Cy")], 2)

    assert (region.cleaned_up, clock.elapsed) == ({"Ann": 3, "Cy": 5}, 5), (
        "Bob failed after 1 s, Ann then cleans up for 2 s and Cy for 4 s. It came back "
        f"after {clock.elapsed:g} s, and they had cleaned up at these times: "
        f"{region.cleaned_up}. When is each one cancelled, and who waits for it?"
    )


async def test_a_failure_while_cleaning_up_comes_later():
    """Where one fails while it cleans up, the first exception is raised."""
    first = OSError("first")
    work = FakeService({0: first}.get, takes=1)

    with pytest.raises(
        (OSError, ValueError, ExceptionGroup, asyncio.BrokenBarrierError)
    ) as caught:
        await run_phases([lambda _: stumble(9, ValueError("not clean")), work], 2)

    assert caught.value is first, (
        f"One failed with {first!r}, another one failed later, when it was cancelled, "
        f"and {caught.value!r} came out. Which one came first?"
    )


async def test_a_cancellation_reaches_all(clock):
    """Cancelled, it cancels all workers, and they have ended when it ends."""
    region = Region({"Ann": 1, "Cy": 9, "Dee": 9}, clean_up={"Cy": 2, "Dee": 4})
    workers = [region.worker(name) for name in ("Ann", "Cy", "Dee")]

    task = await cancelled_at(run_phases(workers, 2), 3)

    assert task.cancelled(), (
        "Its caller was cancelled at 3 s, and never heard of it. Where did it end?"
    )
    assert (region.cleaned_up, clock.elapsed) == ({"Cy": 5, "Dee": 7}, 7), (
        "It was cancelled at 3 s; Ann waited then, Cy cleans up for 2 s, and Dee for "
        f"4 s. It ended at {clock.elapsed:g} s, and they had cleaned up at these "
        f"times: {region.cleaned_up}. Who waits for them?"
    )


@given(cancellation=cancellations(least=1, most=8))
async def test_it_may_be_cancelled_anywhere(cancellation):
    """Wherever it is cancelled, nobody works afterwards, or begins to."""
    work = FakeService(takes={"Ann 0": 1, "Bob 0": 2, "Ann 1": 2, "Bob 1": 1})

    await cancellation.of(run_phases(crew(work, "Ann", "Bob"), 2))

    assert work.at_work == 0, "It has ended, and some are still at work. Who ends them?"


@given(half=st.integers(0, 9), takes=st.lists(st.integers(1, 4), max_size=6))
async def test_it_may_be_cancelled_at_any_time(half, takes, clock):
    """Whenever it is cancelled, it ends then, and so do the workers."""
    names = "Ann", "Bob"
    keys = [f"{names[n % 2]} {n // 2}" for n in range(len(takes))]
    work = FakeService(takes=dict(zip(keys, takes, strict=True)))
    end = sum(max(takes[n : n + 2]) for n in range(0, len(takes), 2))

    task = await cancelled_at(run_phases(crew(work, *names), 3), half + 0.5)

    if not task.cancelled():
        task.result()
    assert task.cancelled() == (half + 0.5 < end)
    assert (work.at_work, clock.elapsed) == (0, min(half + 0.5, end))


@given(order=orders(), naps=st.lists(st.integers(0, 2), min_size=2, max_size=3))
async def test_any_order_of_ready_tasks(order, naps):
    """In whatever order the tasks run, nobody runs ahead."""
    finished = [0 for _ in naps]
    early = []

    def worker(number):
        async def work(phase):
            early.extend(n for n, done in enumerate(finished) if done < phase)
            for _ in range(naps[number]):
                await asyncio.sleep(0)
            finished[number] += 1

        return work

    with order:
        await run_phases([worker(number) for number in range(len(naps))], 3)

    assert not early, "A worker ran ahead of another. Which line let it through?"
    assert set(finished) == {3}


@given(
    table=st.integers(1, 4).flatmap(
        lambda n: st.lists(
            st.lists(latencies(8), min_size=n, max_size=n), min_size=1, max_size=4
        )
    )
)
async def test_any_workers_and_any_times(table, clock):
    """Each phase begins when the slowest of the phase before has finished."""
    takes = {f"{n} {k}": t for k, row in enumerate(table) for n, t in enumerate(row)}
    work = FakeService(takes=takes)
    starts = [0, *accumulate(max(row) for row in table)]

    await run_phases(crew(work, *range(len(table[0]))), len(table))

    assert begins(work) == {key: starts[int(key.split()[1])] for key in takes}
    assert clock.elapsed == starts[-1]


@given(
    takes=st.lists(st.integers(0, 8), min_size=1, max_size=4),
    place=st.integers(0, 3),
    phase=st.integers(0, 2),
)
async def test_any_failure(takes, place, phase, clock):
    """Whichever fails, and whenever: all end then, and its exception comes out."""
    failing = f"{place % len(takes)} {phase}"
    error = OSError("down")
    times = {f"{n} {k}": t for n, t in enumerate(takes) for k in range(3)}
    # An end just when another one fails is left open.
    work = FakeService({failing: error}.get, times | {failing: 4.5})

    with pytest.raises(OSError) as caught:
        await run_phases(crew(work, *range(len(takes))), 3)

    end = phase * max(takes) + 4.5
    assert caught.value is error
    assert (clock.elapsed, work.at_work) == (end, 0)
    assert max(int(key.split()[1]) for key in work.keys) == phase
