#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Earlier texts in the real window: revisions named and compared, gone back to,
undo that goes on after the page was left and after the program was killed.
"""

import json
import sys

from desktop import Atspi, wait_for
from journey import Journey, run

TEXT = """2026年第九期

秋日走访

　　队员分三组走访了湖滨、河东两个片区的十二处驿站。
　　每处驿站留下一份记录，写明座椅、饮水和充电的情况。
　　走访中收到意见二十一条，当场答复十五条。
　　其余六条转给有关单位，月底前回话。
　　湖滨片区的驿站添了雨伞架。
　　河东片区的驿站换了新灯。
　　两处驿站的钥匙交给社区保管。
"""
FIRST = "　　队员还看望了三位独居老人。"
SECOND = "　　回访安排在下个月。"
KILLED = "　　写到一半的话也不能丢。"


class HistoryJourney(Journey):
    # --- What is looked at ----------------------------------------------------

    def in_library(self):
        return self.cli("show", self.bulletin, "--text")

    def wait_for_text(self, holds, lacks=()):
        """Until the page and then the library say so."""
        def is_so(text):
            return all(words in text for words in holds) and not any(words in text for words in lacks)
        wait_for(lambda: is_so(self.find_source().text), f"the text does not hold {holds}, or still {lacks}")
        wait_for(lambda: is_so(self.in_library()), f"the library does not hold {holds}, or still {lacks}")

    # --- The steps ------------------------------------------------------------

    def open(self):
        self.start()
        self.open_text("秋日走访.txt", TEXT, "秋日走访")

    def name_revision(self):
        self.find_source().type("\n" + FIRST)
        self.wait_for_text([FIRST])
        self.program.key("ctrl+shift+s")
        dialog = self.program.find(role=("dialog", "alert"), name="为这个版本命名")
        dialog.find(role="text", name="版本名称").replace("送审前")
        dialog.find(role="button", name="保存").press()
        wait_for(lambda: any(revision["name"] == "送审前" for revision in self.revisions()), "the revision has no name")

    def revisions(self):
        return json.loads(self.cli("revisions", self.bulletin, "--json"))

    def change(self):
        source = self.find_source()
        iface = source.accessible.get_editable_text_iface()
        place = source.text.index("十二处")
        iface.delete_text(place, place + 3)
        iface.insert_text(place, "十五处", len("十五处".encode()))
        source.type("\n" + SECOND)
        self.wait_for_text(["十五处", SECOND], ["十二处"])

    def compare(self):
        self.program.key("ctrl+shift+h")
        wait_for(lambda: next(self.program.find_all(role="list item", contains="有改动"), None), "no changed line is shown")
        rows = [control.name for control in self.program.find_all(role="list item")]
        assert any("删去“二”" in row and "添上“五”" in row for row in rows), rows
        assert any("添上" in row and SECOND in row for row in rows), rows
        assert any("行相同" in row for row in rows), rows
        self.program.find(role="label", contains="处改动")
        self.picture("history-side-by-side")
        self.program.find(role=("radio button", "toggle button"), name="文中标注").press()
        self.picture("history-inline")

    def walk(self):
        """From change to change with the keyboard: it begins at the first."""
        first = self.program.find(role="list item", contains="十五处")
        wait_for(lambda: first.has(Atspi.StateType.SELECTED), "the comparison does not begin at the first change")
        for words in (SECOND,):
            self.program.key("F7")
            wait_for(lambda: next((row for row in self.program.find_all(role="list item", contains=words)
                                   if row.has(Atspi.StateType.SELECTED)), None), f"F7 does not go to {words}")
        self.program.key("shift+F7")
        wait_for(lambda: next((row for row in self.program.find_all(role="list item", contains="十五处")
                               if row.has(Atspi.StateType.SELECTED)), None), "Shift+F7 does not go back")

    def revert(self):
        """One change is taken back, the other stays."""
        button = next(button for button in self.program.find_all(role="button", name="撤回这处改动") if button.enabled)
        button.press()
        wait_for(lambda: "十二处" in self.in_library(), "the change is still there")
        assert SECOND in self.in_library()
        self.picture("history-reverted")

    def narrow(self):
        self.program.resize(360, 720)
        self.picture("history-narrow")
        self.program.resize(1200, 800)

    def restore(self):
        self.program.find(role="button", name="退回到较早的版本").press()
        self.wait_for_text([FIRST, "十二处"], [SECOND])
        self.program.find(role="button", name="撤销")
        self.picture("history-restored")

    def undo(self):
        self.program.find(role="button", name="撤销").press()
        self.wait_for_text([FIRST, SECOND, "十二处"])
        self.program.click(self.find_source())
        self.program.key("ctrl+z")
        self.wait_for_text([FIRST, SECOND, "十五处"])

    def leave_and_come_back(self):
        self.place("在编")
        row = wait_for(lambda: next((label for label in self.program.find_all(role="label") if label.name == "秋日走访"), None),
                       "the draft is not in the list")
        self.program.click(row)
        self.wait_for_text([FIRST, SECOND, "十五处"])

    def undo_again(self):
        """What was done before the page was left."""
        self.program.click(self.find_source())
        self.program.key("ctrl+z")
        self.wait_for_text([FIRST, "十五处"], [SECOND])
        self.program.key("ctrl+shift+z")
        self.wait_for_text([FIRST, SECOND, "十五处"])

    def kill(self):
        """kill -9 while typing goes on: what is older than a few seconds is there."""
        source = self.find_source()
        source.type("\n")
        for character in KILLED:
            source.type(character)
        wait_for(lambda: KILLED in self.in_library(), "what was typed is not journalled", timeout=10)
        source.type("还")
        self.program.kill()
        self.start()
        self.place("在编")
        row = wait_for(lambda: next((label for label in self.program.find_all(role="label") if label.name == "秋日走访"), None),
                       "the draft is not in the list")
        self.program.click(row)
        wait_for(lambda: KILLED in self.find_source().text, "what was typed is lost")

    def undo_after_the_end(self):
        self.program.click(self.find_source())
        for _ in range(8):
            self.program.key("ctrl+z")
            if KILLED not in self.find_source().text:
                break
        wait_for(lambda: KILLED not in self.find_source().text, "undo does not go on after the program was killed")
        self.wait_for_text([FIRST, SECOND], [KILLED])

    def history(self):
        self.program.key("F9")
        self.program.find(role=("page tab", "radio button", "toggle button"), name="历史").press()
        wait_for(lambda: next(self.program.find_all(contains="送审前"), None), "the history does not show the name")
        self.picture("history-pane")

    def steps(self):
        return (
            ("a text is opened", self.open),
            ("what is typed becomes a revision with a name", self.name_revision),
            ("it is changed", self.change),
            ("the revision is compared with the text of now", self.compare),
            ("the keyboard goes from change to change", self.walk),
            ("a single change is taken back", self.revert),
            ("the comparison fits a narrow window", self.narrow),
            ("the revision is gone back to", self.restore),
            ("going back is undone, and what was before it", self.undo),
            ("the page is left and opened again", self.leave_and_come_back),
            ("undo goes on", self.undo_again),
            ("the program is killed while typing, and nothing is lost", self.kill),
            ("undo goes on in the next start", self.undo_after_the_end),
            ("the history shows the revisions", self.history),
        )


if __name__ == "__main__":
    sys.exit(run(HistoryJourney, __doc__))
