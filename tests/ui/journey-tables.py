#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables and the clipboard in the real window, by keyboard alone where a person
would use it.

    journey-tables.py [--output FOLDER] [--dark]

Each step is a TAP test that acts by role and name; a step that breaks ends the
journey as failed. With --output, pictures are left in that folder.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
import traceback

from desktop import Program, wait_for

# As a word processor puts it on the clipboard.
CLIP = """<html><head><meta charset="utf-8"><style>p.MsoNormal {margin:0cm}</style></head><body>
<h1 style='mso-outline-level:1'>一、走访情况</h1>
<p class=MsoNormal style='text-indent:21pt'>本周走访<b>九处</b>站点。<span style='display:none'>内部</span></p>
<table border=1><tr><td><p><b>站点</b></p></td><td><p><b>人次</b></p></td></tr>
<tr><td>北门</td><td align=right>14</td></tr></table>
<h1>二、下周安排</h1></body></html>"""


class Journey:
    def __init__(self, output, dark):
        self.output = output
        self.steps = 0
        self.home = tempfile.mkdtemp(prefix="bulletin-journey-")
        self.dark = dark
        self.program = None
        self.owner = None

    # --- Telling what happens ---------------------------------------------

    def step(self, name, function):
        self.steps += 1
        try:
            function()
        except Exception:
            print(f"not ok {self.steps} - {name}")
            for line in traceback.format_exc().splitlines():
                print(f"# {line}")
            if self.program is not None:
                for line in self.program.log.splitlines()[-20:]:
                    print(f"# program: {line}")
                try:
                    print(f"# text: {self.source.text!r}")
                    self.program.picture(os.path.join(self.output or tempfile.gettempdir(), "failed.png"))
                except Exception as error:
                    print(f"# no picture: {error}")
            print(f"1..{self.steps}", flush=True)
            return False
        print(f"ok {self.steps} - {name}", flush=True)
        return True

    def picture(self, name):
        if self.output:
            self.program.picture(os.path.join(self.output, f"{name}.png"))

    def picture_of_all(self, name):
        """With what lies over the window, such as a popover."""
        if self.output:
            time.sleep(0.4)
            subprocess.run(["import", "-window", "root", os.path.join(self.output, f"{name}.png")], check=True)

    def expect(self, text):
        wait_for(lambda: self.source.text == text, f"the text is not {text!r}")

    def keys(self, *combinations):
        for combination in combinations:
            self.program.key(combination)

    def write(self, text):
        """Types characters where the caret is, as an input method does."""
        for character in text:
            subprocess.run(["xdotool", "type", character], check=True)

    def pages_text(self):
        document = self.program.find(role="document web")
        return "".join(control.text for control in document.find_all(role=("section", "static", "paragraph"), showing=False))

    def offer(self, text, target):
        """Puts text on the clipboard as another program does."""
        self.withdraw()
        self.owner = subprocess.Popen(["xclip", "-quiet", "-selection", "clipboard", "-t", target],
                                      stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.owner.stdin.write(text.encode())
        self.owner.stdin.close()
        wait_for(lambda: target in self.targets(), "the clipboard is not taken")

    def withdraw(self):
        if self.owner is not None:
            self.owner.kill()
            self.owner.wait()
            self.owner = None

    def targets(self):
        return self.clipboard("TARGETS").split()

    def clipboard(self, target):
        result = subprocess.run(["xclip", "-o", "-selection", "clipboard", "-t", target], capture_output=True)
        return result.stdout.decode("utf-8", "replace") if result.returncode == 0 else ""

    # --- The steps ----------------------------------------------------------

    def start(self):
        environment = {"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"} if self.dark else None
        self.program = Program("--sample", home=self.home, environment=environment)
        self.program.click(self.program.find(role="list item", contains="在编"))
        self.program.find(role="grouping", name="在编")
        self.program.find(role="button", name="新建").press()
        self.source = self.program.find(role="text", name="简报正文", timeout=60)
        self.program.click(self.source)
        self.expect("")

    def insert_by_grid(self):
        self.keys("ctrl+t")
        self.program.find(role="button", name="3 行 3 列的表格")
        self.keys("Left", "Down")
        self.program.find(role="button", name="4 行 2 列的表格")
        self.keys("Up", "Up")
        self.picture_of_all("grid")
        self.keys("Return")
        self.expect("|  |  |\n|---|---|\n|  |  |\n")

    def fill(self):
        self.write("qu")
        self.keys("Tab")
        self.write("shu")
        self.keys("Tab")
        self.write("a")
        self.keys("Tab")
        self.write("12")
        self.keys("Tab")
        self.write("c")
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
        self.offer(CLIP, "text/html")
        self.keys("ctrl+v")
        self.expect("一、走访情况\n本周走访**九处**站点。\n| 站点 | 人次 |\n|------|-----:|\n| 北门 |   14 |\n二、下周安排")
        wait_for(lambda: "北门" in self.pages_text() and "九处" in self.pages_text(), "the page does not show it")
        self.picture("pasted")
        self.keys("ctrl+z")
        self.expect("")

    def paste_cells(self):
        self.offer("区\t数\n东门\t\"3\n处\"\n", "UTF8_STRING")
        self.keys("ctrl+v")
        self.expect("| 区   | 数   |\n|------|------|\n| 东门 | 3 处 |\n")
        # Into a table they go from the caret's cell on.
        self.keys("ctrl+Home", "Down", "Down", "End", "Left", "Left")
        self.offer("7\t8\n9\t10\n", "UTF8_STRING")
        self.keys("ctrl+v")
        self.expect("| 区   | 数 |    |\n|------|----|----|\n| 东门 | 7  | 8  |\n|      | 9  | 10 |\n")
        self.clear()
        self.keys("ctrl+shift+v")
        self.expect("7\t8\n9\t10\n")

    def copy(self):
        self.clear()
        self.source.type("一、站点\n正文**要紧**。\n| 区 | 数 |\n|---|--:|\n| 甲 | 3 |\n")
        self.keys("ctrl+Home")
        self.withdraw()
        self.keys("ctrl+shift+c")
        wait_for(lambda: "text/html" in self.targets(), "no formatted text is offered")
        html = self.clipboard("text/html")
        for words in ("<h1 style=", "黑体", "<strong>要紧</strong>", "<table", "border:1px solid", "text-align:right", "mso-char-indent-count"):
            assert words in html, f"{words} is not in {html}"
        plain = self.clipboard("UTF8_STRING")
        assert "正文要紧。" in plain and "甲\t3" in plain, plain
        # What was copied comes back as what it was, by way of another program.
        self.offer(html, "text/html")
        self.clear()
        self.keys("ctrl+v")
        self.expect("一、站点\n正文**要紧**。\n| 区 | 数 |\n|----|---:|\n| 甲 |  3 |")

    def refuse(self):
        self.clear()
        self.offer("<table><tr>" + "<td>1" * 2000 + "</table>", "text/html")
        self.keys("ctrl+v")
        self.program.find(role="label", contains="2000")
        self.expect("")
        self.offer("<div>" * 100000, "text/html")
        self.keys("ctrl+v")
        self.program.find(role="label", contains="500")
        self.expect("")

    def run(self):
        steps = (
            ("a new bulletin is opened", self.start),
            ("a table is inserted by the grid with the keyboard", self.insert_by_grid),
            ("Tab goes from cell to cell and adds a row", self.fill),
            ("a row and a column are added and taken back", self.change),
            ("formatted text is pasted with its structure", self.paste_html),
            ("cells of a spreadsheet are pasted", self.paste_cells),
            ("the text is copied as formatted text", self.copy),
            ("what no bulletin holds is refused in words", self.refuse),
        )
        try:
            ok = all(self.step(name, function) for name, function in steps)
            if ok:
                print(f"1..{self.steps}", flush=True)
            return ok
        finally:
            self.withdraw()
            if self.program is not None:
                self.program.stop()
            shutil.rmtree(self.home, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description="Tables and the clipboard in the real window")
    parser.add_argument("--output", help="where to leave the pictures")
    parser.add_argument("--dark", action="store_true", help="in dark colours")
    arguments = parser.parse_args()
    if arguments.output:
        os.makedirs(arguments.output, exist_ok=True)
    return 0 if Journey(arguments.output, arguments.dark).run() else 1


if __name__ == "__main__":
    sys.exit(main())
