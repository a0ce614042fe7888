# SPDX-License-Identifier: GPL-3.0-or-later
"""What the people of an office do in more than one journey: sit down at the machine,
send a bulletin for review, answer it, and say why.
"""

import json

from desktop import Atspi, wait_for
from journey import Journey

ROLES = ("编辑", "审签人", "两者兼任")


class OfficeJourney(Journey):
    """A story about one bulletin; its title is in the class."""

    title = None

    def become(self, name, role):
        """Somebody else sits down at the machine."""
        self.program.key("ctrl+comma")
        dialog = self.program.find(role="dialog", name="首选项")
        dialog.find(role="text", name="姓名").replace(name)
        self.choose_role(dialog, role)
        self.close_preferences()

    def people(self):
        """The preferences, at the people of the office."""
        self.program.key("ctrl+comma")
        dialog = self.program.find(role="dialog", name="首选项")
        dialog.find(role=("page tab", "radio button", "toggle button"), name="人员").press()
        dialog.find(role="button", name="添加人员…")
        return dialog

    def add_person(self, name, post, role):
        """In the list of people, which is open."""
        self.program.click(self.program.find(role="button", name="添加人员…"))
        dialog = self.program.find(role="dialog", name="添加人员")
        assert not dialog.find(role="button", name="保存").enabled, "a person without a name can be saved"
        dialog.find(role="text", name="姓名").replace(name)
        dialog.find(role="text", name="职务").replace(post)
        self.choose_role(dialog, role)
        dialog.find(role="button", name="保存").press()
        self.program.find(role="list item", contains=name)

    def choose_role(self, dialog, role):
        box = dialog.find(role="combo box", contains="角色")
        self.program.click(box)
        wait_for(lambda: len(list(self.program.find_all(role="label", name="编辑"))) > 0, "the roles are not offered")
        self.keys("Home", *["Down"] * ROLES.index(role), "Return")
        wait_for(lambda: any(label.text == role for label in box.find_all(role="label")), f"the role is not {role}")

    def sit_down(self, name):
        """One of the people of the list comes to the machine."""
        check = self.people().find(role=("check box", "radio button"), name=name)
        self.program.click(check)
        wait_for(lambda: check.has(Atspi.StateType.CHECKED), f"{name} is not chosen")
        self.close_preferences()

    def close_preferences(self):
        self.program.key("Escape")
        wait_for(lambda: not any(self.program.find_all(role="dialog", name="首选项")), "the preferences stay open")

    def state(self, id=None):
        return json.loads(self.cli("show", id or self.bulletin, "--json"))["state"]

    def wait_for_state(self, state, id=None):
        wait_for(lambda: self.state(id) == state, f"the bulletin does not become {state}", timeout=60)

    # --- Review ----------------------------------------------------------------

    def send(self, *names):
        self.program.find(role="button", name="送审").press()
        dialog = self.program.find(role="dialog", name="送审")
        for name in names:
            field = dialog.find(role="text", name="其他审签人姓名")
            self.program.click(field)
            field.replace(name)
            self.program.key("Return")
            box = dialog.find(role="check box", name=name)
            wait_for(lambda: box.has(Atspi.StateType.CHECKED), f"{name} is not chosen")
        return dialog

    def open_review(self):
        self.place("待审")
        self.program.click(self.program.find(role="list item", contains=self.title))
        self.program.find(role="image", contains="第 1 页")
        self.program.find(role="button", name="同意…")

    def send_back(self, reason):
        self.program.find(role="button", name="退回…").press()
        dialog = self.program.find(role=("dialog", "alert"), name="退回")
        answer = dialog.find(role="button", name="退回")
        assert not answer.enabled, "it can be sent back without a reason"
        dialog.find(role="text", name="退回").type(reason)
        answer.press()
        self.wait_for_state("returned")
        wait_for(lambda: not any(self.program.find_all(role="button", name="退回…")), "the reading view stays")

    def approve(self):
        self.program.find(role="button", name="同意…").press()
        dialog = self.program.find(role=("dialog", "alert"), contains="同意")
        wait_for(lambda: any(self.title in label.text and "第 2 稿" in label.text for label in dialog.find_all(role="label")),
                 "the dialog does not say what is approved")
        self.picture("review-approve")
        dialog.find(role="button", name="同意").press()
        wait_for(lambda: not any(self.program.find_all(role="button", name="同意…")), "the reading view stays")

    # --- Records ---------------------------------------------------------------

    def menu_item(self, index):
        """By its place: GTK's menus do not tell their items' names. Beside the list of
        the archive, which has a menu of its own, the record's comes last."""
        self.program.find(role="toggle button", name="更多")
        list(self.program.find_all(role="toggle button", name="更多"))[-1].press()
        wait_for(lambda: list(self.program.find_all(role="menu item")), "the menu does not open")[index].press()

    def open_record(self, title):
        """By a search from anywhere."""
        self.program.key("Escape")
        self.place("归档")
        entry = self.program.find(name="搜索归档")
        entry.replace(title)
        row = wait_for(lambda: next((control for control in self.program.find_all(role="label") if control.name == title), None),
                       f"the archive does not find {title}")
        self.program.click(row)
        self.program.find(role=("page tab", "radio button", "toggle button"), name="分发")

    def accept_findings(self, reason):
        """In the dialog for issuing: a reason for the first finding, and the same for the others."""
        dialog = self.program.find(role="dialog", name="签发简报")
        button = dialog.find(role="button", name="签发")
        reasons = wait_for(lambda: list(dialog.find_all(role="text", name="仍予签发的理由")), "no finding asks for a reason")
        assert not button.enabled, "it is issued without a reason"
        reasons[0].replace(reason)
        for same in list(dialog.find_all(role="button", name="同上")):
            same.press()
        wait_for(lambda: button.enabled, "the reasons are not enough")
        return button

    def give_reason(self, reason, verb):
        dialog = self.program.find(role=("alert", "dialog"), contains="？")
        button = dialog.find(role="button", name=verb)
        assert not button.enabled, "it can be done without a reason"
        dialog.find(role="text", name=self.say("Reason")).replace(reason)
        wait_for(lambda: button.enabled, "a reason is not enough")
        return button

    def save_as(self, title, path, proposed):
        """Names the file in GTK's own dialog, which proposes a name with those words."""
        dialog = self.program.find(role=("dialog", "file chooser"), name=title)
        entry = wait_for(lambda: next((control for control in dialog.find_all(role="text") if proposed in control.text), None),
                         "no file name is proposed")
        entry.replace(path)
        dialog.find(role="button", name="保存").press()
