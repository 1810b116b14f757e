"""Invented notebooks in the styles that analysts of councils write; none is anybody's own."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from hub.new import default_place

FENNMARSH = default_place("fennmarsh", "sandhythe")


@dataclass(frozen=True)
class Sample:
    """One notebook, and what a good import makes of it."""

    name: str
    file: str
    text: str
    tables: tuple[str, ...] = ()  # the tables that must be proposed
    parameters: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
    says: tuple[str, ...] = ()  # parts of what is said
    never: tuple[str, ...] = field(default=("\\\\", "/content", "/dbfs", "/mnt/", "C:", "https://"))


def ipynb(*cells: str, **more: Any) -> str:
    """A notebook of these cells; one that begins with md: is Markdown."""
    made = []
    for number, text in enumerate(cells):
        if text.startswith("md:"):
            made.append({"cell_type": "markdown", "metadata": {}, "source": text[3:]})
            continue
        output = {"output_type": "stream", "name": "stdout", "text": ["   child  dob\n"]}
        made.append({"cell_type": "code", "metadata": {"id": "x"}, "source": text,
                     "outputs": [output] if number % 2 else [],
                     "execution_count": 7 - number})  # fmt: skip
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    whole = {"cells": made, "nbformat": 4, "nbformat_minor": 2,
             "metadata": {"kernelspec": kernel, "colab": {"name": "Untitled12.ipynb"}, **more}}  # fmt: skip
    return json.dumps(whole)


GLD = 'df["GLD"].mean()'
SAMPLES = [
    Sample("windows-drive", "gld.ipynb", ipynb(
        "md:# Good level of development",
        "import pandas as pd\nimport os\nos.chdir(r'C:\\Users\\some.body\\Documents\\EYFS')\nyear = 2024\nTHRESHOLD = 0.7",
        "df = pd.read_csv('EYFSP_2024.csv')\ndf.head()",
        "df.groupby('IMD_decile')['GLD'].mean().to_csv('gld by decile.csv')",
    ), ("eyfsp_result",), ("year", "threshold"), ("gld_by_decile",), ("chdir",)),
    Sample("network-share", "take up.ipynb", ipynb(
        "import pandas as pd",
        "path = r'\\\\fileserver01\\Early Years\\Some Body\\Headcount'\ndf = pd.read_excel(path + r'\\headcount autumn.xlsx', sheet_name='Sheet1')",
        "df[['Child_ID', 'Term', 'Funded_Hours']].groupby('Term').size()",
    ), ("early_education",), (), (), ("take_up",)[:0]),
    Sample("colab-drive", "hv.ipynb", ipynb(
        "from google.colab import drive\ndrive.mount('/content/drive')",
        "!pip install openpyxl\nimport pandas as pd\nimport matplotlib.pyplot as plt\n%matplotlib inline",
        "contacts = pd.read_csv('/content/drive/MyDrive/HV/hv contacts 2023.csv', parse_dates=['Contact_Date'])",
        "contacts['Attendance'].value_counts().plot(kind='bar')\nplt.show()",
    ), ("health_visiting_contact",), (), ("figure_1",), ("openpyxl", "mount")),
    Sample("raw-github", "lsoa.ipynb", ipynb(
        "import pandas as pd\nurl = 'https://raw.githubusercontent.com/acouncil/data/main/lsoa_imd.csv'",
        "areas = pd.read_csv(url)\nareas[['LSOA21CD', 'IMD_Decile']].head()",
    ), ("area",)),
    Sample("codespace", "inspections.ipynb", ipynb(
        "import pandas as pd\ndf = pd.read_csv('/workspaces/eytools/data/ofsted_inspections.csv')",
        "df = df[['URN', 'Inspection_Date', 'Overall_Effectiveness']]\ndf['Overall_Effectiveness'].value_counts()",
    ), ("inspection",)),
    Sample("pathlib", "asq.ipynb", ipynb(
        "from pathlib import Path\nimport pandas as pd\nROOT = Path('/mnt/shared/asq')",
        "scores = pd.read_csv(ROOT / 'asq3_scores.csv')\nscores[['child_id', 'assessment_date', 'communication']]",
    ), ("asq3",)),
    Sample("os-path-join", "births.ipynb", ipynb(
        "import os, pandas as pd\nDATA_DIR = 'D:/Data/Births'\n",
        "births = pd.read_csv(os.path.join(DATA_DIR, 'births.csv'))\nbirths['Birthweight'].describe()",
    ), ("birth",)),
    Sample("f-string", "immunisation.ipynb", ipynb(
        "import pandas as pd\nfolder = '/home/abody/imms'\nquarter = 'Q3'",
        "imms = pd.read_csv(f'{folder}/immunisation_{quarter}.csv')\nimms.groupby('Vaccine').size()",
    ), ("immunisation",), ("quarter",)),
    Sample("own-name-data", "hubs.ipynb", ipynb(
        "import pandas as pd\ndata = pd.read_csv('C:/temp/family_hub_attendance.csv')",
        "results = data.groupby('Programme').size()\nprint(f'{len(data)} visits')\nresults.to_excel('C:/temp/out.xlsx')",
    ), ("family_hub_attendance",), (), ("out",)),
    Sample("percent-script", "elim.py",
        "# %% [markdown]\n# # Early language\n# %%\nimport pandas as pd\nminimum = 5\n# %%\ndf = pd.read_csv('../elim.csv')\nprint(df['Need'].value_counts())\n",
        ("elim",), ("minimum",)),
    Sample("light-script", "wellcomm.py",
        "# # WellComm\n\nimport pandas as pd\n\ndf = pd.read_excel('/Users/abody/Desktop/wellcomm.xlsx')\n\ndf.groupby(['Section', 'Result']).size().to_csv('wellcomm summary.csv')\n",
        ("wellcomm_screen",), (), ("wellcomm_summary",), ()),
    Sample("plain-script", "cin.py",
        "import pandas as pd\nimport numpy as np\n\ndef main():\n    df = pd.read_csv(r'X:\\CIN\\cin_details.csv')\n    return df['Primary_Need'].value_counts()\n\nif __name__ == '__main__':\n    print(main())\n",
        ("cin_details",)),
    Sample("databricks", "breastfeeding.py",
        "# Databricks notebook source\n# MAGIC %md\n# MAGIC # Breastfeeding at six weeks\n\n# COMMAND ----------\n\n# MAGIC %pip install lifelines\n\n# COMMAND ----------\n\ndf = spark.read.csv('dbfs:/mnt/ch/breastfeeding.csv', header=True).toPandas()\n\n# COMMAND ----------\n\ndf['Breastfeeding_Status'].value_counts()\n",
        ("breastfeeding",), (), (), ("lifelines",)),
    Sample("databricks-table", "bookings.py",
        "# Databricks notebook source\ndbutils.widgets.text('year', '2024')\n\n# COMMAND ----------\n\nbookings = spark.table('maternity.maternity_booking')\nbookings = bookings.toPandas()\n\n# COMMAND ----------\n\n# MAGIC %sql\n# MAGIC SELECT * FROM maternity.maternity_booking\n\n# COMMAND ----------\n\nbookings.groupby('support_status').size()\n",
        ("maternity_booking",), (), (), ("sql",)),
    Sample("sql-query", "section47.ipynb", ipynb(
        "import pandas as pd\nimport pyodbc\nconn = pyodbc.connect('DRIVER={SQL Server};SERVER=liq01;DATABASE=live')",
        "s47 = pd.read_sql('SELECT * FROM dbo.section_47', conn)\nlen(s47)",
    ), ("section_47",), (), (), ("connection to a database",), ("pyodbc", "conn", "liq01")),
    Sample("helper-file", "providers.ipynb", ipynb(
        "import pandas as pd\nimport my_functions\nfrom utils_for_us import clean",
        "p = pd.read_csv('settings.csv')\np = clean(p)\np[['URN', 'Provider_Type']]",
    ), ("early_years_provider",), (), (), ("utils_for_us",)),
    Sample("run-another", "sen.ipynb", ipynb(
        "%run ./00_setup.ipynb", "import pandas as pd\nsen = pd.read_csv('sen.csv')\nsen['SEN_Provision'].value_counts()",
    ), ("sen",), (), (), ("00_setup.ipynb",)),
    Sample("network-api", "population.ipynb", ipynb(
        "import requests\nimport pandas as pd\nr = requests.get('https://api.example.org/population?area=x')\nj = r.json()",
        "pop = pd.read_csv('area population.csv')\npop[['LSOA21CD', 'Age', 'Year']]",
    ), ("area_population",), (), (), ("internet",), ("\\\\",)),
    Sample("dob-columns", "reviews.ipynb", ipynb(
        "import pandas as pd\nfrom datetime import datetime\nas_at = '2024-08-31'",
        "hv = pd.read_csv('health visiting caseload.csv', parse_dates=['DOB'])\nhv['age'] = (pd.Timestamp(as_at) - hv['DOB']).dt.days",
        "hv.groupby(['Gender', 'Ethnicity'])['age'].mean()",
    ), ("health_visiting_child",), ("as_at",)),
    Sample("two-files-merged", "linked.ipynb", ipynb(
        "import pandas as pd\na = pd.read_csv('births.csv')\nb = pd.read_csv('imms.csv')",
        "m = a.merge(b, on='Child_ID', how='left')\nm[['Birth_Weight', 'Vaccine']].to_csv('joined.csv', index=False)",
    ), ("birth", "immunisation"), (), ("joined",)),
    Sample("no-markdown-no-title", "Untitled3.ipynb", ipynb(
        "import pandas as pd\npd.read_csv('EYFSP.csv')", GLD.replace("df", "_"),
    ), ("eyfsp_result",)),
    Sample("out-of-order", "messy.ipynb", ipynb(
        "df['x'] = 1", "import pandas as pd", "df = pd.read_csv('transitions.csv')", "df['Sent_On'].notna().mean()",
    ), ("transition",)),
    Sample("unknown-file", "budget.ipynb", ipynb(
        "import pandas as pd\ndf = pd.read_excel('C:/finance/ledger codes.xlsx')\ndf['cost centre'].sum()",
    ), (), (), (), ("no table of the contract is like it", "ledger codes.xlsx")),
    Sample("not-a-cell-of-python", "half.ipynb", ipynb(
        "import pandas as pd\ndf = pd.read_csv('cpp_reviews.csv')", "for x in df:\nprint x",
    ), ("cpp_review",), (), (), ("Python cannot read it",)),
    Sample("savefig", "map.ipynb", ipynb(
        "import geopandas as gpd\nimport matplotlib.pyplot as plt",
        "g = gpd.read_file('//server/gis/LSOA_boundaries.shp')\ng.plot(column='IMD_Decile')\nplt.savefig('//server/out/map of imd.png', dpi=300)",
    ), ("area",), (), ("map_of_imd",)),
    Sample("package-missing", "model.ipynb", ipynb(
        "import pandas as pd\nimport xgboost as xgb\ntry:\n    import cudf\nexcept ImportError:\n    cudf = None",
        "df = pd.read_csv('eyfs profile.csv')\nxgb.XGBClassifier()",
    ), ("eyfsp_result",), (), (), ("xgboost",)),
    Sample("crlf-and-accents", "é tude.py",
        "# %%\r\nimport pandas as pd\r\nname = 'Größe'\r\ndf = pd.read_csv('C:\\\\d\\\\referrals slt.csv')\r\n",
        ("speech_language_referral",), ("name",)),
    Sample("consent", "consent.ipynb", ipynb(
        "import pandas as pd\nc = pd.read_feather('s3://bucket/consent.feather')\nc[['may_link', 'may_share']].mean()",
    ), ("consent",)),
]  # fmt: skip
