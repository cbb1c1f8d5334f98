//! What the publisher of a copy says of it in `jalons.json`, beside the page: who publishes, whom to call, the accent, what is
//! hidden. Read as loose JSON, as dossiers are: what can't be read is left aside with a sentence, and the rest counts. The page
//! and the programs beside it read the same text.
//!
//! The schema that editors of text check it with is `public/static/schemas/reglages-1.json` (`tests/reglages.rs`).

use serde_json::{Map, Value};

use super::couleur::{CONTRASTE_MINIMAL, Couleur, FONDS_CLAIRS, FONDS_SOMBRES};
use super::node::{Node, el, fragment, link};
use super::request::DrawnPage;
use crate::domain::calendrier::Zone;

/// Name of the file, beside the page.
pub const NOM: &str = "jalons.json";

/// The pages that a publisher may leave out of the row of links. Not what to start with nor the plan, which everything leads to.
pub const MASQUABLES: [DrawnPage; 5] =
    [DrawnPage::Calendrier, DrawnPage::Liste, DrawnPage::Fiches, DrawnPage::Courriers, DrawnPage::Fichiers];

/// How long a name and a notice may be, in characters.
pub const NOM_MAX: usize = 120;
/// The same for a notice.
pub const ANNONCE_MAX: usize = 400;

/// Names at the top of the file.
pub const NOMS: [&str; 8] = [
    "$schema",
    "editeur",
    "contacts-regionaux",
    "couleur",
    "annonce",
    "mentions-legales",
    "pages-masquees",
    "zone-feries",
];

/// Names of a way to reach someone.
pub const NOMS_DE_CONTACT: [&str; 4] = ["nom", "courriel", "telephone", "page"];

/// Names of an accent.
pub const NOMS_DE_COULEUR: [&str; 2] = ["clair", "sombre"];

/// Someone, and how to reach them; each part may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Joignable {
    /// Its name.
    pub nom: String,
    /// Mail address.
    pub courriel: String,
    /// Telephone number, as people write it.
    pub telephone: String,
    /// Address of a page.
    pub page: String,
}

/// The settings of a copy; what is empty was not given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reglages {
    /// Who publishes this copy, and how to reach them.
    pub editeur: Joignable,
    /// Whom to reach in the region: ARS, GRADeS. Each has a name.
    pub regionaux: Vec<Joignable>,
    /// Accent of the light scheme, as `#rrggbb`.
    pub clair: String,
    /// Accent of the dark scheme.
    pub sombre: String,
    /// A notice to all who come.
    pub annonce: String,
    /// Address of the legal notice.
    pub mentions: String,
    /// Pages that are left out of the row of links.
    pub masquees: Vec<DrawnPage>,
    /// Holiday zone of new dossiers.
    pub zone: Option<Zone>,
    /// What could not be read, a sentence each: for the publisher.
    pub fautes: Vec<String>,
}

impl Reglages {
    /// Reads the text of the file; an empty one says nothing.
    pub fn lire(texte: &str) -> Self {
        let mut lus = Self::default();
        if texte.trim().is_empty() {
            return lus;
        }
        match serde_json::from_str::<Value>(texte.trim_start_matches('\u{feff}')) {
            Ok(value) => lus.prendre(&value),
            Err(error) => lus.fautes.push(format!(
                "Ce fichier n’est pas du JSON lisible (ligne {}, colonne {}). Rien n’en est repris.",
                error.line(),
                error.column()
            )),
        }
        lus
    }

    fn prendre(&mut self, value: &Value) {
        let Some(tout) = self.objet(value, "", &NOMS) else { return };
        if let Some(value) = tout.get("editeur") {
            self.editeur = self.joignable(value, "editeur");
        }
        for (rang, value) in self.liste(tout, "contacts-regionaux").iter().enumerate() {
            let ou = format!("contacts-regionaux.{}", rang + 1);
            let contact = self.joignable(value, &ou);
            if contact.nom.is_empty() {
                self.faute(&format!("{ou}.nom"), "il faut un nom");
            } else {
                self.regionaux.push(contact);
            }
        }
        if let Some(couleur) =
            tout.get("couleur").and_then(|value| self.objet(value, "couleur", &NOMS_DE_COULEUR))
        {
            self.clair = self.accent(couleur, "clair", &FONDS_CLAIRS);
            self.sombre = self.accent(couleur, "sombre", &FONDS_SOMBRES);
        }
        self.annonce =
            self.texte(tout, "", "annonce", court::<ANNONCE_MAX>, "un texte de 400 signes au plus");
        self.mentions = self.texte(tout, "", "mentions-legales", est_une_adresse, ADRESSE);
        for value in self.liste(tout, "pages-masquees") {
            let jeton = value.as_str().unwrap_or_default();
            match MASQUABLES.into_iter().find(|page| page.token() == jeton) {
                Some(page) => self.masquees.push(page),
                None => {
                    let noms = MASQUABLES.map(DrawnPage::token).join(", ");
                    self.faute("pages-masquees", &format!("au choix : {noms}"));
                }
            }
        }
        let zone =
            self.texte(tout, "", "zone-feries", |zone| Zone::de_jeton(zone).is_some(), "une zone du schéma");
        self.zone = Zone::de_jeton(&zone);
    }

    fn joignable(&mut self, value: &Value, ou: &str) -> Joignable {
        let Some(objet) = self.objet(value, ou, &NOMS_DE_CONTACT) else { return Joignable::default() };
        Joignable {
            nom: self.texte(objet, ou, "nom", court::<NOM_MAX>, "un texte de 120 signes au plus"),
            courriel: self.texte(objet, ou, "courriel", est_un_courriel, "une adresse de courriel"),
            telephone: self.texte(objet, ou, "telephone", est_un_telephone, "un numéro de téléphone"),
            page: self.texte(objet, ou, "page", est_une_adresse, ADRESSE),
        }
    }

    fn accent(&mut self, objet: &Map<String, Value>, nom: &str, fonds: &[Couleur]) -> String {
        let texte = self.texte(
            objet,
            "couleur",
            nom,
            |texte| Couleur::lire(texte).is_some(),
            "une couleur écrite #rrvvbb",
        );
        let Some(couleur) = Couleur::lire(&texte) else { return String::new() };
        let contraste = couleur.contraste_avec(fonds);
        if contraste >= CONTRASTE_MINIMAL {
            return texte;
        }
        let dit = format!(
            "son contraste avec les fonds de la page est de {},{:02} pour 1, il en faut 4,5",
            contraste / 100,
            contraste % 100
        );
        self.faute(&format!("couleur.{nom}"), &dit);
        String::new()
    }

    fn objet<'a>(&mut self, value: &'a Value, ou: &str, connus: &[&str]) -> Option<&'a Map<String, Value>> {
        let Some(objet) = value.as_object() else {
            self.faute(ou, "il faut un objet, entre accolades");
            return None;
        };
        for nom in objet.keys().filter(|nom| !connus.contains(&nom.as_str())) {
            self.faute(&dans(ou, nom), &format!("nom inconnu, au choix : {}", connus.join(", ")));
        }
        Some(objet)
    }

    fn liste<'a>(&mut self, objet: &'a Map<String, Value>, nom: &str) -> &'a [Value] {
        match objet.get(nom) {
            None => &[],
            Some(Value::Array(lignes)) => lignes,
            Some(_) => {
                self.faute(nom, "il faut une liste, entre crochets");
                &[]
            }
        }
    }

    /// A text that is right; empty when there is none.
    fn texte(
        &mut self,
        objet: &Map<String, Value>,
        ou: &str,
        nom: &str,
        juste: fn(&str) -> bool,
        attendu: &str,
    ) -> String {
        match objet.get(nom) {
            None => {}
            Some(Value::String(texte)) if texte.trim().is_empty() => {}
            Some(Value::String(texte)) if juste(texte.trim()) => return texte.trim().to_owned(),
            Some(_) => self.faute(&dans(ou, nom), &format!("il faut {attendu}")),
        }
        String::new()
    }

    fn faute(&mut self, ou: &str, quoi: &str) {
        let ou = if ou.is_empty() { String::new() } else { format!("« {ou} » : ") };
        self.fautes.push(format!("{ou}{quoi}. Cette partie est laissée de côté."));
    }

    /// Who publishes this copy, in a sentence.
    pub fn signature(&self) -> String {
        if self.editeur.nom.is_empty() {
            "Copie non signée\u{a0}: la structure qui publie cette page ne s’est pas nommée.".to_owned()
        } else {
            format!("Publié par {}.", self.editeur.nom)
        }
    }

    /// Everyone who can be called: the publisher, then those of the region; those who can't be reached are left out.
    pub fn a_appeler(&self) -> impl Iterator<Item = &Joignable> {
        std::iter::once(&self.editeur).chain(&self.regionaux).filter(|one| one.est_joignable())
    }
}

impl Joignable {
    /// Whether there is a way to reach them.
    pub fn est_joignable(&self) -> bool {
        [&self.courriel, &self.telephone, &self.page].iter().any(|voie| !voie.is_empty())
    }

    /// In words, without links: « GRADeS d’essai : 01 23 45 67 89, aide@exemple.fr ».
    pub fn en_mots(&self) -> String {
        let voies = [&self.telephone, &self.courriel, &self.page].map(String::as_str);
        let voies: Vec<&str> = voies.into_iter().filter(|voie| !voie.is_empty()).collect();
        match (self.nom.as_str(), voies.join(", ")) {
            ("", voies) => voies,
            (nom, voies) if voies.is_empty() => nom.to_owned(),
            (nom, voies) => format!("{nom}\u{a0}: {voies}"),
        }
    }

    /// The same with links.
    pub fn dessin(&self) -> Node {
        let mut out = fragment();
        if !self.nom.is_empty() {
            out = out.child(&self.nom).child("\u{a0}: ");
        }
        // In « +33 (0)1 », the zero is not dialled.
        let telephone = self.telephone.replace("(0)", "");
        let telephone = telephone.replace(|signe: char| !signe.is_ascii_digit() && signe != '+', "");
        let voies = [
            (format!("tel:{telephone}"), &self.telephone),
            (format!("mailto:{}", self.courriel), &self.courriel),
            (self.page.clone(), &self.page),
        ];
        let mut entre = "";
        for (adresse, mots) in voies.iter().filter(|(_, mots)| !mots.is_empty()) {
            out = out.child(entre).child(link(adresse).attr("rel", "noreferrer").child(*mots));
            entre = ", ";
        }
        out
    }
}

/// The lines of those who can be called, as a list; none when there is nobody.
pub fn appels<'a>(joignables: impl Iterator<Item = &'a Joignable>) -> Option<Node> {
    let lignes: Vec<Node> = joignables.map(|one| el("li").child(one.dessin())).collect();
    (!lignes.is_empty()).then(|| el("ul").children(lignes))
}

const ADRESSE: &str = "une adresse qui commence par https://, ou celle d’une page de ce site";

fn dans(ou: &str, nom: &str) -> String {
    if ou.is_empty() { nom.to_owned() } else { format!("{ou}.{nom}") }
}

fn court<const MAX: usize>(texte: &str) -> bool {
    texte.chars().count() <= MAX
}

fn est_un_courriel(texte: &str) -> bool {
    let propre = |part: &str| {
        !part.is_empty() && part.chars().all(|signe| signe.is_ascii_alphanumeric() || "._+-".contains(signe))
    };
    texte.split_once('@').is_some_and(|(nom, site)| propre(nom) && propre(site) && site.contains('.'))
}

fn est_un_telephone(texte: &str) -> bool {
    let chiffres = texte.chars().filter(char::is_ascii_digit).count();
    (3..=15).contains(&chiffres)
        && texte.chars().all(|signe| signe.is_ascii_digit() || " \u{a0}+.()-".contains(signe))
}

/// On the web, or in the site of the page: no address that would run a program.
fn est_une_adresse(texte: &str) -> bool {
    let web = ["https://", "http://"].iter().any(|debut| texte.starts_with(debut));
    (web || !texte.contains(':')) && !texte.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTIER: &str = r##"{
        "$schema": "schemas/reglages-1.json",
        "editeur": { "nom": " GRADeS d’essai ", "courriel": "aide@grades.exemple", "telephone": "01 23 45 67 89", "page": "https://grades.exemple/aide" },
        "contacts-regionaux": [{ "nom": "ARS d’essai", "telephone": "+33 (0)1.23.45.67.89" }],
        "couleur": { "clair": "#8a1538", "sombre": "#ffb3c6" },
        "annonce": "Fermé du 1er au 15 août.",
        "mentions-legales": "mentions.html",
        "pages-masquees": ["courriers", "fiches"],
        "zone-feries": "reunion"
    }"##;

    #[test]
    fn what_is_given_is_read() {
        let lus = Reglages::lire(ENTIER);
        assert_eq!(lus.fautes, Vec::<String>::new());
        assert_eq!(lus.editeur.nom, "GRADeS d’essai");
        assert_eq!(lus.signature(), "Publié par GRADeS d’essai.");
        assert_eq!((lus.clair.as_str(), lus.sombre.as_str()), ("#8a1538", "#ffb3c6"));
        assert_eq!(lus.masquees, [DrawnPage::Courriers, DrawnPage::Fiches]);
        assert_eq!(lus.zone, Some(Zone::Reunion));
        assert_eq!(lus.mentions, "mentions.html");
        let mots: Vec<String> = lus.a_appeler().map(Joignable::en_mots).collect();
        assert_eq!(
            mots,
            [
                "GRADeS d’essai\u{a0}: 01 23 45 67 89, aide@grades.exemple, https://grades.exemple/aide",
                "ARS d’essai\u{a0}: +33 (0)1.23.45.67.89"
            ]
        );
    }

    #[test]
    fn nothing_is_said_without_a_file_and_the_copy_is_not_signed() {
        for texte in ["", "  \n", "{}"] {
            assert_eq!(Reglages::lire(texte), Reglages::default(), "{texte}");
        }
        assert!(Reglages::default().signature().starts_with("Copie non signée"));
        assert_eq!(appels(Reglages::default().a_appeler()), None);
    }

    #[test]
    fn a_file_that_is_no_json_gives_the_defaults_and_says_where() {
        for texte in ["{", "[1,", "{\n  \"editeur\": }", "editeur = moi", "\u{0}"] {
            let lus = Reglages::lire(texte);
            assert_eq!(Reglages { fautes: vec![], ..lus.clone() }, Reglages::default());
            assert_eq!(lus.fautes.len(), 1, "{texte}");
            assert!(lus.fautes[0].contains("ligne"), "{:?}", lus.fautes);
        }
        for texte in ["[]", "3", "null", "\"x\""] {
            assert_eq!(Reglages::lire(texte).fautes.len(), 1, "{texte}");
        }
        // As some editors of text save it.
        assert_eq!(Reglages::lire(&format!("\u{feff}{ENTIER}")), Reglages::lire(ENTIER));
    }

    #[test]
    fn what_is_wrong_is_named_and_the_rest_counts() {
        let fautes = |texte: &str| {
            let lus = Reglages::lire(&format!("{{\"annonce\": \"Reste\", {texte}}}"));
            assert_eq!(lus.annonce, "Reste", "{texte}");
            assert_eq!(lus.fautes.len(), 1, "{texte}: {:?}", lus.fautes);
            lus.fautes.concat()
        };
        for (texte, dit) in [
            (r#""edtieur": {}"#, "«\u{a0}edtieur\u{a0}»\u{a0}: nom inconnu"),
            (r#""editeur": "moi""#, "«\u{a0}editeur\u{a0}»\u{a0}: il faut un objet"),
            (r#""editeur": {"nom": 3}"#, "«\u{a0}editeur.nom\u{a0}»"),
            (
                r#""editeur": {"courriel": "aide at exemple"}"#,
                "«\u{a0}editeur.courriel\u{a0}»\u{a0}: il faut une adresse de courriel",
            ),
            (r#""editeur": {"courriel": "a@b.fr?bcc=c@d.fr"}"#, "«\u{a0}editeur.courriel\u{a0}»"),
            (r#""editeur": {"telephone": "appelez-nous"}"#, "«\u{a0}editeur.telephone\u{a0}»"),
            (r#""editeur": {"page": "javascript:alert(1)"}"#, "«\u{a0}editeur.page\u{a0}»"),
            (r#""mentions-legales": "data:text/html,x""#, "«\u{a0}mentions-legales\u{a0}»"),
            (r#""contacts-regionaux": {}"#, "«\u{a0}contacts-regionaux\u{a0}»\u{a0}: il faut une liste"),
            (r#""contacts-regionaux": [{"courriel": "a@b.fr"}]"#, "«\u{a0}contacts-regionaux.1.nom\u{a0}»"),
            (
                r##""couleur": {"clair": "rouge"}"##,
                "«\u{a0}couleur.clair\u{a0}»\u{a0}: il faut une couleur écrite #rrvvbb",
            ),
            (r#""pages-masquees": ["plan"]"#, "calendrier, liste, fiches, courriers, fichiers"),
            (r#""zone-feries": "bretagne""#, "«\u{a0}zone-feries\u{a0}»"),
        ] {
            let said = fautes(texte);
            assert!(said.contains(dit), "{texte}: {said}");
        }
    }

    #[test]
    fn an_accent_that_can_t_be_read_in_its_scheme_is_refused_with_its_contrast() {
        let lus = Reglages::lire(r##"{"couleur": {"clair": "#ffb3c6", "sombre": "#ffb3c6"}}"##);
        assert_eq!((lus.clair.as_str(), lus.sombre.as_str()), ("", "#ffb3c6"));
        assert!(lus.fautes[0].contains("«\u{a0}couleur.clair\u{a0}»"), "{:?}", lus.fautes);
        assert!(lus.fautes[0].contains("pour 1, il en faut 4,5"), "{:?}", lus.fautes);
        let lus = Reglages::lire(r##"{"couleur": {"sombre": "#8a1538"}}"##);
        assert!(lus.sombre.is_empty() && lus.fautes.len() == 1);
    }

    #[test]
    fn someone_is_drawn_with_a_link_for_each_way() {
        let lus = Reglages::lire(ENTIER);
        let drawn = lus.editeur.dessin();
        let links: Vec<&str> = drawn.elements().iter().filter_map(|node| node.attribute("href")).collect();
        assert_eq!(links, ["tel:0123456789", "mailto:aide@grades.exemple", "https://grades.exemple/aide"]);
        assert_eq!(drawn.text().trim(), lus.editeur.en_mots());
    }
}
