//! Accounts nobody can log into, profiles, portraits, and the days on which people can come.

use std::collections::HashMap;

use plenary_model::{EmailVerification, ProfileOrigin, Result, Timestamp, guid};
use plenary_person::password;
use plenary_store::entity::{
    account, availability, profile_picture, speaker_profile, team, team_event, team_member,
};
use plenary_store::instance;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use super::codes::Person;
use super::{Writer, rows};

pub(super) struct Speaker {
    pub account: i32,
    pub profile: i32,
}

pub(super) struct People {
    pub speakers: Vec<Speaker>,
    /// Their accounts.
    pub reviewers: Vec<i32>,
}

impl Writer<'_> {
    pub(super) async fn people(&mut self, submitted: &[Timestamp]) -> Result<People> {
        let first_seen = self.first_seen(submitted);
        let mut everybody = Vec::new();
        for ((person, speaker), at) in self.codes.speakers.iter().zip(&self.plan.speakers).zip(&first_seen) {
            let locale = if speaker.locale == "de" { "de" } else { "en" };
            everybody.push((person, speaker.name.as_str(), locale, *at));
        }
        for (person, name) in self.codes.reviewers.iter().zip(&self.plan.reviewers) {
            everybody.push((person, name, "en", self.times.planned));
        }
        let mut accounts = self.accounts(&everybody).await?;
        let reviewers = accounts.split_off(self.plan.speakers.len());
        self.reviewer_team(&reviewers).await?;
        let pictures = self.portraits(&accounts, &first_seen).await?;
        let speakers = self.profiles(&accounts, &pictures, &first_seen).await?;
        self.availabilities(&speakers).await?;
        Ok(People { speakers, reviewers })
    }

    /// When each speaker made their first proposal.
    fn first_seen(&self, submitted: &[Timestamp]) -> Vec<Timestamp> {
        let mut first = vec![self.times.past(self.times.deadline); self.plan.speakers.len()];
        for (proposal, at) in self.plan.proposals.iter().zip(submitted) {
            for &speaker in &proposal.speakers {
                first[speaker] = std::cmp::min(first[speaker], *at);
            }
        }
        first
    }

    /// The ids of all accounts in order, those made that are missing.
    async fn accounts(&self, people: &[(&Person, &str, &str, Timestamp)]) -> Result<Vec<i32>> {
        for (person, name, locale, _) in people {
            let Some(id) = person.existing else { continue };
            let row = account::ActiveModel {
                id: Set(id),
                code: Set(Some(person.code.clone())),
                name: Set((*name).to_owned()),
                locale: Set((*locale).to_owned()),
                ..Default::default()
            };
            row.update(self.tx.db()).await?;
        }
        let missing = people.iter().filter(|(person, ..)| person.existing.is_none());
        let missing = missing.map(|(person, name, locale, at)| account::ActiveModel {
            password: Set(password::unusable(self.tx.random())),
            code: Set(Some(person.code.clone())),
            name: Set((*name).to_owned()),
            email: Set(person.email.clone()),
            email_verification_state: Set(EmailVerification::Verified),
            created: Set(*at),
            is_active: Set(true),
            is_administrator: Set(false),
            locale: Set((*locale).to_owned()),
            timezone: Set(self.plan.time_zone.to_owned()),
            ..Default::default()
        });
        rows::insert(self.tx, missing, None).await?;
        let mut ids: HashMap<String, i32> = HashMap::new();
        let codes: Vec<&str> = people.iter().map(|(person, ..)| person.code.as_str()).collect();
        for codes in codes.chunks(500) {
            let query =
                account::Entity::find().select_only().columns([account::Column::Code, account::Column::Id]);
            let found = query.filter(account::Column::Code.is_in(codes.iter().copied()));
            ids.extend(found.into_tuple::<(String, i32)>().all(self.tx.db()).await?);
        }
        people.iter().map(|(person, ..)| rows::known(&ids, person.code.as_str())).collect()
    }

    async fn reviewer_team(&mut self, reviewers: &[i32]) -> Result<()> {
        let team = team::ActiveModel {
            organiser_id: Set(self.event.organiser_id.unwrap_or_default()),
            name: Set(format!("Reviewers of {}", self.event.name_in("en"))),
            is_reviewer: Set(true),
            created: Set(Some(self.times.planned)),
            updated: Set(Some(self.times.planned)),
            ..Default::default()
        };
        let team = team.insert(self.tx.db()).await?;
        let reach = team_event::ActiveModel { team_id: Set(team.id), event_id: Set(self.event.id) };
        rows::insert(self.tx, [reach], None).await?;
        let members = reviewers
            .iter()
            .map(|&account| team_member::ActiveModel { team_id: Set(team.id), account_id: Set(account) });
        rows::insert(self.tx, members, None).await
    }

    /// Picture ids by speaker.
    async fn portraits(&self, accounts: &[i32], first_seen: &[Timestamp]) -> Result<HashMap<usize, i32>> {
        let mut shown: Vec<usize> = self.files.avatars.keys().copied().collect();
        shown.sort_unstable();
        let pictures = shown.iter().map(|speaker| {
            let [avatar, tiny] = self.files.avatars[speaker].clone();
            profile_picture::ActiveModel {
                account_id: Set(Some(accounts[*speaker])),
                avatar: Set(Some(avatar.clone())),
                avatar_thumbnail: Set(Some(avatar)),
                avatar_thumbnail_tiny: Set(Some(tiny)),
                created: Set(Some(first_seen[*speaker])),
                updated: Set(Some(first_seen[*speaker])),
                ..Default::default()
            }
        });
        rows::insert(self.tx, pictures, None).await?;
        let owners: Vec<i32> = shown.iter().map(|&speaker| accounts[speaker]).collect();
        if owners.is_empty() {
            return Ok(HashMap::new());
        }
        // The newest, where an earlier event has left some.
        account::Entity::update_many()
            .col_expr(
                account::Column::ProfilePictureId,
                Expr::cust("(SELECT MAX(p.id) FROM profile_picture p WHERE p.account_id = account.id)"),
            )
            .filter(account::Column::Id.is_in(owners.iter().copied()))
            .exec(self.tx.db())
            .await?;
        let ids: HashMap<i32, i32> = account::Entity::find()
            .select_only()
            .columns([account::Column::Id, account::Column::ProfilePictureId])
            .filter(account::Column::Id.is_in(owners))
            .into_tuple::<(i32, i32)>()
            .all(self.tx.db())
            .await?
            .into_iter()
            .collect();
        shown.into_iter().map(|speaker| Ok((speaker, rows::known(&ids, &accounts[speaker])?))).collect()
    }

    async fn profiles(
        &self,
        accounts: &[i32],
        pictures: &HashMap<usize, i32>,
        first_seen: &[Timestamp],
    ) -> Result<Vec<Speaker>> {
        let instance = instance::ensure_identifier(self.tx).await?;
        let mut order: Vec<usize> = (0..accounts.len()).collect();
        order.sort_by_key(|&speaker| first_seen[speaker]);
        let profiles = order.into_iter().map(|at| {
            let (speaker, code) = (&self.plan.speakers[at], &self.codes.speakers[at].code);
            speaker_profile::ActiveModel {
                created: Set(Some(first_seen[at])),
                updated: Set(Some(first_seen[at])),
                account_id: Set(Some(accounts[at])),
                event_id: Set(self.event.id),
                name: Set(Some(speaker.name.clone())),
                guid: Set(guid::speaker_with_account(instance, code).to_string()),
                // Nobody else has a profile at a new event.
                code: Set(code.clone()),
                origin: Set(ProfileOrigin::Cfp),
                biography: Set(Some(speaker.biography.clone()).filter(|text| !text.is_empty())),
                has_arrived: Set(self.stage == super::Stage::Over),
                profile_picture_id: Set(pictures.get(&at).copied()),
                ..Default::default()
            }
        });
        rows::insert(self.tx, profiles, Some(self.progress)).await?;
        let ids: HashMap<i32, i32> = speaker_profile::Entity::find()
            .select_only()
            .columns([speaker_profile::Column::AccountId, speaker_profile::Column::Id])
            .filter(speaker_profile::Column::EventId.eq(self.event.id))
            .into_tuple::<(i32, i32)>()
            .all(self.tx.db())
            .await?
            .into_iter()
            .collect();
        accounts
            .iter()
            .map(|&account| Ok(Speaker { account, profile: rows::known(&ids, &account)? }))
            .collect()
    }

    /// Of those who can't come on every day.
    async fn availabilities(&self, speakers: &[Speaker]) -> Result<()> {
        let bound = self.plan.speakers.iter().zip(speakers).filter_map(|(planned, speaker)| {
            let day = i64::from(planned.only_day?);
            Some(availability::ActiveModel {
                event_id: Set(self.event.id),
                speaker_id: Set(Some(speaker.profile)),
                starts: Set(self.times.at(day, 0)),
                ends: Set(self.times.at(day + 1, 0)),
                created: Set(Some(self.times.past(self.times.deadline))),
                updated: Set(Some(self.times.past(self.times.deadline))),
                ..Default::default()
            })
        });
        rows::insert(self.tx, bound.collect::<Vec<_>>(), None).await
    }
}
