//! The program `atelier` in its worker: plugs the pages and what their forms do to the chosen file, to what is kept on this
//! device and to the directory published beside the page.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use chrono::NaiveDate;

use super::effectif::{self, Import};
use super::fichiers;
use super::finess::{self, Repertoire};
use super::portefeuille::{self, Ici, Ligne, Lus};
use crate::browser::decompression::{self, End};
use crate::browser::files::{self, ChosenFile};
use crate::browser::service::{self, Incoming, Reply};
use crate::browser::storage::Exchange;
use crate::browser::{BrowserError, clock, ids, network, storage, tabs, timers};
use crate::domain::answers::Answers;
use crate::domain::copies::{self, Partage};
use crate::domain::dossier::{self, Dossier};
use crate::domain::finess::Finess;
use crate::domain::nom_de_fichier;
use crate::domain::plan_retenu::Souvenir;
use crate::domain::portefeuille::Classement;
use crate::domain::report::Report;
use crate::export::portefeuille::{self as all_dossiers, Envoi};
use crate::export::{Export, Format, ics, modele_effectif};
use crate::import::annuaire::{Annuaire, Registre};
use crate::import::effectif::{Colonnes, ErreurEffectif, lire_feuille};
use crate::import::lecteur::est_gzip;
use crate::import::limites::EFFECTIF_FICHIER_MAX;
use crate::import::parts::{Index, NOM_INDEX, PartieIllisible, PartieOuverte};
use crate::import::{Bilan, Entite, ErreurImport, Lecteur, Trouvee};
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
    /// The dossiers that are being imported.
    static INCOMING: RefCell<Vec<Ligne>> = const { RefCell::new(vec![]) };
    /// What was put on the screen lately.
    static DELIVERY: RefCell<Delivery> = RefCell::new(Delivery::default());
}

/// Answers from now on.
pub fn run() {
    service::serve(|incoming| timers::spawn(respond(incoming)));
}

async fn respond(incoming: Incoming) {
    let Incoming { text, files, reply } = incoming;
    let envelope = Envelope::read(&text);
    let known = envelope.as_ref().and_then(|envelope| envelope.request.known());
    let answer = match envelope {
        Some(envelope) => {
            let hidden = envelope.publication.reglages().masquees;
            answer(envelope, files, &reply).await.without(&hidden)
        }
        None => Answer::not_understood(),
    };
    DELIVERY.with_borrow_mut(|delivery| {
        delivery.say(known, answer, &mut |(event, bytes)| reply.say(&event.write(), bytes));
    });
}

async fn answer(envelope: Envelope, files: Vec<ChosenFile>, reply: &Reply) -> Answer {
    match &envelope.request {
        Request::Page { page, dossier, link, .. } => match page {
            DrawnPage::Fichiers => Answer::from_dossier(dossier, |dossier| {
                Answer::page("Fichiers et partage", fichiers::page(dossier))
            }),
            DrawnPage::Finess | DrawnPage::NouvelleStructure => finess_page(&envelope, "").await,
            DrawnPage::Importer => import_start(),
            DrawnPage::Effectif => roster_start(),
            DrawnPage::Lien => fichiers::show_link(link, envelope.today),
            DrawnPage::ParQuoiCommencer
            | DrawnPage::Plan
            | DrawnPage::Essentiel
            | DrawnPage::Comparer
            | DrawnPage::Calendrier
            | DrawnPage::Liste
            | DrawnPage::Fiches
            | DrawnPage::Courriers
            | DrawnPage::Aide
            | DrawnPage::APropos
            | DrawnPage::QuestionnaireVierge
            | DrawnPage::Dossiers
            | DrawnPage::Groupe
            | DrawnPage::CetteSemaine => Answer::not_understood(),
        },
        Request::Command { command, fields, dossier, .. } => {
            let form = Form { envelope: &envelope, fields, dossier };
            form.answer(*command, files, reply).await
        }
        Request::Summary { .. } | Request::Index { .. } => Answer::not_understood(),
        Request::FileBeside { .. }
        | Request::FileIn { .. }
        | Request::Opened { .. }
        | Request::Shared { .. } => Answer::not_understood(),
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
    async fn answer(&self, command: Command, mut files: Vec<ChosenFile>, reply: &Reply) -> Answer {
        let (fields, today) = (self.fields, self.envelope.today);
        let file =
            if command == Command::ImportRead || files.is_empty() { None } else { Some(files.remove(0)) };
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
                change_import(|import| import.take_professions(fields, today));
                self.professions()
            }
            Command::RosterPeople => with_import(|import| Answer::Part {
                id: effectif::PERSONNES,
                node: effectif::personnes(&import.effectif(today), fields),
            }),
            Command::RosterApply => {
                // What was just chosen counts, updated or not.
                change_import(|import| import.take_professions(fields, today));
                with_import(|import| {
                    self.fill(|dossier| effectif::apply(&import.effectif(today), fields, &dossier.answers))
                })
            }
            Command::RosterTemplate => match modele_effectif::modele() {
                Ok(bytes) => Answer::File {
                    name: modele_effectif::NOM.to_owned(),
                    mime: Format::Classeur.type_mime(),
                    bytes,
                    agenda: None,
                    is_copy: false,
                },
                Err(error) => Answer::refusal(error),
            },
            Command::MakeFile => {
                let reglages = self.envelope.publication.reglages();
                self.on_dossier(|dossier| fichiers::make(fields, dossier, today, &reglages))
            }
            Command::CopyText => {
                let reglages = self.envelope.publication.reglages();
                self.on_dossier(|dossier| fichiers::copy(fields, dossier, today, &reglages))
            }
            Command::WriteLink => {
                self.on_dossier(|dossier| fichiers::share(fields, dossier, &self.envelope.address))
            }
            Command::ReadLink => fichiers::read_link(self.field("lien-recu"), today),
            Command::AcceptLink => fichiers::accept_link(self.field("lien")),
            Command::PortfolioExport => told(export_all(fields, today).await),
            Command::PortfolioCalendar => told(calendar_of_all(today).await),
            Command::PortfolioWorkbook => told(workbook_of_all(today).await),
            Command::ImportStart => import_start(),
            Command::ImportRead => told(read_dossiers(files).await),
            Command::ImportApply => told(take_in(fields).await),
            // `calcul` answers these.
            Command::KeepOther
            | Command::KeepBoth
            | Command::PortfolioSort
            | Command::PortfolioArchive
            | Command::PortfolioRestore
            | Command::PortfolioDuplicate
            | Command::PortfolioDelete
            | Command::PortfolioDeleteAll
            | Command::PortfolioUndo
            | Command::PortfolioGather
            | Command::PortfolioLabel
            | Command::PortfolioMark
            | Command::TakeOver
            | Command::ChangesRead => Answer::not_understood(),
        }
    }

    /// The value of a field; empty when it is not there.
    fn field(&self, name: &str) -> &str {
        self.fields.get(name).unwrap_or_default()
    }

    /// Answers from the dossier; from an empty one when there is none: a new structure.
    fn on_dossier(&self, answer: impl FnOnce(&Dossier) -> Answer) -> Answer {
        if self.dossier.is_empty() {
            return answer(&Dossier::default());
        }
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
            Ok((None, jour)) => Answer::refusal(format!(
                "Le numéro {} n’est pas dans l’annuaire publié avec cette page{}. Vérifiez-le, ou lisez un fichier FINESS récent.",
                finess.texte(),
                finess::du(jour)
            )),
            Ok((Some(entite), jour)) => {
                let page = self.on_dossier(|dossier| {
                    let page = finess::entite_publiee(&entite, &dossier.answers, jour, self.envelope.today);
                    Answer::page(finess::titre(&entite), page)
                });
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
        let today = self.envelope.today;
        with_import(|import| {
            self.on_dossier(|dossier| {
                let page = effectif::metiers(import, &import.effectif(today), &dossier.answers);
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
    let new = envelope.request.dossier().is_empty();
    let page = REPERTOIRE.with_borrow(|kept| {
        finess::page(kept.as_ref(), envelope.directory_is_published, message, new, envelope.today)
    });
    Answer::page(if new { finess::NOUVELLE } else { finess::TITRE }, page)
}

/// Finds a number in the directory published beside the page: its index, then one part, or two for a site whose entité
/// juridique is in another; and the day of that directory. A sentence when it can't be read.
async fn find_beside(finess: &Finess) -> Result<(Option<Entite>, Option<NaiveDate>), String> {
    let unreadable = |_: PartieIllisible| PartieIllisible.to_string();
    let index = String::from_utf8(read_beside(NOM_INDEX).await?).map_err(|_| PartieIllisible.to_string())?;
    let index = Index::lire(&index).map_err(unreadable)?;
    let mut wanted = finess.clone();
    // A site leads to its entité juridique, which leads nowhere else.
    for _ in 0..2 {
        let Some(name) = index.fichier(&wanted) else { break };
        let part = PartieOuverte::ouvrir(&read_beside(&name).await?).map_err(unreadable)?;
        match part.chercher(&wanted) {
            Trouvee::Ej(entite) => return Ok((Some(*entite), index.millesime)),
            Trouvee::EstUnSiteDe(ej) => wanted = ej,
            Trouvee::Absente => break,
        }
    }
    Ok((None, index.millesime))
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

/// A FINESS file being read.
struct Reading<'a> {
    lecteur: Lecteur<Box<dyn FnMut(Entite)>>,
    /// What was found in it so far.
    registre: Rc<RefCell<Registre>>,
    reply: &'a Reply,
    size: f64,
    /// When it was last said how far it is.
    told: f64,
}

impl<'a> Reading<'a> {
    fn new(registre: Registre, size: f64, reply: &'a Reply) -> Self {
        let registre = Rc::new(RefCell::new(registre));
        let received = registre.clone();
        let lecteur: Lecteur<Box<dyn FnMut(Entite)>> =
            Lecteur::new(Box::new(move |entite| received.borrow_mut().ajouter(&entite)));
        Self { lecteur, registre, reply, size, told: 0.0 }
    }

    /// Says how far it is, from time to time.
    fn tell(&mut self) {
        let now = clock::milliseconds();
        if now - self.told >= STEP {
            self.told = now;
            let so_far = self.lecteur.progres();
            let share = so_far.octets as f64 / self.size * 1000.0;
            progress(self.reply, share as u16, finess::progress(&so_far, self.size as u64));
        }
    }

    fn end(mut self) -> Result<(Bilan, Registre), Stop> {
        let bilan = self.lecteur.finir().map_err(Stop::File)?;
        Ok((bilan, self.registre.take()))
    }
}

fn progress(reply: &Reply, thousandths: u16, sentence: String) {
    let event = Event::Progress(Progress { thousandths: Some(thousandths), sentence });
    reply.say(&event.write(), vec![]);
}

/// What a FINESS file holds, read as a stream: decompressed by the browser where it can, else here.
async fn read_whole(file: &ChosenFile, reply: &Reply) -> Result<(Bilan, Registre), Stop> {
    if est_gzip(&files::beginning(file, 2).await?) {
        let registre = Registre::d_un_gzip(file.size() as usize);
        let mut reading = Reading::new(registre, file.size(), reply);
        let end = decompression::gunzip(file, |text, octets| {
            reading.lecteur.pousser_decompresse(text, octets).map_err(Stop::File)?;
            reading.tell();
            Ok::<(), Stop>(())
        });
        match end.await? {
            End::Whole => return reading.end(),
            End::Unable => {}
        }
    }
    let mut reading = Reading::new(Registre::default(), file.size(), reply);
    files::in_chunks(file, |chunk| {
        reading.lecteur.pousser(chunk).map_err(Stop::File)?;
        reading.tell();
        Ok::<(), Stop>(())
    })
    .await?;
    reading.end()
}

/// Reads a FINESS file, keeps its directory, and shows it.
async fn read_finess(envelope: &Envelope, file: Option<ChosenFile>, reply: &Reply) -> Answer {
    let Some(file) = file else {
        return Answer::refusal("Choisissez d’abord un fichier FINESS, puis « Lire ce fichier ».");
    };
    // The one that is kept on the device is found there again, if this reading does not end.
    REPERTOIRE.with_borrow_mut(|kept| {
        kept.take_if(|repertoire| repertoire.poids.is_some());
    });
    let (bilan, registre) = match read_whole(&file, reply).await {
        Ok(read) => read,
        Err(Stop::File(error)) => return Answer::refusal(error),
        Err(Stop::Browser(error)) => return Answer::refusal(error.sentence()),
    };
    progress(reply, 1000, "Lecture finie. L’annuaire est mis de côté…".to_owned());
    let Ok(annuaire) = registre.ouvert(bilan.millesime) else { return Answer::not_understood() };
    let kept = storage::write_bytes(finess::CLE, annuaire.octets()).await;
    let poids = kept.is_ok().then_some(annuaire.octets().len());
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
    let import = Import::new(nom, octets, tableau, colonnes);
    let page = columns_page(&import, remembered);
    IMPORT.set(Some(import));
    page
}

// All dossiers of the device.

/// What is answered, or why it could not be.
fn told(outcome: Result<Answer, String>) -> Answer {
    outcome.unwrap_or_else(Answer::Refusal)
}

fn said(error: BrowserError) -> String {
    error.sentence().to_owned()
}

/// A dossier that is kept here.
struct Kept {
    text: String,
    dossier: Dossier,
    filed: Classement,
}

/// The dossiers that are kept here, and the texts that can't be read, by id.
async fn kept() -> Result<(Vec<Kept>, Vec<(String, String)>), String> {
    let texts = storage::list().await.map_err(said)?;
    let mut filings: BTreeMap<String, String> =
        storage::shelf().await.map_err(said)?.filings.into_iter().collect();
    let (mut kept, mut unreadable) = (vec![], vec![]);
    for (id, text) in texts {
        match dossier::ouvrir(&text) {
            Ok((mut dossier, _)) => {
                let filed = filings.remove(&id).map(|text| Classement::lire(&text)).unwrap_or_default();
                dossier.id = id;
                kept.push(Kept { text, dossier, filed });
            }
            Err(_) => unreadable.push((id, text)),
        }
    }
    Ok((kept, unreadable))
}

/// The archive of the dossiers that are chosen; of those of the group, or of all, when none is.
async fn export_all(fields: &Fields, today: NaiveDate) -> Result<Answer, String> {
    let chosen: Vec<&str> = fields.all("choisi").collect();
    let group = fields.get("page-du-groupe");
    let (mut kept, mut unreadable) = kept().await?;
    if !chosen.is_empty() {
        kept.retain(|one| chosen.contains(&one.dossier.id.as_str()));
        unreadable.retain(|(id, _)| chosen.contains(&id.as_str()));
    } else if let Some(group) = group {
        kept.retain(|one| one.filed.groupe == group);
        unreadable.clear();
    }
    let ids: Vec<String> = kept.iter().map(|one| one.dossier.id.clone()).collect();
    let mut copies = read_copies(&ids).await?;
    let mut sent: Vec<(Dossier, Envoi)> = vec![];
    for (one, copies) in kept.iter().zip(&mut copies) {
        let memory = storage::memory(&one.dossier.id).await.map_err(said)?.and_then(|(_, memory)| memory);
        let souvenir = memory.as_deref().and_then(Souvenir::lire);
        sent.push((one.dossier.clone(), portefeuille::envoi(&one.dossier, &one.filed, copies, souvenir)));
    }
    let bytes = all_dossiers::archive(&sent, &unreadable, today).map_err(|error| error.to_string())?;
    let now = clock::instant();
    for (mut one, copies) in kept.into_iter().zip(copies) {
        one.filed.noter_copie(&now);
        storage::file(&one.dossier.id, &one.filed.ecrire()).await.map_err(said)?;
        storage::keep_copies(&one.dossier.id, &copies::ecrire(&copies)).await.map_err(said)?;
    }
    let name = nom_de_fichier::nom_de_fichier(group.unwrap_or("dossiers"), today, "dossiers.zip");
    Ok(Answer::File { name, mime: "application/zip", bytes, agenda: None, is_copy: false })
}

/// The copies that are remembered of each of these dossiers.
async fn read_copies(ids: &[String]) -> Result<Vec<Vec<Partage>>, String> {
    let texts = storage::copies(ids).await.map_err(said)?;
    Ok(texts.iter().map(|text| text.as_deref().map(copies::lire).unwrap_or_default()).collect())
}

/// The dossiers that are not put away, with how they are filed.
async fn current() -> Result<Vec<(Kept, Envoi)>, String> {
    let (kept, _) = kept().await?;
    let current = kept.into_iter().filter(|one| !one.filed.archive);
    Ok(current
        .map(|one| {
            let envoi = Envoi { groupe: one.filed.groupe.clone(), ..Envoi::default() };
            (one, envoi)
        })
        .collect())
}

/// One calendar. Each dossier remembers what it gave out, as when its own calendar is made.
async fn calendar_of_all(today: NaiveDate) -> Result<Answer, String> {
    let kept = current().await?;
    let reports: Vec<Report> = kept.iter().map(|(one, _)| Report::du_dossier(&one.dossier, today)).collect();
    let exports: Vec<Export> = kept
        .iter()
        .zip(&reports)
        .map(|((one, _), report)| Export { dossier: &one.dossier, report })
        .collect();
    let text = ics::calendrier_de_tous(&exports);
    for ((one, _), export) in kept.iter().zip(&exports) {
        let dossier = Dossier { agenda: ics::agenda(export), ..one.dossier.clone() };
        let text = dossier::ecrire(&dossier);
        // One that another tab has just changed remembers it at its next calendar.
        let outcome = storage::exchange(&dossier.id, Some(&one.text), &text).await.map_err(said)?;
        if outcome == Exchange::Written {
            tabs::announce(&dossier.id);
        }
    }
    let name = nom_de_fichier::nom_de_fichier("dossiers", today, Format::Calendrier.fin_de_nom());
    Ok(Answer::File {
        name,
        mime: Format::Calendrier.type_mime(),
        bytes: text.into_bytes(),
        agenda: None,
        is_copy: false,
    })
}

/// One workbook.
async fn workbook_of_all(today: NaiveDate) -> Result<Answer, String> {
    let kept: Vec<(Dossier, Envoi)> =
        current().await?.into_iter().map(|(one, envoi)| (one.dossier, envoi)).collect();
    let bytes = all_dossiers::classeur(&kept, today).map_err(|error| error.to_string())?;
    let name = nom_de_fichier::nom_de_fichier("dossiers", today, Format::Classeur.fin_de_nom());
    Ok(Answer::File { name, mime: Format::Classeur.type_mime(), bytes, agenda: None, is_copy: false })
}

fn import_start() -> Answer {
    INCOMING.set(vec![]);
    Answer::page(portefeuille::TITRE, portefeuille::accueil())
}

/// Reads the dossiers that come in, and compares each with the one that is here.
async fn read_dossiers(files: Vec<ChosenFile>) -> Result<Answer, String> {
    if files.is_empty() {
        return Err("Choisissez d’abord une archive ou des fichiers, puis « Lire et comparer ».".to_owned());
    }
    let mut read = vec![];
    for file in files {
        let too_large = "Ce fichier est trop grand pour une archive de dossiers (plus de 64 Mo).";
        match files::bytes(&file, portefeuille::ARCHIVE_MAX).await {
            Ok(bytes) => read.push((file.name(), bytes)),
            Err(BrowserError::FileTooLarge) => return Err(format!("{} : {too_large}", file.name())),
            Err(error) => return Err(said(error)),
        }
    }
    let Lus { recus, ecartes } = portefeuille::lire(read);
    let ids: Vec<String> = recus.iter().map(|recu| recu.dossier.id.clone()).collect();
    let texts = storage::read_all(&ids).await.map_err(said)?;
    let filings: BTreeMap<String, String> =
        storage::shelf().await.map_err(said)?.filings.into_iter().collect();
    let copies = read_copies(&ids).await?;
    let lines: Vec<Ligne> = recus
        .into_iter()
        .zip(texts.into_iter().zip(copies))
        .map(|(recu, (text, partages))| {
            let filed = filings.get(&recu.dossier.id).map(|text| Classement::lire(text)).unwrap_or_default();
            let here = text.map(|texte| Ici { texte, classement: filed, partages });
            Ligne::comparer(recu, here)
        })
        .collect();
    let page = portefeuille::page(&lines, &ecartes, clock::day_of);
    INCOMING.set(lines);
    Ok(Answer::page("Dossiers à importer", page))
}

/// Takes in what was chosen.
async fn take_in(fields: &Fields) -> Result<Answer, String> {
    let chosen = INCOMING.with_borrow(|lines| portefeuille::choisis(lines, fields))?;
    let now = clock::instant();
    let mut done = portefeuille::Bilan::default();
    for mut writing in chosen {
        let name = portefeuille::nom_de(&writing);
        let is_new = writing.connu.is_none();
        if writing.dossier.id.is_empty() {
            writing.dossier.id = ids::fresh("dossier");
        }
        let before = writing.connu.as_deref().and_then(|text| dossier::ouvrir(text).ok());
        let stays = before.is_some_and(|(before, _)| before == writing.dossier);
        if !stays && !writing.a_une_copie {
            // Put together: it is of now.
            writing.dossier.enregistre_le.clone_from(&now);
        }
        if writing.a_une_copie {
            writing.classement.noter_copie(&now);
        }
        let id = writing.dossier.id.clone();
        if !stays {
            let text = dossier::ecrire(&writing.dossier);
            let outcome = storage::exchange(&id, writing.connu.as_deref(), &text).await.map_err(said)?;
            if outcome != Exchange::Written {
                done.refus.push(format!(
                    "«\u{a0}{name}\u{a0}» a changé sur cet appareil pendant l’import\u{a0}: rien n’y a été écrit. Recommencez pour ce dossier."
                ));
                continue;
            }
            if let Some(souvenir) = &writing.souvenir {
                storage::keep_memory(&id, &text, &souvenir.ecrire()).await.map_err(said)?;
            }
            tabs::announce(&id);
            if is_new { done.ajoutes.push((id.clone(), name)) } else { done.changes.push((id.clone(), name)) }
        }
        storage::file(&id, &writing.classement.ecrire()).await.map_err(said)?;
        storage::keep_copies(&id, &copies::ecrire(&writing.partages)).await.map_err(said)?;
    }
    INCOMING.set(vec![]);
    Ok(Answer::page("Import terminé", portefeuille::bilan(&done)))
}
