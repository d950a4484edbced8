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

from dojo.findings.findings import begin_record
from dojo.guard import leaks
from dojo.guard.warned import noting_warnings
from dojo.virtual.loop import VirtualLoop
from dojo.virtual.runners import forget_the_loop_of_the_last_program


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


def begin() -> None:
    """Begin another test or example; what was on record of the one before is gone."""
    begin_record()
    forget_the_loop_of_the_last_program()
    for recorder in leaks.recorders:
        recorder.begin_afresh()


def _isolated(inner: Callable[..., Any]) -> Callable[..., Any]:
    run = _on_a_loop_of_its_own(inner) if inspect.iscoroutinefunction(inner) else inner

    @functools.wraps(inner)
    def example(*args: Any, **kwargs: Any) -> None:
        begin()
        with noting_warnings():
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
