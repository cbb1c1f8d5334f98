//! The first question stands in the static page too, to be answered before the program is there: its words are those of
//! the question, and its ids those of the page that takes it over.

use jalons::domain::question::Champ;
use jalons::domain::questionnaire;
use jalons::domain::questions::besoin::BESOIN;

const PAGE: &str = include_str!("../public/index.html");

/// What stands in each element of that name, in order, tags taken out.
fn texts(html: &str, name: &str) -> Vec<String> {
    let (opens, closes) = (format!("<{name}"), format!("</{name}>"));
    let mut found = vec![];
    let mut rest = html;
    while let Some((_, after)) = rest.split_once(&opens) {
        let Some((inside, next)) = after.split_once('>').and_then(|(_, inside)| inside.split_once(&closes))
        else {
            break;
        };
        found.push(inside.replace("&nbsp;", "\u{a0}"));
        rest = next;
    }
    found
}

/// The values of an attribute, in order.
fn values<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let opens = format!(" {name}=\"");
    html.split(opens.as_str()).skip(1).filter_map(|after| after.split('"').next()).collect()
}

#[test]
fn the_static_first_question_says_what_the_question_says() {
    let (_, after) = PAGE.split_once("<div id=\"premiere-question\"").unwrap();
    let question = after.split("</form>").next().unwrap();
    let spec = &BESOIN.spec;
    let Champ::ChoixMultiple(options) = spec.champ else { panic!("several answers") };

    let (section, page) = questionnaire::page_de(spec.id).unwrap();
    assert_eq!(questionnaire::pages().next().map(|(_, first)| first.id), Some(page.id), "it is the first");
    assert!(texts(question, "p").contains(&format!("{} · question 1", section.titre)));
    assert_eq!(texts(question, "h1"), [page.intitule()]);
    assert_eq!(texts(question, "legend"), [spec.titre]);
    assert!(texts(question, "p").contains(&spec.indice.to_owned()));
    let help: Vec<&str> =
        [spec.aide.quoi, spec.aide.ou, spec.aide.effet].into_iter().filter(|text| !text.is_empty()).collect();
    assert_eq!(texts(question, "dd"), help);

    let labels: Vec<String> = texts(question, "label");
    assert_eq!(labels.len(), options.len());
    let ids: Vec<String> = (0..options.len())
        .map(|rank| if rank == 0 { "champ-besoin".to_owned() } else { format!("champ-besoin-{rank}") })
        .collect();
    for (rank, (option, label)) in options.iter().zip(&labels).enumerate() {
        assert_eq!(texts(label, "span"), [option.libelle]);
        let implies: &[&str] = if option.precision.is_empty() { &[] } else { &[option.precision] };
        assert_eq!(texts(label, "small"), implies);
        assert_eq!(values(label, "value"), [option.jeton]);
        assert_eq!(values(label, "name"), [spec.id]);
        assert_eq!(values(label, "id"), [ids[rank].as_str()]);
    }
}
