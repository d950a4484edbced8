"""A list for each round, with anext, and a finally."""


async def batched(source, n):
    try:
        over = False
        while not over:
            batch = []
            while len(batch) < n:
                try:
                    batch.append(await anext(source))
                except StopAsyncIteration:
                    over = True
                    break
            if batch:
                yield batch
    finally:
        await source.aclose()
