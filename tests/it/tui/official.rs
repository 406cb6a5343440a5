//! Export for the official site: marked cases, the folder, what the template refuses, the number that closes a case.

use super::pictures;
use crate::support::screen::{Screen, staffed};
use madoguchi::desk::{OfficialExport, OfficialProblem, Told};
use madoguchi::text::Lang;
use madoguchi::tui::effect::{Answer, Effect};

#[test]
fn export_for_the_official_site() {
    let refused = |screen: &mut Screen| {
        let effects = screen.keys("x <up><enter>/tmp/upload<enter>");
        let (cases, to) = effects.iter().find_map(|effect| match effect {
            Effect::ExportOfficial { cases, to } => Some((cases.clone(), to.clone())),
            _ => None,
        })?;
        assert_eq!((cases.len(), to.to_str()), (1, Some("/tmp/upload")));
        let told = Told {
            item: "org_branch".into(),
            no: "3(3)".into(),
            code: "official-missing".into(),
            message: "The bulk-application template needs “支店・事業所名” (N!CJ).".into(),
            fix: "Answer this item.".into(),
            ..Told::default()
        };
        let problems = vec![OfficialProblem { case: cases[0], told }];
        screen.answer(Answer::Exported(Ok(Box::new(OfficialExport { problems, ..OfficialExport::default() }))));
        Some(cases[0])
    };
    pictures("official", |lang, size| {
        let mut screen = staffed(lang, size);
        screen.keys("x ");
        screen
    });
    pictures("official-refused", |lang, size| {
        let mut screen = staffed(lang, size);
        assert!(refused(&mut screen).is_some());
        screen
    });
    let mut screen = staffed(Lang::EN, (80, 24));
    let case = refused(&mut screen).unwrap();
    assert!(screen.keys("<enter>").iter().any(|effect| matches!(effect, Effect::Open(id) if *id == case)));
    let mut screen = staffed(Lang::EN, (80, 24));
    let effects = screen.keys("xfT1-2026-1<enter>");
    assert!(
        effects.iter().any(|effect| matches!(effect, Effect::CloseOfficial { number, .. } if number == "T1-2026-1"))
    );
}
