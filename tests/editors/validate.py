#!/usr/bin/env python3
"""Checks recorded sessions strictly against the Language Server Protocol.

    python3 validate.py RECORD...

RECORD is what `record.py` wrote. Says what the server did wrong, and ends with 1 if it did anything. The client is not
judged: what it says is read to know what the server was told.
"""

import json
import sys
from pathlib import Path

from protocol.session import Violation, violations


def validate(record: Path) -> tuple[int, list[Violation]]:
    """How many lines the record of a session has, and what is wrong in it."""
    entries = [json.loads(line) for line in record.read_text(encoding="utf-8").splitlines()]
    return len(entries), list(violations(entries))


def main() -> int:
    wrong = 0
    for record in map(Path, sys.argv[1:]):
        count, found = validate(record)
        wrong += len(found)
        for violation in found:
            print(f"{record.name}: {violation}")
        print(f"{record.name}: {count} messages, {len(found)} violations")
    return 1 if wrong or len(sys.argv) < 2 else 0


if __name__ == "__main__":
    sys.exit(main())
