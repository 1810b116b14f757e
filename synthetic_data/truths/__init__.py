"""What only the generator knows about each question: planted effects, true rates, true counts.

Each module looks at the world and at what services recorded, and draws nothing by itself.
"""
