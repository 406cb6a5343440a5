//! The import table and the list of pure modules, as the module docs of `src/lib.rs` say them.

/// A module that a row allows, whole or in one part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowed {
    pub module: String,
    /// `case (facts only)`: only names that begin the path with this, `fact`.
    pub only: Option<String>,
}

/// A module's row.
#[derive(Debug, PartialEq, Eq)]
pub struct Row {
    pub module: String,
    pub may: Vec<Allowed>,
}

/// Who may import whom, in the order of the layers.
#[derive(Debug)]
pub struct Table {
    pub rows: Vec<Row>,
    pub pure: Vec<String>,
}

impl Table {
    /// Reads it from the text of `src/lib.rs`; `None` when there is no table.
    pub fn read(lib: &str) -> Option<Table> {
        let docs: Vec<&str> = lib.lines().filter_map(|line| line.strip_prefix("//!")).map(str::trim).collect();
        let mut rows: Vec<Row> = Vec::new();
        for cells in docs.iter().filter_map(|line| cells(line)) {
            let above: Vec<Allowed> = rows.iter().map(|row| whole(&row.module)).collect();
            let may = allowed(cells.1, above);
            rows.extend(words(cells.0).map(|module| Row { module, may: may.clone() }));
        }
        let pure = docs.iter().skip_while(|line| !line.starts_with("Pure:")).skip(1);
        let pure = pure.take_while(|line| line.is_empty() || line.starts_with("- "));
        let pure = pure.filter_map(|line| Some(line.strip_prefix("- [`")?.split_once('`')?.0.to_owned())).collect();
        (!rows.is_empty()).then_some(Table { rows, pure })
    }

    pub fn row(&self, module: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.module == module)
    }

    /// What is wrong with the table itself: a module without a row, a row that names one not above it, no pure module.
    pub fn flaws(&self, lib: &str) -> Vec<String> {
        let modules = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
        let mut flaws: Vec<String> =
            modules.filter(|module| self.row(module).is_none()).map(|module| format!("{module} has no row")).collect();
        for (i, row) in self.rows.iter().enumerate() {
            let above = |name: &str| self.rows[..i].iter().any(|earlier| earlier.module == name);
            let below = row.may.iter().filter(|allowed| !above(&allowed.module));
            flaws
                .extend(below.map(|allowed| format!("{} names {}, which is not above it", row.module, allowed.module)));
        }
        flaws.extend(self.pure.is_empty().then(|| "no pure module".to_owned()));
        flaws
    }
}

/// The two cells of a row, without the head and the rule under it.
fn cells(line: &str) -> Option<(&str, &str)> {
    let (module, may) = line.strip_prefix('|')?.strip_suffix('|')?.split_once('|')?;
    let (module, may) = (module.trim(), may.trim());
    (module != "module" && !module.starts_with("--")).then_some((module, may))
}

fn words(cell: &str) -> impl Iterator<Item = String> {
    cell.split(',').map(|word| word.trim().to_owned()).filter(|word| !word.is_empty())
}

fn whole(module: &str) -> Allowed {
    Allowed { module: module.to_owned(), only: None }
}

fn allowed(cell: &str, above: Vec<Allowed>) -> Vec<Allowed> {
    match cell {
        "nothing" => Vec::new(),
        "everything above" => above,
        _ => words(cell).map(|word| part(&word)).collect(),
    }
}

/// `case (facts only)` or `case`.
fn part(word: &str) -> Allowed {
    let Some((module, only)) = word.split_once(" (").and_then(|(m, rest)| Some((m, rest.strip_suffix(" only)")?)))
    else {
        return whole(word);
    };
    Allowed { module: module.to_owned(), only: Some(only.trim_end_matches('s').to_owned()) }
}

#[test]
fn a_table_is_read_with_its_words() {
    let lib = "//! Pure: nothing.\n//!\n//! - [`a`] x\n//!\n//! More.\n//! | module | may import |\n//! |---|---|\n//! | a, b | nothing |\n\
               //! | c | a, b (facts only) |\n//! | d | everything above |\n";
    let table = Table::read(lib).expect("a table");
    assert_eq!(table.pure, ["a"]);
    assert_eq!(table.rows.len(), 4);
    assert_eq!(table.rows[2].may, [whole("a"), Allowed { module: "b".into(), only: Some("fact".into()) }]);
    assert_eq!(table.rows[3].may, [whole("a"), whole("b"), whole("c")]);
    assert_eq!(table.flaws(lib), Vec::<String>::new());
}

#[test]
fn a_row_that_names_one_below_it_is_found() {
    let lib = "//! | a | b |\n//! | b | nothing |\npub mod a;\npub mod z;\n";
    let flaws = Table::read(lib).expect("a table").flaws(lib);
    assert_eq!(flaws, ["z has no row", "a names b, which is not above it", "no pure module"]);
}
