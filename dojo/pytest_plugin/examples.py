"""Hypothesis: the same examples everywhere, each on a loop and a clock of its own.

pytest-asyncio runs all examples of a test on one loop: the clock goes on from
example to example, and what one leaves behind disturbs the next.
"""

import asyncio
import functools
import inspect
import sys
from collections.abc import Callable
from time import process_time
from types import SimpleNamespace
from typing import Any

from dojo.findings.findings import begin_record
from dojo.guard import leaks
from dojo.guard.warned import noting_warnings
from dojo.virtual.real import loop_of_a_test
from dojo.virtual.runners import forget_the_loop_of_the_last_program


@functools.cache
def load_settings() -> None:
    """Load the settings of all suites, before the first of them is imported.

    Deterministic: the same answer gets the same verdict on every machine. Deadlines
    would measure real time, and a fixture such as `clock` is made for each test.
    """
    from hypothesis import HealthCheck, Phase, settings
    from hypothesis.internal.conjecture import engine, providers

    settings.register_profile(
        "katas",
        # Enough for each wrong attempt that a property alone can catch; a search
        # through interleavings asks for more.
        max_examples=40,
        derandomize=True,
        database=None,
        deadline=None,
        print_blob=False,
        phases=[Phase.explicit, Phase.generate, Phase.shrink],
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    settings.load_profile("katas")
    # Hypothesis also draws constants that it finds in the source of what is imported,
    # so a suite would get other examples alone than after other suites.
    vars(providers)["_get_local_constants"] = vars(providers)["Constants"]
    # It looks for a smaller example for five minutes, and then complains. Nobody wants
    # to wait that long for a verdict; and its clock is that of the processor, since
    # virtual hours may pass in one example, and real ones on a busy machine.
    vars(engine).update(
        time=SimpleNamespace(monotonic=process_time, perf_counter=process_time),
        MAX_SHRINKING_SECONDS=3,
        report=lambda _: None,
    )


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


def _isolated(inner: Callable[..., Any]) -> Callable[..., Any]:
    def on_a_loop(*args: Any, **kwargs: Any) -> None:
        with asyncio.Runner(loop_factory=loop_of_a_test) as runner:
            runner.run(inner(*args, **kwargs))

    run = on_a_loop if inspect.iscoroutinefunction(inner) else inner

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
