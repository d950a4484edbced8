"""Splits where Python's text would have a new line.

Caught by: test_all_other_bytes_stay
"""


async def read_lines(chunks):
    rest = b""
    async for chunk in chunks:
        lines = (rest + chunk).splitlines(keepends=True)
        rest = lines.pop() if lines and not lines[-1].endswith(b"\n") else b""
        for line in lines:
            yield line.rstrip(b"\r\n")
    if rest:
        yield rest
