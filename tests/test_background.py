"""Background work: errors stop at its edge, and closing finishes what was begun."""

import logging
import threading

import pytest

from bot import background as at_work
from bot.background import Background


def test_work_runs_in_another_thread_with_its_arguments() -> None:
    background = Background()
    seen: list[tuple[str, int, str]] = []

    def note(word: str, *, n: int) -> None:
        seen.append((word, n, threading.current_thread().name))

    background.submit(note, "a", n=2)
    background.close()
    ((word, n, thread),) = seen
    assert (word, n) == ("a", 2)
    assert thread.startswith("background")


def test_closing_waits_for_work_that_has_begun_and_for_work_in_the_queue() -> None:
    background = Background(threads=1)
    begun, go_on = threading.Event(), threading.Event()
    done: list[str] = []

    def slow() -> None:
        begun.set()
        go_on.wait(5)
        done.append("slow")

    background.submit(slow)
    background.submit(done.append, "queued")
    assert begun.wait(5)
    closing = threading.Thread(target=background.close)
    closing.start()
    go_on.set()
    closing.join(5)
    assert done == ["slow", "queued"]


def test_an_error_is_logged_with_a_reference_and_does_not_stop_the_next_work(
    caplog: pytest.LogCaptureFixture,
) -> None:
    background = Background(threads=1)
    done: list[str] = []
    with caplog.at_level(logging.ERROR):
        background.submit(lambda: 1 / 0)
        background.submit(done.append, "next")
        background.close()
    (record,) = caplog.records
    assert record.getMessage() == "background_work_failed"
    assert len(record.__dict__["ref"]) == 6
    assert done == ["next"]


def test_work_put_off_runs_when_its_time_comes() -> None:
    background = Background()
    ran = threading.Event()
    background.submit_later(0.01, ran.set)
    assert ran.wait(5)
    background.close()


def test_work_put_off_is_dropped_at_the_end() -> None:
    background = Background()
    ran = threading.Event()
    background.submit_later(3600, ran.set)
    background.close()
    background.submit_later(0.0, ran.set)
    assert not ran.is_set()
    with pytest.raises(RuntimeError):
        background.submit(ran.set)


def test_work_that_never_comes_back_does_not_hold_the_end(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(at_work, "CLOSE_S", 0.1)
    background, never = Background(threads=2), threading.Event()
    for _ in range(3):
        background.submit(never.wait)
    with caplog.at_level(logging.WARNING):
        background.close()
    assert [record.getMessage() for record in caplog.records] == [
        "work_given_up by 2 threads, and what waited for them"
    ]
    never.set()
