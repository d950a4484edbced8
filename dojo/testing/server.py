"""The same web as a real aiohttp server, over sockets inside this process.

The client is aiohttp's, the server is aiohttp's, and what goes between them is HTTP, on
a network of its own (`dojo.virtual.network`). So the clock stays virtual, and no port
is opened.
"""

import asyncio
import contextlib
import functools
import socket
import weakref
from collections.abc import Iterator
from typing import Any
from unittest import mock

import aiohttp
from aiohttp import web

from dojo.testing.web import Page, Web
from dojo.virtual.loop import VirtualLoop, made_by_the_judge
from dojo.virtual.network import Network


class _Lost(aiohttp.ClientConnectionError):
    """The server loses the connection, as the page says."""


class RealWeb(Web):
    """A web with a server."""

    def __init__(self) -> None:
        self._servers: weakref.WeakKeyDictionary[VirtualLoop, web.Server] = (
            weakref.WeakKeyDictionary()
        )

    @contextlib.contextmanager
    def installed(self) -> Iterator[None]:
        """Let every connection lead to this server in the block."""
        with Network(self._accept).in_place(), _asking_for_each_address():
            yield

    async def _accept(self, end: socket.socket) -> None:
        """Take the server's end of a new connection."""
        loop = asyncio.get_running_loop()
        assert isinstance(loop, VirtualLoop)
        with made_by_the_judge():
            await loop.connect_accepted_socket(self._server(loop), end)

    def _server(self, loop: VirtualLoop) -> web.Server:
        if loop not in self._servers:
            server = web.Server(self._handle, handler_cancellation=True)
            self._servers[loop] = server
            loop.at_the_end.append(lambda: _hang_up(server))
        return self._servers[loop]

    async def _handle(self, asked: web.BaseRequest) -> web.StreamResponse:
        try:
            with self.answering(asked.method, asked.url, asked.headers) as request:
                return await self._answer(asked, self.next_page(request))
        except aiohttp.ClientConnectionError:
            if asked.transport is not None:
                asked.transport.abort()
            return web.Response()

    async def _answer(self, asked: web.BaseRequest, page: Page) -> web.StreamResponse:
        if page.ending == "never":
            await asyncio.get_running_loop().create_future()
        await asyncio.sleep(page.latency)
        if page.ending == "reset":
            raise _Lost
        response = web.StreamResponse(status=page.status, headers=page.all_headers())
        await response.prepare(asked)
        sent = 0.0
        for seconds, piece in page.schedule(asked.method):
            await asyncio.sleep(seconds - sent)
            await response.write(piece)
            sent = seconds
        if page.ending == "half-way":
            raise _Lost
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


def _hang_up(server: web.Server) -> None:
    for connection in server.connections:
        if connection.transport is not None:
            connection.transport.abort()
