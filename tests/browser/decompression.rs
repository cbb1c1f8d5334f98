//! A gzip decompressed by the browser, in a worker beside.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use jalons::browser::decompression::{End, gunzip};
use jalons::browser::files::ChosenFile;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::script;

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(vec![], Compression::fast());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

fn file(bytes: &[u8]) -> ChosenFile {
    let file = gloo_file::File::new("finess.json.gz", bytes);
    AsRef::<web_sys::File>::as_ref(&file).clone()
}

/// The text that came, how many bytes of the file were read at each piece, and how it ended.
async fn read(bytes: &[u8]) -> (Vec<u8>, Vec<u64>, End) {
    let (mut text, mut places) = (vec![], vec![]);
    let chosen = file(bytes);
    let end = gunzip(&chosen, |piece, place| {
        text.extend_from_slice(piece);
        places.push(place);
        Ok::<(), ()>(())
    });
    let end = end.await.unwrap();
    (text, places, end)
}

#[wasm_bindgen_test]
async fn a_long_text_comes_whole_in_order_with_how_much_of_the_file_was_read() {
    // More than may wait at once.
    let text: Vec<u8> =
        (0..12_000_000_u32).flat_map(|place| [(place % 251) as u8, (place / 9_973) as u8]).collect();
    let bytes = gzip(&text);
    let (read, places, end) = read(&bytes).await;
    assert_eq!(end, End::Whole);
    assert!(read == text);
    assert!(places.len() > 16 && places.is_sorted(), "{places:?}");
    assert_eq!(places.last(), Some(&(bytes.len() as u64)));
}

#[wasm_bindgen_test]
async fn an_empty_text_is_whole() {
    assert_eq!(read(&gzip(b"")).await, (vec![], vec![gzip(b"").len() as u64], End::Whole));
}

#[wasm_bindgen_test]
async fn what_the_browser_can_not_read_is_left_to_the_caller() {
    let whole = gzip(&[b'x'; 3_000_000]);
    let cut = whole[..whole.len() - 4].to_vec();
    let mut hurt = whole.clone();
    let place = hurt.len() - 6;
    hurt[place] ^= 1;
    for bytes in [cut, hurt, b"no gzip at all".to_vec(), vec![]] {
        assert_eq!(read(&bytes).await.2, End::Unable);
    }
}

#[wasm_bindgen_test]
async fn a_browser_without_decompression_is_left_to_the_caller() {
    script("globalThis.kept = globalThis.DecompressionStream; delete globalThis.DecompressionStream");
    let (text, _, end) = read(&gzip(b"bonjour")).await;
    script("globalThis.DecompressionStream = globalThis.kept");
    assert_eq!((text.len(), end), (0, End::Unable));
}

#[wasm_bindgen_test]
async fn reading_stops_with_the_first_refusal() {
    let (mut pieces, long) = (0, file(&gzip(&[b'x'; 5_000_000])));
    let stopped = gunzip(&long, |_, _| {
        pieces += 1;
        Err("assez")
    });
    assert_eq!(stopped.await, Err("assez"));
    assert_eq!(pieces, 1);
}
