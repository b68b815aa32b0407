//! Every address there is, with every value its places can have. A new route is walked without being
//! named here; a place of a new name needs its values.

use plenary_web::urls::{EventUrls, OrgaUrls, OrganiserUrls, SiteUrls};

use super::secrets::Secrets;
use super::{POISON, UNKNOWN};

#[derive(Clone, Debug)]
pub struct Request {
    pub path: String,
    pub accept: Option<&'static str>,
    /// The code of a hidden thing in the path.
    pub hidden: Option<String>,
    /// Not on the organisers' side.
    pub is_public: bool,
    /// The address itself says the word that others must not read.
    pub brings_poison: bool,
    /// Another query or form of an address that is asked for anyway.
    pub is_variant: bool,
}

impl Request {
    fn new(path: String) -> Self {
        let is_public = !path.starts_with("/orga/");
        let brings_poison = path.contains(POISON);
        Self { path, accept: Some("text/html"), hidden: None, is_public, brings_poison, is_variant: false }
    }
}

/// Added to every address without a code. The first is poison for those that follow.
const QUERIES: [&str; 14] = [
    "?access_code=Zq7Poison&track=Zq7Poison&submission_type=Zq7Poison&utm=Zq7Poison&next=/Zq7Poison",
    "",
    "?lang=de",
    "?lang=zz",
    "?version=wip",
    "?version=1.0",
    "?v=wip",
    "?v=WIP",
    "?format=list",
    "?target=public",
    "?target=orga",
    "?organiser=zq7other",
    "?page=2",
    "?q=%25",
];

/// Forms in which the same address is asked for.
const ACCEPTED: [Option<&str>; 4] =
    [None, Some("text/plain"), Some("application/json"), Some("application/xml")];

/// Names of exports, and of what only organisers may have.
const NAMES: [&str; 13] = [
    "schedule.xml",
    "schedule.xcal",
    "schedule.json",
    "schedule.ics",
    "schedule.ics.svg",
    "faved.ics",
    "speakers.csv",
    "speaker-questions.csv",
    "submission-questions.csv",
    "speakers.csv.svg",
    "schedule.csv",
    "..",
    "schedule",
];

pub fn all(secrets: &Secrets) -> Vec<Request> {
    let mut requests = Vec::new();
    for pattern in SiteUrls::ALL.iter().chain(EventUrls::ALL).filter(|pattern| !pattern.starts_with("/orga/"))
    {
        for slug in ["example2026", secrets.other.as_str(), "nosuch2026"] {
            fill(secrets, pattern, slug, &mut requests);
        }
    }
    for pattern in SiteUrls::ALL.iter().chain(OrgaUrls::ALL).chain(OrganiserUrls::ALL) {
        if pattern.starts_with("/orga/") {
            organisers(secrets, pattern, &mut requests);
        }
    }
    named(secrets, &mut requests);
    requests
}

/// The places of a pattern, in their order.
fn places(pattern: &str) -> Vec<&str> {
    pattern.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
}

fn fill(secrets: &Secrets, pattern: &str, slug: &str, requests: &mut Vec<Request>) {
    let with_event = pattern.replace("{event}", slug);
    let own = slug == "example2026";
    let mut paths = vec![(with_event, None)];
    for place in places(pattern).into_iter().filter(|place| *place != "event") {
        let values = values(secrets, place, own);
        paths = paths
            .into_iter()
            .flat_map(|(path, hidden)| {
                values.iter().map(move |value| {
                    let code = secrets.hidden.contains(value).then(|| value.clone());
                    (path.replace(&format!("{{{place}}}"), value), code.or_else(|| hidden.clone()))
                })
            })
            .collect();
    }
    for (path, hidden) in paths {
        if pattern.contains("{code}") {
            let mut request = Request::new(path);
            request.hidden = hidden;
            requests.push(request);
            continue;
        }
        // Where much goes into the path, and where there is nothing, two queries are enough.
        let places = places(pattern).len();
        let queries = if own && places < 2 { &QUERIES[..] } else { &QUERIES[..2] };
        requests.extend(queries.iter().enumerate().map(|(index, query)| Request {
            is_variant: index > 1 || places > 2,
            ..Request::new(format!("{path}{query}"))
        }));
        if slug == "nosuch2026" || !pattern.starts_with("/{event}/schedule/") {
            continue;
        }
        requests.extend(ACCEPTED.map(|accept| Request {
            accept,
            is_variant: true,
            ..Request::new(path.clone())
        }));
    }
}

/// What a place can hold: what is public, what is hidden, what does not exist.
fn values(secrets: &Secrets, place: &str, own: bool) -> Vec<String> {
    let texts = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect();
    match place {
        "code" if own => {
            let public = [secrets.session.code.clone(), secrets.speaker.code.clone(), UNKNOWN.to_owned()];
            public.into_iter().chain(secrets.hidden.clone()).chain(secrets.others.clone()).collect()
        }
        "code" => secrets.others.iter().cloned().chain([secrets.session.code.clone()]).collect(),
        "version" if own => texts(&["1.0", "wip", "WIP", "%77ip", "1.1", "nosuch", "..%2f"]),
        "version" => texts(&["1.0", "wip"]),
        "name" => texts(&NAMES),
        "ending" => texts(&["xml", "xcal", "json", "ics", "html"]),
        "id" => {
            let accounts = secrets.setting.speakers.iter().chain([&secrets.setting.organiser]);
            accounts.filter_map(|actor| actor.account()).map(|id| id.to_string()).collect()
        }
        "token" | "invitation" | "wizard" => texts(&["nosuch"]),
        "step" => texts(&["info"]),
        "*path" => texts(&["event/example2026/", "event/example2026/submissions/"]),
        other => panic!("the hostile visitor knows nothing to put into {{{other}}}"),
    }
}

/// The organisers' side: one request each is enough, for both events.
fn organisers(secrets: &Secrets, pattern: &str, requests: &mut Vec<Request>) {
    for (slug, organiser, code) in [
        ("example2026", "example", &secrets.hidden[0]),
        (secrets.other.as_str(), "zq7other", &secrets.others[0]),
    ] {
        let mut path =
            pattern.replace("{event}", slug).replace("{organiser}", organiser).replace("{code}", code);
        path =
            path.replace("{verb}", "accept").replace("{target}", "submission").replace("{token}", "nosuch");
        for place in places(&path.clone()) {
            path = path.replace(&format!("{{{place}}}"), "1");
        }
        requests.push(Request::new(path));
    }
}

/// Addresses that are no patterns of their own: old names, and files of others.
fn named(secrets: &Secrets, requests: &mut Vec<Request>) {
    let mut add = |path: String| requests.push(Request::new(path));
    for slug in ["example2026", secrets.other.as_str()] {
        for path in
            ["schedule/widget/v2.de.js", "schedule/v/wip", "schedule/v/wip.json", "talk/wip.ics", "EXAMPLE"]
        {
            add(format!("/{slug}/{path}"));
        }
        add(format!("/{}/", slug.to_uppercase()));
        add(format!("/{}/schedule/v/wip/", slug.to_uppercase()));
        add(format!("/{slug}/offline/items.json?keys=s:{},p:{}", secrets.hidden[0], secrets.others[0]));
        add(format!("/{slug}/schedule/widgets/schedule.json?v=wip"));
        // A secret link of one event opens nothing in another.
        let foreign = if slug == "example2026" { "other" } else { "accepted" };
        add(format!("/{slug}/talk/review/{}", super::secrets::share(foreign)));
    }
    for path in [
        "/media/",
        "/media/example2026/",
        "/media/example2026/submissions/",
        "/static/",
        "/static/manifest.json",
    ] {
        add(path.to_owned());
    }
}
