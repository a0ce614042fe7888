#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A bulletin's whole life in the real window: written, sent for review, read by
another name and sent back, changed, approved, issued, corrected, packaged, verified.
"""

import json
import os
import sys
import zipfile

from desktop import wait_for
from journey import run
from office import OfficeJourney

TITLE = "互助热线开通"
HEAD = "工作简报\n2026年第9期\n\n互助热线开通\n\n"
FIRST = "　　互助热线本月开通，电话为13800000000，每日有人值守。\n"
REASON = "请补上值守时间"
ADDED = "　　值守时间为八时至二十时。\n"
WRONG, RIGHT = "八时至二十时", "九时至二十时"
EDITOR, LEADER = "林晓", "王主任"


class WholeJourney(OfficeJourney):
    title = TITLE

    def write(self):
        self.start()
        self.people()
        self.add_person(EDITOR, "宣传干事", "编辑")
        self.add_person(LEADER, "主任", "审签人")
        self.picture("whole-people")
        self.close_preferences()
        self.sit_down(EDITOR)
        self.open_text("互助热线开通.txt", HEAD + FIRST, TITLE)

    def send_out(self):
        dialog = self.send()
        # Whoever reviews is offered, with the post.
        self.program.click(dialog.find(role="check box", name=LEADER))
        dialog.find(role="label", name="主任")
        assert not list(dialog.find_all(role="check box", name=EDITOR)), "an editor is offered as a reviewer"
        dialog.find(role="text", name="给领导的说明").replace("急件")
        dialog.find(role="button", name="送审").press()
        self.wait_for_state("review")
        self.source = None

    def is_sent_back(self):
        self.sit_down(LEADER)
        self.open_review()
        self.program.find(role="label", contains="急件")
        self.picture("whole-reading")
        self.send_back(REASON)

    def change(self):
        self.sit_down(EDITOR)
        self.place("在编")
        row = self.program.find(role="list item", contains=TITLE)
        wait_for(lambda: any(REASON in label.text for label in row.find_all(role="label")), "the row does not say why it came back")
        self.program.click(row)
        self.find_source().type(ADDED)
        dialog = self.send()
        dialog.find(role="button", name="送审").press()
        self.wait_for_state("review")
        self.source = None

    def is_approved(self):
        self.sit_down(LEADER)
        self.open_review()
        self.program.find(role="button", name="看改动")
        self.approve()
        self.wait_for_state("approved")

    def issue(self):
        self.sit_down(EDITOR)
        self.place("待审")
        self.program.click(self.program.find(role="list item", contains=TITLE))
        self.program.find(role="button", name="签发…").press()
        button = self.accept_findings("对外公开的热线")
        signer = self.program.find(role="dialog", name="签发简报").find(role="text", name="签发人").text
        assert signer == LEADER, f"{signer!r} is to sign what {LEADER} approved"
        self.picture("whole-issue")
        button.press()
        self.wait_for_state("issued")

    def record(self):
        """What was accepted, and who decided what, stands in the record."""
        self.open_record(TITLE)
        self.program.find(role=("page tab", "radio button", "toggle button"), name="流转").press()
        for words in ("对外公开的热线", REASON, LEADER, EDITOR):
            self.program.find(role="label", contains=words)
        self.picture("whole-trail")

    def correct(self):
        self.menu_item(-2)
        self.give_reason("值守时间有误", "起草更正").press()
        self.find_source()
        wait_for(lambda: "更正原因：值守时间有误" in self.source.text, "the draft does not say what it corrects")
        self.correction = self.id_of(f"{TITLE}（更正）")
        self.source.type(f"　　值守时间应为{RIGHT}。\n")
        self.program.key("ctrl+shift+Return")
        button = self.accept_findings("同原件")
        self.picture("whole-correction")
        button.press()
        self.wait_for_state("issued", self.correction)
        self.source = None
        assert WRONG in self.cli("show", self.bulletin, "--text"), "the original is changed"

    def packaged(self):
        self.open_record(f"{TITLE}（更正）")
        self.program.find(role="label", contains="本期更正《工作简报》2026年第9期")
        self.menu_item(3)
        self.package = os.path.join(self.home, "更正.zip")
        self.save_as("导出归档包", self.package, ".zip")
        self.program.find(role="label", contains="更正.zip")
        with zipfile.ZipFile(self.package) as archive:
            assert any(RIGHT.encode() in archive.read(name) for name in archive.namelist()), "the text is not packed"
        checked = json.loads(self.cli("verify-package", self.package, "--json"))
        assert [record["title"] for record in checked["records"]] == [f"{TITLE}（更正）"], checked

    def verify(self):
        self.program.find(role="button", name="校验").press()
        dialog = self.program.find(role="dialog", name="校验")
        dialog.find(role="label", name="全部一致")
        self.picture("whole-verified")

    def steps(self):
        return (
            ("the people of the office are listed, and an editor writes", self.write),
            ("it is sent for review", self.send_out),
            ("another name reads it and sends it back with a reason", self.is_sent_back),
            ("the editor sees why, changes it and sends it again", self.change),
            ("what changed is offered, and it is approved", self.is_approved),
            ("it is issued, with a reason for what was found", self.issue),
            ("the record keeps who, what and why", self.record),
            ("it is corrected, and stays as it is", self.correct),
            ("the correction is packaged", self.packaged),
            ("everything is verified", self.verify),
        )


if __name__ == "__main__":
    sys.exit(run(WholeJourney, __doc__))
