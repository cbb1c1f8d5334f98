//! Dossiers kept in IndexedDB come back as they were written.

use jalons::browser::identifiant::nouveau;
use jalons::browser::storage::{
    ecrire, ecrire_octets, lire, lire_octets, lister, supprimer, supprimer_octets,
};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn comes_back_as_written() {
    let id = nouveau("essai");
    let text = "{\"nom\":\"EHPAD « Les Tilleuls » – été\"}";
    assert_eq!(lire(&id).await, Ok(None));
    ecrire(&id, text).await.unwrap();
    assert_eq!(lire(&id).await, Ok(Some(text.to_owned())));
}

#[wasm_bindgen_test]
async fn the_last_writing_stands() {
    let id = nouveau("essai");
    ecrire(&id, "un").await.unwrap();
    ecrire(&id, "deux").await.unwrap();
    assert_eq!(lire(&id).await, Ok(Some("deux".to_owned())));
    let kept = lister().await.unwrap();
    assert_eq!(kept.iter().filter(|(key, _)| *key == id).collect::<Vec<_>>(), [&(id, "deux".to_owned())]);
}

#[wasm_bindgen_test]
async fn forgets_one_and_keeps_the_others() {
    let (kept, forgotten) = (nouveau("essai"), nouveau("essai"));
    ecrire(&kept, "gardé").await.unwrap();
    ecrire(&forgotten, "oublié").await.unwrap();
    supprimer(&forgotten).await.unwrap();
    assert_eq!(lire(&forgotten).await, Ok(None));
    assert_eq!(lire(&kept).await, Ok(Some("gardé".to_owned())));
    supprimer("jamais écrit").await.unwrap();
}

#[wasm_bindgen_test]
async fn a_large_dossier_fits() {
    let id = nouveau("essai");
    let text = "é".repeat(2_000_000);
    ecrire(&id, &text).await.unwrap();
    assert!(lire(&id).await.unwrap().as_deref() == Some(text.as_str()));
    supprimer(&id).await.unwrap();
}

#[wasm_bindgen_test]
async fn the_directory_is_kept_apart_from_the_dossiers() {
    let name = nouveau("octets");
    assert_eq!(lire_octets(&name).await, Ok(None));
    ecrire_octets(&name, &[0, 255, 7]).await.unwrap();
    assert_eq!(lire_octets(&name).await, Ok(Some(vec![0, 255, 7])));
    assert_eq!(lire(&name).await, Ok(None));
    supprimer_octets(&name).await.unwrap();
    assert_eq!(lire_octets(&name).await, Ok(None));
}
