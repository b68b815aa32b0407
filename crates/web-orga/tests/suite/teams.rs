use axum::http::{Method, StatusCode};
use plenary_store::entity::{team, team_event, team_invite, team_member};
use plenary_store::testing::on_both_engines;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::organisers::team_of;
use crate::setting::{Who, set_up};

const TEAMS: &str = "/orga/organiser/example/teams/";

#[test]
fn a_team_from_beginning_to_end() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let db = test.database.reader();
        let visitor = setting.come(Who::Organiser).await;
        let list = visitor.get(TEAMS).await;
        for part in ["Zoë Reviewer", "Team Example", "All events", "one event", "teams/new/"] {
            assert!(list.body.contains(part), "{part}: {}", list.body);
        }
        let new = format!("{TEAMS}new/");
        let form = visitor.get(&new).await;
        for name in ["name", "all_events", "limit_events", "is_reviewer", "force_hide_speaker_names"] {
            assert!(form.body.contains(&format!("name=\"{name}\"")), "{name}");
        }
        let event = setting.event.id.to_string();
        for (fields, part) in [
            (vec![("name", ""), ("all_events", "on"), ("is_reviewer", "on")], "id_name_error"),
            (vec![("name", "Crew"), ("is_reviewer", "on")], "id_limit_events_error"),
            (
                vec![("name", "Crew"), ("limit_events", "99999"), ("is_reviewer", "on")],
                "id_limit_events_error",
            ),
            (vec![("name", "Crew"), ("limit_events", "x"), ("is_reviewer", "on")], "id_limit_events_error"),
            (vec![("name", "Crew"), ("limit_events", &event)], "at least one thing"),
        ] {
            let answer = visitor.post(&new, &fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
            assert!(answer.body.contains(part), "{part}: {}", answer.body);
            assert!(answer.body.contains(&format!("value=\"{}\"", fields[0].1)), "kept");
        }
        let hostile = "Crew <script>alert(1)</script> \u{202e}🎉";
        let fields = [("name", hostile), ("limit_events", &event), ("can_change_submissions", "on")];
        let done = visitor.post(&new, &fields).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let page = visitor.get(done.location()).await;
        assert!(page.body.contains("has been added") && !page.body.contains("<script>alert"));
        let row = team::Entity::find().filter(team::Column::Name.eq(hostile)).one(db).await.unwrap().unwrap();
        assert!(row.can_change_submissions && !row.all_events && !row.is_reviewer);
        let path = format!("{TEAMS}{}/", row.id);
        assert_eq!(done.location(), path);

        let done =
            visitor.post(&path, &[("name", "Crew"), ("all_events", "on"), ("is_reviewer", "on")]).await;
        assert_eq!(done.location(), path, "{}", done.body);
        let row = team::Entity::find_by_id(row.id).one(db).await.unwrap().unwrap();
        assert!(row.all_events && row.is_reviewer && !row.can_change_submissions && row.name == "Crew");
        let listed = team_event::Entity::find().filter(team_event::Column::TeamId.eq(row.id));
        assert_eq!(listed.count(db).await.unwrap(), 0);

        let delete = format!("{path}delete/");
        assert!(visitor.get(&delete).await.body.contains("Delete the team “Crew”?"));
        assert_eq!(visitor.post(&delete, &[]).await.location(), TEAMS);
        assert!(visitor.get(TEAMS).await.body.contains("The team “Crew” has been deleted."));
        assert_eq!(visitor.post(&delete, &[]).await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn nobody_is_locked_out() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let visitor = setting.come(Who::Organiser).await;
        let (team, member) = team_of(&test, "Team Example").await;
        let path = format!("{TEAMS}{team}/");
        let remove = format!("{path}members/{member}/delete/");
        let delete = format!("{path}delete/");
        const REASON: &str = "After this nobody could manage the teams";
        for page in [&remove, &delete] {
            let asked = visitor.get(page).await;
            assert!(asked.status == StatusCode::OK && asked.body.contains(REASON), "{}", asked.body);
            assert!(!asked.body.contains("button--danger"), "nothing to press");
            let refused = visitor.post(page, &[]).await;
            assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains(REASON));
        }
        let fields = [("name", "Weaker"), ("all_events", "on"), ("can_change_submissions", "on")];
        let refused = visitor.post(&path, &fields).await;
        assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains(REASON));
        assert!(refused.body.contains("value=\"Weaker\""), "what was typed is kept");
        assert!(refused.body.contains("Zoë Organiser"));

        // With a second person it goes, with words about what nobody can do any more.
        let (reviewers, _) = team_of(&test, "Reviewer").await;
        let fields =
            [("name", "Reviewer"), ("all_events", "on"), ("is_reviewer", "on"), ("can_change_teams", "on")];
        visitor.post(&format!("{TEAMS}{reviewers}/"), &fields).await;
        let asked = visitor.get(&remove).await;
        assert!(
            asked.body.contains("This is you") && asked.body.contains("button--danger"),
            "{}",
            asked.body
        );
        let gone = visitor.post(&remove, &[]).await;
        assert_eq!(gone.location(), "/orga/event/", "the page is not theirs any more");
        let page = visitor.get("/orga/event/").await;
        for part in [
            "Zoë Organiser is not in the team any more",
            "can create events now",
            "settings of Example Conference now",
        ] {
            assert!(page.body.contains(part), "{part}: {}", page.body);
        }
        assert_eq!(visitor.get(TEAMS).await.status, StatusCode::NOT_FOUND);
        let left = team_member::Entity::find().filter(team_member::Column::TeamId.eq(team));
        assert_eq!(left.count(test.database.reader()).await.unwrap(), 0);
    });
}

#[test]
fn inviting() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let db = test.database.reader();
        let visitor = setting.come(Who::Organiser).await;
        let (team, _) = team_of(&test, "Reviewer").await;
        let path = format!("{TEAMS}{team}/");
        let typed = "good@example.org\nnobody, <b>@</b>\nreviewer@example.org";
        let bad = visitor.post(&path, &[("invite-emails", typed)]).await;
        assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
        for part in [
            "“nobody” is not an email address",
            "reviewer@example.org is in this team already",
            "good@example.org\n",
        ] {
            assert!(bad.body.contains(part), "{part}: {}", bad.body);
        }
        assert!(!bad.body.contains("<b>@"));
        assert_eq!(team_invite::Entity::find().count(db).await.unwrap(), 0);
        let none = visitor.post(&path, &[("invite-emails", " ")]).await;
        assert!(none.body.contains("id_invite-emails_error"), "{}", none.body);

        let done = visitor.post(&path, &[("invite-emails", "a@example.org, b@example.org")]).await;
        assert_eq!(done.location(), path);
        let page = visitor.get(&path).await;
        for part in
            ["2 invitations are on their way", "a@example.org", "b@example.org", "/resend/", "/uninvite/"]
        {
            assert!(page.body.contains(part), "{part}: {}", page.body);
        }
        assert!(visitor.get(TEAMS).await.body.contains("2 open invitations"));
        let all = team_invite::Entity::find().all(db).await.unwrap();
        let tokens = all.iter().filter_map(|invite| invite.token.as_deref());
        assert!(tokens.into_iter().all(|token| !page.body.contains(token)), "links go by mail only");
        let at = |end: &str| format!("{path}invites/{}/{end}/", all[0].id);
        assert_eq!(visitor.get(&at("resend")).await.location(), path);
        assert_eq!(visitor.post(&at("resend"), &[]).await.location(), path);
        assert!(visitor.get(&path).await.body.contains("has been sent to a@example.org again"));
        assert!(
            visitor.get(&at("uninvite")).await.body.contains("Take back the invitation of a@example.org?")
        );
        assert_eq!(visitor.post(&at("uninvite"), &[]).await.location(), path);
        assert!(
            visitor.get(&path).await.body.contains("The invitation of a@example.org has been taken back")
        );
        assert_eq!(visitor.post(&at("uninvite"), &[]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(team_invite::Entity::find().count(db).await.unwrap(), 1);
    });
}

#[test]
fn hostile_input() {
    on_both_engines(|test| async move {
        let setting = set_up(&test).await;
        let visitor = setting.come(Who::Organiser).await;
        let (team, _) = team_of(&test, "Reviewer").await;
        let form = [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "same-origin")];
        let paths = [
            format!("{TEAMS}new/"),
            format!("{TEAMS}{team}/"),
            "/orga/organiser/example/settings/".to_owned(),
        ];
        for path in &paths {
            for (body, expected) in [
                ("name=a%00b&name_en=a%00b&all_events=on&is_reviewer=on".to_owned(), vec![400]),
                (
                    format!("name={0}&name_en={0}&all_events=on&is_reviewer=on", "x".repeat(5_000_000)),
                    vec![413],
                ),
                (format!("invite-emails={}&name=", "x%0A".repeat(1_000_000)), vec![413]),
                (format!("invite-emails={}&name=", "x%0A".repeat(100_000)), vec![422]),
                ("limit_events=1&limit_events=%FF&limit_tracks=&name=%FF%FE".to_owned(), vec![422]),
                ("limit_events=9999999999999&limit_tracks=-1&name=x&is_reviewer=on".to_owned(), vec![422]),
                ("x=1&".repeat(20_000), vec![400]),
            ] {
                let start: String = body.chars().take(40).collect();
                let answer = visitor.send(Method::POST, path, &form, body).await;
                assert!(expected.contains(&answer.status.as_u16()), "{path} {start}: {}", answer.status);
            }
            for (name, value) in [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")] {
                let headers = [("content-type", "application/x-www-form-urlencoded"), (name, value)];
                let answer = visitor.send(Method::POST, path, &headers, "name=x".to_owned()).await;
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
            }
        }
        assert_eq!(team::Entity::find().count(test.database.reader()).await.unwrap(), 3);
    });
}
