"""disclosure: what a reader could work out from everything that a recipe publishes.

audit        everything that the publishable results of one run give away
published    a table as a reader meets it: counts, shares and labels told apart
cells        what single cells give away         numbers   what a number result gives away
shares       the counts behind a share           figures   what a figure gives away
linked       what the tables give away together  sums      how their rows add up
staying      what stays with the locality     given     which cells speak of a result
system       ranges of hidden counts, by narrowing and by linear programs
quoted       what an error says, without what it quotes of the data

Recipes make their tables safe with the library; this proves, from the published files alone and
with an algorithm of its own, that it was enough. Rules are data: early_years/profiles.toml.
"""
