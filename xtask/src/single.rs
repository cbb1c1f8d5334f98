//! The page in one file, `dist/jalons.html`: it opens from a folder or a USB key, without a site nor a network. What a release
//! asks of its host stands in it, as text that no browser runs; `public/static/un-fichier.js` gives it to the page.

use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::build::{dist, release};
use crate::finish::{BOOT, PAPER, PLAIN, SETTINGS, minify};
use crate::page::{Page, SCRIPTS, STYLES_WITHIN};
use crate::tools::{Outcome, name, output, read, read_text, root};
use crate::{licences, settings};

/// The one file.
pub const NAME: &str = "jalons.html";

/// What gives the page the files that stand in it.
const GIVER: &str = "public/static/un-fichier.js";

/// Id of what stands in it for who has no JavaScript.
const TEXT: &str = "sans-javascript";

/// What is said there of the lack of JavaScript.
const WITHOUT_SCRIPTS: &str = "<noscript><p class=\"avertissement\">Cette page a besoin de JavaScript pour calculer votre plan sur votre appareil. Autorisez-le pour cette page, puis rechargez. Sans lui, <a href=\"#sans-javascript\">toutes les démarches sont en texte, plus bas</a>.</p></noscript>";

/// A copy that was cut holds no boot script: nothing else would say so.
const WHOLE: &str = "<script>addEventListener(\"load\",function(){document.querySelector(\"script[data-js]\")||window.echec(\"incomplet\")})</script>";

/// What is said of a host, by the id of its element, and what is said instead in a file that has none.
const SAID: [(&str, &str); 5] = [
    (
        "#ouverture-longue",
        "<span id=\"ouverture-longue\" hidden>Le programme est long à démarrer sur cet appareil. Patientez, ou rechargez la page.</span>",
    ),
    (
        "#echec-absent",
        "<p id=\"echec-incomplet\" hidden>Ce fichier est incomplet\u{a0}: sa copie, ou son téléchargement, s’est arrêtée avant la fin. Copiez-le de nouveau, puis ouvrez la nouvelle copie.</p>",
    ),
    // Its scripts stand in it.
    ("#ouverture-muette", ""),
    ("#echec-reseau", ""),
    ("#echec-neuve", ""),
];

/// Builds a release, then the one file from it; its publisher says who it is in that file of settings, if one is named.
pub fn build(settings: Option<&str>) -> Outcome {
    // Read before what is long. When none is named, those of the last release, if they are there, will be in the next one.
    let named = settings.map(Path::new);
    let kept = dist().join(SETTINGS);
    if let Some(file) = named.or_else(|| kept.is_file().then_some(&*kept)) {
        settings::check(file)?;
    }
    release()?;
    write(named)
}

/// Makes the one file from the release that stands in `dist/`.
pub fn write(settings: Option<&Path>) -> Outcome {
    let folder = dist();
    let mut page = Page::read(&folder.join("index.html"))?.at(&folder.join(NAME));
    let held = hold(&mut page, &folder, settings)?;
    let boot = start(&page, &folder)?;
    let giver = minify(&read_text(&root().join(GIVER))?, &["--toplevel"])?;
    let giver = format!("<script>{}</script>", closed(&giver)?);
    page.replace("noscript", WITHOUT_SCRIPTS)?;
    let text = format!("<noscript id=\"{TEXT}\">{}</noscript>", text_page()?);
    page.replace(BOOT, &[WHOLE, &text, &held, &boot, &giver].concat())?;
    for (place, said) in SAID {
        page.replace(place, said)?;
    }
    let sheets = page.values(PAPER, "href")?;
    let paper = sheets
        .iter()
        .map(|sheet| read_text(&folder.join(name(Path::new(sheet)))))
        .collect::<Outcome<String>>()?;
    page.replace(PAPER, &format!("<style media=\"print\">{paper}</style>"))?;
    // What asks for another file.
    page.replace(
        "link[rel=manifest], link[rel=apple-touch-icon], link[rel=preload], link[rel=modulepreload]",
        "",
    )?;
    page.set("html", "data-un-fichier", "oui")?;
    page.set("html", "data-hors-ligne", "oui")?;
    // The pages that open beside it are bound by its policy: so is their style.
    let plain = Page::read(&folder.join(PLAIN))?.digests(STYLES_WITHIN)?;
    let policy = format!(
        "default-src 'none'; script-src 'wasm-unsafe-eval' blob: {}; style-src {} {plain}; img-src data:; connect-src blob:; worker-src blob:; base-uri 'none'; form-action 'none'",
        page.digests(SCRIPTS)?,
        page.digests(STYLES_WITHIN)?,
    );
    page.set_policy(&policy)?;
    page.check_policy()?;
    page.write()?;
    println!("\ndist/{NAME}, la page en un fichier : {} octets", read(&folder.join(NAME))?.len());
    Ok(())
}

/// The files that the page asks for, as text; their names stand where their addresses did.
fn hold(page: &mut Page, folder: &Path, settings: Option<&Path>) -> Outcome<String> {
    let mut held = String::new();
    let mut coded = |name: &str| -> Outcome {
        let bytes = STANDARD.encode(read(&folder.join(name))?);
        held.push_str(&format!("<script type=\"text/plain\" data-fichier=\"{name}\">{bytes}</script>\n"));
        Ok(())
    };
    for attribute in ["data-js", "data-wasm"] {
        for address in page.values(BOOT, attribute)? {
            let file = name(Path::new(&address));
            coded(&file)?;
            page.set(BOOT, attribute, &file)?;
        }
    }
    for starter in page.workers()? {
        coded(&starter)?;
        coded(&starter.replace(".js", "_bg.wasm"))?;
    }
    for beside in [PLAIN, licences::NAME] {
        coded(beside)?;
    }
    // A digest is asked of what comes from a host.
    for program in page.programs()? {
        page.unset("html", &format!("data-somme-{program}"))?;
    }
    let settings = read_text(settings.unwrap_or(&folder.join(SETTINGS)))?;
    // In a script, only this sign could end it; in JSON, it may be written so.
    let settings = settings.replace('<', "\\u003c");
    held.push_str(&format!("<script type=\"text/plain\" data-fichier=\"{SETTINGS}\">{settings}</script>\n"));
    Ok(held)
}

/// The script that starts the program, in the page.
fn start(page: &Page, folder: &Path) -> Outcome<String> {
    let one = |attribute: &str| -> Outcome<String> {
        page.values(BOOT, attribute)?.pop().ok_or_else(|| format!("index.html : pas de « {attribute} »."))
    };
    let text = read_text(&folder.join(name(Path::new(&one("src")?))))?;
    let (js, wasm) = (one("data-js")?, one("data-wasm")?);
    Ok(format!("<script type=\"module\" data-js=\"{js}\" data-wasm=\"{wasm}\">{}</script>", closed(&text)?))
}

/// A script that nothing in it ends before its end.
fn closed(script: &str) -> Outcome<&str> {
    if script.contains("</") || script.contains("<!--") {
        return Err("un script de la page contient « </ » : il ne peut pas y être mis.".to_owned());
    }
    Ok(script)
}

/// The body of the page without JavaScript.
fn text_page() -> Outcome<String> {
    let rules = [
        "run",
        "--quiet",
        "--offline",
        "--package",
        "jalons",
        "--example",
        "sans_javascript",
        "--",
        "--corps",
    ];
    output("cargo", &rules).ok_or_else(|| {
        "le texte sans JavaScript n’a pas pu être fait : cargo run --example sans_javascript dit pourquoi.".to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_that_would_end_too_early_is_refused() {
        assert_eq!(closed("let a = 1 < 2;"), Ok("let a = 1 < 2;"));
        for script in ["let a = '</script>';", "let a = /<\\/b/, b = '</b>';", "a<!--b"] {
            assert!(closed(script).is_err(), "{script}");
        }
    }
}
