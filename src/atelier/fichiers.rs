//! What leaves the page: the files, the share link; and what a link brings in.

use chrono::NaiveDate;
use qrcodegen::{QrCode, QrCodeEcc};

use crate::domain::agenda::Agenda;
use crate::domain::calendrier::{lire_date, long};
use crate::domain::dossier::{Dossier, Etat};
use crate::domain::lien as codec;
use crate::domain::report::Report;
use crate::domain::sans_noms::sans_noms;
use crate::export::{Export, ExportError, Fichier, Format, fichier, ics};
use crate::protocol::answer::Answer;
use crate::protocol::node::{Node, button, el, form, fragment, link, page_title, section};
use crate::protocol::reglages::{Joignable, Reglages};
use crate::protocol::request::{Act, Command, DrawnPage, Fields};
use crate::route::Route;
use crate::tabs::tabs;

/// Above this, in characters of the whole address, a telephone does not read the picture any more.
const QR_MAX: usize = 800;

/// How many pixels of the page a square of a QR code takes at least: readers fail under four.
const MODULE: i32 = 5;

/// What can be copied instead of downloaded.
const A_COPIER: [Format; 2] = [Format::Texte, Format::Markdown];

/// Id of the part of the page where the link stands.
const LIEN: &str = "partage-lien";

/// What may happen to a link on its way.
const REWRITTEN: &str = "Une messagerie qui contrôle les liens peut ouvrir celui-ci, ou y remplacer « # » par « %23 » : le contenu du dossier part alors avec l’adresse, jusqu’au site. Dans le doute, envoyez le fichier du dossier. Un lien abîmé se colle dans « Ouvrir un lien reçu », à l’accueil.";

/// The page of the files and of the link.
pub fn page(dossier: &Dossier) -> Node {
    let files = Format::TOUS.into_iter().map(|format| {
        let button = el("button")
            .class(if format == Format::Complet { "principal" } else { "secondaire" })
            .attr("name", "format")
            .attr("value", format.fin_de_nom())
            .child(format.libelle());
        el("li").child(button).child(el("small").child(usage(format)))
    });
    let means = "Chaque fichier dit la même chose que le plan, dans le même ordre. Il est fabriqué sur cet appareil, et n’est envoyé à personne.";
    let download = form(Command::MakeFile)
        .child(noms("fichiers-noms", false))
        .child(el("ul").class("fichiers").children(files))
        .child(anciens());
    let copies = A_COPIER.into_iter().map(|format| {
        let label =
            if format == Format::Markdown { "Copier la liste (Markdown)" } else { "Copier la liste (texte)" };
        el("button")
            .class("secondaire")
            .attr("name", "format")
            .attr("value", format.fin_de_nom())
            .child(label)
    });
    let copy = form(Command::CopyText)
        .child(noms("copie-noms", true))
        .child(el("p").class("boutons").children(copies));
    let share = "Le lien contient tout le dossier, après le signe « # » de l’adresse : cette partie n’est jamais envoyée à un serveur. Mais toute personne qui a le lien peut lire le dossier : choisissez à qui vous l’envoyez.";
    let link = form(Command::WriteLink)
        .child(noms("lien-noms", true))
        .child(el("button").class("principal").child("Préparer le lien"));
    fragment()
        .child(tabs(&dossier.id, DrawnPage::Fichiers))
        .child(page_title("Fichiers et partage"))
        .child(section("", "Télécharger").child(el("p").child(means)).child(download))
        .child(section("", "Copier, pour un courriel").child(copy))
        .child(
            section("", "Partager par un lien")
                .child(el("p").child(share))
                .child(link)
                .child(el("div").attr("id", LIEN)),
        )
        .child((!dossier.suivi.is_empty()).then(|| {
            el("p").class("indice").child(
                "Vos notes de suivi sont dans les fichiers ; le lien sans les noms ne les contient pas.",
            )
        }))
}

fn noms(id: &'static str, ticked: bool) -> Node {
    let input = el("input")
        .attr("type", "checkbox")
        .attr("id", id)
        .attr("name", "sans-noms")
        .attr("value", "oui")
        .attr_if(ticked, "checked");
    el("label")
        .class("choix")
        .child(input)
        .child(el("span").child("Sans les noms de personnes"))
        .child(el("small").child("« Personne 1 » à la place des noms, et aucune note."))
}

/// Appointments of the first calendars have other numbers: only the user knows whether some were imported.
fn anciens() -> Node {
    let choice = el("label")
        .class("choix")
        .child(el("input").attr("type", "checkbox").attr("name", "annuler-anciens").attr("value", "oui"))
        .child(el("span").child("Annuler aussi les rendez-vous d’un calendrier importé avant décembre 2026"))
        .child(
            el("small").child("Leurs numéros ont changé : sans cela, ils resteraient à côté des nouveaux."),
        );
    el("details")
        .class("aide")
        .attr("id", "fichiers-anciens")
        .child(el("summary").child("Un ancien calendrier est dans votre agenda ?"))
        .child(choice)
}

/// Whom a file is for.
fn usage(format: Format) -> &'static str {
    match format {
        Format::Csv => "Une ligne par action, pour un tableur.",
        Format::Classeur => {
            "Actions, professionnels, sites, certificats et sources, avec filtres et liste de suivi."
        }
        Format::Calendrier => {
            "Chaque date et chaque échéance, pour votre agenda. Réimporter le fichier met à jour, sans doubler, et annule ce qui n’est plus à faire ; si votre agenda garde les rendez-vous annulés, supprimez-les."
        }
        Format::Markdown => "Pour un wiki ou un outil de suivi.",
        Format::Texte => "L’essentiel en une page, pour un courriel.",
        Format::Plan => "Pour un autre logiciel.",
        Format::Dossier => "Pour rouvrir ce dossier ici, ou sur un autre appareil.",
        Format::Complet => {
            "Tous ces fichiers en un seul, avec l’essentiel, les fiches et les courriers : en pages à lire ou à imprimer (HTML), et en documents à compléter (DOCX)."
        }
    }
}

/// The dossier as the form wants it: with its names, or without.
fn as_wanted(fields: &Fields, dossier: &Dossier) -> Dossier {
    if fields.get("sans-noms").is_some() { sans_noms(dossier) } else { dossier.clone() }
}

/// Makes a file; those that are read say whom to call.
pub fn make(fields: &Fields, dossier: &Dossier, today: NaiveDate, reglages: &Reglages) -> Answer {
    let wanted = fields.get("format").unwrap_or_default();
    let Some(format) = Format::TOUS.into_iter().find(|format| format.fin_de_nom() == wanted) else {
        return Answer::not_understood();
    };
    match made(fields, dossier, format, today, reglages) {
        Ok((file, agenda)) => {
            let is_whole = matches!(format, Format::Dossier | Format::Complet);
            let is_copy = is_whole && fields.get("sans-noms").is_none();
            Answer::File { name: file.nom, mime: file.type_mime, bytes: file.octets, agenda, is_copy }
        }
        Err(error) => Answer::refusal(error),
    }
}

/// Makes the text of a file, for the clipboard.
pub fn copy(fields: &Fields, dossier: &Dossier, today: NaiveDate, reglages: &Reglages) -> Answer {
    let wanted = fields.get("format").unwrap_or_default();
    let Some(format) = A_COPIER.into_iter().find(|format| format.fin_de_nom() == wanted) else {
        return Answer::not_understood();
    };
    match made(fields, dossier, format, today, reglages) {
        Ok((file, _)) => Answer::Copy(String::from_utf8_lossy(&file.octets).into_owned()),
        Err(error) => Answer::refusal(error),
    }
}

fn made(
    fields: &Fields,
    dossier: &Dossier,
    format: Format,
    today: NaiveDate,
    reglages: &Reglages,
) -> Result<(Fichier, Option<Agenda>), ExportError> {
    let dossier = as_wanted(fields, dossier);
    let mut report = Report::du_dossier(&dossier, today);
    report.appels = reglages.a_appeler().map(Joignable::en_mots).collect();
    let export = Export { dossier: &dossier, report: &report };
    let mut file = fichier(&export, format)?;
    if format == Format::Calendrier && fields.get("annuler-anciens").is_some() {
        file.octets = ics::calendrier_sans_les_anciens(&export).into_bytes();
    }
    // What was given out is remembered: what leaves the plan will be cancelled.
    let agenda = matches!(format, Format::Calendrier | Format::Complet).then(|| ics::agenda(&export));
    Ok((file, agenda))
}

/// Why the page in one file gives no link.
const SANS_SITE: &str = "Cette page est ouverte depuis un fichier de cet appareil\u{a0}: un lien ne mènerait nulle part ailleurs. Envoyez plutôt le fichier du dossier, que toute copie de Jalons ouvre.";

/// The link of a dossier: its address under that of the page, its length, its picture when it is short enough.
pub fn share(fields: &Fields, dossier: &Dossier, page: &str) -> Answer {
    if page.starts_with("file:") {
        let why = el("p").class("avertissement").child(SANS_SITE);
        return Answer::Part { id: LIEN, node: fragment().child(why).child(envoyer_le_fichier()) };
    }
    let mut dossier = as_wanted(fields, dossier);
    // Whoever opens it makes a dossier of their own of it.
    dossier.id = String::new();
    dossier.agenda = Agenda::default();
    let text = match codec::ecrire(&dossier) {
        Ok(text) => text,
        Err(error) => return Answer::refusal(error),
    };
    let address = format!("{page}{}", Route::Lien(text).href());
    let length = address.chars().count();
    let too_long = (length > codec::LIEN_PRUDENT).then(|| {
        el("p").class("avertissement").child(
            "Ce lien est long : certaines messageries le couperaient. Envoyez plutôt le fichier du dossier.",
        )
    });
    let field =
        el("textarea").attr("id", "partage-adresse").attr("readonly", "").attr("rows", "4").child(&address);
    let picture = (length <= QR_MAX).then(|| qr(&address)).flatten().map(|drawing| {
        el("figure")
            .class("qr")
            .child(drawing)
            .child(el("figcaption").child("À photographier avec un téléphone ou une tablette."))
    });
    let drawn =
        fragment()
            .child(el("label").attr("for", "partage-adresse").child(format!("Le lien ({length} caractères)")))
            .child(field)
            .child(el("p").child(
                button("secondaire", "Copier le lien", Act::Copy).attr("data-target", "partage-adresse"),
            ))
            .child(el("p").child(REWRITTEN))
            .child(envoyer_le_fichier())
            .child(too_long)
            .child(picture);
    Answer::Part { id: LIEN, node: drawn }
}

fn envoyer_le_fichier() -> Node {
    el("p").child(button("secondaire", "Télécharger plutôt le fichier du dossier", Act::DownloadDossier))
}

/// Modules of the quiet zone around a QR code.
const MARGE: i32 = 4;

/// A QR code, one path, with its quiet zone.
fn qr(text: &str) -> Option<Node> {
    let code = QrCode::encode_text(text, QrCodeEcc::Low).ok()?;
    let size = code.size();
    let mut path = String::new();
    for y in 0..size {
        for x in 0..size {
            if code.get_module(x, y) {
                path.push_str(&format!("M{} {}h1v1h-1z", x + MARGE, y + MARGE));
            }
        }
    }
    let side = size + 2 * MARGE;
    // Whole points for each module, so that none is wider than its neighbour: four, which decoders read on any screen.
    let shown = (side * MODULE).to_string();
    Some(
        el("svg")
            .attr("viewBox", format!("0 0 {side} {side}"))
            .attr("width", shown.as_str())
            .attr("height", shown.as_str())
            .attr("role", "img")
            .attr("aria-label", "Le lien, en code QR")
            .attr("shape-rendering", "crispEdges")
            .child(
                el("rect")
                    .attr("width", side.to_string())
                    .attr("height", side.to_string())
                    .attr("fill", "#fff"),
            )
            .child(el("path").attr("d", path).attr("fill", "#000")),
    )
}

/// What a link holds, shown before anything is opened; without a link, the place to paste one.
pub fn show_link(text: &str, today: NaiveDate) -> Answer {
    if text.is_empty() {
        return Answer::page(
            "Ouvrir un lien reçu",
            fragment().child(page_title("Ouvrir un lien reçu")).child(paste()),
        );
    }
    let (dossier, notices) = match codec::ouvrir(text) {
        Ok(opened) => opened,
        Err(error) => return Answer::page("Lien illisible", refused_link(&error.to_string())),
    };
    let report = Report::bref(&dossier.answers, today);
    let name =
        if report.structure.is_empty() { "Dossier sans nom".to_owned() } else { report.structure.clone() };
    let fact = |name: &str, value: String| el("div").child(el("dt").child(name)).child(el("dd").child(value));
    let done = dossier.suivi.values().filter(|suivi| suivi.etat == Etat::Fait).count();
    let facts = el("dl")
        .class("faits")
        .child(fact("Structure", name.clone()))
        .child(fact("Réponses", dossier.answers.entries().count().to_string()))
        .child(fact(
            "Actions du plan",
            match done {
                0 => format!("{}, aucune faite", report.actions.len()),
                1 => format!("{}, dont 1 faite", report.actions.len()),
                many => format!("{}, dont {many} faites", report.actions.len()),
            },
        ))
        .child((!dossier.enregistre_le.is_empty()).then(|| {
            fact(
                "Enregistré le",
                dossier.enregistre_le.get(..10).and_then(lire_date).map_or_else(String::new, long),
            )
        }));
    let lost = (!notices.is_empty()).then(|| {
        el("ul").class("avertissement").children(notices.iter().map(|notice| el("li").child(notice)))
    });
    let accept = form(Command::AcceptLink)
        .child(el("input").attr("type", "hidden").attr("name", "lien").attr("value", text))
        .child(el("p").class("boutons").child(el("button").class("principal").child("Ouvrir ce dossier")));
    let means = "Ce lien contient un dossier Jalons. L’ouvrir en fait un nouveau dossier sur cet appareil : ceux qui y sont déjà ne changent pas.";
    let page = fragment()
        .child(page_title("Un dossier vous est transmis"))
        .child(el("p").class("chapeau").child(means))
        .child(facts)
        .child(lost)
        .child(accept)
        .child(el("p").child(link(&Route::Accueil.href()).child("Ne pas l’ouvrir")));
    Answer::page("Un dossier vous est transmis", page)
}

/// What the link that was pasted holds.
pub fn read_link(pasted: &str, today: NaiveDate) -> Answer {
    match codec::chercher(pasted) {
        Ok(text) => show_link(&text, today),
        Err(error) => Answer::refusal(error),
    }
}

/// Where a link that does not open by itself is pasted.
fn paste() -> Node {
    let means = "Collez ici le lien reçu, même si une messagerie l’a coupé ou réécrit : le dossier qu’il contient est lu sur cet appareil.";
    form(Command::ReadLink)
        .child(el("p").child(means))
        .child(el("p").child(el("label").attr("for", "lien-recu").child("Le lien reçu")))
        .child(
            el("textarea")
                .attr("id", "lien-recu")
                .attr("name", "lien-recu")
                .attr("rows", "4")
                .attr("spellcheck", "false"),
        )
        .child(el("p").class("boutons").child(el("button").class("principal").child("Lire ce lien")))
}

fn refused_link(sentence: &str) -> Node {
    fragment()
        .child(page_title("Ce lien ne s’ouvre pas"))
        .child(el("p").class("avertissement").child(sentence))
        .child(paste())
        .child(el("p").child(link(&Route::Accueil.href()).child("Aller à l’accueil")))
}

/// The dossier of a link, to be opened as a new one.
pub fn accept_link(text: &str) -> Answer {
    match codec::ouvrir(text) {
        Ok((mut dossier, _)) => {
            dossier.id = String::new();
            Answer::dossier(&dossier, "Dossier ouvert d’après le lien.")
        }
        Err(error) => Answer::refusal(error),
    }
}
