#!/usr/bin/env bash
# A workbook saved in the strict form of the standard opens without an error and has no sheets.
#
# Packages: openpyxl 3.1.5, compared with python-calamine 0.9.1 (PyPI)
#
# Expected: the file is read, or refused by an exception. ISO/IEC 29500-1 gives the strict form its
# own namespaces (http://purl.oclc.org/ooxml/...), 29500-4 the transitional one those that everybody
# knows; Excel offers both when saving (".xlsx" and "Strict Open XML Spreadsheet").
#
# Happens: openpyxl finds the workbook by the content type of its part, but not the sheets in it,
# whose references have the other namespace. It drops them with a warning about "0" and returns a
# workbook.
#
#   transitional  openpyxl         ['Members']
#   transitional  python-calamine  ['Members']
#   strict        openpyxl         []  UserWarning: File contains an invalid specification for 0. This will be removed
#   strict        python-calamine  ['Members']
#
# Matters: "for sheet in book" does nothing, and an import says that it has read the list: 0 people.
# Treat a workbook without sheets as unreadable; a valid one has at least one.
set -euo pipefail

command -v python3 >/dev/null || { echo "needs python3" >&2; exit 2; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
python3 -m venv "$tmp/venv"
"$tmp/venv/bin/pip" install -q --disable-pip-version-check openpyxl==3.1.5 python-calamine==0.9.1

cd "$tmp"
venv/bin/python - >seen <<'PY'
import warnings
from zipfile import ZipFile

import openpyxl
from python_calamine import CalamineWorkbook

TRANSITIONAL = {
    "main": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "links": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "conformance": "transitional",
}
STRICT = {
    "main": "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "links": "http://purl.oclc.org/ooxml/officeDocument/relationships",
    "conformance": "strict",
}
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PARTS = {
    "[Content_Types].xml": f"""<Types xmlns="{PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/workbook.xml" ContentType="{SHEETS}.sheet.main+xml"/>
<Override PartName="/xl/members.xml" ContentType="{SHEETS}.worksheet+xml"/>
</Types>""",
    "_rels/.rels": f"""<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="book" Type="%(links)s/officeDocument" Target="xl/workbook.xml"/>
</Relationships>""",
    "xl/_rels/workbook.xml.rels": f"""<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="members" Type="%(links)s/worksheet" Target="members.xml"/>
</Relationships>""",
    "xl/workbook.xml": """<workbook xmlns="%(main)s" xmlns:r="%(links)s"
conformance="%(conformance)s">
<sheets><sheet name="Members" sheetId="1" r:id="members"/></sheets>
</workbook>""",
    "xl/members.xml": """<worksheet xmlns="%(main)s"><sheetData>
<row r="1"><c r="A1" t="inlineStr"><is><t>Eva Muster</t></is></c></row>
</sheetData></worksheet>""",
}


def show(form, reader, sheets, caught=()):
    said = (f"  {warning.category.__name__}: {warning.message}" for warning in caught)
    print(f"{form:12}  {reader:15}  {sheets}{''.join(said)}")


for form in (TRANSITIONAL, STRICT):
    with ZipFile("members.xlsx", "w") as package:
        for name, text in PARTS.items():
            package.writestr(name, text % form)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        show(form["conformance"], "openpyxl", openpyxl.load_workbook("members.xlsx").sheetnames, caught)
    book = CalamineWorkbook.from_path("members.xlsx")
    show(form["conformance"], "python-calamine", book.sheet_names)
PY
cat seen
diff - seen <<'END'
transitional  openpyxl         ['Members']
transitional  python-calamine  ['Members']
strict        openpyxl         []  UserWarning: File contains an invalid specification for 0. This will be removed
strict        python-calamine  ['Members']
END
