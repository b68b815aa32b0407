//! The permission matrix: every address of the site × everybody who might come × what the event and its
//! objects are like. What is expected follows from the rules in `plenary_model::permission` and from facts
//! that this test knows because it made them so; the site has to find the same ones out.

pub mod people;
pub mod routes;
pub mod setting;

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use plenary_model::Facts;
use plenary_store::testing::on_both_engines;
use plenary_web::{EventUrls, OrgaUrls, OrganiserUrls, SiteUrls};

use people::Role;
use routes::{Gate, NOT_BUILT, ROUTES, Route};
use setting::{Asked, EventState, Setting, paths};

fn patterns() -> impl Iterator<Item = &'static str> {
    [SiteUrls::ALL, EventUrls::ALL, OrganiserUrls::ALL, OrgaUrls::ALL].into_iter().flatten().copied()
}

#[test]
fn every_address_is_listed_once() {
    let mut listed = BTreeSet::new();
    for pattern in ROUTES.iter().map(|route| route.pattern).chain(NOT_BUILT.iter().copied()) {
        assert!(listed.insert(pattern), "{pattern} is listed twice");
    }
    let all: BTreeSet<_> = patterns().collect();
    let missing: Vec<_> = all.difference(&listed).collect();
    assert!(missing.is_empty(), "nothing says who may come to {missing:#?}");
    let unknown: Vec<_> = listed.difference(&all).collect();
    assert!(unknown.is_empty(), "no address of the site: {unknown:#?}");
}

#[test]
fn private_event() {
    walk(EventState { public: false, show_schedule: true, names: true });
}

#[test]
fn public_event_with_schedule() {
    walk(EventState { public: true, show_schedule: true, names: false });
}

#[test]
fn public_event_with_hidden_schedule() {
    walk(EventState { public: true, show_schedule: false, names: true });
}

/// What an answer says to whoever asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    In,
    ToLogin,
    Out,
}

fn verdict(status: StatusCode, location: &str) -> Verdict {
    if location.contains("/login/?next=") {
        return Verdict::ToLogin;
    }
    match status {
        StatusCode::NOT_FOUND | StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Verdict::Out,
        _ => Verdict::In,
    }
}

fn expected(gate: &Gate, role: Role, facts: Facts) -> Verdict {
    let anonymous = role == Role::Anonymous;
    match gate {
        Gate::Everyone => Verdict::In,
        Gate::While(all) if all.iter().all(|fact| facts.hold(*fact)) => Verdict::In,
        Gate::While(_) => Verdict::Out,
        Gate::There(all, gate) if all.iter().all(|fact| facts.hold(*fact)) => expected(gate, role, facts),
        Gate::There(..) => Verdict::Out,
        Gate::Either(gates) => {
            let all = gates.iter().map(|gate| expected(gate, role, facts));
            if all.clone().any(|verdict| verdict == Verdict::In) { Verdict::In } else { Verdict::Out }
        }
        Gate::Own if anonymous => Verdict::ToLogin,
        Gate::Own => Verdict::Out,
        Gate::Api if anonymous => Verdict::Out,
        Gate::Api => Verdict::In,
        Gate::LoggedIn if anonymous => Verdict::ToLogin,
        Gate::LoggedIn => Verdict::In,
        Gate::Organisers(_) if anonymous => Verdict::ToLogin,
        Gate::Speakers(_) if anonymous && facts.hold(plenary_model::Fact::Public) => Verdict::ToLogin,
        Gate::Public(all) | Gate::Organisers(all) | Gate::Speakers(all) => {
            let granted = all.iter().all(|any| any.iter().any(|permission| permission.is_granted(facts)));
            if granted { Verdict::In } else { Verdict::Out }
        }
    }
}

fn walk(state: EventState) {
    on_both_engines(async |test| {
        let setting = Setting::create(&test, state).await;
        let mut visitors = Vec::new();
        for role in Role::ALL {
            visitors.push((role, setting.come(role).await));
        }
        let mut wrong = Vec::new();
        let mut asked = 0;
        let (mut judge, before) = (
            |route: &Route,
             method: &Method,
             role: Role,
             object: &Asked,
             answer: &plenary_web::testing::Answer| {
                let gate = if *method == Method::GET { route.get } else { route.post };
                let Some(gate) = gate else { return };
                asked += 1;
                let wanted = expected(gate, role, setting.facts(role).and(object.facts(role)));
                let got = verdict(answer.status, answer.location());
                // Those who may not come are led to a page that is for them, or told why it can't be.
                let refused = wanted == Verdict::Out
                    && (answer.status.is_redirection() || answer.status == StatusCode::CONFLICT);
                if (got != wanted && !refused) || answer.status.is_server_error() {
                    wrong.push(format!(
                        "{method} {} as {role:?} ({object:?}): {wanted:?} expected, {} {}",
                        object.path,
                        answer.status,
                        answer.location()
                    ));
                }
            },
            setting.digest().await,
        );
        for route in ROUTES {
            for object in paths(&setting, route.pattern) {
                for (role, visitor) in &visitors {
                    if route.get.is_some() && !route.leaves {
                        let answer = visitor.get(&object.path).await;
                        judge(route, &Method::GET, *role, &object, &answer);
                    }
                    let Some(gate) = route.post else { continue };
                    let facts = setting.facts(*role).and(object.facts(*role));
                    if expected(gate, *role, facts) != Verdict::In {
                        let answer = visitor.post(&object.path, &[("action", "activate")]).await;
                        judge(route, &Method::POST, *role, &object, &answer);
                    }
                }
            }
        }
        assert_eq!(before, setting.digest().await, "somebody without the right has changed something");
        // Leaving takes no right: who left the event above comes anew.
        let mut visitors = Vec::new();
        for role in Role::ALL {
            visitors.push((role, setting.come(role).await));
        }
        // Those who may come last, since they change things.
        for route in ROUTES.iter().filter(|route| !route.leaves && !route.once) {
            let Some(gate) = route.post else { continue };
            for object in paths(&setting, route.pattern) {
                for (role, visitor) in &visitors {
                    let facts = setting.facts(*role).and(object.facts(*role));
                    if expected(gate, *role, facts) == Verdict::In {
                        let answer = visitor.post(&object.path, route.form).await;
                        judge(route, &Method::POST, *role, &object, &answer);
                    }
                }
            }
        }
        for pattern in NOT_BUILT {
            for object in paths(&setting, pattern) {
                let administrator = &visitors.last().unwrap().1;
                let answer = administrator.get(&object.path).await;
                // Others' patterns may fit the address with a slash behind it.
                let nothing =
                    [StatusCode::NOT_FOUND, StatusCode::METHOD_NOT_ALLOWED, StatusCode::MOVED_PERMANENTLY];
                if !nothing.contains(&answer.status) {
                    wrong.push(format!("{} is there: {}", object.path, answer.status));
                }
            }
        }
        println!("{} routes × {} roles: {asked} answers, event {state:?}", ROUTES.len(), Role::ALL.len());
        assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    });
}
