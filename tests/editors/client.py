"""What the check of an editor is made of: a workspace, an editor that does the scenario in it, what is said of both."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from scenario import STEPS, Step
from validate import validate

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


def unlike(step: Step, seen: object) -> str | None:
    """How what was seen differs from what a step expects."""
    if callable(step.expected):
        try:
            met = step.expected(seen)
        except (TypeError, IndexError, KeyError):
            met = False
    else:
        met = seen == step.expected
    return None if met else f"saw {json.dumps(seen, ensure_ascii=False)[:600]}"


def told(step: Step) -> dict:
    """What the editor is told of a step: of findings also those to wait for, since they come when they come."""
    return {**step.do, "expected": None if callable(step.expected) else step.expected}


def scenario(checks: Checks, editor: str, command: list[str | Path]) -> None:
    """Lets an editor do the scenario, and checks what it saw and what the server said.

    The editor finds the steps in the file `STEPS`, writes a line of JSON for each into `SEEN`, and starts the server
    by `SERVER`, a list in JSON.
    """
    folder = Path(tempfile.mkdtemp(prefix=f"sparta-{editor}-"))
    workspace, record, seen = folder / "workspace", folder / "record.jsonl", folder / "seen.jsonl"
    shutil.copytree(HERE / "workspace", workspace)
    subprocess.run(["git", "init", "--quiet", workspace], check=True)
    steps = [step for step in STEPS if not step.editors or editor in step.editors]
    (folder / "steps.json").write_text(json.dumps([told(step) for step in steps]))
    server = [sys.executable, str(HERE / "record.py"), str(record), os.environ["SPARTAC"], "lsp"]
    environment = {
        "HOME": str(folder), "TMPDIR": str(folder),
        "STEPS": str(folder / "steps.json"), "SEEN": str(seen), "SERVER": json.dumps(server),
    }
    with (folder / "output.txt").open("w") as output:
        try:
            subprocess.run(
                command, cwd=workspace, env={**os.environ, **environment}, stdin=subprocess.DEVNULL,
                stdout=output, stderr=output, timeout=SECONDS, check=False,
            )
        except subprocess.TimeoutExpired:
            print(f"FAILED: {editor} did not end within {SECONDS} seconds")
    lines = [json.loads(line) for line in seen.read_text().splitlines()] if seen.exists() else []
    for number, step in enumerate(steps):
        wrong = unlike(step, lines[number]) if number < len(lines) else "the editor did not come so far"
        checks.check(step.name, wrong)
    sessions = [validate(session)[1] for session in folder.glob("record.jsonl*")]
    checks.check("one server is started", None if len(sessions) == 1 else f"{len(sessions)} are")
    violations = [str(violation) for session in sessions for violation in session]
    checks.check("what the server said keeps to the protocol", "\n  ".join(violations) or None)
    if checks.failed:
        print(f"the session is in {folder}")
    else:
        shutil.rmtree(folder)
