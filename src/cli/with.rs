//! `--with`: what an application is filed together with.
//!
//! Either it goes with another (a re-entry permit with the extension it is filed with), or others go with it as one case (an extension with a
//! re-entry permit in it). Which of the two, the procedure decides.

use super::context::{Context, usage};
use crate::desk::Result;
use crate::form::Catalog;
use crate::law::Rules;

/// What was named.
#[derive(Debug, Default)]
pub(super) struct With {
    /// The procedure it goes with, where it cannot be filed alone.
    pub base: Option<String>,
    /// The procedures that go with it, by slug.
    pub together: Vec<String>,
}

/// Sorts the procedures named.
///
/// # Errors
/// One that cannot be filed with this procedure, with those that can; several where only one can be meant.
pub(super) fn read(context: &Context<'_>, procedure: &str, named: &[String]) -> Result<With> {
    if named.is_empty() {
        return Ok(With::default());
    }
    let goes_with = Rules::in_force().only_with(procedure, context.setup.today());
    let (choices, most) = if goes_with.is_empty() {
        let joined = Catalog::in_force().filed_with(procedure);
        (joined.into_iter().map(str::to_owned).collect(), usize::MAX)
    } else {
        (goes_with, 1)
    };
    let mut slugs: Vec<String> = Vec::new();
    for name in named {
        let slug = Catalog::in_force().procedure(name).map_or_else(|_| name.clone(), |known| known.slug.clone());
        if !choices.contains(&slug) || (slugs.len() == most && !slugs.contains(&slug)) {
            return Err(refused(context, procedure, name, &choices));
        }
        if !slugs.contains(&slug) {
            slugs.push(slug);
        }
    }
    Ok(if most == 1 { With { base: slugs.pop(), ..With::default() } } else { With { base: None, together: slugs } })
}

fn refused(context: &Context<'_>, procedure: &str, named: &str, choices: &[String]) -> crate::desk::Error {
    let choices = choices.join(", ");
    let code = if choices.is_empty() { "cli-with-nothing" } else { "cli-with-choices" };
    usage(&context.say(code, &[("procedure", procedure), ("named", named), ("choices", &choices)]))
}
