"""Joining a running kiosk: one more way in, over a Unix socket in the data folder."""

import contextlib
import os
import socket
import sys
import threading
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import BinaryIO

from kiosk import plain, plain_json
from kiosk.conversation.sheets import PLAIN
from kiosk.session import Session

SOCKET = "join.sock"


class Door:
    """Lets other ways in join this session while the kiosk runs."""

    def __init__(self, session: Session, folder: Path) -> None:
        self._session = session
        self._path = folder / SOCKET
        self._server: socket.socket | None = None

    def open(self) -> None:
        """Begin to let others in. Raises OSError where there are no such sockets."""
        with contextlib.suppress(FileNotFoundError):
            self._path.unlink()
        server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        before = os.umask(0o177)
        try:
            with _near(self._path) as name:
                server.bind(name)
        finally:
            os.umask(before)
        server.listen(16)
        self._server = server
        threading.Thread(target=self._welcome, args=(server,), name="door", daemon=True).start()

    def close(self) -> None:
        """Let nobody else in."""
        if self._server is not None:
            self._server.close()
            with contextlib.suppress(OSError):
                self._path.unlink()

    def _welcome(self, server: socket.socket) -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), name="joined", daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        # Whoever goes away in the middle of a line is simply gone.
        with contextlib.suppress(OSError, ValueError), connection, connection.makefile("rb") as lines:
            as_json = lines.readline(16).strip() == b"json"
            with contextlib.closing(talk_over(self._session, lines, as_json=as_json)) as texts:
                for text in texts:
                    connection.sendall(text.encode("utf-8"))


@contextlib.contextmanager
def let_in(session: Session, folder: Path) -> Iterator[None]:
    """Let others join while this lasts; where there are no such sockets, nobody does."""
    door = Door(session, folder)
    with contextlib.suppress(OSError):
        door.open()
    try:
        yield
    finally:
        door.close()


def talk_over(session: Session, lines: BinaryIO, *, as_json: bool) -> Generator[str, None, None]:
    """A whole conversation with one way in, from its lines to what is said to it."""
    seat = session.join(plain_json.ROOM if as_json else PLAIN)
    try:
        if as_json:
            yield from plain_json.converse(seat, bounded_lines(lines), session.turned)
        else:
            text_lines = (raw.decode("utf-8", "replace") for raw in bounded_lines(lines))
            yield from plain.converse(seat, text_lines, session.texts.say)
    finally:
        seat.leave()


def bounded_lines(stream: BinaryIO) -> Iterator[bytes]:
    """Lines of any length in little memory: of an overlong line only enough to see that it is."""
    limit = plain_json.MOST_BYTES + 2
    while raw := stream.readline(limit):
        if len(raw) == limit and not raw.endswith(b"\n"):
            while (rest := stream.readline(limit)) and not rest.endswith(b"\n"):
                pass
        yield raw


def join(folder: Path, *, as_json: bool) -> bool:
    """Join the kiosk that runs on this record, until input ends; False when none answers."""
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        with _near(folder / SOCKET) as name:
            connection.connect(name)
    except OSError:
        connection.close()
        return False
    with connection, connection.makefile("rwb") as stream:
        stream.write(b"json\n" if as_json else b"plain\n")
        stream.flush()
        out = threading.Thread(target=_copy_out, args=(stream,), name="out", daemon=True)
        out.start()
        _copy_in(connection, sys.stdin.buffer)
        out.join()
    return True


def _copy_in(connection: socket.socket, lines: BinaryIO) -> None:
    with contextlib.suppress(OSError):
        while chunk := lines.readline():
            connection.sendall(chunk)
        connection.shutdown(socket.SHUT_WR)


def _copy_out(stream: BinaryIO) -> None:
    write: Callable[[bytes], int] = sys.stdout.buffer.write
    with contextlib.suppress(OSError, ValueError):
        while chunk := stream.readline():
            write(chunk)
            sys.stdout.buffer.flush()


@contextlib.contextmanager
def _near(path: Path) -> Iterator[str]:
    """The socket's name short enough for the system (about 100 letters), by way of its open folder."""
    if len(os.fsencode(path)) < 100:
        yield str(path)
        return
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)
