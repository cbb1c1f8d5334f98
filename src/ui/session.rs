//! The one state of the page: the open dossier, where we are, what storage says. Everything else is derived.
//!
//! [`Session::change`] is the only door by which answers change, and it saves. Saving starts only once a dossier was
//! opened or explicitly started; a stored text that can't be read is never written over.

use crate::atelier::protocole::{Demande, Quoi, Resume, Sorte};
use crate::browser::fichiers::Choisi;
use crate::browser::ouvriers::{Message, Suite};
use crate::browser::{
    BrowserError, adresse, depart, focus, horloge, identifiant, minuterie, onglets, ouvriers, panique,
    storage,
};
use crate::domain::answers::Answers;
use crate::domain::calendrier::iso;
use crate::domain::dossier::{self, Dossier};
use crate::domain::facts::{Facts, Memoire};
use crate::domain::nom_de_fichier;
use crate::domain::questionnaire::{self, Page};
use crate::domain::questions::denomination::structure;
use crate::route::{Lieu, Retour, Route};
use chrono::NaiveDate;

use super::etat::Variable;
use super::formulaire::Formulaire;
use super::vue::suivre;

/// What is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ouverture {
    /// Nothing.
    Rien,
    /// A dossier is being read.
    EnCours,
    /// A dossier.
    Dossier,
    /// A text that can't be read, kept as it is: why, and the text.
    Illisible(String, String),
    /// No dossier of that id on this device.
    Absent,
}

/// What saving came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sauvegarde {
    /// Nothing to save yet.
    Rien,
    /// Saved at that time.
    Faite(String),
    /// The user asked to keep nothing on this device.
    Sans,
    /// Not saved, and why.
    Refusee(BrowserError),
}

/// What is known of the plan of the answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Apercu {
    /// It is being computed for the first time.
    Attendu,
    /// It is known.
    Su(Resume),
    /// It can't be computed: a sentence.
    EnPanne(String),
}

/// The state of the page.
#[derive(Clone, Copy)]
pub struct Session {
    /// The open dossier.
    pub dossier: Variable<Dossier>,
    /// What is open.
    pub ouverture: Variable<Ouverture>,
    /// Where we are.
    pub route: Variable<Route>,
    /// What saving came to.
    pub sauvegarde: Variable<Sauvegarde>,
    /// Sentences to show once, after an opening.
    pub messages: Variable<Vec<String>>,
    /// Another tab saved this dossier.
    pub autre_onglet: Variable<bool>,
    /// Keep nothing on this device.
    pub sans_trace: Variable<bool>,
    /// Whether the plan beside the questions is unfolded, from a page to the next.
    pub panneau_ouvert: Variable<bool>,
    /// The plan of the answers, in short.
    pub resume: Variable<Apercu>,
    /// Today.
    pub today: NaiveDate,
    /// The page that lacked an answer when « Modifier » was clicked.
    manquait: Variable<Option<&'static str>>,
    /// How many dossiers were opened, or read again.
    ouvertures: Variable<u32>,
    /// The place before this one.
    avant: Variable<Option<Route>>,
    saving: Variable<Writing>,
}

/// Writes are one at a time; what changes meanwhile is written next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Writing {
    Idle,
    Busy,
    BusyAndStale,
}

impl Session {
    /// A page with nothing open.
    pub fn new() -> Self {
        let today = horloge::aujourdhui();
        let dossier = Variable::new(Dossier::default());
        let session = Self {
            dossier,
            ouverture: Variable::new(Ouverture::Rien),
            route: Variable::new(Route::lire(&adresse::fragment())),
            sauvegarde: Variable::new(Sauvegarde::Rien),
            messages: Variable::new(vec![]),
            autre_onglet: Variable::new(false),
            sans_trace: Variable::new(false),
            panneau_ouvert: Variable::new(focus::large()),
            resume: Variable::new(Apercu::Attendu),
            today,
            saving: Variable::new(Writing::Idle),
            manquait: Variable::new(None),
            ouvertures: Variable::new(0),
            avant: Variable::new(None),
        };
        adresse::ecouter(move |fragment| session.arriver(Route::lire(&fragment)));
        onglets::ecouter(move |saved| {
            if session.dossier.with_untracked(|dossier| dossier.id == saved) {
                session.autre_onglet.set(true);
            }
        });
        depart::prevenir(move || {
            let lost =
                matches!(session.sauvegarde.get_untracked(), Sauvegarde::Sans | Sauvegarde::Refusee(_));
            lost && session.ouverture.get_untracked() == Ouverture::Dossier
        });
        suivre(move || session.resumer());
        panique::preparer();
        session.arriver(session.route.get_untracked());
        session
    }

    /// A link to a place of the open dossier.
    pub fn vers(&self, lieu: Lieu) -> Route {
        Route::Dossier(self.dossier.with_untracked(|dossier| dossier.id.clone()), lieu)
    }

    /// Goes to a place.
    pub fn aller(&self, route: &Route) {
        adresse::aller(&route.ecrire());
    }

    fn arriver(&self, route: Route) {
        let session = *self;
        if let Route::Dossier(id, _) = &route {
            let known = self.dossier.with_untracked(|dossier| dossier.id == *id);
            if !(known && self.ouverture.get_untracked() == Ouverture::Dossier) {
                let id = id.clone();
                self.ouverture.set(Ouverture::EnCours);
                minuterie::lancer(async move { session.charger(&id).await });
            }
        }
        // From a page that leads back to where « Modifier » was clicked to another one, the walk is the same.
        let old = self.route.get_untracked();
        if old.retour().is_none() && route.retour().is_some() {
            self.manquait.set(self.avec_faits(questionnaire::prochaine).map(|(_, page)| page.id));
        }
        self.avant.set((old != route).then_some(old));
        self.route.set(route);
    }

    /// Whether one comes from that place.
    pub fn vient_de(&self, route: &Route) -> bool {
        self.avant.with_untracked(|before| before.as_ref() == Some(route))
    }

    /// The number of the opening of the dossier: what was entered before it was opened, or read again, is not for it.
    pub fn ouvert(&self) -> u32 {
        self.ouvertures.get_untracked()
    }

    /// Reads a dossier kept on this device.
    pub async fn charger(&self, id: &str) {
        match storage::lire(id).await {
            Ok(Some(text)) => match dossier::ouvrir(&text) {
                Ok((mut dossier, notices)) => {
                    id.clone_into(&mut dossier.id);
                    self.prendre(dossier, notices);
                    self.sauvegarde.set(Sauvegarde::Rien);
                }
                Err(error) => self.ouverture.set(Ouverture::Illisible(error.to_string(), text)),
            },
            Ok(None) => self.ouverture.set(Ouverture::Absent),
            Err(error) => {
                self.sauvegarde.set(Sauvegarde::Refusee(error));
                self.ouverture.set(Ouverture::Absent);
            }
        }
    }

    /// Reads the open dossier again, as another tab kept it.
    pub fn relire(self) {
        // What was entered on the page goes with it.
        self.ouvertures.update(|number| *number += 1);
        self.ouverture.set(Ouverture::EnCours);
        minuterie::lancer(async move {
            let id = self.dossier.with_untracked(|dossier| dossier.id.clone());
            self.charger(&id).await;
        });
    }

    /// Says a sentence at the top of the page.
    pub fn dire(&self, phrase: &str) {
        self.messages.update(|messages| messages.push(phrase.to_owned()));
    }

    fn prendre(&self, dossier: Dossier, notices: Vec<String>) {
        panique::garder(Some(dossier::ecrire(&dossier)));
        self.dossier.set(dossier);
        self.messages.set(notices);
        self.autre_onglet.set(false);
        self.ouvertures.update(|number| *number += 1);
        // A page opened in the middle of a walk: nothing says what was missing before it.
        self.manquait.set(None);
        self.ouverture.set(Ouverture::Dossier);
    }

    /// Starts an empty dossier, on its first question.
    pub fn commencer(&self) {
        let dossier = Dossier { id: identifiant::nouveau("dossier"), ..Dossier::default() };
        self.prendre(dossier, vec![]);
        self.sauvegarde.set(if self.sans_trace.get_untracked() {
            Sauvegarde::Sans
        } else {
            Sauvegarde::Rien
        });
        self.aller(&self.vers(Lieu::Page("besoin".to_owned(), None)));
    }

    /// Opens the text of a file, as a dossier of its own.
    ///
    /// # Errors
    /// A sentence; nothing that was open is touched.
    pub async fn ouvrir_fichier(&self, text: &str) -> Result<(), String> {
        let (mut dossier, notices) = dossier::ouvrir(text).map_err(|error| error.to_string())?;
        // A dossier of that id that is kept here, and differs, is not written over: the file opens beside it.
        let differs =
            storage::lire(&dossier.id).await.is_ok_and(|kept| kept.is_some_and(|kept| kept != text));
        if differs || !dossier.id.starts_with("dossier-") {
            dossier.id = identifiant::nouveau("dossier");
        }
        self.prendre(dossier, notices);
        self.enregistrer();
        let next = self.reprise();
        self.aller(&next);
        Ok(())
    }

    /// A form on the answers of the dossier.
    pub fn formulaire(&self) -> Formulaire {
        Formulaire::new(self.dossier.with_untracked(|dossier| dossier.answers.clone()), self.today)
    }

    /// Where to resume: the first unanswered question, else the plan.
    pub fn reprise(&self) -> Route {
        let page = self.avec_faits(|facts| questionnaire::prochaine(facts).map(|(_, page)| page.id));
        self.vers(page.map_or(Lieu::PLAN, |page| Lieu::Page(page.to_owned(), None)))
    }

    /// Reads the answers as facts, now.
    pub fn avec_faits<T>(&self, read: impl FnOnce(&Facts<'_>) -> T) -> T {
        self.dossier.with_untracked(|dossier| lire(&dossier.answers, self.today, read))
    }

    /// Reads the answers as facts, and again at each change.
    pub fn suit_faits<T>(&self, read: impl FnOnce(&Facts<'_>) -> T) -> T {
        self.dossier.with(|dossier| lire(&dossier.answers, self.today, read))
    }

    /// Changes the dossier, and saves it.
    pub fn change(&self, change: impl FnOnce(&mut Dossier)) {
        self.dossier.update(change);
        self.enregistrer();
    }

    /// Asks for the plan in short, each time the open dossier changes.
    fn resumer(self) {
        if self.ouverture.get() != Ouverture::Dossier {
            self.resume.set(Apercu::Attendu);
            return;
        }
        let (id, texte) = self.dossier.with(|dossier| (dossier.id.clone(), dossier::ecrire(dossier)));
        let received = move |message: Message| {
            let same = self.dossier.with_untracked(|dossier| dossier.id == id);
            if same {
                self.resume.set(match Sorte::de_jeton(&message.sorte) {
                    Some(Sorte::Resume) => Apercu::Su(Resume::lire(&message.texte)),
                    _ => Apercu::EnPanne(message.texte),
                });
            }
            true
        };
        self.demander(Quoi::Resume, vec![], texte, None, Box::new(received));
    }

    /// Asks a program beside the page, about the text of a dossier (empty without one).
    pub fn demander(
        self,
        quoi: Quoi,
        champs: Vec<(String, String)>,
        dossier: String,
        fichier: Option<Choisi>,
        suite: Suite,
    ) {
        let demande = Demande { quoi, champs, dossier, jour: iso(self.today) };
        ouvriers::demander(quoi.programme().nom(), &demande.ecrire(), fichier, suite);
    }

    /// Replaces the answers, and saves them.
    pub fn repondre(&self, answers: Answers) {
        self.change(|dossier| dossier.answers = answers);
    }

    /// The text of the dossier file.
    pub fn texte(&self) -> String {
        self.dossier.with_untracked(dossier::ecrire)
    }

    /// Saves the dossier on this device.
    pub fn enregistrer(&self) {
        self.dossier.update_untracked(|dossier| dossier.enregistre_le = horloge::instant());
        panique::garder(Some(self.texte()));
        // Another tab saved this dossier since: nothing is written over its work before the user has chosen.
        if self.autre_onglet.get_untracked() {
            return;
        }
        if self.sans_trace.get_untracked() {
            self.sauvegarde.set(Sauvegarde::Sans);
            return;
        }
        if self.saving.get_untracked() != Writing::Idle {
            self.saving.set(Writing::BusyAndStale);
            return;
        }
        self.saving.set(Writing::Busy);
        let session = *self;
        minuterie::lancer(async move {
            loop {
                let id = session.dossier.with_untracked(|dossier| dossier.id.clone());
                match storage::ecrire(&id, &session.texte()).await {
                    Ok(()) => {
                        session.sauvegarde.set(Sauvegarde::Faite(horloge::heure()));
                        onglets::annoncer(&id);
                    }
                    Err(error) => session.sauvegarde.set(Sauvegarde::Refusee(error)),
                }
                if session.saving.get_untracked() == Writing::BusyAndStale {
                    session.saving.set(Writing::Busy);
                } else {
                    session.saving.set(Writing::Idle);
                    break;
                }
            }
        });
    }

    /// Closes what is open, without touching what is stored.
    pub fn fermer(&self) {
        self.dossier.set(Dossier::default());
        self.ouverture.set(Ouverture::Rien);
        self.sauvegarde.set(Sauvegarde::Rien);
        self.messages.set(vec![]);
        panique::garder(None);
    }

    /// Where « Continuer » leads from a page: back where « Modifier » was clicked, unless new questions appeared; else
    /// to the next asked page, at last to the review.
    pub fn suite(&self, page: &Page, retour: Option<Retour>) -> Route {
        self.avec_faits(|facts| {
            if let Some(retour) = retour {
                // What was already missing before the change is no reason not to go straight back.
                let known = self.manquait.get_untracked();
                let new = questionnaire::prochaine(facts).filter(|(_, missing)| known != Some(missing.id));
                return match new {
                    Some((_, missing)) => self.vers(Lieu::Page(missing.id.to_owned(), Some(retour))),
                    None => self.vers(retour.lieu()),
                };
            }
            let path = questionnaire::chemin(facts);
            let mut after = path.iter().skip_while(|(_, other)| other.id != page.id).skip(1);
            self.vers(after.next().map_or(Lieu::Verifier, |(_, next)| Lieu::Page(next.id.to_owned(), None)))
        })
    }

    /// The asked page before a page; none for the first.
    pub fn precedente(&self, page: &Page) -> Option<Route> {
        self.avec_faits(|facts| {
            let path = questionnaire::chemin(facts);
            let place = path.iter().position(|(_, other)| other.id == page.id)?.checked_sub(1)?;
            path.get(place).map(|(_, before)| self.vers(Lieu::Page(before.id.to_owned(), None)))
        })
    }

    /// A name for files: « jalons-orsac-2026-11-24 ».
    pub fn nom_de_fichier(&self) -> String {
        nom_de_fichier::base(&self.avec_faits(structure), self.today)
    }
}

/// Reads answers as facts. Which questions are asked is worked out once: a thousand rows ask it again and again.
fn lire<T>(answers: &Answers, today: NaiveDate, read: impl FnOnce(&Facts<'_>) -> T) -> T {
    let memoire = Memoire::default();
    read(&Facts::new(answers, today).avec_memoire(&memoire))
}

impl Default for Session {
    fn default() -> Self {
        Self::new()
    }
}
