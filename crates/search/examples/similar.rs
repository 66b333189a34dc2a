//! What the search suggests as similar, for `benches/similar`: asks from a file, one a line, go
//! into a register of their own; for each line number given the nearest lines are printed. Those
//! of a second file stand in the register too, made later: what words mean is learnt from them, and
//! none of them is suggested.
//!
//! `cargo run --release -p heeded-search --example similar ASKS LATER WANTED NUMBER...`

#![expect(clippy::print_stdout, reason = "its answer")]

use heeded_domain::event::{Actor, Fact, RecommendationFact};
use heeded_domain::id::{OrganisationId, RecommendationId};
use heeded_domain::recommendation::Ask;
use heeded_domain::vocabulary::AskKind;
use heeded_search::{Follower, Place, Search};
use heeded_store::sqlite::{Opening, Sqlite};
use heeded_store::{Batch, NewEvent, Store, SubjectKind};
use heeded_testkit::{TODAY, invented};
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use std::error::Error;
use std::sync::Arc;

/// The day as of which is asked, and on which the asks were made that may be suggested.
const EARLIER: Date = date(2000, 1, 1);

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let asks = args.next().ok_or("say which file has the asks")?;
    let later = args.next().ok_or("say which file has the later asks")?;
    let wanted: usize = args.next().ok_or("say how many are wanted")?.parse()?;
    let asks = std::fs::read_to_string(asks)?;
    let asks: Vec<&str> = asks.lines().collect();
    let later = std::fs::read_to_string(later)?;
    let later: Vec<&str> = later.lines().collect();
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let folder = tempfile::tempdir()?;
    let schemes = Arc::new(invented::schemes());
    let opening = Opening::by("a benchmark");
    let store = Arc::new(Sqlite::open(folder.path(), Arc::clone(&schemes), opening)?);
    runtime.block_on(fill(store.as_ref(), &asks, &later))?;
    let search = Search::default();
    let follower = Follower::new(search.clone(), store, schemes, Place::Memory);
    runtime.block_on({ follower }.catch_up())?;
    for number in args {
        let number: u64 = number.parse()?;
        let text = asks.get(usize::try_from(number)?).ok_or("no such line")?;
        let this = (RecommendationId(number + 1), &ask(text, EARLIER));
        let found = search.similar(this, EARLIER, wanted)?;
        let found = found.iter();
        let found: Vec<String> = found
            .map(|one| format!("{}:{:.4}", one.id.0 - 1, one.nearness))
            .collect();
        println!("{number}\t{}", found.join(" "));
    }
    Ok(())
}

/// The ask of line n becomes recommendation n + 1, the later ones follow.
async fn fill(store: &dyn Store, asks: &[&str], later: &[&str]) -> Result<(), Box<dyn Error>> {
    let count = u64::try_from(asks.len() + later.len())?;
    store.reserve(SubjectKind::Recommendation, count).await?;
    let asks = asks.iter().map(|text| ask(text, EARLIER));
    let later = later.iter().map(|text| ask(text, TODAY));
    let events = (1..).zip(asks.chain(later)).map(|(number, ask)| {
        let on = ask.made_on;
        let recorded = RecommendationFact::Recorded(ask);
        let fact = Fact::Recommendation(RecommendationId(number), recorded);
        NewEvent { on, fact }
    });
    let batch = Batch {
        key: None,
        actor: Actor::Operator,
        at: TODAY.to_zoned(TimeZone::UTC)?.timestamp(),
        events: events.collect(),
        rests_on: Vec::new(),
        accepts: Vec::new(),
    };
    store.append(batch).await?;
    Ok(())
}

fn ask(text: &str, made_on: Date) -> Ask {
    Ask {
        issuer: OrganisationId(1),
        scheme: invented::scheme().id,
        kind: AskKind::SafetyRecommendation,
        reference: None,
        text: text.to_owned(),
        purpose: None,
        parts: Vec::new(),
        addressees: Vec::new(),
        collaborators: Vec::new(),
        report: None,
        made_on: Some(made_on),
        source: None,
    }
}
