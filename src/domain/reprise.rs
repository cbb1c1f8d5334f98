//! « Même logiciel, même administrateur technique, mêmes mandataires que … »: rows of another dossier, copied into this one.
//!
//! What is of the other structure alone is not taken: which sites, who leads it, who is declared or employed there, the cards
//! that it ordered (a CPE is of its structure: `docs/regles.md`, table of cards). **Invariant:** a row that is copied has an id
//! that was never given here, and whom it names stands among the people of this dossier.

use chrono::NaiveDate;

use super::answers::{Answers, Entry, Row};
use super::facts::{Facts, Memoire};
use super::question::Choice;
use super::questions::at::{AT, AT_LIEN, AT_LISTE, AT_LOGICIELS, AT_PERSONNE, AT_STATUT, At, StatutAt};
use super::questions::cartes_responsables::Carte;
use super::questions::logiciels::{INSI_MODE, LOGICIEL_NOM, LOGICIEL_SERVICES, LOGICIELS};
use super::questions::mandataires::{MANDATAIRE_PERSONNE, MANDATAIRE_STATUT, MANDATAIRES, StatutMandataire};
use super::questions::personnes::{
    PERSONNE_CARTE, PERSONNE_CARTE_EXPIRE_LE, PERSONNE_COORDONNEES, PERSONNE_NOM, PERSONNE_PROFIL, PERSONNES,
    nom_de,
};
use super::questions::profils::{DIRECTEUR_NOM, RL_NOM};
use super::recherche::cle;

/// What is taken from another dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quoi {
    /// Its software.
    Logiciels,
    /// Who looks after its certificates.
    AdministrateurTechnique,
    /// Its mandataires.
    Mandataires,
    /// All of these, in one go.
    LesTrois,
}

impl Quoi {
    /// What is taken one by one, in the order in which it is asked.
    pub const UN_A_UN: [Self; 3] = [Self::Logiciels, Self::AdministrateurTechnique, Self::Mandataires];

    /// Its token in a request.
    pub fn jeton(self) -> &'static str {
        match self {
            Self::Logiciels => "logiciels",
            Self::AdministrateurTechnique => "administrateur-technique",
            Self::Mandataires => "mandataires",
            Self::LesTrois => "les-trois",
        }
    }

    /// What a token means.
    pub fn de_jeton(jeton: &str) -> Option<Self> {
        Self::UN_A_UN.into_iter().chain([Self::LesTrois]).find(|quoi| quoi.jeton() == jeton)
    }

    /// What a question asks for; none for the others.
    pub fn de_question(question: &str) -> Option<Self> {
        match question {
            id if id == LOGICIELS.spec.id => Some(Self::Logiciels),
            id if id == AT.spec.id || id == AT_LISTE.spec.id => Some(Self::AdministrateurTechnique),
            id if id == MANDATAIRES.spec.id => Some(Self::Mandataires),
            _ => None,
        }
    }

    /// Whether nothing was answered yet of what it is.
    pub fn est_a_dire(self, ici: &Answers) -> bool {
        let answered = |question: &str| ici.entry(question).is_some();
        match self {
            Self::Logiciels => !answered(LOGICIELS.spec.id),
            Self::AdministrateurTechnique => !answered(AT.spec.id),
            Self::Mandataires => !answered(MANDATAIRES.spec.id),
            Self::LesTrois => Self::UN_A_UN.into_iter().all(|quoi| quoi.est_a_dire(ici)),
        }
    }

    /// What the user reads: « Mêmes logiciels que… ».
    pub fn libelle(self) -> &'static str {
        match self {
            Self::Logiciels => "Mêmes logiciels que dans un autre dossier",
            Self::AdministrateurTechnique => "Même administrateur technique que dans un autre dossier",
            Self::Mandataires => "Mêmes mandataires que dans un autre dossier",
            Self::LesTrois => {
                "Mêmes logiciels, même administrateur technique et mêmes mandataires que dans un autre dossier"
            }
        }
    }
}

/// What was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reprise {
    /// The answers of this dossier, from now on.
    pub answers: Answers,
    /// What was copied, each by its name; empty when only the short answer was.
    pub noms: Vec<String>,
    /// What is to be looked at, as sentences.
    pub remarques: Vec<&'static str>,
}

/// Copies what another dossier says into this one.
///
/// # Errors
/// Why nothing is copied, a sentence.
pub fn reprendre(
    ici: &Answers,
    autre: &Answers,
    quoi: Quoi,
    today: NaiveDate,
) -> Result<Reprise, &'static str> {
    if quoi == Quoi::LesTrois {
        return les_trois(ici, autre, today);
    }
    let memoire = Memoire::default();
    let autre = Facts::new(autre, today).avec_memoire(&memoire);
    let mut copie = Copie { ici: ici.clone(), autre, today, noms: vec![], remarques: vec![] };
    let rien = match quoi {
        Quoi::Logiciels => copie.logiciels(),
        Quoi::AdministrateurTechnique => copie.administrateurs(),
        Quoi::Mandataires | Quoi::LesTrois => copie.mandataires(),
    };
    let Copie { ici: answers, noms, remarques, .. } = copie;
    match rien {
        Some(why) => Err(why),
        None => Ok(Reprise { answers, noms, remarques }),
    }
}

/// What can be taken of the three; what has nothing to copy is left as it is.
fn les_trois(ici: &Answers, autre: &Answers, today: NaiveDate) -> Result<Reprise, &'static str> {
    let mut all = Reprise { answers: ici.clone(), noms: vec![], remarques: vec![] };
    for quoi in Quoi::UN_A_UN {
        let Ok(taken) = reprendre(&all.answers, autre, quoi, today) else { continue };
        all.answers = taken.answers;
        // Someone may have two roles.
        all.noms.extend(taken.noms.into_iter().filter(|nom| !all.noms.contains(nom)).collect::<Vec<_>>());
        all.remarques.extend(taken.remarques);
    }
    if all.answers == *ici {
        return Err(
            "Ce dossier n’a ni logiciel, ni administrateur technique, ni mandataire qui manque ici\u{a0}: rien n’a été copié.",
        );
    }
    Ok(all)
}

/// A copy that is being made.
struct Copie<'a> {
    ici: Answers,
    autre: Facts<'a>,
    today: NaiveDate,
    noms: Vec<String>,
    remarques: Vec<&'static str>,
}

impl Copie<'_> {
    /// Each of these says why there is nothing to copy, when there is nothing.
    fn logiciels(&mut self) -> Option<&'static str> {
        let rows = self.autre.lignes(&LOGICIELS).unwrap_or_default();
        if rows.is_empty() {
            return Some("Ce dossier ne décrit aucun logiciel\u{a0}: il n’y a rien à reprendre.");
        }
        for row in rows {
            let Ok(nom) = row.get(&LOGICIEL_NOM) else { continue };
            let list = LOGICIELS.spec.id;
            let known = |one: &Row| texte(one, LOGICIEL_NOM.spec.id).is_some_and(|known| meme(known, &nom.0));
            if self.ici.rows(list).iter().any(known) {
                continue;
            }
            let mut copy = Row::new(&self.ici.new_row_id("logiciel"));
            for spec in [&LOGICIEL_NOM.spec, &INSI_MODE.spec, &LOGICIEL_SERVICES.spec] {
                if row.est_posee(spec) == Ok(true) {
                    copy.set(spec.id, row.entry(spec).cloned());
                }
            }
            self.ici.put_row(list, copy);
            self.noms.push(nom.0);
        }
        if self.noms.is_empty() {
            return Some("Les logiciels de ce dossier sont déjà ici\u{a0}: rien n’a été copié.");
        }
        self.remarques.push("Les sites servis ne sont pas repris\u{a0}: sans rien cocher, chaque logiciel sert tous les vôtres.");
        self.remarques.push("Chaque structure a ses propres certificats, même sur un logiciel commun.");
        None
    }

    fn administrateurs(&mut self) -> Option<&'static str> {
        let Ok(at) = self.autre.get(&AT) else {
            return Some("Ce dossier ne dit pas qui est son administrateur technique.");
        };
        match at {
            At::EnPlace => {
                return Some(
                    "Dans ce dossier, l’administrateur technique est déjà déclaré, sans être nommé\u{a0}: il n’y a rien à reprendre.",
                );
            }
            At::Detail => {}
            short => {
                let entry = Entry::one(short.jeton());
                if self.ici.entry(AT.spec.id) == Some(&entry) {
                    return Some("La réponse est déjà la même ici\u{a0}: rien n’a été copié.");
                }
                self.ici.set(AT.spec.id, Some(entry));
                self.remarques.push("Il reste à le déclarer pour cette structure.");
                return None;
            }
        }
        let rows = self.autre.lignes(&AT_LISTE).unwrap_or_default();
        for row in rows.into_iter().filter(|row| row.est(&AT_STATUT, StatutAt::Partant) != Ok(true)) {
            let Ok(person) = row.get(&AT_PERSONNE) else { continue };
            let Some(id) = self.personne(&person.0, AT_LISTE.spec.id, AT_PERSONNE.spec.id) else { continue };
            let mut copy = Row::new(&self.ici.new_row_id("at"))
                .with(AT_PERSONNE.spec.id, &id)
                .with(AT_STATUT.spec.id, StatutAt::ADeclarer.jeton());
            copy.set(AT_LIEN.spec.id, row.entry(&AT_LIEN.spec).cloned());
            copy.set(AT_LOGICIELS.spec.id, self.logiciels_suivis(&row));
            self.ici.put_row(AT_LISTE.spec.id, copy);
        }
        if self.noms.is_empty() {
            return Some(
                "Aucun administrateur technique de ce dossier ne peut être repris\u{a0}: ils sont déjà ici, ils partent, ou ce sont les dirigeants de l’autre structure.",
            );
        }
        self.ici.set(AT.spec.id, Some(Entry::one(At::Detail.jeton())));
        self.remarques.push("Ils sont notés «\u{a0}à déclarer\u{a0}»\u{a0}: corrigez si l’un l’est déjà pour cette structure.");
        None
    }

    /// The software that an administrateur technique looks after, by their names here; none when all are his, or none is here.
    fn logiciels_suivis(&self, row: &Facts<'_>) -> Option<Entry> {
        let Some(Entry::Many(ids)) = row.entry(&AT_LOGICIELS.spec) else { return None };
        let list = LOGICIELS.spec.id;
        let names =
            ids.iter().filter_map(|id| texte(self.autre.answers().row(list, id)?, LOGICIEL_NOM.spec.id));
        let names: Vec<&str> = names.collect();
        let here = self.ici.rows(list).iter().filter(|one| {
            texte(one, LOGICIEL_NOM.spec.id).is_some_and(|nom| names.iter().any(|name| meme(name, nom)))
        });
        let here: Vec<String> = here.map(|one| one.id.clone()).collect();
        (!here.is_empty()).then_some(Entry::Many(here))
    }

    fn mandataires(&mut self) -> Option<&'static str> {
        let rows = self.autre.lignes(&MANDATAIRES).unwrap_or_default();
        if rows.is_empty() {
            return Some("Ce dossier n’a aucun mandataire\u{a0}: il n’y a rien à reprendre.");
        }
        for row in rows {
            let Ok(person) = row.get(&MANDATAIRE_PERSONNE) else { continue };
            let list = MANDATAIRES.spec.id;
            let Some(id) = self.personne(&person.0, list, MANDATAIRE_PERSONNE.spec.id) else { continue };
            let copy = Row::new(&self.ici.new_row_id("mandataire"))
                .with(MANDATAIRE_PERSONNE.spec.id, &id)
                .with(MANDATAIRE_STATUT.spec.id, StatutMandataire::ADesigner.jeton());
            self.ici.put_row(list, copy);
        }
        if self.noms.is_empty() {
            return Some(
                "Aucun mandataire de ce dossier ne peut être repris\u{a0}: ils sont déjà ici, ou ce sont les dirigeants de l’autre structure.",
            );
        }
        self.remarques.push("Ils sont notés «\u{a0}à désigner\u{a0}»\u{a0}: corrigez si l’un l’est déjà pour cette structure.");
        self.remarques
            .push("Un mandataire doit être salarié de cette structure\u{a0}: vérifiez-le pour chacun.");
        None
    }

    /// Who is that person here, for a list that does not name them yet: someone of the same name, else a copy under a fresh id.
    /// None for who is named there already, and for who leads the other structure and not this one.
    fn personne(&mut self, id: &str, list: &'static str, field: &'static str) -> Option<String> {
        let here = match id {
            "rl" | "directeur" => {
                let question = if id == "rl" { &RL_NOM } else { &DIRECTEUR_NOM };
                let there = self.autre.get(question).ok()?;
                let own = Facts::new(&self.ici, self.today).get(question).ok()?;
                meme(&there.0, &own.0).then(|| id.to_owned())?
            }
            _ => self.copie_de(self.autre.answers().row(PERSONNES.spec.id, id)?)?,
        };
        if self.ici.rows(list).iter().any(|row| texte(row, field) == Some(here.as_str())) {
            return None;
        }
        self.noms.push(nom_de(&Facts::new(&self.ici, self.today), &here));
        Some(here)
    }

    /// The id of that person among the people of this dossier.
    fn copie_de(&mut self, there: &Row) -> Option<String> {
        let nom = texte(there, PERSONNE_NOM.spec.id)?;
        let list = PERSONNES.spec.id;
        let same = |one: &&Row| texte(one, PERSONNE_NOM.spec.id).is_some_and(|known| meme(known, nom));
        if let Some(known) = self.ici.rows(list).iter().find(same) {
            return Some(known.id.clone());
        }
        let mut copy = Row::new(&self.ici.new_row_id("personne"));
        let mut fields = vec![PERSONNE_NOM.spec.id, PERSONNE_PROFIL.spec.id];
        // A CPS is its holder's, a CPA the third party's; the others are cards of the structure that ordered them.
        let card = texte(there, PERSONNE_CARTE.spec.id).and_then(Carte::de_jeton);
        if matches!(card, Some(Carte::Cps | Carte::Cpa | Carte::Aucune)) {
            fields.extend([
                PERSONNE_CARTE.spec.id,
                PERSONNE_CARTE_EXPIRE_LE.spec.id,
                PERSONNE_COORDONNEES.spec.id,
            ]);
        }
        for field in fields {
            copy.set(field, there.entry(field).cloned());
        }
        let id = copy.id.clone();
        self.ici.put_row(list, copy);
        Some(id)
    }
}

fn texte<'a>(row: &'a Row, field: &str) -> Option<&'a str> {
    row.entry(field).and_then(Entry::text)
}

/// Whether two names are the same, however they are written.
fn meme(one: &str, other: &str) -> bool {
    cle(one) == cle(other)
}

#[cfg(test)]
mod tests {
    use super::super::calendrier::lire_date;
    use super::*;

    fn today() -> NaiveDate {
        lire_date("2026-02-02").unwrap()
    }

    fn cas(nom: &str) -> Answers {
        let path = format!("{}/tests/dossiers/{nom}.json", env!("CARGO_MANIFEST_DIR"));
        super::super::dossier::ouvrir(&std::fs::read_to_string(path).unwrap()).unwrap().0.answers
    }

    /// A structure whose software is looked after by a third party, who is named, and whose mandataire has a CPE.
    fn autre() -> Answers {
        let mut answers = cas("c05-a");
        answers.set("at", Some(Entry::one("detail")));
        answers.set("rl-nom", Some(Entry::one("Hélène Martin")));
        for (list, row) in [
            ("logiciels", Row::new("logiciel-9").with("logiciel-nom", "Livia").with("insi-mode", "auto")),
            ("personnes", Row::new("personne-1").with("personne-nom", "Karim Le Goff")),
            (
                "personnes",
                Row::new("personne-2").with("personne-nom", "Ana Ruiz").with("personne-carte", "cpe"),
            ),
            (
                "administrateurs-techniques",
                Row::new("at-1").with("at-personne", "personne-1").with("at-lien", "tiers"),
            ),
            (
                "administrateurs-techniques",
                Row::new("at-2").with("at-personne", "rl").with("at-lien", "interne"),
            ),
            ("mandataires", Row::new("mandataire-1").with("mandataire-personne", "personne-2")),
        ] {
            answers.put_row(list, row);
        }
        answers
    }

    /// This structure: it had rows, which are gone, and people whose ids are those of others there.
    fn ici() -> Answers {
        let mut answers = cas("c05-a");
        answers.set("logiciels", Some(Entry::Rows(vec![])));
        answers.put_row("personnes", Row::new("personne-1").with("personne-nom", "Paul Petit"));
        answers.put_row("mandataires", Row::new("mandataire-4"));
        answers.remove_row("mandataires", "mandataire-4");
        answers
    }

    fn take(ici: &Answers, quoi: Quoi) -> Reprise {
        reprendre(ici, &autre(), quoi, today()).unwrap()
    }

    #[test]
    fn tokens_and_questions_come_back_as_they_went() {
        for quoi in Quoi::UN_A_UN {
            assert_eq!(Quoi::de_jeton(quoi.jeton()), Some(quoi));
        }
        assert_eq!(Quoi::de_question("administrateurs-techniques"), Some(Quoi::AdministrateurTechnique));
        assert_eq!(Quoi::de_question("sites"), None);
    }

    #[test]
    fn software_is_copied_under_fresh_ids_without_the_sites_of_the_other_structure() {
        let before = ici();
        let taken = take(&before, Quoi::Logiciels);
        assert_eq!(taken.noms.len(), autre().rows("logiciels").len());
        let rows = taken.answers.rows("logiciels");
        let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
        assert_eq!(ids, ["logiciel-2", "logiciel-3"], "logiciel-1 was another one's");
        assert!(rows.iter().all(|row| row.entry("logiciel-sites").is_none()));
        let livia = rows.iter().find(|row| texte(row, "logiciel-nom") == Some("Livia")).unwrap();
        assert_eq!(texte(livia, "insi-mode"), Some("auto"));
        // Again: it is there.
        assert!(reprendre(&taken.answers, &autre(), Quoi::Logiciels, today()).is_err());
    }

    #[test]
    fn an_id_that_was_given_here_is_never_given_to_a_copy() {
        let mandates = take(&ici(), Quoi::Mandataires);
        let ids: Vec<&str> = mandates.answers.rows("mandataires").iter().map(|row| row.id.as_str()).collect();
        assert_eq!(ids, ["mandataire-5"], "mandataire-4 was someone's");
        let people: Vec<(&str, Option<&str>)> = mandates
            .answers
            .rows("personnes")
            .iter()
            .map(|row| (row.id.as_str(), texte(row, "personne-nom")))
            .collect();
        assert_eq!(people, [("personne-1", Some("Paul Petit")), ("personne-2", Some("Ana Ruiz"))]);
        assert_eq!(mandates.noms, ["Ana Ruiz"]);
    }

    /// A CPE is a card of the structure that ordered it; R-MAND-01: each structure appoints.
    #[test]
    fn what_is_of_the_other_structure_is_not_taken() {
        let taken = take(&ici(), Quoi::Mandataires).answers;
        assert_eq!(texte(taken.row("personnes", "personne-2").unwrap(), "personne-carte"), None);
        assert_eq!(texte(&taken.rows("mandataires")[0], "mandataire-statut"), Some("a-designer"));
        let taken = take(&ici(), Quoi::AdministrateurTechnique);
        assert_eq!(taken.noms, ["Karim Le Goff"], "the head of the other structure is not one here");
        let row = &taken.answers.rows("administrateurs-techniques")[0];
        assert_eq!((texte(row, "at-lien"), texte(row, "at-statut")), (Some("tiers"), Some("a-declarer")));
        assert_eq!(taken.answers.entry("at"), Some(&Entry::one("detail")));
    }

    #[test]
    fn the_same_head_of_both_structures_is_the_same_person() {
        let mut here = ici();
        here.set("rl-nom", Some(Entry::one("helene MARTIN")));
        let taken = take(&here, Quoi::AdministrateurTechnique);
        assert_eq!(taken.noms, ["Karim Le Goff", "helene MARTIN"]);
    }

    #[test]
    fn someone_who_is_known_here_is_not_copied_twice() {
        let mut here = ici();
        here.put_row("personnes", Row::new("personne-7").with("personne-nom", "karim LE GOFF"));
        let taken = take(&here, Quoi::AdministrateurTechnique).answers;
        assert_eq!(texte(&taken.rows("administrateurs-techniques")[0], "at-personne"), Some("personne-7"));
        assert_eq!(taken.rows("personnes").len(), 2);
    }

    #[test]
    fn nothing_to_take_is_said() {
        let nothing = Answers::default();
        for quoi in Quoi::UN_A_UN.into_iter().chain([Quoi::LesTrois]) {
            assert!(reprendre(&ici(), &nothing, quoi, today()).is_err(), "{quoi:?}");
        }
    }

    #[test]
    fn the_three_are_taken_in_one_go_as_one_by_one() {
        let here = ici();
        let all = take(&here, Quoi::LesTrois);
        let one_by_one = Quoi::UN_A_UN.into_iter().fold(here.clone(), |known, quoi| {
            reprendre(&known, &autre(), quoi, today()).map_or(known, |taken| taken.answers)
        });
        assert_eq!(all.answers, one_by_one);
        for nom in ["Livia", "Karim Le Goff", "Ana Ruiz"] {
            assert_eq!(all.noms.iter().filter(|known| *known == nom).count(), 1, "{nom}: {:?}", all.noms);
        }
        assert!(!Quoi::LesTrois.est_a_dire(&all.answers) && Quoi::LesTrois.est_a_dire(&Answers::default()));
        // What has nothing to copy does not keep the others from it.
        let mut there = autre();
        there.set("mandataires", Some(Entry::Rows(vec![])));
        let taken = reprendre(&here, &there, Quoi::LesTrois, today()).unwrap();
        assert!(taken.noms.iter().any(|nom| nom == "Livia"));
    }
}
