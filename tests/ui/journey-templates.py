#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Series and templates in the real window: a template is changed beside its page,
a second series is made, a supplement begun in it, a template carried out and in.
"""

import json
import os
import sys

from desktop import wait_for
from journey import Journey, run

SECOND = "驿站专报"


class TemplatesJourney(Journey):
    def __init__(self, arguments):
        super().__init__(arguments)
        self.file = os.path.join(self.home, "带走.bulletin-template")

    # --- What the window says -----------------------------------------------

    def page(self, number=1):
        """A page beside the rows; its description holds the words on it."""
        return self.program.find(role="image", contains=f"第 {number} 页")

    def template(self, series="工作简报"):
        """The template as it is kept."""
        path = os.path.join(self.home, "kept.bulletin-template")
        self.cli("template", "export", series, "-o", path, "--force")
        with open(path, encoding="utf-8") as file:
            return json.load(file)

    def row(self, role, name):
        """A row of the form, also one that is scrolled out of sight."""
        return self.program.find(role=role, name=name, showing=False)

    def choose(self, menu, index):
        """Chooses in a menu by place: GTK tells AT-SPI no names of menu items."""
        self.program.find(role="toggle button", name=menu).press()
        items = wait_for(lambda: list(self.program.find_all(role="menu item")), f"{menu} does not open")
        self.picture("templates-menu")
        items[index].press()

    # --- The steps ------------------------------------------------------------

    def open(self):
        self.program.key("ctrl+shift+t")
        self.program.find(role="list", name="系列")
        wait_for(lambda: "青禾市关工委办公室" in self.page().description, "the page does not show the newest bulletin")
        self.picture("templates")

    def change_head(self):
        self.row("text", "报名（红字），不填则用系列名称").replace("关爱动态")
        wait_for(lambda: "关爱动态" in self.page().description, "the page does not show the new name")
        assert "工作简报" not in self.page().description
        wait_for(lambda: self.template()["template"].get("head-name") == "关爱动态", "the name is not kept")
        self.picture("templates-head")

    def change_rows(self):
        before = self.page().description
        self.row("spin button", "每页行数").accessible.get_value_iface().set_current_value(12)
        wait_for(lambda: self.page().description != before, "the page stays as it was")
        self.page(3)
        wait_for(lambda: self.template()["template"]["rows"] == 12, "the rows are not kept")

    def refuse(self):
        """What makes no page is said and not kept."""
        spin = self.row("spin button", "每页行数").accessible.get_value_iface()
        spin.set_current_value(60)
        self.program.find(role="label", contains="模板的行距小于字号")
        self.picture("templates-refused")
        spin.set_current_value(12)
        wait_for(lambda: not list(self.program.find_all(role="label", contains="模板的行距小于字号")), "the banner stays")
        assert self.template()["template"]["rows"] == 12

    def undo(self):
        button = self.program.find(role="button", name="撤销")
        button.press()
        wait_for(lambda: self.template()["template"]["rows"] == 22, "the rows are not taken back")
        wait_for(lambda: not list(self.program.find_all(role="image", contains="第 3 页")), "the page stays with 12 rows")

    def add_series(self):
        self.program.find(role="button", name="新建系列").press()
        name = wait_for(lambda: next((control for control in self.program.find_all(role="text", name="系列名称")
                                      if control.text == "新简报"), None), "no new series is shown")
        name.replace(SECOND)
        self.program.find(role="button", name="应用").press()
        self.program.find(role="list item", contains=SECOND)
        wait_for(lambda: SECOND in self.cli("series"), "the series is not kept")
        wait_for(lambda: SECOND in self.page().description, "the page does not show the series")
        self.row("text", "默认文稿").replace("一、基本情况\n")
        wait_for(lambda: self.template(SECOND)["series"].get("default-text") == "一、基本情况\n", "the text is not kept")
        self.picture("templates-series")

    def begin_supplement(self):
        self.place("在编")
        self.choose("选择系列或增刊", -1)
        source = self.find_source()
        wait_for(lambda: source.text == "一、基本情况\n", "the draft does not begin with the series' text")
        drafts = self.drafts()
        mine = [draft for draft in drafts if draft["series"] == SECOND]
        assert len(mine) == 1 and mine[0]["kind"] == "supplement" and mine[0]["number"] == 1, drafts
        self.bulletin = mine[0]["id"]
        wait_for(lambda: "增刊第1期" in self.pages_text(), "the head does not say that it is a supplement")
        self.picture("templates-supplement")

    def rename(self):
        """The open draft goes with its series."""
        self.program.key("ctrl+shift+t")
        self.program.click(self.program.find(role="list item", contains=SECOND))
        name = wait_for(lambda: next((control for control in self.program.find_all(role="text", name="系列名称")
                                      if control.text == SECOND), None), "the second series is not shown")
        self.program.click(name)
        name.replace("驿站快报")
        self.program.find(role="button", name="应用").press()
        wait_for(lambda: json.loads(self.cli("show", self.bulletin, "--json"))["series"] == "驿站快报",
                 "the draft keeps the old name")

    def carry(self):
        """Out of the window's library by its own dialogue, and in again."""
        self.choose("更多", 7)
        dialog = self.program.find(role=("dialog", "file chooser"), name="导出模板")
        entry = wait_for(lambda: next((control for control in dialog.find_all(role="text")
                                       if control.text.endswith(".bulletin-template")), None), "no file name is proposed")
        assert entry.text == "驿站快报.bulletin-template", entry.text
        entry.replace(self.file)
        dialog.find(role="button", name="保存").press()
        wait_for(lambda: os.path.exists(self.file), "the template is not exported")
        self.program.find(role="label", contains="已导出")

        self.choose("更多", 6)
        dialog = self.program.find(role=("dialog", "file chooser"), name="导入模板")
        self.program.key("ctrl+l")
        entry = dialog.find(role="text")
        entry.replace(self.file)
        dialog.find(role="button", name="打开").press()
        question = self.program.find(role=("dialog", "alert"), name="要替换这个系列吗？")
        self.picture("templates-collision")
        question.find(role="button", name="两个都保留").press()
        self.program.find(role="list item", contains="驿站快报（2）")
        assert self.cli("series").split("\n")[-2].startswith("驿站快报（2）")

    def look_when_narrow(self):
        self.program.resize(360, 720)
        button = self.program.find(role="toggle button", name="显示版面")
        self.picture("templates-narrow")
        button.press()
        self.page()
        self.picture("templates-narrow-page")

    def steps(self):
        return (
            ("the program starts on the sample library", self.start),
            ("a shortcut opens the series and the newest bulletin's page", self.open),
            ("another head shows on the page and is kept", self.change_head),
            ("other rows show on the page and are kept", self.change_rows),
            ("what makes no page is refused in one sentence", self.refuse),
            ("what was changed is taken back", self.undo),
            ("a second series is made", self.add_series),
            ("a supplement begins in it with its text and number", self.begin_supplement),
            ("the draft goes with its renamed series", self.rename),
            ("a template goes out and comes in", self.carry),
            ("a narrow window shows the rows or the page", self.look_when_narrow),
        )


if __name__ == "__main__":
    sys.exit(run(TemplatesJourney, __doc__))
