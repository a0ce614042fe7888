#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The archive in the real window: searched with words and operators, a search saved,
sorted, records opened beside the list, and everything verified, also after damage.
"""

import json
import subprocess
import sys

from desktop import wait_for
from journey import Journey, run


class ArchiveJourney(Journey):
    # --- Helpers --------------------------------------------------------------

    def issued(self):
        return json.loads(self.cli("list", "--state", "issued", "--json"))

    def titles(self):
        """The titles of the rows in sight, from the top."""
        known = {record["title"] for record in self.records}
        table = self.program.find(name="已签发的简报")
        return [label.name for label in table.find_all(role="label") if label.name in known]

    def search(self, words):
        self.program.find(name="搜索归档").replace(words)

    def shows(self, titles):
        wait_for(lambda: self.titles() == titles, lambda: f"the list shows {self.titles()}, not {titles}")

    def header(self, name):
        table = self.program.find(name="已签发的简报")
        return next(label for label in table.find_all(name=name) if label.name == name)

    def open_searches(self):
        self.program.click(self.program.find(name="保存的搜索与提示"))
        self.program.find(role="label", name="可以这样搜索")

    def saved(self):
        return [row.name for row in self.program.find_all(role="list item") if row.name.startswith("区里的")]

    def report(self):
        """Verifies, also while the report before is still on its way out, which keeps
        the button from being pressed."""
        for _ in range(5):
            self.program.find(role="button", name="校验").press()
            try:
                return self.program.find(role="dialog", name="校验", timeout=15)
            except AssertionError:
                continue
        raise AssertionError("there is no report")

    # --- The steps ------------------------------------------------------------

    def open(self):
        self.start()
        self.records = self.issued()
        self.place("归档")
        wait_for(lambda: len(self.titles()) == min(len(self.records), len(self.titles())) and self.titles(), "no rows")
        newest = sorted(self.records, key=lambda record: record["date"], reverse=True)[0]["title"]
        assert self.titles()[0] == newest, f"the first row is {self.titles()[0]}, not {newest}"
        self.picture("archive-all")

    def sort(self):
        before = self.titles()
        self.program.click(self.header("日期"))
        wait_for(lambda: self.titles() and self.titles() != before, "a click on the header sorts nothing")
        oldest = sorted(self.records, key=lambda record: record["date"])[0]["title"]
        assert self.titles()[0] == oldest, f"the first row is {self.titles()[0]}, not {oldest}"
        self.program.click(self.header("日期"))
        self.shows(before)

    def find_words(self):
        first = self.records[0]["title"]
        self.search(f"“{first}”")
        self.shows([first])
        self.picture("archive-phrase")
        self.search("驿站")
        wait_for(lambda: 0 < len(self.titles()) <= len(self.records), "nothing is found")
        self.picture("archive-search")

    def use_operators(self):
        years = sorted({record["year"] for record in self.records})
        self.search(f"年份：{years[0]}")
        wait_for(lambda: set(self.titles()) == {record["title"] for record in self.records if record["year"] == years[0]},
                 "the year does not narrow")
        self.search("状态：撤回")
        self.program.find(name="没有找到")
        self.program.find(role="button", name="显示全部").press()
        wait_for(lambda: len(self.titles()) > 1, "not all are shown again")

    def save_search(self):
        self.search("驿站")
        wait_for(lambda: self.titles(), "nothing is found")
        self.open_searches()
        self.picture_of_screen("archive-hints")
        self.program.find(role="button", name="保存当前搜索…").press()
        entry = self.program.find(role="text", name="搜索名称")
        entry.replace("区里的驿站")
        self.picture("archive-save")
        self.program.find(role="button", name="保存").press()
        wait_for(lambda: "区里的驿站" in self.kept(), "the search is not kept")

    def kept(self):
        return subprocess.run(["sqlite3", self.library, "SELECT name FROM saved_search"],
                              check=True, capture_output=True, text=True).stdout.split()

    def rename_search(self):
        self.search("")
        self.open_searches()
        wait_for(lambda: self.saved() == ["区里的驿站"], "the saved search is not listed")
        self.program.find(role="button", name="重命名搜索").press()
        self.program.find(role="text", name="搜索名称").replace("区里的站点")
        self.program.find(role="button", name="保存").press()
        wait_for(lambda: self.kept() == ["区里的站点"], "the search is not renamed")

    def use_saved_search(self):
        self.open_searches()
        wait_for(lambda: self.saved() == ["区里的站点"], "the saved search is not listed")
        self.picture_of_screen("archive-saved")
        self.program.click(self.program.find(role="list item", name="区里的站点"))
        wait_for(lambda: any("驿站" in control.text for control in self.program.find(name="搜索归档").find_all(role="text"))
                 or "驿站" in self.program.find(name="搜索归档").text, "the words are not in the field")

    def remove_search(self):
        self.open_searches()
        wait_for(lambda: self.saved() == ["区里的站点"], "the saved search is not listed")
        self.program.find(role="button", name="删除搜索").press()
        wait_for(lambda: self.kept() == [], "the search is not removed")
        self.program.find(role="button", name="撤销").press()
        wait_for(lambda: self.kept() == ["区里的站点"], "the removal is not taken back")

    def open_beside(self):
        title = self.titles()[0]
        table = self.program.find(name="已签发的简报")
        self.program.click(table.find(role="label", name=title))
        self.program.find(role="grouping", name=title)
        assert len(self.titles()) >= 1, "the list is gone"
        page = self.program.find(role="grouping", name=title)
        wait_for(lambda: any(control.description.startswith("找到") for control in page.find_all()),
                 "the words that were searched for are not marked on the pages")
        self.picture("archive-beside")
        page.find(role=("page tab", "radio button", "toggle button"), name="网页").press()
        page.find(role="document web", timeout=60)
        self.picture("archive-web")
        page.find(role=("page tab", "radio button", "toggle button"), name="校验").press()
        page.find(role="label", name="与签发时一致")
        page.find(role="button", name="关闭这期简报").press()
        wait_for(lambda: not list(self.program.find_all(role="button", name="关闭这期简报")), "the record stays open")

    def leave_report(self):
        self.program.key("Escape")
        wait_for(lambda: not list(self.program.find_all(role="dialog", name="校验")), "the report stays")

    def verify(self):
        self.search("")
        dialog = self.report()
        dialog.find(role="label", name="全部一致")
        self.picture("archive-verified")
        self.leave_report()

    def find_damage(self):
        record = self.records[0]
        trigger = subprocess.run(["sqlite3", self.library, "SELECT sql FROM sqlite_schema WHERE name = 'issued_part_no_update'"],
                                 check=True, capture_output=True, text=True).stdout
        subprocess.run(["sqlite3", self.library, "DROP TRIGGER issued_part_no_update; UPDATE issued_part "
                        "SET content = CAST (CAST (content AS TEXT) || '。' AS BLOB) WHERE name = 'html' AND bulletin = "
                        f"(SELECT id FROM bulletin WHERE title = '{record['title']}'); {trigger}"],
                       check=True)
        dialog = self.report()
        dialog.find(role="label", name="有内容被改动")
        dialog.find(role="list item", contains=record["title"])
        self.picture("archive-damaged")
        self.leave_report()

    def be_narrow(self):
        self.program.resize(360, 720)
        wait_for(lambda: self.titles(), "no rows in a narrow window")
        self.picture("archive-narrow")
        title = self.titles()[0]
        self.program.click(self.program.find(name="已签发的简报").find(role="label", name=title))
        self.program.find(role="grouping", name=title)
        self.picture("archive-narrow-record")

    def steps(self):
        return [
            ("the archive lists the newest first", self.open),
            ("a click on a header sorts", self.sort),
            ("words and phrases are found", self.find_words),
            ("operators narrow", self.use_operators),
            ("a search is saved under a name", self.save_search),
            ("and called otherwise", self.rename_search),
            ("it is searched for again", self.use_saved_search),
            ("and removed, which can be undone", self.remove_search),
            ("a record opens beside the list", self.open_beside),
            ("everything agrees", self.verify),
            ("a record that was changed is named", self.find_damage),
            ("a narrow window shows list and record in turn", self.be_narrow),
        ]


if __name__ == "__main__":
    sys.exit(run(ArchiveJourney, __doc__))
