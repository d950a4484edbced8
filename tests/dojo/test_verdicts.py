"""Whatever an answer does, it gets its verdict, and the other katas get theirs.

Each answer stands in for k2_greet, in front of the real suite and in a process of
its own; a good answer to k4 is judged after it in the same process.
"""

import os
import textwrap

import pytest

from dojo.course.kata import Kata
from dojo.judge.process import judge_all
from dojo.report import wording
from dojo.report.verdict import Status

GREET = Kata("ch01_coroutines", "k2_greet")
WITNESS = Kata("ch01_coroutines", "k5_fetch_in_order")

# In both pages: `# status: what the answer does`, its lines, and after each `> ` what
# the learner must read, with ` | ` between. RIGHT waits and returns the greeting.
BODIES = """\
# failing: forgets an await
asyncio.sleep(delay)
return HELLO
> The coroutine sleep() was made here, and never awaited | k2_greet.py:5

# failing: forgets an await and hides the coroutine
return await asyncio.sleep(0, asyncio.sleep(delay))
> The coroutine sleep() was made here, and never awaited | k2_greet.py:5

# failing: awaits a task of its own that it has cancelled
async def pause():
    await asyncio.sleep(delay)
task = asyncio.create_task(pause())
await asyncio.sleep(0)
task.cancel()
await task
> CancelledError came out of your line `await task` | Who cancelled it, and what

# failing: asks a cancelled task for its exception
task = asyncio.create_task(asyncio.sleep(delay))
task.cancel()
await asyncio.wait([task])
return HELLO if task.exception() is None else ""
> it asks a task that was cancelled. | What does this call do for such a task?

# failing: asks for a name that is gone
try:
    raise OSError
except OSError as error:
    pass
raise error
> Python forgets the name after `as` where the `except` ends

# failing: a callback asks a cancelled task for its exception
task = asyncio.create_task(asyncio.sleep(9))
task.add_done_callback(lambda task: task.exception())
await asyncio.sleep(0)
task.cancel()
await asyncio.wait([task])
return HELLO
> A callback raised CancelledError() | k2_greet.py:6 | What does a cancelled task give

# failing: forgets an await, and then asks for a name that is not there
asyncio.gather(asyncio.sleep(delay), asyncio.sleep(dealy))
> NameError: name 'dealy' is not defined

# failing: opens a session, and forgets to open its response
async with aiohttp.ClientSession() as session:
    with session.get("http://a.org") as response:
        return HELLO
> Which two words open such a thing, wait, and close it again?

# failing: gathers functions
await asyncio.gather(*[asyncio.sleep for _ in range(2)])
> was given a function, and that is no coroutine | What makes a coroutine of a corout

# failing: waits for coroutines
await asyncio.wait([asyncio.sleep(delay)])
> Passing coroutines is forbidden | Which call makes a task of a coroutine?

# failing: waits for one task
await asyncio.wait(asyncio.create_task(asyncio.sleep(delay)))
> takes a list or a set of tasks, and was given one task

# failing: makes a task of a future
await asyncio.create_task(asyncio.gather(asyncio.sleep(delay)))
> was given <_GatheringFuture | and that is no coroutine | What has started this work

# failing: returns a method
task = asyncio.create_task(asyncio.sleep(delay, HELLO))
await asyncio.wait([task])
return task.result
> gave <method result> (a method, which nobody has called).

# failing: returns a task
task = asyncio.create_task(asyncio.sleep(delay, HELLO))
await asyncio.wait([task])
return task
> result='Hello, Ada!'> (a task, which nobody has asked for its result).

# failing: awaits a function that nobody has called
await asyncio.sleep
> `asyncio.sleep` is a function, which nobody has called

# failing: awaits what an ordinary function returns
await print(delay)
> `print(delay)` gave a value of type NoneType back | Is this function a coroutine f

# failing: opens a lock with a plain with
with asyncio.Lock():
    RIGHT
> `with` alone does not open a Lock (TypeError:

# failing: asks for a response that nobody has opened
async with aiohttp.ClientSession() as session:
    return session.get("http://a.org").status
> A request was made and not awaited, so there is no response yet (AttributeError:

# failing: prints what it should return
await asyncio.sleep(delay)
print(HELLO)
> It printed something, and gave nothing back. | gave None

# failing: runs the loop that runs already
asyncio.get_running_loop().run_until_complete(asyncio.sleep(delay))
> This event loop is already running. | How does a coroutine wait for another corout

# failing: runs a second loop
asyncio.new_event_loop().run_until_complete(asyncio.sleep(delay))
> Cannot run the event loop while another loop is running.

# failing: is written, but for a line that was left
await asyncio.sleep(delay)
raise NotImplementedError
> Your code ran as far as line 6, `raise NotImplementedError`.

# failing: is written below the line that was left
raise NotImplementedError
RIGHT
> Your code ran as far as line 5, `raise NotImplementedError`.

# failing: hides a mistake of its own in a task
async def work():
    return delay.upper()
KEPT.append(asyncio.create_task(work()))
await asyncio.gather(*KEPT[-1:], return_exceptions=True)
return HELLO
> AttributeError: | object has no attribute 'upper' | k2_greet.py:6 | delay.upper()

# failing: hands over what the callback gave back
task = asyncio.create_task(asyncio.sleep(delay))
task.add_done_callback(KEPT.append(task))
await task
return HELLO
> A callback raised TypeError | Was a function handed over, or what a call of it gave b

# failing: awaits an async generator
await numbers()
> `numbers()` gave a value of type async_generator back | Which loop takes one item af

# failing: closes a generator that runs
async def slow():
    await asyncio.sleep(delay)
    yield HELLO
items = slow()
asking = asyncio.create_task(anext(items))
await asyncio.sleep(0)
try:
    await items.aclose()
finally:
    await asking
> is already running. An async generator does one thing at a time.

# failing: yields while it is closed
async def deaf():
    try:
        yield 1
    finally:
        yield 2
items = deaf()
await anext(items)
await items.aclose()
> It was closed, and went on to another `yield`.

# failing: asks for an item after the last one
async def first_three():
    for _ in range(3):
        yield await anext(items)
items = numbers()
async for _ in first_three():
    pass
> There was no item any more when this line asked for one.

# failing: awaits a coroutine twice
pause = asyncio.sleep(delay)
await pause
await pause
> A coroutine runs once, and this one has run.

# failing: opens an async generator
async with numbers():
    RIGHT
> `async with` needs something that it can open

# failing: calls a coroutine
await asyncio.sleep(delay)()
> 'coroutine' object is not callable. | a coroutine that is already made | Which word

# failing: runs a function, and no coroutine
asyncio.run(spin)
> asyncio.run() cannot be called

# failing: adds to a task
task = asyncio.create_task(asyncio.sleep(delay, "Hello"))
return task + ", Ada!"
> A task stands here in place of its result. | What gives you the result of a task?

# failing: gives a task its arguments
await asyncio.create_task(asyncio.sleep, delay)
> This function takes a coroutine, and no arguments for it.

# hung: waits for what it forgot to put there
queue = asyncio.Queue()
queue.put(HELLO)
return await queue.get()
> The coroutine Queue.put() was made here, and never awaited | Deadlock: at 0 s

# failing: hides that it blocks
try:
    time.sleep(1)
except Exception:
    pass
RIGHT
> This line blocks the event loop | time.sleep(1) | await asyncio.sleep()

# hung: waits for what never happens
await asyncio.Event().wait()
> Deadlock: at 0 s | the test waits for Event.wait() | k2_greet.py:5 in greet

# hung: waits for tasks that wait for each other
async def wait():
    await second
first = asyncio.create_task(wait(), name="first")
second = asyncio.create_task(asyncio.wait([first]), name="second")
await first
> Deadlock | first, greet.<locals>.wait(), | second, wait(), | await second

# hung: waits for what a task that has failed should have put there
queue = asyncio.Queue()
task = asyncio.create_task(fail(), name="reader")
return await queue.get()
> Deadlock: at 0 s | reader, fail(), has failed: ValueError('lost') | Queue.get()

# hung: polls with sleep(0)
while True:
    await asyncio.sleep(0)
> Busy loop: at 0 s | k2_greet.py:6 | await asyncio.sleep(0)

# hung: polls with sleep(0.01)
while True:
    await asyncio.sleep(0.01)
> Endless polling: after 500 s | k2_greet.py:6 | await asyncio.sleep(0.01)

# hung: loops without await
while True:
    pass
> never gives control back | k2_greet.py:5 | while True:

# hung: loops without await in a task
asyncio.create_task(spin())
RIGHT
> never gives control back | in spin | while True:

# hung: loops without await inside gather
await asyncio.gather(spin(), return_exceptions=True)
RIGHT
> never gives control back | in spin | while True:

# hung: loops under a bare except
while True:
    try:
        while True:
            pass
    except:
        pass
> never gives control back | in greet | while True:

# hung: loops under a bare except, then goes on
try:
    while True:
        pass
except:
    pass
RIGHT
> never gives control back | in greet | while True:

# hung: waits for a lock of another world
lock = threading.Lock()
lock.acquire()
lock.acquire()
> never gives control back | lock.acquire()

# failing: leaves a task running
asyncio.create_task(asyncio.sleep(999), name='heartbeat')
RIGHT
> heartbeat, sleep(), was still running | k2_greet.py:5 | asyncio.create_task

# failing: loses the exception of a task
asyncio.create_task(fail(), name='mailer')
RIGHT
> mailer failed with ValueError('lost') | nobody looked at it | k2_greet.py:

# hung: swallows the cancellation of a task
task = asyncio.create_task(stubborn(), name='stubborn')
await asyncio.sleep(delay)
await asyncio.sleep(0)
task.cancel()
return HELLO
> stubborn was cancelled and refused to stop | await asyncio.sleep(1)

# hung: awaits a task that swallows its cancellation
task = asyncio.create_task(stubborn(), name='stubborn')
await asyncio.sleep(0)
task.cancel()
await task
> refused to stop | await asyncio.sleep(1) | await task

# failing: leaves an async generator open
async for _ in numbers():
    break
RIGHT
> The async generator numbers() was left open | yield 1

# failing: leaves a session open
session = aiohttp.ClientSession()
RIGHT
> Unclosed client session | session = aiohttp.ClientSession()

# failing: keeps a session, and never closes it
KEPT.append(aiohttp.ClientSession())
RIGHT
> Unclosed client session | KEPT.append(aiohttp.ClientSession())

# failing: reaches for the network
await asyncio.open_connection('192.0.2.1', 80)
> 192.0.2.1 was asked for on the real network | k2_greet.py:5

# failing: reaches for a name server, and hides it
try:
    await asyncio.open_connection('example.org', 80)
except Exception:
    pass
RIGHT
> example.org was asked for on the real network

# failing: calls asyncio.run in a coroutine
asyncio.run(asyncio.sleep(delay))
> asyncio.run() cannot be called | one is already | asyncio.run(asyncio.sleep(delay))

# failing: meets an error that a library says in few words
raise RuntimeError('Session is closed')
> RuntimeError: Session is closed. | At which line does the session's block

# crashed: calls os._exit(0)
os._exit(0)
> Python ended before its time, with exit code 0 | test_it_greets_by_name

# failing: recurses for ever
return await greet(name, delay)
> RecursionError | return await greet(name, delay)

# failing: prints 100 MB
for _ in range(100_000):
    print('x' * 1000)
RIGHT
> printed more than 100,000 characters | lines left out

# failing: prints 100 MB, and hides it
for _ in range(1000):
    try:
        print('x' * 100_000)
    except Exception:
        pass
RIGHT
> printed more than 100,000 characters

# does not import: imports the tests later
import tests.ch01_coroutines.test_k2_greet
> line 5 imports tests.ch01_coroutines.test_k2_greet | on its own feet

# failing: patches asyncio when it runs
asyncio.Runner.run = print
RIGHT
> The answer replaced Runner.run | on its own feet

# failing: patches pytest
pytest.raises = print
RIGHT
> The answer replaced pytest.raises | on its own feet

# failing: asks for input in a thread
return await asyncio.to_thread(input)
> Your code asks for input | Which argument | All of it: kata check greet --full

# failing: prints
print('delay is', delay)
return HELLO + '!'
> It printed: delay is 2
"""
FILES = """\
# does not import: has a syntax error
async def greet(name, delay)
    pass
> expected ':' | k2_greet.py:1 | async def greet(name, delay)

# does not import: has an import that fails
import asyncio
import asynciooo
> No module named 'asynciooo' | Did you mean 'asyncio'? | k2_greet.py:2

# does not import: needs what is not there
import requests
> No module named 'requests'. | Python itself, and aiohttp for the web | import requests

# does not import: needs another package
import httpx
> No module named 'httpx'. | Python itself, and aiohttp for the web | import httpx

# does not import: needs a part that a module lacks
from asyncio import Taskgroups
> cannot import name 'Taskgroups' from 'asyncio'

# does not import: asks for input
NAME = input()
> asks for input while it is imported | below `if __name__ == "__main__":` | :1

# does not import: awaits outside of a function
await greet("Ada", 1)
> 'await' outside function | Which two words

# does not import: returns outside of a function
return 1
> 'return' outside function | how far is it indented?

# does not import: needs a running loop
import asyncio
TASK = asyncio.create_task(None)
> no running event loop | none runs here yet | k2_greet.py:2

# does not import: is empty
> k2_greet.py holds no code | A reset puts the stub back

# does not import: holds words alone
'All of it is gone.'
# Is it?
> k2_greet.py holds no code | A reset puts the stub back

# does not import: lacks the function
async def great(name, delay):
    return HELLO
> k2_greet.py has no 'greet' | Is 'great' meant for it?

# does not import: has nothing that is called alike
async def x(name, delay):
    return HELLO
> k2_greet.py has no 'greet'. The suite looks for it under this very name.

# does not import: is no text in UTF-8
# -*- coding: ascii -*-
NAME = 'Zoë'
> SyntaxError

# failing: returns what cannot be awaited
def greet(name, delay):
    return HELLO
> `greet("Ada", 2)` gave a value of type str | cannot be awaited | test_k2_greet.py:

# hung: loops while it is imported
while True:
    pass
> went on and on, and came to no end | k2_greet.py:1 | while True:

# does not import: leaves while it is imported
import sys
sys.exit(0)
> SystemExit | tried to leave | sys.exit(0)

# does not import: imports the solutions
from solutions.ch01_coroutines.k2_greet import greet
> line 1 imports solutions.ch01_coroutines.k2_greet | on its own feet

# does not import: runs a solution
import runpy
greet = runpy.run_path('SOLUTION')['greet']
> reads solutions/ch01_coroutines/k2_greet.py | on its own feet

# failing: patches asyncio when it is imported
import asyncio
asyncio.sleep = None
async def greet(name, delay):
    return HELLO
> The answer replaced asyncio.sleep | on its own feet
"""
# The bodies stand between these; what they use beside what is imported comes last.
HEAD = """\
import aiohttp, asyncio, os, pytest, socket, subprocess, sys, threading, time
from time import sleep; from urllib.request import urlopen; KEPT = []

async def greet(name, delay):
"""
TAIL = """
async def spin():
    while True:
        pass

async def fail():
    raise ValueError('lost')

async def numbers():
    yield 1
    yield 2

async def stubborn():
    while True:
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            pass
"""
BLOCKING = {
    "time.sleep(1)": "await asyncio.sleep()",
    "sleep(1)": "await asyncio.sleep()",
    "subprocess.run(['echo'])": "create_subprocess_exec()",
    "os.system('echo')": "create_subprocess_shell()",
    "urlopen('http://localhost:1')": "aiohttp",
    "socket.create_connection(('127.0.0.1', 1))": "asyncio.open_connection()",
    "socket.socket().connect(('127.0.0.1', 1))": "aiohttp",
    "input()": "asyncio.to_thread(input)",
}
# Answers that try to leave their test: each is refused, and nothing is skipped here.
LEAVING = {
    "sys.exit(0)": "SystemExit",
    "raise KeyboardInterrupt": "KeyboardInterrupt",
    "pytest.exit('bye', 0)": "Exit",
    "pytest.skip('not today')": "Skipped",
    "pytest.xfail('not today')": "XFailed",
}
# Written as the other bodies are.
BODIES += "".join(
    f"\n# failing: blocks with {call}\n{call}\nRIGHT\n"
    f"> This line blocks the event loop | k2_greet.py:5 | {call} | {instead}\n"
    for call, instead in BLOCKING.items()
)
BODIES += "".join(
    f"\n# failing: leaves by {line}\n{line}\n> tried to leave | {error} | {line}\n"
    for line, error in LEAVING.items()
)
if os.name == "posix":
    BODIES += """
# failing: allocates 8 GB
hoard = bytearray(8 << 30)
RIGHT
> MemoryError | hoard = bytearray(8 << 30)
"""


def rows_of(page, head="", tail=""):
    """Yield the rows of a page; with a head, its answers are bodies under that."""
    page = page.replace("RIGHT", "await asyncio.sleep(delay); return HELLO")
    page = page.replace("HELLO", 'f"Hello, {name}!"')
    for block in page.replace("SOLUTION", GREET.solution.as_posix()).split("\n\n"):
        title, *lines = block.splitlines()
        status, _, name = title.removeprefix("# ").partition(": ")
        said = [line[2:] for line in lines if line.startswith("> ")]
        text = "".join(f"{line}\n" for line in lines if not line.startswith("> "))
        body = textwrap.indent(text, "    " if head else "")
        reads = [piece for line in said for piece in line.split(" | ")]
        yield pytest.param(head + body + tail, status, reads, id=name)


STUB = pytest.param(
    GREET.stub.read_text("utf-8"), "not started", ["not started"], id="is the stub"
)
ROWS = [STUB, *rows_of(FILES), *rows_of(BODIES, HEAD, TAIL)]


@pytest.mark.parametrize(("answer", "status", "reads"), ROWS)
def test_an_answer_gets_its_verdict(answer, status, reads, tmp_path):
    """The verdict is right, the words are there, and the other kata is judged too."""
    (tmp_path / GREET.chapter).mkdir()
    (tmp_path / GREET.file).write_text(answer, "utf-8")
    (tmp_path / WITNESS.file).write_text(WITNESS.solution.read_text("utf-8"), "utf-8")

    verdict, witness = judge_all(
        [GREET, WITNESS], tmp_path, tests={WITNESS: "test_a_failure_ends_it"}
    )

    lines = wording.report(verdict, "", "", "kata check greet --full")
    text = "\n".join(line.text for line in lines)
    assert verdict.status == status, text
    for piece in reads:
        assert piece in " ".join(text.split()) or piece in text, text
    for inside in ("site-packages", "/asyncio/", "dojo/", "Traceback"):
        assert inside not in text, text
    assert witness.status is Status.SOLVED, str(witness)
