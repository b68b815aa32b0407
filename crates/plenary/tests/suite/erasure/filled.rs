//! An account with everything that an account can have.

use plenary_files::{MediaPath, MediaStore};
use plenary_model::{Actor, MailState, ObjectType, QuestionTarget, SignupState, SubmissionState};
use plenary_person::{account, address, reset, second_factor};
use plenary_store::entity::{
    access_code, account as accounts, answer, api_token, api_token_event, attendee_profile, attendee_signup,
    availability, cached_file, event, favourite, feedback, job, preference, profile_picture, question,
    queued_mail, queued_mail_speaker, resource, review, session, speaker_profile, speaker_role, submission,
    submission_comment, submission_invitation, submission_reviewer, team, team_invite, team_member,
};
use plenary_store::log::{self, Entry};
use plenary_store::testing::TestDatabase;
use plenary_store::{Tx, sea_orm};
use plenary_web::testing::Visitor;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;

use crate::permissions::setting::Setting;

pub const PASSWORD: &str = "a long sentence of words";
pub const EMAIL: &str = "zoe.erased@example.org";
/// Marks that Markdown and HTML write in another way.
pub const NAME: &str = "Zoë_Ann Erasedperson [she/her]";
pub const PROFILE_NAME: &str = "Zoë O'Conference & Søn";
pub const NEXT_EMAIL: &str = "zoe.next@example.org";
pub const CONTACT: &str = "zoe.contact@example.org";

/// Theirs, and gone afterwards; with what it stands for in the copy of one's own data.
pub const THEIRS: [&str; 13] = [
    "mark-biography",
    "mark-about-me",
    "mark-personal-answer",
    "mark-reviewer-answer",
    "mark-draft-title",
    "mark-draft-abstract",
    "mark-draft-answer",
    "mark-draft-resource",
    "mark-token",
    "mark-mail-to-me",
    "mark-preference",
    "mark-upload",
    "mark-agent",
];
/// Not for the person to read, and gone afterwards.
pub const ABOUT_THEM: [&str; 2] = ["mark-notes-about-me", "mark-waiting-mail"];
/// Belongs to events and stays.
pub const STAYS: [&str; 7] = [
    "mark-title",
    "mark-abstract",
    "mark-plain-answer",
    "mark-review",
    "mark-comment",
    "mark-resource",
    "mark-feedback",
];

pub struct Filled {
    pub account: accounts::Model,
    /// Names and addresses, also of former times.
    pub names: Vec<String>,
    /// Media paths of what goes and of what stays.
    pub gone: Vec<String>,
    pub kept: Vec<String>,
}

/// A grey picture of one point.
fn picture() -> Vec<u8> {
    crate::attacks::good_picture()
}

/// What a browser sends with a picture.
async fn upload_picture(visitor: &Visitor, path: &str, fields: &[(&str, &str)]) {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(
            format!("--z\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").as_bytes(),
        );
    }
    body.extend(b"--z\r\ncontent-disposition: form-data; name=\"avatar\"; filename=\"zoe.png\"\r\n\r\n");
    body.extend(picture());
    body.extend(b"\r\n--z--\r\n");
    let headers = [("content-type", "multipart/form-data; boundary=z"), ("sec-fetch-site", "same-origin")];
    let answer = visitor.send_bytes(axum::http::Method::POST, path, &headers, body).await;
    assert!(answer.status.is_redirection(), "{path}: {} {}", answer.status, answer.body);
}

/// Makes one of the speakers of the demo event the person: with a session in its schedule, mails and entries of
/// the log as they came about there.
pub async fn fill(test: &TestDatabase, setting: &Setting) -> (Filled, Visitor) {
    let db = test.database.reader();
    let event = plenary_event::event::find(db, "demo").await.unwrap();
    let (account, profile, talk) = speaker(test, &event).await;
    let mut names =
        vec![account.name.clone(), account.email.clone(), NAME.to_owned(), PROFILE_NAME.to_owned()];
    names.extend([EMAIL, NEXT_EMAIL, CONTACT].map(str::to_owned));

    let links = account::Links {
        verify: "https://plan.example/orga/verify/".to_owned(),
        recover: "https://plan.example/orga/reset/".to_owned(),
        reset: "https://plan.example/orga/reset/".to_owned(),
    };
    let holder = Actor::Person { account: account.id, administrator: false };
    let tx = test.database.begin().await.unwrap();
    account::set_password(&tx, &holder, &account, PASSWORD).await.unwrap();
    address::request_change(&tx, &holder, EMAIL, &links).await.unwrap();
    tx.commit().await.unwrap();
    let newest = queued_mail::Entity::find().filter(queued_mail::Column::Recipients.eq(EMAIL));
    let text = newest.one(db).await.unwrap().unwrap().text;
    let token = text.split_once("/orga/verify/").unwrap().1.split('>').next().unwrap().to_owned();
    let tx = test.database.begin().await.unwrap();
    address::follow(&tx, &token).await.unwrap().unwrap();
    tx.commit().await.unwrap();

    let visitor = Visitor::new(&setting.app);
    let answer = visitor.post("/orga/login/", &[("email", EMAIL), ("password", PASSWORD)]).await;
    assert!(answer.status.is_redirection(), "{}", answer.body);
    let about = [("form", "profile"), ("name", NAME), ("locale", "en"), ("timezone", "Europe/Berlin")];
    upload_picture(&visitor, "/orga/me", &about).await;
    let about = [("form", "profile"), ("name", PROFILE_NAME), ("biography", "Born: mark-biography")];
    upload_picture(&visitor, "/demo/me/", &about).await;
    upload_picture(&visitor, "/demo/me/", &about).await;
    let login = [("form", "login"), ("email", EMAIL), ("contact_email", CONTACT)];
    assert!(visitor.post("/demo/me/", &login).await.status.is_redirection());
    // The social cards show name and picture; they are drawn when somebody asks.
    super::work_off(test, setting.media.path()).await;
    let before = super::files(setting.media.path());
    let nobody = Visitor::new(&setting.app);
    for path in [
        format!("/demo/talk/{}/preview-image", talk.code),
        format!("/demo/speaker/{}/preview-image", profile.code),
    ] {
        assert!(nobody.get(&path).await.status.is_success(), "{path}");
    }
    let cards: Vec<String> = super::files(setting.media.path()).difference(&before).cloned().collect();
    assert!(!cards.is_empty(), "a card was drawn");

    let tx = test.database.begin().await.unwrap();
    address::request_change(&tx, &holder, NEXT_EMAIL, &links).await.unwrap();
    reset::request(&tx, &Actor::Anonymous, EMAIL, &links).await.unwrap();
    let secret = second_factor::begin(&tx, &holder).await.unwrap();
    let code = second_factor::code_at(&secret, tx.now()).unwrap();
    second_factor::confirm(&tx, &holder, &code).await.unwrap();
    let media = MediaStore::open_root(setting.media.path()).unwrap();
    let mut add = Add {
        tx: &tx,
        event: &event,
        account: account.id,
        profile: &profile,
        talk: &talk,
        media: &media,
        gone: cards,
        kept: Vec::new(),
    };
    add.draft().await;
    add.answers().await;
    add.opinions().await;
    add.mails().await;
    add.belongings(&visitor).await;
    add.history().await;
    let Add { mut gone, kept, .. } = add;
    tx.commit().await.unwrap();
    for row in profile_picture::Entity::find()
        .filter(profile_picture::Column::AccountId.eq(account.id))
        .all(db)
        .await
        .unwrap()
    {
        gone.extend([row.avatar, row.avatar_thumbnail, row.avatar_thumbnail_tiny].into_iter().flatten());
    }
    assert!(gone.len() >= 12, "{gone:?}");
    let account = account::load(db, account.id).await.unwrap();
    (Filled { account, names, gone, kept }, visitor)
}

/// Somebody whose session is in the released schedule, alone.
async fn speaker(
    test: &TestDatabase,
    event: &event::Model,
) -> (accounts::Model, speaker_profile::Model, submission::Model) {
    let db = test.database.reader();
    let talks = submission::Entity::find()
        .filter(submission::Column::EventId.eq(event.id))
        .filter(submission::Column::State.eq(SubmissionState::Confirmed))
        .order_by_asc(submission::Column::Id)
        .all(db)
        .await
        .unwrap();
    for talk in talks {
        let roles = speaker_role::Entity::find()
            .filter(speaker_role::Column::SubmissionId.eq(talk.id))
            .all(db)
            .await
            .unwrap();
        let [role] = &roles[..] else { continue };
        let profile = speaker_profile::Entity::find_by_id(role.speaker_id).one(db).await.unwrap().unwrap();
        let account = account::load(db, profile.account_id.unwrap()).await.unwrap();
        return (account, profile, talk);
    }
    panic!("nobody speaks alone")
}

struct Add<'a> {
    tx: &'a Tx,
    event: &'a event::Model,
    account: i32,
    profile: &'a speaker_profile::Model,
    talk: &'a submission::Model,
    media: &'a MediaStore,
    gone: Vec<String>,
    kept: Vec<String>,
}

impl Add<'_> {
    fn file(&mut self, path: &str, goes: bool) -> String {
        self.media.write(&MediaPath::new(path).unwrap(), &picture()).unwrap();
        if goes { &mut self.gone } else { &mut self.kept }.push(path.to_owned());
        path.to_owned()
    }

    async fn answer(
        &self,
        question: i32,
        of: (Option<i32>, Option<i32>, Option<i32>),
        text: &str,
        file: Option<String>,
    ) {
        let row = answer::ActiveModel {
            question_id: Set(question),
            submission_id: Set(of.0),
            speaker_id: Set(of.1),
            review_id: Set(of.2),
            answer: Set(text.to_owned()),
            answer_file: Set(file),
            ..Default::default()
        };
        row.insert(self.tx.db()).await.unwrap();
    }

    /// A question about this, asked anew so that nobody has answered it; personal or not.
    async fn question(&self, target: QuestionTarget, personal: bool) -> i32 {
        let like = question::Entity::find().filter(question::Column::EventId.eq(self.event.id));
        let like = like.one(self.tx.db()).await.unwrap().unwrap();
        let mut row: question::ActiveModel = like.into();
        row.id = sea_orm::ActiveValue::NotSet;
        row.target = Set(target);
        row.contains_personal_data = Set(personal);
        row.identifier = Set(plenary_model::code::token(self.tx.random(), 8));
        row.insert(self.tx.db()).await.unwrap().id
    }

    /// A proposal that was never submitted, with files.
    async fn draft(&mut self) {
        let mut row: submission::ActiveModel = self.talk.clone().into();
        row.id = sea_orm::ActiveValue::NotSet;
        row.code = Set("DRAFT7".to_owned());
        row.review_code = Set(None);
        row.state = Set(SubmissionState::Draft);
        row.title = Set("mark-draft-title".to_owned());
        row.abstract_text = Set(Some("mark-draft-abstract".to_owned()));
        row.image = Set(Some(self.file("demo/submissions/DRAFT7/image_zoe.png", true)));
        row.draft_additional_speakers = Set(json!(["other@example.org"]));
        let draft = row.insert(self.tx.db()).await.unwrap().id;
        let role = speaker_role::ActiveModel {
            submission_id: Set(draft),
            speaker_id: Set(self.profile.id),
            position: Set(0),
            ..Default::default()
        };
        role.insert(self.tx.db()).await.unwrap();
        let file = self.file("demo/submissions/DRAFT7/resources/zoe_slides.pdf", true);
        self.resource(draft, file, "mark-draft-resource").await;
        let question = self.question(QuestionTarget::Submission, false).await;
        let file = self.file("demo/question_uploads/draft_zoe.pdf", true);
        self.answer(question, (Some(draft), None, None), "mark-draft-answer", Some(file)).await;
        let file = self.file("demo/submissions/KEPT/resources/slides.pdf", false);
        self.resource(self.talk.id, file, "mark-resource").await;
        let text = submission::ActiveModel {
            id: Set(self.talk.id),
            title: Set("mark-title".to_owned()),
            abstract_text: Set(Some("mark-abstract".to_owned())),
            internal_notes: Set(Some(format!("Ask {PROFILE_NAME} for slides."))),
            ..Default::default()
        };
        text.update(self.tx.db()).await.unwrap();
    }

    async fn resource(&self, submission: i32, file: String, text: &str) {
        let row = resource::ActiveModel {
            submission_id: Set(submission),
            resource: Set(Some(file)),
            description: Set(text.to_owned()),
            is_public: Set(true),
            ..Default::default()
        };
        row.insert(self.tx.db()).await.unwrap();
    }

    async fn answers(&mut self) {
        let (talk, own) = (Some(self.talk.id), Some(self.profile.id));
        let question = self.question(QuestionTarget::Speaker, false).await;
        let file = self.file("demo/question_uploads/about_zoe.pdf", true);
        self.answer(question, (None, own, None), "mark-about-me", Some(file)).await;
        let personal = self.question(QuestionTarget::Submission, true).await;
        let file = self.file("demo/question_uploads/passport_zoe.pdf", true);
        self.answer(personal, (talk, None, None), "mark-personal-answer", Some(file)).await;
        let plain = self.question(QuestionTarget::Submission, false).await;
        self.answer(plain, (talk, None, None), "mark-plain-answer", None).await;
        // The history has them, too.
        let changes = json!({"changes": {format!("question-{personal}"): {"old": null, "new": "mark-personal-answer"},
            format!("question-{plain}"): {"old": null, "new": "mark-plain-answer"}}});
        self.log((ObjectType::Submission, self.talk.id), "pretalx.submission.update", changes).await;
    }

    /// As a reviewer, and what others say about them.
    async fn opinions(&mut self) {
        let talks = submission::Entity::find()
            .filter(submission::Column::EventId.eq(self.event.id))
            .filter(submission::Column::Id.ne(self.talk.id))
            .filter(submission::Column::State.eq(SubmissionState::Confirmed))
            .one(self.tx.db())
            .await
            .unwrap()
            .unwrap();
        let row = review::ActiveModel {
            submission_id: Set(talks.id),
            account_id: Set(self.account),
            text: Set(Some("mark-review".to_owned())),
            ..Default::default()
        };
        let review = row.insert(self.tx.db()).await.unwrap().id;
        let question = self.question(QuestionTarget::Reviewer, true).await;
        self.answer(question, (None, None, Some(review)), "mark-reviewer-answer", None).await;
        let assigned =
            submission_reviewer::ActiveModel { submission_id: Set(talks.id), account_id: Set(self.account) };
        submission_reviewer::Entity::insert(assigned).exec_without_returning(self.tx.db()).await.unwrap();
        for (submission, text) in
            [(talks.id, "mark-comment".to_owned()), (self.talk.id, format!("I know {NAME} well."))]
        {
            let author = if submission == talks.id { self.account } else { self.somebody().await };
            let row = submission_comment::ActiveModel {
                submission_id: Set(submission),
                account_id: Set(author),
                text: Set(text),
                ..Default::default()
            };
            row.insert(self.tx.db()).await.unwrap();
        }
        let said = review::ActiveModel {
            submission_id: Set(self.talk.id),
            account_id: Set(self.somebody().await),
            text: Set(Some(format!("{} speaks well.", PROFILE_NAME.to_uppercase()))),
            ..Default::default()
        };
        said.insert(self.tx.db()).await.unwrap();
        let told = feedback::ActiveModel {
            submission_id: Set(self.talk.id),
            speaker_id: Set(Some(self.profile.id)),
            review: Set(format!("Thank you, {PROFILE_NAME}! mark-feedback")),
            ..Default::default()
        };
        told.insert(self.tx.db()).await.unwrap();
        let notes = speaker_profile::ActiveModel {
            id: Set(self.profile.id),
            internal_notes: Set(Some("mark-notes-about-me".to_owned())),
            ..Default::default()
        };
        notes.update(self.tx.db()).await.unwrap();
        let code = access_code::ActiveModel {
            event_id: Set(self.event.id),
            code: Set("forzoe".to_owned()),
            redeemed: Set(0),
            internal_notes: Set(Some(format!("For {NAME}, {EMAIL}"))),
            ..Default::default()
        };
        let code = code.insert(self.tx.db()).await.unwrap().id;
        let used = submission::ActiveModel {
            id: Set(self.talk.id),
            access_code_id: Set(Some(code)),
            ..Default::default()
        };
        used.update(self.tx.db()).await.unwrap();
    }

    async fn somebody(&self) -> i32 {
        let other = accounts::Entity::find().filter(accounts::Column::Id.ne(self.account));
        other.one(self.tx.db()).await.unwrap().unwrap().id
    }

    async fn mails(&mut self) {
        let html = |text: &str| text.replace('&', "&amp;").replace('\'', "&#39;");
        let words = plenary_mail::escape::line(NAME);
        let mail = |recipients: Option<&str>, text: String, state: MailState| queued_mail::ActiveModel {
            event_id: Set(Some(self.event.id)),
            recipients: Set(recipients.map(str::to_owned)),
            reply_to: Set(Some(CONTACT.to_owned())),
            cc: Set(Some(format!("other@example.org, {EMAIL}"))),
            bcc: Set(Some(EMAIL.to_uppercase())),
            subject: Set(format!("For {PROFILE_NAME}")),
            text_html: Set(Some(format!("<p>{}</p>", html(PROFILE_NAME)))),
            text: Set(text),
            sent: Set((state == MailState::Sent).then(|| self.tx.now())),
            error_data: Set(Some(json!({"recipients": {EMAIL: "550"}}))),
            attachments: Set(Some(
                json!([{"name": "a.ics", "content": format!("ATTENDEE:{NAME}"), "content_type": "text/calendar"}]),
            )),
            state: Set(state),
            ..Default::default()
        };
        let other = speaker_profile::Entity::find()
            .filter(speaker_profile::Column::EventId.eq(self.event.id))
            .filter(speaker_profile::Column::Id.ne(self.profile.id))
            .one(self.tx.db())
            .await
            .unwrap()
            .unwrap();
        let mut last = 0;
        for (recipients, text, state, to) in [
            (None, format!("Dear {words}, mark-mail-to-me"), MailState::Sent, vec![self.profile.id]),
            (None, "mark-waiting-mail".to_owned(), MailState::Draft, vec![self.profile.id]),
            (Some(EMAIL), "Dear you".to_owned(), MailState::Sent, vec![]),
            (
                Some("other@example.org, zoe.erased@example.org"),
                format!("Dear {words} and others"),
                MailState::Sent,
                vec![self.profile.id, other.id],
            ),
            (
                Some("other@example.org"),
                format!("Dear {}", PROFILE_NAME.to_uppercase()),
                MailState::Sent,
                vec![other.id],
            ),
        ] {
            let row = mail(recipients, text, state).insert(self.tx.db()).await.unwrap();
            last = row.id;
            for speaker in to {
                let link = queued_mail_speaker::ActiveModel {
                    queued_mail_id: Set(row.id),
                    speaker_id: Set(speaker),
                };
                queued_mail_speaker::Entity::insert(link).exec_without_returning(self.tx.db()).await.unwrap();
            }
        }
        let failed = job::ActiveModel {
            kind: Set("mail".into()),
            key: Set(last.to_string()),
            revision: Set(1),
            attempts: Set(6),
            created: Set(self.tx.now()),
            due: Set(self.tx.now()),
            failed: Set(Some(self.tx.now())),
            error: Set(Some(format!("550 <{CONTACT}>: no such mailbox"))),
            ..Default::default()
        };
        failed.insert(self.tx.db()).await.unwrap();
    }

    async fn belongings(&mut self, visitor: &Visitor) {
        let db = self.tx.db();
        let (account, event) = (self.account, self.event.id);
        let star = favourite::ActiveModel {
            account_id: Set(account),
            submission_id: Set(self.talk.id),
            ..Default::default()
        };
        star.insert(db).await.unwrap();
        let attendee = attendee_profile::ActiveModel {
            account_id: Set(account),
            event_id: Set(event),
            ..Default::default()
        };
        let attendee = attendee.insert(db).await.unwrap().id;
        let seat = attendee_signup::ActiveModel {
            submission_id: Set(self.talk.id),
            attendee_id: Set(attendee),
            state: Set(SignupState::Confirmed),
            position: Set(0),
            ..Default::default()
        };
        seat.insert(db).await.unwrap();
        let wish = preference::ActiveModel {
            account_id: Set(account),
            event_id: Set(Some(event)),
            preferences: Set(json!({"last": "mark-preference"})),
            ..Default::default()
        };
        wish.insert(db).await.unwrap();
        let here = availability::ActiveModel {
            event_id: Set(event),
            speaker_id: Set(Some(self.profile.id)),
            starts: Set(self.tx.now()),
            ends: Set(self.tx.now().plus_minutes(60)),
            ..Default::default()
        };
        here.insert(db).await.unwrap();
        let token = api_token::ActiveModel {
            name: Set("mark-token".into()),
            account_id: Set(account),
            endpoints: Set(json!({})),
            token_hash: Set("hash".into()),
            token_start: Set("abcd".into()),
            all_events: Set(false),
            ..Default::default()
        };
        let token = token.insert(db).await.unwrap().id;
        let limited = api_token_event::ActiveModel { api_token_id: Set(token), event_id: Set(event) };
        api_token_event::Entity::insert(limited).exec_without_returning(db).await.unwrap();
        let team = team::Entity::find().one(db).await.unwrap().unwrap().id;
        let member = team_member::ActiveModel { team_id: Set(team), account_id: Set(account) };
        team_member::Entity::insert(member).exec_without_returning(db).await.unwrap();
        let invite = team_invite::ActiveModel {
            team_id: Set(team),
            email: Set(Some("Zoe.Erased@Example.org".into())),
            token: Set(Some("x".repeat(32))),
            ..Default::default()
        };
        invite.insert(db).await.unwrap();
        let invite = submission_invitation::ActiveModel {
            submission_id: Set(self.talk.id),
            email: Set(EMAIL.to_owned()),
            token: Set("y".repeat(32)),
            ..Default::default()
        };
        invite.insert(db).await.unwrap();
        let sessions =
            session::Entity::find().filter(session::Column::AccountId.eq(account)).all(db).await.unwrap();
        let file = self.file("cached/zoe.pdf", true);
        let upload = cached_file::ActiveModel {
            id: Set("upload".into()),
            expires: Set(self.tx.now().plus_minutes(60)),
            timestamp: Set(None),
            filename: Set("mark-upload.pdf".into()),
            content_type: Set("application/pdf".into()),
            session_key: Set(Some(sessions[0].id.clone())),
            file: Set(Some(file)),
        };
        cached_file::Entity::insert(upload).exec_without_returning(self.tx.db()).await.unwrap();
        assert!(visitor.cookie("plenary_session").is_some());
        // An organiser's browser was told that something was sent.
        let notices =
            json!({"notices": [{"level": "success", "text": format!("Sent to {EMAIL}."), "link": null}]});
        for (id, account, data) in [
            (
                "theirs",
                Some(account),
                json!({"seen": {"at": 1, "agent": "mark-agent", "network": "203.0.113.x"}}),
            ),
            ("other", Some(self.somebody().await), notices),
            ("nobody", None, json!({"pending": {"email": EMAIL}})),
        ] {
            let row = session::ActiveModel {
                id: Set(id.into()),
                account_id: Set(account),
                data: Set(data),
                created: Set(self.tx.now()),
                expires: Set(self.tx.now().plus_minutes(60)),
            };
            session::Entity::insert(row).exec_without_returning(self.tx.db()).await.unwrap();
        }
    }

    async fn log(&self, object: (ObjectType, i32), action: &str, data: serde_json::Value) {
        let event = Some(self.event.id);
        log::write(self.tx, Entry { event, actor: &Actor::System, object, action, data, as_organiser: true })
            .await
            .unwrap();
    }

    async fn history(&mut self) {
        let said = json!({"code": self.profile.code, "name": PROFILE_NAME, "email": CONTACT});
        let invited = json!({"email": EMAIL});
        let changed = json!({"changes": {"speakers": {"old": "", "new": format!("- {NAME}\n- Somebody")}, "biography": {"old": "", "new": "x"}}});
        for (object, action, data) in [
            ((ObjectType::Submission, self.talk.id), "pretalx.submission.speakers.add", said.clone()),
            ((ObjectType::Submission, self.talk.id), "pretalx.submission.invitation.send", invited.clone()),
            ((ObjectType::Submission, self.talk.id), "pretalx.submission.speakers.reorder", changed),
            ((ObjectType::SpeakerProfile, self.profile.id), "pretalx.speaker.arrived", said.clone()),
            ((ObjectType::Event, self.event.id), "pretalx.speaker.delete", said),
            ((ObjectType::Team, 1), "pretalx.invite.orga.send", invited),
            (
                (ObjectType::SpeakerProfile, self.profile.id),
                "pretalx.user.profile.update",
                json!({"changes": {"biography": {"old": "mark-biography before", "new": "mark-biography"}}}),
            ),
        ] {
            self.log(object, action, data).await;
        }
    }
}
