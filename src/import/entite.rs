//! What is taken from a FINESS file: an entité juridique, its sites, and the doubts to show.

use std::collections::HashSet;
use std::fmt;

use chrono::NaiveDate;

use super::categories as nomenclature;
use crate::domain::categories;
use crate::domain::departements::code_usuel;
use crate::domain::finess::Finess;
use crate::domain::saisie::Saisie;
use crate::domain::siren::Siren;
use crate::domain::siret::Siret;

/// An entité juridique, as far as the file tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ej {
    /// Its number.
    pub finess: Finess,
    /// Its name, the long one if there is one. None in a file of sites only (R-IMPORT-07).
    pub nom: Option<String>,
    /// None in a file of sites only, unless [`Entite::deduire_siren`] found it.
    pub siren: Option<Siren>,
    /// Code of the legal status, as the file writes it: the codes of the flux may be of another table (R-STATUT-01).
    pub statut: Option<String>,
    /// Usual code of the département of the seat.
    pub departement: Option<String>,
    /// Whether it is open (R-IMPORT-13).
    pub ouvert: bool,
    /// Whether the file writes its number without its first zero, which was put back (R-ID-16).
    pub zero_restaure: bool,
}

/// An établissement of an entité juridique.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// Its number.
    pub finess: Finess,
    /// Its name, the long one if there is one.
    pub nom: Option<String>,
    /// Absent for one site in five, or a waiting number (R-ID-18).
    pub siret: Option<Siret>,
    /// Code of its category (TRE_R66).
    pub categorie: Option<String>,
    /// Label of the category as the file gives it, shown rather than ours (R-CAT-03).
    pub libelle_fichier: Option<String>,
    /// Usual code of its département, which may not be the one of its entité juridique (R-IMPORT-09).
    pub departement: Option<String>,
    /// Day of opening.
    pub ouverture: Option<NaiveDate>,
    /// Whether it is open (R-IMPORT-13). The historical CSV holds open ones only.
    pub ouvert: bool,
    /// Whether the file writes its number without its first zero, which was put back (R-ID-16).
    pub zero_restaure: bool,
}

impl Site {
    /// The category in words: the file's own label, else ours, else the nomenclature's (R-CAT-03); « catégorie 999 » for a
    /// code that none of them names ([`Doute::CategorieInconnue`]).
    pub fn libelle_categorie(&self) -> Option<String> {
        match (&self.libelle_fichier, &self.categorie) {
            (Some(libelle), _) => Some(libelle.clone()),
            (None, Some(code)) => {
                Some(nommer(code).map_or_else(|| format!("catégorie {code}"), str::to_owned))
            }
            (None, None) => None,
        }
    }

    /// The code of its category, when nothing names it.
    fn categorie_inconnue(&self) -> Option<&str> {
        self.categorie.as_deref().filter(|code| self.libelle_fichier.is_none() && nommer(code).is_none())
    }

    /// Whether its category is in the Ségur's medico-social corridor (R-CAT-02); none when the category is not known.
    pub fn couloir_medico_social(&self) -> Option<bool> {
        self.categorie.as_deref().map(categories::couloir_medico_social)
    }
}

/// A category in our words, else in the nomenclature's.
fn nommer(code: &str) -> Option<&'static str> {
    categories::libelle(code).or_else(|| nomenclature::libelle(code))
}

/// An entité juridique and its sites; from a CSV, maybe only some of them, the others in other values to merge
/// ([`Entite::fusionner`]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entite {
    /// The entité juridique.
    pub ej: Ej,
    /// Its sites, open and closed, in the order of the file.
    pub sites: Vec<Site>,
    /// What the file held and could not be taken, told by [`Entite::avertissements`].
    pub(super) refus: Vec<Avertissement>,
    pub(super) siren_deduit: bool,
}

/// Kinds of doubts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doute {
    /// The key or the prefix of a FINESS looks wrong (R-ID-02 to R-ID-05).
    Finess,
    /// The number was read without its first zero, which a spreadsheet drops, and the zero was put back: the key is right
    /// (R-ID-16).
    ZeroRestaure,
    /// A site was left out: its number has not the form of a FINESS (R-ID-04).
    SiteEcarte,
    /// The SIRET is a waiting one, or its key is wrong (R-ID-18).
    Siret,
    /// The site is open and has no SIRET (R-ID-18).
    SiretAbsent,
    /// A SIRET or a SIREN was left out: not of its form, or a wrong SIREN key.
    NumeroEcarte,
    /// The SIRET does not begin with the SIREN of the entité juridique (R-ID-11).
    SirenDifferent,
    /// The SIREN was taken from the SIRET of the sites (R-IMPORT-07).
    SirenDeduit,
    /// The code of the category of a site is not one of the nomenclature (R-CAT-03).
    CategorieInconnue,
}

/// A doubt that does not block, to show beside what was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Avertissement {
    /// Its kind.
    pub doute: Doute,
    /// Number of the site or of the entité juridique, as read.
    pub finess: String,
    /// One or two sentences.
    pub texte: String,
}

impl Avertissement {
    pub(super) fn new(doute: Doute, finess: &str, texte: impl Into<String>) -> Self {
        Self { doute, finess: finess.to_owned(), texte: texte.into() }
    }
}

impl fmt::Display for Avertissement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\u{a0}: {}", self.finess, self.texte)
    }
}

impl Entite {
    /// An entité juridique of which only the number is known.
    pub(super) fn inconnue(finess: Finess) -> Self {
        let ej = Ej {
            finess,
            nom: None,
            siren: None,
            statut: None,
            departement: None,
            ouvert: true,
            zero_restaure: false,
        };
        Self { ej, sites: Vec::new(), refus: Vec::new(), siren_deduit: false }
    }

    /// Takes from another value of the same entité juridique what this one lacks. A site read twice is kept once, as
    /// first read.
    pub fn fusionner(&mut self, autre: Self) {
        let Self { ej, sites, refus, siren_deduit: _ } = autre;
        self.ej.nom = self.ej.nom.take().or(ej.nom);
        self.ej.statut = self.ej.statut.take().or(ej.statut);
        self.ej.departement = self.ej.departement.take().or(ej.departement);
        self.ej.siren = self.ej.siren.take().or(ej.siren);
        self.ej.ouvert &= ej.ouvert;
        self.ej.zero_restaure |= ej.zero_restaure;
        let nouveaux: Vec<Site> = {
            let mut connus: HashSet<&str> = self.sites.iter().map(|site| site.finess.texte()).collect();
            let garder: Vec<bool> = sites.iter().map(|site| connus.insert(site.finess.texte())).collect();
            sites.iter().zip(garder).filter(|(_, garder)| *garder).map(|(site, _)| site.clone()).collect()
        };
        self.sites.extend(nouveaux);
        self.refus.extend(refus);
    }

    /// Without a SIREN in the file, takes the first nine digits of the SIRET of its sites, if all sites that have one
    /// agree (R-IMPORT-07); otherwise the user is asked.
    pub fn deduire_siren(&mut self) {
        if self.ej.siren.is_some() {
            return;
        }
        let mut sirens = self.sites.iter().filter_map(|site| site.siret.as_ref()).map(Siret::siren);
        let Some(premier) = sirens.next() else { return };
        if sirens.all(|siren| siren == premier) {
            self.ej.siren = Siren::read(premier).ok().map(|saisie| saisie.valeur);
            self.siren_deduit = self.ej.siren.is_some();
        }
    }

    /// Everything to tell about what was read (R-ID-02, R-ID-04, R-ID-11, R-ID-16, R-ID-18,
    /// R-IMPORT-07, R-CAT-03).
    pub fn avertissements(&self) -> Vec<Avertissement> {
        let mut avis = self.refus.clone();
        let ej = self.ej.finess.texte();
        let mut finess_douteux = |finess: &Finess, zero_restaure: bool| {
            if zero_restaure {
                let ecrit = finess.texte().get(1..).unwrap_or_default();
                avis.push(Avertissement::new(
                    Doute::ZeroRestaure,
                    finess.texte(),
                    format!("Ce fichier écrit «\u{a0}{ecrit}\u{a0}»\u{a0}: un tableur a sans doute effacé le zéro du début. Il a été remis, et le dernier chiffre correspond. Vérifiez ce numéro sur l’arrêté d’autorisation."),
                ));
            }
            if let Ok(Saisie { avertissement: Some(texte), .. }) = Finess::read(finess.texte()) {
                avis.push(Avertissement::new(Doute::Finess, finess.texte(), texte));
            }
        };
        finess_douteux(&self.ej.finess, self.ej.zero_restaure);
        self.sites.iter().for_each(|site| finess_douteux(&site.finess, site.zero_restaure));
        for site in &self.sites {
            let finess = site.finess.texte();
            if let Some(code) = site.categorie_inconnue() {
                avis.push(Avertissement::new(
                    Doute::CategorieInconnue,
                    finess,
                    format!("La nomenclature FINESS que Jalons connaît ne nomme pas la catégorie {code}. Reprenez la catégorie sur l’arrêté d’autorisation."),
                ));
            }
            let Some(siret) = &site.siret else {
                if site.ouvert {
                    avis.push(Avertissement::new(
                        Doute::SiretAbsent,
                        finess,
                        "FINESS ne donne pas de SIRET pour cet établissement. Reprenez-le sur un avis de situation Insee.",
                    ));
                }
                continue;
            };
            if let Ok(Saisie { avertissement: Some(texte), .. }) = Siret::importe(siret.texte()) {
                avis.push(Avertissement::new(Doute::Siret, finess, texte));
            }
            if let Some(texte) = self.ej.siren.as_ref().and_then(|siren| siret.incoherence(siren)) {
                avis.push(Avertissement::new(Doute::SirenDifferent, finess, texte));
            }
        }
        if self.siren_deduit {
            avis.push(Avertissement::new(
                Doute::SirenDeduit,
                ej,
                "Ce fichier ne donne pas le SIREN de l’entité juridique\u{a0}: il est tiré du SIRET de ses établissements. Vérifiez-le.",
            ));
        }
        avis
    }
}

/// Usual code of a département as FINESS writes it, overseas its own way (R-ID-07).
pub(super) fn departement(code: &str) -> Option<String> {
    (!code.is_empty()).then(|| code_usuel(code).to_owned())
}

/// Département of an address: from the commune's code, which tells overseas and Corsica; else from the post code; else
/// from the FINESS number, overseas excepted (R-ID-05).
pub(super) fn departement_adresse(commune: &str, postal: &str, finess: &str) -> Option<String> {
    let tete = |code: &str| {
        let ascii = code.len() == 5 && code.is_ascii();
        let outre_mer = code.starts_with("97") || code.starts_with("98");
        ascii.then(|| code.get(..if outre_mer { 3 } else { 2 }).map(str::to_owned)).flatten()
    };
    let corse = |postal: String| match postal.as_str() {
        "20" => finess.get(..2).filter(|prefixe| matches!(*prefixe, "2A" | "2B")).map(str::to_owned),
        _ => Some(postal),
    };
    let prefixe = || finess.get(..2).filter(|prefixe| !matches!(*prefixe, "97" | "98")).map(str::to_owned);
    tete(commune).or_else(|| tete(postal).and_then(corse)).or_else(prefixe)
}

/// A date of FINESS: `AAAA-MM-JJ`, maybe with an hour after it, or `JJ/MM/AAAA`; `1900-01-01` means none (R-IMPORT-05).
///
/// Not `calendrier::lire_date`, which is for what a user plans and refuses a year before 1990: many sites are older.
pub(super) fn date(texte: &str) -> Option<NaiveDate> {
    let jour = texte.get(..10)?;
    let nombre = |part: Option<&str>| part.filter(|p| p.bytes().all(|c| c.is_ascii_digit()))?.parse().ok();
    let (annee, mois, jour) = if jour.contains('/') {
        (jour.get(6..10), jour.get(3..5), jour.get(..2))
    } else {
        (jour.get(..4), jour.get(5..7), jour.get(8..10))
    };
    let annee: i32 = i32::try_from(nombre(annee)?).ok()?;
    let date = NaiveDate::from_ymd_opt(annee, nombre(mois)?, nombre(jour)?)?;
    (Some(date) != NaiveDate::from_ymd_opt(1900, 1, 1)).then_some(date)
}

/// Whether a date of closing is filled in (R-IMPORT-13, R-IMPORT-05).
pub(super) fn est_renseignee(fermeture: &str) -> bool {
    !fermeture.is_empty() && !fermeture.starts_with("1900-01-01") && fermeture != "01/01/1900"
}

/// Reads a FINESS of a file, and whether its first zero was put back: eight digits whose nine-digit form has a right key
/// come from a spreadsheet that dropped it (R-ID-16). The user is told ([`Doute::ZeroRestaure`]) rather than asked, as a
/// typed number is: a file holds many, and a wrong one shows beside its name.
pub(super) fn finess_lu(texte: &str) -> Result<(Finess, bool), String> {
    match Finess::read(texte) {
        Ok(saisie) => Ok((saisie.valeur, false)),
        Err(refus) => {
            // No département is 00: such a number lost a digit, not a zero. Ten characters are a number and one more.
            let ecrits = texte.bytes().filter(u8::is_ascii_alphanumeric).count();
            let zero = refus.proposition.as_deref().filter(|zero| ecrits < 10 && !zero.starts_with("00"));
            match zero.map(Finess::read) {
                Some(Ok(saisie)) => Ok((saisie.valeur, true)),
                _ => Err(refus.phrase),
            }
        }
    }
}

/// What was read of a site, not yet judged.
pub(super) struct SiteLu<'a> {
    pub finess: &'a str,
    pub nom_court: &'a str,
    pub nom_long: &'a str,
    pub siret: &'a str,
    pub categorie: &'a str,
    pub libelle_fichier: &'a str,
    pub departement: Option<String>,
    pub ouverture: &'a str,
    pub ouvert: bool,
}

impl SiteLu<'_> {
    /// Adds the site to those of its entité juridique, or the reason why it is left out.
    pub fn ajouter(self, sites: &mut Vec<Site>, refuses: &mut Vec<Avertissement>) {
        let (finess, zero_restaure) = match finess_lu(self.finess) {
            Ok(lu) => lu,
            Err(phrase) => {
                refuses.push(Avertissement::new(Doute::SiteEcarte, self.finess, phrase));
                return;
            }
        };
        let siret = match self.siret {
            "" | "0" => None,
            siret => match Siret::importe(siret) {
                Ok(saisie) => Some(saisie.valeur),
                Err(refus) => {
                    refuses.push(Avertissement::new(Doute::NumeroEcarte, finess.texte(), refus.phrase));
                    None
                }
            },
        };
        // Twice in one list: the one that is open, else the first (R-IMPORT-13).
        if let Some(place) = sites.iter().position(|site| site.finess == finess) {
            if !self.ouvert || sites.get(place).is_some_and(|site| site.ouvert) {
                return;
            }
            sites.remove(place);
        }
        sites.push(Site {
            nom: nom(self.nom_long, self.nom_court),
            siret,
            categorie: non_vide(self.categorie),
            libelle_fichier: non_vide(self.libelle_fichier),
            departement: self.departement,
            ouverture: date(self.ouverture),
            ouvert: self.ouvert,
            zero_restaure,
            finess,
        });
    }
}

/// Gives an entité juridique its SIREN, or the reason why it is left out.
pub(super) fn siren_lu(texte: &str, entite: &mut Entite) {
    if matches!(texte, "" | "0") {
        return;
    }
    match Siren::read(texte) {
        Ok(saisie) => entite.ej.siren = Some(saisie.valeur),
        Err(refus) => {
            let finess = entite.ej.finess.texte().to_owned();
            entite.refus.push(Avertissement::new(Doute::NumeroEcarte, &finess, refus.phrase));
        }
    }
}

/// The long name, else the short one.
pub(super) fn nom(long: &str, court: &str) -> Option<String> {
    non_vide(long).or_else(|| non_vide(court))
}

/// None for an empty text.
pub(super) fn non_vide(texte: &str) -> Option<String> {
    (!texte.is_empty()).then(|| texte.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_departement_comes_from_the_commune_then_the_post_code_then_the_number() {
        for (commune, postal, finess, attendu) in [
            ("01185", "01110", "010783009", Some("01")),
            ("2A004", "20000", "2A0003729", Some("2A")),
            ("97411", "97400", "970466728", Some("974")),
            ("97611", "97600", "980501175", Some("976")),
            ("", "20200", "2B0007264", Some("2B")),
            ("", "75014", "750721334", Some("75")),
            ("", "", "750721334", Some("75")),
            ("", "", "970466728", None),
            ("", "20000", "750721334", Some("75")),
            ("é1234", "x", "980501175", None),
        ] {
            assert_eq!(
                departement_adresse(commune, postal, finess).as_deref(),
                attendu,
                "{commune} {postal} {finess}"
            );
        }
        assert_eq!(departement("9D").as_deref(), Some("974"));
    }

    #[test]
    fn dates_are_read_in_both_forms_and_1900_means_none() {
        let jour = NaiveDate::from_ymd_opt(1956, 11, 16);
        assert_eq!(date("1956-11-16"), jour);
        assert_eq!(date("16/11/1956"), jour);
        assert_eq!(date("1956-11-16 00:00:00"), jour);
        for texte in ["1900-01-01", "01/01/1900", "", "1956-13-01", "+956-11-16", "é956-11-16", "16/11/56"] {
            assert_eq!(date(texte), None, "{texte}");
        }
        assert!(est_renseignee("1985-03-01"));
        assert!(!est_renseignee("1900-01-01") && !est_renseignee("01/01/1900") && !est_renseignee(""));
    }

    #[test]
    fn a_zero_dropped_by_a_spreadsheet_is_restored_only_if_the_key_is_right() {
        assert_eq!(
            finess_lu("10780054").map(|(finess, restaure)| (finess.to_string(), restaure)),
            Ok(("010780054".to_owned(), true))
        );
        // As a spreadsheet or a program wrote the number that it took it for.
        for ecrit in ["10780054.0", "10 780 054", "10780054,0"] {
            assert_eq!(
                finess_lu(ecrit).map(|(finess, restaure)| (finess.to_string(), restaure)),
                Ok(("010780054".to_owned(), true)),
                "{ecrit}"
            );
        }
        assert!(finess_lu("01000002").is_err());
        // A number that lost its last digit is not one that lost its first.
        assert!(finess_lu("01078005").is_err());
        assert!(finess_lu("1540002698").is_err());
    }
}
