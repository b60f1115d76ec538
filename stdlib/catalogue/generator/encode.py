"""Writes `catalogue.bin`. The format is described once, in `compiler/catalogue/src/blob.rs`."""

from __future__ import annotations

import json
import struct
from collections import Counter

from generator.patterns import tests_of
from generator.shapes import Object, children

MAGIC = b"SPARTAC1"
KINDS = ["any", "json", "boolean", "string", "integer", "number", "list", "map", "object", "one_of"]
RULES = ["exactly_one", "at_least_one", "exactly_one_set", "at_least_one_set", "requires", "excludes", "count", "when"]
TESTS = ["present", "absent", "one_of", "none_of", "matches", "differs", "between"]
EFFECTS = ["require", "forbid", "allow", "deny", "match", "range", "items"]
ATTRIBUTE_KINDS = ["other", "arn", "id", "name", "url"]


class Table:
    """Distinct things and their indices, the commonest first so that its index is short."""

    def __init__(self):
        self.counts: Counter = Counter()
        self.order: list = []
        self.indices: dict = {}

    def settle(self):
        self.order = sorted(self.counts, key=lambda item: (-self.counts[item], item))
        self.indices = {item: index for index, item in enumerate(self.order)}

    def index(self, item) -> int:
        """The index of a thing: 0 while things are still being counted."""
        self.counts[item] += 1
        return self.indices.get(item, 0)


class Writer:
    """The bytes of one resource type."""

    def __init__(self, strings: Table, patterns: Table):
        self.strings, self.patterns, self.bytes = strings, patterns, bytearray()

    def number(self, value: int):
        """A varint, seven bits a byte, the lowest first."""
        while value > 127:
            self.bytes.append(value & 127 | 128)
            value >>= 7
        self.bytes.append(value)

    def signed(self, value: int):
        self.number(value << 1 if value >= 0 else (-value << 1) - 1)

    def float(self, value: float):
        self.bytes += struct.pack("<d", value)

    def text(self, value: str):
        self.number(self.strings.index(value))

    def pattern(self, value: str):
        self.number(self.patterns.index(value))

    def many(self, items, write):
        items = list(items)
        self.number(len(items))
        for item in items:
            write(item)

    def texts(self, items):
        self.many(items, self.text)

    def optional(self, *pairs):
        """A byte that tells which values are there, and those values."""
        self.bytes.append(sum(1 << bit for bit, (value, _) in enumerate(pairs) if value is not None))
        for value, write in pairs:
            if value is not None:
                write(value)

    def value(self, value):
        """A literal: text, integer, boolean, number, or JSON."""
        if isinstance(value, bool):
            self.bytes.append(3 if value else 2)
        elif isinstance(value, str):
            self.bytes.append(0)
            self.text(value)
        elif isinstance(value, int):
            self.bytes.append(1)
            self.signed(value)
        elif isinstance(value, float):
            self.bytes.append(4)
            self.float(value)
        else:
            self.bytes.append(5)
            self.text(json.dumps(value, sort_keys=True))

    def target(self, target):
        name, attribute, strength = target
        self.text(name)
        self.text(attribute)
        self.bytes.append(strength == "weak")

    # Shapes.

    def shape(self, node, ids: dict):
        if isinstance(node, Object):
            self.bytes.append(KINDS.index("object"))
            self.object(node, ids)
            return
        self.bytes.append(KINDS.index(node[0]))
        if node[0] in ("string", "integer", "number", "list", "map", "one_of"):
            getattr(self, f"shape_{node[0]}")(ids, *node[1:])

    def shape_string(self, _ids, one_of, ignore_case, pattern, low, high, form):
        values = one_of or None
        ignored = True if ignore_case else None
        self.optional(
            (values, self.texts), (ignored, lambda _: None), (pattern, self.pattern),
            (low, self.number), (high, self.number), (form, self.text),
        )

    def shape_integer(self, _ids, low, high, one_of):
        values = one_of or None
        self.optional((low, self.signed), (high, self.signed), (values, lambda v: self.many(v, self.signed)))

    def shape_number(self, _ids, low, high):
        self.optional((low, self.float), (high, self.float))

    def shape_list(self, ids, item, low, high, unique):
        self.number(ids[item])
        once = True if unique else None
        self.optional((low, self.number), (high, self.number), (once, lambda _: None))

    def shape_map(self, ids, key, value, low, high, forbidden):
        self.number(ids[value])
        keys = forbidden or None
        self.optional((key, self.pattern), (low, self.number), (high, self.number), (keys, self.texts))

    def shape_one_of(self, ids, alternatives):
        self.many(alternatives, lambda index: self.number(ids[index]))

    def object(self, node: Object, ids: dict):
        self.bytes.append(node.open)
        self.many(sorted(node.properties.items()), lambda entry: self.property(*entry, ids))
        self.many(node.rules, self.rule)

    def property(self, name: str, prop, ids: dict):
        self.text(name)
        self.number(ids[prop.shape])
        flag = lambda condition: (True if condition else None, lambda _: None)
        self.optional(
            flag(prop.required), flag(prop.read_only), flag(prop.deprecated),
            (prop.default, self.value), (prop.targets or None, lambda t: self.many(t, self.target)),
        )

    # Rules.

    def rule(self, rule: tuple):
        kind = rule[0]
        self.bytes.append(RULES.index(kind))
        if kind in ("exactly_one", "at_least_one"):
            self.texts(rule[1])
        elif kind in ("exactly_one_set", "at_least_one_set"):
            self.many(rule[1], self.texts)
        elif kind in ("requires", "excludes"):
            self.text(rule[1])
            self.texts(rule[2])
        elif kind == "count":
            self.optional((rule[1], self.number), (rule[2], self.number))
        else:
            self.many(rule[1], self.condition)
            self.effects(rule[2])

    def condition(self, condition: tuple):
        path, test, arguments, optional = condition
        self.text(path)
        self.bytes.append(TESTS.index(test) << 1 | optional)
        if test in ("one_of", "none_of"):
            self.many(arguments, self.value)
        elif test in ("matches", "differs"):
            self.pattern(arguments[0])
        elif test == "between":
            self.optional((arguments[0], self.signed), (arguments[1], self.signed))

    def effects(self, effects: dict):
        assert effects.keys() <= set(EFFECTS), effects
        self.many(sorted((EFFECTS.index(name), entries) for name, entries in effects.items()), self.effect)

    def effect(self, effect):
        number, entries = effect
        self.bytes.append(number)
        self.many(entries, lambda entry: self.effect_entry(EFFECTS[number], entry))

    def effect_entry(self, kind: str, entry):
        if kind in ("require", "forbid"):
            self.text(entry)
            return
        self.text(entry[0])
        if kind in ("allow", "deny"):
            self.many(entry[1], self.value)
        elif kind == "match":
            self.pattern(entry[1])
        else:
            self.optional((entry[1], self.signed), (entry[2], self.signed))

    # Resource types.

    def attribute(self, attribute, ids: dict):
        self.text(attribute.name)
        self.number(ids[attribute.shape])
        self.bytes.append(ATTRIBUTE_KINDS.index(attribute.kind))
        self.optional((attribute.path, self.text), (attribute.format, self.text))
        self.many(attribute.targets, self.target)

    def resource(self, kind, region_set: int):
        """One resource type; `kind.order` holds its shapes, the root first."""
        nodes, ids = canonical(kind)
        self.number(region_set)
        self.optional(
            (True if kind.stateful else None, lambda _: None),
            (True if kind.delete_first else None, lambda _: None),
            (kind.tag_property, self.text), (kind.sunset, self.text),
        )
        self.many(nodes, lambda node: self.shape(node, ids))
        self.attribute(kind.reference, ids)
        self.many(kind.attributes, lambda attribute: self.attribute(attribute, ids))
        for paths in kind.paths:
            self.texts(paths)


def canonical(kind) -> tuple[list, dict]:
    """The shapes that a type uses, equal ones once, the root first; and the ids of all nodes."""
    graph = kind.graph
    same, numbers, order, ids = {}, {}, [], {}
    resolved: dict[int, int] = {}

    def settle(index: int) -> int:
        """The one node that stands for a node and all that equal it."""
        while not isinstance(graph.nodes[index], Object) and graph.nodes[index][0] == "alias":
            index = graph.nodes[index][1]
        if index in resolved:
            return resolved[index]
        resolved[index] = index
        node = graph.nodes[index]
        if not isinstance(node, Object):
            key = (*node, *(settle(child) for child in children(node)))
            if node[0] in ("list", "map", "one_of"):
                at = 2 if node[0] == "map" else 1
                key = (*node[:at], None, *node[at + 1 :], *(settle(child) for child in children(node)))
            resolved[index] = same.setdefault(key, index)
        return resolved[index]

    def visit(index: int):
        index = settle(index)
        if index not in numbers:
            numbers[index] = len(order)
            order.append(graph.nodes[index])
            for child in children(graph.nodes[index]):
                visit(child)

    visit(graph.root)
    for attribute in [kind.reference, *kind.attributes]:
        visit(attribute.shape)
    for index in range(len(graph.nodes)):
        if settle(index) in numbers:
            ids[index] = numbers[settle(index)]
    return order, ids


def catalogue(kinds: list, regions: dict[str, set[str]], unsupported: set[str]) -> bytes:
    """The whole file."""
    strings, patterns = Table(), Table()
    sets = region_sets(kinds, regions)
    for _ in range(2):
        blobs = [_blob(kind, sets[kind.name], strings, patterns) for kind in kinds]
        for text in [kind.name for kind in kinds] + list(regions):
            strings.counts[text] += 1
        if not patterns.order:
            patterns.settle()
            for source in patterns.order:
                for text, _ in [(source, True), *tests_of(source)]:
                    strings.counts[text] += 1
            strings.settle()
    return _sections(kinds, regions, sets, blobs, strings, patterns, unsupported)


def _blob(kind, region_set: int, strings: Table, patterns: Table) -> bytes:
    writer = Writer(strings, patterns)
    writer.resource(kind, region_set)
    return bytes(writer.bytes)


def region_sets(kinds: list, regions: dict[str, set[str]]) -> dict:
    """The index of each type's set of regions, and under `None` the sets as bits."""
    masks = {
        kind.name: sum(1 << bit for bit, types in enumerate(regions.values()) if kind.name in types)
        for kind in kinds
    }
    table = sorted(set(masks.values()))
    return {None: table, **{name: table.index(mask) for name, mask in masks.items()}}


def _sections(kinds, regions, sets, blobs, strings: Table, patterns: Table, unsupported) -> bytes:
    texts = [text.encode("utf-8") for text in strings.order]
    index = bytearray()
    for kind, start in zip(kinds, _offsets(blobs)):
        index += struct.pack("<II", strings.indices[kind.name], start)
    pattern_blobs = [_pattern(source, strings, unsupported) for source in patterns.order]
    sections = [
        _words(_offsets(texts)), b"".join(texts),
        bytes(index), b"".join(blobs),
        _words(_offsets(pattern_blobs)), b"".join(pattern_blobs),
        _words(strings.indices[region] for region in regions),
        b"".join(struct.pack("<Q", mask) for mask in sets[None]),
    ]
    header, at = bytearray(MAGIC), len(MAGIC) + 8 * len(sections)
    for section in sections:
        header += struct.pack("<II", at, len(section))
        at += len(section)
    return bytes(header) + b"".join(sections)


def _pattern(source: str, strings: Table, unsupported: set[str]) -> bytes:
    writer = Writer(strings, Table())
    writer.text(source)
    tests = [] if source in unsupported else tests_of(source)
    for expression, wanted in writer_pairs(writer, tests):
        writer.text(expression)
        writer.bytes.append(wanted)
    return bytes(writer.bytes)


def writer_pairs(writer: Writer, pairs: list) -> list:
    writer.number(len(pairs))
    return pairs


def _offsets(parts: list[bytes]) -> list[int]:
    """Where each part starts, and where the last one ends."""
    offsets = [0]
    for part in parts:
        offsets.append(offsets[-1] + len(part))
    return offsets


def _words(values) -> bytes:
    return b"".join(struct.pack("<I", value) for value in values)
