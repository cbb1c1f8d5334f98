//! Letters and messages, ready to be completed, copied, or opened in the user's own mail program.

use crate::atelier::noeud::{Noeud, bouton, el, ensemble, hors_ecran, lien, titre_de_page};
use crate::atelier::protocole::{Acte, Quoi};
use crate::domain::sources::sources_de;
use crate::export::Export;
use crate::export::courriers::{Courrier, courriers as du_plan};

use super::onglets::{dates, onglets, sigles, titre_de};
use super::plan::{ancre, contact, saut};
use super::pourquoi::lien_source;

/// Title of the page.
pub const TITRE: &str = "Courriers et messages";

/// Some mail programs cut, or refuse, an address that is longer.
const ADRESSE_MAX: usize = 1_900;

/// The page of the letters.
pub fn courriers(export: &Export) -> Noeud {
    let letters = du_plan(export);
    let top = ensemble()
        .enfant(onglets(&export.dossier.id, Quoi::Courriers))
        .enfant(titre_de_page(&titre_de(TITRE, export.report)))
        .enfant(dates(export.report));
    if letters.is_empty() {
        let none = "Votre plan ne demande aucun courrier pour le moment.";
        return top.enfant(el("p").classe("indice").enfant(none));
    }
    let what = "Rien n’est envoyé d’ici : copiez un message, ou ouvrez-le dans votre messagerie. Complétez d’abord ce qui est entre crochets.";
    let print =
        el("p").classe("boutons").enfant(bouton("principal", "Imprimer les courriers", Acte::Imprimer));
    top.enfant(el("p").classe("chapeau").enfant(what))
        .enfant(print)
        .enfant((letters.len() > 1).then(|| index(&letters)))
        .enfants(letters.iter().map(|letter| courrier(letter, letters.len() == 1)))
}

fn id(letter: &Courrier) -> String {
    format!("courrier-{}", ancre(&letter.id))
}

fn index(letters: &[Courrier]) -> Noeud {
    let lines = letters.iter().map(|letter| el("li").enfant(saut(&id(letter)).enfant(letter.titre)));
    el("nav")
        .classe("index")
        .attr("aria-label", "Les courriers")
        .enfant(el("h2").enfant(format!("Les {} courriers", letters.len())))
        .enfant(el("ol").enfants(lines))
}

fn courrier(letter: &Courrier, alone: bool) -> Noeud {
    let id = id(letter);
    let (subject, body) = (format!("objet-{id}"), format!("corps-{id}"));
    let fact = |name: &str, value: Noeud| el("div").enfant(el("dt").enfant(name)).enfant(value);
    let list = |lines: &mut dyn Iterator<Item = &str>| {
        el("dd").enfant(el("ul").enfants(lines.map(|line| el("li").enfant(line))))
    };
    let address = letter
        .destinataire
        .map(|known| fact("Son adresse", el("dd").enfant(el("ul").enfant(contact(known)))));
    let missing = letter.manques();
    let facts = el("dl")
        .classe("faits")
        .enfant(fact("À qui", el("dd").enfant(letter.a)))
        .enfant(address)
        .enfant(
            (!letter.pieces.is_empty())
                .then(|| fact("À joindre", list(&mut letter.pieces.iter().map(String::as_str)))),
        )
        .enfant((!missing.is_empty()).then(|| fact("À compléter", list(&mut missing.iter().copied()))))
        .enfant(fact("Objet", avec_trous(el("dd").attr("id", subject.as_str()), &letter.objet)));
    let copy = |text: &str, target: &str, class: &str| {
        bouton(class, text, Acte::Copier)
            .attr("data-cible", target)
            .enfant(hors_ecran(&format!(" : {}", letter.titre)))
    };
    let mail = adresse_de_messagerie(letter);
    let short = mail.chars().count() <= ADRESSE_MAX;
    let open = short.then(|| {
        let of = hors_ecran(&format!(" : {}", letter.titre));
        lien(&mail).classe("secondaire").enfant("Ouvrir dans la messagerie").enfant(of)
    });
    let long = "Ce message est trop long pour s’ouvrir tout seul dans une messagerie : copiez-le, puis collez-le dans un nouveau message.";
    let acts = el("p")
        .classe("boutons")
        .enfant(copy("Copier le message", &body, "secondaire"))
        .enfant(copy("Copier l’objet", &subject, "secondaire"))
        .enfant(open);
    let header = el("h2").enfant(letter.titre);
    let text = avec_trous(el("div").classe("lettre").attr("id", body.as_str()), &letter.corps);
    let terms = sigles("h3", "Les sigles de ce courrier", &[&header, &facts, &text]);
    let ids = letter.regles.iter().map(|rule| rule.id).collect::<Vec<_>>().join(", ");
    let cited = sources_de(letter.regles.iter().copied()).into_iter().map(lien_source);
    el("article")
        .classe(if alone { "fiche seule" } else { "fiche" })
        .attr("id", id)
        .attr("tabindex", "-1")
        .enfant(header)
        .enfant(facts)
        .enfant(text)
        .enfant(acts)
        .enfant((!short).then(|| el("p").classe("indice boutons").enfant(long)))
        .enfant(terms)
        .enfant(
            el("section")
                .classe("sources")
                .enfant(el("h3").enfant("Règles et sources de ce courrier"))
                .enfant(el("p").classe("fondement").enfant(ids))
                .enfant(el("ul").enfants(cited)),
        )
}

/// A text whose blanks, between square brackets, are marked; brackets stay, so that a copy shows them too.
fn avec_trous(dans: Noeud, texte: &str) -> Noeud {
    let mut out = dans;
    let mut rest = texte;
    while let Some((before, after)) = rest.split_once('[') {
        let Some((blank, next)) = after.split_once(']') else { break };
        out = out.enfant(before).enfant(el("b").classe("trou").enfant(format!("[{blank}]")));
        rest = next;
    }
    out.enfant(rest)
}

/// `mailto:` with the subject and the body (RFC 6068): every octet that is not unreserved is percent-encoded, lines end
/// with CRLF. Without a known address, the user chooses it.
fn adresse_de_messagerie(letter: &Courrier) -> String {
    let to = letter.destinataire.map_or("", |contact| contact.courriel);
    let body = letter.corps.replace('\n', "\r\n");
    format!(
        "mailto:{to}?subject={}&body={}",
        en_pour_cent(&letter.objet.replace('\n', " ")),
        en_pour_cent(&body)
    )
}

fn en_pour_cent(texte: &str) -> String {
    let mut out = String::new();
    for octet in texte.bytes() {
        if octet.is_ascii_alphanumeric() || matches!(octet, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(octet));
        } else {
            out.push_str(&format!("%{octet:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_of_an_address_is_encoded() {
        assert_eq!(
            en_pour_cent("a&b=c?d#e é\r\n[x]\u{a0}%"),
            "a%26b%3Dc%3Fd%23e%20%C3%A9%0D%0A%5Bx%5D%C2%A0%25"
        );
    }

    #[test]
    fn a_blank_is_marked_and_a_lone_bracket_is_a_sign() {
        let text = avec_trous(el("p"), "un [deux] trois [quatre");
        assert_eq!(
            text.json().ecrire(),
            r#"["p",{},"un ",["b",{"class":"trou"},"[deux]"]," trois [quatre"]"#
        );
    }
}
