"""Gives every Hypothesis example of an async test a fresh loop and a fresh clock.

pytest-asyncio runs all examples of a test on one loop: the clock goes on from
example to example, and what one leaves behind disturbs the next.
"""

import asyncio
import functools
import inspect
import sys
from collections.abc import Callable
from typing import Any

from dojo.findings.findings import notebook
from dojo.guard import leaks, watchdog
from dojo.guard.stdout import printed
from dojo.virtual.loop import VirtualLoop
from dojo.virtual.timeline import timeline


def isolate_examples(test: Any) -> None:
    """Let a test that was made with `@given` run each example by itself.

    Args:
        test: the test function; one that is not made with `@given` stays as it is.
    """
    hypothesis: Any = getattr(test, "hypothesis", None)
    inner = getattr(hypothesis, "inner_test", None)
    if inner is not None and not hasattr(inner, "isolated"):
        hypothesis.inner_test = _isolated(inner)
        # Hypothesis itself would begin with a digest of the source of `_isolated`.
        sys.modules["hypothesis"].seed(test.__qualname__)(test)


def begin_afresh() -> None:
    """Forget what was recorded of the test or example before."""
    watchdog.beat()
    notebook.take()
    VirtualLoop.of_this_test.clear()
    _forget_the_loop_of_the_last_program()
    printed.begin_afresh()
    timeline.begin_afresh()
    for recorder in leaks.recorders:
        recorder.begin_afresh()


def _forget_the_loop_of_the_last_program() -> None:
    """A test begins as a program does: `asyncio.get_event_loop` has made no loop yet.

    Otherwise an answer that calls it would meet the closed loop of the test before.
    """
    policy: Any = asyncio.get_event_loop_policy()
    policy._local = policy._Local()


def _isolated(inner: Callable[..., Any]) -> Callable[..., Any]:
    run = _on_a_loop_of_its_own(inner) if inspect.iscoroutinefunction(inner) else inner

    @functools.wraps(inner)
    def example(*args: Any, **kwargs: Any) -> None:
        begin_afresh()
        run(*args, **kwargs)
        leaks.raise_findings()

    # pytest-asyncio would take what looks like a coroutine function for one.
    del example.__wrapped__
    vars(example).update(__signature__=inspect.signature(inner), isolated=True)
    return example


def _on_a_loop_of_its_own(inner: Callable[..., Any]) -> Callable[..., None]:
    def run(*args: Any, **kwargs: Any) -> None:
        with asyncio.Runner(loop_factory=VirtualLoop) as runner:
            runner.run(inner(*args, **kwargs))

    return run
