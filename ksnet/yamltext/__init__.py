"""The text of one record file: read it (`reading`), type it (`loading`),
lay it out (`form`), change it (`edits`).

Everything here works on bytes or text that is given to it; files are opened in `repository`.
"""
