//! Serving the site with a stand-in of Procore beside it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use lexopt::Parser;
use lexopt::prelude::{Long, ValueExt as _};

use crate::run::{command, root, run};
use crate::{config, dist, setup, write_headers};

/// `cargo xtask serve`: the app on a port, the login host on the next one, the API host on the one after.
pub fn serve(mut arguments: Parser) -> Result<()> {
    let mut port: u16 = 8080;
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("port") => {
                let text = arguments.value()?.string()?;
                port = text.parse().with_context(|| format!("{text} is no port"))?;
            }
            other => return Err(other.unexpected().into()),
        }
    }
    let (login, api) =
        port.checked_add(1).zip(port.checked_add(2)).context("the port must be 65533 or less")?;
    dist::build(&setup::for_building()?)?;
    // A copy, so that dist/ never holds the headers of a stand-in.
    let folder = root().join("target/serve");
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    copy(&root().join("dist"), &folder)?;
    let environments = config::for_standin(login, api)?;
    write_headers::write(&folder, &environments, false)?;

    let [site, login, api] = [port, login, api].map(|port| port.to_string());
    let ports = ["--site-port", &site, "--login-port", &login, "--api-port", &api];
    let arguments = ["run", "--locked", "--package", "standin", "--", "--site", "target/serve"];
    run("starting the stand-in of Procore", command("cargo", &arguments, &[]).args(ports))
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("cannot make {}", to.display()))?;
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let entry = entry?;
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to)?;
        } else {
            fs::copy(&from, &to).with_context(|| format!("cannot copy {}", from.display()))?;
        }
    }
    Ok(())
}
