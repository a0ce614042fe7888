#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Old papers through the real window: a folder is looked through, a row is corrected
where it stands, the chosen ones are read in, and one of them is found by its words.
"""

import json
import os
import sys

from desktop import Atspi, wait_for
from journey import Journey, run

BODY = "　　{0}，社区的老同志走进校园，给孩子们讲了过去的故事。\n\n一、准备得早。各校提前一周报名，{0}共有十二个班参加。\n"
PAPERS = {
    "2016年/工作简报第91期.txt": ("工作简报\n2016年第91期\n青禾市关工委 2016年3月5日\n\n春日里的课堂\n\n", "春日"),
    "2016年/〔2016〕92号.html": ("<html><body><h1>独角兽读书会</h1><p>2016年第92期</p><p>2016年6月12日</p>", "六月"),
    "2017年/第94期.txt": ("工作简报\n2017年第93期\n青禾市关工委 2017年7月1日\n\n夏日送清凉\n\n", "七月"),
    "空白.txt": ("", None),
}


class PapersJourney(Journey):
    def open(self):
        self.folder = os.path.join(self.home, "旧刊")
        for name, (head, word) in PAPERS.items():
            body = BODY.format(word) if word else ""
            if name.endswith(".html"):
                body = "".join(f"<p>{line}</p>" for line in body.splitlines()) + "</body></html>"
            content = head + body
            self.write_file(os.path.join("旧刊", name), content.encode("gb18030" if name.startswith("2017") else "utf-8"))
        self.start()
        self.n_issued = len(self.issued())

    def issued(self):
        return json.loads(self.cli("list", "--state", "issued", "--json"))

    def look_through(self):
        self.place("归档")
        # The last item of the menu: GTK tells AT-SPI no names of menu items.
        self.program.find(role="toggle button", name=self.say("More")).press()
        wait_for(lambda: list(self.program.find_all(role="menu item")), "the menu does not open")[-1].press()
        dialog = self.program.find(role=("dialog", "file chooser"), name=self.say("Read In Old Papers"))
        self.program.key("ctrl+l")
        dialog.find(role="text").replace(self.folder)
        dialog.find(role="button", name=self.say("_Look Through")).press()
        self.field("年份", "2016年/工作简报第91期.txt")
        self.picture("papers-rows")

    def field(self, label, file):
        return self.program.find(role="text", name=f"“{file}”的{label}")

    def choice(self, file):
        return self.program.find(role="check box", name=f"读入“{file}”")

    def take_button(self):
        return self.program.find(role="button", contains="读入 ")

    def correct(self):
        assert self.field("期号", "2016年/〔2016〕92号.html").text == "92"
        assert self.field("标题", "2016年/〔2016〕92号.html").text == "独角兽读书会"
        file = "2017年/第94期.txt"
        # Head and name of the file do not agree, which is said in words.
        self.program.find(role="toggle button", name="有问题的").press()
        wait_for(lambda: not list(self.program.find_all(role="text", name="“2016年/工作简报第91期.txt”的年份")),
                 "rows without a problem stay")
        self.program.find(role="label", contains="文件名写的是第 94 期")
        self.picture("papers-problems")
        assert not self.choice(file).has(Atspi.StateType.CHECKED)
        number = self.field("期号", file)
        # By the keyboard alone: from the row over the choice and the year to the number.
        self.program.click(self.program.find(role="label", name="请核对"))
        self.keys("Tab", "Tab", "Tab", "ctrl+a")
        self.type_keys("no")
        self.program.key("Return")
        wait_for(lambda: number.has(Atspi.StateType.INVALID_ENTRY), "a wrong number is not refused")
        self.take_button().press()
        self.program.find(role="label", contains="请先改正")
        self.program.click(self.program.find(role="label", name="请核对"))
        self.keys("Tab", "Tab", "Tab")
        self.program.key("ctrl+a")
        self.type_keys("94")
        self.program.key("Return")
        wait_for(lambda: self.choice(file).has(Atspi.StateType.CHECKED), "the corrected row is not chosen")
        self.program.find(role="toggle button", name="有问题的").press()
        self.field("年份", "2016年/工作简报第91期.txt")
        # From the title of the first row to that of the second, whose text is shown then.
        self.program.click(next(self.program.find_all(role="label", name="可以读入")))
        self.keys(*["Tab"] * 6)
        wait_for(lambda: len(list(self.program.find_all(role="label", name="2016年/工作简报第91期.txt"))) == 2,
                 "the row that is typed in is not the one beside the table")

    def take(self):
        self.take_button().press()
        self.program.find(role="label", name="读入了 3 份旧刊", timeout=120)
        self.program.find(role="list item", contains="空白.txt")
        self.picture("papers-report")
        new = {record["title"]: record for record in self.issued() if record["year"] in (2016, 2017)}
        assert len(self.issued()) == self.n_issued + 3, self.issued()
        assert new["夏日送清凉"]["number"] == 94 and new["夏日送清凉"]["date"] == "2017-07-01", new
        self.cli("verify")

    def find_one(self):
        self.program.find(role="button", name=self.say("_Done")).press()
        self.program.find(name="搜索归档").replace("独角兽")
        self.program.find(role="label", name="独角兽读书会")
        self.picture("papers-found")

    def steps(self):
        return [
            ("a folder of four old papers lies there", self.open),
            ("it is looked through", self.look_through),
            ("a row is corrected where it stands", self.correct),
            ("what is chosen is read in", self.take),
            ("and found by its words", self.find_one),
        ]


if __name__ == "__main__":
    sys.exit(run(PapersJourney, __doc__))
