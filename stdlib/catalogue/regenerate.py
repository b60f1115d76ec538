#!/usr/bin/env python3
"""Makes `catalogue.bin` anew from the pinned sources; `README.md` tells what it holds.

    regenerate.py [--cfn-lint WHEEL-OR-FOLDER] [--check] [--counts]

Without `--cfn-lint` the wheel named in `sources.json` is fetched with pip. `--check` writes
nothing and fails if the committed file would change. `--counts` prints what was found and lost.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from generator import encode, extensions, relations, wheel  # noqa: E402
from generator.attributes import attributes, pointer, pointers, reference  # noqa: E402
from generator.rules import rules_of  # noqa: E402
from generator.shapes import Graph, Object, children  # noqa: E402

BLOB = HERE / "catalogue.bin"


class Kind:
    """Everything the catalogue says of one resource type."""

    def __init__(self, graph: Graph, service: dict, tables, stateful: bool):
        schema = graph.schema
        self.graph, self.name = graph, schema["typeName"]
        self.reference = reference(graph, service)
        self.attributes = attributes(graph, service, tables)
        self.attribute_names = {attribute.name for attribute in self.attributes}
        self.stateful = stateful or bool(service.get("stateful"))
        self.delete_first = schema.get("replacementStrategy") == "delete_then_create"
        self.tag_property = tag_property(schema)
        self.sunset = schema.get("lifecycle", {}).get("date")
        self.read_only = set(pointers(schema, "readOnlyProperties"))
        deprecated = {*pointers(schema, "deprecatedProperties"), *service.get("deprecated", ())}
        self.paths = [
            pointers(schema, "primaryIdentifier"),
            *(sorted(pointers(schema, keyword)) for keyword in (
                "readOnlyProperties", "writeOnlyProperties", "createOnlyProperties",
                "conditionalCreateOnlyProperties",
            )),
        ]
        mark(graph, self.read_only, "read_only")
        mark(graph, deprecated, "deprecated")

    def kind_at(self, attribute: str) -> str:
        """What sort of name an attribute gives."""
        found = (a for a in [self.reference, *self.attributes] if a.name == attribute)
        return next(found, self.reference).kind


def tag_property(schema: dict) -> str | None:
    """The property that takes the resource's tags."""
    tagging = schema.get("tagging", {})
    named = pointer(tagging.get("tagProperty", "/properties/Tags"))
    known = named.split("/")[0] in schema["properties"]
    return named if known and tagging.get("taggable", "tagging" not in schema) else None


def mark(graph: Graph, paths: set[str], flag: str):
    """Sets a flag at properties, unless an object is shared and the flag is for one place only."""
    uses = Counter(child for node in graph.nodes for child in children(node))
    for path in sorted(paths):
        for index, name in graph.follow(path):
            if index == graph.root or uses[index] <= 1 or everywhere(graph, index, name, paths):
                setattr(graph.nodes[index].properties[name], flag, True)


def everywhere(graph: Graph, index: int, name: str, paths: set[str]) -> bool:
    """Whether a shared object's property is among the paths from each place that uses it."""
    users = sum(
        1 for node in graph.nodes if isinstance(node, Object)
        for prop in node.properties.values() if index in _reached(graph, prop.shape)
    )
    return sum(1 for path in paths if (index, name) in graph.follow(path)) >= users


def _reached(graph: Graph, index: int) -> set[int]:
    """A shape, and what it is a list, a map or a union of."""
    node = graph.nodes[index]
    if isinstance(node, Object):
        return {index}
    return {index}.union(*(_reached(graph, child) for child in children(node)))


def main(arguments: list[str]) -> int:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--cfn-lint", type=Path, help="the wheel, or a folder with the package")
    options.add_argument("--check", action="store_true", help="fail if the file would change")
    options.add_argument("--counts", action="store_true", help="print what was found and lost")
    chosen = options.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        path = chosen.cfn_lint or fetch(Path(folder))
        verify(path)
        made, counts = generate(wheel.Package(path))
    if chosen.counts:
        print(json.dumps(counts, indent=2))
    if not chosen.check:
        BLOB.write_bytes(made)
        return 0
    if BLOB.exists() and BLOB.read_bytes() == made:
        return 0
    print("stdlib/catalogue/catalogue.bin is stale: run stdlib/catalogue/regenerate.py", file=sys.stderr)
    return 1


def fetch(folder: Path) -> Path:
    """Downloads the pinned wheel."""
    pinned = sources()["cfn-lint"]
    requirement = f"cfn-lint=={pinned['version']}"
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:"]
    subprocess.run([*command, "--dest", str(folder), requirement], check=True)
    return folder / pinned["file"]


def verify(path: Path):
    """Refuses a wheel other than the pinned one; an unpacked package is taken as it is."""
    if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() != sources()["cfn-lint"]["sha256"]:
        sys.exit(f"{path} is not the cfn-lint wheel that sources.json names")


def sources() -> dict:
    return load("sources.json")


def load(name: str):
    return json.loads((HERE / name).read_text(encoding="utf-8"))


def generate(package: wheel.Package) -> tuple[bytes, dict]:
    """The file's bytes, and the counts of what is in it and what is not."""
    service_spec, kept, dropped = load("service-spec.json"), Counter(), Counter()
    graphs = {
        name: Graph(schema, rules_of, dropped)
        for name, schema in wheel.resource_schemas(package).items()
    }
    extensions.apply(graphs, wheel.extensions(package), kept, dropped)
    tables, stateful = wheel.attribute_tables(package), wheel.stateful_types(package)
    kinds = {
        name: Kind(graph, service_spec.get(name, {}), tables, name in stateful)
        for name, graph in graphs.items()
    }
    known = relations.Catalogue(kinds)
    relations.identifier_kinds(known, service_spec)
    relations.relate(known, service_spec, load("relations.json"))
    unsupported = set(load("unsupported-patterns.json"))
    made = encode.catalogue(list(kinds.values()), wheel.regions(package), unsupported)
    return made, count(kinds, kept, dropped, known.dropped, unsupported, made)


def count(kinds: dict, kept: Counter, dropped: Counter, untargeted: Counter, unsupported, made: bytes) -> dict:
    """What the README reports."""
    objects = [n for kind in kinds.values() for n in kind.graph.nodes if isinstance(n, Object)]
    properties = [p for node in objects for p in node.properties.values()]
    return {
        "bytes": len(made),
        "types": len(kinds),
        "objects": len(objects),
        "properties": len(properties),
        "attributes": sum(len(kind.attributes) for kind in kinds.values()),
        "targets": dict(Counter(t[2] for p in properties for t in p.targets)),
        "properties with targets": sum(1 for p in properties if p.targets),
        "rules": dict(Counter(r[0] for node in objects for r in node.rules).most_common()),
        "extensions": dict(kept.most_common()),
        "rules not kept": dict(dropped.most_common()),
        "references not kept": dict(untargeted.most_common(40)),
        "unsupported patterns": len(unsupported),
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
