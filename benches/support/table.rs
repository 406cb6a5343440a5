//! One line of the table that `make bench` prints: what was measured beside its floor, and the goal for the ratio.

/// A measured line.
pub struct Line {
    /// Number of the goal, `T1`.
    pub goal: &'static str,
    pub what: String,
    /// The floor of the same run, with its unit.
    pub floor: String,
    /// The counter, with its unit.
    pub here: String,
    /// The figure the goal is about.
    pub figure: f64,
    /// The most it may be; infinite where it is told only to be seen beside the others.
    pub most: f64,
}

impl Line {
    /// Prints it as a table row.
    pub fn print(&self) {
        let Line { goal, what, floor, here, figure, most } = self;
        let (most, verdict) = match most {
            most if most.is_infinite() => ("–".to_owned(), ""),
            most => (format!("≤ {most}"), if figure <= most { "✓" } else { "!" }),
        };
        println!("| {goal} | {what} | {floor} | {here} | {figure:.2} | {most} | {verdict} |");
    }
}

/// Prints the head of the table.
pub fn head(about: &str) {
    println!("\n{about}\n\n| goal | measure | floor | counter | figure | must | |\n|---|---|---|---|---|---|---|");
}

/// The value below which `part` (0 to 1) of all lie; 0 of none.
pub fn quantile(values: &[f64], part: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let at = (sorted.len() as f64 * part) as usize;
    sorted.get(at.min(sorted.len().saturating_sub(1))).copied().unwrap_or_default()
}

/// The middle value.
pub fn median(values: &[f64]) -> f64 {
    quantile(values, 0.5)
}
