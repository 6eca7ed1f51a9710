"""What the law asks, what was done, and what is left to do.

`law` holds the catalogue of duties, `counting` counts what was done, `assessing` judges each duty
for a network and a year, `due` lists what is coming or late. Documents, rules and commands take
every such statement from here.
"""
