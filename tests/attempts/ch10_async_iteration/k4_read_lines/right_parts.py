"""Keeps the parts of a line in a list."""


async def read_lines(chunks):
    parts = []
    async for chunk in chunks:
        head, *tail = chunk.split(b"\n")
        parts.append(head)
        for piece in tail:
            yield b"".join(parts)
            parts = [piece]
    last = b"".join(parts)
    if last:
        yield last
