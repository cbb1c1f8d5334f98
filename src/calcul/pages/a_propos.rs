//! « À propos »: who publishes this copy, what it keeps and asks, how it was checked, its licences, how to say that a rule is
//! wrong.

use chrono::NaiveDate;

use crate::domain::changements::EDITION;
use crate::domain::sources::{LUES_LE, REGLES, SOURCES};
use crate::protocol::node::{Node, el, fragment, link, page_title, section};
use crate::protocol::publication::Publication;
use crate::protocol::reglages::{NOM, Reglages, appels};
use crate::protocol::request::DrawnPage;
use crate::route::Route;

use super::titles::anciennete;

/// Title of the page.
pub const TITRE: &str = "À propos de Jalons";

/// Id of the words that say how much room this copy takes: the page fills them in.
pub const PLACE: &str = "place-utilisee";

/// The page.
pub fn a_propos(copy: &Publication, today: NaiveDate) -> Node {
    let aide = Route::Drawn(DrawnPage::Aide).href();
    let place = Route::Drawn(DrawnPage::APropos).page_name();
    let reglages = copy.reglages();
    let report = link(&copy.signaler(&place, "")).child("Préparer un courriel pour signaler une erreur");
    fragment()
        .child(page_title(TITRE))
        .child(el("p").child(link("#/").child("Retour à l’accueil")))
        .child(
            section("", "Qui publie cette copie")
                .child(el("p").child(reglages.signature()))
                .child(contacts(&reglages))
                .child(el("p").child("Jalons n’est pas un service de l’Agence du Numérique en Santé (ANS). Ses dates sont des estimations ; ce qui est déduit est marqué « à confirmer auprès de l’ANS ». Seules l’ANS et vos autorités décident."))
                .child((!reglages.mentions.is_empty()).then(|| {
                    el("p").child(link(&reglages.mentions).attr("rel", "noreferrer").child("Mentions légales"))
                })),
        )
        .child(
            section("", "Version et règles")
                .child(faits(&[
                    ("Version", copy.version_en_mots().to_owned()),
                    ("Règles et sources lues le", LUES_LE.to_owned()),
                    ("Règles", format!("édition {EDITION} : {} règles, d’après {} sources", REGLES.len(), SOURCES.len())),
                ]))
                .child(anciennete(today))
                .child(el("p").child(link(&aide).child("Les sources avec leurs dates, et les points à confirmer"))),
        )
        .child(
            section("", "Ce qui est gardé, et où").child(liste(&[
                "Vos dossiers, dans la base de données de votre navigateur (IndexedDB), sur cet appareil et pour cette adresse seulement. Avec chacun : ce que son plan demandait la dernière fois, pour dire ce qui a changé, et ce que contenaient ses dernières copies échangées, pour réunir deux versions. Tout cela part avec lui.",
                "Si vous importez un tableau du personnel : ce que vous avez dit de ses colonnes, jamais leur contenu.",
                "Ce que vous êtes en train d’écrire, et les réglages de l’affichage, dans la mémoire du même navigateur.",
                "Le répertoire FINESS, si vous en ouvrez un, et le programme de la page, pour qu’elle s’ouvre sans réseau.",
            ]))
            .child(
                el("p").child("Place utilisée ici par ce site, d’après votre navigateur\u{a0}: ")
                    .child(el("span").attr("id", PLACE).child("non dite")).child("."),
            )
            .child(el("h3").child("L’effacer"))
            .child(liste(&[
                "Un dossier, ou tous : « Supprimer » à l’accueil, ou sur la page de tous vos dossiers.",
                "Le répertoire FINESS : sur la page qui cherche votre structure.",
                "Tout : effacez les données de ce site dans les réglages du navigateur. Téléchargez d’abord les dossiers que vous voulez garder.",
            ])),
        )
        .child(
            section("", "Ce qui est demandé au réseau").child(liste(&[
                "À l’ouverture : les fichiers de la page, sur son propre site.",
                "Au premier dossier : les programmes qui calculent le plan et fabriquent les fichiers, sur le même site ; ils restent ensuite sur l’appareil.",
                "Si vous cherchez votre structure par son numéro, quand ce site publie le répertoire FINESS : le morceau du répertoire où elle peut être. Le site voit quel morceau est lu, pas le numéro.",
                "Rien d’autre : vos réponses ne sont envoyées à personne. La politique de sécurité de la page interdit toute autre adresse que la sienne, et des essais le vérifient.",
                "Un lien vers un autre site, ou un courriel préparé, ne part que si vous l’ouvrez.",
            ])),
        )
        .child(
            section("", "Accessibilité")
                .child(el("p").child("Jalons vise la norme WCAG 2.2, niveau AA, que le RGAA reprend. Sa conformité n’est pas déclarée, faute d’audit par un tiers. Vérifié à chaque version, par des essais automatiques dans Chromium, et pour une part dans Firefox et dans WebKitGTK :"))
                .child(liste(&[
                    "chaque page par axe-core, contrastes compris, en clair et en sombre ;",
                    "l’affichage à 320 pixels de large, agrandi à 400 %, et en couleurs forcées ;",
                    "le parcours entier au clavier : ordre, focus, titre de chaque page ;",
                    "la même page pendant qu’un traducteur ou une extension la change ;",
                    "le papier, relu dans le PDF.",
                ]))
                .child(el("p").child("Pas couvert :"))
                .child(liste(&[
                    "aucun audit de conformité au RGAA par un tiers n’a été fait ;",
                    "aucun essai suivi avec des personnes qui utilisent un lecteur d’écran ;",
                    "Safari sur Mac et sur iPhone, et les navigateurs d’avant 2022 ;",
                    "les PDF que votre navigateur fabrique, et l’accessibilité des sites vers lesquels la page mène.",
                ]))
                .child(el("p").child("Sans JavaScript, ou avec un navigateur ancien : ").child(
                    link("sans-javascript.html").child("les mêmes démarches sur une page de texte"),
                ).child("."))
                .child(
                    el("p")
                        .child("Quelque chose vous empêche de vous en servir ? Dites-le par le courriel ci-dessous, ou à qui publie cette copie. Sans réponse satisfaisante, le ")
                        .child(link("https://formulaire.defenseurdesdroits.fr").child("Défenseur des droits"))
                        .child(" peut être saisi."),
                ),
        )
        .child(
            section("", "Licences")
                .child(el("p").child("Le code de Jalons est sous licence MIT ou Apache-2.0, au choix. Il s’appuie sur des bibliothèques libres, sous licences permissives, MIT et Apache-2.0 pour la plupart."))
                .child(el("p").child(link("LICENCES.html").child("Toutes les bibliothèques, et le texte de leurs licences")))
                .child(el("p").child("Les données FINESS viennent de l’ANS, sous Licence Ouverte 2.0.")),
        )
        .child(
            section("", "Signaler une règle fausse")
                .child(el("p").child("Écrivez ce que dit Jalons, ce que dit votre source, avec son adresse et sa date. Dans le plan, chaque « Pourquoi ? » a un bouton qui prépare le courriel avec les règles concernées."))
                .child(el("p").child(report))
                .child(el("p").class("indice").child("Le courriel s’ouvre dans votre messagerie ; vous seul l’envoyez. Sans adresse connue, envoyez-le à la personne ou à la structure qui publie cette copie.")),
        )
        .child(pour_qui_publie(&reglages))
}

/// Whom to call: the publisher, and those of the region that it names.
fn contacts(reglages: &Reglages) -> Option<Node> {
    let list = appels(reglages.a_appeler())?;
    Some(fragment().child(el("h3").child("Qui appeler")).child(list))
}

/// What is wrong with the settings of this copy: its publisher alone can mend it.
fn pour_qui_publie(reglages: &Reglages) -> Option<Node> {
    if reglages.fautes.is_empty() {
        return None;
    }
    let faults = reglages.fautes.iter().map(|fault| el("li").child(fault));
    let summary = format!("Pour la structure qui publie cette copie\u{a0}: {NOM} est à revoir");
    Some(
        el("details")
            .class("aide")
            .attr("id", "reglages-fautes")
            .child(el("summary").child(summary))
            .child(el("p").child("Ce fichier est à côté de la page. Ce qui n’y est pas compris prend sa valeur d’origine\u{a0}:"))
            .child(el("ul").children(faults)),
    )
}

fn liste(lignes: &[&str]) -> Node {
    el("ul").children(lignes.iter().map(|ligne| el("li").child(*ligne)))
}

fn faits(lignes: &[(&str, String)]) -> Node {
    let line =
        |(nom, valeur): &(&str, String)| el("div").child(el("dt").child(*nom)).child(el("dd").child(valeur));
    el("dl").class("faits").children(lignes.iter().map(line))
}
