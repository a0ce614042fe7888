#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-site.py PROGRAM SAMPLE-DIR: the site of the sample library, as others see it.

Its pages go through html5lib's strict parser and tidy, its links are followed from file to
file, its colours are measured, and a browser without a window searches it.
"""

import json
import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
import xml.etree.ElementTree as ElementTree

import html5lib

XHTML = "{http://www.w3.org/1999/xhtml}"
ATOM = "{http://www.w3.org/2005/Atom}"
ADDRESS = "https://www.example.cn/jianbao/"
WITHDRAWN = "收回来的话"
SECRET = "只供内部掌握的情况"
number = 0


def tell(name, problems):
    """One TAP line; problems are what is wrong."""
    global number
    number += 1
    print(f"{'not ok' if problems else 'ok'} {number} - {name}", flush=True)
    for problem in list(problems)[:20]:
        print(f"# {problem}", flush=True)
    return not problems


def pages(site):
    return sorted(site.rglob("*.html"))


def parse(path):
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=True)
    return parser.parse(path.read_text("utf-8"))


def check_html5lib(site):
    for path in pages(site):
        try:
            parse(path)
        except html5lib.html5parser.ParseError as error:
            yield f"{path.relative_to(site)}: {error}"


def check_tidy(site):
    for path in pages(site):
        out = subprocess.run(["tidy", "-quiet", "-errors", "-utf8", "--show-info", "no", str(path)],
                             capture_output=True, text=True)
        if out.returncode != 0 or out.stderr.strip():
            yield f"{path.relative_to(site)}: {out.stderr.strip()}"


def references(tree):
    """Pairs of an element's name and what it refers to."""
    for element in tree.iter():
        for attribute in ("href", "src", "srcset", "action", "data", "poster"):
            if attribute in element.attrib:
                yield element.tag.replace(XHTML, ""), element.attrib[attribute]


def crawl(site):
    """Follows every reference from the home page on; yields what leads nowhere, what is
    remote, and files to which nothing leads."""
    todo, seen, ids = [site / "index.html"], set(), {}
    wanted = []
    while todo:
        path = todo.pop()
        if path in seen:
            continue
        seen.add(path)
        if path.suffix != ".html":
            continue
        tree = parse(path)
        ids[path] = {element.attrib["id"] for element in tree.iter() if "id" in element.attrib}
        for tag, reference in references(tree):
            parts = urllib.parse.urlsplit(reference)
            if parts.scheme or parts.netloc:
                yield f"{path.name}: <{tag}> leads away to {reference}"
                continue
            target = path if not parts.path else pathlib.Path(os.path.normpath(path.parent / urllib.parse.unquote(parts.path)))
            if site not in target.parents:
                yield f"{path.name}: {reference} leads out of the site"
            elif not target.is_file():
                yield f"{path.name}: {reference} leads nowhere"
            else:
                todo.append(target)
                wanted.append((path, target, parts.fragment))
    for path, target, fragment in wanted:
        if fragment and fragment not in ids.get(target, ()):
            yield f"{path.name}: there is no #{fragment} in {target.name}"
    for path in site.rglob("*"):
        if path.is_file() and path not in seen and not path.name.startswith(".") and path.parent.name != "search" and \
                path.name != "sitemap.xml":
            yield f"nothing leads to {path.relative_to(site)}"


def check_remote(site):
    for path in site.rglob("*"):
        if path.suffix in (".html", ".css", ".js") and re.search(rb"(?:https?:)?//[a-z]|url\(|@import", path.read_bytes()):
            yield f"{path.relative_to(site)} names something remote"


def check_pages(site):
    """What WCAG asks of each page that a machine can see."""
    for path in pages(site):
        tree, name = parse(path), str(path.relative_to(site))
        if tree.attrib.get("lang") != "zh-CN":
            yield f"{name}: no language"
        for tag in ("main", "header", "footer", "nav", "title", "h1"):
            if tree.find(f".//{XHTML}{tag}") is None:
                yield f"{name}: no <{tag}>"
        if len(tree.findall(f".//{XHTML}h1")) != 1:
            yield f"{name}: not one <h1>"
        skip = tree.find(f".//{XHTML}body/{XHTML}a")
        if skip is None or skip.attrib.get("href") != "#main":
            yield f"{name}: no way to the content"
        for image in tree.iter(f"{XHTML}img"):
            if not image.attrib.get("alt", "").strip():
                yield f"{name}: a picture without words"
        for head in tree.iter(f"{XHTML}th"):
            if "scope" not in head.attrib:
                yield f"{name}: a table's head without a scope"
        for link in tree.iter(f"{XHTML}a"):
            if not "".join(link.itertext()).strip():
                yield f"{name}: a link without words"
        for field in tree.iter(f"{XHTML}input"):
            if tree.find(f".//{XHTML}label[@for='{field.attrib.get('id')}']") is None:
                yield f"{name}: a field without a label"
        marks = [element.attrib["id"] for element in tree.iter() if "id" in element.attrib]
        if len(marks) != len(set(marks)):
            yield f"{name}: an id twice"


def luminance(colour):
    digits = colour.lstrip("#")
    digits = "".join(c * 2 for c in digits) if len(digits) == 3 else digits
    parts = [int(digits[i:i + 2], 16) / 255 for i in (0, 2, 4)]
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def check_contrast(site):
    """Each scheme's colours of text and of focus against what they stand on."""
    style = (site / "style.css").read_text("utf-8")
    schemes = {"light": {}, "dark": {}}
    for prefix, block in re.findall(r"(@media\(prefers-color-scheme:dark\)\{)?:root\{([^}]*)\}", re.sub(r"@media print.*", "", style)):
        schemes["dark" if prefix else "light"].update(re.findall(r"--([a-z-]+):(#[0-9a-f]+)", block))
    for scheme, colours in schemes.items():
        for text, ground, least in (("ink", "paper", 4.5), ("quiet", "paper", 4.5), ("red", "paper", 4.5),
                                    ("mark-ink", "mark", 4.5), ("focus", "paper", 3)):
            ratio = contrast(colours[text], colours[ground])
            if ratio < least:
                yield f"{scheme}: {text} on {ground} has {ratio:.2f} : 1"


def check_feed(site):
    feed = ElementTree.parse(site / "atom.xml").getroot()
    for parent in [feed, *feed.findall(f"{ATOM}entry")]:
        for tag in ("id", "title", "updated"):
            if len(parent.findall(ATOM + tag)) != 1 or not parent.find(ATOM + tag).text:
                yield f"an entry has not one <{tag}>"
        if not re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", parent.find(f"{ATOM}id").text):
            yield f"{parent.find(f'{ATOM}id').text} is no lasting id"
        if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", parent.find(f"{ATOM}updated").text):
            yield f"{parent.find(f'{ATOM}updated').text} is no time"
        for link in parent.findall(f"{ATOM}link"):
            if not link.attrib["href"].startswith(ADDRESS) or \
                    not (site / urllib.parse.unquote(link.attrib["href"][len(ADDRESS):])).is_file():
                yield f"{link.attrib['href']} leads nowhere"
    if feed.find(f"{ATOM}author/{ATOM}name") is None or feed.find(f"{ATOM}link[@rel='self']") is None:
        yield "the feed names no author or not itself"
    for location in ElementTree.parse(site / "sitemap.xml").getroot().iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc"):
        if not location.text.startswith(ADDRESS) or not (site / location.text[len(ADDRESS):]).is_file():
            yield f"{location.text} leads nowhere"


def browse(site, question, home):
    """The home page after its search, and the paths and labels of the hits."""
    url = (site / "index.html").as_uri() + "#q=" + urllib.parse.quote(question)
    dom = subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={home}/chromium",
                          "--virtual-time-budget=8000", "--dump-dom", url], capture_output=True, text=True, timeout=240).stdout
    tree = html5lib.parse(dom)
    results = tree.find(f".//{XHTML}ol[@id='search-results']")
    status = "".join(tree.find(f".//{XHTML}p[@id='search-status']").itertext())
    hits = {} if results is None else {
        item.find(f"{XHTML}a").attrib["href"]: ["".join(mark.itertext()) for mark in item.iter(f"{XHTML}mark")] for item in results}
    return hits, status


def words_of(site):
    """The words of each issue's article."""
    found = {}
    for path in site.glob("[0-9]*/*.html"):
        article = parse(path).find(f".//{XHTML}article")
        if article is not None:
            found[str(path.relative_to(site))] = "".join(article.itertext())
    return found


def check_search(site, home, questions):
    words = words_of(site)
    for question in questions:
        hits, status = browse(site, question, home)
        expected = {path for path, text in words.items() if question in text}
        if not expected:
            yield f"{question} stands nowhere: another word is needed"
        if set(hits) != expected:
            yield f"{question}: found {sorted(hits)}, it stands in {sorted(expected)} ({status})"
        for path, marks in hits.items():
            if question not in marks:
                yield f"{question} is not marked in the extract of {path}: {marks}"
    hits, status = browse(site, "饕餮", home)
    if hits or "没有找到" not in status:
        yield f"饕餮: {hits} {status}"
    hits, status = browse(site, SECRET[:2] + SECRET[-2:], home)
    if hits:
        yield f"what is internal is found: {hits}"


def check_standing(site, corrected, withdrawn):
    """The reader of either record is told of the other, and what was withdrawn is gone."""
    (old, new), gone = corrected, withdrawn
    for path, other in ((old, new), (new, old)):
        note = parse(site / path).find(f".//{XHTML}div[@class='notice']")
        links = [] if note is None else [link.attrib["href"] for link in note.iter(f"{XHTML}a")]
        if f"../{other}" not in links or "更正" not in "".join(note.itertext()):
            yield f"{path} does not tell of {other}"
    if "已撤回" not in (site / gone).read_text("utf-8"):
        yield f"{gone} does not tell that it was withdrawn"
    for path in site.rglob("*"):
        if path.is_file() and WITHDRAWN.encode() in path.read_bytes():
            yield f"{path.relative_to(site)} holds what was withdrawn"
    listed = {}
    for item in parse(site / "issues.html").iter(f"{XHTML}li"):
        link, standing = item.find(f"{XHTML}a"), item.find(f"{XHTML}span[@class='standing']")
        if standing is not None:
            listed[link.attrib["href"]] = standing.text
    if listed != {old: "已更正", gone: "已撤回"}:
        yield f"the list marks {listed}"


def snapshot(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def check_refusals(command, env, home, site):
    """What cannot be written is said in one sentence, and the old site stays."""
    old = snapshot(site)

    def refuse(what, target, word, **options):
        done = subprocess.run([*command, "publish", str(target)], env=env, capture_output=True, text=True, **options)
        if done.returncode != 1 or done.stderr.count("\n") != 1 or word not in done.stderr or done.stdout:
            yield f"{what}: {done.returncode} {done.stdout!r} {done.stderr!r}"
        if snapshot(site) != old:
            yield f"{what}: the old site is not what it was"
        left = [path.name for path in pathlib.Path(home).iterdir() if path.name.startswith(".site-")]
        if left:
            yield f"{what}: {left} is left behind"

    other = pathlib.Path(home) / "others"
    (other / "deep").mkdir(parents=True)
    (other / "deep" / "diary.txt").write_text("mine")
    yield from refuse("a folder with somebody else's files", other, "others")
    forged = pathlib.Path(home) / "forged"
    forged.mkdir()
    (forged / ".bulletin-site").write_text("mine")
    yield from refuse("a folder whose mark is not ours", forged, "forged")
    yield from refuse("a file", pathlib.Path(home) / "more.txt", "more.txt")
    yield from refuse("a folder that is not there", pathlib.Path(home) / "no" / "site", "site")
    # Nobody makes folders there, root included.
    yield from refuse("a folder that cannot be made", "/proc/bulletin-site", "bulletin-site")

    # Smaller than the words of the search, larger than what the library needs.
    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (40000, 40000))

    yield from refuse("no room for a file", site, "full", preexec_fn=limit)
    if snapshot(other) != {"deep/diary.txt": b"mine"} or snapshot(forged) != {".bulletin-site": b"mine"}:
        yield "somebody else's files are not what they were"


def check_kill(command, env, home, site):
    """Killed in the middle, it leaves the old site or the new one, and the next run clears
    away what it left."""
    old, parent = snapshot(site), pathlib.Path(home)
    process = subprocess.Popen([*command, "publish", str(site)], env=env, stdout=subprocess.DEVNULL)
    while process.poll() is None:
        # Some of the new site is there.
        if any(parent.glob(".site-*/*/*.html")):
            process.kill()
            break
    process.wait()
    killed = snapshot(site)
    subprocess.run([*command, "publish", str(site)], env=env, check=True, capture_output=True)
    new = snapshot(site)
    if new == old:
        yield "there was nothing new to write"
    if killed not in (old, new):
        yield "half a site was left"
    left = [path.name for path in parent.iterdir() if path.name.startswith(".site-")]
    if left:
        yield f"{left} is left behind"


def main():
    program, sample = sys.argv[1:3]
    home = tempfile.mkdtemp(prefix="bulletin-site-")
    env = {**os.environ, "BULLETIN_SAMPLE_DIR": sample, "LC_ALL": "C.UTF-8"}
    library = f"{home}/library.bulletin"

    def run(*arguments):
        return subprocess.run([program, "--library", library, *arguments], env=env, check=True, capture_output=True, text=True).stdout

    try:
        run("sample", library)
        with open(f"{home}/more.txt", "w", encoding="utf-8") as file:
            file.write("工作简报\n2031年第1期\n\n内外有别\n\n　　公开的话[[" + SECRET + "]]说完了。\n\n[[| " + SECRET + " |]]\n\n> 按语。\n\n"
                       "|= 表\n| 甲 | 乙 |\n|---|--:|\n| [[" + SECRET + "]] | 2 |\n")
        more = run("import", f"{home}/more.txt").split()[0]
        run("issue", more, "--signer", "示例", "--force")

        def issue(name, text):
            with open(f"{home}/{name}.txt", "w", encoding="utf-8") as file:
                file.write(text)
            made = run("import", f"{home}/{name}.txt").split()[0]
            run("issue", made, "--signer", "示例", "--force", "--reason", "测试")
            return made

        wrong = issue("wrong", "工作简报\n2031年第2期\n\n有一个数字\n\n　　驿站12个。\n")
        correction = run("correct", wrong, "--reason", "数字有误").split()[0]
        run("issue", correction, "--signer", "示例", "--force", "--reason", "测试")
        correction = json.loads(run("show", correction, "--json"))
        run("withdraw", issue("gone", f"工作简报\n2031年第4期\n\n{WITHDRAWN}\n\n　　{WITHDRAWN}，驿站。\n"), "--reason", "发错了")
        preview = run("publish", f"{home}/site", "--dry-run")
        site = pathlib.Path(home) / "site"
        print("1..12", flush=True)
        done = tell("the preview lists what is left out", [] if SECRET in preview and not site.exists() else [preview])
        run("publish", str(site), "--address", ADDRESS)
        done &= tell("html5lib's strict parser takes every page", list(check_html5lib(site)))
        done &= tell("tidy has nothing to say", list(check_tidy(site)))
        done &= tell("every link leads to a file, and to every file a link", list(crawl(site)))
        done &= tell("nothing is loaded from elsewhere", list(check_remote(site)))
        done &= tell("pages have what WCAG asks for", list(check_pages(site)) + list(check_contrast(site)))
        done &= tell("the feed and the sitemap are in order", list(check_feed(site)))
        done &= tell("records that were corrected or withdrawn say so, and their corrections too",
                     list(check_standing(site, ("2031/2.html", f"{correction['year']}/{correction['number']}.html"), "2031/4.html")))
        done &= tell("nothing internal is in any file",
                     [str(path) for path in site.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()])
        done &= tell("a browser finds words of one to four characters",
                     list(check_search(site, home, sys.argv[3:] or ["驿站", "站", "志愿者", "公开的话", "献血"])))
        issue("long", "工作简报\n2031年第6期\n\n长的一期\n\n" + "　　驿站又添了新的服务。\n" * 1500)
        command = [program, "--library", library]
        done &= tell("what cannot be written is refused, and the old site stays", list(check_refusals(command, env, home, site)))
        done &= tell("a run that is killed leaves a whole site", list(check_kill(command, env, home, site)))
        return 0 if done else 1
    finally:
        if not os.environ.get("BULLETIN_KEEP_SITE"):
            shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
