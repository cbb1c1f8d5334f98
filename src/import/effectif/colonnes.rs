//! Which column is what: proposed from the headings and from what stands under them, changed by the user, remembered
//! for the same headings.

use std::cell::OnceCell;

use super::comptes::{Compte, compte_autre_chose, compte_des_gens, identifie_une_personne};
use super::departs::borne_d_autre_chose;
use super::entetes::dit_un_nom;
use super::intitules::{APPROCHE, d_un_autre_metier, role_d_un_entete};
use super::lexique::{mots, mots_d_entete};
use super::metiers::{self, Certitude};
use super::presence::{Presence, echeance, presence};
use super::role::Role;
use super::tableau::{Cellule, LigneLue, Tableau};
use super::valeurs::{DateLue, compte, date};
use crate::domain::rpps::Rpps;
use crate::domain::saisie::{est_rien, est_scientifique};

/// Rows looked at to tell what a column holds.
const ECHANTILLON: usize = 80;

/// Of the professions of a structure, one at least has fewer people.
const PEU: f64 = 20.0;

/// What a state may be that of, beside a person: « Statut CPS », « État de la carte ».
const AUTRES_ETATS: &[&str] = &[
    "cps",
    "cpe",
    "ecps",
    "carte",
    "cartes",
    "badge",
    "rpps",
    "adeli",
    "vaccinal",
    "vaccinale",
    "vaccination",
    "diplome",
    "diplomes",
    "habilitation",
    "habilitations",
    "formation",
    "formations",
    "certificat",
    "visite",
    "familiale",
    "civil",
];

/// What each column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colonnes {
    roles: Vec<Role>,
}

impl Colonnes {
    /// What the headings, and the cells under them, let think.
    pub fn proposer(entetes: &[String], lignes: &[LigneLue]) -> Self {
        let mut colonnes = Self { roles: vec![Role::Ignoree; entetes.len()] };
        let apercus: Vec<Apercu> =
            entetes.iter().enumerate().map(|(rang, entete)| Apercu::de(lignes, rang, entete)).collect();
        // Each role goes to the column that names it best and whose content does not belie it.
        let mut claims: Vec<(usize, Role, u32)> = vec![];
        let seconde = seconde_liste(entetes);
        let lues = entetes.iter().zip(&apercus).enumerate().filter(|(rang, _)| !seconde.contains(rang));
        for (rang, (entete, apercu)) in lues {
            let Some((role, preference)) = role_d_un_entete(entete) else { continue };
            if matches!(role, Role::FinContrat | Role::Entree) && borne_d_autre_chose(entetes, rang) {
                continue;
            }
            // « Sorti : Oui » under a heading that may hold a day.
            let autre = matches!(role, Role::Sortie | Role::FinContrat).then_some(Role::Presence);
            let credited = [Some(role), autre].into_iter().flatten();
            if let Some((role, credit)) =
                credited.filter_map(|role| Some((role, apercu.credit(role)?))).next()
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
        colonnes.presences(entetes, &apercus);
        // Without a heading that says it, the content may.
        colonnes.par_le_contenu(&apercus, Role::Rpps, |apercu| apercu.rpps);
        colonnes.par_le_contenu(&apercus, Role::Profession, |apercu| match apercu.autre_metier {
            true => 0,
            false => apercu.metiers(),
        });
        colonnes.compter(entetes, &apercus, lignes);
        colonnes
    }

    /// Whether the people of the roster are named.
    pub fn nomme(&self) -> bool {
        [Role::Nom, Role::Prenom, Role::NomPrenom, Role::Rpps]
            .into_iter()
            .any(|role| self.colonne(role).is_some())
    }

    /// « Statut » and « Position » often hold the kind of contract; sometimes, who has left.
    fn presences(&mut self, entetes: &[String], apercus: &[Apercu]) {
        if self.colonne(Role::Presence).is_some() {
            return;
        }
        let place = entetes.iter().zip(apercus).enumerate().position(|(rang, (entete, apercu))| {
            let mots = mots_d_entete(entete);
            let commence = |starts: &[&str]| starts.iter().any(|start| mots.starts_with(start));
            let d_autre_chose = mots.split(' ').any(|mot| AUTRES_ETATS.contains(&mot));
            let dit = commence(&["statut", "position", "etat", "situation"]) && !d_autre_chose;
            // « Activité » holds many things.
            (dit || commence(&["activite"]))
                && matches!(self.role(rang), Role::Ignoree | Role::Contrat)
                && apercu.presences >= 50
                && apercu.partis > 0
                || dit && self.role(rang) == Role::Ignoree && apercu.partis > 0
        });
        if let Some(rang) = place {
            self.changer(rang, Role::Presence);
        }
    }

    /// A roster without names that has a column of numbers counts its people there. Beside names, a heading must say that
    /// it counts people.
    fn compter(&mut self, entetes: &[String], apercus: &[Apercu], lignes: &[LigneLue]) {
        if self.nomme() || self.colonne(Role::Profession).is_none() {
            let dit = |entete: &String| {
                role_d_un_entete(entete).is_some_and(|(_, rang)| rang < APPROCHE) || compte_des_gens(entete)
            };
            if self.colonne(Role::Nombre).is_some_and(|rang| !entetes.get(rang).is_some_and(dit)) {
                self.retirer(Role::Nombre);
            }
            return;
        }
        self.retirer(Role::Nombre);
        // Whoever has a number of their own is alone in their row, unless a heading says the contrary.
        let un_par_ligne = entetes
            .iter()
            .zip(apercus)
            .any(|(entete, apercu)| identifie_une_personne(entete) && apercu.est_distinct());
        let candidats: Vec<(usize, Compte)> = entetes
            .iter()
            .zip(apercus)
            .enumerate()
            .filter(|(rang, _)| self.role(*rang) == Role::Ignoree)
            .filter_map(|(rang, (entete, apercu))| {
                // A full-time equivalent above one is that of several people.
                Compte::de(entete)
                    .filter(|compte| apercu.nombres >= compte.nombres_requis())
                    .filter(|compte| !compte.est_a_verifier() || (apercu.plus_d_un && !un_par_ligne))
                    .map(|compte| (rang, compte))
            })
            .collect();
        if !candidats.is_empty() {
            // Of two that are as good, the user says which.
            if let Some(rang) = Compte::meilleur(&candidats) {
                self.changer(rang, Role::Nombre);
            }
            return;
        }
        // The only numbers, such as people are counted, in a roster where each profession stands once.
        if let [seule] = self.colonnes_de_nombres(entetes, apercus).as_slice()
            && !un_par_ligne
            && apercus.get(*seule).is_some_and(Apercu::compte_des_gens)
            && self.professions_distinctes(lignes)
        {
            self.changer(*seule, Role::Nombre);
        }
    }

    /// Columns that are not read and may count people, in a roster without names nor a column that counts.
    pub fn nombres_oublies(&self, tableau: &Tableau) -> Vec<usize> {
        if self.nomme() || self.colonne(Role::Nombre).is_some() || self.colonne(Role::Profession).is_none() {
            return vec![];
        }
        let apercus: Vec<Apercu> =
            (0..tableau.entetes.len()).map(|rang| Apercu::de(&tableau.lignes, rang, "")).collect();
        self.colonnes_de_nombres(&tableau.entetes, &apercus)
    }

    fn colonnes_de_nombres(&self, entetes: &[String], apercus: &[Apercu]) -> Vec<usize> {
        let counts = entetes.iter().zip(apercus).enumerate().filter(|(rang, (entete, apercu))| {
            self.role(*rang) == Role::Ignoree
                && apercu.comptes >= 80
                && apercu.plus_d_un
                && !entete.contains('%')
                && !compte_autre_chose(&mots_d_entete(entete))
        });
        counts.map(|(rang, _)| rang).collect()
    }

    fn professions_distinctes(&self, lignes: &[LigneLue]) -> bool {
        let Some(colonne) = self.colonne(Role::Profession) else { return false };
        let mut seen = std::collections::BTreeSet::new();
        let site = self.colonne(Role::Site);
        lignes
            .iter()
            .map(|row| (row.cellule(colonne).texte(), site.map(|site| row.cellule(site).texte())))
            .all(|(profession, site)| {
                profession.is_empty() || seen.insert((mots(&profession), site.map(|site| mots(&site))))
            })
    }

    /// Gives a role to the free column whose content shows it most, more than half of the time.
    fn par_le_contenu(&mut self, apercus: &[Apercu], role: Role, part: fn(&Apercu<'_>) -> u32) {
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
}

/// The columns of a second list of people, beside the first: they have the same headings.
pub(super) fn seconde_liste(entetes: &[String]) -> Vec<usize> {
    let nets: Vec<String> = entetes.iter().map(|entete| mots_d_entete(entete)).collect();
    let repetees = nets
        .iter()
        .enumerate()
        .filter(|(rang, net)| !net.is_empty() && nets.iter().take(*rang).any(|avant| avant == *net));
    let nomme = repetees.clone().any(|(_, net)| dit_un_nom(net));
    let rangs: Vec<usize> = repetees.map(|(rang, _)| rang).collect();
    if nomme && rangs.len() >= 2 { rangs } else { vec![] }
}

/// What stands in a column, in hundredths of its cells that are not empty.
struct Apercu<'a> {
    cellules: Vec<&'a Cellule>,
    remplies: u32,
    nombres: u32,
    /// Whole numbers that may count people.
    comptes: u32,
    /// Whether a number is above one.
    plus_d_un: bool,
    dates: u32,
    /// Days of leaving, in part or among words.
    echeances: u32,
    /// Whether one of them is a day.
    jours: bool,
    presences: u32,
    partis: u32,
    rpps: u32,
    /// Whether its heading says another profession than the one they have here.
    autre_metier: bool,
    /// Sure and likely professions, once asked: of most columns, nobody asks.
    metiers: OnceCell<u32>,
}

impl<'a> Apercu<'a> {
    fn de(lignes: &'a [LigneLue], colonne: usize, entete: &str) -> Self {
        let cells: Vec<&Cellule> = lignes
            .iter()
            .map(|row| row.cellule(colonne))
            .filter(|cell| !cell.est_vide() && !est_rien(&cell.texte()))
            .take(ECHANTILLON)
            .collect();
        let part = |test: &dyn Fn(&Cellule) -> bool| part(&cells, test);
        Self {
            remplies: u32::try_from(cells.len()).unwrap_or(0),
            nombres: part(&|cell| {
                let texte = cell.texte();
                // One that lost digits is a number all the same: it is told where it is read.
                matches!(cell, Cellule::Nombre(_)) || compte(&texte).is_some() || est_scientifique(&texte)
            }),
            comptes: part(&|cell| {
                compte(&cell.texte()).is_some_and(|compte| compte.fract() == 0.0 && compte <= 20_000.0)
            }),
            plus_d_un: cells.iter().any(|cell| compte(&cell.texte()).is_some_and(|compte| compte > 1.0)),
            dates: part(&|cell| !matches!(date(cell), DateLue::Illisible)),
            echeances: part(&|cell| !matches!(echeance(cell), DateLue::Illisible)),
            jours: cells.iter().any(|cell| matches!(echeance(cell), DateLue::Jour(_))),
            presences: part(&|cell| presence(entete, &cell.texte()).is_some()),
            partis: part(&|cell| presence(entete, &cell.texte()) == Some(Presence::Partie)),
            rpps: part(&|cell| Rpps::read(&cell.texte()).is_ok()),
            autre_metier: d_un_autre_metier(&mots_d_entete(entete)),
            metiers: OnceCell::new(),
            cellules: cells,
        }
    }

    /// How many of a hundred cells hold a profession.
    fn metiers(&self) -> u32 {
        let metier = |cell: &Cellule| matches!(cell, Cellule::Texte(texte) if metiers::reconnaitre(texte).certitude != Certitude::Inconnue);
        *self.metiers.get_or_init(|| part(&self.cellules, &metier))
    }

    /// Whether no two cells say the same.
    fn est_distinct(&self) -> bool {
        let mut seen = std::collections::BTreeSet::new();
        self.cellules.len() > 1 && self.cellules.iter().all(|cell| seen.insert(cell.texte()))
    }

    /// Whether numbers are such as people are counted: some profession has few, and they are no hundredths.
    fn compte_des_gens(&self) -> bool {
        let nombres = || self.cellules.iter().filter_map(|cell| compte(&cell.texte()));
        let centiemes = nombres().fold(0.0, f64::max) == 100.0 && nombres().all(|nombre| nombre % 5.0 == 0.0);
        nombres().fold(f64::MAX, f64::min) < PEU && !centiemes
    }

    /// How much the content supports a role, from 0 to 100; none when it belies it.
    fn credit(&self, role: Role) -> Option<u32> {
        if self.remplies == 0 {
            return Some(0);
        }
        match role {
            Role::Profession => (self.nombres < 80).then(|| self.metiers()),
            Role::Nombre => (self.nombres >= 50).then_some(self.nombres),
            Role::Nom | Role::Prenom | Role::NomPrenom => (self.nombres < 80).then_some(50),
            Role::Rpps => Some(self.rpps),
            // Zeros may be days that are empty, or the no of a yes.
            Role::Sortie | Role::FinContrat => {
                (self.echeances >= 50 && (self.jours || self.presences < 50)).then_some(self.echeances)
            }
            Role::Entree => (self.dates >= 50).then_some(self.dates),
            Role::Presence => (self.presences >= 50).then_some(self.presences),
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

/// How many of a hundred cells are so.
fn part(cells: &[&Cellule], test: &dyn Fn(&Cellule) -> bool) -> u32 {
    let count = cells.iter().filter(|cell| test(cell)).count();
    u32::try_from(count * 100 / cells.len().max(1)).unwrap_or(0)
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
    fn a_roster_without_names_counts_its_people_in_its_numbers() {
        for (heading, other) in [
            ("Effectif au 31/12/2025", "Taux"),
            ("Effectif physique", "ETP"),
            ("Total", "Heures"),
            ("ETP", "Âge moyen"),
            ("2025", "Code"),
        ] {
            let rows = lignes(&[&["IDE", "12", "3"], &["AS", "25,5", "4"]]);
            let whole = lignes(&[&["IDE", "12", "3"], &["AS", "25", "4"]]);
            let colonnes = Colonnes::proposer(
                &entetes(&["Emploi", heading, other]),
                if heading == "ETP" { &rows } else { &whole },
            );
            assert_eq!(colonnes.ecrire(), "profession nombre ignoree", "{heading}");
        }
        let named = lignes(&[&["MARTIN", "IDE", "12"], &["PETIT", "AS", "25"]]);
        assert_eq!(
            Colonnes::proposer(&entetes(&["Nom", "Emploi", "Total"]), &named).colonne(Role::Nombre),
            None
        );
        // Two columns of numbers under words that say nothing: a question.
        let rows = lignes(&[&["IDE", "12", "3"], &["AS", "25", "4"]]);
        let heads = entetes(&["Emploi", "Les Tilleuls", "Les Érables"]);
        let colonnes = Colonnes::proposer(&heads, &rows);
        assert_eq!(colonnes.colonne(Role::Nombre), None);
        let tableau = Tableau { entetes: heads, lignes: rows, ..Tableau::default() };
        assert_eq!(colonnes.nombres_oublies(&tableau), [1, 2]);
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
}
