"""Who is hidden in the third look, and the parts of notebooks that hide them."""

from __future__ import annotations

import json
from typing import Any

from hub.privacy import Kind
from tests.privacy.invented import a_person, people

WHO, ALL = a_person(21), people(8)

NHS = Kind.NHS_NUMBER


def cell(kind: str = "code", source: str = "1", **more: Any) -> dict[str, Any]:
    extra = {"outputs": [], "execution_count": 1} if kind == "code" else {}
    return {"cell_type": kind, "source": source, "metadata": {}, "id": "a", **extra, **more}


def book(*cells: dict[str, Any], **metadata: Any) -> bytes:
    return json.dumps(
        {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    ).encode()


def printed(text: str) -> dict[str, Any]:
    return cell(outputs=[{"output_type": "stream", "name": "stdout", "text": text}])


def displayed(kind: str, value: Any) -> dict[str, Any]:
    shown = {"output_type": "display_data", "data": {kind: value}, "metadata": {}}
    return cell(outputs=[shown])
