"""What `Ref` and `Fn::GetAtt` give of a resource.

The rules are those of cfn-lint's `schema/_getatts.py` and `schema/_ref.py`, whose tables are read
from there; the service spec adds what it knows better.
"""

from __future__ import annotations

from generator.shapes import Graph, Object

STRING = ("string", (), False, None, None, None, None)
WITH_OUTPUTS = ("AWS::CloudFormation::Stack", "AWS::Serverless::Application")
PROVISIONED = "AWS::ServiceCatalog::CloudFormationProvisionedProduct"
CUSTOM = "AWS::CloudFormation::CustomResource"


class Attribute:
    """A value that a resource gives: its name, its shape, and the property path it reads."""

    def __init__(self, name: str, shape: int, path: str | None):
        self.name, self.shape, self.path = name, shape, path
        self.format: str | None = None
        self.kind = "other"
        self.targets: list[tuple[str, str, str]] = []


def pointer(path: str) -> str:
    """`/properties/A/B` as `A/B`."""
    return path.removeprefix("/properties/")


def pointers(schema: dict, keyword: str) -> list[str]:
    return [pointer(path) for path in schema.get(keyword, ())]


def reference(graph: Graph, service: dict) -> Attribute:
    """What `Ref` gives: the property that the service spec names, else the sole identifier."""
    named = service.get("ref") or pointers(graph.schema, "primaryIdentifier")
    if len(named) == 1 and graph.follow_known(named[0]) is not None:
        return Attribute("Ref", graph.follow_known(named[0]), named[0])
    attribute = Attribute("Ref", graph.add(STRING), None)
    attribute.kind = kind_of(named[-1]) if "ref" in service else "other"
    return attribute


def attributes(graph: Graph, service: dict, tables) -> list[Attribute]:
    """Every `Fn::GetAtt` result, sorted by name."""
    found: dict[str, Attribute] = {}
    for name, path in _names(graph, tables):
        shape = graph.follow_known(path) if path else None
        if shape is None:
            # A name without a property: an output of a nested stack, or a custom resource's answer.
            shape = graph.add(("any",) if name == "*" else STRING)
        found[name] = Attribute(name, shape, path)
    for name, kind in service.get("attributes", {}).items():
        if name not in found:
            path = name.replace(".", "/")
            known = graph.follow_known(path)
            shape = known if known is not None else _spec_shape(graph, kind)
            found[name] = Attribute(name, shape, path if known is not None else None)
    return [found[name] for name in sorted(found)]


def _names(graph: Graph, tables):
    """(attribute, property path) pairs, as cfn-lint finds them."""
    all_properties, exceptions = tables
    name = graph.schema["typeName"]
    if name in all_properties:
        yield from _leaves(graph, graph.nodes[graph.root], "", ())
        return
    for path in exceptions.get(name, ()):
        yield path, path
    if name in WITH_OUTPUTS:
        yield "Outputs.*", None
        return
    if name == CUSTOM:
        yield "*", None
    for path in pointers(graph.schema, "readOnlyProperties"):
        if name == PROVISIONED and path == "Outputs":
            yield "Outputs.*", None
        elif "*" not in path.split("/"):
            yield path.replace("/", "."), path


def _leaves(graph: Graph, node: Object, prefix: str, inside: tuple):
    """The values and lists in an object and in the objects in it; a map is neither."""
    for name, prop in sorted(node.properties.items()):
        path, value = prefix + name, graph.nodes[prop.shape]
        while isinstance(value, tuple) and value[0] == "alias":
            value = graph.nodes[value[1]]
        if isinstance(value, Object):
            if id(value) not in inside:
                yield from _leaves(graph, value, path + "/", inside + (id(value),))
        elif value[0] != "map":
            yield path.replace("/", "."), path


def _spec_shape(graph: Graph, kind: str) -> int:
    if kind.startswith("["):
        return graph.add(("list", _spec_shape(graph, kind[1:-1]), None, None, False))
    shapes = {
        "string": STRING, "integer": ("integer", None, None, ()), "number": ("number", None, None),
        "boolean": ("boolean",), "json": ("json",),
    }
    return graph.add(shapes[kind])


def kind_of(path: str) -> str:
    """What sort of name a property holds, or a list of them, by its own name."""
    last = path.split("/")[-1].split(".")[-1].lower().removesuffix("s")
    for ending, kind in (
        ("arn", "arn"), ("id", "id"), ("identifier", "id"), ("name", "name"), ("url", "url"), ("uri", "url"),
        ("endpoint", "url"), ("addres", "url"), ("ip", "url"),
    ):
        if last.endswith(ending):
            return kind
    return "url" if last == "port" else "other"
