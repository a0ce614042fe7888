#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job in the real window, from the text of a bulletin to an issued,
archived, printed one.

    journey.py [--output FOLDER] [--text FILE]

Each step is a TAP test that acts by role and name; a step that breaks ends the
journey as failed. With --output, the PDF, the web site and a picture of each
page are left in that folder.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import traceback

import desktop
from desktop import Control, NotFound, Program, wait_for

HERE = os.path.dirname(os.path.abspath(__file__))
SEED = os.path.join(HERE, "..", "..", "..", "shared", "seeds", "bulletin-2024-06.txt")
EXAMPLE = os.path.join(HERE, "web-page.txt")


class Journey:
    def __init__(self, output, text):
        self.output = output
        self.text = text
        self.steps = 0
        self.home = tempfile.mkdtemp(prefix="bulletin-journey-")
        self.library = os.path.join(self.home, "data", "bulletin", "sample.bulletin")
        self.program = None

    # --- Telling what happens ---------------------------------------------

    def step(self, name, function):
        self.steps += 1
        try:
            function()
        except Exception:
            print(f"not ok {self.steps} - {name}")
            for line in traceback.format_exc().splitlines():
                print(f"# {line}")
            if self.program is not None:
                for line in self.program.log.splitlines()[-20:]:
                    print(f"# program: {line}")
                try:
                    self.program.picture(os.path.join(self.output or tempfile.gettempdir(), "failed.png"))
                except Exception as error:
                    print(f"# no picture: {error}")
            print(f"1..{self.steps}", flush=True)
            return False
        print(f"ok {self.steps} - {name}", flush=True)
        return True

    def picture(self, name):
        if self.output:
            self.program.picture(os.path.join(self.output, f"{name}.png"))

    def cli(self, *arguments):
        """Runs the command line on the library of the window."""
        return subprocess.run(
            ["bulletin", "--library", self.library, *arguments], check=True,
            capture_output=True, text=True, env={**os.environ, "LC_ALL": "zh_CN.UTF-8"}).stdout

    # --- The steps ----------------------------------------------------------

    def start(self):
        self.program = Program("--sample", home=self.home)
        self.program.find(role="list item", contains="概览")
        self.place("概览")

    def place(self, name):
        """Goes to a place of the sidebar."""
        row = self.program.find(role="list item", contains=name)
        # A row is activated where it is shown, as a click would.
        row.accessible.get_component_iface().grab_focus()
        row.press()

    def dashboard(self):
        figures = json.loads(self.cli("stats", "--json", "--period", "2026"))
        self.place("概览")
        for name, value in (
            ("在用站点", figures["stations"]["open"]),
            ("志愿者", figures["volunteers"]),
            ("活动", figures["activities"]["count"]),
        ):
            self.program.find(role="button", contains=f"{name}：{value:,}")
        self.picture("overview")
