"""Rules whose faults come from reading: files and YAML (KS0), the schema (KS1), the form (KS9).

Those of the tree of files and the checker about files are here as well; all other rules are in
`ksnet.rules`, which lists all.
"""
