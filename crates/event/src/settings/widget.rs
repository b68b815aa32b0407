//! The schedule on other sites.

use plenary_model::{Actor, Result};
use plenary_store::Tx;
use plenary_store::entity::event::Model;

use super::write::{set_flag, write};
use crate::rights;

/// Whether the widget answers while the schedule is hidden.
pub async fn show_widget(tx: &Tx, actor: &Actor, event: &Model, always: bool) -> Result<(Model, bool)> {
    rights::require(tx.db(), actor, event, |rights| rights.can_change_event_settings).await?;
    let mut flags = event.flags().0;
    set_flag(&mut flags, "show_widget_if_not_public", false, always);
    let new = Model { feature_flags: flags.into_json(), ..event.clone() };
    write(tx, actor, event, new, Default::default()).await
}
