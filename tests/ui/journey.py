# SPDX-License-Identifier: GPL-3.0-or-later
"""What every journey shares: a home and a library of its own, the program that is
driven, the report in TAP, pictures, and what people do in most stories.

A journey's file holds its story: a class of its own with one method a step and a
list of them in the order of the story, and at its end

    sys.exit(run(TermsJourney, __doc__))

Each step is a TAP test that acts by role and name; a step that breaks ends the
journey as failed. With --output, pictures are left in that folder.
"""

import argparse
import functools
import gettext
import json
import os
import shutil
import subprocess
import tempfile
import time
import traceback

from gi.repository import GLib

from clipboard import Clipboard
from desktop import Program, plain, wait_for


class Journey:
    """A story told in steps on a sample library of its own."""

    def __init__(self, arguments):
        self.output = arguments.output
        self.n_steps = 0
        self.home = tempfile.mkdtemp(prefix="bulletin-journey-")
        self.library = os.path.join(self.home, "data", "bulletin", "sample.bulletin")
        self.clipboard = Clipboard()
        self.program = None
        self.source = None     # the text on the desk
        self.bulletin = None   # and the id of its bulletin

    @staticmethod
    def add_arguments(parser):
        """For a journey that takes more than --output."""

    def steps(self):
        """Pairs of what a step proves and its method."""
        raise NotImplementedError

    # --- Telling what happens -------------------------------------------------

    def tell(self):
        """Goes the steps until one breaks; returns whether none did."""
        try:
            done = all(self._step(name, function) for name, function in self.steps())
            if done and self.program is not None:
                done = self._step("the program ends when it is asked to", self.end)
            print(f"1..{self.n_steps}", flush=True)
            return done
        finally:
            self.clipboard.withdraw()
            if self.program is not None:
                self.program.stop()
            shutil.rmtree(self.home, ignore_errors=True)

    def _step(self, name, function):
        self.n_steps += 1
        try:
            function()
        except Exception:
            print(f"not ok {self.n_steps} - {name}")
            for line in traceback.format_exc().splitlines():
                print(f"# {line}")
            if self.program is not None:
                self._say_how_it_looks()
            return False
        print(f"ok {self.n_steps} - {name}", flush=True)
        return True

    def _say_how_it_looks(self):
        for line in self.program.log.splitlines()[-20:]:
            print(f"# program: {line}")
        if self.program.process.poll() is not None:
            print(f"# program: ended with {self.program.process.returncode}")
        try:
            if self.source is not None:
                print(f"# text: {self.source.text[-400:]!r}")
        except GLib.Error:  # the desk was left
            pass
        try:
            self.program.picture(os.path.join(self.output or tempfile.gettempdir(), f"failed-{type(self).__name__}.png"))
        except Exception as error:
            print(f"# no picture: {error}")

    def picture(self, name):
        if self.output:
            self.program.picture(os.path.join(self.output, f"{name}.png"))

    def picture_of_screen(self, name):
        """With what lies over the window: a menu, a popover, or a dialog of GTK's own is
        a window of its own."""
        if self.output:
            time.sleep(0.4)
            subprocess.run(["import", "-window", "root", os.path.join(self.output, f"{name}.png")], check=True)

    # --- The program and its library --------------------------------------------

    def start(self, **options):
        """Starts the program on the sample library; options go to Program."""
        self.program = Program("--sample", home=self.home, **options)
        self.program.find(role="list item", contains="概览")

    def end(self):
        """Ends the program, which has to do it in good order."""
        status = self.program.stop()
        assert status == 0, f"the program ended with {status}"

    def cli(self, *arguments):
        """Runs the command line on the library of the window."""
        return subprocess.run(
            ["bulletin", "--library", self.library, *arguments], check=True,
            capture_output=True, text=True, env={**os.environ, "LC_ALL": "zh_CN.UTF-8"}).stdout

    def drafts(self):
        return json.loads(self.cli("list", "--state", "draft", "--json"))

    def id_of(self, title):
        """The id of the draft with that title."""
        return next(draft["id"] for draft in self.drafts() if draft["title"] == title)

    @functools.cached_property
    def _translation(self):
        prefix = os.path.dirname(os.path.dirname(os.path.realpath(shutil.which("bulletin"))))
        return gettext.translation(
            "bulletin", os.path.join(prefix, "share", "locale"), languages=["zh_CN"], fallback=True)

    def say(self, message):
        """A label as the window shows it."""
        return plain(self._translation.gettext(message).replace("_", ""))

    # --- What people do -----------------------------------------------------------

    def place(self, name):
        """Goes to a place of the sidebar."""
        self.program.click(self.program.find(role="list item", contains=name))
        self.program.find(role="grouping", name=name)

    def write_file(self, name, content):
        """Puts a file into the home; returns its path."""
        path = os.path.join(self.home, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode())
        return path

    def open_file(self, path):
        """A second start hands its file to the first, as a file manager does."""
        subprocess.run(["bulletin", path], check=True, timeout=60, env=self.program.environment)

    def find_source(self):
        """The text on the desk, which is another one each time the desk is opened."""
        self.source = self.program.find(role="text", name="简报正文", timeout=120)
        return self.source

    def open_text(self, name, content, title):
        """Opens a file with that content, which becomes the draft with that title."""
        self.open_file(self.write_file(name, content))
        wait_for(lambda: any(field.text == title for field in self.program.find_all(role="text", name="简报题目")),
                 f"{title} is not opened", 120)
        self.find_source()
        self.bulletin = self.id_of(title)

    def keys(self, *combinations):
        for combination in combinations:
            self.program.key(combination)

    def type_keys(self, text):
        """Types characters where the caret is, as the keyboard does."""
        for character in text:
            subprocess.run(["xdotool", "type", character], check=True)

    def pages_text(self):
        """What the pages in sight beside the text say, run by run: the view sets
        the others only when they come near."""
        document = self.program.find(role="document web", showing=False)
        return "".join(control.text for control in document.find_all(role=("section", "static", "paragraph"), showing=False))

    def go_to_finding(self, words):
        """Sets the caret with F8 on the finding that holds words."""
        text = self.source.accessible.get_text_iface()
        for _ in range(20):
            self.program.key("F8")
            at = self.source.text.index(words)
            try:
                wait_for(lambda: at <= text.get_caret_offset() <= at + len(words), "", timeout=1)
                return
            except AssertionError:
                continue
        raise AssertionError(f"F8 does not come to {words!r}")


def run(journey, story):
    """Tells a journey as the command line asks; returns the exit status."""
    parser = argparse.ArgumentParser(description=story, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", help="where to leave the pictures, and what the journey writes")
    journey.add_arguments(parser)
    arguments = parser.parse_args()
    if arguments.output:
        os.makedirs(arguments.output, exist_ok=True)
    return 0 if journey(arguments).tell() else 1
