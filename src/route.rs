//! Addresses: what stands after `#`, one type, one parser, one printer.
//!
//! Pure: the programs beside the page write addresses too. The dossier is part of the address, so that a reload stays where it was.

use crate::protocol::request::DrawnPage;

/// Where the user goes back after « Modifier » or « Compléter ».
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retour {
    /// The review.
    Verifier,
    /// A page drawn by a program beside the page: the plan, the preparation sheets.
    Drawn(DrawnPage),
}

impl Retour {
    /// The plan.
    pub const PLAN: Self = Self::Drawn(DrawnPage::Plan);

    /// The place to go back to.
    pub fn place(self) -> Lieu {
        match self {
            Self::Verifier => Lieu::Verifier,
            Self::Drawn(page) => Lieu::Drawn(page),
        }
    }

    fn parse(query: &str) -> Option<Self> {
        match query.strip_prefix("retour=")? {
            VERIFIER => Some(Self::Verifier),
            name => page_of_a_dossier(name).map(Self::Drawn),
        }
    }

    fn write(retour: Option<Self>) -> String {
        match retour {
            None => String::new(),
            Some(Self::Verifier) => format!("?retour={VERIFIER}"),
            Some(Self::Drawn(page)) => format!("?retour={}", page.token()),
        }
    }
}

/// The review, in addresses.
const VERIFIER: &str = "verifier";

fn page_of_a_dossier(token: &str) -> Option<DrawnPage> {
    DrawnPage::from_token(token).filter(|page| page.is_of_a_dossier())
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
    Drawn(DrawnPage),
}

impl Lieu {
    /// The plan.
    pub const PLAN: Self = Self::Drawn(DrawnPage::Plan);
}

/// A place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// Welcome.
    Accueil,
    /// A drawn page outside of any dossier: the help.
    Drawn(DrawnPage),
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
    pub fn parse(fragment: &str) -> Self {
        let (path, query) = fragment.split_once('?').unwrap_or((fragment, ""));
        let retour = Retour::parse(query);
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        match parts.as_slice() {
            [] => Self::Accueil,
            ["lien", texte] => Self::Lien((*texte).to_owned()),
            // A link that was cut: its page says so.
            ["lien"] => Self::Lien(String::new()),
            [id, rest @ ..] if id.starts_with("dossier-") => {
                let lieu = match rest {
                    [VERIFIER] => Lieu::Verifier,
                    ["question", page] => Lieu::Page((*page).to_owned(), retour),
                    ["question", page, row] => Lieu::Ligne((*page).to_owned(), (*row).to_owned(), retour),
                    [name] => match page_of_a_dossier(name) {
                        Some(page) => Lieu::Drawn(page),
                        None => return Self::Introuvable,
                    },
                    _ => return Self::Introuvable,
                };
                Self::Dossier((*id).to_owned(), lieu)
            }
            [name] => DrawnPage::from_token(name)
                .filter(|page| !page.is_of_a_dossier())
                .map_or(Self::Introuvable, Self::Drawn),
            _ => Self::Introuvable,
        }
    }

    /// Writes the fragment, without `#`.
    pub fn write(&self) -> String {
        match self {
            Self::Accueil => "/".to_owned(),
            Self::Drawn(page) => format!("/{}", page.token()),
            Self::Lien(texte) => format!("/lien/{texte}"),
            Self::Introuvable => "/introuvable".to_owned(),
            Self::Dossier(id, Lieu::Verifier) => format!("/{id}/{VERIFIER}"),
            Self::Dossier(id, Lieu::Drawn(page)) => format!("/{id}/{}", page.token()),
            Self::Dossier(id, Lieu::Page(page, back)) => {
                format!("/{id}/question/{page}{}", Retour::write(*back))
            }
            Self::Dossier(id, Lieu::Ligne(page, row, back)) => {
                format!("/{id}/question/{page}/{row}{}", Retour::write(*back))
            }
        }
    }

    /// Where this place leads back, when « Modifier » led to it.
    pub fn back(&self) -> Option<Retour> {
        match self {
            Self::Dossier(_, Lieu::Page(_, retour) | Lieu::Ligne(_, _, retour)) => *retour,
            _ => None,
        }
    }

    /// The address of a link.
    pub fn href(&self) -> String {
        format!("#{}", self.write())
    }
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;

    #[test]
    fn every_address_comes_back_as_it_went() {
        let dossier = "dossier-0123456789abcdef".to_owned();
        let (inside, outside): (Vec<DrawnPage>, Vec<DrawnPage>) =
            DrawnPage::VARIANTS.iter().partition(|page| page.is_of_a_dossier());
        let retours =
            inside.iter().map(|page| Some(Retour::Drawn(*page))).chain([None, Some(Retour::Verifier)]);
        let mut routes = vec![Route::Accueil, Route::Dossier(dossier.clone(), Lieu::Verifier)];
        routes.extend(["", "1.AAAA"].map(|text| Route::Lien(text.to_owned())));
        for retour in retours {
            let row = Lieu::Ligne("sites".to_owned(), NOUVEAU.to_owned(), retour);
            routes.push(Route::Dossier(dossier.clone(), Lieu::Page("besoin".to_owned(), retour)));
            routes.push(Route::Dossier(dossier.clone(), row));
        }
        let here = |page: &DrawnPage| Route::Dossier(dossier.clone(), Lieu::Drawn(*page));
        routes.extend(inside.iter().map(here));
        // What a link holds is never shown without its text.
        routes.extend(outside.into_iter().filter(|page| *page != DrawnPage::Lien).map(Route::Drawn));
        for route in routes {
            assert_eq!(Route::parse(&route.write()), route);
        }
    }

    #[test]
    fn an_unknown_way_back_is_none() {
        for query in ["", "?", "?retour=", "?retour=ailleurs", "?retour=aide", "?autre=plan"] {
            let Route::Dossier(_, Lieu::Page(page, retour)) =
                Route::parse(&format!("/dossier-1/question/besoin{query}"))
            else {
                panic!("{query}");
            };
            assert_eq!((page.as_str(), retour), ("besoin", None), "{query}");
        }
    }
}
