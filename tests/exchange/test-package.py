#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The archive package, read with other tools than ours: RFC 8493 rule by rule, taken
in by another library, and refused when anything about it is wrong.

    test-package.py RUNNER

RUNNER is the command line without the application.
"""

import contextlib
import hashlib
import io
import json
import os
import random
import re
import stat
import struct
import subprocess
import sys
import tempfile
import traceback
import warnings
import xml.etree.ElementTree
import zipfile
import zlib

RUNNER = sys.argv[1]
SHA256 = re.compile(r"[0-9a-f]{64}  (?:\./)?(.+)\Z")


def run(*arguments, library=None, status=0):
    environment = dict(os.environ, LC_ALL="C.UTF-8", **({"BULLETIN_LIBRARY": library} if library else {}))
    result = subprocess.run([RUNNER, *arguments], capture_output=True, text=True, env=environment)
    assert result.returncode == status, (arguments, result.returncode, result.stdout, result.stderr)
    return result


def png(width, height):
    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    rows = b"".join(b"\0" + bytes((x * y + x) % 256 for x in range(width)) for y in range(height))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def write_issue(folder, number, title):
    path = os.path.join(folder, f"{number:02d}.txt")
    with open(os.path.join(folder, "图 1.png"), "wb") as file:
        file.write(png(60, 40))
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"工作简报\n2024年第{number}期\n青禾市关工委办公室　　2024年{number}月17日\n\n{title}\n\n"
                   f"　　第{number}期的正文。志愿者走进各个社区，为孩子们读书讲故事。\n\n"
                   "一、筹备早一步。队伍提前摸底，把名单核对清楚。\n\n"
                   "![读书会](attachment:图 1.png)\n\n"
                   "| 社区 | 人数 |\n|---|---|\n| 东安 | 12 |\n| 西安 | 8 |\n")
    return path


class Test:
    def __init__(self, folder):
        self.folder = folder
        self.library = os.path.join(folder, "a.bulletin")
        self.titles = {1: "春天的书声", 2: "夏日里的站点", 3: "秋天的约定"}
        self.ids = {}
        for number, title in self.titles.items():
            text = write_issue(folder, number, title)
            line = run("import", text, library=self.library).stdout.strip().split("\t")
            run("issue", line[0], "--force", "--signer", "孙丙", "--number", str(number), library=self.library)
            self.ids[number] = line[0]
        self.package = self.make("one.zip", self.ids[2])
        self.volume = self.make("year.zip", "2024")

    def path(self, name):
        return os.path.join(self.folder, name)

    def make(self, name, what, library=None):
        run("package", what, "-o", self.path(name), library=library or self.library)
        return self.path(name)

    def unzip(self, package):
        folder = tempfile.mkdtemp(dir=self.folder)
        with zipfile.ZipFile(package) as archive:
            archive.extractall(folder)
        return folder

    # --- The bag, rule by rule -------------------------------------------------

    def check_bag(self, package, name):
        folder = self.unzip(package)
        # 4: one top directory, whose name is that of the bag.
        assert os.listdir(folder) == [name], os.listdir(folder)
        bag = os.path.join(folder, name)

        # 2.1.1: two lines, in UTF-8, without a byte-order mark.
        with open(os.path.join(bag, "bagit.txt"), "rb") as file:
            assert file.read() == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
        # 2.1.2: the payload is in data/.
        assert os.path.isdir(os.path.join(bag, "data"))

        # 2.1.3 and 3: every payload file in the manifest and the other way round, checked
        # with another tool; paths with forward slashes, within data/.
        for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
            result = subprocess.run(["sha256sum", "--strict", "-c", manifest], cwd=bag, capture_output=True, text=True)
            assert result.returncode == 0, result.stdout + result.stderr
        with open(os.path.join(bag, "manifest-sha256.txt"), encoding="utf-8") as file:
            listed = [SHA256.match(line.rstrip("\n")).group(1) for line in file]
        found = sorted(os.path.relpath(os.path.join(root, file), bag)
                       for root, _, files in os.walk(os.path.join(bag, "data")) for file in files)
        assert sorted(listed) == found and len(set(listed)) == len(listed)
        assert all(path.startswith("data/") and "\\" not in path and ".." not in path.split("/") for path in listed)
        # Short names in ASCII.
        assert all(re.fullmatch(r"[A-Za-z0-9._/-]{1,60}", path) for path in listed), listed

        # 2.2.1: the tag manifest lists every payload manifest and no tag manifest; ours
        # lists all other tag files.
        with open(os.path.join(bag, "tagmanifest-sha256.txt"), encoding="utf-8") as file:
            tags = {SHA256.match(line.rstrip("\n")).group(1) for line in file}
        assert tags == {"bagit.txt", "bag-info.txt", "manifest-sha256.txt"}
        assert set(os.listdir(bag)) == tags | {"tagmanifest-sha256.txt", "data"}

        # 2.2.2: labels and values; Payload-Oxum once, and right.
        info = []
        with open(os.path.join(bag, "bag-info.txt"), encoding="utf-8") as file:
            for line in file:
                label, value = re.fullmatch(r"([^:\s][^:]*):[ \t](.*)\n", line).groups()
                info.append((label, value))
        octets = sum(os.path.getsize(os.path.join(bag, path)) for path in listed)
        assert [value for label, value in info if label == "Payload-Oxum"] == [f"{octets}.{len(listed)}"]
        labels = dict(info)
        assert labels["Source-Organization"] == "青禾市关工委办公室"
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", labels["Bagging-Date"])
        assert labels["Bag-Software-Agent"].startswith("Bulletin ")
        # 2.2.3: nothing is left to be fetched.
        assert not os.path.exists(os.path.join(bag, "fetch.txt"))

        with contextlib.suppress(ImportError):
            import bagit
            bagit.Bag(bag).validate()
        return bag

    def test_a_record_is_a_valid_bag(self):
        bag = self.check_bag(self.package, "bulletin-2024-02")
        data = os.path.join(bag, "data")
        files = set(os.listdir(data))
        assert {"source.txt", "text.txt", "bulletin.pdf", "bulletin.html", "metadata.json", "metadata.xml", "trail.json",
                "findings.json", "record.json", "index.html", "attachments"} <= files, files
        assert os.listdir(os.path.join(data, "attachments")) == ["001.png"]
        subprocess.run(["qpdf", "--check", os.path.join(data, "bulletin.pdf")], check=True, capture_output=True)

    def test_metadata_are_those_of_the_standard(self):
        with zipfile.ZipFile(self.package) as archive:
            root = xml.etree.ElementTree.fromstring(archive.read("bulletin-2024-02/data/metadata.xml"))
        assert root.get("标准") == "DA/T 46-2009"
        record = root.find("文件实体")
        values = {element.get("编号"): element.text for element in record.iter() if element.get("编号")}
        assert values["M1"] == "文件" and values["M6"] == "青禾市关工委办公室"
        assert values["M22"] == self.titles[2] and values["M31"] == "2024年第2期" and values["M33"] == "2024-02-17"
        assert values["M28"] == "孙丙" and values["M11"] == "2024" and values["M17"] == "0002"
        names = {element.text for element in record.iter() if element.get("编号") == "M48"}
        assert {"bulletin.pdf", "attachments/001.png"} <= names
        assert {element.text for element in root.iter("业务行为")} == {"导入", "签发"}

    def test_pages_link_to_what_is_there(self):
        for package, name in ((self.package, "bulletin-2024-02"), (self.volume, "bulletin-2024")):
            with zipfile.ZipFile(package) as archive:
                files = set(archive.namelist())
                for page in (file for file in files if file.endswith("index.html")):
                    text = archive.read(page).decode()
                    links = re.findall(r'(?:href|src)="([^"]*)"', text)
                    assert links and all("://" not in link for link in links)
                    for link in links:
                        target = os.path.normpath(os.path.join(os.path.dirname(page), link.split("#")[0]))
                        assert target in files, (page, link)

    def test_the_same_record_gives_the_same_bytes(self):
        again = self.make("again.zip", self.ids[2])
        with open(again, "rb") as first, open(self.package, "rb") as second:
            assert first.read() == second.read()
        # What is there is replaced only when that is said.
        run("package", self.ids[2], "-o", again, library=self.library, status=1)
        run("package", self.ids[2], "-o", again, "--force", library=self.library)

    def test_a_year_is_a_volume(self):
        bag = self.check_bag(self.volume, "bulletin-2024")
        data = os.path.join(bag, "data")
        assert {"01", "02", "03", "volume.pdf", "index.html", "metadata.xml"} == set(os.listdir(data))
        volume = os.path.join(data, "volume.pdf")
        checked = subprocess.run(["qpdf", "--check", volume], capture_output=True, text=True)
        assert checked.returncode == 0, checked.stdout + checked.stderr

        def pages(path):
            text = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True).stdout
            return text.split("\f")[:-1]

        bound = pages(volume)
        contents = bound[0]
        # The records' own pages, as they were frozen, where the contents say.
        for number, title in self.titles.items():
            own = pages(os.path.join(data, f"{number:02d}", "bulletin.pdf"))
            line = next(line for line in contents.splitlines() if title in line)
            first = int(line.split()[-1])
            assert bound[first - 1:first - 1 + len(own)] == own, (title, first)
        # Tagged as they were, with a bookmark for each.
        described = subprocess.run(["pdfinfo", volume], check=True, capture_output=True, text=True).stdout
        assert re.search(r"Tagged:\s+yes", described) and re.search(r"Title:\s+工作简报 2024年合订本", described), described
        structure = subprocess.run(["pdfinfo", "-struct-text", volume], check=True, capture_output=True, text=True).stdout
        for title in self.titles.values():
            assert title in structure, structure
        plain = subprocess.run(["qpdf", "--json", "--json-key=outlines", volume], check=True, capture_output=True, text=True).stdout
        outlines = json.loads(plain)["outlines"]
        assert [item["title"] for item in outlines] == ["总目录"] + [f"第{n}期 {t}" for n, t in self.titles.items()]

    # --- Into another library --------------------------------------------------

    def test_another_library_has_the_same_records(self):
        other = self.path("b.bulletin")
        own = write_issue(self.folder, 9, "另一个库自己的一期")
        line = run("import", own, library=other).stdout.split("\t")
        run("issue", line[0], "--force", "--number", "9", library=other)

        added = run("import", self.volume, library=other).stdout.splitlines()
        assert [entry.split("\t")[1:] for entry in added] == [[f"2024-{n}", t] for n, t in self.titles.items()], added
        assert json.loads(run("verify", "--json", library=other).stdout) == {"checked": 4, "damaged": []}

        # Packed again there, the record is the same: all its parts, and its digest.
        again = self.make("b-one.zip", added[1].split("\t")[0], library=other)
        with zipfile.ZipFile(again) as archive, zipfile.ZipFile(self.package) as first:
            for name in first.namelist():
                if "/data/" in name and not name.endswith("/record.json"):
                    assert archive.read(name) == first.read(name), name
            records = [json.loads(file.read("bulletin-2024-02/data/record.json")) for file in (archive, first)]
        for record in records:
            record.pop("chain")
        assert records[0] == records[1]

        # Twice is no more than once.
        second = run("import", self.volume, library=other)
        assert second.stdout == "" and "3 records" in second.stderr, second.stderr
        assert json.loads(run("verify", "--json", library=other).stdout) == {"checked": 4, "damaged": []}
        # The library goes on.
        later = run("import", write_issue(self.folder, 10, "以后的一期"), library=other).stdout.split("\t")
        run("issue", later[0], "--force", "--number", "10", library=other)
        assert json.loads(run("verify", "--json", library=other).stdout) == {"checked": 5, "damaged": []}

    def test_corrections_and_withdrawals_go_along(self):
        first, second = self.path("e.bulletin"), self.path("f.bulletin")
        line = run("import", write_issue(self.folder, 5, "有误的一期"), library=first).stdout.split("\t")
        run("issue", line[0], "--force", "--number", "5", library=first)
        correction = run("correct", line[0], "--reason", "数字有误", library=first).stdout.split("\t")[0]
        run("issue", correction, "--force", "--number", "6", "--date", "2024-06-18", library=first)
        run("withdraw", line[0], "--reason", "另有错误", library=first)
        records = json.loads(run("list", "--json", library=first).stdout)
        year = next(record["year"] for record in records if record["id"] == correction)
        packages = [self.path("wrong.zip"), self.path("right.zip")]
        run("package", line[0], "-o", packages[0], library=first)
        run("package", correction, "-o", packages[1], library=first)
        metadata = []
        for package in packages:
            with zipfile.ZipFile(package) as archive:
                name = next(name for name in archive.namelist() if name.endswith("/data/metadata.xml"))
                metadata.append(xml.etree.ElementTree.fromstring(archive.read(name)))
                page = archive.read(name.replace("metadata.xml", "index.html")).decode()
                assert "更正" in page
        numbers = [root.find("文件实体/电子文件号").text for root in metadata]
        relations = [[(relation.find("实体标识符").text, relation.find("关系").text) for relation in root.iter("实体关系")] for root in metadata]
        assert relations == [[(numbers[1], "被更正")], [(numbers[0], "更正")]], relations
        assert "另有错误" in metadata[0].find("文件实体/附注").text and "撤回" in [a.text for a in metadata[0].iter("业务行为")]

        # The correction alone is not taken; after the original it is.
        result = run("import", packages[1], library=second, status=1)
        assert "corrects a record" in result.stderr, result.stderr
        for package in packages:
            run("import", package, library=second)
        assert json.loads(run("verify", "--json", library=second).stdout)["damaged"] == []
        states = {record["title"]: record["state"] for record in json.loads(run("list", "--json", library=second).stdout)}
        assert states["有误的一期"] == "withdrawn" and len(states) == 2 and year, states
        again = self.path("wrong-again.zip")
        run("package", next(r["id"] for r in json.loads(run("list", "--json", library=second).stdout) if r["state"] == "withdrawn"),
            "-o", again, library=second)
        with zipfile.ZipFile(again) as archive, zipfile.ZipFile(packages[0]) as original:
            name = next(name for name in archive.namelist() if name.endswith("/data/metadata.xml"))
            assert archive.read(name) == original.read(name)

    def test_a_number_that_is_taken_is_refused(self):
        other = self.path("c.bulletin")
        line = run("import", write_issue(self.folder, 2, "这里的第二期"), library=other).stdout.split("\t")
        run("issue", line[0], "--force", "--number", "2", library=other)
        result = run("import", self.volume, library=other, status=1)
        assert self.titles[2] in result.stderr and result.stderr.count("\n") == 1, result.stderr
        assert len(json.loads(run("list", "--json", library=other).stdout)) == 1

    def test_a_bad_package_leaves_no_library(self):
        bad = self.path("bad.zip")
        with open(bad, "wb") as file:
            file.write(b"no archive")
        run("import", bad, library=self.path("d.bulletin"), status=1)
        assert not os.path.exists(self.path("d.bulletin"))

    # --- What is wrong ---------------------------------------------------------

    def refuse(self, package, words):
        result = run("verify-package", package, status=1)
        assert result.stdout == "" and result.stderr.count("\n") == 1, result
        assert re.search(words, result.stderr), (words, result.stderr)
        report = json.loads(run("verify-package", "--json", package, status=1).stdout)
        assert report["valid"] is False and report["problem"] in result.stderr
        library = self.path("untouched.bulletin")
        run("import", package, library=library, status=1)
        assert not os.path.exists(library)

    def entries(self):
        with zipfile.ZipFile(self.package) as archive:
            return {name.split("/", 1)[1]: archive.read(name) for name in archive.namelist()}

    def write(self, entries, extra=(), folder="bulletin-2024-02", again=False):
        """The files as a package; `again` makes the lists of checksums and the sum anew."""
        if again:
            payload = {name: content for name, content in entries.items() if name.startswith("data/")}
            entries["manifest-sha256.txt"] = "".join(
                f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in payload.items()).encode()
            oxum = f"Payload-Oxum: {sum(map(len, payload.values()))}.{len(payload)}".encode()
            entries["bag-info.txt"] = re.sub(rb"Payload-Oxum: .*", oxum, entries["bag-info.txt"])
            entries["tagmanifest-sha256.txt"] = "".join(
                f"{hashlib.sha256(entries[name]).hexdigest()}  {name}\n"
                for name in ("bagit.txt", "bag-info.txt", "manifest-sha256.txt")).encode()
        path = self.path("made.zip")
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in entries.items():
                archive.writestr(f"{folder}/{name}", content)
            for name, content in extra:
                archive.writestr(name, content)
        return path

    def test_remade_packages_pass(self):
        """The helpers above make good packages, so what is refused below is what is said."""
        run("verify-package", self.write(self.entries()))
        run("verify-package", self.write(self.entries(), again=True))

    def test_places_outside_are_refused(self):
        for name in ("../evil.txt", "bulletin-2024-02/data/../../../evil.txt", "/etc/evil.txt", "C:/evil.txt",
                     "bulletin-2024-02/data/..\\evil.txt", "bulletin-2024-02/data/./evil.txt", "bulletin-2024-02/data//evil.txt"):
            entry = zipfile.ZipInfo("placeholder")
            entry.filename = name
            self.refuse(self.write(self.entries(), [(entry, b"evil")]), "outside")
        assert not os.path.exists(os.path.join(os.path.dirname(self.folder), "evil.txt"))

    def test_links_and_devices_are_refused(self):
        for kind in (stat.S_IFLNK, stat.S_IFCHR, stat.S_IFBLK):
            entry = zipfile.ZipInfo("bulletin-2024-02/data/link")
            entry.create_system = 3
            entry.external_attr = (kind | 0o777) << 16
            self.refuse(self.write(self.entries(), [(entry, "/etc/passwd")]), "link or a device")

    def test_names_that_are_there_twice_are_refused(self):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for name in ("data/source.txt", "data/SOURCE.TXT"):
                self.refuse(self.write(self.entries(), [(f"bulletin-2024-02/{name}", b"other")]), "two files called")

    def test_names_that_are_no_text_are_refused(self):
        path = self.write(self.entries(), [("bulletin-2024-02/data/XXXX.txt", b"x")])
        with open(path, "rb") as file:
            content = file.read().replace(b"XXXX.txt", b"\xff\xfe\xfd\xfc.txt")
        with open(path, "wb") as file:
            file.write(content)
        self.refuse(path, "no text in UTF-8")

    def test_bombs_are_refused(self):
        entries = self.entries()
        entries["data/bomb.txt"] = bytes(64 * 1024 * 1024)
        self.refuse(self.write(entries, again=True), "more than a package may")
        many = self.entries()
        for number in range(20001):
            many[f"data/many/{number}"] = b""
        self.refuse(self.write(many, again=True), "more than a package may")

    def test_a_bomb_that_lies_about_its_size_is_refused(self):
        entries = self.entries()
        entries["data/bomb.txt"] = bytes(64 * 1024 * 1024)
        path = self.write(entries, again=True)
        with open(path, "rb") as file:
            content = file.read()
        with open(path, "wb") as file:
            file.write(content.replace(struct.pack("<I", 64 * 1024 * 1024), struct.pack("<I", 10)))
        self.refuse(path, "more than a package may|cannot be read|was changed")

    def test_checksums_and_lists_must_be_right(self):
        entries = self.entries()
        entries["data/source.txt"] += b"x"
        self.refuse(self.write(entries), "source.txt.*checksum is wrong")
        entries = self.entries()
        entries["bag-info.txt"] += b"Contact-Name: X\n"
        self.refuse(self.write(entries), "bag-info.txt.*checksum is wrong")
        for name in ("data/source.txt", "manifest-sha256.txt", "bagit.txt"):
            entries = self.entries()
            del entries[name]
            self.refuse(self.write(entries), f"{name}.*missing|no list of checksums")
        entries = self.entries()
        del entries["manifest-sha256.txt"], entries["tagmanifest-sha256.txt"]
        self.refuse(self.write(entries), "no list of checksums")
        entries = self.entries()
        entries["data/extra.txt"] = b"extra"
        self.refuse(self.write(entries), "extra.txt.*not in its list")
        entries = self.entries()
        entries["extra.txt"] = b"extra"
        self.refuse(self.write(entries), "extra.txt.*not in its list")
        entries = self.entries()
        entries["fetch.txt"] = b"http://example.invalid/x 1 data/x\n"
        self.refuse(self.write(entries), "network")

    def test_what_it_says_of_itself_must_be_right(self):
        entries = self.entries()
        entries["bagit.txt"] = b"\xef\xbb\xbf" + entries["bagit.txt"]
        self.refuse(self.write(entries, again=True), "bagit.txt")
        entries = self.entries()
        entries["bagit.txt"] = b"BagIt-Version: 9.9\nTag-File-Character-Encoding: UTF-8\n"
        self.refuse(self.write(entries, again=True), "bagit.txt")
        entries = self.entries()
        entries["bagit.txt"] = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: GB18030\n"
        self.refuse(self.write(entries, again=True), "not in UTF-8")
        entries = self.entries()
        path = self.write(entries, again=True)
        entries["bag-info.txt"] = re.sub(rb"Payload-Oxum: \d+", b"Payload-Oxum: 1", entries["bag-info.txt"])
        entries["tagmanifest-sha256.txt"] = re.sub(
            rb"[0-9a-f]{64}(?=  bag-info)", hashlib.sha256(entries["bag-info.txt"]).hexdigest().encode(), entries["tagmanifest-sha256.txt"])
        self.refuse(self.write(entries), "Payload-Oxum")
        entries = self.entries()
        entries["manifest-sha256.txt"] += entries["manifest-sha256.txt"]
        entries["tagmanifest-sha256.txt"] = re.sub(
            rb"[0-9a-f]{64}(?=  manifest)", hashlib.sha256(entries["manifest-sha256.txt"]).hexdigest().encode(), entries["tagmanifest-sha256.txt"])
        self.refuse(self.write(entries), "twice")
        self.refuse(self.write(self.entries(), [("beside.txt", b"x")]), "one folder")
        assert path

    def test_a_record_that_was_rewritten_is_refused(self):
        """All checksums are made anew: only the record's digest tells."""
        entries = self.entries()
        entries["data/source.txt"] = entries["data/source.txt"].replace("志愿者".encode(), "老同志".encode())
        self.refuse(self.write(entries, again=True), "not as it was issued")
        for change in ({"title": "别的题目"}, {"signer": "别人"}, {"number": 3}, {"digest": "0" * 64}):
            entries = self.entries()
            record = json.loads(entries["data/record.json"])
            record.update(change)
            entries["data/record.json"] = json.dumps(record).encode()
            self.refuse(self.write(entries, again=True), "not as it was issued")
        for text in (b"", b"[]", b"{}", b"\xff", b"[" * 100000, b'{"format": "bulletin-record-1", "parts": 3}'):
            entries = self.entries()
            entries["data/record.json"] = text
            self.refuse(self.write(entries, again=True), "does not describe a record")

    def test_every_flipped_byte_is_found_or_means_nothing(self):
        """Bytes of times and the like say nothing of the content; all others do."""
        with open(self.package, "rb") as file:
            content = file.read()
        choice = random.Random(8493)
        places = sorted(choice.sample(range(len(content)), 150)) + list(range(len(content) - 40, len(content)))
        good = json.loads(run("verify-package", "--json", self.package).stdout)
        n_refused = 0
        for place in places:
            changed = bytearray(content)
            changed[place] ^= 1 << choice.randrange(8)
            path = self.path("flipped.zip")
            with open(path, "wb") as file:
                file.write(changed)
            result = subprocess.run([RUNNER, "verify-package", "--json", path], capture_output=True, text=True)
            assert result.returncode in (0, 1), (place, result.returncode, result.stderr)
            if result.returncode == 0:
                assert json.loads(result.stdout) == good, place
            else:
                n_refused += 1
        assert n_refused > 120, n_refused

    def test_every_cut_is_found(self):
        with open(self.package, "rb") as file:
            content = file.read()
        for length in (0, 1, 4, 100, len(content) // 2, len(content) - 30, len(content) - 1):
            path = self.path("cut.zip")
            with open(path, "wb") as file:
                file.write(content[:length])
            result = run("verify-package", path, status=1)
            assert result.stderr.count("\n") == 1


def main():
    tests = [name for name in dir(Test) if name.startswith("test_")]
    failed = False
    print(f"1..{len(tests)}")
    with tempfile.TemporaryDirectory() as folder:
        test = Test(os.path.realpath(folder))
        for number, name in enumerate(tests, 1):
            try:
                getattr(test, name)()
            except Exception as error:  # pylint: disable=broad-except
                failed = True
                report = io.StringIO()
                traceback.print_exc(file=report)
                print("".join(f"# {line}\n" for line in report.getvalue().splitlines()), end="")
                print(f"not ok {number} - {name[5:].replace('_', ' ')}: {type(error).__name__}")
            else:
                print(f"ok {number} - {name[5:].replace('_', ' ')}")
            sys.stdout.flush()
    return 1 if failed else 0


sys.exit(main())
