//! Administrateur technique (AT): who handles the certificates (R-AT-01, R-AT-03).

use crate::domain::facts::{Facts, Known, Lignes, tous, un_des};
use crate::domain::question::{Champ, Forme, Liste, Question, Renvois, Texte, choix};
use crate::domain::questions::besoin::{Besoin, besoin_de};
use crate::domain::questions::logiciels::LOGICIELS;
use crate::domain::questions::mssante_role::{MSSANTE_ROLE, MssanteRole};
use crate::domain::questions::personnes::qui;
use crate::domain::questions::services::{Service, service};

choix! {
    /// Who is, or will be, the administrateur technique.
    pub enum At {
        Tiers = "tiers", "L’éditeur ou un prestataire", "Il a déjà une carte CPA. C’est le cas le plus courant.";
        TiersSansCarte = "tiers-sans-carte", "L’éditeur ou un prestataire, qui n’a pas encore de carte", "";
        InterneSansCarte = "interne-sans-carte", "Un salarié de la structure, sans carte", "";
        InterneAvecCarte = "interne-avec-carte", "Un salarié de la structure, qui a déjà une carte", "CPE, CDE ou CPS.";
        RepresentantLegal = "representant-legal", "Le représentant légal lui-même, s’il est seul", "Sa carte (CDE ou CPS) suffit. S’il n’en a pas, prenez plutôt la personne qui aura la CDE.";
        EnPlace = "en-place", "Il est déjà déclaré à l’ANS", "Rien ne change pour lui.";
        Detail = "detail", "Plusieurs personnes, ou un départ", "Vous les décrirez une par une.";
    }
}

/// Administrateur technique, by shortcut (`at`).
pub static AT: Question<At> = Question::choix("at")
    .titre("Qui installera les certificats de vos logiciels ?", "Administrateur technique")
    .indice("L’administrateur technique les demande, les installe et les renouvelle.")
    .aide(
        "Ce peut être un salarié, l’éditeur du logiciel, un autre prestataire, ou le représentant légal s’il est seul. Le représentant légal peut aussi désigner un délégué, qui gère les administrateurs techniques à sa place.",
        "Demandez à l’éditeur : s’il s’en charge, c’est compris dans sa prestation Ségur.",
        "Il doit avoir une carte avant d’être déclaré.",
    )
    .ne_sais_pas("Le plan vous demandera d’en désigner un.")
    .si(certificats_en_jeu);

/// Whether certificates are wanted or followed. MSSanté by webmail alone asks for none (R-COMPTE-13).
pub fn certificats_en_jeu(facts: &Facts) -> Known<bool> {
    un_des([
        besoin_de(facts, [Besoin::Certificats]),
        service(facts, Service::Insi),
        service(facts, Service::DmpAlim),
        facts.est(&MSSANTE_ROLE, MssanteRole::Operateur),
        tous([service(facts, Service::Mssante), facts.lignes(&LOGICIELS).map(|rows| !rows.is_empty())]),
    ])
}

choix! {
    /// Employer of an administrateur technique.
    pub enum LienAt {
        Interne = "interne", "Salarié de la structure", "";
        Tiers = "tiers", "Éditeur, prestataire, ou salarié d’une autre société", "";
    }
}

choix! {
    /// State of an administrateur technique.
    pub enum StatutAt {
        ADeclarer = "a-declarer", "À déclarer", "";
        EnPlace = "en-place", "Déjà déclaré", "";
        Partant = "partant", "Il part", "";
    }
}

/// The administrateurs techniques, one by one (`at[]`).
pub static AT_LISTE: Question<Lignes> = Question::lignes("administrateurs-techniques", &LISTE)
    .titre("Qui sont les administrateurs techniques ?", "Administrateurs techniques")
    .indice("Ceux qui sont en place, ceux qui arrivent, ceux qui partent.")
    .si(|facts| facts.est(&AT, At::Detail));

static LISTE: Liste = Liste {
    prefixe: "at",
    un: "un administrateur technique",
    ajouter: "Ajouter un administrateur technique",
    aucun: "Aucun administrateur technique",
    titre_ligne: "Qui est cet administrateur technique ?",
    champs: &[&AT_PERSONNE.spec, &AT_LIEN.spec, &AT_STATUT.spec],
    particuliers: &[&AT_LOGICIELS.spec],
    nom,
    forme: Forme::Formulaire,
};

fn nom(facts: &Facts) -> String {
    qui(facts, &AT_PERSONNE, "Administrateur technique")
}

/// Who.
pub static AT_PERSONNE: Question<Texte> = Question::champ("at-personne", Champ::Personne)
    .dans("administrateurs-techniques")
    .titre("Qui est-ce ?", "Personne");

/// Employed by the structure, or a third party (R-AT-03, R-COMPTE-12).
pub static AT_LIEN: Question<LienAt> =
    Question::choix("at-lien").dans("administrateurs-techniques").titre("Qui l’emploie ?", "Employeur");

/// To declare, in place, or leaving.
pub static AT_STATUT: Question<StatutAt> = Question::choix("at-statut")
    .dans("administrateurs-techniques")
    .titre("Où en est-il ?", "Déclaration à l’ANS")
    .ne_sais_pas("Le plan laisse ouvertes sa déclaration et sa carte.");

/// Software he looks after; none ticked: all.
pub static AT_LOGICIELS: Question<Renvois> = Question::champ("at-logiciels", Champ::Renvois("logiciels"))
    .dans("administrateurs-techniques")
    .titre("De quels logiciels s’occupe-t-il ?", "Logiciels suivis")
    .indice("Ne cochez rien s’il s’occupe de tous.")
    .facultatif()
    .si(|facts| tous([facts.est_posee(&LOGICIELS.spec), Ok(facts.a_choisir(&AT_LOGICIELS.spec, 2))]));
