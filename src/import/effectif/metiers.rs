//! Professions as human resources write them (« IDE », « éduc. spé. », « aide soignante diplômée », « M. Kiné »), matched
//! to the table of R-PROF-01, with how sure the match is.
//!
//! The words are first made comparable: without case, accents, punctuation, gender, plural nor small words. Then, in this
//! order: the whole text is known; a known text stands in it, among words that change nothing (« de nuit », « D.E. »,
//! « CDI »); it stands among other words; words are cut short (« aide soign. »); words are misspelt. Only the first two
//! are certain. What can be read in two ways never is (« AS », « psy »).
//!
//! Deliberately absent: a guess from the rest of the file. The same text gives the same match, so that one choice of the
//! user settles every line that says the same.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use crate::domain::professions::{PROFESSIONS, Profession, Voie};

mod mots;
mod table;

pub use crate::domain::recherche::sans_accents;
use mots::{distance, mots, son, souche};
pub use mots::{est_lettre_abimee, suivant};
use table::{ENTREES, SANS_EFFET};

/// How sure a match is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certitude {
    /// Nothing is matched: the user chooses.
    Inconnue,
    /// Likely: the user checks.
    Probable,
    /// What is written is that profession.
    Certaine,
}

impl Certitude {
    /// What the user reads.
    pub fn libelle(self) -> &'static str {
        match self {
            Self::Inconnue => "À choisir",
            Self::Probable => "À vérifier",
            Self::Certaine => "Reconnue",
        }
    }
}

/// What a text was recognised as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reconnaissance {
    /// Key of [`PROFESSIONS`].
    pub cle: Option<&'static str>,
    /// How sure.
    pub certitude: Certitude,
    /// Keys to propose, the likeliest first; [`Reconnaissance::cle`] is the first of them when there is one.
    pub propositions: Vec<&'static str>,
}

impl Reconnaissance {
    fn inconnue(propositions: Vec<&'static str>) -> Self {
        Self { cle: None, certitude: Certitude::Inconnue, propositions }
    }

    fn de(sure: bool, propositions: Vec<&'static str>) -> Self {
        let certitude = if sure { Certitude::Certaine } else { Certitude::Probable };
        Self { cle: propositions.first().copied(), certitude, propositions }
    }

    fn douteuse(mut self) -> Self {
        self.certitude = self.certitude.min(Certitude::Probable);
        self
    }
}

/// The longest text that is looked at, in bytes: a profession is a few words.
const TEXTE_MAX: usize = 200;

/// Words looked at.
const MOTS_MAX: usize = 16;

/// Propositions that are given.
const PROPOSITIONS_MAX: usize = 5;

/// Matches a text to the table of professions.
pub fn reconnaitre(texte: &str) -> Reconnaissance {
    let debut = texte.get(..texte.floor_char_boundary(TEXTE_MAX)).unwrap_or("");
    if let Some(trous) = mots::trous(debut) {
        // A lost letter never makes another profession: it is found again, or the user chooses.
        return match Index::get().restaurer(&trous) {
            Some(restaure) => reconnaitre(&restaure).douteuse(),
            None => Reconnaissance::inconnue(Index::get().voisines(&mots(&trous))),
        };
    }
    let mut mots = mots(debut);
    mots.truncate(MOTS_MAX);
    if mots.is_empty() {
        return Reconnaissance::inconnue(vec![]);
    }
    let index = Index::get();
    if let Some(cle) = index.noms.get(&mots) {
        return Reconnaissance::de(true, vec![*cle]);
    }
    if let Some(entree) = index.entiers.get(&mots) {
        return index.entree(*entree);
    }
    if let Some(entier) = index.recoudre(debut) {
        return reconnaitre(&entier).douteuse();
    }
    if let Some(sans) = non_diplome(&mots) {
        return sans;
    }
    if let Some(formation) = en_formation(&mots) {
        return formation;
    }
    if let Some(fonction) = faisant_fonction(&mots) {
        return fonction;
    }
    if let Some(exercee) = exercee_pour_l_instant(debut, &mots).or_else(|| au_service(&mots)) {
        return exercee;
    }
    let dedans = index.dedans(&mots);
    match dedans {
        Some(trouvee) if trouvee.certitude == Certitude::Certaine => trouvee,
        // « Mdecin directeur »: a misspelt word may be the one that binds most.
        Some(trouvee) => index
            .corrige(&mots)
            .filter(|corrigee| plus_liante(corrigee, &trouvee))
            // Cut words that say one profession together say more than one of them alone: « méd. coord. ».
            .or_else(|| index.abrege(&mots).filter(|abregee| abregee.cle.is_some()))
            .unwrap_or(trouvee),
        None => index
            .abrege(&mots)
            .or_else(|| index.corrige(&mots))
            .unwrap_or_else(|| Reconnaissance::inconnue(index.voisines(&mots))),
    }
}

/// Someone who is still learning the profession that the other words say.
fn en_formation(mots: &[String]) -> Option<Reconnaissance> {
    let sur = ["eleve", "etudiant"];
    let apprenant = |mot: &String| {
        sur.contains(&mot.as_str())
            || [
                "apprenti",
                "alternant",
                "stagiaire",
                "apprentissage",
                "alternance",
                "externe",
                "professionnalisation",
            ]
            .contains(&mot.as_str())
    };
    // « Contrat pro AS ».
    let pro = |mot: &String| mots.starts_with(&["contrat".to_owned(), "pro".to_owned()]) && mot == "pro";
    if !mots.iter().any(|mot| apprenant(mot) || pro(mot)) {
        return None;
    }
    let reste: Vec<String> = mots.iter().filter(|mot| !apprenant(mot) && !pro(mot)).cloned().collect();
    let sure = mots.iter().any(|mot| sur.contains(&mot.as_str()));
    if reste.iter().all(|mot| SANS_EFFET.contains(&mot.as_str())) {
        return Some(Reconnaissance::de(sure, vec!["autre-etudiant", "etudiant-ide", "etudiant-as"]));
    }
    let apprise = reconnaitre(&reste.join(" "));
    let etudiant = match apprise.cle {
        Some("infirmier") => "etudiant-ide",
        Some("aide-soignant") => "etudiant-as",
        Some("medecin" | "pharmacien" | "sage-femme" | "chir-dentiste") => "etudiant-enregistre",
        Some(_) | None => "autre-etudiant",
    };
    let mut propositions = vec![etudiant];
    propositions.extend(apprise.cle);
    Some(Reconnaissance::de(sure && apprise.certitude == Certitude::Certaine, propositions))
}

/// Someone who does the work of another profession for now, or learns it, told after their own: « AS faisant fonction d’IDE »,
/// « ASH en VAE AS »; or who learns their own: « éducatrice en formation ».
fn exercee_pour_l_instant(texte: &str, mots: &[String]) -> Option<Reconnaissance> {
    let net = sans_accents(texte);
    let apprend = [" en formation", " en vae", " en promo", " en apprentissage", " en cours de formation"]
        .iter()
        .any(|dits| net.contains(dits));
    let place = mots.iter().enumerate().position(|(place, mot)| {
        let suit = |voulu: &str| mots.get(place + 1).is_some_and(|suivant| suivant == voulu);
        match mot.as_str() {
            "ff" => true,
            "faisant" | "fait" => suit("fonction"),
            "formation" | "vae" | "promo" | "apprentissage" | "cours" => apprend,
            _ => false,
        }
    })?;
    let (sienne, autre) = mots.split_at_checked(place).filter(|(sienne, _)| !sienne.is_empty())?;
    // « AS ff »: of nothing else than what stands before.
    if !apprend && autre.iter().all(|mot| matches!(mot.as_str(), "ff" | "faisant" | "fait" | "fonction")) {
        return sans_le_diplome(sienne);
    }
    let sienne = reconnaitre(&sienne.join(" ")).douteuse();
    let cle = sienne.cle?;
    let seule = autre.iter().skip(1).all(|mot| matches!(mot.as_str(), "formation" | "cours" | "pro"));
    if !(apprend && seule) {
        return Some(sienne);
    }
    let etudiant = match cle {
        "infirmier" => "etudiant-ide",
        "aide-soignant" => "etudiant-as",
        _ => "autre-etudiant",
    };
    Some(Reconnaissance::de(false, vec![etudiant, cle]))
}

/// Someone who helps or serves those of a profession, and is none of them: « secrétaire du médecin », « aide-kiné »,
/// « formateur AES »; or who works in their service: « ASH service kiné ».
fn au_service(mots: &[String]) -> Option<Reconnaissance> {
    let index = Index::get();
    let (premier, reste) = mots.split_first()?;
    let place = mots.iter().position(|mot| mot == "service").filter(|place| *place > 0);
    if let Some(avant) = place.and_then(|place| mots.get(..place))
        && index.dedans(mots).is_some_and(|trouvee| rang(trouvee.cle.unwrap_or_default()) <= 2)
        && let Some(sienne) = index.dedans(avant)
    {
        return Some(sienne.douteuse());
    }
    let servie = index.dedans(reste)?;
    // What begins a known text is no help: « aide-soignant », « assistante de soins ».
    let commence = index.connus.iter().any(|connu| {
        connu.mots.len() > 1 && connu.mots.first() == Some(premier) && mots.starts_with(&connu.mots)
    });
    let liante = servie.cle.is_some_and(|cle| rang(cle) <= 2 || cle == "directeur");
    if !(liante || premier == "formateur") {
        return None;
    }
    match premier.as_str() {
        "secretaire" | "secretariat" => {
            Some(Reconnaissance::de(false, vec!["secretaire-medicale", "autre", "accueil"]))
        }
        "aide" | "assistant" | "formateur" if !commence => {
            Some(Reconnaissance::inconnue([vec!["autre"], servie.propositions].concat()))
        }
        _ => None,
    }
}

/// Someone who does the work without the diploma: not that profession, when the profession asks for one.
fn faisant_fonction(mots: &[String]) -> Option<Reconnaissance> {
    let reste = match mots {
        [un, deux, reste @ ..] if un == "faisant" && deux == "fonction" => reste,
        [un, reste @ ..] if matches!(un.as_str(), "ff" | "faisant") => reste,
        _ => return None,
    };
    sans_le_diplome(reste)
}

/// Someone who has not the diploma, told after the profession: « AS non DE », « AS sans diplôme ».
fn non_diplome(mots: &[String]) -> Option<Reconnaissance> {
    let place = mots.iter().position(|mot| matches!(mot.as_str(), "non" | "sans"))?;
    let (metier, suite) = mots.split_at_checked(place)?;
    let dit = match suite {
        [non] => non == "non",
        [_, quoi, ..] => quoi.starts_with("dipl"),
        [] => false,
    };
    let sans = sans_le_diplome(metier).filter(|_| dit && !metier.is_empty())?;
    (!sans.propositions.contains(&"aide-domicile")).then_some(sans)
}

/// What someone is who works as the profession that the words say, without the diploma.
fn sans_le_diplome(reste: &[String]) -> Option<Reconnaissance> {
    let exercee = reconnaitre(&reste.join(" "));
    let cle = exercee.cle?;
    if cle == "interne" {
        return Some(Reconnaissance::de(false, vec!["padhue", "interne"]));
    }
    let titre = Profession::par_cle(cle).is_some_and(|profession| profession.voie != Voie::RppsPlusPossible);
    if titre && !reste.iter().any(|mot| mot == "cadre") {
        return Some(Reconnaissance::de(false, vec!["autre", cle]));
    }
    Some(exercee.douteuse())
}

/// A known text: its words, and the entry of the table it belongs to.
struct Connu {
    mots: Vec<String>,
    entree: usize,
}

/// The table, its words made comparable.
struct Index {
    /// The names of the table of professions themselves.
    noms: BTreeMap<Vec<String>, &'static str>,
    entiers: BTreeMap<Vec<String>, usize>,
    /// The longest first.
    connus: Vec<Connu>,
    /// Every word as it sounds, in both genders, with its comparable form: what a misspelt word is compared to.
    vocabulaire: BTreeMap<String, String>,
    /// The comparable forms.
    souches: BTreeSet<String>,
}

impl Index {
    fn get() -> &'static Self {
        static INDEX: OnceLock<Index> = OnceLock::new();
        INDEX.get_or_init(Self::new)
    }

    fn new() -> Self {
        let noms = PROFESSIONS.iter().map(|profession| (mots(profession.nom), profession.cle)).collect();
        let mut connus = vec![];
        let mut entiers = BTreeMap::new();
        let mut vocabulaire = BTreeMap::new();
        let texts = ENTREES
            .iter()
            .enumerate()
            .flat_map(|(entree, known)| known.textes.iter().map(move |texte| (entree, *texte)));
        for (entree, texte) in texts {
            let words = mots(texte);
            entiers.entry(words.clone()).or_insert(entree);
            connus.push(Connu { mots: words, entree });
        }
        let written = ENTREES.iter().flat_map(|known| known.textes.iter().copied());
        for texte in written.chain(PROFESSIONS.iter().map(|profession| profession.nom)) {
            for mot in
                sans_accents(texte).split(|c: char| !c.is_ascii_alphanumeric()).filter(|mot| mot.len() >= 5)
            {
                vocabulaire.insert(son(mot), souche(mot));
            }
        }
        connus.sort_by_key(|connu| {
            std::cmp::Reverse((connu.mots.len(), connu.mots.iter().map(String::len).sum::<usize>()))
        });
        let souches: BTreeSet<String> = connus.iter().flat_map(|connu| connu.mots.iter().cloned()).collect();
        for souche in souches.iter().filter(|souche| souche.len() >= 5) {
            vocabulaire.insert(son(souche), souche.clone());
        }
        Self { noms, entiers, connus, vocabulaire, souches }
    }

    /// What an entry of the table says.
    fn entree(&self, rang: usize) -> Reconnaissance {
        let Some(entree) = ENTREES.get(rang) else { return Reconnaissance::inconnue(vec![]) };
        let propositions = [entree.cle].into_iter().chain(entree.autres.iter().copied()).collect();
        Reconnaissance::de(entree.sure, propositions)
    }

    /// Known texts among the words: each word serves once, the longest texts first.
    fn dedans(&self, mots: &[String]) -> Option<Reconnaissance> {
        let mut libres = vec![true; mots.len()];
        let mut trouves: Vec<(usize, usize)> = vec![];
        for connu in &self.connus {
            let long = connu.mots.len();
            let place = mots.windows(long.max(1)).enumerate().find(|(place, window)| {
                **window == *connu.mots && libres.iter().skip(*place).take(long).all(|libre| *libre)
            });
            if let Some((place, _)) = place {
                libres.iter_mut().skip(place).take(long).for_each(|libre| *libre = false);
                trouves.push((place, connu.entree));
            }
        }
        let reste = mots.iter().zip(&libres).filter(|(_, libre)| **libre).map(|(mot, _)| mot);
        let net = reste
            .clone()
            .all(|mot| SANS_EFFET.contains(&mot.as_str()) || mot.bytes().any(|c| c.is_ascii_digit()));
        self.choisir(trouves, net)
    }

    /// Among several, the one whose registration binds most: someone who directs and is a doctor follows the line of the
    /// doctor (R-PROF-02).
    fn choisir(&self, mut trouves: Vec<(usize, usize)>, net: bool) -> Option<Reconnaissance> {
        trouves.sort_by_key(|(place, entree)| {
            (ENTREES.get(*entree).map_or(9, |entree| rang(entree.cle)), *place)
        });
        let (_, premier) = trouves.first()?;
        let mut found = self.entree(*premier);
        let mut autres = vec![];
        for (_, entree) in &trouves {
            for cle in self.entree(*entree).propositions {
                if !found.propositions.contains(&cle) && !autres.contains(&cle) {
                    autres.push(cle);
                }
            }
        }
        let un_seul = autres.is_empty()
            || trouves.iter().all(|(_, entree)| ENTREES.get(*entree).map(|entree| entree.cle) == found.cle);
        found.propositions.extend(autres);
        found.propositions.truncate(PROPOSITIONS_MAX);
        Some(if net && un_seul { found } else { found.douteuse() })
    }

    /// Known texts whose words start with ours, all our words serving: « aide soign. », « mon. éduc. ».
    fn abrege(&self, mots: &[String]) -> Option<Reconnaissance> {
        let tous: Vec<&String> = mots.iter().collect();
        let utiles: Vec<&String> = mots.iter().filter(|mot| !SANS_EFFET.contains(&mot.as_str())).collect();
        self.abrege_en_entier(&tous).or_else(|| self.abrege_en_entier(&utiles))
    }

    fn abrege_en_entier(&self, utiles: &[&String]) -> Option<Reconnaissance> {
        let letters: usize = utiles.iter().map(|mot| mot.len()).sum();
        if letters < 5 {
            return None;
        }
        let mut cles: Vec<&'static str> = vec![];
        for connu in &self.connus {
            let starts = |(ours, whole): (&&String, &String)| {
                *ours == whole || (ours.len() >= 3 && whole.starts_with(ours.as_str()))
            };
            if connu.mots.len() == utiles.len()
                && utiles.iter().zip(&connu.mots).all(starts)
                && let Some(entree) = ENTREES.get(connu.entree)
                && !cles.contains(&entree.cle)
            {
                cles.push(entree.cle);
            }
        }
        match cles.len() {
            0 => None,
            1 => Some(Reconnaissance::de(false, cles)),
            _ => {
                cles.truncate(PROPOSITIONS_MAX);
                Some(Reconnaissance::inconnue(cles))
            }
        }
    }

    /// The same, once misspelt words are replaced by the nearest known one.
    fn corrige(&self, mots: &[String]) -> Option<Reconnaissance> {
        let mut changed = false;
        let corrected: Vec<String> = mots
            .iter()
            .map(|mot| match self.proche(mot) {
                Some(proche) => {
                    changed = true;
                    proche.to_owned()
                }
                None => mot.clone(),
            })
            .collect();
        if !changed {
            return None;
        }
        let found = match self.entiers.get(&corrected) {
            Some(entree) => Some(self.entree(*entree)),
            None => self.dedans(&corrected).or_else(|| self.abrege(&corrected)),
        };
        found.map(Reconnaissance::douteuse)
    }

    /// A text whose lost letters ([`mots::TROU`]) are found again; none when one of its words could be several, or none.
    fn restaurer(&self, texte: &str) -> Option<String> {
        let mut net: Vec<String> = vec![];
        for mot in
            texte.split(|c: char| !c.is_alphanumeric() && c != mots::TROU).filter(|mot| !mot.is_empty())
        {
            net.push(if mot.contains(mots::TROU) { self.mot_restaure(mot)? } else { mot.to_owned() });
        }
        Some(net.join(" "))
    }

    /// A text of which a word was cut where a letter was lost (« M_decin », « M decin », « Me'decin »), put together again;
    /// none when what is cut makes no known word.
    fn recoudre(&self, texte: &str) -> Option<String> {
        let net = sans_accents(texte);
        let bouts: Vec<&str> =
            net.split(|c: char| !c.is_ascii_alphanumeric()).filter(|bout| !bout.is_empty()).collect();
        let (place, entier) = bouts.windows(2).enumerate().find_map(|(place, paire)| {
            let [avant, apres] = paire else { return None };
            let a_part = mots::est_a_part(avant) || mots::est_a_part(apres);
            if a_part || avant.len() + apres.len() < 5 || (self.connait(avant) && self.connait(apres)) {
                return None;
            }
            let colle = format!("{avant}{apres}");
            let entier = match self.connait(&colle) {
                true => colle,
                false => self.mot_restaure(&format!("{avant}{}{apres}", mots::TROU))?,
            };
            Some((place, entier))
        })?;
        let (avant, apres) = (bouts.get(..place)?, bouts.get(place + 2..)?);
        Some([avant, &[entier.as_str()], apres].concat().join(" "))
    }

    /// Whether a word stands in what is known.
    fn connait(&self, mot: &str) -> bool {
        let souche = souche(mot);
        self.souches.contains(&souche) || SANS_EFFET.contains(&souche.as_str())
    }

    fn mot_restaure(&self, mot: &str) -> Option<String> {
        // The letters that French writes with an accent.
        const LETTRES: [&str; 8] = ["e", "a", "i", "o", "u", "c", "oe", "ae"];
        let mut essais = vec![String::new()];
        for signe in sans_accents(mot).chars() {
            essais = if signe == mots::TROU {
                essais.iter().flat_map(|debut| LETTRES.map(|lettre| format!("{debut}{lettre}"))).collect()
            } else {
                essais.into_iter().map(|debut| debut + signe.encode_utf8(&mut [0; 4])).collect()
            };
            // Three lost letters in one word are too many.
            if essais.len() > 64 {
                return None;
            }
        }
        essais.retain(|essai| self.connait(essai));
        let mut souches: Vec<String> = essais.iter().map(|essai| souche(essai)).collect();
        souches.dedup();
        if souches.len() == 1 { essais.pop() } else { None }
    }

    /// The known word that a misspelt one is nearest to: one fault from five letters, two from nine.
    fn proche(&self, mot: &str) -> Option<&str> {
        if mot.len() < 5 || self.souches.contains(mot) || SANS_EFFET.contains(&mot) {
            return None;
        }
        let fautes = if mot.len() < 9 { 1 } else { 2 };
        let entendu = son(mot);
        self.vocabulaire
            .iter()
            .filter_map(|(connu, souche)| Some((distance(&entendu, connu, fautes)?, souche)))
            .min()
            .map(|(_, souche)| souche.as_str())
    }

    /// Professions that share a word, however it is spelt: to propose something.
    fn voisines(&self, mots: &[String]) -> Vec<&'static str> {
        let mut cles: Vec<&'static str> = vec![];
        for connu in self.connus.iter().rev() {
            let shares = connu.mots.iter().any(|known| known.len() >= 4 && mots.contains(known));
            if shares
                && let Some(entree) = ENTREES.get(connu.entree)
                && !cles.contains(&entree.cle)
            {
                cles.push(entree.cle);
            }
        }
        cles.sort_by_key(|cle| PROFESSIONS.iter().position(|profession| profession.cle == *cle));
        cles.truncate(PROPOSITIONS_MAX);
        cles
    }
}

/// Whether the registration of what one text was recognised as binds more than that of the other.
fn plus_liante(une: &Reconnaissance, autre: &Reconnaissance) -> bool {
    une.cle.zip(autre.cle).is_some_and(|(une, autre)| rang(une) < rang(autre))
}

/// How much the registration of a profession binds, the most first.
fn rang(cle: &str) -> u8 {
    Profession::par_cle(cle).map_or(9, |profession| match profession.voie {
        Voie::Ordre(_) => 0,
        Voie::OrdreEtudiant => 1,
        Voie::Ars => 2,
        Voie::RppsPlus => 3,
        Voie::RppsPlusPossible => 4,
        Voie::Aucune => 5,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_and_every_key_of_the_table_is_recognised_as_itself() {
        for profession in PROFESSIONS {
            let found = reconnaitre(profession.nom);
            assert_eq!(
                (found.cle, found.certitude),
                (Some(profession.cle), Certitude::Certaine),
                "{}",
                profession.nom
            );
        }
    }

    #[test]
    fn every_entry_cites_keys_of_the_table_and_no_text_stands_twice() {
        let mut seen: BTreeMap<Vec<String>, &str> = BTreeMap::new();
        for entree in ENTREES {
            for cle in [entree.cle].iter().chain(entree.autres) {
                assert!(Profession::par_cle(cle).is_some(), "{cle}");
            }
            for texte in entree.textes {
                let words = mots(texte);
                assert!(!words.is_empty(), "{texte}");
                let other = seen.insert(words, entree.cle);
                assert!(
                    other.is_none() || other == Some(entree.cle),
                    "{texte}: {other:?} and {}",
                    entree.cle
                );
            }
        }
    }

    #[test]
    fn every_profession_can_be_reached() {
        let reached: BTreeSet<&str> = ENTREES.iter().map(|entree| entree.cle).collect();
        for profession in PROFESSIONS {
            assert!(reached.contains(profession.cle), "{}", profession.cle);
        }
    }

    #[test]
    fn a_square_in_a_word_is_a_lost_letter() {
        for (texte, cle) in [
            ("M□decin directeur", Some("medecin")),
            ("M■decin directeur", Some("medecin")),
            ("Ergoth▯rapeute", Some("ergotherapeute")),
            ("M□dcn directeur", None),
            ("□ IDE", Some("infirmier")),
        ] {
            assert_eq!(reconnaitre(texte).cle, cle, "{texte}");
        }
    }

    #[test]
    fn the_first_proposition_is_the_match() {
        for texte in ["AS", "psy", "éduc", "AS/AMP", "médecin directeur", "aide", "zzz"] {
            let found = reconnaitre(texte);
            assert_eq!(found.cle.is_some(), found.certitude != Certitude::Inconnue, "{texte}");
            assert!(found.cle.is_none() || found.cle == found.propositions.first().copied(), "{texte}");
            assert!(found.propositions.len() <= PROPOSITIONS_MAX);
        }
    }
}
