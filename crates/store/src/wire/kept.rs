//! Every kind of fact against its file in `tests/wire/`: what was once written reads for ever.
//!
//! A new kind of fact, or a new field, adds files: run the tests, look at the file that they wrote,
//! commit it. A file that is there is never changed.

use super::fact::{decode, encode};
use heeded_domain::event::{
    Fact, NewResponse, OrganisationFact, RecommendationFact, Report, ReportFact, Sent,
};
use heeded_domain::id::{OrganisationId, RecommendationId, ReportId};
use heeded_domain::organisation::{Moves, Name, Succession, SuccessionKind};
use heeded_domain::recommendation::{
    Addressee, Ask, Assessment, Closure, Commitment, DueRevision, ExtensionGranted, FoundIn, Item,
    Link, Note, NoteKind, ProgressFact, Promise, ResponseSearch, ResponseVersion, Rewording,
    Source, StatedDisposition, Theme, ThemeSource, Withdrawal,
};
use heeded_domain::scheme::SchemeId;
use heeded_domain::vocabulary::{
    AskKind, ClosureReason, Disposition, DispositionSource, LinkKind, Progress, ResponseKind,
    Verdict,
};
use heeded_due::{Due, Edtf, Hedge, HedgeKind, Kind, Reading, Why};
use jiff::civil::{Date, date};
use std::fs;
use std::path::PathBuf;

const DAY: Date = date(2025, 5, 20);
const BODY: OrganisationId = OrganisationId(17);

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn source() -> Source {
    Source {
        document: "ab".repeat(32),
        passage: Some((10, 250)),
        captured_on: DAY,
    }
}

fn due() -> Due {
    let reading = |earliest, latest, edtf, why| Reading {
        earliest,
        latest,
        edtf,
        why,
    };
    let (first, last) = (Some(date(2026, 9, 1)), Some(date(2026, 11, 30)));
    Due {
        as_stated: "by Autumn 2026, subject to funding".to_owned(),
        kind: Kind::Period,
        readings: vec![
            reading(first, last, Edtf::parse("2026-23"), Why::Season),
            reading(None, first, None, Why::BeforeItBegins),
        ],
        hedges: vec![Hedge {
            kind: HedgeKind::Condition,
            words: "subject to funding".to_owned(),
        }],
    }
}

fn version() -> ResponseVersion {
    ResponseVersion {
        text: "We accept.\nÆrø 東京 \0 “quoted”".to_owned(),
        stated_on: Some(DAY),
        received_on: Some(date(2025, 5, 22)),
        source: Some(source()),
    }
}

fn sparse_version() -> ResponseVersion {
    let (stated_on, received_on, source) = (None, None, None);
    ResponseVersion {
        text: "We accept.".to_owned(),
        stated_on,
        received_on,
        source,
    }
}

fn disposition() -> StatedDisposition {
    StatedDisposition {
        addressee: Some(BODY),
        part: Some(2),
        value: Disposition::AcceptedInPrinciple,
        source: DispositionSource::Coded,
        words: some("in principle"),
    }
}

fn promise() -> Promise {
    Promise {
        text: "Publish guidance.".to_owned(),
        response: Some(1),
        lead: some("Head of Wards"),
        dependencies: vec!["the budget".to_owned()],
        conditions: vec!["subject to funding".to_owned()],
        comments: some("With the regions."),
        found_in: FoundIn::Prose,
        commitment: Commitment::UnderWay,
        source: Some(source()),
    }
}

fn sparse_promise() -> Promise {
    Promise {
        response: None,
        lead: None,
        dependencies: Vec::new(),
        conditions: Vec::new(),
        comments: None,
        source: None,
        ..promise()
    }
}

fn organisations() -> Vec<(&'static str, OrganisationFact)> {
    use OrganisationFact as F;
    let name = |abbreviation, from| Name {
        full: "Wards Board".to_owned(),
        abbreviation,
        from,
    };
    let succession = |to, moves, source| {
        F::Succeeded(Succession {
            kind: SuccessionKind::Merged,
            to,
            on: DAY,
            moves,
            source,
        })
    };
    let function = Moves::Function("training".to_owned());
    vec![
        ("recorded", F::Recorded(name(some("WB"), Some(DAY)))),
        ("recorded.sparse", F::Recorded(name(None, None))),
        ("renamed", F::Renamed(name(some("WB"), Some(DAY)))),
        ("alias-added", F::AliasAdded("the Board".to_owned())),
        (
            "succeeded",
            succession(Some(OrganisationId(18)), function, some("SI 2025/1")),
        ),
        (
            "succeeded.all",
            succession(Some(OrganisationId(18)), Moves::All, None),
        ),
        ("succeeded.sparse", succession(None, Moves::NotKnown, None)),
        ("ended", F::Ended(DAY)),
        ("told-apart", F::ToldApart(OrganisationId(18))),
    ]
}

fn reports() -> Vec<(&'static str, ReportFact)> {
    let report = |address, published_on| {
        let title = "Wards at night".to_owned();
        ReportFact::Recorded(Report {
            title,
            issuer: BODY,
            address,
            published_on,
        })
    };
    vec![
        (
            "recorded",
            report(some("https://example.org/wards"), Some(DAY)),
        ),
        ("recorded.sparse", report(None, None)),
    ]
}

fn ask() -> Ask {
    Ask {
        issuer: BODY,
        scheme: SchemeId::new("hssib").unwrap(),
        kind: AskKind::SafetyRecommendation,
        reference: some("R/2025/7"),
        text: "The Board recommends that the Ministry reviews rotas.".to_owned(),
        purpose: some("This is to let staff rest."),
        parts: vec!["reviews rotas".to_owned(), "publishes them".to_owned()],
        addressees: vec![Addressee {
            organisation: OrganisationId(18),
            named_as: "the Ministry".to_owned(),
        }],
        collaborators: vec!["the regions".to_owned()],
        report: Some(ReportId(3)),
        made_on: Some(DAY),
        source: Some(source()),
    }
}

fn sparse_ask() -> Ask {
    Ask {
        reference: None,
        purpose: None,
        parts: Vec::new(),
        addressees: Vec::new(),
        collaborators: Vec::new(),
        report: None,
        made_on: None,
        source: None,
        ..ask()
    }
}

fn asks_and_answers() -> Vec<(&'static str, RecommendationFact)> {
    use RecommendationFact as F;
    let sent = |sent_on, received_on, stated_end| {
        F::Sent(Sent {
            addressee: BODY,
            sent_on,
            received_on,
            stated_end,
        })
    };
    let granted = |reason, on| {
        F::Extended(
            BODY,
            ExtensionGranted {
                until: DAY,
                reason,
                on,
            },
        )
    };
    vec![
        ("recorded", F::Recorded(ask())),
        ("recorded.sparse", F::Recorded(sparse_ask())),
        ("sent", sent(Some(DAY), Some(DAY), Some(date(2025, 7, 15)))),
        ("sent.sparse", sent(None, None, None)),
        ("extended", granted(some("Illness."), Some(DAY))),
        ("extended.sparse", granted(None, None)),
        (
            "responded",
            F::Responded(NewResponse {
                from: vec![BODY, OrganisationId(18)],
                kind: ResponseKind::Substantive,
                version: version(),
                dispositions: vec![disposition()],
                actions: vec![(promise(), Some(due())), (sparse_promise(), None)],
            }),
        ),
        (
            "responded.sparse",
            F::Responded(NewResponse {
                from: Vec::new(),
                kind: ResponseKind::Holding,
                version: sparse_version(),
                dispositions: Vec::new(),
                actions: Vec::new(),
            }),
        ),
        ("response-revised", F::ResponseRevised(1, version())),
        ("disposition-stated", F::DispositionStated(disposition())),
        (
            "disposition-stated.sparse",
            F::DispositionStated(StatedDisposition {
                addressee: None,
                part: None,
                words: None,
                ..disposition()
            }),
        ),
    ]
}

fn actions() -> Vec<(&'static str, RecommendationFact)> {
    use RecommendationFact as F;
    let progress = |on, evidence| ProgressFact {
        value: Progress::Delivered,
        on,
        evidence,
    };
    vec![
        ("action-planned", F::ActionPlanned(promise(), Some(due()))),
        (
            "action-planned.sparse",
            F::ActionPlanned(sparse_promise(), None),
        ),
        (
            "due-revised",
            F::DueRevised(
                2,
                DueRevision {
                    reason: some("Funding came late."),
                    ..DueRevision::to(Some(due()))
                },
            ),
        ),
        (
            "due-revised.seen",
            F::DueRevised(
                2,
                DueRevision {
                    on: Some(DAY),
                    source: Some(source()),
                    ..DueRevision::to(Some(due()))
                },
            ),
        ),
        (
            "due-revised.sparse",
            F::DueRevised(2, DueRevision::to(None)),
        ),
        ("action-revised", F::ActionRevised(2, promise())),
        (
            "action-revised.sparse",
            F::ActionRevised(2, sparse_promise()),
        ),
        (
            "progress-claimed",
            F::ProgressClaimed(1, progress(Some(DAY), some("the page"))),
        ),
        (
            "progress-found.sparse",
            F::ProgressFound(1, progress(None, None)),
        ),
    ]
}

fn judgements() -> Vec<(&'static str, RecommendationFact)> {
    use RecommendationFact as F;
    let assessment = Assessment {
        addressee: Some(BODY),
        native: "Open - Acceptable Response".to_owned(),
        neutral: Verdict::SatisfactoryIntent,
        reasons: some("A plan."),
        signer: some("Chair"),
        second_signer: some("Secretary"),
        on: Some(DAY),
    };
    let sparse = Assessment {
        addressee: None,
        reasons: None,
        signer: None,
        second_signer: None,
        on: None,
        ..assessment.clone()
    };
    vec![
        ("assessed", F::Assessed(assessment)),
        ("assessed.sparse", F::Assessed(sparse)),
        (
            "linked",
            F::Linked(Link {
                kind: LinkKind::Repeats,
                to: RecommendationId(5),
            }),
        ),
    ]
}

fn taking_down() -> [(&'static str, RecommendationFact); 2] {
    let reason = || "It names a patient.".to_owned();
    [
        ("taken-down", RecommendationFact::TakenDown(reason())),
        ("put-back", RecommendationFact::PutBack(reason())),
    ]
}

fn endings() -> Vec<(&'static str, RecommendationFact)> {
    use RecommendationFact as F;
    let note = |from, on| {
        let text = "The date is of the first version.".to_owned();
        let kind = NoteKind::Correction;
        F::Noted(Note {
            kind,
            from,
            text,
            on,
        })
    };
    let reason = || "A mistake.".to_owned();
    vec![
        ("noted", note(Some(BODY), Some(DAY))),
        ("noted.sparse", note(None, None)),
        (
            "themed",
            F::Themed(Theme {
                name: "Rest & recovery".to_owned(),
                source: ThemeSource::Published,
            }),
        ),
        (
            "closed",
            F::Closed(Closure {
                reason: ClosureReason::DeclinedRiskStands,
                native: some("Closed - Unacceptable Action"),
                on: Some(DAY),
            }),
        ),
        (
            "closed.sparse",
            F::Closed(Closure {
                reason: ClosureReason::Delivered,
                native: None,
                on: None,
            }),
        ),
        (
            "responses-sought",
            F::ResponsesSought(ResponseSearch {
                place: "the board's web site".to_owned(),
                on: Some(DAY),
            }),
        ),
        (
            "responses-sought.sparse",
            F::ResponsesSought(ResponseSearch {
                place: "the board's web site".to_owned(),
                on: None,
            }),
        ),
        ("reopened", F::Reopened(reason())),
        (
            "withdrawn",
            F::Withdrawn(Withdrawal {
                reason: reason(),
                on: Some(DAY),
            }),
        ),
        (
            "withdrawn.sparse",
            F::Withdrawn(Withdrawal {
                reason: reason(),
                on: None,
            }),
        ),
    ]
}

fn captures() -> Vec<(&'static str, RecommendationFact)> {
    use RecommendationFact as F;
    let reworded = |purpose| {
        F::Reworded(Rewording {
            text: "Publish it sooner.".to_owned(),
            purpose,
            source: source(),
        })
    };
    vec![
        ("reworded", reworded(some("This is to help."))),
        ("reworded.sparse", reworded(None)),
        ("vanished.ask", F::Vanished(Item::Ask, source())),
        (
            "vanished.response",
            F::Vanished(Item::Response(3), source()),
        ),
        ("reappeared", F::Reappeared(Item::Action(4), source())),
    ]
}

fn every_fact() -> Vec<(String, Fact)> {
    let id = RecommendationId(1);
    let organisations = organisations().into_iter().map(|(name, fact)| {
        (
            format!("organisation.{name}"),
            Fact::Organisation(BODY, fact),
        )
    });
    let reports = reports()
        .into_iter()
        .map(|(name, fact)| (format!("report.{name}"), Fact::Report(ReportId(3), fact)));
    let recommendations = asks_and_answers()
        .into_iter()
        .chain(actions())
        .chain(judgements())
        .chain(captures())
        .chain(taking_down())
        .chain(endings());
    let recommendations = recommendations.map(|(name, fact)| {
        (
            format!("recommendation.{name}"),
            Fact::Recommendation(id, fact),
        )
    });
    organisations
        .chain(reports)
        .chain(recommendations)
        .collect()
}

fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/wire/{name}.json"))
}

#[test]
fn what_was_kept_reads_for_ever() {
    let mut new = Vec::new();
    for (name, fact) in every_fact() {
        let (code, json) = encode(&fact).unwrap();
        assert_eq!(decode(fact.subject(), code, &json).unwrap(), fact, "{name}");
        let path = file(&name);
        if !path.exists() {
            let value: serde_json::Value = serde_json::from_str(&json).unwrap();
            fs::write(&path, format!("{value:#}\n")).unwrap();
            new.push(name.clone());
        }
        let kept = fs::read_to_string(&path).unwrap();
        assert_eq!(decode(fact.subject(), code, &kept).unwrap(), fact, "{name}");
        let both: [serde_json::Value; 2] =
            [&kept, &json].map(|json| serde_json::from_str(json).unwrap());
        assert_eq!(both[0], both[1], "{name} is written in another form now");
    }
    assert!(
        new.is_empty(),
        "look at these new files and commit them: {new:?}"
    );
}

#[test]
fn every_kind_of_fact_has_a_file() {
    for (name, fact) in every_fact() {
        let (code, _) = encode(&fact).unwrap();
        assert_eq!(name.split('.').nth(1), Some(code));
    }
    let codes = |fact: &str| {
        let facts = every_fact()
            .into_iter()
            .filter(|(name, _)| name.starts_with(fact));
        facts
            .map(|(_, fact)| encode(&fact).unwrap().0)
            .collect::<std::collections::BTreeSet<_>>()
    };
    // The numbers of variants of the domain's enums; `encode` does not compile without each.
    assert_eq!(codes("organisation.").len(), 6);
    assert_eq!(codes("report.").len(), 1);
    assert_eq!(codes("recommendation.").len(), 24);
}

#[test]
fn fields_that_are_not_known_are_no_obstacle() {
    let json = r#"{"reason": "A mistake.", "colour": "red", "on": "2025-05-20"}"#;
    let (_, withdrawn) = endings().into_iter().rev().nth(1).unwrap();
    let subject = heeded_domain::event::Subject::Recommendation(RecommendationId(1));
    let fact = Fact::Recommendation(RecommendationId(1), withdrawn);
    assert_eq!(decode(subject, "withdrawn", json).unwrap(), fact);
}

#[test]
fn what_cannot_be_read_says_why() {
    let subject = heeded_domain::event::Subject::Recommendation(RecommendationId(1));
    for (code, json, why) in [
        ("withdrawn", "{}", "missing field `reason`"),
        ("withdrawn", "", "EOF"),
        ("lost", "{}", "“lost”"),
        (
            "vanished",
            r#"{"of": "colour", "source": {"document": "", "captured_on": "2025-05-20"}}"#,
            "“colour”",
        ),
        ("linked", r#"{"kind": "likes", "to": 2}"#, "“likes”"),
    ] {
        let error = decode(subject, code, json).unwrap_err().to_string();
        assert!(error.contains(why), "{error}");
    }
}
