//! Reading and changing the page's HTML, by selectors: the rewriter that Trunk itself uses.

use std::path::{Path, PathBuf};

use lol_html::html_content::Element;
use lol_html::{RewriteStrSettings, element, rewrite_str};

use crate::tools::{Outcome, read_text, write};

/// An attribute of `<html>` that starts so gives the address of a program's starter, relative to the page.
const WORKER: &str = "data-worker-";

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

    /// Tells the page where the starter of a program is.
    pub fn set_worker(&mut self, program: &str, starter: &str) -> Outcome {
        self.set("html", &format!("{WORKER}{program}"), starter)
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
        page.set_worker("calcul", "calcul-1.js").unwrap();
        page.set_worker("atelier", "atelier-2.js").unwrap();
        assert_eq!(page.workers(), Ok(vec!["calcul-1.js".to_owned(), "atelier-2.js".to_owned()]));
    }

    #[test]
    fn what_is_not_there_can_t_be_marked() {
        assert!(page("<html>").set("script[data-wasm]", "src", "x").is_err());
    }
}
