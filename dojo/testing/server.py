"""The same web as a real aiohttp server, over sockets inside this process.

The client is aiohttp's, the server is aiohttp's, and what goes between them is HTTP.
Only two things are replaced: every host name resolves, and a connection is one end of
a `socket.socketpair()` whose other end the server has. So the clock stays virtual, and
no port is opened.
"""

import asyncio
import contextlib
import socket
import weakref
from collections.abc import Iterator
from typing import Any
from unittest import mock

import aiohappyeyeballs
import aiohttp
from aiohttp import web

from dojo.testing.web import Page, Web
from dojo.virtual.loop import VirtualLoop, made_by_the_judge


class RealWeb(Web):
    """A web with a server."""

    def __init__(self) -> None:
        super().__init__()
        self._servers: weakref.WeakKeyDictionary[VirtualLoop, web.Server] = (
            weakref.WeakKeyDictionary()
        )

    @contextlib.contextmanager
    def installed(self) -> Iterator[None]:
        """Let every connection of aiohttp lead to this server in the block."""
        resolver = mock.patch.object(aiohttp.TCPConnector, "_resolve_host", _resolve)
        sockets = mock.patch.object(aiohappyeyeballs, "start_connection", self._connect)
        with self.counting_sessions(), resolver, sockets:
            yield

    async def _connect(self, *_: Any, **__: Any) -> socket.socket:
        """Return the client's end of a new connection."""
        loop = asyncio.get_running_loop()
        assert isinstance(loop, VirtualLoop)
        ends = socket.socketpair()
        for end in ends:
            end.setblocking(False)
        loop.outside.sockets_inside.update(ends)
        with made_by_the_judge():
            await loop.connect_accepted_socket(self._server(loop), ends[1])
        return ends[0]

    def _server(self, loop: VirtualLoop) -> web.Server:
        if loop not in self._servers:
            server = web.Server(self._handle, handler_cancellation=True)
            self._servers[loop] = server
            loop.at_the_end.append(lambda: _hang_up(server))
        return self._servers[loop]

    async def _handle(self, asked: web.BaseRequest) -> web.StreamResponse:
        request = self.begin(asked.method, asked.url, asked.headers)
        try:
            page = self.next_page(asked.url)
            response = await self._answer(asked, page)
        except aiohttp.ClientConnectionError:
            request.end("failed")
            return _lose_connection(asked)
        except BaseException as error:
            cancelled = isinstance(error, asyncio.CancelledError)
            request.end("cancelled" if cancelled else "failed")
            raise
        request.end("answered" if page.ending == "whole" else "failed")
        return response

    async def _answer(self, asked: web.BaseRequest, page: Page) -> web.StreamResponse:
        if page.ending == "never":
            await asyncio.get_running_loop().create_future()
        await asyncio.sleep(page.latency)
        if page.ending == "reset":
            return _lose_connection(asked)
        response = web.StreamResponse(status=page.status, headers=page.all_headers())
        await response.prepare(asked)
        sent = 0.0
        for seconds, piece in page.schedule(asked.method):
            await asyncio.sleep(seconds - sent)
            await response.write(piece)
            sent = seconds
        if page.ending == "half-way":
            return _lose_connection(asked)
        await response.write_eof()
        return response


def _lose_connection(asked: web.BaseRequest) -> web.StreamResponse:
    if asked.transport is not None:
        asked.transport.abort()
    return web.Response()


def _hang_up(server: web.Server) -> None:
    for connection in server.connections:
        if connection.transport is not None:
            connection.transport.abort()


async def _resolve(
    _connector: aiohttp.TCPConnector, host: str, port: int, **_: Any
) -> list[dict[str, Any]]:
    """Let every name be one of this machine."""
    return [
        {
            "hostname": host,
            "host": "127.0.0.1",
            "port": port,
            "family": socket.AF_INET,
            "proto": 0,
            "flags": 0,
        }
    ]
