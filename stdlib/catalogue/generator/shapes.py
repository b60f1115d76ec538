"""JSON Schema, as CloudFormation's registry uses it, turned into a graph of shapes.

A node is a tuple whose first element names its kind, or an `Object`. Other nodes are named by
their index in `Graph.nodes`, so that definitions may contain themselves.
"""

from __future__ import annotations

from collections import Counter

ANY, JSON, BOOLEAN = ("any",), ("json",), ("boolean",)
ANNOTATIONS = {"description", "title", "$comment", "examples", "insertionOrder", "type"}


class Property:
    """A property of an object, with what the schema itself says that it refers to."""

    def __init__(self, shape: int, required: bool, default, references: list):
        self.shape, self.required, self.default = shape, required, default
        self.read_only = self.deprecated = False
        self.references = references
        self.targets: list[tuple[str, str, str]] = []


class Object:
    """An object with named properties."""

    def __init__(self, is_open: bool):
        self.properties: dict[str, Property] = {}
        self.open = is_open
        self.rules: list[tuple] = []


class Graph:
    """The shapes of one resource type."""

    def __init__(self, schema: dict, rules_of, dropped: Counter):
        self.schema, self.rules_of, self.dropped = schema, rules_of, dropped
        self.nodes: list = []
        self.definitions: dict[str, int] = {}
        self.root = self.convert({**_without_unions(schema), "type": "object"})
        self.nodes[self.root].rules = rules_of(schema, dropped)

    def convert(self, schema: dict) -> int:
        """The index of the shape that a schema describes."""
        if schema is True or schema is False:
            return self._add(ANY)
        reference = schema.get("$ref")
        if reference is None:
            return self._add(None, schema)
        if reference not in self.definitions:
            self.definitions[reference] = len(self.nodes)
            self._add(None, self._definition(reference))
        return self.definitions[reference]

    def add(self, node: tuple) -> int:
        """The index of a new shape."""
        return self._add(node)

    def _add(self, node, schema=None) -> int:
        index = len(self.nodes)
        self.nodes.append(node)
        if schema is not None:
            self.nodes[index] = self._build(schema)
        return index

    def _definition(self, reference: str) -> dict:
        node = self.schema
        for part in reference.removeprefix("#/").split("/"):
            node = node[part.replace("~1", "/").replace("~0", "~")]
        return node

    def resolved(self, schema) -> dict:
        """The schema with its reference followed and its structural `allOf` merged in."""
        if not isinstance(schema, dict):
            return {}
        while "$ref" in schema:
            siblings = {k: v for k, v in schema.items() if k in ("default", "format", "anyOf")}
            schema = {**self._definition(schema["$ref"]), **siblings}
        if "allOf" in schema and "properties" not in schema:
            merged = {k: v for k, v in schema.items() if k != "allOf"}
            for part in map(self.resolved, schema["allOf"]):
                merged = {**part, **merged}
            return merged
        return schema

    def _build(self, schema: dict):
        schema = self.resolved(schema)
        kinds = _kinds(schema)
        if set(kinds) == {"object", "string"} or "type" not in schema and schema.get("format") == "json":
            return self._json(schema)
        if len(kinds) > 3:
            return ANY
        if len(kinds) > 1:
            return self._one_of([{**schema, "type": kind} for kind in kinds])
        if not kinds:
            return self._alternatives(schema)
        return getattr(self, f"_{kinds[0]}")(schema)

    def _json(self, schema: dict):
        """JSON in a string or as an object; where the object's properties are known, they count."""
        if "properties" not in schema:
            return JSON
        text = self._add(("string", (), False, None, None, None, "json"))
        return ("one_of", (self._add(self._object(schema)), text))

    def _alternatives(self, schema: dict):
        """A schema without a type of its own: a union, or anything."""
        for keyword in ("anyOf", "oneOf"):
            if keyword in schema:
                forms = [self.resolved(form) for form in schema[keyword]]
                if all(_kinds(form) == ["object"] and "properties" in form for form in forms):
                    return self._object(schema)
                return self._one_of(schema[keyword])
        return ANY

    def _one_of(self, schemas: list[dict]):
        indices = tuple(dict.fromkeys(self.convert(schema) for schema in schemas))
        return ("alias", indices[0]) if len(indices) == 1 else ("one_of", indices)

    def _boolean(self, _schema: dict):
        return BOOLEAN

    def _integer(self, schema: dict):
        low, high = _bounds(schema)
        values = tuple(v for v in schema.get("enum", ()) if isinstance(v, int))
        if values and not schema.get("minimum"):
            return ("integer", None, None, values)
        return ("integer", _whole(low), _whole(high), values)

    def _number(self, schema: dict):
        low, high = _bounds(schema)
        return ("number", low, high)

    def _string(self, schema: dict):
        texts = [v for v in _values(schema) if isinstance(v, str)]
        pattern, form = schema.get("pattern"), schema.get("format")
        ignore_case = "enumCaseInsensitive" in schema
        if ignore_case:
            texts = schema["enumCaseInsensitive"]
        for alternative in map(self.resolved, schema.get("anyOf", schema.get("oneOf", ()))):
            pattern = pattern or None if ignore_case else _joined(pattern, alternative, schema)
        return (
            "string", tuple(texts), ignore_case, pattern,
            schema.get("minLength"), schema.get("maxLength"), form if isinstance(form, str) else None,
        )

    def _array(self, schema: dict):
        item = self.convert(schema["items"]) if "items" in schema else self._add(ANY)
        bounds = schema.get("minItems"), schema.get("maxItems")
        return ("list", item, *bounds, bool(schema.get("uniqueItems")))

    def _object(self, schema: dict):
        union = self._object_union(schema)
        if union is not None:
            return union
        if "properties" not in schema:
            return self._map(schema)
        return self._fields(schema)

    def _map(self, schema: dict):
        patterns = schema.get("patternProperties", {})
        rest = schema.get("additionalProperties", True)
        bounds = schema.get("minProperties"), schema.get("maxProperties")
        if patterns:
            key = next(iter(patterns)) if rest is False and len(patterns) == 1 else None
            values = tuple(dict.fromkeys(self.convert(value) for value in patterns.values()))
            value = values[0] if len(values) == 1 else self._add(("one_of", values))
            return ("map", key, value, *bounds, ())
        if rest is False:
            return self._fields(schema)
        return ("map", None, self.convert(rest), *bounds, ())

    def _fields(self, schema: dict) -> Object:
        closed = schema.get("additionalProperties", True) is False
        node = Object(not closed or "patternProperties" in schema)
        required = set(schema.get("required", ()))
        for name, value in sorted(schema.get("properties", {}).items()):
            default = self.resolved(value).get("default")
            node.properties[name] = Property(
                self.convert(value), name in required, default, self.references(value)
            )
        node.rules = self.rules_of(schema, self.dropped)
        return node

    def _object_union(self, schema: dict):
        """An object that takes one of several forms, if the forms differ in their properties."""
        for keyword in ("oneOf", "anyOf"):
            forms = [self.resolved(form) for form in schema.get(keyword, ())]
            if not any("properties" in form for form in forms):
                continue
            base = {k: v for k, v in schema.items() if k != keyword}
            if len(forms) == 1:
                return self._object(_merged(base, forms[0]))
            if _is_tagged(base, forms):
                return self._fields(_tagged(base, forms, keyword))
            return self._one_of([_merged(base, form) for form in forms])
        return None

    def references(self, schema, depth: int = 0) -> list:
        """What a property's schema says that its value names: formats, and pointers to properties."""
        if depth > 6 or not isinstance(schema, dict):
            return []
        schema = self.resolved(schema)
        found = []
        if "::" in str(schema.get("format", "")):
            found.append(schema["format"])
        if "relationshipRef" in schema:
            pointer = schema["relationshipRef"]
            found.append((pointer["typeName"], pointer["propertyPath"].removeprefix("/properties/")))
        for part in [*schema.get("anyOf", ()), *schema.get("oneOf", ())]:
            if not isinstance(part, dict) or "properties" not in part:
                found += self.references(part, depth + 1)
        if "items" in schema:
            found += self.references(schema["items"], depth + 1)
        return list(dict.fromkeys(found))

    def follow(self, path: str):
        """The property objects that a path such as `A/*/B` leads to: (object, name) pairs."""
        places = [(self.root, None)]
        for step in path.split("/"):
            if step != "*":
                places = [(o, step) for index, _ in places for o in self.objects(index, step)]
                places = [(self.nodes[o].properties[name].shape, (o, name)) for o, name in places]
        return [place for _, place in places if place]

    def follow_known(self, path: str) -> int | None:
        """The shape of the one property that a path leads to, if it leads to one."""
        places = self.follow(path)
        return self.nodes[places[0][0]].properties[places[0][1]].shape if places else None

    def objects(self, index: int, name: str, seen: frozenset = frozenset()) -> list[int]:
        """The objects with such a property at a shape: itself, its items, values or alternatives."""
        node = self.nodes[index]
        if index in seen:
            return []
        if isinstance(node, Object):
            return [index] if name in node.properties else []
        return [o for child in children(node) for o in self.objects(child, name, seen | {index})]


def children(node) -> list[int]:
    """The shapes that a node is made of."""
    if isinstance(node, Object):
        return [p.shape for _, p in sorted(node.properties.items())]
    kind = node[0]
    if kind in ("list", "alias"):
        return [node[1]]
    if kind == "map":
        return [node[2]]
    return list(node[1]) if kind == "one_of" else []


def _without_unions(schema: dict) -> dict:
    """A resource's own schema: its root is always one object, so that unions there are rules."""
    return {k: v for k, v in schema.items() if k not in ("oneOf", "anyOf", "allOf", "if")}


def _kinds(schema: dict) -> list[str]:
    kinds = schema.get("type")
    if kinds is not None:
        kinds = [kinds] if isinstance(kinds, str) else kinds
        return sorted(kind for kind in kinds if kind != "null")
    if schema.keys() & {"properties", "patternProperties", "required"}:
        return ["object"]
    if "items" in schema:
        return ["array"]
    values = _values(schema)
    if values:
        return ["string" if isinstance(values[0], str) else "integer"]
    if schema.keys() & {"pattern", "format", "minLength", "enumCaseInsensitive"}:
        return ["string"]
    return ["number"] if schema.keys() & {"minimum", "maximum"} else []


def _values(schema: dict) -> list:
    return [schema["const"]] if "const" in schema else schema.get("enum", [])


def _bounds(schema: dict):
    low, high = schema.get("minimum"), schema.get("maximum")
    if high is None and "exclusiveMaximum" in schema:
        high = schema["exclusiveMaximum"] - 1
    return low, high


def _whole(value):
    return None if value is None else int(value)


def _joined(pattern, alternative: dict, schema: dict):
    """The pattern that matches where one of several does, if nothing else tells them apart."""
    forms = schema.get("anyOf", schema.get("oneOf", ()))
    if "pattern" in schema or any("pattern" not in form for form in forms):
        return schema.get("pattern")
    return "|".join(f"(?:{form['pattern']})" for form in forms)


def _is_tagged(base: dict, forms: list[dict]) -> bool:
    """Whether each form has one property of its own, which it requires: a tagged union."""
    names = [tuple(form.get("properties", {})) for form in forms]
    own = all(len(name) == 1 and form.get("required") == list(name) for name, form in zip(names, forms))
    distinct = len(set(names)) == len(names)
    plain = all(form.keys() <= ANNOTATIONS | {"properties", "required", "additionalProperties"} for form in forms)
    return own and distinct and plain and not any(n[0] in base.get("properties", {}) for n in names)


def _tagged(base: dict, forms: list[dict], keyword: str) -> dict:
    """The object with the properties of all forms, of which one may be there."""
    properties = dict(base.get("properties", {}))
    for form in forms:
        properties |= form["properties"]
    closed = all(form.get("additionalProperties", True) is False for form in forms)
    tags = [form["required"][0] for form in forms]
    rule = {"requiredXor" if keyword == "oneOf" else "requiredOr": tags}
    rest = base.get("additionalProperties", not closed)
    return {**base, "properties": properties, "additionalProperties": rest, **rule}


def _merged(base: dict, form: dict) -> dict:
    """One form of an object, with what all forms have."""
    properties = dict(base.get("properties", {}))
    for name, value in form.get("properties", {}).items():
        if name in properties and isinstance(value, dict) and not value.keys() & {"type", "$ref"}:
            value = properties[name]
        properties[name] = value
    required = sorted({*base.get("required", ()), *form.get("required", ())})
    return {**base, **form, "type": "object", "properties": properties, "required": required}
