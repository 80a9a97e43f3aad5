"""Reads every workbook with openpyxl and compares it, value by value, with the
canonical CSV; no cell may be a formula or a link, the header stays in sight and
every column has its filter.

    python3 .ci/workbooks.py SITE-FOLDER
"""

import csv
import datetime
import pathlib
import sys

import openpyxl


def text(value):
    """A value of a workbook as the cell of the CSV has it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def main():
    data = pathlib.Path(sys.argv[1]) / "data"
    problems, values, books = [], 0, 0
    everything = openpyxl.load_workbook(data / "all.xlsx")
    for path in sorted(data.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        for book, name in ((openpyxl.load_workbook(path.with_suffix(".xlsx")), path.stem + ".xlsx"), (everything, "all.xlsx")):
            sheet = book[path.stem[:31]]
            books += 1
            if sheet.freeze_panes != "A2":
                problems.append(f"{name}: the header of {sheet.title} does not stay")
            whole = f"A1:{openpyxl.utils.get_column_letter(len(rows[0]))}{len(rows)}"
            filters = [sheet.auto_filter.ref] + [table.ref for table in sheet.tables.values()]
            if len(rows) > 1 and whole not in [str(ref).replace("$", "") for ref in filters]:
                problems.append(f"{name}: {sheet.title} has no filter over {whole}, but {filters}")
            for i, row in enumerate(rows, start=1):
                for j, want in enumerate(row, start=1):
                    cell = sheet.cell(i, j)
                    values += 1
                    if cell.data_type == "f" or cell.hyperlink:
                        problems.append(f"{name}: {sheet.title}!{cell.coordinate} is a formula or a link")
                    if text(cell.value) != want:
                        problems.append(f"{name}: {sheet.title}!{cell.coordinate} is {cell.value!r}, and the CSV has {want!r}")
    for problem in problems[:50]:
        print(problem)
    print(f"checked: {values} values in {books} sheets, {len(problems)} differences")
    sys.exit(1 if problems or not values else 0)


main()
