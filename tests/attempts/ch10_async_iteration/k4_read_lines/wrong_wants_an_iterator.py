"""Asks the chunks themselves for the next one.

Caught by: test_chunks_need_only_be_iterable
"""


async def read_lines(chunks):
    rest = b""
    while True:
        try:
            chunk = await anext(chunks)
        except StopAsyncIteration:
            break
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            yield line
    if rest:
        yield rest
