//! Rows of a roster that are nobody: totals, titles, notes under the table, posts that nobody holds.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::choix::est_de_partis;
use super::colonnes::Colonnes;
use super::lexique::{est_petit, mots, mots_nets};
use super::metiers::{self, Certitude, sans_accents};
use super::presence::{Presence, presence};
use super::remarque::extrait;
use super::role::Role;
use super::tableau::{Cellule, LigneLue};
use super::valeurs::compte;
use crate::domain::rpps::Rpps;

/// Columns that name someone.
const NOMS: [Role; 3] = [Role::Nom, Role::Prenom, Role::NomPrenom];

/// Why a row is not a person, when it is not.
pub(super) fn pas_une_personne(colonnes: &Colonnes, ligne: &LigneLue) -> Option<String> {
    Rangee { colonnes, ligne }.pas_une_personne()
}

/// A row, with what its columns hold.
struct Rangee<'a> {
    colonnes: &'a Colonnes,
    ligne: &'a LigneLue,
}

impl Rangee<'_> {
    /// The cell of a role, with its column.
    fn cellule(&self, role: Role) -> Option<(usize, &Cellule)> {
        self.colonnes.colonne(role).map(|colonne| (colonne, self.ligne.cellule(colonne)))
    }

    fn a_un_rpps(&self) -> bool {
        self.cellule(Role::Rpps).is_some_and(|(_, cellule)| Rpps::read(&cellule.texte()).is_ok())
    }

    fn pas_une_personne(&self) -> Option<String> {
        let mut remplies = self.ligne.cellules.iter().enumerate().filter(|(_, cellule)| !cellule.est_vide());
        let (premiere, cellule) = remplies.next()?;
        let seule = remplies.next().is_none();
        let cite = || extrait(&cellule.texte());
        if let Some(total) = self.total() {
            return Some(format!(
                "«\u{a0}{}\u{a0}» est un total ou une note, pas une personne\u{a0}; elle n’a pas été lue.",
                extrait(&total)
            ));
        }
        if let Some(poste) = self.poste_vacant() {
            return Some(format!(
                "«\u{a0}{}\u{a0}» est un poste que personne n’occupe\u{a0}; il n’a pas été compté.",
                extrait(&poste)
            ));
        }
        if self.taux() {
            return Some(format!(
                "«\u{a0}{}\u{a0}» est un taux, pas des personnes\u{a0}; elle n’a pas été lue.",
                cite()
            ));
        }
        let role = self.colonnes.role(premiere);
        // « SERVICE SOINS ; ; ; ; 12,5 »: nobody has a family name and a number only.
        let nombree = !seule
            && role == Role::Nom
            && self.colonnes.colonne(Role::Prenom).is_some()
            && self.ligne.cellules.iter().enumerate().skip(premiere + 1).all(|(rang, cellule)| {
                cellule.est_vide()
                    || self.colonnes.role(rang) == Role::Ignoree
                        && compte(&cellule.texte()).is_some_and(|compte| compte < NUMEROS)
            });
        let roles_lus = Role::TOUS.into_iter().filter(|role| self.colonnes.colonne(*role).is_some()).count();
        let titre = (seule || nombree) && roles_lus >= 2 && !matches!(role, Role::Profession | Role::Rpps);
        if titre
            && (presence("", &cellule.texte()) == Some(Presence::Partie) || est_de_partis(&cellule.texte()))
        {
            return Some(
                "elle ne contient qu’un titre, qui parle de départ\u{a0}; les personnes qui la suivent ont été comptées. Enlevez du tableau celles qui sont parties."
                    .to_owned(),
            );
        }
        if titre && self.colonnes.colonne(Role::Profession).is_some() {
            // A name is not repeated: the page may have been asked to show none.
            let quoi = match role {
                _ if nombree => "qu’un texte et des nombres".to_owned(),
                Role::Nom | Role::Prenom | Role::NomPrenom => "qu’une cellule".to_owned(),
                _ => format!("que «\u{a0}{}\u{a0}»", cite()),
            };
            return Some(format!(
                "elle ne contient {quoi}\u{a0}: c’est sans doute un titre, elle n’a pas été lue comme une personne."
            ));
        }
        let lue = self.ligne.cellules.iter().enumerate().any(|(rang, cellule)| {
            !cellule.est_vide()
                && matches!(
                    self.colonnes.role(rang),
                    Role::Nom | Role::Prenom | Role::NomPrenom | Role::Profession | Role::Rpps
                )
        });
        if !lue && roles_lus > 0 {
            return Some(
                "ni nom, ni profession, ni numéro RPPS n’y est écrit\u{a0}; elle n’a pas été lue comme une personne."
                    .to_owned(),
            );
        }
        // « Moyenne d’âge ; 42 »: a number where a name is expected, and no profession.
        let sans_profession = self.cellule(Role::Profession).is_some_and(|(_, cellule)| cellule.est_vide());
        let chiffre =
            NOMS.into_iter().filter_map(|role| self.cellule(role)).any(|(_, cellule)| est_chiffre(cellule));
        (sans_profession && chiffre && !self.a_un_rpps()).then(|| {
            "un nombre y est écrit à la place d’un nom, sans profession\u{a0}; elle n’a pas été lue comme une personne."
                .to_owned()
        })
    }

    /// Whether a row of a roster without names holds a rate where people are counted: « 12 % ».
    fn taux(&self) -> bool {
        !self.colonnes.nomme()
            && self.cellule(Role::Nombre).is_some_and(|(_, cellule)| cellule.texte().contains('%'))
    }

    /// The words of a row that sums others up, or that is a note under the table; none of a person's.
    fn total(&self) -> Option<String> {
        // Up to where a person would be said: what follows may be a comment on them.
        let fin = [Role::Profession, Role::Nom, Role::Prenom, Role::NomPrenom, Role::Site]
            .into_iter()
            .filter_map(|role| self.colonnes.colonne(role))
            .max()
            .unwrap_or(self.ligne.cellules.len());
        let (colonne, texte, annonce_dite) =
            self.ligne.cellules.iter().enumerate().take(fin.saturating_add(1)).find_map(
                |(rang, cellule)| match cellule {
                    Cellule::Texte(texte) => Some((rang, texte, annonce(texte)?)),
                    _ => None,
                },
            )?;
        let role = self.colonnes.role(colonne);
        let dit = |role: Role| {
            self.cellule(role).filter(|(rang, _)| *rang != colonne).map(|(_, cellule)| cellule).filter(|cellule| {
                matches!(cellule, Cellule::Texte(texte) if texte.contains(char::is_alphabetic) && annonce(texte).is_none())
                    && !est_chiffre(cellule)
            })
        };
        let nomme = NOMS.into_iter().any(|role| dit(role).is_some());
        let metier = dit(Role::Profession)
            .is_some_and(|cellule| metiers::reconnaitre(&cellule.texte()).certitude != Certitude::Inconnue);
        let compte = self.cellule(Role::Nombre).is_some_and(|(_, cellule)| !cellule.est_vide());
        // « Validé par ; Mme MARTIN ; directrice », « Légende : ; CDI = contrat à durée indéterminée ».
        let note = est_signee(texte);
        let une_personne = self.a_un_rpps()
            || match role {
                _ if note => false,
                // A person called TOTAL has a first name, or a profession in a list of names.
                Role::Nom | Role::Prenom => {
                    nomme || (metier && !compte && self.colonnes.colonne(Role::Prenom).is_none())
                }
                Role::NomPrenom => {
                    let reste = texte.split_whitespace().skip(1).collect::<Vec<_>>().join(" ");
                    let un_metier = metiers::reconnaitre(&reste).certitude != Certitude::Inconnue;
                    // « REPORT Léa ; animalier ».
                    let nom = !texte.contains(|c: char| c.is_ascii_digit() || c == ':')
                        && ["total", "sous", "tot", "effectif", "nombre", "etp"]
                            .iter()
                            .all(|debut| !mots(texte).starts_with(debut))
                        && reste.split(' ').all(|mot| mot.starts_with(char::is_uppercase));
                    (metier || (nom && dit(Role::Profession).is_some())) && !compte && !un_metier
                }
                // « Total » where the profession is: of whoever is named, the profession is unknown.
                Role::Profession => nomme,
                // « CDI » beside a profession is the contract of someone.
                _ if TOUT_OU_PARTIE.contains(&mots(texte).as_str()) => {
                    nomme || dit(Role::Profession).is_some()
                }
                // A place may be called « Ensemble … », « Résidence Total ».
                _ => nomme || (metier && (annonce_dite == Annonce::Fin || !mots(texte).contains("tot"))),
            };
        (!une_personne).then(|| texte.clone())
    }

    /// The words of a post that nobody holds, where a name or a profession stands; none of someone who is named.
    fn poste_vacant(&self) -> Option<String> {
        let vacant = |role| match self.cellule(role) {
            Some((_, Cellule::Texte(texte))) if est_vacant(texte, role == Role::Profession) => {
                Some(texte.clone())
            }
            _ => None,
        };
        let autre = |role: &Role| {
            vacant(*role).is_none()
                && self
                    .cellule(*role)
                    .is_some_and(|(_, cellule)| cellule.texte().contains(char::is_alphabetic))
        };
        if self.a_un_rpps() || NOMS.iter().any(autre) {
            return None;
        }
        NOMS.into_iter().chain([Role::Profession]).find_map(vacant)
    }
}

/// The rows of a roster without names whose number is the sum of those above, since the last total, or of those below, each
/// with what says so. Words that say a total were looked for before ([`pas_une_personne`], told beside each row); this one is
/// only likely, so it is a question.
pub(super) fn sommes<'a>(
    colonnes: &Colonnes,
    lignes: impl Iterator<Item = (&'a LigneLue, bool)>,
) -> BTreeMap<u32, String> {
    let mut dites = BTreeMap::new();
    let Some(colonne) = colonnes.colonne(Role::Nombre).filter(|_| !colonnes.nomme()) else { return dites };
    // The number of each row; none of one that is no person.
    let nombres: Vec<(u32, Option<u32>)> = lignes
        .map(|(ligne, est_une_personne)| {
            let nombre = compte(&ligne.cellule(colonne).texte())
                .filter(|_| est_une_personne)
                .filter(|nombre| nombre.fract() == 0.0 && *nombre > 0.0);
            (ligne.numero, nombre.map(|nombre| nombre as u32))
        })
        .collect();
    let mut debut = 0;
    for (rang, (numero, nombre)) in nombres.iter().enumerate() {
        let Some(nombre) = nombre.filter(|nombre| *nombre >= SOMME_MIN) else {
            if nombre.is_none() {
                debut = rang + 1;
            }
            continue;
        };
        let somme = |rangs: &[(u32, Option<u32>)]| {
            let mut total = 0_u32;
            let fin = rangs.iter().position(|(_, un)| {
                total = total.saturating_add(un.unwrap_or(u32::MAX));
                total >= nombre
            })?;
            (total == nombre && fin >= 1).then(|| rangs.get(fin).map(|(numero, _)| *numero)).flatten()
        };
        let avant = nombres.get(debut..rang).unwrap_or_default();
        let (premier, dernier) = (avant.first(), avant.last());
        if somme(avant) == dernier.map(|(numero, _)| *numero)
            && let (Some((premier, _)), Some((dernier, _))) = (premier, dernier)
        {
            dites
                .insert(*numero, format!("{nombre} est la somme des lignes\u{a0}{premier} à\u{a0}{dernier}"));
            debut = rang + 1;
        } else if let Some(dernier) = somme(nombres.get(rang + 1..).unwrap_or_default()) {
            let premier = nombres.get(rang + 1).map_or(*numero, |(numero, _)| *numero);
            dites
                .insert(*numero, format!("{nombre} est la somme des lignes\u{a0}{premier} à\u{a0}{dernier}"));
        }
    }
    dites
}

/// From here on, a number beside a name is one of an employee rather than one of people.
const NUMEROS: f64 = 100.0;

/// The least number that is looked at as a sum: below, a chance is as likely.
const SOMME_MIN: u32 = 10;

/// Whether a cell of names holds a number: « 42 », « 12 agents », « Fait le 12/10/2026 ».
fn est_chiffre(cellule: &Cellule) -> bool {
    match cellule {
        Cellule::Nombre(_) | Cellule::Jour(_) => true,
        Cellule::Texte(texte) => texte.split_whitespace().any(|mot| {
            mot.starts_with(|c: char| c.is_ascii_digit())
                && mot.chars().all(|c| c.is_ascii_digit() || matches!(c, '/' | '.' | ',' | '-' | '%'))
        }),
        Cellule::Vide | Cellule::OuiNon(_) | Cellule::Erreur(_) => false,
    }
}

/// How totals start, in words: what sums up, what is counted once more, and those who are cared for.
const TOTAUX: &[&str] = &[
    "total",
    "totaux",
    "sous total",
    "sous totaux",
    "s total",
    "ss total",
    "s s total",
    "s t",
    "sous tot",
    "sous ensemble",
    "tot",
    "grand total",
    "effectif",
    "effectifs",
    "nombre",
    "nbre",
    "nbr",
    "nb",
    "ensemble",
    "somme",
    "cumul",
    "cumule",
    "moyenne",
    "mediane",
    "ecart type",
    "age moyen",
    "anciennete moyenne",
    "etp",
    "etpt",
    "dont",
    "dt",
    "y compris",
    "y inclus",
    "parmi lesquels",
    "parmi lesquelles",
    "soit",
    "recapitulatif",
    "recap",
    "resultat",
    "report",
    "a reporter",
    "toutes categories",
    "toutes fonctions",
    "toutes professions",
    "tous metiers",
    "tous emplois",
    "taux",
    "pourcentage",
    "part des",
    "ecart",
    "difference",
    "variation",
    "evolution",
    "solde",
    "hors",
    "incluant",
    "capacite",
    "file active",
    "residents",
    "usagers",
    "beneficiaires",
    "patients",
    "personnes accueillies",
    "personnes accompagnees",
    "personnes agees",
    "places",
    "lits",
    "berceaux",
];

/// What is said of all of them, of a part of them, or of who signs, when nothing else is.
const TOUT_OU_PARTIE: &[&str] =
    &["global", "general", "tous", "toutes", "tout", "femmes", "hommes", "cdi", "cdd", "la direction"];

/// How they end, after what they sum up: « IDE Total », as a spreadsheet writes its subtotals; « Enfants accueillis ».
const FINS_DE_TOTAL: &[&str] = &[
    "total",
    "totaux",
    "somme",
    "moyenne",
    "cumul",
    "resultat",
    "nombre",
    "nb",
    "count",
    "sum",
    "average",
    "accueillis",
    "accueillies",
    "heberges",
    "hebergees",
    "accompagnes",
    "accompagnees",
];

/// Notes, whatever follows.
const NOTES: &[&str] = &[
    "% ",
    "fait le",
    "fait a",
    "valide par",
    "vise par",
    "approuve par",
    "edite le",
    "edite par",
    "edition du",
    "imprime le",
    "imprime par",
    "extrait le",
    "extraction du",
    "date d'extraction",
    "date d’extraction",
    "date d'edition",
    "date d’edition",
    "genere le",
    "genere par",
    "exporte le",
    "mis a jour le",
    "mise a jour le",
    "maj le",
    "maj :",
    "arrete au",
    "source :",
    "source:",
    "sources :",
    "signature",
    "visa",
    "page ",
    "nb :",
    "nb:",
    "n.b.",
    "nota",
    "note :",
    "notes :",
    "legende",
    "remarque :",
    "remarques :",
    "* ",
    "(*)",
    "(1)",
    "document ",
    "confidentiel",
    "fin de l'etat",
    "fin de l’etat",
    "fin du fichier",
    "fin de liste",
    "nombre de lignes",
    "logiciel ",
    "periode du",
    "selection :",
    "criteres :",
    "filtre :",
    "filtres :",
];

/// Whether a note says by itself that what stands beside is none of the people of the list.
fn est_signee(texte: &str) -> bool {
    let net = mots(texte);
    let debute =
        |start: &str| net.strip_prefix(start).is_some_and(|suite| suite.is_empty() || suite.starts_with(' '));
    ["valide par", "vise par", "approuve par"].into_iter().any(debute)
        || (["legende", "signature", "visa"].into_iter().any(debute) && texte.contains(':'))
}

/// Where a text says that it sums up, or that it is a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Annonce {
    Debut,
    Fin,
}

/// Whether a text, without accents, begins or ends with a word of those that announce; that, or signs, or single letters.
fn peut_annoncer(net: &str) -> bool {
    let mut words = net.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let Some(premier) = words.next() else { return true };
    let dernier = words.next_back().unwrap_or(premier);
    premier.len() == 1
        || !net.starts_with(|c: char| c.is_ascii_alphanumeric())
        || premiers_mots(premier).iter().any(|dit| premier.starts_with(dit))
        || FINS_DE_TOTAL.contains(&dernier)
}

/// The first words of what announces that share their first two letters with a word. A roster asks once a cell.
fn premiers_mots(mot: &str) -> &'static [&'static str] {
    static PAR_LETTRES: OnceLock<FxHashMap<&str, Vec<&str>>> = OnceLock::new();
    let lettres = |mot: &'static str| Some((mot.get(..2)?, mot));
    let table = PAR_LETTRES.get_or_init(|| {
        let mut table: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
        let debut = |dit: &'static str| dit.split([' ', '\'', '’', ':']).next().unwrap_or(dit);
        for (lettres, mot) in
            [TOTAUX, TOUT_OU_PARTIE, NOTES].concat().into_iter().map(debut).filter_map(lettres)
        {
            table.entry(lettres).or_default().push(mot);
        }
        table
    });
    mot.get(..2).and_then(|lettres| table.get(lettres)).map_or(&[], Vec::as_slice)
}

fn annonce(texte: &str) -> Option<Annonce> {
    let net = sans_accents(texte);
    // Most texts are names and professions.
    if !peut_annoncer(&net) {
        return None;
    }
    let net = net.split_whitespace().collect::<Vec<_>>().join(" ");
    if NOTES.iter().any(|note| net.starts_with(note)) || net.starts_with(['σ', '∑']) {
        return Some(Annonce::Debut);
    }
    let words = mots_nets(&net);
    // « T O T A L ».
    if words.len() >= 5 && words.split(' ').all(|word| word.len() == 1) {
        let joined = words.replace(' ', "");
        return ["total", "soustotal", "somme", "ensemble"]
            .iter()
            .any(|start| joined.starts_with(start))
            .then_some(Annonce::Debut);
    }
    let starts = |start: &&str| {
        words.strip_prefix(*start).is_some_and(|suite| suite.is_empty() || suite.starts_with(' '))
    };
    if TOTAUX.iter().any(starts) || TOUT_OU_PARTIE.contains(&words.as_str()) {
        return Some(Annonce::Debut);
    }
    words.rsplit_once(' ').filter(|(_, dernier)| FINS_DE_TOTAL.contains(dernier)).map(|_| Annonce::Fin)
}

/// How a post that nobody holds is said.
const SANS_PERSONNE: &[&str] = &[
    " vacant ",
    " vacante ",
    " vacants ",
    " vacantes ",
    " vacance de poste ",
    " a pourvoir ",
    " non pourvu ",
    " non pourvue ",
    " a recruter ",
    " en recrutement ",
    " recrutement en cours ",
    " en cours de recrutement ",
    " poste libre ",
    " poste gele ",
    " poste ouvert ",
];

/// Whether a text names a post that nobody holds. In a column of professions, the profession stands beside.
fn est_vacant(texte: &str, a_cote: bool) -> bool {
    let net = mots(texte);
    let dit = format!(" {net} ");
    if !SANS_PERSONNE.iter().any(|dits| dit.contains(dits)) {
        return false;
    }
    let de_trop = |word: &str| {
        !est_petit(word)
            && !matches!(
                word,
                "poste"
                    | "postes"
                    | "emploi"
                    | "temps"
                    | "plein"
                    | "partiel"
                    | "non"
                    | "n"
                    | "actuellement"
                    | "depuis"
                    | "suite"
                    | "cdi"
                    | "cdd"
                    | "etp"
            )
            && !["vacan", "pourv", "recrut", "cours", "libre", "gele", "ouvert"]
                .iter()
                .any(|start| word.starts_with(start))
    };
    // « Vacant (IDE) » is one; « Le Goff Vacant », someone.
    let seul = || {
        net.starts_with("poste ")
            || net
                .split(' ')
                .all(|word| !de_trop(word) || metiers::reconnaitre(word).certitude != Certitude::Inconnue)
    };
    let premier = net.split(' ').next().unwrap_or_default();
    (a_cote || seul()) && !matches!(premier, "le" | "la" | "l" | "de" | "du")
}
