"""Looks for newlines in a bytearray."""


async def read_lines(chunks):
    pending = bytearray()
    async for chunk in chunks:
        pending.extend(chunk)
        while (end := pending.find(b"\n")) >= 0:
            line = bytes(pending[:end])
            del pending[: end + 1]
            yield line
    if pending:
        yield bytes(pending)
