"""What a comparison of users with others needs beside statsmodels: balance, ratios, E-value."""

import numpy as np
import pandas as pd
import statsmodels.api as sm
from scipy import stats

NOTHING = np.full(2, np.nan), np.full((2, 2), np.nan)
"""An estimate that was not made, because there were too few children."""


def smd(table, user, weights):
    """Weighted means of users less those of others, in standard deviations (pooled, unweighted)."""
    u = np.asarray(user) == 1
    first = np.average(table[u], axis=0, weights=weights[u])
    second = np.average(table[~u], axis=0, weights=weights[~u])
    spread = np.sqrt((table[u].var() + table[~u].var()) / 2)
    return pd.Series((first - second), index=table.columns) / spread


def weighted(result, user, weights):
    """Difference and level without the programme by weighted least squares, with robust errors
    that take the weights as known."""
    design = np.column_stack([user, np.ones(len(user))])
    fit = sm.WLS(np.asarray(result), design, weights=weights).fit(cov_type="HC1")
    return fit.params, fit.cov_params()


def as_the_users(effects):
    """The same with others weighted as the users are (IPW of statsmodels.treatment). Its errors
    come of one system of equations with the model of who comes: weights taken as known make them
    too large or too small (Reifeis and Hudgens 2022)."""
    fit = effects.ipw(effect_group=1).results_gmm
    return np.asarray(fit.params)[:2], np.asarray(fit.cov_params())[:2, :2]


def augmented(effects, result):
    """The same by augmented weighting (AIPW of statsmodels.treatment), for all children. Its errors
    are those of the efficient influence function (Robins, Rotnitzky and Zhao 1994), in no time."""
    difference, without, _ = effects.aipw(return_results=False)
    user, chance = effects.treatment == 1, effects.prob_select
    design, result = effects.model_pool.exog, np.asarray(result)
    level = effects.results1.predict(design), effects.results0.predict(design)
    first = level[0] + user * (result - level[0]) / chance
    second = level[1] + ~user * (result - level[1]) / (1 - chance)
    return np.array([difference, without]), np.cov(first - second, second) / len(result)


def difference_and_ratio(estimate, confidence):
    """Points and risk ratio with their intervals; that of the ratio by the delta method."""
    (difference, without), covariance = estimate
    z = stats.norm.ppf((1 + confidence) / 2)
    error = np.sqrt(covariance[0, 0])
    ratio = (without + difference) / without
    slope = np.array([1 / (without + difference), 1 / (without + difference) - 1 / without])
    spread = z * np.sqrt(slope @ covariance @ slope)
    return {
        "points": 100 * difference,
        "points_lower": 100 * (difference - z * error),
        "points_upper": 100 * (difference + z * error),
        "ratio": ratio,
        "ratio_lower": ratio * np.exp(-spread),
        "ratio_upper": ratio * np.exp(spread),
    }


def e_value(ratio):
    """How strongly something unseen would have to be tied to both coming and the result, as a risk
    ratio, to explain this one away (VanderWeele and Ding 2017)."""
    above = max(ratio, 1 / ratio)
    return above + np.sqrt(above * (above - 1))
