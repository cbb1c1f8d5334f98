//! The program `atelier` in its worker: plugs the pages and what their forms do to the chosen file, to what is kept on this
//! device and to the directory published beside the page.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::effectif::{self, Import};
use super::fichiers;
use super::finess::{self, Repertoire};
use crate::browser::files::{self, ChosenFile};
use crate::browser::service::{self, Incoming, Reply};
use crate::browser::{BrowserError, clock, network, storage, timers};
use crate::domain::answers::Answers;
use crate::domain::dossier::Dossier;
use crate::domain::finess::Finess;
use crate::export::Format;
use crate::export::modele_effectif;
use crate::import::annuaire::{Annuaire, Registre};
use crate::import::effectif::{Colonnes, ErreurEffectif, lire_feuille};
use crate::import::limites::EFFECTIF_FICHIER_MAX;
use crate::import::parts::{Index, NOM_INDEX, PartieIllisible, PartieOuverte};
use crate::import::{Entite, ErreurImport, Lecteur, Trouvee};
use crate::protocol::answer::Answer;
use crate::protocol::delivery::Delivery;
use crate::protocol::event::{Event, Progress};
use crate::protocol::request::{Command, DrawnPage, Envelope, Fields, Request};

/// How long reading goes on before it says how far it is, in milliseconds.
const STEP: f64 = 200.0;

/// Said of a number that is not in the kept directory.
const ABSENT: &str = "Ce numéro n’est pas dans l’annuaire gardé ici.";

thread_local! {
    /// The directory, once it was looked for.
    static REPERTOIRE: RefCell<Option<Repertoire>> = const { RefCell::new(None) };
    /// The roster that is being imported.
    static IMPORT: RefCell<Option<Import>> = const { RefCell::new(None) };
    /// The entity that was found beside the page.
    static FOUND: RefCell<Option<Entite>> = const { RefCell::new(None) };
    /// What was put on the screen lately.
    static DELIVERY: RefCell<Delivery> = RefCell::new(Delivery::default());
}

/// Answers from now on.
pub fn run() {
    service::serve(|incoming| timers::spawn(respond(incoming)));
}

async fn respond(incoming: Incoming) {
    let Incoming { text, file, reply } = incoming;
    let envelope = Envelope::read(&text);
    let known = envelope.as_ref().and_then(|envelope| envelope.request.known());
    let answer = match envelope {
        Some(envelope) => answer(envelope, file, &reply).await,
        None => Answer::not_understood(),
    };
    let messages = DELIVERY.with_borrow_mut(|delivery| delivery.messages(known, answer));
    for (event, bytes) in messages {
        reply.say(&event.write(), bytes);
    }
}

async fn answer(envelope: Envelope, file: Option<ChosenFile>, reply: &Reply) -> Answer {
    match &envelope.request {
        Request::Page { page, dossier, link, .. } => match page {
            DrawnPage::Fichiers => Answer::from_dossier(dossier, |dossier| {
                Answer::page("Fichiers et partage", fichiers::page(dossier))
            }),
            DrawnPage::Finess => finess_page(&envelope, "").await,
            DrawnPage::Effectif => roster_start(),
            DrawnPage::Lien => fichiers::show_link(link, envelope.today),
            DrawnPage::Plan
            | DrawnPage::Calendrier
            | DrawnPage::Liste
            | DrawnPage::Fiches
            | DrawnPage::Courriers
            | DrawnPage::Aide
            | DrawnPage::QuestionnaireVierge => Answer::not_understood(),
        },
        Request::Command { command, fields, dossier } => {
            let form = Form { envelope: &envelope, fields, dossier };
            form.answer(*command, file, reply).await
        }
        Request::Summary { .. } => Answer::not_understood(),
    }
}

/// What a form asks.
struct Form<'a> {
    envelope: &'a Envelope,
    fields: &'a Fields,
    /// The text of the dossier.
    dossier: &'a str,
}

impl Form<'_> {
    async fn answer(&self, command: Command, file: Option<ChosenFile>, reply: &Reply) -> Answer {
        let (fields, today) = (self.fields, self.envelope.today);
        match command {
            Command::FinessStart => finess_page(self.envelope, "").await,
            Command::FinessRead => read_finess(self.envelope, file, reply).await,
            Command::FinessSearch => {
                let drawn = with_repertoire(|repertoire| {
                    finess::resultats(&repertoire.annuaire, self.field("texte"))
                });
                match drawn.await {
                    Some(node) => Answer::Part { id: finess::RESULTATS, node },
                    None => finess_page(self.envelope, "").await,
                }
            }
            Command::FinessLookUp => self.look_up().await,
            Command::FinessEntity => match self.entite().await {
                Some(entite) => self.entite_page(&entite),
                None => finess_page(self.envelope, ABSENT).await,
            },
            Command::FinessApply => match self.entite().await {
                Some(entite) => self.fill(|dossier| finess::apply(&entite, fields, &dossier.answers)),
                None => finess_page(self.envelope, ABSENT).await,
            },
            Command::FinessForget => {
                REPERTOIRE.set(None);
                match storage::delete_bytes(finess::CLE).await {
                    Ok(()) => finess_page(self.envelope, "L’annuaire est supprimé de cet appareil.").await,
                    Err(error) => Answer::refusal(error.sentence()),
                }
            }
            Command::RosterStart => roster_start(),
            Command::RosterRead => read_roster(file).await,
            Command::RosterSheet => read_sheet(self.field("feuille")).await,
            Command::RosterColumns => self.columns().await,
            Command::RosterProfessions => {
                change_import(|import| import.take_professions(fields));
                self.professions()
            }
            Command::RosterPeople => with_import(|import| Answer::Part {
                id: effectif::PERSONNES,
                node: effectif::personnes(&import.effectif(), fields),
            }),
            Command::RosterApply => {
                // What was just chosen counts, updated or not.
                change_import(|import| import.take_professions(fields));
                with_import(|import| {
                    self.fill(|dossier| effectif::apply(&import.effectif(), fields, &dossier.answers))
                })
            }
            Command::RosterTemplate => match modele_effectif::modele() {
                Ok(bytes) => Answer::File {
                    name: modele_effectif::NOM.to_owned(),
                    mime: Format::Classeur.type_mime(),
                    bytes,
                },
                Err(error) => Answer::refusal(error),
            },
            Command::MakeFile => self.on_dossier(|dossier| fichiers::make(fields, dossier, today)),
            Command::CopyText => self.on_dossier(|dossier| fichiers::copy(fields, dossier, today)),
            Command::WriteLink => {
                self.on_dossier(|dossier| fichiers::share(fields, dossier, &self.envelope.address))
            }
            Command::AcceptLink => fichiers::accept_link(self.field("lien")),
        }
    }

    /// The value of a field; empty when it is not there.
    fn field(&self, name: &str) -> &str {
        self.fields.get(name).unwrap_or_default()
    }

    fn on_dossier(&self, answer: impl FnOnce(&Dossier) -> Answer) -> Answer {
        Answer::from_dossier(self.dossier, answer)
    }

    /// The dossier with other answers, and a sentence that says what was done.
    fn fill(&self, answers: impl FnOnce(&Dossier) -> (Answers, String)) -> Answer {
        self.on_dossier(|dossier| {
            let (answers, said) = answers(dossier);
            Answer::dossier(&Dossier { answers, ..dossier.clone() }, said)
        })
    }

    /// The entity that the form is about: found beside the page, else in the kept directory.
    async fn entite(&self) -> Option<Entite> {
        let finess = Finess::read(self.field("ej")).ok()?.valeur;
        let beside = FOUND.with_borrow(|found| found.clone().filter(|entite| entite.ej.finess == finess));
        match beside {
            Some(entite) => Some(entite),
            None => with_repertoire(|repertoire| repertoire.annuaire.entite(&finess)).await?,
        }
    }

    fn entite_page(&self, entite: &Entite) -> Answer {
        self.on_dossier(|dossier| {
            Answer::page(finess::titre(entite), finess::entite(entite, &dossier.answers))
        })
    }

    /// Finds a number in the directory published beside the page.
    async fn look_up(&self) -> Answer {
        let finess = match Finess::read(self.field("numero")) {
            Ok(read) => read.valeur,
            Err(refus) => return Answer::refusal(refus.phrase),
        };
        match find_beside(&finess).await {
            Err(sentence) => Answer::refusal(sentence),
            Ok(None) => Answer::refusal(format!(
                "Le numéro {} n’est pas dans l’annuaire publié avec cette page. Vérifiez-le, ou lisez un fichier FINESS récent.",
                finess.texte()
            )),
            Ok(Some(entite)) => {
                let page = self.entite_page(&entite);
                FOUND.set(Some(entite));
                page
            }
        }
    }

    /// Takes the columns and shows the professions; or shows the columns again.
    async fn columns(&self) -> Answer {
        if self.fields.get("retour").is_some() {
            return with_import(|import| columns_page(import, false));
        }
        let kept = change_import(|import| {
            import.take_columns(self.fields);
            (columns_key(&import.tableau.entetes), import.colonnes.ecrire())
        });
        if let Some((key, text)) = kept {
            // Without storage, the columns are asked again next time.
            let _ = storage::write_bytes(&key, text.as_bytes()).await;
        }
        self.professions()
    }

    fn professions(&self) -> Answer {
        with_import(|import| {
            self.on_dossier(|dossier| {
                let page = effectif::metiers(import, &import.effectif(), &dossier.answers);
                Answer::page("Les professions du tableau", page)
            })
        })
    }
}

// FINESS.

/// Reads the kept directory, opened if it was not yet; none when none is kept.
async fn with_repertoire<T>(read: impl FnOnce(&Repertoire) -> T) -> Option<T> {
    open_repertoire().await;
    REPERTOIRE.with_borrow(|kept| kept.as_ref().map(read))
}

/// Opens the directory that is kept on this device, if there is one and it is not open yet.
async fn open_repertoire() {
    if REPERTOIRE.with_borrow(Option::is_some) {
        return;
    }
    // Without storage, or with a directory that can't be read, the page offers to read the file.
    if let Ok(Some(bytes)) = storage::read_bytes(finess::CLE).await {
        let poids = Some(bytes.len());
        if let Ok(annuaire) = Annuaire::ouvrir(bytes) {
            REPERTOIRE.set(Some(Repertoire { annuaire, poids }));
        }
    }
}

/// The first page of FINESS; `message` tells what has just been done.
async fn finess_page(envelope: &Envelope, message: &str) -> Answer {
    open_repertoire().await;
    let page = REPERTOIRE.with_borrow(|kept| {
        finess::page(kept.as_ref(), envelope.directory_is_published, message, envelope.today)
    });
    Answer::page("Retrouver la structure dans FINESS", page)
}

/// Finds a number in the directory published beside the page: its index, then one part, or two for a site whose entité
/// juridique is in another. A sentence when it can't be read.
async fn find_beside(finess: &Finess) -> Result<Option<Entite>, String> {
    let unreadable = |_: PartieIllisible| PartieIllisible.to_string();
    let index = String::from_utf8(read_beside(NOM_INDEX).await?).map_err(|_| PartieIllisible.to_string())?;
    let index = Index::lire(&index).map_err(unreadable)?;
    let mut wanted = finess.clone();
    // A site leads to its entité juridique, which leads nowhere else.
    for _ in 0..2 {
        let Some(name) = index.fichier(&wanted) else { return Ok(None) };
        let part = PartieOuverte::ouvrir(&read_beside(&name).await?).map_err(unreadable)?;
        match part.chercher(&wanted) {
            Trouvee::Ej(entite) => return Ok(Some(*entite)),
            Trouvee::EstUnSiteDe(ej) => wanted = ej,
            Trouvee::Absente => return Ok(None),
        }
    }
    Ok(None)
}

/// A file of the directory published beside the page.
async fn read_beside(name: &str) -> Result<Vec<u8>, String> {
    let bytes = network::read(&format!("finess/{name}")).await;
    bytes.map_err(|error| error.sentence().to_owned())?.ok_or_else(|| PartieIllisible.to_string())
}

/// Why reading stopped.
enum Stop {
    Browser(BrowserError),
    File(ErreurImport),
}

impl From<BrowserError> for Stop {
    fn from(error: BrowserError) -> Self {
        Self::Browser(error)
    }
}

/// Reads a FINESS file as a stream, keeps its directory, and shows it.
async fn read_finess(envelope: &Envelope, file: Option<ChosenFile>, reply: &Reply) -> Answer {
    let Some(file) = file else {
        return Answer::refusal("Choisissez d’abord un fichier FINESS, puis « Lire ce fichier ».");
    };
    let progress = |thousandths: u16, sentence: String| {
        let event = Event::Progress(Progress { thousandths: Some(thousandths), sentence });
        reply.say(&event.write(), vec![]);
    };
    let registre = Rc::new(RefCell::new(Registre::default()));
    let received = registre.clone();
    let mut lecteur = Lecteur::new(move |entite| received.borrow_mut().ajouter(&entite));
    let mut said = 0.0;
    let size = file.size();
    let read = files::in_chunks(&file, |chunk| {
        lecteur.pousser(chunk).map_err(Stop::File)?;
        let now = clock::milliseconds();
        if now - said >= STEP {
            said = now;
            let so_far = lecteur.progres();
            let share = so_far.octets as f64 / size * 1000.0;
            progress(share as u16, finess::progress(&so_far, size as u64));
        }
        Ok(())
    });
    let bilan = match read.await {
        Ok(()) => lecteur.finir().map_err(Stop::File),
        Err(stop) => Err(stop),
    };
    drop(lecteur);
    let bilan = match bilan {
        Ok(bilan) => bilan,
        Err(Stop::File(error)) => return Answer::refusal(error),
        Err(Stop::Browser(error)) => return Answer::refusal(error.sentence()),
    };
    progress(1000, "Lecture finie. L’annuaire est mis de côté…".to_owned());
    let bytes = registre.take().octets(bilan.millesime);
    let kept = storage::write_bytes(finess::CLE, &bytes).await;
    let poids = kept.is_ok().then_some(bytes.len());
    let Ok(annuaire) = Annuaire::ouvrir(bytes) else { return Answer::not_understood() };
    REPERTOIRE.set(Some(Repertoire { annuaire, poids }));
    finess_page(envelope, &finess::bilan(&bilan)).await
}

// Rosters.

fn roster_start() -> Answer {
    Answer::page(effectif::TITRE, effectif::accueil())
}

/// Answers from the roster that is being imported; from the first page when there is none.
fn with_import(answer: impl FnOnce(&Import) -> Answer) -> Answer {
    IMPORT.with_borrow(|import| import.as_ref().map_or_else(roster_start, answer))
}

fn change_import<T>(change: impl FnOnce(&mut Import) -> T) -> Option<T> {
    IMPORT.with_borrow_mut(|import| import.as_mut().map(change))
}

fn columns_page(import: &Import, remembered: bool) -> Answer {
    Answer::page(effectif::COLONNES, effectif::colonnes(import, remembered))
}

/// The name under which what was said of columns is kept on this device, by their headings.
fn columns_key(headings: &[String]) -> String {
    format!("colonnes-{}", Colonnes::cle(headings))
}

async fn read_roster(file: Option<ChosenFile>) -> Answer {
    let Some(file) = file else {
        return Answer::refusal("Choisissez d’abord un tableau, puis « Lire ce tableau ».");
    };
    match files::bytes(&file, EFFECTIF_FICHIER_MAX).await {
        Ok(bytes) => open_roster(file.name(), bytes, None).await,
        Err(BrowserError::FileTooLarge) => Answer::refusal(ErreurEffectif::TropLourd),
        Err(error) => Answer::refusal(error.sentence()),
    }
}

/// Reads another sheet of the roster that is being imported.
async fn read_sheet(sheet: &str) -> Answer {
    match change_import(|import| (import.nom.clone(), import.octets.clone())) {
        Some((name, bytes)) => open_roster(name, bytes, Some(sheet)).await,
        None => roster_start(),
    }
}

async fn open_roster(nom: String, octets: Vec<u8>, sheet: Option<&str>) -> Answer {
    let tableau = match lire_feuille(&octets, &nom, sheet) {
        Ok(tableau) => tableau,
        Err(error) => return Answer::refusal(error),
    };
    // What was said of the same headings the last time; without storage, what they let think.
    let kept = storage::read_bytes(&columns_key(&tableau.entetes)).await.ok().flatten();
    let kept = kept.and_then(|bytes| String::from_utf8(bytes).ok());
    let kept = kept.and_then(|text| Colonnes::relire(&text, tableau.entetes.len()));
    let remembered = kept.is_some();
    let colonnes = kept.unwrap_or_else(|| Colonnes::proposer(&tableau.entetes, &tableau.lignes));
    let import = Import { nom, octets, tableau, colonnes, choix: BTreeMap::new() };
    let page = columns_page(&import, remembered);
    IMPORT.set(Some(import));
    page
}
