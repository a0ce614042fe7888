#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sending a bulletin out of the real window: as a file in every format, as a folder
for the web, as pictures, and on paper, which here is a file too.
"""

import html.parser
import os
import subprocess
import sys
import zipfile

from desktop import plain, wait_for
from journey import Journey, run

TEXT = """\
2026年第九期
站点新进展
　　今年以来，各区新建了一批站点。
"""

# Written as pictures this takes a while.
LONG = "\n".join(f"　　补充第{n}段，写明后续安排和责任单位，逐项落实，按月报告进展情况。\n---" for n in range(1, 121))


class References(html.parser.HTMLParser):
    """What a page shows, and what it refers to."""

    def __init__(self, text):
        super().__init__()
        self.sources = []
        self.words = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.sources += [value for name, value in attributes if name == "src"]

    def handle_data(self, data):
        self.words.append(data)


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def get_png_size(path):
    with open(path, "rb") as file:
        head = file.read(24)
    assert head.startswith(b"\x89PNG"), f"{path} is no PNG"
    return int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")


def get_pdf_text(path, *options):
    return "".join(subprocess.run(["pdftotext", *options, path, "-"], check=True, capture_output=True, text=True).stdout.split())


class SendingJourney(Journey):
    def open(self):
        # GTK prints to a file in the folder for documents.
        self.documents = os.path.join(self.home, "documents")
        self.out = os.path.join(self.home, "out")
        os.makedirs(self.documents)
        os.makedirs(self.out)
        self.write_file("config/user-dirs.dirs", f'XDG_DOCUMENTS_DIR="{self.documents}"\n')
        self.start()

    def draft(self):
        self.open_text("text.txt", TEXT, "站点新进展")

    def paste(self):
        path = os.path.join(self.home, "grey.png")
        subprocess.run(["convert", "-size", "600x360", "gradient:#1a5fb4-#f6d32d", path], check=True)
        with open(path, "rb") as picture:
            self.clipboard.offer(picture.read(), "image/png")
        self.program.click(self.source)
        self.program.key("ctrl+End")
        self.program.key("ctrl+v")
        self.program.find(role="text", name=self.say("Caption (Can Be Left Empty)")).replace("新站点揭牌")
        self.program.find(role="button", name=self.say("_Insert")).press()
        wait_for(lambda: "![新站点揭牌](attachment:" in self.source.text, "the picture is not typed")
        wait_for(lambda: "attachment:" in self.cli("show", self.bulletin, "--text"), "the picture is not kept")

    # --- Exporting ---------------------------------------------------------------

    def menu(self, letter):
        """The desk's menu, its submenu for exporting, and an entry of it, by the
        letters that are underlined."""
        self.program.find(role="toggle button", name=self.say("Desk Menu")).press()
        items = wait_for(lambda: len(list(self.program.find_all(role="menu item"))), "the menu does not open")
        self.program.key("x")
        wait_for(lambda: len(list(self.program.find_all(role="menu item"))) not in (0, items), "the submenu does not open")
        self.picture_of_screen("sending-menu")
        self.program.key(letter)

    def dialog(self, title):
        return self.program.find(role=("dialog", "file chooser"), name=self.say(title))

    def save(self, name):
        """Names the file in GTK's own dialog, which proposes one."""
        dialog = self.dialog("Export the Bulletin")
        entry = wait_for(lambda: next((control for control in dialog.find_all(role="text")
                                       if "站点新进展" in control.text), None), "no file name is proposed")
        path = os.path.join(self.out, name)
        entry.replace(path)
        dialog.find(role="button", name="保存").press()
        return path

    def written(self, path):
        self.program.find(role="label", name=self.say("“%s” was written") % os.path.basename(path))
        assert not [name for name in os.listdir(self.out) if name.startswith(".")], os.listdir(self.out)

    def export_pdf(self):
        self.program.key("ctrl+e")
        path = self.save("简报.pdf")
        self.written(path)
        self.picture("sending-written")
        text = get_pdf_text(path)
        for words in ("站点新进展", "新建了一批站点", "新站点揭牌", "第9期"):
            assert words in text, (words, text)

    def export_word(self):
        self.program.key("ctrl+alt+e")
        path = self.save("简报.docx")
        self.written(path)
        with zipfile.ZipFile(path) as package:
            assert package.testzip() is None
            document = package.read("word/document.xml").decode()
            assert any(name.startswith("word/media/") for name in package.namelist()), package.namelist()
        assert "新建了一批站点" in document

    def export_web(self):
        self.program.key("ctrl+alt+w")
        path = self.save("简报.html")
        self.written(path)
        page = References(read(path))
        assert "新建了一批站点" in "".join(page.words)
        assert len(page.sources) == 1 and page.sources[0].startswith("data:image/png;base64,"), page.sources

    def export_folder(self):
        """Twice: the second time the window asks."""
        def choose():
            self.menu("f")
            dialog = self.dialog("Choose Where the Web Edition’s Folder Goes")
            self.program.key("ctrl+l")
            dialog.find(role="text").replace(self.out)
            dialog.find(role="button", name=self.say("_Choose")).press()

        choose()
        path = wait_for(lambda: next((entry.path for entry in os.scandir(self.out)
                                      if entry.is_dir() and not entry.name.startswith(".")), None), "the folder is not written")
        self.written(path)
        page = References(read(os.path.join(path, "index.html")))
        assert len(page.sources) == 1 and page.sources[0].startswith("pictures/"), page.sources
        assert len(os.listdir(os.path.join(path, "pictures"))) == 1
        note = os.path.join(path, "备注.txt")
        with open(note, "w", encoding="utf-8") as file:
            file.write("别人的")

        choose()
        question = self.program.find(role=("dialog", "alert"), name=self.say("Replace What Is There?"))
        self.picture("sending-replace")
        before = os.stat(os.path.join(path, "index.html")).st_ino
        question.find(role="button", name=self.say("_Replace")).press()
        wait_for(lambda: os.stat(os.path.join(path, "index.html")).st_ino != before, "the folder is not replaced")
        assert read(note) == "别人的"

    def export_text(self):
        self.menu("t")
        path = self.save("简报.txt")
        self.written(path)
        text = read(path)
        assert "站点新进展" in text and "新建了一批站点" in text and "attachment:" not in text

    def export_pictures(self):
        self.menu("g")
        path = self.save("页.png")
        self.written(path)
        # A4 at 144 dots to the inch.
        assert get_png_size(path) == (1191, 1684), get_png_size(path)

    # --- Targets that take nothing ---------------------------------------------------

    def refused(self, words):
        self.program.find(role="label", contains=words)

    def refuse(self):
        full = os.path.join(self.out, "满.pdf")
        os.symlink("/dev/full", full)
        self.program.key("ctrl+e")
        self.save("满.pdf")
        self.answer_replace()
        self.refused("磁盘已满")
        self.picture("sending-refused")
        os.unlink(full)

        # Without an ending that says the format there is nothing to write.
        self.program.key("ctrl+e")
        self.save("简报.odt")
        self.refused("简报.odt")
        assert not os.path.exists(os.path.join(self.out, "简报.odt"))
        assert not [name for name in os.listdir(self.out) if name.startswith(".")], os.listdir(self.out)

    def answer_replace(self):
        """GTK asks by itself about a file that is there."""
        self.program.find(role="label", contains="满.pdf")
        self.program.find(role="button", name="替换").press()

    # --- What takes long -------------------------------------------------------------

    def stop(self):
        self.source.type(LONG)
        wait_for(lambda: "补充第120段" in self.cli("show", self.bulletin, "--text"), "the long text is not kept")
        before = sorted(os.listdir(self.out))
        self.menu("g")
        self.save("长-1.png")
        self.program.find(role="progress bar")
        self.picture("sending-progress")
        self.program.find(role="button", name=self.say("_Cancel")).press()
        wait_for(lambda: not list(self.program.find_all(role="progress bar")), "the export does not end")
        wait_for(lambda: sorted(os.listdir(self.out)) == before, "what was stopped left something behind")

    # --- Paper ---------------------------------------------------------------------

    def choose_printer(self):
        self.program.key("ctrl+p")
        dialog = self.program.find(role="dialog", name="打印")
        self.program.click(dialog.find(role="table row", name="打印到文件"))
        wait_for(lambda: dialog.find(role="button", name="打印").enabled, "the printer is not chosen")
        return dialog

    def preview_print(self):
        """The second page of the long text, seen before it is printed."""
        dialog = self.choose_printer()
        names = [control.name for control in dialog.find_all(role="radio button", showing=False)]
        assert dialog.find(role="radio button", contains="当前页").enabled, f"the page in sight cannot be printed: {names}"
        self.program.click(dialog.find(role="radio button", name="页面："))
        dialog.find(role="text", name="页面：").replace("2")
        self.picture_of_screen("sending-print")
        dialog.find(role="button", name="预览").press()
        preview = self.program.find(role="dialog", name=self.say("Print Preview"))
        preview.find(role="label", name="1 页")
        self.picture("sending-preview")
        assert not os.listdir(self.documents)
        preview.find(role="button", name=self.say("_Print…")).press()
        wait_for(lambda: not preview.showing, "the preview stays")
        self.dialog_again = self.program.find(role="dialog", name="打印")

    def print(self):
        dialog = self.dialog_again
        self.program.click(dialog.find(role="table row", name="打印到文件"))
        wait_for(lambda: dialog.find(role="button", name="打印").enabled, "the printer is not chosen")
        self.program.click(dialog.find(role="radio button", name="页面："))
        dialog.find(role="text", name="页面：").replace("2-4")
        dialog.find(role="button", name="打印").press()
        path = wait_for(lambda: next((entry.path for entry in os.scandir(self.documents) if entry.stat().st_size > 0), None),
                        "nothing is printed")
        assert "站点新进展" in os.path.basename(path), path
        info = wait_for(lambda: subprocess.run(["pdfinfo", path], capture_output=True, text=True).stdout, "the PDF is not whole")
        assert "Pages:           3" in info and "(A4)" in info, info
        text = get_pdf_text(path)
        assert "补充第2段" in text and "补充第20段" not in text, text

    def steps(self):
        return (
            ("the program starts on the sample library", self.open),
            ("a draft is open", self.draft),
            ("a picture is pasted into it", self.paste),
            ("it goes out as PDF", self.export_pdf),
            ("it goes out for Word", self.export_word),
            ("it goes out as a web page in one file", self.export_web),
            ("it goes out as a folder for the web, which is not replaced unasked", self.export_folder),
            ("it goes out as plain text", self.export_text),
            ("it goes out as pictures of its pages", self.export_pictures),
            ("a target that takes nothing is refused in a sentence", self.refuse),
            ("what takes long shows how far it is, and stops", self.stop),
            ("the chosen pages are seen before they are printed", self.preview_print),
            ("they are printed in the size of the paper", self.print),
        )


if __name__ == "__main__":
    sys.exit(run(SendingJourney, __doc__))
