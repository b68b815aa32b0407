use axum::http::{Method, StatusCode};
use plenary_event::organiser;
use plenary_model::{Actor, SubmissionState};
use plenary_store::entity::{self, team, team_event, team_member};
use plenary_store::testing::{TestDatabase, on_both_engines};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::setting::{Setting, Who, change, create_event, set_up, submit};

/// What a page of an organiser asks for.
#[derive(Clone, Copy, Debug)]
enum Needs {
    AnyTeam,
    Everything,
    Administrator,
}

impl Needs {
    fn lets_in(self, who: Who) -> bool {
        match who {
            Who::Anonymous | Who::Stranger | Who::Speaker => false,
            Who::Reviewer | Who::Programme => matches!(self, Self::AnyTeam),
            Who::Organiser => !matches!(self, Self::Administrator),
            Who::Administrator => true,
        }
    }
}

/// The id of the team of that name, and of its member.
pub async fn team_of(test: &TestDatabase, name: &str) -> (i32, i32) {
    let db = test.database.reader();
    let team = team::Entity::find().filter(team::Column::Name.eq(name)).one(db).await.unwrap().unwrap();
    let member = team_member::Entity::find().filter(team_member::Column::TeamId.eq(team.id));
    (team.id, member.one(db).await.unwrap().unwrap().account_id)
}

#[test]
fn everybody_at_every_page() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let (team, member) = team_of(&test, "Reviewer").await;
        let invite = setting.invite(&test, team, "guest@example.org").await.id;
        let o = "/orga/organiser/example/";
        let at = |end: String| format!("{o}{end}");
        let get = Method::GET;
        let post = Method::POST;
        let pages = [
            ("/orga/organiser/".to_owned(), Needs::Everything, &[&get][..]),
            ("/orga/organiser/new".to_owned(), Needs::Administrator, &[&get, &post]),
            (o.to_owned(), Needs::AnyTeam, &[&get]),
            (at("speakers/".into()), Needs::AnyTeam, &[&get]),
            (at("settings/".into()), Needs::Everything, &[&get, &post]),
            (at("settings/delete/".into()), Needs::Administrator, &[&get, &post]),
            (at("teams/".into()), Needs::Everything, &[&get]),
            (at("teams/new/".into()), Needs::Everything, &[&get, &post]),
            (at(format!("teams/{team}/")), Needs::Everything, &[&get, &post]),
            (at(format!("teams/{team}/delete/")), Needs::Everything, &[&get]),
            (at(format!("teams/{team}/members/{member}/delete/")), Needs::Everything, &[&get]),
            (at(format!("teams/{team}/invites/{invite}/uninvite/")), Needs::Everything, &[&get]),
            (at(format!("teams/{team}/invites/{invite}/resend/")), Needs::Everything, &[&get, &post]),
        ];
        // What changes something for good is only tried by those who may not.
        let changes = [
            "delete/".to_owned(),
            format!("members/{member}/delete/"),
            format!("invites/{invite}/uninvite/"),
        ];
        for who in Who::ALL {
            let visitor = setting.come(who).await;
            let ask = async |method: &Method, path: &str| match *method {
                Method::POST => visitor.post(path, &[("name_en", "")]).await,
                _ => visitor.get(path).await,
            };
            let check = |needs: Needs, answer: plenary_web::testing::Answer, context: String| {
                let context = format!("{who:?} {context}: {}", answer.status);
                if who == Who::Anonymous {
                    assert!(answer.location().starts_with("/orga/login/?next=/orga/organiser/"), "{context}");
                } else if needs.lets_in(who) {
                    let fine = [StatusCode::OK, StatusCode::SEE_OTHER, StatusCode::UNPROCESSABLE_ENTITY];
                    assert!(fine.contains(&answer.status), "{context}");
                } else {
                    assert_eq!(answer.status, StatusCode::NOT_FOUND, "{context}");
                    assert!(!answer.body.contains("Team Example"), "{context}");
                }
            };
            for (path, needs, methods) in &pages {
                for method in *methods {
                    check(*needs, ask(method, path).await, format!("{method} {path}"));
                }
            }
            if !Needs::Everything.lets_in(who) {
                for end in &changes {
                    let path = format!("{o}teams/{team}/{end}");
                    check(Needs::Everything, ask(&post, &path).await, format!("POST {path}"));
                }
            }
        }
        let db = test.database.reader();
        assert_eq!(team::Entity::find().count(db).await.unwrap(), 3);
        assert_eq!(entity::team_invite::Entity::find().count(db).await.unwrap(), 1);
    });
}

#[test]
fn what_does_not_exist() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let other = organiser::create(&tx, &Actor::System, &"Other".into(), "other", None).await.unwrap();
        let theirs = team::Entity::find().filter(team::Column::OrganiserId.eq(other.id));
        let theirs = theirs.one(tx.db()).await.unwrap().unwrap().id;
        tx.commit().await.unwrap();
        let (team, _) = team_of(&test, "Reviewer").await;
        let visitor = setting.come(Who::Organiser).await;
        let ids = ["0", "-1", "x", "99999999999999999999", "%00", "1%2F2", "%F0%9F%8E%89"].map(str::to_owned);
        for id in ids.into_iter().chain([theirs.to_string()]) {
            for path in [
                format!("teams/{id}/"),
                format!("teams/{id}/delete/"),
                format!("teams/{id}/members/1/delete/"),
                format!("teams/{team}/members/{id}00/delete/"),
                format!("teams/{team}/invites/{id}/uninvite/"),
                format!("teams/{team}/invites/{id}/resend/"),
                format!("teams/{id}/invites/1/resend/"),
            ] {
                let path = format!("/orga/organiser/example/{path}");
                for answer in [visitor.get(&path).await, visitor.post(&path, &[]).await] {
                    let expected =
                        if path.contains("%00") { StatusCode::BAD_REQUEST } else { StatusCode::NOT_FOUND };
                    assert_eq!(answer.status, expected, "{path}");
                }
            }
        }
        for slug in ["other", "nosuch", "%F0%9F%8E%89"] {
            for end in ["", "teams/", "settings/", "speakers/"] {
                let path = format!("/orga/organiser/{slug}/{end}");
                assert_eq!(visitor.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
            }
        }
        assert_eq!(visitor.get("/orga/organiser/EXAMPLE/").await.status, StatusCode::OK, "whatever the case");
    });
}

#[test]
fn adding_one() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let visitor = setting.come(Who::Administrator).await;
        let list = visitor.get("/orga/organiser/").await;
        assert!(list.body.contains("/orga/organiser/new") && list.body.contains("/orga/organiser/example/"));
        let form = visitor.get("/orga/organiser/new").await;
        assert!(form.body.contains("name=\"name_en\"") && form.body.contains("name=\"slug\""));
        for (name, slug, id) in [
            ("", "fine", "id_name_error"),
            ("Fine", "", "id_slug_error"),
            ("Fine", "not fine", "id_slug_error"),
            ("Fine", "EXAMPLE", "id_slug_error"),
            ("Fine", "🎉", "id_slug_error"),
        ] {
            let answer = visitor.post("/orga/organiser/new", &[("name_de", name), ("slug", slug)]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name} {slug}");
            assert!(answer.body.contains(id), "{id}: {}", answer.body);
            assert!(answer.body.contains(&format!("value=\"{slug}\"")), "kept: {}", answer.body);
        }
        let hostile = "<script>alert(1)</script>";
        let done = visitor.post("/orga/organiser/new", &[("name_en", hostile), ("slug", "New.org")]).await;
        assert_eq!(done.location(), "/orga/organiser/New.org/", "{}", done.body);
        let page = visitor.get(done.location()).await;
        assert!(page.body.contains("has been added") && !page.body.contains(hostile));
        assert!(page.body.contains("one person"), "the administrator is in the first team: {}", page.body);
        let found = visitor.get("/orga/organiser/?q=new.ORG").await;
        assert!(
            found.body.contains("/orga/organiser/New.org/")
                && !found.body.contains("/orga/organiser/example/")
        );
        let none = visitor.get("/orga/organiser/?q=nothing+%3Cb%3E").await;
        assert!(none.body.contains("Nothing on this list") && !none.body.contains("<b>"));
    });
}

#[test]
fn changing_and_deleting() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let visitor = setting.come(Who::Organiser).await;
        let settings = "/orga/organiser/example/settings/";
        let page = visitor.get(settings).await;
        assert!(page.body.contains("value=\"Example\"") && !page.body.contains("settings/delete/"));
        let bad = visitor.post(settings, &[("name_en", " "), ("name_de", "")]).await;
        assert!(bad.status == StatusCode::UNPROCESSABLE_ENTITY && bad.body.contains("id_name_error"));
        let done =
            visitor.post(settings, &[("name_en", "Renamed"), ("name_de", "Umbenannt"), ("slug", "x")]).await;
        assert_eq!(done.location(), settings);
        let page = visitor.get(settings).await;
        assert!(page.body.contains("“Renamed” has been saved") && page.body.contains("value=\"Umbenannt\""));

        let admin = setting.come(Who::Administrator).await;
        assert!(admin.get(settings).await.body.contains("settings/delete/"));
        let delete = "/orga/organiser/example/settings/delete/";
        let page = admin.get(delete).await;
        assert!(
            page.body.contains("still has an event") && !page.body.contains("name=\"slug\""),
            "{}",
            page.body
        );
        let refused = admin.post(delete, &[("slug", "example")]).await;
        assert!(
            refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains("still has events")
        );

        let tx = test.database.begin().await.unwrap();
        organiser::create(&tx, &Actor::System, &"Empty".into(), "Empty", None).await.unwrap();
        tx.commit().await.unwrap();
        let delete = "/orga/organiser/Empty/settings/delete/";
        let page = admin.get(delete).await;
        assert!(page.body.contains("Team Empty") && page.body.contains("type “Empty”"), "{}", page.body);
        for slug in ["", "empty", "example"] {
            let refused = admin.post(delete, &[("slug", slug)]).await;
            assert!(
                refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains("id_slug_error")
            );
        }
        assert_eq!(admin.post(delete, &[("slug", "Empty")]).await.location(), "/orga/event/");
        assert_eq!(admin.get("/orga/organiser/Empty/").await.status, StatusCode::NOT_FOUND);
        assert!(admin.get("/orga/event/").await.body.contains("“Empty” has been deleted"));
    });
}

/// Who only sees one event must not learn of the others, nor a reviewer of names.
#[test]
fn the_overview_and_the_speakers() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let tx = test.database.begin().await.unwrap();
        let owner = organiser::find(tx.db(), "example").await.unwrap();
        let second = create_event(&tx, owner, "secret").await;
        let again = submit(&tx, &second, &setting.speaker, "Again").await;
        change(&tx, &second, &again.code, SubmissionState::Accepted).await;
        let draft = submit(&tx, &second, &setting.speaker, "Draft").await;
        let row = entity::submission::ActiveModel {
            id: Set(draft.id),
            state: Set(SubmissionState::Draft),
            ..Default::default()
        };
        row.update(tx.db()).await.unwrap();
        tx.commit().await.unwrap();
        let o = "/orga/organiser/example/";
        for (who, sees_second, sees_teams) in
            [(Who::Reviewer, false, false), (Who::Programme, false, false), (Who::Organiser, true, true)]
        {
            let page = setting.come(who).await.get(o).await;
            assert!(page.body.contains("/orga/event/conf/"), "{who:?}");
            assert_eq!(page.body.contains("/orga/event/secret/"), sees_second, "{who:?}");
            assert_eq!(page.body.contains("/teams/"), sees_teams, "{who:?}");
        }
        let speakers = format!("{o}speakers/");
        let numbers = |body: &str| body.matches("class=\"num\" data-label").count();
        for (who, rows, proposals) in [(Who::Programme, 1, ">1<"), (Who::Organiser, 1, ">2<")] {
            let page = setting.come(who).await.get(&speakers).await;
            assert_eq!(numbers(&page.body), 2 * rows, "{who:?}: {}", page.body);
            assert!(page.body.contains("Zoë Speaker") && page.body.contains("speaker@example.org"));
            assert!(
                page.body.contains(&format!("data-label=\"Proposals\"{proposals}")),
                "{who:?}: {}",
                page.body
            );
        }
        let reviewer = setting.come(Who::Reviewer).await.get(&speakers).await;
        assert!(!reviewer.body.contains("Zoë Speaker") && reviewer.body.contains("Nothing to see"));
        let visitor = setting.come(Who::Organiser).await;
        assert!(visitor.get(&format!("{speakers}?q=ZOË+speaker")).await.body.contains("speaker@example.org"));
        assert!(visitor.get(&format!("{speakers}?q=nobody")).await.body.contains("Nothing on this list"));
    });
}

#[test]
fn pages_cost_the_same_however_much_there_is() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let visitor = setting.come(Who::Organiser).await;
        let (team, _) = team_of(&test, "Reviewer").await;
        let teams = format!("teams/{team}/");
        let delete = format!("teams/{team}/delete/");
        let ends = ["", "teams/", &teams, &delete, "teams/new/", "speakers/", "settings/"];
        let cost = async |end: &str| {
            let path = format!("/orga/organiser/example/{end}");
            visitor.get(&path).await;
            let before = test.database.statements();
            assert_eq!(visitor.get(&path).await.status, StatusCode::OK, "{path}");
            test.database.statements() - before
        };
        grow(&test, &setting, team, 0..4).await;
        let mut few = Vec::new();
        for end in ends {
            few.push(cost(end).await);
        }
        assert_eq!(few, [13, 10, 18, 15, 7, 10, 7]);
        grow(&test, &setting, team, 4..60).await;
        for (end, few) in ends.into_iter().zip(few) {
            assert_eq!(cost(end).await, few, "{end}");
        }
        let page = visitor.get("/orga/organiser/example/speakers/?page=2").await;
        assert_eq!(page.body.matches("data-label=\"Proposals\"").count(), 11, "50 on a page");
    });
}

/// Events, teams, members, invitations and speakers.
async fn grow(test: &TestDatabase, setting: &Setting, team: i32, numbers: std::ops::Range<i32>) {
    let tx = test.database.begin().await.unwrap();
    let owner = organiser::find(tx.db(), "example").await.unwrap();
    for number in numbers.clone() {
        if number % 4 == 0 {
            let event = create_event(&tx, owner.clone(), &format!("event{number}")).await;
            let row = team_event::ActiveModel { team_id: Set(team), event_id: Set(event.id) };
            team_event::Entity::insert(row).exec_without_returning(tx.db()).await.unwrap();
        }
        let new = plenary_person::account::NewAccount {
            name: &format!("Person {number}"),
            email: &format!("p{number}@example.org"),
            password: None,
            locale: "en",
            time_zone: "UTC",
            administrator: false,
        };
        let account = plenary_person::account::create(&tx, new).await.unwrap();
        organiser::add_member(&tx, team, account.id).await.unwrap();
        let actor = Actor::Person { account: account.id, administrator: false };
        submit(&tx, &setting.event, &actor, "A talk").await;
    }
    tx.commit().await.unwrap();
    setting.invite(test, team, &numbers.map(|n| format!("i{n}@x.org ")).collect::<String>()).await;
}
