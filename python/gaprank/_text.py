"""Explanations as people read them: the words of ``gaprank explain``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ._tables import Explanation


def _rows(table: Any) -> list[dict[str, Any]]:
    if not hasattr(table, "to_pylist"):
        raise ImportError("printing an explanation needs pyarrow; its tables do not")
    return table.to_pylist()


def _points(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def explained(found: Explanation) -> str:
    """Every point of every pair."""
    gaps: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for gap in _rows(found.gaps):
        gaps.setdefault((gap["posting_id"], gap["resume_id"]), []).append(gap)
    titles = {p["posting_id"]: f"{p['title'] or '-'} at {p['company'] or '-'}" for p in _rows(found.postings)}
    lines: list[str] = []
    for row in _rows(found.matches):
        lines += [
            titles[row["posting_id"]],
            row["resume_id"],
            f"score {_points(row['score'])}  potential {_points(row['potential'])}"
            f"  required {row['required_met']}/{row['required_total']}"
            f"  preferred {row['preferred_met']}/{row['preferred_total']}  level {row['level_fit'] or '-'}",
        ]
        for gap in gaps.get((row["posting_id"], row["resume_id"]), []):
            via = f" through {gap['via']}" if gap["via"] else ""
            lines += [
                "",
                f"{_points(gap['points_earned']):>6} of {_points(gap['points_possible']):>6}  {' or '.join(gap['any_of'])}"
                f" ({gap['tier']}, {gap['importance']}): {gap['status']}{via}",
                f'        posting: "{gap["posting_quote"]}"',
            ]
            if gap["resume_quote"]:
                lines.append(f'        resume ({gap["resume_section"]}): "{gap["resume_quote"]}"')
            if gap["fix"]:
                lines.append(f"        {gap['fix']} (+{_points(gap['fix_points'])}): {gap['advice']}")
        lines += ["", f"{_points(row['score']):>6}  the sum of the points is the score", ""]
    return "\n".join(lines)
