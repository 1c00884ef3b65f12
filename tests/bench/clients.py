"""People at a real server, in a process of their own: clients in the server's process would measure themselves."""

import multiprocessing
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from typing import Any, TypeVar

import waitress
from flask_security import hash_password

from hiring.accounts import actions as accounts
from hiring.accounts.values import Role
from hiring.foundation.database import writing
from hiring.interviews.models import Seat
from tests.bench.houses import token_of
from tests.cast import PASSWORD

T = TypeVar("T")


def seated(cast: Any, make: Any, number: int) -> list[Seat]:
    """That many interviewers, each with a seat at one interview."""
    hashed = hash_password(PASSWORD)
    with writing() as session:
        people = [
            accounts.add_person(
                session, None, name=f"Bench {n:03}", email=f"bench{n}@example.org",
                roles=[Role.INTERVIEWER], workplace=cast.harbour, password_hash=hashed,
            )
            for n in range(number)
        ]  # fmt: skip
    interview = make.interview(make.application(make.opening(interviewers=people)), people=people)
    by_person = {seat.person_id: seat for seat in interview.seats}
    return [by_person[person.id] for person in people]


@contextmanager
def served(app: Any) -> Iterator[str]:
    server = waitress.create_server(app, host="127.0.0.1", port=0, threads=4, backlog=256)
    threading.Thread(target=server.run, daemon=True).start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()


class _Stay(urllib.request.HTTPRedirectHandler):
    """Measure the answer itself, not the page it leads to."""

    def redirect_request(self, *_: Any) -> None:
        return None


class Browser:
    def __init__(self, base: str, number: int) -> None:
        self.base = base
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()), _Stay())
        told = {"email": f"bench{number}@example.org", "password": PASSWORD}
        self.post("/sign-in", {"csrf_token": token_of(self.get("/sign-in"))} | told)

    def get(self, path: str) -> str:
        return str(self.opener.open(self.base + path).read().decode())

    def post(self, path: str, data: dict[str, str], **headers: str) -> tuple[int, str]:
        request = urllib.request.Request(self.base + path, urllib.parse.urlencode(data).encode(), headers)  # noqa: S310 - ours
        try:
            answer = self.opener.open(request)
            return int(answer.status), answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, ""


def from_another_process(act: Callable[[], T]) -> T:
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe()
    child = context.Process(target=lambda: there.send(act()))
    child.start()
    answer: T = here.recv()
    child.join()
    return answer


def all_at_once(acts: list[Callable[[], T]]) -> list[T]:
    """Every act in a thread of its own, begun at the same moment."""
    start, answers = threading.Barrier(len(acts)), []

    def begin(act: Callable[[], T]) -> None:
        start.wait()
        answers.append(act())

    threads = [threading.Thread(target=begin, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
