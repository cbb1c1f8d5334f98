//! State that the page follows: Leptos' signals and memos, whose code is compiled once for all types of values.

use std::any::Any;
use std::marker::PhantomData;
use std::sync::Arc;

use reactive_graph::computed::Memo;
use reactive_graph::signal::RwSignal;
use reactive_graph::traits::{Get, GetUntracked, IsDisposed, Set, UpdateUntracked};

/// A value of any type.
type Valeur = Arc<dyn Any + Send + Sync>;

/// A value that changes: what reads it is done again.
pub struct Variable<T> {
    signal: RwSignal<Valeur>,
    sorte: PhantomData<fn() -> T>,
}

/// A value computed from others: what reads it is done again when it is no longer the same.
pub struct Calcul<T> {
    memo: Memo<Valeur>,
    sorte: PhantomData<fn() -> T>,
}

impl<T> Clone for Variable<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Variable<T> {}

impl<T> Clone for Calcul<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Calcul<T> {}

/// The value, as what it is: nothing else is ever put where a `T` was.
fn en<T: 'static>(valeur: &Valeur) -> &T {
    valeur.downcast_ref().unwrap_or_else(|| unreachable!("a state keeps its type"))
}

#[inline(never)]
fn variable(valeur: Valeur) -> RwSignal<Valeur> {
    RwSignal::new(valeur)
}

#[inline(never)]
fn lire(signal: RwSignal<Valeur>, suivre: bool) -> Valeur {
    if suivre { signal.get() } else { signal.get_untracked() }
}

#[inline(never)]
fn ecrire(signal: RwSignal<Valeur>, valeur: Valeur, dire: bool) {
    if dire { signal.set(valeur) } else { signal.update_untracked(|old| *old = valeur) }
}

/// Works a value out, from the one before.
type Fonction = Box<dyn Fn(Option<&Valeur>) -> Valeur + Send + Sync>;

#[inline(never)]
fn calcul(valeur: Fonction, change: fn(Option<&Valeur>, Option<&Valeur>) -> bool) -> Memo<Valeur> {
    Memo::new_with_compare(valeur, change)
}

#[inline(never)]
fn resultat(memo: Memo<Valeur>, suivre: bool) -> Valeur {
    if suivre { memo.get() } else { memo.get_untracked() }
}

impl<T: Clone + Send + Sync + 'static> Variable<T> {
    /// A state of that first value.
    pub fn new(valeur: T) -> Self {
        Self { signal: variable(Arc::new(valeur)), sorte: PhantomData }
    }

    /// Reads the value, and follows it.
    pub fn with<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        read(en(&lire(self.signal, true)))
    }

    /// Reads the value of now.
    pub fn with_untracked<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        read(en(&lire(self.signal, false)))
    }

    /// The value, followed.
    pub fn get(&self) -> T {
        self.with(T::clone)
    }

    /// The value of now.
    pub fn get_untracked(&self) -> T {
        self.with_untracked(T::clone)
    }

    /// Whether the page that it belongs to still stands: what comes later must not read it.
    pub fn existe(&self) -> bool {
        !self.signal.is_disposed()
    }

    /// Replaces the value.
    pub fn set(&self, valeur: T) {
        ecrire(self.signal, Arc::new(valeur), true);
    }

    /// Changes the value.
    pub fn update(&self, change: impl FnOnce(&mut T)) {
        let mut value = self.get_untracked();
        change(&mut value);
        self.set(value);
    }

    /// Changes the value without telling those who follow it.
    pub fn update_untracked(&self, change: impl FnOnce(&mut T)) {
        let mut value = self.get_untracked();
        change(&mut value);
        ecrire(self.signal, Arc::new(value), false);
    }
}

impl<T: Send + Sync + 'static> Calcul<T> {
    /// A computed value, told when it is no longer equal; the computation is given the value before.
    pub fn new(valeur: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self
    where
        T: PartialEq,
    {
        let value = move |before: Option<&Valeur>| -> Valeur { Arc::new(valeur(before.map(en))) };
        Self {
            memo: calcul(Box::new(value), |old, new| old.map(en::<T>) != new.map(en::<T>)),
            sorte: PhantomData,
        }
    }

    /// Reads the value, and follows it.
    pub fn with<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        read(en(&resultat(self.memo, true)))
    }

    /// Reads the value of now.
    pub fn with_untracked<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        read(en(&resultat(self.memo, false)))
    }
}
