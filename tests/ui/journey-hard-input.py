#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What offices should not have to fear, in the real window: texts without end,
pictures that are none, a disk that is full, a template that comes by mail.
"""

import json
import os
import shutil
import subprocess
import sys

from desktop import Program, wait_for
from journey import Journey, run

N_CHARS = 1_000_000


class HardInputJourney(Journey):
    def __init__(self, arguments):
        super().__init__(arguments)
        # Where the library of the full disk lies; only the program sees it.
        self.disk = os.path.join(self.home, "disk")
        os.makedirs(self.disk)

    # --- Helpers ------------------------------------------------------------

    def stored(self, title):
        return self.cli("show", self.id_of(title), "--text")

    # --- The steps ----------------------------------------------------------

    def endless(self):
        text = "志愿" * (N_CHARS // 2)
        self.open_text("长.txt", f"没有尽头的一段\n{text}\n", "没有尽头的一段")
        self.program.find(role="label", contains="1,000,000")
        self.program.click(self.source)
        self.program.key("ctrl+Home")
        self.type_keys("Head")
        self.program.key("ctrl+End")
        self.type_keys("Tail")
        wait_for(lambda: self.stored("没有尽头的一段") == f"Head{text}Tail\n", "what was typed is not kept whole", 60)
        wait_for(lambda: any("1,000,0" in label.name for label in self.program.find_all(role="label", contains="字数")),
                 "the words are not counted", 120)
        self.picture("endless")

    def long_table(self):
        rows = "".join(f"| {n} | 站点{n} | {n % 90} |\n" for n in range(10000))
        self.open_text("表.txt", f"一万行的表\n| 序号 | 站点 | 人次 |\n|---|---|---:|\n{rows}", "一万行的表")
        self.program.click(self.source)
        self.program.key("ctrl+End")
        self.program.key("Up")
        self.program.key("alt+Return")
        self.type_keys("new")
        wait_for(lambda: "站点9999" in self.stored("一万行的表") and "new" in self.stored("一万行的表"),
                 "the new row is not kept", 60)
        assert self.stored("一万行的表").count("\n|") >= 10002 - 1
        self.picture("table")

    def odd_words(self):
        text = "表情😀，مرحبا بالعالم，𠮷野家，本月{{stations 处，另有{{没有这个}}处。"
        self.open_text("怪.txt", f"少见的字\n{text}\n", "少见的字")
        self.program.click(self.source)
        self.program.key("ctrl+End")
        self.type_keys("x")
        wait_for(lambda: "x" in self.stored("少见的字"), "what was typed is not kept")
        assert text in self.stored("少见的字")
        self.program.key("ctrl+j")
        self.program.find(role="label", contains="表情符号")
        self.program.find(role="label", contains="没有这个")
        self.picture("odd")

    def pictures(self):
        png = self.write_file("页_files/好.png", b"")
        subprocess.run(["convert", "-size", "60x40", "xc:gray", png], check=True)
        with open(png, "rb") as file:
            whole = file.read()
        self.write_file("页_files/断.png", whole[:len(whole) // 2])
        self.write_file("页_files/画.svg", '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
        self.open_text("页.html", "<html><body><h1>有图的网页</h1><p>正文一段，说明情况。</p>"
                                 '<img src="页_files/好.png" alt="甲"><img src="页_files/断.png" alt="乙">'
                                 '<img src="页_files/画.svg" alt="丙"></body></html>', "有图的网页")
        # Why one was not taken, in a sentence; and each is a finding.
        self.program.find(role="label", contains="断.png")
        findings = json.loads(self.cli("check", self.bulletin, "--json"))
        missing = [finding["message"] for finding in findings if finding["rule"] == "picture-missing"]
        assert len(missing) == 2 and "断.png" in missing[0] and "画.svg" in missing[1], missing

    def template(self):
        path = os.path.join(self.home, "来信.bulletin-template")
        self.cli("template", "export", "工作简报", "-o", path)
        self.open_file(path)
        dialog = self.program.find(role=("dialog", "alert", "alert dialog"), name="导入模板？")
        self.picture("template")
        dialog.find(role="button", name="导入").press()
        self.program.find(role="button", name="两个都保留").press()
        wait_for(lambda: len(json.loads(self.cli("series", "--json"))) == 2, "the series is not there")

    def choose_series(self):
        """With several series a new bulletin asks for its own."""
        self.place("在编")
        n_drafts = len(self.drafts())
        self.program.find(role="button", name="新建").press()
        dialog = self.program.find(role=("dialog", "alert", "alert dialog"), name="新建简报")
        self.picture("series")
        dialog.find(role="button", name="开始").press()
        wait_for(lambda: len(self.drafts()) == n_drafts + 1, "there is no new draft")

    def full_disk(self):
        """On a disk that is full the window does not close over what is typed."""
        self.end()
        shutil.copy(self.library, os.path.join(self.home, "seed.bulletin"))
        script = ('mount -t tmpfs -o size=64m tmpfs "$1" && cp "$2" "$1/office.bulletin" && chmod 600 "$1/office.bulletin" && '
                  'shift 2 && exec "$@"')
        unshare = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--user", "--map-root-user", "--mount"]
        self.program = Program("--library", os.path.join(self.disk, "office.bulletin"), home=self.home,
                               within=[*unshare, "sh", "-c", script, "sh", self.disk, os.path.join(self.home, "seed.bulletin")])
        self.place("在编")
        self.program.click(self.program.find(role="label", contains="少见的字"))
        self.find_source()
        wait_for(lambda: "表情" in self.source.text, "the text does not come")
        self.program.click(self.source)
        # The disk as the program sees it.
        ballast = os.path.join(f"/proc/{self.program.process.pid}/root", self.disk.lstrip("/"), "ballast")
        with open(ballast, "wb", buffering=0) as file:
            try:
                while True:
                    file.write(b"\0" * 4096)
            except OSError:
                pass
        self.program.key("ctrl+End")
        self.source.type("满" * 60_000)
        self.program.find(role="label", contains="没有保存", timeout=60)
        self.picture("full")

        self.program.key("ctrl+w")
        dialog = self.program.find(role=("dialog", "alert", "alert dialog"), name="输入的内容没有保存")
        self.picture("leaving")
        dialog.find(role="button", name="复制文字").press()
        wait_for(lambda: "满满满" in self.clipboard.read(), "the text was not copied")
        assert self.program.process.poll() is None

        os.unlink(ballast)
        self.program.key("ctrl+w")
        # Saved now, or asked once more if the disk was found full before.
        self.program.process.wait(60)

    def steps(self):
        return (
            ("the program starts on the sample library", self.start),
            ("a paragraph of a million characters is typed in and kept whole", self.endless),
            ("a table of 10,000 rows gets another one", self.long_table),
            ("emoji, Arabic, rare characters and open braces are kept and named", self.odd_words),
            ("pictures come with a page, and those that are none are named", self.pictures),
            ("a template that is opened is offered for import", self.template),
            ("a new bulletin asks for its series", self.choose_series),
            ("a full disk keeps the window open", self.full_disk),
        )


if __name__ == "__main__":
    sys.exit(run(HardInputJourney, __doc__))
