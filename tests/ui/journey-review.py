#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Review in the real window: an editor sends a bulletin to two reviewers in order;
the first remarks on the pages and sends it back; it is changed and sent again;
both approve; the marks follow their words, and a change takes the approval away.
"""

import json
import subprocess
import sys

from desktop import Atspi, wait_for
from journey import run
from office import OfficeJourney

TITLE = "湖滨走访记"
TEXT = """2026年第十一期

湖滨走访记

　　队员分三组走访了湖滨、河东两个片区的十二处驿站，每处驿站留下一份记录，写明座椅、饮水和充电的情况。
　　走访中收到意见二十一条，当场答复十五条，其余六条转给有关单位，月底前回话。
　　湖滨片区的驿站添了雨伞架，河东片区的驿站换了新灯，两处驿站的钥匙交给社区保管。
"""
FIRST = "　　队员还看望了三位独居老人。\n"
EDITOR, CHIEF, SECRETARY = "林晓", "王主任", "李书记"


class ReviewJourney(OfficeJourney):
    title = TITLE

    # --- What people do -------------------------------------------------------

    def page_box(self):
        image = self.program.find(role="image", contains="第 1 页")
        return image.accessible.get_component_iface().get_extents(Atspi.CoordType.WINDOW)

    def drag_on_page(self, x1, y1, x2, y2):
        """Over the page, in parts of its width."""
        box, window = self.page_box(), self.program.window_id()
        places = [(int(box.x + x * box.width), int(box.y + y * box.width)) for x, y in ((x1, y1), ((x1 + x2) / 2, y2), (x2, y2))]
        subprocess.run(["xdotool", "mousemove", "--sync", "--window", window, *map(str, places[0]), "mousedown", "1",
                        "mousemove", "--sync", "--window", window, *map(str, places[1]),
                        "mousemove", "--sync", "--window", window, *map(str, places[2]), "mouseup", "1"], check=True)

    def remark(self, words):
        field = self.program.find(role="text", name="意见")
        field.type(words)
        self.program.key("ctrl+Return")
        self.program.find(contains=f"：{words}", role=("grouping", "panel"))

    # --- The steps ------------------------------------------------------------

    def write(self):
        self.start()
        self.become(EDITOR, "编辑")
        self.open_text("湖滨走访记.txt", TEXT, TITLE)

    def send_to_two(self):
        dialog = self.send(CHIEF, SECRETARY)
        dialog.find(role="text", name="审签期限（年-月-日）").replace("2031-03-20")
        dialog.find(role="text", name="给领导的说明").replace("请重点看数字")
        self.picture("review-send")
        dialog.find(role="button", name="送审").press()
        self.wait_for_state("review")

    def first_reads(self):
        self.become(CHIEF, "审签人")
        self.place("待审")
        self.program.find(role="list item", contains=TITLE)
        self.picture("review-list")
        self.open_review()
        self.program.find(role="label", contains="请重点看数字")
        self.picture("review-reading")

    def first_remarks(self):
        # Words of the first line, and a spot in the head.
        self.drag_on_page(0.3, 0.592, 0.5, 0.592)
        label = self.program.find(role="label", contains="对“")
        self.quote = label.text[len("对“"):-len("”的意见")]
        assert self.quote and self.quote in TEXT, self.quote
        self.picture_of_screen("review-note")
        self.remark("此处再核实")
        self.program.key("n")
        self.program.find(role="label", name="对此处的意见")
        self.remark("版头再高一点")
        self.picture("review-remarks")

    def first_remarks_by_keyboard(self):
        """Sentences by the arrow keys: from the words that were dragged over to the next
        one, and one more."""
        self.keys("Right", "Right", "Left", "shift+Right", "Return")
        label = self.program.find(role="label", contains="对“走访中收到意见")
        assert label.text.endswith("钥匙交给社区保管。”的意见") and "\n" not in label.text, label.text
        self.picture_of_screen("review-keyboard")
        self.remark("这两句可以合并")
        self.keys("Left", "Left", "Return")
        self.program.find(role="label", contains="对“队员分三组走访")
        self.keys("Escape")
        wait_for(lambda: not any(self.program.find_all(role="label", contains="对“队员分三组走访")), "the note stays open")

    def first_sends_back(self):
        self.send_back("数字要核实")

    def editor_sees_the_remarks(self):
        self.become(EDITOR, "编辑")
        self.place("在编")
        row = self.program.find(role="list item", contains=TITLE)
        wait_for(lambda: any("数字要核实" in (label.text or "") for label in row.find_all(role="label")) or "数字要核实" in row.name,
                 "the row does not say why it came back")
        self.picture("review-drafts")
        self.program.click(row)
        self.find_source()
        card = self.program.find(role=("grouping", "panel"), contains="此处再核实")
        card.find(role="button", name="查看原文").press()
        text = self.source.accessible.get_text_iface()
        wait_for(lambda: text.get_n_selections() > 0, "nothing is selected")
        assert self.selected() == self.quote, self.selected()
        self.picture("review-desk")

    def selected(self):
        text = self.source.accessible.get_text_iface()
        bounds = Atspi.Text.get_selection(text, 0)
        return self.source.text[bounds.start_offset:bounds.end_offset]

    def editor_changes_and_answers(self):
        self.source.type(FIRST, 0)
        card = self.program.find(role=("grouping", "panel"), contains="此处再核实")
        card.find(role="button", name="查看原文").press()
        wait_for(lambda: self.selected() == self.quote, "the mark does not follow its words")
        card.find(role="button", name="答复").press()
        card.find(role="text", name="答复").type("已核对台账")
        self.program.key("Return")
        self.program.find(role="label", contains="已核对台账")
        card = self.program.find(role=("grouping", "panel"), contains="此处再核实")
        card.find(role="button", name="标为已处理").press()
        self.program.find(role="label", name="已处理")
        self.picture("review-answered")

    def sends_again(self):
        # Whom it went to the last time is offered again, in the same order.
        dialog = self.send()
        self.source = None
        for name in (CHIEF, SECRETARY):
            box = dialog.find(role="check box", name=name)
            wait_for(lambda: box.has(Atspi.StateType.CHECKED), f"{name} is not chosen again")
        dialog.find(role="button", name="送审").press()
        self.wait_for_state("review")

    def first_sees_what_changed(self):
        self.become(CHIEF, "审签人")
        self.place("待审")
        self.program.find(role="label", name="看过后有改动")
        self.picture("review-changed")
        self.open_review()
        self.program.find(role="button", name="看改动").press()
        wait_for(lambda: next(self.program.find_all(role="list item", contains="独居老人"), None), "the change is not shown")
        self.picture("review-comparison")
        self.program.key("alt+Left")
        self.program.find(role="button", name="同意…")

    def first_approves(self):
        self.approve()
        assert self.state() == "review", self.state()

    def second_approves(self):
        self.become(SECRETARY, "审签人")
        self.open_review()
        self.picture("review-second")
        self.program.key("h")
        self.picture("review-contrast")
        self.program.key("h")
        # While the window asks, somebody approves it elsewhere.
        self.program.find(role="button", name="同意…").press()
        dialog = self.program.find(role=("dialog", "alert"), contains="同意")
        self.cli("review", "approve", self.bulletin, "--as", SECRETARY)
        dialog.find(role="button", name="同意").press()
        self.program.find(role="label", contains="这一稿已经批准")
        # It stays, and shows how it stands now.
        self.program.find(role="button", name="签发…")
        self.picture("review-twice")
        answers = json.loads(self.cli("review", "show", self.bulletin, "--json"))["rounds"][0]["reviewers"]
        assert [answer["state"] for answer in answers] == ["approved", "approved"], answers
        self.wait_for_state("approved")
        self.program.key("alt+Left")
        self.program.find(role="list item", contains=TITLE)

    def a_change_takes_it_away(self):
        self.become(EDITOR, "编辑")
        self.place("在编")
        self.program.click(self.program.find(role="list item", contains=TITLE))
        self.find_source().type("　　另有一件事。\n")
        self.wait_for_state("draft")

    def steps(self):
        return [
            ("an editor writes a bulletin", self.write),
            ("it is sent to two reviewers in order, with a due date and a note", self.send_to_two),
            ("the first finds it in the list and reads the pages", self.first_reads),
            ("words and a spot on the page are remarked on", self.first_remarks),
            ("sentences are chosen by keyboard and remarked on", self.first_remarks_by_keyboard),
            ("it is sent back, with a reason only", self.first_sends_back),
            ("the editor sees the reason, and the remarks at their place", self.editor_sees_the_remarks),
            ("a mark follows its words; the remark is answered and resolved", self.editor_changes_and_answers),
            ("it is sent again to the same people", self.sends_again),
            ("what changed since the reviewer read it is compared", self.first_sees_what_changed),
            ("the first approves, and it goes on to the second", self.first_approves),
            ("with the second it is approved", self.second_approves),
            ("a change takes the approval away", self.a_change_takes_it_away),
        ]


if __name__ == "__main__":
    sys.exit(run(ReviewJourney, __doc__))
