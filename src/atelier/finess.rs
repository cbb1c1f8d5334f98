//! Finding a structure in FINESS: the kept directory, the search, the sites to take, and the answers they make. Pure:
//! `service` reads the file and keeps the directory on the device.
//!
//! Nothing is taken that the user did not see: each thing has its box, ticked when it is likely (open sites), and each
//! answer stays changeable (R-IMPORT-15). Closed sites are told apart and never counted (R-IMPORT-13, R-FINESS-06).

use chrono::NaiveDate;

use crate::domain::answers::{Answers, Entry, Row};
use crate::domain::calendrier::long;
use crate::domain::categories::CATEGORIES;
use crate::domain::finess::Finess;
use crate::domain::nombre::milliers;
use crate::domain::question::{Choice, OuiNon};
use crate::domain::questions::denomination::DENOMINATION;
use crate::domain::questions::finess_ej::FINESS_EJ;
use crate::domain::questions::finess_immatriculation::FINESS_IMMATRICULATION;
use crate::domain::questions::siren::SIREN;
use crate::domain::questions::sites::{
    SITE_CATEGORIE, SITE_FINESS, SITE_NOM, SITE_OUVERT, SITE_SIRET, SITES,
};
use crate::domain::questions::statut::STATUT;
use crate::domain::siret::Siret;
use crate::domain::statuts::STATUTS;
use crate::import::annuaire::{Annuaire, Trouvaille};
use crate::import::lecteur::{Bilan, Progres};
use crate::import::{Avertissement, Entite, Site, fraicheur};
use crate::protocol::node::{Node, button, el, form, fragment, link, page_title, section};
use crate::protocol::request::{Act, Command, DrawnPage, Fields};
use crate::route::Route;

/// How many answers a search shows: more would not be read.
const TROUVAILLES: usize = 20;

/// The name under which the directory is kept on the device.
pub const CLE: &str = "finess";

/// A directory, open.
pub struct Repertoire {
    /// The entities and their sites.
    pub annuaire: Annuaire,
    /// What it weighs on the device, in bytes; none when it could not be kept there.
    pub poids: Option<usize>,
}

/// « 31,4 Mo ».
fn megaoctets(octets: usize) -> String {
    let tenths = octets / 100_000;
    format!("{},{}\u{a0}Mo", tenths / 10, tenths % 10)
}

/// Title of the page.
pub const TITRE: &str = "Retrouver la structure dans FINESS";

/// Its title when it starts a new dossier.
pub const NOUVELLE: &str = "Nouvelle structure, depuis FINESS";

/// The page: what is kept, the search, the file to read. `message` tells what has just been done; `nouvelle`: it starts a
/// new dossier.
pub fn page(
    repertoire: Option<&Repertoire>,
    publie: bool,
    message: &str,
    nouvelle: bool,
    jour: NaiveDate,
) -> Node {
    let said = (!message.is_empty())
        .then(|| el("p").class("fait-a-l-instant").attr("role", "status").child(message));
    let what = if publie || repertoire.is_some() {
        "Donnez le numéro FINESS ou le nom de l’organisme : Jalons retrouve ses établissements et remplit vos réponses. Vous confirmez tout avant."
    } else {
        "Il faut d’abord le fichier national FINESS, que vous téléchargez. Jalons y retrouve ensuite l’organisme et ses établissements, par leur numéro ou leur nom, et remplit vos réponses. Vous confirmez tout avant."
    };
    let back = nouvelle.then(|| {
        let all = Route::Drawn(DrawnPage::Dossiers).href();
        el("p").class("revenir").child(link(&all).child("Tous les dossiers"))
    });
    fragment()
        .child(back)
        .child(page_title(if nouvelle { NOUVELLE } else { TITRE }))
        .child(said)
        .child(el("p").class("chapeau").child(what))
        .child(repertoire.map(|repertoire| recherche(repertoire, jour)))
        .child(publie.then(numero))
        .child(fichier(repertoire.is_some()))
        .child(repertoire.map(garde))
}

fn recherche(repertoire: &Repertoire, jour: NaiveDate) -> Node {
    let input = el("input")
        .attr("type", "search")
        .attr("id", "finess-texte")
        .attr("name", "texte")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("aria-describedby", "finess-texte-indice");
    let old = fraicheur(repertoire.annuaire.millesime, jour)
        .map(|phrase| el("p").class("avertissement").child(phrase));
    let form = form(Command::FinessSearch)
        .attr("data-live", "")
        .child(el("label").attr("for", "finess-texte").child("Numéro FINESS, ou mots du nom"))
        .child(
            el("p")
                .class("indice")
                .attr("id", "finess-texte-indice")
                .child("Le numéro de l’entité juridique ou d’un site, même en partie ; ou des mots du nom, dans n’importe quel ordre."),
        )
        .child(input)
        .child(el("button").class("principal").child("Chercher"));
    section("", "Chercher").child(old).child(form).child(el("div").attr("id", RESULTATS))
}

/// Id of the part of the page where the answers of a search stand.
pub const RESULTATS: &str = "finess-resultats";

/// The search in the directory that the publisher put beside the page.
fn numero() -> Node {
    let asks = "La personne qui publie cette page a mis un annuaire FINESS à côté d’elle. La recherche demande au site de cette page, et à lui seul, le morceau d’annuaire où ce numéro peut être, parmi une centaine d’autres.";
    let form = form(Command::FinessLookUp)
        .child(el("label").attr("for", "finess-numero").child("Numéro FINESS de l’organisme ou d’un site"))
        .child(
            el("input")
                .attr("type", "text")
                .attr("id", "finess-numero")
                .attr("name", "numero")
                .attr("class", "numero")
                .attr("autocomplete", "off")
                .attr("spellcheck", "false"),
        )
        .child(el("p").child(el("button").class("principal").child("Chercher ce numéro")));
    section("", "Chercher par le numéro").child(el("p").child(asks)).child(form)
}

fn fichier(deja: bool) -> Node {
    let title = if deja { "Lire un fichier FINESS plus récent" } else { "Lire un fichier FINESS" };
    let input = el("input").attr("type", "file").attr("id", "finess-fichier").attr("name", "fichier");
    let where_to = el("p")
        .class("indice")
        .attr("id", "finess-fichier-indice")
        .child("Le fichier national se télécharge sur data.gouv.fr : jeu « finess-structures-1 » de l’Agence du Numérique en Santé, fichier « finess-structures-mensuel-….json.gz » (une cinquantaine de mégaoctets). Laissez-le compressé. L’ancienne série (« etalab-cs1100501 », « 502 » et « 507 ») se lit encore, mais elle est arrêtée depuis mai 2026 : ses listes sont anciennes.");
    let stays = "Le fichier est lu sur cet appareil, et n’en sort pas. Un annuaire réduit y est gardé, pour chercher ensuite sans réseau.";
    let form = form(Command::FinessRead)
        .child(el("label").attr("for", "finess-fichier").child("Fichier FINESS"))
        .child(where_to)
        .child(input.attr("aria-describedby", "finess-fichier-indice"))
        .child(el("button").class(if deja { "secondaire" } else { "principal" }).child("Lire ce fichier"));
    section("", title).child(el("p").child(stays)).child(form).child(
        el("p").class("indice").child("Sans fichier, vous pouvez toujours saisir vos sites un par un."),
    )
}

fn garde(repertoire: &Repertoire) -> Node {
    let many = milliers(repertoire.annuaire.nombre() as u64);
    let of = repertoire
        .annuaire
        .millesime
        .map_or_else(|| "de date inconnue".to_owned(), |jour| format!("du {}", long(jour)));
    let kept = match repertoire.poids {
        Some(weight) => format!(
            "Annuaire FINESS {of} : {many} organismes et établissements, {} gardés sur cet appareil.",
            megaoctets(weight)
        ),
        None => format!(
            "Annuaire FINESS {of} : {many} organismes et établissements. Cet appareil n’a pas pu le garder : il sera à relire à la prochaine ouverture de la page."
        ),
    };
    section("", "L’annuaire gardé ici")
        .child(el("p").child(kept))
        .child(
            form(Command::FinessForget)
                .child(el("button").class("secondaire").child("Supprimer cet annuaire")),
        )
        .child(
            el("p")
                .class("indice")
                .child("Données : FINESS, Agence du Numérique en Santé, Licence Ouverte 2.0."),
        )
}

/// How far the reading of a file is: what was found, of how many bytes.
pub fn progress(lus: &Progres, taille: u64) -> String {
    format!(
        "{} sur {} lus : {} organismes, {} établissements trouvés.",
        megaoctets(as_size(lus.octets)),
        megaoctets(as_size(taille)),
        milliers(lus.ej),
        milliers(lus.sites),
    )
}

/// What a whole file held, in a sentence.
pub fn bilan(bilan: &Bilan) -> String {
    let mut said = format!(
        "Fichier lu : {} organismes et {} établissements, dont {} fermés.",
        milliers(bilan.progres.ej),
        milliers(bilan.progres.sites),
        milliers(bilan.fermes),
    );
    if bilan.ecartees > 0 {
        said.push_str(&format!(" {} lignes illisibles ont été laissées de côté.", milliers(bilan.ecartees)));
    }
    if bilan.lignes_inconnues > 0 {
        said.push_str(&format!(
            " {} lignes d’un genre que Jalons ne connaît pas n’ont pas été lues.",
            milliers(bilan.lignes_inconnues)
        ));
    }
    if bilan.lignes_rendues > 0 {
        said.push_str(&format!(
            " Des guillemets ou des points-virgules mal placés brouillaient {} lignes : elles ont été relues une par une, vérifiez leurs noms.",
            milliers(bilan.lignes_rendues)
        ));
    }
    if let Some(arretee) = bilan.serie_arretee() {
        let of = bilan.millesime.map_or_else(String::new, |jour| format!(" Celui-ci est du {}.", long(jour)));
        said.push_str(&format!(" {arretee}{of}"));
    }
    said
}

fn as_size(nombre: u64) -> usize {
    usize::try_from(nombre).unwrap_or(usize::MAX)
}

/// The answers of a search, for [`RESULTATS`].
pub fn resultats(annuaire: &Annuaire, texte: &str) -> Node {
    if texte.trim().is_empty() {
        return fragment();
    }
    let found = annuaire.chercher(texte, TROUVAILLES);
    if found.is_empty() {
        return el("p")
            .child("Rien ne correspond dans ce fichier. Vérifiez le numéro, ou essayez avec moins de mots.");
    }
    let many = if found.len() == TROUVAILLES {
        format!("Les {TROUVAILLES} premières réponses. Précisez pour en voir moins.")
    } else {
        format!("{} réponse{}.", found.len(), if found.len() > 1 { "s" } else { "" })
    };
    fragment()
        .child(el("p").child(many))
        .child(el("ul").class("lignes").children(found.iter().map(trouvaille)))
}

fn trouvaille(found: &Trouvaille) -> Node {
    let name = if found.nom.is_empty() { "Sans nom dans le fichier" } else { &found.nom };
    let kind = if found.est_ej() { "entité juridique" } else { "établissement" };
    let department =
        found.departement.as_deref().map_or_else(String::new, |code| format!(" · département {code}"));
    let closed = if found.ouvert { "" } else { " · fermé" };
    let open = form(Command::FinessEntity)
        .child(hidden("ej", &found.ej))
        .child(el("button").class("lien").child(el("b").child(name)));
    el("li").class("ligne").child(
        el("div")
            .child(open)
            .child(el("small").child(format!("{} · {kind}{department}{closed}", found.finess))),
    )
}

fn hidden(name: &str, value: &str) -> Node {
    el("input").attr("type", "hidden").attr("name", name).attr("value", value)
}

/// What is taken of an entity, besides its sites: name of the field, what it is, value shown, value written.
fn identite(entite: &Entite) -> Vec<(&'static str, &'static str, String, String)> {
    let ej = &entite.ej;
    let mut found =
        vec![("finess", "FINESS juridique", ej.finess.texte().to_owned(), ej.finess.texte().to_owned())];
    if let Some(nom) = &ej.nom {
        found.push(("nom", "Nom", nom.clone(), shortened(nom)));
    }
    if let Some(siren) = &ej.siren {
        found.push(("siren", "SIREN", siren.texte().to_owned(), siren.texte().to_owned()));
    }
    if let Some(statut) =
        ej.statut.as_deref().and_then(|code| STATUTS.iter().find(|statut| statut.code == code))
    {
        let shown = format!("{} (code {} du fichier : à vérifier)", statut.libelle, statut.code);
        found.push(("statut", "Statut juridique", shown, statut.code.to_owned()));
    }
    found
}

/// A name of at most 120 characters, as the questionnaire keeps it.
fn shortened(nom: &str) -> String {
    nom.chars().take(120).collect()
}

/// The name of an entity, as the title of its page.
pub fn titre(entite: &Entite) -> String {
    entite.ej.nom.clone().unwrap_or_else(|| "Organisme sans nom dans ce fichier".to_owned())
}

/// « , du 12 mai 2026 »; nothing of an unknown day.
pub fn du(jour: Option<NaiveDate>) -> String {
    jour.map_or_else(String::new, |jour| format!(", du {}", long(jour)))
}

/// What was found in the directory published beside the page, with its age (R-IMPORT-10, R-IMPORT-17).
pub fn entite_publiee(
    found: &Entite,
    answers: &Answers,
    millesime: Option<NaiveDate>,
    today: NaiveDate,
) -> Node {
    let age = format!("D’après l’annuaire publié avec cette page{}.", du(millesime));
    let old = fraicheur(millesime, today).map(|phrase| el("p").class("avertissement").child(phrase));
    fragment().child(entite(found, answers)).child(el("p").class("legende").child(age)).child(old)
}

/// What was found of an entity: all that can be taken, to confirm.
pub fn entite(entite: &Entite, answers: &Answers) -> Node {
    let name = titre(entite);
    let warnings = entite.avertissements();
    let (open, closed): (Vec<&Site>, Vec<&Site>) = entite.sites.iter().partition(|site| site.ouvert);
    let lines = identite(entite).into_iter().map(|(field, label, shown, _)| {
        tick_box(&format!("prendre-{field}"), "oui", true, &format!("{label} : {shown}"), None, &[])
    });
    let shut = (!entite.ej.ouvert).then(|| {
        el("p")
            .class("avertissement")
            .child("D’après le fichier, cet organisme est fermé. Vérifiez que c’est le bon.")
    });
    let of = |finess: &str| -> Vec<&Avertissement> {
        warnings.iter().filter(|one| one.finess == finess).collect()
    };
    let general =
        warnings.iter().filter(|one| entite.sites.iter().all(|site| site.finess.texte() != one.finess));
    let general: Vec<Node> = general.map(|one| el("li").child(&one.texte)).collect();
    let general = (!general.is_empty()).then(|| el("ul").class("avertissement").children(general));
    // Few sites are all of one corridor: two lists, so that one of them can be left out at once.
    let (inside, outside): (Vec<&Site>, Vec<&Site>) =
        open.iter().partition(|site| site.couloir_medico_social() == Some(true));
    let list = |id: &'static str, title: &str, sites: &[&Site]| {
        let lines = sites.iter().map(|site| {
            let finess = site.finess.texte();
            tick_box("site", finess, true, &nom_site(site), Some(detail(site)), &of(finess))
        });
        let several = (sites.len() > 3).then(|| {
            el("p")
                .class("boutons")
                .child(button("lien", "Tout cocher", Act::TickAll).attr("data-target", id))
                .child(button("lien", "Tout décocher", Act::UntickAll).attr("data-target", id))
        });
        (!sites.is_empty()).then(|| {
            el("fieldset")
                .class("serre")
                .attr("id", id)
                .child(el("legend").child(format!("{title} ({})", sites.len())))
                .child(several)
                .children(lines)
        })
    };
    let nothing =
        open.is_empty().then(|| el("p").child("Ce fichier ne donne aucun site ouvert pour cet organisme."));
    let list = fragment()
        .child(nothing)
        .child((!inside.is_empty()).then(|| {
            el("p").class("indice").child("Le couloir médico-social du Ségur du numérique réunit les catégories d’établissements et services que ce programme accompagne. Les autres sites comptent aussi pour le contrat\u{a0}: décochez ceux qui n’ont pas besoin de ces services.")
        }))
        .child(list("finess-couloir", "Sites ouverts du couloir médico-social du Ségur", &inside))
        .child(list("finess-hors-couloir", "Autres sites ouverts", &outside));
    let gone = (!closed.is_empty()).then(|| {
        let lines = closed
            .iter()
            .take(500)
            .map(|site| el("li").child(nom_site(site)).child(" ").child(el("small").child(detail(site))));
        el("details")
            .class("aide")
            .attr("id", "finess-fermes")
            .child(el("summary").child(format!("Sites fermés, qui ne sont pas comptés ({})", closed.len())))
            .child(el("ul").children(lines))
    });
    let others = others(entite, answers);
    let keep = (others > 0).then(|| {
        let what = if others > 1 {
            format!("Retirer les {others} sites déjà saisis qui ne sont pas dans cette liste")
        } else {
            "Retirer le site déjà saisi qui n’est pas dans cette liste".to_owned()
        };
        tick_box(
            "retirer",
            "oui",
            false,
            &what,
            Some(if others > 1 { "Sinon, ils restent." } else { "Sinon, il reste." }.to_owned()),
            &[],
        )
    });
    let apply = form(Command::FinessApply)
        .child(hidden("ej", entite.ej.finess.texte()))
        .child(el("fieldset").child(el("legend").child("L’organisme")).children(lines))
        .child(list)
        .child(keep)
        .child(el("p").class("boutons").child(el("button").class("principal").child("Remplir mes réponses")));
    let means = "Décochez ce qui ne vous concerne pas. Rien n’est écrit dans votre dossier avant « Remplir mes réponses » ; tout reste modifiable ensuite. Le représentant légal habituel et les jours fériés vous seront proposés d’après le statut et le département.";
    fragment()
        .child(page_title(&name))
        .child(el("p").class("chapeau").child(means))
        .child(shut)
        .child(general)
        .child(apply)
        .child(gone)
        .child(
            form(Command::FinessStart).child(el("button").class("lien").child("Chercher un autre organisme")),
        )
}

fn nom_site(site: &Site) -> String {
    site.nom.clone().unwrap_or_else(|| "Site sans nom dans ce fichier".to_owned())
}

fn detail(site: &Site) -> String {
    let mut parts = vec![site.finess.texte().to_owned()];
    parts.extend(site.libelle_categorie());
    parts.extend(site.departement.as_ref().map(|code| format!("département {code}")));
    parts.join(" · ")
}

fn tick_box(
    nom: &str,
    valeur: &str,
    cochee: bool,
    texte: &str,
    detail: Option<String>,
    avis: &[&Avertissement],
) -> Node {
    let warnings = avis.iter().map(|one| el("small").class("reserve").child(&one.texte));
    el("label")
        .class("choix")
        .child(
            el("input")
                .attr("type", "checkbox")
                .attr("name", nom)
                .attr("value", valeur)
                .attr_if(cochee, "checked"),
        )
        .child(el("span").child(texte))
        .child(detail.map(|detail| el("small").child(detail)))
        .children(warnings)
}

fn finess_de(row: &Row) -> Option<Finess> {
    Finess::read(row.entry(SITE_FINESS.spec.id)?.text()?).ok().map(|read| read.valeur)
}

/// How many sites of the answers are none of the entity's open ones.
fn others(entite: &Entite, answers: &Answers) -> usize {
    let known = |row: &&Row| {
        finess_de(row)
            .is_some_and(|finess| entite.sites.iter().any(|site| site.ouvert && site.finess == finess))
    };
    answers.rows(SITES.spec.id).iter().filter(|row| !known(row)).count()
}

/// The answers with what was ticked, and a sentence that says what was done.
pub fn apply(entite: &Entite, fields: &Fields, answers: &Answers) -> (Answers, String) {
    let mut answers = answers.clone();
    for (field, _, _, value) in identite(entite) {
        if fields.get(&format!("prendre-{field}")).is_none() {
            continue;
        }
        let spec = match field {
            "finess" => &FINESS_EJ.spec,
            "nom" => &DENOMINATION.spec,
            "siren" => &SIREN.spec,
            _ => &STATUT.spec,
        };
        answers.set(spec.id, Some(Entry::one(&value)));
    }
    // Its sites are open: what was said while they were not is over (R-COMPTE-19).
    let is_open = entite.ej.ouvert && entite.sites.iter().any(|site| site.ouvert);
    if is_open && fields.get("prendre-finess").is_some() {
        answers.set(FINESS_IMMATRICULATION.spec.id, None);
    }
    let wanted: Vec<&str> = fields.all("site").collect();
    let taken: Vec<&Site> =
        entite.sites.iter().filter(|site| wanted.contains(&site.finess.texte())).collect();
    let mut rows: Vec<Row> = answers.rows(SITES.spec.id).to_vec();
    let before = rows.len();
    if fields.get("retirer").is_some() {
        rows.retain(|row| {
            finess_de(row).is_some_and(|finess| taken.iter().any(|site| site.finess == finess))
        });
    }
    let removed = before - rows.len();
    let mut ids = answers.new_row_ids("site");
    let (mut added, mut updated) = (0_u32, 0_u32);
    for site in taken {
        match rows.iter_mut().find(|row| finess_de(row).as_ref() == Some(&site.finess)) {
            Some(row) => {
                fill(row, site);
                updated += 1;
            }
            None => {
                let mut row = Row::new(&ids.next().unwrap_or_default());
                fill(&mut row, site);
                rows.push(row);
                added += 1;
            }
        }
    }
    if added + updated > 0 || removed > 0 {
        answers.set(SITES.spec.id, Some(Entry::Rows(rows)));
    }
    let count = |number: u32, what: &str| {
        (number > 0).then(|| {
            format!(
                "{number} site{} {what}{}",
                if number > 1 { "s" } else { "" },
                if number > 1 { "s" } else { "" }
            )
        })
    };
    let removed = u32::try_from(removed).unwrap_or(u32::MAX);
    let parts: Vec<String> =
        [count(added, "ajouté"), count(updated, "mis à jour, déjà saisi"), count(removed, "retiré")]
            .into_iter()
            .flatten()
            .collect();
    let done = if parts.is_empty() { "aucun site n’a été pris".to_owned() } else { parts.join(", ") };
    (answers, format!("Réponses remplies d’après FINESS : {done}. Vérifiez-les en continuant."))
}

/// Writes what the file says of a site; what it doesn't say stays as it was typed.
fn fill(row: &mut Row, site: &Site) {
    if let Some(nom) = &site.nom {
        row.set(SITE_NOM.spec.id, Some(Entry::one(&shortened(nom))));
    }
    row.set(SITE_FINESS.spec.id, Some(Entry::one(site.finess.texte())));
    // FINESS has waiting numbers, and some whose key is wrong (R-ID-18): shown with their warning, not taken.
    if let Some(siret) = site.siret.as_ref().filter(|siret| Siret::read(siret.texte()).is_ok()) {
        row.set(SITE_SIRET.spec.id, Some(Entry::one(siret.texte())));
    }
    if let Some(code) = &site.categorie {
        let known = CATEGORIES.iter().any(|categorie| categorie.code == code);
        row.set(SITE_CATEGORIE.spec.id, Some(Entry::one(if known { code } else { "autre" })));
    }
    row.set(SITE_OUVERT.spec.id, Some(Entry::one(OuiNon::Oui.jeton())));
}
