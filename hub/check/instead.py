"""What the packages that the hub does not offer are mostly wanted for, and what does it here."""

from __future__ import annotations

from collections.abc import Mapping

INSTEAD = {
    "plotly": "draw with matplotlib or seaborn; the page shows saved figures only.",
    "altair": "write its chart with chart.to_json() as results/<name>.vl.json, or use matplotlib.",
    "bokeh": "draw with matplotlib; the page shows saved figures only.",
    "folium": "draw the map with geopandas and matplotlib.",
    "xgboost": "scikit-learn has sklearn.ensemble.HistGradientBoostingClassifier.",
    "lightgbm": "scikit-learn has sklearn.ensemble.HistGradientBoostingClassifier.",
    "polars": "read and count with pandas.",
}


def how_to_have(module: str, packages: Mapping[str, tuple[str, ...]]) -> str:
    """What to do about a package that is not here."""
    for name, modules in packages.items():
        if module in modules:
            return f'write "packages: [{name}]" in recipe.yml.'
    if module in INSTEAD:
        return f"{INSTEAD[module]} Or ask for it in an issue: hub explain M122 says how."
    return (
        "do without it, put the helper file beside the notebook if it is yours, or ask for it in "
        "an issue: hub explain M122 says how."
    )
