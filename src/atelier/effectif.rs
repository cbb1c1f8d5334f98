//! Reading a staff roster: its columns, its professions, its people, and the answers they make. Pure: `service`
//! reads the file and remembers the columns.
//!
//! Names never reach the dossier (see [`crate::import::effectif`]); here they are shown as the user wants them. Long
//! lists are shown by pages: a page of 20 000 people would hold the browser.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use chrono::NaiveDate;

use crate::domain::answers::{Answers, Entry, Row};
use crate::domain::nombre::{accorder, s};
use crate::domain::professions::PROFESSIONS;
use crate::domain::question::Choice;
use crate::domain::questions::professionnels::{
    Interim, PRO_EFFECTIF, PRO_INTERIM, PRO_PROFIL, PROFESSIONNELS,
};
use crate::import::effectif::metiers::Certitude;
use crate::import::effectif::{
    AChoisir, Colonnes, ECARTER, Effectif, Fiche, Noms, Role, Tableau, fondre, lettres, par_personne,
};
use crate::protocol::node::{Node, el, form, fragment, page_title, section};
use crate::protocol::request::{Command, Fields};

/// Title of every page of the import.
pub const TITRE: &str = "Importer un tableau du personnel";

/// Title of the page of the columns.
pub const COLONNES: &str = "Que contient chaque colonne ?";

/// Id of the part of the page where people stand.
pub const PERSONNES: &str = "effectif-personnes";

/// Rows shown of the file, to recognise it.
const APERCU: usize = 5;
/// People shown at once.
const PAR_PAGE: usize = 100;
/// Remarks shown at once; the others are counted.
const REMARQUES: usize = 200;

/// What is being imported: the file as it was read, and what the user said of it.
pub struct Import {
    /// Name of the file.
    pub nom: String,
    /// Its bytes, to read another sheet of it.
    pub octets: Vec<u8>,
    /// What it holds.
    pub tableau: Tableau,
    /// What each column is.
    pub colonnes: Colonnes,
    /// Chosen professions, by equal texts.
    choix: BTreeMap<String, String>,
    /// The people as they were last told, and as of which day: each step of the import asks for them.
    dit: RefCell<Option<(NaiveDate, Rc<Effectif>)>>,
}

impl Import {
    /// A file that was read, before any choice.
    pub fn new(nom: String, octets: Vec<u8>, tableau: Tableau, colonnes: Colonnes) -> Self {
        Self { nom, octets, tableau, colonnes, choix: BTreeMap::new(), dit: RefCell::default() }
    }

    /// The people, as the columns and the choices tell them.
    pub fn effectif(&self, today: NaiveDate) -> Rc<Effectif> {
        let known =
            self.dit.borrow().as_ref().filter(|(as_of, _)| *as_of == today).map(|(_, told)| told.clone());
        known.unwrap_or_else(|| {
            let told = Rc::new(Effectif::de(&self.tableau, &self.colonnes, &self.choix, today));
            self.dit.replace(Some((today, told.clone())));
            told
        })
    }

    /// Takes the columns of the form.
    pub fn take_columns(&mut self, fields: &Fields) {
        // A role that is given to one column leaves another, whose field still says it.
        let before = self.colonnes.clone();
        for place in 0..self.tableau.entetes.len().max(self.largeur()) {
            let wanted = fields.get(&format!("colonne-{place}"));
            if let Some(role) =
                wanted.and_then(|jeton| Role::TOUS.into_iter().find(|role| role.jeton() == jeton))
                && before.role(place) != role
            {
                self.colonnes.changer(place, role);
                self.dit.take();
            }
        }
    }

    /// Takes the professions of the form.
    pub fn take_professions(&mut self, fields: &Fields, today: NaiveDate) {
        // What was left as it was recognised is no choice.
        let shown: BTreeMap<String, String> = self
            .effectif(today)
            .metiers
            .iter()
            .filter_map(|metier| {
                let cle = metier.choix.as_deref().or(metier.reconnaissance.cle)?;
                Some((metier.egal.clone(), cle.to_owned()))
            })
            .collect();
        for (name, value) in &fields.0 {
            let Some(text) = name.strip_prefix("metier-") else { continue };
            if shown.get(text).map_or("", String::as_str) == value {
                continue;
            }
            self.dit.take();
            if value.is_empty() {
                self.choix.remove(text);
            } else {
                self.choix.insert(text.to_owned(), value.clone());
            }
        }
    }

    fn largeur(&self) -> usize {
        self.tableau.lignes.first().map_or(0, |row| row.cellules.len())
    }
}

/// The first page: what to give, and a model.
pub fn accueil() -> Node {
    let input = el("input")
        .attr("type", "file")
        .attr("id", "effectif-fichier")
        .attr("name", "fichier")
        .attr("accept", ".csv,.xlsx,.xlsm,.ods,.txt,.tsv,.fods,.xml,.gnumeric")
        .attr("aria-describedby", "effectif-indice");
    let read = form(Command::RosterRead)
        .child(el("label").attr("for", "effectif-fichier").child("Tableau du personnel"))
        .child(el("p").class("indice").attr("id", "effectif-indice").child(
            "Excel (XLSX), LibreOffice (ODS) ou CSV, tel que le logiciel de paie ou des ressources humaines l’exporte : une ligne par personne, une colonne pour la profession. Les noms ne sont pas nécessaires.",
        ))
        .child(input)
        .child(el("button").class("principal").child("Lire ce tableau"));
    let model = form(Command::RosterTemplate)
        .child(el("button").class("secondaire").child("Télécharger un modèle à remplir (XLSX)"));
    let kept = "Le tableau est lu sur cet appareil, et n’en sort pas. Votre dossier ne garde que des professions et des nombres : jamais un nom, jamais un numéro RPPS.";
    fragment()
        .child(page_title(TITRE))
        .child(el("p").class("chapeau").child(kept))
        .child(read)
        .child(el("p").child("Pas de tableau sous la main ?"))
        .child(model)
}

/// The columns of the file, to confirm.
pub fn colonnes(import: &Import, retenues: bool) -> Node {
    let tableau = &import.tableau;
    let many = tableau.lignes.len();
    let width = tableau.entetes.len().max(import.largeur());
    let select = |place: usize| {
        let now = import.colonnes.role(place);
        let options = Role::TOUS.into_iter().map(|role| {
            el("option").attr("value", role.jeton()).attr_if(role == now, "selected").child(role.libelle())
        });
        el("select")
            .attr("name", format!("colonne-{place}"))
            .attr("aria-label", format!("Ce que contient la {}", tableau.nom_de_colonne(place)))
            .children(options)
    };
    // Columns that hold nothing of use stay foldable: a payroll export may have eighty.
    let (read, ignored): (Vec<usize>, Vec<usize>) =
        (0..width).partition(|place| import.colonnes.role(*place) != Role::Ignoree);
    let line = |place: usize| {
        let shown = tableau.lignes.iter().take(APERCU).map(|row| row.cellule(place).texte().into_owned());
        let shown: Vec<String> = shown.filter(|text| !text.is_empty()).map(|text| shortened(&text)).collect();
        let heading = tableau.entetes.get(place).filter(|heading| !heading.is_empty());
        el("tr")
            .child(el("th").attr("scope", "row").child(
                heading.map_or_else(|| format!("Colonne {}", lettres(place)), |heading| shortened(heading)),
            ))
            .child(el("td").child(shown.join(" · ")))
            .child(el("td").child(select(place)))
    };
    let table = |name: &str, places: Vec<usize>| {
        let head = ["Colonne", "Premières lignes", "Ce qu’elle contient"]
            .map(|name| el("th").attr("scope", "col").child(name));
        el("div").class("defile").attr("tabindex", "0").attr("role", "region").attr("aria-label", name).child(
            el("table")
                .child(el("thead").child(el("tr").children(head)))
                .child(el("tbody").children(places.into_iter().map(line))),
        )
    };
    let missing = import.colonnes.colonne(Role::Profession).is_none().then(|| {
        el("p").class("avertissement").child("Aucune colonne ne donne la profession. Indiquez laquelle la contient : sans elle, personne ne peut être compté.")
    });
    // What each row counts is worth a question: a roster of three lines may be one of forty people.
    let forgotten = import.colonnes.nombres_oublies(tableau);
    let forgotten = (!forgotten.is_empty()).then(|| {
        let names: Vec<String> = forgotten.iter().take(3).map(|place| tableau.nom_de_colonne(*place)).collect();
        el("p").class("avertissement").child(format!(
            "Ce tableau n’a pas de noms : chaque ligne y comptera pour une personne. Une colonne donne-t-elle le nombre de personnes ({}) ? Si oui, choisissez « Nombre de personnes » pour elle.",
            names.join(", ")
        ))
    });
    let remembered = retenues.then(|| {
        el("p").class("fait-a-l-instant").child(
            "Vous avez déjà lu un tableau avec ces titres de colonnes : vos choix d’alors sont repris.",
        )
    });
    let rest = (!ignored.is_empty()).then(|| {
        let summary = if ignored.len() > 1 {
            format!("{} colonnes qui ne seront pas lues", ignored.len())
        } else {
            "Une colonne qui ne sera pas lue".to_owned()
        };
        el("details")
            .class("aide")
            .attr("id", "effectif-ignorees")
            .child(el("summary").child(summary))
            .child(table("Colonnes qui ne seront pas lues", ignored))
    });
    let form = form(Command::RosterColumns)
        .child(table("Colonnes du tableau", read))
        .child(rest)
        .child(el("p").child(el("button").class("principal").child("Continuer")));
    let of = tableau.feuille.as_ref().map_or_else(String::new, |sheet| format!(", feuille « {sheet} »"));
    fragment()
        .child(page_title(COLONNES))
        .child(el("p").class("legende").child(format!(
            "{}{of} : {}",
            import.nom,
            accorder(many as u64, "ligne")
        )))
        .child(remembered)
        .child(missing)
        .child(forgotten)
        .child(feuilles(tableau))
        .child(form)
        .child(remarques(tableau.remarques.iter().map(|one| one.phrase.as_str())))
        .child(start_again())
}

/// A text of a cell, short enough for a table.
fn shortened(texte: &str) -> String {
    if texte.chars().count() <= 40 {
        texte.to_owned()
    } else {
        texte.chars().take(39).chain(['…']).collect()
    }
}

/// The other sheets of the workbook.
fn feuilles(tableau: &Tableau) -> Option<Node> {
    if tableau.feuilles.len() < 2 {
        return None;
    }
    let options = tableau.feuilles.iter().map(|name| {
        el("option")
            .attr("value", name.as_str())
            .attr_if(tableau.feuille.as_ref() == Some(name), "selected")
            .child(name)
    });
    Some(
        form(Command::RosterSheet)
            .child(el("label").attr("for", "effectif-feuille").child("Feuille du classeur"))
            .child(el("select").attr("id", "effectif-feuille").attr("name", "feuille").children(options))
            .child(el("p").child(el("button").class("secondaire").child("Lire cette feuille"))),
    )
}

fn start_again() -> Node {
    form(Command::RosterStart).child(el("button").class("lien").child("Choisir un autre tableau"))
}

fn remarques<'a>(phrases: impl Iterator<Item = &'a str>) -> Option<Node> {
    let phrases: Vec<&str> = phrases.collect();
    let more = phrases.len().saturating_sub(REMARQUES);
    let lines = phrases.iter().take(REMARQUES).map(|phrase| el("li").child(*phrase));
    let rest = (more > 0).then(|| el("p").child(format!("Et {}.", accorder(more as u64, "autre"))));
    let title = if phrases.len() > 1 {
        format!("{} points à vérifier dans le tableau", phrases.len())
    } else {
        "Un point à vérifier dans le tableau".to_owned()
    };
    (!phrases.is_empty()).then(|| {
        el("details")
            .class("aide")
            .attr("id", "effectif-remarques")
            .child(el("summary").child(title))
            .child(el("p").child("Aucun n’arrête l’import. Vous pouvez corriger le tableau et le relire."))
            .child(el("ul").children(lines))
            .child(rest)
    })
}

/// The professions that were recognised, the people, and what will be written.
pub fn metiers(import: &Import, effectif: &Effectif, answers: &Answers) -> Node {
    let to_choose = effectif.a_choisir().count();
    let (doubtful, sure): (Vec<&AChoisir>, Vec<&AChoisir>) = effectif
        .metiers
        .iter()
        .partition(|metier| metier.choix.is_some() || metier.reconnaissance.certitude != Certitude::Certaine);
    let list = |metiers: Vec<&AChoisir>| el("ul").class("metiers").children(metiers.into_iter().map(metier));
    let sure = (!sure.is_empty()).then(|| {
        el("details")
            .class("aide")
            .attr("id", "effectif-surs")
            .child(el("summary").child(format!("Professions reconnues ({})", sure.len())))
            .child(list(sure))
    });
    let asked = match to_choose {
        0 if doubtful.is_empty() => "Toutes les professions sont reconnues.".to_owned(),
        0 => "Vérifiez les professions ci-dessous : chaque texte n’est à régler qu’une fois, pour toutes les personnes qui l’ont.".to_owned(),
        1 => "Une profession n’est pas reconnue : choisissez-la. Elle vaut pour toutes les personnes qui ont ce texte.".to_owned(),
        many => format!("{many} professions ne sont pas reconnues : choisissez-les. Chaque choix vaut pour toutes les personnes qui ont ce texte."),
    };
    let update = form(Command::RosterProfessions)
        .child((!doubtful.is_empty()).then(|| list(doubtful)))
        .child(sure)
        .child(el("p").child(el("button").class("secondaire").child("Mettre à jour")))
        .child(to_write(effectif, answers));
    fragment()
        .child(page_title("Les professions du tableau"))
        .child(el("p").class("legende").child(format!(
            "{} : {} comptée{}",
            import.nom,
            accorder(effectif.nombre().into(), "personne"),
            s(effectif.nombre().into())
        )))
        .child(el("p").child(asked))
        .child(update)
        .child(remarques(effectif.remarques.iter().map(|one| one.phrase.as_str())))
        .child(partis(effectif))
        .child(personnes_de())
        .child(
            form(Command::RosterColumns)
                .child(el("input").attr("type", "hidden").attr("name", "retour").attr("value", "oui"))
                .child(el("button").class("lien").child("Revenir aux colonnes")),
        )
        .child(start_again())
}

fn metier(metier: &AChoisir) -> Node {
    let found = &metier.reconnaissance;
    let chosen = metier.choix.as_deref().or(found.cle);
    let name = |cle: &str| {
        PROFESSIONS.iter().find(|profession| profession.cle == cle).map_or("", |profession| profession.nom)
    };
    let option = |cle: &'static str| {
        el("option").attr("value", cle).attr_if(chosen == Some(cle), "selected").child(name(cle))
    };
    let likely = found.propositions.iter().copied();
    let others =
        PROFESSIONS.iter().map(|profession| profession.cle).filter(|cle| !found.propositions.contains(cle));
    let group = |label: &str, options: Vec<Node>| {
        (!options.is_empty()).then(|| el("optgroup").attr("label", label).children(options))
    };
    let text = if metier.texte.is_empty() { "Profession non écrite" } else { &metier.texte };
    let id = format!("metier-{}", metier.egal);
    let people = if metier.nombre > 1 {
        format!("{} personnes", metier.nombre)
    } else {
        format!("1 personne, ligne {}", metier.ligne)
    };
    let select = el("select")
        .attr("name", id.as_str())
        .attr("aria-label", format!("Profession de « {text} »"))
        .child(
            el("option")
                .attr("value", "")
                .attr_if(chosen.is_none(), "selected")
                .child("Choisir dans la liste"),
        )
        .child(group("Proposées", likely.map(option).collect()))
        .child(group("Toutes", others.map(option).collect()))
        .child(
            el("option")
                .attr("value", ECARTER)
                .attr_if(chosen == Some(ECARTER), "selected")
                .child("Ne pas compter ces personnes"),
        );
    let sure = if metier.choix.is_some() { "Choisie par vous" } else { found.certitude.libelle() };
    el("li")
        .child(el("span").child(el("b").child(shortened(text))).child(" ").child(el("small").child(people)))
        .child(select)
        .child(el("small").child(sure))
}

/// What will be written, and the button that does it.
fn to_write(effectif: &Effectif, answers: &Answers) -> Node {
    let mut number = 0_u32;
    let told = fondre(effectif, || {
        number += 1;
        format!("pro-{number}")
    });
    let left = (told.sans_profession > 0).then(|| {
        let who = if told.sans_profession > 1 {
            format!(
                "{} personnes dont la profession n’est pas choisie ne seront pas comptées.",
                told.sans_profession
            )
        } else {
            "Une personne dont la profession n’est pas choisie ne sera pas comptée.".to_owned()
        };
        el("p").class("avertissement").child(who)
    });
    let before = answers.rows(PROFESSIONNELS.spec.id).len();
    let keep = (before > 0).then(|| {
        let what = if before > 1 {
            format!("Garder aussi les {before} lignes déjà saisies")
        } else {
            "Garder aussi la ligne déjà saisie".to_owned()
        };
        el("label")
            .class("choix")
            .child(el("input").attr("type", "checkbox").attr("name", "garder").attr("value", "oui"))
            .child(el("span").child(what))
            .child(el("small").child("Sinon, ce tableau les remplace."))
    });
    let lines =
        if told.lignes.len() > 1 { format!("{} lignes", told.lignes.len()) } else { "une ligne".to_owned() };
    let turn = if told.comptes > 1 { "deviennent" } else { "devient" };
    let means = format!(
        "{} {turn} {lines} de « Professionnels » dans votre dossier : une par profession et par situation.",
        accorder(told.comptes.into(), "personne")
    );
    let write = el("button")
        .class("principal")
        .attr("data-command", Command::RosterApply.token())
        .child("Remplir mes réponses");
    if told.comptes == 0 {
        return section("", "Écrire dans le dossier")
            .child(el("p").child("Personne n’est compté pour l’instant : rien ne serait écrit."))
            .child(left);
    }
    section("", "Écrire dans le dossier")
        .child(el("p").child(means))
        .child(left)
        .child(keep)
        .child(el("p").child(write))
}

/// The people, folded, by profession.
fn personnes_de() -> Node {
    let choose = |value: &'static str, label: &str, ticked: bool| {
        el("label")
            .class("choix")
            .child(
                el("input")
                    .attr("type", "radio")
                    .attr("name", "noms")
                    .attr("value", value)
                    .attr_if(ticked, "checked"),
            )
            .child(el("span").child(label))
    };
    let form = form(Command::RosterPeople)
        .child(
            el("fieldset")
                .class("serre")
                .child(el("legend").child("Les noms"))
                .child(choose("sans", "Sans les noms : le numéro de ligne", true))
                .child(choose("initiales", "Les initiales", false))
                .child(choose("entiers", "Les noms entiers", false)),
        )
        .child(el("button").class("secondaire").child("Voir chaque personne"));
    let means = "Pour chaque personne : qui l’enregistre, quelle carte, et si elle peut avoir une e-CPS (carte dématérialisée sur smartphone).";
    section("", "Personne par personne")
        .child(el("p").child(means))
        .child(form)
        .child(el("div").attr("id", PERSONNES).attr("tabindex", "-1"))
}

/// Those who have left, apart (R-IMPORT-16): by their lines, as names may be asked not to be shown.
fn partis(effectif: &Effectif) -> Option<Node> {
    let gone: Vec<String> = effectif
        .partis()
        .map(|(personne, depart)| format!("Ligne {} : {}", personne.ligne, depart.dit))
        .collect();
    let title = match gone.len() {
        0 => return None,
        1 => "Une personne partie, qui n’est pas comptée".to_owned(),
        many => format!("{many} personnes parties, qui ne sont pas comptées"),
    };
    let more = gone.len().saturating_sub(REMARQUES);
    let lines = gone.iter().take(REMARQUES).map(|line| el("li").child(line.as_str()));
    let rest = (more > 0).then(|| el("p").child(format!("Et {}.", accorder(more as u64, "autre"))));
    // R-RPPS-24: the employer takes the place of work out at the end of the contract.
    let do_this = "Si vous les aviez enregistrées dans RPPS+, retirez-y leur lieu d’exercice. Si l’une est encore là, corrigez le tableau et relisez-le, ou dites sur la page des colonnes de ne pas lire la date de sortie.";
    Some(
        el("details")
            .class("aide")
            .attr("id", "effectif-partis")
            .child(el("summary").child(title))
            .child(el("p").child(do_this))
            .child(el("ul").children(lines))
            .child(rest),
    )
}

/// A page of people, for [`PERSONNES`].
pub fn personnes(effectif: &Effectif, fields: &Fields) -> Node {
    let noms = match fields.get("noms") {
        Some("entiers") => Noms::Entiers,
        Some("initiales") => Noms::Initiales,
        _ => Noms::Sans,
    };
    let from: usize = fields.get("depuis").and_then(|from| from.parse().ok()).unwrap_or(0);
    let people = par_personne(effectif, noms);
    let shown = people.iter().skip(from).take(PAR_PAGE);
    let head = ["Qui", "Profession", "Enregistrement", "Carte", "e-CPS"]
        .map(|name| el("th").attr("scope", "col").child(name));
    let table = el("table")
        .child(el("thead").child(el("tr").children(head)))
        .child(el("tbody").children(shown.map(personne)));
    let to = (from + PAR_PAGE).min(people.len());
    let page = |label: &str, from: usize| {
        form(Command::RosterPeople)
            .child(
                el("input")
                    .attr("type", "hidden")
                    .attr("name", "noms")
                    .attr("value", fields.get("noms").unwrap_or("sans")),
            )
            .child(el("input").attr("type", "hidden").attr("name", "depuis").attr("value", from.to_string()))
            .child(el("button").class("secondaire").child(label))
    };
    fragment()
        .child(el("p").child(format!(
            "{} {} à {to} sur {}, par profession.",
            if people.iter().any(|one| one.nombre > 1) { "Lignes" } else { "Personnes" },
            (from + 1).min(to),
            people.len()
        )))
        .child(
            el("div")
                .class("defile")
                .attr("tabindex", "0")
                .attr("role", "region")
                .attr("aria-label", "Personnes du tableau")
                .child(table),
        )
        .child(
            el("div")
                .class("boutons")
                .child((from > 0).then(|| page("Les précédentes", from.saturating_sub(PAR_PAGE))))
                .child((to < people.len()).then(|| page("Les suivantes", to))),
        )
}

fn personne(fiche: &Fiche) -> Node {
    use crate::domain::professions::Ecps;
    let profession = fiche.metier.map_or("Profession à choisir", |metier| metier.nom);
    let ecps = match fiche.ecps {
        None => "à savoir",
        Some(Ecps::Oui) => "oui, une fois enregistrée",
        Some(Ecps::AVerifier) => "à vérifier",
        Some(Ecps::SelonEtudes) => "oui pour un interne ou un étudiant en maïeutique ; sinon, à vérifier",
        Some(Ecps::PasCommeEtudiant) => "pas comme étudiant, pour l’instant",
        Some(Ecps::Non) => "non",
    };
    let route =
        if fiche.enregistree { format!("{} (déjà au RPPS)", fiche.voie) } else { fiche.voie.clone() };
    let counted = match (&fiche.depart, fiche.comptee) {
        (_, true) => "",
        (Some(_), false) => " – partie, non comptée",
        (None, false) => " – non comptée",
    };
    let several = if fiche.nombre > 1 { format!(" : {} personnes", fiche.nombre) } else { String::new() };
    let cell = |text: &str| el("td").child(text);
    el("tr")
        .child(el("th").attr("scope", "row").child(format!("{}{several}{counted}", fiche.qui)))
        .child(cell(profession))
        .child(cell(&route))
        .child(cell(fiche.carte))
        .child(cell(ecps))
}

/// The answers with the people of the roster, and a sentence that says what was done.
pub fn apply(effectif: &Effectif, fields: &Fields, answers: &Answers) -> (Answers, String) {
    let mut answers = answers.clone();
    let list = PROFESSIONNELS.spec.id;
    let old: Vec<Row> = answers.rows(list).to_vec();
    let mut ids = answers.new_row_ids("pro");
    let told = fondre(effectif, || ids.next().unwrap_or_default());
    let keeps = fields.get("garder").is_some();
    let new = if keeps { told.lignes } else { reprises(told.lignes, &old, effectif.dit_les_contrats) };
    let kept = if keeps { old } else { vec![] };
    let lines = new.len();
    answers.set(list, Some(Entry::Rows(kept.into_iter().chain(new).collect())));
    let many = told.comptes.into();
    let said = format!(
        "{} reprise{} du tableau, en {}. Vérifiez cela en continuant.",
        accorder(many, "personne"),
        s(many),
        accorder(lines as u64, "ligne")
    );
    (answers, said)
}

/// The new rows, where those of a group that remains take the place of its old row: its id, on which notes hang, and what was
/// answered of it that a roster does not say. A group remains when all that the roster says of it is what its old row says;
/// else, when it is the only one of its profession, before and after. A roster that says the contracts says of those who are
/// no temporary staff that they are none.
fn reprises(new: Vec<Row>, old: &[Row], dit_les_contrats: bool) -> Vec<Row> {
    let (profil, interim) = (PRO_PROFIL.spec.id, PRO_INTERIM.spec.id);
    let permanent = |row: &Row| {
        row.entry(interim).and_then(Entry::text).is_none_or(|jeton| jeton == Interim::Non.jeton())
    };
    let effectif = PRO_EFFECTIF.spec.id;
    let same = |row: &Row, other: &Row| {
        row.fields()
            .filter(|(field, _)| *field != effectif)
            .all(|(field, entry)| other.entry(field) == Some(entry))
            && (!dit_les_contrats || permanent(row) == permanent(other))
    };
    let of_the_profession = |rows: &[Row], row: &Row| {
        rows.iter().filter(|other| other.entry(profil) == row.entry(profil)).count()
    };
    let mut free: Vec<&Row> = old.iter().collect();
    let mut taken: Vec<Option<&Row>> = vec![None; new.len()];
    // The closest first: of two old rows that fit, the one that says least beside.
    for (row, place) in new.iter().zip(&mut taken) {
        let best = free
            .iter()
            .enumerate()
            .filter(|(_, other)| same(row, other))
            .min_by_key(|(_, other)| other.fields().count());
        if let Some((rank, _)) = best {
            *place = Some(free.remove(rank));
        }
    }
    for (row, place) in new.iter().zip(&mut taken) {
        if place.is_none()
            && of_the_profession(&new, row) == 1
            && of_the_profession(old, row) == 1
            && let Some(rank) = free.iter().position(|other| other.entry(profil) == row.entry(profil))
        {
            *place = Some(free.remove(rank));
        }
    }
    new.into_iter()
        .zip(taken)
        .map(|(row, before)| match before {
            None => row,
            Some(before) => {
                let mut merged = before.clone();
                if dit_les_contrats && permanent(&row) && !permanent(before) {
                    merged.set(interim, None);
                }
                for (field, entry) in row.fields() {
                    merged.set(field, Some(entry.clone()));
                }
                merged
            }
        })
        .collect()
}
