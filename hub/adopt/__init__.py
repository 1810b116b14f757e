"""adopt: take a recipe to your own data, where nothing leaves your computer.

kit → mapping → fit → own (the run) → report
"""
