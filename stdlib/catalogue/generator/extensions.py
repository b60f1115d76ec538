"""cfn-lint's extension schemas, applied to the shapes at the places that its rules name."""

from __future__ import annotations

from collections import Counter

from generator.rules import conditional
from generator.shapes import Object
from generator.wheel import Extension

# What one extension may weigh: only the instance classes per engine version exceed it.
LARGEST = 200_000


def apply(graphs: dict, extensions: list[Extension], kept: Counter, dropped: Counter):
    """Adds every extension that the catalogue can say to the shapes it is about."""
    for extension in extensions:
        rule, places = extension.rule, extension.places
        schema = _inlined(extension.schema, extension.schema.get("definitions", {}))
        if "cfnGather" in schema:
            dropped["rule between resources"] += 1
        elif rule.startswith("E") and len(str(schema)) > LARGEST and not _by_region(schema):
            dropped["instance classes by engine and version"] += 1
        elif _by_region(schema):
            _apply_union(graphs, places, schema, kept, dropped)
        elif "enum" in schema.get("propertyNames", {}).get("not", {}):
            _forbid_keys(graphs, places, schema["propertyNames"]["not"]["enum"], kept)
        else:
            _apply_rules(graphs, extension, schema, kept, dropped)


def _inlined(schema, definitions: dict):
    """The schema with the references to its own definitions replaced by them."""
    if isinstance(schema, dict):
        if "$ref" in schema:
            return _inlined(definitions[schema["$ref"].split("/")[-1]], definitions)
        return {key: _inlined(value, definitions) for key, value in schema.items()}
    return [_inlined(value, definitions) for value in schema] if isinstance(schema, list) else schema


def _by_region(schema: dict) -> bool:
    return any(key in schema for key in ("us-east-1", "us-west-2", "eu-west-1"))


def _places(graphs: dict, places: list[str]):
    """(graph, path) pairs of the places whose type exists."""
    for place in places:
        name, _, path = place.partition("/")
        if name in graphs:
            yield graphs[name], path


def _apply_union(graphs: dict, places: list[str], schema: dict, kept: Counter, dropped: Counter):
    """Values that differ by region: what some region allows may stand there."""
    parts = [part for part in schema.values() if isinstance(part, dict)]
    if not all("enum" in part for part in parts):
        dropped["instance classes by engine and region"] += 1
        return
    values = tuple(sorted({value for part in parts for value in part["enum"]}))
    for graph, path in _places(graphs, places):
        for index, name in graph.follow(path):
            prop = graph.nodes[index].properties[name]
            prop.shape = graph.add(("string", values, False, None, None, None, None))
            kept["values united over regions"] += 1


def _forbid_keys(graphs: dict, places: list[str], keys: list[str], kept: Counter):
    for graph, path in _places(graphs, places):
        shape = graph.follow_known(path)
        while shape is not None and graph.nodes[shape][0] == "alias":
            shape = graph.nodes[shape][1]
        if shape is not None and graph.nodes[shape][0] == "map":
            graph.nodes[shape] = (*graph.nodes[shape][:-1], tuple(sorted(keys)))
            kept["forbidden keys"] += 1


def _apply_rules(graphs: dict, extension: Extension, schema: dict, kept: Counter, dropped: Counter):
    for graph, path in _places(graphs, extension.places):
        lost: Counter = Counter()
        found = conditional(schema, lost)
        dropped += lost
        for target in _objects(graph, path):
            for entry in found:
                _refer(graph, target, entry)
                said = {k: v for k, v in entry[2].items() if k != "format"}
                dropped["format in a condition"] += sum("::" not in f for _, f in entry[2].get("format", ()))
                said = _folded(graph, target, entry, said, extension.folded)
                if not extension.rule.startswith("E"):
                    dropped["warning"] += 1
                elif said:
                    graph.nodes[target].rules.append(("when", entry[1], said))
                    kept["when, of extensions"] += 1


def _objects(graph, path: str):
    """The objects at a path: the resource itself, a property's, or a list's items."""
    if not path:
        return [graph.root]
    found = []
    for index, name in graph.follow(path.removesuffix("/*")):
        shape = graph.nodes[index].properties[name].shape
        found += _below(graph, shape)
    return list(dict.fromkeys(found))


def _below(graph, index: int) -> list[int]:
    node = graph.nodes[index]
    if isinstance(node, Object):
        return [index]
    return _below(graph, node[1]) if node[0] in ("list", "alias") else []


def _refer(graph, target: int, rule: tuple):
    """A format that a rule demands is something that the property may refer to."""
    for path, form in rule[2].get("format", ()):
        *parents, last = path.split("/")
        places = graph.nodes[target].properties
        if not parents and last in places and form not in places[last].references:
            places[last].references.append(form)


def _folded(graph, target: int, rule: tuple, effects: dict, folded: set[str]) -> dict:
    """Moves the values of a property that is compared in lower case to its shape, which can say so."""
    names = [name for name, _ in effects.get("allow", ()) if name in folded]
    for name, values in effects.get("allow", ()):
        prop = graph.nodes[target].properties.get(name)
        if name in folded and prop and rule[1] == ((name, "present", (), False),):
            prop.shape = graph.add(("string", values, True, None, None, None, None))
    rest = tuple(entry for entry in effects.get("allow", ()) if entry[0] not in names)
    return {**{k: v for k, v in effects.items() if k != "allow"}, **({"allow": rest} if rest else {})}
