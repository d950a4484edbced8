"""The loops that an answer makes for itself: `asyncio.run` and its like."""

import asyncio
import contextlib
import functools
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any
from unittest import mock

from dojo.virtual.loop import VirtualLoop
from dojo.virtual.real import loop_of_an_answer
from dojo.virtual.watched import WatchedLoop

_LOOP_MAKERS = ("new_event_loop", "SelectorEventLoop", "EventLoop")


@contextlib.contextmanager
def new_loops_are_watched() -> Iterator[None]:
    """Let `asyncio.run` and its like run on a loop of ours in the block."""
    places: list[tuple[Any, str]] = [
        (module, name) for module in (asyncio, asyncio.events) for name in _LOOP_MAKERS
    ]
    # `asyncio.get_event_loop`, in ordinary code, takes its loops from here.
    places.append((type(asyncio.get_event_loop_policy()), "_loop_factory"))
    maker = staticmethod(loop_of_an_answer)
    with contextlib.ExitStack() as patches:
        for owner, name in places:
            if hasattr(owner, name):
                patch = mock.patch.object(owner, name, maker)
                patches.enter_context(patch)
        yield


@contextlib.contextmanager
def looking_before_runners_close(look: Callable[[WatchedLoop], None]) -> Iterator[None]:
    """Call `look` with each watched loop in the block before its Runner closes it.

    `asyncio.run` cancels without a word what still runs at its end.
    """
    real_close = asyncio.Runner.close

    @functools.wraps(real_close)
    def close(runner: asyncio.Runner) -> None:
        loop = getattr(runner, "_loop", None)
        if isinstance(loop, WatchedLoop) and not loop.is_closed():
            look(loop)
        real_close(runner)

    with mock.patch.object(asyncio.Runner, "close", close):
        yield


@contextlib.contextmanager
def jobs_of_pools_on_record() -> Iterator[None]:
    """Let the clock stand still for what an answer hands to a pool of threads."""
    real_submit: Any = ThreadPoolExecutor.submit

    @functools.wraps(real_submit)
    def submit(pool: ThreadPoolExecutor, *args: Any, **kwargs: Any) -> Future[Any]:
        job: Future[Any] = real_submit(pool, *args, **kwargs)
        loop = asyncio._get_running_loop()
        if isinstance(loop, VirtualLoop):
            loop.outside.jobs.add(job)
        return job

    with mock.patch.object(ThreadPoolExecutor, "submit", submit):
        yield


def forget_the_loop_of_the_last_program() -> None:
    """Let a test begin as a program does: `asyncio.get_event_loop` has made no loop.

    Otherwise an answer that calls it would meet the closed loop of the test before.
    """
    policy: Any = asyncio.get_event_loop_policy()
    policy._local = policy._Local()
