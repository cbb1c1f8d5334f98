//! Addresses: what stands after `#`, one type, one parser, one printer.
//!
//! Pure: the programs beside the page write addresses too. The dossier is part of the address, so that a reload stays where it was.

use chrono::NaiveDate;

use crate::protocol::request::{DrawnPage, Variante, iso, lire_date};

/// Where the user goes back after « Modifier » or « Compléter ».
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retour {
    /// The review.
    Verifier,
    /// A page drawn by a program beside the page: the plan, the preparation sheets.
    Drawn(DrawnPage),
}

impl Retour {
    /// The plan in detail.
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
    /// The plan beside that of another answer.
    Comparer(Variante),
    /// The plan as of another day than today.
    PlanAu(NaiveDate),
}

impl Lieu {
    /// The first page of a plan.
    pub const COMMENCER: Self = Self::Drawn(DrawnPage::ParQuoiCommencer);
    /// The plan in detail.
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
    /// The dossiers of a group, by its name.
    Groupe(String),
    /// Nowhere.
    Introuvable,
}

/// The page of a group, in addresses.
const GROUPE: &str = "groupe";

/// A text as one part of an address: letters and digits as they are, the other bytes by their numbers after `%`.
fn encode(text: &str) -> String {
    text.bytes().fold(String::new(), |out, byte| match byte {
        byte if byte.is_ascii_alphanumeric() => format!("{out}{}", char::from(byte)),
        byte => format!("{out}%{byte:02X}"),
    })
}

/// The text of a part of an address; none when it is damaged. A browser may have written letters in full.
fn decode(part: &str) -> Option<String> {
    let (mut bytes, mut rest) = (vec![], part.as_bytes());
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let digits = rest.get(..2).and_then(|digits| std::str::from_utf8(digits).ok())?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        rest = rest.get(2..)?;
    }
    String::from_utf8(bytes).ok()
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
            [GROUPE, name] => match decode(name) {
                Some(name) => Self::Groupe(name),
                None => Self::Introuvable,
            },
            [GROUPE] => Self::Introuvable,
            [id, rest @ ..] if id.starts_with("dossier-") => {
                let lieu = match rest {
                    [VERIFIER] => Lieu::Verifier,
                    ["question", page] => Lieu::Page((*page).to_owned(), retour),
                    ["question", page, row] => Lieu::Ligne((*page).to_owned(), (*row).to_owned(), retour),
                    [name] => match page_of_a_dossier(name) {
                        Some(DrawnPage::Comparer) => {
                            variante(query).map_or(Lieu::Drawn(DrawnPage::Comparer), Lieu::Comparer)
                        }
                        // Only the plan is shown as of another day: today's dates are never shown for those of that day.
                        Some(page) if page.shows_dates() => {
                            jour(query).map_or(Lieu::Drawn(page), Lieu::PlanAu)
                        }
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
            Self::Groupe(name) => format!("/{GROUPE}/{}", encode(name)),
            Self::Introuvable => "/introuvable".to_owned(),
            Self::Dossier(id, Lieu::Verifier) => format!("/{id}/{VERIFIER}"),
            Self::Dossier(id, Lieu::Drawn(page)) => format!("/{id}/{}", page.token()),
            Self::Dossier(id, Lieu::Comparer(variante)) => {
                format!("/{id}/{}?{}", DrawnPage::Comparer.token(), query(variante))
            }
            Self::Dossier(id, Lieu::PlanAu(day)) => {
                format!("/{id}/{}?{AU}={}", DrawnPage::Plan.token(), iso(*day))
            }
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

    /// The place without what is of one dossier or of one person: what a report of an error says of it.
    pub fn page_name(&self) -> String {
        match self {
            Self::Accueil => "accueil".to_owned(),
            Self::Drawn(page) | Self::Dossier(_, Lieu::Drawn(page)) => page.token().to_owned(),
            Self::Lien(_) => DrawnPage::Lien.token().to_owned(),
            Self::Groupe(_) => GROUPE.to_owned(),
            Self::Introuvable => "introuvable".to_owned(),
            Self::Dossier(_, Lieu::Verifier) => VERIFIER.to_owned(),
            Self::Dossier(_, Lieu::Comparer(_)) => DrawnPage::Comparer.token().to_owned(),
            Self::Dossier(_, Lieu::PlanAu(_)) => DrawnPage::Plan.token().to_owned(),
            Self::Dossier(_, Lieu::Page(page, _) | Lieu::Ligne(page, ..)) => format!("question/{page}"),
        }
    }

    /// Whether it is a page of all dossiers of the device.
    pub fn is_of_all_dossiers(&self) -> bool {
        match self {
            Self::Groupe(_) => true,
            Self::Drawn(page) => page.is_of_all_dossiers(),
            _ => false,
        }
    }

    /// The address of a link.
    pub fn href(&self) -> String {
        format!("#{}", self.write())
    }
}

/// The other day of an address; none when it is no day.
fn jour(query: &str) -> Option<NaiveDate> {
    lire_date(query.strip_prefix(AU)?.strip_prefix('=')?)
}

/// The other day of a plan, in addresses.
pub const AU: &str = "au";

/// The other answer of an address; none when it names no question.
fn variante(query: &str) -> Option<Variante> {
    let value = |name: &str| {
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs.find(|(known, _)| *known == name).map_or_else(String::new, |(_, value)| value.to_owned())
    };
    let variante = Variante { question: value(QUESTION), ligne: value(LIGNE), valeur: value(REPONSE) };
    (!variante.question.is_empty()).then_some(variante)
}

/// Ids, tokens, numbers and days: nothing of it needs to be encoded.
fn query(variante: &Variante) -> String {
    let Variante { question, ligne, valeur } = variante;
    let pairs = [(QUESTION, question), (LIGNE, ligne), (REPONSE, valeur)];
    let written = pairs.into_iter().filter(|(_, value)| !value.is_empty());
    written.map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
}

/// The parts of the other answer, in addresses.
const QUESTION: &str = "question";
const LIGNE: &str = "ligne";
const REPONSE: &str = "reponse";

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
        let other = |ligne: &str, valeur: &str| Variante {
            question: "insi-mode".to_owned(),
            ligne: ligne.to_owned(),
            valeur: valeur.to_owned(),
        };
        for variante in
            [other("", ""), other("logiciel-1", ""), other("", "2026-03-02"), other("logiciel-1", "manu")]
        {
            routes.push(Route::Dossier(dossier.clone(), Lieu::Comparer(variante)));
        }
        let day = NaiveDate::from_ymd_opt(2027, 1, 15).unwrap();
        routes.push(Route::Dossier(dossier.clone(), Lieu::PlanAu(day)));
        let here = |page: &DrawnPage| Route::Dossier(dossier.clone(), Lieu::Drawn(*page));
        routes.extend(inside.iter().map(here));
        // What a link holds is never shown without its text, nor a group without its name.
        routes.extend(outside.into_iter().filter(|page| !page.has_a_word()).map(Route::Drawn));
        routes.extend(["Bois", "Tournée d’avril / 2026 ?#%"].map(|name| Route::Groupe(name.to_owned())));
        for route in routes {
            assert_eq!(Route::parse(&route.write()), route);
        }
    }

    #[test]
    fn the_name_of_a_page_says_nothing_of_its_dossier() {
        let row = Lieu::Ligne("personnes".to_owned(), "personne-1".to_owned(), None);
        let other =
            Variante { question: "rl-nom".to_owned(), ligne: "AAAA-1".to_owned(), valeur: String::new() };
        let inside = |lieu| Route::Dossier("dossier-1".to_owned(), lieu);
        for place in [Route::Lien("1.AAAA".to_owned()), inside(row), inside(Lieu::Comparer(other))] {
            let name = place.page_name();
            assert!(!name.contains('1') && !name.contains("AAAA"), "{name}");
        }
    }

    #[test]
    fn a_damaged_name_of_a_group_leads_nowhere_and_letters_in_full_are_read() {
        for address in ["/groupe", "/groupe/%", "/groupe/%C3", "/groupe/%zz", "/groupe/a/b"] {
            assert_eq!(Route::parse(address), Route::Introuvable, "{address}");
        }
        assert_eq!(Route::parse("/groupe/Été"), Route::Groupe("Été".to_owned()));
    }

    #[test]
    fn what_is_no_day_is_the_plan_of_today() {
        for query in ["?au=", "?au=hier", "?au=2027-02-30", "?au=0001-01-01", "?autre=2027-01-15"] {
            let here = Route::parse(&format!("/dossier-1/plan{query}"));
            assert_eq!(here, Route::Dossier("dossier-1".to_owned(), Lieu::PLAN), "{query}");
        }
    }

    #[test]
    fn another_day_is_the_plan_of_that_day_whatever_page_with_dates_it_is_asked_of() {
        let day = NaiveDate::from_ymd_opt(2027, 1, 15).unwrap();
        let at = |page: &str| Route::parse(&format!("/dossier-1/{page}?au=2027-01-15"));
        for page in ["plan", "calendrier", "liste", "par-quoi-commencer", "essentiel", "courriers"] {
            assert_eq!(at(page), Route::Dossier("dossier-1".to_owned(), Lieu::PlanAu(day)), "{page}");
        }
        let without_dates = Lieu::Drawn(DrawnPage::Effectif);
        assert_eq!(at(DrawnPage::Effectif.token()), Route::Dossier("dossier-1".to_owned(), without_dates));
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
