"""What a gap is made of: the decomposition of statsmodels, with intervals without resampling."""

import numpy as np
import pandas as pd
from scipy import stats
from statsmodels.stats.oaxaca import OaxacaBlinder

from early_years.intervals import Interval


def known(columns, poor, fewest=20):
    """The columns that vary, and stand for enough children, in both groups."""
    varies = [
        rows.sum().ge(fewest) & (1 - rows).sum().ge(fewest)
        for rows in (columns[poor], columns[~poor])
    ]
    return columns.loc[:, varies[0] & varies[1]]


def two_fold(reached, columns, poor, confidence):
    """The gap in points between the others and those who are poor, in two parts.

    Gives the part that remains between children who are alike in the columns, and for each column
    the part that comes of the groups' differing in it, by how it counts for the others. Errors are
    robust and take the mix of each group as a sample too (Jann 2008).
    """
    fit = OaxacaBlinder(
        reached.astype(float), columns.astype(float).assign(poor=poor.astype(float)), "poor",
        hasconst=False, swap=False, cov_type="HC1",
    )  # fmt: skip
    unexplained, _, gap = fit.two_fold(two_fold_type="self_submitted", submitted_weight=1).params
    others, theirs = fit._f_model, fit._s_model
    differ = others.params - theirs.params
    mix = np.cov(theirs.model.exog.T) / theirs.nobs
    variance = fit.exog_s_mean @ (others.cov_params() + theirs.cov_params()) @ fit.exog_s_mean
    reach = stats.norm.ppf((1 + confidence) / 2) * np.sqrt(variance + differ @ mix @ differ)
    parts = (fit.exog_f_mean - fit.exog_s_mean) * others.params
    alike = Interval(unexplained, unexplained - reach, unexplained + reach).times(100)
    return alike, 100 * pd.Series(parts[:-1], index=columns.columns), 100 * gap
