#!/usr/bin/python3
"""The window that WebKitWebDriver drives, with what its protocol lacks. Each line of JSON on the socket FENETRE_SOCKET is an
order, each answer a line: {"taille": [390, 844]}, {"sombre": true}, {"cacher": true}, {"imprimer": "/a/file.pdf"}.

FENETRE_PROFIL is the folder of what the device keeps, FENETRE_FICHIERS that of what is downloaded (a name that ends with
.partiel is still coming). The console is written to standard output.
"""
import json
import os
import socket
from urllib.parse import quote

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2  # noqa: E402

PROFIL = os.environ["FENETRE_PROFIL"]
FICHIERS = os.environ["FENETRE_FICHIERS"]

view = None


def open_view(*_session):
    """A view: the driver asks for one when its session starts, and for each tab. Orders are for the last."""
    global view
    view = WebKit2.WebView(web_context=context, is_controlled_by_automation=True)
    settings = view.get_settings()
    settings.set_enable_write_console_messages_to_stdout(True)
    settings.set_hardware_acceleration_policy(WebKit2.HardwareAccelerationPolicy.NEVER)
    # A dialogue would wait for someone, over the page.
    view.connect("print", lambda *_: True)
    view.connect("authenticate", lambda _, asked: asked.cancel() or True)
    view.connect("close", lambda closed: closed.get_toplevel().destroy())
    view.connect("web-process-terminated", lambda *why: print("CONSOLE web process terminated", why[-1], flush=True))
    window = Gtk.Window(decorated=False, default_width=1280, default_height=900)
    window.add(view)
    window.show_all()
    view.grab_focus()
    return view


def name_download(download, name):
    path = os.path.join(FICHIERS, name)
    while os.path.exists(path):
        path = os.path.join(FICHIERS, "autre-" + os.path.basename(path))
    download.set_destination("file://" + quote(path + ".partiel"))
    download.connect("finished", lambda *_: os.rename(path + ".partiel", path))
    download.connect("failed", lambda _, error: print("CONSOLE ERROR download:", error.message, flush=True))
    return True


def resize(size, done):
    view.get_toplevel().resize(*size)
    GLib.timeout_add(300, done, [view.get_allocated_width(), view.get_allocated_height()])


def darken(dark, done):
    Gtk.Settings.get_default().set_property("gtk-application-prefer-dark-theme", dark)
    GLib.timeout_add(300, done, dark)


def hide(hidden, done):
    view.get_toplevel().set_visible(not hidden)
    GLib.timeout_add(300, done, hidden)


def print_to(path, done):
    settings = Gtk.PrintSettings()
    settings.set(Gtk.PRINT_SETTINGS_PRINTER, "Print to File")
    settings.set(Gtk.PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf")
    settings.set(Gtk.PRINT_SETTINGS_OUTPUT_URI, "file://" + quote(path))
    setup = Gtk.PageSetup()
    setup.set_paper_size(Gtk.PaperSize.new("iso_a4"))
    # Kept on the view: an operation that nothing holds is dropped before its end.
    view.printing = WebKit2.PrintOperation(web_view=view, print_settings=settings, page_setup=setup)
    view.printing.connect("failed", lambda _, error: done(error.message))
    view.printing.connect("finished", lambda _: done(None))
    view.printing.print_()


ORDERS = {"taille": resize, "sombre": darken, "cacher": hide, "imprimer": print_to}


def accept(listening, _condition):
    connection, _ = listening.accept()
    lines = connection.makefile("rwb", buffering=0)

    def answer(value):
        lines.write(json.dumps(value).encode() + b"\n")
        return False

    def read(*_):
        line = lines.readline()
        for name, value in json.loads(line or "{}").items():
            ORDERS[name](value, answer)
        return bool(line)

    GLib.io_add_watch(connection.fileno(), GLib.IO_IN | GLib.IO_HUP, read)
    return True


def named(_context, session):
    info = WebKit2.ApplicationInfo()
    info.set_name("Jalons")
    info.set_version(WebKit2.get_major_version(), WebKit2.get_minor_version(), WebKit2.get_micro_version())
    session.set_application_info(info)
    session.connect("create-web-view", open_view)


context = WebKit2.WebContext(
    website_data_manager=WebKit2.WebsiteDataManager(
        base_data_directory=os.path.join(PROFIL, "data"), base_cache_directory=os.path.join(PROFIL, "cache")
    )
)
context.set_automation_allowed(True)
context.set_preferred_languages(["fr-FR"])
context.connect("automation-started", named)
context.connect("download-started", lambda _, download: download.connect("decide-destination", name_download))
listening = socket.socket(socket.AF_UNIX)
listening.bind(os.environ["FENETRE_SOCKET"])
listening.listen()
GLib.io_add_watch(listening, GLib.IO_IN, accept)
Gtk.main()
