//! Gunzip by pushes (RFC 1952, RFC 1951): members one after the other, as `cat` joins them.
//!
//! Why not `flate2::write::MultiGzDecoder`: it tells neither a file that ends before its checksum from one whose checksum
//! is wrong, nor where the damage is; and a writer can only carry an `io::Error`.

use flate2::{Crc, Decompress, FlushDecompress, Status};

/// What a gzip begins with.
pub(super) const SIGNATURE: [u8; 2] = [0x1f, 0x8b];
/// The signature, then the only method there is: DEFLATE.
const DEBUT: [u8; 3] = [0x1f, 0x8b, 8];
/// Bytes of a header without a name nor a comment.
const ENTETE_MIN: usize = 10;
/// Bytes of a header that are kept while it is read: a name has a few dozen.
const ENTETE_MAX: usize = 64 * 1024;
/// Bytes of the checksum and the length that end a member.
const FIN: usize = 8;
/// Bytes decompressed at once.
const TAMPON: usize = 32 * 1024;

/// The reader.
pub(super) struct Gunzip {
    etape: Etape,
    inflate: Decompress,
    somme: Crc,
    tampon: Box<[u8]>,
    /// Members read whole.
    membres: u64,
}

enum Etape {
    /// The first bytes of a member, until its header is whole.
    Entete(Vec<u8>),
    Corps,
    /// The first bytes of its checksum.
    Fin(Vec<u8>),
}

/// Why reading stops.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Arret<E> {
    /// The gzip is damaged, near this rank of the bytes that were pushed.
    Abime(usize),
    /// What received the text refused it.
    Refus(E),
}

impl Gunzip {
    /// Ready for the first byte.
    pub fn new() -> Self {
        Self {
            etape: Etape::Entete(Vec::new()),
            inflate: Decompress::new(false),
            somme: Crc::new(),
            tampon: vec![0; TAMPON].into_boxed_slice(),
            membres: 0,
        }
    }

    /// Reads these bytes, and gives the text that they hold.
    ///
    /// # Errors
    /// Damage, or what `recoit` refuses. After an error, no more is to be pushed.
    pub fn pousser<E>(
        &mut self,
        octets: &[u8],
        mut recoit: impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), Arret<E>> {
        let mut rang = 0;
        while let Some(reste) = octets.get(rang..).filter(|reste| !reste.is_empty()) {
            let abime = Arret::Abime(rang);
            rang += match &mut self.etape {
                Etape::Entete(lus) => {
                    let connus = lus.len();
                    lus.extend_from_slice(reste.get(..ENTETE_MAX - connus).unwrap_or(reste));
                    match entete(lus).map_err(|()| abime)? {
                        Some(longueur) => {
                            self.etape = Etape::Corps;
                            self.inflate.reset(false);
                            self.somme.reset();
                            longueur - connus
                        }
                        None if lus.len() == ENTETE_MAX => return Err(Arret::Abime(rang)),
                        None => reste.len(),
                    }
                }
                Etape::Corps => self.corps(reste, &mut recoit, rang)?,
                Etape::Fin(lus) => {
                    let pris = reste.get(..FIN - lus.len()).unwrap_or(reste);
                    lus.extend_from_slice(pris);
                    if lus.len() == FIN {
                        let attendus = [self.somme.sum().to_le_bytes(), self.somme.amount().to_le_bytes()];
                        if *lus != attendus.concat() {
                            return Err(abime);
                        }
                        self.membres += 1;
                        self.etape = Etape::Entete(Vec::new());
                    }
                    pris.len()
                }
            };
        }
        Ok(())
    }

    /// Whether the bytes pushed are whole members: else the file is cut.
    pub fn est_entier(&self) -> bool {
        self.membres > 0 && matches!(&self.etape, Etape::Entete(lus) if lus.is_empty())
    }

    /// Decompresses the compressed data that these bytes go on with; how many they are.
    fn corps<E>(
        &mut self,
        reste: &[u8],
        recoit: &mut impl FnMut(&[u8]) -> Result<(), E>,
        rang: usize,
    ) -> Result<usize, Arret<E>> {
        let mut lus = 0;
        loop {
            let (avant, ecrits_avant) = (self.inflate.total_in(), self.inflate.total_out());
            let suite = reste.get(lus..).unwrap_or_default();
            let statut = self.inflate.decompress(suite, &mut self.tampon, FlushDecompress::None);
            let pris = usize::try_from(self.inflate.total_in() - avant).unwrap_or(0);
            let ecrits = usize::try_from(self.inflate.total_out() - ecrits_avant).unwrap_or(0);
            lus += pris;
            let texte = self.tampon.get(..ecrits).unwrap_or_default();
            if !texte.is_empty() {
                self.somme.update(texte);
                recoit(texte).map_err(Arret::Refus)?;
            }
            // Only now: what comes before the damage is good, however the bytes are cut.
            match statut.map_err(|_| Arret::Abime(rang + lus))? {
                Status::StreamEnd => {
                    self.etape = Etape::Fin(Vec::with_capacity(FIN));
                    return Ok(lus);
                }
                // Nothing more comes out of these bytes.
                Status::Ok | Status::BufError if ecrits < self.tampon.len() && lus == reste.len() => {
                    return Ok(lus);
                }
                Status::Ok | Status::BufError if pris == 0 && ecrits == 0 => {
                    return Err(Arret::Abime(rang + lus));
                }
                Status::Ok | Status::BufError => {}
            }
        }
    }
}

/// The length of the header that these bytes begin with; none when they cut it.
fn entete(octets: &[u8]) -> Result<Option<usize>, ()> {
    if !octets.iter().zip(DEBUT).all(|(octet, attendu)| *octet == attendu) {
        return Err(());
    }
    let Some(drapeaux) = octets.get(3).copied() else { return Ok(None) };
    let [a_somme, a_extra, a_nom, a_commentaire] = [2, 4, 8, 16].map(|drapeau| drapeaux & drapeau != 0);
    if drapeaux & 0b1110_0000 != 0 {
        return Err(());
    }
    let mut longueur = ENTETE_MIN;
    if a_extra {
        let Some(extra) = octets.get(longueur..).and_then(<[u8]>::first_chunk) else { return Ok(None) };
        longueur += 2 + usize::from(u16::from_le_bytes(*extra));
    }
    for _ in [a_nom, a_commentaire].iter().filter(|present| **present) {
        let texte = octets.get(longueur..).unwrap_or_default();
        let Some(fin) = texte.iter().position(|octet| *octet == 0) else { return Ok(None) };
        longueur += fin + 1;
    }
    longueur += if a_somme { 2 } else { 0 };
    Ok((octets.len() >= longueur).then_some(longueur))
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};

    use flate2::read::MultiGzDecoder;
    use flate2::{Compression, GzBuilder};
    use proptest::prelude::*;

    use super::*;

    /// The text before any damage, and whether the file is whole.
    fn jusqu_au_bout(octets: &[u8], taille: usize) -> (Vec<u8>, Result<bool, Arret<()>>) {
        let (mut gunzip, mut texte) = (Gunzip::new(), Vec::new());
        let fin = octets.chunks(taille).try_for_each(|piece| {
            gunzip.pousser(piece, |lu| {
                texte.extend_from_slice(lu);
                Ok(())
            })
        });
        (texte, fin.map(|()| gunzip.est_entier()))
    }

    /// The text, and whether the file is whole; or damage.
    fn lire(octets: &[u8], taille: usize) -> Result<(Vec<u8>, bool), Arret<()>> {
        let (texte, entier) = jusqu_au_bout(octets, taille);
        Ok((texte, entier?))
    }

    fn gzip(texte: &[u8], builder: GzBuilder) -> Vec<u8> {
        let mut encodeur = builder.write(Vec::new(), Compression::fast());
        encodeur.write_all(texte).unwrap();
        encodeur.finish().unwrap()
    }

    #[test]
    fn headers_with_a_name_a_comment_or_more_are_read_however_they_are_cut() {
        let simple = gzip(b"bonjour", GzBuilder::new());
        let nomme = gzip(b"", GzBuilder::new().filename("a.json").comment("mois").extra(*b"xyz"));
        let deux = [simple.as_slice(), &nomme, &gzip(&[b'x'; 100_000], GzBuilder::new())].concat();
        for (octets, longueur) in [(&simple, 7), (&nomme, 0), (&deux, 100_007)] {
            for taille in [1, 2, 7, 1_000_000] {
                let (texte, entier) = lire(octets, taille).unwrap();
                assert_eq!((texte.len(), entier), (longueur, true));
            }
        }
    }

    #[test]
    fn a_cut_is_told_from_damage_wherever_it_is() {
        let octets = gzip(b"bonjour bonjour bonjour", GzBuilder::new().filename("a.json"));
        for fin in 0..octets.len() {
            assert!(!lire(&octets[..fin], 3).unwrap().1, "cut at {fin}");
        }
        for place in octets.len() - FIN..octets.len() {
            let mut abimes = octets.clone();
            abimes[place] ^= 1;
            assert_eq!(lire(&abimes, usize::MAX), Err(Arret::Abime(octets.len() - FIN)), "hurt at {place}");
        }
        let suivis = [octets.as_slice(), b"more"].concat();
        assert_eq!(lire(&suivis, usize::MAX), Err(Arret::Abime(octets.len())));
    }

    #[test]
    fn a_header_without_end_is_damage() {
        let octets = [&[0x1f, 0x8b, 8, 8][..], &[b'a'; 2 * ENTETE_MAX]].concat();
        assert!(matches!(lire(&octets, 1000), Err(Arret::Abime(_))));
    }

    #[test]
    fn what_refuses_the_text_stops_the_reading() {
        let octets = gzip(b"bonjour", GzBuilder::new());
        assert_eq!(Gunzip::new().pousser(&octets, |_| Err("assez")), Err(Arret::Refus("assez")));
    }

    proptest! {
        /// flate2's own reader is the judge: the same text of what it reads, damage where it sees some.
        #[test]
        fn any_bytes_give_what_flate2_gives(
            texte in prop::collection::vec(0..4_u8, 0..3000),
            coup in prop::option::of((any::<prop::sample::Index>(), any::<u8>())),
            taille in 1..400_usize,
        ) {
            let mut octets = gzip(&texte, GzBuilder::new().filename("a"));
            if let Some((place, octet)) = coup {
                let place = place.index(octets.len());
                octets[place] = octet;
            }
            let mut attendu = Vec::new();
            let juge = MultiGzDecoder::new(octets.as_slice()).read_to_end(&mut attendu);
            prop_assert_eq!(jusqu_au_bout(&octets, taille).0, jusqu_au_bout(&octets, usize::MAX).0);
            match lire(&octets, taille) {
                Ok((lu, true)) => prop_assert!(juge.is_ok() && lu == attendu),
                Ok((_, false)) | Err(_) => prop_assert!(juge.is_err()),
            }
        }
    }
}
