//! Prints an entité juridique of a FINESS file and its sites as JSON: `cargo run --example finess -- FILE EJ`.

use std::fs::File;
use std::io::Read;
use std::process::ExitCode;

use jalons::domain::calendrier::iso;
use jalons::domain::finess::Finess;
use jalons::import::{Entite, Lecteur, Selection, Trouvee};
use serde_json::{Value, json};

mod commande;

fn main() -> ExitCode {
    commande::print(run())
}

fn run() -> Result<String, String> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [fichier, numero] = arguments.as_slice() else {
        return Err("Usage\u{a0}: finess FICHIER EJ".to_owned());
    };
    let ej = Finess::read(numero).map_err(|refus| refus.phrase)?.valeur;
    let illisible = |erreur: std::io::Error| format!("{fichier}\u{a0}: {erreur}");
    let mut source = File::open(fichier).map_err(illisible)?;
    let mut selection = Selection::new(ej.clone());
    let mut lecteur = Lecteur::new(|entite| selection.recevoir(entite));
    let mut tampon = vec![0; 64 * 1024];
    loop {
        match source.read(&mut tampon).map_err(illisible)? {
            0 => break,
            lus => lecteur.pousser(&tampon[..lus]).map_err(|erreur| erreur.to_string())?,
        }
    }
    let bilan = lecteur.finir().map_err(|erreur| erreur.to_string())?;
    drop(lecteur);
    match selection.finir() {
        Trouvee::Ej(entite) => {
            for avertissement in entite.avertissements() {
                eprintln!("{avertissement}");
            }
            serde_json::to_string_pretty(&valeur(&entite, bilan.millesime.map(iso)))
                .map_err(|erreur| erreur.to_string())
        }
        Trouvee::EstUnSiteDe(proprietaire) => Err(format!(
            "{ej} est le numéro d’un établissement\u{a0}; celui de son entité juridique est {proprietaire}."
        )),
        Trouvee::Absente => Err(format!("Ce fichier ne contient pas l’entité juridique {ej}.")),
    }
}

fn valeur(entite: &Entite, millesime: Option<String>) -> Value {
    let ej = &entite.ej;
    let sites: Vec<Value> = entite
        .sites
        .iter()
        .map(|site| {
            json!({
                "finess": site.finess.texte(),
                "nom": site.nom,
                "siret": site.siret.as_ref().map(|siret| siret.texte()),
                "categorie": site.categorie,
                "departement": site.departement,
                "ouvert": site.ouvert,
            })
        })
        .collect();
    json!({
        "ej": {
            "finess": ej.finess.texte(),
            "nom": ej.nom,
            "siren": ej.siren.as_ref().map(|siren| siren.texte()),
            "statut": ej.statut,
            "departement": ej.departement,
            "ouvert": ej.ouvert,
        },
        "sites": sites,
        "millesime": millesime,
    })
}
