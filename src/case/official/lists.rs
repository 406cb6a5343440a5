//! The code lists of the templates: `forms/official/lists.tsv`.
//!
//! Texts are compared whole and exactly, as the templates do: full-width commas, both languages, a space at the end.

use super::Template;
use crate::form::embedded_text;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// One line of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Empty where the template writes nothing for the text.
    pub code: &'static str,
    pub text: &'static str,
}

/// One list, in the template's order.
pub type List = [Entry];

/// Every list of the three templates.
#[derive(Debug, Default)]
pub struct Lists {
    entries: Vec<Entry>,
    /// By template and id, the range of its entries.
    ids: BTreeMap<(usize, &'static str), (usize, usize)>,
    /// Lists that are named after the child column's own list where they hang on a parent.
    by_child: Vec<(usize, &'static str)>,
}

impl Lists {
    /// The lists built into the program, read at first use.
    #[must_use]
    pub fn embedded() -> &'static Lists {
        static LISTS: OnceLock<Lists> = OnceLock::new();
        LISTS.get_or_init(|| Lists::read(embedded_text("official/lists.tsv").unwrap_or_default()))
    }

    fn read(text: &'static str) -> Lists {
        let mut lists = Lists::default();
        let (mut names, mut begin) = ("", 0);
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some(next) = line.strip_prefix("> ") {
                lists.close(names, begin);
                (names, begin) = (next, lists.entries.len());
            } else if let Some(rest) = line.strip_prefix("%by-child\t") {
                lists.named_by_child(rest);
            } else if let Some((code, text)) = line.split_once('\t') {
                lists.entries.push(Entry { code, text });
            }
        }
        lists.close(names, begin);
        lists
    }

    fn close(&mut self, names: &'static str, begin: usize) {
        let end = self.entries.len();
        for name in names.split(' ').filter(|name| !name.is_empty()) {
            let (id, templates) = name.split_once(':').unwrap_or((name, ""));
            for template in Template::ALL {
                let own = templates.is_empty() || templates.split('+').any(|slug| slug == template.procedure());
                if own {
                    self.ids.insert((template.index(), id), (begin, end));
                }
            }
        }
    }

    fn named_by_child(&mut self, rest: &'static str) {
        let (procedure, ids) = rest.split_once('\t').unwrap_or_default();
        let Some(template) = Template::of(procedure) else { return };
        self.by_child.extend(ids.split(' ').map(|id| (template.index(), id)));
    }

    /// A list by its id.
    #[must_use]
    pub fn get(&self, template: Template, id: &str) -> Option<&List> {
        let (begin, end) = self.ids.get(&(template.index(), id))?;
        self.entries.get(*begin..*end)
    }

    /// The list of a column that hangs on a parent: named after the parent's list and the parent's code, for some after the
    /// child's own list. Of those the highly skilled have lists for each application code.
    #[must_use]
    pub fn under(&self, template: Template, child: &str, parent: &str, code: &str, application: &str) -> Option<&List> {
        if !self.by_child.contains(&(template.index(), child)) {
            return self.get(template, &format!("{parent}_{code}"));
        }
        let highly_skilled = matches!(code, "T81" | "T82" | "T83" | "X1" | "X2" | "X3");
        let key = if highly_skilled && child != "C970" { application } else { code };
        self.get(template, &format!("{child}_{key}"))
    }
}

/// The entry with this very text; the first wins.
#[must_use]
pub fn by_text<'l>(list: &'l List, text: &str) -> Option<&'l Entry> {
    list.iter().find(|entry| entry.text == text)
}

/// The first entry with this code.
#[must_use]
pub fn by_code<'l>(list: &'l List, code: &str) -> Option<&'l Entry> {
    list.iter().find(|entry| entry.code == code && !code.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_found_by_template_and_id() {
        let lists = Lists::embedded();
        let nations = lists.get(Template::Extension, "CA61").unwrap();
        assert_eq!(by_text(nations, "ネパール Nepal").map(|entry| entry.code), Some("180"));
        assert_eq!(by_text(nations, "ネパール"), None, "the whole text counts");
        let statuses = |template| lists.get(template, "A062").unwrap();
        assert_ne!(
            statuses(Template::Extension),
            statuses(Template::Coe),
            "a list that differs is each procedure's own"
        );
        assert!(lists.get(Template::Coe, "C619_260002").is_none(), "and is there only where the procedure asks");
    }

    #[test]
    fn linked_lists_are_named_after_the_parent_or_the_child() {
        let lists = Lists::embedded();
        let town = lists.under(Template::Extension, "CA69", "CA69_1", "130001", "04N2").unwrap();
        assert_eq!(by_code(town, "131016").map(|entry| entry.text), Some("千代田区"));
        let wished = lists.under(Template::Extension, "C970", "CB19", "T26", "04N2").unwrap();
        assert_eq!(by_code(wished, "T260300000").map(|entry| entry.text), Some("技術・人文・国際（３年） 3years"));
    }
}
