//! Dossiers that come in together, an archive or several files: each is compared with what is here, and the user chooses.
//! Pure: `service` reads the files and writes what was chosen.
//!
//! **Invariant:** nothing that is here is written over unless the user said so, and nothing that is read is left out in
//! silence: each file that is no dossier is told, with why.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use chrono::NaiveDate;
use zip::ZipArchive;

use crate::domain::calendrier::long;
use crate::domain::copies::{self, Comparaison, Partage, comparer, filiation};
use crate::domain::dossier::{self, Dossier, TAILLE_MAX};
use crate::domain::facts::Facts;
use crate::domain::fusion::{Fusion, fusionner, prendre_ailleurs, reponse_en_mots};
use crate::domain::plan_retenu::Souvenir;
use crate::domain::portefeuille::{Classement, GROUPE_MAX, MENTION_MAX, en_une_ligne, nom_avec_mention};
use crate::domain::questionnaire;
use crate::domain::questions::denomination::structure;
use crate::export::portefeuille::{Envoi, MANIFESTE, Manifeste};
use crate::protocol::node::{Node, el, form, fragment, link, page_title, section};
use crate::protocol::request::{Command, DrawnPage, Fields};
use crate::route::{Lieu, Route};

/// Title of the page.
pub const TITRE: &str = "Importer des dossiers";

/// The largest archive that is read, in bytes: a thousand dossiers of thirty sites take a tenth of it.
pub const ARCHIVE_MAX: usize = 64_000_000;

/// Files of an archive that are looked at, and what is decompressed from one, in bytes, all together.
const FICHIERS_MAX: usize = 5_000;
const TEXTES_MAX: u64 = 256_000_000;

/// A dossier that came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recu {
    /// The file that it was in.
    pub fichier: String,
    /// The dossier.
    pub dossier: Dossier,
    /// What its archive says of it.
    pub envoi: Envoi,
    /// What had to be left out of it, as sentences.
    pub notices: Vec<String>,
}

/// What came in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lus {
    /// The dossiers.
    pub recus: Vec<Recu>,
    /// The files that are no dossiers, and why.
    pub ecartes: Vec<(String, String)>,
}

/// Reads files: dossiers, and archives of dossiers.
pub fn lire(files: Vec<(String, Vec<u8>)>) -> Lus {
    let mut lus = Lus::default();
    for (nom, octets) in files {
        if octets.starts_with(b"PK") {
            lire_archive(&nom, octets, &mut lus);
        } else {
            lire_fichier(nom, &octets, &Manifeste::default(), &mut lus);
        }
    }
    // Of one that came twice, once; of two that hold something else under one id, the second is a dossier of its own.
    let mut seen: BTreeSet<(String, String)> = BTreeSet::new();
    lus.recus.retain(|recu| seen.insert((recu.dossier.id.clone(), copies::contenu(&recu.dossier))));
    let mut ids: BTreeSet<String> = BTreeSet::new();
    for recu in &mut lus.recus {
        if !ids.insert(recu.dossier.id.clone()) {
            recu.dossier.id = String::new();
        }
    }
    lus
}

fn lire_archive(nom: &str, octets: Vec<u8>, lus: &mut Lus) {
    let broken = "Cette archive est abîmée ou incomplète : rien n’y a été lu. Téléchargez-la à nouveau.";
    let Ok(mut zip) = ZipArchive::new(Cursor::new(octets)) else {
        return lus.ecartes.push((nom.to_owned(), broken.to_owned()));
    };
    if zip.len() > FICHIERS_MAX {
        let many = format!(
            "Cette archive tient plus de {FICHIERS_MAX} fichiers : ce n’est pas une archive de dossiers."
        );
        return lus.ecartes.push((nom.to_owned(), many));
    }
    let (mut found, mut left) = (vec![], TEXTES_MAX);
    for rank in 0..zip.len() {
        let Ok(mut file) = zip.by_index(rank) else { continue };
        let Ok(inside) = file.name().map(|name| name.to_string()) else { continue };
        let json = inside.rsplit('.').next().is_some_and(|end| end.eq_ignore_ascii_case("json"));
        if !file.is_file() || !json {
            continue;
        }
        let mut bytes = vec![];
        let most = left.min(TAILLE_MAX as u64 + 1);
        let whole = file.by_ref().take(most).read_to_end(&mut bytes).is_ok();
        left = left.saturating_sub(bytes.len() as u64);
        if !whole || left == 0 {
            lus.ecartes.push((inside, "Ce fichier de l’archive n’a pas pu être lu en entier.".to_owned()));
            continue;
        }
        found.push((inside, bytes));
    }
    let told = found.iter().position(|(name, _)| name.rsplit('/').next() == Some(MANIFESTE));
    let manifeste = told.map(|place| found.remove(place).1);
    let manifeste = manifeste.and_then(|bytes| Manifeste::lire(std::str::from_utf8(&bytes).ok()?));
    let manifeste = manifeste.unwrap_or_default();
    let before = (lus.recus.len(), lus.ecartes.len());
    for (inside, bytes) in found {
        // « Dossier complet » also holds the plan for programs, which is no dossier.
        if !inside.ends_with("-plan.json") {
            lire_fichier(inside, &bytes, &manifeste, lus);
        }
    }
    if (lus.recus.len(), lus.ecartes.len()) == before {
        lus.ecartes.push((nom.to_owned(), "Cette archive ne tient aucun dossier Jalons.".to_owned()));
    }
}

fn lire_fichier(fichier: String, octets: &[u8], manifeste: &Manifeste, lus: &mut Lus) {
    let Ok(texte) = std::str::from_utf8(octets) else {
        let why = "Ce fichier n’est ni un dossier Jalons, ni une archive ZIP de dossiers.".to_owned();
        return lus.ecartes.push((fichier, why));
    };
    match dossier::ouvrir(texte) {
        Ok((dossier, notices)) => {
            let envoi = manifeste.dossiers.get(&dossier.id).cloned().unwrap_or_default();
            lus.recus.push(Recu { fichier, dossier, envoi, notices });
        }
        Err(error) => lus.ecartes.push((fichier, error.to_string())),
    }
}

/// What stands here under the id of a dossier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ici {
    /// The text of the dossier.
    pub texte: String,
    /// How it is filed.
    pub classement: Classement,
    /// The copies of it that left or came in.
    pub partages: Vec<Partage>,
}

/// A dossier that came in, beside the one that stands here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ligne {
    /// What came in.
    pub recu: Recu,
    /// The one that stands here.
    pub ici: Option<Ici>,
    /// What one is to the other.
    pub comparaison: Comparaison,
    /// Both put together, when both changed.
    fusion: Option<Fusion>,
}

impl Ligne {
    /// Compares a dossier that came in with the text that is kept here under its id.
    pub fn comparer(recu: Recu, ici: Option<Ici>) -> Self {
        let own = ici.as_ref().and_then(|ici| dossier::ouvrir(&ici.texte).ok()).map(|(dossier, _)| dossier);
        let partages = ici.as_ref().map_or(&[][..], |ici| &ici.partages);
        let comparaison = match &ici {
            // What can't be read here is never written over.
            Some(_) if own.is_none() => Comparaison::Nouveau,
            _ => comparer(own.as_ref(), partages, &recu.dossier, &recu.envoi.filiation),
        };
        let fusion = match (&comparaison, &own) {
            (Comparaison::LesDeux(base), Some(own)) => {
                let common = || copies::commun(own, &recu.dossier);
                let base = base.as_ref().map_or_else(common, |base| base.as_ref().clone());
                Some(fusionner(&base, own, &recu.dossier))
            }
            _ => None,
        };
        Self { recu, ici, comparaison, fusion }
    }

    fn nom(&self) -> String {
        nom_affiche(&self.recu.dossier, &self.recu.envoi.mention)
    }

    fn own(&self) -> Option<Dossier> {
        self.ici.as_ref().and_then(|ici| dossier::ouvrir(&ici.texte).ok()).map(|(dossier, _)| dossier)
    }
}

fn nom(dossier: &Dossier) -> String {
    structure(&Facts::new(&dossier.answers, NaiveDate::default()))
}

/// As lists call it.
fn nom_affiche(dossier: &Dossier, mention: &str) -> String {
    match nom(dossier).as_str() {
        "" => nom_avec_mention("Dossier sans nom", mention),
        nom => nom_avec_mention(nom, mention),
    }
}

/// The first page: what can be chosen.
pub fn accueil() -> Node {
    let choose = form(Command::ImportRead)
        .child(el("label").attr("for", "import-fichiers").child("Archive ou fichiers"))
        .child(el("p").class("indice").attr("id", "import-indice").child("Une archive « .zip » de dossiers, ou un ou plusieurs dossiers « .json ». Ils sont lus sur cet appareil, et n’en sortent pas."))
        .child(
            el("input")
                .attr("type", "file")
                .attr("id", "import-fichiers")
                .attr("name", "fichiers")
                .attr("multiple", "")
                .attr("accept", ".zip,.json")
                .attr("aria-describedby", "import-indice"),
        )
        .child(el("button").class("principal").child("Lire et comparer"));
    fragment()
        .child(retour())
        .child(page_title(TITRE))
        .child(el("p").class("chapeau").child("Chaque dossier est comparé avec ceux de cet appareil. Rien n’est remplacé sans que vous l’ayez choisi."))
        .child(choose)
}

fn retour() -> Node {
    el("p").class("revenir").child(link(&Route::Drawn(DrawnPage::Dossiers).href()).child("Tous les dossiers"))
}

/// What the user may do with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choix {
    /// Nothing: what is here stays.
    Garder,
    /// What came in takes its place, or is a new one.
    Prendre,
    /// Both put together.
    Reunir,
    /// What came in is a dossier beside it.
    LesDeux,
}

impl Choix {
    const TOUS: [Self; 4] = [Self::Garder, Self::Prendre, Self::Reunir, Self::LesDeux];

    fn jeton(self) -> &'static str {
        match self {
            Self::Garder => "garder",
            Self::Prendre => "prendre",
            Self::Reunir => "reunir",
            Self::LesDeux => "les-deux",
        }
    }

    fn libelle(self) -> (&'static str, &'static str) {
        match self {
            Self::Garder => ("Garder celui d’ici", "Le fichier n’est pas pris."),
            Self::Prendre => ("Prendre celui du fichier", "Il remplace celui d’ici."),
            Self::Reunir => {
                ("Réunir les deux", "Tout ce qui a été saisi ou noté d’un côté ou de l’autre est gardé.")
            }
            Self::LesDeux => ("Garder les deux", "Celui du fichier devient un dossier à part."),
        }
    }
}

/// The name of the field of a line.
fn champ(rang: usize) -> String {
    format!("choix-{rang}")
}

/// The name of the field of a disagreement of a line.
fn desaccord(rang: usize, place: usize) -> String {
    format!("desaccord-{rang}-{place}")
}

/// The day of an instant (ISO 8601) where the user is.
pub type JourDe = fn(&str) -> Option<NaiveDate>;

/// What came in, compared, to choose from.
pub fn page(lignes: &[Ligne], ecartes: &[(String, String)], jour: JourDe) -> Node {
    let of = |wanted: &dyn Fn(&Comparaison) -> bool| -> Vec<(usize, &Ligne)> {
        lignes.iter().enumerate().filter(|(_, ligne)| wanted(&ligne.comparaison)).collect()
    };
    let new = of(&|found| *found == Comparaison::Nouveau);
    let same = of(&|found| *found == Comparaison::Meme);
    let older = of(&|found| *found == Comparaison::PlusAncien);
    let newer = of(&|found| *found == Comparaison::PlusRecent);
    let both = of(&|found| matches!(found, Comparaison::LesDeux(_)));
    let titled = |titre: &str, list: &[(usize, &Ligne)], what: Vec<Node>| {
        (!list.is_empty()).then(|| section("", &format!("{titre} ({})", list.len())).children(what))
    };
    let boxes = new.iter().map(|(rang, ligne)| {
        el("label")
            .class("choix")
            .child(
                el("input")
                    .attr("type", "checkbox")
                    .attr("name", champ(*rang))
                    .attr("value", Choix::Prendre.jeton())
                    .attr("checked", ""),
            )
            .child(el("span").child(ligne.nom()))
            .child(el("small").child(detail(ligne, jour)))
    });
    let boxes =
        el("fieldset").class("serre").child(el("legend").child("À ajouter à cet appareil")).children(boxes);
    let named = |list: &[(usize, &Ligne)]| {
        el("ul").children(list.iter().map(|(_, ligne)| el("li").child(ligne.nom())))
    };
    let radios = |list: &[(usize, &Ligne)], proposed: Option<Choix>, offered: &[Choix]| -> Vec<Node> {
        list.iter().map(|(rang, ligne)| choix(*rang, ligne, (proposed, offered), jour)).collect()
    };
    let three = [Choix::Garder, Choix::Prendre, Choix::LesDeux];
    let left_out = (!ecartes.is_empty()).then(|| {
        let lines = ecartes.iter().map(|(name, why)| el("li").child(format!("{name}\u{a0}: {why}")));
        section("", &format!("Fichiers laissés de côté ({})", ecartes.len())).child(el("ul").children(lines))
    });
    let nothing = lignes.is_empty() || lignes.len() == same.len();
    let end = if nothing {
        el("p").child("Il n’y a rien à prendre.")
    } else {
        el("p").class("boutons").child(el("button").class("principal").child("Importer"))
    };
    let form = form(Command::ImportApply)
        .child(titled("Nouveaux", &new, vec![boxes]))
        .child(titled("Changés des deux côtés", &both, radios(&both, None, &Choix::TOUS)))
        .child(titled(
            "Plus récents que sur cet appareil",
            &newer,
            radios(&newer, Some(Choix::Prendre), &three),
        ))
        .child(titled(
            "Plus anciens que sur cet appareil",
            &older,
            radios(&older, Some(Choix::Garder), &three),
        ))
        .child(titled("Identiques, déjà sur cet appareil", &same, vec![named(&same)]))
        .child(end);
    fragment().child(retour()).child(page_title("Dossiers à importer")).child(left_out).child(form).child(
        crate::protocol::node::form(Command::ImportStart)
            .child(el("button").class("lien").child("Choisir d’autres fichiers")),
    )
}

/// FINESS, the day, what was left out.
fn detail(ligne: &Ligne, jour: JourDe) -> String {
    let mut parts = vec![ligne.recu.fichier.clone()];
    let day = jour(&ligne.recu.dossier.enregistre_le);
    parts.extend(day.map(|day| format!("enregistré le {}", long(day))));
    parts.extend(ligne.recu.notices.iter().cloned());
    parts.join(" · ")
}

fn choix(rang: usize, ligne: &Ligne, (proposed, offered): (Option<Choix>, &[Choix]), jour: JourDe) -> Node {
    let own = ligne.own().unwrap_or_default();
    let days = (jour(&own.enregistre_le), jour(&ligne.recu.dossier.enregistre_le));
    let days = match days {
        (Some(here), Some(there)) => {
            format!("Ici\u{a0}: enregistré le {}. Dans le fichier\u{a0}: le {}.", long(here), long(there))
        }
        _ => String::new(),
    };
    let radio = |choix: &Choix| {
        let (label, implies) = choix.libelle();
        el("label")
            .class("choix")
            .child(
                el("input")
                    .attr("type", "radio")
                    .attr("name", champ(rang))
                    .attr("value", choix.jeton())
                    .attr_if(proposed == Some(*choix), "checked"),
            )
            .child(el("span").child(label))
            .child(el("small").child(implies))
    };
    let conflicts = ligne.fusion.as_ref().filter(|fusion| !fusion.conflits.is_empty()).map(|fusion| {
        let lines = fusion.conflits.iter().enumerate().filter_map(|(place, conflit)| {
            let spec = questionnaire::spec(conflit.champ)?;
            let mut other = fusion.dossier.answers.clone();
            prendre_ailleurs(&mut other, conflit);
            let said = |answers| reponse_en_mots(&Facts::new(answers, NaiveDate::default()), conflit);
            let (here, there) = (said(&fusion.dossier.answers), said(&other));
            let id = desaccord(rang, place);
            let option = |value: &str, words: String| el("option").attr("value", value).child(words);
            Some(
                el("p").class("champ").child(el("label").attr("for", id.as_str()).child(spec.nom)).child(
                    el("select")
                        .attr("id", id.as_str())
                        .attr("name", id.as_str())
                        .child(option("ici", format!("Ici\u{a0}: {here}")))
                        .child(option("fichier", format!("Dans le fichier\u{a0}: {there}"))),
                ),
            )
        });
        fragment()
            .child(el("p").child("Pour réunir les deux, choisissez entre les réponses qui diffèrent\u{a0}:"))
            .children(lines)
    });
    let kept = ligne.fusion.as_ref().and_then(|fusion| fusion.gardes.phrase("dans le fichier"));
    let kept =
        kept.map(|said| el("p").class("indice").child(format!("Si vous réunissez les deux\u{a0}: {said}")));
    el("fieldset")
        .class("serre")
        .child(el("legend").child(ligne.nom()))
        .child((!days.is_empty()).then(|| el("p").class("indice").child(days)))
        .children(offered.iter().map(radio))
        .child(conflicts)
        .child(kept)
}

/// What is to be written, once the user chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ecriture {
    /// The text that must still stand here, none for a new dossier.
    pub connu: Option<String>,
    /// The dossier; without an id, it is to be given a new one.
    pub dossier: Dossier,
    /// How it is filed.
    pub classement: Classement,
    /// The copies of it that left or came in.
    pub partages: Vec<Partage>,
    /// What its archive remembers of its plan, when it is taken as it came in.
    pub souvenir: Option<Souvenir>,
    /// Whether a copy of exactly this is elsewhere.
    pub a_une_copie: bool,
}

/// What was chosen, as what is to be written.
///
/// # Errors
/// A sentence, when something that must be chosen is not.
pub fn choisis(lignes: &[Ligne], fields: &Fields) -> Result<Vec<Ecriture>, String> {
    let mut found = vec![];
    for (rang, ligne) in lignes.iter().enumerate() {
        let chosen = fields.get(&champ(rang));
        let chosen = Choix::TOUS.into_iter().find(|choix| Some(choix.jeton()) == chosen);
        match (&ligne.comparaison, chosen) {
            (Comparaison::Meme, _) | (Comparaison::Nouveau, None) | (_, Some(Choix::Garder)) => {
                found.extend(deja_ici(ligne));
            }
            (_, None) => {
                return Err(format!(
                    "«\u{a0}{}\u{a0}» a changé ici et dans le fichier\u{a0}: dites lequel garder, ou de réunir les deux.",
                    ligne.nom()
                ));
            }
            (_, Some(choix)) => found.push(ecriture(rang, ligne, choix, fields)),
        }
    }
    Ok(found)
}

/// What stands here stays, but the copy that came in is known from now on: none when nothing stands here.
fn deja_ici(ligne: &Ligne) -> Option<Ecriture> {
    let Ici { texte, classement, mut partages } = ligne.ici.clone()?;
    let dossier = ligne.own()?;
    copies::retenir(&mut partages, &ligne.recu.dossier);
    let same = ligne.comparaison == Comparaison::Meme;
    Some(Ecriture { connu: Some(texte), dossier, classement, partages, souvenir: None, a_une_copie: same })
}

fn ecriture(rang: usize, ligne: &Ligne, choix: Choix, fields: &Fields) -> Ecriture {
    let recu = &ligne.recu;
    let groupe = || en_une_ligne(&recu.envoi.groupe, GROUPE_MAX);
    let mention = || en_une_ligne(&recu.envoi.mention, MENTION_MAX);
    let (own, here) = match (ligne.own(), &ligne.ici, choix) {
        (Some(own), Some(here), Choix::Prendre | Choix::Reunir) => (own, here),
        // New, or beside the one that stands here.
        (_, here, _) => {
            let mut dossier = recu.dossier.clone();
            if here.is_some() || !dossier.id.starts_with("dossier-") {
                dossier.id = String::new();
                dossier.agenda = crate::domain::agenda::Agenda::default();
            }
            let classement = Classement {
                groupe: groupe(),
                mention: mention(),
                archive: recu.envoi.archive,
                ..Classement::default()
            };
            // What it came from is known here too, by its digits.
            let known = recu.envoi.filiation.iter().cloned();
            let mut partages =
                known.map(|empreinte| Partage { empreinte, texte: String::new() }).collect::<Vec<_>>();
            copies::retenir(&mut partages, &recu.dossier);
            let souvenir = recu.envoi.souvenir.clone();
            return Ecriture { connu: None, dossier, classement, partages, souvenir, a_une_copie: true };
        }
    };
    let Ici { texte, mut classement, mut partages } = here.clone();
    copies::retenir(&mut partages, &recu.dossier);
    if classement.groupe.is_empty() {
        classement.groupe = groupe();
    }
    if classement.mention.is_empty() {
        classement.mention = mention();
    }
    let mut dossier = match (&ligne.fusion, choix) {
        (Some(fusion), Choix::Reunir) => {
            let mut merged = fusion.dossier.clone();
            for (place, conflit) in fusion.conflits.iter().enumerate() {
                if fields.get(&desaccord(rang, place)) == Some("fichier") {
                    prendre_ailleurs(&mut merged.answers, conflit);
                }
            }
            merged
        }
        _ => {
            let mut taken = recu.dossier.clone();
            taken.answers.retenir_de(&own.answers);
            taken.agenda = own.agenda.clone();
            taken.agenda.joindre(&recu.dossier.agenda);
            taken
        }
    };
    dossier.id.clone_from(&own.id);
    let a_une_copie = choix == Choix::Prendre;
    let souvenir = recu.envoi.souvenir.clone().filter(|_| a_une_copie);
    Ecriture { connu: Some(texte), dossier, classement, partages, souvenir, a_une_copie }
}

/// What became of what was chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bilan {
    /// New dossiers: id and name.
    pub ajoutes: Vec<(String, String)>,
    /// Dossiers that were changed: id and name.
    pub changes: Vec<(String, String)>,
    /// What could not be written, as sentences.
    pub refus: Vec<String>,
}

/// The name of the dossier of a writing.
pub fn nom_de(ecriture: &Ecriture) -> String {
    nom_affiche(&ecriture.dossier, &ecriture.classement.mention)
}

/// The page that says what was done.
pub fn bilan(bilan: &Bilan) -> Node {
    let list = |titre: &str, dossiers: &[(String, String)]| {
        let line = |(id, name): &(String, String)| {
            el("li").child(link(&Route::Dossier(id.clone(), Lieu::COMMENCER).href()).child(name))
        };
        (!dossiers.is_empty()).then(|| {
            section("", &format!("{titre} ({})", dossiers.len()))
                .child(el("ul").children(dossiers.iter().map(line)))
        })
    };
    let refused = bilan.refus.iter().map(|why| el("p").class("avertissement").child(why));
    let nothing = (bilan.ajoutes.is_empty() && bilan.changes.is_empty() && bilan.refus.is_empty())
        .then(|| el("p").child("Rien n’a changé sur cet appareil."));
    fragment()
        .child(retour())
        .child(page_title("Import terminé"))
        .children(refused)
        .child(nothing)
        .child(list("Ajoutés", &bilan.ajoutes))
        .child(list("Mis à jour", &bilan.changes))
}

/// What is sent of a dossier: how it is filed, the copies that it came from, this one included, and what is remembered of its
/// plan.
pub fn envoi(
    dossier: &Dossier,
    classement: &Classement,
    partages: &mut Vec<Partage>,
    souvenir: Option<Souvenir>,
) -> Envoi {
    copies::retenir(partages, dossier);
    Envoi {
        groupe: classement.groupe.clone(),
        mention: classement.mention.clone(),
        archive: classement.archive,
        filiation: filiation(partages),
        souvenir,
    }
}
