//! Reminding speakers of questions without an answer: one draft in the outbox for each of them.

use std::collections::{BTreeMap, HashMap};

use plenary_event::rights;
use plenary_mail::{Context, Draft, EventContext, Markdown, UserContext, escape, queue_drafts};
use plenary_model::{Actor, Error, I18nText, MailRole, Message, QuestionTarget, QuestionVariant, Result};
use plenary_store::Tx;
use plenary_store::entity::{
    account, answer, answer_choice, event, speaker_profile, speaker_role, submission,
};
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{ColumnTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect};

use super::super::condition::{Answered, is_asked};
use super::super::load::{self, Question};
use super::super::sheet::Subject;
use super::super::value;
use super::statistics::{Filters, proposals};

/// What speakers are reminded of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reminder {
    pub filters: Filters,
    /// Empty: every question that can be answered now.
    pub questions: Vec<i32>,
}

/// Drafts the mails and returns their ids. Questions whose answers are locked, or which are not asked
/// because of other answers, are left out, and so are boxes that need not be ticked. Speakers who
/// have no account can't open their pages and get nothing. A constant number of statements for every
/// thousand mails.
pub async fn remind(tx: &Tx, actor: &Actor, event: &event::Model, wanted: &Reminder) -> Result<Vec<i32>> {
    rights::require(tx.db(), actor, event, |rights| rights.can_change_event_settings).await?;
    let mut questions = load::of_event(tx.db(), event.id).await?;
    questions.retain(|question| question.row.active && question.row.target != QuestionTarget::Reviewer);
    if !wanted.questions.iter().all(|id| questions.iter().any(|question| question.row.id == *id)) {
        return Err(Error::invalid("questions", "error-choice"));
    }
    let is_wanted = |question: &Question| {
        (wanted.questions.is_empty() || wanted.questions.contains(&question.row.id))
            && !question.is_frozen(tx.now())
            && (question.row.variant != QuestionVariant::Boolean || question.is_required(tx.now()))
    };
    let these = || proposals(event.id, wanted.filters, None);
    let answered = answered(tx, event.id).await?;
    let none = HashMap::new();
    let missing = |subject: Subject, key: (QuestionTarget, i32)| -> Vec<&Question> {
        let given = answered.get(&key).unwrap_or(&none);
        let asked: Vec<&Question> = questions.iter().filter(|question| subject.fits(question)).collect();
        let open = |question: &&Question| {
            is_wanted(question) && !given.contains_key(&question.row.id) && is_asked(&asked, question, given)
        };
        asked.iter().copied().filter(open).collect()
    };
    let submissions: BTreeMap<i32, submission::Model> = submission::Entity::find()
        .filter(submission::Column::Id.in_subquery(these()))
        .all(tx.db())
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    let mut drafts = Vec::new();
    for (profile, account, of_speaker) in speakers(tx, these()).await? {
        let locale = locale(event, &profile);
        let text = |text: &I18nText| escape::line(text.get(&locale, &event.locale));
        let mut lines: Vec<String> = missing(Subject::Speaker, (QuestionTarget::Speaker, profile.id))
            .into_iter()
            .map(|question| format!("- {}", text(&question.row.question)))
            .collect();
        let about_speaker = !lines.is_empty();
        let mut about = Vec::new();
        for id in of_speaker {
            let Some(row) = submissions.get(&id) else { continue };
            let open = missing(Subject::of_submission(row), (QuestionTarget::Submission, id));
            if !open.is_empty() {
                about.push(id);
            }
            lines.extend(open.iter().map(|question| {
                format!("- {} ({})", text(&question.row.question), escape::line(&row.title))
            }));
        }
        if lines.is_empty() {
            continue;
        }
        drafts.push(draft(tx, event, (&profile, &account), locale, lines.join("\n"), about_speaker, about));
    }
    let queued = queue_drafts(tx, event, drafts).await?;
    match queued.failed.into_iter().next() {
        Some(failed) => {
            Err(Error::Conflict(Message::new("error-mail-placeholder").arg("name", failed.problem.name)))
        }
        None => Ok(queued.mails),
    }
}

/// Profile, account and proposals of each speaker. Two statements.
async fn speakers(
    tx: &Tx,
    proposals: SelectStatement,
) -> Result<Vec<(speaker_profile::Model, account::Model, Vec<i32>)>> {
    let roles = speaker_role::Entity::find()
        .filter(speaker_role::Column::SubmissionId.in_subquery(proposals.clone()))
        .order_by_asc(speaker_role::Column::SubmissionId)
        .all(tx.db())
        .await?;
    let mut own: HashMap<i32, Vec<i32>> = HashMap::new();
    for role in roles {
        own.entry(role.speaker_id).or_default().push(role.submission_id);
    }
    let ids = Query::select()
        .column(speaker_role::Column::SpeakerId)
        .from(speaker_role::Entity)
        .and_where(speaker_role::Column::SubmissionId.in_subquery(proposals))
        .to_owned();
    let account = speaker_profile::Entity::belongs_to(account::Entity)
        .from(speaker_profile::Column::AccountId)
        .to(account::Column::Id);
    let profiles = speaker_profile::Entity::find()
        .filter(speaker_profile::Column::Id.in_subquery(ids))
        .order_by_asc(speaker_profile::Column::Id)
        .join(JoinType::InnerJoin, account.into())
        .select_also(account::Entity)
        .all(tx.db())
        .await?;
    Ok(profiles
        .into_iter()
        .filter_map(|(profile, account)| {
            let of_speaker = own.remove(&profile.id)?;
            Some((profile, account?, of_speaker))
        })
        .collect())
}

/// What was answered about proposals and speakers, by question. Two statements.
async fn answered(tx: &Tx, event: i32) -> Result<HashMap<(QuestionTarget, i32), HashMap<i32, Answered>>> {
    let rows = answer::Entity::find()
        .filter(answer::Column::QuestionId.in_subquery(load::ids(event)))
        .order_by_asc(answer::Column::Id)
        .all(tx.db())
        .await?;
    let of_event = Query::select()
        .column(answer::Column::Id)
        .from(answer::Entity)
        .and_where(answer::Column::QuestionId.in_subquery(load::ids(event)))
        .to_owned();
    let mut options: HashMap<i32, Vec<i32>> = HashMap::new();
    let choices = answer_choice::Entity::find()
        .filter(answer_choice::Column::AnswerId.in_subquery(of_event))
        .all(tx.db())
        .await?;
    for choice in choices {
        options.entry(choice.answer_id).or_default().push(choice.answer_option_id);
    }
    let mut answered: HashMap<(QuestionTarget, i32), HashMap<i32, Answered>> = HashMap::new();
    for row in rows {
        let key = match (row.submission_id, row.speaker_id) {
            (Some(id), _) => (QuestionTarget::Submission, id),
            (None, Some(id)) => (QuestionTarget::Speaker, id),
            (None, None) => continue,
        };
        let given = Answered {
            ticked: value::is_ticked(&row.answer),
            options: options.remove(&row.id).unwrap_or_default(),
        };
        answered.entry(key).or_default().insert(row.question_id, given);
    }
    Ok(answered)
}

/// The speaker's language where the event's pages have it, else the event's.
fn locale(event: &event::Model, profile: &speaker_profile::Model) -> String {
    let pages = event.page_locales();
    profile.locale.as_ref().filter(|locale| pages.contains(locale)).unwrap_or(&event.locale).clone()
}

fn draft(
    tx: &Tx,
    event: &event::Model,
    (profile, account): (&speaker_profile::Model, &account::Model),
    locale: String,
    lines: String,
    about_speaker: bool,
    submissions: Vec<i32>,
) -> Draft {
    let site = event.custom_domain.as_deref().unwrap_or(tx.site_url()).trim_end_matches('/');
    let event_url = format!("{site}/{}/", event.slug);
    let (all, own) = (format!("{event_url}me/submissions/"), format!("{event_url}me/"));
    let given = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    let context = Context {
        event: Some(EventContext {
            name: event.name.get(&locale, &event.locale).to_owned(),
            slug: event.slug.clone(),
            schedule_url: format!("{event_url}schedule/"),
            cfp_url: format!("{event_url}cfp"),
            all_submissions_url: all.clone(),
            profile_page_url: own.clone(),
            url: event_url,
            deadline: String::new(),
        }),
        user: Some(UserContext {
            name: given(&profile.name).unwrap_or_else(|| account.name.clone()),
            email: given(&profile.email).unwrap_or_else(|| account.email.clone()),
            has_account: true,
            ..Default::default()
        }),
        questions: Some(Markdown::composed(lines)),
        url: Some(if about_speaker { own } else { all }),
        ..Default::default()
    };
    Draft {
        role: MailRole::QuestionReminder,
        speakers: vec![profile.id],
        locale,
        submissions,
        context,
        attachments: Vec::new(),
    }
}
