use anyhow::{Result, bail};
use plenary_config::Source;
use plenary_demo::Progress;
use plenary_model::Error;
use plenary_person::account::{self, NewAccount};
use plenary_store::entity;

use super::serve;
use crate::arguments::{Demo, Size, Stage, TestEvent};
use crate::instance::{Instance, Start, configuration};
use crate::progress::Bar;

/// For a server that only this machine reaches.
const EMAIL: &str = "admin@example.org";
const PASSWORD: &str = "try-plenary";
const SLUG: &str = "demo";

impl Progress for Bar {
    fn phase(&self, name: &str, total: u64) {
        Bar::phase(self, name, total);
    }

    fn advance(&self, by: u64) {
        Bar::advance(self, by);
    }
}

pub async fn run(arguments: Demo) -> Result<()> {
    if !arguments.bind.ip().is_loopback() {
        bail!("the demo's password is known to everybody: it is served on this machine's own addresses only");
    }
    let mut config = configuration(true)?;
    if config.source("site", "url").is_none_or(|source| *source == Source::Default) {
        config.site.url = format!("http://{}", arguments.bind);
        config.site.bind = arguments.bind;
    }
    let instance = Instance::open_current(config, Start::Service { quiet: true }).await?;
    let administrator = administrator(&instance).await?;
    if plenary_event::event::find(instance.database.reader(), SLUG).await.is_err() {
        eprintln!("Creating an event with generated proposals …");
        create(&instance, Stage::Schedule, SLUG, 1, arguments.size, administrator.id).await?;
    }
    let address = arguments.bind;
    println!("Schedule:  http://{address}/{SLUG}/schedule/");
    println!("Organise:  http://{address}/orga/event/{SLUG}/");
    println!("Log in:    {EMAIL}");
    println!("Password:  {PASSWORD}");
    if arguments.no_serve {
        return Ok(());
    }
    println!("Stop it with Ctrl-C.");
    serve::run(&instance, address, true).await
}

async fn administrator(instance: &Instance) -> Result<entity::account::Model> {
    if let Some(found) = account::find_by_email(instance.database.reader(), EMAIL).await? {
        return Ok(found);
    }
    let tx = instance.database.begin().await?;
    let new = NewAccount {
        name: "Demo Organiser",
        email: EMAIL,
        password: Some(PASSWORD),
        locale: "en",
        time_zone: "UTC",
        administrator: true,
    };
    let created = account::create(&tx, new).await?;
    tx.commit().await?;
    Ok(created)
}

pub async fn test_event(arguments: TestEvent) -> Result<()> {
    let instance = Instance::open_current(configuration(false)?, Start::Command).await?;
    let Some(administrator) = account::first_administrator(instance.database.reader()).await? else {
        bail!("there is no administrator yet; create one with `plenary createsuperuser`");
    };
    create(&instance, arguments.stage, &arguments.slug, arguments.seed, arguments.size, administrator.id)
        .await
}

async fn create(
    instance: &Instance,
    stage: Stage,
    slug: &str,
    seed: u64,
    size: Size,
    administrator: i32,
) -> Result<()> {
    let request = plenary_demo::Request {
        stage: match stage {
            Stage::Cfp => plenary_demo::Stage::Cfp,
            Stage::Review => plenary_demo::Stage::Review,
            Stage::Schedule => plenary_demo::Stage::Schedule,
            Stage::Over => plenary_demo::Stage::Over,
        },
        slug: slug.to_owned(),
        seed,
        size: match size {
            Size::Small => plenary_demo::Size::Small,
            Size::Big => plenary_demo::Size::Big,
        },
        administrator,
    };
    let bar = Bar::new();
    match plenary_demo::create(&instance.database, &instance.media()?, &request, &bar).await {
        Ok(created) => {
            drop(bar);
            eprintln!("Created {0}: {1}/{0}/", created.event, instance.address());
            Ok(())
        }
        Err(Error::Forbidden) => bail!("the administrator may not create events"),
        Err(other) => Err(other.into()),
    }
}
