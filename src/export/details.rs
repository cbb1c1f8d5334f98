//! What is said of an action, as titled lists of sentences in the order they are read. The checklist, the calendar and
//! the tables say the same words because they all read this.

use crate::domain::contacts::Contact;
use crate::domain::doutes::Doute;
use crate::domain::report::{Ligne, LigneAction};
use crate::domain::sources::Source;

/// A heading and what stands under it; never empty.
pub struct Rubrique {
    /// « Qui », « Signe »…
    pub titre: &'static str,
    /// One or more sentences.
    pub lignes: Vec<String>,
}

/// Everything that is said of an action, but its title, its date and its follow-up.
pub fn rubriques(action: &LigneAction) -> Vec<Rubrique> {
    let all = [
        ("Ce que c’est", un(action.quoi)),
        ("Pour", un(&action.pour)),
        ("Qui", un(&action.qui)),
        ("Signe", textes(&action.signe)),
        ("D’abord", textes(&action.d_abord)),
        ("À joindre", textes(&action.joindre)),
        ("Où l’envoyer", textes(&action.envoyer)),
        ("Délai", textes(&action.delai)),
        ("Après", apres(action)),
        ("Comment", textes(&action.etapes)),
        ("Contacts", action.contacts.iter().map(|contact| en_mots(contact)).collect()),
        ("Pourquoi", action.raisons.iter().map(raison).collect()),
        ("À savoir", action.mentions.iter().map(raison).collect()),
    ];
    all.into_iter()
        .filter(|(_, lignes)| !lignes.is_empty())
        .map(|(titre, lignes)| Rubrique { titre, lignes })
        .collect()
}

fn un(texte: &str) -> Vec<String> {
    if texte.is_empty() { vec![] } else { vec![texte.to_owned()] }
}

/// The words of some statements.
pub fn textes<'a>(lignes: impl IntoIterator<Item = &'a Ligne>) -> Vec<String> {
    lignes.into_iter().map(|ligne| ligne.texte.clone()).collect()
}

/// A reason, with « à confirmer » when it is only deduced.
pub fn raison(ligne: &Ligne) -> String {
    if ligne.a_confirmer() {
        format!("{} (à confirmer auprès de l’ANS)", ligne.texte)
    } else {
        ligne.texte.clone()
    }
}

/// What stays doubtful about some statements, or is told in two ways, each once.
pub fn doutes<'a>(lignes: impl IntoIterator<Item = &'a Ligne>) -> Vec<&'static Doute> {
    let mut found: Vec<&'static Doute> = vec![];
    for doute in lignes.into_iter().flat_map(|ligne| &ligne.doutes) {
        if !found.contains(doute) {
            found.push(doute);
        }
    }
    found
}

/// Titles of what comes before.
pub fn apres(action: &LigneAction) -> Vec<String> {
    action.apres.iter().map(|(_, titre)| titre.clone()).collect()
}

/// Ids of the rules that found an action, each once, in order.
pub fn regles(action: &LigneAction) -> Vec<&'static str> {
    let mut found = vec![];
    for regle in action.lignes().flat_map(|ligne| ligne.regles) {
        if !found.contains(&regle.id) {
            found.push(regle.id);
        }
    }
    found
}

/// The sources of an action, each once, in order.
pub fn sources(action: &LigneAction) -> Vec<&'static Source> {
    let mut found: Vec<&'static Source> = vec![];
    for source in action.lignes().flat_map(Ligne::sources) {
        if !found.iter().any(|known| known.id == source.id) {
            found.push(source);
        }
    }
    found
}

/// A contact on one line.
pub fn en_mots(contact: &Contact) -> String {
    let coordonnees: Vec<&str> = [contact.courriel, contact.telephone, contact.adresse]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect();
    let mut out = contact.objet.to_owned();
    if !coordonnees.is_empty() {
        out = format!("{out} : {}", coordonnees.join(", "));
    }
    match (contact.reserve, coordonnees.is_empty()) {
        ("", _) => out,
        (reserve, true) => format!("{out} : {reserve}"),
        (reserve, false) => format!("{out}. {reserve}"),
    }
}
