"""The mocked web: aioresponses, as its documentation says how to use it.

Every address has the same callback, which looks for the page and waits as long as its
latency. What aioresponses would do in another way than aiohttp is asked of the real
web alone, see `_beyond_a_mock`.
"""

import asyncio
import contextlib
import functools
import re
from collections.abc import Iterator, Mapping
from http import HTTPMethod, HTTPStatus
from types import SimpleNamespace
from typing import Any

import aiohttp
from aioresponses import CallbackResult, aioresponses
from yarl import URL

from dojo.testing.web import Page, Web

_ANY_ADDRESS = re.compile("")
_MOST_BYTES = 100_000


class MockedWeb(Web):
    """A web without a server."""

    @contextlib.contextmanager
    def installed(self) -> Iterator[None]:
        """Stand in for aiohttp's requests in the block."""
        with aioresponses() as mocked:
            for method in HTTPMethod:
                callback = functools.partial(self._answer, method)
                mocked.add(_ANY_ADDRESS, method, callback=callback, repeat=True)
            yield

    def serve(self, url: str, *pages: Page) -> None:
        """Serve `pages` at `url` one after another; the last one is served again.

        Raises:
            ValueError: only a real server can serve one of them.
        """
        for page in pages:
            for asked in _beyond_a_mock(page):
                raise ValueError(
                    f"The page at {url} has {asked}, and no mock is honest about that. "
                    "Mark the test with @pytest.mark.real_web."
                )
        super().serve(url, *pages)

    async def _answer(
        self,
        method: str,
        url: URL,
        headers: Mapping[str, str] | None = None,
        **_options: Any,
    ) -> CallbackResult:
        """Answer one request: aioresponses calls back, and waits for it."""
        with self.answering(method, url, headers or {}) as page:
            await asyncio.sleep(page.latency)
        return CallbackResult(
            status=page.status,
            reason=HTTPStatus(page.status).phrase,
            body=b"".join(page.sent_to(method)),
            headers=dict(page.all_headers()),
            response_class=_Response,
        )


class _Response(aiohttp.ClientResponse):
    """What aioresponses 0.7.9 lacks for aiohttp 3.14, see its issue 289.

    Also, it has a mock of a loop in debug mode, for which aiohttp keeps a traceback.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        options["stream_writer"] = SimpleNamespace(output_size=0)
        options["loop"] = asyncio.get_running_loop()
        super().__init__(*args, **options)


def _beyond_a_mock(page: Page) -> Iterator[str]:
    """Yield what aioresponses, with a page, would not do as aiohttp does."""
    headers = page.all_headers()
    if page.body_latency:
        yield "a body that takes time"
    if page.is_chunked:
        yield "a body in pieces"
    if page.size > _MOST_BYTES:
        yield "a body that does not come at once"
    if page.ending != "whole":
        yield "another ending than a whole answer"
    for name in ("Content-Encoding", "Location", "Set-Cookie"):
        if name in headers:
            yield f"the header {name}"
