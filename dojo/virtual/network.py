"""Connections inside this process, on virtual time: no port is opened, nothing leaves.

While a network is in place, every virtual loop connects to it. Each host name
resolves, and a connection is one end of a `socket.socketpair()`, whose other end the
network gets. It is the loop that does this, by its public methods, and no library is
patched: aiohttp gets here as well as `asyncio.open_connection`.
"""

import asyncio
import contextlib
import socket
import weakref
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

from dojo.virtual.outside import Outside

_ADDRESS = "127.0.0.1"
_TCP = (socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)


Accept = Callable[[socket.socket], Awaitable[None]]
_accept: Accept | None = None


@contextlib.contextmanager
def network(accept: Accept) -> Iterator[None]:
    """Let every virtual loop connect to a network in the block.

    Args:
        accept: takes the server's end of each new connection.
    """
    global _accept
    before, _accept = _accept, accept
    try:
        yield
    finally:
        _accept = before


class LoopOnANetwork(asyncio.SelectorEventLoop):
    """An event loop that connects to the network in place, if there is one.

    A socket that was connected here by hand is good for `create_connection` alone, as
    aiohttp uses it: what is sent goes through another one.

    Attributes:
        outside: what may wake its tasks; a connection inside this process does not.
    """

    outside: Outside

    def __init__(self, *args: Any) -> None:
        self._ends = weakref.WeakKeyDictionary[socket.socket, socket.socket]()
        super().__init__(*args)

    async def getaddrinfo(self, host: Any, port: Any, **options: Any) -> Any:
        """Resolve a host name; on a network, all of them are one address."""
        if _accept is None:
            return await super().getaddrinfo(host, port, **options)
        return [(*_TCP, "", (_ADDRESS, port))]

    async def sock_connect(self, sock: socket.socket, address: Any) -> None:
        """Connect a socket to an address."""
        if _accept is not None and _is_tcp(sock):
            self._ends[sock] = await self._connect_to(_accept)
        else:
            await super().sock_connect(sock, address)

    async def create_connection(
        self, protocol_factory: Any, *address: Any, **options: Any
    ) -> Any:
        """Connect to a host and port, or take over the socket `sock`."""
        sock: socket.socket | None = options.get("sock")
        if sock is not None and sock in self._ends:
            options["sock"] = self._ends.pop(sock)
            sock.close()
        elif sock is None and _accept is not None:
            end = await self._connect_to(_accept)
            address, options = (), options | {"host": None, "port": None, "sock": end}
        return await super().create_connection(protocol_factory, *address, **options)

    async def _connect_to(self, accept: Accept) -> socket.socket:
        client, server = socket.socketpair()
        for end in (client, server):
            end.setblocking(False)
            self.outside.sockets_inside.add(end)
        try:
            await accept(server)
        except BaseException:
            client.close()
            raise
        return client


def _is_tcp(sock: socket.socket) -> bool:
    on_the_internet = sock.family in (socket.AF_INET, socket.AF_INET6)
    return on_the_internet and sock.type == socket.SOCK_STREAM
