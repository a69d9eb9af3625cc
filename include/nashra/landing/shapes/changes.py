"""A message of a stream of changes that says that a record was deleted (Debezium, Maxwell, Canal, DynamoDB)."""

from typing import Any

from nashra.landing.shapes.rules import key, keyed, shape_rules


def is_deletion(node: dict[str, Any]) -> bool:
    """Whether an object says so: by its word for what happened, beside what only such a message has."""
    rules = shape_rules().changes
    names = keyed(node)
    if names.keys().isdisjoint(rules.beside):
        return False
    said = (names[name] for name in rules.said if isinstance(names.get(name), str))
    return any(key(word) in rules.deleted for word in said)
