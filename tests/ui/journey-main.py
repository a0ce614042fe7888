#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job in the real window, from the text of a bulletin to an issued,
archived, printed one.

With --output, the PDF and the web site are left in that folder too.
"""

import json
import os
import subprocess
import sys

from desktop import wait_for
from journey import Journey, run

HERE = os.path.dirname(os.path.abspath(__file__))
SEED = os.path.join(HERE, "..", "..", "..", "shared", "seeds", "bulletin-2024-06.txt")
EXAMPLE = os.path.join(HERE, "web-page.txt")


class MainJourney(Journey):
    def __init__(self, arguments):
        super().__init__(arguments)
        self.text = os.path.abspath(arguments.text or (SEED if os.path.exists(SEED) else EXAMPLE))

    @staticmethod
    def add_arguments(parser):
        parser.add_argument("--text", help="the text to import")

    # --- The steps ----------------------------------------------------------

    def dashboard(self):
        figures = json.loads(self.cli("stats", "--json", "--period", "2026"))
        self.place("概览")
        for name, value in (
            ("在用站点", figures["stations"]["open"]),
            ("志愿者", figures["volunteers"]),
            ("队伍", figures["teams"]),
            ("活动", figures["activities"]["count"]),
            ("参与人次", figures["activities"]["participants"]),
        ):
            assert value > 0, f"the sample has no {name}"
            self.program.find(role="button", name=f"{name}：{value:,}")
        self.picture("overview")

    def import_text(self):
        self.open_file(self.text)
        title = self.program.find(role="text", name="简报题目", timeout=60)
        self.title = wait_for(lambda: title.text, "the title stays empty")
        imported = [draft for draft in self.drafts() if draft["title"] == self.title]
        assert len(imported) == 1, f"{self.title!r} is not one draft of {self.drafts()}"
        self.bulletin = imported[0]["id"]
        for field in ("year", "number", "date"):
            assert imported[0][field], f"the {field} was not recognised: {imported[0]}"
        source = self.find_source()
        for words in ("Copyright", "版权所有", "位置:"):
            assert words not in source.text, f"{words} of the web page stands in the text"

    def preview(self):
        """The label under the pages, such as 第 1 页，共 4 页."""
        return self.program.find(role="label", contains=" 页，共 ").name

    def edit(self):
        source = self.find_source()
        count = self.program.find(role="label", contains="字数").name
        # The caret goes to the end, as a person's would, and the pages follow it.
        self.program.click(source)
        self.program.key("ctrl+End")
        wait_for(lambda: not self.preview().startswith("第 1 页") or self.preview().endswith("共 1 页"),
                 "the pages do not follow the caret")
        before = self.preview()
        source.type("".join(f"\n　　补充第{n}段，写明后续安排和责任单位，逐项落实，按月报告进展情况。" for n in range(1, 31)))
        wait_for(lambda: self.program.find(role="label", contains="字数").name != count, "the word count stays")
        wait_for(lambda: self.preview() != before, "the pages beside the text stay as they were")
        wait_for(lambda: "补充第30段" in self.pages_text(), "the preview does not show what was typed")
        wait_for(lambda: "补充第30段" in self.cli("show", self.bulletin, "--text"),
                 "what was typed is not in the library")

    def compare(self):
        """What was typed since the revision, beside it."""
        source = self.find_source()
        self.program.click(source)
        self.program.key("ctrl+s")
        self.program.find(role="label", contains="已保存一个版本")
        source.type("，逐项登记", at=source.text.index("。"))
        wait_for(lambda: "逐项登记" in self.pages_text(), "the pages do not show what was typed")
        # Until the toast is gone: it would stand in the picture.
        wait_for(lambda: not any(self.program.find_all(role="label", contains="已保存一个版本")), "the toast stays")
        self.picture("desk")
        self.program.key("ctrl+shift+h")
        self.program.find(role="label", contains="处改动")
        self.picture("comparison")
        self.program.key("Escape")
        self.find_source()

    def check(self):
        self.program.find(role="button", contains="检查 ").press()
        wait_for(lambda: any(self.findings()), "no finding is shown")
        self.picture("check")
        self.program.key("F9")

    def findings(self):
        findings = json.loads(self.cli("check", self.bulletin, "--json"))
        shown = [control.name for control in self.program.find_all(role="label")]
        return [finding for finding in findings if any(finding["message"] in name for name in shown)]

    def issue(self):
        self.program.find(role="button", name="签发…").press()
        dialog = self.program.find(role="dialog", name="签发简报")
        button = dialog.find(role="button", name="签发")
        # The check goes through the text first; what it leaves open needs a reason.
        wait_for(lambda: button.enabled or any(dialog.find_all(role="text", name="仍予签发的理由")), "the check does not end")
        for reason in list(dialog.find_all(role="text", name="仍予签发的理由", showing=False)):
            reason.replace("领导已审定")
        wait_for(lambda: button.enabled, "the issue button stays insensitive")
        self.picture("issue")
        button.press()
        wait_for(lambda: self.state() == "issued", "the bulletin is not issued", timeout=60)

    def state(self):
        return json.loads(self.cli("show", self.bulletin, "--json"))["state"]

    def archive(self):
        self.place("归档")
        self.program.find(name="已签发的简报")
        self.picture("archive")
        entry = self.program.find(name="搜索归档")
        entry.replace("补充第3段")
        row = wait_for(lambda: next((control for control in self.program.find_all(role="label")
                                     if control.name == self.title), None), "the archive does not find it")
        self.picture("search")
        assert not any(control.name == "高温下的清凉守护" for control in self.program.find_all(role="label")), \
            "the archive shows what does not hold the words"
        self.program.click(row)
        self.program.find(role="grouping", name=self.title)
        self.picture("record")
        self.program.find(role=("page tab", "radio button", "toggle button"), name="校验").press()
        self.program.find(role="label", name="与签发时一致")
        self.picture("verification")

    def export(self):
        folder = self.output or self.home
        pdf = os.path.join(folder, "bulletin.pdf")
        self.cli("export", self.bulletin, "-o", pdf, "--force")
        text = subprocess.run(["pdftotext", pdf, "-"], check=True, capture_output=True, text=True).stdout
        assert "补充第1段" in "".join(text.split()), "the PDF does not hold what was typed"
        self.cli("export", self.bulletin, "-o", os.path.join(folder, "bulletin.html"), "--force")
        self.cli("publish", os.path.join(folder, "site"))
        assert json.loads(self.cli("verify", "--json"))["damaged"] == []

    def refuse_second_issue(self):
        second = self.cli("import", self.text).split("\t")[0]
        result = subprocess.run(
            ["bulletin", "--library", self.library, "issue", second, "--force"], capture_output=True, text=True)
        assert result.returncode == 1, "the same number was issued twice"
        assert len(result.stderr.strip().splitlines()) == 1, result.stderr

    def look_at_the_rest(self):
        for name, picture in (("站点", "stations"), ("队伍", "teams"), ("志愿者", "volunteers"), ("活动", "activities"),
                              ("组织", "organizations"), ("数据", "data"), ("待审", "review"), ("在编", "drafts")):
            self.place(name)
            self.picture(picture)
        self.program.key("ctrl+shift+t")
        # The page is large, and the program may be too busy to answer at first.
        wait_for(lambda: next(self.program.find_all(role="image", contains="第 1 页"), None), "the template has no pages")
        self.picture("templates")

    def steps(self):
        return (
            ("the program starts on the sample library", self.start),
            ("the dashboard shows the library's numbers", self.dashboard),
            ("a text is imported and its fields are recognised", self.import_text),
            ("what was typed is compared with the revision before", self.compare),
            ("the check shows what it found", self.check),
            ("typing changes the pages and is kept", self.edit),
            ("the bulletin is issued", self.issue),
            ("the archive finds it, unchanged", self.archive),
            ("it is exported and published", self.export),
            ("its number is not given out again", self.refuse_second_issue),
            ("every place of the sidebar opens", self.look_at_the_rest),
        )


if __name__ == "__main__":
    sys.exit(run(MainJourney, __doc__))
