use super::*;
use crate::secret::Redact;

const ETC: &str = "/etc/plenary/plenary.cfg";

struct Setup {
    environment: Environment,
    files: BTreeMap<PathBuf, Vec<u8>>,
}

fn setup() -> Setup {
    let mut environment = Environment::empty();
    environment.home = Some("/people/jo".into());
    Setup { environment, files: BTreeMap::new() }
}

impl Setup {
    fn file(mut self, path: &str, text: &str) -> Self {
        self.files.insert(path.into(), text.into());
        self
    }

    fn var(mut self, name: &str, value: &str) -> Self {
        self.environment.variables.insert(name.into(), value.into());
        self
    }

    fn load(mut self) -> Result<Config, ConfigError> {
        self.environment.files = Box::new(self.files);
        Config::load(&self.environment)
    }

    fn config(self) -> Config {
        self.load().expect("valid configuration")
    }

    fn problems(self) -> Vec<String> {
        self.load().expect_err("invalid configuration").problems.iter().map(ToString::to_string).collect()
    }
}

fn from_file(text: &str) -> Setup {
    setup().file(ETC, text)
}

/// Option, a value that is not the default, and what the typed field is then.
type Sample = (&'static str, &'static str, fn(&Config) -> String, &'static str);

fn exposed(secret: &Option<Secret>) -> String {
    secret.as_ref().map(|secret| secret.expose().to_owned()).unwrap_or_default()
}

/// `database.name` and the others without their backend.
fn postgres(config: &Config, part: fn(&str, &str, &str, Option<u16>) -> String) -> String {
    match &config.database {
        DatabaseSettings::Sqlite { path } => path.display().to_string(),
        DatabaseSettings::Postgres { user, password, host, port, .. } => {
            part(user, password.expose(), host, *port)
        }
    }
}

const SAMPLES: &[Sample] = &[
    ("filesystem.base", "/b", |c| c.filesystem.base.display().to_string(), "/b"),
    ("filesystem.data", "d", |c| c.filesystem.data.display().to_string(), "/srv/plenary/d"),
    ("filesystem.logs", "/l", |c| c.filesystem.logs.display().to_string(), "/l"),
    ("filesystem.media", "/m", |c| c.filesystem.media.display().to_string(), "/m"),
    ("filesystem.static", "/s", |c| c.filesystem.static_files.display().to_string(), "/s"),
    ("filesystem.htmlexport", "/h", |c| c.filesystem.html_export.display().to_string(), "/h"),
    ("site.debug", "On", |c| c.site.debug.to_string(), "true"),
    ("site.url", "https://cfp.example.org/", |c| c.site.url.clone(), "https://cfp.example.org"),
    ("site.secret", " s3%(x)s", |c| exposed(&c.site.secret), "SECRET"),
    ("site.https", "TRUE", |c| c.site.https.to_string(), "true"),
    ("site.bind", "[::]:80", |c| c.site.bind.to_string(), "[::]:80"),
    ("site.metrics_token", "tok", |c| exposed(&c.site.metrics_token), "tok"),
    ("site.verify_addresses", "no", |c| c.site.verify_addresses.to_string(), "false"),
    (
        "site.cookie_domain",
        ".example.org",
        |c| c.site.cookie_domain.clone().unwrap_or_default(),
        ".example.org",
    ),
    ("site.core_modules", "a,b", |c| c.site.core_modules.join("|"), "a|b"),
    ("site.highlighted_plugins", "a, b", |c| c.site.highlighted_plugins.join("|"), "a| b"),
    ("site.media", "/m", |c| c.site.media.clone(), "/m/"),
    (
        "site.static",
        "https://cdn.example.org/s/",
        |c| c.site.static_files.clone(),
        "https://cdn.example.org/s/",
    ),
    ("site.csp", "https://a,https://b", |c| c.site.csp.default.join("|"), "https://a|https://b"),
    ("site.csp_script", "https://a", |c| c.site.csp.script.join("|"), "https://a"),
    ("site.csp_style", "https://a", |c| c.site.csp.style.join("|"), "https://a"),
    ("site.csp_img", "https://a", |c| c.site.csp.img.join("|"), "https://a"),
    ("site.csp_form", "https://a", |c| c.site.csp.form.join("|"), "https://a"),
    ("site.max_pagination_limit", "-1", |c| format!("{:?}", c.site.max_pagination_limit), "None"),
    ("site.trusted_proxy_count", "0", |c| c.site.trusted_proxy_count.to_string(), "0"),
    ("database.backend", "postgresql", |c| c.database.to_url(), "postgres:///n"),
    ("database.name", "x.db", |c| c.database.to_url(), "sqlite:///srv/plenary/x.db?mode=rwc"),
    ("database.user", "u", |c| postgres(c, |user, _, _, _| user.into()), "u"),
    ("database.password", "p", |c| postgres(c, |_, password, _, _| password.into()), "p"),
    ("database.host", "h", |c| postgres(c, |_, _, host, _| host.into()), "h"),
    ("database.port", "7", |c| postgres(c, |_, _, _, port| format!("{port:?}")), "Some(7)"),
    ("mail.from", "Jo <jo@example.org>", |c| c.mail.from.clone(), "Jo <jo@example.org>"),
    ("mail.host", "smtp", |c| c.mail.host.clone(), "smtp"),
    ("mail.port", "587", |c| c.mail.port.to_string(), "587"),
    ("mail.user", "u", |c| c.mail.user.clone(), "u"),
    ("mail.password", "p#;x", |c| c.mail.password.expose().to_owned(), "p#;x"),
    ("mail.tls", "yes", |c| c.mail.tls.to_string(), "true"),
    ("mail.ssl", "1", |c| c.mail.ssl.to_string(), "true"),
    ("mail.private_servers", "on", |c| c.mail.private_servers.to_string(), "true"),
    ("celery.backend", "redis://x", |_| String::new(), ""),
    ("celery.broker", "redis://y", |_| String::new(), ""),
    ("redis.location", "redis://h/1", |c| exposed(&c.redis.location), "redis://h/1"),
    ("redis.session", "off", |c| c.redis.session.to_string(), "false"),
    ("logging.email", "a@x,b@x", |c| c.logging.email.join("|"), "a@x|b@x"),
    ("logging.email_level", "critical", |c| format!("{:?}", c.logging.email_level), "Critical"),
    ("logging.format", "json", |c| format!("{:?}", c.logging.format), "Json"),
    ("logging.level", "WARNING", |c| format!("{:?}", c.logging.level), "Warning"),
    ("locale.language_code", "de-formal", |c| c.locale.language_code.clone(), "de-formal"),
    ("locale.time_zone", "Europe/Berlin", |c| c.locale.time_zone.clone(), "Europe/Berlin"),
    ("files.upload_limit", "3", |c| c.files.upload_limit.to_string(), "3145728"),
    ("memory.pages", "0", |c| c.memory.pages.to_string(), "0"),
    (
        "authentication.additional_auth_backends",
        "a,b",
        |c| c.authentication.additional_auth_backends.join("|"),
        "a|b",
    ),
];

/// What the option needs around it to be meaningful, by variables of the weaker prefix.
fn surroundings(key: &str) -> Setup {
    match key {
        "database.backend" => setup().var("PLENARY_DB_NAME", "n"),
        "database.user" | "database.password" | "database.host" | "database.port" => {
            setup().var("PLENARY_DB_TYPE", "postgresql").var("PLENARY_DB_NAME", "n")
        }
        _ => setup(),
    }
}

#[track_caller]
fn check(sample: &Sample, config: &Config, value: &str, source: &str) {
    let (key, _, typed, expected) = sample;
    let (section, name) = key.split_once('.').expect("key");
    let expected = if *expected == "SECRET" { value } else { expected };
    assert_eq!(typed(config), expected, "{key}");
    assert_eq!(config.source(section, name).map(ToString::to_string).as_deref(), Some(source), "{key}");
    let tree = config.tree(Redact::No);
    let entry = tree.entries.iter().find(|e| e.section == section && e.option == name).expect("entry");
    assert_eq!(entry.value, value, "{key}");
}

fn each_option(test: impl Fn(&Sample, &'static OptionSpec)) {
    assert_eq!(SAMPLES.len(), OPTIONS.len());
    for option in OPTIONS {
        let sample = SAMPLES.iter().find(|sample| sample.0 == option.key());
        test(sample.unwrap_or_else(|| panic!("no sample for {}", option.key())), option);
    }
}

#[test]
fn every_option_can_be_set_by_file() {
    each_option(|sample, option| {
        let text = format!("[{}]\n{} = {}\n", option.section, option.name, sample.1);
        let config = surroundings(sample.0).file(ETC, &text).config();
        check(sample, &config, sample.1.trim(), &format!("{ETC}:2"));
    });
}

#[test]
fn every_option_can_be_set_by_a_variable_of_either_prefix() {
    each_option(|sample, option| {
        for prefix in PREFIXES {
            let name = format!("{prefix}{}", option.variable);
            let config = surroundings(sample.0).var(&name, sample.1).config();
            check(sample, &config, sample.1, &format!("variable {name}"));
            assert_eq!(config.notices, [], "{name}");
        }
    });
}

#[test]
fn every_option_can_be_read_from_a_file_named_by_a_variable() {
    each_option(|sample, option| {
        for prefix in PREFIXES {
            let name = format!("{prefix}{}_FILE", option.variable);
            let config = surroundings(sample.0)
                .var(&name, "/run/secrets/x")
                .file("/run/secrets/x", &format!("{}\n", sample.1))
                .config();
            check(sample, &config, sample.1, &format!("variable {name} (/run/secrets/x)"));
            assert_eq!(config.notices, [], "{name}");
        }
    });
}

#[test]
fn variables_are_stronger_than_files_and_ours_stronger_than_theirs() {
    each_option(|sample, option| {
        let (ours, theirs) =
            (format!("PLENARY_{}", option.variable), format!("PRETALX_{}_FILE", option.variable));
        let config = surroundings(sample.0)
            .file(ETC, &format!("[{}]\n{} = nonsense\n", option.section, option.name))
            .var(&theirs, "/run/secrets/never-read")
            .var(&ours, sample.1)
            .config();
        check(sample, &config, sample.1, &format!("variable {ours}"));
    });
}

#[test]
fn defaults() {
    let config = setup().config();
    let default_tree: Vec<(String, String)> = config
        .tree(Redact::No)
        .entries
        .into_iter()
        .map(|entry| {
            assert_eq!(entry.source, Source::Default);
            (format!("{}.{}", entry.section, entry.option), entry.value)
        })
        .collect();
    let mut keys: Vec<String> = default_tree.iter().map(|(key, _)| key.clone()).collect();
    let mut listed: Vec<String> = OPTIONS.iter().map(OptionSpec::key).collect();
    keys.sort();
    listed.sort();
    assert_eq!(keys, listed);
    let filled: Vec<(&str, &str)> =
        default_tree.iter().map(|(k, v)| (k.as_str(), v.as_str())).filter(|(_, v)| !v.is_empty()).collect();
    assert_eq!(
        filled,
        [
            ("filesystem.base", "/srv/plenary"),
            ("filesystem.data", "/srv/plenary/data"),
            ("filesystem.logs", "/srv/plenary/data/logs"),
            ("filesystem.media", "/srv/plenary/data/media"),
            ("filesystem.static", "/srv/plenary/static.dist"),
            ("filesystem.htmlexport", "/srv/plenary/data/htmlexport"),
            ("site.debug", "no"),
            ("site.url", "http://localhost"),
            ("site.https", "no"),
            ("site.bind", "127.0.0.1:8345"),
            ("site.verify_addresses", "yes"),
            ("site.media", "/media/"),
            ("site.static", "/static/"),
            ("site.max_pagination_limit", "250"),
            ("site.trusted_proxy_count", "1"),
            ("database.backend", "sqlite3"),
            ("database.name", "/srv/plenary/data/db.sqlite3"),
            ("mail.from", "admin@localhost"),
            ("mail.host", "localhost"),
            ("mail.port", "25"),
            ("mail.tls", "no"),
            ("mail.ssl", "no"),
            ("mail.private_servers", "no"),
            ("redis.session", "yes"),
            ("logging.email_level", "ERROR"),
            ("logging.format", "text"),
            ("logging.level", "INFO"),
            ("locale.language_code", "en"),
            ("locale.time_zone", "UTC"),
            ("files.upload_limit", "10"),
            ("memory.pages", "64"),
        ]
    );
    assert_eq!(config.site.max_pagination_limit, Some(250));
    assert_eq!(config.files.upload_limit, 10 * 1024 * 1024);
    assert_eq!(config.redis.location, None);
    assert!(config.site.highlighted_plugins.is_empty());
    assert!(config.show_banner && config.notices.is_empty() && config.files_read.is_empty());
}

#[test]
fn debug_by_default_is_for_demo_and_development() {
    let mut setup = setup();
    setup.environment.debug_by_default = true;
    let config = setup.config();
    assert!(config.site.debug);
    assert_eq!(config.logging.level, LogLevel::Debug);
}

#[test]
fn https_follows_the_address_unless_configured() {
    assert!(from_file("[site]\nurl = https://x.org\n").config().site.https);
    assert!(!from_file("[site]\nurl = https://x.org\nhttps = off\n").config().site.https);
}

#[test]
fn later_files_are_stronger() {
    let places = [
        "/etc/pretalx/pretalx.cfg",
        "/etc/plenary/plenary.cfg",
        "/people/jo/.pretalx.cfg",
        "/people/jo/.plenary.cfg",
        "/srv/plenary/pretalx.cfg",
        "/srv/plenary/plenary.cfg",
    ];
    for count in 1..=places.len() {
        let mut setup = setup();
        for (index, place) in places[..count].iter().enumerate() {
            setup = setup.file(place, &format!("[mail]\nhost = h{index}\nuser{index} = x\n"));
        }
        let config = setup.config();
        assert_eq!(config.mail.host, format!("h{}", count - 1));
        assert_eq!(config.files_read, places[..count].iter().map(PathBuf::from).collect::<Vec<_>>());
    }
    let both = setup().file(places[0], "[mail]\nhost = a\nuser = b\n").file(places[5], "[mail]\nhost = c\n");
    let config = both.config();
    assert_eq!((config.mail.host.as_str(), config.mail.user.as_str()), ("c", "b"));
}

#[test]
fn a_named_file_is_the_only_one() {
    let named =
        setup().file(ETC, "[mail]\nuser = etc\n").file("/srv/plenary/my.cfg", "[mail]\nhost = mine\n");
    let config = named.var("PLENARY_CONFIG_FILE", "my.cfg").var("PRETALX_CONFIG_FILE", "/other").config();
    assert_eq!((config.mail.host.as_str(), config.mail.user.as_str()), ("mine", ""));
    assert_eq!(config.files_read, [PathBuf::from("/srv/plenary/my.cfg")]);
    let old = setup().file("/x.cfg", "[mail]\nhost = old\n").var("PRETALX_CONFIG_FILE", "/x.cfg").config();
    assert_eq!(old.mail.host, "old");
}

#[test]
fn a_named_file_must_exist() {
    let problems = setup().var("PRETALX_CONFIG_FILE", "/gone.cfg").problems();
    assert!(
        problems[0].starts_with("/gone.cfg: ") && problems[0].contains("PRETALX_CONFIG_FILE"),
        "{problems:?}"
    );
    assert_eq!(setup().var("PLENARY_CONFIG_FILE", "").problems().len(), 1);
}

struct Locked(&'static str);

impl crate::environment::FileReader for Locked {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let kind =
            if path.starts_with(self.0) { io::ErrorKind::PermissionDenied } else { io::ErrorKind::NotFound };
        Err(kind.into())
    }
}

#[test]
fn an_unreadable_file_stops_the_start_but_not_one_in_the_home() {
    let mut environment = setup().environment;
    environment.files = Box::new(Locked("/etc/plenary"));
    let error = Config::load(&environment).expect_err("locked");
    assert!(error.to_string().contains("/etc/plenary/plenary.cfg: cannot read"), "{error}");
    environment.files = Box::new(Locked("/people/jo"));
    let notices = Config::load(&environment).expect("valid").notices;
    assert_eq!(notices.len(), 2);
}

#[test]
fn a_file_is_read_once_when_started_in_its_directory() {
    let mut setup = from_file("[mail]\nhosts = x\n");
    setup.environment.current_dir = "/etc/plenary".into();
    let config = setup.config();
    assert_eq!(config.files_read.len(), 1);
    assert_eq!(config.notices.len(), 1);
}

#[test]
fn the_data_directory_variable_is_stronger_than_the_file() {
    let config = from_file("[filesystem]\ndata = /file\n").var("PRETALX_DATA_DIR", "/variable").config();
    assert_eq!(config.filesystem.data, Path::new("/variable"));
    assert_eq!(config.filesystem.media, Path::new("/variable/media"));
    assert_eq!(config.database.to_url(), "sqlite:///variable/db.sqlite3?mode=rwc");
    assert_eq!(config.data_dir().logs, Path::new("/variable/logs"));
}

#[test]
fn a_variable_set_to_nothing_is_stronger_than_the_file() {
    let config = from_file("[mail]\nuser = jo\n[logging]\nemail = a@x\n")
        .var("PRETALX_MAIL_USER", "")
        .var("PLENARY_LOGGING_EMAIL", "")
        .var("PRETALX_LOGGING_EMAIL", "b@x")
        .config();
    assert_eq!(config.mail.user, "");
    assert!(config.logging.email.is_empty());
    for name in ["DEBUG", "MAIL_PORT", "SECRET", "DATA_DIR", "DB_NAME", "SITE_URL"] {
        let problems = setup().var(&format!("PRETALX_{name}"), "").problems();
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(problems[0].contains(&format!("variable PRETALX_{name}: ")), "{problems:?}");
    }
}

#[test]
fn booleans() {
    for (text, expected) in [
        ("yes", true),
        ("ON", true),
        ("True", true),
        ("1", true),
        ("No", false),
        ("off", false),
        ("0", false),
    ] {
        assert_eq!(from_file(&format!("[mail]\ntls = {text}\n")).config().mail.tls, expected);
    }
    for text in ["y", "2", "enabled", "", "true # yes"] {
        assert_eq!(from_file(&format!("[mail]\ntls = {text}\n")).problems().len(), 1);
    }
    assert_eq!(setup().var("PLENARY_MAIL_TLS", "true ").problems().len(), 1);
}

#[test]
fn every_problem_is_reported_with_its_place_value_and_what_is_accepted() {
    let text = "[site]\ndebug = maybe\nurl = cfp.example.org\n\n[mail]\nport = 70000\n[locale]\ntime_zone=Mars/Base\n";
    let problems = from_file(text).var("PRETALX_MAX_PAGINATION_LIMIT", "0").problems();
    assert_eq!(
        problems,
        [
            "/etc/plenary/plenary.cfg:2: site.debug = \"maybe\": expected one of yes, no, on, off, true, false, 1, 0",
            "/etc/plenary/plenary.cfg:3: site.url = \"cfp.example.org\": expected an address like \
             https://cfp.example.org",
            "variable PRETALX_MAX_PAGINATION_LIMIT: site.max_pagination_limit = \"0\": expected a whole number from \
             1, or -1 for no limit",
            "/etc/plenary/plenary.cfg:6: mail.port = \"70000\": expected a port number from 1 to 65535",
            "/etc/plenary/plenary.cfg:8: locale.time_zone = \"Mars/Base\": expected the name of a time zone like \
             Europe/Berlin",
        ]
    );
}

#[test]
fn values_that_are_refused() {
    let cases = [
        "[site]\nbind = localhost:1",
        "[site]\nbind = 127.0.0.1",
        "[site]\nurl = ftp://x",
        "[site]\nurl = https://u:p@x",
        "[site]\nurl = https://x y",
        "[site]\nsecret =",
        "[site]\nmedia = media/",
        "[site]\nmax_pagination_limit = -2",
        "[site]\ntrusted_proxy_count = -1",
        "[database]\nbackend = mysql",
        "[database]\nbackend = postgresql",
        "[database]\nname =",
        "[database]\nport = x",
        "[database]\nname = postgres://h",
        "[database]\nbackend = sqlite3\nname = postgres://h/n",
        "[redis]\nlocation = localhost",
        "[logging]\nemail_level = LOUD",
        "[logging]\nformat = xml",
        "[locale]\nlanguage_code = english language",
        "[locale]\ntime_zone =",
        "[files]\nupload_limit = 0",
        "[memory]\npages = -1",
        "[files]\nupload_limit = 1.5",
        "[files]\nupload_limit = 99999999999999999",
        "[filesystem]\nmedia =",
    ];
    for text in cases {
        assert_eq!(from_file(text).problems().len(), 1, "{text}");
    }
}

#[test]
fn syntax_errors_name_file_and_line_and_show_nothing() {
    let problems = from_file("[mail]\npassword hunter2\nhost = a\nhost = b\n").problems();
    assert_eq!(problems.len(), 2);
    assert!(problems[0].starts_with("/etc/plenary/plenary.cfg:2: "), "{problems:?}");
    assert!(problems[1].starts_with("/etc/plenary/plenary.cfg:4: mail.host was already set on line 3"));
    assert!(!problems[0].contains("hunter2"));
    let latin = setup().file("/etc/pretalx/pretalx.cfg", "");
    let mut latin = latin;
    latin.files.insert(ETC.into(), b"[mail]\nfrom = J\xf6\n".to_vec());
    assert_eq!(latin.problems(), ["/etc/plenary/plenary.cfg: the file is not UTF-8"]);
}

#[test]
fn problems_hide_secrets() {
    let problems =
        from_file("[redis]\nlocation = redis:/x\n[site]\nsecret =  \n[mail]\nport = a://b:hunter2@c\n")
            .var("PLENARY_METRICS_TOKEN", "  ")
            .problems();
    assert_eq!(problems.len(), 4);
    assert!(problems.iter().all(|problem| !problem.contains("hunter2")), "{problems:?}");
}

#[test]
fn file_variables_that_cannot_be_used() {
    let missing = setup().var("PLENARY_SECRET_FILE", "/gone").problems();
    assert!(missing[0].contains("PLENARY_SECRET_FILE") && missing[0].contains("/gone"), "{missing:?}");
    assert_eq!(setup().var("PLENARY_SECRET_FILE", "").problems().len(), 1);
    let both = setup().var("PLENARY_SECRET", "a").var("PLENARY_SECRET_FILE", "/x").file("/x", "b").problems();
    assert!(both[0].contains("set only one"), "{both:?}");
}

#[test]
fn only_the_newline_at_the_end_of_a_secret_file_is_removed() {
    for (text, expected) in [("a\n", "a"), ("a\r\n", "a"), ("a\n\n", "a\n"), (" a ", " a "), ("a", "a")] {
        let config = setup().var("PRETALX_MAIL_PASSWORD_FILE", "/x").file("/x", text).config();
        assert_eq!(config.mail.password.expose(), expected);
    }
}

#[test]
fn a_variable_that_is_not_utf8_is_named() {
    use std::os::unix::ffi::OsStringExt;
    let mut setup = setup();
    let value = std::ffi::OsString::from_vec(vec![0xff]);
    setup.environment.variables.insert("PLENARY_MAIL_HOST".into(), value);
    assert_eq!(setup.problems(), ["variable PLENARY_MAIL_HOST: the value is not UTF-8"]);
}

#[test]
fn unknown_things_are_warnings() {
    let text = "[site]\nurls = x\n[Mail]\nhost = x\n[other]\n[DEFAULT]\nurl = https://x\n[plugin:]\na = 1\n";
    let config = from_file(text).var("PLENARY_SITEURL", "x").var("PRETALX_DEBUGG_FILE", "x").config();
    let notices: Vec<String> = config.notices.iter().map(ToString::to_string).collect();
    assert_eq!(
        notices,
        [
            "/etc/plenary/plenary.cfg:2: unknown option site.urls, ignored",
            "/etc/plenary/plenary.cfg:3: unknown section [Mail], ignored; did you mean [mail]?",
            "/etc/plenary/plenary.cfg:5: unknown section [other], ignored",
            "/etc/plenary/plenary.cfg:6: unknown section [DEFAULT], ignored",
            "/etc/plenary/plenary.cfg:8: unknown section [plugin:], ignored",
            "variable PLENARY_SITEURL: unknown variable, ignored",
            "variable PRETALX_DEBUGG_FILE: unknown variable, ignored",
        ]
    );
    assert!(config.notices.iter().all(|notice| notice.level == NoticeLevel::Warning));
    assert_eq!(config.site.url, "http://localhost");
}

#[test]
fn other_variables_are_left_alone() {
    let setup = setup()
        .var("PRETALX_INIT_ORGANISER_NAME", "x")
        .var("PLENARY_INIT_ORGANISER_SLUG", "x")
        .var("PLENARY_TEST_POSTGRES", "x")
        .var("PRETALX_NO_INITIAL_LOG", "");
    let config = setup.config();
    assert_eq!(config.notices, []);
    assert!(!config.show_banner);
}

#[test]
fn servers_we_do_without_are_mentioned() {
    let config = from_file("[celery]\nbroker = redis://a\n[redis]\nlocation = False\n").config();
    assert_eq!(config.notices.len(), 2);
    assert!(config.notices.iter().all(|notice| notice.level == NoticeLevel::Info));
    assert_eq!(config.redis.location, None);
}

#[test]
fn plugins_and_languages_are_free_form() {
    let text = "[plugin:Pages]\nColour = red\napi_key = hunter2\nurl = https://u:hunter2@x/\n\
                [language:de-x]\nname = Deutsch\nhint = y\n[language:fr-x]\npublic_code = fr\n";
    let config = from_file(text).config();
    assert_eq!(config.plugins["Pages"]["colour"], "red");
    assert_eq!(
        config.languages,
        [
            Language { code: "de-x".into(), name: Some("Deutsch".into()), public_code: "de-x".into() },
            Language { code: "fr-x".into(), name: None, public_code: "fr".into() },
        ]
    );
    assert_eq!(config.notices, []);
    assert_eq!(config.source("plugin:Pages", "colour").map(ToString::to_string), Some(format!("{ETC}:2")));
    assert!(!config.tree(Redact::Yes).to_string().contains("hunter2"));
}

#[test]
fn postgres_by_url() {
    let config = setup()
        .var("PLENARY_DB_NAME", "postgres://u@[::1]:1/n?sslmode=require")
        .var("PLENARY_DB_PASS_FILE", "/run/secrets/db")
        .file("/run/secrets/db", "p w\n")
        .config();
    assert_eq!(
        config.database.to_url(),
        "postgres:///n?host=%3A%3A1&user=u&password=p%20w&port=1&sslmode=require"
    );
}

#[test]
fn show_prints_values_with_their_sources() {
    let tree =
        from_file("[site]\nurl = https://x.org\ncsp =\n  a,\n  b\n").config().tree(Redact::No).to_string();
    let url = tree.lines().find(|line| line.starts_with("url = ")).expect("url");
    let words: Vec<&str> = url.split_whitespace().collect();
    assert_eq!(words, ["url", "=", "https://x.org", "#", "/etc/plenary/plenary.cfg:2"]);
    assert!(tree.contains("\n[site]\ndebug = no "), "{tree}");
    assert!(tree.contains("csp = \\na,\\nb "), "{tree}");
}

#[test]
fn show_hides_secrets_on_request() {
    let secrets = [
        ("PLENARY_SECRET", "hunter2"),
        ("PLENARY_METRICS_TOKEN", "hunter2"),
        ("PLENARY_DB_PASS", "hunter2"),
        ("PLENARY_MAIL_PASSWORD", "hunter2"),
        ("PLENARY_REDIS", "redis://:hunter2@h/1"),
        ("PLENARY_CELERY_BROKER", "redis://:hunter2@h/1"),
        ("PLENARY_CELERY_BACKEND", "redis://u:hunter2@h/1"),
        ("PLENARY_DB_NAME", "postgres://u:hunter2@h/n"),
    ];
    let config = secrets.iter().fold(setup(), |setup, (name, value)| setup.var(name, value)).config();
    assert_eq!(config.tree(Redact::No).to_string().matches("hunter2").count(), secrets.len());
    let redacted = config.tree(Redact::Yes).to_string();
    assert!(!redacted.contains("hunter2"), "{redacted}");
    assert_eq!(redacted.matches("********").count(), secrets.len());
    assert!(!format!("{config:?}").contains("hunter2"));
}

#[test]
fn the_banner() {
    let mut setup = from_file("[plugin:pages]\na = 1\n[site]\ndebug = on\n").var("PLENARY_SECRET", "hunter2");
    setup.environment.is_root = true;
    let banner =
        crate::StartBanner::new(&setup.config(), "2026.1.0", Some("/usr/bin/plenary".into())).to_string();
    assert_eq!(
        banner,
        "Plenary 2026.1.0\n\
         configuration files: /etc/plenary/plenary.cfg\n\
         database: SQLite /srv/plenary/data/db.sqlite3\n\
         logs: /srv/plenary/data/logs\n\
         executable: /usr/bin/plenary\n\
         configured plugins: pages\n\
         development mode is on: never serve an event like this\n\
         running as root: create a user for Plenary and start it as that user"
    );
}

/// `docs/admin/configuration.md` names every option and variable, and its sample is a valid configuration.
#[test]
fn the_administrator_guide_is_complete() {
    let guide = include_str!("../../../../docs/admin/configuration.md");
    for option in OPTIONS {
        for name in [format!("`{}`", option.key()), format!("`{}`", option.variable)] {
            assert!(guide.contains(&name), "{name} is missing in docs/admin/configuration.md");
        }
    }
    let sample = guide.split("```ini\n").nth(1).and_then(|rest| rest.split("```").next()).expect("sample");
    let config = from_file(sample).config();
    assert_eq!(config.notices, []);
}
