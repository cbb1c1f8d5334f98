//! Reading and changing the page's HTML, by selectors: the rewriter that Trunk itself uses.

use std::path::{Path, PathBuf};

use lol_html::html_content::{ContentType, Element};
use lol_html::{RewriteStrSettings, element, rewrite_str, text};

use crate::tools::{Outcome, digest, read_text, write};

/// An attribute of `<html>` that starts so gives the address of a program's starter, relative to the page.
const WORKER: &str = "data-worker-";

/// One that starts so gives the digest of that file.
const DIGEST: &str = "data-somme-";

/// The page's own security policy, and its part about styles.
const POLICY: &str = "meta[http-equiv=Content-Security-Policy]";
const STYLES: &str = "style-src ";

/// The scripts that stand in a page; what only holds the text of a file is none.
pub const SCRIPTS: &str = "script:not([src]):not([data-fichier])";

/// The style sheets that stand in a page.
pub const STYLES_WITHIN: &str = "style";

/// A page, and the file it came from.
pub struct Page {
    file: PathBuf,
    html: String,
}

impl Page {
    /// Reads a page.
    pub fn read(file: &Path) -> Outcome<Self> {
        Ok(Self { file: file.to_path_buf(), html: read_text(file)? })
    }

    /// Writes it where it was read.
    pub fn write(&self) -> Outcome {
        write(&self.file, &self.html)
    }

    /// The attribute of that name of each element that the selector finds, in their order; those that don't have it are
    /// passed over.
    pub fn values(&self, selector: &str, name: &str) -> Outcome<Vec<String>> {
        let mut found = vec![];
        self.each(selector, |one| {
            found.extend(one.get_attribute(name));
        })?;
        Ok(found)
    }

    /// Gives an attribute to each element that the selector finds.
    ///
    /// # Errors
    /// There is none.
    pub fn set(&mut self, selector: &str, name: &str, value: &str) -> Outcome {
        let (mut times, mut refused) = (0, false);
        self.html = self.each(selector, |one| {
            times += 1;
            refused |= one.set_attribute(name, value).is_err();
        })?;
        if times == 0 || refused {
            return Err(format!("{} : rien à marquer « {name} » par « {selector} ».", self.file.display()));
        }
        Ok(())
    }

    /// Removes all elements that the selector finds but the first.
    pub fn keep_first(&mut self, selector: &str) -> Outcome {
        let mut times = 0;
        self.html = self.each(selector, |one| {
            times += 1;
            if times > 1 {
                one.remove();
            }
        })?;
        Ok(())
    }

    /// Puts a style sheet in the page, in the place of the first element that the selector finds; the others go. The page's
    /// own security policy allows it by its digest.
    ///
    /// # Errors
    /// There is no such element, or the page has no policy for styles.
    pub fn inline_sheet(&mut self, selector: &str, sheet: &str) -> Outcome {
        let mut times = 0;
        self.html = self.each(selector, |one| {
            times += 1;
            if times == 1 {
                one.replace(&format!("<style>{sheet}</style>"), ContentType::Html);
            } else {
                one.remove();
            }
        })?;
        if times == 0 {
            return Err(format!("{} : pas de feuille de style « {selector} ».", self.file.display()));
        }
        let digest = digest(sheet.as_bytes());
        let mut allowed = 0;
        self.html = self.each(POLICY, |one| {
            let directives = one.get_attribute("content").unwrap_or_default();
            let directives = directives.split(';').map(str::trim).map(|directive| {
                if !directive.starts_with(STYLES) {
                    return directive.to_owned();
                }
                allowed += 1;
                format!("{directive} '{digest}'")
            });
            let policy = directives.collect::<Vec<_>>().join("; ");
            allowed *= i32::from(one.set_attribute("content", &policy).is_ok());
        })?;
        if allowed == 1 {
            return Ok(());
        }
        Err(format!("{} : sa politique de sécurité ne dit pas « {STYLES} » une fois.", self.file.display()))
    }

    /// Tells the page where the starter of a program is, and the digest that it must have.
    pub fn set_worker(&mut self, program: &str, starter: &str, digest: &str) -> Outcome {
        self.set("html", &format!("{WORKER}{program}"), starter)?;
        self.set("html", &format!("{DIGEST}{program}"), digest)
    }

    /// Puts HTML in the place of each element that the selector finds; nothing, to remove it.
    ///
    /// # Errors
    /// There is none.
    pub fn replace(&mut self, selector: &str, html: &str) -> Outcome {
        let mut times = 0;
        self.html = self.each(selector, |one| {
            times += 1;
            one.replace(html, ContentType::Html);
        })?;
        if times == 0 {
            return Err(format!("{} : rien à remplacer par « {selector} ».", self.file.display()));
        }
        Ok(())
    }

    /// Takes an attribute from each element that the selector finds.
    pub fn unset(&mut self, selector: &str, name: &str) -> Outcome {
        self.html = self.each(selector, |one| one.remove_attribute(name))?;
        Ok(())
    }

    /// The digests of the scripts or of the styles that stand in the page, as its policy names them.
    pub fn digests(&self, of: &str) -> Outcome<String> {
        let named =
            self.texts(of)?.iter().map(|text| format!("'{}'", digest(text.as_bytes()))).collect::<Vec<_>>();
        Ok(named.join(" "))
    }

    /// Gives the page another security policy.
    pub fn set_policy(&mut self, policy: &str) -> Outcome {
        self.set(POLICY, "content", policy)
    }

    /// The same page, to be written elsewhere.
    pub fn at(self, file: &Path) -> Self {
        Self { file: file.to_path_buf(), ..self }
    }

    /// Fails unless the page's own security policy allows each script and each style that stands in it, by its digest.
    pub fn check_policy(&self) -> Outcome {
        let policy = self.values(POLICY, "content")?.join(" ");
        for text in self.texts(&format!("{SCRIPTS}, {STYLES_WITHIN}"))? {
            let right = digest(text.as_bytes());
            if !policy.contains(&format!("'{right}'")) {
                return Err(format!(
                    "{} : sa politique de sécurité doit nommer '{right}'.",
                    self.file.display()
                ));
            }
        }
        Ok(())
    }

    /// What stands in each element that the selector finds, as it is written.
    fn texts(&self, selector: &str) -> Outcome<Vec<String>> {
        let mut found = vec![String::new()];
        let handler = text!(selector, |part| {
            if let Some(text) = found.last_mut() {
                text.push_str(part.as_str());
            }
            if part.last_in_text_node() {
                found.push(String::new());
            }
            Ok(())
        });
        let settings = RewriteStrSettings::new().append_element_content_handler(handler);
        rewrite_str(&self.html, settings).map_err(|error| format!("{} : {error}", self.file.display()))?;
        found.retain(|text| !text.is_empty());
        Ok(found)
    }

    /// The starters of the programs beside the page.
    pub fn workers(&self) -> Outcome<Vec<String>> {
        let mut found = vec![];
        self.each("html", |one| {
            let attributes = one.attributes().iter();
            found.extend(attributes.filter(|one| one.name().starts_with(WORKER)).map(|one| one.value()));
        })?;
        Ok(found)
    }

    /// The names of the programs beside the page.
    pub fn programs(&self) -> Outcome<Vec<String>> {
        let mut found = vec![];
        self.each("html", |one| {
            let attributes = one.attributes().iter();
            found.extend(attributes.filter_map(|one| one.name().strip_prefix(WORKER).map(str::to_owned)));
        })?;
        Ok(found)
    }

    /// The page, once something was done to each element that the selector finds.
    fn each(&self, selector: &str, mut act: impl FnMut(&mut Element)) -> Outcome<String> {
        let handler = element!(selector, |one| {
            act(one);
            Ok(())
        });
        let settings = RewriteStrSettings::new().append_element_content_handler(handler);
        rewrite_str(&self.html, settings).map_err(|error| format!("{} : {error}", self.file.display()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tools::root;

    fn page(html: &str) -> Page {
        Page { file: PathBuf::from("index.html"), html: html.to_owned() }
    }

    #[test]
    fn attributes_are_read_however_they_are_written() {
        let page = page(
            "<html><link href=./a.css rel=stylesheet><link rel='icon' href=b><link rel=\"stylesheet\" href=\"./c.css\">",
        );
        let sheets = page.values("link[rel=stylesheet]", "href");
        assert_eq!(sheets, Ok(vec!["./a.css".to_owned(), "./c.css".to_owned()]));
    }

    #[test]
    fn the_first_sheet_stays_and_says_where_the_sheets_are() {
        let mut page =
            page("<p>l’été &amp; après</p><link rel=stylesheet href=a><link rel=stylesheet href=b>");
        page.keep_first("link[rel=stylesheet]").unwrap();
        page.set("link[rel=stylesheet]", "href", "./c.css").unwrap();
        assert_eq!(page.html, "<p>l’été &amp; après</p><link rel=stylesheet href=\"./c.css\">");
    }

    #[test]
    fn the_page_names_its_programs() {
        let mut page = page("<html lang=fr><body>");
        assert_eq!(page.workers(), Ok(vec![]));
        page.set_worker("calcul", "calcul-1.js", "sha256-a").unwrap();
        page.set_worker("atelier", "atelier-2.js", "sha256-b").unwrap();
        assert_eq!(page.workers(), Ok(vec!["calcul-1.js".to_owned(), "atelier-2.js".to_owned()]));
    }

    #[test]
    fn a_script_that_the_policy_does_not_name_is_refused_with_its_digest() {
        let page = |policy: &str| {
            let meta = format!("<meta http-equiv=Content-Security-Policy content=\"script-src {policy}\">");
            page(&format!("{meta}<script src=a.js></script><script>let a = '<b>' && 1;\n</script>"))
        };
        let refused = page("'self'").check_policy().unwrap_err();
        let digest = refused.split('\'').nth(1).unwrap();
        assert!(digest.starts_with("sha256-") && digest.ends_with('='), "{refused}");
        assert_eq!(page(&format!("'self' '{digest}'")).check_policy(), Ok(()));
    }

    #[test]
    fn the_pages_of_this_project_allow_their_own_scripts() {
        for file in ["public/index.html", "public/static/404.html"] {
            assert_eq!(Page::read(&root().join(file)).unwrap().check_policy(), Ok(()));
        }
    }

    #[test]
    fn a_sheet_in_the_page_stands_where_its_link_stood_and_is_allowed() {
        let mut page = page(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'; base-uri 'none'\"><link rel=stylesheet href=a><p>x</p><link rel=stylesheet href=b>",
        );
        page.inline_sheet("link[rel=stylesheet]", "p>a{color:red}").unwrap();
        assert_eq!(page.check_policy(), Ok(()));
        assert!(page.html.ends_with("<style>p>a{color:red}</style><p>x</p>"), "{}", page.html);
        assert!(page.html.contains("style-src 'self' 'sha256-"), "{}", page.html);
        assert!(page.html.contains("default-src 'none';"), "{}", page.html);
    }

    #[test]
    fn a_sheet_without_a_place_or_a_policy_is_refused() {
        assert!(page("<p>").inline_sheet("link[rel=stylesheet]", "p{}").is_err());
        assert!(page("<link rel=stylesheet href=a>").inline_sheet("link[rel=stylesheet]", "p{}").is_err());
    }

    #[test]
    fn what_is_not_there_can_t_be_marked() {
        assert!(page("<html>").set("script[data-wasm]", "src", "x").is_err());
    }
}
