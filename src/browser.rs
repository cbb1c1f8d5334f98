//! The wall: the only modules that name the browser. Text and bytes come in, a `Result` goes out.
//!
//! **Invariant:** no error is swallowed here; each says in French what happened, what it means, and what to do.

pub mod adresse;
pub mod depart;
pub mod evenements;
pub mod fichiers;
pub mod focus;
pub mod horloge;
pub mod identifiant;
pub mod impression;
pub mod minuterie;
pub mod onglets;
pub mod ouvriers;
pub mod panique;
pub mod presse_papiers;
pub mod reseau;
pub mod service;
pub mod storage;

/// What the browser refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BrowserError {
    /// Storage is not allowed (private browsing, settings).
    StockageRefuse,
    /// Storage is full.
    StockagePlein,
    /// Storage failed in another way.
    StockageEnPanne,
    /// A file is not text.
    FichierPasTexte,
    /// A file is too large.
    FichierTropGrand,
    /// A file could not be read.
    FichierIllisible,
    /// The page’s own files can’t be reached.
    ReseauAbsent,
    /// A program beside the page could not start, or stopped.
    ProgrammeArrete,
    /// A download could not start.
    TelechargementRefuse,
    /// The clipboard can't be written.
    CopieRefusee,
}

impl BrowserError {
    /// What happened, what it means, what to do.
    pub fn phrase(self) -> &'static str {
        match self {
            Self::StockageRefuse => {
                "Ce navigateur refuse d’enregistrer vos réponses (navigation privée, ou réglage). Elles seront perdues à la fermeture de la page : téléchargez votre dossier avant de partir."
            }
            Self::StockagePlein => {
                "Il n’y a plus de place sur cet appareil : vos dernières réponses ne sont pas enregistrées. Téléchargez votre dossier, puis libérez de la place."
            }
            Self::StockageEnPanne => {
                "L’enregistrement sur cet appareil ne répond pas. Vos réponses sont encore à l’écran : téléchargez votre dossier avant de fermer la page."
            }
            Self::FichierPasTexte => {
                "Ce fichier n’est pas un texte lisible. Choisissez un fichier « .json » téléchargé depuis cette page."
            }
            Self::FichierTropGrand => {
                "Ce fichier est trop grand pour être un dossier Jalons (plus de 5 Mo). Choisissez un fichier « .json » téléchargé depuis cette page."
            }
            Self::FichierIllisible => {
                "Ce fichier n’a pas pu être lu. Vérifiez qu’il n’a pas été déplacé, puis choisissez-le à nouveau."
            }
            Self::ReseauAbsent => {
                "Le site de cette page ne répond pas : vérifiez la connexion, puis réessayez. Sans réseau, vous pouvez lire un fichier FINESS ou saisir vos sites."
            }
            Self::ProgrammeArrete => {
                "Le programme qui prépare cette page n’a pas pu démarrer, ou s’est arrêté. Vos réponses sont gardées, et vous pouvez continuer à répondre. Rechargez la page ; si cela ne suffit pas, essayez avec un navigateur à jour."
            }
            Self::TelechargementRefuse => {
                "Le navigateur a refusé le téléchargement. Autorisez les téléchargements pour cette page, puis recommencez."
            }
            Self::CopieRefusee => {
                "Le navigateur a refusé de copier ce texte. Il reste à l’écran : sélectionnez-le, puis copiez-le vous-même (Ctrl + C)."
            }
        }
    }
}
