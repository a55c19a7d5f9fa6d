"""What the model answers when it refuses: Telegram's codes and words."""

from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


class ApiError(Exception):
    """A refusal, as the Bot API words it."""

    def __init__(
        self,
        code: int,
        description: str,
        *,
        retry_after: int | None = None,
        migrate_to_chat_id: int | None = None,
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        parameters = {"retry_after": retry_after, "migrate_to_chat_id": migrate_to_chat_id}
        self.parameters = {name: value for name, value in parameters.items() if value is not None}

    def body(self) -> Json:
        """The JSON that goes out with status `code`."""
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


class ConnectionCut(Exception):  # noqa: N818  it is an event on the wire, Telegram answers nothing
    """The connection breaks; whether the request was carried out the bot cannot know."""


class CannotAct(Exception):  # noqa: N818  reads as the reason a client would show
    """Something a real client would not let a person do: press a button that is not there, answer twice."""


def bad_request(reason: str) -> ApiError:
    return ApiError(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> ApiError:
    return ApiError(403, f"Forbidden: {reason}")


def too_many_requests(retry_after: int) -> ApiError:
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)


def not_modelled(what: str) -> ApiError:
    """Real Telegram knows this, the model does not yet: loud, so that nobody takes silence for success."""
    return ApiError(400, f"Bad Request: the model of Telegram does not know {what} yet")
