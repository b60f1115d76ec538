"""Visual Studio Code as code-server brings it, with our extension and one that looks at it from inside."""

import json
import os
import shutil
import socket
import stat
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from install import BROWSER, CHROMIUM, HERE, ROOT, entry

SCREENSHOTS = ROOT / ".tools" / "screenshots"
SETTINGS = {
    "workbench.startupEditor": "none",
    "workbench.colorTheme": "Default Light Modern",
    "telemetry.telemetryLevel": "off",
    "extensions.autoUpdate": False,
    "extensions.autoCheckUpdates": False,
    "extensions.ignoreRecommendations": True,
    "update.mode": "none",
    "git.enabled": False,
    "files.autoSave": "off",
    "editor.accessibilitySupport": "off",
    # What the editor makes up of words would hide that the server says nothing.
    "editor.wordBasedSuggestions": "off",
}


class Editor:
    """A profile of its own in a folder: settings, extensions, a workspace."""

    def __init__(self, folder: Path, spartac: str) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        self.folder = folder
        self.workspace = folder / "workspace"
        self.record = folder / "record.jsonl"
        self.results = folder / "results.json"
        shutil.copytree(HERE / "workspace", self.workspace)
        shutil.copytree(HERE / "probe", folder / "extensions" / "sparta.probe-0.0.1")
        settings = folder / "data" / "User" / "settings.json"
        settings.parent.mkdir(parents=True)
        server = self._recorded(spartac)
        settings.write_text(json.dumps({**SETTINGS, "sparta.server.path": str(server)}))
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)

    def install(self, package: Path) -> None:
        """Installs an extension as a user does."""
        self._code_server("--install-extension", str(package))

    @contextmanager
    def running(self):
        """The editor's address while it runs."""
        port = _free_port()
        environment = {**os.environ, "PROBE_FOLDER": str(self.folder)}
        flags = ["--auth", "none", "--bind-addr", f"127.0.0.1:{port}", "--disable-telemetry", "--disable-update-check"]
        flags += ["--disable-workspace-trust", "--disable-getting-started-override"]
        with open(self.folder / "code-server.log", "w") as log:
            process = subprocess.Popen([*self._command(), *flags], env=environment, stdout=log, stderr=log)
            try:
                _wait_for(port)
                yield f"http://127.0.0.1:{port}/?folder={self.workspace}"
                self._wait_for_end_of_server()
            finally:
                process.terminate()
                process.wait(timeout=30)

    def drive(self, url: str) -> list[dict]:
        """Looks at the editor in a browser; what each check found."""
        environment = {
            **os.environ,
            "BROWSER_MODULES": str(BROWSER),
            "CHROMIUM": shutil.which(CHROMIUM) or CHROMIUM,
            "SCREENSHOTS": str(SCREENSHOTS),
        }
        driver = ["node", str(HERE / "browser" / "drive.mjs"), url, str(self.results)]
        done = subprocess.run(driver, env=environment, stdout=subprocess.PIPE, text=True, timeout=900)
        results = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
        if done.returncode:
            results.append({"name": "the browser", "failure": f"it ended with {done.returncode}"})
        return results

    def _command(self) -> list[str]:
        folders = ["--user-data-dir", str(self.folder / "data"), "--extensions-dir", str(self.folder / "extensions")]
        return ["node", str(entry()), "--config", os.devnull, *folders]

    def _code_server(self, *arguments: str) -> None:
        done = subprocess.run([*self._command(), *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode:
            sys.exit(done.stdout)

    def _recorded(self, spartac: str) -> Path:
        """A program that is the compiler, and writes down what it is told and says."""
        path = self.folder / "bin" / "spartac"
        path.parent.mkdir(parents=True)
        recorder = HERE.parent / "record.py"
        path.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{recorder}" "{self.record}.$$" "{spartac}" "$@"\n')
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return path

    def records(self) -> list[Path]:
        """A record for each time that the server was started."""
        return sorted(self.folder.glob(f"{self.record.name}.*"))

    def _wait_for_end_of_server(self) -> None:
        """The extension ends its server when the window is closed; only then its record is whole."""
        for _ in range(100):
            if all('"exit":' in record.read_text().splitlines()[-1] for record in self.records()):
                return
            time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def _wait_for(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    sys.exit("code-server does not answer")
