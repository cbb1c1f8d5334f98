//! « Et si »: another answer to one question of a dossier, applied to its answers.
//!
//! Pure, and known to the page: an address says which answer is tried. What the two plans differ in is
//! [`super::comparaison`]'s; where the rules of the field leave a choice, [`super::alternatives`]'.

use serde::{Deserialize, Serialize};

use super::answers::{Answers, Entry, INCONNU, Row};
use super::facts::{Facts, Lu, sans_disparues};
use super::question::{Champ, Choice, Spec};
use super::questionnaire;
use super::questions::besoin::{BESOIN, Besoin};
use super::questions::certificats_en_service::{CERTIFICAT_LOGICIEL, CERTIFICATS_EN_SERVICE};
use super::questions::evenements::EVENEMENTS;
use super::questions::logiciels::{LOGICIEL_NOM, LOGICIEL_SERVICES, LOGICIEL_SITES, LOGICIELS};
use super::questions::personnes::{PERSONNES, designables};

/// The value of a list of software: one installation more, the twin of the first.
pub const UN_DE_PLUS: &str = "un-de-plus";

/// The value of a list of software: one installation for all, the first.
pub const UN_SEUL: &str = "un-seul";

/// What precedes the id of a row in the value of a list: the list without that row.
const SANS: &str = "sans-";

/// Another answer to one question. It stands in addresses.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variante {
    /// Id of the question, or of the field of a row.
    pub question: String,
    /// Id of the row; empty for a question of its own. Of a list: the row that something is to be compared of.
    pub ligne: String,
    /// The token, the number, the day or the row to answer instead. Of a question with several answers, the one to tick, or
    /// to untick when it is ticked. Of a list, the one without a row ([`Self::sans_la_ligne`]); of the software,
    /// [`UN_DE_PLUS`] or [`UN_SEUL`] too. Empty: not chosen yet.
    pub valeur: String,
}

impl Variante {
    /// Another value of what was read.
    pub fn de(lu: &Lu, valeur: &str) -> Self {
        Self {
            question: lu.question.to_owned(),
            ligne: lu.ligne.as_ref().map_or_else(String::new, |(_, row)| row.clone()),
            valeur: valeur.to_owned(),
        }
    }

    /// A list without one of its rows.
    pub fn sans_la_ligne(liste: &str, ligne: &str) -> Self {
        Self { question: liste.to_owned(), ligne: String::new(), valeur: format!("{SANS}{ligne}") }
    }

    /// A row of a list: what is to be compared of it.
    pub fn dans_la_ligne(liste: &str, ligne: &str) -> Self {
        Self { question: liste.to_owned(), ligne: ligne.to_owned(), valeur: String::new() }
    }

    /// The list and the row that something is to be compared of; none when it is not that.
    pub fn ligne<'a>(&self, answers: &'a Answers) -> Option<(&'static Spec, &'a Row)> {
        let spec =
            questionnaire::spec(&self.question).filter(|spec| comparable(spec) && spec.liste.is_none())?;
        Some((spec, answers.row(spec.id, &self.ligne).filter(|_| self.valeur.is_empty())?))
    }

    /// The question that it is about; none when it is not one that can be compared, or its row is gone.
    pub fn lu(&self, answers: &Answers) -> Option<Lu> {
        let spec = questionnaire::spec(&self.question).filter(|spec| comparable(spec))?;
        let ligne = match spec.liste {
            None => None,
            Some(list) => Some((list, answers.row(list, &self.ligne)?.id.clone())),
        };
        Some(Lu { question: spec.id, ligne })
    }

    /// The answers with this one instead; none when it is not an answer to its question, or there is none yet.
    pub fn appliquer(&self, answers: &Answers) -> Option<Answers> {
        let lu = self.lu(answers)?;
        let spec = questionnaire::spec(lu.question)?;
        let mut other = answers.clone();
        if let Champ::Lignes(_) = spec.champ {
            let is_software = spec.id == LOGICIELS.spec.id;
            match self.valeur.as_str() {
                UN_DE_PLUS if is_software => un_logiciel_de_plus(&mut other)?,
                UN_SEUL if is_software => un_seul_logiciel(&mut other)?,
                valeur => sans_la_ligne(&mut other, spec.id, valeur.strip_prefix(SANS)?)?,
            }
            return Some(other);
        }
        let row = lu.ligne.as_ref().and_then(|(list, id)| Some((*list, answers.row(list, id)?)));
        let known = match row {
            Some((_, row)) => row.entry(spec.id),
            None => answers.entry(spec.id),
        };
        if spec.id == EVENEMENTS.spec.id && known == Some(&Entry::many(&[&self.valeur])) {
            // Nothing changes any more: it is not what one comes for.
            return sans_changement(answers);
        }
        let entry = Some(entree(answers, spec, known, &self.valeur)?);
        match row {
            None => other.set(spec.id, entry),
            Some((list, row)) => {
                let mut row = row.clone();
                row.set(spec.id, entry);
                other.put_row(list, row);
            }
        }
        if spec.id == EVENEMENTS.spec.id {
            declare_un_changement(&mut other);
        }
        Some(other)
    }
}

/// Whether another answer to a question can be compared: what is typed freely decides nothing by its words; the people are
/// compared where they are named.
pub fn comparable(spec: &Spec) -> bool {
    match spec.champ {
        Champ::Choix(_) | Champ::ChoixMultiple(_) | Champ::Selection(_) => true,
        Champ::Nombre(..) | Champ::Date | Champ::Finess | Champ::Siren | Champ::Siret => true,
        Champ::Personne | Champ::Renvois(_) | Champ::Renvoi(_) => true,
        Champ::Lignes(_) => spec.id != PERSONNES.spec.id,
        Champ::Texte(_) => false,
    }
}

/// Whether there is something to compare an answer with: a list without its only row is compared from that row.
pub fn se_compare(answers: &Answers, spec: &Spec) -> bool {
    let few = matches!(spec.champ, Champ::Lignes(_)) && answers.rows(spec.id).len() < 2;
    let one_more = spec.id == LOGICIELS.spec.id && !answers.rows(spec.id).is_empty();
    comparable(spec) && (!few || one_more)
}

/// The rows that another answer to a question can name, and how they are called: whom or what it names instead, what is
/// ticked or no longer, what a list does without. None for another question.
pub fn lignes_a_nommer(facts: &Facts, spec: &Spec) -> Vec<(String, String)> {
    let rows = |list: &'static str| -> Vec<(String, String)> {
        let Some(Champ::Lignes(liste)) = questionnaire::spec(list).map(|spec| &spec.champ) else {
            return vec![];
        };
        let rows = facts.answers().rows(list).iter();
        rows.map(|row| (row.id.clone(), (liste.nom)(&facts.dans(list, row)))).collect()
    };
    match &spec.champ {
        Champ::Personne => designables(facts),
        Champ::Renvoi(list) | Champ::Renvois(list) => rows(list),
        Champ::Lignes(_) => rows(spec.id).into_iter().map(|(id, nom)| (format!("{SANS}{id}"), nom)).collect(),
        _ => vec![],
    }
}

/// The other values of a question that has few; none for one that is typed, chosen in a long list, or that names rows.
pub fn autres(facts: &Facts, lu: &Lu) -> Vec<Variante> {
    let Some(spec) = questionnaire::spec(lu.question) else { return vec![] };
    let row = lu.ligne.as_ref().and_then(|(list, id)| facts.ligne(list, id));
    let entry = row.as_ref().unwrap_or(facts).entry(spec);
    let tokens: Vec<&str> = match &spec.champ {
        Champ::Choix(options) => {
            let present = entry.map_or(spec.defaut, Entry::text);
            options.iter().map(|option| option.jeton).filter(|token| Some(*token) != present).collect()
        }
        Champ::ChoixMultiple(options) => options.iter().map(|option| option.jeton).collect(),
        Champ::Lignes(_) if spec.id == LOGICIELS.spec.id => match facts.answers().rows(spec.id).len() {
            0 => vec![],
            1 => vec![UN_DE_PLUS],
            _ => vec![UN_SEUL, UN_DE_PLUS],
        },
        _ => vec![],
    };
    let all = tokens.into_iter().map(|token| Variante::de(lu, token));
    all.filter(|variante| variante.appliquer(facts.answers()).is_some()).collect()
}

/// The entry of a value; none when the question can't be answered so.
fn entree(answers: &Answers, spec: &Spec, known: Option<&Entry>, valeur: &str) -> Option<Entry> {
    let named: &[String] = match known {
        Some(Entry::Many(tokens)) => tokens,
        Some(Entry::One(_) | Entry::Rows(_)) | None => &[],
    };
    let entry = match &spec.champ {
        Champ::ChoixMultiple(options) => {
            options.iter().find(|option| option.jeton == valeur)?;
            // Ticked or not, in the order of the options.
            let stays = |token: &str| named.iter().any(|known| known == token) != (token == valeur);
            let tokens = options.iter().map(|option| option.jeton).filter(|token| stays(token));
            Entry::Many(tokens.map(str::to_owned).collect())
        }
        Champ::Selection(groupes) => {
            let mut options = groupes.iter().flat_map(|groupe| &groupe.options);
            options.find(|(token, _)| *token == valeur)?;
            Entry::one(valeur)
        }
        Champ::Renvois(list) => {
            let all: Vec<&str> = answers.rows(list).iter().map(|row| row.id.as_str()).collect();
            all.iter().find(|id| **id == valeur)?;
            // None ticked: all.
            let stays =
                |id: &&str| (named.is_empty() || named.iter().any(|known| known == id)) != (*id == valeur);
            let left: Vec<String> = all.iter().copied().filter(stays).map(str::to_owned).collect();
            match left.len() {
                0 => return None,
                many if many == all.len() => Entry::Many(vec![]),
                _ => Entry::Many(left),
            }
        }
        Champ::Personne | Champ::Renvoi(_) => {
            let entry = Entry::one(valeur);
            sans_disparues(answers, spec, &entry)?;
            entry
        }
        Champ::Choix(_) | Champ::Nombre(..) | Champ::Date | Champ::Finess | Champ::Siren | Champ::Siret => {
            Entry::one(valeur)
        }
        Champ::Texte(_) | Champ::Lignes(_) => return None,
    };
    let unknown = spec.ne_sais_pas.is_some() && entry.text() == Some(INCONNU);
    (unknown || (spec.controle)(&entry).is_ok()).then_some(entry)
}

/// The list without a row; an empty one is an answer.
fn sans_la_ligne(answers: &mut Answers, list: &'static str, id: &str) -> Option<()> {
    answers.row(list, id)?;
    let left = answers.rows(list).iter().filter(|row| row.id != id).cloned().collect();
    answers.set(list, Some(Entry::Rows(left)));
    Some(())
}

/// One installation more: the twin of the first, for the same sites and the same services.
fn un_logiciel_de_plus(answers: &mut Answers) -> Option<()> {
    let list = LOGICIELS.spec.id;
    let first = answers.rows(list).first()?;
    let name = first.entry(LOGICIEL_NOM.spec.id).and_then(Entry::text).unwrap_or("Logiciel");
    let name = format!("{name}, seconde installation");
    let mut twin = Row::new(&answers.new_row_id("logiciel"));
    first.fields().for_each(|(field, entry)| twin.set(field, Some(entry.clone())));
    twin.set(LOGICIEL_NOM.spec.id, Some(Entry::One(name)));
    answers.put_row(list, twin);
    Some(())
}

/// One installation for all the sites and services, the first; what the others used is used by it.
fn un_seul_logiciel(answers: &mut Answers) -> Option<()> {
    let list = LOGICIELS.spec.id;
    let mut kept = answers.rows(list).first()?.clone();
    if answers.rows(list).len() < 2 {
        return None;
    }
    kept.set(LOGICIEL_SITES.spec.id, None);
    kept.set(LOGICIEL_SERVICES.spec.id, None);
    let id = kept.id.clone();
    answers.set(list, Some(Entry::Rows(vec![kept])));
    for certificate in answers.rows(CERTIFICATS_EN_SERVICE.spec.id).to_vec() {
        if certificate.entry(CERTIFICAT_LOGICIEL.spec.id).is_some() {
            answers
                .put_row(CERTIFICATS_EN_SERVICE.spec.id, certificate.with(CERTIFICAT_LOGICIEL.spec.id, &id));
        }
    }
    Some(())
}

/// A change is asked about once it is what one comes for.
fn declare_un_changement(answers: &mut Answers) {
    let change = Besoin::Changement.jeton();
    let ticked =
        |entry: &Entry| matches!(entry, Entry::Many(tokens) if tokens.iter().any(|token| token == change));
    let besoin = answers.entry(BESOIN.spec.id);
    if !besoin.is_some_and(ticked)
        && let Some(entry) = entree(answers, &BESOIN.spec, besoin, change)
    {
        answers.set(BESOIN.spec.id, Some(entry));
    }
}

/// Without any change to declare; none when there is nothing else that one comes for.
fn sans_changement(answers: &Answers) -> Option<Answers> {
    let mut other = answers.clone();
    let known = answers.entry(BESOIN.spec.id);
    let besoin = entree(answers, &BESOIN.spec, known, Besoin::Changement.jeton())?;
    if matches!(&besoin, Entry::Many(tokens) if tokens.is_empty()) {
        return None;
    }
    other.set(BESOIN.spec.id, Some(besoin));
    other.set(EVENEMENTS.spec.id, None);
    Some(other)
}

/// The asked questions, and fields of rows, of which another answer can be compared, in the order of the questions.
pub fn comparables(facts: &Facts) -> Vec<Lu> {
    let mut found = vec![];
    for spec in questionnaire::questions().filter(|spec| facts.est_posee(*spec) == Ok(true)) {
        if se_compare(facts.answers(), spec) {
            found.push(facts.lu(spec));
        }
        let Champ::Lignes(liste) = &spec.champ else { continue };
        for row in facts.answers().rows(spec.id) {
            let inside = facts.dans(spec.id, row);
            let fields = questionnaire::champs(liste).filter(|field| comparable(field));
            found.extend(
                fields.filter(|field| inside.est_posee(*field) == Ok(true)).map(|field| inside.lu(field)),
            );
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dossier() -> Answers {
        let mut answers = Answers::default();
        answers.set("besoin", Some(Entry::many(&["services"])));
        answers.set("services", Some(Entry::many(&["insi"])));
        answers.put_row(
            "logiciels",
            Row::new("logiciel-1").with("logiciel-nom", "DUI").with("insi-mode", "auto"),
        );
        answers
    }

    fn variante(question: &str, ligne: &str, valeur: &str) -> Variante {
        Variante { question: question.to_owned(), ligne: ligne.to_owned(), valeur: valeur.to_owned() }
    }

    #[test]
    fn a_token_answers_instead() {
        let other = variante("contrat", "", "en-cours").appliquer(&dossier()).unwrap();
        assert_eq!(other.entry("contrat"), Some(&Entry::one("en-cours")));
    }

    #[test]
    fn a_field_of_a_row_changes_in_that_row() {
        let other = variante("insi-mode", "logiciel-1", "manu").appliquer(&dossier()).unwrap();
        let row = other.row("logiciels", "logiciel-1").unwrap();
        assert_eq!(row.entry("insi-mode"), Some(&Entry::one("manu")));
        assert_eq!(row.entry("logiciel-nom"), Some(&Entry::one("DUI")));
    }

    #[test]
    fn one_of_several_is_ticked_or_unticked() {
        let ticked = variante("services", "", "dmp-alim").appliquer(&dossier()).unwrap();
        assert_eq!(ticked.entry("services"), Some(&Entry::many(&["insi", "dmp-alim"])));
        let back = variante("services", "", "dmp-alim").appliquer(&ticked).unwrap();
        assert_eq!(back, dossier());
    }

    #[test]
    fn what_is_no_answer_changes_nothing() {
        for (question, ligne, valeur) in [
            ("ailleurs", "", "oui"),
            ("contrat", "", ""),
            ("contrat", "", "peut-etre"),
            ("insi-mode", "logiciel-9", "manu"),
            ("services", "", "tout"),
            ("date-dossier-complet", "", "demain"),
            ("statut", "", "0000"),
            ("denomination", "", "Ailleurs"),
            ("finess-ej", "", "12"),
            ("certificat-logiciel", "certificat-9", "logiciel-1"),
            ("logiciel-sites", "logiciel-1", "site-9"),
            ("logiciels", "", "sans-logiciel-9"),
            ("personnes", "", "sans-personne-1"),
            ("logiciels", "", "deux"),
            ("logiciels", "", UN_SEUL),
        ] {
            assert_eq!(variante(question, ligne, valeur).appliquer(&dossier()), None, "{question} {valeur}");
        }
    }

    #[test]
    fn a_second_installation_is_a_twin_and_a_single_one_takes_all() {
        let mut before = dossier();
        let two = variante("logiciels", "", UN_DE_PLUS).appliquer(&before).unwrap();
        let names: Vec<_> =
            two.rows("logiciels").iter().map(|row| row.entry("logiciel-nom").cloned()).collect();
        assert_eq!(names, [Some(Entry::one("DUI")), Some(Entry::one("DUI, seconde installation"))]);
        let certificate = Row::new("certificat-1").with("certificat-logiciel", "logiciel-2");
        before = two;
        before.put_row("certificats-en-service", certificate);
        let one = variante("logiciels", "", UN_SEUL).appliquer(&before).unwrap();
        assert_eq!(one.rows("logiciels").len(), 1);
        let used = one.row("certificats-en-service", "certificat-1").unwrap();
        assert_eq!(used.entry("certificat-logiciel"), Some(&Entry::one("logiciel-1")));
        assert_eq!(one.new_row_id("logiciel"), "logiciel-3", "an id is never given again");
    }

    #[test]
    fn a_list_is_compared_once_it_has_something_to_do_without() {
        let mut answers = dossier();
        let compared = |answers: &Answers, id: &str| se_compare(answers, questionnaire::spec(id).unwrap());
        assert!(compared(&answers, "logiciels") && compared(&answers, "services"));
        for (many, expected) in [(0, false), (1, false), (2, true)] {
            let rows = (0..many).map(|rank| Row::new(&format!("site-{rank}"))).collect();
            answers.set("sites", Some(Entry::Rows(rows)));
            assert_eq!(compared(&answers, "sites"), expected, "{many}");
        }
        assert!(!compared(&answers, "denomination"));
    }

    #[test]
    fn a_list_does_without_a_row_and_none_is_an_answer() {
        let sites = |ids: &[&str]| Entry::Rows(ids.iter().map(|id| Row::new(id)).collect());
        let mut answers = dossier();
        answers.set("sites", Some(sites(&["site-1", "site-2"])));
        let one = Variante::sans_la_ligne("sites", "site-1").appliquer(&answers).unwrap();
        assert_eq!(one.entry("sites"), Some(&sites(&["site-2"])));
        assert_eq!(one.new_row_id("site"), "site-3", "an id is never given again");
        let none = Variante::sans_la_ligne("sites", "site-2").appliquer(&one).unwrap();
        assert_eq!(none.entry("sites"), Some(&sites(&[])));
    }

    #[test]
    fn a_row_that_is_named_can_be_another_one_or_one_more_or_one_less() {
        let mut answers = dossier();
        let rows = ["site-1", "site-2", "site-3"].map(|id| Row::new(id).with("site-nom", id));
        answers.set("sites", Some(Entry::Rows(rows.to_vec())));
        let served = |answers: &Answers| {
            answers.row("logiciels", "logiciel-1").unwrap().entry("logiciel-sites").cloned()
        };
        let toggle =
            |answers: &Answers, site: &str| variante("logiciel-sites", "logiciel-1", site).appliquer(answers);
        // None ticked: all of them.
        let two = toggle(&answers, "site-2").unwrap();
        assert_eq!(served(&two), Some(Entry::many(&["site-1", "site-3"])));
        let all = toggle(&two, "site-2").unwrap();
        assert_eq!(served(&all), Some(Entry::Many(vec![])));
        let one = toggle(&two, "site-1").unwrap();
        assert_eq!(served(&one), Some(Entry::many(&["site-3"])));
        assert_eq!(toggle(&one, "site-3"), None, "no site at all is not an answer");

        answers.put_row("mandataires", Row::new("mandataire-1").with("mandataire-personne", "rl"));
        answers.put_row("personnes", Row::new("personne-1").with("personne-nom", "Mme Roche"));
        let today = super::super::calendrier::lire_date("2026-11-25").unwrap();
        let personne = questionnaire::spec("mandataire-personne").unwrap();
        let named = lignes_a_nommer(&Facts::new(&answers, today), personne);
        assert!(named.contains(&("personne-1".to_owned(), "Mme Roche".to_owned())), "{named:?}");
        let other =
            variante("mandataire-personne", "mandataire-1", "personne-1").appliquer(&answers).unwrap();
        let named = other.row("mandataires", "mandataire-1").unwrap().entry("mandataire-personne");
        assert_eq!(named, Some(&Entry::one("personne-1")));
        assert_eq!(variante("mandataire-personne", "mandataire-1", "personne-9").appliquer(&answers), None);
    }

    #[test]
    fn a_change_of_contract_is_what_one_comes_for() {
        let other = variante("evenements", "", "passage-juridique").appliquer(&dossier()).unwrap();
        let Some(Entry::Many(besoin)) = other.entry("besoin") else { panic!() };
        assert!(besoin.iter().any(|token| token == "changement"), "{besoin:?}");
        let back = variante("evenements", "", "passage-juridique").appliquer(&other).unwrap();
        assert_eq!(back, dossier());
    }

    #[test]
    fn the_present_answer_is_no_other() {
        let answers = dossier();
        let today = super::super::calendrier::lire_date("2026-11-25").unwrap();
        let facts = Facts::new(&answers, today);
        let lu = Lu { question: "insi-mode", ligne: Some(("logiciels", "logiciel-1".to_owned())) };
        let tokens: Vec<String> = autres(&facts, &lu).into_iter().map(|other| other.valeur).collect();
        assert_eq!(tokens, ["manu", "les-deux"]);
        assert!(comparables(&facts).contains(&lu));
    }
}
