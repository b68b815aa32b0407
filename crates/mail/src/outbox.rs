//! Mails that wait for an organiser to look at them and send them.
//!
//! Nothing is logged here: the log says when a mail was sent.

use std::collections::{BTreeSet, HashMap};

use plenary_model::{Error, MailRole, MailState, Message, Result};
use plenary_store::Tx;
use plenary_store::entity::{event, queued_mail, queued_mail_speaker, queued_mail_submission};
use plenary_store::sea_orm::sea_query::Query;
use plenary_store::sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, EntityTrait, QueryTrait};
use serde_json::{Value, json};

use crate::context::Context;
use crate::placeholder::{self, Needs};
use crate::render::{Rendered, Source, UnknownPlaceholder, render};
use crate::template;

/// Rows of one statement: well below what SQLite can bind.
const MAILS_AT_ONCE: usize = 1_000;
const LINKS_AT_ONCE: usize = 10_000;

/// A mail to be written from the event's template of a role.
#[derive(Clone, Debug)]
pub struct Draft {
    pub role: MailRole,
    /// Profiles that can be reached; at least one.
    pub speakers: Vec<i32>,
    /// The language they read.
    pub locale: String,
    pub submissions: Vec<i32>,
    pub context: Context,
    pub attachments: Vec<Attachment>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    pub name: String,
    pub content: String,
    pub content_type: String,
}

/// What became of many drafts.
#[derive(Debug, Default, PartialEq)]
pub struct Queued {
    /// The mails, in the order of the drafts.
    pub mails: Vec<i32>,
    pub failed: Vec<Failed>,
}

/// A draft whose template asks for something that the mail does not know. The others are not
/// held up by it.
#[derive(Debug, PartialEq)]
pub struct Failed {
    /// Index of the draft.
    pub draft: usize,
    pub problem: UnknownPlaceholder,
}

/// Puts one mail into the outbox. A template that can't be filled is a conflict.
pub async fn queue_draft(tx: &Tx, event: &event::Model, draft: Draft) -> Result<i32> {
    let queued = queue_drafts(tx, event, vec![draft]).await?;
    match (queued.mails.first(), queued.failed.first()) {
        (Some(id), _) => Ok(*id),
        (None, Some(failed)) => {
            Err(Error::conflict(Message::new("error-mail-placeholder").arg("name", &failed.problem.name)))
        }
        (None, None) => Err(Error::internal("a draft became neither a mail nor a failure")),
    }
}

/// Puts mails into the outbox: one statement for the templates and three for every thousand mails.
/// Drafts that read the same and go to the same speakers become one mail about all their proposals.
pub async fn queue_drafts(tx: &Tx, event: &event::Model, drafts: Vec<Draft>) -> Result<Queued> {
    let mut queued = Queued::default();
    if drafts.is_empty() {
        return Ok(queued);
    }
    let roles: BTreeSet<MailRole> = drafts.iter().map(|draft| draft.role).collect();
    let templates = template::of_roles(tx, event.id, &roles).await?;

    let mut sources: HashMap<(MailRole, String), Source<'_>> = HashMap::new();
    let mut mails: Vec<Mail> = Vec::with_capacity(drafts.len());
    let mut known: HashMap<(Vec<i32>, Rendered), usize> = HashMap::new();
    for (number, mut draft) in drafts.into_iter().enumerate() {
        let template = templates.get(&draft.role).ok_or(Error::NotFound)?;
        let source = sources.entry((draft.role, draft.locale.clone())).or_insert_with(|| {
            let in_language = |text| plenary_model::I18nText::get(text, &draft.locale, &event.locale);
            let mut source = Source::new(in_language(&template.subject), in_language(&template.text));
            if draft.role == MailRole::NewSubmission && draft.context.full_submission_content.is_some() {
                source.append("full_submission_content");
            }
            source
        });
        // What the role promises must not make the mail fail: a new proposal has no slot yet.
        if placeholder::known_to(Some(draft.role)).contains(&Needs::Slot) {
            draft.context.slot.get_or_insert_default();
        }
        match render(source, &draft.context) {
            Ok(rendered) => merge(&mut mails, &mut known, Mail::new(draft, template, rendered)?),
            Err(problem) => queued.failed.push(Failed { draft: number, problem }),
        }
    }

    for chunk in mails.chunks(MAILS_AT_ONCE) {
        queued.mails.extend(insert(tx, event.id, chunk).await?);
    }
    Ok(queued)
}

/// A mail that an organiser has written to one address and that goes at once.
#[derive(Clone, Debug)]
pub struct Written {
    /// One address, which [`crate::address::parse`] takes.
    pub to: String,
    pub locale: String,
    pub subject: String,
    /// Markdown.
    pub text: String,
}

/// Has it sent by the event's server as soon as the transaction is committed; returns its id. It stays among
/// the mails of the event, and is a draft again if it can't be delivered.
pub async fn send_written(tx: &Tx, event: &event::Model, mail: Written) -> Result<i32> {
    let row = queued_mail::ActiveModel {
        event_id: Set(Some(event.id)),
        recipients: Set(Some(mail.to)),
        subject: Set(crate::render::subject_line(&mail.subject)),
        text: Set(mail.text),
        state: Set(MailState::Sending),
        locale: Set(Some(mail.locale)),
        created: Set(Some(tx.now())),
        updated: Set(Some(tx.now())),
        ..Default::default()
    };
    let id = row.insert(tx.db()).await?.id;
    crate::delivery::enqueue(tx, &[id]).await?;
    Ok(id)
}

struct Mail {
    template: i32,
    reply_to: Option<String>,
    bcc: Option<String>,
    locale: String,
    rendered: Rendered,
    speakers: Vec<i32>,
    submissions: Vec<i32>,
    attachments: Vec<Attachment>,
}

impl Mail {
    fn new(
        draft: Draft,
        template: &plenary_store::entity::mail_template::Model,
        rendered: Rendered,
    ) -> Result<Self> {
        if draft.speakers.is_empty() {
            return Err(Error::internal("a mail to nobody"));
        }
        Ok(Self {
            template: template.id,
            reply_to: template.reply_to.clone(),
            bcc: template.bcc.clone(),
            locale: draft.locale,
            rendered,
            speakers: sorted(draft.speakers),
            submissions: sorted(draft.submissions),
            attachments: draft.attachments,
        })
    }

    fn attachments(&self) -> Option<Value> {
        let one = |file: &Attachment| json!({"name": file.name, "content": file.content, "content_type": file.content_type});
        (!self.attachments.is_empty()).then(|| self.attachments.iter().map(one).collect())
    }
}

fn sorted(mut ids: Vec<i32>) -> Vec<i32> {
    ids.sort_unstable();
    ids.dedup();
    ids
}

fn merge(mails: &mut Vec<Mail>, known: &mut HashMap<(Vec<i32>, Rendered), usize>, mail: Mail) {
    let key = (mail.speakers.clone(), mail.rendered.clone());
    let Some(same) = known.get(&key).map(|number| &mut mails[*number]) else {
        known.insert(key, mails.len());
        mails.push(mail);
        return;
    };
    same.submissions = sorted([std::mem::take(&mut same.submissions), mail.submissions].concat());
    for file in mail.attachments {
        if !same.attachments.contains(&file) {
            same.attachments.push(file);
        }
    }
}

async fn insert(tx: &Tx, event: i32, mails: &[Mail]) -> Result<Vec<i32>> {
    let rows = mails.iter().map(|mail| queued_mail::ActiveModel {
        event_id: Set(Some(event)),
        template_id: Set(Some(mail.template)),
        reply_to: Set(mail.reply_to.clone()),
        bcc: Set(mail.bcc.clone()),
        subject: Set(mail.rendered.subject.clone()),
        text: Set(mail.rendered.text.clone()),
        state: Set(MailState::Draft),
        locale: Set(Some(mail.locale.clone())),
        attachments: Set(mail.attachments()),
        created: Set(Some(tx.now())),
        updated: Set(Some(tx.now())),
        ..Default::default()
    });
    let mut insert = queued_mail::Entity::insert_many(rows).into_query();
    insert.returning(Query::returning().column(queued_mail::Column::Id));
    let mut ids = Vec::with_capacity(mails.len());
    for row in tx.db().query_all(&insert).await? {
        ids.push(row.try_get::<i32>("", "id")?);
    }
    // Numbers are given in the order of the rows; the order in which they are told is free.
    ids.sort_unstable();
    if ids.len() != mails.len() {
        return Err(Error::internal("not every mail was stored"));
    }

    let links = |of: fn(&Mail) -> &[i32]| -> Vec<(i32, i32)> {
        ids.iter().zip(mails).flat_map(|(id, mail)| of(mail).iter().map(|other| (*id, *other))).collect()
    };
    for chunk in links(|mail| &mail.speakers).chunks(LINKS_AT_ONCE) {
        let rows = chunk.iter().map(|(mail, speaker)| queued_mail_speaker::ActiveModel {
            queued_mail_id: Set(*mail),
            speaker_id: Set(*speaker),
        });
        queued_mail_speaker::Entity::insert_many(rows).exec_without_returning(tx.db()).await?;
    }
    for chunk in links(|mail| &mail.submissions).chunks(LINKS_AT_ONCE) {
        let rows = chunk.iter().map(|(mail, submission)| queued_mail_submission::ActiveModel {
            queued_mail_id: Set(*mail),
            submission_id: Set(*submission),
        });
        queued_mail_submission::Entity::insert_many(rows).exec_without_returning(tx.db()).await?;
    }
    Ok(ids)
}
