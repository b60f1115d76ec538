"""What a property refers to, and what an attribute's value names.

A target is (resource type, attribute, strength); the attribute is `Ref` where `Ref` gives the
value. A source names a *property* of the other type; only what a template can get at, by `Ref` or
by `Fn::GetAtt`, becomes a target.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from generator.attributes import kind_of
from generator.shapes import Object

STRONG, WEAK = "strong", "weak"
# A name of one of these endings cannot hold a name of another one.
NAMED = ("arn", "id", "name", "url")
# Properties that hold free text; that some template put a name there says nothing.
TEXTS = {
    "AlarmName", "Command", "DashboardName", "Description", "HeaderValue", "Key", "Label", "MetricNamespace",
    "Name", "Namespace", "ParameterValue", "SecretString", "StringValue", "Type", "Value", "Version",
}


class Catalogue:
    """All resource types, to look up what one says of another."""

    def __init__(self, types: dict):
        self.types = types
        self.dropped: Counter = Counter()
        # What a format such as `AWS::IAM::Role.Arn` stands for: that type's attribute. Where it is
        # named after no type, it is what `Ref` gives of the one type (`AWS::ACM::Certificate.Arn`),
        # or else all that give such values (`AWS::Route53::AliasTarget.HostedZoneId`).
        self.owners: dict[str, tuple[str, str]] = {}
        self.givers: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for name, kind in types.items():
            for attribute in [kind.reference, *kind.attributes]:
                form = self.format_of(kind, attribute)
                if form and "::" in form:
                    self.givers[form].append((name, attribute.name))
                    if form.startswith(name + "."):
                        self.owners.setdefault(form, (name, attribute.name))
        for form, givers in self.givers.items():
            references = [giver for giver in givers if giver[1] == "Ref"]
            if len(references) == 1:
                self.owners.setdefault(form, references[0])

    @staticmethod
    def format_of(kind, attribute) -> str | None:
        node = kind.graph.nodes[attribute.shape]
        return node[6] if isinstance(node, tuple) and node[0] == "string" else None

    def obtainable(self, name: str, path: str) -> tuple[str, str] | None:
        """How to get at the value of a property of a type."""
        kind = self.types.get(name)
        if kind is None:
            return None
        if kind.reference.path == path:
            return name, "Ref"
        dotted = path.replace("/", ".")
        if dotted in kind.attribute_names:
            return name, dotted
        return self._by_custom(kind, path)

    @staticmethod
    def _by_custom(kind, path: str) -> tuple[str, str] | None:
        """`Id` where a type has none is what `Ref` gives; `Arn`, its only attribute that is one."""
        if path == "Id":
            return kind.name, "Ref"
        given = [kind.reference, *kind.attributes]
        arns = {a.path: a.name for a in reversed(given) if a.kind == "arn" and "." not in a.name}
        return (kind.name, *arns.values()) if path == "Arn" and len(arns) == 1 else None

    def owner(self, form: str) -> tuple[str, str] | None:
        """The target of a format; `AWS::EC2::Subnet.Ids` is a list of `AWS::EC2::Subnet.Id`."""
        return self.owners.get(form) or self.owners.get(form.removesuffix("s"))

    def targets(self, references: list) -> list[tuple[str, str, str]]:
        """The targets of what a schema itself says."""
        found = []
        for reference in references:
            if not isinstance(reference, str):
                targets = [self.obtainable(*reference)]
            elif self.owner(reference):
                targets = [self.owner(reference)]
            else:
                targets = self.givers.get(reference, [])
            found += [(*target, STRONG) for target in targets if target]
            if not any(targets):
                self.dropped[f"cfn-lint: {reference}"] += 1
        return list(dict.fromkeys(found))


def relate(catalogue: Catalogue, service_spec: dict, weak: dict):
    """Fills in the targets of every property, in the order of their sources' weight."""
    for kind in catalogue.types.values():
        for node in kind.graph.nodes:
            if isinstance(node, Object):
                for prop in node.properties.values():
                    prop.targets = catalogue.targets(prop.references)
    for name, kind in catalogue.types.items():
        relations = service_spec.get(name, {}).get("relations", {})
        _add(catalogue, kind, relations, STRONG, "service spec")
    for name, kind in catalogue.types.items():
        _add(catalogue, kind, weak.get(name, {}), WEAK, "weak")
    for kind in catalogue.types.values():
        _name_attributes(catalogue, kind)


def _add(catalogue: Catalogue, kind, relations: dict, strength: str, source: str):
    for path, references in sorted(relations.items()):
        places = kind.graph.follow(path)
        targets = []
        for name, attribute in references:
            target = catalogue.obtainable(name, attribute)
            if target is None:
                catalogue.dropped[f"{source}: not obtainable"] += 1
            elif strength == WEAK and _is_noise(catalogue, kind, path, target):
                catalogue.dropped["weak: noise"] += 1
            else:
                targets.append(target)
        if not places:
            catalogue.dropped[f"{source}: no such property"] += 1
        for index, name in places:
            prop = kind.graph.nodes[index].properties[name]
            # cfn-lint rejects what its formats do not name, so that a weak guess adds nothing to them.
            settled = strength == WEAK and any(isinstance(r, str) for r in prop.references)
            known = {target[:2] for target in prop.targets}
            prop.targets += [(*t, strength) for t in targets if t not in known and not settled]


def _is_noise(catalogue: Catalogue, kind, path: str, target) -> bool:
    """Whether a weak relation is surely wrong: of tags and texts, of itself, of an unlike kind."""
    if "Tags" in path or path.split("/")[-1] in TEXTS or target[0] == "AWS::CloudFormation::CustomResource":
        return True
    if target[0] == kind.name and kind.reference.path == path or path in kind.read_only:
        return True
    wanted, given = kind_of(path), catalogue.types[target[0]].kind_at(target[1])
    return wanted == "arn" and given in NAMED and given != "arn"


def _name_attributes(catalogue: Catalogue, kind):
    """What the values that a resource gives name: the resource itself, and what their format says."""
    for attribute in [kind.reference, *kind.attributes]:
        attribute.format = catalogue.format_of(kind, attribute)
        own = [(kind.name, attribute.name, STRONG)]
        if attribute.path:
            target = catalogue.obtainable(kind.name, attribute.path)
            own = [(*target, STRONG)] if target else own
            places = kind.graph.follow(attribute.path)
            references = [r for o, n in places for r in kind.graph.nodes[o].properties[n].references]
            owners = [catalogue.owner(r) for r in references if isinstance(r, str)]
            own += [(*owner, STRONG) for owner in owners if owner]
        attribute.targets = list(dict.fromkeys(own))


def identifier_kinds(catalogue: Catalogue, service_spec: dict):
    """Settles what `Ref` gives where the property's own name hides it.

    Most properties that refer to `AWS::SecretsManager::Secret.Id` are called `…Arn`: it is one.
    """
    votes: dict[tuple[str, str], Counter] = defaultdict(Counter)
    for fact in service_spec.values():
        for path, references in fact.get("relations", {}).items():
            for reference in references:
                votes[tuple(reference)][kind_of(path)] += 1
    for name, kind in catalogue.types.items():
        for attribute in [kind.reference, *kind.attributes]:
            if attribute.path is None:
                continue
            attribute.kind = kind_of(attribute.path)
            cast = votes.get((name, attribute.path), Counter())
            if attribute.path.split("/")[-1] in ("Id", "Ref") and cast["arn"] * 2 > sum(cast.values()):
                attribute.kind = "arn"
