# %% [markdown]
# # How deprived are our small areas?
# %% tags=parameters
data = "data"
results = "results"
most = 2
# %% [markdown]
# ## Count
# %%
import csv
import json
from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq

from early_years.disclosure import safe_count

deciles = pq.read_table(f"{data}/area.parquet")["imd_decile"].to_pylist()
counts = Counter(deciles)
# %%
with Path(results, "by_decile.csv").open("w", newline="") as stream:
    table = csv.writer(stream)
    table.writerow(["imd_decile", "areas"])
    table.writerows((decile, safe_count(count)) for decile, count in sorted(counts.items()))
# %%
deprived = sum(count for decile, count in counts.items() if decile <= most)
Path(results, "numbers.json").write_text(json.dumps({"deprived": deprived}))
line = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 9L9 0"/></svg>'
Path(results, "chart.svg").write_text(line)
