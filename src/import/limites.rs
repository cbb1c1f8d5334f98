//! What a FINESS file can't reasonably exceed. A limit protects the memory of the page, or the patience of its user,
//! from a damaged or hostile file; each is far above what was seen in the flux of 13 August 2026.

/// Nesting of JSON values. The flux has 8 levels.
pub const PROFONDEUR_MAX: u32 = 32;

/// One JSON text, key or number that is read, in bytes. The longest name of the flux has 130; what is skipped has no
/// limit, since it takes no memory.
pub const JETON_MAX: usize = 16 * 1024;

/// What is kept of one entité juridique and its sites, in bytes. The French Red Cross (1 062 sites) keeps 0.3 MB.
pub const ENTITE_MAX: usize = 16 * 1024 * 1024;

/// One line of CSV, in bytes, quotes taken out. A real one has less than 600; an unclosed quote swallows the lines after it.
pub const LIGNE_MAX: usize = 64 * 1024;

/// Columns of one line of CSV. The files have 32.
pub const COLONNES_MAX: usize = 128;

/// Sites of one run of lines of the same EJ in a CSV, delivered together; the next ones come in another [`super::Entite`].
pub const SITES_PAR_LIVRAISON: usize = 500;

/// Text read from one file, in bytes, after decompression. The national file has 750 MB.
pub const TEXTE_MAX: u64 = 8 * 1024 * 1024 * 1024;

/// Decompressed bytes for one compressed byte, beyond [`BOMBE_A_PARTIR_DE`]. The flux has 15 to 18; a gzip bomb, up
/// to 1 030.
pub const RATIO_MAX: u64 = 150;

/// The ratio is not judged before that many decompressed bytes: a short file may be very repetitive.
pub const BOMBE_A_PARTIR_DE: u64 = 64 * 1024 * 1024;
