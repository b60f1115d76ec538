"""Regular expressions of the schemas, put into the syntax of Rust's `regex`.

The schemas' dialect is cfn-lint's: Python's `regex`, searched for anywhere in the text. What Rust
cannot say is look-around; at the edges of a pattern it becomes a second test, elsewhere the
pattern is unsupported and `unsupported-patterns.json` lists it.
"""

from __future__ import annotations

import re

TOKEN = re.compile(r"\\.|\[|\]|\(\?<?[=!]|\(\?P?<[A-Za-z]\w*>|\(\?[a-zA-Z-]*:|\(\?[a-zA-Z-]+\)|\(|\)|\||.", re.S)
# An escape that is a class, and so no end of a range.
CLASS = re.compile(r"\\[dDwWsS]")
END = "(?![\\s\\S])"


def tests_of(source: str) -> list[tuple[str, bool]]:
    """The (expression, whether it must match) pairs that together say what a pattern says."""
    source = source.replace(END, "\\z")
    tests = []
    while True:
        group = _leading(source)
        if group is None:
            break
        inner, wanted, source = group
        tests.append(("^(?:" + inner + ")", wanted))
    group = _trailing(source)
    if group is not None:
        inner, source = group
        tests.append(("(?:" + inner + ")$", False))
    return [(in_rust(source), True)] + [(in_rust(expression), wanted) for expression, wanted in tests]


def tokens(source: str) -> list[str]:
    return TOKEN.findall(source)


def _leading(source: str):
    """A look-ahead right after `^`: (what it looks for, whether it must be there, the rest)."""
    parts = tokens(source)
    if len(parts) < 2 or parts[0] != "^" or parts[1] not in ("(?!", "(?="):
        return None
    end = _closing(parts, 1)
    if end is None or _alternates(parts):
        return None
    rest = parts[end + 1 :]
    if rest and rest[0] in "*+?{":
        return None
    return "".join(parts[2:end]), parts[1] == "(?=", "^" + "".join(rest).removeprefix("^")


def _trailing(source: str):
    """A negative look-behind right before a final `$`: (what must not precede, the rest)."""
    parts = tokens(source)
    if not parts or parts[-1] != "$" or _alternates(parts):
        return None
    start = next((i for i, part in enumerate(parts) if part == "(?<!"), None)
    if start is None or _closing(parts, start) != len(parts) - 2:
        return None
    return "".join(parts[start + 1 : -2]), "".join(parts[:start]) + "$"


def _closing(parts: list[str], opening: int) -> int | None:
    """The index of the parenthesis that closes the group opened at an index."""
    depth = 0
    for index, part in _outside_classes(parts):
        if index < opening:
            continue
        if part.startswith("(") and not re.fullmatch(r"\(\?[a-zA-Z-]+\)", part):
            depth += 1
        elif part == ")":
            depth -= 1
            if depth == 0:
                return index
    return None


def _alternates(parts: list[str]) -> bool:
    """Whether the pattern is an alternation at its top."""
    depth = 0
    for _, part in _outside_classes(parts):
        if part.startswith("(") and not re.fullmatch(r"\(\?[a-zA-Z-]+\)", part):
            depth += 1
        elif part == ")":
            depth -= 1
        elif part == "|" and depth == 0:
            return True
    return False


def _outside_classes(parts: list[str]):
    """(index, token) pairs without those inside `[…]`."""
    inside = False
    for index, part in enumerate(parts):
        if not inside:
            yield index, part
        if part == "[":
            inside = True
        elif part == "]" and not _opens_class(parts, index):
            inside = False


def _opens_class(parts: list[str], index: int) -> bool:
    """Whether a `]` is the first thing in its class, and so stands for itself."""
    before = parts[index - 1] if index else ""
    return before == "[" or (before == "^" and index > 1 and parts[index - 2] == "[")


def in_rust(source: str) -> str:
    """The expression with what Rust reads otherwise escaped."""
    parts, result, inside = tokens(source), [], False
    for index, part in enumerate(parts):
        if inside:
            closes = part == "]" and not _opens_class(parts, index)
            result.append(_in_class(parts, index) if not closes else part)
            inside = not closes
        else:
            result.append(_outside(parts, index))
            inside = part == "["
    return "".join(result)


def _in_class(parts: list[str], index: int) -> str:
    part, before = parts[index], parts[index - 1]
    following = parts[index + 1] if index + 1 < len(parts) else ""
    literal = following == "-" or CLASS.fullmatch(before) or CLASS.fullmatch(following)
    if part in ("[", "&", "~") or (part == "-" and literal):
        return "\\" + part
    return _escape(part)


def _outside(parts: list[str], index: int) -> str:
    part = parts[index]
    if part == "{" and not re.match(r"\{\d*(,\d*)?\}", "".join(parts[index : index + 12])):
        return "\\{"
    return _escape(part)


def _escape(part: str) -> str:
    """An escape that the two dialects spell differently."""
    if part == "\\Z":
        return "\\z"
    known = re.fullmatch(r"\\[a-zA-Z0-9]", part) is None or part[1] in "dDwWsSbBpPxuUAzntrfv"
    return part if known or not part[1].isalpha() else part[1]
