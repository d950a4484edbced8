"""A list for each reader, and a future while it waits."""

import asyncio


class Hub:
    def __init__(self):
        self.readers = []

    def publish(self, message):
        for reader in self.readers:
            reader.offer(message)

    def subscribe(self, maxsize):
        hub = self

        class Reader:
            def __init__(self):
                self.items = []
                self.alarm = None

            def offer(self, message):
                self.items.append(message)
                del self.items[:-maxsize]
                if self.alarm is not None and not self.alarm.done():
                    self.alarm.set_result(True)

            async def __aenter__(self):
                hub.readers.append(self)
                return self

            async def __aexit__(self, kind, error, trace):
                hub.readers = [each for each in hub.readers if each is not self]

            def __aiter__(self):
                return self

            async def __anext__(self):
                if not self.items:
                    self.alarm = asyncio.get_running_loop().create_future()
                    try:
                        await self.alarm
                    finally:
                        self.alarm = None
                return self.items.pop(0)

        return Reader()
