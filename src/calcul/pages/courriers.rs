//! Letters and messages, ready to be completed, copied, or opened in the user's own mail program.

use crate::domain::sources::sources_de;
use crate::export::Export;
use crate::export::courriers::{Courrier, courriers as du_plan};
use crate::protocol::mail::mailto;
use crate::protocol::node::{Node, button, el, fragment, link, off_screen, page_title};
use crate::protocol::request::{Act, DrawnPage};
use crate::tabs::tabs;

use super::aide::sigles;
use super::plan::{ancre, contact, saut};
use super::pourquoi::lien_source;
use super::titles::{dates, titre_de};

/// Title of the page.
pub const TITRE: &str = "Courriers et messages";

/// Some mail programs cut, or refuse, an address that is longer.
pub const ADRESSE_MAX: usize = 1_900;

/// The page of the letters.
pub fn courriers(export: &Export) -> Node {
    let letters = du_plan(export);
    let top = fragment()
        .child(tabs(&export.dossier.id, DrawnPage::Courriers))
        .child(page_title(&titre_de(TITRE, export.report)))
        .child(dates(export.report));
    if letters.is_empty() {
        let none = "Votre plan ne demande aucun courrier pour le moment.";
        return top.child(el("p").class("indice").child(none));
    }
    let what = "Rien n’est envoyé d’ici : copiez un message, ou ouvrez-le dans votre messagerie. Complétez d’abord ce qui est entre crochets.";
    let print = el("p").class("boutons").child(button("principal", "Imprimer les courriers", Act::Print));
    top.child(el("p").class("chapeau").child(what))
        .child(print)
        .child((letters.len() > 1).then(|| index(&letters)))
        .children(letters.iter().map(|letter| courrier(letter, letters.len() == 1)))
}

fn id(letter: &Courrier) -> String {
    format!("courrier-{}", ancre(&letter.id))
}

fn index(letters: &[Courrier]) -> Node {
    let lines = letters.iter().map(|letter| el("li").child(saut(&id(letter)).child(&letter.titre)));
    el("nav")
        .class("index")
        .attr("aria-label", "Les courriers")
        .child(el("h2").child(format!("Les {} courriers", letters.len())))
        .child(el("ol").children(lines))
}

fn courrier(letter: &Courrier, alone: bool) -> Node {
    let id = id(letter);
    let (subject, body) = (format!("objet-{id}"), format!("corps-{id}"));
    let fact = |name: &str, value: Node| el("div").child(el("dt").child(name)).child(value);
    let list = |lines: &mut dyn Iterator<Item = &str>| {
        el("dd").child(el("ul").children(lines.map(|line| el("li").child(line))))
    };
    let address =
        letter.destinataire.map(|known| fact("Son adresse", el("dd").child(el("ul").child(contact(known)))));
    let missing = letter.manques();
    let facts = el("dl")
        .class("faits")
        .child(fact("À qui", el("dd").child(&letter.a)))
        .child(address)
        .child(
            (!letter.pieces.is_empty())
                .then(|| fact("À joindre", list(&mut letter.pieces.iter().map(String::as_str)))),
        )
        .child((!missing.is_empty()).then(|| fact("À compléter", list(&mut missing.iter().copied()))))
        .child(fact("Objet", avec_trous(el("dd").attr("id", subject.as_str()), &letter.objet)));
    let copy = |text: &str, target: &str, class: &str| {
        button(class, text, Act::Copy)
            .attr("data-target", target)
            .child(off_screen(&format!(" : {}", letter.titre)))
    };
    let to = letter.destinataire.map_or("", |contact| contact.courriel);
    let mail = mailto(to, &letter.objet, &letter.corps);
    let short = mail.chars().count() <= ADRESSE_MAX;
    let open = short.then(|| {
        let of = off_screen(&format!(" : {}", letter.titre));
        link(&mail).class("secondaire").child("Ouvrir dans la messagerie").child(of)
    });
    let long = "Ce message est trop long pour s’ouvrir tout seul dans une messagerie : copiez-le, puis collez-le dans un nouveau message.";
    let acts = el("p")
        .class("boutons")
        .child(copy("Copier le message", &body, "secondaire"))
        .child(copy("Copier l’objet", &subject, "secondaire"))
        .child(open);
    let header = el("h2").child(&letter.titre);
    let text = avec_trous(el("div").class("lettre").attr("id", body.as_str()), &letter.corps);
    let terms = sigles("h3", "Les sigles de ce courrier", &[&header, &facts, &text]);
    let ids = letter.regles.iter().map(|rule| rule.id).collect::<Vec<_>>().join(", ");
    let cited = sources_de(letter.regles.iter().copied()).into_iter().map(lien_source);
    el("article")
        .class(if alone { "fiche seule" } else { "fiche" })
        .attr("id", id)
        .attr("tabindex", "-1")
        .child(header)
        .child(facts)
        .child(text)
        .child(acts)
        .child((!short).then(|| el("p").class("indice boutons").child(long)))
        .child(terms)
        .child(
            el("section")
                .class("sources")
                .child(el("h3").child("Sources de ce courrier"))
                .child(el("p").class("fondement pour-expert").child(ids))
                .child(el("ul").children(cited)),
        )
}

/// A text whose blanks, between square brackets, are marked; brackets stay, so that a copy shows them too.
fn avec_trous(dans: Node, texte: &str) -> Node {
    let mut out = dans;
    let mut rest = texte;
    while let Some((before, after)) = rest.split_once('[') {
        let Some((blank, next)) = after.split_once(']') else { break };
        out = out.child(before).child(el("b").class("trou").child(format!("[{blank}]")));
        rest = next;
    }
    out.child(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_is_marked_and_a_lone_bracket_is_a_sign() {
        let text = avec_trous(el("p"), "un [deux] trois [quatre");
        let blank = el("b").class("trou").child("[deux]");
        assert_eq!(text, el("p").child("un ").child(blank).child(" trois [quatre"));
    }
}
