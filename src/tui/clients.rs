//! What the screens want done about clients, known answers and editions, and what comes of it. Effects are data; nothing here
//! decides anything.

use crate::case::{Fact, Origin};
use crate::desk::{Client, Desk, Due, Family, Move, Offer, Result, Since, due};
use jiff::civil::Date;
use uuid::Uuid;

/// Deadlines of so many days from now stand on the desk.
pub const SOON: i32 = 30;

/// Something to be done about clients.
pub enum ClientEffect {
    /// All clients, and what is due.
    List,
    Remember {
        client: Uuid,
        word: String,
        value: String,
    },
    Happened {
        client: Uuid,
        kind: String,
        day: Date,
    },
    Done {
        client: Uuid,
        rule: String,
    },
    Forget(Uuid),
    /// Remembers the dates of a card with the client whose case it is.
    OfCard {
        case: Uuid,
        family: Family,
        facts: Vec<Fact>,
    },
    /// What is known for a case.
    Known(Uuid),
    /// Keeps the organisation a case names.
    Keep(Uuid),
    /// Whether a newer edition of a case's form is here.
    Edition(Uuid),
    Move(Uuid),
}

/// What came of it.
pub enum ClientAnswer {
    Listed(Result<(Vec<Client>, Vec<Due>)>),
    Changed(Result<()>),
    Known(Result<Box<KnownAnswers>>),
    /// The name of the organisation that is kept now.
    Kept(Result<String>),
    Edition(Uuid, Result<Option<Box<Move>>>),
    Moved(Uuid, Result<()>),
}

/// What is known for a case.
pub struct KnownAnswers {
    /// Of the client.
    pub client: Vec<Offer>,
    /// Of each organisation, by name.
    pub organisations: Vec<(String, Vec<Offer>)>,
    /// What changed since the last filing; `None` where nothing was filed.
    pub since: Option<Since>,
}

/// Does it at the desk.
pub fn perform(desk: &mut Desk, effect: ClientEffect) -> ClientAnswer {
    match effect {
        ClientEffect::List => ClientAnswer::Listed(list(desk)),
        ClientEffect::Remember { client, word, value } => {
            ClientAnswer::Changed(desk.remember(client, &[(word, value)], &Origin::Typed))
        }
        ClientEffect::OfCard { case, family, facts } => ClientAnswer::Changed(desk.remember_card(case, family, &facts)),
        ClientEffect::Happened { client, kind, day } => ClientAnswer::Changed(desk.add_event(client, &kind, day)),
        ClientEffect::Done { client, rule } => ClientAnswer::Changed(desk.set_done(client, &rule, true).map(|_| ())),
        ClientEffect::Forget(client) => ClientAnswer::Changed(desk.delete_client(client).map(|_| ())),
        ClientEffect::Known(case) => ClientAnswer::Known(known(desk, case).map(Box::new)),
        ClientEffect::Keep(case) => ClientAnswer::Kept(keep(desk, case)),
        ClientEffect::Edition(case) => {
            ClientAnswer::Edition(case, desk.newer_edition(case).map(|made| made.map(Box::new)))
        }
        ClientEffect::Move(case) => ClientAnswer::Moved(case, desk.move_edition(case).map(|_| ())),
    }
}

fn list(desk: &Desk) -> Result<(Vec<Client>, Vec<Due>)> {
    let clients = desk.clients()?;
    let due = due(&clients, SOON, desk.setup.today());
    Ok((clients, due))
}

fn known(desk: &Desk, case: Uuid) -> Result<KnownAnswers> {
    let filling = desk.open(case)?;
    let organisations = desk.organisations()?;
    let offers = organisations.iter().map(|kept| (kept.name.clone(), desk.organisation_offers(&filling, kept)));
    Ok(KnownAnswers {
        client: desk.offers(&filling)?,
        organisations: offers.filter(|(_, offers)| !offers.is_empty()).collect(),
        // Nothing filed before is no failure here.
        since: desk.since_filed(&filling).ok(),
    })
}

fn keep(desk: &mut Desk, case: Uuid) -> Result<String> {
    let filling = desk.open(case)?;
    Ok(desk.keep_organisation(&filling)?.name)
}
