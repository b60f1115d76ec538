"""What the checks of editors have in common."""

import os
import re
import subprocess
from pathlib import Path


HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SECONDS = 120
# What is told of a failure; an editor may say the same of every line.
LENGTH = 2000


class Checks:
    """What was checked of an editor, and what is wrong with it."""

    def __init__(self) -> None:
        self.passed = 0
        self.failed = 0

    def check(self, name: str, wrong: str | None) -> None:
        if wrong is None:
            self.passed += 1
            return
        self.failed += 1
        print(f"FAILED: {name}: {wrong[:LENGTH]}")

    def report(self) -> int:
        print(f"{self.passed} checks passed, {self.failed} failed")
        return 1 if self.failed or not self.passed else 0


def programs() -> list[Path]:
    """Programs in the form that the formatter gives."""
    folders = ("examples", "stdlib", "tests/programs")
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.sparta"))


def words() -> list[str]:
    """The words that declarations begin with, as the compiler has them."""
    source = (ROOT / "lang/syntax/src/split.rs").read_text()
    tables = source[source.index("pub const CONSTRUCTS") : source.index("/// The declaration word that a text is.")]
    return re.findall(r'\("([a-z]+)", ', tables)


def said(command: list[str | Path], **environment: str) -> str | None:
    """What is wrong with a program that is to succeed and say nothing."""
    done = subprocess.run(
        command, env={**os.environ, **environment}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, errors="replace", timeout=SECONDS,
    )
    return f"exit {done.returncode}: {done.stdout.strip()}" if done.returncode or done.stdout.strip() else None
