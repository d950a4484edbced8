"""Cuts off one line after the other."""


async def read_lines(chunks):
    buffer = b""
    async for chunk in chunks:
        buffer += chunk
        while b"\n" in buffer:
            line, _, buffer = buffer.partition(b"\n")
            yield line
    if buffer != b"":
        yield buffer
