//! One field, by what answers it. Labels are tied to inputs, choices stand in a fieldset, refusals beside their field.

use tachys::dom::{event_target_checked, event_target_value};

use crate::browser::evenements::Evenement;
use crate::browser::{focus, minuterie};
use crate::domain::answers::{Entry, INCONNU};
use crate::domain::facts::Facts;
use crate::domain::question::{Champ, Groupe, Opt, OuiNon, Spec};
use crate::domain::questionnaire;
use crate::domain::questions::directeur_distinct::DIRECTEUR_DISTINCT;
use crate::domain::questions::personnes::{PERSONNES, nom_de};
use crate::domain::report::valeur;
use crate::domain::saisie::Refus;
use crate::ui::formulaire::{Formulaire, Ligne};
use crate::ui::vue::{Vue, bouton, el, ensemble, hors_ecran};

use super::aide::aide;

/// The id of the element that takes the focus for a field.
pub fn ancre(spec: &str) -> String {
    format!("champ-{spec}")
}

/// A field; `seul` when it is the only one of its page, whose title is then its label.
pub fn champ(form: Formulaire, spec: &'static Spec, ligne: Option<Ligne>, seul: bool) -> Vue {
    let question = Question { form, spec, ligne, seul };
    let asked = question.clone();
    ensemble().quand(move || form.est_posee(spec, asked.ligne.as_ref()), move || question.dessiner())
}

/// A question of a form, in a row or not.
#[derive(Clone)]
struct Question {
    form: Formulaire,
    spec: &'static Spec,
    ligne: Option<Ligne>,
    seul: bool,
}

/// A proposed answer: its token, its words, what they imply.
struct Feuille {
    jeton: String,
    libelle: String,
    precision: String,
}

impl Feuille {
    fn new(jeton: &str, libelle: &str, precision: &str) -> Self {
        Self { jeton: jeton.to_owned(), libelle: libelle.to_owned(), precision: precision.to_owned() }
    }

    fn de(option: &Opt) -> Self {
        Self::new(option.jeton, option.libelle, option.precision)
    }
}

impl Question {
    fn dessiner(&self) -> Vue {
        match &self.spec.champ {
            Champ::Choix(options) => self.choix(options),
            Champ::ChoixMultiple(options) => self.choix_multiple(options),
            Champ::Personne => self.personne(),
            Champ::Renvois(list) => self.cases(list),
            Champ::Renvoi(list) => {
                let rows = self.rangees(list);
                self.selection(|menu| {
                    menu.enfants(rows.iter().map(|row| self.option(&row.jeton, &row.libelle)))
                })
            }
            Champ::Selection(groupes) => self.selection(|menu| {
                menu.enfants(groupes().into_iter().map(|Groupe { nom, options }| {
                    let inside = options.into_iter().map(|(token, label)| self.option(token, label));
                    let group = if nom.is_empty() { ensemble() } else { el("optgroup").attr("label", nom) };
                    group.enfants(inside)
                }))
            }),
            Champ::Texte(_)
            | Champ::Finess
            | Champ::Siren
            | Champ::Siret
            | Champ::Nombre(..)
            | Champ::Date => self.saisie(),
            Champ::Lignes(_) => ensemble(),
        }
    }

    fn entree(&self) -> Option<Entry> {
        self.form.entree(self.spec, self.ligne.as_ref())
    }

    fn ecrire(&self, entry: Option<Entry>) {
        self.form.ecrire(self.spec, self.ligne.as_ref(), entry);
    }

    /// What is answered, or what stands for an answer.
    fn texte(&self) -> String {
        let typed = self.entree().and_then(|entry| entry.text().map(str::to_owned));
        typed.or_else(|| self.spec.defaut.map(str::to_owned)).unwrap_or_default()
    }

    /// Ids and names of the rows of another list.
    fn rangees(&self, list: &'static str) -> Vec<Feuille> {
        let Some(Champ::Lignes(liste)) = questionnaire::spec(list).map(|spec| &spec.champ) else {
            return vec![];
        };
        self.form.faits(None, |facts| {
            let rows = facts.answers().rows(list).iter();
            rows.map(|row| Feuille::new(&row.id, &(liste.nom)(&facts.dans(list, row)), "")).collect()
        })
    }

    fn ancre(&self, rang: usize) -> String {
        let id = ancre(self.spec.id);
        if rang == 0 { id } else { format!("{id}-{rang}") }
    }

    fn decrit_par(&self) -> String {
        format!("indice-{0} erreur-{0}", self.spec.id)
    }

    fn facultatif(&self) -> Option<Vue> {
        self.spec.facultatif.then(|| el("span").classe("facultatif").enfant(" (facultatif)"))
    }

    fn indice(&self) -> Option<Vue> {
        (!self.spec.indice.is_empty()).then(|| indice(self.spec))
    }

    /// A fieldset with its legend, its hint and its refusal.
    fn groupe(&self, classe: &str, aide: Option<Vue>) -> Vue {
        let legend = el("legend").classe(if self.seul { "hors-ecran" } else { "" });
        let legend = legend.enfant(self.spec.titre).enfant(self.facultatif());
        let fieldset =
            el("fieldset").attr("aria-describedby", &self.decrit_par()).classe(classe).enfant(legend);
        let hint = if self.seul { None } else { self.indice() };
        fieldset.enfant(hint).enfant(aide).enfant(self.erreur())
    }

    fn aide_si(&self) -> Option<Vue> {
        if self.seul { None } else { aide(self.spec) }
    }

    /// A labelled block around one control.
    fn bloc(&self) -> Vue {
        let label = el("label").attr("for", &ancre(self.spec.id));
        el("div")
            .classe("champ")
            .enfant(label.enfant(self.spec.titre).enfant(self.facultatif()))
            .enfant(self.indice())
            .enfant(aide(self.spec))
            .enfant(self.erreur())
    }

    fn erreur(&self) -> Vue {
        let question = self.clone();
        el("div").attr("id", &format!("erreur-{}", self.spec.id)).classe("erreur").vif(move || {
            question.form.erreur(question.spec).map_or_else(ensemble, |refus| question.refus(refus))
        })
    }

    fn refus(&self, refus: Refus) -> Vue {
        let phrase = el("p").enfant(hors_ecran("Erreur\u{a0}: ")).enfant(refus.phrase);
        let proposal = refus.proposition.map(|value| {
            let (question, shown) = (self.clone(), value.clone());
            bouton("secondaire", "Utiliser ", move |_| {
                question.ecrire(Some(Entry::One(value.clone())));
                let field = ancre(question.spec.id);
                minuterie::dans(0, move || focus::sur(&field));
            })
            .enfant(shown)
        });
        ensemble().enfant(phrase).enfant(proposal)
    }

    /// One sheet of a closed choice.
    fn feuille(&self, feuille: Feuille, rang: usize) -> Vue {
        let Feuille { jeton, libelle, precision } = feuille;
        let (seen, chosen, token) = (self.clone(), self.clone(), jeton.clone());
        let input = el("input")
            .attr("type", "radio")
            .attr("id", &self.ancre(rang))
            .attr("name", self.spec.id)
            .attr("value", &jeton)
            .coche_vive(move || seen.texte() == token)
            .sur("change", move |_| chosen.ecrire(Some(Entry::One(jeton.clone()))));
        sous_etiquette(input, &libelle, &precision)
    }

    fn je_ne_sais_pas(&self) -> Option<Vue> {
        let implies = self.spec.ne_sais_pas?;
        let sheet = Feuille::new(INCONNU, "Je ne sais pas", implies);
        Some(ensemble().enfant(ou()).enfant(self.feuille(sheet, 99)))
    }

    fn choix(&self, options: &'static [Opt]) -> Vue {
        let sheets = options.iter().enumerate().map(|(rank, option)| self.feuille(Feuille::de(option), rank));
        let short = options.len() == 2 && options.iter().all(|option| option.precision.is_empty());
        self.groupe(if short { "court" } else { "" }, self.aide_si())
            .enfant(el("div").classe("feuilles").enfants(sheets))
            .enfant(self.je_ne_sais_pas())
    }

    fn choix_multiple(&self, options: &'static [Opt]) -> Vue {
        let sheets = options.iter().enumerate().map(|(rank, option)| self.case(Feuille::de(option), rank));
        self.groupe("", self.aide_si()).enfants(sheets).enfant(self.je_ne_sais_pas())
    }

    fn cases(&self, list: &'static str) -> Vue {
        let sheets = self.rangees(list).into_iter().enumerate().map(|(rank, row)| self.case(row, rank));
        self.groupe("serre", None).enfants(sheets)
    }

    /// One sheet that can be ticked with others.
    fn case(&self, feuille: Feuille, rang: usize) -> Vue {
        let Feuille { jeton, libelle, precision } = feuille;
        let (seen, ticked, token) = (self.clone(), self.clone(), jeton.clone());
        let input = el("input")
            .attr("type", "checkbox")
            .attr("id", &self.ancre(rang))
            .attr("name", self.spec.id)
            .coche_vive(move || matches!(seen.entree(), Some(Entry::Many(tokens)) if tokens.contains(&token)))
            .sur("change", move |event| ticked.cocher(&jeton, event_target_checked(&event)));
        sous_etiquette(input, &libelle, &precision)
    }

    fn cocher(&self, jeton: &str, oui: bool) {
        let mut tokens = match self.entree() {
            Some(Entry::Many(tokens)) => tokens,
            Some(Entry::One(_) | Entry::Rows(_)) | None => vec![],
        };
        tokens.retain(|token| token != jeton);
        if oui {
            tokens.push(jeton.to_owned());
        }
        if let Champ::ChoixMultiple(options) = &self.spec.champ {
            // In the order of the options, whatever the order of the ticks.
            let ticked = options.iter().map(|option| option.jeton.to_owned());
            tokens = ticked.filter(|token| tokens.contains(token)).collect();
        }
        self.ecrire(Some(Entry::Many(tokens)));
    }

    fn option(&self, jeton: &str, libelle: &str) -> Vue {
        el("option").attr("value", jeton).attr_si(self.texte() == jeton, "selected").enfant(libelle)
    }

    /// A menu that these options fill.
    fn selection(&self, options: impl FnOnce(Vue) -> Vue) -> Vue {
        let question = self.clone();
        let menu = el("select")
            .attr("id", &ancre(self.spec.id))
            .attr("name", self.spec.id)
            .attr("aria-describedby", &self.decrit_par())
            .sur("change", move |event| {
                let value = event_target_value(&event);
                question.ecrire((!value.is_empty()).then_some(Entry::One(value)));
            })
            .enfant(self.option("", "Choisir dans la liste"));
        let unknown = self.spec.ne_sais_pas.map(|_| self.option(INCONNU, "Je ne sais pas"));
        self.bloc().enfant(options(menu).enfant(unknown))
    }

    fn saisie(&self) -> Vue {
        let (kind, mode, class) = match self.spec.champ {
            Champ::Date => ("date", "numeric", "date"),
            Champ::Nombre(..) => ("text", "numeric", "nombre"),
            Champ::Finess => ("text", "text", "numero"),
            Champ::Siren | Champ::Siret => ("text", "numeric", "numero"),
            _ => ("text", "text", "texte"),
        };
        let (form, spec) = (self.form, self.spec);
        let (seen, typed, typing, warned) = (self.clone(), self.clone(), self.clone(), self.clone());
        let entered = |event: &Evenement| {
            let text = event_target_value(event);
            let text = text.trim();
            (!text.is_empty()).then(|| Entry::One(text.to_owned()))
        };
        let input = el("input")
            .attr("type", kind)
            .attr("inputmode", mode)
            .classe(class)
            .attr("id", &ancre(spec.id))
            .attr("name", spec.id)
            .attr("autocomplete", "off")
            .attr("spellcheck", "false")
            .attr("aria-describedby", &self.decrit_par())
            .attr_vif("aria-invalid", move || form.erreur(spec).is_some().to_string())
            .valeur_vive(move || Some(seen.texte()).filter(|text| text != INCONNU).unwrap_or_default())
            .sur("input", move |event| {
                let entry = entered(&event);
                typing.form.taper(spec, typing.ligne.as_ref(), entry);
            })
            .sur("change", move |event| typed.ecrire(entered(&event)));
        let warning = move || {
            let phrase = warned.entree().and_then(|entry| (spec.controle)(&entry).ok().flatten());
            ensemble().enfant(phrase.map(|phrase| el("p").classe("avertissement").enfant(phrase)))
        };
        self.bloc()
            .enfant(input)
            .enfant(el("div").attr("aria-live", "polite").vif(warning))
            .enfant(self.inconnu())
    }

    /// « Je ne sais pas » of a typed field.
    fn inconnu(&self) -> Option<Vue> {
        let implies = self.spec.ne_sais_pas?;
        let (seen, ticked) = (self.clone(), self.clone());
        let input = el("input")
            .attr("type", "checkbox")
            .attr("name", &format!("{}-inconnu", self.spec.id))
            .coche_vive(move || seen.entree().is_some_and(|entry| entry.text() == Some(INCONNU)))
            .sur("change", move |event| {
                ticked.ecrire(event_target_checked(&event).then(|| Entry::one(INCONNU)));
            });
        Some(ensemble().enfant(ou()).enfant(sous_etiquette(input, "Je ne sais pas", implies)))
    }

    /// Someone: the representative, the director, a person already named, or another one to name.
    fn personne(&self) -> Vue {
        let form = self.form;
        // Read once: were it followed, the fields of the person being named would be drawn anew at each of them.
        let known = form.brouillon.with_untracked(|answers| {
            let facts = &Facts::new(answers, form.today);
            let mut people = vec![Feuille::new("rl", &nom_propre(&nom_de(facts, "rl")), "")];
            if facts.est(&DIRECTEUR_DISTINCT, OuiNon::Oui) == Ok(true) {
                people.push(Feuille::new("directeur", &nom_propre(&nom_de(facts, "directeur")), ""));
            }
            let card = questionnaire::spec("personne-carte");
            for row in facts.answers().rows(PERSONNES.spec.id) {
                let card = card.map(|card| valeur(&facts.dans(PERSONNES.spec.id, row), card));
                let card = card.map_or_else(String::new, |card| format!("Carte\u{a0}: {card}"));
                people.push(Feuille::new(&row.id, &nom_de(facts, &row.id), &card));
            }
            people
        });
        let fresh = form.brouillon.with_untracked(|answers| answers.new_row_id("personne"));
        let sheets = known.into_iter().enumerate().map(|(rank, person)| self.feuille(person, rank));
        let other = self.feuille(Feuille::new(&fresh, "Une autre personne", ""), 98);
        let group = self.groupe("", None).enfants(sheets).enfant(other);
        let (question, chosen) = (self.clone(), fresh.clone());
        let shown = move || question.entree().is_some_and(|entry| entry.text() == Some(&chosen));
        let fields = move || {
            let Champ::Lignes(liste) = &PERSONNES.spec.champ else { return ensemble() };
            let person = || Some((PERSONNES.spec.id, fresh.clone()));
            el("div")
                .classe("personne")
                .enfants(liste.champs.iter().map(|field| champ(form, field, person(), false)))
        };
        ensemble().enfant(group).quand(shown, fields)
    }
}

/// The hint of a question.
pub fn indice(spec: &'static Spec) -> Vue {
    el("p").classe("indice").attr("id", &format!("indice-{}", spec.id)).enfant(spec.indice)
}

fn ou() -> Vue {
    el("p").classe("ou").enfant("ou")
}

/// A box to tick, in its label.
fn sous_etiquette(boite: Vue, libelle: &str, precision: &str) -> Vue {
    el("label")
        .classe("choix")
        .enfant(boite)
        .enfant(el("span").enfant(libelle))
        .enfant((!precision.is_empty()).then(|| el("small").enfant(precision)))
}

/// « le représentant légal » as a label: with a capital.
fn nom_propre(nom: &str) -> String {
    let mut letters = nom.chars();
    letters.next().map_or_else(String::new, |first| {
        std::iter::once(first.to_ascii_uppercase()).chain(letters).collect()
    })
}
