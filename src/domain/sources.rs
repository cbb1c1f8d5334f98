//! The sources, and for each rule of the field what founds it and how sure it is.
//!
//! The text of the rules is `docs/regles.md`; `tests/regles.rs` keeps both in step. A case cites rules through
//! [`regle`], which runs when the program is compiled: an id that does not exist does not build.

use chrono::NaiveDate;

/// How sure a rule is (`docs/regles.md` §0.1). Where a row gives two, the first one counts and [`Regle::reserve`] says
/// what is less sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confiance {
    /// Said by the starting FAQ (S0): affirmed.
    Seed,
    /// Said by another public page: affirmed, with its source and date.
    Source,
    /// Deduced: shown « à confirmer auprès de l’ANS ».
    Inferred,
}
use Confiance::{Inferred, Seed, Source as Sourced};

impl Confiance {
    /// Stable token, as in the rule base: `seed`, `source`, `inferred`.
    pub fn jeton(self) -> &'static str {
        match self {
            Seed => "seed",
            Sourced => "source",
            Inferred => "inferred",
        }
    }
}

/// The day up to which the sources are known.
pub const LU_LE: NaiveDate = match NaiveDate::from_ymd_opt(2026, 11, 23) {
    Some(jour) => jour,
    None => panic!("not a day"),
};

/// The same day, as shown to the user.
pub const LUES_LE: &str = "23 novembre 2026";

/// A public page or document.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    /// `S0` to `S50`.
    pub id: &'static str,
    /// Title, with its date when known.
    pub titre: &'static str,
    /// Address; none when it was not recorded, or when the source is not one page (the title then says where).
    pub adresse: Option<&'static str>,
    /// Date of the page as its title writes it, in no fixed format; empty when not known.
    pub date: &'static str,
}

/// A rule of the field.
#[derive(Debug, PartialEq, Eq)]
pub struct Regle {
    /// `R-…`.
    pub id: &'static str,
    /// Ids of the sources that its row cites; when it cites none, those of the rules it says it is deduced from, each
    /// once, in order.
    pub sources: &'static [&'static str],
    /// How sure it is.
    pub confiance: Confiance,
    /// What the deduction rests on, in French, without a final stop; empty when the sources say the rule. A rule
    /// without a source has one.
    pub fondement: &'static str,
    /// What is less sure, or surer, than [`Regle::confiance`] says, in French; when its row gives two.
    pub reserve: Option<&'static str>,
}

impl Regle {
    /// Whether it says how things are counted, not what is due (`docs/regles.md` §11).
    pub fn est_une_convention(&self) -> bool {
        self.id.starts_with("R-COMPTE-") || self.id.starts_with("R-ALGO-")
    }

    /// Whether it only informs and decides nothing (`docs/regles.md` §9.1).
    pub fn est_une_information(&self) -> bool {
        self.id.starts_with("R-INFO-")
    }
}

/// The source of that id.
pub fn source(id: &str) -> Option<&'static Source> {
    SOURCES.iter().find(|source| source.id == id)
}

/// The sources of some rules, each once, in order.
pub fn sources_de<'a>(regles: impl IntoIterator<Item = &'a Regle>) -> Vec<&'static Source> {
    let mut found: Vec<&'static Source> = vec![];
    for id in regles.into_iter().flat_map(|regle| regle.sources) {
        if let Some(source) = source(id)
            && !found.iter().any(|known| known.id == source.id)
        {
            found.push(source);
        }
    }
    found
}

/// The rule of that id, found when the program is compiled: `const R: &Regle = regle("R-CONTRAT-01");`.
///
/// # Panics
/// While compiling, when no rule has that id. For an id known at run time only, use [`trouver`].
pub const fn regle(id: &str) -> &'static Regle {
    let mut place = 0;
    while place < REGLES.len() {
        if same(REGLES[place].id.as_bytes(), id.as_bytes()) {
            return &REGLES[place];
        }
        place += 1;
    }
    panic!("no rule of docs/regles.md has this id")
}

/// The rule of an id that is known at run time only.
pub fn trouver(id: &str) -> Option<&'static Regle> {
    REGLES.iter().find(|regle| regle.id == id)
}

const fn same(left: &[u8], right: &[u8]) -> bool {
    if left.len() != right.len() {
        return false;
    }
    let mut place = 0;
    while place < left.len() {
        if left[place] != right[place] {
            return false;
        }
        place += 1;
    }
    true
}

const fn s(
    id: &'static str,
    titre: &'static str,
    adresse: Option<&'static str>,
    date: &'static str,
) -> Source {
    Source { id, titre, adresse, date }
}

const fn r(
    id: &'static str,
    sources: &'static [&'static str],
    confiance: Confiance,
    fondement: &'static str,
) -> Regle {
    Regle { id, sources, confiance, fondement, reserve: None }
}

const fn reserve(regle: Regle, reserve: &'static str) -> Regle {
    Regle { reserve: Some(reserve), ..regle }
}

/// Every source (`docs/regles.md` §0.2), by number.
pub static SOURCES: &[Source] = &[
    s(
        "S0",
        "FAQ Moyens d’authentification & RPPS+, e-santé Bretagne",
        Some(
            "https://esante-bretagne.fr/segur/medico-social/moyens-dauthentification-rpps/faq-moyens-dauthentification-rpps",
        ),
        "",
    ),
    s(
        "S1",
        "FAQ services socles, e-santé Occitanie",
        Some("https://esante-occitanie.fr/faq-assistance/usages-faqs-assistance-faq-services-socles"),
        "",
    ),
    s(
        "S2",
        "FAQ sur le RPPS+, e-santé Pays de la Loire",
        Some("https://www.esante-paysdelaloire.fr/nos-services/echange-partage-et-orientation-98-165.html"),
        "",
    ),
    s(
        "S3",
        "FAQ RPPS+ (ANS, ancienne version, vers 2021-2022)",
        Some("https://esante.gouv.fr/securite/annuaire-sante/portail-RPPS-plus/FAQ-portail-RPPS-plus"),
        "vers 2021-2022",
    ),
    s("S4", "FAQ du portail RPPS+ (ANS, 2025)", Some("https://esante.gouv.fr/FAQ-portail-RPPS-plus"), "2025"),
    s(
        "S5",
        "Certificats logiciels (ANS)",
        Some("https://esante.gouv.fr/securite/cartes-et-certificats/certificats-logiciels"),
        "",
    ),
    s(
        "S6",
        "Guide IGC-Santé « Je souhaite demander un certificat »",
        Some("https://esante.gouv.fr/guides/guides-IGC-sante/je-souhaite-demander-un-certificat"),
        "",
    ),
    s(
        "S7",
        "Guide IGC-Santé « Je souhaite retirer un certificat »",
        Some("https://esante.gouv.fr/guides/guides-IGC-sante/je-souhaite-retirer-un-certificat"),
        "",
    ),
    s(
        "S8",
        "Certificats logiciels (portail industriels ANS)",
        Some("https://industriels.esante.gouv.fr/produits-et-services/certificats-logiciels"),
        "",
    ),
    s(
        "S9",
        "FAQ industriels ANS : durée, renouvellement",
        Some(
            "https://industriels.esante.gouv.fr/faq/resultats?f%5B0%5D=couloir_dispositifs%3A378&f%5B1%5D=filtrez_par_offre%3A2626&page=9",
        ),
        "",
    ),
    s(
        "S10",
        "FAQ industriels ANS : délégation à un tiers, carte CPA",
        Some(
            "https://industriels.esante.gouv.fr/faq/resultats?f%5B0%5D=couloir_dispositifs%3A378&f%5B1%5D=theme%3A591&f%5B2%5D=theme%3A2671",
        ),
        "",
    ),
    s(
        "S11",
        "FAQ industriels ANS : e-CPS",
        Some(
            "https://industriels.esante.gouv.fr/faq/resultats?f%5B0%5D=theme%3A575&f%5B1%5D=theme%3A2466&page=1",
        ),
        "",
    ),
    s(
        "S12",
        "FAQ industriels ANS : identifiant national, produits de test F414",
        Some("https://industriels.esante.gouv.fr/faq-des-industriels"),
        "",
    ),
    s(
        "S13",
        "FAQ industriels ANS : tableau RPPS / n° AM / FINESS (adresse exacte non enregistrée)",
        None,
        "",
    ),
    s(
        "S14",
        "Guide commande de certificats, Ségur couloir hôpital V0.8, 13/10/2023",
        Some("https://www.scribd.com/document/695856103/segur-numerique-hopital-guide-certificats"),
        "13/10/2023",
    ),
    s(
        "S15",
        "Procédure certificats d’un éditeur (Colibri), qui cite le guide ANS « couloir médico-social v0.9 du 13/02/2024 »",
        Some("https://support-colibri.mesvaccins.net/hc/en-150/articles/43423109716113"),
        "13/02/2024",
    ),
    s(
        "S16",
        "Alimentation du DMP (sanitaire), e-santé Bretagne",
        Some("https://esante-bretagne.fr/segur/sanitaire/dossier-medical-partage-dmp/alimentation"),
        "",
    ),
    s(
        "S17",
        "Foire aux questions DMP, e-santé Bretagne",
        Some(
            "https://www.esante-bretagne.fr/segur/sanitaire/dossier-medical-partage-dmp/foire-aux-questions/",
        ),
        "",
    ),
    s(
        "S18",
        "Assistance (perte, vol, dysfonctionnement), ANS",
        Some("https://esante.gouv.fr/assistance"),
        "",
    ),
    s(
        "S19",
        "Espace CPS – aide (03/03/2014)",
        Some(
            "http://esante.gouv.fr/services/espace-cps/vous-avez-besoin-d-aide-nous-repondons-a-vos-questions",
        ),
        "03/03/2014",
    ),
    s(
        "S20",
        "Espace CPS – pour les professionnels de santé (24/03/2015)",
        Some("http://esante.gouv.fr/services/espace-cps/pour-les-professionnels-de-sante"),
        "24/03/2015",
    ),
    s(
        "S21",
        "La CPS4 (GIE SESAM-Vitale, 2025)",
        Some(
            "https://www.sesam-vitale.fr/en/actualites/-/blogs/la-cps4-une-evolution-majeure-pour-les-professionnels-de-sante",
        ),
        "2025",
    ),
    s(
        "S22",
        "Carte CPS (aide-sociale.fr, après juillet 2025)",
        Some("https://www.aide-sociale.fr/carte-cps"),
        "après juillet 2025",
    ),
    s(
        "S23",
        "CPS, CPE, CPF : bien distinguer (Ordre des chirurgiens-dentistes, Nord)",
        Some(
            "https://www.ordre-chirurgiens-dentistes-nord.fr/actualite/cps-cpe-cpf-bien-distinguer-les-cartes-professionnelles",
        ),
        "",
    ),
    s(
        "S24",
        "Arrêté du 4 avril 2022 (e-CPS, Pro Santé Connect)",
        Some("https://www.legifrance.gouv.fr/jorf/id/JORFTEXT000045551195"),
        "4 avril 2022",
    ),
    s(
        "S25",
        "FAQ ANS : e-CPS expirée (15/01/2025)",
        Some(
            "https://esante.gouv.fr/faq/quelle-est-la-procedure-quun-professionnel-doit-suivre-lorsque-sa-ecps-depasse-la-date-dexpiration",
        ),
        "15/01/2025",
    ),
    s(
        "S26",
        "Guide mesHabilitations : habilitations RPPS+",
        Some("https://esante.gouv.fr/guides/guides-pmh/je-donne-des-habiliations-RPPS-plus"),
        "",
    ),
    s(
        "S27",
        "Guide mesHabilitations : structure tierce",
        Some("https://esante.gouv.fr/guides/guides-pmh/je-me-designe-comme-une-structure-tierce"),
        "",
    ),
    s(
        "S28",
        "Guide RPPS+ : mettre à jour la situation d’exercice",
        Some(
            "https://esante.gouv.fr/guides/guides-rpps-plus/je-mets-a-jour-la-situation-exercice-d-un-professionnel",
        ),
        "",
    ),
    s(
        "S29",
        "Guide RPPS : mise à jour par le professionnel",
        Some("https://esante.gouv.fr/guides/guides-rpps/mise-a-jour-informations"),
        "",
    ),
    s(
        "S30",
        "Formulaire 414 v1.16, février 2019",
        Some(
            "https://pdfslide.fr/documents/formulaire-414-commande-de-produits-de-certification-de-test.html",
        ),
        "février 2019",
    ),
    s(
        "S31",
        "Utiliser le DMP en EHPAD (ASIP, historique)",
        Some("https://studylibfr.com/doc/5043744/utiliser-le-dossier-m%C3%A9dical-personnel-en-ehpad"),
        "historique",
    ),
    s(
        "S32",
        "Bascule des professionnels ADELI dans le RPPS (ANS)",
        Some("https://esante.gouv.fr/securite/annuaire-sante/bascule-des-professionnels-adeli-dans-le-rpps"),
        "",
    ),
    s("S33", "ADELI, ARS Occitanie (2023)", Some("https://www.occitanie.ars.sante.fr/adeli-1"), "2023"),
    s("S34", "Appareillage : RPPS (CRAMIF, 2024)", Some("https://cramif.fr/node/1703"), "2024"),
    s(
        "S35",
        "Démographie des PS, sources (DREES, 2025)",
        Some(
            "https://drees.solidarites-sante.gouv.fr/sources-outils-et-enquetes/la-demographie-des-professionnels-de-sante",
        ),
        "2025",
    ),
    s(
        "S36",
        "Nomenclatures des objets de santé (ANS, copie publique de travail) – dépôt GitHub ansforge/ig-terminlogie-de-sante (TRE_R66/JDV_J55 v20241025, TRE_R72 v20240329, TRE_R82 v20231215, TRE_R85 v20250328, TRE_R94 v20241213, JDV_J128, JDV_J229, JDV_J254)",
        None,
        "",
    ),
    s("S37", "Guide d’implémentation FHIR Annuaire Santé – dépôt GitHub ansforge/IG-fhir-annuaire", None, ""),
    s(
        "S38",
        "API FHIR Annuaire Santé : acteurs des couloirs Ségur – dépôt GitHub ansforge/annuaire-sante-fhir-documentation (page uc-segur, version 2)",
        None,
        "",
    ),
    s(
        "S39",
        "Notices officielles etalab_cs1100501 / 502 / 507 – copie des PDF officiels : dépôt GitHub GuillaumePressiat/finess_etalab",
        Some("https://www.data.gouv.fr/datasets/finess-extraction-du-fichier-des-etablissements"),
        "",
    ),
    s(
        "S40",
        "Lignes réelles de l’édition du 12/05/2026 – citées dans un test public (extrait de 15 lignes sur 103 023) du fichier etalab-cs1100502-stock-20260512-0339.csv",
        None,
        "12/05/2026",
    ),
    s(
        "S41",
        "Nouveaux flux FINESS (JSON) – schéma : dépôt GitHub ansforge/finess",
        Some("https://www.data.gouv.fr/datasets/finess-structures-1"),
        "",
    ),
    s("S42", "Jours fériés (Etalab) – dépôt GitHub etalab/jours-feries-france", None, ""),
    s(
        "S43",
        "Guide de consultation de Mon espace santé (Le Moniteur des pharmacies, non daté, vers 2025)",
        Some("https://lemoniteurdespharmacies-wp.1hpp.fr/?p=383626"),
        "vers 2025",
    ),
    s(
        "S44",
        "Référentiel d’identification électronique (arrêté du 28 mars 2022), FAQ ANS",
        Some("https://esante.gouv.fr/taxonomy/term/789"),
        "28 mars 2022",
    ),
    s(
        "S45",
        "Exigence DMP EX_GEN-1450 (certificats de la structure)",
        Some("https://bitbucket.org/devbox-sante/homologation/issues/29/ex_gen-1450"),
        "",
    ),
    s(
        "S46",
        "Contrôle du nom INSI-AUTO / INSI-MANU – code public d’un client du téléservice INS (projet « tlsi-ins » : CN du sujet, émetteur AC IGC-SANTE ELEMENTAIRE ORGANISATIONS)",
        None,
        "",
    ),
    s(
        "S47",
        "Associer identité locale et RPPS (doctrine, F420)",
        Some(
            "https://sante-gouv-9827.slite.page/p/wcKdayylVgYtOR/Associer-l-identite-locale-avec-l-identite-nationale-RPPS-du-professionnel",
        ),
        "",
    ),
    s(
        "S48",
        "CPF des étudiants et internes (Ordre des chirurgiens-dentistes)",
        Some("https://test-www.ordre-chirurgiens-dentistes.fr/?p=56377"),
        "",
    ),
    s(
        "S49",
        "Répertoires ADELI et RPPS (PAPS Auvergne-Rhône-Alpes, 2024)",
        Some("https://www.auvergne-rhone-alpes.paps.sante.fr/repertoires-adeli-et-rpps"),
        "2024",
    ),
    s(
        "S50",
        "Bascule des infirmiers (association SOFIA)",
        Some("https://sofia.medicalistes.fr/spip/spip.php?article338"),
        "",
    ),
];

/// Every rule of `docs/regles.md`, in its order.
pub const REGLES: &[Regle] = &[
    r("R-FINESS-01", &["S0", "S1"], Seed, ""),
    r("R-FINESS-02", &["S0", "S1"], Seed, ""),
    r("R-FINESS-03", &["S1", "S0"], Sourced, ""),
    r("R-FINESS-04", &["S1", "S14"], Sourced, ""),
    r(
        "R-FINESS-05",
        &["S14", "S16"],
        Inferred,
        "les guides écrits pour les hôpitaux portent les certificats au niveau de l’entité juridique",
    ),
    r("R-FINESS-06", &[], Inferred, "un établissement fermé ne peut pas exercer"),
    r("R-FINESS-07", &["S0", "S1"], Inferred, "combinaison de R-FINESS-01 et de R-CONTRAT-05"),
    r("R-FINESS-08", &["S37"], Inferred, "définition de l’entité juridique et de l’établissement"),
    r("R-FINESS-09", &["S0", "S1"], Inferred, "R-FINESS-01 et R-FINESS-02 ne prévoient pas ce cas"),
    r("R-CONTRAT-01", &["S0"], Seed, ""),
    r("R-CONTRAT-02", &["S0", "S1"], Seed, ""),
    r("R-CONTRAT-03", &["S0", "S1", "S31"], Sourced, ""),
    r("R-CONTRAT-04", &["S1"], Sourced, ""),
    r("R-CONTRAT-05", &["S0"], Seed, ""),
    r("R-CONTRAT-06", &["S0"], Seed, ""),
    r("R-CONTRAT-07", &["S0"], Seed, ""),
    r("R-CONTRAT-08", &["S0"], Seed, ""),
    r("R-CONTRAT-09", &["S0"], Seed, ""),
    r(
        "R-CONTRAT-10",
        &[],
        Inferred,
        "cumul de R-CONTRAT-05 et de R-CONTRAT-06 : le nouveau contrat ne dispense pas de faire connaître le représentant légal",
    ),
    r("R-CONTRAT-11", &["S0"], Inferred, "la FAQ ne vise que le FINESS et le SIRET"),
    reserve(
        r(
            "R-CONTRAT-12",
            &["S0"],
            Inferred,
            "la liste officielle des pièces, dans la notice du F101, n’a pas été trouvée",
        ),
        "seule la liste complète des pièces est déduite ; l’acte de nomination ou la délégation sont dans la FAQ",
    ),
    r("R-CONTRAT-13", &["S0"], Seed, ""),
    r(
        "R-CONTRAT-14",
        &["S27"],
        Inferred,
        "prudence : ne pas signer deux contrats ; le portail mesHabilitations montre les contrats en cours",
    ),
    r(
        "R-CONTRAT-15",
        &["S0"],
        Inferred,
        "la FAQ demande à la fois un F101 pour déclarer et aucun F101 à qui détient une CPS : la déclaration est gardée, sans commande de carte",
    ),
    r("R-CONTRAT-16", &["S0"], Inferred, "lecture de R-CONTRAT-05"),
    r("R-RL-01", &["S0", "S1"], Seed, ""),
    r("R-RL-02", &["S0", "S1"], Seed, ""),
    r("R-RL-03", &["S0", "S1"], Seed, ""),
    r("R-RL-04", &[], Inferred, "commodité d’usage"),
    r("R-RL-05", &["S0", "S1"], Seed, ""),
    r("R-RL-06", &["S0", "S1"], Seed, ""),
    r(
        "R-RL-07",
        &["S0"],
        Inferred,
        "la FAQ ne renvoie qu’à un ordre : sans ordre, R-RL-06 ne peut pas s’appliquer",
    ),
    r("R-RL-08", &["S20"], Sourced, ""),
    r("R-RL-09", &["S0", "S1"], Inferred, "analogie avec R-RL-02 et R-RL-03"),
    r("R-RL-10", &["S0"], Inferred, "analogie : la FAQ ne connaît que le président et le directeur"),
    r("R-MAND-01", &["S0"], Seed, ""),
    r("R-MAND-02", &["S0"], Seed, ""),
    reserve(
        r("R-MAND-03", &["S0"], Seed, ""),
        "le conseil d’en désigner deux est déduit : continuité de service",
    ),
    r("R-MAND-04", &["S0", "S18"], Seed, ""),
    r("R-MAND-05", &["S0"], Seed, ""),
    r("R-MAND-06", &["S18"], Inferred, "TOM demande une carte pour se connecter"),
    r("R-MAND-07", &["S18", "S1"], Sourced, ""),
    r("R-MAND-08", &["S0"], Seed, ""),
    r("R-MAND-09", &["S0", "S26"], Seed, ""),
    r("R-MAND-10", &[], Inferred, "les sources n’en disent rien"),
    r("R-CARTE-01", &["S0"], Seed, ""),
    r("R-CARTE-02", &["S0"], Seed, ""),
    r("R-CARTE-03", &["S0"], Seed, ""),
    r("R-CARTE-04", &["S31"], Sourced, ""),
    r("R-CARTE-05", &["S0", "S21", "S22"], Sourced, ""),
    r("R-CARTE-06", &["S0"], Seed, ""),
    r("R-CARTE-07", &["S0"], Seed, ""),
    r("R-CARTE-08", &["S0"], Seed, ""),
    r("R-CARTE-09", &["S0"], Seed, ""),
    r("R-CARTE-10", &["S0"], Inferred, "combinaison de R-CARTE-01 et de R-CARTE-13"),
    r(
        "R-CARTE-11",
        &["S0", "S31"],
        Inferred,
        "le numéro 301 du formulaire n’est confirmé par aucune page trouvée",
    ),
    r("R-CARTE-12", &["S0", "S1"], Seed, ""),
    r("R-CARTE-13", &["S0"], Seed, ""),
    r("R-CARTE-14", &["S0"], Seed, ""),
    r("R-CARTE-15", &["S18"], Sourced, ""),
    r("R-CARTE-16", &["S18"], Sourced, ""),
    r("R-CARTE-17", &["S18", "S0"], Inferred, "combinaison de R-MAND-06 et de R-CARTE-14"),
    r("R-CARTE-18", &[], Inferred, "sécurité"),
    r("R-CARTE-19", &["S19"], Sourced, ""),
    r("R-CARTE-20", &["S2"], Sourced, ""),
    r("R-CARTE-21", &["S2"], Sourced, ""),
    r("R-CARTE-22", &["S37", "S0"], Sourced, ""),
    r("R-CARTE-23", &["S0", "S19"], Seed, ""),
    r(
        "R-CARTE-24",
        &["S0", "S21", "S22", "S6", "S7", "S10"],
        Inferred,
        "suite de R-CARTE-05 ; 90 jours comme pour les certificats",
    ),
    r(
        "R-CARTE-25",
        &["S9", "S10"],
        Inferred,
        "les sources parlent de la CPA des éditeurs sans dire comment elle se commande",
    ),
    reserve(
        r("R-CERT-01", &["S6", "S5"], Sourced, ""),
        "l’identité de ces quatre offres avec celles de la FAQ est déduite",
    ),
    r("R-CERT-02", &["S0"], Seed, ""),
    r("R-CERT-03", &["S0", "S15", "S16", "S45"], Seed, ""),
    r("R-CERT-04", &["S0", "S14"], Seed, ""),
    reserve(
        r("R-CERT-05", &["S15", "S46"], Sourced, ""),
        "le sens d’AUTO et de MANU est déduit ; l’éditeur du logiciel le confirme",
    ),
    r("R-CERT-06", &[], Inferred, "un certificat ne porte qu’un nom"),
    r("R-CERT-07", &["S0", "S15", "S16", "S45"], Inferred, "R-CERT-03 réduite à l’INSi"),
    r("R-CERT-08", &["S16", "S45"], Sourced, ""),
    r("R-CERT-09", &["S0"], Seed, ""),
    r("R-CERT-10", &["S0", "S14"], Seed, ""),
    r("R-CERT-11", &["S0"], Seed, ""),
    r("R-CERT-12", &["S14"], Sourced, ""),
    r(
        "R-CERT-13",
        &["S0", "S15", "S16", "S45", "S14", "S46", "S5"],
        Inferred,
        "somme des règles de R-CERT-03 à R-CERT-15",
    ),
    r("R-CERT-14", &["S0", "S5"], Sourced, ""),
    r("R-CERT-15", &["S5"], Sourced, ""),
    r("R-CERT-16", &["S9"], Sourced, ""),
    r("R-CERT-17", &["S9"], Sourced, ""),
    r("R-CERT-18", &["S9"], Sourced, ""),
    r("R-CERT-19", &["S9"], Sourced, ""),
    r("R-CERT-20", &["S7"], Sourced, ""),
    r("R-CERT-21", &["S16"], Sourced, ""),
    r("R-CERT-22", &["S5", "S0"], Sourced, ""),
    r("R-CERT-23", &["S12", "S30"], Sourced, ""),
    r(
        "R-CERT-24",
        &["S8"],
        Inferred,
        "un certificat atteste l’identité de la structure ; un nouveau numéro est une autre identité",
    ),
    r("R-CERT-25", &["S44"], Sourced, ""),
    r("R-AT-01", &["S0"], Seed, ""),
    r("R-AT-02", &["S0"], Seed, ""),
    reserve(
        r("R-AT-03", &["S14", "S10", "S27"], Sourced, ""),
        "la liste complète est déduite : celle de la FAQ est perdue",
    ),
    r("R-AT-04", &["S10"], Sourced, ""),
    r("R-AT-05", &["S0"], Seed, ""),
    r("R-AT-06", &["S10", "S27"], Sourced, ""),
    r("R-AT-07", &["S0"], Inferred, "la déclaration demande le numéro de carte (R-AT-05)"),
    r("R-AT-08", &["S9", "S10"], Sourced, ""),
    r("R-AT-09", &["S9"], Inferred, "suite de R-CERT-17 et de R-CERT-19"),
    r("R-AT-10", &["S0", "S10"], Sourced, ""),
    reserve(
        r("R-ETAPES-01", &["S0", "S6", "S7", "S10"], Sourced, ""),
        "l’ordre des étapes est déduit : la liste de la FAQ est perdue",
    ),
    r("R-ECPS-01", &["S0", "S11"], Seed, ""),
    r("R-ECPS-02", &["S24"], Sourced, ""),
    r("R-ECPS-03", &["S11", "S24"], Sourced, ""),
    r("R-ECPS-04", &["S11"], Sourced, ""),
    r("R-ECPS-05", &["S0", "S11"], Seed, ""),
    r("R-ECPS-06", &["S0", "S4"], Seed, ""),
    r("R-ECPS-07", &["S0", "S4"], Sourced, ""),
    r("R-ECPS-08", &["S0", "S17", "S43"], Sourced, ""),
    r("R-ECPS-09", &["S0", "S2", "S24"], Sourced, ""),
    r("R-ECPS-10", &["S0"], Seed, ""),
    r("R-ECPS-11", &["S0"], Seed, ""),
    r("R-ECPS-12", &["S12"], Sourced, ""),
    reserve(
        r(
            "R-ECPS-13",
            &["S12", "S0", "S4"],
            Inferred,
            "la liste de la FAQ est perdue ; elle est reconstituée d’après d’autres pages",
        ),
        "seule la réunion de ces trois endroits en une liste est déduite",
    ),
    r("R-ECPS-14", &["S11"], Sourced, ""),
    r("R-ECPS-15", &["S25"], Sourced, ""),
    r("R-ECPS-16", &["S28", "S29", "S32"], Sourced, ""),
    r("R-ECPS-17", &[], Inferred, "le délai est écrit en heures"),
    r("R-ECPS-18", &["S0"], Seed, ""),
    r("R-RPPS-01", &["S0", "S32"], Seed, ""),
    r("R-RPPS-02", &["S32", "S34", "S35"], Sourced, ""),
    r("R-RPPS-03", &["S32", "S33", "S34", "S35", "S49", "S50"], Sourced, ""),
    r("R-RPPS-04", &["S0", "S4"], Seed, ""),
    reserve(
        r("R-RPPS-05", &["S3", "S0", "S4"], Sourced, ""),
        "l’intitulé exact de la seconde catégorie est déduit",
    ),
    r("R-RPPS-06", &["S0"], Seed, ""),
    r("R-RPPS-07", &["S0", "S28"], Sourced, ""),
    r("R-RPPS-08", &["S26"], Sourced, ""),
    r("R-RPPS-09", &["S2"], Sourced, ""),
    r("R-RPPS-10", &["S2"], Sourced, ""),
    r("R-RPPS-11", &[], Inferred, "aucune source ne donne de seuil"),
    r("R-RPPS-12", &["S1"], Sourced, ""),
    r("R-RPPS-13", &["S0", "S2"], Seed, ""),
    r("R-RPPS-14", &["S0"], Seed, ""),
    r("R-RPPS-15", &["S0", "S28"], Seed, ""),
    r("R-RPPS-16", &["S0"], Seed, ""),
    r("R-RPPS-17", &["S0"], Seed, ""),
    r("R-RPPS-18", &["S28"], Sourced, ""),
    r("R-RPPS-19", &["S4", "S36"], Sourced, ""),
    r("R-RPPS-20", &["S1", "S3"], Sourced, ""),
    r("R-RPPS-21", &["S47"], Sourced, ""),
    reserve(
        r(
            "R-RPPS-22",
            &["S0", "S28", "S26", "S4"],
            Inferred,
            "enchaînement des délais et des conditions de R-CARTE-03, R-RPPS-07, R-RPPS-08 et R-ECPS-06",
        ),
        "seul l’enchaînement est déduit ; chaque étape a sa source",
    ),
    r("R-RPPS-23", &["S0"], Seed, ""),
    r("R-ID-01", &["S39"], Sourced, ""),
    r("R-ID-02", &[], Inferred, "observé sur 1 399 numéros réels, sans exception ; aucune notice ne l’écrit"),
    r("R-ID-03", &[], Inferred, "observé sur 12 numéros réels de Corse ; aucune notice ne l’écrit"),
    r(
        "R-ID-04",
        &["S37"],
        Inferred,
        "la clé n’est écrite dans aucune notice, et un exemple de l’ANS ne la respecte pas",
    ),
    r("R-ID-05", &["S40"], Sourced, ""),
    r("R-ID-06", &[], Inferred, "observé sur des numéros réels : mêmes formes"),
    r("R-ID-07", &["S40"], Sourced, ""),
    r("R-ID-08", &[], Sourced, "usage de l’Insee"),
    r("R-ID-09", &[], Sourced, "usage de l’Insee"),
    r("R-ID-10", &[], Sourced, "tests publics concordants"),
    r("R-ID-11", &[], Inferred, "un SIRET commence par le SIREN de l’organisme"),
    r("R-ID-12", &["S13"], Sourced, ""),
    r("R-ID-13", &["S12"], Sourced, ""),
    r("R-ID-14", &["S37"], Sourced, ""),
    r("R-ID-15", &["S33", "S35"], Inferred, "la structure fine du numéro n’a pas été trouvée"),
    r("R-ID-16", &[], Inferred, "cas réel, vu dans un vieil export de tableur"),
    r("R-ID-18", &["S41"], Sourced, ""),
    r("R-ID-17", &[], Inferred, "cas réel, vu dans un vieil export de tableur"),
    r("R-IMPORT-01", &["S39", "S40"], Sourced, ""),
    r("R-IMPORT-02", &["S39"], Sourced, ""),
    r("R-IMPORT-03", &[], Sourced, "des lecteurs publics décrivent l’un et l’autre encodage"),
    r("R-IMPORT-04", &["S40"], Sourced, ""),
    r("R-IMPORT-05", &["S39"], Sourced, ""),
    r("R-IMPORT-06", &[], Inferred, "prudence"),
    r("R-IMPORT-07", &["S39"], Sourced, ""),
    r("R-IMPORT-08", &["S40"], Sourced, ""),
    r("R-IMPORT-09", &["S40"], Sourced, ""),
    r("R-IMPORT-10", &[], Sourced, "observateurs publics, commentaires datés de 2026"),
    r("R-IMPORT-11", &["S41"], Sourced, ""),
    r("R-IMPORT-12", &["S41"], Sourced, ""),
    r("R-IMPORT-13", &["S41"], Sourced, ""),
    r("R-IMPORT-14", &[], Inferred, "l’outil n’a pas de serveur ; un lieu de vie peut être un domicile"),
    r("R-IMPORT-15", &[], Inferred, "à défaut de fichier, rien d’autre n’est possible"),
    r("R-CAT-01", &["S36"], Sourced, ""),
    reserve(
        r("R-CAT-02", &["S38"], Sourced, ""),
        "que le contrat, les cartes et le RPPS+ restent possibles hors du couloir est déduit",
    ),
    r("R-CAT-03", &["S36"], Sourced, ""),
    r("R-CAT-04", &["S38"], Sourced, ""),
    r("R-STATUT-01", &["S36"], Sourced, ""),
    r("R-STATUT-02", &[], Inferred, "usages du droit des organismes, aucune source de l’ANS"),
    r("R-STATUT-03", &[], Inferred, "suite de R-JO-05"),
    r("R-JO-01", &["S0"], Inferred, "sens courant de « jours ouvrés »"),
    r("R-JO-02", &[], Inferred, "convention de calcul"),
    r("R-JO-03", &[], Inferred, "l’instruction se fait à Paris"),
    r("R-JO-04", &["S42"], Sourced, ""),
    r("R-JO-05", &["S42"], Sourced, ""),
    r("R-JO-06", &["S42"], Sourced, ""),
    r("R-JO-07", &["S0"], Seed, ""),
    r("R-JO-08", &["S42"], Sourced, ""),
    r("R-CONTACT-01", &["S0"], Seed, ""),
    r("R-CONTACT-02", &["S0"], Seed, ""),
    r("R-CONTACT-03", &["S4"], Sourced, ""),
    r("R-CONTACT-04", &["S18"], Sourced, ""),
    r("R-CONTACT-05", &["S9"], Sourced, ""),
    r("R-CONTACT-06", &["S31"], Sourced, ""),
    r("R-CONTACT-07", &["S4", "S18", "S22", "S26", "S27", "S28", "S41"], Sourced, ""),
    reserve(
        r("R-CONTACT-08", &["S0"], Seed, ""),
        "dit pour le F502 seulement ; déduit pour les autres formulaires",
    ),
    r("R-CONTACT-09", &["S36"], Sourced, ""),
    r("R-CONTACT-10", &["S36"], Sourced, ""),
    r("R-INFO-01", &["S0"], Seed, ""),
    r("R-INFO-02", &["S0"], Seed, ""),
    r("R-INFO-03", &["S0"], Seed, ""),
    r("R-INFO-04", &["S0"], Seed, ""),
    r("R-INFO-05", &["S0"], Seed, ""),
    r("R-INFO-06", &["S0"], Seed, ""),
    r("R-INFO-07", &["S0"], Seed, ""),
    r("R-INFO-08", &["S0"], Seed, ""),
    r("R-INFO-09", &["S0", "S4"], Seed, ""),
    reserve(
        r("R-PROF-01", &["S13", "S32", "S35", "S36"], Sourced, ""),
        "la carte par défaut est déduite, hors professions à ordre",
    ),
    r("R-PROF-02", &["S0", "S1"], Inferred, "suite de R-RL-05"),
    r("R-PROF-03", &["S36"], Sourced, ""),
    r("R-PROF-04", &["S36"], Sourced, ""),
    r("R-ALGO-01", &[], Inferred, "assemblage des autres règles"),
    r("R-COMPTE-01", &["S1", "S14"], Inferred, "convention fondée sur R-FINESS-04, R-CERT-12"),
    r("R-COMPTE-02", &["S27"], Inferred, "convention fondée sur R-CONTRAT-14, R-RL-04"),
    r("R-COMPTE-03", &["S14", "S16", "S0"], Inferred, "convention fondée sur R-FINESS-05, R-MAND-03"),
    r(
        "R-COMPTE-04",
        &["S0", "S1"],
        Inferred,
        "convention fondée sur R-CONTRAT-01, R-CONTRAT-04, R-CONTRAT-05",
    ),
    r("R-COMPTE-05", &["S0", "S1"], Inferred, "convention fondée sur R-RL-01 à 03, R-PROF-02"),
    r(
        "R-COMPTE-06",
        &["S0", "S1"],
        Inferred,
        "convention fondée sur R-CONTRAT-02, R-CONTRAT-05, R-CONTRAT-06, R-CONTRAT-08",
    ),
    r("R-COMPTE-07", &["S0", "S1"], Inferred, "convention fondée sur R-CARTE-12"),
    r("R-COMPTE-08", &["S0", "S1", "S18"], Inferred, "convention fondée sur R-RL-02, R-MAND-04, R-MAND-05"),
    r("R-COMPTE-09", &["S0", "S28"], Inferred, "convention fondée sur R-CARTE-01, R-CARTE-07, R-RPPS-07"),
    r(
        "R-COMPTE-10",
        &["S0", "S18", "S1", "S28"],
        Inferred,
        "convention fondée sur R-CARTE-01, R-MAND-07, R-AT-07, R-RPPS-07",
    ),
    r(
        "R-COMPTE-11",
        &["S0", "S2", "S24"],
        Inferred,
        "convention fondée sur R-RPPS-13, R-ECPS-09, R-CARTE-06, R-CARTE-10",
    ),
    r(
        "R-COMPTE-12",
        &["S14", "S10", "S27", "S0"],
        Inferred,
        "convention fondée sur R-AT-03, R-AT-07 et la définition des cartes",
    ),
    r(
        "R-COMPTE-13",
        &["S0", "S15", "S16", "S45", "S14", "S46", "S5"],
        Inferred,
        "convention fondée sur R-CERT-09, R-CERT-13, R-CERT-15",
    ),
    r("R-COMPTE-14", &["S9", "S8"], Inferred, "convention fondée sur R-CERT-16 à 18, R-CERT-24"),
    r(
        "R-COMPTE-15",
        &["S0", "S31", "S1"],
        Inferred,
        "convention fondée sur R-CARTE-11, R-CARTE-12, R-CARTE-14",
    ),
    r("R-COMPTE-16", &["S26", "S2"], Inferred, "convention fondée sur R-RPPS-08 à 10"),
    r("R-COMPTE-17", &[], Inferred, "convention de calcul"),
    r("R-COMPTE-18", &["S0"], Inferred, "convention fondée sur R-CARTE-03, R-JO-02, R-ECPS-17"),
];

#[cfg(test)]
mod tests {
    use super::*;

    const CONTRAT: &Regle = regle("R-CONTRAT-01");

    #[test]
    fn a_rule_is_found_when_compiling_and_at_run_time() {
        assert_eq!(CONTRAT.confiance, Seed);
        assert_eq!(trouver("R-CONTRAT-01"), Some(CONTRAT));
        assert_eq!(trouver("R-CONTRAT-99"), None);
    }

    #[test]
    fn a_rule_rests_on_known_sources_or_says_what_it_is_deduced_from() {
        for regle in REGLES {
            assert!(!regle.sources.is_empty() || !regle.fondement.is_empty(), "{}", regle.id);
            assert!(regle.confiance != Inferred || !regle.fondement.is_empty(), "{}", regle.id);
            assert!(regle.sources.iter().all(|id| source(id).is_some()), "{}", regle.id);
        }
    }

    #[test]
    fn sources_have_an_address_of_the_web_or_none_and_date_is_in_the_title() {
        for source in SOURCES {
            assert!(source.adresse.is_none_or(|adresse| adresse.starts_with("http")), "{}", source.id);
            let dans_le_titre = source.titre.contains(source.date) || source.id == "S31";
            assert!(dans_le_titre, "{}", source.id);
        }
        assert_eq!(crate::domain::calendrier::long(LU_LE).replace('\u{a0}', " "), LUES_LE);
    }
}
