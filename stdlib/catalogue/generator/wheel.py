"""The cfn-lint package as a source of facts: its schemas, and the tables that its code holds.

The package is read as text, never imported: the tables in its Python files are taken with `ast`.
"""

from __future__ import annotations

import ast
import json
import re
import zipfile
from pathlib import Path
from typing import NamedTuple


class Package:
    """The files of the `cfnlint` package, in a wheel or unpacked in a folder."""

    def __init__(self, path: Path):
        if path.is_dir():
            root = path if path.name == "cfnlint" else path / "cfnlint"
            names = (p.relative_to(root.parent) for p in root.rglob("*") if p.is_file())
            self.names = sorted(name.as_posix() for name in names)
            self._read = lambda name: (root.parent / name).read_bytes()
        else:
            wheel = zipfile.ZipFile(path)
            self.names = sorted(wheel.namelist())
            self._read = wheel.read

    def text(self, name: str) -> str:
        return self._read(name).decode("utf-8")

    def json(self, name: str):
        return json.loads(self.text(name))

    def under(self, folder: str, suffix: str) -> list[str]:
        return [n for n in self.names if n.startswith(folder) and n.endswith(suffix)]


def resource_schemas(package: Package) -> dict[str, dict]:
    """Every resource type's schema by its name, sorted."""
    files = package.under("cfnlint/data/schemas/resources/", ".json")
    schemas = (package.json(name) for name in files)
    return dict(sorted((schema["typeName"], schema) for schema in schemas))


def regions(package: Package) -> dict[str, set[str]]:
    """The resource types that each region offers; what SAM transforms exists in all of them."""
    by_region, everywhere = {}, set()
    for name in package.under("cfnlint/data/schemas/providers/", ".json"):
        region = Path(name).stem
        types = set(package.json(name))
        if region == "sam":
            everywhere = types
        else:
            by_region[region] = types
    return {region: types | everywhere for region, types in sorted(by_region.items())}


def stateful_types(package: Package) -> set[str]:
    """The types that hold data which a deletion loses."""
    return set(package.json("cfnlint/data/AdditionalSpecs/StatefulResources.json")["ResourceTypes"])


def attribute_tables(package: Package) -> tuple[set[str], dict[str, list[str]]]:
    """The types all of whose properties are attributes, and the attributes added to others."""
    tree = ast.parse(package.text("cfnlint/schema/_getatts.py"))
    tables = {
        node.targets[0].id: ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign)
        and node.targets[0].id in ("_all_property_types", "_exceptions")
    }
    return set(tables["_all_property_types"]), tables["_exceptions"]


# How a rule says that it compares a property without regard to case.
FOLDED = re.compile(r"instance\[\"(\w+)\"\]\.lower\(\)")


class Extension(NamedTuple):
    """A schema that a rule adds at places of resource types."""

    file: str
    # It begins with E for errors and W for warnings.
    rule: str
    # Each is `TYPE/PROPERTY/*/PROPERTY`.
    places: list[str]
    # The properties that are compared in lower case.
    folded: set[str]
    schema: dict


def extensions(package: Package) -> list[Extension]:
    """The schemas that rules add at places of resource types."""
    found = []
    for name in package.under("cfnlint/rules/", ".py"):
        text = package.text(name)
        if "SchemaDetails(" in text:
            found.extend(_extension(package, ast.parse(text), set(FOLDED.findall(text))))
    return sorted(found, key=lambda extension: extension[:3])


def _extension(package: Package, tree: ast.Module, folded: set[str]):
    """The extension that one rule's file attaches, if it attaches one to a resource type."""
    module = filename = rule = None
    keywords: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "id":
            rule = ast.literal_eval(node.value)
        if not isinstance(node, ast.Call):
            continue
        arguments = node.args + [keyword.value for keyword in node.keywords]
        if isinstance(node.func, ast.Name) and node.func.id == "SchemaDetails":
            module, filename = ast.unparse(arguments[0]), ast.literal_eval(arguments[1])
        elif isinstance(node.func, ast.Attribute) and node.func.attr == "__init__":
            keywords += [text for text in _strings(arguments) if "/Properties" in text]
    if not module or ".extensions." not in module and not module.startswith("aws_"):
        return
    file = f"{module.split('.')[-1]}/{filename}"
    places = [k.removeprefix("Resources/").replace("/Properties", "", 1) for k in keywords]
    places = [place for place in places if place.startswith(("AWS::", "Alexa::"))]
    if places:
        schema = package.json(f"cfnlint/data/schemas/extensions/{file}")
        yield Extension(file, rule, places, folded, schema)


def _strings(arguments: list[ast.expr]):
    for argument in arguments:
        for node in ast.walk(argument):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
