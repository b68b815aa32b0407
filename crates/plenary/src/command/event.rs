use anyhow::{Context, Result};
use plenary_event::event::{self, NewEvent};
use plenary_event::organiser;
use plenary_event::settings::dates;
use plenary_model::{Actor, Date, Error, I18nText, Timestamp};

use crate::arguments::{CreateEvent, MoveEvent};
use crate::instance::{Instance, Start, configuration};

pub async fn create(arguments: CreateEvent) -> Result<()> {
    let instance = Instance::open_current(configuration(false)?, Start::Command).await?;
    let date =
        |text: &str| text.parse::<Date>().with_context(|| format!("“{text}” is no date like 2026-09-11"));
    let deadline = match &arguments.deadline {
        Some(text) => {
            let example = "2026-06-30T23:59:00+02:00";
            Some(
                text.parse::<Timestamp>()
                    .with_context(|| format!("“{text}” is no instant like {example}"))?,
            )
        }
        None => None,
    };
    let tx = instance.database.begin().await?;
    let organiser = match organiser::find(tx.db(), &arguments.organiser).await {
        Err(Error::NotFound) => anyhow::bail!("there is no organiser called {}", arguments.organiser),
        other => other?,
    };
    let default = arguments.locales.first().cloned().unwrap_or_else(|| "en".to_owned());
    let new = NewEvent {
        organiser,
        name: I18nText::localised([(default, arguments.name)]),
        slug: arguments.slug,
        date_from: date(&arguments.date_from)?,
        date_to: date(&arguments.date_to)?,
        time_zone: arguments.timezone,
        email: arguments.email,
        locales: arguments.locales,
        deadline,
        primary_color: None,
    };
    let mut event = event::create(&tx, &Actor::System, new).await?;
    if arguments.public {
        event = event::set_public(&tx, &Actor::System, &event, true).await?;
    }
    tx.commit().await?;
    println!("Created {0}: {1}/orga/event/{0}/", event.slug, instance.address());
    Ok(())
}

/// Moves an event, the slots of all versions and all availabilities.
pub async fn move_event(arguments: MoveEvent) -> Result<()> {
    let instance = Instance::open_current(configuration(false)?, Start::Command).await?;
    let tx = instance.database.begin().await?;
    let event = match event::find(tx.db(), &arguments.event).await {
        Err(Error::NotFound) => anyhow::bail!("there is no event called {}", arguments.event),
        other => other?,
    };
    let first_day = match &arguments.date {
        Some(text) => text.parse::<Date>().with_context(|| format!("“{text}” is no date like 2026-09-11"))?,
        None => Date(tx.now().in_zone(&event.zone()).date()),
    };
    let moved = dates::move_to(&tx, &Actor::System, &event, first_day).await?;
    tx.commit().await?;
    println!("{} lasts from {} to {}.", moved.slug, moved.date_from, moved.date_to);
    Ok(())
}
