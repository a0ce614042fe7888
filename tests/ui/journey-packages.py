#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Archive packages through the real window: the series gets what archival codes are
made of, a record and a year are packed, a package is checked, a damaged one is
refused, and another library takes in what was packed.
"""

import json
import os
import subprocess
import sys
import zipfile

from desktop import wait_for
from journey import Journey, run


class PackagesJourney(Journey):
    def open(self):
        self.out = os.path.join(self.home, "out")
        os.makedirs(self.out)
        self.start()
        issued = json.loads(self.cli("list", "--state", "issued", "--json"))
        self.record = issued[0]
        self.year = str(self.record["year"])
        self.n_records = sum(str(record["year"]) == self.year and record["series"] == self.record["series"] for record in issued)

    def dialog(self, title):
        return self.program.find(role=("dialog", "file chooser"), name=self.say(title))

    def fill_in_series(self):
        self.program.key("ctrl+shift+t")
        for label, words in (("Fonds Number", "Z109"), ("Retention Period", "永久"), ("Letters of the Series", "GZ")):
            entry = self.program.find(role="text", name=self.say(label), showing=False)
            entry.replace(words)
        wait_for(lambda: "GZ-" in self.packed_name(), "the letters are not kept")
        self.picture("packages-series")
        self.program.key("alt+Left")

    def packed_name(self):
        path = os.path.join(self.home, "probe.zip")
        self.cli("package", self.record["id"], "-o", path, "--force")
        with zipfile.ZipFile(path) as archive:
            return archive.namelist()[0]

    def choose_in_menu(self, index, within=None):
        """Chooses by place: GTK tells AT-SPI no names of menu items."""
        (within or self.program).find(role="toggle button", name=self.say("More")).press()
        items = wait_for(lambda: list(self.program.find_all(role="menu item")), "the menu does not open")
        self.picture_of_screen("packages-menu")
        items[index].press()

    def save(self, proposed):
        """GTK's own dialog proposes a short name."""
        dialog = self.dialog("Export Archive Package")
        entry = wait_for(lambda: next((control for control in dialog.find_all(role="text")
                                       if control.text == proposed), None), f"{proposed} is not proposed")
        path = os.path.join(self.out, proposed)
        entry.replace(path)
        dialog.find(role="button", name="保存").press()
        self.program.find(role="label", name=self.say("“%s” was written") % proposed)
        return path

    def pack_record(self):
        self.place("归档")
        title = wait_for(lambda: next((control for control in self.program.find_all(role="label")
                                       if control.name == self.record["title"]), None), "the record is not listed")
        self.program.click(title)
        # It opens beside the list, which has a menu of its own.
        self.choose_in_menu(3, self.program.find(role="grouping", name=self.record["title"]))
        number = self.record["number"]
        self.package = self.save(f"GZ-{self.year}-{number:02d}.zip")
        self.picture("packages-written")
        with zipfile.ZipFile(self.package) as archive:
            metadata = archive.read(f"GZ-{self.year}-{number:02d}/data/metadata.xml").decode()
        assert f'全文="Z109-WS·{self.year}-Y-GZ-{number:04d}"' in metadata, metadata[:800]

    def pack_year(self):
        self.program.key("alt+Left")
        self.place("归档")
        self.choose_in_menu(2)
        dialog = self.program.find(role=("dialog", "alert"), name=self.say("Package a Year"))
        self.picture("packages-year")
        dialog.find(role="button", name=self.say("_Package…")).press()
        newest = wait_for(lambda: next((control.text for control in self.dialog("Export Archive Package").find_all(role="text")
                                        if control.text.endswith(".zip")), None), "no name is proposed")
        self.volume = self.save(newest)
        with zipfile.ZipFile(self.volume) as archive:
            names = archive.namelist()
        assert any(name.endswith("/data/volume.pdf") for name in names), names

    def open_package(self, item, title, accept, path):
        self.choose_in_menu(item)
        dialog = self.dialog(title)
        self.program.key("ctrl+l")
        dialog.find(role="text").replace(path)
        dialog.find(role="button", name=self.say(accept)).press()

    def check(self):
        self.open_package(4, "Check an Archive Package", "_Check", self.package)
        report = self.program.find(role=("dialog", "alert"), name=self.say("The Package Is Sound"))
        report.find(contains=self.record["title"])
        self.picture("packages-sound")
        report.find(role="button", name=self.say("_Close")).press()

    def refuse(self):
        damaged = os.path.join(self.out, "damaged.zip")
        with zipfile.ZipFile(self.package) as archive, zipfile.ZipFile(damaged, "w") as copy:
            for name in archive.namelist():
                content = archive.read(name)
                copy.writestr(name, content + b"x" if name.endswith("source.txt") else content)
        self.open_package(4, "Check an Archive Package", "_Check", damaged)
        self.program.find(role="label", contains="source.txt")
        self.picture("packages-refused")
        before = self.cli("list", "--json")
        self.open_package(3, "Import an Archive Package", "_Import", damaged)
        self.program.find(role="label", contains="source.txt")
        assert self.cli("list", "--json") == before

    def import_known(self):
        self.open_package(3, "Import an Archive Package", "_Import", self.package)
        self.program.find(role="label", contains=self.say("Everything in “%s” is in the library already") % os.path.basename(self.package))

    def import_elsewhere(self):
        """The window on a library that has none of it."""
        self.end()
        os.remove(self.library)
        for name in os.listdir(os.path.dirname(self.library)):
            if name.startswith("sample.bulletin"):
                os.remove(os.path.join(os.path.dirname(self.library), name))
        text = self.write_file("own.txt", "工作简报\n1999年第1期\n\n自己的一期\n\n　　正文。\n")
        self.cli("import", text)
        self.start()
        self.open_file(self.package)
        self.program.find(role="label", name="已导入 1 期")
        self.picture("packages-imported")
        verified = json.loads(self.cli("verify", "--json"))
        assert verified == {"checked": 1, "damaged": []}, verified
        again = os.path.join(self.out, "again.zip")
        self.cli("package", "--year", self.year, "-o", again, "--series", self.record["series"])
        records = json.loads(self.cli("verify-package", again, "--json"))["records"]
        first = json.loads(subprocess.run(["bulletin", "verify-package", self.package, "--json"], check=True,
                                          capture_output=True, text=True).stdout)["records"]
        assert records == first

    def steps(self):
        return (
            ("the program starts on the sample library", self.open),
            ("the series gets what archival codes are made of", self.fill_in_series),
            ("a record is packed under a short name, with its archival code", self.pack_record),
            ("a year is packed as a volume", self.pack_year),
            ("a package is found to be sound", self.check),
            ("a damaged package is refused in a sentence, and nothing is imported", self.refuse),
            ("what the library has already stays as it is", self.import_known),
            ("another library takes in the same records", self.import_elsewhere),
        )


if __name__ == "__main__":
    sys.exit(run(PackagesJourney, __doc__))
