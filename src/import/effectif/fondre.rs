//! What a roster becomes: rows of the dossier, which hold professions and counts, never people; and, for the page alone,
//! what each person is to do.

use std::collections::BTreeMap;

use super::personnes::{Effectif, EtatRpps, NOMBRE_MAX, Personne};
use crate::domain::answers::{INCONNU, Row};
use crate::domain::professions::{CarteParDefaut, Ecps, Ordre, PROFESSIONS, Profession, Voie};
use crate::domain::question::{Choice, OuiNon};
use crate::domain::questions::professionnels::{
    Interim, PRO_BESOIN_ACCES, PRO_CARTE, PRO_ECPS, PRO_EFFECTIF, PRO_INTERIM, PRO_PROFIL, PRO_RPPS,
    PRO_SMARTPHONE, Rpps,
};

/// What of a name is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Noms {
    /// The whole name.
    Entiers,
    /// « A. M. »; the line when there is no name.
    Initiales,
    /// « Ligne 12 ».
    #[default]
    Sans,
}

/// Rows for the dossier's list of professionals.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fondu {
    /// One for each profession and state, in the order of the table of professions.
    pub lignes: Vec<Row>,
    /// People counted in those rows.
    pub comptes: u32,
    /// People left out: their profession is still to be chosen.
    pub sans_profession: u32,
}

/// Groups the people of the same profession in the same state. `nouvel_id` gives the id of each new row
/// (`Answers::new_row_ids`).
///
/// No name, RPPS number, site or line is in them: a plan needs none.
pub fn fondre(effectif: &Effectif, mut nouvel_id: impl FnMut() -> String) -> Fondu {
    let mut groupes: BTreeMap<(usize, Etat), u32> = BTreeMap::new();
    let mut fondu = Fondu::default();
    for personne in effectif.personnes.iter().filter(|personne| personne.comptee) {
        match personne.cle.and_then(rang) {
            Some((rang, profession)) => {
                let nombre = groupes.entry((rang, Etat::de(personne, profession))).or_default();
                *nombre = nombre.saturating_add(personne.nombre);
                fondu.comptes = fondu.comptes.saturating_add(personne.nombre);
            }
            None => fondu.sans_profession = fondu.sans_profession.saturating_add(personne.nombre),
        }
    }
    for ((rang, etat), nombre) in groupes {
        let Some(profession) = PROFESSIONS.get(rang) else { continue };
        // One row of the dossier holds 20 000 people at most.
        let mut reste = nombre;
        while reste > 0 {
            let ici = reste.min(NOMBRE_MAX);
            fondu.lignes.push(etat.ligne(&nouvel_id(), profession, ici));
            reste -= ici;
        }
    }
    fondu
}

fn rang(cle: &str) -> Option<(usize, &'static Profession)> {
    PROFESSIONS.iter().enumerate().find(|(_, profession)| profession.cle == cle)
}

/// What tells two rows of one profession apart: tokens of the answers; none where the question keeps its default.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Etat {
    rpps: Option<&'static str>,
    interim: bool,
    smartphone: Option<&'static str>,
    acces: Option<bool>,
    carte: Option<&'static str>,
    ecps: Option<&'static str>,
}

impl Etat {
    fn de(personne: &Personne, profession: &Profession) -> Self {
        Self {
            rpps: jeton_rpps(personne, profession),
            interim: personne.interim,
            smartphone: personne.smartphone.map(Choice::jeton),
            acces: personne.acces,
            carte: personne.carte.map(Choice::jeton),
            ecps: personne.ecps.map(Choice::jeton),
        }
    }

    fn ligne(&self, id: &str, profession: &Profession, nombre: u32) -> Row {
        let oui_non = |oui| if oui { OuiNon::Oui.jeton() } else { OuiNon::Non.jeton() };
        let mut row = Row::new(id)
            .with(PRO_PROFIL.spec.id, profession.cle)
            .with(PRO_EFFECTIF.spec.id, &nombre.to_string());
        let champs = [
            (PRO_RPPS.spec.id, self.rpps),
            (PRO_INTERIM.spec.id, self.interim.then(|| Interim::Nomme.jeton())),
            (PRO_SMARTPHONE.spec.id, self.smartphone),
            (PRO_BESOIN_ACCES.spec.id, self.acces.map(oui_non)),
            (PRO_CARTE.spec.id, self.carte),
            (PRO_ECPS.spec.id, self.ecps),
        ];
        for (champ, jeton) in champs {
            if let Some(jeton) = jeton {
                row = row.with(champ, jeton);
            }
        }
        row
    }
}

/// Whether a person is registered. A right number says yes. An empty cell says no for whom the employer registers
/// (R-RPPS-04): it would know the number; of a profession that an ordre or the ARS registers, it says nothing.
fn jeton_rpps(personne: &Personne, profession: &Profession) -> Option<&'static str> {
    match (&personne.rpps, profession.voie) {
        (EtatRpps::Valide(_), _) => Some(Rpps::Enregistre.jeton()),
        (_, Voie::Aucune) => None,
        (EtatRpps::Absent, Voie::RppsPlus | Voie::RppsPlusPossible) => Some(Rpps::AEnregistrer.jeton()),
        (EtatRpps::Absent, Voie::Ordre(_) | Voie::OrdreEtudiant | Voie::Ars)
        | (EtatRpps::SansColonne | EtatRpps::Refuse, _) => Some(INCONNU),
    }
}

/// One person, as a page lists them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fiche {
    /// Row in the spreadsheet.
    pub ligne: u32,
    /// Name, initials or « Ligne 12 », as [`Noms`] says.
    pub qui: String,
    /// The profession of the table.
    pub metier: Option<&'static Profession>,
    /// How many people the row counts.
    pub nombre: u32,
    /// Who registers, in words.
    pub voie: String,
    /// Card by default, in words.
    pub carte: &'static str,
    /// Whether an e-CPS is possible.
    pub ecps: Option<Ecps>,
    /// A right RPPS number: already registered.
    pub enregistree: bool,
    /// What the roster says of who has left (R-IMPORT-16).
    pub depart: Option<String>,
    /// Whether the person is counted.
    pub comptee: bool,
}

/// Each person and the way they go, grouped by profession in the order of the table; those without a profession first.
pub fn par_personne(effectif: &Effectif, noms: Noms) -> Vec<Fiche> {
    let mut fiches: Vec<(Option<usize>, Fiche)> = effectif
        .personnes
        .iter()
        .map(|personne| {
            let trouve = personne.cle.and_then(rang);
            let metier = trouve.map(|(_, profession)| profession);
            let fiche = Fiche {
                ligne: personne.ligne,
                qui: qui(personne, noms),
                metier,
                nombre: personne.nombre,
                voie: metier.map_or_else(
                    || "Profession à choisir".to_owned(),
                    |profession| voie_en_clair(profession.voie),
                ),
                carte: metier.map_or("", |profession| carte_en_clair(profession.carte)),
                ecps: metier.map(|profession| profession.ecps),
                enregistree: matches!(personne.rpps, EtatRpps::Valide(_)),
                depart: personne.depart.as_ref().map(|depart| depart.dit.clone()),
                comptee: personne.comptee,
            };
            (trouve.map(|(rang, _)| rang), fiche)
        })
        .collect();
    fiches.sort_by_key(|(rang, fiche)| (*rang, fiche.ligne));
    fiches.into_iter().map(|(_, fiche)| fiche).collect()
}

fn qui(personne: &Personne, noms: Noms) -> String {
    let entier = format!("{} {}", personne.prenom, personne.nom).trim().to_owned();
    let ligne = || format!("Ligne\u{a0}{}", personne.ligne);
    match noms {
        Noms::Entiers if !entier.is_empty() => entier,
        Noms::Initiales if !entier.is_empty() => {
            let initiales: Vec<String> = entier
                .split(|c: char| c.is_whitespace() || c == '-')
                .filter_map(|mot| mot.chars().find(|c| c.is_alphabetic()))
                .take(4)
                .map(|lettre| format!("{}.", lettre.to_uppercase()))
                .collect();
            if initiales.is_empty() { ligne() } else { initiales.join("\u{a0}") }
        }
        Noms::Entiers | Noms::Initiales | Noms::Sans => ligne(),
    }
}

/// Who registers, in words (R-RPPS-01, R-RPPS-02, R-RPPS-04).
fn voie_en_clair(voie: Voie) -> String {
    match voie {
        Voie::Ordre(ordre) => format!("Par son ordre\u{a0}: {}", Ordre::nom(ordre)),
        Voie::OrdreEtudiant => "Par l’ordre de la profession préparée".to_owned(),
        Voie::Ars => "Par l’agence régionale de santé (ARS)".to_owned(),
        Voie::RppsPlus => "Par vous, dans RPPS+".to_owned(),
        Voie::RppsPlusPossible => "Par vous, dans RPPS+, si la personne en a besoin".to_owned(),
        Voie::Aucune => "Rien à enregistrer".to_owned(),
    }
}

/// The card by default, in words.
fn carte_en_clair(carte: CarteParDefaut) -> &'static str {
    match carte {
        CarteParDefaut::Cps => "CPS, envoyée d’office par l’ANS",
        CarteParDefaut::CpsOuDemande => "CPS, d’office ou sur demande",
        CarteParDefaut::CpsSurDemande => "CPS, sur demande",
        CarteParDefaut::CpsSinonCpe => "CPS, sur demande ; CPE à défaut",
        CarteParDefaut::CpeSiBesoin => "CPE, si une carte est nécessaire",
        CarteParDefaut::AucuneDOffice => "Aucune d’office\u{a0}; CPE sur demande",
        CarteParDefaut::Cpf => "CPF",
        CarteParDefaut::Cde => "CDE du représentant légal, ou CPE d’un mandataire",
        CarteParDefaut::Cpa => "CPA",
        CarteParDefaut::Aucune => "Aucune",
    }
}
