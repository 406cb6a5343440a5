//! The screens, one file each.

pub mod card;
mod checklist;
pub mod client;
pub mod documents;
pub mod edition;
pub mod filed;
pub mod home;
pub mod known;
pub mod new;
pub mod official;
pub mod outbox;
pub mod receipt;
pub mod recovery;
pub mod review;
mod scroll;
mod signing;
pub mod unlock;
pub mod walk;
mod weighed;

use super::app::App;
use super::effect::Effect;
use crate::case::Stage;
use uuid::Uuid;

/// Shows the case that was opened where its stage belongs.
pub fn show_case(app: &mut App, stage: Stage, id: Uuid) -> Vec<Effect> {
    match stage {
        stage if stage.editable() => {
            let walk = walk::Walk::new(app);
            app.go(walk);
            Vec::new()
        }
        Stage::Queued | Stage::Sending => {
            app.go(outbox::Outbox::at(id));
            vec![Effect::Send(id)]
        }
        _ => {
            app.go(filed::Filed::new());
            vec![Effect::Receipt(id)]
        }
    }
}
