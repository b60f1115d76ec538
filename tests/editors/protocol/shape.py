"""Whether JSON has the form that the protocol declares: types, unions, enumerations, unknown properties.

The declarations are those of `lsprotocol`, which are generated from the protocol's own model. They are walked here and
not used to decode, since decoding forgives.
"""

import collections.abc
import enum
import functools
import typing

import attrs
from lsprotocol import types

ANYTHING = {"LSPAny", "LSPObject", "LSPArray"}
# Enumerations of numbers that are closed, though `lsprotocol` lets any number stand for them.
CLOSED = (types.CompletionItemKind,)


def problems(value: object, declared: object, at: str = "") -> list[str]:
    """What is wrong with a value, where a type is declared."""
    declared = resolved(declared)
    if declared is typing.Any or declared is object:
        return []
    if declared is None or declared is type(None):
        return [] if value is None else wrong(value, "null", at)
    origin, arguments = typing.get_origin(declared), typing.get_args(declared)
    if origin is typing.Union:
        return of_union(value, arguments, at)
    if origin is typing.Literal:
        return [] if value in arguments else wrong(value, " or ".join(map(repr, arguments)), at)
    if origin is collections.abc.Sequence:
        return of_list(value, lambda _: arguments[0], at)
    if origin is tuple:
        pair = isinstance(value, list) and len(value) == len(arguments)
        return of_list(value, arguments.__getitem__, at) if pair else wrong(value, f"a list of {len(arguments)}", at)
    if origin is collections.abc.Mapping:
        return of_map(value, arguments, at)
    if attrs.has(declared):
        return of_object(value, declared, at)
    return of_scalar(value, declared, at)


def resolved(declared: object) -> object:
    """The type that a name stands for."""
    name = declared.__forward_arg__ if isinstance(declared, typing.ForwardRef) else declared
    if not isinstance(name, str):
        return declared
    if name in ANYTHING:
        return typing.Any
    found = types.ALL_TYPES_MAP.get(name) or getattr(types, name)
    return found if found is not declared else typing.Any


def wrong(value: object, wanted: str, at: str) -> list[str]:
    return [f"{at or 'it'} is {shown(value)}, not {wanted}"]


def shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def of_union(value: object, members: tuple, at: str) -> list[str]:
    closed = [member for member in members if member in CLOSED]
    members = [member for member in members if not (closed and member is int)]
    # The member that is nearest to the value says what is wrong with it.
    others = [member for member in members if member is not type(None)]
    found = [problems(value, member, at) for member in (others if value is not None else members)]
    return min(found, key=lambda found: (len(found), len(str(found))))


def of_list(value: object, declared: typing.Callable, at: str) -> list[str]:
    if not isinstance(value, list):
        return wrong(value, "a list", at)
    elements = enumerate(value)
    return [found for number, one in elements for found in problems(one, declared(number), f"{at}[{number}]")]


def of_map(value: object, arguments: tuple, at: str) -> list[str]:
    if not isinstance(value, dict):
        return wrong(value, "an object", at)
    return [found for key, one in value.items() for found in problems(one, arguments[1], f"{at}[{key!r}]")]


def of_object(value: object, declared: type, at: str) -> list[str]:
    if not isinstance(value, dict):
        return wrong(value, declared.__name__, at)
    fields = properties(declared)
    found = [f"{at}.{name} is not in the protocol" for name in value if name not in fields]
    for name, field in fields.items():
        if name in value:
            found += of_property(value[name], declared, field, f"{at}.{name}")
        elif field.default is attrs.NOTHING:
            found.append(f"{at}.{name} is missing")
    return found


def of_property(value: object, declared: type, field: attrs.Attribute, at: str) -> list[str]:
    if value is None and not may_be_null(declared, field):
        return [f"{at} is null, which is not the same as missing"]
    found = problems(value, field.type, at)
    if not found and field.validator is not None and value is not None:
        try:
            field.validator(None, field, value)
        except (TypeError, ValueError):
            return wrong(value, "in its range", at)
    return found


def may_be_null(declared: type, field: attrs.Attribute) -> bool:
    if types.is_special_property(declared, field.name):
        return True
    members = typing.get_args(field.type) or (field.type,)
    return any(resolved(member) is typing.Any for member in members)


@functools.cache
def properties(declared: type) -> dict[str, attrs.Attribute]:
    """The properties of an object, by the names that they have in JSON."""
    return {camel(field.name): field for field in attrs.fields(declared)}


def camel(name: str) -> str:
    first, *rest = name.rstrip("_").split("_")
    return first + "".join(part.title() for part in rest)


def of_scalar(value: object, declared: type, at: str) -> list[str]:
    if issubclass(declared, enum.Enum):
        known = [member.value for member in declared]
        fits = any(value == one and type(value) is type(one) for one in known)
        return [] if fits else wrong(value, f"a {declared.__name__}", at)
    accepted = (int, float) if declared is float else declared
    fits = isinstance(value, accepted) and (declared is bool or not isinstance(value, bool))
    return [] if fits else wrong(value, f"of type {declared.__name__}", at)
