#!/usr/bin/env python3
"""Stands between an editor and a language server and writes down what they say to each other.

    python3 record.py RECORD COMMAND [ARGUMENT]...

Bytes pass through as they come. A message becomes a line `{"from": "client" | "server", "message": …}` of RECORD.
What is not a message becomes `{"from": …, "stray": …}`, which `validate.py` reports. Where an editor starts the server
once more, that session is in RECORD.2.
"""

import itertools
import json
import os
import subprocess
import sys
import threading
from typing import BinaryIO

HEAD_END = b"\r\n\r\n"


class Record:
    """The file that messages are written to, by two threads."""

    def __init__(self, path: str) -> None:
        names = (path if number == 1 else f"{path}.{number}" for number in itertools.count(1))
        self.file = open(next(name for name in names if not os.path.exists(name)), "x", encoding="utf-8")
        self.lock = threading.Lock()

    def write(self, side: str, what: dict) -> None:
        with self.lock:
            self.file.write(json.dumps({"from": side, **what}) + "\n")
            self.file.flush()


def length(head: bytes) -> int | None:
    """How long the content is that follows a head."""
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length" and value.strip().isdigit():
            return int(value)
    return None


def take(buffer: bytes) -> tuple[dict | None, bytes]:
    """The first message of a buffer, as what is recorded of it, and the rest."""
    head, end, rest = buffer.partition(HEAD_END)
    if not end:
        return None, buffer
    size = length(head)
    if size is None:
        return {"stray": head.decode("utf-8", "replace")}, rest
    if len(rest) < size:
        return None, buffer
    content = rest[:size]
    try:
        return {"message": json.loads(content)}, rest[size:]
    except ValueError:
        return {"stray": content.decode("utf-8", "replace")}, rest[size:]


def pass_on(side: str, source: BinaryIO, target: BinaryIO, record: Record) -> None:
    """Passes on what a side says until it ends."""
    buffer = b""
    while part := os.read(source.fileno(), 65536):
        buffer += part
        # Written down first: an answer must not stand before its question.
        while True:
            recorded, buffer = take(buffer)
            if recorded is None:
                break
            record.write(side, recorded)
        try:
            target.write(part)
            target.flush()
        except BrokenPipeError:
            break
    if buffer:
        record.write(side, {"stray": buffer.decode("utf-8", "replace")})
    try:
        target.close()
    except BrokenPipeError:
        pass


def main() -> int:
    path, *command = sys.argv[1:]
    record = Record(path)
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    client = threading.Thread(
        target=pass_on, args=("client", sys.stdin.buffer, server.stdin, record), daemon=True
    )
    client.start()
    pass_on("server", server.stdout, sys.stdout.buffer, record)
    code = server.wait()
    record.write("server", {"exit": code})
    return code


if __name__ == "__main__":
    sys.exit(main())
