"""Takes one line after another off the front."""


async def read_lines(chunks):
    rest = b""
    async for chunk in chunks:
        rest += chunk
        while True:
            line, end, after = rest.partition(b"\n")
            if not end:
                break
            rest = after
            yield line
    if rest != b"":
        yield rest
