"""aiogram's 450 types, each built when it is first used and not all of them at import.

aiogram defers the building of its pydantic types and then rebuilds every one of them at import: 3 s and 100 MiB
of validators, of which a bot needs a tenth. Here `model_rebuild` of aiogram's types waits until pydantic itself
asks for one. Call `install` before anything imports aiogram; without it everything works, only slower to start.
"""

from typing import Any, cast

from pydantic import BaseModel


def install() -> None:
    """Make the types of aiogram wait for their first use."""
    build = BaseModel.model_rebuild.__func__  # type: ignore[attr-defined]  # the function under the classmethod
    names: dict[str, Any] = {}

    def wait(
        cls: type[BaseModel],
        *,
        force: bool = False,
        raise_errors: bool = True,
        _parent_namespace_depth: int = 2,
        _types_namespace: dict[str, Any] | None = None,
    ) -> bool | None:
        if not cls.__module__.startswith("aiogram."):
            return cast(
                "bool | None",
                build(
                    cls,
                    force=force,
                    raise_errors=raise_errors,
                    _parent_namespace_depth=_parent_namespace_depth + 1,
                    _types_namespace=_types_namespace,
                ),
            )
        if _types_namespace is not None:  # the loop over all types at the end of aiogram/types/__init__.py
            names.update(_types_namespace)
            return None
        built = build(cls, force=force, raise_errors=raise_errors, _types_namespace=names)
        return cast("bool | None", built)

    BaseModel.model_rebuild = classmethod(wait)  # type: ignore[method-assign, assignment]
