"""The shapes of small areas: a tiling of an invented place that lies in the sea."""

from dataclasses import dataclass

import numpy as np
import shapely

from synthetic_data.arrays import Bools, Floats

KM_PER_DEGREE = 111.32


@dataclass(frozen=True)
class Tiles:
    """Points in kilometres from the centre, their tiles as well-known binary in degrees."""

    x: Floats
    y: Floats
    inside: Bools
    latitude: Floats
    longitude: Floats
    wkb: list[bytes]


def scatter(
    rng: np.random.Generator, count: int, radius: float, towns: Floats, coastal: bool
) -> Floats:
    """`count` points within the radius, two thirds of them close to the towns."""
    points = np.empty((0, 2))
    while len(points) < count:
        near = towns[rng.integers(len(towns), size=count)]
        near = near + rng.normal(0, radius / 9, (count, 2))
        wide = rng.uniform(-radius, radius, (count, 2))
        draw = np.where(rng.random((count, 1)) < 0.67, near, wide)
        on_land = (draw[:, 1] > -radius / 3) if coastal else np.ones(count, dtype=bool)
        points = np.vstack([points, draw[(np.hypot(*draw.T) < radius) & on_land]])
    return points[:count]


def tiles(
    points: Floats, around: Floats, latitude: float, longitude: float, radius: float, coastal: bool
) -> Tiles:
    """A tile for every point and for the points across the border around them."""
    every = np.vstack([points, around])
    cells = shapely.voronoi_polygons(shapely.multipoints(every), ordered=True)
    outline = shapely.Point(0, 0).buffer(radius * 1.2)
    if coastal:
        land = shapely.box(-2 * radius, -radius / 3, 2 * radius, 2 * radius)
        outline = shapely.intersection(outline, land)
    clipped = shapely.intersection(shapely.get_parts(cells), outline)
    middle = shapely.point_on_surface(clipped)
    scale = np.array([1 / (KM_PER_DEGREE * np.cos(np.radians(latitude))), 1 / KM_PER_DEGREE])
    centre = np.array([longitude, latitude])
    in_degrees = shapely.transform(clipped, lambda xy: np.round(xy * scale + centre, 6))
    x, y = shapely.get_x(middle), shapely.get_y(middle)
    return Tiles(
        x=x,
        y=y,
        inside=np.arange(len(every)) < len(points),
        latitude=np.round(y * scale[1] + latitude, 6),
        longitude=np.round(x * scale[0] + longitude, 6),
        wkb=list(shapely.to_wkb(in_degrees)),
    )


def ring(rng: np.random.Generator, count: int, radius: float, coastal: bool) -> Floats:
    """`count` points just outside the radius, on land."""
    turns = (np.arange(count) + rng.uniform(0, 0.5, count)) / count
    angles = np.pi * turns if coastal else 2 * np.pi * turns
    distance = radius * rng.uniform(1.05, 1.15, count)
    return np.column_stack([distance * np.cos(angles), distance * np.sin(angles)])
