"""The controlled lists: topics, methods, licences, disclosure profiles that a recipe may name."""

from __future__ import annotations

from dataclasses import dataclass

from early_years.profiles import profiles


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a controlled list, with the title and meaning that readers see."""

    slug: str
    title: str
    meaning: str


TOPICS = (
    Term(
        "parenting-and-home-learning",
        "Parenting and the home learning environment",
        "What families do with their children at home, and the support they get with it.",
    ),
    Term(
        "healthy-child-programme",
        "Healthy child programme",
        "Health visiting, reviews, immunisation and breastfeeding from pregnancy to age five.",
    ),
    Term(
        "speech-language-communication",
        "Speech, language and communication",
        "How children's talk and understanding grow, and who needs help with it.",
    ),
    Term(
        "perinatal-and-infant-mental-health",
        "Perinatal and infant mental health",
        "How parents and babies feel and bond around birth.",
    ),
    Term(
        "early-education",
        "Early education",
        "Quality and take-up of nursery, childminder and pre-school places.",
    ),
    Term(
        "assessment-and-information-sharing",
        "Assessment, data and information sharing",
        "What is measured about children's development, and who gets to know it.",
    ),
    Term("linkage", "Linkage", "Finding the same child or family in several services."),
    Term("access", "Access", "Who can reach a service, and who does."),
    Term("data-quality", "Data quality", "Whether records are complete and right enough to use."),
)

METHODS = (
    Term("age-window", "Age window", "Finding an event by the age at which it happened."),
    Term("causal-weighting", "Causal weighting", "Comparing users with similar non-users."),
    Term("data-quality-rules", "Data quality rules", "Testing records against stated rules."),
    Term("decomposition", "Decomposition", "Splitting a difference into its parts."),
    Term("disclosure-control", "Disclosure control", "Making tables safe to publish."),
    Term("empirical-bayes", "Empirical Bayes", "Steadying small numbers with the rest."),
    Term("funnel-plot", "Funnel plot", "Comparing places while allowing for their size."),
    Term(
        "interrupted-time-series",
        "Interrupted time series",
        "Whether a trend changed when something started.",
    ),
    Term("prediction", "Prediction", "Expected numbers for planning, never for one child."),
    Term("process-control", "Process control", "Telling a signal from noise over time."),
    Term("rate-with-interval", "Rate with interval", "A share, and how sure of it we are."),
    Term("record-linkage", "Record linkage", "Deciding which records are the same person."),
    Term("regression", "Regression", "How a result differs by group, others held equal."),
    Term("sequence-analysis", "Sequence analysis", "The order in which things happen."),
    Term("small-area-estimation", "Small-area estimation", "Rates for small places, honestly."),
    Term("spatial-access", "Spatial access", "Who can reach what, by distance or time."),
    Term("standardisation", "Standardisation", "Comparing like with like."),
    Term("survival", "Survival analysis", "How long until something happens."),
)

AUDIENCES = (
    Term("operational", "Operational", "People who run a service from week to week."),
    Term("strategic", "Strategic", "People who plan and pay for services."),
    Term("public", "Public", "Anyone."),
)

NATIONS = (
    Term("england", "England", ""),
    Term("wales", "Wales", ""),
    Term("scotland", "Scotland", ""),
    Term("northern-ireland", "Northern Ireland", ""),
)

CODE_LICENCES = (
    "MIT",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "GPL-3.0-or-later",
    "EUPL-1.2",
)
TEXT_LICENCES = ("OGL-UK-3.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0")
DISCLOSURE_PROFILES = tuple(profiles())  # what each asks for: early_years/profiles.toml


def title_of(terms: tuple[Term, ...], slug: str) -> str:
    """The title of a slug, or the slug itself where the list lacks it."""
    return next((term.title for term in terms if term.slug == slug), slug)
