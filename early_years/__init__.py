"""What analyses of early years data share: safe tables, intervals, ages, deprivation, results.

disclosure    make a table safe to publish          intervals    how sure a share or a rate is
ages          reviews, ages, school years, terms    deprivation  fifths and the index of each nation
standardise   compare like with like                figures      one plain and accessible style
results       write what a recipe gives, safely     profiles     the rules for publishing, as data
published     published files as tables of the contract

Import the module you need, as in `from early_years.disclosure import make_safe`.
"""

__version__ = "0.1.0"
