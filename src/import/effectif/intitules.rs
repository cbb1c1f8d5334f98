//! The words of headings: which role each names.

use super::comptes::compte_autre_chose;
use super::departs::role_de_presence;
use super::lexique::mots_d_entete;
use super::role::Role;

/// Headings that are seen, in order of preference for one role: words without accents nor punctuation.
static ENTETES: &[(Role, &[&str])] = &[
    (
        Role::NomPrenom,
        &[
            "nom prenom",
            "noms",
            "noms et prenoms",
            "noms prenoms",
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
            "etiquettes de lignes",
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
            "entre le",
            "entree le",
            "arrive le",
            "arrivee le",
            "recrute le",
            "recrutee le",
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

/// The rank of a heading that is not known as it is, but by its start or by a word.
pub(super) const APPROCHE: usize = 50;

/// How headings of professions start.
const METIERS: &[&str] = &["profession", "fonction", "metier", "emploi", "poste", "qualification", "qualif"];

/// The rank of a heading that starts as those of professions do: before those that name them seldom (« Titre », « Catégorie »).
const QUI_DIT_LE_METIER: usize = 17;

/// Of a heading, in its words, whether the profession that it names is that of someone else, or of another time.
pub(super) fn d_un_autre_metier(mots: &str) -> bool {
    const AUTRES: &[&str] = &[
        "ancien",
        "ancienne",
        "precedent",
        "anterieur",
        "origine",
        "initial",
        "conjoint",
        "pere",
        "mere",
        "parents",
        "tuteur",
        "souhaite",
        "vise",
        "envisage",
        "demande",
        "futur",
        "future",
        "cible",
        "cibles",
        "remplace",
        "avant",
        "prochain",
    ];
    let net = |word: &str| {
        AUTRES.contains(&word) || word.strip_suffix(['e', 's']).is_some_and(|word| AUTRES.contains(&word))
    };
    mots.split(' ').any(net)
}

/// What a heading names, and its rank of preference, 0 the best; none when it is not known.
pub(super) fn role_d_un_entete(entete: &str) -> Option<(Role, usize)> {
    if entete.len() > 80 {
        return None;
    }
    let mots = mots_d_entete(entete);
    if d_un_autre_metier(&mots) && METIERS.iter().any(|metier| mots.contains(metier)) {
        return None;
    }
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
        // « Libellé de la fonction », « Intitulé emploi CCN51 ».
        let metier = || {
            let nu = ["libelle ", "lib ", "intitule "].iter().find_map(|debut| mots.strip_prefix(debut));
            let nu = nu.map_or(mots.as_str(), |nu| nu.trim_start_matches("de ").trim_start_matches("du "));
            let nu = nu.trim_start_matches("la ").trim_start_matches("l ");
            let dit = METIERS.iter().filter_map(|start| nu.strip_prefix(start));
            dit.into_iter().any(|rest| rest.is_empty() || rest.starts_with(' ')).then_some(Role::Profession)
        };
        let role = if let Some(role) = role_de_presence(&mots) {
            Some(role)
        } else if word("rpps") {
            Some(Role::Rpps)
        } else if word("smartphone") {
            Some(Role::Smartphone)
        } else if format!(" {mots} ").contains(" e cps ") || word("ecps") {
            Some(Role::Ecps)
        } else if word("nom") && word("prenom") {
            Some(Role::NomPrenom)
        } else {
            metier()
                .or_else(|| starts(Role::Prenom, &["prenom"]))
                .or_else(|| {
                    starts(Role::Nombre, &["nombre de", "nombre d", "nb de"])
                        .filter(|_| !compte_autre_chose(&mots))
                })
                .or_else(|| starts(Role::Site, &["site", "etablissement", "finess"]))
        };
        role.map(|role| (role, if role == Role::Profession { QUI_DIT_LE_METIER } else { APPROCHE }))
    })
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
            ("Libellé emploi CCN51", Role::Profession),
            ("Libellé de la fonction", Role::Profession),
            ("Qualif.", Role::Profession),
            ("Emploi précédent", Role::Ignoree),
            ("Ancienne fonction", Role::Ignoree),
            ("Métiers visés", Role::Ignoree),
            ("Profession du conjoint", Role::Ignoree),
            ("Date de prise de poste", Role::Entree),
            ("N° RPPS", Role::Rpps),
            ("RPPS (11 chiffres)", Role::Rpps),
            ("N° ADELI", Role::Rpps),
            ("Établissement", Role::Site),
            ("Nb d’agents", Role::Nombre),
            ("Type de contrat", Role::Contrat),
            ("e-CPS", Role::Ecps),
            ("État de l’e-CPS", Role::Ecps),
            ("Possède une carte CPS", Role::Ignoree),
            ("N° carte CPS", Role::Ignoree),
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
