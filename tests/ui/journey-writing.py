#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writing with the keyboard alone: numbers that go on by themselves, quotes,
sections that move, search by regular expression, and undo.

    journey-writing.py [--output FOLDER]

Chinese words come in as an input method commits them; every key is pressed.
"""

import argparse
import os
import shutil
import subprocess
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

from desktop import wait_for  # noqa: E402
from journey import Journey  # noqa: E402

START = "工作简报\n2026年第9期\n\n暑期关爱行动简况\n\n　　暑期将至，各区陆续报来安排。\n"


class WritingJourney(Journey):
    def __init__(self, output):
        super().__init__(output, None)

    # --- Typing -------------------------------------------------------------

    @property
    def caret(self):
        return Atspi.Text.get_caret_offset(self.source.accessible.get_text_iface())

    def words(self, text):
        """Types words where the caret is, as an input method would."""
        before = self.caret
        self.source.type(text, at=before)
        wait_for(lambda: self.caret == before + len(text), f"the caret does not follow {text!r}")

    def key(self, *combinations):
        for combination in combinations:
            self.program.key(combination)

    def expect(self, *endings, what="the text"):
        """Waits for the text to end in one of these."""
        try:
            wait_for(lambda: any(self.source.text.endswith(e) for e in endings), what, timeout=10)
        except AssertionError as error:
            raise AssertionError(f"{what}: {self.source.text[-80:]!r} instead of {endings!r}") from error

    def go_to(self, words):
        """Goes up from the end to the line that holds words."""
        self.key("ctrl+End")
        at = self.source.text.index(words)
        wait_for(lambda: self.caret == len(self.source.text), "the caret does not go to the end")
        for _ in range(100):
            if self.caret <= at + len(words):
                return
            before = self.caret
            self.key("Up")
            wait_for(lambda: self.caret != before, "the caret does not go up")
        raise AssertionError(f"the caret does not come to {words!r}")

    # --- The steps ----------------------------------------------------------

    def open(self):
        path = os.path.join(self.home, "start.txt")
        with open(path, "w", encoding="utf-8") as file:
            file.write(START)
        self.start()
        subprocess.run(["bulletin", path], check=True, timeout=60, env=self.program.environment)
        title = self.program.find(role="text", name="简报题目", timeout=60)
        wait_for(lambda: title.text, "the title stays empty")
        self.source = self.program.find(role="text", name="简报正文")
        self.program.click(self.source)
        self.key("ctrl+End")
        wait_for(lambda: self.caret == len(self.source.text), "the caret does not go to the end")

    def number(self):
        self.key("Return")
        self.words("一、安排到位")
        self.key("Return")
        self.expect("一、安排到位\n二、")
        # Once more ends it: a paragraph comes.
        self.key("Return")
        self.expect("一、安排到位\n")
        self.words("　　四个区都定了专人。")
        self.key("Return")
        self.words("（一）东安区")
        self.key("Return")
        self.expect("（一）东安区\n（二）")
        self.words("西安区")
        self.key("Return", "Return")
        self.expect("（二）西安区\n二、")
        self.words("活动丰富")
        self.key("Return")
        self.expect("二、活动丰富\n三、")
        # The marker goes in one step, and comes back in one.
        self.key("BackSpace")
        self.expect("二、活动丰富\n")
        self.key("ctrl+z")
        self.expect("二、活动丰富\n三、")
        self.words("安全第一")
        self.key("Return", "Return")
        self.expect("三、安全第一\n")

    def undo_number(self):
        self.words("四、后续")
        self.key("Return")
        self.expect("四、后续\n五、")
        # Undo takes back what came by itself, and that alone.
        self.key("ctrl+z")
        self.expect("四、后续\n")
        self.key("ctrl+z")
        self.expect("四、后续")
        self.key("Return", "Return")
        self.expect("四、后续\n")

    def quote(self):
        self.words("开展")
        self.key("quotedbl")
        self.expect("开展“")
        self.words("清凉")
        self.key("quotedbl")
        self.expect("开展“清凉”")
        self.key("BackSpace")
        self.expect('开展“清凉"')
        self.key("BackSpace", "quotedbl")
        self.expect("开展“清凉”")
        self.key("ctrl+z")
        self.expect('开展“清凉"')
        self.key("ctrl+shift+z")
        self.expect("开展“清凉”")
        self.words("行动。")
        self.picture("writing")

    def move(self):
        def order():
            text = self.source.text
            return [line for line in text.split("\n") if line[1:2] == "、"]

        before = self.source.text
        self.go_to("安全第一")
        self.key("alt+shift+Up")
        wait_for(lambda: order() == ["一、安排到位", "二、安全第一", "三、活动丰富", "四、后续"], f"the section stays: {order()}")
        self.key("alt+shift+Down")
        wait_for(lambda: self.source.text == before, "the section does not come back")
        self.go_to("活动丰富")
        self.key("alt+shift+Right")
        wait_for(lambda: "（三）活动丰富\n二、安全第一" in self.source.text, "the section is not lowered")
        self.key("ctrl+z")
        wait_for(lambda: self.source.text == before, "undo does not take the level back")

    def find(self):
        self.before = self.source.text
        self.key("ctrl+End", "ctrl+h")
        entry = self.program.find(role="entry", name="在文字中查找")
        regex = self.program.find(role="toggle button", name="正则")
        entry.replace("(.)、(活动)")
        self.program.find(role="label", contains="没有找到")
        regex.press()
        self.program.find(role="label", contains="1 处")
        self.key("Return")
        self.program.find(role="label", name="1 / 1")
        # What is wrong with an expression is said in words.
        entry.replace("(活动")
        self.program.find(role="label", contains="括号不成对")
        self.picture("find-error")

    def replace(self):
        entry = self.program.find(role="entry", name="在文字中查找")
        entry.replace("^([一二三四]、)(.*)$")
        self.program.find(role="label", contains="4 处")
        self.program.find(role="text", name="替换为").replace("\\1加强\\2")
        self.picture("find")
        self.program.find(role="button", name="全部替换").press()
        wait_for(lambda: "一、加强安排到位" in self.source.text and "四、加强后续" in self.source.text, "nothing is replaced")
        self.program.find(role="label", contains="替换了 4 处")
        # All of it is one step, on the pages too.
        self.key("Escape", "ctrl+z")
        wait_for(lambda: self.source.text == self.before, "undo does not take all of it back")
        wait_for(lambda: "四、后续" in self.pages_text(), "the pages do not go along")

    def outline(self):
        self.key("F9")
        self.program.find(role=("page tab", "radio button", "toggle button"), name="大纲").press()
        row = self.program.find(role="list item", name="二、活动丰富")
        row.find(role="toggle button").press()
        self.program.find(role="menu", name="移动本节（Alt+方向键）")
        # The first of the menu: up.
        self.key("Return")
        wait_for(lambda: self.source.text.index("活动丰富") < self.source.text.index("安排到位"), "the section stays")
        self.picture("outline")
        self.program.find(role="list item", name="一、活动丰富")
        self.program.click(self.source)
        self.key("ctrl+z")
        wait_for(lambda: self.source.text == self.before, "undo does not take the move back")

    def fold(self):
        row = self.program.find(role="list item", name="一、安排到位")

        def is_folded():
            return not any(self.program.find_all(role="list item", name="（一）东安区"))

        assert not is_folded()
        row.find(role="button", name="折叠").press()
        wait_for(is_folded, "nothing is folded away")
        self.program.find(role="list item", name="二、活动丰富")
        self.picture("folded")
        row.find(role="button", name="展开").press()
        wait_for(lambda: not is_folded(), "it stays folded")
        # The keyboard does it too: the focus is on the row's button after its menu.
        row.find(role="toggle button").press()
        self.program.find(role="menu", name="移动本节（Alt+方向键）")
        self.key("Escape", "Left")
        wait_for(is_folded, "the key does not fold")
        self.key("Right")
        wait_for(lambda: not is_folded(), "the key does not unfold")
        self.program.click(self.source)

    def strong(self):
        button = self.program.find(role="toggle button", name="加粗")

        def is_on():
            return button.has(Atspi.StateType.CHECKED) or button.has(Atspi.StateType.PRESSED)

        before = self.source.text
        self.key("ctrl+End")
        self.words("要紧")
        self.key("shift+Left", "shift+Left", "ctrl+b")
        self.expect("**要紧**")
        wait_for(is_on, "the button does not show it")
        self.key("ctrl+b")
        self.expect("行动。要紧")
        wait_for(lambda: not is_on(), "the button still shows it")
        # The caret among the words is enough.
        self.key("ctrl+b", "Left", "Right", "Right", "Right")
        wait_for(is_on, "the button does not follow the caret")
        self.key("ctrl+b")
        self.expect("行动。要紧")
        self.key("ctrl+End", "BackSpace", "BackSpace")
        wait_for(lambda: self.source.text == before, "the words stay")

    def aim(self):
        self.program.find(role=("page tab", "radio button", "toggle button"), name="属性").press()
        row = self.program.find(name="目标字数")
        row.find(role="spin button").accessible.get_value_iface().set_current_value(1500)
        self.program.find(role="label", contains=" / 1,500")
        self.picture("target")

    def count(self):
        self.key("ctrl+a")
        self.program.find(role="label", contains="选中")
        self.key("ctrl+End")
        wait_for(lambda: not any("选中" in label.name for label in self.program.find_all(role="label")), "the count of the selection stays")

    def run(self):
        steps = (
            ("a text is opened and the caret put into it", self.open),
            ("Return goes on with the numbers and ends them", self.number),
            ("undo takes back exactly the automatic number", self.undo_number),
            ("straight quotes become Chinese ones", self.quote),
            ("a section moves with its number and changes its level", self.move),
            ("an expression is found, and a wrong one explained", self.find),
            ("all places are replaced, and taken back in one step", self.replace),
            ("a section is moved in the outline", self.outline),
            ("sections are folded away in the outline", self.fold),
            ("words are made strong and plain again", self.strong),
            ("the bulletin has a length of its own to aim at", self.aim),
            ("what is selected is counted", self.count),
        )
        try:
            ok = all(self.step(name, function) for name, function in steps)
            if ok:
                print(f"1..{self.steps}", flush=True)
            return ok
        finally:
            if self.program is not None:
                self.program.stop()
            shutil.rmtree(self.home, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description="Writing with the keyboard alone")
    parser.add_argument("--output", help="where to leave the pictures")
    arguments = parser.parse_args()
    if arguments.output:
        os.makedirs(arguments.output, exist_ok=True)
    return 0 if WritingJourney(arguments.output).run() else 1


if __name__ == "__main__":
    sys.exit(main())
