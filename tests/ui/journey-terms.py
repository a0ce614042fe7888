#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The office's terms in the real window: kept, loaded, completed while typing, and
known to the checks.
"""

import csv
import os
import re
import subprocess
import sys

from desktop import wait_for
from journey import Journey, run

START = "工作简报\n2026年第9期\n\n驿站建设简况\n\n　　各区陆续新建暖峰驿站，职工反映良好。\n"
SHEET = ("类型,名称,职务,简称,错误写法\n组织,青禾市邮政管理局,,市邮管局,市邮政局\n"
         "动物,熊猫,,,\n用语,五师一室,,,\n")


class TermsJourney(Journey):
    def __init__(self, arguments):
        super().__init__(arguments)
        self.sheet = os.path.join(self.home, "用语.csv")

    # --- Helpers --------------------------------------------------------------

    def fill(self, **fields):
        for name, text in fields.items():
            self.program.find(role="text", name=name).replace(text)

    def item(self, name):
        return self.program.find(role="list item", name=name)

    def is_gone(self, name):
        return not list(self.program.find_all(role="list item", name=name))

    def kept(self):
        """The list as the library holds it."""
        out = subprocess.run(["sqlite3", self.library, "-csv", "SELECT kind, name, wrong_names FROM term ORDER BY name"],
                             check=True, capture_output=True, text=True).stdout
        return [tuple(row) for row in csv.reader(out.splitlines())]

    # --- The steps ------------------------------------------------------------

    def open(self):
        self.start()
        self.program.key("ctrl+shift+y")
        self.program.find(contains="还没有用语")
        self.picture("terms-empty")

    def add(self):
        self.program.find(role="button", name="添加用语").press()
        save = self.program.find(role="button", name="保存")
        assert not save.enabled, "an empty term can be saved"
        self.fill(名称="暖蜂驿站")
        save.press()
        self.item("暖蜂驿站")

    def edit(self):
        self.program.click(self.item("暖蜂驿站"))
        self.program.find(role="label", name="修改用语")
        name = self.program.find(role="text", name="名称")
        name.replace("")
        self.program.find(role="label", contains="用语需要名称")
        name.replace("暖蜂驿站")
        self.fill(**{"错误写法，用“；”隔开": "暖峰驿站、暖风驿站"})
        self.picture("terms-edit")
        self.program.find(role="button", name="保存").press()
        wait_for(lambda: self.kept() == [("organisation", "暖蜂驿站", "暖峰驿站；暖风驿站")], "the change is not kept")
        self.program.find(role="label", contains="已保存")

    def refuse_twice(self):
        self.program.find(role="button", name="添加用语").press()
        self.fill(名称="暖蜂驿站")
        self.program.find(role="label", contains="已在用语表里")
        assert not self.program.find(role="button", name="保存").enabled
        self.program.key("Escape")
        wait_for(lambda: not list(self.program.find_all(role="button", name="保存")), "the dialogue stays")

    def delete(self):
        self.program.click(self.item("暖蜂驿站"))
        self.program.click(self.program.find(role="button", name="删除用语"))
        wait_for(lambda: self.kept() == [], "the term is not deleted")
        self.program.find(role="label", contains="已删除“暖蜂驿站”")
        self.program.find(role="button", name="撤销").press()
        wait_for(lambda: len(self.kept()) == 1, "the term does not come back")
        self.item("暖蜂驿站")

    def load(self):
        """Loaded, taken back, and loaded again."""
        self.load_sheet()
        assert len(self.kept()) == 3, self.kept()
        self.program.find(role="button", name="撤销").press()
        wait_for(lambda: len(self.kept()) == 1, "the load is not taken back")
        wait_for(lambda: self.is_gone("五师一室"), "what was loaded stays in the list")
        self.item("暖蜂驿站")
        self.load_sheet()
        assert len(self.kept()) == 3, self.kept()
        self.picture("terms")

    def export(self):
        path = os.path.join(self.home, "导出.csv")
        self.program.find(role="toggle button", name="更多").press()
        self.program.find(role="menu item", name="导出…").press()
        dialog = self.program.find(role=("dialog", "file chooser"), name="导出用语表")
        entry = wait_for(lambda: next((control for control in dialog.find_all(role="text") if "用语" in control.text), None),
                         "no file name is proposed")
        entry.replace(path)
        dialog.find(role="button", name="保存").press()
        self.program.find(role="label", contains="用语表已导出")
        with open(path, encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        assert rows[0] == SHEET.splitlines()[0].split(","), rows[0]
        assert {row[1] for row in rows[1:]} == {"暖蜂驿站", "青禾市邮政管理局", "五师一室"}, rows

    def load_sheet(self):
        self.write_file("用语.csv", SHEET)
        self.program.find(role="toggle button", name="更多").press()
        self.program.find(role="menu item", name="导入表格…").press()
        self.program.find(role="button", name="选择文件…").press()
        dialog = self.program.find(role=("dialog", "file chooser"), name="选择表格")
        self.program.key("ctrl+l")
        dialog.find(role="text").replace(self.sheet)
        dialog.find(role="button", name="打开").press()
        self.program.find(contains="“动物”")
        self.picture("terms-load")
        assert len(self.kept()) == 1, "the sheet was loaded without being asked"
        self.program.find(role="button", name="导入").press()
        self.item("青禾市邮政管理局")
        self.item("五师一室")

    def search(self):
        entry = next(control for control in self.program.find_all(contains="搜索用语"))
        entry.replace("邮管")
        wait_for(lambda: self.is_gone("五师一室"), "the list is not narrowed")
        self.item("青禾市邮政管理局")

    def complete(self):
        self.open_text("start.txt", START, "驿站建设简况")
        self.program.click(self.source)
        self.program.key("ctrl+End")
        # Whether something is chosen is the person's business: Return is a new line.
        self.type_characters("五")
        self.program.find(role="label", contains="五师一室")
        self.program.key("Return")
        wait_for(lambda: self.source.text.endswith("五\n"), "Return chose what nobody chose")
        self.type_characters("请青禾市邮")
        self.program.find(role="label", contains="青禾市邮政管理局")
        self.program.key("Down")
        self.picture_of_screen("terms-completion")
        self.program.key("Return")
        wait_for(lambda: self.source.text.endswith("请青禾市邮政管理局"), f"the name is not completed: {self.source.text!r}")

    def complete_by_tab(self):
        """Nobody went down the list: Tab means its first."""
        self.type_characters("，到五师")
        self.program.find(role="label", contains="五师一室")
        self.program.key("Tab")
        wait_for(lambda: self.source.text.endswith("到五师一室"), f"Tab does not choose: {self.source.text[-12:]!r}")
        # What the register knows need not be typed into the list again.
        self.type_characters("，东湖")
        self.program.find(role="label", contains="东湖区关工委")
        self.program.key("Tab")
        wait_for(lambda: self.source.text.endswith("，东湖区关工委"), f"the register is not known: {self.source.text[-12:]!r}")

    def complete_figure(self):
        self.type_characters("共{{参加工")
        self.program.find(role="label", contains="{{")
        self.program.key("Tab")
        wait_for(lambda: re.search(r"共\{\{[^{}]+\}\}$", self.source.text), f"the figure is not completed: {self.source.text[-20:]!r}")

    def type_characters(self, text):
        """One after the other, as an input method hands them over: no key has them."""
        for character in text:
            before = self.source.text
            self.source.type(character)
            wait_for(lambda: self.source.text == before + character, f"{character} is not typed")

    def mend(self):
        self.program.find(role="button", contains="检查 ")
        self.go_to_finding("暖峰驿站")
        self.program.key("ctrl+period")
        self.program.find(role="list", name="此处的问题")
        self.program.key("Return")
        wait_for(lambda: "新建暖蜂驿站" in self.source.text, "the name is not mended")
        wait_for(lambda: "新建暖蜂驿站" in self.cli("show", self.bulletin, "--text"), "what was mended is not saved")

    def steps(self):
        return (
            ("a shortcut opens the empty list", self.open),
            ("a term is added", self.add),
            ("a term is changed, and may not lose its name", self.edit),
            ("a name that is there is refused", self.refuse_twice),
            ("a term is deleted and comes back", self.delete),
            ("a sheet is looked at, its bad row refused, and loaded", self.load),
            ("the terms are exported", self.export),
            ("the list is searched", self.search),
            ("a name is completed, Return makes a line as long as none is chosen", self.complete),
            ("Tab completes by the first, and the register's names too", self.complete_by_tab),
            ("a figure is completed", self.complete_figure),
            ("a name that should not be is found and mended by a key", self.mend),
        )


if __name__ == "__main__":
    sys.exit(run(TermsJourney, __doc__))
