//! Two copies of one dossier that went separate ways (two tabs, a phone that slept): what each changed since the copy that
//! both had, put together. Nothing that someone entered is lost: what both changed is kept on one side and told.
//!
//! **Invariant:** what only one side changed is taken from that side; merging a copy with what it came from gives the copy.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::answers::{Answers, Entry, Row};
use super::calendrier::long;
use super::dossier::{Dossier, SEPARATEUR, Suivi, entree, joindre_notes};
use super::facts::Facts;
use super::question::Champ;
use super::questionnaire;
use super::report;

/// An answer, or a field of a row, that both sides changed: the one of here stands in the merged dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflit {
    /// The question, or the field.
    pub champ: &'static str,
    /// The list and the row, for a field.
    pub ligne: Option<(&'static str, String)>,
    /// What was entered elsewhere; none when it was cleared there.
    pub ailleurs: Option<Entry>,
}

impl Conflit {
    /// Whether both are about the same answer.
    pub fn is_about_the_same(&self, other: &Self) -> bool {
        (self.champ, &self.ligne) == (other.champ, &other.ligne)
    }
}

/// The merged dossier, and what it must ask.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fusion {
    /// Everything that was entered on either side.
    pub dossier: Dossier,
    /// What both sides changed, each its own way.
    pub conflits: Vec<Conflit>,
    /// What was kept of both sides without asking.
    pub gardes: Gardes,
    /// Rows that both sides added under one id: the id of the row of here before, and now.
    pub renommees: Vec<(String, String)>,
}

/// What a merge kept of both sides without asking, to be told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gardes {
    /// How many actions both sides noted, each its own way: what was noted elsewhere is told in their notes.
    pub notes: usize,
    /// How many rows one side removed and the other changed: they stay.
    pub lignes: usize,
}

impl Gardes {
    /// Takes note of another merge.
    pub fn joindre(&mut self, autres: Self) {
        self.notes += autres.notes;
        self.lignes += autres.lignes;
    }

    /// What is said of it; `ailleurs`, where the other copy is (« dans un autre onglet »). None when there is nothing to say.
    pub fn phrase(self, ailleurs: &str) -> Option<String> {
        let notes = (self.notes > 0).then(|| {
            format!(
                "Une même action a été suivie de deux façons, ici et {ailleurs}. Les deux sont gardées\u{a0}: l’autre est dans sa note."
            )
        });
        let lignes = (self.lignes > 0).then(|| {
            format!(
                "Une ligne supprimée d’un côté a été modifiée de l’autre, ici et {ailleurs}. Elle est gardée\u{a0}: supprimez-la de nouveau si elle ne sert plus."
            )
        });
        let said: Vec<String> = notes.into_iter().chain(lignes).collect();
        (!said.is_empty()).then(|| said.join(" "))
    }
}

/// What stands once both sides are heard; whether they disagree.
struct Accord<T> {
    valeur: T,
    desaccord: bool,
}

/// Takes the side that changed; the one of here when both did, each its own way.
fn trancher<T: PartialEq + Clone>(base: &T, ici: &T, ailleurs: &T) -> Accord<T> {
    let valeur = if ici == base { ailleurs } else { ici };
    let desaccord = ici != base && ailleurs != base && ici != ailleurs;
    Accord { valeur: valeur.clone(), desaccord }
}

/// Puts together what was entered here and elsewhere since `base`, the copy that both had.
pub fn fusionner(base: &Dossier, ici: &Dossier, ailleurs: &Dossier) -> Fusion {
    let (ici, renommees) = sans_identifiant_commun(base, ici, ailleurs);
    let mut fusion = Fusion { dossier: ici.clone(), renommees, ..Fusion::default() };
    let questions: BTreeSet<&'static str> =
        [base, &ici, ailleurs].iter().flat_map(|side| side.answers.entries().map(|(id, _)| id)).collect();
    for question in questions {
        let of = |side: &Dossier| side.answers.entry(question).cloned();
        let entry = match (of(base), of(&ici), of(ailleurs)) {
            (known, Some(Entry::Rows(here)), Some(Entry::Rows(there))) => {
                let known = match known {
                    Some(Entry::Rows(rows)) => rows,
                    Some(Entry::One(_) | Entry::Many(_)) | None => vec![],
                };
                Some(Entry::Rows(lignes(question, &known, &here, &there, &mut fusion)))
            }
            (known, here, there) => valeur(question, None, known, here, there, &mut fusion.conflits),
        };
        fusion.dossier.answers.set(question, entry);
    }
    let actions: BTreeSet<&String> =
        [base, &ici, ailleurs].iter().flat_map(|side| side.suivi.keys()).collect();
    for action in actions {
        let of = |side: &Dossier| side.suivi.get(action).cloned().unwrap_or_default();
        let (noted, desaccord) = suivi(&of(base), &of(&ici), &of(ailleurs));
        fusion.gardes.notes += usize::from(desaccord);
        fusion.dossier.suivi.insert(action.clone(), noted);
    }
    // Numbers of rows that were given anywhere are given nowhere again; so are appointments.
    fusion.dossier.answers.retenir_de(&ailleurs.answers);
    fusion.dossier.agenda.joindre(&ailleurs.agenda);
    fusion
}

/// Brings in what a page wrote down at its last moment (`dernier`) since `base`, the copy that it had: of an answer that was
/// changed on both sides, the one that was entered last stands.
pub fn reprendre(base: &Dossier, garde: &Dossier, dernier: &Dossier) -> Fusion {
    if dernier.enregistre_le > garde.enregistre_le {
        fusionner(base, dernier, garde)
    } else {
        fusionner(base, garde, dernier)
    }
}

/// One answer, or one field of a row.
fn valeur(
    champ: &'static str,
    ligne: Option<(&'static str, &str)>,
    base: Option<Entry>,
    ici: Option<Entry>,
    ailleurs: Option<Entry>,
    conflits: &mut Vec<Conflit>,
) -> Option<Entry> {
    if let (Some(Entry::Many(here)), Some(Entry::Many(there))) = (&ici, &ailleurs) {
        let known = match &base {
            Some(Entry::Many(tokens)) => tokens.as_slice(),
            Some(Entry::One(_) | Entry::Rows(_)) | None => &[],
        };
        return Some(Entry::Many(coches(champ, known, here, there)));
    }
    let accord = trancher(&base, &ici, &ailleurs);
    if accord.desaccord {
        let ligne = ligne.map(|(list, row)| (list, row.to_owned()));
        conflits.push(Conflit { champ, ligne, ailleurs });
    }
    accord.valeur
}

/// Ticks: what either side ticked is ticked, what either side unticked is not; in the order of the options.
fn coches(champ: &str, base: &[String], ici: &[String], ailleurs: &[String]) -> Vec<String> {
    let stands = |token: &String| {
        let (was, here, there) = (base.contains(token), ici.contains(token), ailleurs.contains(token));
        if was { here && there } else { here || there }
    };
    let mut kept: Vec<String> = vec![];
    for token in ici.iter().chain(ailleurs) {
        if stands(token) && !kept.contains(token) {
            kept.push(token.clone());
        }
    }
    if let Some(Champ::ChoixMultiple(options)) = questionnaire::spec(champ).map(|spec| &spec.champ) {
        kept.sort_by_key(|token| options.iter().position(|option| option.jeton == token));
    }
    kept
}

/// The rows of a list: those that stand elsewhere in their order, then those added here. A row that one side removed and
/// the other changed stays: what was entered in it would be lost.
fn lignes(list: &'static str, base: &[Row], ici: &[Row], ailleurs: &[Row], fusion: &mut Fusion) -> Vec<Row> {
    let find = |rows: &[Row], id: &str| rows.iter().find(|row| row.id == id).cloned();
    let added = ici.iter().filter(|row| find(ailleurs, &row.id).is_none());
    let mut kept = vec![];
    for row in ailleurs.iter().chain(added) {
        let (known, here, there) = (find(base, &row.id), find(ici, &row.id), find(ailleurs, &row.id));
        match (known, here, there) {
            (known, Some(here), Some(there)) => {
                kept.push(ligne(list, &known.unwrap_or_default(), &here, &there, &mut fusion.conflits));
            }
            // Removed on one side: gone, unless the other side wrote in it since.
            (Some(known), Some(only), None) | (Some(known), None, Some(only)) => {
                if only != known {
                    fusion.gardes.lignes += 1;
                    kept.push(only);
                }
            }
            (None, Some(only), None) | (None, None, Some(only)) => kept.push(only),
            (_, None, None) => {}
        }
    }
    kept
}

fn ligne(list: &'static str, base: &Row, ici: &Row, ailleurs: &Row, conflits: &mut Vec<Conflit>) -> Row {
    let fields: BTreeSet<&'static str> =
        [base, ici, ailleurs].iter().flat_map(|row| row.fields().map(|(field, _)| field)).collect();
    let mut row = Row::new(&ici.id);
    for field in fields {
        let of = |side: &Row| side.entry(field).cloned();
        let entry = valeur(field, Some((list, &ici.id)), of(base), of(ici), of(ailleurs), conflits);
        row.set(field, entry);
    }
    row
}

/// What was noted of an action, and whether the two sides disagree on how far it is: the one of here stands, the other one
/// is told in the note.
fn suivi(base: &Suivi, ici: &Suivi, ailleurs: &Suivi) -> (Suivi, bool) {
    let etat = trancher(&base.etat, &ici.etat, &ailleurs.etat);
    let date = trancher(&base.date, &ici.date, &ailleurs.date);
    let note = trancher(&base.note, &ici.note, &ailleurs.note);
    let mut note = if note.desaccord { joindre_notes(&ici.note, &ailleurs.note) } else { note.valeur };
    let desaccord = etat.desaccord || date.desaccord;
    if desaccord {
        let day = ailleurs.date.map_or_else(String::new, |date| format!(", {}", long(date)));
        let state = ailleurs.etat.libelle().to_lowercase();
        note = joindre_notes(&note, &format!("autre copie\u{a0}: {state}{day}"));
    }
    (Suivi { etat: etat.valeur, date: date.valeur, note }, desaccord)
}

/// What becomes of a note while it is typed in a field: `vue`, what the field showed when it and the note last agreed; `saisie`,
/// what stands in it now; `gardee`, the note as it is, which may have been changed elsewhere since. What was only shown takes
/// nothing back; what was written elsewhere stays, before or after what is typed.
pub fn reprendre_note(vue: &str, saisie: &str, gardee: &str) -> String {
    if saisie == vue {
        return gardee.to_owned();
    }
    if gardee == vue || gardee == saisie {
        return saisie.to_owned();
    }
    match autour(vue, gardee) {
        Some((avant, apres)) => joindre_notes(&joindre_notes(avant, saisie), apres),
        None => joindre_notes(saisie, gardee),
    }
}

/// What stands before and after a note in several that were joined, if it is one of them.
fn autour<'a>(note: &str, jointes: &'a str) -> Option<(&'a str, &'a str)> {
    let place = jointes.find(note).filter(|_| !note.is_empty())?;
    let (avant, reste) = (jointes.get(..place)?, jointes.get(place + note.len()..)?);
    let avant = if avant.is_empty() { avant } else { avant.strip_suffix(SEPARATEUR)? };
    let apres = if reste.is_empty() { reste } else { reste.strip_prefix(SEPARATEUR)? };
    Some((avant, apres))
}

/// The copy of here, where no row that it added has the id of another one added elsewhere; and the ids that changed.
fn sans_identifiant_commun(
    base: &Dossier,
    ici: &Dossier,
    ailleurs: &Dossier,
) -> (Dossier, Vec<(String, String)>) {
    let (mut renamed, mut ids) = (ici.clone(), vec![]);
    for spec in questionnaire::questions() {
        let Champ::Lignes(liste) = &spec.champ else { continue };
        for row in ici.answers.rows(spec.id) {
            let twin = ailleurs.answers.row(spec.id, &row.id).is_some_and(|other| other != row);
            if !twin || base.answers.row(spec.id, &row.id).is_some() {
                continue;
            }
            let free = plus_haut_des_deux(&renamed.answers, &ailleurs.answers, liste.prefixe);
            renommer(&mut renamed, &row.id, &free);
            ids.push((row.id.clone(), free));
        }
    }
    (renamed, ids)
}

/// An id that neither side has.
fn plus_haut_des_deux(ici: &Answers, ailleurs: &Answers, prefix: &str) -> String {
    let number = |id: &str| id.rsplit('-').next().and_then(|number| number.parse::<u32>().ok()).unwrap_or(0);
    let (here, there) = (ici.new_row_id(prefix), ailleurs.new_row_id(prefix));
    if number(&here) >= number(&there) { here } else { there }
}

/// Gives a row another id, everywhere it is named: its list, what refers to it, what was noted of it.
fn renommer(dossier: &mut Dossier, old: &str, new: &str) {
    let all: Vec<(&'static str, Entry)> =
        dossier.answers.entries().map(|(id, entry)| (id, entry.clone())).collect();
    for (question, entry) in all {
        dossier.answers.set(question, Some(renommee(question, entry, old, new)));
    }
    let noted: Vec<String> =
        dossier.suivi.keys().filter(|action| action.split(':').any(|part| part == old)).cloned().collect();
    for action in noted {
        if let Some(suivi) = dossier.suivi.remove(&action) {
            let parts = action.split(':').map(|part| if part == old { new } else { part });
            dossier.suivi.insert(parts.collect::<Vec<_>>().join(":"), suivi);
        }
    }
}

fn renommee(champ: &str, entry: Entry, old: &str, new: &str) -> Entry {
    let refers = questionnaire::spec(champ)
        .is_some_and(|spec| matches!(spec.champ, Champ::Personne | Champ::Renvoi(_) | Champ::Renvois(_)));
    let other = |id: String| if refers && id == old { new.to_owned() } else { id };
    match entry {
        Entry::One(id) => Entry::One(other(id)),
        Entry::Many(ids) => Entry::Many(ids.into_iter().map(other).collect()),
        Entry::Rows(rows) => Entry::Rows(
            rows.iter()
                .map(|row| {
                    let mut copy = Row::new(if row.id == old { new } else { &row.id });
                    for (field, entry) in row.fields() {
                        copy.set(field, Some(renommee(field, entry.clone(), old, new)));
                    }
                    copy
                })
                .collect(),
        ),
    }
}

/// Takes what was entered elsewhere in place of what stands here.
pub fn prendre_ailleurs(answers: &mut Answers, conflit: &Conflit) {
    match &conflit.ligne {
        None => answers.set(conflit.champ, conflit.ailleurs.clone()),
        Some((list, id)) => {
            if let Some(mut row) = answers.row(list, id).cloned() {
                row.set(conflit.champ, conflit.ailleurs.clone());
                answers.put_row(list, row);
            }
        }
    }
}

/// Whether a disagreement is still one: what was entered elsewhere is not what stands, and has where to stand.
pub fn est_ouvert(answers: &Answers, conflit: &Conflit) -> bool {
    match &conflit.ligne {
        None => answers.entry(conflit.champ) != conflit.ailleurs.as_ref(),
        Some((list, id)) => {
            answers.row(list, id).is_some_and(|row| row.entry(conflit.champ) != conflit.ailleurs.as_ref())
        }
    }
}

/// Disagreements as a text, to be asked again another day.
pub fn ecrire_conflits(conflits: &[Conflit]) -> String {
    let one = |conflit: &Conflit| json!({ "champ": conflit.champ, "ligne": conflit.ligne, "ailleurs": conflit.ailleurs });
    Value::Array(conflits.iter().map(one).collect()).to_string()
}

/// Disagreements from their text; one that can't be read is left out.
pub fn lire_conflits(texte: &str) -> Vec<Conflit> {
    let Ok(Value::Array(all)) = serde_json::from_str(texte) else { return vec![] };
    all.iter().filter_map(lire_conflit).collect()
}

fn lire_conflit(value: &Value) -> Option<Conflit> {
    let spec = questionnaire::spec(value.get("champ")?.as_str()?)?;
    let ligne = match value.get("ligne")? {
        Value::Null => None,
        ligne => Some((questionnaire::spec(ligne.get(0)?.as_str()?)?.id, ligne.get(1)?.as_str()?.to_owned())),
    };
    let ailleurs = match value.get("ailleurs")? {
        Value::Null => None,
        entered => Some(entree(spec, entered)?),
    };
    Some(Conflit { champ: spec.id, ligne, ailleurs })
}

/// The answer that a disagreement is about, in words, as these facts hold it.
pub fn reponse_en_mots(facts: &Facts<'_>, conflit: &Conflit) -> String {
    let Some(spec) = questionnaire::spec(conflit.champ) else { return String::new() };
    let said = match &conflit.ligne {
        None => report::valeur(facts, spec),
        Some((list, id)) => {
            let empty = Row::new(id);
            report::valeur(&facts.dans(list, facts.answers().row(list, id).unwrap_or(&empty)), spec)
        }
    };
    if said.is_empty() { "pas de réponse".to_owned() } else { said }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendrier::lire_date;
    use crate::domain::dossier::Etat;

    fn with(answers: &[(&'static str, Entry)]) -> Dossier {
        let mut dossier = Dossier { id: "dossier-1".to_owned(), ..Dossier::default() };
        for (question, entry) in answers {
            dossier.answers.set(question, Some(entry.clone()));
        }
        dossier
    }

    fn sites(names: &[(&str, &str)]) -> Entry {
        Entry::Rows(names.iter().map(|(id, name)| Row::new(id).with("site-nom", name)).collect())
    }

    #[test]
    fn what_one_side_changed_is_taken_from_that_side() {
        let base = with(&[("contrat", Entry::one("aucun")), ("denomination", Entry::one("ORSAC"))]);
        let here = with(&[("contrat", Entry::one("aucun")), ("denomination", Entry::one("ORSAC 2"))]);
        let there = with(&[("contrat", Entry::one("en-cours"))]);
        let fusion = fusionner(&base, &here, &there);
        assert_eq!(fusion.dossier.answers.entry("contrat"), Some(&Entry::one("en-cours")));
        // Changed here, cleared there.
        assert_eq!(fusion.dossier.answers.entry("denomination"), Some(&Entry::one("ORSAC 2")));
        assert_eq!(fusion.conflits, [Conflit { champ: "denomination", ligne: None, ailleurs: None }]);
    }

    #[test]
    fn a_copy_merged_with_what_it_came_from_is_itself() {
        let base =
            with(&[("contrat", Entry::one("aucun")), ("sites", sites(&[("site-1", "A"), ("site-2", "B")]))]);
        let changed = with(&[("sites", sites(&[("site-2", "B bis"), ("site-3", "C")]))]);
        for (here, there) in [(&base, &changed), (&changed, &base), (&changed, &changed)] {
            let fusion = fusionner(&base, here, there);
            assert_eq!(fusion.dossier.answers, changed.answers);
            assert_eq!(fusion.conflits, []);
        }
    }

    #[test]
    fn what_both_changed_is_asked_and_nothing_is_lost() {
        let base = with(&[("contrat", Entry::one("aucun"))]);
        let here = with(&[("contrat", Entry::one("en-cours"))]);
        let there = with(&[("contrat", Entry::one("inconnu"))]);
        let mut fusion = fusionner(&base, &here, &there);
        assert_eq!(fusion.dossier.answers.entry("contrat"), Some(&Entry::one("en-cours")));
        assert_eq!(fusion.conflits.len(), 1);
        prendre_ailleurs(&mut fusion.dossier.answers, &fusion.conflits[0]);
        assert_eq!(fusion.dossier.answers.entry("contrat"), Some(&Entry::one("inconnu")));
    }

    #[test]
    fn ticks_of_both_sides_are_kept_in_the_order_of_the_options() {
        let base = with(&[("besoin", Entry::many(&["certificats"]))]);
        let here = with(&[("besoin", Entry::many(&["certificats", "rpps-plus"]))]);
        let there = with(&[("besoin", Entry::many(&[]))]);
        let fusion = fusionner(&base, &here, &there);
        assert_eq!(fusion.dossier.answers.entry("besoin"), Some(&Entry::many(&["rpps-plus"])));
        assert_eq!(fusion.conflits, []);
    }

    #[test]
    fn rows_are_merged_field_by_field() {
        let base = with(&[("sites", sites(&[("site-1", "A"), ("site-2", "B")]))]);
        let mut here = base.clone();
        here.answers.put_row("sites", Row::new("site-1").with("site-nom", "A bis"));
        let mut there = base.clone();
        let other = Row::new("site-1").with("site-nom", "A").with("site-etat", "ouvert");
        there.answers.put_row("sites", other);
        there.answers.remove_row("sites", "site-2");
        let fusion = fusionner(&base, &here, &there);
        let row = Row::new("site-1").with("site-nom", "A bis").with("site-etat", "ouvert");
        assert_eq!(fusion.dossier.answers.rows("sites"), [row]);
        assert_eq!(fusion.conflits, []);
    }

    #[test]
    fn a_row_removed_here_and_written_in_elsewhere_stays() {
        let base = with(&[("sites", sites(&[("site-1", "A")]))]);
        let here = with(&[("sites", sites(&[]))]);
        let there = with(&[("sites", sites(&[("site-1", "A bis")]))]);
        for (one, other) in [(&here, &there), (&there, &here)] {
            let fusion = fusionner(&base, one, other);
            assert_eq!(fusion.dossier.answers.rows("sites"), [Row::new("site-1").with("site-nom", "A bis")]);
            let said = fusion.gardes.phrase("dans un autre onglet").unwrap_or_default();
            assert!(said.starts_with("Une ligne supprimée d’un côté a été modifiée de l’autre"), "{said}");
        }
        // Removed on both sides, or on one side that alone touched it: gone, and nothing is said.
        for other in [&here, &base] {
            let fusion = fusionner(&base, &here, other);
            assert_eq!(fusion.dossier.answers.rows("sites"), []);
            assert_eq!(fusion.gardes.phrase("dans un autre onglet"), None);
        }
    }

    #[test]
    fn rows_added_on_both_sides_under_one_id_both_stay_with_what_names_them() {
        let base = with(&[("sites", sites(&[]))]);
        let mut here = with(&[
            ("sites", sites(&[("site-1", "Ici")])),
            (
                "logiciels",
                Entry::Rows(vec![{
                    let mut row = Row::new("logiciel-1");
                    row.set("logiciel-sites", Some(Entry::many(&["site-1"])));
                    row
                }]),
            ),
        ]);
        here.suivi.insert("certificat:site-1:x".to_owned(), Suivi { etat: Etat::Fait, ..Suivi::default() });
        let there = with(&[("sites", sites(&[("site-1", "Ailleurs")]))]);
        let fusion = fusionner(&base, &here, &there);
        let names: Vec<_> =
            fusion.dossier.answers.rows("sites").iter().map(|row| row.entry("site-nom")).collect();
        assert_eq!(names, [Some(&Entry::one("Ailleurs")), Some(&Entry::one("Ici"))]);
        assert_eq!(fusion.renommees, [("site-1".to_owned(), "site-2".to_owned())]);
        let served =
            fusion.dossier.answers.row("logiciels", "logiciel-1").and_then(|row| row.entry("logiciel-sites"));
        assert_eq!(served, Some(&Entry::many(&["site-2"])));
        assert!(fusion.dossier.suivi.contains_key("certificat:site-2:x"));
    }

    #[test]
    fn notes_of_both_sides_are_kept_and_states_are_asked() {
        let noted = |etat, day: &str, note: &str| Suivi { etat, date: lire_date(day), note: note.to_owned() };
        let mut base = Dossier::default();
        base.suivi.insert("contrat".to_owned(), noted(Etat::AFaire, "", "vu"));
        let (mut here, mut there) = (base.clone(), base.clone());
        here.suivi.insert("contrat".to_owned(), noted(Etat::Fait, "2026-11-24", "vu, posté"));
        there.suivi.insert("contrat".to_owned(), noted(Etat::AFaire, "", "vu, à signer"));
        let fusion = fusionner(&base, &here, &there);
        assert_eq!(
            fusion.dossier.suivi["contrat"],
            noted(Etat::Fait, "2026-11-24", "vu, posté\u{a0}; vu, à signer")
        );
        assert_eq!(fusion.conflits, []);
        there.suivi.insert("contrat".to_owned(), noted(Etat::EnCours, "2026-11-30", "vu"));
        let fusion = fusionner(&base, &here, &there);
        let note = "vu, posté\u{a0}; autre copie\u{a0}: en cours, 30\u{a0}novembre 2026";
        assert_eq!(fusion.dossier.suivi["contrat"], noted(Etat::Fait, "2026-11-24", note));
        assert_eq!(fusion.gardes, Gardes { notes: 1, lignes: 0 });
    }

    #[test]
    fn a_note_that_is_only_looked_at_takes_nothing_back() {
        assert_eq!(reprendre_note("vu", "vu", "vu, posté"), "vu, posté");
        assert_eq!(reprendre_note("", "", "posté"), "posté");
    }

    #[test]
    fn a_note_that_is_typed_key_after_key_keeps_what_was_written_elsewhere_once() {
        for (start, elsewhere) in [("", "appelé"), ("vu", "vu, appelé"), ("vu", "")] {
            let (mut seen, mut kept) = (start.to_owned(), elsewhere.to_owned());
            for typed in ["vu p", "vu po", "vu pos", "vu po", "vu posté"] {
                kept = reprendre_note(&seen, typed, &kept);
                typed.clone_into(&mut seen);
            }
            assert_eq!(kept, joindre_notes("vu posté", elsewhere));
        }
        // In the middle of others, emptied, then typed again.
        let all = "un\u{a0}; deux\u{a0}; trois";
        assert_eq!(reprendre_note("deux", "dix", all), "un\u{a0}; dix\u{a0}; trois");
        assert_eq!(reprendre_note("deux", "", all), "un\u{a0}; trois");
        // A word in another one is not a note of its own.
        assert_eq!(reprendre_note("le", "lent", "les"), "lent\u{a0}; les");
    }

    #[test]
    fn of_the_last_words_and_the_kept_answer_the_newer_one_stands_and_the_other_one_is_asked() {
        let base = with(&[("denomination", Entry::one("ORSAC"))]);
        let of = |name: &str, at: &str| Dossier {
            enregistre_le: at.to_owned(),
            ..with(&[("denomination", Entry::one(name))])
        };
        let (old, new) =
            (of("ancien", "2026-02-02T10:00:00.000Z"), of("nouveau", "2026-02-02T11:00:00.000Z"));
        for (kept, last) in [(&old, &new), (&new, &old)] {
            let fusion = reprendre(&base, kept, last);
            assert_eq!(fusion.dossier.answers.entry("denomination"), Some(&Entry::one("nouveau")));
            let asked = Conflit { champ: "denomination", ligne: None, ailleurs: Some(Entry::one("ancien")) };
            assert_eq!(fusion.conflits, [asked]);
        }
        assert_eq!(reprendre(&base, &base, &new).conflits, []);
    }

    #[test]
    fn disagreements_are_read_back_as_they_were_written() {
        let of = |champ, ligne, ailleurs| Conflit { champ, ligne, ailleurs };
        let all = [
            of("denomination", None, Some(Entry::one("ORSAC"))),
            of("contrat", None, None),
            of("site-nom", Some(("sites", "site-1".to_owned())), Some(Entry::one("A"))),
            of("sites", None, Some(sites(&[("site-1", "A")]))),
        ];
        assert_eq!(lire_conflits(&ecrire_conflits(&all)), all);
        assert_eq!(lire_conflits("{"), []);
        assert_eq!(lire_conflits("[{\"champ\":\"inconnu\",\"ligne\":null,\"ailleurs\":null}]"), []);
    }

    #[test]
    fn a_disagreement_that_was_settled_elsewhere_or_lost_its_row_is_none() {
        let stands =
            with(&[("denomination", Entry::one("ORSAC")), ("sites", sites(&[("site-1", "A")]))]).answers;
        let name =
            |name: &str| Conflit { champ: "denomination", ligne: None, ailleurs: Some(Entry::one(name)) };
        let site = |id: &str| Conflit {
            champ: "site-nom",
            ligne: Some(("sites", id.to_owned())),
            ailleurs: Some(Entry::one("B")),
        };
        assert!(est_ouvert(&stands, &name("autre")) && est_ouvert(&stands, &site("site-1")));
        assert!(!est_ouvert(&stands, &name("ORSAC")) && !est_ouvert(&stands, &site("site-2")));
    }
}
