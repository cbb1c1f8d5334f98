//! The words of headings: which role each names, and whether a number is one of people.

use super::metiers::sans_accents;
use super::role::Role;

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
    (
        Role::Sortie,
        &[
            "date de sortie",
            "date sortie",
            "date de depart",
            "date depart",
            "sortie",
            "sorti le",
            "depart",
            "parti le",
        ],
    ),
    (
        Role::FinContrat,
        &[
            "date de fin de contrat",
            "date fin de contrat",
            "date fin contrat",
            "fin de contrat",
            "fin contrat",
            "date de fin",
            "date fin",
            "fin",
            "terme",
            "jusqu au",
            "fin le",
            "au",
        ],
    ),
    (
        Role::Entree,
        &[
            "date d entree",
            "date entree",
            "entree",
            "date d embauche",
            "embauche",
            "date d arrivee",
            "arrivee",
            "debut",
            "date de debut",
            "date debut",
        ],
    ),
    (
        Role::Presence,
        &[
            "actif",
            "present",
            "situation",
            "situation actuelle",
            "etat",
            "presence",
            "en poste",
            "sorti",
            "parti",
            "motif de sortie",
        ],
    ),
];

/// Words that make a date another one than those of a contract.
const AUTRES_DATES: &[&str] = &[
    "essai",
    "formation",
    "validite",
    "habilitation",
    "carte",
    "cps",
    "cpe",
    "ecps",
    "autorisation",
    "visite",
    "medicale",
    "medical",
    "heure",
    "heures",
    "conge",
    "conges",
    "naissance",
    "sejour",
    "diplome",
    "arret",
    "maladie",
    "suspension",
    "absence",
    "permis",
    "assurance",
    "vaccin",
    "caisse",
    "regime",
    "mutuelle",
    "entretien",
];

/// The day of leaving, of the end of a contract, of arriving; or whether the person is there: as headings say them.
fn role_de_presence(mots: &str) -> Option<Role> {
    let words: Vec<&str> = mots.split(' ').collect();
    let a = |known: &[&str]| words.iter().any(|word| known.contains(word));
    if a(AUTRES_DATES) {
        return None;
    }
    let sortie = a(&[
        "sortie",
        "sorties",
        "sorti",
        "sortis",
        "depart",
        "departs",
        "parti",
        "partis",
        "quitte",
        "radiation",
        "cessation",
        "demission",
        "licenciement",
        "rupture",
        "retraite",
        "exit",
        "leaving",
        "termination",
    ]) || mots.contains("dernier jour");
    let fin = a(&["fin", "terme", "echeance", "expiration", "cloture", "end"]);
    if a(&["motif", "motifs", "cause", "raison"]) {
        return (sortie || fin).then_some(Role::Presence);
    }
    if sortie && words.len() <= 8 && !a(&["type", "mode", "code", "prevu"]) {
        return Some(Role::Sortie);
    }
    let engagement = a(&[
        "contrat",
        "contrats",
        "cdd",
        "mission",
        "interim",
        "affectation",
        "activite",
        "activites",
        "emploi",
        "poste",
        "fonction",
        "fonctions",
        "presence",
        "service",
        "engagement",
        "periode",
        "disposition",
        "detachement",
        "date",
        "contract",
    ]);
    if fin && engagement {
        return Some(Role::FinContrat);
    }
    if a(&["entree", "arrivee", "embauche", "recrutement", "engagement", "hire"])
        || (a(&["debut", "prise", "start"]) && engagement)
    {
        return Some(Role::Entree);
    }
    let la = a(&["actif", "active", "actifs", "inactif", "inactive", "present", "presente", "presents"]);
    let dit = la && words.len() <= 5
        || [" dans les effectifs ", " dans l effectif ", " en poste ", " en activite "]
            .iter()
            .any(|known| format!(" {mots} ").contains(known));
    dit.then_some(Role::Presence)
}

/// The words of a heading, without accents nor punctuation.
pub(super) fn mots(entete: &str) -> String {
    sans_accents(entete)
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
        let role = if let Some(role) = role_de_presence(&mots) {
            Some(role)
        } else if word("rpps") {
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
            .or_else(|| {
                starts(Role::Nombre, &["nombre de", "nombre d", "nb de"])
                    .filter(|_| !compte_autre_chose(&mots))
            })
            .or_else(|| starts(Role::Site, &["site", "etablissement", "finess"]))
        };
        role.map(|role| (role, 50))
    })
}

/// Whether a heading of a number tells something else than people.
pub(super) fn compte_autre_chose(mots: &str) -> bool {
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
    ];
    // What a heading of people may hold too: « Effectif de l’année ».
    const FAIBLES: &[&str] = &["annee", "an", "mois", "n", "no", "ordre", "rang", "ligne", "part", "date"];
    let a = |known: &[&str]| mots.split(' ').any(|word| known.contains(&word));
    a(AUTRES) || (a(FAIBLES) && !a(GENS))
}

/// Words of people that are counted.
const GENS: &[&str] = &[
    "effectif",
    "effectifs",
    "nombre",
    "nb",
    "nbre",
    "physique",
    "physiques",
    "personnes",
    "salaries",
    "agents",
    "tetes",
    "headcount",
    "quantite",
    "qte",
];

/// How well a heading names a count of people, in a roster without names: 0 the best; none when it does not.
pub(super) fn compte_des_personnes(entete: &str) -> Option<u32> {
    let mots = mots(entete);
    if compte_autre_chose(&mots) {
        return None;
    }
    let words: Vec<&str> = mots.split(' ').collect();
    let a = |known: &[&str]| words.iter().any(|word| known.contains(word));
    if a(GENS) {
        Some(0)
    } else if a(&["total", "totaux", "ensemble"]) {
        Some(1)
    } else if a(&["etp", "etpt", "etps"]) || mots.contains("temps plein") || mots.contains("equivalent") {
        Some(2)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            ("Date de sortie", Role::Sortie),
            ("Sortie le", Role::Sortie),
            ("Date de départ à la retraite", Role::Sortie),
            ("Dernier jour travaillé", Role::Sortie),
            ("Date de cessation de fonctions", Role::Sortie),
            ("Date fin CDD", Role::FinContrat),
            ("Fin de contrat", Role::FinContrat),
            ("Terme du contrat", Role::FinContrat),
            ("Date d’entrée", Role::Entree),
            ("Date d’embauche", Role::Entree),
            ("Début de contrat", Role::Entree),
            ("Actif", Role::Presence),
            ("Salarié présent", Role::Presence),
            ("Motif de sortie", Role::Presence),
            ("Motif de fin de contrat", Role::Presence),
            ("Fin de période d’essai", Role::Ignoree),
            ("Date de fin de validité de la carte", Role::Ignoree),
            ("Fonction", Role::Profession),
        ] {
            assert_eq!(role_d_un_entete(entete).map_or(Role::Ignoree, |(role, _)| role), role, "{entete}");
        }
    }
}
