"""Tasks wait for sockets and for timers, and the loop waits in one place only."""

import contextlib
import math
import selectors
import socket
import time
from selectors import EVENT_READ

import pytest
from hypothesis import given
from hypothesis import strategies as st

from katas.ch20_event_loop.k6_mini_select import Future, Loop, Task

MOST_LOOKS = 3000


class Selector(selectors.DefaultSelector):
    """Looks at real sockets, and where it would wait it moves a clock of its own.

    Attributes:
        now: what that clock says.
        plans: what happens outside, and when.
        asked: with which timeout it was asked, each time.
        seen: how many sockets it has seen ready.
    """

    def __init__(self):
        super().__init__()
        self.now, self.plans, self.asked, self.seen = 0.0, [], [], 0

    def clock(self):
        """Return the time."""
        return self.now

    def select(self, timeout=None):
        """Return what is ready; wait for it until something happens or time is up."""
        self.asked.append(timeout)
        known = f"registered sockets: {len(self.get_map())}"
        assert len(self.asked) < MOST_LOOKS, (
            f"Until {self.now:g} s the selector was asked {MOST_LOOKS} times. The last "
            f"timeout was {timeout}; {known}. Why does it come back at once?"
        )
        events = super().select(0)
        end = math.inf if timeout is None else self.now + timeout
        while not events and end > self.now:
            if self.plans and self.plans[0][0] <= end:
                self.now, happens = self.plans.pop(0)
                happens()
            else:
                assert end < math.inf, (
                    f"At {self.now:g} s the selector was asked to wait without an end. "
                    f"Ready callbacks: {len(self.loop.ready)}; timers: "
                    f"{len(self.loop.timers)}; {known}, and none of them will ever be "
                    "ready. Who is to go on, and when?"
                )
                self.now = end
            events = super().select(0)
        self.seen += len(events)
        return events


@contextlib.contextmanager
def connected(pairs=1):
    """Give a loop, its selector, and pairs of connected sockets in one list."""
    with contextlib.ExitStack() as stack:
        selector = stack.enter_context(Selector())
        ends = [end for _ in range(pairs) for end in socket.socketpair()]
        for end in ends:
            stack.enter_context(end).setblocking(False)
        selector.loop = loop = Loop(selector, selector.clock)
        try:
            yield loop, selector, *ends
        finally:
            for step in loop.ready:
                if isinstance(task := getattr(step, "__self__", None), Task):
                    task.coro.close()


async def sleep(loop, delay):
    """Wait for a timer."""
    future = Future(loop)
    loop.call_later(delay, lambda: future.set_result(None))
    await future


def together(loop, *coros):
    """Start some tasks, and return a coroutine that waits for all of them."""
    tasks = [loop.spawn(coro) for coro in coros]

    async def wait():
        for task in tasks:
            await task

    return wait()


async def read(loop, sock):
    """Return what is there to be read, as soon as something is."""
    await loop.wait_readable(sock)
    return sock.recv(65536)


async def write(loop, sock, data):
    """Write all of the data, as much at a time as goes in."""
    while data:
        await loop.wait_writable(sock)
        data = data[sock.send(data) :]


async def echo(loop, sock):
    """Write back what is read, until the other end is closed."""
    while data := await read(loop, sock):
        await write(loop, sock, data)


async def talk(loop, here, there):
    """Let one end echo what the other one says."""
    server, got = loop.spawn(echo(loop, here)), []
    for data in (b"hello", b"world"):
        there.send(data)
        got.append(await read(loop, there))
    there.shutdown(socket.SHUT_WR)
    await server
    return got


def test_the_example():
    """What is written at one end comes back, until that end is closed."""
    with connected() as (loop, _, here, there):
        got = loop.run(talk(loop, here, there))

    assert got == [b"hello", b"world"], (
        f"An echo was sent hello and world, and {got} came back. "
        "When does each of the two tasks go on?"
    )


# Is a callback ready, after which delays are timers due, what time is it; the timeout.
SCENES = {
    "nothing": (False, [], 0, None),
    "timers": (False, [7, 2.5, 4], 0, 2.5),
    "a timer, later": (False, [2.5], 1, 1.5),
    "a timer that is due": (False, [2.5], 4, 0),
    "a callback": (True, [], 0, 0),
    "a callback and a timer": (True, [2.5], 0, 0),
}


@pytest.mark.parametrize("scene", SCENES)
def test_it_waits_until_something_is_to_be_done(scene):
    """It waits not at all, until the next timer is due, or without an end."""
    ready, delays, now, timeout = SCENES[scene]

    with connected() as (loop, selector, *_):
        for delay in delays:
            loop.call_later(delay, print)
        if ready:
            loop.call_soon(print)
        selector.now = float(now)
        with contextlib.suppress(AssertionError):
            loop.look()

    asked = [least and max(0, least) for least in selector.asked]
    assert asked == [timeout], (
        f"It is {now} s; timers are due at {delays} s; {'a' if ready else 'no'} "
        f"callback is ready. `look` called select() {len(asked)} times, with the "
        f"timeouts {asked}. How often, and how long, may it wait there?"
    )


def test_each_goes_on_when_its_socket_is_ready():
    """Tasks that wait for sockets, and for a timer, go on each at its own time."""
    log, looks = {}, {}

    with connected(3) as (loop, selector, a, to_a, b, to_b, c, to_c):
        a.send(bytes(1 << 23))

        async def noted(name, coro):
            await coro
            log[name], looks[name] = loop.clock(), len(selector.asked)

        waits = {"a": read(loop, a), "b": read(loop, b), "c": read(loop, c)}
        waits |= {"timer": sleep(loop, 4), "a, to write": loop.wait_writable(a)}
        selector.plans.append((2.0625, lambda: to_b.send(b"x")))
        late = [(to_a.recv, 1 << 23), (to_a.send, b"x"), (to_c.send, b"x")]
        selector.plans.append((5.5625, lambda: [call(what) for call, what in late]))
        loop.run(together(loop, *[noted(*wait) for wait in waits.items()]))

    times = {"a": 5.5625, "b": 2.0625, "c": 5.5625, "timer": 4, "a, to write": 5.5625}
    assert log == times, (
        "Tasks waited for a timer, to read a, b and c, and to write to a. They were to "
        f"go on at {times} s, and went on at {log} s. Who is woken by what?"
    )
    last = {name: looks[name] for name in ("a", "a, to write", "c")}
    assert len(set(last.values())) == 1, (
        "a and c were ready to be read at the same time, a to be written to as well. "
        f"So often had the selector been asked when their tasks went on: {last}. "
        "What do you do with all that it gives you?"
    )


@pytest.mark.parametrize("first", ["read", "write"])
@pytest.mark.parametrize("order", [("read", "write"), ("write", "read")], ids="/".join)
def test_one_reads_while_another_writes(first, order):
    """One task waits to read a socket, another one to write to it."""
    log = []

    with connected() as (loop, selector, here, there):
        here.send(bytes(1 << 23))

        async def act(what):
            await (loop.wait_readable if what == "read" else loop.wait_writable)(here)
            log.append((what, loop.clock()))

        calls = {"read": lambda: there.send(b"x"), "write": lambda: there.recv(1 << 23)}
        selector.plans = [(1, calls[order[0]]), (2, calls[order[1]])]
        loop.run(together(loop, *map(act, sorted(order, key=first.__ne__))))

    assert log == [(order[0], 1), (order[1], 2)], (
        f"Two tasks waited for a socket, one to {first}, then the other. It was ready "
        f"to {order[0]} at 1 s, to {order[1]} at 2 s. They went on so: {log}. What do "
        "you keep for a socket, and what is the selector to look for?"
    )


def test_a_socket_is_registered_while_a_task_waits_for_it():
    """Where nobody waits for a socket any more, the selector does not know it."""
    known = []

    with connected() as (loop, selector, here, there):

        async def main():
            here.send(bytes(1 << 23))
            there.send(b"never read")
            writer = loop.spawn(write(loop, here, b"x"))
            await loop.wait_readable(here)
            keys = selector.get_map().values()
            known.append([key.events for key in keys if key.events & EVENT_READ])
            there.recv(1 << 23)
            await writer
            known.append([key.events for key in selector.get_map().values()])
            await sleep(loop, 60)

        loop.run(main())

    assert known == [[], []], (
        "One task waited to read a socket, another one to write to it. When the first "
        f"went on, it was registered to be read: {bool(known[0])}. When the other one "
        f"had ended, it was registered: {bool(known[1])}. Who tells the selector?"
    )


def test_with_a_real_selector_and_clock():
    """It talks over real sockets with selectors.DefaultSelector, and time.monotonic."""
    test_the_example()  # A loop that waits in vain is told so, and does not hang below.
    with connected() as (_, _, here, there), selectors.DefaultSelector() as selector:
        loop = Loop(selector, time.monotonic)
        got = loop.run(talk(loop, here, there))

    assert got == [b"hello", b"world"], f"hello and world were sent, {got} came back."


chunks = st.tuples(st.integers(0, 12), st.sampled_from([1, 7, 4096, 300_000]))


@given(script=st.lists(chunks, max_size=4), pause=st.sampled_from([0, 0.125]))
def test_an_echo_returns_whatever_it_is_sent(script, pause):
    """In whatever pieces, at whatever times, it comes back; no look is in vain."""
    sent = b"".join(bytes([n]) * size for n, (_, size) in enumerate(script))
    got = []

    with connected() as (loop, selector, here, there):

        async def speak():
            for n, (quarters, size) in enumerate(script):
                await sleep(loop, quarters / 4)
                await write(loop, there, bytes([n]) * size)
            there.shutdown(socket.SHUT_WR)

        async def listen():
            while len(b"".join(got)) < len(sent):
                got.append(await read(loop, there))
                await sleep(loop, pause)

        loop.run(together(loop, echo(loop, here), speak(), listen()))

    assert b"".join(got) == sent, (
        f"{len(sent)} bytes were sent in these pieces (quarters of a second, size): "
        f"{script}, and other bytes came back. Whom does a ready socket wake?"
    )
    happened = selector.seen + len(script) + len(got)
    assert len(selector.asked) <= 3 * happened + 9, (
        f"{happened} times a socket was ready or a timer was due, and the selector was "
        f"asked {len(selector.asked)} times. When is there nothing to ask for?"
    )
