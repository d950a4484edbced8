"""Run a coroutine by hand.

A dialogue asks questions, and awaits the answers. In the program they come
from a user; in its tests from a dict. `drive` is for the tests: it needs no
user, and no event loop.

Given      Ask, whose `__await__` yields it
You write  drive
Tools      coro.send, coro.throw, coro.close, StopIteration.value
Level      core
Time       20 minutes
"""

from collections.abc import Coroutine, Generator
from typing import Any, TypeVar

T = TypeVar("T")


class Ask:
    """A question: `await Ask("size")` gives the answer."""

    def __init__(self, question: str) -> None:
        self.question = question

    def __await__(self) -> Generator["Ask", Any, Any]:
        return (yield self)


def drive(coro: Coroutine[Ask, Any, T], answers: dict[str, Any]) -> T:
    """Run `coro` to its end; return what it returns, or raise what it raises.

    Each Ask that it awaits, also deep inside, is answered from `answers`, as
    often as it is asked.

    An answer that is an exception object is raised at the `await`. The
    coroutine may catch it, and go on.

    A question without an answer: the coroutine is closed, and then a KeyError
    of that question is raised.

    Example:
        async def order():
            return await Ask("size"), await Ask("colour")

        drive(order(), {"size": 40, "colour": "red"})  ->  (40, "red")
    """
    answer: Any = None
    while True:
        try:
            if isinstance(answer, BaseException):
                ask = coro.throw(answer)
            else:
                ask = coro.send(answer)
        except StopIteration as end:
            result: T = end.value
            return result
        if ask.question not in answers:
            coro.close()
            raise KeyError(ask.question)
        answer = answers[ask.question]
