#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures and live figures in the real window: pasted, chosen, found in the
picker, seen on paper, and frozen when the bulletin is issued.
"""

import json
import os
import subprocess
import sys

from desktop import wait_for
from journey import Journey, run

TEXT = """\
2026年第九期
站点新进展
　　今年以来，各区新建了一批站点。
"""


class PicturesJourney(Journey):
    def make_picture(self, name, size, colours):
        path = os.path.join(self.home, name)
        subprocess.run(["convert", "-size", size, f"gradient:{colours}", path], check=True)
        return path

    def draft(self):
        self.open_text("text.txt", TEXT, "站点新进展")

    def focus_end(self):
        self.program.click(self.source)
        self.program.key("ctrl+End")

    def answer(self, caption):
        """Fills in the dialog that asks for the caption."""
        row = self.program.find(role="text", name=self.say("Caption (Can Be Left Empty)"))
        row.replace(caption)
        self.picture("picture-dialog")
        self.program.find(role="button", name=self.say("_Insert")).press()

    def paste(self):
        path = self.make_picture("grey.png", "600x360", "#1a5fb4-#f6d32d")
        with open(path, "rb") as picture:
            self.clipboard.offer(picture.read(), "image/png")
        self.focus_end()
        self.program.key("ctrl+v")
        self.answer("新站点揭牌")
        wait_for(lambda: "![新站点揭牌](attachment:" in self.source.text, "the picture is not typed")
        self.pictured = self.source.text

    def undo(self):
        self.program.key("ctrl+z")
        wait_for(lambda: "attachment:" not in self.source.text, "the picture cannot be taken back")
        self.program.key("ctrl+shift+z")
        wait_for(lambda: self.source.text == self.pictured, "the picture does not come back")

    def choose(self):
        """Through the toolbar's button and the dialog for files, by the keyboard."""
        path = self.make_picture("志愿者 合影.jpg", "4000x3000", "#26a269-#613583")
        self.focus_end()
        self.program.find(role="button", name=self.say("Picture")).press()
        self.program.find(role=("dialog", "file chooser", "frame", "window"), name=self.say("Insert Pictures"))
        self.program.key("ctrl+l")
        self.clipboard.offer(path)
        self.program.key("ctrl+v")
        self.program.key("Return")
        self.answer("")
        wait_for(lambda: "![](attachment:志愿者-合影.jpg)" in self.source.text, "the chosen picture is not typed")

    def refuse(self):
        """A drawing that carries a program says why it is not taken."""
        path = self.write_file(
            "drawing.svg", '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
        before = self.source.text
        result = subprocess.run(
            ["bulletin", "--library", self.library, "attach", self.bulletin, path],
            capture_output=True, text=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
        assert result.returncode == 1 and "SVG" in result.stderr, result
        assert self.source.text == before

    def figure(self):
        self.focus_end()
        self.program.key("ctrl+m")
        search = self.program.find(name=self.say("Search Metrics"))
        search.replace("stations")
        value = json.loads(self.cli("stats", "--json", "--period", "2026-01-01/2026-12-31"))["stations"]["open"]
        assert value > 0
        button = self.program.find(role="button", name=self.say("_Insert"))
        wait_for(lambda: button.enabled, "the figure has no value")
        self.picture("figure-dialog")
        self.program.key("Return")
        wait_for(lambda: "{{站点+单位}}" in self.source.text, "the figure is not typed")
        self.source.type("。\n")

    def paper(self):
        """What stands in the text is on paper."""
        pdf = os.path.join(self.output or self.home, "pictures.pdf")

        def export():
            self.cli("export", self.bulletin, "-o", pdf, "--force")
            text = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True).stdout
            return "处。" in text.replace("\n", "")

        wait_for(export, "the value of the figure is not on paper", 20)
        images = subprocess.run(["pdfimages", "-list", pdf], capture_output=True, text=True, check=True).stdout
        rows = [line.split() for line in images.splitlines()[2:]]
        assert {row[3] for row in rows} == {"600", "1843"}, images
        # The photograph is in it as it is kept.
        assert any(row[8] == "jpeg" for row in rows), images
        self.picture("desk")

    def issue(self):
        self.cli("issue", self.bulletin, "--signer", "签发人", "--date", "2026-12-01", "--force")
        html = os.path.join(self.home, "issued.html")
        self.cli("export", self.bulletin, "-o", html)
        with open(html, encoding="utf-8") as page:
            assert "{{" not in page.read()
        assert json.loads(self.cli("verify", "--json"))["damaged"] == []

    def steps(self):
        return (
            ("the program starts on the sample library", self.start),
            ("a draft is open", self.draft),
            ("a picture is pasted and captioned", self.paste),
            ("it can be taken back and done again", self.undo),
            ("a picture is chosen as a file", self.choose),
            ("a drawing that carries a program is refused", self.refuse),
            ("a live figure is found by the keyboard", self.figure),
            ("pictures and figure are on paper", self.paper),
            ("issuing freezes them", self.issue),
        )


if __name__ == "__main__":
    sys.exit(run(PicturesJourney, __doc__))
