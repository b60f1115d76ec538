"""The rules between properties that schemas state, turned into the catalogue's few kinds.

A rule is a tuple whose first element names its kind. What has no such form is counted by its
keyword in `dropped`, never silently lost.
"""

from __future__ import annotations

from collections import Counter
from itertools import product

IGNORED = {"type", "description", "additionalProperties", "title", "$comment", "insertionOrder"}


class NotExpressible(Exception):
    """A condition that the catalogue's rules cannot say."""


def rules_of(schema: dict, dropped: Counter) -> list[tuple]:
    """The rules of an object's own schema."""
    rules = []
    for name in ("requiredXor", "requiredOr"):
        if name in schema:
            kind = "exactly_one" if name == "requiredXor" else "at_least_one"
            rules.append((kind, tuple(schema[name])))
    for name, others in _dependents(schema):
        rules.append(("requires", name, others))
    for name, others in schema.get("dependentExcluded", {}).items():
        rules.append(("excludes", name, tuple(others)))
    rules += _unions(schema, dropped)
    if "properties" in schema:
        rules += _counts(schema)
    rules += conditional({k: schema[k] for k in ("allOf", "if", "then", "else") if k in schema}, dropped)
    for name, value in schema.get("dependencies", {}).items():
        if isinstance(value, dict):
            rules += conditional({"if": {"required": [name]}, "then": value}, dropped)
    return rules


def _dependents(schema: dict):
    for keyword in ("dependentRequired", "dependencies"):
        for name, others in schema.get(keyword, {}).items():
            if isinstance(others, list):
                yield name, tuple(others)


def _counts(schema: dict):
    low, high = schema.get("minProperties"), schema.get("maxProperties")
    if low or high is not None:
        yield ("count", low, high)


def _unions(schema: dict, dropped: Counter):
    """`oneOf` and `anyOf` whose alternatives only require properties."""
    for keyword, one, sets in (
        ("oneOf", "exactly_one", "exactly_one_set"),
        ("anyOf", "at_least_one", "at_least_one_set"),
    ):
        forms = [f for f in schema.get(keyword, ()) if isinstance(f, dict)]
        if not any("required" in form for form in forms) or "properties" not in schema:
            continue
        groups = [tuple(form.get("required", ())) for form in forms]
        if any(set(form) - IGNORED - {"required"} or not g for form, g in zip(forms, groups)):
            dropped[f"{keyword} of constraints"] += 1
        elif all(len(group) == 1 for group in groups):
            yield (one, tuple(group[0] for group in groups))
        else:
            yield (sets, tuple(groups))


def conditional(schema: dict, dropped: Counter, prefix: str = "") -> list[tuple]:
    """The rules of a schema that constrains what another one describes."""
    rules: list[tuple] = []
    _constrain(schema, prefix, (), rules, dropped)
    return rules


def _constrain(schema, prefix: str, conditions: tuple, rules: list, dropped: Counter):
    """Adds what a schema demands of the properties below `prefix` where `conditions` hold."""
    if not isinstance(schema, dict):
        return
    effects: dict[str, list] = {}
    _effects(schema, prefix, conditions, effects, rules, dropped)
    if effects:
        rules.append(("when", conditions, {k: tuple(v) for k, v in effects.items()}))
    for part in schema.get("allOf", ()):
        _constrain(part, prefix, conditions, rules, dropped)
    if "if" in schema:
        _branch(schema, prefix, conditions, rules, dropped)


def _branch(schema: dict, prefix: str, conditions: tuple, rules: list, dropped: Counter):
    try:
        cases = parse(schema["if"], prefix)
        for case in cases if "then" in schema else ():
            _constrain(schema["then"], prefix, conditions + case, rules, dropped)
        for case in negated(cases) if "else" in schema else ():
            _constrain(schema["else"], prefix, conditions + case, rules, dropped)
    except NotExpressible as reason:
        dropped[str(reason)] += 1


def _effects(schema: dict, prefix: str, conditions, effects: dict, rules: list, dropped: Counter):
    for name in schema.get("required", ()) if schema.get("required") is not True else ():
        effects.setdefault("require", []).append(prefix + name)
    for name, value in schema.get("properties", {}).items():
        _property_effect(prefix + name, value, conditions, effects, rules, dropped)
    for name, others in schema.get("dependentExcluded", {}).items():
        case = conditions + ((prefix + name, "present", (), False),)
        rules.append(("when", case, {"forbid": tuple(prefix + other for other in others)}))
    for name in _forbidden(schema.get("not", {})):
        effects.setdefault("forbid", []).append(prefix + name)
    for keyword in ("anyOf", "oneOf", "contains", "propertyNames", "requiredXor", "requiredOr"):
        if keyword in schema and not prefix.endswith("/*/"):
            dropped[f"{keyword} in a condition"] += 1


def _forbidden(schema: dict):
    """The properties that `not: {required: …}` and `not: {anyOf: [{required: …}]}` forbid."""
    forms = schema.get("anyOf", [schema])
    if all(len(form.get("required", ())) == 1 for form in forms):
        yield from (form["required"][0] for form in forms)


def _property_effect(path: str, schema, conditions, effects: dict, rules: list, dropped: Counter):
    """What a schema demands of the value at a path."""
    if schema is False:
        effects.setdefault("forbid", []).append(path)
    if not isinstance(schema, dict):
        return
    if "enum" in schema or "const" in schema:
        effects.setdefault("allow", []).append((path, values(schema)))
    if "not" in schema and schema["not"].keys() & {"enum", "const"}:
        effects.setdefault("deny", []).append((path, values(schema["not"])))
    if "pattern" in schema:
        effects.setdefault("match", []).append((path, schema["pattern"]))
    low, high = _range(schema)
    if low is not None or high is not None:
        effects.setdefault("range", []).append((path, low, high))
    if "minItems" in schema or "maxItems" in schema:
        effects.setdefault("items", []).append((path, schema.get("minItems"), schema.get("maxItems")))
    if "format" in schema:
        effects.setdefault("format", []).append((path, schema["format"]))
    for keyword in ("multipleOf", "$ref", "anyOf", "propertyNames", "contains"):
        if keyword in schema:
            dropped[f"{keyword} in a condition"] += 1
    nested = {k: v for k, v in schema.items() if k in ("properties", "required", "allOf")}
    _constrain(nested, path + "/", conditions, rules, dropped)
    if "items" in schema:
        _property_effect(path + "/*", schema["items"], conditions, effects, rules, dropped)
    if "if" in schema:
        _scalar_branch(path, schema, conditions, rules, dropped)


def _scalar_branch(path: str, schema: dict, conditions, rules: list, dropped: Counter):
    """`if` at a single value: its condition is about that value."""
    *parents, name = path.split("/")
    prefix = "".join(parent + "/" for parent in parents)
    wrapped = {
        key: {"properties": {name: schema[key]}} for key in ("if", "then", "else") if key in schema
    }
    wrapped["if"]["required"] = [name]
    _branch(wrapped, prefix, conditions, rules, dropped)


def parse(schema: dict, prefix: str) -> list[tuple]:
    """A condition as alternatives, each a tuple of (path, test, values, holds when absent)."""
    if schema.keys() - IGNORED - {"required", "properties", "not", "anyOf", "oneOf", "allOf"}:
        raise NotExpressible("if with " + ", ".join(sorted(schema.keys() - IGNORED)))
    required = set(schema.get("required", ()))
    named = schema.get("properties", {})
    cases = [tuple((prefix + n, "present", (), False) for n in sorted(required - named.keys()))]
    for name, value in named.items():
        cases = _and(cases, _about(prefix + name, value, name not in required))
    for part in schema.get("allOf", ()):
        cases = _and(cases, parse(part, prefix))
    for keyword in ("anyOf", "oneOf"):
        if keyword in schema:
            cases = _and(cases, [case for part in schema[keyword] for case in parse(part, prefix)])
    if "not" in schema:
        cases = _and(cases, negated(parse(schema["not"], prefix)))
    return cases


def _and(left: list[tuple], right: list[tuple]) -> list[tuple]:
    return [a + b for a, b in product(left, right)]


def _about(path: str, schema, optional: bool) -> list[tuple]:
    """The condition that a schema is about the value at a path."""
    if schema is False:
        return [((path, "absent", (), False),)]
    keys = set() if schema is True else schema.keys() - IGNORED
    if not keys or keys == {"minItems"}:
        return [()] if optional else [((path, "present", (), False),)]
    if keys & {"properties", "required"}:
        if optional:
            raise NotExpressible("if about an optional object")
        return parse(schema, path + "/")
    if keys == {"contains"}:
        return _about(path + "/*", schema["contains"], optional)
    if keys == {"pattern"}:
        return [((path, "matches", (schema["pattern"],), optional),)]
    if keys <= {"enum", "const"}:
        return [((path, "one_of", values(schema), optional),)]
    if keys == {"not"} and schema["not"].keys() & {"enum", "const"}:
        return [((path, "none_of", values(schema["not"]), optional),)]
    if keys == {"not"} and schema["not"].keys() & {"pattern"}:
        return [((path, "differs", (schema["not"]["pattern"],), optional),)]
    if keys <= {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"}:
        return [((path, "between", _range(schema), optional),)]
    raise NotExpressible("if with " + ", ".join(sorted(keys)))


OPPOSITES = {"one_of": "none_of", "none_of": "one_of", "matches": "differs", "differs": "matches"}


def negated(cases: list[tuple]) -> list[tuple]:
    """The alternatives in which none of the given ones holds."""
    result: list[tuple] = [()]
    for case in cases:
        result = _and(result, [(_opposite(condition),) for condition in case])
    return result


def _opposite(condition: tuple) -> tuple:
    path, test, arguments, optional = condition
    if test in ("present", "absent"):
        return (path, "absent" if test == "present" else "present", (), False)
    if test not in OPPOSITES:
        raise NotExpressible(f"the opposite of {test}")
    return (path, OPPOSITES[test], arguments, not optional)


def values(schema: dict) -> tuple:
    """The values of `enum` or `const`, without the spellings as text of those that are not."""
    found = [schema["const"]] if "const" in schema else schema["enum"]
    others = {str(v).lower() for v in found if not isinstance(v, str)}
    kept = (v for v in found if not (isinstance(v, str) and v.lower() in others))
    return tuple(v for v in kept if isinstance(v, (str, int, bool)))


def _range(schema: dict):
    low, high = schema.get("minimum"), schema.get("maximum")
    if "exclusiveMinimum" in schema:
        low = schema["exclusiveMinimum"] + 1
    if "exclusiveMaximum" in schema:
        high = schema["exclusiveMaximum"] - 1
    return low, high
