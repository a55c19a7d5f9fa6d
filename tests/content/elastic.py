"""`json es`: requests of the notes handed to the official client, whose transport only writes them down.

A fence holds requests as in Kibana's console: `PUT /books`, its body under it, the next after a blank line.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from elastic_transport import ApiResponseMeta, BaseNode, HttpHeaders
from elastic_transport._node import NodeApiResponse
from elasticsearch import Elasticsearch

from tests.content import elastic_shapes
from tests.content.fences import Block, Fence, Verdict, Wrong

_REQUEST = re.compile(r"^(?P<method>GET|POST|PUT|DELETE|HEAD)\s+(?P<target>\S+)\s*$")
_INDEX = r"/(?P<index>[^/_][^/]*)"
# Which call of the client makes a request: its methods, its path, the call; a name in the path is an argument.
CALLS = tuple(
    (frozenset(methods.split("|")), re.compile(path), call)
    for methods, path, call in (
        ("PUT", _INDEX, "indices.create"),
        ("GET", _INDEX, "indices.get"),
        ("HEAD", _INDEX, "indices.exists"),
        ("DELETE", _INDEX, "indices.delete"),
        ("GET|POST", rf"(?:{_INDEX})?/_search", "search"),
        ("GET|POST", rf"(?:{_INDEX})?/_count", "count"),
        ("GET|POST", rf"(?:{_INDEX})?/_msearch", "msearch"),
        ("GET|POST", rf"(?:{_INDEX})?/_analyze", "indices.analyze"),
        ("GET|POST", rf"(?:{_INDEX})?/_validate/query", "indices.validate_query"),
        ("GET|POST", rf"(?:{_INDEX})?/_mget", "mget"),
        ("GET|POST", rf"{_INDEX}/_explain/(?P<id>[^/]+)", "explain"),
        ("PUT|POST", rf"{_INDEX}/_doc/(?P<id>[^/]+)", "index"),
        ("POST", rf"{_INDEX}/_doc", "index"),
        ("PUT|POST", rf"{_INDEX}/_create/(?P<id>[^/]+)", "create"),
        ("GET", rf"{_INDEX}/_doc/(?P<id>[^/]+)", "get"),
        ("GET", rf"{_INDEX}/_source/(?P<id>[^/]+)", "get_source"),
        ("DELETE", rf"{_INDEX}/_doc/(?P<id>[^/]+)", "delete"),
        ("POST", rf"{_INDEX}/_update/(?P<id>[^/]+)", "update"),
        ("POST", rf"{_INDEX}/_update_by_query", "update_by_query"),
        ("POST", rf"{_INDEX}/_delete_by_query", "delete_by_query"),
        ("POST|PUT", rf"(?:{_INDEX})?/_bulk", "bulk"),
        ("POST", r"/_reindex", "reindex"),
        ("POST", r"/_aliases", "indices.update_aliases"),
        ("PUT|POST", rf"{_INDEX}/_mapping", "indices.put_mapping"),
        ("GET", rf"(?:{_INDEX})?/_mapping", "indices.get_mapping"),
        ("PUT", rf"(?:{_INDEX})?/_settings", "indices.put_settings"),
        ("GET", rf"(?:{_INDEX})?/_settings", "indices.get_settings"),
        ("GET|POST", rf"(?:{_INDEX})?/_refresh", "indices.refresh"),
        ("POST", rf"(?:{_INDEX})?/_forcemerge", "indices.forcemerge"),
        ("POST", rf"{_INDEX}/_pit", "open_point_in_time"),
        ("DELETE", r"/_pit", "close_point_in_time"),
        ("POST", r"/(?P<alias>[^/_][^/]*)/_rollover", "indices.rollover"),
        ("PUT|POST", r"/_index_template/(?P<name>[^/]+)", "indices.put_index_template"),
        ("PUT|POST", r"/_component_template/(?P<name>[^/]+)", "cluster.put_component_template"),
        ("PUT", r"/_data_stream/(?P<name>[^/]+)", "indices.create_data_stream"),
        ("PUT", r"/_ilm/policy/(?P<name>[^/]+)", "ilm.put_lifecycle"),
        ("PUT", r"/_ingest/pipeline/(?P<id>[^/]+)", "ingest.put_pipeline"),
        ("PUT", r"/_snapshot/(?P<name>[^/]+)", "snapshot.create_repository"),
        ("PUT", r"/_snapshot/(?P<repository>[^/]+)/(?P<snapshot>[^/]+)", "snapshot.create"),
        ("POST", r"/_snapshot/(?P<repository>[^/]+)/(?P<snapshot>[^/]+)/_restore", "snapshot.restore"),
        ("PUT", r"/_synonyms/(?P<id>[^/]+)", "synonyms.put_synonym"),
        ("POST", r"/_query", "esql.query"),
        ("PUT", r"/_cluster/settings", "cluster.put_settings"),
        ("GET", r"/_cluster/health", "cluster.health"),
        ("GET|POST", r"/_cluster/allocation/explain", "cluster.allocation_explain"),
        ("GET", r"/_cat/shards", "cat.shards"),
        ("GET", r"/_cat/indices", "cat.indices"),
        ("GET", r"/_cat/nodes", "cat.nodes"),
        ("GET", r"/_cat/allocation", "cat.allocation"),
        ("GET", r"/_tasks/(?P<task_id>[^/]+)", "tasks.get"),
        ("POST", r"/_security/api_key", "security.create_api_key"),
    )
)
# Calls whose body is one argument of the client, and not one argument for each of its keys.
WHOLE = {
    "index": "document",
    "create": "document",
    "bulk": "operations",
    "msearch": "searches",
    "indices.put_settings": "settings",
    "snapshot.create_repository": "repository",
}


class Recorder(BaseNode):
    """A node of the client that answers all alike and keeps what it was asked: the last request."""

    asked: tuple[str, str] = ("", "")

    def perform_request(self, method: str, target: str, *_: Any, **__: Any) -> NodeApiResponse:
        Recorder.asked = (method, urlsplit(target).path)
        known = HttpHeaders({"x-elastic-product": "Elasticsearch", "content-type": "application/json"})
        return NodeApiResponse(ApiResponseMeta(200, "1.1", known, 0.0, self.config), b"{}")

    def close(self) -> None:
        """Nothing is open."""


CLIENT = Elasticsearch("http://localhost:9200", node_class=Recorder)


@dataclass(frozen=True, slots=True)
class Request:
    line: int  # in the notes
    method: str
    target: str
    body: str


def check(block: Block) -> Verdict:
    return Verdict(
        len(block.fences), tuple(wrong for fence in block.fences for wrong in _fence_faults(fence))
    )


def _fence_faults(fence: Fence) -> Iterator[Wrong]:
    requests = list(_requests(fence))
    if not requests:
        yield from _body_faults(fence, fence.line, fence.code)
    for request in requests:
        yield from _body_faults(fence, request.line + 1, request.body, request)


def _requests(fence: Fence) -> Iterator[Request]:
    lines = fence.code.splitlines()
    starts = [(index, found) for index, line in enumerate(lines) if (found := _REQUEST.match(line))]
    ends = [*(start for start, _ in starts[1:]), len(lines)]
    for (start, found), end in zip(starts, ends, strict=False):
        body = "\n".join(lines[start + 1 : end])
        yield Request(fence.line + start, found["method"], found["target"], body)


def _body_faults(fence: Fence, line: int, text: str, request: Request | None = None) -> Iterator[Wrong]:
    by_lines = request is not None and urlsplit(request.target).path.endswith(("/_bulk", "/_msearch"))
    try:
        body = _parsed(text, by_lines=by_lines)
    except json.JSONDecodeError as error:
        yield Wrong(fence.file, line + error.lineno - 1, f"is no JSON: {error.msg}")
        return
    if request and (what := refusal(request, body)):
        yield Wrong(fence.file, request.line, what)
    for key, what in _shape_faults(body, urlsplit(request.target).path if request else ""):
        yield Wrong(fence.file, line + _line_of(key, text), what)


def _shape_faults(body: Any, path: str) -> Iterator[elastic_shapes.Complaint]:
    if not isinstance(body, dict) or path == "/_query":  # its query is a line of ES|QL
        return
    if path.endswith("/_mapping"):
        yield from elastic_shapes.mapping_faults(body)
    else:
        yield from elastic_shapes.faults_of_body(body)


def _parsed(text: str, *, by_lines: bool) -> Any:
    """The body; that of `_bulk` is one JSON value a line."""
    if not text.strip():
        return {}
    if not by_lines:
        return json.loads(text)
    values = []
    for number, line in enumerate(text.splitlines(), 1):
        try:
            values += [json.loads(line)] if line.strip() else []
        except json.JSONDecodeError as error:
            error.lineno = number
            raise
    return values


def _line_of(key: str, text: str) -> int:
    lines = text.splitlines()
    return next((number for number, line in enumerate(lines) if f'"{key}"' in line), 0)


def refusal(request: Request, body: Any) -> str:
    """What the client says against the request, "" where it sends the very same."""
    parts = urlsplit(request.target)
    for methods, path, call in CALLS:
        found = path.fullmatch(parts.path)
        if found and request.method in methods:
            named = {name: unquote(value) for name, value in found.groupdict().items() if value}
            return _sent(request, call, {**named, **dict(parse_qsl(parts.query))}, body)
    return (
        f"{request.method} {parts.path}: the check knows no such request (CALLS in tests/content/elastic.py)"
    )


def _sent(request: Request, call: str, arguments: Mapping[str, Any], body: Any) -> str:
    if call in WHOLE:
        arguments = {**arguments, WHOLE[call]: body}
    else:
        renamed = {"from": "from_", "_source": "source"} if call in {"search", "update"} else {}
        clash = sorted(set(body) & set(arguments))
        if clash:
            return f"{', '.join(clash)} stands in the address and in the body"
        arguments = {**arguments, **{renamed.get(key, key): value for key, value in body.items()}}
    try:
        attrgetter(call)(CLIENT)(**arguments)
    except (TypeError, ValueError) as error:
        return f"the client refuses: {error}"
    method, path = Recorder.asked
    if unquote(path) != urlsplit(request.target).path or not _same(method, request.method):
        return f"the client sends {method} {path}"
    return ""


def _same(one: str, other: str) -> bool:
    """Searches go by GET and POST alike, documents with an id by PUT and POST."""
    alike: Sequence[frozenset[str]] = (frozenset(("GET", "POST")), frozenset(("PUT", "POST")))
    return one == other or any({one, other} <= pair for pair in alike)
