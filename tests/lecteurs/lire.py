"""Reads again, by programs that we did not write, every file that `examples/lecteurs.rs` wrote: one French line for each
reader and file, and a failure at the end if one did not find what is expected (`attendu.json`).

    python lire.py FOLDER
"""

import csv
import datetime as dt
import io
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import caldav
import docx
import html5lib
import icalendar
import openpyxl
import pandas
from markdown_it import MarkdownIt

HERE = Path(sys.executable).parent
FOLDER = Path(sys.argv[1]).resolve()
WORK = Path(tempfile.mkdtemp(prefix="lecteurs-", dir=FOLDER))
CASES = sorted(path.parent for path in FOLDER.glob("*/attendu.json"))
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
failures = 0


def words(text):
    """A text without spaces of any kind, nor what shows nothing: readers change those."""
    return re.sub(r"[\s\u00a0\u202f\u200b\u2060]+", "", text or "")


def same(found, expected, what):
    if found != expected:
        raise AssertionError(f"{what} : {found!r} au lieu de {expected!r}"[:600])


def holds(text, parts, what):
    text = words(text)
    missing = [part for part in parts if words(part) not in text]
    if missing:
        raise AssertionError(f"{what} : il manque {missing[:3]!r}")


def check(reader, what, read, cases=CASES):
    """Says what a reader found of each case."""
    global failures
    for case in cases:
        expected = json.loads((case / "attendu.json").read_text(encoding="utf-8"))
        try:
            said = read(case, expected)
            print(f"  lu     {reader}, {what}, {case.name} : {said}", flush=True)
        except Exception as error:  # any failure of a reader is one to tell, and the others are still tried
            failures += 1
            print(f"  ÉCHEC  {reader}, {what}, {case.name} : {type(error).__name__}: {error}", flush=True)


def day(text):
    return dt.date.fromisoformat(text) if text else None


def rows_are_the_actions(rows, expected, to_day):
    """Rows of one dictionary each, by headings, in the order of the plan."""
    actions = expected["actions"]
    same([row["Identifiant"] for row in rows], [action["id"] for action in actions], "identifiants")
    for row, action in zip(rows, actions):
        holds(str(row["Action"]).lstrip("'"), [action["titre"]], "titre")
        same(int(float(row["Quantité"])), action["quantite"], f"quantité de {action['id']}")
        same(to_day(row["Fin prévue le"]), day(action["fin"]), f"fin de {action['id']}")
    return f"{len(actions)} actions"


def french_day(text):
    return dt.datetime.strptime(text, "%d/%m/%Y").date() if text else None


def libreoffice(file, to, *more):
    """Converts a file by LibreOffice, with a profile of its own; the file it made."""
    made = Path(tempfile.mkdtemp(dir=WORK))
    profile = (WORK / "profil").as_uri()
    command = [SOFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", to, *more, "--outdir", str(made), str(file)]
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, env=environment)
    files = list(made.iterdir())
    if not files:
        raise AssertionError(f"LibreOffice n’a rien écrit : {done.stderr.strip()[-300:]}")
    return files[0]


# CSV


def csv_by_pandas(case, expected):
    frame = pandas.read_csv(case / "actions.csv", sep=";", encoding="utf-8-sig", dtype=str, keep_default_na=False)
    return rows_are_the_actions(frame.to_dict("records"), expected, french_day)


def csv_by_a_guess(case, expected):
    text = (case / "actions.csv").read_text(encoding="utf-8-sig")
    dialect = csv.Sniffer().sniff(text, delimiters=";,\t|:")
    same(dialect.delimiter, ";", "séparateur deviné")
    return rows_are_the_actions(list(csv.DictReader(io.StringIO(text), dialect=dialect)), expected, french_day)


def csv_by_libreoffice(case, expected):
    # As its import window proposes in French: semicolon, UTF-8; written again with the cells as they are shown.
    made = libreoffice(case / "actions.csv", "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true", "--infilter=Text - txt - csv (StarCalc):59,34,76,1,,1036,false,true")
    rows = list(csv.DictReader(io.StringIO(made.read_text(encoding="utf-8-sig")), delimiter=";"))
    # A real date by now, which it shows in the order of its own language, English here.
    short_day = lambda text: dt.datetime.strptime(text, "%m/%d/%y").date() if text else None
    return rows_are_the_actions(rows, expected, short_day)


# XLSX


def workbook_by_openpyxl(case, expected):
    book = openpyxl.load_workbook(case / "classeur.xlsx")
    sheets = dict(expected["feuilles"])
    names = [name for name in book.sheetnames if name != "Suite"]
    same(names, list(sheets), "feuilles")
    for name, rows in sheets.items():
        sheet = book[name]
        same(sheet.max_row, rows + 1, f"lignes de {name}")
        same((int(sheet.page_setup.paperSize), sheet.page_setup.orientation), (9, "landscape"), f"papier de {name}")
        formulas = [cell.coordinate for row in sheet for cell in row if cell.data_type == "f"]
        same(formulas, [], f"formules de {name}")
    sheet = book["Actions"]
    if expected["actions"]:
        same(sheet.freeze_panes is not None, True, "en-têtes figés")
        same(len(sheet.data_validations.dataValidation) > 0, True, "liste des états")
    heads = [cell.value for cell in sheet[1]]
    rows = [dict(zip(heads, (cell.value for cell in row))) for row in sheet.iter_rows(min_row=2)]
    to_day = lambda value: value.date() if isinstance(value, dt.datetime) else value
    return f"{rows_are_the_actions(rows, expected, to_day)}, {len(sheets)} feuilles"


def workbook_by_pandas(case, expected):
    frame = pandas.read_excel(case / "classeur.xlsx", sheet_name="Actions")
    to_day = lambda value: None if pandas.isna(value) else pandas.Timestamp(value).date()
    return rows_are_the_actions(frame.to_dict("records"), expected, to_day)


def workbook_by_libreoffice(case, expected):
    made = libreoffice(case / "classeur.xlsx", "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,1")
    text = made.read_text(encoding="utf-8-sig")
    found = text.count("\n")
    _, first = expected["feuilles"][0]
    if found < first:
        raise AssertionError(f"{found} lignes dans la première feuille")
    paper = libreoffice(case / "classeur.xlsx", "pdf")
    return f"{pages_of(paper, landscape=True)} pages A4 en largeur, lettres de {smallest_letters(paper):.1f} points au moins"


def pages_of(paper, landscape=False):
    said = subprocess.run(["pdfinfo", str(paper)], capture_output=True, text=True, check=True).stdout
    wide, high = map(float, re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", said).groups())
    same((round(wide), round(high)), (842, 595) if landscape else (595, 842), "papier")
    return int(re.search(r"Pages:\s+(\d+)", said).group(1))


def smallest_letters(paper):
    """The height of a word in the smallest lines, in points; below 5.5, it can't be read on paper."""
    said = subprocess.run(["pdftotext", "-bbox", str(paper), "-"], capture_output=True, text=True, check=True).stdout
    heights = sorted(float(low) - float(high) for high, low in re.findall(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)"', said))
    if not heights:
        raise AssertionError("aucun mot sur le papier")
    small = heights[len(heights) // 100]
    if small < 5.5:
        raise AssertionError(f"des lettres de {small:.1f} points sur le papier")
    return small


def template_by_openpyxl(*_):
    book = openpyxl.load_workbook(FOLDER / "modele-effectif.xlsx")
    heads = [cell.value for cell in next(book.worksheets[0].iter_rows(max_row=1))]
    if "Profession ou fonction" not in [str(head) for head in heads]:
        raise AssertionError(f"en-têtes {heads!r}")
    return f"{len(heads)} colonnes"


# ICS


def events_of(text):
    return [event for event in icalendar.Calendar.from_ical(text).walk("VEVENT")]


def calendar_by_icalendar(case, expected):
    events = events_of((case / "calendrier.ics").read_bytes())
    same(sorted(event.start.isoformat() for event in events), sorted(expected["rendez-vous"]), "jours")
    for event in events:
        same((event.end - event.start).days, 1, "durée")
        same(event.errors, [], "propriétés")
    cancelled = sum(event.get("STATUS") == "CANCELLED" for event in events)
    holds("".join(str(event["SUMMARY"]) for event in events), [action["titre"] for action in expected["actions"] if action["fin"]], "titres")
    return f"{len(events)} rendez-vous d’un jour, dont {cancelled} annulés"


def khal(home, *arguments):
    command = [str(HERE / "khal"), "-c", str(home / "khal.conf"), *arguments]
    environment = {**os.environ, "HOME": str(home), "XDG_CACHE_HOME": str(home), "LC_ALL": "C.UTF-8", "TZ": "Europe/Paris"}
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, env=environment, stdin=subprocess.DEVNULL)
    if done.returncode != 0:
        raise AssertionError(done.stderr.strip()[-400:])
    return done.stdout


def calendar_by_khal(case, expected):
    home = Path(tempfile.mkdtemp(dir=WORK))
    kept = home / "agenda"
    kept.mkdir()
    (home / "khal.conf").write_text(
        f"[calendars]\n[[jalons]]\npath = {kept}\n[locale]\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\nlocal_timezone = Europe/Paris\ndefault_timezone = Europe/Paris\n"
    )
    # Twice: importing again updates.
    for _ in range(2):
        khal(home, "import", "--batch", "-a", "jalons", str(case / "calendrier.ics"))
    files = list(kept.glob("*.ics"))
    same(len(files), len(expected["rendez-vous"]), "rendez-vous gardés")
    days = sorted(expected["rendez-vous"])
    if days:
        last = (day(days[-1]) + dt.timedelta(days=1)).isoformat()
        said = khal(home, "list", "--format", "{start-date} {status}", "--day-format", "", days[0], last)
        found = sorted(re.findall(r"^\d{4}-\d\d-\d\d", said, re.M))
        same(found, days, "jours montrés")
    return f"{len(files)} rendez-vous, autant après un second import"


class Radicale:
    """A server of calendars, in a folder of its own, on a free port."""

    def __enter__(self):
        self.home = Path(tempfile.mkdtemp(dir=WORK))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        arguments = [f"--server-hosts=127.0.0.1:{self.port}", f"--storage-filesystem-folder={self.home}", "--auth-type=none"]
        self.process = subprocess.Popen([sys.executable, "-m", "radicale", *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(100):
            with socket.socket() as asked:
                if asked.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self
            time.sleep(0.1)
        raise AssertionError("Radicale ne répond pas")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def calendar(self, name):
        client = caldav.DAVClient(f"http://127.0.0.1:{self.port}/", username="jalons", password="")
        return client.principal().make_calendar(name=name)


def one_by_one(file):
    """Each event alone in its calendar, as a program that puts them on a server does."""
    for event in events_of(file.read_bytes()):
        alone = icalendar.Calendar()
        alone.add("prodid", "-//lecteurs//FR")
        alone.add("version", "2.0")
        alone.add_component(event)
        yield event, alone.to_ical().decode()


def calendar_by_radicale(case, expected):
    with Radicale() as server:
        calendar = server.calendar(case.name)
        for _ in range(2):
            for _, text in one_by_one(case / "calendrier.ics"):
                calendar.save_event(text)
        found = [event.icalendar_component for event in calendar.events()]
        same(sorted(event.start.isoformat() for event in found), sorted(expected["rendez-vous"]), "jours")
    return f"{len(found)} rendez-vous déposés un par un, deux fois"


def what_follows_by_radicale(case, _):
    """A later calendar of the same dossier: what left the plan is cancelled where it was, and nothing doubles."""
    before = FOLDER / case.name.removesuffix("-suite")
    with Radicale() as server:
        calendar = server.calendar(case.name)
        first = {str(event["UID"]) for event, text in one_by_one(before / "calendrier.ics") if calendar.save_event(text)}
        later = {str(event["UID"]): event for event, text in one_by_one(case / "calendrier.ics") if calendar.save_event(text)}
        kept = {str(event["UID"]): event for event in (one.icalendar_component for one in calendar.events())}
        same(set(kept), first | set(later), "numéros")
        cancelled = {uid for uid, event in kept.items() if event.get("STATUS") == "CANCELLED"}
        if not cancelled or not cancelled <= first:
            raise AssertionError(f"annulés : {sorted(cancelled)!r}")
        same(first - set(later), set(), "oubliés")
    return f"{len(cancelled)} rendez-vous annulés sur {len(first)}"


# Markdown, HTML, DOCX, ZIP


def list_by_markdown_it(case, expected):
    tokens = MarkdownIt("commonmark").parse((case / "liste.md").read_text(encoding="utf-8"))
    heads = [token.tag for token in tokens if token.type == "heading_open"]
    same(heads.count("h1"), 1, "titres")
    inline = [token for token in tokens if token.type == "inline"]
    text = "\n".join("".join(child.content for child in token.children) for token in inline)
    holds(text, [action["titre"] for action in expected["actions"]], "actions")
    marks = {child.type for token in inline for child in token.children} & {"html_inline", "image"}
    same(marks, set(), "balises")
    return f"{len(expected['actions'])} actions sous {len(heads)} titres"


def documents(case, expected, end):
    return [case / name for name in expected["documents"] if name.endswith(end)]


def text_of_html(file):
    parser = html5lib.HTMLParser(strict=True)
    page = parser.parse(file.read_bytes())
    inside = page.find(".//{http://www.w3.org/1999/xhtml}body")
    # Cells stand side by side without a space between them.
    return " ".join(inside.itertext()), page


def pages_by_html5lib(case, expected):
    files = documents(case, expected, ".html")
    for file in files:
        text, page = text_of_html(file)
        same(page.get("lang"), "fr", "langue")
        same(len(page.findall(".//{http://www.w3.org/1999/xhtml}h1")), 1, f"titre de {file.name}")
        if not words(text):
            raise AssertionError(f"{file.name} est vide")
    return f"{len(files)} pages sans faute"


def text_of_docx(file):
    document = docx.Document(str(file))
    return document, "\n".join(node.text or "" for node in document.element.body.iter() if node.tag.endswith("}t"))


def documents_by_docx(case, expected):
    files = documents(case, expected, ".docx")
    for file in files:
        document, text = text_of_docx(file)
        beside, _ = text_of_html(file.with_suffix(".html"))
        # The same words as in the page of the same name, in the same order.
        page, paper = re.findall(r"\w{4,}", beside), set(re.findall(r"\w{4,}", text))
        missing = [word for word in page if word not in paper]
        same(missing[:5], [], f"mots de {file.name}")
        if not any(paragraph.style.name.startswith(("Heading", "Title", "Titre")) for paragraph in document.paragraphs):
            raise AssertionError(f"{file.name} n’a pas de titre")
    return f"{len(files)} documents, les mots des pages"


def documents_by_libreoffice(case, expected):
    pages = 0
    for file in documents(case, expected, ".docx"):
        paper = libreoffice(file, "pdf")
        pages += pages_of(paper)
        smallest_letters(paper)
    return f"{pages} pages A4"


def archive_by_zipfile(case, expected):
    with zipfile.ZipFile(case / "complet.zip") as archive:
        same(archive.testzip(), None, "fichier abîmé")
        same(sorted(archive.namelist()), sorted(expected["archive"]), "fichiers")
        same([name for name in archive.namelist() if not name.isascii()], [], "noms")
    return f"{len(expected['archive'])} fichiers"


def archive_by_unzip(case, expected):
    made = Path(tempfile.mkdtemp(dir=WORK))
    subprocess.run(["unzip", "-q", str(case / "complet.zip"), "-d", str(made)], check=True, timeout=60)
    same(sorted(file.name for file in made.iterdir()), sorted(expected["archive"]), "fichiers")
    return f"{len(expected['archive'])} fichiers"


def main():
    check("pandas", "liste des actions (CSV)", csv_by_pandas)
    check("le devineur de Python", "liste des actions (CSV)", csv_by_a_guess)
    check("LibreOffice", "liste des actions (CSV)", csv_by_libreoffice)
    check("openpyxl", "classeur (XLSX)", workbook_by_openpyxl)
    check("pandas", "classeur (XLSX)", workbook_by_pandas)
    check("LibreOffice", "classeur (XLSX), imprimé", workbook_by_libreoffice)
    check("openpyxl", "modèle d’effectif (XLSX)", template_by_openpyxl, CASES[:1])
    check("icalendar", "calendrier (ICS)", calendar_by_icalendar)
    check("khal", "calendrier (ICS)", calendar_by_khal)
    check("Radicale", "calendrier (ICS)", calendar_by_radicale)
    check("Radicale", "calendrier suivant (ICS)", what_follows_by_radicale, [case for case in CASES if case.name.endswith("-suite")])
    check("markdown-it", "liste à cocher (Markdown)", list_by_markdown_it)
    check("html5lib", "pages à lire (HTML)", pages_by_html5lib)
    check("python-docx", "documents à compléter (DOCX)", documents_by_docx)
    check("LibreOffice", "documents à compléter (DOCX), imprimés", documents_by_libreoffice)
    check("zipfile", "dossier complet (ZIP)", archive_by_zipfile)
    check("unzip", "dossier complet (ZIP)", archive_by_unzip)
    shutil.rmtree(WORK, ignore_errors=True)
    print(f"\n{failures} échec{'s' if failures > 1 else ''}." if failures else "\nTout est relu.")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
