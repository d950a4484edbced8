"""A function that blocks its thread, and patience with what threads do."""

import asyncio
import threading
from collections.abc import Callable, Mapping
from typing import Any

from dojo.virtual.outside import SECONDS_OF_WORK, Patience

_SECONDS_OF_THE_FIRST_LOOK, _SECONDS_OF_A_LOOK = 0.0002, 0.005


class BlockingFunction:
    """Blocks whoever calls it until the test lets this call go on; keeps a record.

    In the thread of the test it does not wait; at the end of `with` all calls go on.

    Args:
        answer: what a call does when it may go on. Without it, the answer to `key` is
            the key itself.

    Attributes:
        keys: what was asked for, in the order in which the calls began.
        ended: the same of the calls that have ended, in the order in which they did.
        on_the_loop: the same of those that were made in the thread of the test.
        threads: the thread of each call.
        peak: the most calls that were at work at the same time.
    """

    def __init__(self, answer: Callable[[Any], Any] = lambda key: key) -> None:
        self._answer = answer
        self._thread_of_the_test = threading.current_thread()
        self._news, self._may_go = threading.Condition(), list[Any]()
        self.keys, self.ended, self.on_the_loop = list[Any](), list[Any](), list[Any]()
        self.threads, self.peak, self._all_may_go = list[threading.Thread](), 0, False

    @property
    def at_work(self) -> int:
        """How many calls are at work now."""
        return len(self.keys) - len(self.ended)

    def __call__(self, key: Any) -> Any:
        """Block until the test lets `key` go, and answer it."""
        thread = threading.current_thread()
        with self._news:
            self.keys.append(key)
            self.threads.append(thread)
            self.peak = max(self.peak, self.at_work)
            if thread is self._thread_of_the_test:
                self.on_the_loop.append(key)
            else:
                self._news.wait_for(lambda: self._all_may_go or key in self._may_go)
            self.ended.append(key)
        return self._answer(key)

    def let_go(self, *keys: Any) -> None:
        """Let the calls with these keys go on, now and later; without any: all."""
        with self._news:
            self._may_go += keys
            self._all_may_go = self._all_may_go or not keys
            self._news.notify_all()

    def __enter__(self) -> "BlockingFunction":
        return self

    def __exit__(self, *_: object) -> None:
        self.let_go()


def raising(errors: Mapping[Any, BaseException]) -> Callable[[Any], Any]:
    """Return an answer for a `BlockingFunction`: it raises the error of a key, if any.

    Args:
        errors: what is raised for which key; any other key is its own answer.
    """

    def answer(key: Any) -> Any:
        if key in errors:
            raise errors[key]
        return key

    return answer


async def until(condition: Callable[[], bool], *, idle: int = 100) -> bool:
    """Wait until something holds, or this process does nothing at `idle` looks.

    Returns:
        Whether it holds. What must not happen may be waited for with fewer looks.
    """
    patience, seconds = Patience(idle, SECONDS_OF_WORK), _SECONDS_OF_THE_FIRST_LOOK
    while not condition() and not patience.is_over():
        await asyncio.sleep(seconds)
        seconds = min(2 * seconds, _SECONDS_OF_A_LOOK)
    return condition()
