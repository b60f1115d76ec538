"""What the checks in VS Code need, installed into `.tools/` once: code-server, and a driver of Chromium.

code-server is Visual Studio Code in a browser, with the same extension host. Its npm package wants to fetch binaries
while it is installed; here its scripts are not run, and what has to be built is built from the sources beside it.
"""

import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
HERE = Path(__file__).resolve().parent
CODE_SERVER_VERSION = "4.100.3"
CODE_SERVER = ROOT / ".tools" / f"code-server-{CODE_SERVER_VERSION}"
BROWSER = ROOT / ".tools" / "browser"
CHROMIUM = "chromium"
# Debian's packages, and what of them shows that they are there.
SYSTEM = {"ripgrep": "rg", "chromium": CHROMIUM, "libkrb5-dev": "/usr/include/gssapi/gssapi.h"}


def install() -> None:
    """Installs what is missing."""
    _install_system()
    if not (CODE_SERVER / "installed").is_file():
        _install_code_server()
    lock = (HERE / "browser" / "package-lock.json").read_text()
    installed = BROWSER / "installed"
    if not installed.is_file() or installed.read_text() != lock:
        _install_browser()
        installed.write_text(lock)


def entry() -> Path:
    """The script that starts code-server."""
    return CODE_SERVER / "node_modules" / "code-server" / "out" / "node" / "entry.js"


def _install_system() -> None:
    missing = [package for package, sign in SYSTEM.items() if not (shutil.which(sign) or Path(sign).exists())]
    if missing:
        print(f"installing {', '.join(missing)}", flush=True)
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        quiet = {"DEBIAN_FRONTEND": "noninteractive", **os.environ}
        apt = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing]
        subprocess.run(apt, check=True, env=quiet, stdout=subprocess.DEVNULL)


def _install_code_server() -> None:
    print(f"installing code-server into {CODE_SERVER.relative_to(ROOT)}", flush=True)
    shutil.rmtree(CODE_SERVER, ignore_errors=True)
    CODE_SERVER.mkdir(parents=True)
    (CODE_SERVER / "package.json").write_text('{ "private": true }\n')
    _npm(CODE_SERVER, "install", "--ignore-scripts", f"code-server@{CODE_SERVER_VERSION}")
    _npm(CODE_SERVER, "rebuild", "argon2")
    vscode = CODE_SERVER / "node_modules" / "code-server" / "lib" / "vscode"
    _npm(vscode, "install", "--omit=dev", "--ignore-scripts")
    _npm(vscode, "rebuild", "@vscode/spdlog", "native-watchdog")
    # The terminal's module is built, and then fails at a step that only its developers need.
    _npm(vscode, "rebuild", "node-pty", check=False)
    _npm(vscode / "extensions", "install", "--omit=dev", "--ignore-scripts")
    ripgrep = vscode / "node_modules" / "@vscode" / "ripgrep" / "bin"
    ripgrep.mkdir(exist_ok=True)
    _link(ripgrep / "rg", shutil.which("rg"))
    _link(vscode / "node_modules.asar", "node_modules")
    _link(vscode / "bin" / "remote-cli" / "code-server", "code-linux.sh")
    _link(vscode / "bin" / "helpers" / "browser.sh", "browser-linux.sh")
    # Without a configuration of its own it would write one into the home of whoever runs this.
    subprocess.run(["node", entry(), "--config", os.devnull, "--version"], check=True)
    (CODE_SERVER / "installed").touch()


def _install_browser() -> None:
    print(f"installing playwright-core into {BROWSER.relative_to(ROOT)}", flush=True)
    shutil.rmtree(BROWSER, ignore_errors=True)
    BROWSER.mkdir(parents=True)
    for name in ["package.json", "package-lock.json"]:
        shutil.copy(HERE / "browser" / name, BROWSER)
    _npm(BROWSER, "ci", "--ignore-scripts")


def _npm(folder: Path, *arguments: str, check: bool = True) -> None:
    command = ["npm", *arguments, "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run(command, cwd=folder, check=check, stdout=subprocess.DEVNULL, stderr=None if check else subprocess.DEVNULL)


def _link(at: Path, target: str | Path) -> None:
    at.unlink(missing_ok=True)
    at.symlink_to(target)
