"""A small web site on this machine, for lessons, and for answers that are run."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping

from aiohttp import web
from aiohttp.test_utils import RawTestServer


@contextlib.asynccontextmanager
async def site(
    pages: Mapping[str, object], seconds: float = 0.1
) -> AsyncIterator[list[str]]:
    """Serve pages while the block runs; give their addresses, in the order of `pages`.

    Any other address is "404 Not Found".

    Args:
        pages: the body of each path, such as {"/ada": "Hello"}: a text, bytes, or
            anything else that can be sent as JSON.
        seconds: real seconds until each answer.
    """

    async def answer(request: web.BaseRequest) -> web.Response:
        await asyncio.sleep(seconds)
        if request.path not in pages:
            return web.Response(status=404)
        body = pages[request.path]
        if isinstance(body, str | bytes):
            return web.Response(body=body)
        return web.json_response(body)

    async with RawTestServer(answer) as server:
        yield [str(server.make_url(path)) for path in pages]
