"""`make bench`: every figure beside its floor or peer, as a table and a JSON file."""

import importlib
import json
import sys
from pathlib import Path
from typing import Any

PARTS = (
    "benchmarks.record",
    "benchmarks.conversation",
    "benchmarks.large",
    "benchmarks.screens",
    "benchmarks.resting",
    "benchmarks.speech",
)
RESULTS = Path(__file__).parent / "results.json"
COLUMNS = ("what", "measured", "target", "beside", "note")


def main(parts: tuple[str, ...]) -> int:
    """Run the named parts, all of them by default; returns 0."""
    rows: list[dict[str, Any]] = []
    for part in parts:
        print(f"# {part}", flush=True)
        found = importlib.import_module(part).rows()
        rows += [{"part": part, **row} for row in found]
        print(table(found), flush=True)
    RESULTS.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"Written to {RESULTS}")
    return 0


def table(rows: list[dict[str, Any]]) -> str:
    """Rows as a Markdown table."""
    lines = ["| " + " | ".join(COLUMNS) + " |", "|" + " --- |" * len(COLUMNS)]
    lines += ["| " + " | ".join(str(row.get(name, "")) for name in COLUMNS) + " |" for row in rows]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(tuple(sys.argv[1:]) or PARTS))
