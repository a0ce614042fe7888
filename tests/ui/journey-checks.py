#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Mending and ignoring what the checks find, with the keyboard alone.

    journey-checks.py [--output FOLDER]
"""

import argparse
import json
import os
import shutil
import subprocess
import sys

from desktop import wait_for
from journey import Journey

START = ("工作简报\n2026年第9期\n\n暑期关爱行动简况\n\n　　各区給予支持，设施已经按装到位。\n"
         "　　社区也給予配合，志愿者全程参加。\n")


class ChecksJourney(Journey):
    def __init__(self, output):
        super().__init__(output, None)

    def rules(self, *options):
        return [finding["rule"] for finding in json.loads(self.cli("check", self.id, "--json", *options))]

    def open(self):
        path = os.path.join(self.home, "start.txt")
        with open(path, "w", encoding="utf-8") as file:
            file.write(START)
        self.start()
        subprocess.run(["bulletin", path], check=True, timeout=60, env=self.program.environment)
        self.source = self.program.find(role="text", name="简报正文")
        wait_for(lambda: "給予" in self.source.text, "the text is not there")
        self.id = next(draft["id"] for draft in json.loads(self.cli("list", "--json"))
                       if draft["title"] == "暑期关爱行动简况")
        self.program.find(role="button", contains="检查 ")

    def caret_to(self, words):
        """Sets the caret with F8 on the finding that holds words."""
        text = self.source.accessible.get_text_iface()
        for _ in range(20):
            self.program.key("F8")
            at = self.source.text.index(words)
            try:
                wait_for(lambda: at <= text.get_caret_offset() <= at + len(words), "", timeout=1)
                return
            except AssertionError:
                continue
        raise AssertionError(f"F8 does not come to {words!r}")

    def mend(self):
        self.caret_to("按装")
        self.program.key("ctrl+period")
        wait_for(lambda: "安装到位" in self.source.text, "the word is not mended")

    def ignore(self):
        wait_for(lambda: "wrong-word" not in self.rules(), "what was mended is not saved")
        before = self.rules().count("traditional")
        self.caret_to("給")
        self.program.key("ctrl+alt+period")
        wait_for(lambda: self.rules().count("traditional") == before - 1, "the finding is not ignored")
        assert self.rules("--all").count("traditional") == before
        self.picture("checks")

    def mend_all(self):
        self.caret_to("給予配合")
        self.program.key("ctrl+F8")
        wait_for(lambda: "给予配合" in self.source.text, "the rest of the rule is not mended")
        assert "給予支持" in self.source.text, "what was ignored was mended"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output")
    arguments = parser.parse_args()
    journey = ChecksJourney(arguments.output)
    steps = (
        ("a text with mistakes is opened", journey.open),
        ("F8 and Ctrl+. mend a word", journey.mend),
        ("an ignored finding is kept in the library", journey.ignore),
        ("the others of a rule are mended in one step", journey.mend_all),
    )
    try:
        done = all(journey.step(name, function) for name, function in steps)
        if done:
            print(f"1..{len(steps)}")
    finally:
        if journey.program is not None:
            journey.program.stop()
        shutil.rmtree(journey.home, ignore_errors=True)
    return 0 if done else 1


if __name__ == "__main__":
    sys.exit(main())
