//! Professionals: rows of people in the same situation (`pro[]`).

use std::sync::LazyLock;

use crate::domain::answers::Entry;
use crate::domain::facts::{Facts, Lignes, tous};
use crate::domain::professions::{self, Profession, Voie};
use crate::domain::question::{Champ, Forme, Groupe, Jour, Liste, Nombre, OuiNon, Question, Value, choix};
use crate::domain::questions::besoin::{Besoin, besoin_de};
use crate::domain::questions::cartes_responsables::Carte;
use crate::domain::questions::coordonnees::Coordonnees;
use crate::domain::saisie::Refus;

choix! {
    /// Temporary staff (R-CARTE-06 to R-CARTE-10).
    pub enum Interim {
        Non = "non", "Non", "";
        Nomme = "nomme", "Oui, et nous savons qui", "";
        NonNomme = "non-nomme", "Oui, sans savoir qui d’avance", "";
    }
}

choix! {
    /// Employers (R-RPPS-14 to R-RPPS-16).
    pub enum Employeurs {
        Un = "un", "Un seul employeur : nous", "";
        Deux = "deux", "Deux employeurs", "";
        Changement = "changement", "Il arrive d’un autre employeur", "";
    }
}

choix! {
    /// RPPS registration.
    pub enum Rpps {
        AEnregistrer = "a-enregistrer", "À enregistrer", "";
        Enregistre = "enregistre", "Déjà enregistré", "Un numéro RPPS existe.";
    }
}

choix! {
    /// State of the e-CPS.
    pub enum EtatEcps {
        Aucune = "aucune", "Pas encore", "";
        Active = "active", "Active", "";
        Expiree = "expiree", "Expirée", "";
        Anomalie = "anomalie", "En anomalie", "La personne ne parvient pas à s’en servir.";
    }
}

choix! {
    /// What the e-CPS may be put on (R-ECPS-09, R-ECPS-19).
    pub enum Smartphone {
        Oui = "oui", "Oui", "";
        Non = "non", "Non", "";
        FourniStructure = "fourni-structure", "Un téléphone ou une tablette fournis par la structure", "L’e-CPS s’y active aussi : sur un téléphone, selon l’ANS ; sur une tablette, selon e-santé Occitanie.";
    }
}

/// The professionals.
pub static PROFESSIONNELS: Question<Lignes> = Question::lignes("professionnels", &LISTE)
    .titre("Quels professionnels travaillent dans la structure ?", "Professionnels")
    .indice("Une ligne par profession, avec le nombre de personnes. Ne comptez que ceux qui se serviront d’un service national (INSi, DMP, MSSanté), qui ont besoin d’une carte ou d’une e-CPS, ou que vous devez enregistrer au RPPS.")
    .aide("", "Sur le registre du personnel.", "Selon la profession, l’enregistrement passe par l’ordre, par l’agence régionale de santé (ARS) ou par vous, dans RPPS+.")
    .si(|facts| besoin_de(facts, [Besoin::RppsPlus, Besoin::Services]));

static LISTE: Liste = Liste {
    prefixe: "pro",
    un: "une ligne",
    ajouter: "Ajouter une profession",
    aucun: "Continuer sans décrire les professionnels",
    titre_ligne: "Qui sont ces professionnels ?",
    champs: &[&PRO_PROFIL.spec, &PRO_EFFECTIF.spec],
    particuliers: &[
        &PRO_RPPS.spec,
        &PRO_ATTESTATION_EXPIRE_LE.spec,
        &PRO_BESOIN_ACCES.spec,
        &PRO_SMARTPHONE.spec,
        &PRO_BESOIN_CARTE.spec,
        &PRO_CARTE.spec,
        &PRO_INTERIM.spec,
        &PRO_EMPLOYEURS.spec,
        &PRO_DEPART.spec,
        &PRO_COORDONNEES.spec,
        &PRO_ECPS.spec,
        &PRO_MAIL_RPPS_RECU_LE.spec,
    ],
    nom,
    forme: Forme::SaisieRapide,
};

fn nom(facts: &Facts) -> String {
    let profession = profession(facts).map_or("Profession à choisir", |profession| profession.nom);
    let effectif = facts.get(&PRO_EFFECTIF).map_or(1, |nombre| nombre.0);
    if effectif > 1 { format!("{profession} × {effectif}") } else { profession.to_owned() }
}

/// The profession of a row, when it is one of the table (R-PROF-01).
pub fn profession(facts: &Facts) -> Option<&'static Profession> {
    facts.get(&PRO_PROFIL).ok()?.0
}

/// What the profession of a row reads as: a line of the table (R-PROF-01), none when its key is no longer one.
#[derive(Clone, Copy, PartialEq)]
pub struct Metier(pub Option<&'static Profession>);

impl Value for Metier {
    fn lire(entry: &Entry) -> Result<Self, Refus> {
        match entry.text() {
            None | Some("") => Err(Refus::new("Choisissez une ligne de la liste.")),
            Some(cle) => Ok(Self(professions::par_cle(cle))),
        }
    }
}

/// Profession: a key of the table of R-PROF-01.
pub static PRO_PROFIL: Question<Metier> = Question::champ("pro-profil", Champ::Selection(&GROUPES))
    .dans("professionnels")
    .titre("Profession ou fonction", "Profession");

/// How many people.
pub static PRO_EFFECTIF: Question<Nombre> = Question::champ("pro-effectif", Champ::Nombre(1, 20_000))
    .dans("professionnels")
    .titre("Combien", "Effectif")
    .defaut("1");

/// Card held.
pub static PRO_CARTE: Question<Carte> = Question::choix("pro-carte")
    .dans("professionnels")
    .titre("Quelle carte ont-ils déjà ?", "Carte déjà détenue")
    .ne_sais_pas("Le plan laisse ouvert ce qui dépend de cette carte.")
    .defaut("aucune");

/// A physical card is required.
pub static PRO_BESOIN_CARTE: Question<OuiNon> = Question::choix("pro-besoin-carte")
    .dans("professionnels")
    .titre("Leur faut-il une carte physique ?", "Carte physique exigée")
    .indice("Parce qu’un logiciel ou un poste l’exige.")
    .ne_sais_pas("Le plan laisse ouvertes les cartes de ces professionnels.")
    .defaut("non");

/// They must connect themselves to a national service.
pub static PRO_BESOIN_ACCES: Question<OuiNon> = Question::choix("pro-besoin-acces")
    .dans("professionnels")
    .titre("Doivent-ils se connecter eux-mêmes à un service national ?", "Accès personnel")
    .indice("Un portail, ou la consultation du DMP. Pas le logiciel de la structure.")
    .defaut("non");

/// They have a smartphone, or the structure lends a device (R-ECPS-09, R-ECPS-19).
pub static PRO_SMARTPHONE: Question<Smartphone> = Question::choix("pro-smartphone")
    .dans("professionnels")
    .titre("Ont-ils un smartphone ?", "Smartphone")
    .indice("L’e-CPS est une application pour smartphone (ou tablette, selon e-santé Occitanie).")
    .ne_sais_pas("Le plan laisse ouvert le choix entre l’e-CPS et une carte.")
    .defaut("oui");

/// Temporary staff.
pub static PRO_INTERIM: Question<Interim> = Question::choix("pro-interim")
    .dans("professionnels")
    .titre("Sont-ils remplaçants ou intérimaires ?", "Intérim")
    .defaut("non");

/// Employers.
pub static PRO_EMPLOYEURS: Question<Employeurs> = Question::choix("pro-employeurs")
    .dans("professionnels")
    .titre("Ont-ils un autre employeur ?", "Employeurs")
    .defaut("un")
    .si(|facts| {
        Ok(profession(facts)
            .is_some_and(|profession| matches!(profession.voie, Voie::RppsPlus | Voie::RppsPlusPossible)))
    });

/// They leave the structure (R-CARTE-27).
pub static PRO_DEPART: Question<OuiNon> = Question::choix("pro-depart")
    .dans("professionnels")
    .titre("Ces personnes quittent-elles la structure ?", "Départ")
    .indice("Le plan dit alors ce qui se ferme à leur départ, et ne commande rien pour elles.")
    .defaut("non");

/// End of the attestation of a qualified home helper (R-RPPS-24).
pub static PRO_ATTESTATION_EXPIRE_LE: Question<Jour> =
    Question::champ("pro-attestation-expire-le", Champ::Date)
        .dans("professionnels")
        .titre("Fin de validité de l’attestation", "Attestation valable jusqu’au")
        .indice("La carte professionnelle d’aide à domicile qualifiée est une attestation, valable 5 ans.")
        .facultatif()
        .si(|facts| {
            Ok(profession(facts).is_some_and(|profession| profession.cle == "aide-domicile-qualifiee"))
        });

/// RPPS registration.
pub static PRO_RPPS: Question<Rpps> = Question::choix("pro-rpps")
    .dans("professionnels")
    .titre("Sont-ils déjà enregistrés au RPPS ?", "Enregistrement")
    .indice("Le répertoire des professionnels du système de santé : annuaire.sante.fr.")
    .ne_sais_pas("Le plan prévoit de les enregistrer.")
    .defaut("a-enregistrer");

/// Day of the mail that gives the RPPS number (R-ECPS-06).
pub static PRO_MAIL_RPPS_RECU_LE: Question<Jour> = Question::champ("pro-mail-rpps-recu-le", Champ::Date)
    .dans("professionnels")
    .titre("Jour du mail qui annonce le numéro RPPS", "Mail RPPS reçu le")
    .facultatif()
    .si(|facts| tous([facts.est(&PRO_RPPS, Rpps::Enregistre), facts.est(&PRO_ECPS, EtatEcps::Aucune)]));

/// State of the e-CPS.
pub static PRO_ECPS: Question<EtatEcps> =
    Question::choix("pro-ecps").dans("professionnels").titre("Ont-ils une e-CPS ?", "e-CPS").defaut("aucune");

/// Whether mail and phone in the directory are right.
pub static PRO_COORDONNEES: Question<Coordonnees> = Question::choix("pro-coordonnees")
    .dans("professionnels")
    .titre("Leur mail et leur téléphone sont-ils justes à l’annuaire ?", "Coordonnées")
    .indice("Ce sont des coordonnées de correspondance, qui ne sont pas publiques.")
    .ne_sais_pas("Le plan vous demandera de les vérifier.")
    .defaut("justes");

static GROUPES: LazyLock<Vec<Groupe>> = LazyLock::new(|| {
    let professions = professions::PROFESSIONS.iter();
    Groupe::groupes(professions.map(|profession| (profession.famille, profession.cle, profession.nom)))
});
