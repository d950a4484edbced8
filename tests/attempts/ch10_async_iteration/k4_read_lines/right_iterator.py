"""A class with the lines that are ready."""

from collections import deque


class read_lines:
    def __init__(self, chunks):
        self.chunks = chunks
        self.iterator = None
        self.rest = b""
        self.ready = deque()
        self.over = False

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.iterator is None:
            self.iterator = aiter(self.chunks)
        while not self.ready and not self.over:
            try:
                chunk = await anext(self.iterator)
            except StopAsyncIteration:
                self.over = True
                if self.rest:
                    self.ready.append(self.rest)
            else:
                pieces = (self.rest + chunk).split(b"\n")
                self.rest = pieces.pop()
                self.ready.extend(pieces)
        if not self.ready:
            raise StopAsyncIteration
        return self.ready.popleft()
