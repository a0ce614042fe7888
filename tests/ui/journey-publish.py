#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The web site in the real window: a passage is marked as internal, the bulletin is issued,
the dialog shows what is left out, and the site does not have it.
"""

import os
import pathlib
import sys

from desktop import wait_for
from journey import Journey, run

SECRET = "内部掌握的数字"
TEXT = f"工作简报\n2026年第9期\n\n内外有别的一期\n\n　　公开的话写在前面。\n　　{SECRET}\n"


class PublishJourney(Journey):
    def mark(self):
        self.open_text("text.txt", TEXT, "内外有别的一期")
        self.program.click(self.source)
        self.keys("ctrl+End", "shift+Home", "ctrl+shift+x")
        wait_for(lambda: f"[[{SECRET}]]" in self.source.text.replace("　", ""), lambda: f"it is not marked: {self.source.text!r}")
        self.picture("internal-passage")
        self.program.key("ctrl+shift+x")
        wait_for(lambda: "[[" not in self.source.text, "the marks do not go")
        self.program.key("ctrl+shift+x")
        wait_for(lambda: "[[" in self.source.text, "the marks do not come back")

    def switch(self):
        self.program.key("F9")
        # The row and the switch in it have the same name; the switch can be pressed.
        switch = wait_for(lambda: next((control for control in self.program.find_all(role=("switch", "check box"), name="内部")
                                        if control.accessible.get_action_iface() and
                                        control.accessible.get_action_iface().get_n_actions()), None), "there is no switch")
        self.picture("internal-switch")
        switch.press()
        wait_for(lambda: '"internal" : true' in self.cli("show", self.bulletin, "--json") or
                 '"internal":true' in self.cli("show", self.bulletin, "--json"), "the switch is not kept")
        switch.press()
        self.program.key("ctrl+s")
        wait_for(lambda: "内部" not in self.cli("show", self.bulletin).split("正文")[0], "the switch does not go back")

    def issue(self):
        self.cli("issue", self.bulletin, "--signer", "示例", "--force")

    def look(self):
        folder = os.path.join(self.home, "site")
        os.makedirs(folder)
        self.program.key("ctrl+k")
        search = self.program.find(role="dialog", name="搜索")
        search.find(role=("text", "entry", "search box")).replace("发布网站")
        # All commands are listed at first: Return takes the first that is.
        wait_for(lambda: [item.name for item in search.find_all(role="list item")] == ["发布网站"], "other commands stay")
        self.program.key("Return")
        self.dialog = self.program.find(role="dialog", name="发布网站")
        self.dialog.find(contains="内外有别的一期")
        self.picture("publish")
        assert not self.dialog.find(role="button", name="发布").enabled, "it can be published nowhere"
        self.folder = folder

    def publish(self):
        self.dialog.find(role="button", name="选择…").press()
        chooser = self.program.find(role=("dialog", "file chooser"), name="把网站发布到文件夹")
        self.program.key("ctrl+l")
        chooser.find(role="text").replace(self.folder)
        chooser.find(role="button", name="选择").press()
        button = self.dialog.find(role="button", name="发布")
        wait_for(lambda: button.enabled, "it cannot be published")
        address = self.dialog.find(role="text", contains="网址")
        address.replace("不是网址")
        wait_for(lambda: not button.enabled, "any address is taken")
        self.picture("publish-wrong-address")
        address.replace("https://www.example.cn/")
        wait_for(lambda: button.enabled, "the address is not taken")
        button.press()
        # The toast may have gone before it is looked for.
        wait_for(lambda: not list(self.program.find_all(role="dialog", name="发布网站")), "the dialog stays", timeout=120)
        self.picture("published")

    def read(self):
        site = pathlib.Path(self.folder)
        page = (site / "2026" / "9.html").read_text("utf-8")
        assert "公开的话写在前面" in page
        for path in site.rglob("*"):
            assert not path.is_file() or SECRET.encode() not in path.read_bytes(), f"{path} holds what is internal"
        assert (site / "sitemap.xml").is_file()

    def steps(self):
        return (
            ("the program starts on the sample library", self.start),
            ("a passage is marked as internal by a key", self.mark),
            ("a whole bulletin is internal by a switch", self.switch),
            ("the bulletin is issued", self.issue),
            ("the dialog shows what is left out", self.look),
            ("the site is published in a folder that was chosen", self.publish),
            ("nothing internal is on it", self.read),
        )


if __name__ == "__main__":
    sys.exit(run(PublishJourney, __doc__))
