//! What a dossier says of itself in a list of many: its name, how far it is, what comes next, what is late, what ends. It is
//! kept beside the dossier, so that a list opens none of them.
//!
//! **Invariant:** nothing here is known only here: it is made again, from the text of the dossier, when it is missing, of
//! another day, or of another text ([`Resume::est_de`]).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::answers::{Answers, Entry, INCONNU};
use super::dossier::{self, Dossier, Etat};
use super::echeances::echeances;
use super::facts::{Facts, Memoire};
use super::moment::Moment;
use super::questionnaire;
use super::questions::denomination::structure;
use super::questions::finess_ej::FINESS_EJ;
use super::questions::siren::SIREN;
use super::questions::sites::{SITE_FINESS, SITE_NOM, SITE_SIRET, SITES};
use super::report::{LigneAction, Report};
use super::termes;

/// The form of what is kept: another number, and all is made again.
const EDITION: u32 = 2;

/// When something is to be done, for a list of all dossiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Temps {
    /// Its day is past.
    EnRetard,
    /// It can be done now; on which day, or before which, when there is one.
    Possible,
    /// It comes on a day of its own, or waits.
    PlusTard,
}

/// Something to be done, in a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tache {
    /// Id of the action.
    pub id: String,
    /// What to do.
    pub titre: String,
    /// Who does it.
    pub qui: String,
    /// When, in words.
    pub quand: String,
    /// Its day, when it has one.
    pub jour: Option<NaiveDate>,
    /// When.
    pub temps: Temps,
}

/// Something that ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fin {
    /// What: « Certificat MSSanté : DUI ».
    pub quoi: String,
    /// The day of its end.
    pub jour: NaiveDate,
}

/// What is said of a dossier in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resume {
    edition: u32,
    /// The text that it was made from ([`empreinte`]).
    pub empreinte: String,
    /// The day of its plan.
    pub jour: NaiveDate,
    /// Name of the structure; empty when none was given.
    pub nom: String,
    /// FINESS of the entité juridique, as it was entered.
    pub finess: String,
    /// What it is also found by: its SIREN, the names and the numbers of its sites.
    pub mots: String,
    /// When the dossier was last saved, ISO 8601.
    pub modifie_le: String,
    /// Why the text can't be read, a sentence; then nothing else is known of it.
    pub illisible: Option<String>,
    /// The page of the first question without an answer.
    pub question: Option<String>,
    /// Actions that are done, advice not counted.
    pub faites: usize,
    /// Actions of the plan, advice not counted.
    pub toutes: usize,
    /// What may come on top, once some answers are known.
    pub ouvertes: usize,
    /// What is to be done, advice not counted: late, then possible now, then the others, each by day.
    pub taches: Vec<Tache>,
    /// What ends, by day; past ends too.
    pub fins: Vec<Fin>,
}

impl Resume {
    /// What is said of the text of a dossier on that day.
    pub fn du_texte(texte: &str, today: NaiveDate) -> Self {
        let empreinte = empreinte(texte);
        match dossier::ouvrir(texte) {
            Ok((mut dossier, _)) => {
                termes::ranger(&mut dossier);
                Self { empreinte, ..Self::du_dossier(&dossier, today) }
            }
            Err(error) => Self { empreinte, illisible: Some(error.to_string()), ..Self::vide(today) },
        }
    }

    fn vide(today: NaiveDate) -> Self {
        Self {
            edition: EDITION,
            empreinte: String::new(),
            jour: today,
            nom: String::new(),
            finess: String::new(),
            mots: String::new(),
            modifie_le: String::new(),
            illisible: None,
            question: None,
            faites: 0,
            toutes: 0,
            ouvertes: 0,
            taches: vec![],
            fins: vec![],
        }
    }

    fn du_dossier(dossier: &Dossier, today: NaiveDate) -> Self {
        let report = Report::bref_du_dossier(dossier, today);
        let memoire = Memoire::default();
        let facts = Facts::new(&dossier.answers, today).avec_memoire(&memoire);
        let done = |action: &&LigneAction| {
            dossier.suivi.get(&action.cle).is_some_and(|noted| noted.etat == Etat::Fait)
        };
        let (done, left): (Vec<&LigneAction>, Vec<&LigneAction>) =
            report.actions.iter().filter(|action| !action.conseil).partition(done);
        let mut taches: Vec<Tache> = left.iter().map(|action| tache(action)).collect();
        taches.sort_by_key(ordre);
        let mut fins: Vec<Fin> =
            echeances(&facts).into_iter().map(|fin| Fin { quoi: fin.en_mots(), jour: fin.jour }).collect();
        fins.sort_by_key(|fin| fin.jour);
        let finess = facts.get(&FINESS_EJ).map_or_else(|_| String::new(), |finess| finess.texte().to_owned());
        Self {
            nom: structure(&facts),
            finess,
            mots: mots(&dossier.answers),
            modifie_le: dossier.enregistre_le.clone(),
            question: questionnaire::prochaine(&facts).map(|(_, page)| page.id.to_owned()),
            faites: done.len(),
            toutes: done.len() + left.len(),
            ouvertes: report.ouverts.len(),
            taches,
            fins,
            ..Self::vide(today)
        }
    }

    /// Whether it was made from that text.
    pub fn est_de(&self, texte: &str) -> bool {
        self.empreinte == empreinte(texte)
    }

    /// What is kept.
    pub fn ecrire(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// What was kept; none when it is of another form: it is to be made again.
    pub fn lire(texte: &str) -> Option<Self> {
        serde_json::from_str(texte).ok().filter(|resume: &Self| resume.edition == EDITION)
    }

    /// What the list calls it.
    pub fn nom_affiche(&self) -> &str {
        match (self.nom.as_str(), &self.illisible) {
            (_, Some(_)) => "Dossier illisible",
            ("", None) => "Dossier sans nom",
            (nom, None) => nom,
        }
    }

    /// The next thing to do: the first one that is late or possible, else the first one that has a day.
    pub fn prochaine(&self) -> Option<&Tache> {
        let now = self.taches.iter().find(|tache| tache.temps != Temps::PlusTard);
        now.or_else(|| self.taches.iter().find(|tache| tache.jour.is_some())).or(self.taches.first())
    }

    /// How many things are late.
    pub fn retards(&self) -> usize {
        self.taches.iter().filter(|tache| tache.temps == Temps::EnRetard).count()
    }

    /// What ends within so many days from that one, what has ended included only on that day.
    pub fn fins_d_ici(&self, today: NaiveDate, jours: i64) -> impl Iterator<Item = &Fin> {
        self.fins.iter().filter(move |fin| (0..=jours).contains(&(fin.jour - today).num_days()))
    }
}

/// What the welcome page reads of what is kept: the rest is for the program that draws the list.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Apercu {
    edition: u32,
    /// Name of the structure.
    pub nom: String,
    /// When the dossier was last saved, ISO 8601.
    pub modifie_le: String,
    /// Why it can't be read, a sentence.
    pub illisible: Option<String>,
    /// Actions that are done.
    pub faites: usize,
}

impl Apercu {
    /// Of a dossier of which nothing is kept yet.
    pub fn new(nom: String, modifie_le: String, faites: usize) -> Self {
        Self { edition: EDITION, nom, modifie_le, illisible: None, faites }
    }

    /// What was kept; none when it is of another form.
    pub fn lire(texte: &str) -> Option<Self> {
        serde_json::from_str(texte).ok().filter(|read: &Self| read.edition == EDITION)
    }
}

/// What a dossier is also found by, as it was entered; each once.
fn mots(answers: &Answers) -> String {
    let of_sites = [SITE_NOM.spec.id, SITE_FINESS.spec.id, SITE_SIRET.spec.id];
    let sites = answers.rows(SITES.spec.id).iter();
    let entered = sites.flat_map(|site| of_sites.iter().filter_map(|field| site.entry(field)));
    let mut found: Vec<&str> = vec![];
    for text in answers.entry(SIREN.spec.id).into_iter().chain(entered).filter_map(Entry::text) {
        if text != INCONNU && !found.contains(&text) {
            found.push(text);
        }
    }
    found.join(" ")
}

/// Late things first, then what is possible, then the rest; by day, those without a day last.
fn ordre(tache: &Tache) -> (u8, NaiveDate) {
    let rang = match tache.temps {
        Temps::EnRetard => 0,
        Temps::Possible => 1,
        Temps::PlusTard => 2,
    };
    (rang, tache.jour.unwrap_or(NaiveDate::MAX))
}

fn tache(action: &LigneAction) -> Tache {
    let temps = match &action.moment {
        moment if moment.en_retard() => Temps::EnRetard,
        _ if action.possible() => Temps::Possible,
        _ => Temps::PlusTard,
    };
    Tache {
        id: action.id.clone(),
        titre: action.titre.clone(),
        qui: action.qui.clone(),
        quand: action.quand.clone(),
        jour: jour(&action.moment),
        temps,
    }
}

/// The day of its own that something to be done has; « dès maintenant » is none.
fn jour(moment: &Moment) -> Option<NaiveDate> {
    match moment {
        Moment::Prevu(jour, _)
        | Moment::EnRetard(jour)
        | Moment::Attendu(jour)
        | Moment::DIci(jour)
        | Moment::ALancerDIci(jour, _)
        | Moment::Le(jour)
        | Moment::Vers(jour)
        | Moment::APartirDu(jour) => Some(*jour),
        Moment::Fait(_)
        | Moment::Maintenant
        | Moment::ALancer(_)
        | Moment::SansDelai
        | Moment::EnRoute
        | Moment::Apres(..) => None,
    }
}

/// A text in sixteen digits (FNV-1a, 64 bits): two texts that differ by accident have two of them.
pub fn empreinte(texte: &str) -> String {
    let hash = texte
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::super::calendrier::lire_date;
    use super::*;

    fn cas(nom: &str) -> String {
        std::fs::read_to_string(format!("{}/tests/dossiers/{nom}.json", env!("CARGO_MANIFEST_DIR"))).unwrap()
    }

    fn today() -> NaiveDate {
        lire_date("2026-02-02").unwrap()
    }

    #[test]
    fn comes_back_as_it_was_kept() {
        let resume = Resume::du_texte(&cas("c02"), today());
        assert_eq!(Resume::lire(&resume.ecrire()), Some(resume.clone()));
        assert!(resume.est_de(&cas("c02")) && !resume.est_de(&cas("c01")));
        assert_eq!(Resume::lire(&resume.ecrire().replace("\"edition\":2", "\"edition\":1")), None);
        assert_eq!(Resume::lire("{}"), None);
        let seen = Apercu::lire(&resume.ecrire()).unwrap();
        assert_eq!((seen.nom, seen.faites, seen.illisible), (resume.nom, resume.faites, None));
    }

    #[test]
    fn counts_what_the_plan_counts() {
        let texte = cas("c01");
        let (mut dossier, _) = dossier::ouvrir(&texte).unwrap();
        let report = Report::bref_du_dossier(&dossier, today());
        let due: Vec<&LigneAction> = report.actions.iter().filter(|action| !action.conseil).collect();
        let resume = Resume::du_texte(&texte, today());
        assert_eq!((resume.faites, resume.toutes), (0, due.len()));
        assert_eq!(resume.taches.len(), due.len());
        let noted = dossier::Suivi { etat: Etat::Fait, ..dossier::Suivi::default() };
        dossier.suivi.insert(due[0].cle.clone(), noted);
        let resume = Resume::du_texte(&dossier::ecrire(&dossier), today());
        assert_eq!((resume.faites, resume.toutes), (1, due.len()));
    }

    #[test]
    fn what_is_late_comes_first_and_is_counted() {
        // The day of the complete file is past.
        let late = lire_date("2026-06-01").unwrap();
        let (dossier, _) = dossier::ouvrir(&cas("c01")).unwrap();
        let report = Report::bref_du_dossier(&dossier, late);
        let count =
            report.actions.iter().filter(|action| !action.conseil && action.moment.en_retard()).count();
        let resume = Resume::du_texte(&cas("c01"), late);
        assert!(count > 0);
        assert_eq!(resume.retards(), count);
        assert!(resume.taches.iter().take(count).all(|tache| tache.temps == Temps::EnRetard));
        assert_eq!(resume.prochaine(), resume.taches.first());
    }

    #[test]
    fn what_can_not_be_read_says_why() {
        let resume = Resume::du_texte("{\"jalons\":", today());
        assert!(resume.illisible.is_some());
        assert_eq!(resume.nom_affiche(), "Dossier illisible");
    }
}
