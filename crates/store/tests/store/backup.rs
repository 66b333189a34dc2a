//! A backup is of one moment, restores to an equal register, and is believed in nothing.

use crate::invented::{batch, document, filled, open, problems};
use heeded_store::contract::{schemes, wait};
use heeded_store::sqlite::{Opening, Sqlite, restore};
use heeded_store::{ListQuery, Sort, Store, StoreError};
use jiff::civil::date;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

fn restored(from: &Path, into: &Path) -> Result<Sqlite, StoreError> {
    restore(from, into, Arc::new(schemes()), Opening::by("restore"))
}

#[test]
fn a_backup_made_in_use_restores_to_an_equal_register() {
    let folder = tempfile::tempdir().unwrap();
    let store = &filled(&folder.path().join("data"));
    let file = folder.path().join("register.tar");
    let done = &AtomicBool::new(false);
    let backed_up = std::thread::scope(|scope| {
        scope.spawn(move || {
            for id in 1_000.. {
                wait(store.append(batch(id, &format!("meanwhile {id}")))).unwrap();
                wait(store.keep_document(document(&format!("letter {id}")))).unwrap();
                if done.load(Ordering::Relaxed) {
                    break;
                }
            }
        });
        let backed_up = store.backup(&file, &mut |_| {}).unwrap();
        done.store(true, Ordering::Relaxed);
        backed_up
    });
    assert_eq!(backed_up.length_bytes, fs::metadata(&file).unwrap().len());
    let copy = restored(&file, &folder.path().join("copy")).unwrap();
    assert_eq!(problems(&copy), Vec::<String>::new());
    assert_eq!(wait(copy.head()).unwrap(), backed_up.head);
    let kept = u32::try_from(backed_up.head).unwrap();
    let both = [store, &copy].map(|store| wait(store.events_after(0, kept)).unwrap());
    assert!(both[0] == both[1]);
    let query = ListQuery {
        as_of: date(2026, 11, 22),
        issuer: None,
        addressee: None,
        standings: Vec::new(),
        due: None,
        sort: Sort::Oldest,
        page: 1,
    };
    let lists = [store, &copy].map(|store| wait(store.list(query.clone())).unwrap().rows);
    assert_eq!(lists[0], lists[1]);
    // The restored register goes on where the backup was made.
    assert_eq!(
        wait(copy.append(batch(5_000, "next"))).unwrap().first,
        backed_up.head + 1
    );
    assert_eq!(problems(&copy), Vec::<String>::new());
}

#[test]
fn a_backup_never_overwrites_and_leaves_nothing_half_made() {
    let folder = tempfile::tempdir().unwrap();
    let store = filled(&folder.path().join("data"));
    let file = folder.path().join("register.tar");
    store.backup(&file, &mut |_| {}).unwrap();
    let before = fs::read(&file).unwrap();
    assert!(matches!(
        store.backup(&file, &mut |_| {}),
        Err(StoreError::File { .. })
    ));
    assert!(fs::read(&file).unwrap() == before);
    assert!(
        store
            .backup(&folder.path().join("nowhere/register.tar"), &mut |_| {})
            .is_err()
    );
    // A document that is not what was captured is found before the backup gets its name.
    let name = wait(store.keep_document(document("first letter"))).unwrap();
    let path = folder
        .path()
        .join("data/documents")
        .join(&name[..2])
        .join(&name[2..]);
    fs::write(path, "first lettre").unwrap();
    let other = folder.path().join("other.tar");
    assert!(matches!(
        store.backup(&other, &mut |_| {}),
        Err(StoreError::Damaged(_))
    ));
    let left: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "data" && name != "register.tar")
        .collect();
    assert_eq!(left, Vec::<String>::new());
}

#[test]
fn a_folder_that_is_not_empty_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("register.tar");
    filled(&folder.path().join("data"))
        .backup(&file, &mut |_| {})
        .unwrap();
    let into = folder.path().join("into");
    fs::create_dir(&into).unwrap();
    fs::write(into.join("mine"), "").unwrap();
    assert!(matches!(
        restored(&file, &into),
        Err(StoreError::File { .. })
    ));
    assert_eq!(fs::read_dir(&into).unwrap().count(), 1);
}

/// The files of a backup.
fn files(backup: &Path) -> Vec<(String, Vec<u8>)> {
    let mut archive = tar::Archive::new(fs::File::open(backup).unwrap());
    let entries = archive.entries().unwrap();
    entries
        .map(|entry| {
            let mut entry = entry.unwrap();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            (
                String::from_utf8(entry.path_bytes().into_owned()).unwrap(),
                bytes,
            )
        })
        .collect()
}

/// A tar file, whatever the names.
fn pack(to: &Path, files: &[(String, Vec<u8>)], kind: tar::EntryType) {
    let mut tar = tar::Builder::new(fs::File::create(to).unwrap());
    for (name, bytes) in files {
        let mut header = tar::Header::new_gnu();
        header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
        let special = name.starts_with("documents") || name.starts_with("..");
        header.set_entry_type(if special {
            kind
        } else {
            tar::EntryType::Regular
        });
        header.set_size(bytes.len().try_into().unwrap());
        header.set_cksum();
        tar.append(&header, bytes.as_slice()).unwrap();
    }
    tar.finish().unwrap();
}

#[test]
fn a_hostile_or_broken_file_is_refused_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let good = folder.path().join("good.tar");
    filled(&folder.path().join("data"))
        .backup(&good, &mut |_| {})
        .unwrap();
    let whole = files(&good);
    let rename = |from: &str, to: &str| {
        let mut files = whole.clone();
        for (name, bytes) in &mut files {
            *name = name.replace(from, to);
            if name == "manifest.json" {
                *bytes = String::from_utf8(bytes.clone())
                    .unwrap()
                    .replace(from, to)
                    .into_bytes();
            }
        }
        files
    };
    let changed = |which: usize| {
        let mut files = whole.clone();
        if let Some(byte) = files[which].1.last_mut() {
            *byte ^= 1;
        }
        files
    };
    let last = whole
        .iter()
        .rposition(|(_, bytes)| !bytes.is_empty())
        .unwrap();
    let mut twice = whole.clone();
    twice.push(whole[1].clone());
    let cases = [
        ("upwards", rename("documents/", "../documents/")),
        ("absolute", rename("documents/", "/documents/")),
        ("other", rename("documents/", "other/")),
        ("lock", rename("heeded.sqlite", "heeded.lock")),
        ("missing", whole[..whole.len() - 1].to_vec()),
        ("no list", whole[1..].to_vec()),
        ("twice", twice),
        ("changed database", changed(1)),
        ("changed document", changed(last)),
        ("empty", Vec::new()),
    ];
    for (case, files) in cases {
        refuse(folder.path(), case, |bad| {
            pack(bad, &files, tar::EntryType::Regular)
        });
    }
    for kind in [
        tar::EntryType::Symlink,
        tar::EntryType::Link,
        tar::EntryType::Directory,
    ] {
        refuse(folder.path(), "kind", |bad| pack(bad, &whole, kind));
    }
    let bytes = fs::read(&good).unwrap();
    for (case, bytes) in [
        ("cut", &bytes[..bytes.len() / 2]),
        ("text", b"Dear Sir or Madam".as_slice()),
    ] {
        refuse(folder.path(), case, |bad| fs::write(bad, bytes).unwrap());
    }
    restored(&good, &folder.path().join("copy")).unwrap();
}

fn refuse(folder: &Path, case: &str, write: impl FnOnce(&Path)) {
    let (bad, into) = (folder.join("bad.tar"), folder.join("into"));
    write(&bad);
    let refused = restored(&bad, &into).err().unwrap();
    assert!(
        matches!(refused, StoreError::NotABackup(_)),
        "{case}: {refused}"
    );
    assert!(!into.exists(), "{case}");
    assert!(!folder.join("documents").exists(), "{case}");
    drop(open(&into).unwrap());
    fs::remove_dir_all(&into).unwrap();
}
