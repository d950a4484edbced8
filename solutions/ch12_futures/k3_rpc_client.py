"""Many calls on one line.

Many tasks call functions of a server over one connection. The answers come in
any order: an id says which call an answer is for.

You write  the methods of RpcClient
Tools      loop.create_future, a dictionary of futures, finally
Level      further
Time       30 minutes
"""

import asyncio
import itertools
from collections.abc import Callable
from typing import Any


class RpcClient:
    """Calls functions of a server.

    Example:
        client = RpcClient(send)
        await client.call("add", 1, 2)  ->  send(1, "add", (1, 2)), and waits
        client.on_message(1, 3)         ->  the call returns 3
    """

    def __init__(self, send: Callable[[int, str, tuple[Any, ...]], object]) -> None:
        """Hand each call to send(id, method, args), which never waits."""
        self._send = send
        self._ids = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[Any]] = {}
        self._closed: Exception | None = None

    async def call(self, method: str, *args: Any) -> Any:
        """Send a call, wait, and return its result or raise its error.

        Each call has an id of its own, an int, which is never used again: an
        answer may come late.

        However the call ends, its id is forgotten. Cancelled, it is cancelled
        itself at once. What send raises comes out.
        """
        if self._closed is not None:
            raise self._closed
        id = next(self._ids)
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting[id] = answer
        try:
            self._send(id, method, args)
            return await answer
        finally:
            del self._waiting[id]

    def on_message(
        self, id: int, result: Any = None, error: Exception | None = None
    ) -> None:
        """Take an answer: the error; if that is None, the result (any object).

        It may come before send returns. Only the first answer to a call
        counts. One that nobody waits for is ignored, and raises nothing.
        """
        answer = self._waiting.get(id)
        # Its caller may have been cancelled, and not have had control since.
        if answer is None or answer.done():
            return
        if error is None:
            answer.set_result(result)
        else:
            answer.set_exception(error)

    def close(self, exc: Exception) -> None:
        """End all calls that have no answer: they raise this very exception.

        Later calls raise it too, and send nothing. Closing again changes
        nothing.
        """
        if self._closed is not None:
            return
        self._closed = exc
        for answer in self._waiting.values():
            if not answer.done():
                answer.set_exception(exc)

    @property
    def pending(self) -> int:
        """How many calls wait for an answer."""
        return len(self._waiting)
