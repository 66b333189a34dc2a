//! `heeded config`: the settings in force, and the schemes.

use crate::cli::Config;
use crate::failure::{Code, Failure};
use crate::output::Output;
use crate::settings::{DEFAULTS, Settings};

pub(super) fn run(args: &Config, settings: &Settings, output: Output) -> Result<Code, Failure> {
    if args.defaults {
        output.bytes(DEFAULTS.as_bytes())?;
        return Ok(Code::Done);
    }
    let site = &settings.deployment;
    let from = settings
        .file
        .as_ref()
        .map(|path| path.display().to_string());
    output.line(format!(
        "# Settings file: {}",
        from.as_deref().unwrap_or("none")
    ))?;
    output.line(format!("data = {:?}", settings.data.display().to_string()))?;
    let schemes = settings
        .schemes
        .as_ref()
        .map(|path| path.display().to_string());
    output.line(format!("schemes = {:?}", schemes.unwrap_or_default()))?;
    output.line(format!("\n[serve]\nlisten = {:?}", settings.listen))?;
    let proxies: Vec<String> = site.proxies.iter().map(ToString::to_string).collect();
    output.line(format!("proxies = {proxies:?}"))?;
    output.line("\n[site]")?;
    output.line(format!("service_name = {:?}", site.service_name))?;
    output.line(format!("run_by = {:?}", site.run_by))?;
    output.line(format!("official = {}", site.official))?;
    output.line(format!("public_address = {:?}", site.public_address))?;
    output.line(format!("contact = {:?}", site.contact))?;
    output.line("\n# Schemes:")?;
    for file in settings.scheme_files()?.iter() {
        output.line(format!(
            "#   {:<12} {}",
            file.scheme.id.to_string(),
            file.scheme.name
        ))?;
    }
    Ok(Code::Done)
}
