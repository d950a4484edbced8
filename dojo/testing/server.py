"""The same web as a real aiohttp server, over sockets inside this process.

The client is aiohttp's, the server is aiohttp's, and what goes between them is HTTP, on
a network of its own (`dojo.virtual.network`). So the clock stays virtual, and no port
is opened.
"""

import asyncio
import contextlib
import functools
import socket
from collections.abc import Iterator
from typing import Any
from unittest import mock

import aiohttp
from aiohttp import web

from dojo.testing.web import Page, Web
from dojo.virtual.loop import VirtualLoop
from dojo.virtual.network import network
from dojo.virtual.watched import made_by_the_judge


class RealWeb(Web):
    """A web with a server."""

    @contextlib.contextmanager
    def installed(self) -> Iterator[None]:
        """Let every connection lead to this server in the block."""
        with network(self._accept), _asking_for_each_address():
            yield

    async def _accept(self, end: socket.socket) -> None:
        """Take the server's end of a new connection."""
        loop = asyncio.get_running_loop()
        assert isinstance(loop, VirtualLoop)
        server = web.Server(self._handle, handler_cancellation=True)
        with made_by_the_judge():
            transport, _ = await loop.connect_accepted_socket(server, end)
        loop.at_the_end.append(transport.abort)

    async def _handle(self, asked: web.BaseRequest) -> web.StreamResponse:
        try:
            with self.answering(asked.method, asked.url, asked.headers) as page:
                return await self._answer(asked, page)
        except aiohttp.ClientConnectionError:
            if asked.transport is not None:
                asked.transport.abort()
            return web.Response()

    async def _answer(self, asked: web.BaseRequest, page: Page) -> web.StreamResponse:
        if page.ending == "never":
            await asyncio.get_running_loop().create_future()
        await asyncio.sleep(page.latency)
        if page.ending == "reset":
            raise aiohttp.ClientConnectionError
        response = web.StreamResponse(status=page.status, headers=page.all_headers())
        await response.prepare(asked)
        for piece in page.sent_to(asked.method):
            await asyncio.sleep(page.body_latency / len(page.pieces))
            await response.write(piece)
        if page.ending == "half-way":
            raise aiohttp.ClientConnectionError
        await response.write_eof()
        return response


def _asking_for_each_address() -> Any:
    """Let each connection in the block ask for the address of its host.

    On Python 3.11, those that ask together wait for one answer in a set of aiohttp's,
    and which of them goes on first is another one in each run.
    """
    connect = functools.partialmethod(
        aiohttp.TCPConnector.__init__, use_dns_cache=False
    )
    return mock.patch.object(aiohttp.TCPConnector, "__init__", connect)
