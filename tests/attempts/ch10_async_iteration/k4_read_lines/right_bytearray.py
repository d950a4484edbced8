"""Looks for line ends in a buffer."""


async def read_lines(chunks):
    buffer = bytearray()
    async for chunk in chunks:
        buffer += chunk
        while (place := buffer.find(b"\n")) >= 0:
            yield bytes(buffer[:place])
            del buffer[: place + 1]
    if buffer:
        yield bytes(buffer)
