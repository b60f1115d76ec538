"""What every client does in the workspace, and what it has to see.

A step is done by each editor with its own functions, as a user would, and answered in the same words, so that the
expectations stand here once. `$0` in a place is the cursor. Lines are counted from 1, columns in characters from 0.
What a step expects is compared as it is, or with a function.
"""

from collections.abc import Callable
from dataclasses import dataclass

SHOP, LINE, NAMES, PLAIN = "shop.sparta", "line.sparta", "names.sparta", "plain.sparta"


@dataclass
class Step:
    """Something that is done, and what has to be seen then."""

    name: str
    do: dict
    expected: object
    # The editors that can do it; all, unless some are named.
    editors: tuple[str, ...] = ()


def has(*wanted: str) -> Callable[[list[str]], bool]:
    """A list has these elements among others."""
    return lambda seen: set(wanted) <= set(seen)


def tells(*wanted: str) -> Callable[[str], bool]:
    """A text holds these texts."""
    return lambda seen: all(text in seen for text in wanted)


def has_place(*wanted: str | int) -> Callable[[list[list]], bool]:
    """A list has a place that begins like this."""
    return lambda seen: any(one[: len(wanted)] == list(wanted) for one in seen)


UNUSED = [8, 4, 9, "warning", "unused", "nothing uses `spare`"]
VALUE = [13, 37, 45, "error", "wrong-value", "`Status` can't be \"Enabld\""]
PROPERTY = [18, 2, 13, "error", "unknown-property", "`AWS::SQS::Queue` has no property `DelaySecond`"]
NAME = [31, 36, 40, "error", "unknown-name", "nothing is called `name` here"]


def place(file: str, text: str) -> dict:
    return {"file": file, "text": text}


STEPS = [
    # Seeing and going somewhere.
    Step("diagnostics of a file that is opened", {"do": "diagnostics", "file": SHOP}, [UNUSED, VALUE, PROPERTY, NAME]),
    Step("hover over a component of another file", {"do": "hover", **place(SHOP, "orders: $0Line")},
         tells("A queue with another one for what can't be worked on.")),
    Step("hover behind characters of several units", {"do": "hover", **place(SHOP, "𝒳 ${names.$0prefix")},
         tells("What all names begin with.")),
    Step("definition in another file", {"do": "definition", **place(SHOP, "orders: $0Line")}, [LINE, 5, 10]),
    Step("definition behind characters of several units", {"do": "definition", **place(SHOP, "𝒳 ${names.$0prefix")},
         [NAMES, 2, 4]),
    Step("definition in the library", {"do": "definition", **place(SHOP, "on: [$0every(")},
         lambda seen: seen[0] == "schedule.sparta" and seen[1] > 1),
    Step("references in all files", {"do": "references", **place(LINE, "let $0retries")},
         [[LINE, 2, 4], [LINE, 6, 21], [SHOP, 2, 15], [SHOP, 8, 12], [SHOP, 10, 31]]),
    Step("highlights", {"do": "highlights", **place(LINE, "let $0retries")}, [[2, 4], [6, 21]]),
    Step("signature of a function of another file", {"do": "signature", **place(SHOP, "names.named($0\"mails\")")},
         tells("named(thing: String)")),
    Step("hints between the words", {"do": "hints", "file": NAMES}, tells("String"), editors=("neovim",)),
    Step("who may use a resource", {"do": "calls", **place(SHOP, "resource $0archive")}, ["work"], editors=("neovim",)),
    Step("symbols of a file", {"do": "symbols", "file": LINE}, has("retries", "Line", "failed", "self", "url")),
    Step("a name found in all files", {"do": "find", "query": "retries", "file": LINE}, has_place(LINE, 2)),
    Step("what a word is", {"do": "token", **place(SHOP, "orders: $0Line")}, "class", editors=("neovim",)),
    Step("what stands above the lines", {"do": "lenses", "file": PLAIN}, ["show graph", "no references"], editors=("neovim",)),
    Step("what folds", {"do": "fold", **place(SHOP, "$0resource mails")}, 18, editors=("neovim",)),
    # Changing.
    Step("rename across files", {"do": "rename", **place(SHOP, "orders: $0Line"), "to": "Queues"},
         {LINE: "component Queues {", SHOP: "import { Queues, retries } from \"./line.sparta\""}),
    Step("rename behind characters of several units", {"do": "rename", **place(NAMES, "let $0prefix"), "to": "start"},
         {NAMES: "let start = \"shop\"", SHOP: "output note: \"€ 𝒳 ${names.start} ${name.prefix}\""}),
    Step("no finding after renaming", {"do": "diagnostics", "file": SHOP, "only": ["unknown-name", "unknown-member"]},
         [[NAME[0], 35, 39, *NAME[3:]]]),
    Step("actions at a finding", {"do": "actions", **place(SHOP, "$0DelaySecond: 10")}, has("Write `DelaySeconds`")),
    Step("an action that is done", {"do": "act", **place(SHOP, "$0DelaySecond: 10"), "title": "Write `DelaySeconds`"},
         "  DelaySeconds: 10"),
    Step("a finding that is gone", {"do": "diagnostics", "file": SHOP, "only": ["unknown-property"]}, []),
    Step("a mistake in another file that is not saved",
         {"do": "replace", **place(NAMES, "let $0start"), "old": "start", "new": "begin", "then": SHOP,
          "only": ["unknown-member"]}, [[31, 26, 31, "error", "unknown-member", "`names` has no `start`"]]),
    # What the server shows beside the protocol.
    Step("a program expanded", {"do": "command", "command": "expand", **place(PLAIN, "$0resource")},
         tells("resource topic: AWS::SNS::Topic {")),
    Step("a template", {"do": "command", "command": "emit", **place(PLAIN, "$0resource")}, tells("DisplayName: News")),
    Step("a graph in the browser", {"do": "browse", "command": "graph", **place(PLAIN, "$0resource")},
         tells("<html", "topic")),
    Step("a finding explained", {"do": "command", "command": "explain", **place(SHOP, "\"$0Enabld\"")},
         tells("wrong-value")),
    # Typing.
    Step("completion of attributes", {"do": "complete", **place(SHOP, "output archive: archive.$0Arn")},
         has("Arn", "DomainName")),
    Step("a property that is typed", {"do": "type", **place(SHOP, "named(\"mails\")$0"), "typed": "\n  Visibility"},
         "  VisibilityTimeout: "),
    Step("a name of another file that is typed", {"do": "type", **place(PLAIN, "false}$0"), "typed": "\noutput a: begi"},
         "output a: begin"),
    Step("the import that it needs", {"do": "line", "file": PLAIN}, "import { begin } from \"./names.sparta\""),
    Step("formatting", {"do": "format", "file": PLAIN},
         "import { begin } from \"./names.sparta\"\n\n"
         "// Not in the form that the formatter gives.\n"
         "resource topic: AWS::SNS::Topic { DisplayName: \"News\", FifoTopic: false }\n"
         "output a: begin\n"),
]
