"""All finish a phase before anybody begins the next."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.schedules import cancellations, latencies, orders
from dojo.timeline import Bar, timeline
from katas.ch08_synchronization.k6_phase_barrier import run_phases


class Team:
    """Workers that take a given time in each phase, and keep a record."""

    def __init__(self, clock, takes, failing=None):
        self.workers = [self.worker(n) for n in range(len(takes))]
        self.log = []
        self._clock = clock
        self._takes = takes
        self._failing = failing

    def worker(self, number):
        """Return a worker."""

        async def work(phase):
            self.log.append(("begin", number, phase, self._clock.elapsed))
            bar = Bar(f"worker {number}, phase {phase}", self._clock.elapsed)
            with timeline.working(bar):
                await asyncio.sleep(self._takes[number][phase])
                if self._failing == (number, phase):
                    raise OSError(f"worker {number}")
            self.log.append(("end", number, phase, self._clock.elapsed))

        return work

    def times(self, what, phase):
        """Return when the workers began or ended a phase."""
        return [at for event, _, k, at in self.log if (event, k) == (what, phase)]


async def test_all_do_all_phases(clock):
    """Each worker is called once for each phase, in order."""
    team = Team(clock, [[1, 1, 1], [1, 1, 1]])

    await run_phases(team.workers, 3)

    for number in (0, 1):
        phases = [
            phase for event, n, phase, _ in team.log if (event, n) == ("begin", number)
        ]
        assert phases == [0, 1, 2]


async def test_they_work_together(clock):
    """The workers of a phase are at work at the same time."""
    team = Team(clock, [[3], [1], [2]])

    await run_phases(team.workers, 1)

    assert clock.elapsed == 3, (
        f"Three workers take 3, 1 and 2 s, and the phase took {clock.elapsed:g} s."
    )


async def test_nobody_runs_ahead(clock):
    """Who is done early waits for the slowest one."""
    team = Team(clock, [[3, 1], [1, 1]])

    await run_phases(team.workers, 2)

    began = team.times("begin", 1)
    assert began == [3, 3], (
        f"Phase 0 takes them 3 and 1 s. They began phase 1 at {began} s. "
        "Who knows when all are done?"
    )
    assert clock.elapsed == 4


@pytest.mark.parametrize(("workers", "phases"), [(0, 3), (2, 0), (0, 0)])
async def test_nothing_to_do(workers, phases, clock):
    """No workers or no phases: it returns at once."""
    team = Team(clock, [[1, 1, 1]] * workers)

    await run_phases(team.workers, phases)

    assert team.log == []
    assert clock.elapsed == 0


async def test_one_worker_alone(clock):
    """It waits for nobody."""
    team = Team(clock, [[1, 2]])

    await run_phases(team.workers, 2)

    assert clock.elapsed == 3


@pytest.mark.parametrize("failing", [(0, 0), (1, 1)])
async def test_a_failure_comes_out(failing, clock):
    """The exception of the worker is raised, not that of a broken barrier."""
    team = Team(clock, [[1, 1], [2, 2], [3, 3]], failing)

    with pytest.raises((OSError, ExceptionGroup)) as caught:
        await run_phases(team.workers, 2)

    errors = getattr(caught.value, "exceptions", (caught.value,))
    assert [str(error) for error in errors] == [f"worker {failing[0]}"], (
        f"Worker {failing[0]} failed with OSError, and this came out: {errors!r}."
    )


async def test_a_failure_ends_the_others(clock):
    """Nobody waits for one who will never come, and no phase follows."""
    team = Team(clock, [[1, 1], [2, 1], [9, 1]], failing=(1, 0))

    with pytest.raises((OSError, ExceptionGroup)):
        await run_phases(team.workers, 2)
    seconds = clock.elapsed
    await asyncio.sleep(30)

    assert seconds == 2, f"One failed at 2 s, and it ended at {seconds:g} s."
    ended = [number for event, number, *_ in team.log if event == "end"]
    assert ended == [0], f"After the failure these went on: {ended[1:]}."
    assert team.times("begin", 1) == [], "One failed in phase 0, and phase 1 began."


async def test_the_others_have_cleaned_up(clock):
    """It ends when they have ended."""
    cleaned = []

    async def slow(phase):
        try:
            await asyncio.sleep(9)
        finally:
            await asyncio.sleep(2)
            cleaned.append(clock.elapsed)

    async def bad(phase):
        await asyncio.sleep(1)
        raise OSError(phase)

    with pytest.raises((OSError, ExceptionGroup)):
        await run_phases([slow, bad], 1)

    assert cleaned == [3], "One was still cleaning up when the error came out."


@given(cancellation=cancellations(least=1, most=5))
async def test_it_may_be_cancelled_anywhere(cancellation, clock):
    """Wherever it is cancelled, nobody goes on."""
    team = Team(clock, [[1, 2], [2, 1]])

    task = await cancellation.of(run_phases(team.workers, 2))
    events = len(team.log)
    await asyncio.sleep(30)

    assert len(team.log) == events, "It was cancelled, and somebody went on working."
    assert task.cancelled() or len(team.log) == 8


@given(order=orders(), workers=st.integers(1, 4), phases=st.integers(1, 3))
async def test_in_any_order(order, workers, phases):
    """In any order of steps a phase ends before the next begins."""
    log = []

    async def work(phase):
        log.append(("begin", phase))
        await asyncio.sleep(0)
        log.append(("end", phase))

    with order:
        await run_phases([work] * workers, phases)

    expected = [phase for phase in range(phases) for _ in range(2 * workers)]
    seen = [phase for _, phase in log]
    assert seen == expected, f"The phases came in this order: {seen}. Who ran ahead?"


@given(data=st.data(), workers=st.integers(1, 4), phases=st.integers(1, 3))
async def test_any_workers_and_any_times(data, workers, phases, clock):
    """It takes as long as the slowest worker of each phase, one phase after another."""
    times = st.lists(latencies(4), min_size=phases, max_size=phases)
    takes = data.draw(st.lists(times, min_size=workers, max_size=workers))
    team = Team(clock, takes)

    await run_phases(team.workers, phases)

    assert clock.elapsed == sum(max(row[k] for row in takes) for k in range(phases))
    for phase in range(1, phases):
        assert min(team.times("begin", phase)) >= max(team.times("end", phase - 1))
