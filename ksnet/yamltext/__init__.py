"""The text of one record file: read (`reading`), typed (`loading`), laid out (`form`), `edits`.

Everything here works on bytes or text that is given to it; files are opened in `repository`.
"""
