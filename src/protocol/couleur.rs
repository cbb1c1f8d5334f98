//! An accent colour that a publisher chose, and whether it can be read on the page: the contrast of WCAG 2.2
//! (<https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>), 4.5 to 1 at least.

/// A colour: red, green, blue, each from 0 to 255.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Couleur(pub [u8; 3]);

/// What an accent stands on in the light scheme, and what stands on it: `--papier`, `--feuille` and `--sur-bleu`, `--creux` of
/// `style/tokens.css`.
pub const FONDS_CLAIRS: [Couleur; 3] =
    [Couleur([0xfb, 0xfa, 0xf6]), Couleur([0xff, 0xff, 0xff]), Couleur([0xf3, 0xf0, 0xe7])];

/// The same in the dark scheme: `--papier`, `--feuille`, `--creux`, `--sur-bleu`.
pub const FONDS_SOMBRES: [Couleur; 4] = [
    Couleur([0x11, 0x18, 0x1d]),
    Couleur([0x18, 0x22, 0x2a]),
    Couleur([0x1e, 0x2a, 0x33]),
    Couleur([0x0b, 0x1a, 0x22]),
];

/// The least contrast of a text, in hundredths.
pub const CONTRASTE_MINIMAL: u32 = 450;

impl Couleur {
    /// Reads `#rrggbb`.
    pub fn lire(texte: &str) -> Option<Self> {
        let chiffres = texte.strip_prefix('#').filter(|chiffres| chiffres.len() == 6)?;
        if !chiffres.bytes().all(|octet| octet.is_ascii_hexdigit()) {
            return None;
        }
        let [_, rouge, vert, bleu] = u32::from_str_radix(chiffres, 16).ok()?.to_be_bytes();
        Some(Self([rouge, vert, bleu]))
    }

    /// Its contrast with another colour, in hundredths, rounded down: from 100 to 2100.
    pub fn contraste(self, autre: Self) -> u32 {
        let (une, autre) = (self.luminance(), autre.luminance());
        (100.0 * (une.max(autre) + 0.05) / (une.min(autre) + 0.05)) as u32
    }

    /// Its least contrast with these.
    pub fn contraste_avec(self, fonds: &[Self]) -> u32 {
        fonds.iter().map(|fond| self.contraste(*fond)).min().unwrap_or(0)
    }

    /// Relative luminance: 0 for black, 1 for white.
    fn luminance(self) -> f64 {
        let [rouge, vert, bleu] = self.0.map(lineaire);
        0.2126 * rouge + 0.7152 * vert + 0.0722 * bleu
    }
}

/// A component of sRGB, made proportional to light.
fn lineaire(composante: u8) -> f64 {
    let valeur = f64::from(composante) / 255.0;
    if valeur <= 0.040_45 {
        return valeur / 12.92;
    }
    let base = (valeur + 0.055) / 1.055;
    // base^2.4 = base² × the fifth root of base², by Newton's method: `powf` would come into the page for it.
    let carre = base * base;
    let mut racine = 1.0_f64;
    for _ in 0..12 {
        let quatre = racine * racine * racine * racine;
        racine -= (quatre * racine - carre) / (5.0 * quatre);
    }
    carre * racine
}

#[cfg(test)]
mod tests {
    use super::*;

    fn couleur(texte: &str) -> Couleur {
        Couleur::lire(texte).unwrap()
    }

    #[test]
    fn a_colour_is_six_hexadecimal_digits_after_a_hash() {
        assert_eq!(Couleur::lire("#0f4560"), Some(Couleur([15, 69, 96])));
        assert_eq!(Couleur::lire("#0F4560"), Couleur::lire("#0f4560"));
        for wrong in ["", "#", "0f4560", "#0f456", "#0f45600", "#0f456g", "#+f4560", "rouge", "#éé0"] {
            assert_eq!(Couleur::lire(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn light_is_proportional_as_the_standard_computes_it() {
        for composante in 0..=255 {
            let valeur = f64::from(composante) / 255.0;
            let right =
                if valeur <= 0.040_45 { valeur / 12.92 } else { ((valeur + 0.055) / 1.055).powf(2.4) };
            assert!((lineaire(composante) - right).abs() < 1e-9, "{composante}");
        }
    }

    #[test]
    fn contrasts_are_those_that_checkers_give() {
        assert_eq!(couleur("#000000").contraste(couleur("#ffffff")), 2100);
        assert_eq!(couleur("#ffffff").contraste(couleur("#ffffff")), 100);
        // The two greys around the bound, on white.
        assert_eq!(couleur("#767676").contraste(couleur("#ffffff")), 454);
        assert_eq!(couleur("#777777").contraste(couleur("#ffffff")), 447);
        assert_eq!(couleur("#ffffff").contraste(couleur("#777777")), 447);
    }

    /// What the page stands on is written once in the style sheet, once here.
    #[test]
    fn the_backgrounds_are_those_of_the_style_sheet_and_our_own_accent_is_read_on_them() {
        let css = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/style/tokens.css"));
        let (light, dark) = css.split_once("prefers-color-scheme: dark").unwrap();
        let of = |part: &str, name: &str| {
            let value = part.split(&format!("--{name}: ")).nth(1).unwrap();
            // The accent is what the publisher says, or ours.
            let value = value.split([';', ')']).next().unwrap();
            couleur(value.rsplit(' ').next().unwrap())
        };
        for (part, fonds) in [(light, &FONDS_CLAIRS[..]), (dark, &FONDS_SOMBRES[..])] {
            for name in ["papier", "feuille", "creux", "sur-bleu"] {
                assert!(fonds.contains(&of(part, name)), "{name}");
            }
            assert!(of(part, "bleu").contraste_avec(fonds) >= CONTRASTE_MINIMAL);
        }
    }
}
