"""An iterator of its own."""


class batched:
    def __init__(self, source, n):
        self.source = source
        self.n = n
        self.at_the_end = False

    def __aiter__(self):
        return self

    async def __anext__(self):
        batch = []
        try:
            while not self.at_the_end and len(batch) < self.n:
                try:
                    batch.append(await self.source.__anext__())
                except StopAsyncIteration:
                    self.at_the_end = True
        except BaseException:
            await self.source.aclose()
            raise
        if not batch:
            raise StopAsyncIteration
        return batch

    async def aclose(self):
        self.at_the_end = True
        await self.source.aclose()
