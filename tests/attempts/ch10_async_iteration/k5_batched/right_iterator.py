"""A class with aclose."""


class batched:
    def __init__(self, source, n):
        self.source = source
        self.n = n
        self.begun = False

    def __aiter__(self):
        return self

    async def __anext__(self):
        self.begun = True
        batch = []
        try:
            async for item in self.source:
                batch.append(item)
                if len(batch) == self.n:
                    return batch
        except BaseException:
            await self.source.aclose()
            raise
        if not batch:
            raise StopAsyncIteration
        return batch

    async def aclose(self):
        await self.source.aclose()
