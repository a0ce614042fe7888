#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every edition of a bulletin says the same: what a reader copies out of the PDF,
the Word file read back by LibreOffice and the web edition are the plain text, but
for where lines end; and the Word file takes as many pages as the PDF.

    test-parity.py RUNNER TEXTS

RUNNER is the command line without the application, TEXTS a program that writes
the texts that are made up.
"""

import html.parser
import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile

# What directs the eye and is not read: pdftotext marks the direction of its words.
DIRECTIONS = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\ufeff\f"))


def plain(text):
    """The characters of a text without what line ends and tabs turn into."""
    return "".join(text.translate(DIRECTIONS).split())


def run(*arguments, **options):
    return subprocess.run(arguments, check=True, capture_output=True, text=True, **options).stdout


class Body(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.text = []
        self.in_body = False

    def handle_starttag(self, tag, attributes):
        self.in_body |= tag == "body"

    def handle_data(self, data):
        if self.in_body:
            self.text.append(data)


def read_html(path):
    body = Body()
    with open(path, encoding="utf-8") as file:
        body.feed(file.read())
    return "".join(body.text)


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def count_pages(path):
    return int(re.search(r"^Pages: +(\d+)", run("pdfinfo", path), re.M).group(1))


class Parity:
    def __init__(self, runner, texts, folder):
        self.runner = runner
        self.texts = texts
        self.folder = folder
        self.names = []
        self.n_tests = 0
        self.is_ok = True

    def path(self, name, ending):
        return os.path.join(self.folder, f"{name}.{ending}")

    def check(self, name, is_ok, *details):
        self.n_tests += 1
        self.is_ok &= bool(is_ok)
        print(f"{'ok' if is_ok else 'not ok'} {self.n_tests} - {name}")
        for detail in details if not is_ok else ():
            print(f"# {detail}")
        sys.stdout.flush()

    def export(self):
        library = os.path.join(self.folder, "sample.bulletin")
        run(self.runner, "sample", library)
        sources = [(f"sample-{bulletin['id']}", ["--library", library], bulletin["id"])
                   for bulletin in json.loads(run(self.runner, "--library", library, "list", "--json"))]
        made = os.path.join(self.folder, "made")
        os.mkdir(made)
        run(self.texts, made)
        sources += [(name.removesuffix(".txt"), [], os.path.join(made, name)) for name in sorted(os.listdir(made))]
        for name, options, source in sources:
            self.names.append(name)
            for ending in ("pdf", "docx", "html", "txt"):
                run(self.runner, *options, "export", source, "-o", self.path(name, ending))

    def convert(self):
        """LibreOffice starts once for each format, not once for each file."""
        files = [self.path(name, "docx") for name in self.names]
        for target, folder in (("txt:Text (encoded):UTF8", "read"), ("pdf", "printed")):
            run("soffice", "--headless", f"-env:UserInstallation=file://{self.folder}/office", "--convert-to", target,
                "--outdir", os.path.join(self.folder, folder), *files)

    def compare(self, name, what, text, expected):
        text, expected = plain(text), plain(expected)
        at = next((i for i, (a, b) in enumerate(zip(text, expected)) if a != b), min(len(text), len(expected)))
        self.check(f"{name}: {what} says what the plain text says", text == expected,
                   f"at {at}: {text[at - 10:at + 30]!r}", f"expected: {expected[at - 10:at + 30]!r}")

    def check_texts(self):
        for name in self.names:
            expected = read(self.path(name, "txt"))
            # In the order of the content; without that pdftotext guesses at columns, and
            # may read a date at the right end of a row after the line below it.
            self.compare(name, "the PDF", run("pdftotext", "-raw", self.path(name, "pdf"), "-"), expected)
            self.compare(name, "the web edition", read_html(self.path(name, "html")), expected)
            self.compare(name, "the Word file", read(os.path.join(self.folder, "read", f"{name}.txt")), expected)

    def check_pages(self):
        for name in self.names:
            planned = count_pages(self.path(name, "pdf"))
            printed = count_pages(os.path.join(self.folder, "printed", f"{name}.pdf"))
            # LibreOffice puts a fifth of a character between Chinese and digits, whatever
            # w:autoSpaceDE says: in 20 pages of figures that makes a dozen lines.
            allowed = 1 if name == "long" else 0
            self.check(f"{name}: the Word file has as many pages as the PDF", planned <= printed <= planned + allowed,
                       f"{printed} instead of {planned}")

    def check_package(self):
        """The parts that ECMA-376 wants are there, well formed, typed and related."""
        for name in self.names:
            with zipfile.ZipFile(self.path(name, "docx")) as package:
                parts = package.namelist()
                problems = [part for part in parts if part.endswith((".xml", ".rels")) and
                            subprocess.run(["xmllint", "--noout", "--nonet", "-"], input=package.read(part),
                                           capture_output=True).returncode != 0]
                types = package.read("[Content_Types].xml").decode()
                for part in parts[1:]:
                    if f'PartName="/{part}"' not in types and f'Extension="{part.rsplit(".")[-1]}"' not in types:
                        problems.append(f"{part} has no type")
                for relationships in (part for part in parts if part.endswith(".rels")):
                    base = os.path.dirname(os.path.dirname(relationships))
                    for target in re.findall(r'Target="([^"]*)"', package.read(relationships).decode()):
                        if os.path.join(base, target) not in parts:
                            problems.append(f"{target} is not there")
                missing = {"[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/styles.xml",
                           "word/settings.xml", "docProps/core.xml"} - set(parts)
                document = package.read("word/document.xml").decode()
                styles = set(re.findall(r'w:styleId="([^"]*)"', package.read("word/styles.xml").decode()))
                used = set(re.findall(r'<w:[pr]Style w:val="([^"]*)"', document))
            self.check(f"{name}: the package is whole", not problems and not missing and parts[0] == "[Content_Types].xml"
                       and used <= styles, *problems, *missing, *(used - styles))

    def check_html(self):
        import html5lib

        parser = html5lib.HTMLParser(strict=True)
        for name in self.names:
            path = self.path(name, "html")
            try:
                parser.parse(read(path))
                problem = None
            except html5lib.html5parser.ParseError as error:
                problem = str(error)
            tidy = subprocess.run(["tidy", "-quiet", "-errors", "-utf8", path], capture_output=True, text=True)
            self.check(f"{name}: the web edition is valid", problem is None and tidy.returncode == 0, problem, tidy.stderr)

    def run(self):
        self.export()
        self.convert()
        self.check_texts()
        self.check_pages()
        self.check_package()
        self.check_html()
        print(f"1..{self.n_tests}")
        return self.is_ok


def main():
    with tempfile.TemporaryDirectory(prefix="bulletin-parity-") as folder:
        return 0 if Parity(sys.argv[1], sys.argv[2], folder).run() else 1


if __name__ == "__main__":
    sys.exit(main())
