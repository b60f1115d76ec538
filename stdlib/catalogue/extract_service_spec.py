#!/usr/bin/env python3
"""Takes from the npm package `@aws-cdk/aws-service-spec` the facts that the catalogue uses.

    extract_service_spec.py PACKAGE.tgz

Writes `service-spec.json`, one line a resource type, so that a refresh is a readable diff:

    ref         what `Ref` returns, where that is not the primary identifier
    stateful    whether deleting the resource loses data
    deprecated  properties to avoid
    attributes  what `Fn::GetAtt` gives, with its type
    relations   property path -> [[resource type, property], …]

No sentence of documentation is kept. `regenerate.py` reads the file; npm is not needed for that.
"""

from __future__ import annotations

import gzip
import json
import sys
import tarfile
from pathlib import Path

OUTPUT = Path(__file__).parent / "service-spec.json"


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    schema = database(Path(arguments[0]))
    types = {t["$id"]: t for t in schema["typeDefinition"]["entities"]}
    facts = {r["cloudFormationType"]: resource(r, types) for r in schema["resource"]["entities"]}
    lines = (
        f"{json.dumps(name)}: {json.dumps(fact, sort_keys=True)}"
        for name, fact in sorted(facts.items())
        if fact
    )
    OUTPUT.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    return 0


def database(package: Path) -> dict:
    """The entity tables inside the npm package."""
    with tarfile.open(package) as archive:
        member = archive.extractfile("package/db.json.gz")
        assert member is not None
        return json.loads(gzip.decompress(member.read()))["schema"]


def resource(entity: dict, types: dict) -> dict:
    """What the database knows of a resource type and the catalogue uses."""
    relations: dict[str, list] = {}
    deprecated: list[str] = []
    walk(entity["properties"], "", types, (), relations, deprecated)
    facts = {
        "ref": entity.get("cfnRefIdentifier"),
        "stateful": entity.get("isStateful"),
        "deprecated": sorted(deprecated),
        "attributes": {n: type_name(a["type"]) for n, a in sorted(entity["attributes"].items())},
        "relations": relations,
    }
    return {key: value for key, value in facts.items() if value}


def walk(properties: dict, prefix: str, types: dict, inside: tuple, relations, deprecated):
    """Collects relations and deprecations below a path; a type inside itself is not entered."""
    for name, prop in sorted(properties.items()):
        path = prefix + name
        targets = [[r["cloudFormationType"], r["propertyName"]] for r in prop.get("relationshipRefs", ())]
        if targets:
            relations[path] = targets
        if prop.get("deprecated"):
            deprecated.append(path)
        for reference in referenced(prop["type"]):
            if reference not in inside:
                nested = types[reference]["properties"]
                walk(nested, path + "/", types, inside + (reference,), relations, deprecated)


def referenced(kind: dict):
    """The definitions that a property's type names, through lists, maps and unions."""
    if kind["type"] == "ref":
        yield kind["reference"]["$ref"]
    for part in [kind["element"]] if "element" in kind else kind.get("types", ()):
        yield from referenced(part)


def type_name(kind: dict) -> str:
    """A type as one word; `[string]` is a list."""
    if kind["type"] == "array":
        return f"[{type_name(kind['element'])}]"
    return kind["type"] if kind["type"] in ("string", "integer", "number", "boolean") else "json"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
