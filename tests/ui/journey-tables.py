#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables and the clipboard in the real window, by keyboard alone where a person
would use it.
"""

import sys

from desktop import Atspi, wait_for
from journey import Journey, run

# As a word processor puts it on the clipboard.
CLIP = """<html><head><meta charset="utf-8"><style>p.MsoNormal {margin:0cm}</style></head><body>
<h1 style='mso-outline-level:1'>一、走访情况</h1>
<p class=MsoNormal style='text-indent:21pt'>本周走访<b>九处</b>站点。<span style='display:none'>内部</span></p>
<table border=1><tr><td><p><b>站点</b></p></td><td><p><b>人次</b></p></td></tr>
<tr><td>北门</td><td align=right>14</td></tr></table>
<h1>二、下周安排</h1></body></html>"""


class TablesJourney(Journey):
    def __init__(self, arguments):
        super().__init__(arguments)
        self.dark = arguments.dark

    @staticmethod
    def add_arguments(parser):
        parser.add_argument("--dark", action="store_true", help="in dark colours")

    def expect(self, text):
        wait_for(lambda: self.source.text == text, f"the text is not {text!r}")

    # --- The steps ----------------------------------------------------------

    def open(self):
        self.start(environment={"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"} if self.dark else None)
        self.place("在编")
        self.program.find(role="button", name="新建").press()
        self.find_source()
        self.program.click(self.source)
        self.expect("")

    def insert_by_grid(self):
        self.keys("ctrl+t")
        self.program.find(role="button", name="3 行 3 列的表格")
        self.keys("Left", "Down")
        self.program.find(role="button", name="4 行 2 列的表格")
        self.keys("Up", "Up")
        self.picture_of_screen("grid")
        self.keys("Return")
        self.expect("|  |  |\n|---|---|\n|  |  |\n")
        self.has_focus()
        # Given up, it leads back to the text as well.
        self.program.find(role="toggle button", name="表格").press()
        self.program.find(role="button", name="3 行 3 列的表格")
        self.keys("Escape")
        self.has_focus()

    def has_focus(self):
        wait_for(lambda: self.source.has(Atspi.StateType.FOCUSED), "the focus is not back in the text")

    def fill(self):
        self.type_keys("qu")
        self.keys("Tab")
        self.type_keys("shu")
        self.keys("Tab")
        self.type_keys("a")
        self.keys("Tab")
        self.type_keys("12")
        self.keys("Tab")
        self.type_keys("c")
        self.picture("table")
        wait_for(lambda: "| c " in self.source.text, "Tab at the end adds no row")

    def change(self):
        before = self.source.text
        self.keys("alt+Return")
        wait_for(lambda: self.source.text.count("\n") == before.count("\n") + 1, "no row is added")
        self.keys("alt+shift+Return")
        wait_for(lambda: self.source.text.splitlines()[0].count("|") == before.splitlines()[0].count("|") + 1,
                 "no column is added")
        self.keys("ctrl+z", "ctrl+z")
        self.expect(before)
        self.keys("ctrl+shift+z")
        wait_for(lambda: self.source.text.count("\n") == before.count("\n") + 1, "the row does not come back")
        self.keys("ctrl+z")
        self.expect(before)
        menu = self.program.find(role=("toggle button", "button", "push button"), name="编辑表格")
        self.keys("ctrl+Home")
        wait_for(lambda: menu.enabled, "the table's menu stays insensitive")
        self.keys("alt+Right")
        wait_for(lambda: self.source.text.startswith("| shu | qu |"), "the column does not move")
        self.keys("alt+Left", "ctrl+End")
        wait_for(lambda: not menu.enabled, "the table's menu stays sensitive")

    def clear(self):
        self.program.click(self.source)
        self.keys("ctrl+a", "Delete")
        self.expect("")

    def paste_html(self):
        self.clear()
        self.clipboard.offer(CLIP, "text/html")
        self.keys("ctrl+v")
        self.expect("一、走访情况\n本周走访**九处**站点。\n| 站点 | 人次 |\n|------|-----:|\n| 北门 |   14 |\n二、下周安排")
        wait_for(lambda: "北门" in self.pages_text() and "九处" in self.pages_text(), "the page does not show it")
        self.picture("pasted")
        self.keys("ctrl+z")
        self.expect("")

    def paste_cells(self):
        self.clipboard.offer("区\t数\n东门\t\"3\n处\"\n", "UTF8_STRING")
        self.keys("ctrl+v")
        self.expect("| 区   | 数   |\n|------|------|\n| 东门 | 3 处 |\n")
        # Into a table they go from the caret's cell on.
        self.keys("ctrl+Home", "Down", "Down", "End", "Left", "Left")
        self.clipboard.offer("7\t8\n9\t10\n", "UTF8_STRING")
        self.keys("ctrl+v")
        self.expect("| 区   | 数 |    |\n|------|----|----|\n| 东门 | 7  | 8  |\n|      | 9  | 10 |\n")
        self.clear()
        self.keys("ctrl+shift+v")
        self.expect("7\t8\n9\t10\n")

    def copy(self):
        self.clear()
        self.source.type("一、站点\n正文**要紧**。\n| 区 | 数 |\n|---|--:|\n| 甲 | 3 |\n")
        self.keys("ctrl+Home")
        self.clipboard.withdraw()
        self.keys("ctrl+shift+c")
        wait_for(lambda: "text/html" in self.clipboard.targets(), "no formatted text is offered")
        html = self.clipboard.read("text/html")
        for words in ("<h1 style=", "黑体", "<strong>要紧</strong>", "<table", "border:1px solid", "text-align:right", "mso-char-indent-count"):
            assert words in html, f"{words} is not in {html}"
        plain = self.clipboard.read("UTF8_STRING")
        assert "正文要紧。" in plain and "甲\t3" in plain, plain
        # What was copied comes back as what it was, by way of another program.
        self.clipboard.offer(html, "text/html")
        self.clear()
        self.keys("ctrl+v")
        self.expect("一、站点\n正文**要紧**。\n| 区 | 数 |\n|----|---:|\n| 甲 |  3 |")

    def refuse(self):
        self.clear()
        self.clipboard.offer("<table><tr>" + "<td>1" * 2000 + "</table>", "text/html")
        self.keys("ctrl+v")
        self.program.find(role="label", contains="2000")
        self.expect("")
        self.clipboard.offer("<div>" * 100000, "text/html")
        self.keys("ctrl+v")
        self.program.find(role="label", contains="500")
        self.expect("")

    def steps(self):
        return (
            ("a new bulletin is opened", self.open),
            ("a table is inserted by the grid with the keyboard", self.insert_by_grid),
            ("Tab goes from cell to cell and adds a row", self.fill),
            ("a row and a column are added and taken back", self.change),
            ("formatted text is pasted with its structure", self.paste_html),
            ("cells of a spreadsheet are pasted", self.paste_cells),
            ("the text is copied as formatted text", self.copy),
            ("what no bulletin holds is refused in words", self.refuse),
        )


if __name__ == "__main__":
    sys.exit(run(TablesJourney, __doc__))
