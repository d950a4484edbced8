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
# Says that it has begun, and waits until the test lets it go on.
WAITS = """(lambda os, time: (
    open({name!r}, "x").close(),
    any(os.path.exists("go") or time.sleep(0.005) for _ in range(10_000)),
    {name!r},
)[-1])(__import__("os"), __import__("time"))"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Return the folder in which children say that they have begun."""
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    (tmp_path / "go").touch()


@settings(max_examples=2, phases=[Phase.generate])
@given(values=st.permutations(["3", "1", "None", "OSError('returned')", "3"]))
async def test_other_processes_compute(values):
    """The results come in order, from other processes, and not from too many."""
    items = [f"({value}, __import__('os').getpid())" for value in values]

    made = await cpu_map(eval, items, 2)

    seen, pids = [repr(value) for value, _ in made], {pid for _, pid in made}
    assert seen == values, (
        f"The calls were to return {values}, in this order, and {seen} was returned. "
        "What decides the order?"
    )
    assert os.getpid() not in pids, (
        "The function has computed in the process of the event loop, where one thread "
        "at a time runs Python. Which kind of pool has processes?"
    )
    assert len(pids) <= 2, (
        f"`processes` was 2, and {len(pids)} processes have computed. "
        "What says how many there are?"
    )


async def test_so_many_compute_at_once_and_the_loop_is_free(folder):
    """Two calls are at work, no third one begins, and only the loop ends them."""
    items = [WAITS.format(name=name) for name in ("a", "b", "c")]
    task = asyncio.create_task(cpu_map(eval, items, 2))
    await until(lambda: any(folder.iterdir()), idle=LOOKS_FOR_A_PROCESS)
    await until(lambda: len(list(folder.iterdir())) > 1, idle=400)
    await until(lambda: len(list(folder.iterdir())) > 2, idle=20)

    begun = sorted(path.name for path in folder.iterdir())
    assert len(begun) == 2, (
        f"`processes` was 2, there were three items, and calls for {begun} had begun "
        "before any of them could end. What decides how many begin?"
    )
    (folder / "go").touch()
    assert await task == ["a", "b", "c"]


async def test_no_process_is_left(folder):
    """Where one raises, the others end; then it comes out, and no child is left."""
    call = cpu_map(eval, ["1 / 0", WAITS.format(name="slow")], 2)
    task = asyncio.create_task(outcome_of(call))
    await until(lambda: (folder / "slow").exists(), idle=LOOKS_FOR_A_PROCESS)
    assert not await until(task.done, idle=20), (
        f"One call raised, another one was still at work, and {task.result()!r} came "
        "out. Who waits for the other one?"
    )
    (folder / "go").touch()
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
