//! The commands, run as an administrator runs them.

use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

struct Place(TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// A command in an empty directory, without the surroundings of whoever runs the tests.
    fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_plenary"));
        command.args(arguments.split(' ')).current_dir(self.path()).env_clear();
        command.env("PLENARY_DATA_DIR", self.path().join("data")).env("HOME", self.path());
        command
    }

    fn run(&self, arguments: &str) -> Output {
        self.command(arguments).output().unwrap()
    }

    fn init(&self) {
        let mut command = self.command("init --noinput");
        command
            .env("DJANGO_SUPERUSER_EMAIL", "admin@example.org")
            .env("DJANGO_SUPERUSER_PASSWORD", "a good long one")
            .env("PRETALX_INIT_ORGANISER_NAME", "Example")
            .env("PRETALX_INIT_ORGANISER_SLUG", "example");
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", stderr(&output));
    }
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_new_instance_is_set_up() {
    let place = Place::new();
    place.init();
    let data = place.path().join("data");
    for name in [".secret", "db.sqlite3", "media", "logs"] {
        assert!(data.join(name).exists(), "{name}");
    }
    use std::os::unix::fs::PermissionsExt;
    assert_eq!(std::fs::metadata(data.join(".secret")).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(stdout(&place.run("migrate")), "Nothing to do: the database is up to date.\n");
    assert_eq!(
        stdout(&place.run("showmigrations")),
        "[X] m0001_schema\n[X] m0002_jobs\n[X] m0004_accounts\n[X] m0005_conditional_questions\n"
    );
    let again = place
        .command("createsuperuser --noinput --email ADMIN@example.org")
        .env("PLENARY_SUPERUSER_PASSWORD", "another long one")
        .output()
        .unwrap();
    assert_eq!(again.status.code(), Some(1));
    assert!(stderr(&again).contains("email: "), "{}", stderr(&again));
}

#[test]
fn init_writes_nothing_when_something_is_missing() {
    let place = Place::new();
    let output = place
        .command("init --noinput")
        .env("DJANGO_SUPERUSER_EMAIL", "admin@example.org")
        .env("PRETALX_INIT_ORGANISER_NAME", "Example")
        .env("PRETALX_INIT_ORGANISER_SLUG", "example")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("PLENARY_SUPERUSER_PASSWORD"), "{}", stderr(&output));
    let wrong = place.run("changepassword admin@example.org");
    assert!(stderr(&wrong).contains("no account"), "{}", stderr(&wrong));
}

#[test]
fn events_are_created_and_mistakes_explained() {
    let place = Place::new();
    place.init();
    let create =
        "create_event --organiser example --email orga@example.org --name Conf --date-from 2027-03-01";
    let output =
        place.run(&format!("{create} --slug conf --date-to 2027-03-02 --timezone Europe/Berlin --public"));
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(stdout(&output).contains("/orga/event/conf/"));
    let output = place.run(&format!("{create} --slug api --date-to 2027-02-01 --timezone Mars/Olympus"));
    assert_eq!(output.status.code(), Some(1));
    for field in ["slug: ", "date_to: ", "time_zone: "] {
        assert!(stderr(&output).contains(field), "{field} in {}", stderr(&output));
    }
    let output = place.run(&format!("{create} --slug conf2 --date-to tomorrow"));
    assert!(stderr(&output).contains("“tomorrow” is no date"), "{}", stderr(&output));
}

#[test]
fn passwords_can_be_changed_from_standard_input() {
    use std::io::Write;
    use std::process::Stdio;
    let place = Place::new();
    place.init();
    let change = |password: &str| {
        let mut child = place
            .command("changepassword admin@example.org --stdin")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(password.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    };
    assert!(change("something else\n").status.success());
    let refused = change("short");
    assert_eq!(refused.status.code(), Some(1));
    assert!(stderr(&refused).contains("password: "), "{}", stderr(&refused));
}

#[test]
fn configuration_mistakes_are_named_with_file_and_line() {
    let place = Place::new();
    std::fs::write(place.path().join("plenary.cfg"), "[site]\nurl = ftp://x\ndebug = maybe\nnonsense = 1\n")
        .unwrap();
    let output = place.run("check");
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
    assert!(stderr(&output).contains("plenary.cfg:3"), "{}", stderr(&output));
    std::fs::write(place.path().join("plenary.cfg"), "[site]\nnonsense = 1\nsecret = hush\n").unwrap();
    let output = place.run("check");
    assert!(stdout(&output).contains("plenary.cfg:2"), "{}", stdout(&output));
    let output = place.run("config show --redact");
    assert!(stdout(&output).contains("secret") && !stdout(&output).contains("hush"), "{}", stdout(&output));
    assert!(stdout(&place.run("config show")).contains("hush"));
}

#[test]
fn the_check_before_deployment_finds_what_is_wrong() {
    let place = Place::new();
    place.init();
    let output = place.command("check --deploy").env("PLENARY_DEBUG", "yes").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    for id in ["pretalx.I001", "pretalx.W003", "pretalx.W004", "plenary.E104"] {
        assert!(stdout(&output).contains(id), "{id} in {}", stdout(&output));
    }
    assert!(place.run("check --deploy").status.success());
    assert_eq!(place.run("check --deploy --fail-level WARNING").status.code(), Some(1));
}

#[test]
fn a_database_that_is_none_or_newer_is_refused() {
    let place = Place::new();
    std::fs::create_dir(place.path().join("data")).unwrap();
    std::fs::write(place.path().join("data/db.sqlite3"), "this is no database, but long enough to be read")
        .unwrap();
    let output = place.run("migrate");
    assert_eq!(output.status.code(), Some(4), "{}", stderr(&output));
    assert!(stderr(&output).contains("db.sqlite3"), "{}", stderr(&output));
    let output = place
        .command("migrate")
        .env("PLENARY_DB_TYPE", "postgresql")
        .env("PLENARY_DB_NAME", "x")
        .env("PLENARY_DB_HOST", "127.0.0.1")
        .env("PLENARY_DB_PORT", "1")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(4), "{}", stderr(&output));
    assert!(stderr(&output).contains("PostgreSQL"), "{}", stderr(&output));
}

#[test]
fn maintenance_says_what_it_did() {
    let place = Place::new();
    place.init();
    assert!(stdout(&place.run("rebuild")).contains("nothing to build"));
    assert_eq!(stdout(&place.run("rebuild --silent")), "");
    assert!(stdout(&place.run("runperiodic")).contains("sessions: 0"));
    assert!(stdout(&place.run("clearsessions")).contains("0 sessions"));
    assert!(stderr(&place.run("import_schedule a.xml")).contains("does nothing"));
    assert_eq!(place.run("no_such_command").status.code(), Some(2));
}

#[test]
fn a_test_event_needs_an_administrator_and_is_made_at_every_stage() {
    let place = Place::new();
    let output = place.run("create_test_event");
    assert!(stderr(&output).contains("createsuperuser"), "{}", stderr(&output));
    place.init();
    for stage in ["cfp", "review", "schedule", "over"] {
        let output = place.run(&format!("create_test_event --stage {stage} --slug {stage}con --seed 5"));
        assert!(output.status.success(), "{stage}: {}", stderr(&output));
    }
    let taken = place.run("create_test_event --slug cfpcon");
    assert_eq!(taken.status.code(), Some(1));
    assert!(stderr(&taken).contains("slug: "), "{}", stderr(&taken));
}
