#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes on round a record in the real window: issued with a finding that is
accepted, sent out, corrected, withdrawn, and its number in the number book.
"""

import json
import os
import subprocess
import sys

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

from desktop import wait_for  # noqa: E402
from journey import run  # noqa: E402
from office import OfficeJourney  # noqa: E402

START = "工作简报\n2026年第9期\n\n驿站联系电话公布\n\n　　暖蜂驿站的联系电话为13800000000，欢迎职工拨打。\n"
PORTAL = """<node><interface name="org.freedesktop.portal.Email">
<method name="ComposeEmail"><arg type="s" direction="in"/><arg type="a{sv}" direction="in"/><arg type="o" direction="out"/></method>
</interface></node>"""


class Portal:
    """The desktop's mail portal, as far as a mail draft asks for it."""

    def __init__(self):
        self.mails = []
        self.connection = Gio.bus_get_sync(Gio.BusType.SESSION, None)
        interface = Gio.DBusNodeInfo.new_for_xml(PORTAL).interfaces[0]
        self.object = self.connection.register_object("/org/freedesktop/portal/desktop", interface, self.called, None, None)
        self.name = Gio.bus_own_name_on_connection(self.connection, "org.freedesktop.portal.Desktop",
                                                   Gio.BusNameOwnerFlags.NONE, None, None)

    def called(self, connection, sender, path, interface, method, parameters, invocation):
        options = parameters.unpack()[1]
        files = invocation.get_message().get_unix_fd_list()
        with os.fdopen(files.get(options["attachment_fds"][0]), "rb") as file:
            options["attachment"] = file.read()
        self.mails.append(options)
        invocation.return_value(GLib.Variant("(o)", ("/org/freedesktop/portal/desktop/request/1",)))

    def withdraw(self):
        Gio.bus_unown_name(self.name)
        self.connection.unregister_object(self.object)


class RecordsJourney(OfficeJourney):
    def steps(self):
        return (
            ("a series gets its recipients", self.add_recipients),
            ("a draft is opened", self.write),
            ("its number is reserved at the desk, and stands in the number book", self.reserve),
            ("a finding stands in the way until there is a reason", self.issue),
            ("the record shows what was accepted, and why", self.look_at_record),
            ("the list of who gets it is there, and is numbered and sent", self.distribute),
            ("a receipt is noted, and taken back", self.receive),
            ("labels and the covering list are written", self.print_labels),
            ("without a portal the folder with the PDF is offered", self.mail_without_portal),
            ("a mail with the PDF is handed to the portal", self.mail),
            ("the record is corrected, and each shows the other", self.correct),
            ("the record is withdrawn with a reason", self.withdraw),
            ("the number book shows it all, and a gap is explained", self.look_at_ledger),
            ("the pages are usable on a narrow window", self.narrow),
        )

    # --- Helpers --------------------------------------------------------------

    def fill(self, **fields):
        for name, text in fields.items():
            self.program.find(role="text", name=name).replace(text)

    def numbers(self):
        return json.loads(self.cli("ledger", "--year", "2026", "--json"))

    def deliveries(self):
        return json.loads(self.cli("distribution", self.bulletin, "--json"))

    def tab(self, name):
        self.program.find(role=("page tab", "radio button", "toggle button"), name=name).press()

    # --- The steps ------------------------------------------------------------

    def add_recipients(self):
        self.start()
        self.program.key("ctrl+shift+f")
        self.program.find(contains="还没有收文单位")
        for name, copies in (("省关工委", 1), ("东区关工委", 3)):
            self.program.find(role="button", name="添加收文单位").press()
            dialog = self.program.find(role="dialog", name="添加收文单位")
            save = dialog.find(role="button", name="保存")
            assert not save.enabled, "a recipient without a name can be saved"
            self.fill(名称=name, 地址="青禾市新华路1号", 邮编="157000", 邮箱="office@example.org")
            dialog.find(role="spin button").accessible.get_value_iface().set_current_value(copies)
            save.press()
            self.program.find(role="list item", name=name)
        self.picture("recipients")

    def write(self):
        path = self.write_file("start.txt", START)
        self.open_file(path)
        self.find_source()
        self.bulletin = self.id_of("驿站联系电话公布")

    def reserve(self):
        self.program.key("ctrl+alt+n")
        self.program.find(role="label", contains="已为本期预留第 9 期")
        self.picture("records-reserved")
        self.program.find(role="button", name="期号簿").press()
        row = self.program.find(role="list item", contains="驿站联系电话公布")
        assert any("预留" in label.text for label in row.find_all(role="label")), row.name
        assert [entry["state"] for entry in self.numbers() if entry["number"] == 9] == ["reserved"], self.numbers()
        self.program.key("alt+Left")
        self.program.find(role="text", name="简报正文")

    def issue(self):
        self.program.key("ctrl+shift+Return")
        button = self.accept_findings("公开的热线电话")
        self.picture("records-issue")
        button.press()
        wait_for(lambda: self.state() == "issued", "the bulletin is not issued", timeout=60)
        self.source = None

    def look_at_record(self):
        self.program.find(role="button", name="在归档中打开").press()
        self.tab("流转")
        self.program.find(role="label", contains="公开的热线电话")
        self.picture("records-trail")

    def distribute(self):
        self.tab("分发")
        self.program.find(role="list item", name="省关工委")
        assert [row["copies"] for row in self.deliveries()] == [1, 3], self.deliveries()
        self.program.find(role="button", name="编号").press()
        wait_for(lambda: self.deliveries()[1]["last_copy"] == 4, "the copies are not numbered")
        self.program.find(role="button", name="今天发出").press()
        wait_for(lambda: all(row["sent"] for row in self.deliveries()), "it is not noted as sent")
        self.program.find(role="label", contains="发出")

    def receive(self):
        self.program.click(self.program.find(role="list item", name="省关工委"))
        dialog = self.program.find(role="dialog", name="省关工委")
        sent = self.deliveries()[0]["sent"]
        self.fill(**{"签收日期（年-月-日）": "2020-01-01", "签收人": "孙丙"})
        dialog.find(role="button", name="保存").press()
        dialog.find(role="label", contains="签收日期不能早于发出日期")
        self.fill(**{"签收日期（年-月-日）": sent})
        dialog.find(role="button", name="保存").press()
        wait_for(lambda: self.deliveries()[0]["received_by"] == "孙丙", "the receipt is not noted")
        self.program.find(role="label", contains="由孙丙签收")
        self.picture("records-distribution")
        self.program.find(role="button", name="撤销").press()
        wait_for(lambda: self.deliveries()[0]["received_by"] is None, "the receipt is not taken back")

    def print_labels(self):
        for button, path in (("发文清单…", os.path.join(self.home, "list.pdf")), ("标签…", os.path.join(self.home, "labels.pdf"))):
            self.program.find(role="button", name=button).press()
            if button == "标签…":
                self.program.find(role="button", name="生成 PDF…").press()
            self.save_as(button.rstrip("…"), path, "2026年第9期")
            wait_for(lambda: os.path.exists(path), f"{path} is not written")
            text = subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True, text=True).stdout
            assert "省关工委" in text and "东区关工委" in text, text

    def mail_without_portal(self):
        self.program.find(role="button", name="邮件…").press()
        self.program.find(role="label", contains="这里无法调用邮件程序")
        folder = os.path.join(self.home, "cache", "bulletin", "mail")
        assert os.listdir(folder) == ["工作简报2026年第9期.pdf"], os.listdir(folder)

    def mail(self):
        portal = Portal()
        try:
            self.program.find(role="button", name="邮件…").press()
            wait_for(lambda: portal.mails, "the portal is not asked")
            mail = portal.mails[0]
            assert mail["addresses"] == ["office@example.org"], mail["addresses"]
            assert mail["subject"] == "工作简报2026年第9期：驿站联系电话公布", mail["subject"]
            assert mail["attachment"].startswith(b"%PDF-"), mail["attachment"][:20]
        finally:
            portal.withdraw()

    def correct(self):
        self.menu_item(-2)
        self.give_reason("电话号码有误", "起草更正").press()
        self.find_source()
        wait_for(lambda: "更正原因：电话号码有误" in self.source.text, "the draft does not say what it corrects")
        correction = self.id_of("驿站联系电话公布（更正）")
        self.picture("records-correction")
        self.cli("issue", correction, "--force", "--reason", "更正急件")
        assert self.state(correction) == "issued"
        self.place("在编")
        self.open_record("驿站联系电话公布")
        self.program.find(role="label", contains="本期已由《工作简报》2026年第")
        self.picture("records-corrected")
        self.program.find(role="button", name="显示").press()
        self.program.find(role="label", contains="本期更正《工作简报》2026年第9期")

    def withdraw(self):
        self.place("在编")
        self.open_record("驿站联系电话公布")
        self.menu_item(-1)
        self.give_reason("另行发布", "撤回").press()
        wait_for(lambda: self.state() == "withdrawn", "it is not withdrawn")
        self.program.find(role="label", contains="本期已撤回，并由《工作简报》2026年第")
        self.cli("verify")

    def look_at_ledger(self):
        self.program.key("ctrl+shift+b")
        self.program.find(role="list item", contains="驿站联系电话公布（更正）")
        self.program.find(role="label", contains="已撤回：另行发布")
        gap = next(entry for entry in self.numbers() if entry["state"] == "gap")
        self.picture("records-ledger")
        self.program.find(role="button", name="说明…").press()
        button = self.give_reason("此前在纸上印发", "作废")
        self.picture("records-void")
        button.press()
        wait_for(lambda: any(entry["state"] == "void" and entry["number"] == gap["number"] for entry in self.numbers()),
                 "the gap is not explained")
        self.program.find(role="label", contains="此前在纸上印发")

    def narrow(self):
        self.program.resize(360, 640)
        self.picture("records-ledger-narrow")
        self.program.resize(1200, 800)


if __name__ == "__main__":
    sys.exit(run(RecordsJourney, __doc__))
