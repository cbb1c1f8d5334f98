//! The wall: the only modules that name the browser. Text, bytes and drawn pages come in, a `Result` goes out.
//!
//! **Invariant:** no error is swallowed here; each says in French what happened, what it means, and what to do.
//!
//! Timers, listeners, files, the network and the document come from the crates `gloo-*`, IndexedDB from `idb`. What is
//! called by hand is what no such crate wraps (the clock, the clipboard, paper, the history, messages between tabs and
//! workers), or what one wraps less well: its reason stands beside it.

pub mod address;
pub mod clipboard;
pub mod clock;
pub mod controls;
pub mod decompression;
pub mod drawing;
pub mod files;
pub mod focus;
pub mod ids;
pub mod journal;
pub mod kept;
pub mod leaving;
pub mod menu;
pub mod network;
pub mod panic;
pub mod place;
pub mod print;
pub mod publication;
pub mod service;
pub mod settings;
pub mod storage;
pub mod tab_memory;
pub mod tabs;
pub mod timers;
pub mod web_storage;
pub mod workers;

/// What the browser refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BrowserError {
    /// Storage is not allowed (private browsing, settings).
    StorageRefused,
    /// Storage is full.
    StorageFull,
    /// Storage failed in another way.
    StorageBroken,
    /// What is kept of a dossier can't be read by this program: it is not written over.
    StorageUnreadable,
    /// A file is not text.
    FileNotText,
    /// A file is too large.
    FileTooLarge,
    /// A file could not be read.
    FileUnreadable,
    /// The page’s own files can’t be reached.
    NetworkAbsent,
    /// A program beside the page could not start, or stopped.
    ProgramStopped,
    /// A program beside the page is not on the device, and its host does not answer.
    ProgramAbsent,
    /// Another version of the page was published, and the programs of this one are gone.
    OtherVersion,
    /// A download could not start.
    DownloadRefused,
    /// The clipboard can't be written.
    CopyRefused,
    /// Nothing can be printed from here.
    PrintRefused,
}

impl BrowserError {
    /// What happened, what it means, what to do.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::StorageRefused => {
                "Ce navigateur refuse d’enregistrer vos réponses (navigation privée, ou réglage). Elles seront perdues à la fermeture de la page : téléchargez votre dossier avant de partir."
            }
            Self::StorageFull => {
                "Il n’y a plus de place sur cet appareil : vos dernières réponses ne sont pas enregistrées. Téléchargez votre dossier, puis libérez de la place."
            }
            Self::StorageBroken => {
                "L’enregistrement sur cet appareil ne répond pas. Vos réponses sont encore à l’écran : téléchargez votre dossier avant de fermer la page."
            }
            Self::StorageUnreadable => {
                "Ce dossier a été enregistré autrement, peut-être par une version plus récente de Jalons. Rien n’est écrit par-dessus : téléchargez ce qui est à l’écran, puis rechargez la page."
            }
            Self::FileNotText => {
                "Ce fichier n’est pas un texte lisible. Choisissez un fichier « .json » téléchargé depuis cette page."
            }
            Self::FileTooLarge => {
                "Ce fichier est trop grand pour être un dossier Jalons (plus de 5 Mo). Choisissez un fichier « .json » téléchargé depuis cette page."
            }
            Self::FileUnreadable => {
                "Ce fichier n’a pas pu être lu : il a peut-être été modifié, déplacé ou supprimé depuis que vous l’avez choisi. Choisissez-le à nouveau."
            }
            Self::NetworkAbsent => {
                "Le site de cette page ne répond pas : vérifiez la connexion, puis réessayez. Sans réseau, vous pouvez lire un fichier FINESS ou saisir vos sites."
            }
            Self::ProgramStopped => {
                "Le programme qui prépare cette page n’a pas pu démarrer, ou s’est arrêté. Vos réponses sont gardées, et vous pouvez continuer à répondre. Rechargez la page ; si cela ne suffit pas, essayez avec un autre navigateur, ou prévenez la structure qui publie cette page."
            }
            Self::ProgramAbsent => {
                "Le programme qui prépare cette page n’est pas encore sur cet appareil, et le site ne répond pas. Vos réponses sont gardées, et vous pouvez continuer à répondre. Vérifiez la connexion, puis rechargez la page."
            }
            Self::OtherVersion => {
                "Une nouvelle version de Jalons a été publiée depuis que cette page est ouverte, et le site n’a plus le programme de l’ancienne. Vos réponses sont gardées. Rechargez la page pour passer à la nouvelle version."
            }
            Self::DownloadRefused => {
                "Le navigateur a refusé le téléchargement. Autorisez les téléchargements pour cette page, puis recommencez."
            }
            Self::PrintRefused => {
                "Ce navigateur ne peut pas imprimer cette page. Ouvrez-la dans un autre navigateur, ou téléchargez un fichier depuis l’onglet « Fichiers »."
            }
            Self::CopyRefused => {
                "Le navigateur a refusé de copier ce texte. Il reste à l’écran : sélectionnez-le, puis copiez-le vous-même (Ctrl + C)."
            }
        }
    }
}
