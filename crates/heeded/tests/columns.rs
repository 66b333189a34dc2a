//! Tables read by a column map, as docs/columns.md tells it.

#![expect(clippy::unwrap_used, reason = "a failing test is meant to stop there")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

fn run(folder: &Path, args: &[&str]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_heeded"));
    command.current_dir(folder).env_clear();
    let output: Output = command
        .args(["--data", "data"])
        .args(args)
        .output()
        .unwrap();
    let words = [output.stdout, output.stderr].concat();
    let words = String::from_utf8(words).unwrap();
    (output.status.code().unwrap(), words)
}

/// The map that the guide shows.
fn map_of_the_guide() -> String {
    let guide = std::fs::read_to_string(format!("{ROOT}/docs/columns.md")).unwrap();
    let block = guide.split("```toml\n").nth(1).unwrap();
    block.split("```").next().unwrap().to_owned()
}

fn example(folder: &Path) -> PathBuf {
    let to = folder.join("night-actions.csv");
    std::fs::copy(format!("{ROOT}/examples/night-actions.csv"), &to).unwrap();
    to
}

#[test]
fn the_guide_holds_from_looking_to_forgetting() {
    let folder = tempfile::tempdir().unwrap();
    let (folder, file) = (folder.path(), "night-actions.csv");
    example(folder);
    let (code, shown) = run(folder, &["columns", file, "--write", "mine.toml"]);
    assert_eq!(code, 0, "{shown}");
    let guide = std::fs::read_to_string(format!("{ROOT}/docs/columns.md")).unwrap();
    let first = shown.lines().next().unwrap();
    assert!(guide.contains(first), "the guide shows another: {first}");
    assert!(shown.contains("  For: not used"), "{shown}");
    assert!(folder.join("mine.toml").is_file());

    std::fs::write(folder.join("map.toml"), map_of_the_guide()).unwrap();
    let import = [
        "import",
        file,
        "--issuer",
        "Ward Board",
        "--scheme",
        "hssib",
        "--accept",
    ];
    let (code, said) = run(folder, &[&import[..], &["--columns", "map.toml"]].concat());
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("3 recommendations found"), "{said}");
    assert!(
        said.contains("1 rows are left out, as the map says"),
        "{said}"
    );

    let (_, record) = run(folder, &["show", "R0001A", "--json"]);
    let record: serde_json::Value = serde_json::from_str(&record).unwrap();
    let actions = record["planned_actions"].as_array().unwrap();
    assert_eq!(actions.len(), 2, "{record}");
    assert_eq!(record["made_on"], "2025-04-03");

    // The same headings in another order: read by the same map, without a question.
    let other = "Issued;Rec;For;Recommendation;Position;Planned step;Owner;By when;RAG;Area\n\
                 05/06/2025;N9;Bell Trust;The Bell Trust should oil doors.;Yes;;;;;Doors\n";
    std::fs::write(folder.join("later.csv"), other).unwrap();
    let later = [
        "import",
        "later.csv",
        "--issuer",
        "Ward Board",
        "--scheme",
        "hssib",
        "--accept",
    ];
    let (code, said) = run(folder, &later);
    assert_eq!(code, 0, "{said}");
    assert!(
        said.contains("read by the column map “Night actions of the Ward Board”"),
        "{said}"
    );

    let (_, listed) = run(folder, &["columns", "list"]);
    let shape = listed.split_whitespace().next().unwrap();
    let (code, said) = run(folder, &["columns", "forget", shape]);
    assert_eq!(code, 0, "{said}");
    assert!(
        run(folder, &["columns", "list"])
            .1
            .contains("No column map")
    );
}

#[test]
fn a_wrong_map_names_the_heading_and_the_nearest_one() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    example(folder);
    let check = |map: String, code: i32, words: &str| {
        std::fs::write(folder.join("map.toml"), map).unwrap();
        let import = [
            "import",
            "night-actions.csv",
            "--issuer",
            "hssib",
            "--columns",
            "map.toml",
        ];
        let (found, said) = run(folder, &import);
        assert_eq!(found, code, "{said}");
        assert!(said.contains(words), "{said}");
    };
    let map = map_of_the_guide();
    check(
        map.replace("Recommendation = ", "Recomendation = "),
        1,
        "no column “Recomendation”, which the map names. Did you mean “Recommendation”?",
    );
    check(
        map.replace("\"addressees\"", "\"adressees\""),
        2,
        "the column “For” cannot hold “adressees”; did you mean “addressees”?",
    );
    check(
        map.replace("\"partly-accepted\"", "\"partly accepted\""),
        2,
        "did you mean “partly-accepted”?",
    );
}
