//! Every fact with its code, to JSON and back.

use super::form::{Unreadable, Wire, form};
use super::recommendation::{
    ActionRevised, Because, Extended, Moved, Planned, Progressed, Responded, Revised, Seen,
};
use heeded_domain::event::{Fact, OrganisationFact, RecommendationFact, ReportFact, Subject};
use heeded_domain::id::OrganisationId;
use jiff::civil::Date;

/// An organisation's further spelling.
struct Alias {
    alias: String,
}

form! { AliasForm of Alias { alias: String } }

/// An organisation that another is not.
struct Apart {
    other: OrganisationId,
}

/// An organisation's last day.
struct Ended {
    on: Date,
}

form! { EndedForm of Ended { on: Date } }

form! { ApartForm of Apart { other: OrganisationId } }

/// A fact's code, which is unique among those of its kind of subject, and its JSON.
pub(crate) fn encode(fact: &Fact) -> Result<(&'static str, String), Unreadable> {
    match fact {
        Fact::Organisation(_, fact) => encode_organisation(fact),
        Fact::Report(_, ReportFact::Recorded(report)) => written("recorded", report),
        Fact::Recommendation(_, fact) => encode_recommendation(fact),
    }
}

/// The fact that a code and its JSON say of a subject.
pub(crate) fn decode(subject: Subject, code: &str, json: &str) -> Result<Fact, Unreadable> {
    match subject {
        Subject::Organisation(id) => Ok(Fact::Organisation(id, decode_organisation(code, json)?)),
        Subject::Report(id) if code == "recorded" => {
            Ok(Fact::Report(id, ReportFact::Recorded(read(json)?)))
        }
        Subject::Report(_) => Err(not_known(code)),
        Subject::Recommendation(id) => {
            Ok(Fact::Recommendation(id, decode_recommendation(code, json)?))
        }
    }
}

fn encode_organisation(fact: &OrganisationFact) -> Result<(&'static str, String), Unreadable> {
    use OrganisationFact as F;
    match fact {
        F::Recorded(name) => written("recorded", name),
        F::Renamed(name) => written("renamed", name),
        F::AliasAdded(alias) => written(
            "alias-added",
            &Alias {
                alias: alias.clone(),
            },
        ),
        F::Succeeded(step) => written("succeeded", step),
        F::Ended(on) => written("ended", &Ended { on: *on }),
        F::ToldApart(other) => written("told-apart", &Apart { other: *other }),
    }
}

fn decode_organisation(code: &str, json: &str) -> Result<OrganisationFact, Unreadable> {
    use OrganisationFact as F;
    Ok(match code {
        "recorded" => F::Recorded(read(json)?),
        "renamed" => F::Renamed(read(json)?),
        "alias-added" => F::AliasAdded(read::<Alias>(json)?.alias),
        "succeeded" => F::Succeeded(read(json)?),
        "ended" => F::Ended(read::<Ended>(json)?.on),
        "told-apart" => F::ToldApart(read::<Apart>(json)?.other),
        _ => return Err(not_known(code)),
    })
}

fn encode_recommendation(fact: &RecommendationFact) -> Result<(&'static str, String), Unreadable> {
    use RecommendationFact as F;
    match fact {
        F::Recorded(ask) => written("recorded", ask),
        F::Sent(sent) => written("sent", sent),
        F::Extended(addressee, granted) => {
            let (addressee, granted) = (*addressee, granted.clone());
            written("extended", &Extended { addressee, granted })
        }
        F::ResponsesSought(search) => written("responses-sought", search),
        F::Responded(response) => written("responded", &Responded::from(response)),
        F::ResponseRevised(response, version) => {
            let (response, version) = (*response, version.clone());
            written("response-revised", &Revised { response, version })
        }
        F::DispositionStated(stated) => written("disposition-stated", stated),
        F::ActionPlanned(promise, due) => {
            let (promise, due) = (promise.clone(), due.clone());
            written("action-planned", &Planned { promise, due })
        }
        F::ActionRevised(action, promise) => {
            let (action, promise) = (*action, promise.clone());
            written("action-revised", &ActionRevised { action, promise })
        }
        F::DueRevised(action, revision) => written("due-revised", &Moved::new(*action, revision)),
        F::Reworded(words) => written("reworded", words),
        F::Vanished(of, source) => written("vanished", &Seen::new(*of, source)),
        F::Reappeared(of, source) => written("reappeared", &Seen::new(*of, source)),
        F::ProgressClaimed(action, progress) => {
            let (action, progress) = (*action, progress.clone());
            written("progress-claimed", &Progressed { action, progress })
        }
        F::ProgressFound(action, progress) => {
            let (action, progress) = (*action, progress.clone());
            written("progress-found", &Progressed { action, progress })
        }
        F::Assessed(assessment) => written("assessed", assessment),
        F::Linked(link) => written("linked", link),
        F::Noted(note) => written("noted", note),
        F::Themed(theme) => written("themed", theme),
        F::Closed(closure) => written("closed", closure),
        F::Reopened(reason) => written(
            "reopened",
            &Because {
                reason: reason.clone(),
            },
        ),
        F::Withdrawn(withdrawal) => written("withdrawn", withdrawal),
        F::TakenDown(reason) => written(
            "taken-down",
            &Because {
                reason: reason.clone(),
            },
        ),
        F::PutBack(reason) => written(
            "put-back",
            &Because {
                reason: reason.clone(),
            },
        ),
    }
}

fn decode_recommendation(code: &str, json: &str) -> Result<RecommendationFact, Unreadable> {
    use RecommendationFact as F;
    Ok(match code {
        "recorded" => F::Recorded(read(json)?),
        "sent" => F::Sent(read(json)?),
        "extended" => {
            let Extended { addressee, granted } = read(json)?;
            F::Extended(addressee, granted)
        }
        "responses-sought" => F::ResponsesSought(read(json)?),
        "responded" => F::Responded(read::<Responded>(json)?.into()),
        "response-revised" => {
            let Revised { response, version } = read(json)?;
            F::ResponseRevised(response, version)
        }
        "disposition-stated" => F::DispositionStated(read(json)?),
        "action-planned" => {
            let Planned { promise, due } = read(json)?;
            F::ActionPlanned(promise, due)
        }
        "due-revised" => {
            let (action, revision) = read::<Moved>(json)?.revision();
            F::DueRevised(action, revision)
        }
        "action-revised" => {
            let ActionRevised { action, promise } = read(json)?;
            F::ActionRevised(action, promise)
        }
        "reworded" => F::Reworded(read(json)?),
        "vanished" => {
            let (of, source) = read::<Seen>(json)?.item()?;
            F::Vanished(of, source)
        }
        "reappeared" => {
            let (of, source) = read::<Seen>(json)?.item()?;
            F::Reappeared(of, source)
        }
        "progress-claimed" => {
            let Progressed { action, progress } = read(json)?;
            F::ProgressClaimed(action, progress)
        }
        "progress-found" => {
            let Progressed { action, progress } = read(json)?;
            F::ProgressFound(action, progress)
        }
        "assessed" => F::Assessed(read(json)?),
        "linked" => F::Linked(read(json)?),
        "noted" => F::Noted(read(json)?),
        "themed" => F::Themed(read(json)?),
        "closed" => F::Closed(read(json)?),
        "reopened" => F::Reopened(read::<Because>(json)?.reason),
        "withdrawn" => F::Withdrawn(read(json)?),
        "taken-down" => F::TakenDown(read::<Because>(json)?.reason),
        "put-back" => F::PutBack(read::<Because>(json)?.reason),
        _ => return Err(not_known(code)),
    })
}

fn written<T: Wire>(code: &'static str, fact: &T) -> Result<(&'static str, String), Unreadable> {
    let json = serde_json::to_string(&fact.form()).map_err(|e| Unreadable(e.to_string()))?;
    Ok((code, json))
}

fn read<T: Wire>(json: &str) -> Result<T, Unreadable> {
    T::from_form(serde_json::from_str(json).map_err(|e| Unreadable(e.to_string()))?)
}

fn not_known(code: &str) -> Unreadable {
    Unreadable(format!("nothing of the kind “{code}” is known"))
}
