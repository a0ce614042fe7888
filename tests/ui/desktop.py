# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real window as a person would: by role and by name.

Everything goes through AT-SPI, so a control that a screen reader cannot name
cannot be found here either. Nothing sleeps for a fixed time: every wait polls
for what it waits for, up to a limit.
"""

import os
import re
import shutil
import signal
import subprocess
import tempfile
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

TIMEOUT = float(os.environ.get("BULLETIN_UI_TIMEOUT", "30"))
SHOWING = (Atspi.StateType.SHOWING, Atspi.StateType.VISIBLE)


def plain(name):
    """A label without the mnemonic that Chinese has in brackets after it."""
    return re.sub(r"\([A-Z]\)", "", name)


class NotFound(AssertionError):
    """A control that the journey needs is not there."""


def wait_for(condition, what, timeout=None):
    """Polls a condition until it is true and returns its value; says what is not so
    else, or what a function makes of it: a busy program answers no questions before."""
    deadline = time.monotonic() + (timeout or TIMEOUT)
    error = None
    while time.monotonic() < deadline:
        try:
            value = condition()
            if value:
                return value
        except GLib.Error as e:  # a widget that went away between two calls
            error = e
        # Let AT-SPI's own cache see what the program says.
        context = GLib.MainContext.default()
        while context.iteration(False):
            pass
        time.sleep(0.05)
    raise NotFound(f"{what() if callable(what) else what}{f' ({error})' if error else ''}")


class Control:
    """One accessible of the program."""

    def __init__(self, accessible):
        self.accessible = accessible

    @property
    def name(self):
        return self.accessible.get_name() or ""

    @property
    def description(self):
        return self.accessible.get_description() or ""

    @property
    def role(self):
        return self.accessible.get_role_name()

    def has(self, *states):
        held = self.accessible.get_state_set()
        return all(held.contains(state) for state in states)

    @property
    def showing(self):
        return self.has(*SHOWING)

    @property
    def enabled(self):
        return self.has(Atspi.StateType.ENABLED) or self.has(Atspi.StateType.SENSITIVE)

    def children(self):
        for index in range(self.accessible.get_child_count()):
            child = self.accessible.get_child_at_index(index)
            if child is not None:
                yield Control(child)

    def walk(self, limit=40):
        if limit == 0:
            return
        for child in self.children():
            yield child
            yield from child.walk(limit - 1)

    def find_all(self, role=None, name=None, showing=True, contains=None):
        for control in self.walk():
            try:
                if role and control.role not in ((role,) if isinstance(role, str) else role):
                    continue
                if name is not None and plain(control.name) != name:
                    continue
                if contains is not None and contains not in control.name:
                    continue
                if showing and not control.showing:
                    continue
            except GLib.Error:
                continue
            yield control

    def find(self, role=None, name=None, contains=None, timeout=None, showing=True):
        return wait_for(
            lambda: next(self.find_all(role, name, showing, contains), None),
            lambda: f"no {role or 'control'} named {name or contains!r} in {self.role} {self.name!r}", timeout)

    def press(self):
        """Does what a click or Enter on the control does."""
        wait_for(lambda: self.enabled, f"{self.role} {self.name!r} stays insensitive")
        action = self.accessible.get_action_iface()
        if action is None or action.get_n_actions() == 0:
            raise NotFound(f"{self.role} {self.name!r} has no action")
        action.do_action(0)

    def focus(self):
        self.accessible.get_component_iface().grab_focus()

    @property
    def text(self):
        iface = self.accessible.get_text_iface()
        if iface is None:
            return self.name
        return Atspi.Text.get_text(iface, 0, Atspi.Text.get_character_count(iface))

    def type(self, text, at=None):
        """Puts text in at a character offset, by default at the end."""
        iface = self.accessible.get_editable_text_iface()
        if iface is None:
            raise NotFound(f"{self.role} {self.name!r} takes no text")
        if at is None:
            at = Atspi.Text.get_character_count(self.accessible.get_text_iface())
        # The length is in bytes.
        iface.insert_text(at, text, len(text.encode()))

    def replace(self, text):
        """Puts text in place of what is there; of a search field, in the text within."""
        for control in (self, *self.walk()):
            iface = control.accessible.get_editable_text_iface()
            if iface is not None:
                iface.set_text_contents(text)
                return
        raise NotFound(f"{self.role} {self.name!r} takes no text")

    def __repr__(self):
        return f"<{self.role} {self.name!r}>"


class Program:
    """A running Bulletin with a home folder of its own; "within" is a command that
    ends by becoming it."""

    def __init__(self, *arguments, language="zh_CN.UTF-8", home=None, environment=None, within=()):
        self.home = home or tempfile.mkdtemp(prefix="bulletin-home-")
        self.owns_home = home is None
        env = dict(os.environ)
        env.update({
            "LANG": language, "LC_ALL": language, "LANGUAGE": "",
            "XDG_DATA_HOME": f"{self.home}/data",
            "XDG_CONFIG_HOME": f"{self.home}/config",
            "XDG_CACHE_HOME": f"{self.home}/cache",
            "GSETTINGS_BACKEND": "keyfile",
            "GTK_A11Y": "atspi",
            "GSK_RENDERER": "cairo",
        })
        env.update(environment or {})
        self.environment = env
        self.log_path = f"{self.home}/log"
        os.makedirs(self.home, exist_ok=True)
        with open(self.log_path, "ab") as log:
            self.process = subprocess.Popen(
                [*within, "bulletin", *arguments], env=env, stdin=subprocess.DEVNULL,
                stdout=log, stderr=log, start_new_session=True)
        try:
            self.application = wait_for(self._find_application, "the program did not come up", timeout=90)
            self.window = self.application.find(role=("frame", "window"))
        except BaseException:
            self.stop()
            print(self.log)
            raise

    def _find_application(self):
        if self.process.poll() is not None:
            raise NotFound(f"the program ended with {self.process.returncode}:\n{self.log}")
        desktop = Atspi.get_desktop(0)
        # A registry that has only just come up does not tell of those that were quicker.
        desktop.clear_cache()
        for index in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(index)
            if child is not None and child.get_process_id() == self.process.pid:
                return Control(child)
        return None

    @property
    def log(self):
        with open(self.log_path, encoding="utf-8", errors="replace") as log:
            return log.read()

    def find(self, *args, **kwargs):
        """Finds a control in any window of the program (dialogs included)."""
        return self.application.find(*args, **kwargs)

    def find_all(self, *args, **kwargs):
        return self.application.find_all(*args, **kwargs)

    def click(self, control):
        """Clicks in the middle of a control with the pointer."""
        box = control.accessible.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
        window = self.window_id()
        subprocess.run(["xdotool", "mousemove", "--sync", "--window", window,
                        str(box.x + box.width // 2), str(box.y + box.height // 2), "click", "1"], check=True)

    def windows(self):
        """Those on the screen; none while one vanishes under the search."""
        return subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)],
            capture_output=True, text=True).stdout.split()

    def window_id(self):
        return wait_for(self.windows, "no window of the program is on the screen")[-1]

    def key(self, combination):
        """Presses keys on the focused window: "ctrl+s", "F9"."""
        subprocess.run(["xdotool", "key", "--clearmodifiers", combination], check=True)

    def resize(self, width, height):
        subprocess.run(["xdotool", "windowsize", "--sync", self.window_id(), str(width), str(height)], check=True)

    def picture(self, path):
        """Takes a picture of the program's window."""
        os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
        # A frame later everything that was asked for is drawn.
        time.sleep(0.4)
        windows = self.windows()
        target = windows[-1] if windows else "root"
        subprocess.run(["import", "-window", target, path], check=True)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        """Asks the program to end, and returns its status: 0 unless it broke on its way."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        if self.owns_home:
            shutil.rmtree(self.home, ignore_errors=True)
        return self.process.returncode

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


def dump(control, depth=0, limit=30):
    """Prints the tree below a control: for people who write journeys."""
    if depth > limit:
        return
    for child in control.children():
        print("  " * depth + f"{child.role}: {child.name!r}" + ("" if child.showing else " (hidden)"))
        dump(child, depth + 1, limit)
