//! All dossiers of the device, or those of a group, one a line: what each is, how far, what comes next, what is late; finding,
//! ordering and filing them.

use chrono::NaiveDate;

use crate::domain::calendrier::long;
use crate::domain::groupe::Groupe;
use crate::domain::nombre::{accorder, s};
use crate::domain::portefeuille::{
    self, AUTRES_COPIES, Etat, FIN_PROCHE, Fiche, GROUPE_MAX, MENTION_MAX, Tri, groupes, sans_copie, trier,
};
use crate::domain::resume::Resume;
use crate::protocol::node::{Node, button, el, form, fragment, link, off_screen, page_title, section};
use crate::protocol::request::{ANNULER, Act, Command, DOSSIER, DrawnPage, FAIT};
use crate::route::{Lieu, Route};

use super::groupe;

/// Title of the page of all dossiers.
pub const TITRE: &str = "Vos dossiers";

/// The field of the group that a page is of.
pub const PAGE_DU_GROUPE: &str = "page-du-groupe";

/// The field of the order.
pub const TRI: &str = "tri";

/// The boxes of the dossiers that are chosen.
pub const CHOISIS: &str = "choisi";

/// The button that takes dossiers out of their group.
pub const SORTIR: &str = "sortir";

/// The field of the name of a group.
pub const GROUPE: &str = "groupe";

/// The field of what tells dossiers from others of their name.
pub const MENTION: &str = "mention";

/// Ids of the form of what is done to one dossier, and of the form of those that are chosen.
const ACTES: &str = "portefeuille-actes";
const CHOIX: &str = "portefeuille-choix";

/// How long what was deleted can be brought back, in milliseconds: as `.annuler` of `style/components.css` shows it.
pub const DELAI_POUR_ANNULER: f64 = 60_000.0;

/// What the device says of what it keeps.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Place {
    /// Whether the browser promised to keep it.
    pub promise: bool,
    /// How much is kept, of how much there is room for, in bytes, when it is known.
    pub octets: Option<(f64, f64)>,
}

/// What has just been done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fait {
    /// A sentence; empty: nothing.
    pub phrase: String,
    /// Its number, when it can be undone: two of them in a row are told apart.
    pub a_annuler: Option<u32>,
}

/// What the page shows.
pub struct Vue<'a> {
    /// The dossiers.
    pub fiches: Vec<Fiche>,
    /// The group, when the page is of one.
    pub groupe: Option<&'a str>,
    /// What its dossiers are together, and how many of them are not counted; none while they are being read.
    pub ensemble: Option<(Groupe, usize)>,
    /// Their order.
    pub tri: Tri,
    /// The day.
    pub today: NaiveDate,
    /// What has just been done.
    pub fait: Fait,
    /// What the device says.
    pub place: Place,
}

/// The title of the page.
pub fn titre(groupe: Option<&str>) -> String {
    groupe.map_or_else(|| TITRE.to_owned(), |groupe| format!("Groupe\u{a0}: {groupe}"))
}

/// The page.
pub fn page(vue: Vue) -> Node {
    let Vue { mut fiches, groupe, ensemble, tri, today, fait, place } = vue;
    let all = groupes(&fiches).into_iter().map(|(name, many)| (name.to_owned(), many)).collect::<Vec<_>>();
    let reminder = rappel(&fiches, today, place);
    if let Some(groupe) = groupe {
        fiches.retain(|fiche| fiche.classement.groupe == groupe);
    }
    // While some are being read, each stays where it is.
    if fiches.iter().all(|fiche| fiche.resume.is_some()) {
        trier(&mut fiches, tri, today);
    }
    let back = match groupe {
        Some(_) => link(&Route::Drawn(DrawnPage::Dossiers).href()).child("Tous les dossiers"),
        None => link(&Route::Accueil.href()).child("Retour à l’accueil"),
    };
    let top = fragment()
        .child(el("p").class("revenir").child(back))
        .child(page_title(&titre(groupe)))
        .child(ce_qui_est_fait(&fait, groupe))
        .child(liens(groupe));
    if fiches.is_empty() {
        let none = match groupe {
            Some(_) => "Aucun dossier de cet appareil n’est dans ce groupe.",
            None => "Aucun dossier n’est gardé sur cet appareil.",
        };
        return top.child(el("p").child(none)).child(garde(&fiches, place));
    }
    let together = groupe.zip(ensemble).map(|(nom, (together, out))| groupe::ensemble(&together, nom, out));
    top.child(reminder)
        .child(together)
        .child(groupe.is_none().then(|| liste_des_groupes(&all)).flatten())
        .child(outils(&fiches, groupe, tri))
        .child(liste(&fiches, groupe, &all, today))
        .child(garde(&fiches, place))
        .child(groupe.is_none().then(|| tout_supprimer(fiches.len())))
}

/// What has just been done, and the way back. In place before there is something to say: a region that comes with its words
/// may not be read.
fn ce_qui_est_fait(fait: &Fait, groupe: Option<&str>) -> Node {
    let said = (!fait.phrase.is_empty()).then(|| el("p").child(&fait.phrase));
    let said = el("div").attr("role", "status").attr("id", FAIT).attr("tabindex", "-1").child(said);
    let undo = fait.a_annuler.map(|number| {
        // Another number, another name of the animation: its time starts anew.
        let turn = if number % 2 == 0 { "annuler" } else { "annuler encore" };
        form(Command::PortfolioUndo)
            .class(turn)
            .child(du_groupe(groupe))
            .child(el("button").class("secondaire").attr("id", ANNULER).child("Annuler"))
    });
    el("div").class(if fait.phrase.is_empty() { "" } else { "fait-a-l-instant" }).child(said).child(undo)
}

/// The hidden field that says of which group the page is.
pub(super) fn du_groupe(groupe: Option<&str>) -> Option<Node> {
    groupe.map(|groupe| el("input").attr("type", "hidden").attr("name", PAGE_DU_GROUPE).attr("value", groupe))
}

/// Where one goes from here.
fn liens(groupe: Option<&str>) -> Node {
    let to = |page: DrawnPage, words: &str| link(&Route::Drawn(page).href()).class("secondaire").child(words);
    let all = groupe.is_none();
    // From a group, the new one goes in it.
    let new = to(DrawnPage::NouvelleStructure, "Nouvelle structure, depuis FINESS");
    el("p")
        .class("boutons")
        .child(all.then(|| to(DrawnPage::CetteSemaine, "Cette semaine")))
        .child(new)
        .child(all.then(|| to(DrawnPage::Importer, "Importer des dossiers")))
        .child(button("secondaire", "Imprimer", Act::Print))
}

/// A copy is to be made, where the browser may erase what it keeps.
fn rappel(fiches: &[Fiche], today: NaiveDate, place: Place) -> Option<Node> {
    if place.promise {
        return None;
    }
    let late: Vec<String> = sans_copie(fiches, today).into_iter().map(Fiche::nom).collect();
    let words = portefeuille::rappel(&late)?;
    let export = form(Command::PortfolioExport)
        .child(el("p").child(words))
        .child(el("button").class("secondaire").child("Télécharger tous les dossiers (ZIP)"));
    Some(el("div").class("avertissement hors-papier").child(export))
}

fn liste_des_groupes(groups: &[(String, usize)]) -> Option<Node> {
    let line = |(name, many): &(String, usize)| {
        let address = Route::Groupe(name.clone()).href();
        el("li")
            .child(link(&address).child(name))
            .child(el("small").child(format!(" {}", accorder(*many as u64, "dossier"))))
    };
    let list = el("ul").class("groupes").children(groups.iter().map(line));
    (!groups.is_empty()).then(|| section("hors-papier", "Groupes").child(list))
}

/// Finding, choosing and ordering.
fn outils(fiches: &[Fiche], groupe: Option<&str>, tri: Tri) -> Node {
    let option = |value: &str, words: String, chosen: bool| {
        el("option").attr("value", value).attr_if(chosen, "selected").child(words)
    };
    let search = el("p")
        .class("champ")
        .child(el("label").attr("for", "portefeuille-mots").child("Chercher"))
        .child(
            el("input")
                .attr("type", "search")
                .attr("id", "portefeuille-mots")
                .attr("data-filter", "mots")
                .attr("autocomplete", "off")
                .attr("spellcheck", "false")
                .attr("aria-describedby", "portefeuille-indice"),
        )
        .child(
            el("small")
                .attr("id", "portefeuille-indice")
                .child("Des mots du nom, d’un site ou du groupe, dans n’importe quel ordre, ou le début d’un numéro FINESS, SIREN ou SIRET."),
        );
    let states =
        Etat::TOUS.map(|etat| option(etat.jeton(), etat.libelle().to_owned(), etat == Etat::EnCours));
    let filter = el("p")
        .class("champ")
        .child(el("label").attr("for", "portefeuille-etat").child("Montrer"))
        .child(el("select").attr("id", "portefeuille-etat").attr("data-filter", "etat").children(states));
    let orders = Tri::TOUS.map(|other| option(other.jeton(), other.libelle().to_owned(), other == tri));
    let order = form(Command::PortfolioSort)
        .attr("data-live", "")
        .class("champ")
        .child(du_groupe(groupe))
        .child(el("label").attr("for", "portefeuille-tri").child("Ranger par"))
        .child(el("select").attr("id", "portefeuille-tri").attr("name", TRI).children(orders));
    let away = fiches.iter().filter(|fiche| fiche.classement.archive).count();
    let away = match away {
        0 => String::new(),
        away => format!(", dont {away} archivé{}", s(away as u64)),
    };
    let words = format!("{}{away}", accorder(fiches.len() as u64, "dossier"));
    fragment()
        .child(groupe.map(|_| el("h2").child("Ses dossiers")))
        .child(el("p").class("legende").child(format!("{words}.")))
        .child(el("div").class("rapide outils hors-papier").child(search).child(filter).child(order))
}

/// The dossiers, and what can be done with those that are chosen.
fn liste(fiches: &[Fiche], groupe: Option<&str>, groups: &[(String, usize)], today: NaiveDate) -> Node {
    let lines = fiches.iter().map(|fiche| ligne(fiche, groupe, today));
    let names = groups.iter().map(|(name, _)| el("option").attr("value", name.as_str()));
    let gather = el("p")
        .class("champ")
        .child(el("label").attr("for", "portefeuille-groupe").child("Réunir les dossiers cochés sous le nom"))
        .child(
            el("input")
                .attr("type", "text")
                .attr("id", "portefeuille-groupe")
                .attr("name", GROUPE)
                .attr("form", CHOIX)
                .attr("list", "portefeuille-groupes")
                .attr("maxlength", GROUPE_MAX.to_string())
                .attr("autocomplete", "off"),
        )
        .child(el("datalist").attr("id", "portefeuille-groupes").children(names))
        .child(el("small").child("Un groupe, un GCSMS, une tournée…"));
    let act = |command: Command, class: &str, words: &str| {
        el("button").class(class).attr("form", CHOIX).attr("data-command", command.token()).child(words)
    };
    let leave = act(Command::PortfolioGather, "secondaire", "Sortir de leur groupe")
        .attr("name", SORTIR)
        .attr("value", "oui");
    let label = el("p")
        .class("champ")
        .child(el("label").attr("for", "portefeuille-mention").child("Mention après leur nom"))
        .child(
            el("input")
                .attr("type", "text")
                .attr("id", "portefeuille-mention")
                .attr("name", MENTION)
                .attr("form", CHOIX)
                .attr("maxlength", MENTION_MAX.to_string())
                .attr("aria-describedby", "portefeuille-mention-indice")
                .attr("autocomplete", "off"),
        )
        .child(el("small").attr("id", "portefeuille-mention-indice").child(
            "Pour distinguer deux dossiers du même nom, dans cette liste seulement. Vide\u{a0}: aucune mention.",
        ));
    let chosen = el("fieldset")
        .class("outils hors-papier")
        .child(el("legend").child("Avec les dossiers cochés"))
        .child(gather)
        .child(
            el("p")
                .class("boutons")
                .child(act(Command::PortfolioGather, "secondaire", "Réunir"))
                .child(leave),
        )
        .child(label)
        .child(el("p").class("boutons").child(act(
            Command::PortfolioLabel,
            "secondaire",
            "Écrire la mention",
        )))
        .child(el("p").class("boutons").child(act(
            Command::PortfolioExport,
            "secondaire",
            "Télécharger une archive (ZIP)",
        )))
        .child(el("p").class("indice").child("Sans rien cocher, l’archive tient tous les dossiers de la liste, archivés compris. Elle se reprend par « Importer des dossiers », ici ou sur un autre appareil."));
    // The lines, and what is done with those that are chosen, stand outside of both forms, which they name: « Entrée » in a field
    // sends the one that it is of. The forms come first: one that came after hundreds of lines would hold the page while each
    // of them finds it.
    let acts = form(Command::PortfolioArchive).attr("id", ACTES).child(du_groupe(groupe));
    let choice = form(Command::PortfolioGather).attr("id", CHOIX).child(du_groupe(groupe));
    fragment()
        .child(acts)
        .child(choice)
        .child(el("ul").class("lignes portefeuille").attr("aria-label", "Les dossiers").children(lines))
        .child(chosen)
}

/// A dossier, in a line.
fn ligne(fiche: &Fiche, groupe: Option<&str>, today: NaiveDate) -> Node {
    let name = fiche.nom();
    let states = fiche.etats(today);
    let tokens: Vec<&str> = states.iter().map(|etat| etat.jeton()).collect();
    let place = match fiche.resume.as_ref().and_then(|resume| resume.question.clone()) {
        Some(question) => Lieu::Page(question, None),
        None => Lieu::COMMENCER,
    };
    let href = Route::Dossier(fiche.id.clone(), place).href();
    let tick = el("input")
        .attr("type", "checkbox")
        .attr("name", CHOISIS)
        .attr("form", CHOIX)
        .attr("value", fiche.id.as_str())
        .attr("aria-label", format!("Choisir {name}"));
    let act = |command: Command, words: &str| {
        el("button")
            .class("lien")
            .attr("name", DOSSIER)
            .attr("form", ACTES)
            .attr("value", fiche.id.as_str())
            .attr("data-command", command.token())
            .child(words)
            .child(off_screen(&format!("\u{a0}: {name}")))
    };
    let filing = if fiche.classement.archive {
        act(Command::PortfolioRestore, "Désarchiver")
    } else {
        act(Command::PortfolioArchive, "Archiver")
    };
    let readable = fiche.resume.as_ref().is_none_or(|resume| resume.illisible.is_none());
    let acts = el("p")
        .class("actes")
        .child(filing)
        .child(readable.then(|| act(Command::PortfolioDuplicate, "Dupliquer")))
        .child(act(Command::PortfolioDelete, "Supprimer"));
    let group =
        (!fiche.classement.groupe.is_empty() && groupe.is_none()).then(|| fiche.classement.groupe.clone());
    let details = fiche.resume.as_ref().map(|resume| details(resume, fiche.modifie, group, today));
    el("li")
        .class("ligne")
        .attr("id", format!("ligne-{}", fiche.id))
        .attr("data-mots", fiche.mots())
        .attr("data-etats", tokens.join(" "))
        .attr_if(fiche.classement.archive, "hidden")
        .child(tick)
        .child(el("div").child(el("p").child(link(&href).child(el("b").child(name)))).child(details))
        .child(acts)
}

/// What is said of a dossier under its name.
fn details(resume: &Resume, modifie: Option<NaiveDate>, groupe: Option<String>, today: NaiveDate) -> Node {
    if let Some(why) = &resume.illisible {
        return el("p").child(el("small").child(why));
    }
    let mut parts = vec![];
    if !resume.finess.is_empty() {
        parts.push(format!("FINESS {}", resume.finess));
    }
    parts.extend(groupe.map(|groupe| format!("Groupe «\u{a0}{groupe}\u{a0}»")));
    parts.push(match (resume.faites, resume.toutes) {
        (_, 0) => "Rien à faire pour l’instant".to_owned(),
        (0, 1) => "1 action, à faire".to_owned(),
        (done, all) => format!("{done} action{} faite{} sur {all}", s(done as u64), s(done as u64)),
    });
    if let Some(day) = modifie {
        parts.push(format!("modifié le {}", long(day)));
    }
    let next = resume.prochaine().map(|tache| {
        el("p")
            .class("prochaine")
            .child(format!("{}\u{a0}: ", tache.titre))
            .child(el("span").child(&tache.quand))
    });
    let late = resume.retards();
    let late = (late > 0).then(|| el("span").class("retard").child(format!("{late} en retard")));
    let ends: Vec<_> = resume.fins_d_ici(today, FIN_PROCHE).collect();
    let ends = ends.first().map(|first| {
        let words = match ends.len() {
            1 => format!("{} expire le {}", first.quoi, long(first.jour)),
            many => format!(
                "{many} certificats ou cartes expirent d’ici {FIN_PROCHE} jours, le premier le {}",
                long(first.jour)
            ),
        };
        el("span").class("doute").child(words)
    });
    let badges = (late.is_some() || ends.is_some()).then(|| el("p").class("badges").child(late).child(ends));
    fragment().child(el("p").child(el("small").child(parts.join(" · ")))).child(next).child(badges)
}

/// What the browser promised, and the room that is left.
fn garde(fiches: &[Fiche], place: Place) -> Node {
    let promise = if place.promise {
        "Votre navigateur a promis de garder ces dossiers jusqu’à ce que vous les supprimiez ou effaciez ses données. Une copie téléchargée reste plus sûre."
    } else {
        "Votre navigateur n’a rien promis : il peut effacer ces dossiers s’il manque de place ; Safari les efface après sept jours sans visite. Téléchargez-en une archive de temps en temps."
    };
    let room = place.octets.filter(|(_, room)| *room > 0.0).map(|(used, room)| {
        let left = (room - used).max(0.0);
        format!(" Jalons occupe {} sur cet appareil ; il reste {}.", taille(used), taille(left))
    });
    let copies = fiches.iter().filter(|fiche| fiche.classement.sans_copie_depuis.is_some()).count();
    let copies = (copies > 0).then(|| {
        format!(
            " {} {} pas de copie à jour ailleurs.",
            accorder(copies as u64, "dossier"),
            if copies > 1 { "n’ont" } else { "n’a" }
        )
    });
    section("hors-papier", "Ce qui est gardé sur cet appareil")
        .child(el("p").child(promise).child(room).child(copies))
}

/// « 12 Mo », « 3,4 Go ».
fn taille(octets: f64) -> String {
    let megas = octets / 1e6;
    if megas < 1.0 {
        "moins de 1\u{a0}Mo".to_owned()
    } else if megas < 1_000.0 {
        format!("{megas:.0}\u{a0}Mo")
    } else {
        format!("{:.1}\u{a0}Go", megas / 1_000.0).replace('.', ",")
    }
}

fn tout_supprimer(many: usize) -> Node {
    let (all, words) = match many {
        1 => ("Le seul dossier de cette liste sera effacé".to_owned(), "Supprimer ce dossier".to_owned()),
        many => (
            format!("Les {many} dossiers de cette liste, archivés compris, seront effacés"),
            format!("Supprimer les {many} dossiers"),
        ),
    };
    let form = form(Command::PortfolioDeleteAll)
        .child(el("p").child(format!("{all}. Vous aurez une minute pour annuler. {AUTRES_COPIES}")))
        .child(el("button").class("danger").child(words));
    el("details")
        .class("aide hors-papier")
        .attr("id", "portefeuille-tout")
        .child(el("summary").child("Supprimer tous les dossiers"))
        .child(form)
}
