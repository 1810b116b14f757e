"""Recipes that forge what the hub hears of them: none passes, and the good one beside them does."""

from __future__ import annotations

import json
from pathlib import Path

from hub.check import check
from hub.model import Verdict
from hub.record import record
from hub.run.engines import Engine
from hub.run.schedule import run
from tests.contributions import collected, write_recipe
from tests.run.cells import SETTINGS

SEND = """
import contextlib, json, os, stat, struct
def send(*messages):
    for message in messages:
        data = message if isinstance(message, bytes) else json.dumps(message).encode()
        for number in map(int, os.listdir('/proc/self/fd')):
            with contextlib.suppress(OSError):
                if stat.S_ISSOCK(os.fstat(number).st_mode):
                    os.write(number, struct.pack('!I', len(data)) + data)
reply = {'type': 'reply', 'cell': 7, 'status': 'ok', 'seen': []}
failed = {**reply, 'status': 'error', 'ename': 'E', 'evalue': 'v', 'traceback': []}
"""
ALIKE = {  # on both engines; the second cell, where there is one, is what must not pass
    "transformed": "get_ipython().input_transformers_post.append(lambda lines: ['pass'])",
    "emptied": "import ast\nclass None_(ast.NodeTransformer):\n    def visit_Module(self, node):\n"
    "        node.body = []\n        return node\nget_ipython().ast_transformers.append(None_())",
    "succeeding": "from IPython.core.interactiveshell import ExecutionResult as R\n"
    "R.success = property(lambda self: True)\n"
    "R.error_in_exec = property(lambda self: None, lambda self, fault: None)",
    "captured": "%%capture\n1 / 0",
    "of very many parts": "from IPython.display import display\n"
    "display({'application/json': [[]] * 300_000}, raw=True)",
}
OF_A_CHILD = {
    "swallowed": "def hook(result): result.error_in_exec = None\n"
    "get_ipython().events.register('post_run_cell', hook)",
    "answered": "import sys\nasync def run(shell, source): return {**reply, 'leaving': False}\n"
    "sys.modules['hub.run.warm.serve']._run = run",
    "said before": "send(reply, {**reply, 'cell': 8}, {'type': 'bye'}); os._exit(0)",
    "of an odd state": "send({**reply, 'status': ['ok']})",
    "without a trace": "send({**failed, 'traceback': None})",
    "with an odd trace": "send({**failed, 'traceback': [1, {}]})",
    "shown oddly": "send({'type': 'error', 'ename': 'E', 'evalue': 'v', 'traceback': None})",
    "nested": 'send(b\'{"type": "display_data", "metadata": {}, "data": {"x/y": \''
    " + b'[' * 900 + b']' * 900 + b'}}')",
    "of half a letter": "raise ValueError('\\ud800')",
}
NUMBER = "open('results/numbers.json', 'w').write('{\"deprived\": ' + '9' * 400 + '}')"


def _write(project: Path, slug: str, *cells: str) -> None:
    path = write_recipe(project, slug=slug) / "recipe.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    for cell in cells:
        made = {"cell_type": "code", "metadata": {}, "source": cell, "outputs": []}
        notebook["cells"].append(made)
    path.write_text(json.dumps(notebook), "utf-8")


def test_nothing_forged_passes(engine: Engine, tmp_path: Path, small_data: Path) -> None:
    """Not by what runs cells, by what is said of them, nor by what is left behind."""
    forged = {**ALIKE, **(OF_A_CHILD if engine.name == "warm" else {})}
    for name, cell in forged.items():
        before = (SEND,) if name in OF_A_CHILD else ()
        after = () if name == "captured" else ("1 / 0",)
        _write(tmp_path, name.replace(" ", "-"), *before, cell, *after)
    _write(tmp_path, "immense", NUMBER)
    _write(tmp_path, "good")
    checked, data = check(collected(tmp_path)), {"clean": small_data}

    done = run(checked.recipes, data, tmp_path / "runs", SETTINGS, engine=engine)
    made = {one.execution.recipe: one for one in record(checked, done, data, SETTINGS)}

    assert made.pop("casebridge/good").verdict is Verdict.PASSED
    assert len(made) == len(forged) + 1
    assert {one: made[one].reason for one in made if made[one].verdict is not Verdict.FAILED} == {}
    assert "passed over: ZeroDivisionError" in made["casebridge/captured"].reason
