//! A type check of conditions: CEL has none, so `3 == "married"` would quietly be false for ever.

use super::{Condition, FACTS};
use crate::form::Item;
use crate::form::kind::{ChoiceList, Derived, Kind};
use cel::common::ast::{CallExpr, ComprehensionExpr, Expr, IdedExpr, LiteralValue, operators as op};
use std::collections::BTreeMap;
use std::ops::Range;

/// Something a condition says that cannot be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::form) struct Complaint {
    /// Characters of the condition's text.
    pub at: Range<usize>,
    pub message: String,
    pub help: Option<String>,
}

/// What a name stands for.
#[derive(Debug, Clone)]
pub(in crate::form) enum Named<'a> {
    Item(&'a Kind),
    Fact,
    Unknown {
        /// A name that is nearly the same.
        near: Option<String>,
    },
}

impl<'a> Named<'a> {
    /// What a name stands for in an application with these items.
    pub fn of(name: &str, items: &BTreeMap<&str, &'a Item>) -> Named<'a> {
        if FACTS.contains(&name) {
            return Named::Fact;
        }
        if let Some(item) = items.get(name) {
            return Named::Item(&item.kind);
        }
        let known = items.keys().copied().chain(FACTS);
        Named::Unknown {
            near: known.filter(|known| near(known, name)).min_by_key(|known| known.len()).map(str::to_owned),
        }
    }
}

/// Whether two names differ by little: one begins with the other, or one letter differs.
fn near(a: &str, b: &str) -> bool {
    let differing = a.chars().zip(b.chars()).filter(|(a, b)| a != b).count() + a.len().abs_diff(b.len());
    differing <= 2 || (b.len() > 3 && (a.starts_with(b) || b.starts_with(a)))
}

/// What an expression yields.
#[derive(Debug, Clone)]
enum Type<'a> {
    Null,
    Bool,
    Number,
    Text,
    /// A text that is written out.
    Literal(String),
    YesNo,
    Choice(&'a ChoiceList),
    List(Box<Type<'a>>),
    /// Nothing is known, or something is wrong already.
    Any,
}

impl Type<'_> {
    fn words(&self) -> &'static str {
        match self {
            Type::Null => "null",
            Type::Bool => "true or false",
            Type::Number => "a number",
            Type::Text | Type::Literal(_) => "a text",
            Type::YesNo => "yes or no",
            Type::Choice(_) => "a choice",
            Type::List(_) => "a list",
            Type::Any => "anything",
        }
    }
}

/// Everything in a condition that cannot be meant; `named` says what a name stands for.
pub(in crate::form) fn complaints<'a>(condition: &'a Condition, named: &dyn Fn(&str) -> Named<'a>) -> Vec<Complaint> {
    let mut checker = Checker { condition, named, bound: Vec::new(), complaints: Vec::new() };
    let root = condition.program().expression();
    let yields = checker.infer(root);
    checker.want(root, &yields, "true or false", |yields| matches!(yields, Type::Bool));
    checker.complaints
}

struct Checker<'a, 'n> {
    condition: &'a Condition,
    named: &'n dyn Fn(&str) -> Named<'a>,
    /// Variables of comprehensions (`exists`, `all`), innermost last.
    bound: Vec<(&'a str, Type<'a>)>,
    complaints: Vec<Complaint>,
}

impl<'a> Checker<'a, '_> {
    fn complain(&mut self, at: &IdedExpr, message: String, help: Option<String>) {
        let (first, last) = self.condition.program().source_info().offset_for(at.id).unwrap_or_default();
        let at = self.character(first)..self.character(last) + 1;
        self.complaints.push(Complaint { at, message, help });
    }

    /// The parser counts bytes, people count characters.
    fn character(&self, byte: u32) -> usize {
        let byte = usize::try_from(byte).unwrap_or(usize::MAX);
        self.condition.source.char_indices().take_while(|(at, _)| *at < byte).count()
    }

    fn want(&mut self, at: &IdedExpr, yields: &Type<'a>, wanted: &str, fits: impl Fn(&Type<'a>) -> bool) {
        if !fits(yields) && !matches!(yields, Type::Any) {
            self.complain(at, format!("this is {}, {wanted} is wanted", yields.words()), None);
        }
    }

    fn infer(&mut self, at: &'a IdedExpr) -> Type<'a> {
        match &at.expr {
            Expr::Literal(literal) => literal_type(literal),
            Expr::Ident(name) => self.variable(at, name),
            Expr::Call(call) => self.call(at, call),
            Expr::List(list) => {
                let mut element = Type::Any;
                for part in &list.elements {
                    element = self.infer(part);
                }
                Type::List(Box::new(element))
            }
            Expr::Comprehension(comprehension) => self.comprehension(comprehension),
            Expr::Select(_) | Expr::Map(_) | Expr::Struct(_) => {
                self.complain(at, "conditions have no fields, maps or structures".to_owned(), None);
                Type::Any
            }
            Expr::Unspecified => Type::Any,
        }
    }

    fn variable(&mut self, at: &IdedExpr, name: &str) -> Type<'a> {
        if let Some((_, bound)) = self.bound.iter().rev().find(|(bound, _)| *bound == name) {
            return bound.clone();
        }
        match (self.named)(name) {
            Named::Fact => Type::Bool,
            Named::Item(kind) => item_type(kind),
            Named::Unknown { near } => {
                let help = near.map(|near| format!("is `{near}` meant?"));
                self.complain(at, format!("no such item or fact: `{name}`"), help);
                Type::Any
            }
        }
    }

    fn call(&mut self, at: &'a IdedExpr, call: &'a CallExpr) -> Type<'a> {
        match (call.func_name.as_str(), call.target.as_deref(), call.args.as_slice()) {
            (op::LOGICAL_AND | op::LOGICAL_OR | op::LOGICAL_NOT | op::NOT_STRICTLY_FALSE, None, parts) => {
                for part in parts {
                    let yields = self.infer(part);
                    self.want(part, &yields, "true or false", |yields| matches!(yields, Type::Bool));
                }
                Type::Bool
            }
            (op::CONDITIONAL, None, [test, yes, no]) => {
                let yields = self.infer(test);
                self.want(test, &yields, "true or false", |yields| matches!(yields, Type::Bool));
                self.infer(no);
                self.infer(yes)
            }
            (op::EQUALS | op::NOT_EQUALS, None, [left, right]) => {
                self.equal(left, right);
                Type::Bool
            }
            (op::IN, None, [left, right]) => {
                self.within(left, right);
                Type::Bool
            }
            (op::LESS | op::LESS_EQUALS | op::GREATER | op::GREATER_EQUALS, None, [left, right]) => {
                self.order(at, left, right);
                Type::Bool
            }
            (op::ADD | op::SUBSTRACT | op::MULTIPLY | op::DIVIDE | op::MODULO | op::NEGATE, None, parts) => {
                self.all(parts, "a number", |yields| matches!(yields, Type::Number));
                Type::Number
            }
            ("size", None, [part]) | ("size", Some(part), []) => self.size(part),
            ("contains" | "startsWith" | "endsWith" | "matches", Some(target), [part]) => {
                let text = |yields: &Type<'a>| matches!(yields, Type::Text | Type::Literal(_) | Type::Choice(_));
                for side in [target, part] {
                    let yields = self.infer(side);
                    self.want(side, &yields, "a text", text);
                }
                Type::Bool
            }
            (name, _, _) => {
                self.complain(at, format!("conditions do not know `{name}`"), None);
                Type::Any
            }
        }
    }

    fn all(&mut self, parts: &'a [IdedExpr], wanted: &str, fits: impl Fn(&Type<'a>) -> bool) {
        for part in parts {
            let yields = self.infer(part);
            self.want(part, &yields, wanted, &fits);
        }
    }

    fn size(&mut self, part: &'a IdedExpr) -> Type<'a> {
        let yields = self.infer(part);
        let sized =
            |yields: &Type<'a>| matches!(yields, Type::Text | Type::Literal(_) | Type::Choice(_) | Type::List(_));
        self.want(part, &yields, "a text or a list", sized);
        Type::Number
    }

    fn equal(&mut self, left: &'a IdedExpr, right: &'a IdedExpr) {
        let (a, b) = (self.infer(left), self.infer(right));
        self.compare(left, &a, right, &b);
    }

    fn compare(&mut self, left: &IdedExpr, a: &Type<'a>, right: &IdedExpr, b: &Type<'a>) {
        match (a, b) {
            (Type::Choice(list), Type::Literal(text)) => self.one_of(right, list, text),
            (Type::Literal(text), Type::Choice(list)) => self.one_of(left, list, text),
            (Type::YesNo, Type::Literal(text)) => self.yes_or_no(right, text),
            (Type::Literal(text), Type::YesNo) => self.yes_or_no(left, text),
            _ if comparable(a, b) => {}
            _ => self.complain(right, format!("{} is never equal to {}", a.words(), b.words()), None),
        }
    }

    fn one_of(&mut self, at: &IdedExpr, list: &ChoiceList, text: &str) {
        if !list.choices.iter().any(|choice| choice.label.ja == text) {
            let known: Vec<&str> = list.choices.iter().take(30).map(|choice| choice.label.ja.as_str()).collect();
            let help = format!("choices: {}", known.join(", "));
            self.complain(at, format!("`{text}` is not one of the item's choices"), Some(help));
        }
    }

    fn yes_or_no(&mut self, at: &IdedExpr, text: &str) {
        if text != "yes" && text != "no" {
            self.complain(at, format!("a yes/no item is \"yes\" or \"no\", never \"{text}\""), None);
        }
    }

    fn within(&mut self, left: &'a IdedExpr, right: &'a IdedExpr) {
        let element = self.infer(left);
        if let Expr::List(list) = &right.expr {
            for part in &list.elements {
                let yields = self.infer(part);
                self.compare(left, &element, part, &yields);
            }
            return;
        }
        match self.infer(right) {
            Type::List(of) => self.compare(left, &element, right, &of),
            other => self.want(right, &other, "a list", |_| false),
        }
    }

    fn order(&mut self, at: &IdedExpr, left: &'a IdedExpr, right: &'a IdedExpr) {
        let (a, b) = (self.infer(left), self.infer(right));
        let text = |side: &Type<'a>| matches!(side, Type::Text | Type::Literal(_) | Type::Any);
        let number = |side: &Type<'a>| matches!(side, Type::Number | Type::Any);
        if !(text(&a) && text(&b) || number(&a) && number(&b)) {
            self.complain(at, format!("{} and {} have no order", a.words(), b.words()), None);
        }
    }

    fn comprehension(&mut self, over: &'a ComprehensionExpr) -> Type<'a> {
        let element = match self.infer(&over.iter_range) {
            Type::List(element) => *element,
            other => {
                self.want(&over.iter_range, &other, "a list", |_| false);
                Type::Any
            }
        };
        self.bound.push((&over.iter_var, element));
        self.bound.push((&over.accu_var, Type::Any));
        self.infer(&over.loop_step);
        self.bound.truncate(self.bound.len().saturating_sub(2));
        Type::Any
    }
}

fn literal_type<'a>(literal: &LiteralValue) -> Type<'a> {
    match literal {
        LiteralValue::Boolean(_) => Type::Bool,
        LiteralValue::Double(_) | LiteralValue::Int(_) | LiteralValue::UInt(_) => Type::Number,
        LiteralValue::Null => Type::Null,
        LiteralValue::String(text) => Type::Literal(text.to_string()),
        LiteralValue::Bytes(_) => Type::Text,
    }
}

fn item_type(kind: &Kind) -> Type<'_> {
    match kind {
        Kind::Choice(list) | Kind::Country(list) => Type::Choice(list),
        Kind::MultiChoice { list, .. } => Type::List(Box::new(Type::Choice(list))),
        Kind::YesNo { .. } => Type::YesNo,
        Kind::Integer { .. } | Kind::Money { .. } | Kind::Table { .. } | Kind::Derived(Derived::Points) => Type::Number,
        _ => Type::Text,
    }
}

/// Whether two types can be equal at all; an item may be null, a fact never is.
fn comparable(a: &Type<'_>, b: &Type<'_>) -> bool {
    if matches!(a, Type::Any) || matches!(b, Type::Any) {
        return true;
    }
    match (a, b) {
        (Type::Null, other) | (other, Type::Null) => !matches!(other, Type::Bool),
        (Type::Text | Type::Literal(_) | Type::Choice(_), Type::Text | Type::Choice(_))
        | (Type::Text | Type::Literal(_), Type::Literal(_)) => true,
        (Type::List(a), Type::List(b)) => comparable(a, b),
        (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
    }
}
