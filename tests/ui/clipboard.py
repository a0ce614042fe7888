# SPDX-License-Identifier: GPL-3.0-or-later
"""The clipboard of the display, as another program uses it."""

import subprocess

from desktop import wait_for


class Clipboard:
    """What another program offers, and what it would get."""

    def __init__(self):
        self.owner = None

    def offer(self, content, target=None):
        """Offers a text, or the bytes of something else, until it is withdrawn.

        The program that offers stays behind to hand the content out, so it must not
        hold the output of the journey open.
        """
        self.withdraw()
        kind = ["-t", target] if target else []
        self.owner = subprocess.Popen(["xclip", "-quiet", "-selection", "clipboard", *kind],
                                      stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.owner.stdin.write(content if isinstance(content, bytes) else content.encode())
        self.owner.stdin.close()
        wait_for(lambda: (target or "UTF8_STRING") in self.targets(), "the clipboard is not taken")

    def withdraw(self):
        if self.owner is not None:
            self.owner.kill()
            self.owner.wait()
            self.owner = None

    def targets(self):
        return self.read("TARGETS").split()

    def read(self, target="UTF8_STRING"):
        """The content in that form, empty if nobody offers it."""
        result = subprocess.run(["xclip", "-o", "-selection", "clipboard", "-t", target], capture_output=True, timeout=20)
        return result.stdout.decode("utf-8", "replace") if result.returncode == 0 else ""
