#!/usr/bin/env python3
"""The recorder passes on every byte, and writes down every message."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
# A server that says what it is told, after something that is no message, and ends with 7.
ECHO = """
import sys
sys.stdout.write(sys.argv[1])
sys.stdout.flush()
sys.stdout.buffer.write(sys.stdin.buffer.read())
sys.exit(7)
"""


def framed(message: dict) -> bytes:
    content = json.dumps(message, ensure_ascii=False).encode()
    return b"content-type: x\r\nContent-Length: %d\r\n\r\n%s" % (len(content), content)


def recorded(record: Path, said: list[bytes], noise: str = "") -> tuple[int, bytes]:
    """What comes out of a recorded server that is told parts, one after the other."""
    command = [sys.executable, HERE / "record.py", record, sys.executable, "-c", ECHO, noise]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    for part in said:
        process.stdin.write(part)
        process.stdin.flush()
    output, _ = process.communicate(timeout=20)
    return process.returncode, output


def lines(record: Path) -> list[dict]:
    return [json.loads(line) for line in record.read_text().splitlines()]


def of(side: str, entries: list[dict]) -> list[dict]:
    return [entry for entry in entries if entry["from"] == side]


def main() -> int:
    messages = [{"id": 1, "text": "é𝒳\n" * 40000}, {"id": 2, "text": "\r\n\r\n"}, {"id": 3}]
    stream = b"".join(map(framed, messages))
    wanted = [{"from": "client", "message": message} for message in messages]
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "record.jsonl"
        parts = [stream[at : at + 70001] for at in range(0, len(stream), 70001)]
        code, output = recorded(record, [*parts[:-1], *(parts[-1][at : at + 1] for at in range(len(parts[-1])))])
        first = lines(record)
        recorded(record, [framed(messages[2]), b"Content-Length: 9\r\n\r\n{"], noise="panicked\r\n\r\n")
        second = lines(Path(f"{record}.2"))
    echoed = [entry.get("message") for entry in of("server", first)]
    checks = {
        "bytes pass through": output == stream,
        "the exit code passes through": code == 7,
        "messages are written down, however they come": of("client", first) == wanted,
        "answers are written down, and the end": echoed == [*messages, None],
        "a second session is a second record": of("client", second)[0] == wanted[2],
        "what is no message is written down": of("server", second)[0] == {"from": "server", "stray": "panicked"},
        "what ends too early is written down": "stray" in of("client", second)[-1],
    }
    for name, is_met in checks.items():
        if not is_met:
            print(f"FAILED: {name}")
    failed = list(checks.values()).count(False)
    print(f"{len(checks) - failed} checks passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
