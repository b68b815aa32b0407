use anyhow::Result;
use plenary_ops::import::{self, Phase, Progress, Request};

use crate::arguments::Import;
use crate::instance::{Instance, Start, configuration};
use crate::progress::Bar;

impl Progress for Bar {
    fn phase(&self, phase: Phase, total: u64) {
        let name = match phase {
            Phase::Reading => "Reading",
            Phase::Files => "Copying files",
            Phase::Clearing => "Removing the last import",
            Phase::Writing => "Writing",
            Phase::Checking => "Checking",
            Phase::Committing => "Committing",
            Phase::Publishing => "Moving files",
            Phase::Finished => "Finished",
        };
        Bar::phase(self, name, total);
    }

    fn advance(&self, steps: u64) {
        Bar::advance(self, steps);
    }
}

pub async fn run(arguments: Import) -> Result<()> {
    let Import::Pretalx(arguments) = arguments;
    let instance = Instance::open_current(configuration(false)?, Start::Command).await?;
    let request = Request {
        source: arguments.database.parse()?,
        media: arguments.media,
        secret: arguments.secret,
        event: arguments.event,
        dry_run: arguments.dry_run,
        replace: arguments.replace,
    };
    let bar = Bar::new();
    let directory = &instance.config.filesystem.data;
    let report = import::import(&request, &instance.database, directory, &instance.media()?, &bar).await?;
    drop(bar);
    if arguments.json {
        println!("{}", serde_json::to_string_pretty(&report)?);
    } else {
        println!("{report}");
    }
    Ok(())
}
