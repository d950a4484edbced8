"""Child processes compute, the event loop is free, and no child is left.

Each test costs a pool of processes, and each example of the property one more, so
there are few. What a child calls must be something that it can import: here it is
`eval`, with a text.
"""

import asyncio
import multiprocessing
import os

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from dojo.testing import outcome_of, until
from katas.ch13_threads_processes.k3_cpu_map import cpu_map

pytestmark = pytest.mark.real_time

# A process may take long to start, and meanwhile this one has nothing to do.
LOOKS_FOR_A_PROCESS = 2000
# What a pool would have by itself is another number.
PROCESSES = 3 if os.cpu_count() == 2 else 2
# Says that it has begun, and waits until the test lets it go on.
WAITS = """(lambda os, time: (
    open({path!r}, "x").close(),
    any(os.path.exists({go!r}) or time.sleep(0.005) for _ in range(10_000)),
    {name!r},
)[-1])(__import__("os"), __import__("time"))"""


class Folder:
    """In it each call says that it has begun."""

    def __init__(self, path):
        self.path = path

    @property
    def begun(self):
        """The names of the calls that have begun."""
        return sorted(path.name for path in self.path.glob("call*"))

    def call(self, name):
        """Return what makes a call wait until it is let go."""
        paths = {"path": str(self.path / name), "go": str(self.path / "go")}
        return WAITS.format(name=name, **paths)

    def let_go(self):
        """Let all calls go on."""
        (self.path / "go").touch()


@pytest.fixture
def folder(tmp_path):
    """Return a folder; when the test is over, no call waits any more."""
    folder = Folder(tmp_path)
    yield folder
    folder.let_go()


@settings(max_examples=2, phases=[Phase.generate])
@given(values=st.permutations(["3", "1", "None", "OSError('returned')", "3"]))
async def test_other_processes_compute(values):
    """The results come in order, from other processes, and not from too many."""
    items = [f"({value}, __import__('os').getpid())" for value in values]

    made = await cpu_map(eval, items, PROCESSES)

    seen, pids = [repr(value) for value, _ in made], {pid for _, pid in made}
    assert seen == values, (
        f"The calls were to return {values}, in this order, and {seen} was returned. "
        "What decides the order?"
    )
    assert os.getpid() not in pids, (
        "The function has computed in the process of the event loop itself. "
        "Who calls it, and in which process is that line?"
    )
    assert len(pids) <= PROCESSES, (
        f"`processes` was {PROCESSES}, and {len(pids)} processes have computed. "
        "What says how many there are?"
    )


async def test_so_many_compute_at_once_and_the_loop_is_free(folder):
    """So many calls are at work at the same time, and the event loop is free."""
    names = [f"call{n}" for n in range(PROCESSES + 1)]
    items = [*map(folder.call, names), "OSError('returned')"]
    task = asyncio.create_task(outcome_of(cpu_map(eval, items, PROCESSES)))
    await until(lambda: folder.begun or task.done(), idle=LOOKS_FOR_A_PROCESS)
    await until(lambda: len(folder.begun) >= PROCESSES or task.done(), idle=400)
    await until(lambda: len(folder.begun) > PROCESSES, idle=20)

    begun = folder.begun
    assert len(begun) == PROCESSES, (
        f"`processes` was {PROCESSES}, there were {len(items)} items, and before any "
        f"call could end, these had begun: {begun}. What has to happen in your code "
        "before the next one begins?"
    )
    folder.let_go()
    outcome = await task
    assert repr(outcome) == repr([*names, OSError("returned")]), (
        f"The calls returned {names} and OSError('returned'), none of them raised, and "
        f"{outcome!r} came out. How do you know whether a call has failed?"
    )


async def test_no_items():
    """Where there is nothing to do, the result is an empty list."""
    assert await cpu_map(eval, [], PROCESSES) == []


async def test_no_process_is_left(folder):
    """Where one raises, the others end; then it comes out, and no child is left."""
    call = cpu_map(eval, ["1 / 0", folder.call("call1")], PROCESSES)
    task = asyncio.create_task(outcome_of(call))
    await until(lambda: folder.begun or task.done(), idle=LOOKS_FOR_A_PROCESS)
    how = "was still at work" if folder.begun else "had not begun"
    assert not await until(task.done, idle=20), (
        f"Of two calls one raised, the other one {how}, and {task.result()!r} came "
        "out. Who waits for the other one?"
    )
    folder.let_go()
    outcome = await task
    await until(lambda: not multiprocessing.active_children())

    left = multiprocessing.active_children()
    assert not left, (
        f"{outcome!r} came out, and {len(left)} child processes are still there. "
        "Who shuts the pool down, also where a call has raised?"
    )
    assert isinstance(outcome, ZeroDivisionError), (
        f"A call raised a ZeroDivisionError, and {outcome!r} came out."
    )
