//! The copy of the page on this device, as `public/static/boot.js` follows it: it writes what it knows on `<html>`.

use gloo_events::EventListener;
use gloo_utils::{document_element, window};

/// Whether the page opens without a network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Offline {
    /// Nothing was asked to be kept: no dossier was opened yet.
    #[default]
    NotAsked,
    /// Not everything is kept yet.
    NotYet,
    /// Everything is kept.
    Ready,
    /// This browser, or this host, keeps no page.
    Never,
}

impl Offline {
    /// In a few words.
    pub fn words(self) -> &'static str {
        match self {
            Self::NotAsked => "",
            Self::NotYet => "Pas encore prêt hors ligne",
            Self::Ready => "Prêt hors ligne",
            Self::Never => "En ligne seulement",
        }
    }
}

/// Whether another version than the one of this page waits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Newer {
    /// None is known.
    #[default]
    None,
    /// It is whole on this device: the next page to open is of that version.
    Ready,
    /// It is published, and could not be kept on this device.
    Refused,
}

/// What is known now.
pub fn state() -> (Offline, Newer) {
    let says = |name: &str| document_element().get_attribute(name).unwrap_or_default();
    let offline = match says("data-hors-ligne").as_str() {
        "oui" => Offline::Ready,
        "non" => Offline::NotYet,
        "jamais" => Offline::Never,
        _ => Offline::NotAsked,
    };
    let newer = match says("data-neuve").as_str() {
        "prete" => Newer::Ready,
        "refusee" => Newer::Refused,
        _ => Newer::None,
    };
    (offline, newer)
}

/// Calls back each time that it changes.
pub fn listen(mut changed: impl FnMut((Offline, Newer)) + 'static) {
    // The page listens as long as it lives.
    EventListener::new(&window(), "jalons-garde", move |_| changed(state())).forget();
}

/// Leaves this page for the version that waits.
pub fn renew() {
    if let Ok(event) = web_sys::Event::new("jalons-renouveler") {
        drop(window().dispatch_event(&event));
    }
}

/// The version of this page; none while it is served for development.
pub fn version() -> Option<String> {
    document_element().get_attribute("data-version")
}
