"""Stand-ins for slow services: their behaviour is scripted, their use on record."""

import asyncio
import inspect
from collections.abc import Callable, Coroutine, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from dojo.virtual.clock import Clock
from dojo.virtual.timeline import Bar, peak, timeline


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

    @property
    def keys(self) -> list[Any]:
        """What was asked for, in the order in which the calls began."""
        return [call.key for call in self.calls]

    @property
    def at_work(self) -> int:
        """How many calls are at work now."""
        return sum(call.ended is None for call in self.calls)

    @property
    def peak(self) -> int:
        """The most calls that were at work at the same time."""
        return peak(self.calls)

    def __call__(self, key: Hashable) -> Coroutine[Any, Any, Any]:
        """Return a coroutine that answers `key` as scripted.

        Raises:
            TypeError: the key is a list, say: one thing at a time can be asked for.
        """
        if not isinstance(key, Hashable):
            raise TypeError(f"{self.name}() takes one key, and was given {key!r}")
        coroutine = self._serve(key)
        for attribute in ("__name__", "__qualname__"):
            setattr(coroutine, attribute, self.name)
        return coroutine

    async def _serve(self, key: Hashable) -> Any:
        call = Call(f"{self.name}({key!r})", Clock().elapsed, key=key)
        self.calls.append(call)
        with timeline().working(call):
            await asyncio.sleep(self._seconds(key))
            answer = self._answer(key)
            if isinstance(answer, BaseException):
                raise answer
        return answer

    def _seconds(self, key: Any) -> float:
        return self.takes.get(key, 0) if isinstance(self.takes, Mapping) else self.takes

    def _answer(self, key: Any) -> Any:
        if self.answers is None:
            return key
        if isinstance(self.answers, Mapping):
            return self.answers[key]
        return self.answers(key)


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
    assert task is not None
    task.add_done_callback(lambda task: task.cancelled() or task.exception())
    try:
        await asyncio.sleep(takes)
    except asyncio.CancelledError:
        raise error from None
