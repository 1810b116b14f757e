"""The calibration report: published figures against what the data gives, with plots."""

from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template

import pandas as pd

from synthetic_data import calibration as cal
from synthetic_data.contract import GOALS
from synthetic_data.eyfsp import make_eyfsp
from synthetic_data.files import NOTICE
from synthetic_data.localities import ENGLAND, LOCALITIES
from synthetic_data.locality_data import LocalityData, make_locality
from synthetic_data.report import figures
from synthetic_data.report.linkage import missed_by_fifth
from synthetic_data.report.measures import Figures, measure
from synthetic_data.trouble import CannotMake
from synthetic_data.world import make_world

_LARGEST = 2.0
_LINKED = (("health_visiting", "family_hub"), ("immunisation", "speech_language"))


@dataclass(frozen=True)
class Line:
    """One figure of the report: the target and what the data gives."""

    target: cal.Target
    got: float

    @property
    def difference(self) -> float:
        """Generated less published."""
        return self.got - self.target.value

    @property
    def within(self) -> bool:
        """Whether the difference is within the tolerance of the target."""
        return abs(self.difference) <= self.target.tolerance


def write_report(out: Path, seed: int, scale: float) -> list[Path]:
    """Write calibration.html and calibration.txt below `out`; gives their paths."""
    if not 0 < scale <= _LARGEST:
        raise CannotMake(f"The report needs a scale above 0 and up to {_LARGEST:g}.")
    england = make_locality(ENGLAND, seed, scale)
    found = measure(england)
    lines = compare(found)
    shapes = shape_facts(england, found)
    pictures = _pictures(england, found, seed, scale)
    try:
        out.mkdir(parents=True, exist_ok=True)
        html, text = out / "calibration.html", out / "calibration.txt"
        html.write_text(_page(lines, shapes, pictures), encoding="utf-8")
        text.write_text(_text(lines, shapes), encoding="utf-8")
    except OSError as error:
        raise CannotMake(f"Cannot write the report to {out}: {error.strerror}.") from error
    return [html, text]


def compare(found: Figures) -> list[Line]:
    """A line for every target."""
    return [Line(target, float(found[name])) for name, target in cal.TARGETS.items()]


def shape_facts(england: LocalityData, found: Figures) -> list[tuple[str, str, str]]:
    """The facts that a careless generator gets wrong: fact, expected, generated."""
    results = england.tables["eyfsp_result"].table.to_pandas()
    expected = results[[goal.name for goal in GOALS]] == 2
    every = expected.all(axis=1)
    wide = _years_of_authorities(england)
    return [
        ("Of children with GLD, those with all 17 goals", "97% to 98%",
         f"{100 * every[results.gld].mean():.1f}%"),
        ("GLD below literacy", "2 to 3 points",
         f"{found['literacy'] - 100 * results.gld.mean():.1f} points"),
        ("Goals of children without GLD", "about 8.5 to 9",
         f"{expected[~results.gld].sum(axis=1).mean():.1f}"),
        ("Spread between authorities", "3.27 points", f"{wide.std().mean():.2f} points"),
        ("Correlation of neighbouring years", "0.93",
         f"{wide['2023/24'].corr(wide['2024/25']):.2f}"),
    ]  # fmt: skip


def _years_of_authorities(england: LocalityData) -> pd.DataFrame:
    """GLD by authority and year, of authorities with more than a few children."""
    table = england.tables["eyfsp_benchmark"].table.to_pandas()
    large = table[(table.children > 200) & table.comparable]
    wide: pd.DataFrame = large.pivot(
        index="local_authority", columns="academic_year", values="gld_percent"
    )
    return wide.dropna()


def _pictures(
    england: LocalityData, found: Figures, seed: int, scale: float
) -> list[tuple[str, str, str]]:
    """Title, words for those who cannot see it, and picture of each plot."""
    county = make_locality(LOCALITIES["hartsfold"], seed, min(scale, 1.0))
    missed = {
        f"{one} and {other}".replace("_", " "): missed_by_fifth(county, one, other)
        for one, other in _LINKED
    }
    worst = "; ".join(
        f"{name}: {shares.iloc[0]:.0f}% in the most and {shares.iloc[-1]:.0f}% in the least "
        "deprived fifth"
        for name, shares in missed.items()
    )
    localities = pd.DataFrame([_latest(slug, seed, scale) for slug in LOCALITIES]).dropna()
    others = england.tables["eyfsp_benchmark"].table.to_pandas().query("academic_year == '2024/25'")
    table = "the table above has the same figures"
    plots = (
        ("Good level of development by group", table, figures.gld_by_group(found)),
        ("ASQ-3 at two to two and a half years", table, figures.asq(found)),
        ("Weight at birth", "two bell shapes, term about 3,400 g", figures.birth_weight(england)),
        ("Two-year-olds' places by deprivation", "fewer in some areas", figures.take_up(england)),
        ("Localities among all authorities", "most lie beyond the limits of chance",
         figures.funnel(localities, others[others.children > 20])),
        ("Missed links by deprivation", worst, figures.missed_links(missed)),
    )  # fmt: skip
    return [(title, words, figures.as_svg(plot, title)) for title, words, plot in plots]


def _latest(slug: str, seed: int, scale: float) -> dict[str, object]:
    """A locality's results in the latest year."""
    world = make_world(LOCALITIES[slug], seed, scale, with_nhs_numbers=False)
    rows = make_eyfsp(world)[0].tables["eyfsp_result"].table.to_pandas()
    last = rows[rows.academic_year == "2024/25"]
    share = 100 * last.gld.mean() if len(last) else None
    return {"name": world.locality.name, "children": len(last) or None, "gld_percent": share}


def _summary(lines: list[Line]) -> str:
    inside = sum(line.within for line in lines)
    return f"{inside} of {len(lines)} figures are within their tolerance."


def _page(
    lines: list[Line], shapes: list[tuple[str, str, str]], pictures: list[tuple[str, str, str]]
) -> str:
    """The report as one page without anything from elsewhere."""
    folder = Path(__file__).parent
    return Template((folder / "page.html").read_text("utf-8")).substitute(
        notice=escape(NOTICE),
        summary=_summary(lines),
        caption="England unless the source says otherwise; what no source gives is an assumption "
        "and has no line here.",
        rows="\n".join(_row(line) for line in lines),
        shapes="\n".join(
            f"<tr>{''.join(f'<td>{escape(part)}</td>' for part in fact)}</tr>" for fact in shapes
        ),
        figures="\n".join(
            f'<figure role="group" aria-label="{escape(title)}: {escape(words)}">{picture}'
            f"<figcaption>{escape(title)}: {escape(words)}.</figcaption></figure>"
            for title, words, picture in pictures
        ),
    )


def _row(line: Line) -> str:
    target = line.target
    mark = "yes" if line.within else '<span class="outside">no</span>'
    numbers = (f"{target.value:g} {target.unit}", f"{line.got:.1f}", f"{line.difference:+.1f}")
    cells = "".join(f'<td class="number">{escape(number)}</td>' for number in numbers)
    return (
        f'<tr><th scope="row">{escape(target.title)}</th><td>{escape(target.year)}</td>{cells}'
        f"<td>{mark}</td><td>{escape(target.source)}</td></tr>"
    )


def _text(lines: list[Line], shapes: list[tuple[str, str, str]]) -> str:
    """The report as plain text."""
    head = [NOTICE, "", _summary(lines), ""]
    table = [
        f"{line.target.title:45} {line.target.year:18} {line.target.value:8.1f} {line.got:8.1f} "
        f"{line.difference:+7.2f} {line.target.unit:18} {'' if line.within else 'OUTSIDE'}".rstrip()
        for line in lines
    ]
    facts = [f"{fact:50} {expected:16} {got}" for fact, expected, got in shapes]
    return "\n".join([*head, *table, "", *facts]) + "\n"
