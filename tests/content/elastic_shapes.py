"""What queries, aggregations and mappings may hold, by the typed classes of Elasticsearch's own client."""

import inspect
from collections.abc import Iterator, Mapping
from typing import Any

from elasticsearch.dsl import types
from elasticsearch.dsl.aggs import Agg
from elasticsearch.dsl.exceptions import UnknownDslObject
from elasticsearch.dsl.field import Field
from elasticsearch.dsl.query import Query
from elasticsearch.dsl.utils import DslBase

# (the key that is wrong, what is wrong with it)
Complaint = tuple[str, str]
RANGES = ("DateRangeQuery", "NumberRangeQuery", "TermRangeQuery", "UntypedRangeQuery")


def faults_of_body(body: Mapping[str, Any]) -> Iterator[Complaint]:
    """Everything in a request's body that has a shape of its own, wherever it stands at the top."""
    for key in ("query", "post_filter"):
        if key in body:
            yield from query_faults(body[key])
    for knn in _listed(body.get("knn", [])):
        for each in _listed(knn.get("filter", [])):
            yield from query_faults(each)
    yield from aggregation_faults(body.get("aggs", body.get("aggregations", {})))
    yield from mapping_faults(body.get("mappings", {}))
    yield from mapping_faults(body.get("template", {}).get("mappings", {}))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _class_of(base: type[DslBase], name: str) -> type[DslBase] | None:
    try:
        return base.get_dsl_class(name)
    except UnknownDslObject:
        return None


def _parameters(kind: type[DslBase]) -> Mapping[str, inspect.Parameter]:
    return inspect.signature(kind.__init__).parameters


def query_faults(query: Any) -> Iterator[Complaint]:
    """`{"match": {"title": "сеть"}}`: one known name, and under it what that query takes."""
    if not isinstance(query, dict) or len(query) != 1:
        yield _first(query), "a query is an object with one name"
        return
    ((name, body),) = query.items()
    kind = _class_of(Query, name)
    if kind is None:
        yield name, f"there is no query {name}"
    elif isinstance(body, dict):
        yield from _query_body_faults(name, kind, body)


def _first(value: Any) -> str:
    return next(iter(value), "") if isinstance(value, dict) else ""


def _query_body_faults(name: str, kind: type[DslBase], body: Mapping[str, Any]) -> Iterator[Complaint]:
    parameters = _parameters(kind)
    options = _field_options(kind)
    for key, value in body.items():
        if key not in parameters and "_field" not in parameters:
            yield key, f"{name} takes no {key}"
        elif key not in parameters and isinstance(value, dict) and options:
            yield from ((option, f"{name} takes no {option}") for option in value if option not in options)
        elif kind._param_defs.get(key, {}).get("type") == "query":
            for inner in _listed(value):
                yield from query_faults(inner)


def _field_options(kind: type[DslBase]) -> frozenset[str]:
    """What may stand under a field's name, empty where the client does not say."""
    names = RANGES if kind.__name__ == "Range" else (f"{kind.__name__}Query",)
    found = [getattr(types, name, None) for name in names]
    return frozenset(option for each in found if each for option in _options(each))


def _options(kind: type) -> list[str]:
    """The client writes `from_` for `from`: a word of Python's own cannot be a name."""
    return [name.rstrip("_") for each in kind.__mro__ for name in getattr(each, "__annotations__", {})]


def aggregation_faults(aggregations: Any) -> Iterator[Complaint]:
    """`{"by_author": {"terms": {...}, "aggs": {...}}}`, at any depth."""
    for name, aggregation in aggregations.items():
        inner = aggregation.get("aggs", aggregation.get("aggregations", {}))
        types_named = [key for key in aggregation if key not in {"aggs", "aggregations", "meta"}]
        if len(types_named) != 1:
            yield name, f"the aggregation {name} needs one type, it has {types_named}"
        for each in types_named:
            yield from _aggregation_body_faults(each, aggregation[each])
        yield from aggregation_faults(inner)


def _aggregation_body_faults(name: str, body: Any) -> Iterator[Complaint]:
    kind = _class_of(Agg, name)
    if kind is None:
        yield name, f"there is no aggregation {name}"
    elif name == "filter":
        yield from query_faults(body)
    else:
        taken = _parameters(kind)
        yield from ((key, f"{name} takes no {key}") for key in body if key not in taken)


def mapping_faults(mapping: Mapping[str, Any]) -> Iterator[Complaint]:
    for name, field in mapping.get("properties", {}).items():
        yield from _field_faults(name, field)


def _field_faults(name: str, field: Mapping[str, Any]) -> Iterator[Complaint]:
    kind = _class_of(Field, field.get("type", "object"))
    if kind is None:
        yield name, f"the field {name} has no known type: {field['type']}"
        return
    taken = _parameters(kind)
    for key, value in field.items():
        if key not in taken and key != "type":
            yield key, f"a field of type {field.get('type', 'object')} takes no {key}"
        elif key in {"properties", "fields"}:
            for inner, below in value.items():
                yield from _field_faults(inner, below)
