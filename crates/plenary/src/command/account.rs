use std::io::Read;

use anyhow::{Context, Result, bail};
use plenary_model::Actor;
use plenary_person::account::{self, NewAccount};
use plenary_store::Tx;
use plenary_store::entity;

use super::prompt;
use crate::arguments::{Person, Superuser};
use crate::instance::{Instance, Start, configuration};

const EMAIL: &[&str] = &["PLENARY_SUPERUSER_EMAIL", "DJANGO_SUPERUSER_EMAIL"];
const PASSWORD: &[&str] = &["PLENARY_SUPERUSER_PASSWORD", "DJANGO_SUPERUSER_PASSWORD"];

/// Who the new administrator is.
pub struct Answers {
    email: String,
    name: String,
    password: String,
}

/// Gathers everything before anything is written.
pub fn ask(person: Person, noinput: bool) -> Result<Answers> {
    let email = prompt::answer("E-mail address", person.email, EMAIL, !noinput)?;
    let name = person
        .name
        .or_else(|| std::env::var("PLENARY_SUPERUSER_NAME").ok())
        .unwrap_or_else(|| email.split('@').next().unwrap_or_default().to_owned());
    let password = prompt::password(PASSWORD, !noinput)?;
    Ok(Answers { email, name, password })
}

pub async fn insert(tx: &Tx, answers: &Answers, instance: &Instance) -> Result<entity::account::Model> {
    let new = NewAccount {
        name: &answers.name,
        email: &answers.email,
        password: Some(&answers.password),
        locale: &instance.config.locale.language_code,
        time_zone: &instance.config.locale.time_zone,
        administrator: true,
    };
    Ok(account::create(tx, new).await?)
}

pub async fn create(arguments: Superuser) -> Result<()> {
    let instance = Instance::open_current(configuration(false)?, Start::Command).await?;
    let answers = ask(arguments.person, arguments.noinput)?;
    let tx = instance.database.begin().await?;
    let created = insert(&tx, &answers, &instance).await?;
    tx.commit().await?;
    println!("{} is an administrator now.", created.email);
    Ok(())
}

pub async fn change_password(email: &str, stdin: bool) -> Result<()> {
    let instance = Instance::open_current(configuration(false)?, Start::Command).await?;
    let Some(found) = account::find_by_email(instance.database.reader(), email).await? else {
        bail!("there is no account with the address {email}");
    };
    let password = if stdin {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).context("can't read standard input")?;
        text.trim_end_matches(['\r', '\n']).to_owned()
    } else {
        prompt::password(&["PLENARY_NEW_PASSWORD"], true)?
    };
    let tx = instance.database.begin().await?;
    account::set_password(&tx, &Actor::System, &found, &password).await?;
    tx.commit().await?;
    println!("The password of {} was changed.", found.email);
    Ok(())
}
