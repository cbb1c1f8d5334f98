//! What pages draw with: one type for every view, elements made by small functions, places that follow the signals.
//!
//! Leptos' `view!` compiles a type for each shape of a page, and the code of each type: half of the page's weight. Here
//! a page is calls to functions compiled once, on Leptos' own renderer, effects and owners (the crates `tachys` and `reactive_graph`).
//!
//! ```ignore
//! el("p").classe("legende").enfant(section.titre).quand(move || late.get(), || el("b").enfant("en retard"))
//! ```

use any_spawner::Executor;
use reactive_graph::effect::RenderEffect;
use reactive_graph::graph::untrack;
use reactive_graph::owner::{Owner, on_cleanup};
use tachys::dom::{document, event_target};
use tachys::renderer::types::{Element, Event, Node};
use tachys::renderer::{CastFrom, Rndr};

use crate::browser::evenements::Evenement;
use crate::browser::focus::{self, Place};

use super::etat::Calcul;

/// A part of the page: an element, or a run of nodes.
pub struct Vue(Node);

/// What can be put in an element.
pub trait Contenu {
    /// Puts it at the end of a view.
    fn poser(self, dans: &Vue);
}

impl Contenu for Vue {
    fn poser(self, dans: &Vue) {
        dans.ajouter(&self.0);
    }
}

impl Contenu for &str {
    fn poser(self, dans: &Vue) {
        dans.ajouter(&Rndr::create_text_node(self));
    }
}

impl Contenu for &String {
    fn poser(self, dans: &Vue) {
        self.as_str().poser(dans);
    }
}

impl Contenu for String {
    fn poser(self, dans: &Vue) {
        self.as_str().poser(dans);
    }
}

impl<T: Contenu> Contenu for Option<T> {
    fn poser(self, dans: &Vue) {
        if let Some(content) = self {
            content.poser(dans);
        }
    }
}

/// An element of that tag.
#[inline(never)]
pub fn el(balise: &str) -> Vue {
    Vue(Rndr::create_element(balise, None).into())
}

/// An element of a drawing.
#[inline(never)]
pub fn svg(balise: &str) -> Vue {
    Vue(Rndr::create_element(balise, Some("http://www.w3.org/2000/svg")).into())
}

/// Nodes side by side, none yet.
#[inline(never)]
pub fn ensemble() -> Vue {
    Vue(document().create_document_fragment().into())
}

/// A button that does something.
pub fn bouton(classe: &str, texte: &str, action: impl FnMut(Evenement) + 'static) -> Vue {
    bouton_de(classe, texte, Box::new(action))
}

#[inline(never)]
fn bouton_de(classe: &str, texte: &str, action: Box<dyn FnMut(Evenement)>) -> Vue {
    el("button").attr("type", "button").classe(classe).enfant(texte).ecouter("click", action)
}

/// The button that submits a form.
#[inline(never)]
pub fn envoi(classe: &str) -> Vue {
    el("button").attr("type", "submit").classe(classe)
}

/// A link.
#[inline(never)]
pub fn lien(adresse: &str) -> Vue {
    el("a").attr("href", adresse)
}

/// Words for those who listen to the page.
#[inline(never)]
pub fn hors_ecran(texte: &str) -> Vue {
    el("span").classe("hors-ecran").enfant(texte)
}

/// The title of the page, which takes the focus at each arrival.
#[inline(never)]
pub fn titre_de_page(texte: &str) -> Vue {
    el("h1").attr("id", "titre").attr("tabindex", "-1").enfant(texte)
}

/// Puts a view in place of what stands in the element of that id, if it is there.
pub fn remplir(id: &str, vue: Vue) {
    let Some(element) = document().get_element_by_id(id) else { return };
    element.set_text_content(None);
    drop(element.append_child(&vue.0));
}

/// A node of the page, to be changed in place.
#[derive(Clone)]
pub struct Endroit(Node);

/// The element of that id, if it is there.
pub fn endroit(id: &str) -> Option<Endroit> {
    document().get_element_by_id(id).map(|element| Endroit(element.into()))
}

impl Endroit {
    /// The child of that rank.
    pub fn enfant(&self, rang: u32) -> Option<Self> {
        self.0.child_nodes().item(rang).map(Self)
    }

    /// Puts a view before the child of that rank, or at the end.
    pub fn inserer(&self, rang: u32, vue: Vue) {
        drop(self.0.insert_before(&vue.0, self.0.child_nodes().item(rang).as_ref()));
    }

    /// Takes out the child of that rank.
    pub fn retirer(&self, rang: u32) {
        if let Some(child) = self.0.child_nodes().item(rang) {
            drop(self.0.remove_child(&child));
        }
    }

    /// Sets an attribute.
    pub fn attr(&self, nom: &str, valeur: &str) {
        if let Some(element) = Element::cast_from(self.0.clone()) {
            Rndr::set_attribute(&element, nom, valeur);
        }
    }

    /// Takes out an attribute.
    pub fn oter(&self, nom: &str) {
        if let Some(element) = Element::cast_from(self.0.clone()) {
            Rndr::remove_attribute(&element, nom);
        }
    }

    /// Where the keyboard is in it, if it is there.
    pub fn clavier(&self) -> Option<Place> {
        focus::place(&self.0)
    }

    /// Puts the keyboard back where it was, once it was drawn again.
    pub fn reprendre(&self, clavier: &Place) {
        clavier.reprendre(&self.0, None);
    }

    /// Whether what it holds is a drawing.
    pub fn est_un_dessin(&self) -> bool {
        let element = Element::cast_from(self.0.clone());
        element.and_then(|element| element.namespace_uri()).is_some_and(|name| name.ends_with("svg"))
    }
}

/// Puts a page at the end of the document's body, and follows the signals that it reads for as long as the tab lives.
pub fn monter(page: impl FnOnce() -> Vue) {
    // Refused when it was already done, which changes nothing.
    drop(Executor::init_wasm_bindgen());
    let owner = Owner::new();
    let page = owner.with(page);
    std::mem::forget(owner);
    if let Some(body) = document().body() {
        drop(body.append_child(&page.0));
    }
}

/// Does something once the view around is gone.
pub fn a_la_fin(action: impl FnOnce() + Send + Sync + 'static) {
    on_cleanup(action);
}

/// Does something now, and again each time a signal that it reads changes, as long as the view around it stands.
pub fn suivre(action: impl FnMut() + 'static) {
    suivre_ceci(Box::new(action));
}

#[inline(never)]
fn suivre_ceci(mut action: Box<dyn FnMut()>) {
    let effect = RenderEffect::new(move |_| action());
    on_cleanup(move || drop(effect));
}

impl Vue {
    /// Sets an attribute.
    #[inline(never)]
    pub fn attr(self, nom: &str, valeur: &str) -> Self {
        if let Some(element) = self.element() {
            Rndr::set_attribute(&element, nom, valeur);
        }
        self
    }

    /// Sets an attribute without value, or not.
    #[inline(never)]
    pub fn attr_si(self, oui: bool, nom: &str) -> Self {
        if oui { self.attr(nom, "") } else { self }
    }

    /// Sets the classes.
    #[inline(never)]
    pub fn classe(self, classe: &str) -> Self {
        if classe.is_empty() { self } else { self.attr("class", classe) }
    }

    /// Adds a text, a view, or nothing.
    #[inline(never)]
    pub fn enfant(self, enfant: impl Contenu) -> Self {
        enfant.poser(&self);
        self
    }

    /// Adds views one after the other.
    pub fn enfants(mut self, enfants: impl IntoIterator<Item = Self>) -> Self {
        for view in enfants {
            self = self.enfant(view);
        }
        self
    }

    /// Does something at each event of that name.
    pub fn sur(self, evenement: &str, action: impl FnMut(Evenement) + 'static) -> Self {
        self.ecouter(evenement, Box::new(action))
    }

    /// Does something each time a `details` is opened or folded.
    pub fn sur_bascule(self, mut action: impl FnMut(bool) + 'static) -> Self {
        self.sur("toggle", move |event| action(event_target::<Element>(&event).has_attribute("open")))
    }

    /// An attribute that follows the signals.
    pub fn attr_vif(self, nom: &'static str, valeur: impl Fn() -> String + 'static) -> Self {
        self.fixer(Box::new(move |element| Rndr::set_attribute(element, nom, &valeur())))
    }

    /// A class that comes and goes.
    pub fn classe_vive(self, classe: &'static str, presente: impl Fn() -> bool + 'static) -> Self {
        self.fixer(Box::new(move |element| {
            let classes = Rndr::class_list(element);
            if presente() { Rndr::add_class(&classes, classe) } else { Rndr::remove_class(&classes, classe) }
        }))
    }

    /// What is written in a field at first.
    #[inline(never)]
    pub fn valeur(self, valeur: &str) -> Self {
        if let Some(element) = self.element() {
            Rndr::set_property(&element, "value", &valeur.into());
        }
        self
    }

    /// What is written in a field, following the signals.
    pub fn valeur_vive(self, valeur: impl Fn() -> String + 'static) -> Self {
        self.fixer(Box::new(move |element| Rndr::set_property(element, "value", &valeur().into())))
    }

    /// Whether a box is ticked, following the signals.
    pub fn coche_vive(self, cochee: impl Fn() -> bool + 'static) -> Self {
        self.fixer(Box::new(move |element| Rndr::set_property(element, "checked", &cochee().into())))
    }

    /// A text that follows the signals.
    pub fn texte_vif(self, texte: impl Fn() -> String + 'static) -> Self {
        self.ecrire(Box::new(texte))
    }

    /// Views drawn again each time a signal that they read changes; the keyboard stays on the same control.
    pub fn vif(self, dessin: impl Fn() -> Self + 'static) -> Self {
        self.region(true, Box::new(dessin))
    }

    /// As [`Vue::vif`], for a whole page: its arrival decides where the keyboard goes.
    pub fn page_vive(self, dessin: impl Fn() -> Self + 'static) -> Self {
        self.region(false, Box::new(dessin))
    }

    /// A view that stands while a condition holds; what it reads when it is drawn doesn't draw it again.
    pub fn quand(
        self,
        condition: impl Fn() -> bool + Send + Sync + 'static,
        vue: impl Fn() -> Self + 'static,
    ) -> Self {
        self.selon(Box::new(condition), Box::new(vue), None)
    }

    /// A view that stands while a condition holds, and another in its place while it doesn't.
    pub fn quand_sinon(
        self,
        condition: impl Fn() -> bool + Send + Sync + 'static,
        vue: impl Fn() -> Self + 'static,
        sinon: impl Fn() -> Self + 'static,
    ) -> Self {
        self.selon(Box::new(condition), Box::new(vue), Some(Box::new(sinon)))
    }

    fn element(&self) -> Option<Element> {
        Element::cast_from(self.0.clone())
    }

    #[inline(never)]
    fn ajouter(&self, node: &Node) {
        drop(self.0.append_child(node));
    }

    #[inline(never)]
    fn ecouter(self, evenement: &str, mut action: Box<dyn FnMut(Evenement)>) -> Self {
        if let Some(element) = self.element() {
            let action = Box::new(move |event: Event| action(event.into()));
            let listening = Rndr::add_event_listener(&element, evenement, action);
            on_cleanup(move || drop(listening));
        }
        self
    }

    #[inline(never)]
    fn fixer(self, action: Box<dyn Fn(&Element)>) -> Self {
        if let Some(element) = self.element() {
            suivre_ceci(Box::new(move || action(&element)));
        }
        self
    }

    #[inline(never)]
    fn ecrire(self, texte: Box<dyn Fn() -> String>) -> Self {
        let node = Rndr::create_text_node("");
        self.ajouter(&node);
        suivre_ceci(Box::new(move || Rndr::set_text(&node, &texte())));
        self
    }

    #[inline(never)]
    fn selon(
        self,
        condition: Box<dyn Fn() -> bool + Send + Sync>,
        vue: Box<dyn Fn() -> Self>,
        sinon: Option<Box<dyn Fn() -> Self>>,
    ) -> Self {
        let condition = Calcul::new(move |_| condition());
        self.region(
            false,
            Box::new(move || match (condition.with(|yes| *yes), &sinon) {
                (true, _) => untrack(&vue),
                (false, Some(other)) => untrack(other),
                (false, None) => ensemble(),
            }),
        )
    }

    /// What stands between two marks, drawn again at each change.
    #[inline(never)]
    fn region(self, garder_le_clavier: bool, dessin: Box<dyn Fn() -> Self>) -> Self {
        let (start, end): (Node, Node) =
            (Rndr::create_placeholder().into(), Rndr::create_placeholder().into());
        self.ajouter(&start);
        self.ajouter(&end);
        suivre_ceci(Box::new(move || {
            let drawn = dessin();
            let Some(parent) = end.parent_node() else { return };
            let keyboard = if garder_le_clavier { focus::place(&parent) } else { None };
            while let Some(old) = start.next_sibling().filter(|node| *node != end) {
                drop(parent.remove_child(&old));
            }
            drop(parent.insert_before(&drawn.0, Some(&end)));
            if let Some(keyboard) = keyboard {
                keyboard.reprendre(&parent, Some((&start, &end)));
            }
        }));
        self
    }
}
