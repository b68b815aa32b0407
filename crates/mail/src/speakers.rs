//! The speakers that mails go to, and where they read mail.

use std::collections::{BTreeSet, HashMap};

use plenary_model::Result;
use plenary_store::entity::{account, queued_mail_speaker, speaker_profile};
use plenary_store::sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    pub profile: i32,
    pub name: String,
    /// The address given for the event, else the account's.
    pub email: String,
}

/// Numbers in one statement: well below what SQLite can bind.
const AT_ONCE: usize = 10_000;

/// The speakers of each mail, by the mail's id. Those without any address are left out. Three
/// statements for every ten thousand mails.
pub async fn of_mails(db: &impl ConnectionTrait, mails: &[i32]) -> Result<HashMap<i32, Vec<Speaker>>> {
    let mut found: HashMap<i32, Vec<Speaker>> = HashMap::new();
    for chunk in mails.chunks(AT_ONCE) {
        let links = queued_mail_speaker::Entity::find()
            .filter(queued_mail_speaker::Column::QueuedMailId.is_in(chunk.iter().copied()))
            .order_by_asc(queued_mail_speaker::Column::SpeakerId)
            .all(db)
            .await?;
        let ids: BTreeSet<i32> = links.iter().map(|link| link.speaker_id).collect();
        let speakers = speakers(db, ids).await?;
        for link in links {
            if let Some(speaker) = speakers.get(&link.speaker_id) {
                found.entry(link.queued_mail_id).or_default().push(speaker.clone());
            }
        }
    }
    Ok(found)
}

async fn speakers(db: &impl ConnectionTrait, profiles: BTreeSet<i32>) -> Result<HashMap<i32, Speaker>> {
    let mut found = HashMap::new();
    let profiles: Vec<i32> = profiles.into_iter().collect();
    for chunk in profiles.chunks(AT_ONCE) {
        let profiles = speaker_profile::Entity::find()
            .filter(speaker_profile::Column::Id.is_in(chunk.iter().copied()))
            .all(db)
            .await?;
        let accounts: BTreeSet<i32> = profiles.iter().filter_map(|profile| profile.account_id).collect();
        let accounts: HashMap<i32, account::Model> = match accounts.is_empty() {
            true => HashMap::new(),
            false => account::Entity::find()
                .filter(account::Column::Id.is_in(accounts))
                .all(db)
                .await?
                .into_iter()
                .map(|account| (account.id, account))
                .collect(),
        };
        for profile in profiles {
            let account = profile.account_id.and_then(|id| accounts.get(&id));
            if let Some(speaker) = speaker(&profile, account) {
                found.insert(profile.id, speaker);
            }
        }
    }
    Ok(found)
}

fn speaker(profile: &speaker_profile::Model, account: Option<&account::Model>) -> Option<Speaker> {
    let given = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    let email = given(&profile.email).or_else(|| account.map(|account| account.email.clone()))?;
    let name = given(&profile.name).or_else(|| account.map(|account| account.name.clone()));
    Some(Speaker { profile: profile.id, name: name.unwrap_or_default(), email })
}
