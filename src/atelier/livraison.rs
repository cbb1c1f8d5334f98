//! How a drawn page reaches the screen: as small changes ([`Geste`]), a few at a time, so that putting a long page in
//! place never holds the page; and, once a page is there, only by what differs.
//!
//! A place is the way to it from the top of the drawn page: the rank of a child, of a child of that child…

use std::collections::VecDeque;

use super::noeud::Noeud;
use super::protocole::{DESSIN, Demande, Reponse, Sorte};
use crate::domain::json::Valeur;

/// How many elements and texts go together: about ten milliseconds of a slow tablet.
const POIDS: usize = 250;

/// How many drawings are remembered: a user may ask again before the page has what was asked last.
const MEMOIRE: usize = 4;

/// One change of a drawn page, at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Geste {
    /// Puts a node before the child of that rank.
    Inserer(Vec<usize>, usize, Noeud),
    /// Takes out the child of that rank.
    Retirer(Vec<usize>, usize),
    /// Sets an attribute.
    Attribut(Vec<usize>, &'static str, String),
    /// Takes out an attribute.
    Oter(Vec<usize>, &'static str),
}

impl Geste {
    /// What goes on the wire: a list whose first item is the place.
    fn json(&self) -> Valeur {
        let number = |rank: &usize| Valeur::Nombre(rank.to_string());
        let way = |place: &[usize]| Valeur::Liste(place.iter().map(number).collect());
        Valeur::Liste(match self {
            Self::Inserer(place, rank, node) => vec![way(place), number(rank), node.json()],
            Self::Retirer(place, rank) => vec![way(place), number(rank)],
            Self::Attribut(place, name, value) => vec![way(place), (*name).into(), value.as_str().into()],
            Self::Oter(place, name) => vec![way(place), (*name).into()],
        })
    }
}

fn ecrire(gestes: &[Geste]) -> String {
    Valeur::Liste(gestes.iter().map(Geste::json).collect()).ecrire()
}

/// One message: its kind, its text, its bytes.
pub type Message = (Sorte, String, Vec<u8>);

/// What was put on the screen lately.
#[derive(Default)]
pub struct Livraison {
    dessins: VecDeque<(u32, Vec<Noeud>)>,
    dernier: u32,
}

impl Livraison {
    /// The messages that make an answer, in order.
    pub fn messages(&mut self, demande: Option<&Demande>, reponse: Reponse) -> Vec<Message> {
        let text = |sorte, texte| vec![(sorte, texte, vec![])];
        match reponse {
            Reponse::Page(titre, page) => {
                let known = demande.and_then(|demande| demande.champ(DESSIN)?.parse().ok());
                self.page(&titre, &page, known)
            }
            Reponse::Partie(id, part) => text(Sorte::Partie, format!("{id}\n{}", part.json().ecrire())),
            Reponse::Resume(resume) => text(Sorte::Resume, resume.ecrire()),
            Reponse::Fichier(file) => {
                vec![(Sorte::Fichier, format!("{}\n{}", file.nom, file.type_mime), file.octets)]
            }
            Reponse::Copie(texte) => text(Sorte::Copie, texte),
            Reponse::Dossier(texte, phrase) => text(Sorte::Dossier, format!("{phrase}\n{texte}")),
            Reponse::Refus(phrase) => text(Sorte::Refus, phrase),
        }
    }

    /// A page: what differs from the drawing that the screen holds, when it is remembered; else the whole of it.
    fn page(&mut self, titre: &str, page: &Noeud, connu: Option<u32>) -> Vec<Message> {
        let mut nodes = vec![];
        a_plat(std::slice::from_ref(page), &mut nodes);
        self.dernier += 1;
        let head = format!("{}\n{}\n", titre.replace('\n', " "), self.dernier);
        let before = self.dessins.iter().find(|(number, _)| Some(*number) == connu).map(|(_, nodes)| nodes);
        let mut messages = vec![];
        if let Some(before) = before {
            let mut gestes = vec![];
            comparer(&mut vec![], before, &nodes, &mut gestes);
            messages.push((Sorte::Retouche, format!("{head}{}", ecrire(&gestes)), vec![]));
        } else {
            let mut head = Some(head);
            for gestes in decouper(&nodes) {
                let (sorte, head) =
                    head.take().map_or((Sorte::Suite, String::new()), |head| (Sorte::Page, head));
                messages.push((sorte, format!("{head}{}", ecrire(&gestes)), vec![]));
            }
            messages.push((Sorte::Fin, String::new(), vec![]));
        }
        if self.dessins.len() == MEMOIRE {
            self.dessins.pop_front();
        }
        self.dessins.push_back((self.dernier, nodes));
        messages
    }
}

/// Nodes as the screen holds them: elements without a name opened.
fn a_plat(noeuds: &[Noeud], dans: &mut Vec<Noeud>) {
    for noeud in noeuds {
        match noeud {
            Noeud::Element("", _, enfants) => a_plat(enfants, dans),
            Noeud::Element(balise, attributs, enfants) => {
                let mut inside = vec![];
                a_plat(enfants, &mut inside);
                dans.push(Noeud::Element(balise, attributs.clone(), inside));
            }
            Noeud::Texte(_) => dans.push(noeud.clone()),
        }
    }
}

/// How many elements and texts a node is.
fn poids(noeud: &Noeud) -> usize {
    match noeud {
        Noeud::Texte(_) => 1,
        Noeud::Element(_, _, enfants) => 1 + enfants.iter().map(poids).sum::<usize>(),
    }
}

/// A page in pieces, from the top; never none.
fn decouper(noeuds: &[Noeud]) -> Vec<Vec<Geste>> {
    let mut pieces = vec![vec![]];
    let mut weight = 0;
    poser(&mut vec![], noeuds, &mut pieces, &mut weight);
    pieces
}

fn poser(place: &mut Vec<usize>, noeuds: &[Noeud], pieces: &mut Vec<Vec<Geste>>, poids_pris: &mut usize) {
    for (rank, noeud) in noeuds.iter().enumerate() {
        let weight = poids(noeud);
        if *poids_pris + weight > POIDS && *poids_pris > 0 {
            pieces.push(vec![]);
            *poids_pris = 0;
        }
        let mut put = |noeud: Noeud, weight: usize| {
            if let Some(piece) = pieces.last_mut() {
                piece.push(Geste::Inserer(place.clone(), rank, noeud));
                *poids_pris += weight;
            }
        };
        match noeud {
            // Too long for one piece: the element, then what it holds.
            Noeud::Element(balise, attributs, enfants) if weight > POIDS => {
                put(Noeud::Element(balise, attributs.clone(), vec![]), 1);
                place.push(rank);
                poser(place, enfants, pieces, poids_pris);
                place.pop();
            }
            _ => put(noeud.clone(), weight),
        }
    }
}

/// What changes one page into another of the same shape: what did not change keeps its focus and its place on the screen.
fn comparer(place: &mut Vec<usize>, avant: &[Noeud], apres: &[Noeud], gestes: &mut Vec<Geste>) {
    for rank in 0..avant.len().max(apres.len()) {
        match (avant.get(rank), apres.get(rank)) {
            (Some(old), Some(new)) if old == new => {}
            (Some(Noeud::Element(name, before, old)), Some(Noeud::Element(same, after, new)))
                if name == same =>
            {
                place.push(rank);
                let gone = before.iter().filter(|(name, _)| !after.iter().any(|(kept, _)| kept == name));
                gestes.extend(gone.map(|(name, _)| Geste::Oter(place.clone(), name)));
                let set = after.iter().filter(|attribute| !before.contains(attribute));
                gestes.extend(set.map(|(name, value)| Geste::Attribut(place.clone(), name, value.clone())));
                comparer(place, old, new, gestes);
                place.pop();
            }
            (Some(_), Some(new)) => {
                gestes.push(Geste::Retirer(place.clone(), rank));
                gestes.push(Geste::Inserer(place.clone(), rank, new.clone()));
            }
            (None, Some(new)) => gestes.push(Geste::Inserer(place.clone(), rank, new.clone())),
            // The next one takes its rank.
            (Some(_), None) => gestes.push(Geste::Retirer(place.clone(), apres.len())),
            (None, None) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::atelier::noeud::{el, ensemble};

    /// The children of the element at that place.
    fn au_bout<'a>(page: &'a mut Vec<Noeud>, place: &[usize]) -> &'a mut Vec<Noeud> {
        place.iter().fold(page, |nodes, rank| match &mut nodes[*rank] {
            Noeud::Element(_, _, enfants) => enfants,
            Noeud::Texte(texte) => panic!("a text holds nothing: {texte}"),
        })
    }

    /// Does to a page what the screen does.
    fn appliquer(page: &mut Vec<Noeud>, gestes: &[Geste]) {
        for geste in gestes {
            match geste {
                Geste::Inserer(place, rank, noeud) => au_bout(page, place).insert(*rank, noeud.clone()),
                Geste::Retirer(place, rank) => drop(au_bout(page, place).remove(*rank)),
                Geste::Attribut(place, name, value) => {
                    let attributs = attributs(page, place);
                    attributs.retain(|(known, _)| known != name);
                    attributs.push((name, value.clone()));
                }
                Geste::Oter(place, name) => attributs(page, place).retain(|(known, _)| known != name),
            }
        }
    }

    fn attributs<'a>(page: &'a mut Vec<Noeud>, place: &[usize]) -> &'a mut Vec<(&'static str, String)> {
        let (last, before) = place.split_last().unwrap();
        match &mut au_bout(page, before)[*last] {
            Noeud::Element(_, attributs, _) => attributs,
            Noeud::Texte(texte) => panic!("a text has no attribute: {texte}"),
        }
    }

    fn plat(page: &Noeud) -> Vec<Noeud> {
        let mut nodes = vec![];
        a_plat(std::slice::from_ref(page), &mut nodes);
        nodes
    }

    fn longue(lignes: usize) -> Noeud {
        let row = |rank: usize| el("li").enfant(el("b").enfant(format!("ligne {rank}"))).enfant(" fin");
        ensemble()
            .enfant(el("h1").enfant("Titre"))
            .enfant(
                el("section").enfant(ensemble().enfant("a").enfant(el("ul").enfants((0..lignes).map(row)))),
            )
            .enfant(el("p").enfant("après"))
    }

    #[test]
    fn a_long_page_comes_whole_in_small_pieces_its_title_first() {
        for lines in [0, 1, 40, 1_000] {
            let page = longue(lines);
            let pieces = decouper(&plat(&page));
            let mut screen = vec![];
            for piece in &pieces {
                let weight: usize = piece
                    .iter()
                    .map(|geste| match geste {
                        Geste::Inserer(_, _, noeud) => poids(noeud),
                        _ => panic!("a first drawing only adds"),
                    })
                    .sum();
                assert!(weight <= POIDS, "{weight}");
                appliquer(&mut screen, piece);
            }
            assert_eq!(screen, plat(&page));
            assert!(matches!(&pieces[0][0], Geste::Inserer(_, 0, Noeud::Element("h1", ..))));
            assert_eq!(pieces.len() > 10, lines == 1_000);
        }
    }

    #[test]
    fn a_page_becomes_another_by_what_differs() {
        let pages = [
            longue(3),
            longue(5),
            longue(0),
            ensemble().enfant(el("h1").attr("id", "x").attr("class", "b").enfant("Titre")).enfant("mot"),
            ensemble()
                .enfant(el("h1").attr("id", "y").enfant(el("b").enfant("Titre")))
                .enfant(el("p"))
                .enfant("fin"),
            ensemble(),
        ];
        for (before, after) in pages.iter().flat_map(|page| pages.iter().map(move |other| (page, other))) {
            let (mut screen, after) = (plat(before), plat(after));
            let mut gestes = vec![];
            comparer(&mut vec![], &screen, &after, &mut gestes);
            assert_eq!(gestes.is_empty(), screen == after);
            appliquer(&mut screen, &gestes);
            assert_eq!(screen, after);
        }
    }

    #[test]
    fn one_change_in_a_long_page_is_one_gesture() {
        let mut livraison = Livraison::default();
        let page = |word: &str| Reponse::Page("T".to_owned(), longue(500).enfant(el("p").enfant(word)));
        let ask = |number: &str| Demande {
            quoi: crate::atelier::protocole::Quoi::Plan,
            champs: vec![(DESSIN.to_owned(), number.to_owned())],
            dossier: String::new(),
            jour: String::new(),
        };
        let first = livraison.messages(None, page("un"));
        assert_eq!(first.first().map(|message| message.0), Some(Sorte::Page));
        assert_eq!(first.last().map(|message| message.0), Some(Sorte::Fin));
        assert!(first.len() > 5);
        let again = livraison.messages(Some(&ask("1")), page("deux"));
        let expected = "T\n2\n[[[3],0],[[3],0,\"deux\"]]".to_owned();
        assert_eq!(again, [(Sorte::Retouche, expected, vec![])]);
        // Asked before the second came: still from the first.
        let late = livraison.messages(Some(&ask("1")), page("trois"));
        assert_eq!(late.first().map(|message| message.0), Some(Sorte::Retouche));
        // Too old, or never heard of: the whole page.
        for _ in 0..MEMOIRE {
            livraison.messages(None, page("un"));
        }
        for number in ["1", "99", "?"] {
            let whole = livraison.messages(Some(&ask(number)), page("deux"));
            assert_eq!(whole.first().map(|message| message.0), Some(Sorte::Page), "{number}");
        }
    }
}
