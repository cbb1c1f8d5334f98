//! Addresses: what stands after `#`, one type, one parser, one printer.
//!
//! Pure: the programs beside the page write addresses too. The dossier is part of the address, so that a reload stays where it was.

use crate::atelier::protocole::Quoi;

/// Where the user goes back after « Modifier » or « Compléter ».
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retour {
    /// The review.
    Verifier,
    /// A page drawn by a program beside the page: the plan, the preparation sheets.
    Feuille(Quoi),
}

impl Retour {
    /// The plan.
    pub const PLAN: Self = Self::Feuille(Quoi::Plan);

    /// The place to go back to.
    pub fn lieu(self) -> Lieu {
        match self {
            Self::Verifier => Lieu::Verifier,
            Self::Feuille(quoi) => Lieu::Feuille(quoi),
        }
    }

    fn lire(query: &str) -> Option<Self> {
        match query.strip_prefix("retour=")? {
            VERIFIER => Some(Self::Verifier),
            name => Quoi::d_adresse(name).filter(|quoi| quoi.dans_un_dossier()).map(Self::Feuille),
        }
    }

    fn ecrire(retour: Option<Self>) -> String {
        match retour {
            None => String::new(),
            Some(Self::Verifier) => format!("?retour={VERIFIER}"),
            Some(Self::Feuille(quoi)) => format!("?retour={}", quoi.adresse()),
        }
    }
}

/// The review, in addresses.
const VERIFIER: &str = "verifier";

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
        let retour = Retour::lire(query);
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        match parts.as_slice() {
            [] => Self::Accueil,
            ["lien", texte] => Self::Lien((*texte).to_owned()),
            [id, rest @ ..] if id.starts_with("dossier-") => {
                let lieu = match rest {
                    [VERIFIER] => Lieu::Verifier,
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
        match self {
            Self::Accueil => "/".to_owned(),
            Self::Feuille(quoi) => format!("/{}", quoi.adresse()),
            Self::Lien(texte) => format!("/lien/{texte}"),
            Self::Introuvable => "/introuvable".to_owned(),
            Self::Dossier(id, Lieu::Verifier) => format!("/{id}/{VERIFIER}"),
            Self::Dossier(id, Lieu::Feuille(quoi)) => format!("/{id}/{}", quoi.adresse()),
            Self::Dossier(id, Lieu::Page(page, back)) => {
                format!("/{id}/question/{page}{}", Retour::ecrire(*back))
            }
            Self::Dossier(id, Lieu::Ligne(page, row, back)) => {
                format!("/{id}/question/{page}/{row}{}", Retour::ecrire(*back))
            }
        }
    }

    /// Where this place leads back, when « Modifier » led to it.
    pub fn retour(&self) -> Option<Retour> {
        match self {
            Self::Dossier(_, Lieu::Page(_, retour) | Lieu::Ligne(_, _, retour)) => *retour,
            _ => None,
        }
    }

    /// The address of a link.
    pub fn href(&self) -> String {
        format!("#{}", self.ecrire())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_comes_back_as_it_went() {
        let dossier = "dossier-0123456789abcdef".to_owned();
        let retours = Quoi::TOUS
            .iter()
            .filter(|quoi| quoi.dans_un_dossier() && !quoi.adresse().is_empty())
            .map(|quoi| Some(Retour::Feuille(*quoi)))
            .chain([None, Some(Retour::Verifier)]);
        let mut routes = vec![Route::Accueil, Route::Dossier(dossier.clone(), Lieu::Verifier)];
        for retour in retours {
            let row = Lieu::Ligne("sites".to_owned(), NOUVEAU.to_owned(), retour);
            routes.push(Route::Dossier(dossier.clone(), Lieu::Page("besoin".to_owned(), retour)));
            routes.push(Route::Dossier(dossier.clone(), row));
        }
        for quoi in Quoi::TOUS.iter().copied().filter(|quoi| !quoi.adresse().is_empty()) {
            routes.push(match quoi.dans_un_dossier() {
                true => Route::Dossier(dossier.clone(), Lieu::Feuille(quoi)),
                false => Route::Feuille(quoi),
            });
        }
        for route in routes {
            assert_eq!(Route::lire(&route.ecrire()), route);
        }
    }

    #[test]
    fn an_unknown_way_back_is_none() {
        for query in ["", "?", "?retour=", "?retour=ailleurs", "?retour=aide", "?autre=plan"] {
            let Route::Dossier(_, Lieu::Page(page, retour)) =
                Route::lire(&format!("/dossier-1/question/besoin{query}"))
            else {
                panic!("{query}");
            };
            assert_eq!((page.as_str(), retour), ("besoin", None), "{query}");
        }
    }
}
