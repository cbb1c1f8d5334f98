//! Looks for bytes that break the reader of a dossier file: see `tests/corpus/cibles.rs`.
#![no_main]

#[path = "../../tests/corpus/cibles.rs"]
mod cibles;

libfuzzer_sys::fuzz_target!(|octets: &[u8]| cibles::passer("dossier", octets));
