# %% [markdown]
# Words only.
