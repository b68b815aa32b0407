use anyhow::Result;
use plenary_event::organiser;
use plenary_model::{Actor, I18nText};

use super::{account, prompt};
use crate::arguments::Init;
use crate::instance::{Instance, Start, configuration};

pub async fn run(arguments: Init) -> Result<()> {
    let instance = Instance::open_current(configuration(false)?, Start::Command).await?;
    let ask = !arguments.noinput;
    let person = account::ask(arguments.person, arguments.noinput)?;
    let names = &["PLENARY_INIT_ORGANISER_NAME", "PRETALX_INIT_ORGANISER_NAME"];
    let name = prompt::answer("Name of the organiser", arguments.organiser_name, names, ask)?;
    let slugs = &["PLENARY_INIT_ORGANISER_SLUG", "PRETALX_INIT_ORGANISER_SLUG"];
    let slug =
        prompt::answer("Short name of the organiser, for addresses", arguments.organiser_slug, slugs, ask)?;
    let tx = instance.database.begin().await?;
    let administrator = account::insert(&tx, &person, &instance).await?;
    let locale = instance.config.locale.language_code.as_str();
    let name = I18nText::localised([(locale, name)]);
    let organiser = organiser::create(&tx, &Actor::System, &name, &slug, Some(administrator.id)).await?;
    tx.commit().await?;
    println!(
        "{} is an administrator now, and in the team of “{}”.",
        administrator.email,
        name.get(locale, locale)
    );
    println!("Log in:           {}/orga/login/", instance.address());
    println!("Create an event:  plenary create_event --organiser {} --help", organiser.slug);
    Ok(())
}
