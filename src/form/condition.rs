//! Conditions between items, in CEL, checked when the form is read.

mod types;

pub(super) use types::{Complaint, Named, complaints};

use super::Value;
use cel::common::types::{CelBool, CelInt, CelList, CelNull, CelString};
use cel::common::value::{CowVal, Val};
use cel::context::VariableResolver;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError, Weak};

/// Case facts a condition may name beside the items: true or false, set when the case is opened or asked.
pub const FACTS: [&str; 11] = [
    "filed_by_legal_representative",
    "filed_by_agent",
    "is_ssw1",
    "is_highly_skilled",
    "is_highly_skilled_1a",
    "is_highly_skilled_1b",
    "is_highly_skilled_1c",
    "is_designated",
    "is_professor",
    "is_instructor",
    "is_cultural_activities",
];

/// A condition longer than this is a mistake, and none of them needs a deep stack.
const LONGEST: usize = 1000;

/// A CEL condition of a form file: `education_level == "その他"`.
///
/// Variables are item ids (yes/no is the string `yes` or `no`, an empty answer is `null`) and the case facts
/// (`filed_by_agent` …). A date is its ISO text, as far as it is known; an address is one text; a table is the number of
/// its rows; several choices are a list.
pub struct Condition {
    pub source: String,
    compiled: Arc<Compiled>,
}

/// A condition as CEL has it; the sheets of a division and of another have much of the same text, which is compiled once.
struct Compiled {
    program: cel::Program,
    names: BTreeSet<String>,
}

impl std::fmt::Debug for Condition {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Condition({})", self.source)
    }
}

/// What conditions are evaluated against: the values of a case and its facts.
#[derive(Debug, Default)]
pub struct Scope {
    /// Item id to value; an absent item is `null`.
    pub values: BTreeMap<String, Value>,
    /// Case facts: `filed_by_legal_representative`, `filed_by_agent`, `is_ssw1`.
    pub facts: BTreeMap<String, bool>,
}

/// Values of the cells of a row by their columns' ids; `None`: nothing is said in it.
pub type Cells<'r> = BTreeMap<&'r str, Option<Value>>;

/// What is wrong with a condition, and at which characters of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    pub at: Range<usize>,
    pub message: String,
}

impl Condition {
    /// Reads a condition; whether the names in it exist is for the application to check.
    ///
    /// # Errors
    /// Each syntax error, with its place in the text.
    pub fn parse(source: &str) -> Result<Condition, Vec<Mistake>> {
        if source.chars().count() > LONGEST {
            let message = format!("longer than {LONGEST} characters");
            return Err(vec![Mistake { at: 0..0, message }]);
        }
        let compiled = compile(source)?;
        Ok(Condition { source: source.to_owned(), compiled })
    }

    /// Whether the condition holds. Conditions are checked at load, so this cannot fail; an absent item is `null`, and
    /// what cannot be compared does not hold.
    #[must_use]
    pub fn holds(&self, scope: &Scope) -> bool {
        self.holds_in_row(&Cells::new(), scope)
    }

    /// Whether the condition holds in a row of a table: a name is that of a cell, or else of an item.
    #[must_use]
    pub fn holds_in_row(&self, cells: &Cells<'_>, scope: &Scope) -> bool {
        let lookup = Lookup { cells, scope };
        let mut context = cel::Context::with_env(env());
        context.set_variable_resolver(&lookup);
        matches!(self.compiled.program.execute(&context), Ok(cel::Value::Bool(true)))
    }

    /// Items and facts the condition looks at.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.compiled.names.iter().map(String::as_str)
    }

    pub(super) fn program(&self) -> &cel::Program {
        &self.compiled.program
    }
}

/// Compiles a text, or finds it compiled for a form that is still held: parsing is most of what reading a form costs.
fn compile(source: &str) -> Result<Arc<Compiled>, Vec<Mistake>> {
    static KNOWN: LazyLock<Mutex<HashMap<String, Weak<Compiled>>>> = LazyLock::new(Mutex::default);
    let known = || KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(compiled) = known().get(source).and_then(Weak::upgrade) {
        return Ok(compiled);
    }
    let compiled = match env().compile(source) {
        Ok(program) => {
            let names = program.references().variables().into_iter().map(str::to_owned).collect();
            Arc::new(Compiled { program, names })
        }
        Err(errors) => return Err(errors.errors.iter().map(|error| mistake(source, error)).collect()),
    };
    let mut known = known();
    if known.len() == known.capacity() {
        // Before it grows, what no form holds any more goes.
        known.retain(|_, compiled| compiled.strong_count() > 0);
    }
    known.insert(source.to_owned(), Arc::downgrade(&compiled));
    Ok(compiled)
}

/// Building the standard library takes twenty times as long as an evaluation: one for all.
fn env() -> Arc<cel::Env> {
    static ENV: OnceLock<Arc<cel::Env>> = OnceLock::new();
    Arc::clone(ENV.get_or_init(|| Arc::new(cel::Env::stdlib())))
}

/// A parse error's line and column, as a character of the source.
fn mistake(source: &str, error: &cel::ParseError) -> Mistake {
    let line = usize::try_from(error.pos.0).unwrap_or(1).saturating_sub(1);
    let column = usize::try_from(error.pos.1).unwrap_or(1).saturating_sub(1);
    let before: usize = source.split_inclusive('\n').take(line).map(|line| line.chars().count()).sum();
    let at = (before + column).min(source.chars().count());
    Mistake { at: at..at, message: error.msg.clone() }
}

/// Answers a condition's variables from a scope, without copying what is not asked for.
struct Lookup<'s> {
    cells: &'s Cells<'s>,
    scope: &'s Scope,
}

impl VariableResolver for Lookup<'_> {
    fn resolve<'b>(&'b self, variable: &str) -> Option<CowVal<'b, 'b>> {
        let cell = self.cells.get(variable).map(Option::as_ref);
        if let Some(value) = cell.unwrap_or_else(|| self.scope.values.get(variable)) {
            return Some(seen(value));
        }
        if let Some(fact) = self.scope.facts.get(variable) {
            return Some(CowVal::owned(CelBool::from(*fact)));
        }
        let unset =
            if FACTS.contains(&variable) { CowVal::owned(CelBool::from(false)) } else { CowVal::owned(CelNull) };
        Some(unset)
    }
}

/// A value as conditions see it.
fn seen(value: &Value) -> CowVal<'_, '_> {
    match value {
        Value::Text(text) | Value::Choice(text) => CowVal::owned(CelString::from(text.as_str())),
        Value::Date(date) | Value::YearMonth(date) => CowVal::owned(CelString::from(date.iso())),
        Value::YesNo(yes) => CowVal::owned(CelString::from(if *yes { "yes" } else { "no" })),
        Value::Integer(number) => CowVal::owned(CelInt::from(*number)),
        Value::Rows(rows) => CowVal::owned(CelInt::from(i64::try_from(*rows).unwrap_or(i64::MAX))),
        Value::Address(address) => CowVal::owned(CelString::from(address.line())),
        Value::Choices(choices) => {
            let texts = choices.iter().map(|choice| Box::new(CelString::from(choice.clone())) as Box<dyn Val>);
            CowVal::owned(CelList::from(texts.collect::<Vec<_>>()))
        }
    }
}
