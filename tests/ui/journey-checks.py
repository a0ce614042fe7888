#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Mending and ignoring what the checks find, with the keyboard alone."""

import json
import sys

from desktop import Atspi, wait_for
from journey import Journey, run

START = ("工作简报\n2026年第9期\n\n暑期关爱行动简况\n\n　　各区給予支持，设施已经按装到位。\n"
         "　　社区也給予配合，志愿者全程参加。\n"
         "　　会议作了布署,各项工作布署到位。\n")


class ChecksJourney(Journey):
    def rules(self, *options):
        return [finding["rule"] for finding in json.loads(self.cli("check", self.bulletin, "--json", *options))]

    def open(self):
        self.start()
        self.open_text("start.txt", START, "暑期关爱行动简况")
        self.program.find(role="button", contains="检查 ")

    def popover(self):
        """Opens the findings at the caret and returns the list."""
        self.program.key("ctrl+period")
        return self.program.find(role="list", name="此处的问题")

    def focused(self, role):
        """What has the focus, which is what a screen reader speaks."""
        return next((control for control in self.program.find_all(role=role)
                     if control.has(Atspi.StateType.FOCUSED)), None)

    def mend(self):
        self.go_to_finding("按装")
        self.popover()
        row = wait_for(lambda: self.focused("list item"), "the finding has not the focus")
        assert "按装" in row.name and "安装" in row.description, row
        self.picture_of_screen("popover")
        self.program.key("Return")
        wait_for(lambda: "安装到位" in self.source.text, "the word is not mended")
        wait_for(lambda: self.focused("text"), "the text has not the focus again")

    def leave(self):
        """Escape leaves the text and its findings as they are."""
        before = self.source.text
        self.go_to_finding("給")
        self.popover()
        wait_for(lambda: self.focused("list item"), "the finding has not the focus")
        self.program.key("Escape")
        wait_for(lambda: self.focused("text"), "the text has not the focus again")
        assert self.source.text == before

    def several(self):
        """Two findings that touch are both listed; the arrows choose one."""
        self.go_to_finding(",")
        rows = [row for row in self.popover().find_all(role="list item")]
        assert len(rows) == 2, rows
        self.picture_of_screen("several")
        first = wait_for(lambda: self.focused("list item"), "the finding has not the focus").name
        self.program.key("Down")
        second = wait_for(lambda: next((row.name for row in [self.focused("list item")] if row and row.name != first), None),
                          "the second finding has not the focus")
        assert "布署" in first and "，" in second, (first, second)
        self.program.key("Escape")

    def ignore(self):
        wait_for(lambda: self.rules().count("wrong-word") == 2, "what was mended is not saved")
        before = self.rules().count("traditional")
        self.go_to_finding("給")
        self.popover()
        wait_for(lambda: self.focused("list item"), "the finding has not the focus")
        self.program.key("Tab")
        button = wait_for(lambda: self.focused(("button", "push button")), "no button has the focus")
        assert button.name == "忽略", button
        self.program.key("Return")
        wait_for(lambda: self.rules().count("traditional") == before - 1, "the finding is not ignored")
        assert self.rules("--all").count("traditional") == before
        self.picture("checks")

    def mend_all(self):
        self.go_to_finding("給予配合")
        self.program.key("ctrl+F8")
        wait_for(lambda: "给予配合" in self.source.text, "the rest of the rule is not mended")
        assert "給予支持" in self.source.text, "what was ignored was mended"

    def count(self):
        """How many findings the button of the checks says there are."""
        name = self.program.find(role="button", contains="检查").name
        return int(name.split()[1]) if " " in name else 0

    def reopen(self):
        """What was ignored stays so when the program is started again."""
        wait_for(lambda: self.rules().count("traditional") == 1, "what was mended is not saved")
        before = self.count()
        self.end()
        self.start()
        self.place("在编")
        self.program.click(self.program.find(role="list item", contains="暑期关爱行动简况"))
        self.find_source()
        wait_for(lambda: "給予支持" in self.source.text, "the text is not there")
        wait_for(lambda: self.count() == before, "other findings are shown than before")
        self.program.find(role="button", contains="检查 ").press()
        self.program.find(role=("button", "push button"), contains="已忽略的 1 条")
        assert not any("“給" in label.name for label in self.program.find_all(role="label")), "what was ignored is shown"
        self.picture("reopened")

    def switch_off(self):
        """A rule that is switched off says nothing any more, in the window and outside it."""
        before = self.count()
        n = self.rules().count("wrong-word")
        assert n > 0
        self.program.key("ctrl+comma")
        dialog = self.program.find(role="dialog")
        dialog.find(name="检查", role=("page tab", "radio button", "toggle button")).press()
        # The row and the switch in it have the same name; the switch can be pressed.
        wait_for(lambda: next((control for control in dialog.find_all(role=("switch", "check box"), name="错别字")
                               if control.accessible.get_action_iface() and control.accessible.get_action_iface().get_n_actions()), None),
                 "the rule is not there").press()
        wait_for(lambda: "wrong-word" not in self.rules(), "the rule is not off")
        self.picture("rules")
        self.program.key("Escape")
        wait_for(lambda: self.count() == before - n, "its findings are still counted")
        assert self.rules("--all").count("wrong-word") == n

    def steps(self):
        return (
            ("a text with mistakes is opened", self.open),
            ("F8, Ctrl+. and Enter mend a word", self.mend),
            ("Escape leaves everything as it is", self.leave),
            ("several findings at one place are listed", self.several),
            ("an ignored finding is kept in the library", self.ignore),
            ("the others of a rule are mended in one step", self.mend_all),
            ("what was ignored stays so", self.reopen),
            ("a rule is switched off", self.switch_off),
        )


if __name__ == "__main__":
    sys.exit(run(ChecksJourney, __doc__))
