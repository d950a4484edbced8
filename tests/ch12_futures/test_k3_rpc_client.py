"""Each answer reaches its call, and none reaches a call that is over."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.testing import outcome_of
from katas.ch12_futures.k3_rpc_client import RpcClient


class PowerCut(BaseException):
    """An error that is no Exception."""


class Line:
    """A client, what it has sent, and what it raised when something was told to it."""

    def __init__(self, answers="", error=None):
        self.client = RpcClient(self.send)
        self.ids, self.sent, self.raised = [], [], []
        self.answers, self.error = answers, error

    def send(self, id, method, args):
        """Note a call, answer it, and fail, as it was told."""
        self.ids.append(id)
        self.sent.append((method, args))
        for answer in self.answers:
            self.tell(id, answer)
        if self.error is not None:
            raise self.error

    def tell(self, *message, **error):
        """Hand a message to the client, and note what that raises."""
        try:
            self.client.on_message(*message, **error)
        except Exception as raised:
            self.raised.append(raised)

    async def calls(self, *methods):
        """Begin a call of each method, and let them wait."""
        tasks = [asyncio.create_task(self.client.call(method)) for method in methods]
        await asyncio.sleep(1)
        return tasks

    def assert_well(self, seen, pending=0):
        """Check that no message raised anything, and how many calls are pending."""
        assert not self.raised, (
            f"{seen} on_message raised {self.raised[0]!r}. "
            "In which state may a call be when a message comes?"
        )
        assert self.client.pending == pending, (
            f"{seen} Calls that wait now: {pending}; pending is {self.client.pending}. "
            "Which of your lines forgets an id, and when is it run?"
        )


async def ends_of(tasks):
    """Give tasks a while, and return what each of them returned or raised."""
    await asyncio.wait(tasks, timeout=9)
    return [end_of(task) for task in tasks]


def end_of(task):
    """Return what a task returned or raised; cancel one that has not ended."""
    if task.cancel():
        return "still waits"
    return "cancelled" if task.cancelled() else task.exception() or task.result()


async def test_a_call_is_sent_and_its_result_returned(clock):
    """It sends the method with its arguments, and returns the result at once."""
    line = Line()
    task = asyncio.create_task(line.client.call("add", 1, 2))
    await asyncio.sleep(7200.0625)

    assert line.sent == [("add", (1, 2))], (
        "call('add', 1, 2) was begun, and this was sent, without the id: "
        f"{line.sent}. What does a call do before it waits?"
    )
    line.tell(line.ids[0], 3)
    (end,) = await ends_of([task])

    assert (end, clock.elapsed) == (3, 7200.0625), (
        f"The result 3 came at 7200.0625 s. At {clock.elapsed} s the call had this "
        f"end: {end!r}. How does a message reach the call, and what else ends it?"
    )


async def test_no_id_is_used_twice():
    """Each call has an int of its own, also after others have ended."""
    line = Line()
    tasks = await line.calls("a", "b", "c")
    line.tell(line.ids[2], "the last")
    tasks[1].cancel()
    tasks += await line.calls("d", "e")

    await ends_of(tasks)

    assert len({id for id in line.ids if type(id) is int}) == 5, (
        "Of three calls, the last was answered and the second cancelled. Then two more "
        f"were begun. These are the ids: {line.ids}. What does your code count?"
    )


async def test_each_answer_reaches_its_call():
    """Whatever the order is, and whatever another client does."""
    line, other = Line(), Line()
    tasks = [*await line.calls("a", "b"), *await other.calls("c")]

    other.tell(other.ids[0], "for c")
    line.tell(line.ids[1], "for b")
    line.tell(line.ids[0], "for a")
    ends = await ends_of(tasks)

    assert ends == ["for a", "for b", "for c"], (
        "A client sent the calls a and b, another client c. There were answers to c, "
        f"then b, then a. They got {ends}. How does an answer find its call?"
    )


async def test_an_error_is_raised():
    """The call raises the error of the answer itself."""
    line, error = Line(), TimeoutError("slow")
    (task,) = await line.calls("a")

    line.tell(line.ids[0], error=error)
    (end,) = await ends_of([task])

    assert end is error, (
        f"The answer was the error {error!r}, and the call had this end: {end!r}. "
        "What becomes of the error in your code?"
    )


@pytest.mark.parametrize("result", [None, False, [], OSError("a value")], ids=repr)
async def test_any_object_may_be_a_result(result):
    """None, what is false, and an exception object are results too."""
    line = Line()
    (task,) = await line.calls("a")

    line.tell(line.ids[0], result)
    (end,) = await ends_of([task])

    assert end is result, (
        f"The answer was the result {result!r}, and the call had this end: {end!r}. "
        "How does your code know that the answer is there?"
    )
    assert not task.exception(), f"The result {result!r} was raised. What decides that?"


@pytest.mark.parametrize(
    ("answers", "error"), [("a", None), ("a", OSError("broken")), ("", PowerCut())]
)
async def test_send_may_answer_or_raise(answers, error):
    """An answer that comes while it sends is not lost; what send raises comes out."""
    line = Line(answers, error)

    outcome = await outcome_of(line.client.call("a"), 9)

    seen = "The answer 'a' came before `send` returned" if answers else "No answer came"
    question = "What does your code know of the call at that moment?"
    if error:
        seen += f", and `send` raised {error!r}"
        question = "Which line of yours hears of it?"
    assert outcome == (error or "a"), f"{seen}. {outcome!r} came out. {question}"
    line.assert_well(f"{seen}. The call is over.")


async def test_a_cancelled_call_is_forgotten(clock):
    """Cancelled, it ends at once; its answer is ignored, and the others wait on."""
    line = Line()
    tasks = await line.calls("a", "b")

    tasks[0].cancel()
    await asyncio.wait(tasks[:1], timeout=9)
    ended = clock.elapsed
    line.assert_well("Two calls waited, one was cancelled, and has ended.", pending=1)
    line.tell(line.ids[0], "too late")
    line.tell(line.ids[1], "in time")
    ends = await ends_of(tasks)

    line.assert_well("A call was cancelled, and its answer came later.")
    shared = ends[0] == "cancelled"
    assert (ends, ended) == (["cancelled", "in time"], 1), (
        f"Of two calls, the first was cancelled at 1 s, and ended at {ended:g} s. Then "
        f"both were answered, and they had these ends: {ends}. "
        f"What {'do they share' if shared else 'becomes of its CancelledError'}?"
    )


async def test_an_answer_that_nobody_waits_for_is_ignored():
    """An unknown id, and a second answer, change nothing."""
    line = Line()
    tasks = await line.calls("a", "b")

    for message in [(4711, "?"), (line.ids[0], "one"), (line.ids[0], "two")]:
        line.tell(*message)
    line.tell(line.ids[1], "other")
    ends = await ends_of(tasks)

    line.assert_well("Answers came twice, and with an unknown id.")
    assert ends == ["one", "other"], (
        "Two calls waited. The first was answered with 'one' and 'two' at once, the "
        f"second with 'other'. They had these ends: {ends}. Which answer counts?"
    )


async def test_close_ends_all_calls(clock):
    """All calls that wait raise what close was given, at once."""
    line, error = Line(), OSError("the end")
    tasks = await line.calls("a", "b")

    line.client.close(error)
    ends = await ends_of(tasks)

    assert (ends, clock.elapsed) == ([error, error], 1), (
        f"Two calls waited, and close({error!r}) came at 1 s. At {clock.elapsed:g} s "
        f"they had these ends: {ends}. "
        f"{'Is it one object?' if repr(error) in repr(ends) else 'Who tells them?'}"
    )


async def test_a_call_after_close_is_refused():
    """It raises what close was given first, and sends nothing."""
    line, error = Line(), OSError("the end")
    early = await line.calls("early")

    line.client.close(error)
    line.client.close(KeyError("closed again"))
    ends = await ends_of(early + await line.calls("a", "b"))

    assert ends == [error, error, error], (
        f"A call waited; close({error!r}) came, then close with a KeyError, then two "
        f"calls. They had these ends: {ends}. What does your code remember of close?"
    )
    assert not line.sent[1:], f"After close: sent {line.sent[1:]}. When is it refused?"


@pytest.mark.parametrize("first", ["answer", "cancellation", "close"])
async def test_much_may_come_at_the_same_time(first):
    """Whatever comes before a call gets control: the first counts, nothing raises."""
    line, error = Line(), OSError("the end")
    tasks = await line.calls("a", "b", "c")
    steps = {
        "answer": lambda: [line.tell(id, "answer") for id in line.ids[:2]],
        "cancellation": tasks[1].cancel,
        "close": lambda: line.client.close(error),
    }

    order = sorted(steps, key=lambda name: name != first)
    for name in order:
        steps[name]()
    ends = await ends_of(tasks)

    seen = f"Three calls waited. At the same time came: {', then '.join(order)}."
    line.assert_well(seen)
    assert ends == [error if first == "close" else "answer", "cancelled", error], (
        f"{seen} The answers were for the first two, the cancellation for the second. "
        f"They had these ends: {ends}. What counts for each of them?"
    )


WITH_A_CALL = [f"{what} {n}" for what in ("result", "error", "cancel") for n in "0123"]
STEPS = [*["call", "rest", "close"] * 3, *WITH_A_CALL]


@given(script=st.lists(st.sampled_from(STEPS), max_size=12))
async def test_any_story(script):
    """Whatever is called, answered, cancelled or closed: each call has its own end."""
    line, tasks, due, closed = Line(), [], {}, []
    script = ["call", *script, "rest"]
    for number, step in enumerate(script):
        seen = f"These were the steps: {', '.join(script[: number + 1])}."
        what, _, which = step.partition(" ")
        which, error = int(which or 0), OSError(number)
        if what == "call":
            due |= {len(tasks): closed[0]} if closed else {}
            tasks += await line.calls("work")
        elif what == "close":
            closed.append(error)
            due = dict.fromkeys(range(len(tasks)), closed[0]) | due
            line.client.close(error)
        elif what == "rest":
            await asyncio.sleep(1)
            line.assert_well(seen, pending=len(tasks) - len(due))
        elif what == "cancel" and which < len(tasks):
            due |= {which: "cancelled"} if tasks[which].cancel() else {}
        elif which < len(line.ids):
            due.setdefault(which, error if what == "error" else number)
            line.tell(line.ids[which], number, error if what == "error" else None)

    ends = await ends_of(tasks)

    right = [due.get(number, "still waits") for number in range(len(tasks))]
    assert ends == right, (
        f"{seen} The ends of the calls were {ends}, and should be {right}. "
        "How does an answer find its call?"
    )
