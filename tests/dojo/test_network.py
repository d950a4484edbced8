"""Connections inside the process, on virtual time."""

import asyncio
import socket

import pytest

from dojo.findings.findings import record
from dojo.guard.blocking import NetworkCall
from dojo.virtual.network import network


async def accept(end):
    """Greet each client, after a second; then hang up."""

    async def greet(_reader, writer):
        await asyncio.sleep(1)
        writer.write(b"hello")
        writer.close()

    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_accepted_socket(
        lambda: asyncio.StreamReaderProtocol(reader, greet), end
    )


async def greeting(*address, **options):
    """Connect, and return what comes."""
    reader, writer = await asyncio.open_connection(*address, **options)
    try:
        return await reader.read()
    finally:
        writer.close()


@pytest.mark.parametrize("address", [("a.org", 80), ("192.0.2.1", 7), ("::1", 443)])
async def test_every_address_leads_to_the_network(address, clock):
    """Names and numbers, any port, given by keyword too; the server's time counts."""
    host, port = address
    with network(accept):
        assert await greeting(host, port) == b"hello"
        assert await greeting(host=host, port=port) == b"hello"

    assert clock.elapsed == 2


async def test_a_socket_that_was_connected_by_hand_can_be_taken_over():
    """As aiohttp does it: resolve a name, connect a socket, make a transport of it."""
    loop = asyncio.get_running_loop()
    with network(accept):
        [(family, kind, proto, _, address)] = await loop.getaddrinfo("a.org", 80)
        sock = socket.socket(family, kind, proto)
        sock.setblocking(False)
        await loop.sock_connect(sock, address)

        assert await greeting(sock=sock) == b"hello"

    assert sock.fileno() == -1


async def test_a_connection_that_is_not_accepted_leaves_nothing_open():
    """The error of the server comes out."""

    async def refuse(end):
        end.close()
        raise ConnectionRefusedError

    with network(refuse), pytest.raises(ConnectionRefusedError):
        await greeting("a.org", 80)


async def test_a_time_out_of_a_connection_is_virtual(clock):
    """Nobody outside is waited for, since the other end is in this process."""
    ends = []

    async def be_silent(end):
        ends.append(end)

    with network(be_silent), pytest.raises(TimeoutError):
        async with asyncio.timeout(3600):
            await greeting("a.org", 80)

    assert clock.elapsed == 3600
    ends.pop().close()


async def test_without_a_network_there_is_none():
    """After the block, what leaves this machine is refused."""
    with network(accept):
        pass

    with pytest.raises(NetworkCall):
        await greeting("192.0.2.1", 80)
    record().take_findings()
