//! Addresses: what stands after `#`, one type, one parser, one printer.
//!
//! Pure: the programs beside the page write addresses too. The dossier is part of the address, so that a reload stays where it was.

use crate::atelier::protocole::Quoi;

/// Where the user goes back after « Modifier ».
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retour {
    /// The review.
    Verifier,
    /// The plan.
    Plan,
}

/// A place inside a dossier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lieu {
    /// A page of questions, by its id; and where to go back.
    Page(String, Option<Retour>),
    /// One row of the list of a page; `nouveau` for a new one.
    Ligne(String, String, Option<Retour>),
    /// The review.
    Verifier,
    /// A page drawn by a program beside the page: the plan, what comes out of it.
    Feuille(Quoi),
}

impl Lieu {
    /// The plan.
    pub const PLAN: Self = Self::Feuille(Quoi::Plan);
}

/// A place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// Welcome.
    Accueil,
    /// A drawn page outside of any dossier: the help.
    Feuille(Quoi),
    /// Somewhere in a dossier, by its id.
    Dossier(String, Lieu),
    /// The dossier that a share link holds, by its text.
    Lien(String),
    /// Nowhere.
    Introuvable,
}

/// The row id that stands for a new row.
pub const NOUVEAU: &str = "nouveau";

impl Route {
    /// Reads a fragment, with or without its leading slash.
    pub fn lire(fragment: &str) -> Self {
        let (path, query) = fragment.split_once('?').unwrap_or((fragment, ""));
        let retour = match query {
            "retour=verifier" => Some(Retour::Verifier),
            "retour=plan" => Some(Retour::Plan),
            _ => None,
        };
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        match parts.as_slice() {
            [] => Self::Accueil,
            ["lien", texte] => Self::Lien((*texte).to_owned()),
            [id, rest @ ..] if id.starts_with("dossier-") => {
                let lieu = match rest {
                    ["verifier"] => Lieu::Verifier,
                    ["question", page] => Lieu::Page((*page).to_owned(), retour),
                    ["question", page, row] => Lieu::Ligne((*page).to_owned(), (*row).to_owned(), retour),
                    [name] => match Quoi::d_adresse(name).filter(|quoi| quoi.dans_un_dossier()) {
                        Some(quoi) => Lieu::Feuille(quoi),
                        None => return Self::Introuvable,
                    },
                    _ => return Self::Introuvable,
                };
                Self::Dossier((*id).to_owned(), lieu)
            }
            [name] => Quoi::d_adresse(name)
                .filter(|quoi| !quoi.dans_un_dossier())
                .map_or(Self::Introuvable, Self::Feuille),
            _ => Self::Introuvable,
        }
    }

    /// Writes the fragment, without `#`.
    pub fn ecrire(&self) -> String {
        let retour = |retour: &Option<Retour>| match retour {
            None => "",
            Some(Retour::Verifier) => "?retour=verifier",
            Some(Retour::Plan) => "?retour=plan",
        };
        match self {
            Self::Accueil => "/".to_owned(),
            Self::Feuille(quoi) => format!("/{}", quoi.adresse()),
            Self::Lien(texte) => format!("/lien/{texte}"),
            Self::Introuvable => "/introuvable".to_owned(),
            Self::Dossier(id, Lieu::Verifier) => format!("/{id}/verifier"),
            Self::Dossier(id, Lieu::Feuille(quoi)) => format!("/{id}/{}", quoi.adresse()),
            Self::Dossier(id, Lieu::Page(page, back)) => format!("/{id}/question/{page}{}", retour(back)),
            Self::Dossier(id, Lieu::Ligne(page, row, back)) => {
                format!("/{id}/question/{page}/{row}{}", retour(back))
            }
        }
    }

    /// The address of a link.
    pub fn href(&self) -> String {
        format!("#{}", self.ecrire())
    }
}
