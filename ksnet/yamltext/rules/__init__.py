"""Rules whose faults come from reading: files and YAML (KS0), the schema (KS1), the form (KS9).

What the tree of files and the checker find of files is here as well; all other rules stand in
`ksnet.rules`, which lists all.
"""
