use anyhow::Result;
use plenary_config::Redact;

use crate::arguments::ConfigCommand;
use crate::instance;

pub fn run(command: &ConfigCommand) -> Result<()> {
    let ConfigCommand::Show { redact } = command;
    let config = instance::configuration(false)?;
    for notice in &config.notices {
        eprintln!("plenary: {notice}");
    }
    for file in &config.files_read {
        println!("# read: {}", file.display());
    }
    println!("{}", config.tree(if *redact { Redact::Yes } else { Redact::No }));
    Ok(())
}
