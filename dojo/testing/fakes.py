"""Stand-ins for slow services: their behaviour is scripted, their use on record."""

import asyncio
import contextlib
import inspect
from collections.abc import Callable, Coroutine, Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dojo.virtual.clock import Clock
from dojo.virtual.timeline import Bar, timeline


@dataclass(eq=False)
class Call(Bar):
    """One call of a service.

    Attributes:
        key: what was asked for.
    """

    key: Any = None


class FakeService:
    """A coroutine function that answers after a while, and remembers who asked.

    Args:
        answers: the answer for each key: a mapping, or a function of the key.
            An answer that is an exception is raised. Without `answers`, the
            answer to `key` is the key itself.
        takes: virtual seconds until the answer: a number, or a mapping with a
            number for each key (a key that is not in it takes no time).
        name: what its coroutines are called in messages.

    Attributes:
        calls: every `Call`, in the order in which they began.
        at_work: how many calls are at work now.
        peak: the most calls that were at work at the same time.

    Example:
        fetch = FakeService({"a": 1, "b": OSError("down")}, takes={"a": 2})
        await fetch("a")  ->  1, after two seconds
        await fetch("b")  ->  raises OSError, at once
        fetch.keys        ->  ["a", "b"]
    """

    def __init__(
        self,
        answers: Mapping[Any, Any] | Callable[[Any], Any] | None = None,
        takes: float | Mapping[Any, float] = 0,
        name: str = "fetch",
    ) -> None:
        self.answers = answers
        self.takes = takes
        self.name = name
        self.calls: list[Call] = []
        self.at_work = self.peak = 0

    @property
    def keys(self) -> list[Any]:
        """What was asked for, in the order in which the calls began."""
        return [call.key for call in self.calls]

    def __call__(self, key: Hashable) -> Coroutine[Any, Any, Any]:
        """Return a coroutine that answers `key` as scripted."""
        coroutine = self._serve(key)
        for attribute in ("__name__", "__qualname__"):
            setattr(coroutine, attribute, self.name)
        return coroutine

    async def _serve(self, key: Hashable) -> Any:
        """Answer `key`, and put the call on record."""
        call = Call(f"{self.name}({key!r})", Clock().elapsed, key=key)
        self.calls.append(call)
        with timeline().working(call), self._counted():
            await asyncio.sleep(self._seconds(key))
            answer = self._answer(key)
            if isinstance(answer, BaseException):
                raise answer
        return answer

    @contextlib.contextmanager
    def _counted(self) -> Iterator[None]:
        self.at_work += 1
        self.peak = max(self.peak, self.at_work)
        try:
            yield
        finally:
            self.at_work -= 1

    def _seconds(self, key: Any) -> float:
        return self.takes.get(key, 0) if isinstance(self.takes, Mapping) else self.takes

    def _answer(self, key: Any) -> Any:
        if self.answers is None:
            return key
        return (
            self.answers[key]
            if isinstance(self.answers, Mapping)
            else self.answers(key)
        )


def items_from(function: Callable[..., Any], *args: Any) -> Any:
    """Call what should be an async generator function, and return what it gives.

    Args:
        function: a function of an answer.
        args: its arguments.

    Raises:
        AssertionError: `async for` does not take what it gives.
    """
    given = function(*args)
    if inspect.iscoroutine(given):
        # That it is never awaited is not what the learner has to read.
        given.close()
    assert hasattr(given, "__aiter__"), (
        f"A call of {function.__name__} gave a {type(given).__name__}, and `async for` "
        "cannot loop over that. What makes a function an async generator?"
    )
    return given


async def stumble(takes: float, error: Exception) -> None:
    """Sleep; if it is cancelled meanwhile, fail with `error` while cleaning up.

    The error counts as seen: a suite that asks which of two errors comes out does not
    ask who looks at the other one.

    Args:
        takes: virtual seconds to sleep.
        error: what is raised instead of the CancelledError.
    """
    task = asyncio.current_task()
    if task is not None:
        task.add_done_callback(_look_at)
    try:
        await asyncio.sleep(takes)
    except asyncio.CancelledError:
        raise error from None


def _look_at(task: asyncio.Task[Any]) -> None:
    """Count the exception of a task as seen."""
    if not task.cancelled():
        task.exception()
