"""Hands out an unfinished line when the chunks fail.

Caught by: test_an_error_comes_after_the_complete_lines
"""


async def read_lines(chunks):
    buffer = b""
    try:
        async for chunk in chunks:
            *lines, buffer = (buffer + chunk).split(b"\n")
            for line in lines:
                yield line
    finally:
        if buffer:
            yield buffer
