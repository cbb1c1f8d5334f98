//! Which columns of numbers count people, and which of several.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::lexique::{est_petit, mots_d_entete};
use super::valeurs::dernier_jour_dit;
use crate::domain::saisie;

/// What numbers may count or measure beside people.
const AUTRES: &[&str] = &[
    "heure",
    "heures",
    "h",
    "euro",
    "euros",
    "eur",
    "brut",
    "net",
    "salaire",
    "salaires",
    "masse",
    "point",
    "points",
    "jour",
    "jours",
    "conge",
    "conges",
    "cout",
    "couts",
    "montant",
    "prime",
    "primes",
    "taux",
    "age",
    "anciennete",
    "enfant",
    "enfants",
    "matricule",
    "code",
    "id",
    "identifiant",
    "numero",
    "num",
    "telephone",
    "tel",
    "postal",
    "cp",
    "finess",
    "siret",
    "siren",
    "rpps",
    "adeli",
    "indice",
    "coefficient",
    "echelon",
    "place",
    "places",
    "lit",
    "lits",
    "temps",
    "quotite",
    "duree",
    "echeance",
    "index",
    "pourcentage",
    "km",
    "usager",
    "usagers",
    "resident",
    "residents",
    "activite",
    "tx",
    "horaire",
    "horaires",
    "hebdo",
    "hebdomadaire",
    "coef",
    "coeff",
    "ne",
    "nee",
    "naissance",
];

/// What a heading of people may hold too: « Effectif de l’année ».
const FAIBLES: &[&str] = &["annee", "an", "mois", "n", "no", "ordre", "rang", "ligne", "part", "date"];

/// What « nombre de » may count beside people, and beside [`AUTRES`] and [`FAIBLES`].
const NOMBRABLES: &[&str] = &[
    "nuit",
    "nuits",
    "rtt",
    "ticket",
    "tickets",
    "repas",
    "weekend",
    "weekends",
    "week",
    "dimanche",
    "dimanches",
    "astreinte",
    "astreintes",
    "garde",
    "gardes",
    "acte",
    "actes",
    "intervention",
    "interventions",
    "visite",
    "visites",
    "avenant",
    "avenants",
    "contrats",
    "annees",
    "ans",
    "semaine",
    "semaines",
    "absence",
    "absences",
    "seances",
    "formations",
    "kilometres",
    "badges",
    "cles",
];

/// Words that start a count.
const NOMBRES: &[&str] = &["nombre", "nombres", "nb", "nbre", "nbr", "quantite", "qte", "count"];

/// People, as they are counted.
const PERSONNES: &[&str] = &[
    "personne",
    "personnes",
    "salarie",
    "salaries",
    "agent",
    "agents",
    "professionnel",
    "professionnels",
    "employes",
    "collaborateurs",
    "intervenants",
    "tetes",
    "effectif",
    "effectifs",
    "physique",
    "physiques",
    "eff",
    "pers",
    "phys",
    "pp",
    "headcount",
];

/// What stands for a person in a roster, when it is counted: « Nombre de Matricule », as a pivot table heads its counts.
const UN_PAR_PERSONNE: &[&str] = &["matricule", "matricules", "nom", "noms"];

/// Full-time equivalents.
const ETP: &[&str] = &["etp", "etps", "etpt", "equivalent", "equivalents"];

/// What « nombre de » counts: the first word of sense after it; none when the heading does not start so.
fn objet<'a>(words: &[&'a str]) -> Option<&'a str> {
    let (premier, suite) = words.split_first()?;
    let vague =
        |word: &&&str| !est_petit(word) && !matches!(**word, "of" | "total" | "moyen" | "cumule" | "annuel");
    NOMBRES.contains(premier).then(|| suite.iter().find(vague).copied()).flatten()
}

/// Whether a heading says that its numbers count people, even beside their names.
pub(super) fn compte_des_gens(entete: &str) -> bool {
    let mots = mots_d_entete(entete);
    let words: Vec<&str> = mots.split(' ').collect();
    objet(&words).is_some_and(|objet| PERSONNES.contains(&objet))
}

/// Whether a heading of numbers, in its words, tells something else than people.
pub(super) fn compte_autre_chose(mots: &str) -> bool {
    let words: Vec<&str> = mots.split(' ').collect();
    let a = |known: &[&str]| words.iter().any(|word| known.contains(word));
    match objet(&words) {
        // « Nombre d’agents de nuit ».
        Some(objet) if PERSONNES.contains(&objet) || UN_PAR_PERSONNE.contains(&objet) => false,
        Some(objet) if NOMBRABLES.contains(&objet) || FAIBLES.contains(&objet) => true,
        _ => a(AUTRES) || (a(FAIBLES) && !a(PERSONNES) && !a(NOMBRES)),
    }
}

/// Whether a heading names what each person has of their own: whoever has one stands alone in a row.
pub(super) fn identifie_une_personne(entete: &str) -> bool {
    let mots = mots_d_entete(entete);
    let a = |known: &[&str]| mots.split(' ').any(|word| known.contains(&word));
    a(&["matricule", "identifiant", "id"])
        && !a(&["emploi", "poste", "metier", "fonction", "profession"])
        && compte_des_personnes(&mots).is_none()
}

/// How well a heading names a count of people, in a roster without names: 0 the best; none when it does not.
fn compte_des_personnes(mots: &str) -> Option<u32> {
    if compte_autre_chose(mots) {
        return None;
    }
    let words: Vec<&str> = mots.split(' ').collect();
    let a = |known: &[&str]| words.iter().any(|word| known.contains(word));
    let etp = a(ETP) || mots.contains("temps plein");
    // « Nombre d’ETP » counts no heads.
    if a(PERSONNES) || (a(NOMBRES) && !etp) || mots == "combien" {
        Some(0)
    } else if a(&["total", "totaux", "ensemble"]) && !etp {
        Some(1)
    } else {
        etp.then_some(2)
    }
}

/// How a heading counts people, the best first: those who are there before those who should be, all of them before some,
/// heads before full-time equivalents, the latest before the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Compte {
    theorique: bool,
    partiel: bool,
    preference: u32,
    jour: Reverse<(i32, Option<NaiveDate>)>,
}

impl Compte {
    /// What a heading counts; none when it does not count people.
    pub fn de(entete: &str) -> Option<Self> {
        const THEORIQUES: &[&str] = &[
            "theorique",
            "theoriques",
            "budget",
            "budgete",
            "budgetes",
            "cible",
            "autorise",
            "autorises",
            "prevu",
            "prevus",
            "prevision",
            "previsionnel",
            "previsionnels",
            "objectif",
            "cpom",
            "demande",
            "demandes",
        ];
        const ENTIERS: &[&str] = &[
            "total", "totaux", "ensemble", "global", "globale", "general", "tous", "reel", "reels", "paye",
            "payes", "present", "presents", "pourvu", "pourvus", "actuel", "actuels", "annee", "an",
            "exercice", "fin", "arrete", "plein", "temps", "combien", "n", "somme", "sum", "of",
        ];
        let mots = mots_d_entete(entete);
        // Only a year, over whole numbers, may head a count.
        let jour = dernier_jour_dit(entete);
        let annee = || (jour.is_some() && mots.split(' ').all(est_petit)).then_some(3);
        let preference = compte_des_personnes(&mots).or_else(annee)?;
        let words: Vec<&str> = mots.split(' ').collect();
        let mois = |word: &str| word.len() >= 3 && saisie::jour(&format!("1 {word} 2000")).is_some();
        let entier = |word: &&str| {
            est_petit(word)
                || [PERSONNES, NOMBRES, ETP, ENTIERS, THEORIQUES].iter().any(|known| known.contains(word))
                || mois(word)
        };
        // « N-1 » is the year before « N ».
        let avant = words.windows(2).find_map(|pair| match pair {
            ["n", annees] => annees.parse::<i32>().ok(),
            _ => None,
        });
        Some(Self {
            theorique: words.iter().any(|word| THEORIQUES.contains(word)),
            partiel: !words.iter().all(entier),
            preference,
            jour: Reverse((-avant.unwrap_or(0), jour)),
        })
    }

    /// Whether its numbers must tell that they count people: full-time equivalents, or those of a mere year.
    pub fn est_a_verifier(self) -> bool {
        self.preference >= 2
    }

    /// How many cells of a hundred must hold a number: of what says people, one is enough, and the others are told.
    pub fn nombres_requis(self) -> u32 {
        if self.preference == 0 { 1 } else { 50 }
    }

    /// The best of several; none when two are as good.
    pub fn meilleur(candidats: &[(usize, Self)]) -> Option<usize> {
        let (rang, best) = candidats.iter().min_by_key(|(_, compte)| *compte)?;
        (candidats.iter().filter(|(_, compte)| compte == best).count() == 1).then_some(*rang)
    }
}
