//! The longest case there is, filled: what checking and reading are measured with.

use jiff::civil::Date;
use madoguchi::case::{Case, Entry, Path};
use madoguchi::desk::Filling;
use madoguchi::form::{Catalog, Kind, State};
use madoguchi::law::FiledBy;

/// Its status; the procedure is a change.
pub const STATUS: &str = "特定技能1号";

/// A change to [`STATUS`] with every box filled that takes text, a date, a number or a choice.
pub fn filled(today: Date) -> Filling {
    let form = Catalog::embedded().form("change", STATUS, None).expect("the form");
    let at = "2026-11-20T01:00:00Z".parse().expect("a time");
    let case = Case::open(uuid::Uuid::from_u128(1), &form, STATUS, FiledBy::Agent, at);
    let mut filling = Filling::new(case, form);
    for _ in 0..4 {
        let asked: Vec<String> = filling.walk(today).steps.iter().map(|step| step.item.id.clone()).collect();
        for id in asked {
            let typed = filling.form.item(&id).and_then(|item| typed(&item.kind));
            if let Some(typed) = typed {
                filling.put(&Path::item(&id), Entry { state: State::Answered, typed, ..Entry::default() });
            }
        }
    }
    filling
}

fn typed(kind: &Kind) -> Option<String> {
    Some(match kind {
        Kind::Choice(list) | Kind::Country(list) => list.choices.first()?.label.ja.clone(),
        Kind::YesNo { .. } => "yes".to_owned(),
        Kind::Date { .. } => "2020-04-01".to_owned(),
        Kind::Integer { .. } | Kind::Money { .. } => "1".to_owned(),
        Kind::Phone => "03-1234-5678".to_owned(),
        Kind::Address { .. } => "〒105-0011 東京都港区芝公園9-99-99".to_owned(),
        Kind::Text { .. } | Kind::Multiline { .. } => "見本のとおり".to_owned(),
        Kind::CorporateNumber => "8000099990001".to_owned(),
        _ => return None,
    })
}
