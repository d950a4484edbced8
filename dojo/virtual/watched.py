"""An event loop that remembers what an answer does on it, whatever its clock is."""

import asyncio
import contextlib
import weakref
from collections import deque
from collections.abc import AsyncGenerator, Callable, Iterator
from contextvars import ContextVar
from typing import Any, ClassVar, NoReturn

from dojo.findings.findings import record
from dojo.findings.source import SourceLine, nearest_author
from dojo.virtual.lost import note_lost, note_open_generator
from dojo.virtual.network import LoopOnANetwork
from dojo.virtual.outside import Outside
from dojo.virtual.tasks import describe_tasks
from dojo.virtual.threads import describe_threads

_is_the_judges: ContextVar[bool] = ContextVar("is_the_judges", default=False)

_MOST_TURNS_AT_THE_END = 100


class Deadlock(Exception):
    """Every task waits for something that never happens."""


@contextlib.contextmanager
def made_by_the_judge() -> Iterator[None]:
    """Let the tasks that come of the block be the judge's own, not the answer's."""
    token = _is_the_judges.set(True)
    try:
        yield
    finally:
        _is_the_judges.reset(token)


class WatchedLoop(LoopOnANetwork):
    """An event loop that puts on record what is started on it, lost, and left behind.

    Args:
        outside: its selector.

    Attributes:
        is_of_an_answer: an answer has made it, by `asyncio.run` or the like. What still
            runs at its end is not given another step: asyncio would cancel it.
    """

    # Private parts of asyncio; tests/dojo/test_loop.py pins them on every Python.
    _ready: deque[asyncio.Handle]
    _asyncgens: weakref.WeakSet[AsyncGenerator[Any, Any]]

    is_of_an_answer: ClassVar[bool] = False

    def __init__(self, outside: Outside) -> None:
        self.outside = outside
        self.created_at = weakref.WeakKeyDictionary[asyncio.Task[Any], SourceLine]()
        self.tasks_of_the_judge = weakref.WeakSet[asyncio.Task[Any]]()
        self.generators_of_the_judge = weakref.WeakSet[AsyncGenerator[Any, Any]]()
        self.at_the_end: list[Callable[[], None]] = []
        super().__init__(outside)
        loops_of_this_test().append(self)

    def create_task(self, coro: Any, **kwargs: Any) -> asyncio.Task[Any]:
        """Make a task, and remember the line that made it."""
        task = super().create_task(coro, **kwargs)
        if _is_the_judges.get():
            self.tasks_of_the_judge.add(task)
        if (line := nearest_author()) is not None:
            self.created_at[task] = line
        return task

    def default_exception_handler(self, context: dict[str, Any]) -> None:
        """Write down what asyncio would only log."""
        if self.belongs_to_this_test():
            note_lost(context, self.created_at)

    def _asyncgen_finalizer_hook(self, agen: AsyncGenerator[Any, Any]) -> None:
        if self.belongs_to_this_test():
            note_open_generator(agen)
        base: Any = super()
        base._asyncgen_finalizer_hook(agen)

    def is_the_judges_own(self, task: asyncio.Task[Any]) -> bool:
        """Tell whether a task is the judge's, or was there before the test began."""
        # aiohttp makes tasks without asking the loop where Python (3.12) allows it.
        context: Any = getattr(task, "get_context", dict)()
        return task in self.tasks_of_the_judge or context.get(_is_the_judges, False)

    @property
    def open_generators(self) -> list[AsyncGenerator[Any, Any]]:
        """The async generators of the answer that have begun and are not closed."""
        return [g for g in self._asyncgens if g not in self.generators_of_the_judge]

    def adopt(self) -> None:
        """Count what goes on now as the judge's own, not as the answer's."""
        self.tasks_of_the_judge.update(asyncio.all_tasks(self))
        self.generators_of_the_judge.update(self._asyncgens)

    def bury(self, task: Any) -> None:
        """Forget a task that does not end."""
        asyncio.tasks._unregister_task(task)
        task._log_destroy_pending = False
        # It may answer with whatever it likes; nobody listens any more.
        with contextlib.suppress(BaseException):
            task.get_coro().close()

    def belongs_to_this_test(self) -> bool:
        """Tell a loop of this test from one whose leavings are only now collected."""
        return self in loops_of_this_test()

    def run_ready(self) -> None:
        """Run what can run at this instant, without moving the clock."""
        for _ in range(_MOST_TURNS_AT_THE_END):
            if not self._ready:
                return
            self.call_soon(self.stop)
            self.run_forever()

    def give_up(self, error: type[BaseException], seen: str, question: str) -> NoReturn:
        """Put on record that this goes on for ever, and raise it.

        Args:
            error: what to raise.
            seen: what was seen; each task and each thread is told beside that.
            question: one question that leads on.
        """
        tasks = describe_tasks(self, list(self.created_at))
        told = "\n".join([seen, tasks, *describe_threads()])
        raise error(str(record().note(told, question, hung=True)))


class _Loops(list[WatchedLoop]):
    """The loops of one test, in the order in which they were made."""


def loops_of_this_test() -> list[WatchedLoop]:
    """Return the loops that the test, or the example, that runs now has made."""
    return record().part(_Loops)


def a_loop_is_running() -> bool:
    """Tell whether an event loop runs in this thread."""
    return asyncio._get_running_loop() is not None
