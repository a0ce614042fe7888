#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages beside the text, in the real window: caret and page in step both
ways, zoom, facing pages, the grid, the same picture as the PDF, and what happens
when the process that shows them dies.
"""

import os
import re
import signal
import subprocess
import sys
import time

from desktop import Atspi, wait_for
from journey import Journey, run

TEXT = "关于上半年关爱工作情况的报告\n" + "".join(
    f"{number}、第{number}项工作稳步推进。各单位按照年初安排，逐项对照任务，逐级落实责任，把各项服务送到站点和家庭。\n"
    + "　　各站点每周开放五天，由志愿者轮流值守，提供饮水、充电、休息和应急药品，做到随到随用、用后归位。\n" * 6
    for number in "一二三四五六")


class PaperJourney(Journey):
    def __init__(self, arguments):
        super().__init__(arguments)
        self.folder = self.output or self.home

    # --- What is on the screen -------------------------------------------------

    def caret(self):
        return Atspi.Text.get_caret_offset(self.find_source().accessible.get_text_iface())

    def page(self):
        """Which page is read, and of how many."""
        label = self.program.find(role="label", contains=" 页，共 ").name
        return tuple(int(number) for number in re.findall(r"\d+", label))

    def zoom(self):
        """The percentage on the button under the pages."""
        names = (control.name for control in self.program.find_all(role=("button", "toggle button", "label")))
        return next((int(name[:-1]) for name in names if re.fullmatch(r"\d+%", name)), None)

    def press(self, keys, what, condition):
        """Presses keys and waits for what they do."""
        self.program.key(keys)
        return wait_for(condition, f"{what} after {keys}")

    def take(self, name):
        path = os.path.join(self.folder, f"{name}.png")
        self.program.picture(path)
        return path

    def pixels(self, path):
        """Rows of (red, green, blue)."""
        data = subprocess.run(["convert", path, "-depth", "8", "ppm:-"], check=True, capture_output=True).stdout
        head = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", data)
        width, height = int(head[1]), int(head[2])
        body = data[head.end():]
        return [[tuple(body[(y * width + x) * 3:(y * width + x) * 3 + 3]) for x in range(width)] for y in range(height)]

    def find_paper(self, path):
        """Left, top, right and bottom of the first page on its grey ground; the whole
        page has to be in sight."""
        ground, white = (0xe3, 0xe3, 0xe6), (255, 255, 255)
        rows = self.pixels(path)
        middle = rows[len(rows) // 2]
        start = middle.index(ground)
        left = middle.index(white, start)
        right = len(middle) - 1 - middle[::-1].index(ground)
        while middle[right] != white:
            right -= 1
        top = bottom = len(rows) // 2
        edge = left + 3
        while rows[top - 1][edge] == (255, 255, 255):
            top -= 1
        while rows[bottom + 1][edge] == (255, 255, 255):
            bottom += 1
        return left, top, right, bottom

    # --- The steps ----------------------------------------------------------------

    def open(self):
        self.start()
        self.open_text("report.txt", TEXT, "关于上半年关爱工作情况的报告")
        wait_for(lambda: self.page()[1] >= 3, "there are no pages")
        wait_for(lambda: self.pages_text(), "the pages are empty")
        self.pdf = os.path.join(self.folder, "report.pdf")
        self.cli("export", self.bulletin, "-o", self.pdf, "--force")

    def find_words(self, words):
        """Where the PDF has words that stand together, on its first page, in points."""
        boxes = subprocess.run(["pdftotext", "-bbox", "-l", "1", self.pdf, "-"], check=True, capture_output=True, text=True).stdout
        for box in re.finditer(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</word>', boxes):
            if words in box[5]:
                left, top, right, bottom = (float(box[i]) for i in range(1, 5))
                pitch = (right - left) / len(box[5])
                return left + (box[5].index(words) + 0.2) * pitch, (top + bottom) / 2
        raise AssertionError(f"the PDF has no {words}")

    def click_paper(self, x, y):
        """Clicks at a place of the first page, in points."""
        left, top, right, _ = self.find_paper(self.take("paper"))
        scale = (right - left + 1) / 595.28
        subprocess.run(["xdotool", "mousemove", "--sync", "--window", self.program.window_id(),
                        str(round(left + x * scale)), str(round(top + y * scale)), "click", "1"], check=True)

    def click_moves_caret(self):
        self.press("ctrl+9", "the whole page is not shown", lambda: self.zoom() and self.zoom() < 65)
        for words in ("一项工作稳步", "责任，把各项"):
            self.click_paper(*self.find_words(words))
            expected = self.find_source().text.index(words)
            wait_for(lambda: self.caret() == expected, f"the caret is not at {words}")
        # What is typed goes there: the text has the focus.
        self.program.key("x")
        wait_for(lambda: self.find_source().text[expected] == "x", "the text has not the focus")
        self.press("ctrl+z", "nothing is undone", lambda: self.find_source().text[expected] != "x")

    def caret_moves_page(self):
        count = self.page()[1]
        self.program.click(self.find_source())
        self.press("ctrl+End", "the last page is not shown", lambda: self.page()[0] == count)
        wait_for(lambda: "用后归位" in self.pages_text(), "the last page is empty")
        self.take("caret")
        self.press("ctrl+Home", "the first page is not shown", lambda: self.page()[0] == 1)

    def page_keys_turn_pages(self):
        # A click on the ground beside the paper gives the pages the focus.
        left, top, _, bottom = self.find_paper(self.take("paper"))
        subprocess.run(["xdotool", "mousemove", "--sync", "--window", self.program.window_id(),
                        str(left - 8), str((top + bottom) // 2), "click", "1"], check=True)
        self.press("Next", "the page does not turn", lambda: self.page()[0] == 2)
        self.press("Prior", "the page does not turn back", lambda: self.page()[0] == 1)

    def zoom_steps(self):
        fitted = self.zoom()
        self.program.click(self.find_source())
        larger = self.press("ctrl+plus", "the pages stay as small", lambda: self.zoom() > fitted and self.zoom())
        self.press("ctrl+minus", "the pages stay as large", lambda: self.zoom() < larger)
        self.press("ctrl+0", "the paper has not its size", lambda: self.zoom() == 100)
        self.take("size-of-paper")
        wide = self.press("ctrl+8", "the width is not fitted", lambda: self.zoom() < 100 and self.zoom())
        window = self.program.window_id()
        x, y = self.find_paper_middle()
        subprocess.run(["xdotool", "mousemove", "--sync", "--window", window, str(x), str(y),
                        "keydown", "ctrl", "click", "4", "keyup", "ctrl"], check=True)
        wait_for(lambda: self.zoom() > wide, "the wheel does not zoom")
        self.press("ctrl+8", "the width is not fitted again", lambda: self.zoom() == wide)

    def find_paper_middle(self):
        label = self.program.find(role="label", contains=" 页，共 ")
        box = label.accessible.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
        return box.x + box.width // 2, box.y - 200

    def facing_pages(self):
        one = self.zoom()
        self.press("ctrl+7", "there is no second page", lambda: self.zoom() < one * 0.6)
        self.program.click(self.find_source())
        self.press("ctrl+End", "the pages do not follow", lambda: self.page()[0] > 1)
        self.take("facing")
        self.press("ctrl+7", "there are two pages still", lambda: self.zoom() == one)
        self.press("ctrl+Home", "the pages do not go back", lambda: self.page()[0] == 1)

    def green(self, path):
        return sum(1 for row in self.pixels(path) for red, green, blue in row if green > red + 12 and green > blue + 4)

    def grid(self):
        before = self.green(self.take("no-grid"))
        self.program.key("ctrl+shift+g")
        wait_for(lambda: self.green(self.take("grid")) > before + 3000, "no grid is drawn")
        self.program.key("ctrl+shift+g")
        wait_for(lambda: self.green(self.take("no-grid")) <= before + 100, "the grid stays")

    def difference(self, one, other, *shift):
        mean = subprocess.run(["convert", one, "(", other, *shift, ")", "-colorspace", "Gray", "-blur", "0x1.2",
                               "-compose", "difference", "-composite", "-format", "%[fx:mean]", "info:"],
                              check=True, capture_output=True, text=True).stdout
        return float(mean)

    def same_as_print(self):
        """The first page as the view shows it against the PDF's."""
        self.press("ctrl+9", "the whole page is not shown", lambda: self.zoom() < 65)
        # The caret is no part of the page.
        self.program.click(self.program.find(role="text", name="简报题目"))
        left, top, right, bottom = self.find_paper(self.take("screen"))
        width, height = right - left + 1, bottom - top + 1
        shown = os.path.join(self.folder, "shown.png")
        subprocess.run(["convert", os.path.join(self.folder, "screen.png"), "-crop", f"{width}x{height}+{left}+{top}",
                        "+repage", shown], check=True)
        subprocess.run(["pdftoppm", "-png", "-f", "1", "-l", "1", "-singlefile", "-scale-to-x", str(width),
                        "-scale-to-y", str(height), self.pdf, os.path.join(self.folder, "printed")], check=True)
        printed = os.path.join(self.folder, "printed.png")
        # Edges and baselines of the screen are whole pixels: within one of them the two
        # agree, and nowhere else.
        near = min(self.difference(shown, printed, "-roll", f"{dx:+d}{dy:+d}") for dx in (-1, 0, 1) for dy in (-1, 0, 1))
        far = min(self.difference(shown, printed, "-roll", shift) for shift in ("+3+0", "-3+0", "+0+3", "+0-3"))
        print(f"# they differ by {near:.4f}, moved by three pixels by {far:.4f}", flush=True)
        assert near < 0.012, f"screen and print differ by {near}"
        assert far > 1.5 * near, f"the page is no nearer to its print than to one moved: {near}, {far}"

    def web_processes(self):
        """The view's processes that the program has started."""
        parents = {}
        for entry in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open(f"/proc/{entry}/stat", encoding="utf-8") as stat:
                    name, rest = re.match(r"\d+ \((.*)\) (.*)", stat.read()).groups()
                parents[int(entry)] = (int(rest.split()[1]), name)
            except (OSError, AttributeError):
                continue

        def is_ours(process):
            while process in parents and process != self.program.process.pid:
                process = parents[process][0]
            return process == self.program.process.pid

        return [process for process, (_, name) in parents.items() if name.startswith("WebKitWebProc") and is_ours(process)]

    def comes_back(self):
        before = wait_for(self.web_processes, "there is no process of the view")
        self.program.click(self.find_source())
        self.press("ctrl+Home", "the first page is not shown", lambda: self.page()[0] == 1)
        wait_for(lambda: "第一项" in self.pages_text(), "the first page is empty")
        for process in before:
            os.kill(process, signal.SIGKILL)
        wait_for(lambda: self.web_processes() and not set(self.web_processes()) & set(before), "no new process is started")
        wait_for(lambda: "第一项" in self.pages_text(), "the pages do not come back", timeout=60)
        self.take("back")
        # It follows again.
        self.program.click(self.find_source())
        self.press("ctrl+End", "the pages do not follow any more", lambda: self.page()[0] > 1)

    def hostile(self):
        """A text of markup is text: the view asks nobody for anything."""
        import http.server
        import threading

        asked = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                asked.append(self.path)
                self.send_error(404)

            def log_message(self, *_):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        site = f"http://127.0.0.1:{server.server_address[1]}"
        self.program.click(self.find_source())
        self.press("ctrl+End", "the last page is not shown", lambda: self.page()[0] > 1)
        self.find_source().type(
            f"\n<img src={site}/img>\n<link rel=preconnect href={site}/><meta http-equiv=refresh content='0;url={site}/meta'>\n"
            f"<style>@import url({site}/css); p {{ background: url({site}/css) }}</style>\n</text></g></svg><img src='{site}/svg'>\n"
            f"![照片]({site}/picture)\n![照片](attachment:{site}/attachment)\n<iframe src={site}/frame></iframe>最后一句")
        wait_for(lambda: "最后一句" in self.pages_text(), "the text is not shown")
        self.press("ctrl+shift+e", "the web edition is not shown",
                   lambda: "最后一句" in "".join(control.text for control in self.program.find(
                       role="document web", showing=False).find_all(role="paragraph", showing=False)))
        time.sleep(1.0)
        self.take("hostile")
        self.program.key("ctrl+shift+e")
        server.shutdown()
        assert asked == [], f"the view asked for {asked}"

    def steps(self):
        return (
            ("a report is opened and its pages are there", self.open),
            ("a click on the page puts the caret at that character", self.click_moves_caret),
            ("the page follows the caret", self.caret_moves_page),
            ("the page keys turn the pages", self.page_keys_turn_pages),
            ("the pages are zoomed by keys and by the wheel", self.zoom_steps),
            ("facing pages stand side by side", self.facing_pages),
            ("the grid is drawn over the block", self.grid),
            ("the page on the screen is the page that is printed", self.same_as_print),
            ("a text full of markup asks nobody for anything", self.hostile),
            ("the pages come back when their process is killed", self.comes_back),
        )


if __name__ == "__main__":
    sys.exit(run(PaperJourney, __doc__))
