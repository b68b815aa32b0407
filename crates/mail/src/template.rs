//! The templates of an event.

use std::collections::{BTreeSet, HashMap, HashSet};

use plenary_model::error::Problems;
use plenary_model::{I18nText, MailRole, Result};
use plenary_store::Tx;
use plenary_store::entity::mail_template::{ActiveModel, Column, Entity, Model};
use plenary_store::sea_orm::sea_query::OnConflict;
use plenary_store::sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::defaults;
use crate::placeholder::{self, TemplateProblem};

/// Creates the templates that the program itself uses, where they are missing: at the creation of
/// an event, and again when one was deleted. At most two statements.
pub async fn ensure_defaults(tx: &Tx, event: i32) -> Result<()> {
    let present: HashSet<Option<MailRole>> = Entity::find()
        .select_only()
        .column(Column::Role)
        .filter(Column::EventId.eq(event))
        .filter(Column::Role.is_not_null())
        .into_tuple()
        .all(tx.db())
        .await?
        .into_iter()
        .collect();
    let missing = MailRole::ALL.iter().copied().filter(|role| !present.contains(&Some(*role)));
    let rows: Vec<ActiveModel> = missing
        .map(|role| {
            let (subject, text) = defaults::of(role);
            ActiveModel {
                event_id: Set(event),
                role: Set(Some(role)),
                subject: Set(subject),
                text: Set(text),
                is_auto_created: Set(false),
                created: Set(Some(tx.now())),
                updated: Set(Some(tx.now())),
                ..Default::default()
            }
        })
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    // Somebody else may be adding them at the same moment.
    let settled = OnConflict::columns([Column::EventId, Column::Role]).do_nothing().to_owned();
    Entity::insert_many(rows).on_conflict(settled).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// The templates of these roles, created where they are missing. One statement when all are there.
pub async fn of_roles(tx: &Tx, event: i32, roles: &BTreeSet<MailRole>) -> Result<HashMap<MailRole, Model>> {
    let read = || async {
        let rows = Entity::find()
            .filter(Column::EventId.eq(event))
            .filter(Column::Role.is_in(roles.iter().copied()))
            .all(tx.db())
            .await?;
        let by_role = rows.into_iter().filter_map(|row| row.role.map(|role| (role, row)));
        Ok::<HashMap<MailRole, Model>, plenary_model::Error>(by_role.collect())
    };
    let found = read().await?;
    if found.len() == roles.len() {
        return Ok(found);
    }
    ensure_defaults(tx, event).await?;
    read().await
}

/// Whether any language of a template uses a placeholder: what nobody asks for need not be read.
pub fn uses(template: &Model, name: &str) -> bool {
    template.subject.values().chain(template.text.values()).any(|text| placeholder::uses(text, name))
}

/// Checks a template before it is saved, in every language. Errors name `subject` and `text`.
pub fn check(subject: &I18nText, text: &I18nText, role: Option<MailRole>) -> Result<()> {
    let mut problems = Problems::default();
    for (field, value) in [("subject", subject), ("text", text)] {
        if value.is_empty() {
            problems.add(field, "error-required");
        }
        let mut found = BTreeSet::new();
        for language in value.values() {
            found.extend(placeholder::validate(language, role));
            if field == "text"
                && let Some(name) = role.and_then(placeholder::required_in)
                && !placeholder::uses(language, name)
            {
                found.insert(TemplateProblem::Lacks(name));
            }
        }
        for problem in found {
            problems.add(field, problem.message());
        }
    }
    problems.done()
}
