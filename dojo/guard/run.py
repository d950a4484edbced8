"""Looks after the code under test while one test runs."""

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from dojo.findings.findings import notebook
from dojo.findings.source import is_answer, spots_of
from dojo.guard import interrupts, leaks, memory, watchdog
from dojo.guard.patches import Seal, report_patches
from dojo.guard.stdout import printed
from dojo.report.explain import EndedByForce, TriedToLeave
from dojo.virtual.loop import LoopOfAnAnswer, Polling, VirtualLoop

_WAYS_OUT = (
    KeyboardInterrupt,
    SystemExit,
    pytest.exit.Exception,
    pytest.skip.Exception,
    pytest.xfail.Exception,
)


@contextlib.contextmanager
def supervised(seal: Seal) -> Iterator[None]:
    """Run the body of a test in the block, and find what no test asks for.

    Args:
        seal: what asyncio and pytest are made of.

    Raises:
        EndedByForce: it would have run for ever.
        TriedToLeave: an answer tried to end the program.
        Misconduct: the test passed, and yet something was found.
    """
    _remember_what_is_there()
    with memory.limited(), watchdog.watching(), leaks.looking_for_leftovers():
        try:
            with printed.listening():
                yield
        except BaseException as error:
            _end_what_is_left()
            leaks.note_coroutines_never_awaited()
            raise _to_report(error) from None
        finally:
            report_patches(seal)
        _end_what_is_left()
    if any(finding.hung for finding in notebook.findings):
        raise EndedByForce
    leaks.raise_findings()


def make_new_loops_virtual() -> Callable[[], None]:
    """Let `asyncio.run` and its like run on a virtual loop.

    Returns:
        A function that takes it back.
    """
    places: list[tuple[Any, str]] = [
        (module, name) for module in (asyncio, asyncio.events) for name in _LOOP_MAKERS
    ]
    # `asyncio.get_event_loop`, in ordinary code, takes its loops from here.
    places.append((type(asyncio.get_event_loop_policy()), "_loop_factory"))
    real = [
        (module, name, getattr(module, name))
        for module, name in places
        if hasattr(module, name)
    ]
    for module, name, _ in real:
        setattr(module, name, LoopOfAnAnswer)

    def restore() -> None:
        for module, name, maker in real:
            setattr(module, name, maker)

    return restore


_LOOP_MAKERS = ("new_event_loop", "SelectorEventLoop", "EventLoop")


def _remember_what_is_there() -> None:
    """What the fixtures of a test have begun may go on until they are torn down."""
    for loop in VirtualLoop.of_this_test:
        loop.tasks_of_the_judge.update(asyncio.all_tasks(loop))
        loop.generators_of_the_judge.update(loop._asyncgens)


def _end_what_is_left() -> None:
    for loop in list(VirtualLoop.of_this_test):
        if not loop.is_closed() and not loop.is_running():
            leaks.take_stock(loop)


def _to_report(error: BaseException) -> BaseException:
    """Return what pytest gets to see: nothing that would end the whole run."""
    if isinstance(error, watchdog.Hang | Polling):
        return EndedByForce().with_traceback(error.__traceback__)
    if not isinstance(error, _WAYS_OUT) or not _is_an_answers(error):
        return error
    return TriedToLeave(error).with_traceback(error.__traceback__)


def _is_an_answers(error: BaseException) -> bool:
    if isinstance(error, KeyboardInterrupt) and interrupts.was_pressed():
        return False
    return any(is_answer(spot.path) for spot in spots_of(error.__traceback__))
