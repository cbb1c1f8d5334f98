//! Which column is what: proposed from the headings and from what stands under them, changed by the user, remembered
//! for the same headings.

use super::metiers::{self, Certitude};
use super::tableau::{Cellule, LigneLue, Tableau};
use crate::domain::rpps::Rpps;

/// What a column holds, as far as the dossier goes. E-mails, dates of birth, addresses are never read: no answer of the
/// dossier holds them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Nothing of use.
    Ignoree,
    /// Family name.
    Nom,
    /// First name.
    Prenom,
    /// Both in one cell.
    NomPrenom,
    /// Profession or function.
    Profession,
    /// RPPS number (R-ID-12).
    Rpps,
    /// Place of work.
    Site,
    /// How many people the row counts.
    Nombre,
    /// Kind of employment contract: tells temporary staff.
    Contrat,
    /// Has a smartphone.
    Smartphone,
    /// Must connect to a national service.
    Acces,
    /// Card already held.
    Carte,
    /// State of the e-CPS.
    Ecps,
}

impl Role {
    /// Every role, in the order it is proposed.
    pub const TOUS: [Self; 13] = [
        Self::Ignoree,
        Self::Nom,
        Self::Prenom,
        Self::NomPrenom,
        Self::Profession,
        Self::Rpps,
        Self::Site,
        Self::Nombre,
        Self::Contrat,
        Self::Smartphone,
        Self::Acces,
        Self::Carte,
        Self::Ecps,
    ];

    /// Eternal, kebab-case: it is in what the page remembers.
    pub fn jeton(self) -> &'static str {
        match self {
            Self::Ignoree => "ignoree",
            Self::Nom => "nom",
            Self::Prenom => "prenom",
            Self::NomPrenom => "nom-prenom",
            Self::Profession => "profession",
            Self::Rpps => "rpps",
            Self::Site => "site",
            Self::Nombre => "nombre",
            Self::Contrat => "contrat",
            Self::Smartphone => "smartphone",
            Self::Acces => "acces",
            Self::Carte => "carte",
            Self::Ecps => "e-cps",
        }
    }

    /// What the user reads.
    pub fn libelle(self) -> &'static str {
        match self {
            Self::Ignoree => "Ne pas lire",
            Self::Nom => "Nom",
            Self::Prenom => "Prénom",
            Self::NomPrenom => "Nom et prénom",
            Self::Profession => "Profession ou fonction",
            Self::Rpps => "Numéro RPPS",
            Self::Site => "Site ou service",
            Self::Nombre => "Nombre de personnes",
            Self::Contrat => "Type de contrat",
            Self::Smartphone => "Smartphone (oui ou non)",
            Self::Acces => "Accès personnel à un service national (oui ou non)",
            Self::Carte => "Carte déjà détenue",
            Self::Ecps => "e-CPS",
        }
    }

    fn de(jeton: &str) -> Option<Self> {
        Self::TOUS.into_iter().find(|role| role.jeton() == jeton)
    }
}

/// Headings that are seen, in order of preference for one role: words without accents nor punctuation.
static ENTETES: &[(Role, &[&str])] = &[
    (
        Role::NomPrenom,
        &[
            "nom prenom",
            "nom et prenom",
            "nom prenoms",
            "nom et prenoms",
            "prenom nom",
            "prenom et nom",
            "nom complet",
            "nom du salarie",
            "nom de l agent",
            "nom du professionnel",
            "identite",
            "salarie",
            "agent",
            "professionnel",
            "collaborateur",
            "personne",
            "personnel",
            "intervenant",
        ],
    ),
    (
        Role::Nom,
        &[
            "nom",
            "nom de famille",
            "nom usuel",
            "nom d usage",
            "nom d exercice",
            "nom salarie",
            "nom agent",
            "nom marital",
            "nom de naissance",
            "nom patronymique",
            "patronyme",
        ],
    ),
    (
        Role::Prenom,
        &[
            "prenom",
            "prenoms",
            "prenom usuel",
            "prenom d exercice",
            "prenom salarie",
            "prenom agent",
            "premier prenom",
        ],
    ),
    (
        Role::Profession,
        &[
            "profession",
            "profession ou fonction",
            "profession fonction",
            "fonction",
            "fonction exercee",
            "libelle fonction",
            "metier",
            "libelle metier",
            "emploi",
            "libelle emploi",
            "libelle de l emploi",
            "emploi occupe",
            "poste",
            "poste occupe",
            "libelle poste",
            "libelle du poste",
            "intitule du poste",
            "intitule de poste",
            "intitule poste",
            "intitule",
            "qualification",
            "titre",
            "role",
            "libelle grade",
            "grade",
            "diplome",
            "categorie professionnelle",
            "categorie",
            "corps",
        ],
    ),
    (
        Role::Rpps,
        &[
            "rpps",
            "n rpps",
            "no rpps",
            "num rpps",
            "numero rpps",
            "numero de rpps",
            "code rpps",
            "identifiant rpps",
            "id rpps",
            "rpps adeli",
            "rpps ou adeli",
            "n rpps adeli",
            "numero rpps ou adeli",
            "numero rpps adeli",
            "identifiant national",
            "adeli",
            "n adeli",
            "numero adeli",
        ],
    ),
    (
        Role::Site,
        &[
            "site",
            "site ou service",
            "etablissement",
            "nom de l etablissement",
            "nom etablissement",
            "structure",
            "service",
            "lieu de travail",
            "lieu d exercice",
            "lieu",
            "affectation",
            "unite",
            "pole",
            "antenne",
            "residence",
            "finess",
            "finess et",
            "n finess",
            "numero finess",
        ],
    ),
    (
        Role::Nombre,
        &[
            "nombre",
            "nombre de personnes",
            "nombre de professionnels",
            "nombre de salaries",
            "nombre d agents",
            "nb de personnes",
            "nb personnes",
            "nb agents",
            "nb d agents",
            "nb salaries",
            "nb",
            "nbre",
            "effectif",
            "effectifs",
            "combien",
            "quantite",
        ],
    ),
    (
        Role::Contrat,
        &[
            "type de contrat",
            "type contrat",
            "nature du contrat",
            "nature contrat",
            "contrat",
            "statut",
            "position",
        ],
    ),
    (Role::Smartphone, &["smartphone", "a un smartphone", "smartphone oui ou non"]),
    (
        Role::Acces,
        &[
            "acces personnel",
            "acces personnel a un service national",
            "acces a un service national",
            "acces personnel a un service national oui ou non",
            "acces dmp",
            "consultation dmp",
            "besoin d acces",
        ],
    ),
    (
        Role::Carte,
        &[
            "carte deja detenue",
            "carte detenue",
            "carte",
            "carte cps",
            "carte cpe",
            "cps",
            "cpe",
            "carte cps cpe",
            "carte cps ou cpe",
            "type de carte",
            "carte ans",
        ],
    ),
    (Role::Ecps, &["e cps", "ecps", "etat e cps", "e cps active"]),
];

/// The words of a heading, without accents nor punctuation.
fn mots(entete: &str) -> String {
    metiers::sans_accents(entete)
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// What a heading names, and its rank of preference, 0 the best; none when it is not known.
pub(super) fn role_d_un_entete(entete: &str) -> Option<(Role, usize)> {
    if entete.len() > 80 {
        return None;
    }
    let mots = mots(entete);
    let exact = ENTETES
        .iter()
        .find_map(|(role, known)| known.iter().position(|known| *known == mots).map(|rank| (*role, rank)));
    // « N° RPPS (11 chiffres) », « Fonction au 01/09 »: known words at the start, or a word that says it all.
    exact.or_else(|| {
        let word = |word: &str| mots.split(' ').any(|other| other == word);
        let starts = |role: Role, words: &[&str]| {
            words
                .iter()
                .any(|start| mots.strip_prefix(start).is_some_and(|rest| rest.starts_with(' ')))
                .then_some(role)
        };
        let role = if word("rpps") {
            Some(Role::Rpps)
        } else if word("smartphone") {
            Some(Role::Smartphone)
        } else if mots.contains("e cps") || word("ecps") {
            Some(Role::Ecps)
        } else if word("nom") && word("prenom") {
            Some(Role::NomPrenom)
        } else {
            starts(
                Role::Profession,
                &["profession", "fonction", "metier", "emploi", "poste", "qualification"],
            )
            .or_else(|| starts(Role::Prenom, &["prenom"]))
            .or_else(|| starts(Role::Nombre, &["nombre de", "nombre d", "nb de"]))
            .or_else(|| starts(Role::Site, &["site", "etablissement", "finess"]))
        };
        role.map(|role| (role, 50))
    })
}

/// Rows looked at to tell what a column holds.
const ECHANTILLON: usize = 80;

/// What each column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colonnes {
    roles: Vec<Role>,
}

impl Colonnes {
    /// What the headings, and the cells under them, let think.
    pub fn proposer(entetes: &[String], lignes: &[LigneLue]) -> Self {
        let mut colonnes = Self { roles: vec![Role::Ignoree; entetes.len()] };
        let apercus: Vec<Apercu> = (0..entetes.len()).map(|rang| Apercu::de(lignes, rang)).collect();
        // Each role goes to the column that names it best and whose content does not belie it.
        let mut claims: Vec<(usize, Role, u32)> = vec![];
        for (rang, (entete, apercu)) in entetes.iter().zip(&apercus).enumerate() {
            if let Some((role, preference)) = role_d_un_entete(entete)
                && let Some(credit) = apercu.credit(role)
            {
                let preference = u32::try_from(preference).unwrap_or(100).min(100);
                claims.push((rang, role, credit * 2 + 100 - preference));
            }
        }
        claims.sort_by(|(rang, _, one), (other_rang, _, other)| other.cmp(one).then(rang.cmp(other_rang)));
        for (rang, role, _) in claims {
            if colonnes.colonne(role).is_none() {
                colonnes.changer(rang, role);
            }
        }
        if colonnes.colonne(Role::Nom).is_some() && colonnes.colonne(Role::Prenom).is_some() {
            colonnes.retirer(Role::NomPrenom);
        }
        // Without a heading that says it, the content may.
        colonnes.par_le_contenu(&apercus, Role::Rpps, |apercu| apercu.rpps);
        colonnes.par_le_contenu(&apercus, Role::Profession, |apercu| apercu.metiers);
        colonnes
    }

    /// Gives a role to the free column whose content shows it most, more than half of the time.
    fn par_le_contenu(&mut self, apercus: &[Apercu], role: Role, part: fn(&Apercu) -> u32) {
        if self.colonne(role).is_some() {
            return;
        }
        let best = apercus
            .iter()
            .enumerate()
            .filter(|(rang, apercu)| self.role(*rang) == Role::Ignoree && part(apercu) > 50)
            .max_by_key(|(rang, apercu)| (part(apercu), usize::MAX - rang));
        if let Some((rang, _)) = best {
            self.changer(rang, role);
        }
    }

    /// What a column holds, from 0.
    pub fn role(&self, colonne: usize) -> Role {
        self.roles.get(colonne).copied().unwrap_or(Role::Ignoree)
    }

    /// The column that holds this; of [`Role::Ignoree`], none.
    pub fn colonne(&self, role: Role) -> Option<usize> {
        (role != Role::Ignoree).then(|| self.roles.iter().position(|held| *held == role)).flatten()
    }

    /// Says what a column holds. The column that held it before holds nothing any more.
    pub fn changer(&mut self, colonne: usize, role: Role) {
        self.retirer(role);
        if let Some(place) = self.roles.get_mut(colonne) {
            *place = role;
        }
    }

    fn retirer(&mut self, role: Role) {
        for held in &mut self.roles {
            if *held == role {
                *held = Role::Ignoree;
            }
        }
    }

    /// The mapping as a text to remember under [`cle`](Self::cle): the roles of the columns, in order.
    pub fn ecrire(&self) -> String {
        self.roles.iter().map(|role| role.jeton()).collect::<Vec<_>>().join(" ")
    }

    /// A remembered mapping; none when it is not one for so many columns.
    pub fn relire(texte: &str, colonnes: usize) -> Option<Self> {
        let roles: Vec<Role> = texte.split_whitespace().map(Role::de).collect::<Option<_>>()?;
        let mut unique: Vec<Role> = roles.iter().copied().filter(|role| *role != Role::Ignoree).collect();
        let held = unique.len();
        unique.sort();
        unique.dedup();
        (roles.len() == colonnes && unique.len() == held).then_some(Self { roles })
    }

    /// A key for these headings: the same for the same headings, whatever their case, accents and spaces. It does not
    /// tell the headings, which are people's names in a file that has none (FNV-1a, 64 bits).
    pub fn cle(entetes: &[String]) -> String {
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        for entete in entetes {
            for octet in mots(entete).bytes().chain([0]) {
                hash = (hash ^ u64::from(octet)).wrapping_mul(0x0100_0000_01b3);
            }
        }
        format!("effectif-{hash:016x}")
    }

    /// The first rows as they will be read, to be shown before confirming: for each column that is read, in the order
    /// of the file, its role and the texts of so many rows.
    pub fn apercu<'a>(
        &self,
        tableau: &'a Tableau,
        lignes: usize,
    ) -> Vec<(usize, Role, Vec<std::borrow::Cow<'a, str>>)> {
        let read = self.roles.iter().enumerate().filter(|(_, role)| **role != Role::Ignoree);
        read.map(|(rang, role)| {
            (rang, *role, tableau.lignes.iter().take(lignes).map(|row| row.cellule(rang).texte()).collect())
        })
        .collect()
    }
}

/// What stands in a column, in hundredths of its cells that are not empty.
struct Apercu {
    remplies: u32,
    nombres: u32,
    rpps: u32,
    metiers: u32,
}

impl Apercu {
    fn de(lignes: &[LigneLue], colonne: usize) -> Self {
        let cells: Vec<&Cellule> = lignes
            .iter()
            .map(|row| row.cellule(colonne))
            .filter(|cell| !cell.est_vide())
            .take(ECHANTILLON)
            .collect();
        let part = |test: fn(&Cellule) -> bool| {
            let count = cells.iter().filter(|cell| test(cell)).count();
            u32::try_from(count * 100 / cells.len().max(1)).unwrap_or(0)
        };
        Self {
            remplies: u32::try_from(cells.len()).unwrap_or(0),
            nombres: part(|cell| {
                matches!(cell, Cellule::Nombre(_)) || cell.texte().trim().parse::<f64>().is_ok()
            }),
            rpps: part(|cell| {
                let digits = crate::domain::saisie::normaliser(&cell.texte());
                matches!(digits.len(), 11 | 12) && Rpps::read(&digits).is_ok()
            }),
            metiers: part(
                |cell| matches!(cell, Cellule::Texte(texte) if metiers::reconnaitre(texte).certitude != Certitude::Inconnue),
            ),
        }
    }

    /// How much the content supports a role, from 0 to 100; none when it belies it.
    fn credit(&self, role: Role) -> Option<u32> {
        if self.remplies == 0 {
            return Some(0);
        }
        match role {
            Role::Profession => (self.nombres < 80).then_some(self.metiers),
            Role::Nombre => (self.nombres >= 50).then_some(self.nombres),
            Role::Nom | Role::Prenom | Role::NomPrenom => (self.nombres < 80).then_some(50),
            Role::Rpps => Some(self.rpps),
            Role::Site
            | Role::Contrat
            | Role::Smartphone
            | Role::Acces
            | Role::Carte
            | Role::Ecps
            | Role::Ignoree => Some(50),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entetes(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    fn lignes(rows: &[&[&str]]) -> Vec<LigneLue> {
        let cells = |row: &&[&str]| row.iter().map(|text| Cellule::Texte((*text).to_owned())).collect();
        rows.iter().map(|row| LigneLue { numero: 2, cellules: cells(row) }).collect()
    }

    #[test]
    fn usual_headings_are_known() {
        for (entete, role) in [
            ("NOM D’USAGE", Role::Nom),
            ("Prénoms", Role::Prenom),
            ("Nom - Prénom", Role::NomPrenom),
            ("Intitulé du poste", Role::Profession),
            ("Fonction (au 01/09)", Role::Profession),
            ("N° RPPS", Role::Rpps),
            ("RPPS (11 chiffres)", Role::Rpps),
            ("N° ADELI", Role::Rpps),
            ("Établissement", Role::Site),
            ("Nb d’agents", Role::Nombre),
            ("Type de contrat", Role::Contrat),
            ("e-CPS", Role::Ecps),
            ("Date de naissance", Role::Ignoree),
            ("E-mail", Role::Ignoree),
            ("ETP", Role::Ignoree),
        ] {
            assert_eq!(role_d_un_entete(entete).map_or(Role::Ignoree, |(role, _)| role), role, "{entete}");
        }
    }

    #[test]
    fn of_two_columns_that_may_name_the_profession_the_one_that_holds_professions_wins() {
        let rows = lignes(&[&["MARTIN", "Cadre 3", "IDE"], &["PETIT", "Cat. C", "aide-soignante"]]);
        let colonnes = Colonnes::proposer(&entetes(&["Nom", "Emploi", "Qualification"]), &rows);
        assert_eq!(colonnes.colonne(Role::Profession), Some(2));
    }

    #[test]
    fn without_headings_the_content_tells_professions_and_numbers() {
        let rows = lignes(&[&["MARTIN", "IDE", "10123456781"], &["PETIT", "AS", "10000000009"]]);
        let colonnes = Colonnes::proposer(&entetes(&["", "", ""]), &rows);
        assert_eq!(colonnes.ecrire(), "ignoree profession rpps");
    }

    #[test]
    fn a_role_is_held_by_one_column_and_a_mapping_is_remembered() {
        let mut colonnes = Colonnes::proposer(&entetes(&["Nom", "Fonction", "Service"]), &[]);
        colonnes.changer(2, Role::Profession);
        assert_eq!(colonnes.ecrire(), "nom ignoree profession");
        assert_eq!(Colonnes::relire(&colonnes.ecrire(), 3), Some(colonnes));
        for (texte, count) in [("nom nom", 2), ("nom", 2), ("nom x", 2)] {
            assert_eq!(Colonnes::relire(texte, count), None);
        }
    }

    #[test]
    fn the_key_of_headings_does_not_depend_on_how_they_are_typed() {
        let cle = |texts: &[&str]| Colonnes::cle(&entetes(texts));
        assert_eq!(cle(&["Nom", "N° RPPS"]), cle(&["NOM ", "n°\u{a0}rpps"]));
        assert_ne!(cle(&["Nom", "Prénom"]), cle(&["Nom Prénom"]));
        assert_ne!(cle(&["Nom", ""]), cle(&["Nom"]));
    }

    #[test]
    fn each_role_has_its_token_and_its_label() {
        for role in Role::TOUS {
            assert_eq!(Role::de(role.jeton()), Some(role));
            assert!(!role.libelle().is_empty());
        }
    }
}
