#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writing with the keyboard alone: numbers that go on by themselves, quotes,
sections that move, search by regular expression, and undo.

Chinese words come in as an input method commits them; every key is pressed.
"""

import sys

from desktop import Atspi, wait_for
from journey import Journey, run

START = "工作简报\n2026年第9期\n\n暑期关爱行动简况\n\n　　暑期将至，各区陆续报来安排。\n"


class WritingJourney(Journey):
    # --- Typing -------------------------------------------------------------

    @property
    def caret(self):
        return Atspi.Text.get_caret_offset(self.source.accessible.get_text_iface())

    def words(self, text):
        """Types words where the caret is, as an input method would."""
        before = self.caret
        self.source.type(text, at=before)
        wait_for(lambda: self.caret == before + len(text), f"the caret does not follow {text!r}")

    def expect(self, *endings, what="the text"):
        """Waits for the text to end in one of these."""
        try:
            wait_for(lambda: any(self.source.text.endswith(e) for e in endings), what, timeout=10)
        except AssertionError as error:
            raise AssertionError(f"{what}: {self.source.text[-80:]!r} instead of {endings!r}") from error

    def go_to(self, words):
        """Goes up from the end to the line that holds words."""
        self.keys("ctrl+End")
        at = self.source.text.index(words)
        wait_for(lambda: self.caret == len(self.source.text), "the caret does not go to the end")
        for _ in range(100):
            if self.caret <= at + len(words):
                return
            before = self.caret
            self.keys("Up")
            wait_for(lambda: self.caret != before, "the caret does not go up")
        raise AssertionError(f"the caret does not come to {words!r}")

    # --- The steps ----------------------------------------------------------

    def open(self):
        self.start()
        self.open_text("start.txt", START, "暑期关爱行动简况")
        self.program.click(self.source)
        self.keys("ctrl+End")
        wait_for(lambda: self.caret == len(self.source.text), "the caret does not go to the end")

    def number(self):
        self.keys("Return")
        self.words("一、安排到位")
        self.keys("Return")
        self.expect("一、安排到位\n二、")
        # Once more ends it: a paragraph comes.
        self.keys("Return")
        self.expect("一、安排到位\n")
        self.words("　　四个区都定了专人。")
        self.keys("Return")
        self.words("（一）东安区")
        self.keys("Return")
        self.expect("（一）东安区\n（二）")
        self.words("西安区")
        self.keys("Return", "Return")
        self.expect("（二）西安区\n二、")
        self.words("活动丰富")
        self.keys("Return")
        self.expect("二、活动丰富\n三、")
        # The marker goes in one step, and comes back in one.
        self.keys("BackSpace")
        self.expect("二、活动丰富\n")
        self.keys("ctrl+z")
        self.expect("二、活动丰富\n三、")
        self.words("安全第一")
        self.keys("Return", "Return")
        self.expect("三、安全第一\n")

    def undo_number(self):
        self.words("四、后续")
        self.keys("Return")
        self.expect("四、后续\n五、")
        # Undo takes back what came by itself, and that alone.
        self.keys("ctrl+z")
        self.expect("四、后续\n")
        self.keys("ctrl+z")
        self.expect("四、后续")
        self.keys("Return", "Return")
        self.expect("四、后续\n")

    def quote(self):
        self.words("开展")
        self.keys("quotedbl")
        self.expect("开展“")
        self.words("清凉")
        self.keys("quotedbl")
        self.expect("开展“清凉”")
        self.keys("BackSpace")
        self.expect('开展“清凉"')
        self.keys("BackSpace", "quotedbl")
        self.expect("开展“清凉”")
        self.keys("ctrl+z")
        self.expect('开展“清凉"')
        self.keys("ctrl+shift+z")
        self.expect("开展“清凉”")
        self.words("行动。")
        self.picture("writing")

    def mark(self):
        """A heading that is taken back leaves nothing behind, with a text or without."""
        before = self.source.text
        self.keys("Return")
        for level, marker in (("1", "五、"), ("2", "（一）"), ("3", "1. "), ("4", "（1）")):
            self.keys(f"ctrl+{level}")
            self.expect("\n" + marker)
        self.keys("ctrl+shift+n")
        wait_for(lambda: self.source.text == before + "\n", f"the marker leaves something: {self.source.text[-6:]!r}")
        self.words("小结")
        self.keys("ctrl+3")
        self.expect("\n1. 小结")
        self.keys("ctrl+shift+n")
        wait_for(lambda: self.source.text == before + "\n小结", f"the marker leaves something: {self.source.text[-6:]!r}")
        for _ in range(20):
            if self.source.text == before:
                break
            self.keys("ctrl+z")
        wait_for(lambda: self.source.text == before, "undo does not take it all back")

    def move(self):
        def order():
            text = self.source.text
            return [line for line in text.split("\n") if line[1:2] == "、"]

        before = self.source.text
        self.go_to("安全第一")
        self.keys("alt+shift+Up")
        wait_for(lambda: order() == ["一、安排到位", "二、安全第一", "三、活动丰富", "四、后续"], f"the section stays: {order()}")
        self.keys("alt+shift+Down")
        wait_for(lambda: self.source.text == before, "the section does not come back")
        self.go_to("活动丰富")
        self.keys("alt+shift+Right")
        wait_for(lambda: "（三）活动丰富\n二、安全第一" in self.source.text, "the section is not lowered")
        self.keys("ctrl+z")
        wait_for(lambda: self.source.text == before, "undo does not take the level back")

    def find(self):
        self.before = self.source.text
        self.keys("ctrl+End", "ctrl+h")
        entry = self.program.find(role="entry", name="在文字中查找")
        regex = self.program.find(role="toggle button", name="正则")
        entry.replace("(.)、(活动)")
        self.program.find(role="label", contains="没有找到")
        regex.press()
        self.program.find(role="label", contains="1 处")
        self.keys("Return")
        self.program.find(role="label", name="1 / 1")
        # What is wrong with an expression is said in words.
        entry.replace("(活动")
        self.program.find(role="label", contains="括号不成对")
        self.picture("find-error")
        # Finding alone is without the row for replacing.
        self.program.find(role="text", name="替换为")
        self.keys("ctrl+f")
        wait_for(lambda: not list(self.program.find_all(role="text", name="替换为")), "the row for replacing stays")
        self.keys("ctrl+h")

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
        self.keys("Escape", "ctrl+z")
        wait_for(lambda: self.source.text == self.before, "undo does not take all of it back")
        wait_for(lambda: "四、后续" in self.pages_text(), "the pages do not go along")

    def outline(self):
        self.keys("F9")
        self.program.find(role=("page tab", "radio button", "toggle button"), name="大纲").press()
        row = self.program.find(role="list item", name="二、活动丰富")
        row.find(role="toggle button").press()
        menu = self.program.find(role="menu", name="移动本节（Alt+方向键）")
        menu.find(role="menu item", name="下移")
        # The first of the menu: up.
        assert menu.find(role="menu item", name="上移").enabled
        self.keys("Return")
        wait_for(lambda: self.source.text.index("活动丰富") < self.source.text.index("安排到位"), "the section stays")
        self.picture("outline")
        self.program.find(role="list item", name="一、活动丰富")
        self.program.click(self.source)
        self.keys("ctrl+z")
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
        self.keys("Escape", "Left")
        wait_for(is_folded, "the key does not fold")
        self.keys("Right")
        wait_for(lambda: not is_folded(), "the key does not unfold")
        self.program.click(self.source)

    def strong(self):
        button = self.program.find(role="toggle button", name="加粗")

        def is_on():
            return button.has(Atspi.StateType.CHECKED) or button.has(Atspi.StateType.PRESSED)

        before = self.source.text
        self.keys("ctrl+End")
        self.words("要紧")
        self.keys("shift+Left", "shift+Left", "ctrl+b")
        self.expect("**要紧**")
        wait_for(is_on, "the button does not show it")
        self.keys("ctrl+b")
        self.expect("行动。要紧")
        wait_for(lambda: not is_on(), "the button still shows it")
        # The caret among the words is enough.
        self.keys("ctrl+b", "Left", "Right", "Right", "Right")
        wait_for(is_on, "the button does not follow the caret")
        self.keys("ctrl+b")
        self.expect("行动。要紧")
        self.keys("ctrl+End", "BackSpace", "BackSpace")
        wait_for(lambda: self.source.text == before, "the words stay")

    def aim(self):
        self.program.find(role=("page tab", "radio button", "toggle button"), name="属性").press()
        row = self.program.find(name="目标字数")
        row.find(role="spin button").accessible.get_value_iface().set_current_value(1500)
        self.program.find(role="label", contains=" / 1,500")
        self.picture("target")

    def count(self):
        self.keys("ctrl+a")
        self.program.find(role="label", contains="选中")
        self.keys("ctrl+End")
        wait_for(lambda: not any("选中" in label.name for label in self.program.find_all(role="label")), "the count of the selection stays")

    def steps(self):
        return (
            ("a text is opened and the caret put into it", self.open),
            ("Return goes on with the numbers and ends them", self.number),
            ("undo takes back exactly the automatic number", self.undo_number),
            ("straight quotes become Chinese ones", self.quote),
            ("a heading is made, and made plain again", self.mark),
            ("a section moves with its number and changes its level", self.move),
            ("an expression is found, and a wrong one explained", self.find),
            ("all places are replaced, and taken back in one step", self.replace),
            ("a section is moved in the outline", self.outline),
            ("sections are folded away in the outline", self.fold),
            ("words are made strong and plain again", self.strong),
            ("the bulletin has a length of its own to aim at", self.aim),
            ("what is selected is counted", self.count),
        )


if __name__ == "__main__":
    sys.exit(run(WritingJourney, __doc__))
