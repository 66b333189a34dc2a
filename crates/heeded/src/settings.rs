//! The settings: the file `config.default.toml` is the defaults and their documentation.
//!
//! Taken from the command line first, then the environment, then the settings file, then the
//! defaults. Clap reads command line and environment ([`crate::cli::Overrides`]); this reads files.

mod statements;

use crate::cli::Overrides;
use crate::failure::Failure;
use heeded_schemes::SchemeFiles;
use heeded_web::{Allowances, Deployment};
use serde::Deserialize;
use std::net::IpAddr;
use std::path::{Path, PathBuf};

/// The defaults, with their documentation.
pub(crate) const DEFAULTS: &str = include_str!("../config.default.toml");

/// Where a settings file is looked for when none is named.
const USUAL_FILE: &str = "heeded.toml";

/// The settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Settings {
    /// The data folder.
    pub data: PathBuf,
    /// The folder with scheme files of the operator.
    pub schemes: Option<PathBuf>,
    /// Whether addresses of private networks may be fetched.
    pub allow_private_addresses: bool,
    /// Address and port to listen on.
    pub listen: String,
    /// What is the same on all pages.
    pub deployment: Deployment,
    /// The file they were taken from, where there is one.
    pub file: Option<PathBuf>,
}

/// A settings file as it stands: every setting may be left out.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    data: Option<PathBuf>,
    schemes: Option<PathBuf>,
    fetch: Fetch,
    serve: Serve,
    limits: Limits,
    site: Site,
    statements: statements::File,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Fetch {
    allow_private_addresses: Option<bool>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Serve {
    listen: Option<String>,
    proxies: Option<Vec<IpAddr>>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Limits {
    searches_per_minute: Option<u32>,
    tables_per_minute: Option<u32>,
}

impl Limits {
    /// What is set here, else what is set there.
    fn or(self, usual: Self) -> Allowances {
        let one = |set: Option<u32>, usual: Option<u32>| set.or(usual).unwrap_or_default();
        Allowances {
            searches_per_minute: one(self.searches_per_minute, usual.searches_per_minute),
            tables_per_minute: one(self.tables_per_minute, usual.tables_per_minute),
        }
    }
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Site {
    service_name: Option<String>,
    run_by: Option<String>,
    official: Option<bool>,
    public_address: Option<String>,
    contact: Option<String>,
}

impl Settings {
    /// Takes the settings from where they stand.
    ///
    /// # Errors
    ///
    /// [`Failure::Usage`] where a file says what it may not, with the line; [`Failure::File`] where
    /// a named file cannot be read.
    pub(crate) fn take(overrides: &Overrides) -> Result<Self, Failure> {
        let defaults = parse("the defaults", DEFAULTS)?;
        let (file, path) = read_file(overrides.config.as_deref())?;
        let o = overrides.clone();
        let text = |flag: Option<String>, set: Option<String>, default: Option<String>| {
            flag.or(set).or(default).unwrap_or_default()
        };
        let (site, usual) = (file.site, defaults.site);
        let schemes = o
            .schemes
            .or(file.schemes)
            .or(defaults.schemes)
            .unwrap_or_default();
        Ok(Self {
            data: o.data.or(file.data).or(defaults.data).unwrap_or_default(),
            schemes: Some(schemes).filter(|folder| !folder.as_os_str().is_empty()),
            allow_private_addresses: o
                .allow_private_addresses
                .or(file.fetch.allow_private_addresses)
                .or(defaults.fetch.allow_private_addresses)
                .unwrap_or_default(),
            listen: text(o.listen, file.serve.listen, defaults.serve.listen),
            deployment: Deployment {
                service_name: text(o.service_name, site.service_name, usual.service_name),
                run_by: text(o.run_by, site.run_by, usual.run_by),
                official: o
                    .official
                    .or(site.official)
                    .or(usual.official)
                    .unwrap_or_default(),
                public_address: text(o.public_address, site.public_address, usual.public_address)
                    .trim_end_matches('/')
                    .to_owned(),
                contact: text(o.contact, site.contact, usual.contact),
                example: false,
                proxies: file
                    .serve
                    .proxies
                    .or(defaults.serve.proxies)
                    .unwrap_or_default(),
                allowances: file.limits.or(defaults.limits),
                statements: file.statements.or(defaults.statements),
            },
            file: path,
        })
    }

    /// The scheme files: those that ship, and the operator's.
    ///
    /// # Errors
    ///
    /// [`Failure::Usage`] where a file is no right scheme, with its line.
    pub(crate) fn scheme_files(&self) -> Result<SchemeFiles, Failure> {
        let mut files = SchemeFiles::shipped();
        let Some(folder) = &self.schemes else {
            return Ok(files);
        };
        let reading = || format!("reading the schemes folder {}", folder.display());
        let entries = std::fs::read_dir(folder).map_err(|cause| Failure::file(reading(), cause))?;
        let mut paths: Vec<PathBuf> = entries
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<_, _>>()
            .map_err(|cause| Failure::file(reading(), cause))?;
        paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
        paths.sort();
        for path in paths {
            files.add(scheme_file(&path)?);
        }
        Ok(files)
    }
}

/// Reads one scheme file.
pub(crate) fn scheme_file(path: &Path) -> Result<heeded_schemes::SchemeFile, Failure> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path)
        .map_err(|cause| Failure::file(format!("reading the scheme {name}"), cause))?;
    heeded_schemes::parse(&name, &text).map_err(|error| Failure::Usage(error.to_string()))
}

fn read_file(named: Option<&Path>) -> Result<(File, Option<PathBuf>), Failure> {
    let path = named.unwrap_or(Path::new(USUAL_FILE));
    match std::fs::read_to_string(path) {
        Ok(text) => Ok((
            parse(&path.display().to_string(), &text)?,
            Some(path.to_owned()),
        )),
        // The usual file may be missing; one that was named may not.
        Err(cause) if named.is_none() && cause.kind() == std::io::ErrorKind::NotFound => {
            Ok((File::default(), None))
        }
        Err(cause) => Err(Failure::file(
            format!("reading the settings {}", path.display()),
            cause,
        )),
    }
}

fn parse(name: &str, text: &str) -> Result<File, Failure> {
    toml::from_str(text).map_err(|cause| {
        let mend = "`heeded config --defaults` prints every setting with its meaning";
        Failure::Usage(format!("the settings in {name} are wrong: {cause}\n{mend}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn overrides(config: Option<PathBuf>) -> Overrides {
        Overrides {
            config,
            ..Overrides::default()
        }
    }

    #[test]
    fn the_defaults_set_every_setting() {
        let defaults = parse("the defaults", DEFAULTS).unwrap();
        let File {
            data,
            schemes,
            fetch,
            serve,
            limits,
            site,
            statements,
        } = defaults;
        assert!(data.is_some() && schemes.is_some() && serve.listen.is_some());
        assert!(serve.proxies.is_some() && statements.sets_everything());
        assert_eq!(fetch.allow_private_addresses, Some(false));
        assert!(limits.searches_per_minute.is_some() && limits.tables_per_minute.is_some());
        let Site {
            service_name,
            run_by,
            official,
            public_address,
            contact,
        } = site;
        assert!(service_name.is_some() && run_by.is_some() && official.is_some());
        assert!(public_address.is_some() && contact.is_some());
    }

    #[test]
    fn the_command_line_beats_the_file_and_the_file_the_defaults() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("my.toml");
        let set =
            "data = \"here\"\n[limits]\ntables_per_minute = 2\n[site]\nrun_by = \"the Board\"\n";
        std::fs::write(&path, set).unwrap();
        let mut over = overrides(Some(path.clone()));
        over.run_by = Some("the Panel".to_owned());
        let settings = Settings::take(&over).unwrap();
        assert_eq!(settings.data, PathBuf::from("here"));
        assert_eq!(settings.deployment.run_by, "the Panel");
        let allowances = settings.deployment.allowances;
        assert_eq!(allowances.tables_per_minute, 2);
        assert_eq!(allowances.searches_per_minute, 300);
        assert_eq!(settings.listen, "127.0.0.1:8080");
        assert_eq!(settings.file, Some(path));
    }

    #[test]
    fn an_unknown_setting_is_refused_with_its_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("my.toml");
        std::fs::write(&path, "data = \"here\"\ndatta = \"there\"\n").unwrap();
        let error = Settings::take(&overrides(Some(path)))
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("line 2") && error.contains("datta"),
            "{error}"
        );
        assert!(error.contains("heeded config --defaults"), "{error}");
    }

    #[test]
    fn a_named_file_that_is_not_there_is_said() {
        let error = Settings::take(&overrides(Some("/no/such.toml".into()))).unwrap_err();
        assert!(error.to_string().contains("/no/such.toml"), "{error}");
    }
}
