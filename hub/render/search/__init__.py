"""The site's own search: a small index in pieces, of which a browser fetches only what it needs.

catalogue/index/core.json       the words there are, and every recipe's facets
catalogue/index/words-<k>.json  which recipes hold each word, for one stretch of the alphabet
catalogue/index/rows-<k>.json   what is shown of recipes, some twenty at a time
catalogue/index/inputs.json     the tables and fields that each recipe reads

hub/render/assets/search.js reads them; `words` here and `tokens` there must split text alike.
"""

from hub.render.search.files import outputs
from hub.render.search.found import OtherPage

__all__ = ["OtherPage", "outputs"]
