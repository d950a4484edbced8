"""A deque that drops the oldest by itself, and an event."""

import asyncio
import contextlib
from collections import deque


class Hub:
    def __init__(self):
        self.boxes = []

    def publish(self, message):
        for box, event in self.boxes:
            box.append(message)
            event.set()

    @contextlib.asynccontextmanager
    async def subscribe(self, maxsize):
        entry = deque(maxlen=maxsize), asyncio.Event()
        self.boxes.append(entry)

        class Messages:
            def __aiter__(self):
                return self

            async def __anext__(self):
                box, event = entry
                while not box:
                    event.clear()
                    await event.wait()
                return box.popleft()

        try:
            yield Messages()
        finally:
            self.boxes = [other for other in self.boxes if other is not entry]
