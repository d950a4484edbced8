"""Asks for one item after another, and closes by hand."""


async def batched(source, n):
    end = object()
    try:
        while True:
            batch = []
            while len(batch) < n:
                item = await anext(source, end)
                if item is end:
                    if batch:
                        yield batch
                    return
                batch.append(item)
            yield batch
    finally:
        await source.aclose()
