//! Variations on the worked cases of `docs/regles.md` §12: certificates, administrateurs techniques, gestionnaires RPPS+,
//! professionals, test products. Each was worked out by hand from the text; `regle` is the rule that decides.
//!
//! How to read a variation: the usual answers (a contract in force, or none), what changes from them, then the seven
//! figures (contrats, F101, F502, CDE, CPE, CPA, certificats), the actions that must or must not be there, what must stay
//! open, and dates. Today is 23 November 2026, the day of the worked cases.

use jalons::domain::calendrier::lire_date;
use jalons::domain::dossier;
use jalons::domain::report::Report;
use serde_json::{Value, json};

const AUJOURDHUI: &str = "2026-11-23";
/// Ten and twenty working days later.
const DIX_JOURS: &str = "2026-12-07";
const VINGT_JOURS: &str = "2026-12-21";

/// One variation.
struct Variante {
    nom: &'static str,
    regle: &'static str,
    reponses: Value,
    bilan: [u32; 7],
    dus: Vec<&'static str>,
    absents: Vec<&'static str>,
    ouverts: Vec<&'static str>,
    fermes: Vec<&'static str>,
    avis: Vec<&'static str>,
    sans_avis: Vec<&'static str>,
    dates: Vec<(&'static str, &'static str)>,
    quantites: Vec<(&'static str, u32)>,
}

impl Variante {
    fn dus<const N: usize>(mut self, ids: [&'static str; N]) -> Self {
        self.dus.extend(ids);
        self
    }

    fn absents<const N: usize>(mut self, ids: [&'static str; N]) -> Self {
        self.absents.extend(ids);
        self
    }

    fn ouverts<const N: usize>(mut self, ids: [&'static str; N]) -> Self {
        self.ouverts.extend(ids);
        self
    }

    /// Must not stay open.
    fn fermes<const N: usize>(mut self, ids: [&'static str; N]) -> Self {
        self.fermes.extend(ids);
        self
    }

    /// Warnings and informations that must be told.
    fn avis<const N: usize>(mut self, ids: [&'static str; N]) -> Self {
        self.avis.extend(ids);
        self
    }

    /// Warnings and informations that must not be told.
    fn sans_avis<const N: usize>(mut self, ids: [&'static str; N]) -> Self {
        self.sans_avis.extend(ids);
        self
    }

    /// An empty day: not known.
    fn date(mut self, id: &'static str, jour: &'static str) -> Self {
        self.dates.push((id, jour));
        self
    }

    fn quantite(mut self, id: &'static str, nombre: u32) -> Self {
        self.quantites.push((id, nombre));
        self
    }
}

fn variante(nom: &'static str, regle: &'static str, base: Value, change: Value, bilan: [u32; 7]) -> Variante {
    let mut reponses = base;
    for (id, value) in change.as_object().unwrap() {
        reponses[id] = value.clone();
    }
    Variante {
        nom,
        regle,
        reponses,
        bilan,
        dus: vec![],
        absents: vec![],
        ouverts: vec![],
        fermes: vec![],
        avis: vec![],
        sans_avis: vec![],
        dates: vec![],
        quantites: vec![],
    }
}

/// A contract in force, an administrative director with a CDE, one site, TOM, an administrateur technique in place.
fn en_cours(besoin: Value) -> Value {
    json!({
        "besoin": besoin, "nb-sites": "1", "contrat": "en-cours", "finess-contrat": "juridique", "rl-fonction": "directeur",
        "rl-profil": "administratif", "rl-carte": "cde", "tom-actif": "oui", "mandataires": [], "at": "en-place",
        "certificats-en-service": [], "gestionnaires": [gestionnaire(1, "rl", "en-place", json!([]))], "professionnels": [],
        "mssante-role": "client-operateur", "logiciels": [logiciel(1, "auto", json!({}))],
    })
}

/// No contract, an administrative director, one site, a third party with its CPA.
fn neuf(besoin: Value) -> Value {
    json!({
        "besoin": besoin, "nb-sites": "1", "contrat": "aucun", "rl-fonction": "directeur", "rl-profil": "administratif",
        "mandataires": [], "at": "tiers", "gestionnaires": [gestionnaire(1, "rl", "a-designer", json!([]))],
        "professionnels": [], "mssante-role": "client-operateur", "logiciels": [logiciel(1, "auto", json!({}))],
    })
}

fn ligne(prefixe: &str, rang: u32, base: Value, more: Value) -> Value {
    let mut row = base;
    row["id"] = json!(format!("{prefixe}-{rang}"));
    for (id, value) in more.as_object().unwrap() {
        row[id] = value.clone();
    }
    row
}

fn logiciel(rang: u32, mode: &str, more: Value) -> Value {
    ligne("logiciel", rang, json!({ "logiciel-nom": format!("Logiciel {rang}"), "insi-mode": mode }), more)
}

fn site(rang: u32, ouvert: &str) -> Value {
    ligne("site", rang, json!({ "site-nom": format!("Site {rang}"), "site-ouvert": ouvert }), json!({}))
}

/// A certificate in service; an empty software: it names none.
fn certificat(rang: u32, produit: &str, expire_le: &str, logiciel: &str) -> Value {
    let names = if logiciel.is_empty() { json!({}) } else { json!({ "certificat-logiciel": logiciel }) };
    ligne(
        "certificat",
        rang,
        json!({ "certificat-produit": produit, "certificat-expire-le": expire_le }),
        names,
    )
}

/// The three of INSi and DMP, the first expiring on that day.
fn jeu(expire_le: &str) -> Value {
    json!([
        certificat(1, "insi-auto", expire_le, "logiciel-1"),
        certificat(2, "auth-dmp", "2028-06-30", "logiciel-1"),
        certificat(3, "sign-dmp", "2028-06-30", "logiciel-1")
    ])
}

fn personne(rang: u32, carte: &str, more: Value) -> Value {
    ligne(
        "personne",
        rang,
        json!({ "personne-nom": format!("Personne {rang}"), "personne-carte": carte }),
        more,
    )
}

fn at(rang: u32, personne: &str, lien: &str, statut: &str, logiciels: Value) -> Value {
    let row =
        json!({ "at-personne": personne, "at-lien": lien, "at-statut": statut, "at-logiciels": logiciels });
    ligne("at", rang, row, json!({}))
}

fn gestionnaire(rang: u32, personne: &str, statut: &str, sites: Value) -> Value {
    let row = json!({ "gestionnaire-personne": personne, "gestionnaire-statut": statut, "gestionnaire-sites": sites });
    ligne("gestionnaire", rang, row, json!({}))
}

fn pro(profil: &str, effectif: u32, more: Value) -> Value {
    ligne("pro", 1, json!({ "pro-profil": profil, "pro-effectif": effectif.to_string() }), more)
}

/// A row of professionals alone, on a contract in force.
fn ligne_pro(
    nom: &'static str,
    regle: &'static str,
    profil: &str,
    effectif: u32,
    more: Value,
    cpe: u32,
) -> Variante {
    let change = json!({ "professionnels": [pro(profil, effectif, more)] });
    variante(nom, regle, en_cours(json!(["rpps-plus"])), change, [0, 0, 0, 0, cpe, 0, 0])
}

/// R-CERT-03 to R-CERT-15, R-COMPTE-13.
fn certificats() -> Vec<Variante> {
    let services = || en_cours(json!(["services"]));
    let trois_sites = json!([site(1, "oui"), site(2, "oui"), site(3, "oui")]);
    vec![
        variante("INSi seul", "R-CERT-07", services(), json!({ "services": ["insi"] }), [0, 0, 0, 0, 0, 0, 1])
            .dus(["certificat:logiciel-1:insi-auto"]),
        variante("DMP seul", "R-CERT-08", services(), json!({ "services": ["dmp-alim"] }), [0, 0, 0, 0, 0, 0, 2])
            .dus(["certificat:logiciel-1:auth-dmp", "certificat:logiciel-1:sign-dmp"]),
        variante(
            "mode INSi inconnu : un certificat, le second reste ouvert",
            "R-COMPTE-02",
            services(),
            json!({ "services": ["insi", "dmp-alim"], "logiciels": [logiciel(1, "inconnu", json!({}))] }),
            [0, 0, 0, 0, 0, 0, 3],
        )
        .dus(["certificat:logiciel-1:insi", "se-renseigner:insi-mode"])
        .ouverts(["certificat:logiciel-1:insi-second"]),
        variante(
            "aucun logiciel décrit : une instance",
            "R-COMPTE-02",
            services(),
            json!({ "services": ["insi", "dmp-alim"], "logiciels": [] }),
            [0, 0, 0, 0, 0, 0, 3],
        )
        .ouverts(["certificat:logiciel:insi-second"]),
        variante(
            "les deux modes INSi, DMP et MSSanté cliente",
            "R-CERT-06",
            services(),
            json!({ "services": ["insi", "dmp-alim", "mssante"], "logiciels": [logiciel(1, "les-deux", json!({}))] }),
            [0, 0, 0, 0, 0, 0, 4],
        )
        .absents(["certificat:logiciel-1:auth-mss"]),
        variante(
            "MSSanté par webmail, sans contrat : rien à obtenir",
            "R-COMPTE-13",
            neuf(json!(["services"])),
            json!({ "services": ["mssante"], "logiciels": [] }),
            [0, 0, 0, 0, 0, 0, 0],
        )
        .absents(["contrat", "f101", "cde", "declarer-at:at", "designer-at"])
        .avis(["mssante-webmail"]),
        variante(
            "MSSanté par un logiciel, sans DMP ni contrat",
            "R-CERT-13",
            neuf(json!(["services"])),
            json!({ "services": ["mssante"] }),
            [1, 1, 0, 1, 0, 0, 1],
        )
        .dus(["certificat:logiciel-1:auth-mss", "declarer-at:at"])
        .date("cde", DIX_JOURS)
        .date("certificat:logiciel-1:auth-mss", DIX_JOURS),
        variante(
            "opérateur MSSanté sans logiciel : le certificat de serveur seul",
            "R-CERT-15",
            neuf(json!(["services"])),
            json!({ "services": ["mssante"], "logiciels": [], "mssante-role": "operateur" }),
            [1, 1, 0, 1, 0, 0, 1],
        )
        .dus(["certificat:operateur:serv-mss", "declarer-at:at"]),
        variante(
            "opérateur MSSanté, un logiciel sans DMP",
            "R-COMPTE-13",
            services(),
            json!({ "services": ["mssante"], "mssante-role": "operateur" }),
            [0, 0, 0, 0, 0, 0, 2],
        ),
        variante(
            "rôle MSSanté inconnu : le certificat d’opérateur reste ouvert",
            "R-COMPTE-02",
            services(),
            json!({ "services": ["insi", "mssante"], "mssante-role": "inconnu" }),
            [0, 0, 0, 0, 0, 0, 2],
        )
        .ouverts(["certificat:operateur:serv-mss"]),
        variante(
            "trois sites, deux logiciels, le second pour l’INSi seul",
            "R-CERT-11",
            services(),
            json!({
                "sites": trois_sites, "services": ["insi", "dmp-alim", "mssante"],
                "logiciels": [
                    logiciel(1, "auto", json!({ "logiciel-sites": ["site-1", "site-2"] })),
                    logiciel(2, "manu", json!({ "logiciel-sites": ["site-3"], "logiciel-services": ["insi"] })),
                ],
            }),
            [0, 0, 0, 0, 0, 0, 4],
        )
        .dus(["certificat:logiciel-2:insi-manu"])
        .absents(["certificat:logiciel-2:auth-dmp", "certificat:logiciel-2:auth-mss"]),
        variante(
            "le second logiciel ne sert qu’un site fermé",
            "R-COMPTE-13",
            services(),
            json!({
                "sites": [site(1, "oui"), site(2, "oui"), site(3, "non")], "services": ["insi", "dmp-alim"],
                "logiciels": [
                    logiciel(1, "auto", json!({ "logiciel-sites": ["site-1", "site-2"] })),
                    logiciel(2, "auto", json!({ "logiciel-sites": ["site-3"] })),
                ],
            }),
            [0, 0, 0, 0, 0, 0, 3],
        )
        .absents(["certificat:logiciel-2:insi-auto"]),
        variante(
            "un logiciel pour le soin, un autre pour la seule MSSanté",
            "R-CERT-13",
            services(),
            json!({
                "services": ["insi", "dmp-alim", "mssante"],
                "logiciels": [
                    logiciel(1, "auto", json!({ "logiciel-services": ["insi", "dmp-alim"] })),
                    logiciel(2, "auto", json!({ "logiciel-services": ["mssante"] })),
                ],
            }),
            [0, 0, 0, 0, 0, 0, 4],
        )
        .dus(["certificat:logiciel-2:auth-mss"]),
        variante(
            "deux logiciels, l’un dans les deux modes INSi",
            "R-CERT-13",
            services(),
            json!({
                "services": ["insi", "dmp-alim"],
                "logiciels": [logiciel(1, "les-deux", json!({})), logiciel(2, "manu", json!({}))],
            }),
            [0, 0, 0, 0, 0, 0, 7],
        ),
        variante(
            "consultation du DMP seule, sans contrat : rien à obtenir",
            "R-COMPTE-04",
            neuf(json!(["services"])),
            json!({ "services": ["dmp-consult"] }),
            [0, 0, 0, 0, 0, 0, 0],
        )
        .absents(["contrat", "declarer-at:at"]),
        variante(
            "aucun site ouvert : aucun logiciel n’en sert, rien n’est compté",
            "R-COMPTE-13",
            neuf(json!(["services"])),
            json!({ "sites": [site(1, "non"), site(2, "non")], "services": ["insi", "dmp-alim"] }),
            [0, 0, 0, 0, 0, 0, 0],
        )
        .dus(["completer-sites"])
        .absents(["contrat"]),
        variante(
            "aucun site ouvert, mais RPPS+ : contrat et carte",
            "R-FINESS-09",
            neuf(json!(["rpps-plus"])),
            json!({ "nb-sites": "0" }),
            [1, 1, 0, 1, 0, 0, 0],
        )
        .dus(["completer-sites", "contrat"]),
        variante(
            "nombre de sites inconnu : les certificats sont dus quand même",
            "R-COMPTE-02",
            neuf(json!(["services"])),
            json!({ "nb-sites": "inconnu", "services": ["insi"] }),
            [1, 1, 0, 1, 0, 0, 1],
        ),
        variante(
            "services inconnus : certificats ouverts, rien de compté",
            "R-COMPTE-02",
            services(),
            json!({ "services": "inconnu" }),
            [0, 0, 0, 0, 0, 0, 0],
        ),
    ]
}

/// R-CERT-16 to R-CERT-19, R-CERT-24, R-COMPTE-14.
fn certificats_en_service() -> Vec<Variante> {
    let suivi = |change: Value| {
        let mut base = en_cours(json!(["certificats"]));
        base["services"] = json!(["insi", "dmp-alim"]);
        for (id, value) in change.as_object().unwrap() {
            base[id] = value.clone();
        }
        base
    };
    let expire = |nom, regle, jour: &str, certificats| {
        variante(
            nom,
            regle,
            suivi(json!({ "certificats-en-service": jeu(jour) })),
            json!({}),
            [0, 0, 0, 0, 0, 0, certificats],
        )
    };
    let avec = |nom, regle, certificats: Value, compte| {
        variante(
            nom,
            regle,
            suivi(json!({ "services": ["insi"], "certificats-en-service": certificats })),
            json!({}),
            [0, 0, 0, 0, 0, 0, compte],
        )
    };
    let change = |nom, regle, evenements: Value, certificats: Value, bilan| {
        let more = json!({
            "besoin": ["certificats", "changement"], "evenements": evenements, "entite-changee": "porte-contrat",
            "certificats-en-service": certificats, "finess-contrat": "geographique", "rl-sortant-carte": "cps",
            "document": "acte-nomination",
        });
        variante(nom, regle, suivi(more), json!({}), bilan)
    };
    vec![
        expire("expire aujourd’hui : encore actif, à renouveler", "R-CERT-17", AUJOURDHUI, 1)
            .dus(["certificat-en-service:certificat-1"]),
        expire("expiré d’hier : nouvelle demande", "R-CERT-18", "2026-11-22", 1),
        expire("expire dans 60 jours : à renouveler", "R-COMPTE-14", "2027-01-22", 1),
        expire("expire dans 61 jours : rappel, déjà à J−90", "R-COMPTE-14", "2027-01-23", 0)
            .absents(["certificat-en-service:certificat-1"])
            .date("rappel-certificat:certificat-1", AUJOURDHUI),
        expire("expire dans 90 jours : rappel aujourd’hui", "R-ETAPES-01", "2027-02-21", 0)
            .date("rappel-certificat:certificat-1", AUJOURDHUI),
        expire("expire dans 91 jours : rappel demain", "R-ETAPES-01", "2027-02-22", 0)
            .date("rappel-certificat:certificat-1", "2026-11-24"),
        avec(
            "doublon : la date la plus lointaine",
            "R-COMPTE-14",
            json!([
                certificat(1, "insi-auto", "2026-11-20", "logiciel-1"),
                certificat(2, "insi-auto", "2028-01-01", "logiciel-1")
            ]),
            0,
        ),
        avec(
            "doublon, dont un ne nomme pas l’unique logiciel",
            "R-COMPTE-14",
            json!([
                certificat(1, "insi-auto", "2026-11-20", "logiciel-1"),
                certificat(2, "insi-auto", "2028-01-01", "")
            ]),
            0,
        ),
        avec("date inconnue : supposé valable", "R-COMPTE-02", json!([certificat(1, "insi-auto", "inconnu", "logiciel-1")]), 0)
            .dus(["se-renseigner:certificat-expire-le"])
            .absents(["certificat:logiciel-1:insi-auto"])
            .ouverts(["certificat-en-service:certificat-1"]),
        avec(
            "date inconnue et doublon expiré : rien de dû pour sûr",
            "R-COMPTE-02",
            json!([
                certificat(1, "insi-auto", "inconnu", "logiciel-1"),
                certificat(2, "insi-auto", "2026-11-20", "logiciel-1")
            ]),
            0,
        )
        .ouverts(["certificat-en-service:certificat-1"]),
        avec(
            "date inconnue et doublon valable : couvert",
            "R-COMPTE-14",
            json!([
                certificat(1, "insi-auto", "inconnu", "logiciel-1"),
                certificat(2, "insi-auto", "2028-01-01", "logiciel-1")
            ]),
            0,
        )
        .dus(["rappel-certificat:certificat-2"]),
        variante(
            "INSI-AUTO en service, le logiciel demande INSI-MANU",
            "R-CERT-05",
            suivi(json!({
                "services": ["insi"], "logiciels": [logiciel(1, "manu", json!({}))],
                "certificats-en-service": [certificat(1, "insi-auto", "2028-01-01", "logiciel-1")],
            })),
            json!({}),
            [0, 0, 0, 0, 0, 0, 1],
        )
        .dus(["certificat:logiciel-1:insi-manu"]),
        variante(
            "mode INSi inconnu, les deux noms en service : tout est couvert",
            "R-COMPTE-14",
            suivi(json!({
                "services": ["insi"], "logiciels": [logiciel(1, "inconnu", json!({}))],
                "certificats-en-service": [
                    certificat(1, "insi-auto", "2028-01-01", "logiciel-1"),
                    certificat(2, "insi-manu", "2028-01-01", "logiciel-1"),
                ],
            })),
            json!({}),
            [0, 0, 0, 0, 0, 0, 0],
        )
        .fermes(["certificat:logiciel-1:insi", "certificat:logiciel-1:insi-second"]),
        variante(
            "les certificats d’un logiciel ne couvrent pas l’autre",
            "R-CERT-11",
            suivi(json!({
                "logiciels": [logiciel(1, "auto", json!({})), logiciel(2, "auto", json!({}))],
                "certificats-en-service": jeu("2028-06-30"),
            })),
            json!({}),
            [0, 0, 0, 0, 0, 0, 3],
        )
        .dus(["certificat:logiciel-2:insi-auto"])
        .absents(["certificat:logiciel-1:insi-auto"]),
        variante(
            "deux logiciels, un seul certificat INSi qui ne nomme aucun des deux : il en couvre un",
            "R-COMPTE-14",
            suivi(json!({
                "services": ["insi"],
                "logiciels": [logiciel(1, "auto", json!({})), logiciel(2, "auto", json!({}))],
                "certificats-en-service": [certificat(1, "insi-auto", "2028-06-30", "")],
            })),
            json!({}),
            [0, 0, 0, 0, 0, 0, 1],
        ),
        variante(
            "le certificat du DMP sert aussi à la MSSanté",
            "R-CERT-04",
            suivi(json!({
                "services": ["mssante"], "certificats-en-service": [certificat(1, "auth-dmp", "2028-06-30", "logiciel-1")],
            })),
            json!({}),
            [0, 0, 0, 0, 0, 0, 0],
        )
        .absents(["certificat:logiciel-1:auth-mss"]),
        variante(
            "MSSanté en service, on ajoute le DMP : même offre et même usage, seule la signature manque",
            "R-COMPTE-14",
            suivi(json!({
                "services": ["dmp-alim", "mssante"],
                "certificats-en-service": [certificat(1, "auth-mss", "2028-06-30", "logiciel-1")],
            })),
            json!({}),
            [0, 0, 0, 0, 0, 0, 1],
        )
        .dus(["certificat:logiciel-1:sign-dmp"]),
        variante(
            "certificat d’opérateur en service, expiré : une nouvelle demande, pas deux",
            "R-CERT-18",
            suivi(json!({
                "services": ["mssante"], "mssante-role": "operateur", "logiciels": [],
                "certificats-en-service": [certificat(1, "serv-mss", "2026-11-01", "")],
            })),
            json!({}),
            [0, 0, 0, 0, 0, 0, 1],
        )
        .dus(["certificat-en-service:certificat-1"])
        .absents(["certificat:operateur:serv-mss"]),
        change(
            "nouveau FINESS : les trois sont à refaire, un expiré et un doublon ne comptent pas deux fois",
            "R-CERT-24",
            json!(["chgt-finess"]),
            json!([
                certificat(1, "insi-auto", "2026-11-01", "logiciel-1"),
                certificat(2, "auth-dmp", "2028-06-30", "logiciel-1"),
                certificat(3, "sign-dmp", "2028-06-30", "logiciel-1"),
                certificat(4, "sign-dmp", "2027-06-30", "logiciel-1")
            ]),
            [1, 1, 0, 1, 0, 0, 3],
        )
        .absents(["certificat-en-service:certificat-4"])
        .date("cde", DIX_JOURS)
        .date("certificat-en-service:certificat-2", AUJOURDHUI),
        change(
            "nouveau SIRET, date inconnue : à refaire quelle qu’elle soit",
            "R-COMPTE-02",
            json!(["chgt-siret"]),
            json!([certificat(1, "insi-auto", "inconnu", "logiciel-1")]),
            [1, 1, 0, 1, 0, 0, 3],
        )
        .dus(["certificat-en-service:certificat-1", "certificat:logiciel-1:auth-dmp"]),
        change(
            "passage au FINESS juridique",
            "R-CERT-24",
            json!(["passage-juridique"]),
            jeu("2028-06-30"),
            [1, 1, 0, 1, 0, 0, 3],
        ),
        change(
            "nouveau représentant : les certificats ne changent pas",
            "R-CERT-16",
            json!(["chgt-rl"]),
            jeu("2028-06-30"),
            [0, 1, 0, 1, 0, 0, 0],
        ),
        variante(
            "le numéro d’un autre site change : rien n’est compté",
            "R-CONTRAT-16",
            suivi(json!({
                "besoin": ["certificats", "changement"], "evenements": ["chgt-siret"], "entite-changee": "autre-site",
                "certificats-en-service": jeu("2028-06-30"),
            })),
            json!({}),
            [0, 0, 0, 0, 0, 0, 0],
        ),
    ]
}

/// R-AT-02 to R-AT-10, R-COMPTE-10, R-COMPTE-12.
fn administrateurs_techniques() -> Vec<Variante> {
    let insi = |at: &str| {
        let mut base = neuf(json!(["services"]));
        base["services"] = json!(["insi"]);
        base["at"] = json!(at);
        base
    };
    let liste = |nom, regle, personnes: Value, ats: Value, [cpe, cpa]: [u32; 2]| {
        let mut base = en_cours(json!(["certificats"]));
        base["services"] = json!(["insi"]);
        base["certificats-en-service"] = json!([certificat(1, "insi-auto", "2028-01-01", "logiciel-1")]);
        let more = json!({ "at": "detail", "personnes": personnes, "administrateurs-techniques": ats });
        variante(nom, regle, base, more, [0, 0, 0, 0, cpe, cpa, 0])
    };
    vec![
        variante("salarié sans carte : CPE, puis déclaration", "R-AT-07", insi("interne-sans-carte"), json!({}), [1, 1, 0, 1, 1, 0, 1])
            .date("cpe:at", DIX_JOURS)
            .date("declarer-at:at", DIX_JOURS)
            .date("certificat:logiciel-1:insi-auto", DIX_JOURS),
        variante(
            "salarié sans carte, cartes commandées dans TOM : après la CDE",
            "R-COMPTE-18",
            insi("interne-sans-carte"),
            json!({ "voie-cartes": "tom" }),
            [1, 1, 0, 1, 1, 0, 1],
        )
        .date("cde", DIX_JOURS)
        .date("cpe:at", VINGT_JOURS)
        .date("certificat:logiciel-1:insi-auto", VINGT_JOURS),
        variante("salarié qui a sa carte", "R-COMPTE-09", insi("interne-avec-carte"), json!({}), [1, 1, 0, 1, 0, 0, 1]),
        variante("tiers sans carte : CPA", "R-COMPTE-12", insi("tiers-sans-carte"), json!({}), [1, 1, 0, 1, 0, 1, 1])
            .date("cpa:at", DIX_JOURS)
            .date("declarer-at:at", DIX_JOURS),
        variante("inconnu : en choisir un, aucune carte", "R-AT-02", insi("inconnu"), json!({}), [1, 1, 0, 1, 0, 0, 1])
            .dus(["designer-at"])
            .absents(["declarer-at:at"]),
        liste(
            "il part sans remplaçant",
            "R-AT-09",
            json!([personne(1, "cpe", json!({}))]),
            json!([at(1, "personne-1", "interne", "partant", json!([]))]),
            [0, 0],
        )
        .dus(["designer-at", "adresse-alerte"])
        .absents(["declarer-at:personne-1"]),
        liste(
            "il part, son remplaçant a une CPS",
            "R-AT-09",
            json!([personne(1, "cpe", json!({})), personne(2, "cps", json!({ "personne-profil": "ps-ordre" }))]),
            json!([
                at(1, "personne-1", "interne", "partant", json!([])),
                at(2, "personne-2", "interne", "a-declarer", json!([]))
            ]),
            [0, 0],
        )
        .dus(["declarer-at:personne-2", "adresse-alerte"])
        .absents(["designer-at", "cpe:personne-2"])
        .date("declarer-at:personne-2", AUJOURDHUI),
        liste(
            "il part, son remplaçant est un tiers sans carte",
            "R-AT-07",
            json!([personne(1, "cpe", json!({})), personne(2, "aucune", json!({}))]),
            json!([
                at(1, "personne-1", "interne", "partant", json!([])),
                at(2, "personne-2", "tiers", "a-declarer", json!([]))
            ]),
            [0, 1],
        )
        .date("declarer-at:personne-2", DIX_JOURS),
        liste(
            "deux lignes, une seule personne : une carte",
            "R-COMPTE-10",
            json!([personne(1, "aucune", json!({}))]),
            json!([
                at(1, "personne-1", "interne", "a-declarer", json!([])),
                at(2, "personne-1", "interne", "a-declarer", json!([]))
            ]),
            [1, 0],
        ),
        liste(
            "deux tiers sans carte, un troisième dont la carte est demandée ailleurs",
            "R-COMPTE-12",
            json!([personne(1, "aucune", json!({})), personne(2, "aucune", json!({})), personne(3, "demandee", json!({}))]),
            json!([
                at(1, "personne-1", "tiers", "a-declarer", json!([])),
                at(2, "personne-2", "tiers", "a-declarer", json!([])),
                at(3, "personne-3", "tiers", "a-declarer", json!([]))
            ]),
            [0, 2],
        ),
        liste(
            "carte inconnue : rien de compté",
            "R-COMPTE-09",
            json!([personne(1, "inconnu", json!({}))]),
            json!([at(1, "personne-1", "interne", "a-declarer", json!([]))]),
            [0, 0],
        )
        .ouverts(["cpe:personne-1"]),
        liste(
            "tiers à déclarer, CPA expirée",
            "R-CARTE-24",
            json!([personne(1, "cpa", json!({ "personne-carte-expire-le": "2026-11-22" }))]),
            json!([at(1, "personne-1", "tiers", "a-declarer", json!([]))]),
            [0, 1],
        ),
        liste(
            "tiers en place, CPA expirée : à remplacer aussi",
            "R-CARTE-24",
            json!([personne(1, "cpa", json!({ "personne-carte-expire-le": "2026-11-22" }))]),
            json!([at(1, "personne-1", "tiers", "en-place", json!([]))]),
            [0, 1],
        ),
        liste(
            "salarié en place, CPE qui expire aujourd’hui : encore valable",
            "R-CARTE-24",
            json!([personne(1, "cpe", json!({ "personne-carte-expire-le": "2026-11-23" }))]),
            json!([at(1, "personne-1", "interne", "en-place", json!([]))]),
            [0, 0],
        )
        .dus(["rappel-carte:personne-1"]),
        liste(
            "salarié inscrit à un ordre, sans carte : CPS, date non connue",
            "R-COMPTE-10",
            json!([personne(1, "aucune", json!({ "personne-profil": "ps-ordre" }))]),
            json!([at(1, "personne-1", "interne", "a-declarer", json!([]))]),
            [0, 0],
        )
        .dus(["cps-ordre:personne-1"])
        .absents(["cpe:personne-1"])
        .date("declarer-at:personne-1", ""),
        liste(
            "on ne sait pas s’il est déjà déclaré : sa carte reste ouverte",
            "R-COMPTE-02",
            json!([personne(1, "aucune", json!({}))]),
            json!([at(1, "personne-1", "interne", "inconnu", json!([]))]),
            [0, 0],
        )
        .ouverts(["cpe:personne-1", "declarer-at:personne-1"])
        .dus(["se-renseigner:at-statut"]),
        liste("liste vide : en choisir un", "R-AT-02", json!([]), json!([]), [0, 0]).dus(["designer-at"]),
        {
            let mut two = liste(
                "il suivait un logiciel que l’autre ne suit pas : à remplacer",
                "R-AT-09",
                json!([personne(1, "cpe", json!({})), personne(2, "cpa", json!({}))]),
                json!([
                    at(1, "personne-1", "interne", "partant", json!(["logiciel-1"])),
                    at(2, "personne-2", "tiers", "en-place", json!(["logiciel-2"]))
                ]),
                [0, 0],
            )
            .dus(["designer-at"]);
            two.reponses["logiciels"] = json!([logiciel(1, "auto", json!({})), logiciel(2, "auto", json!({}))]);
            two.reponses["certificats-en-service"] = json!([
                certificat(1, "insi-auto", "2028-01-01", "logiciel-1"),
                certificat(2, "insi-auto", "2028-01-01", "logiciel-2")
            ]);
            two
        },
        variante(
            "mandataire, administrateur technique et gestionnaire : une personne, une carte",
            "R-COMPTE-10",
            neuf(json!(["services", "rpps-plus"])),
            json!({
                "services": ["insi"], "at": "detail", "personnes": [personne(1, "aucune", json!({}))],
                "mandataires": [{ "id": "mandataire-1", "mandataire-personne": "personne-1", "mandataire-statut": "a-designer" }],
                "administrateurs-techniques": [at(1, "personne-1", "interne", "a-declarer", json!([]))],
                "gestionnaires": [gestionnaire(1, "personne-1", "a-designer", json!([]))],
            }),
            [1, 1, 1, 1, 1, 0, 1],
        ),
        variante(
            "la directrice, porteuse de la CDE, est aussi administratrice technique",
            "R-COMPTE-09",
            neuf(json!(["services"])),
            json!({ "services": ["insi"], "at": "detail", "administrateurs-techniques": [at(1, "rl", "interne", "a-declarer", json!([]))] }),
            [1, 1, 0, 1, 0, 0, 1],
        )
        .date("declarer-at:rl", DIX_JOURS),
    ]
}

/// R-RPPS-06 to R-RPPS-12, R-COMPTE-16.
fn gestionnaires() -> Vec<Variante> {
    let trois = json!([site(1, "oui"), site(2, "oui"), site(3, "oui")]);
    let rpps = |mode: &str, sites: Value| {
        let mut base = en_cours(json!(["rpps-plus"]));
        base["sites"] = sites;
        base["rpps-mode"] = json!(mode);
        base
    };
    vec![
        variante(
            "centralisé, deux personnes sans carte",
            "R-RPPS-09",
            rpps("centralise", trois.clone()),
            json!({
                "personnes": [personne(1, "aucune", json!({})), personne(2, "aucune", json!({}))],
                "gestionnaires": [
                    gestionnaire(1, "personne-1", "a-designer", json!([])),
                    gestionnaire(2, "personne-2", "a-designer", json!([])),
                ],
            }),
            [0, 0, 0, 0, 2, 0, 0],
        )
        .date("cpe:personne-1", DIX_JOURS)
        .date("formation-gestionnaire:gestionnaire-1", DIX_JOURS)
        .date("habilitation-gestionnaire:gestionnaire-1", DIX_JOURS)
        .quantite("habilitation-gestionnaire:gestionnaire-1", 1)
        .absents(["designer-gestionnaire"]),
        variante(
            "par site, une seule personne pour trois sites : une carte, trois habilitations",
            "R-COMPTE-16",
            rpps("decentralise", trois.clone()),
            json!({
                "personnes": [personne(1, "aucune", json!({}))],
                "gestionnaires": [gestionnaire(1, "personne-1", "a-designer", json!(["site-1", "site-2", "site-3"]))],
            }),
            [0, 0, 0, 0, 1, 0, 0],
        )
        .quantite("habilitation-gestionnaire:gestionnaire-1", 3)
        .absents(["designer-gestionnaire"]),
        variante(
            "par site, un site sans gestionnaire",
            "R-COMPTE-16",
            rpps("decentralise", trois.clone()),
            json!({
                "personnes": [personne(1, "cpe", json!({}))],
                "gestionnaires": [gestionnaire(1, "personne-1", "a-designer", json!(["site-1", "site-2"]))],
            }),
            [0, 0, 0, 0, 0, 0, 0],
        )
        .dus(["designer-gestionnaire"])
        .ouverts(["habilitation-gestionnaire"])
        .quantite("habilitation-gestionnaire:gestionnaire-1", 2)
        .date("habilitation-gestionnaire:gestionnaire-1", AUJOURDHUI),
        variante(
            "par site, un site cité est fermé : il ne compte ni ne remplace l’ouvert",
            "R-FINESS-06",
            rpps("decentralise", json!([site(1, "oui"), site(2, "oui"), site(3, "non")])),
            json!({
                "personnes": [personne(1, "cpe", json!({}))],
                "gestionnaires": [gestionnaire(1, "personne-1", "a-designer", json!(["site-1", "site-3"]))],
            }),
            [0, 0, 0, 0, 0, 0, 0],
        )
        .dus(["designer-gestionnaire"])
        .quantite("habilitation-gestionnaire:gestionnaire-1", 1),
        variante(
            "aucun gestionnaire décrit : ouvert, aucune carte",
            "R-COMPTE-16",
            rpps("centralise", trois.clone()),
            json!({ "gestionnaires": [] }),
            [0, 0, 0, 0, 0, 0, 0],
        )
        .dus(["designer-gestionnaire"])
        .ouverts(["habilitation-gestionnaire"]),
        variante(
            "en place, CPE expirée : nouvelle carte, pas d’habilitation",
            "R-CARTE-24",
            rpps("centralise", trois.clone()),
            json!({
                "personnes": [personne(1, "cpe", json!({ "personne-carte-expire-le": "2026-10-01" }))],
                "gestionnaires": [gestionnaire(1, "personne-1", "en-place", json!([]))],
            }),
            [0, 0, 0, 0, 1, 0, 0],
        )
        .absents(["habilitation-gestionnaire:gestionnaire-1", "formation-gestionnaire:gestionnaire-1"]),
        variante(
            "organisation inconnue : la carte est due quand même",
            "R-COMPTE-02",
            rpps("inconnu", trois.clone()),
            json!({
                "personnes": [personne(1, "aucune", json!({}))],
                "gestionnaires": [gestionnaire(1, "personne-1", "a-designer", json!([]))],
            }),
            [0, 0, 0, 0, 1, 0, 0],
        ),
        variante(
            "option A, le directeur est gestionnaire : mandat et CPE, une seule",
            "R-RL-02",
            neuf(json!(["rpps-plus"])),
            json!({
                "rl-fonction": "president", "directeur-distinct": "oui", "option-president": "option-a",
                "directeur-profil": "administratif",
                "gestionnaires": [gestionnaire(1, "directeur", "a-designer", json!([]))],
            }),
            [1, 1, 1, 1, 1, 0, 0],
        )
        .date("cpe:directeur", DIX_JOURS),
        variante(
            "nouveau représentant, mais un mandataire en place habilite dès maintenant",
            "R-RPPS-08",
            rpps("centralise", trois.clone()),
            json!({
                "besoin": ["rpps-plus", "changement"], "evenements": ["chgt-rl"], "rl-carte": "aucune",
                "rl-sortant-carte": "cde", "document": "acte-nomination",
                "personnes": [personne(1, "cpe", json!({})), personne(2, "cpe", json!({}))],
                "mandataires": [{ "id": "mandataire-1", "mandataire-personne": "personne-1", "mandataire-statut": "en-place" }],
                "gestionnaires": [gestionnaire(1, "personne-2", "a-designer", json!([]))],
            }),
            [0, 1, 0, 1, 0, 0, 0],
        )
        .date("cde", DIX_JOURS)
        .date("habilitation-gestionnaire:gestionnaire-1", AUJOURDHUI),
        variante(
            "nouveau représentant, la carte du seul mandataire est expirée : l’habilitation attend la CDE",
            "R-COMPTE-18",
            rpps("centralise", trois.clone()),
            json!({
                "besoin": ["rpps-plus", "changement"], "evenements": ["chgt-rl"], "rl-carte": "aucune",
                "rl-sortant-carte": "cde", "document": "acte-nomination",
                "personnes": [
                    personne(1, "cpe", json!({ "personne-carte-expire-le": "2026-11-22" })),
                    personne(2, "cps", json!({ "personne-profil": "ps-ordre" })),
                ],
                "mandataires": [{ "id": "mandataire-1", "mandataire-personne": "personne-1", "mandataire-statut": "en-place" }],
                "gestionnaires": [gestionnaire(1, "personne-2", "a-designer", json!([]))],
            }),
            [0, 1, 0, 1, 1, 0, 0],
        )
        .date("formation-gestionnaire:gestionnaire-1", AUJOURDHUI)
        .date("habilitation-gestionnaire:gestionnaire-1", DIX_JOURS),
        variante(
            "on ne sait pas s’il est déjà habilité : ouvert",
            "R-COMPTE-02",
            rpps("centralise", trois.clone()),
            json!({
                "personnes": [personne(1, "aucune", json!({}))],
                "gestionnaires": [gestionnaire(1, "personne-1", "inconnu", json!([]))],
            }),
            [0, 0, 0, 0, 0, 0, 0],
        )
        .ouverts(["cpe:personne-1", "habilitation-gestionnaire:gestionnaire-1"]),
        variante(
            "formation déjà suivie",
            "R-RPPS-07",
            neuf(json!(["rpps-plus"])),
            json!({ "gestionnaires": [{ "id": "gestionnaire-1", "gestionnaire-personne": "rl", "gestionnaire-statut": "a-designer", "gestionnaire-formation": "oui" }] }),
            [1, 1, 0, 1, 0, 0, 0],
        )
        .absents(["formation-gestionnaire:gestionnaire-1"])
        .date("habilitation-gestionnaire:gestionnaire-1", DIX_JOURS),
    ]
}

/// R-PROF-01, R-COMPTE-11, R-ECPS, R-RPPS-15 to R-RPPS-19.
fn professionnels() -> Vec<Variante> {
    let carte = || json!({ "pro-besoin-carte": "oui" });
    let acces = || json!({ "pro-besoin-acces": "oui", "pro-smartphone": "non" });
    let avec = |base: Value, more: Value| ligne("pro", 1, base, more);
    vec![
        ligne_pro(
            "25 aides-soignants : RPPS+ puis e-CPS à deux jours",
            "R-ECPS-06",
            "aide-soignant",
            25,
            json!({}),
            0,
        )
        .dus(["enregistrement:pro-1", "activer-e-cps:pro-1"])
        .date("activer-e-cps:pro-1", "2026-11-25")
        .quantite("activer-e-cps:pro-1", 25),
        ligne_pro("carte physique exigée", "R-COMPTE-11", "aide-soignant", 3, carte(), 3)
            .date("cpe-professionnels:pro-1", DIX_JOURS),
        ligne_pro("accès personnel, sans smartphone", "R-ECPS-09", "educateur-specialise", 2, acces(), 2)
            .absents(["activer-e-cps:pro-1"]),
        ligne_pro(
            "accès personnel, avec smartphone : e-CPS",
            "R-COMPTE-11",
            "aes",
            4,
            json!({ "pro-besoin-acces": "oui" }),
            0,
        )
        .dus(["activer-e-cps:pro-1"]),
        ligne_pro(
            "ni accès, ni smartphone : rien",
            "R-COMPTE-11",
            "amp",
            4,
            json!({ "pro-smartphone": "non" }),
            0,
        )
        .absents(["activer-e-cps:pro-1", "cpe-professionnels:pro-1"]),
        ligne_pro(
            "carte exigée, déjà détenue",
            "R-COMPTE-09",
            "cesf",
            2,
            avec(carte(), json!({ "pro-carte": "cpe" })),
            0,
        ),
        ligne_pro(
            "carte exigée, déjà demandée",
            "R-COMPTE-09",
            "cesf",
            2,
            avec(carte(), json!({ "pro-carte": "demandee" })),
            0,
        ),
        ligne_pro(
            "carte exigée, carte détenue inconnue",
            "R-COMPTE-02",
            "cesf",
            2,
            avec(carte(), json!({ "pro-carte": "inconnu" })),
            0,
        )
        .ouverts(["cpe-professionnels:pro-1"]),
        ligne_pro(
            "on ne sait pas s’ils ont un smartphone : e-CPS ou carte, ouvert",
            "R-COMPTE-02",
            "cesf",
            2,
            json!({ "pro-besoin-acces": "oui", "pro-smartphone": "inconnu" }),
            0,
        )
        .ouverts(["cpe-professionnels:pro-1", "activer-e-cps:pro-1"])
        .dus(["se-renseigner:pro-smartphone"]),
        ligne_pro(
            "on ne sait pas si une carte est exigée",
            "R-COMPTE-02",
            "cesf",
            2,
            json!({ "pro-besoin-carte": "inconnu" }),
            0,
        )
        .ouverts(["cpe-professionnels:pro-1"])
        .dus(["activer-e-cps:pro-1"]),
        ligne_pro("infirmiers : CPS, jamais CPE", "R-CARTE-07", "infirmier", 5, carte(), 0)
            .date("activer-e-cps:pro-1", ""),
        ligne_pro("orthophoniste : CPS sur demande, pas de CPE", "R-PROF-01", "orthophoniste", 1, carte(), 0),
        ligne_pro(
            "psychologues : CPS d’abord, la CPE n’est pas comptée",
            "R-PROF-01",
            "psychologue",
            2,
            carte(),
            0,
        )
        .dus(["cps-ans-professionnels:pro-1"])
        .absents(["cpe-professionnels:pro-1"]),
        ligne_pro("ostéopathes : CPE si besoin", "R-PROF-01", "osteopathe", 2, carte(), 2),
        ligne_pro(
            "assistante sociale sans smartphone : CPE",
            "R-PROF-01",
            "assistant-service-social",
            1,
            acces(),
            1,
        ),
        ligne_pro("secrétaire : CPE si besoin", "R-PROF-01", "secretaire-medicale", 1, carte(), 1),
        ligne_pro(
            "élève infirmier : aucune carte d’office, CPE sur demande",
            "R-COMPTE-11",
            "etudiant-ide",
            1,
            carte(),
            1,
        ),
        ligne_pro("directeur adjoint : une CPE, il n’a pas la CDE", "R-PROF-01", "directeur", 1, carte(), 1),
        ligne_pro("interne : CPF", "R-COMPTE-11", "interne", 1, carte(), 0),
        ligne_pro("éditeur : CPA, que la structure ne commande pas", "R-COMPTE-11", "editeur", 1, carte(), 0)
            .absents(["enregistrement:pro-1"]),
        ligne_pro("bénévole : aucune carte", "R-COMPTE-11", "benevole", 3, carte(), 0)
            .absents(["enregistrement:pro-1", "activer-e-cps:pro-1"]),
        ligne_pro(
            "intérimaires pas encore nommés",
            "R-CARTE-06",
            "aide-soignant",
            6,
            avec(carte(), json!({ "pro-interim": "non-nomme" })),
            0,
        )
        .absents(["cpe-professionnels:pro-1", "activer-e-cps:pro-1", "enregistrement:pro-1"]),
        ligne_pro(
            "intérimaires nommés",
            "R-CARTE-10",
            "aide-soignant",
            2,
            avec(carte(), json!({ "pro-interim": "nomme" })),
            2,
        )
        .dus(["enregistrement:pro-1"]),
        ligne_pro(
            "aide à domicile qualifiée, mail reçu hier : e-CPS demain",
            "R-RPPS-19",
            "aide-domicile-qualifiee",
            30,
            json!({ "pro-rpps": "enregistre", "pro-mail-rpps-recu-le": "2026-11-22" }),
            0,
        )
        .absents(["enregistrement:pro-1"])
        .date("activer-e-cps:pro-1", "2026-11-24"),
        ligne_pro(
            "mail reçu il y a une semaine : e-CPS dès maintenant",
            "R-ECPS-17",
            "aide-domicile",
            1,
            json!({ "pro-rpps": "enregistre", "pro-mail-rpps-recu-le": "2026-11-16" }),
            0,
        )
        .date("activer-e-cps:pro-1", AUJOURDHUI),
        ligne_pro(
            "e-CPS expirée : la supprimer, la réactiver",
            "R-ECPS-15",
            "aes",
            1,
            json!({ "pro-rpps": "enregistre", "pro-ecps": "expiree" }),
            0,
        )
        .dus(["e-cps-expiree:pro-1"])
        .absents(["activer-e-cps:pro-1"]),
        ligne_pro(
            "e-CPS en anomalie",
            "R-ECPS-18",
            "aes",
            1,
            json!({ "pro-rpps": "enregistre", "pro-ecps": "anomalie" }),
            0,
        )
        .dus(["e-cps-anomalie:pro-1"]),
        ligne_pro(
            "coordonnées fausses : d’abord les corriger",
            "R-ECPS-16",
            "aes",
            1,
            json!({ "pro-coordonnees": "fausses" }),
            0,
        )
        .dus(["coordonnees:pro-1", "activer-e-cps:pro-1"]),
        ligne_pro(
            "deux employeurs, e-CPS active : un rôle de plus, une seule e-CPS",
            "R-RPPS-16",
            "educateur-specialise",
            1,
            json!({ "pro-rpps": "enregistre", "pro-ecps": "active", "pro-employeurs": "deux" }),
            0,
        )
        .dus(["enregistrement:pro-1"])
        .absents(["activer-e-cps:pro-1"]),
        {
            let mut early = ligne_pro(
                "il arrive d’un autre employeur, sans e-CPS : il n’attend pas son nouveau rôle pour l’activer",
                "R-ECPS-01",
                "educateur-specialise",
                1,
                json!({ "pro-rpps": "enregistre", "pro-employeurs": "changement" }),
                1,
            )
            .dus(["enregistrement:pro-1"])
            .date("enregistrement:pro-1", DIX_JOURS)
            .date("activer-e-cps:pro-1", AUJOURDHUI);
            early.reponses["personnes"] = json!([personne(1, "aucune", json!({}))]);
            early.reponses["gestionnaires"] = json!([gestionnaire(1, "personne-1", "a-designer", json!([]))]);
            early
        },
        variante(
            "sans contrat, cartes des professionnels commandées dans TOM : après la CDE",
            "R-COMPTE-18",
            neuf(json!(["rpps-plus"])),
            json!({ "professionnels": [pro("aide-soignant", 2, carte())], "voie-cartes": "tom" }),
            [1, 1, 0, 1, 2, 0, 0],
        )
        .date("cpe-professionnels:pro-1", VINGT_JOURS),
        variante(
            "consultation du DMP, sans smartphone ni contrat : la CPE demande le contrat",
            "R-COMPTE-04",
            neuf(json!(["services"])),
            json!({ "services": ["dmp-consult"], "professionnels": [pro("osteopathe", 1, acces())] }),
            [1, 1, 0, 1, 1, 0, 0],
        ),
    ]
}

/// R-JO-01 to R-JO-08, R-COMPTE-18: the day of the CDE, and of a CPE ordered in TOM after it.
fn calendrier() -> Vec<Variante> {
    let depart = |nom, regle, jour: &str, zone: &str| {
        let change = json!({
            "services": ["insi"], "at": "interne-sans-carte", "voie-cartes": "tom", "date-dossier-complet": jour,
            "zone-feries": zone,
        });
        variante(nom, regle, neuf(json!(["services"])), change, [1, 1, 0, 1, 1, 0, 1])
    };
    vec![
        depart("départ un samedi", "R-JO-02", "2026-01-31", "metropole")
            .date("cde", "2026-02-13")
            .date("cpe:at", "2026-02-27"),
        depart("Pâques, en métropole", "R-JO-04", "2027-03-22", "metropole").date("cde", "2027-04-06"),
        depart("Vendredi saint, en Alsace", "R-JO-05", "2027-03-22", "alsace-moselle")
            .date("cde", "2027-04-07"),
        depart("abolition, en Guadeloupe", "R-JO-06", "2026-05-20", "guadeloupe").date("cde", "2026-06-05"),
        depart("Noël, en Alsace", "R-JO-05", "2025-12-24", "alsace-moselle").date("cde", "2026-01-12"),
    ]
}

/// R-CAT-02, R-ID: what is told of the sites.
fn sites() -> Vec<Variante> {
    let categorie =
        |code: &str, ouvert: &str| ligne("site", 1, site(1, ouvert), json!({ "site-categorie": code }));
    let avec = |nom, regle, site: Value| {
        variante(
            nom,
            regle,
            en_cours(json!(["rpps-plus"])),
            json!({ "sites": [site] }),
            [0, 0, 0, 0, 0, 0, 0],
        )
    };
    vec![
        avec("CHRS : hors couloir", "R-CAT-02", categorie("214", "oui")).avis(["hors-couloir"]),
        avec("CHRS fermé : rien à dire", "R-FINESS-06", categorie("214", "non")).sans_avis(["hors-couloir"]),
        avec("catégorie du couloir sans libellé connu", "R-CAT-02", categorie("159", "oui")).sans_avis(["hors-couloir"]),
        avec("résidence autonomie : dans le couloir", "R-CAT-02", categorie("202", "oui")).sans_avis(["hors-couloir"]),
        variante(
            "clé de FINESS fausse : un avertissement, qui ne bloque rien",
            "R-ID-04",
            en_cours(json!(["rpps-plus"])),
            json!({ "finess-ej": "754567860" }),
            [0, 0, 0, 0, 0, 0, 0],
        )
        .avis(["finess-douteux"]),
        variante(
            "clé de FINESS juste, en Corse",
            "R-ID-03",
            en_cours(json!(["rpps-plus"])),
            json!({ "finess-ej": "2B0000020" }),
            [0, 0, 0, 0, 0, 0, 0],
        )
        .sans_avis(["finess-douteux"]),
        variante(
            "SIRET d’un site et SIREN différents",
            "R-ID-11",
            en_cours(json!(["rpps-plus"])),
            json!({ "siren": "732829320", "sites": [ligne("site", 1, site(1, "oui"), json!({ "site-siret": "26010004500012" }))] }),
            [0, 0, 0, 0, 0, 0, 0],
        )
        .avis(["siren-different"]),
    ]
}

/// R-CERT-23.
fn produits_de_test() -> Vec<Variante> {
    vec![
        variante(
            "produits de test seuls, sans contrat",
            "R-CERT-23",
            json!({ "besoin": ["tests"], "contrat": "aucun", "tests-certificats": "2", "tests-cartes": "1" }),
            json!({}),
            [0, 0, 0, 0, 0, 0, 0],
        )
        .dus(["produits-test"])
        .absents(["contrat", "declarer-at:at"]),
        variante(
            "produits de test et production",
            "R-CERT-23",
            en_cours(json!(["tests", "services"])),
            json!({ "services": ["insi"], "tests-certificats": "1", "tests-cartes": "1" }),
            [0, 0, 0, 0, 0, 0, 1],
        )
        .dus(["produits-test"]),
    ]
}

/// R-RIE-01 to R-RIE-03, R-SEGUR-01, R-INFO-10: told where §9.2 says, and never counted.
fn informations_datees() -> Vec<Variante> {
    let services = |nom, regle, besoin: &str, change, bilan| {
        variante(nom, regle, en_cours(json!([besoin])), change, bilan)
    };
    vec![
        services(
            "INSi à déployer : les quatre informations datées",
            "R-SEGUR-01",
            "services",
            json!({ "services": ["insi"] }),
            [0, 0, 0, 0, 0, 0, 1],
        )
        .avis(["double-facteur", "rie-projet", "comptes-locaux", "segur-vague-2"])
        .sans_avis(["mssante-operateur"]),
        services(
            "MSSanté par webmail : un opérateur à choisir, aucun DUI à changer",
            "R-INFO-10",
            "services",
            json!({ "services": ["mssante"], "logiciels": [] }),
            [0, 0, 0, 0, 0, 0, 0],
        )
        .avis(["mssante-operateur", "double-facteur", "rie-projet", "comptes-locaux"])
        .sans_avis(["segur-vague-2"]),
        services(
            "son propre opérateur MSSanté : rien à choisir",
            "R-INFO-10",
            "services",
            json!({ "services": ["mssante"], "logiciels": [], "mssante-role": "operateur" }),
            [0, 0, 0, 0, 0, 0, 1],
        )
        .avis(["double-facteur"])
        .sans_avis(["mssante-operateur"]),
        services(
            "opérateur MSSanté pas encore connu : à choisir",
            "R-INFO-10",
            "services",
            json!({ "services": ["mssante"], "logiciels": [], "mssante-role": "inconnu" }),
            [0, 0, 0, 0, 0, 0, 0],
        )
        .avis(["mssante-operateur"]),
        services(
            "certificats suivis, rien à déployer : un service est demandé tout de même",
            "R-SEGUR-01",
            "certificats",
            json!({
                "services": ["insi"],
                "certificats-en-service": [certificat(1, "insi-auto", "2028-03-01", "logiciel-1")],
            }),
            [0, 0, 0, 0, 0, 0, 0],
        )
        .avis(["double-facteur", "rie-projet", "comptes-locaux", "segur-vague-2"]),
        ligne_pro(
            "un éducateur se connecte à un portail",
            "R-RIE-01",
            "educateur-specialise",
            1,
            json!({ "pro-besoin-acces": "oui" }),
            0,
        )
        .avis(["double-facteur", "rie-projet", "comptes-locaux"])
        .sans_avis(["segur-vague-2", "mssante-operateur"]),
        ligne_pro(
            "un éducateur ne se connecte à rien",
            "R-RIE-01",
            "educateur-specialise",
            1,
            json!({ "pro-besoin-acces": "non" }),
            0,
        )
        .sans_avis(["double-facteur", "rie-projet", "comptes-locaux", "segur-vague-2"]),
        services(
            "un changement de nom seul, aucun service demandé",
            "R-RIE-02",
            "changement",
            json!({ "evenements": ["chgt-denomination"] }),
            [0, 0, 0, 0, 0, 0, 0],
        )
        .sans_avis(["double-facteur", "rie-projet", "comptes-locaux", "segur-vague-2"]),
    ]
}

fn variantes() -> Vec<Variante> {
    [
        informations_datees(),
        certificats(),
        certificats_en_service(),
        administrateurs_techniques(),
        gestionnaires(),
        professionnels(),
        calendrier(),
        sites(),
        produits_de_test(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What a variation does not give as it should.
fn ecarts(variante: &Variante) -> Vec<String> {
    let mut reponses = variante.reponses.clone();
    if reponses.get("date-dossier-complet").is_none() {
        reponses["date-dossier-complet"] = json!(AUJOURDHUI);
    }
    let text = json!({ "jalons": "dossier", "schema": 1, "id": "v", "reponses": reponses }).to_string();
    let (dossier, notices) = dossier::ouvrir(&text).unwrap();
    let report = Report::of(&dossier.answers, lire_date(AUJOURDHUI).unwrap());
    let mut wrong: Vec<String> = notices;
    let figures = report.figures().map(|(number, _)| number);
    if figures != variante.bilan {
        wrong.push(format!("bilan {figures:?}, attendu {:?}", variante.bilan));
    }
    let action = |id: &str| report.actions.iter().find(|action| action.id == id);
    let missing = variante.dus.iter().filter(|id| action(id).is_none());
    wrong.extend(missing.map(|id| format!("{id} manque")));
    let present = variante.absents.iter().filter(|id| action(id).is_some());
    wrong.extend(present.map(|id| format!("{id} est de trop")));
    let closed = variante
        .ouverts
        .iter()
        .filter(|id| !report.ouverts.iter().any(|open| open.id == **id && !open.questions.is_empty()));
    wrong.extend(closed.map(|id| format!("{id} devrait être ouvert, avec sa question")));
    let open = variante.fermes.iter().filter(|id| report.ouverts.iter().any(|open| open.id == **id));
    wrong.extend(open.map(|id| format!("{id} ne devrait pas être ouvert")));
    let told = |id: &str| report.avis.iter().any(|avis| avis.id == id);
    wrong.extend(variante.avis.iter().filter(|id| !told(id)).map(|id| format!("{id} n’est pas dit")));
    wrong.extend(variante.sans_avis.iter().filter(|id| told(id)).map(|id| format!("{id} est dit à tort")));
    for (id, day) in &variante.dates {
        match action(id) {
            None => wrong.push(format!("{id} manque")),
            Some(action) if action.fin != lire_date(day) => {
                wrong.push(format!("{id} le {:?}, attendu {day:?}", action.fin));
            }
            Some(_) => {}
        }
    }
    for (id, number) in &variante.quantites {
        if action(id).is_none_or(|action| action.quantite != *number) {
            wrong.push(format!("{id} n’est pas {number} fois"));
        }
    }
    wrong
}

#[test]
fn each_variation_gives_what_the_rule_base_says() {
    let variantes = variantes();
    assert!(variantes.len() >= 40, "{}", variantes.len());
    let wrong: Vec<String> = variantes
        .iter()
        .flat_map(|variante| {
            ecarts(variante)
                .into_iter()
                .map(|wrong| format!("{} ({}) : {wrong}", variante.nom, variante.regle))
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn each_variation_names_a_rule_and_has_a_name_of_its_own() {
    let names: std::collections::BTreeSet<&str> = variantes().iter().map(|variante| variante.nom).collect();
    assert_eq!(names.len(), variantes().len());
    for variante in variantes() {
        assert!(
            jalons::domain::sources::REGLES.iter().any(|regle| regle.id == variante.regle),
            "{}",
            variante.nom
        );
    }
}
