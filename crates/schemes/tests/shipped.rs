//! The files that ship: each reads, says what it should, and names the source of each fact.

#![expect(clippy::unwrap_used, reason = "a failing test is meant to stop there")]

use heeded_domain::id::OrganisationId;
use heeded_domain::organisation::Moves;
use heeded_domain::scheme::{Basis, Ground, Scheme, SchemeId};
use heeded_schemes::{SchemeFile, SchemeFiles, parse};
use jiff::civil::date;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../schemes");

fn shipped(id: &str) -> SchemeFile {
    let id = SchemeId::new(id).unwrap();
    SchemeFiles::shipped().get(&id).unwrap().clone()
}

fn scheme(id: &str) -> Scheme {
    shipped(id).scheme
}

/// Every scheme file of the project: the shipped ones and the examples.
fn files() -> Vec<(String, String)> {
    let folder = std::fs::read_dir(FOLDER).unwrap();
    let mut paths: Vec<_> = folder.map(|entry| entry.unwrap().path()).collect();
    for example in ["scheme.toml", "rail-scheme.toml"] {
        paths.push(format!("{FOLDER}/../examples/{example}").into());
    }
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    paths.sort();
    let read = |path: &std::path::PathBuf| std::fs::read_to_string(path).unwrap();
    paths
        .iter()
        .map(|path| (path.display().to_string(), read(path)))
        .collect()
}

#[test]
fn every_file_of_the_folder_ships_under_its_own_name() {
    let ids: Vec<_> = SchemeFiles::shipped()
        .iter()
        .map(|f| f.scheme.id.to_string())
        .collect();
    let expected = [
        "aaib",
        "hssib",
        "ntsb",
        "pfd",
        "raib",
        "taic",
        "tsb-canada",
        "uk-committee",
        "uk-inquiry",
        "upr",
    ];
    assert_eq!(ids, expected);
    for (path, text) in files() {
        let id = parse(&path, &text).unwrap().scheme.id.to_string();
        let is_named_so = path.ends_with(&format!("/{id}.toml"));
        assert!(
            is_named_so || path.contains("/examples/"),
            "{path} has the id {id}"
        );
    }
}

/// HSSIB's ground is practice: the duty of the 2022 Act binds only those addressed under it, and
/// several reports of its first years were not made under it.
#[test]
fn hssib_counts_90_days_from_publication_by_practice_and_gives_no_verdict() {
    let hssib = scheme("hssib");
    let duty = hssib.duty_of(&["NHS England"]).unwrap();
    assert_eq!(duty.ground, Ground::Practice);
    assert_eq!(
        duty.limit.map(|l| (l.days, l.basis)),
        Some((90, Basis::Published))
    );
    assert!(
        duty.legal_basis
            .as_ref()
            .unwrap()
            .contains("whether this is one is not on record")
    );
    assert!(hssib.verdicts.is_empty());
}

#[test]
fn a_report_to_prevent_deaths_has_56_days_by_law_and_any_coroner_as_issuer() {
    let pfd = scheme("pfd");
    let duty = pfd.duty_of(&["Anybody at all"]).unwrap();
    assert_eq!(duty.ground, Ground::Law);
    assert_eq!(
        duty.limit.map(|l| (l.days, l.basis)),
        Some((56, Basis::Sent))
    );
    assert_eq!(pfd.issuer, None);
}

#[test]
fn the_law_of_the_united_states_binds_the_secretary_whatever_the_name_and_not_a_maker() {
    let ntsb = scheme("ntsb");
    for name in [
        "Secretary of Transportation",
        "us department of transportation",
        "USDOT",
    ] {
        assert_eq!(ntsb.duty_of(&[name]).unwrap().ground, Ground::Law, "{name}");
    }
    let maker = ntsb.duty_of(&["An Aircraft Maker"]).unwrap();
    assert_eq!((maker.ground, maker.limit), (Ground::Practice, None));
}

#[test]
fn what_is_not_known_is_left_out() {
    assert_eq!(scheme("taic").duty_of(&["KiwiRail"]).unwrap().limit, None);
    assert_eq!(
        scheme("raib")
            .duty_of(&["Office of Rail and Road"])
            .unwrap()
            .limit,
        None
    );
    // "Closed" of the ORR covers done and not done: no neutral value would be true.
    assert_eq!(scheme("raib").verdict("Closed"), None);
}

#[test]
fn a_closed_office_names_those_who_took_over_and_no_step_moves_everything() {
    let hssib = shipped("hssib");
    let office = hssib.organisation("national guardian's office").unwrap();
    assert_eq!(office.ended_on, Some(date(2026, 6, 30)));
    assert_eq!(office.successions.len(), 3);
    assert!(
        office
            .successions
            .iter()
            .all(|step| step.moves != Moves::All)
    );
    // The body that is planned to go has not gone.
    let nhs = hssib.organisation("NHSE").unwrap();
    assert_eq!(
        (nhs.name(), nhs.ended_on, nhs.successions.len()),
        ("NHS England", None, 0)
    );
}

#[test]
fn the_facts_of_a_body_are_in_the_order_that_a_register_takes_them() {
    let hssib = shipped("hssib");
    let body = hssib.organisation("HSIB").unwrap();
    let mut record = None;
    let id = OrganisationId(1);
    for fact in body.facts() {
        heeded_domain::decide::decide_organisation(record.as_ref(), &fact).unwrap();
        heeded_domain::replay::apply_to_organisation(&mut record, id, &fact);
    }
    let record = record.unwrap();
    assert_eq!(
        record.name_on(date(2023, 9, 30)),
        "Healthcare Safety Investigation Branch"
    );
    assert_eq!(record.name(), "Health Services Safety Investigations Body");
    let office = hssib.organisation("NGO").unwrap();
    let nobody_known = office.succession_facts(|_| None);
    assert!(
        nobody_known.is_empty(),
        "a step to a body without identifier would be to nobody"
    );
    assert_eq!(
        office.succession_facts(|_| Some(OrganisationId(2))).len(),
        3
    );
}

#[test]
fn an_operators_file_replaces_the_one_that_ships() {
    let mut files = SchemeFiles::shipped();
    let own = "id = \"hssib\"\nname = \"Our own\"\nkinds = [\"concern\"]\n\
               [calendar]\ncountry = \"united-kingdom\"\n";
    let replaced = files.add(parse("own.toml", own).unwrap()).unwrap();
    assert_eq!(replaced.scheme.name, "HSSIB safety recommendations");
    let id = SchemeId::new("hssib").unwrap();
    assert_eq!(files.schemes().get(&id).unwrap().name, "Our own");
    assert_eq!(files.iter().count(), 10);
}

#[test]
fn the_sections_for_the_reader_are_such_as_it_takes() {
    for (path, text) in files() {
        let Some(section) = parse(&path, &text).unwrap().reading else {
            continue;
        };
        if let Err(error) = heeded_reader::Section::from_toml(&section) {
            panic!("{path}: {error}");
        }
    }
}

/// Every fact says where it is from: a comment with "Source" stands above each table and above each
/// key at the top. Verdicts that follow one another share the comment above the first.
#[test]
fn every_fact_names_its_source() {
    for (path, text) in files() {
        let mut unsourced = Vec::new();
        let (mut sourced, mut table) = (false, String::new());
        for (number, line) in text.lines().enumerate() {
            if line.starts_with('#') {
                sourced |= line.contains("Source");
            } else if let Some(name) = line.strip_prefix('[') {
                let repeats = name == table && name.starts_with("[verdict");
                let exempt = ["calendar", "reading", "column_map."]
                    .iter()
                    .any(|exempt| name.starts_with(exempt));
                if !sourced && !repeats && !exempt {
                    unsourced.push((number + 1, line));
                }
                name.clone_into(&mut table);
                sourced = false;
            } else if line.trim().is_empty() || line.starts_with([' ', ']']) {
                // Steps and former names stand indented under the body's own comment.
            } else if table.is_empty() || table.starts_with("calendar") {
                // `id` and `name` are ours.
                let ours = line.starts_with("id ") || line.starts_with("name ");
                let follows = line.starts_with("hemisphere");
                if !sourced && !ours && !follows {
                    unsourced.push((number + 1, line));
                }
                sourced = false;
            }
        }
        assert_eq!(unsourced, [], "{path}: lines without a source above them");
    }
}
