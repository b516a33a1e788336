"""LibreOffice without a screen: opens a workbook, types into its cells, and saves it as somebody would.

It is driven by a macro in a profile of its own, so that nothing but the program itself is needed.
"""

import subprocess
from pathlib import Path
from xml.sax.saxutils import escape

XLSX, CSV = "Calc MS Excel 2007 XML", "Text - txt - csv (StarCalc)"
MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
{macro}
</script:module>
"""
MACRO = """
Sub Run
  Dim opening(0) As New com.sun.star.beans.PropertyValue
  opening(0).Name = "Hidden"
  opening(0).Value = True
  Dim saving(1) As New com.sun.star.beans.PropertyValue
  saving(0).Name = "FilterName"
  saving(0).Value = "{kind}"
  saving(1).Name = "FilterOptions"
  saving(1).Value = "{options}"
  book = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, opening())
  {steps}
  book.storeToURL("{target}", saving())
  book.close(True)
End Sub
"""
# Commas between, quotes around, UTF-8, cells as they are shown, and of each sheet a file.
EACH_SHEET = "44,34,76,1,,0,false,true,false,false,false,-1"


class Office:
    """The program with a profile of its own."""

    def __init__(self, folder: Path) -> None:
        """Make the profile; on its first start the program lays out a module for macros in it."""
        self.folder = folder
        self._run("--terminate_after_init")

    def _run(self, *arguments: str) -> None:
        profile = f"-env:UserInstallation={(self.folder / 'profile').as_uri()}"
        command = ["soffice", "--headless", "--norestore", profile, *arguments]
        subprocess.run(command, check=True, capture_output=True, timeout=120)

    def edited(self, data: bytes, *steps: str) -> bytes:
        """The workbook after these steps in Basic with ``book``, as the program saves it."""
        self._carry_out(data, steps, XLSX, "", self.folder / "saved.xlsx")
        return (self.folder / "saved.xlsx").read_bytes()

    def shown(self, data: bytes) -> dict[str, str]:
        """What the cells of each sheet show, as text between commas."""
        self._carry_out(data, (), CSV, EACH_SHEET, self.folder / "shown.csv")
        return {path.stem.removeprefix("shown-"): path.read_text("utf-8") for path in self.folder.glob("shown-*.csv")}

    def _carry_out(self, data: bytes, steps: tuple[str, ...], kind: str, options: str, target: Path) -> None:
        source, module = self.folder / "given.xlsx", self.folder / "profile/user/basic/Standard/Module1.xba"
        source.write_bytes(data)
        target.unlink(missing_ok=True)
        names = {"source": source.as_uri(), "target": target.as_uri(), "steps": "\n  ".join(steps)}
        module.write_text(MODULE.format(macro=escape(MACRO.format(kind=kind, options=options, **names))), "utf-8")
        self._run("macro:///Standard.Module1.Run")


def typed(sheet: str, cell: str, text: str) -> str:
    """The step of typing a text into a cell, which is formatted as text."""
    return _cell(sheet, cell, "String", text)


def reckoned(sheet: str, cell: str, formula: str) -> str:
    """The step of putting a formula into a cell."""
    return _cell(sheet, cell, "Formula", formula)


def _cell(sheet: str, cell: str, what: str, text: str) -> str:
    column, row = ord(cell[0]) - ord("A"), int(cell[1:]) - 1
    quoted = text.replace('"', '""')
    return f'book.Sheets.getByName("{sheet}").getCellByPosition({column}, {row}).{what} = "{quoted}"'
