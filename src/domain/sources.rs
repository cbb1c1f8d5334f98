//! The sources, and for each rule of the field what founds it and how sure it is.
//!
//! The text of the rules is `docs/regles.md`; `tests/regles.rs` keeps both in step. A case cites rules through
//! [`regle`], which runs when the program is compiled: an id that does not exist does not build.

use chrono::NaiveDate;

use super::nombre::milliers;

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

/// The day up to which the sources are known: that of the last reading.
pub const LU_LE: NaiveDate = jour(28, 11, 2026);

/// The same day, as shown to the user.
pub const LUES_LE: &str = "28 novembre 2026";

/// Beyond that many days after [`LU_LE`], the pages say that the rules are old.
pub const JOURS_AVANT_RELECTURE: i64 = 180;

/// What the pages say once the rules are old: a function of today alone.
pub fn regles_anciennes(today: NaiveDate) -> Option<String> {
    let days = (today - LU_LE).num_days();
    (days > JOURS_AVANT_RELECTURE).then(|| {
        let days = milliers(days.unsigned_abs());
        format!(
            "Ces règles ont été lues il y a {days}\u{a0}jours, le {LUES_LE}. Les démarches ont pu changer depuis\u{a0}: vérifiez sur esante.gouv.fr, ou demandez à l’ANS, avant d’envoyer un formulaire."
        )
    })
}

/// How a source was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lecture {
    /// A copy of it was opened.
    Ouverte,
    /// It was not: another document, which cites it, was.
    Citee,
}

/// A public page or document.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    /// `S0` to `S78`.
    pub id: &'static str,
    /// Title, with its date when known; from `S51` on, who speaks (law, ANS, third party).
    pub titre: &'static str,
    /// Addresses; none when they were not recorded, or when the source is not one page (the title then says where).
    pub adresses: &'static [&'static str],
    /// Date of the page as its title writes it, in no fixed format; empty when not known.
    pub date: &'static str,
    /// How it was read.
    pub lecture: Lecture,
    /// The day it was last read.
    pub lue_le: NaiveDate,
}

impl Source {
    /// The first address: where one page is wanted.
    pub fn adresse(&self) -> Option<&'static str> {
        self.adresses.first().copied()
    }
}

/// The site of an address, to name it where it is one of several: « esante.gouv.fr ».
pub fn site(adresse: &str) -> &str {
    let rest = adresse.split_once("://").map_or(adresse, |(_, rest)| rest);
    let host = rest.split('/').next().unwrap_or(rest);
    host.trim_start_matches("www.")
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
    /// What is less sure, or surer, than [`Regle::confiance`] says, in French; when its row gives two, or when only third
    /// parties say it.
    pub reserve: Option<&'static str>,
    /// The day at which what it tells was true, for what is told with its date (`docs/regles.md` §9.2).
    pub vrai_au: Option<NaiveDate>,
    /// The day after which it must be read again, since what it tells may have changed by then.
    pub relire_apres: Option<NaiveDate>,
}

impl Regle {
    /// Whether it says how things are counted, not what is due (`docs/regles.md` §11).
    pub fn est_une_convention(&self) -> bool {
        self.id.starts_with("R-COMPTE-") || self.id.starts_with("R-ALGO-")
    }

    /// Whether it is only deduced, and no convention of ours: « à confirmer auprès de l’ANS ».
    pub fn est_a_confirmer(&self) -> bool {
        self.confiance == Inferred && !self.est_une_convention()
    }

    /// Whether it only informs and decides nothing (`docs/regles.md` §9).
    pub fn est_une_information(&self) -> bool {
        self.id.starts_with("R-INFO-") || self.vrai_au.is_some()
    }

    /// Whether the day after which it must be read again is past.
    pub fn est_a_relire(&self, today: NaiveDate) -> bool {
        self.relire_apres.is_some_and(|jour| today > jour)
    }
}

/// The source of that id.
pub fn source(id: &str) -> Option<&'static Source> {
    SOURCES.iter().find(|source| source.id == id)
}

/// The sources of some rules, each once, in order.
pub fn sources_de<'a>(regles: impl IntoIterator<Item = &'a Regle>) -> Vec<&'static Source> {
    sources(regles.into_iter().flat_map(|regle| regle.sources))
}

/// The sources of these ids, each once, in order.
pub fn sources<'a>(ids: impl IntoIterator<Item = &'a &'static str>) -> Vec<&'static Source> {
    let mut found: Vec<&'static Source> = vec![];
    for id in ids {
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
        if memes_octets(REGLES[place].id.as_bytes(), id.as_bytes()) {
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

/// Whether two ids are the same, when the program is compiled.
pub(super) const fn memes_octets(left: &[u8], right: &[u8]) -> bool {
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

const fn jour(jour: u32, mois: u32, annee: i32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(annee, mois, jour) {
        Some(jour) => jour,
        None => panic!("not a day"),
    }
}

const fn s(
    id: &'static str,
    titre: &'static str,
    adresses: &'static [&'static str],
    date: &'static str,
    (lecture, lue_le): (Lecture, NaiveDate),
) -> Source {
    Source { id, titre, adresses, date, lecture, lue_le }
}

const fn lue(le: u32, mois: u32, annee: i32) -> (Lecture, NaiveDate) {
    (Lecture::Ouverte, jour(le, mois, annee))
}

const fn citee(le: u32, mois: u32, annee: i32) -> (Lecture, NaiveDate) {
    (Lecture::Citee, jour(le, mois, annee))
}

const fn r(
    id: &'static str,
    sources: &'static [&'static str],
    confiance: Confiance,
    fondement: &'static str,
) -> Regle {
    Regle { id, sources, confiance, fondement, reserve: None, vrai_au: None, relire_apres: None }
}

const fn reserve(regle: Regle, reserve: &'static str) -> Regle {
    Regle { reserve: Some(reserve), ..regle }
}

const fn vraie_au(regle: Regle, jour: NaiveDate) -> Regle {
    Regle { vrai_au: Some(jour), ..regle }
}

const fn relire(regle: Regle, apres: NaiveDate) -> Regle {
    Regle { relire_apres: Some(apres), ..regle }
}

/// Every source (`docs/regles.md` §0.2), by number.
pub static SOURCES: &[Source] = &[
    s(
        "S0",
        "FAQ Moyens d’authentification & RPPS+, e-santé Bretagne",
        &[
            "https://esante-bretagne.fr/segur/medico-social/moyens-dauthentification-rpps/faq-moyens-dauthentification-rpps",
        ],
        "",
        lue(23, 11, 2026),
    ),
    s(
        "S1",
        "FAQ services socles, e-santé Occitanie",
        &[
            "https://esante-occitanie.fr/faq-assistance/usages-faqs-assistance-faq-services-socles",
            "https://www.esante-occitanie.fr/faq-assistance/usages-faqs-assistance-faq-services-socles/",
        ],
        "",
        lue(28, 11, 2026),
    ),
    s(
        "S2",
        "FAQ sur le RPPS+, e-santé Pays de la Loire",
        &["https://www.esante-paysdelaloire.fr/nos-services/echange-partage-et-orientation-98-165.html"],
        "",
        lue(23, 11, 2026),
    ),
    s(
        "S3",
        "FAQ RPPS+ (ANS, ancienne version, vers 2021-2022)",
        &["https://esante.gouv.fr/securite/annuaire-sante/portail-RPPS-plus/FAQ-portail-RPPS-plus"],
        "vers 2021-2022",
        lue(23, 11, 2026),
    ),
    s(
        "S4",
        "FAQ du portail RPPS+ (ANS, 2025)",
        &["https://esante.gouv.fr/FAQ-portail-RPPS-plus"],
        "2025",
        lue(23, 11, 2026),
    ),
    s(
        "S5",
        "Certificats logiciels (ANS)",
        &["https://esante.gouv.fr/securite/cartes-et-certificats/certificats-logiciels"],
        "",
        lue(23, 11, 2026),
    ),
    s(
        "S6",
        "Guide IGC-Santé « Je souhaite demander un certificat »",
        &["https://esante.gouv.fr/guides/guides-IGC-sante/je-souhaite-demander-un-certificat"],
        "",
        lue(23, 11, 2026),
    ),
    s(
        "S7",
        "Guide IGC-Santé « Je souhaite retirer un certificat »",
        &["https://esante.gouv.fr/guides/guides-IGC-sante/je-souhaite-retirer-un-certificat"],
        "",
        lue(23, 11, 2026),
    ),
    s(
        "S8",
        "Certificats logiciels (portail industriels ANS)",
        &["https://industriels.esante.gouv.fr/produits-et-services/certificats-logiciels"],
        "",
        lue(23, 11, 2026),
    ),
    s(
        "S9",
        "FAQ industriels ANS : durée, renouvellement",
        &[
            "https://industriels.esante.gouv.fr/faq/resultats?f%5B0%5D=couloir_dispositifs%3A378&f%5B1%5D=filtrez_par_offre%3A2626&page=9",
        ],
        "",
        lue(23, 11, 2026),
    ),
    s(
        "S10",
        "FAQ industriels ANS : délégation à un tiers, carte CPA",
        &[
            "https://industriels.esante.gouv.fr/faq/resultats?f%5B0%5D=couloir_dispositifs%3A378&f%5B1%5D=theme%3A591&f%5B2%5D=theme%3A2671",
        ],
        "",
        lue(23, 11, 2026),
    ),
    s(
        "S11",
        "FAQ industriels ANS : e-CPS",
        &[
            "https://industriels.esante.gouv.fr/faq/resultats?f%5B0%5D=theme%3A575&f%5B1%5D=theme%3A2466&page=1",
        ],
        "",
        lue(23, 11, 2026),
    ),
    s(
        "S12",
        "FAQ industriels ANS : identifiant national, produits de test F414",
        &[
            "https://industriels.esante.gouv.fr/faq-des-industriels?f%5B0%5D=theme%3A620&f%5B1%5D=theme%3A2581&f%5B2%5D=theme%3A2584&f%5B3%5D=theme%3A2609&f%5B4%5D=theme%3A2612",
        ],
        "",
        lue(28, 11, 2026),
    ),
    s(
        "S13",
        "FAQ industriels ANS : tableau RPPS / n° AM / FINESS (adresse exacte non enregistrée)",
        &[],
        "",
        lue(23, 11, 2026),
    ),
    s(
        "S14",
        "Guide commande de certificats, Ségur couloir hôpital V0.8, 13/10/2023",
        &["https://www.scribd.com/document/695856103/segur-numerique-hopital-guide-certificats"],
        "13/10/2023",
        lue(23, 11, 2026),
    ),
    s(
        "S15",
        "Procédure certificats d’un éditeur (Colibri), qui cite le guide ANS « couloir médico-social v0.9 du 13/02/2024 »",
        &["https://support-colibri.mesvaccins.net/hc/en-150/articles/43423109716113"],
        "13/02/2024",
        lue(23, 11, 2026),
    ),
    s(
        "S16",
        "Alimentation du DMP (sanitaire), e-santé Bretagne",
        &["https://esante-bretagne.fr/segur/sanitaire/dossier-medical-partage-dmp/alimentation"],
        "",
        lue(23, 11, 2026),
    ),
    s(
        "S17",
        "Foire aux questions DMP, e-santé Bretagne",
        &["https://www.esante-bretagne.fr/segur/sanitaire/dossier-medical-partage-dmp/foire-aux-questions/"],
        "",
        lue(23, 11, 2026),
    ),
    s(
        "S18",
        "Assistance (perte, vol, dysfonctionnement), ANS",
        &["https://esante.gouv.fr/assistance"],
        "",
        lue(23, 11, 2026),
    ),
    s(
        "S19",
        "Espace CPS – aide (03/03/2014)",
        &["http://esante.gouv.fr/services/espace-cps/vous-avez-besoin-d-aide-nous-repondons-a-vos-questions"],
        "03/03/2014",
        lue(23, 11, 2026),
    ),
    s(
        "S20",
        "Espace CPS – pour les professionnels de santé (24/03/2015)",
        &["http://esante.gouv.fr/services/espace-cps/pour-les-professionnels-de-sante"],
        "24/03/2015",
        lue(23, 11, 2026),
    ),
    s(
        "S21",
        "La CPS4 (GIE SESAM-Vitale, 2025)",
        &[
            "https://www.sesam-vitale.fr/en/actualites/-/blogs/la-cps4-une-evolution-majeure-pour-les-professionnels-de-sante",
        ],
        "2025",
        lue(23, 11, 2026),
    ),
    s(
        "S22",
        "Carte CPS (aide-sociale.fr, après juillet 2025)",
        &["https://www.aide-sociale.fr/carte-cps"],
        "après juillet 2025",
        lue(23, 11, 2026),
    ),
    s(
        "S23",
        "CPS, CPE, CPF : bien distinguer (Ordre des chirurgiens-dentistes, Nord)",
        &[
            "https://www.ordre-chirurgiens-dentistes-nord.fr/actualite/cps-cpe-cpf-bien-distinguer-les-cartes-professionnelles",
        ],
        "",
        lue(23, 11, 2026),
    ),
    s(
        "S24",
        "Arrêté du 4 avril 2022 (e-CPS, Pro Santé Connect)",
        &["https://www.legifrance.gouv.fr/jorf/id/JORFTEXT000045551195"],
        "4 avril 2022",
        lue(23, 11, 2026),
    ),
    s(
        "S25",
        "FAQ ANS : e-CPS expirée (15/01/2025)",
        &[
            "https://esante.gouv.fr/faq/quelle-est-la-procedure-quun-professionnel-doit-suivre-lorsque-sa-ecps-depasse-la-date-dexpiration",
        ],
        "15/01/2025",
        lue(23, 11, 2026),
    ),
    s(
        "S26",
        "Guide mesHabilitations : habilitations RPPS+",
        &["https://esante.gouv.fr/guides/guides-pmh/je-donne-des-habiliations-RPPS-plus"],
        "",
        lue(23, 11, 2026),
    ),
    s(
        "S27",
        "Guide mesHabilitations : structure tierce",
        &["https://esante.gouv.fr/guides/guides-pmh/je-me-designe-comme-une-structure-tierce"],
        "",
        lue(23, 11, 2026),
    ),
    s(
        "S28",
        "Guide RPPS+ : mettre à jour la situation d’exercice",
        &[
            "https://esante.gouv.fr/guides/guides-rpps-plus/je-mets-a-jour-la-situation-exercice-d-un-professionnel",
        ],
        "",
        lue(23, 11, 2026),
    ),
    s(
        "S29",
        "Guide RPPS : mise à jour par le professionnel",
        &["https://esante.gouv.fr/guides/guides-rpps/mise-a-jour-informations"],
        "",
        lue(23, 11, 2026),
    ),
    s(
        "S30",
        "Formulaire 414 v1.16, février 2019",
        &["https://pdfslide.fr/documents/formulaire-414-commande-de-produits-de-certification-de-test.html"],
        "février 2019",
        lue(23, 11, 2026),
    ),
    s(
        "S31",
        "Utiliser le DMP en EHPAD (ASIP, historique)",
        &["https://studylibfr.com/doc/5043744/utiliser-le-dossier-m%C3%A9dical-personnel-en-ehpad"],
        "historique",
        lue(23, 11, 2026),
    ),
    s(
        "S32",
        "Bascule des professionnels ADELI dans le RPPS (ANS)",
        &["https://esante.gouv.fr/securite/annuaire-sante/bascule-des-professionnels-adeli-dans-le-rpps"],
        "",
        lue(23, 11, 2026),
    ),
    s(
        "S33",
        "ADELI, ARS Occitanie (2023)",
        &["https://www.occitanie.ars.sante.fr/adeli-1"],
        "2023",
        lue(23, 11, 2026),
    ),
    s(
        "S34",
        "Appareillage : RPPS (CRAMIF, 2024)",
        &["https://cramif.fr/node/1703"],
        "2024",
        lue(23, 11, 2026),
    ),
    s(
        "S35",
        "Démographie des PS, sources (DREES, 2025)",
        &[
            "https://drees.solidarites-sante.gouv.fr/sources-outils-et-enquetes/la-demographie-des-professionnels-de-sante",
        ],
        "2025",
        lue(23, 11, 2026),
    ),
    s(
        "S36",
        "Nomenclatures des objets de santé (ANS, copie publique de travail) – dépôt GitHub ansforge/ig-terminlogie-de-sante (TRE_R66/JDV_J55 v20241025 et v20260505, TRE_R72 v20240329, TRE_R82 v20231215, TRE_R85 v20250328, TRE_R94 v20241213, JDV_J128, JDV_J229, JDV_J254)",
        &[],
        "",
        lue(23, 11, 2026),
    ),
    s(
        "S37",
        "Guide d’implémentation FHIR Annuaire Santé – dépôt GitHub ansforge/IG-fhir-annuaire",
        &[],
        "",
        lue(23, 11, 2026),
    ),
    s(
        "S38",
        "API FHIR Annuaire Santé : acteurs des couloirs Ségur – dépôt GitHub ansforge/annuaire-sante-fhir-documentation (page uc-segur, version 2)",
        &[],
        "",
        lue(23, 11, 2026),
    ),
    s(
        "S39",
        "Notices officielles etalab_cs1100501 / 502 / 507 – copie des PDF officiels : dépôt GitHub GuillaumePressiat/finess_etalab",
        &["https://www.data.gouv.fr/datasets/finess-extraction-du-fichier-des-etablissements"],
        "",
        lue(23, 11, 2026),
    ),
    s(
        "S40",
        "Lignes réelles de l’édition du 12/05/2026 – citées dans un test public (extrait de 15 lignes sur 103 023) du fichier etalab-cs1100502-stock-20260512-0339.csv",
        &[],
        "12/05/2026",
        lue(23, 11, 2026),
    ),
    s(
        "S41",
        "Nouveaux flux FINESS (JSON) – schéma : dépôt GitHub ansforge/finess",
        &["https://www.data.gouv.fr/datasets/finess-structures-1"],
        "",
        lue(23, 11, 2026),
    ),
    s("S42", "Jours fériés (Etalab) – dépôt GitHub etalab/jours-feries-france", &[], "", lue(23, 11, 2026)),
    s(
        "S43",
        "Guide de consultation de Mon espace santé (Le Moniteur des pharmacies, non daté, vers 2025)",
        &["https://lemoniteurdespharmacies-wp.1hpp.fr/?p=383626"],
        "vers 2025",
        lue(23, 11, 2026),
    ),
    s(
        "S44",
        "Référentiel d’identification électronique (arrêté du 28 mars 2022), FAQ ANS",
        &["https://esante.gouv.fr/taxonomy/term/789"],
        "28 mars 2022",
        lue(23, 11, 2026),
    ),
    s(
        "S45",
        "Exigence DMP EX_GEN-1450 (certificats de la structure)",
        &["https://bitbucket.org/devbox-sante/homologation/issues/29/ex_gen-1450"],
        "",
        lue(23, 11, 2026),
    ),
    s(
        "S46",
        "Contrôle du nom INSI-AUTO / INSI-MANU – dépôt GitHub padoa/tlsi-ins (README.md et code) : client public du téléservice INS (sujet du certificat : CN, O = dénomination, OU = identifiant national de structure ; émetteur AC IGC-SANTE ELEMENTAIRE ORGANISATIONS)",
        &[],
        "",
        lue(28, 11, 2026),
    ),
    s(
        "S47",
        "Associer identité locale et RPPS (doctrine, F420)",
        &[
            "https://sante-gouv-9827.slite.page/p/wcKdayylVgYtOR/Associer-l-identite-locale-avec-l-identite-nationale-RPPS-du-professionnel",
        ],
        "",
        lue(23, 11, 2026),
    ),
    s(
        "S49",
        "Répertoires ADELI et RPPS (PAPS Auvergne-Rhône-Alpes, 2024)",
        &["https://www.auvergne-rhone-alpes.paps.sante.fr/repertoires-adeli-et-rpps"],
        "2024",
        lue(23, 11, 2026),
    ),
    s(
        "S50",
        "Bascule des infirmiers (association SOFIA)",
        &["https://sofia.medicalistes.fr/spip/spip.php?article338"],
        "",
        lue(23, 11, 2026),
    ),
    s(
        "S48",
        "CPF des étudiants et internes (Ordre des chirurgiens-dentistes)",
        &["https://test-www.ordre-chirurgiens-dentistes.fr/?p=56377"],
        "",
        lue(23, 11, 2026),
    ),
    s(
        "S51",
        "Vos démarches, parcours guidé (ANS ; versions ESMS, générale et établissement, non datées)",
        &[
            "https://esante.gouv.fr/vos-demarches-1",
            "https://esante.gouv.fr/vos-demarches-0",
            "https://esante.gouv.fr/vos-demarches-etablissement-de-sante",
        ],
        "",
        lue(28, 11, 2026),
    ),
    s(
        "S52",
        "Ouverture du portail mesHabilitations (DSIH, tiers ; date absente de la copie)",
        &[
            "https://dsih.fr/articles/5479/ouverture-du-portail-meshabilitations-pour-la-gestion-des-certificats-et-des-gestionnaires",
        ],
        "",
        lue(28, 11, 2026),
    ),
    s(
        "S53",
        "G_NIUS, raccordement au ROR : préalables administratifs, commande du certificat (ANS, parcours des éditeurs, en anglais, non datées)",
        &[
            "https://gnius.esante.gouv.fr/en/reussir-votre-connexion-au-ror-national/mes-etapes-de-connexion-au-ror/je-commande-mon-certificat",
            "https://gnius.esante.gouv.fr/en/successfully-connecting-to-the-national-roar/editor-supplier-course/all-administrative-requirements-before-my-connection",
            "https://gnius.esante.gouv.fr/en/taxonomy/term/475",
        ],
        "",
        lue(28, 11, 2026),
    ),
    s(
        "S54",
        "Arrêté du 4 avril 2022, moyens d’identification électronique des personnes morales (droit, NOR SSAD2210341A ; articles 1 et 3 lus)",
        &[
            "https://legal.tricoteuses.fr/articles/LEGIARTI000045561979",
            "https://securibase.com/securibase/public/fiche/30424/35056",
            "https://www.legifrance.gouv.fr/eli/arrete/2022/4/4/SSAD2210341A/jo/texte",
        ],
        "4 avril 2022",
        lue(28, 11, 2026),
    ),
    s(
        "S55",
        "Code de la santé publique, articles L1470-1 et L1470-4 (droit) – copie publique, adresse Légifrance non relevée",
        &[],
        "",
        lue(28, 11, 2026),
    ),
    s(
        "S56",
        "Code de la sécurité sociale, articles R161-52, R161-53 et R161-55 (droit, décret 2022-1719, en vigueur au 01/01/2023)",
        &[
            "https://juriblio.fr/codes/code-de-la-securite-sociale/partie-reglementaire-decrets-en-conseil-d-etat/livre-i/titre-vi/chapitre-1er/section-4/sous-section-5/article-r161-52",
            "https://juriblio.fr/codes/code-de-la-securite-sociale/partie-reglementaire-decrets-en-conseil-d-etat/livre-i/titre-vi/chapitre-1er/section-4/sous-section-5/article-r161-53",
            "https://lexbase.fr/texte-de-loi/code-de-la-securite-socialer16155/L3437MGE.html",
            "http://legifrance.gouv.fr/affichCode.do;jsessionid=B031EE1863C452E52243310D1707A008.tpdjo17v_3?idSectionTA=LEGISCTA000006186378&cidTexte=LEGITEXT000006073189&dateTexte=20150130",
        ],
        "01/01/2023",
        lue(28, 11, 2026),
    ),
    s(
        "S57",
        "Projet de référentiel d’identification électronique, version 2 (RIE v2), notification TRIS 2026/0498/FR du 14/09/2026, statu quo jusqu’au 15/12/2026 (projet de droit, lu de seconde main)",
        &["https://technical-regulation-information-system.ec.europa.eu/en/notification/28741"],
        "14/09/2026",
        citee(28, 11, 2026),
    ),
    s(
        "S58",
        "Mode opératoire d’obtention de la carte CPx (ANSM, tiers, janvier 2025, lu de seconde main)",
        &[
            "https://e-fit.ansm.sante.fr/rnhv/help/MODE_OPeRATOIRE_OBTENTION_DE_LA_CARTE_CPX_(CPS,CPA,CPE).pdf",
        ],
        "janvier 2025",
        citee(28, 11, 2026),
    ),
    s(
        "S59",
        "Mise à jour de l’obligation Pro Santé Connect (InterCAMSP, tiers, 11/12/2025)",
        &["https://intercamsp.fr/mise-a-jour-de-lobligation-prosante-connect"],
        "11/12/2025",
        lue(28, 11, 2026),
    ),
    s(
        "S60",
        "FAQ e-CPS (ANS, 18/11/2025)",
        &["https://esante.gouv.fr/foire-aux-questions/produits-services/e-cps"],
        "18/11/2025",
        lue(28, 11, 2026),
    ),
    s(
        "S61",
        "FAQ pertes de cartes CPS, démission (ANS, 16/07/2025)",
        &[
            "https://esante.gouv.fr/faq/comment-sont-gerees-les-pertes-des-cartes-cps-ou-en-cas-de-demission-du-salarie",
        ],
        "16/07/2025",
        lue(28, 11, 2026),
    ),
    s(
        "S62",
        "FAQ carte CPx (Sara, GRADeS Auvergne-Rhône-Alpes, tiers, non datée)",
        &["https://mes-ara.fr/faq/carte-cpx"],
        "",
        lue(28, 11, 2026),
    ),
    s(
        "S63",
        "Conditions particulières du contrat de structure v1.0 (octobre 2015), CGU des produits de certification, « une carte par porteur » (19/01/2016) (ASIP Santé, documents anciens)",
        &[
            "https://fdocuments.fr/document/conditions-particulires-du-contrat-de-10-octobre-2015-page-1-sur-6-conditions.html",
            "https://doczz.fr/doc/5275013/des-produits-de-certification-de-l-asip-sant%C3%A9",
            "http://esante.gouv.fr/en/node/5032",
        ],
        "octobre 2015",
        lue(28, 11, 2026),
    ),
    s(
        "S64",
        "Message de l’ANS aux psychologues du 14/05/2024, reproduit par une association (tiers)",
        &["https://psychologuesfreudiens.org/post/ladministrationfran%C3%A7aise"],
        "14/05/2024",
        lue(28, 11, 2026),
    ),
    s(
        "S65",
        "Carte professionnelle des aides à domicile qualifiées : FAQ de l’ANS, puis tiers (PACA, CDG 16 du 19/05/2025, ABAK, Banque des territoires)",
        &[
            "https://esante.gouv.fr/faq/quelle-est-la-procedure-pour-doter-les-aides-domicile-qualifiees-dune-carte-professionnelle",
            "https://www.psppaca.fr/Demander-une-carte-professionnelle-pour-votre-aide-a-domicile",
            "https://www.cdg16.fr/2025/05/19/service-daide-a-domicile-les-modalites-de-delivrance-dune-carte-professionnelle-destinee-aux-intervenants-a-domicile",
            "https://www.abak.ec/services-a-la-personne-delivrance-dune-carte-professionnelle",
            "https://banquedesterritoires.fr/carte-professionnelle-des-aides-domicile-le-decret-est-paru",
        ],
        "",
        lue(28, 11, 2026),
    ),
    s(
        "S66",
        "Référentiel d’identification électronique : FAQ ANS sur les délais (17/04/2024), concertation RIE v2 (ANS), page identification d’e-santé Occitanie (tiers)",
        &[
            "https://esante.gouv.fr/faq/les-delais-dapplication-des-differentes-exigences-du-referentiel-sont-trop-proches-pour-etre-entierement-tenus-que-faire-0",
            "https://industriels.esante.gouv.fr/actualites/participez-concertation-referentiel-identification-electronique-rie-v2-pgssis",
            "https://www.esante-occitanie.fr/usages-espaces-utilisateurs-numerique-par-expertise-services-socles-identification/",
        ],
        "17/04/2024",
        lue(28, 11, 2026),
    ),
    s(
        "S67",
        "Ségur vague 2 médico-social, prépublication du 19/12/2025 (Ehpadia, tiers, 12/01/2026) ; clôture de la vague 1 (ANS)",
        &[
            "https://www.ehpadia.fr/Segur-du-numerique-en-sante-prepublication-de-la-Vague-2-pour-le-medico-social_a1752.html",
            "https://esante.gouv.fr/segur/medico-social",
        ],
        "12/01/2026",
        lue(28, 11, 2026),
    ),
    s(
        "S68",
        "RPPS, arrêté du 23/09/2022 (note de l’ANFH, tiers sur droit, 03/10/2022)",
        &[
            "https://anfh.fr/actualites/repertoire-partage-des-professionnels-intervenant-dans-le-systeme-de-sante-rpps-modification-des",
        ],
        "03/10/2022",
        lue(28, 11, 2026),
    ),
    s(
        "S69",
        "Fichiers FINESS historiques arrêtés depuis mai 2026 (ticket public search-infra n° 910, tiers, 01/09/2026)",
        &["https://github.com/annuaire-entreprises-data-gouv-fr/search-infra/issues/910"],
        "01/09/2026",
        lue(28, 11, 2026),
    ),
    s(
        "S70",
        "Aide de la messagerie Mailiz (MSSanté), activer un compte (non datée)",
        &["https://mailiz.mssante.fr/aide?type=service_creer_activer_compte"],
        "",
        lue(28, 11, 2026),
    ),
    s(
        "S71",
        "FAQ industriels ANS : données restreintes de l’annuaire (non datée)",
        &["https://industriels.esante.gouv.fr/en/industrials-faq?mots_filter="],
        "",
        lue(28, 11, 2026),
    ),
    s(
        "S72",
        "Adresse de contact FINESS, relevée dans un ticket public (csplab n° 1052, tiers, 12/08/2026)",
        &["https://github.com/betagouv/csplab/issues/1052"],
        "12/08/2026",
        lue(28, 11, 2026),
    ),
    s(
        "S73",
        "Bascule des professionnels ADELI dans le RPPS, lien eRPPS (ARS Occitanie, tiers, non datée)",
        &[
            "https://www.occitanie.ars.sante.fr/bascule-des-professionnels-adeli-dans-le-repertoire-partage-des-professionnels-de-sante-rpps-0",
        ],
        "",
        lue(28, 11, 2026),
    ),
    s(
        "S74",
        "Formulaire F301, commande de cartes (ANS ; PDF non lu, adresse citée par un fichier public)",
        &["https://esante.gouv.fr/sites/default/files/media_entity/documents/F301.pdf"],
        "",
        citee(28, 11, 2026),
    ),
    s(
        "S75",
        "FAQ ANS : simple mot de passe, homologation des moyens d’identification (non datées)",
        &[
            "https://esante.gouv.fr/faq/est-il-vrai-que-le-simple-loginmot-de-passe-est-interdit-pour-lidentification-electronique-des-professionnels-de-sante",
            "https://esante.gouv.fr/faq/est-ce-obligatoire-de-realiser-une-homologation-pour-les-moyens-didentification-electronique",
        ],
        "",
        lue(28, 11, 2026),
    ),
    s(
        "S76",
        "Référentiel d’identification électronique, personnes physiques, version 1.0 (RIE v1, annexe de l’arrêté du 28/03/2022 ; droit, lu de seconde main dans un recueil public)",
        &[
            "https://cdn.hospimedia.fr/documents/220122/7801/Re%CC%81fe%CC%81rentiel_professionnels_de_sante%CC%81.pdf",
        ],
        "28/03/2022",
        citee(28, 11, 2026),
    ),
    s(
        "S77",
        "Carte des aides à domicile dite obligatoire (Aladom, tiers, 2025)",
        &[
            "https://www.aladom.fr/actualites/secteur-service/10733/aides-a-domicile-tout-savoir-sur-la-carte-professionnelle-obligatoire-en-2025",
        ],
        "2025",
        lue(28, 11, 2026),
    ),
    s(
        "S78",
        "FAQ industriels ANS : ouverture de Pro Santé Connect à des téléservices (non datée)",
        &[
            "https://industriels.esante.gouv.fr/faq-des-industriels?f%5B0%5D=theme%3A580&f%5B1%5D=theme%3A610&f%5B2%5D=theme%3A2607&f%5B3%5D=theme%3A2709&page=1",
        ],
        "",
        lue(28, 11, 2026),
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
    reserve(
        r("R-MIE-01", &["S55", "S51"], Sourced, ""),
        "l’ordre des actions est déduit ; le principe est dans le code de la santé publique",
    ),
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
    r("R-CONTRAT-11", &["S0"], Inferred, "la FAQ d’e-santé Bretagne ne vise que le FINESS et le SIRET"),
    reserve(
        r(
            "R-CONTRAT-12",
            &["S0"],
            Inferred,
            "la liste officielle des pièces, dans la notice du F101, n’a pas été trouvée",
        ),
        "seule la liste complète des pièces est déduite ; l’acte de nomination ou la délégation sont dans la FAQ d’e-santé Bretagne",
    ),
    r("R-CONTRAT-13", &["S0"], Seed, ""),
    reserve(
        r("R-CONTRAT-14", &["S27", "S52"], Sourced, ""),
        "seule la prudence est déduite : ne pas signer deux contrats",
    ),
    r(
        "R-CONTRAT-15",
        &["S0"],
        Inferred,
        "la FAQ d’e-santé Bretagne demande à la fois un F101 pour déclarer et aucun F101 à qui détient une CPS : la déclaration est gardée, sans commande de carte",
    ),
    r("R-CONTRAT-16", &["S0"], Inferred, "lecture de R-CONTRAT-05"),
    r("R-CONTRAT-17", &["S51", "S1"], Sourced, ""),
    r("R-CONTRAT-18", &["S63"], Sourced, ""),
    r("R-RL-01", &["S0", "S1"], Seed, ""),
    r("R-RL-02", &["S0", "S1"], Seed, ""),
    r("R-RL-03", &["S0", "S1"], Seed, ""),
    r("R-RL-04", &[], Inferred, "commodité d’usage"),
    r("R-RL-05", &["S0", "S1"], Seed, ""),
    r("R-RL-06", &["S0", "S1"], Seed, ""),
    r(
        "R-RL-07",
        &["S0", "S63", "S56"],
        Inferred,
        "la FAQ d’e-santé Bretagne ne renvoie qu’à un ordre : sans ordre, R-RL-06 ne peut pas s’appliquer ; un contrat type de 2015 et le code de la sécurité sociale font penser le contraire",
    ),
    r("R-RL-08", &["S20", "S63", "S51"], Sourced, ""),
    r("R-RL-09", &["S0", "S1"], Inferred, "analogie avec R-RL-02 et R-RL-03"),
    r(
        "R-RL-10",
        &["S0"],
        Inferred,
        "analogie : la FAQ d’e-santé Bretagne ne connaît que le président et le directeur",
    ),
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
    reserve(
        r("R-MAND-10", &["S52"], Inferred, "les sources ne disent pas que les mandats tombent"),
        "l’endroit où lire les mandataires en place est donné par un article de presse",
    ),
    r("R-CARTE-01", &["S0"], Seed, ""),
    r("R-CARTE-02", &["S0"], Seed, ""),
    r("R-CARTE-03", &["S0"], Seed, ""),
    r("R-CARTE-04", &["S31", "S62"], Sourced, ""),
    r("R-CARTE-05", &["S0", "S21", "S22", "S56"], Sourced, ""),
    r("R-CARTE-06", &["S0"], Seed, ""),
    r("R-CARTE-07", &["S0"], Seed, ""),
    r("R-CARTE-08", &["S0"], Seed, ""),
    r("R-CARTE-09", &["S0"], Seed, ""),
    r("R-CARTE-10", &["S0"], Inferred, "combinaison de R-CARTE-01 et de R-CARTE-13"),
    reserve(
        r("R-CARTE-11", &["S0", "S51", "S31", "S74"], Sourced, ""),
        "seules les pièces à joindre sont déduites ; le numéro F301 est lu dans l’adresse du formulaire, qui n’a pas été ouvert",
    ),
    r("R-CARTE-12", &["S0", "S1"], Seed, ""),
    r("R-CARTE-13", &["S0"], Seed, ""),
    r("R-CARTE-14", &["S0"], Seed, ""),
    r("R-CARTE-15", &["S18"], Sourced, ""),
    r("R-CARTE-16", &["S18", "S70"], Sourced, ""),
    r("R-CARTE-17", &["S18", "S0"], Inferred, "combinaison de R-MAND-06 et de R-CARTE-14"),
    r("R-CARTE-18", &[], Inferred, "sécurité"),
    r("R-CARTE-19", &["S19"], Sourced, ""),
    r("R-CARTE-20", &["S2"], Sourced, ""),
    r("R-CARTE-21", &["S2"], Sourced, ""),
    r("R-CARTE-22", &["S56", "S60", "S63", "S37", "S0"], Sourced, ""),
    r("R-CARTE-23", &["S0", "S19"], Seed, ""),
    r(
        "R-CARTE-24",
        &["S0", "S21", "S22", "S56", "S62", "S58"],
        Inferred,
        "suite de R-CARTE-05 et de R-CARTE-28 ; 90 jours comme pour les certificats",
    ),
    r("R-CARTE-25", &["S53", "S9", "S10"], Sourced, ""),
    reserve(
        r("R-CARTE-26", &["S56"], Sourced, ""),
        "que les personnes enregistrées par le RPPS+ soient comprises, et la façon de demander, sont déduits",
    ),
    reserve(
        r("R-CARTE-27", &["S61"], Sourced, ""),
        "la fermeture des habilitations est déduite ; le sort de la carte est dit par l’ANS",
    ),
    r("R-CARTE-28", &["S56", "S62"], Sourced, ""),
    r("R-CARTE-29", &["S70"], Sourced, ""),
    r("R-CARTE-30", &["S61"], Sourced, ""),
    reserve(
        r("R-CERT-01", &["S6", "S5", "S54"], Sourced, ""),
        "l’identité de ces quatre offres avec celles de la FAQ d’e-santé Bretagne est déduite",
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
    reserve(
        r("R-CERT-24", &["S54", "S46", "S8"], Sourced, ""),
        "que tous les certificats soient à refaire est déduit ; le principe est dans l’arrêté du 4 avril 2022",
    ),
    r("R-CERT-25", &["S44"], Sourced, ""),
    reserve(
        r("R-CERT-26", &["S54", "S7"], Sourced, ""),
        "l’ordre conseillé pour éviter une coupure est déduit",
    ),
    r(
        "R-CERT-27",
        &["S54", "S46"],
        Inferred,
        "la dénomination est inscrite dans le certificat, et une donnée qui change est une cause de révocation ; aucune source ne dit que le nom seul oblige à refaire",
    ),
    r("R-AT-01", &["S0"], Seed, ""),
    r("R-AT-02", &["S0", "S54"], Seed, ""),
    reserve(
        r("R-AT-03", &["S14", "S10", "S27", "S52", "S53"], Sourced, ""),
        "la liste complète est déduite : celle de la FAQ d’e-santé Bretagne est perdue",
    ),
    r("R-AT-04", &["S10"], Sourced, ""),
    r("R-AT-05", &["S0"], Seed, ""),
    r("R-AT-06", &["S10", "S27"], Sourced, ""),
    r("R-AT-07", &["S51"], Sourced, ""),
    r("R-AT-08", &["S9", "S10"], Sourced, ""),
    r("R-AT-09", &["S9"], Inferred, "suite de R-CERT-17 et de R-CERT-19"),
    r("R-AT-10", &["S0", "S10"], Sourced, ""),
    reserve(
        r("R-AT-11", &["S53"], Sourced, ""),
        "écrit pour un éditeur ; que cela vaille pour une structure médico-sociale est déduit",
    ),
    reserve(r("R-AT-12", &["S52"], Sourced, ""), "dit par un article de presse seulement"),
    reserve(
        r("R-ETAPES-01", &["S0", "S6", "S7", "S10", "S51", "S53", "S54"], Sourced, ""),
        "la liste même de la FAQ d’e-santé Bretagne est perdue ; l’ordre, d’abord déduit, est confirmé par d’autres pages",
    ),
    r("R-ECPS-01", &["S0", "S11"], Seed, ""),
    r("R-ECPS-02", &["S24"], Sourced, ""),
    r("R-ECPS-03", &["S11", "S24", "S55", "S60"], Sourced, ""),
    r("R-ECPS-04", &["S11"], Sourced, ""),
    r("R-ECPS-05", &["S0", "S11", "S60"], Seed, ""),
    r("R-ECPS-06", &["S0", "S4"], Seed, ""),
    r("R-ECPS-07", &["S0", "S4"], Sourced, ""),
    r("R-ECPS-08", &["S0", "S17", "S43"], Sourced, ""),
    r("R-ECPS-09", &["S0", "S2", "S24", "S60", "S66", "S56"], Sourced, ""),
    r("R-ECPS-10", &["S0"], Seed, ""),
    r("R-ECPS-11", &["S0"], Seed, ""),
    r("R-ECPS-12", &["S12"], Sourced, ""),
    reserve(
        r(
            "R-ECPS-13",
            &["S12", "S0", "S4"],
            Inferred,
            "la liste de la FAQ d’e-santé Bretagne est perdue ; elle est reconstituée d’après d’autres pages",
        ),
        "seule la réunion de ces trois endroits en une liste est déduite",
    ),
    r("R-ECPS-14", &["S11"], Sourced, ""),
    r("R-ECPS-15", &["S25"], Sourced, ""),
    r("R-ECPS-16", &["S28", "S29", "S32"], Sourced, ""),
    r("R-ECPS-17", &[], Inferred, "le délai est écrit en heures"),
    r("R-ECPS-18", &["S0"], Seed, ""),
    reserve(
        r("R-ECPS-19", &["S60", "S66"], Sourced, ""),
        "le téléphone est dit par l’ANS ; la tablette, par e-santé Occitanie seulement",
    ),
    r("R-ECPS-20", &["S60"], Sourced, ""),
    r("R-RPPS-01", &["S0", "S32"], Seed, ""),
    r("R-RPPS-02", &["S32", "S34", "S35"], Sourced, ""),
    r("R-RPPS-03", &["S32", "S33", "S34", "S35", "S49", "S50", "S64"], Sourced, ""),
    r("R-RPPS-04", &["S0", "S4"], Seed, ""),
    reserve(
        r("R-RPPS-05", &["S3", "S65", "S0", "S4"], Sourced, ""),
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
        r("R-RPPS-22", &["S65"], Sourced, ""),
        "le contrat et la carte d’abord : dits par un tiers ; l’enchaînement du reste est déduit de R-CARTE-03, R-RPPS-07, R-RPPS-08 et R-ECPS-06",
    ),
    r("R-RPPS-23", &["S0"], Seed, ""),
    reserve(
        r("R-RPPS-24", &["S65"], Sourced, ""),
        "la durée, le caractère facultatif et l’arrêté sont dits par des tiers",
    ),
    r("R-RPPS-25", &["S71"], Sourced, ""),
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
    r("R-IMPORT-10", &["S69"], Sourced, ""),
    r("R-IMPORT-11", &["S41"], Sourced, ""),
    r("R-IMPORT-12", &["S41"], Sourced, ""),
    r("R-IMPORT-13", &["S41"], Sourced, ""),
    r("R-IMPORT-14", &[], Inferred, "l’outil n’a pas de serveur ; un lieu de vie peut être un domicile"),
    r("R-IMPORT-15", &[], Inferred, "à défaut de fichier, rien d’autre n’est possible"),
    r("R-IMPORT-16", &[], Inferred, "qui est parti n’est plus à équiper"),
    r("R-IMPORT-17", &["S69"], Sourced, ""),
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
    r("R-CONTACT-02", &["S0", "S62"], Seed, ""),
    r("R-CONTACT-03", &["S4"], Sourced, ""),
    r("R-CONTACT-04", &["S18", "S70"], Sourced, ""),
    r("R-CONTACT-05", &["S9"], Sourced, ""),
    r("R-CONTACT-06", &["S31"], Sourced, ""),
    r("R-CONTACT-07", &["S4", "S18", "S22", "S26", "S27", "S28", "S41", "S51", "S54", "S61"], Sourced, ""),
    reserve(
        r("R-CONTACT-08", &["S0"], Seed, ""),
        "dit pour le F502 seulement ; déduit pour les autres formulaires",
    ),
    r("R-CONTACT-09", &["S36"], Sourced, ""),
    r("R-CONTACT-10", &["S36"], Sourced, ""),
    reserve(r("R-CONTACT-11", &["S73"], Sourced, ""), "adresse donnée par une agence régionale de santé"),
    reserve(r("R-CONTACT-12", &["S72"], Sourced, ""), "adresse relevée dans un ticket public"),
    r("R-INFO-01", &["S0"], Seed, ""),
    r("R-INFO-02", &["S0"], Seed, ""),
    r("R-INFO-03", &["S0"], Seed, ""),
    r("R-INFO-04", &["S0"], Seed, ""),
    r("R-INFO-05", &["S0"], Seed, ""),
    r("R-INFO-06", &["S0"], Seed, ""),
    r("R-INFO-07", &["S0"], Seed, ""),
    r("R-INFO-08", &["S0"], Seed, ""),
    r("R-INFO-09", &["S0", "S4"], Seed, ""),
    r(
        "R-INFO-10",
        &["S5"],
        Inferred,
        "l’ANS dit qu’une boîte MSSanté se demande à un opérateur ; le reste en découle",
    ),
    vraie_au(
        reserve(
            r("R-RIE-01", &["S75", "S66", "S44", "S76"], Sourced, ""),
            "les dates tirées du seul référentiel d’identification électronique, version 1, sont lues de seconde main",
        ),
        jour(28, 11, 2026),
    ),
    relire(
        vraie_au(
            r(
                "R-RIE-02",
                &["S57", "S59", "S66"],
                Inferred,
                "projet lu de seconde main, non adopté au 28/11/2026",
            ),
            jour(28, 11, 2026),
        ),
        jour(15, 12, 2026),
    ),
    vraie_au(
        reserve(
            r("R-RIE-03", &["S66", "S76"], Sourced, ""),
            "les dates sont lues de seconde main ; l’engagement et le plan d’action sont dits par l’ANS",
        ),
        jour(28, 11, 2026),
    ),
    vraie_au(r("R-SEGUR-01", &["S67"], Sourced, ""), jour(28, 11, 2026)),
    reserve(
        r("R-PROF-01", &["S13", "S32", "S35", "S36", "S68", "S64", "S60"], Sourced, ""),
        "la carte par défaut est déduite, hors professions à ordre",
    ),
    r("R-PROF-02", &["S0", "S1"], Inferred, "suite de R-RL-05"),
    r("R-PROF-03", &["S36"], Sourced, ""),
    r("R-PROF-04", &["S36"], Sourced, ""),
    r("R-ALGO-01", &[], Inferred, "assemblage des autres règles"),
    r("R-COMPTE-01", &["S1", "S14"], Inferred, "convention fondée sur R-FINESS-04, R-CERT-12"),
    r("R-COMPTE-02", &["S27", "S52"], Inferred, "convention fondée sur R-CONTRAT-14, R-RL-04"),
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
    r(
        "R-COMPTE-07",
        &["S0", "S63"],
        Inferred,
        "convention fondée sur R-CARTE-12 ; un contrat type de 2015 dit le contraire",
    ),
    r("R-COMPTE-08", &["S0", "S1", "S18"], Inferred, "convention fondée sur R-RL-02, R-MAND-04, R-MAND-05"),
    r("R-COMPTE-09", &["S0", "S28"], Inferred, "convention fondée sur R-CARTE-01, R-CARTE-07, R-RPPS-07"),
    r(
        "R-COMPTE-10",
        &["S0", "S18", "S1", "S51", "S28"],
        Inferred,
        "convention fondée sur R-CARTE-01, R-MAND-07, R-AT-07, R-RPPS-07",
    ),
    r(
        "R-COMPTE-11",
        &["S0", "S2", "S24", "S60", "S66", "S56"],
        Inferred,
        "convention fondée sur R-RPPS-13, R-ECPS-09, R-ECPS-19, R-CARTE-06, R-CARTE-10",
    ),
    r(
        "R-COMPTE-12",
        &["S14", "S10", "S27", "S52", "S53", "S51"],
        Inferred,
        "convention fondée sur R-AT-03, R-AT-07 et la définition des cartes",
    ),
    r(
        "R-COMPTE-13",
        &["S0", "S15", "S16", "S45", "S14", "S46", "S5"],
        Inferred,
        "convention fondée sur R-CERT-09, R-CERT-13, R-CERT-15",
    ),
    r(
        "R-COMPTE-14",
        &["S9", "S54", "S46", "S8"],
        Inferred,
        "convention fondée sur R-CERT-16 à 18, R-CERT-24, R-CERT-27",
    ),
    r(
        "R-COMPTE-15",
        &["S0", "S51", "S31", "S74", "S1", "S61"],
        Inferred,
        "convention fondée sur R-CARTE-11, R-CARTE-12, R-CARTE-14, R-CARTE-27, R-CARTE-30",
    ),
    r("R-COMPTE-16", &["S26", "S2"], Inferred, "convention fondée sur R-RPPS-08 à 10"),
    r("R-COMPTE-17", &[], Inferred, "convention de calcul"),
    r("R-COMPTE-18", &["S0"], Inferred, "convention fondée sur R-CARTE-03, R-JO-02, R-ECPS-17"),
    r(
        "R-COMPTE-19",
        &["S55", "S51", "S0", "S1", "S15", "S16", "S45", "S14", "S46", "S5"],
        Inferred,
        "convention fondée sur R-MIE-01, R-FINESS-06, R-FINESS-09, R-COMPTE-13",
    ),
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
    fn sources_have_addresses_of_the_web_and_their_date_is_in_the_title() {
        for source in SOURCES {
            assert!(source.adresses.iter().all(|adresse| adresse.starts_with("http")), "{}", source.id);
            let dans_le_titre = source.titre.contains(source.date) || source.id == "S31";
            assert!(dans_le_titre, "{}", source.id);
            let not_opened = ["lu de seconde main", "lue de seconde main", "non lu"];
            let said = not_opened.iter().any(|words| source.titre.contains(words));
            assert_eq!(said, source.lecture == Lecture::Citee, "{}", source.id);
        }
    }

    #[test]
    fn the_rules_are_known_up_to_the_last_reading() {
        assert_eq!(SOURCES.iter().map(|source| source.lue_le).max(), Some(LU_LE));
        assert_eq!(crate::domain::calendrier::long(LU_LE).replace('\u{a0}', " "), LUES_LE);
    }

    #[test]
    fn rules_are_old_after_180_days() {
        let day = |days: u64| LU_LE + chrono::Days::new(days);
        for young in [0, 1, 179, 180] {
            assert_eq!(regles_anciennes(day(young)), None, "{young}");
        }
        assert_eq!(regles_anciennes(LU_LE - chrono::Days::new(400)), None);
        for (old, said) in [(181, "181"), (400, "400"), (1_100, "1\u{202f}100")] {
            let told = regles_anciennes(day(old)).unwrap();
            assert!(told.contains(&format!("il y a {said}\u{a0}jours, le 28 novembre 2026")), "{told}");
        }
    }

    #[test]
    fn a_rule_is_read_again_after_its_day() {
        let rie = trouver("R-RIE-02").unwrap();
        assert!(!rie.est_a_relire(jour(15, 12, 2026)) && rie.est_a_relire(jour(16, 12, 2026)));
        assert!(!CONTRAT.est_a_relire(jour(1, 1, 2100)));
    }
}
