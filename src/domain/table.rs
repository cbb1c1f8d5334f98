//! Values by name, in the order of the names. A sorted list: a dossier holds a few dozen, and the tree of the standard
//! library would weigh more in the page than all that it keeps here.

/// Values by name. Adding them in the order of their names costs nothing more than a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table<N, V>(Vec<(N, V)>);

impl<N, V> Default for Table<N, V> {
    fn default() -> Self {
        Self(vec![])
    }
}

impl<N: AsRef<str>, V> Table<N, V> {
    /// Where a name is, or where it would be.
    fn place(&self, nom: &str) -> Result<usize, usize> {
        match self.0.last() {
            Some((last, _)) if last.as_ref() >= nom => {
                self.0.binary_search_by(|(known, _)| known.as_ref().cmp(nom))
            }
            Some(_) | None => Err(self.0.len()),
        }
    }

    /// The value of a name.
    pub fn get(&self, nom: &str) -> Option<&V> {
        self.0.get(self.place(nom).ok()?).map(|(_, valeur)| valeur)
    }

    /// The value of a name, to be changed.
    pub fn get_mut(&mut self, nom: &str) -> Option<&mut V> {
        let place = self.place(nom).ok()?;
        self.0.get_mut(place).map(|(_, valeur)| valeur)
    }

    /// Writes the value of a name, in place of the one that it had.
    pub fn insert(&mut self, nom: N, valeur: V) {
        let place = match self.place(nom.as_ref()) {
            Ok(place) => {
                self.0.remove(place);
                place
            }
            Err(place) => place,
        };
        self.0.insert(place, (nom, valeur));
    }

    /// Takes a name out.
    pub fn remove(&mut self, nom: &str) {
        if let Ok(place) = self.place(nom) {
            self.0.remove(place);
        }
    }

    /// Names and values, in the order of the names.
    pub fn iter(&self) -> impl Iterator<Item = (&N, &V)> {
        self.0.iter().map(|(nom, valeur)| (nom, valeur))
    }

    /// The values, in the order of the names.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.0.iter().map(|(_, valeur)| valeur)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<N: AsRef<str>, V> FromIterator<(N, V)> for Table<N, V> {
    /// Of two values of the same name, the last stands.
    fn from_iter<I: IntoIterator<Item = (N, V)>>(all: I) -> Self {
        let mut table = Self::default();
        for (nom, valeur) in all {
            table.insert(nom, valeur);
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_keeps_what_a_tree_would() {
        let mut table: Table<String, u32> = Table::default();
        let mut tree = std::collections::BTreeMap::new();
        for step in 0..500_u32 {
            let nom = format!("{}", step.wrapping_mul(2_654_435_761) % 41);
            if step % 3 == 0 {
                table.remove(&nom);
                tree.remove(&nom);
            } else {
                table.insert(nom.clone(), step);
                tree.insert(nom.clone(), step);
            }
            assert_eq!(table.get(&nom), tree.get(&nom));
            assert!(table.iter().eq(tree.iter()));
        }
        assert_eq!(table.len(), tree.len());
        assert_eq!(table.iter().map(|(nom, value)| (nom.clone(), *value)).collect::<Table<_, _>>(), table);
    }
}
