//! Laws: what must be true of any record whatever, tried on invented events in any order, with any
//! day or none, about actions and bodies that may not be there.

use crate::any::*;
use crate::support::*;
use heeded_domain::answer::{Answer, Deadline, Unseen};
use heeded_domain::chronicle::{Chronicle, Wait, chronicle};
use heeded_domain::decide::decide;
use heeded_domain::event::{Event, RecommendationFact, Sent};
use heeded_domain::recommendation::{Assessment, PlannedAction, Recommendation, StatedDisposition};
use heeded_domain::replay::{recommendation, recommendation_as_of};
use heeded_domain::scheme::Scheme;
use heeded_domain::status::{Status, status};
use heeded_domain::timing::Timing;
use heeded_domain::vocabulary::ResponseKind;
use heeded_due::Due;
use jiff::civil::Date;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

proptest! {
    /// The record is its events and nothing else: read twice, or up to the end of time, the same.
    #[test]
    fn replaying_gives_the_same_record(events in any_events()) {
        let record = recommendation(&events);
        prop_assert_eq!(&record, &recommendation(&events));
        prop_assert_eq!(&record, &recommendation_as_of(&events, Date::MAX));
    }

    /// Replaying a beginning tells the truth of that time: what follows adds, and takes nothing
    /// back that was said. (A closure can be undone; that too is an event.)
    #[test]
    fn what_follows_a_beginning_only_adds(events in any_events(), cut in 1_usize..12) {
        let cut = cut.min(events.len());
        let (before, after) = (record_of(&events[..cut]), record_of(&events));
        prop_assert_eq!(&after.ask, &before.ask);
        prop_assert!(after.dispositions.starts_with(&before.dispositions));
        prop_assert!(after.assessments.starts_with(&before.assessments));
        prop_assert!(after.notes.starts_with(&before.notes));
        prop_assert!(after.links.starts_with(&before.links));
        for (early, late) in before.responses.iter().zip(&after.responses) {
            prop_assert_eq!((early.number, &early.from), (late.number, &late.from));
            prop_assert!(late.versions.starts_with(&early.versions));
        }
        for (early, late) in before.actions.iter().zip(&after.actions) {
            prop_assert_eq!((early.number, &early.promise), (late.number, &late.promise));
            prop_assert!(late.dues.starts_with(&early.dues));
            prop_assert!(late.claimed.starts_with(&early.claimed));
            prop_assert!(late.found.starts_with(&early.found));
        }
    }

    /// A past day reads the same before and after something happens on a later day.
    #[test]
    fn the_past_does_not_change(
        events in any_events(), at in 0..DAYS, later in 1..DAYS, fact in any_fact(),
    ) {
        let seq = u64::try_from(events.len()).unwrap() + 1;
        let mut more = events.clone();
        more.push(event(seq, Some(nth_day(at + later)), fact));
        let then = nth_day(at);
        prop_assert_eq!(recommendation_as_of(&events, then), recommendation_as_of(&more, then));
    }

    /// Time alone makes nothing less late: not an answer, not an action. What nobody has looked
    /// for since is not known.
    #[test]
    fn a_later_day_is_never_kinder(
        events in any_events(), scheme in any_scheme(), from in -2..DAYS + 40, later in 0..DAYS,
    ) {
        let record = record_of(&events);
        let (day, next) = (nth_day(from), nth_day(from + later));
        let (before, after) = (status(&record, &scheme, day), status(&record, &scheme, next));
        for (early, late) in before.answers.iter().zip(&after.answers) {
            let (early, late) = (&early.answer, &late.answer);
            match (early, late) {
                (Answer::NotYetDue(one), Answer::NotYetDue(two) | Answer::Overdue(two))
                | (Answer::Overdue(one), Answer::Overdue(two))
                | (
                    Answer::NotYetDue(one),
                    Answer::NotKnown(Unseen::NotSoughtSince(_), Deadline::Day(two)),
                ) => prop_assert_eq!(one, two),
                _ => prop_assert_eq!(early, late),
            }
        }
        for ((_, early), (_, late)) in before.actions.iter().zip(&after.actions) {
            prop_assert!(lateness(*early) <= lateness(*late), "{early:?} became {late:?}");
        }
        prop_assert_eq!(before.responded(), after.responded());
        prop_assert_eq!(&before.dispositions, &after.dispositions);
        prop_assert_eq!(&before.verdicts, &after.verdicts);
        prop_assert_eq!(before.closure, after.closure);
    }

    /// What is said to be done about the one axis leaves the four others as they were; but a
    /// verdict by which the issuer's file is closed ends the record.
    #[test]
    fn the_axes_do_not_leak(
        events in any_events(), scheme in any_scheme(), at in 0..DAYS, stated in any_disposition(),
        given in any_verdict(), ending in any_ending(), of_action in any_of_action(),
        beside in any_beside(),
    ) {
        let day = nth_day(at);
        let record = record_of(&events);
        let was = status(&record, &scheme, day);
        let with = |fact| {
            let seq = u64::try_from(events.len()).unwrap() + 1;
            record_of(&[events.clone(), vec![event(seq, None, fact)]].concat())
        };

        let other = with(RecommendationFact::DispositionStated(stated));
        let is = status(&other, &scheme, day);
        prop_assert_eq!(all_but(Axis::Disposition, &was), all_but(Axis::Disposition, &is));

        let other = with(RecommendationFact::Assessed(given));
        let is = status(&other, &scheme, day);
        prop_assert_eq!(all_but(Axis::Verdict, &was), all_but(Axis::Verdict, &is));
        if was.ending.is_some() == is.ending.is_some() {
            prop_assert_eq!(was.standing(), is.standing());
        }

        let other = with(ending);
        let is = status(&other, &scheme, day);
        prop_assert_eq!(all_but(Axis::Closure, &was), all_but(Axis::Closure, &is));

        let other = with(of_action);
        let is = status(&other, &scheme, day);
        prop_assert_eq!(all_but(Axis::Progress, &was), all_but(Axis::Progress, &is));

        let other = with(beside);
        let is = status(&other, &scheme, day);
        prop_assert_eq!(&was, &is);
        prop_assert_eq!(was.why(), is.why());
    }

    /// Events about different bodies and different actions may come in any order.
    #[test]
    fn the_order_of_independent_events_does_not_matter(
        lanes in any_lanes(), turns in vec(0_usize..7, 0..30), scheme in any_scheme(),
    ) {
        let dues = [Some(due("by then", "2026-01-20", "2026-02-10")), None, None];
        let mut first = response(&[], ResponseKind::Holding, None);
        first.actions = dues.into_iter().map(|due| (promise("Do it."), due)).collect();
        let begin = [
            (None, RecommendationFact::Recorded(ask(NAMES, Some(nth_day(3))))),
            (None, RecommendationFact::Responded(first)),
        ];
        let in_turn = numbered(begin.clone().into_iter().chain(lanes.concat()));
        let shuffled = numbered(begin.into_iter().chain(interleaved(lanes, &turns)));
        for day in days().step_by(7) {
            let (one, two) = (
                recommendation_as_of(&in_turn, day).unwrap(),
                recommendation_as_of(&shuffled, day).unwrap(),
            );
            let (one, two) = (status(&one, &scheme, day), status(&two, &scheme, day));
            prop_assert_eq!(&one.answers, &two.answers);
            prop_assert_eq!(&one.actions, &two.actions);
            prop_assert_eq!(one.standing(), two.standing());
            prop_assert_eq!(one.why(), two.why());
            for said in &one.dispositions {
                prop_assert!(two.dispositions.contains(said));
            }
            for given in &one.verdicts {
                prop_assert!(two.verdicts.contains(given));
            }
        }
    }

    /// The chronicle is the status of every day, looked up.
    #[test]
    fn the_chronicle_is_the_status_of_each_day(events in any_events(), scheme in any_scheme()) {
        let chronicle = chronicle(&events, &scheme);
        for day in days() {
            let span = chronicle.standings.iter().rev().find(|span| span.from <= day);
            let record = recommendation_as_of(&events, day);
            let by_day = record.as_ref().map(|record| {
                let status = status(record, &scheme, day);
                (status.standing(), u32::try_from(status.responded()).unwrap())
            });
            prop_assert_eq!(span.map(|span| (span.standing, span.responded)), by_day, "on {}", day);
            // What was closed or withdrawn is waited for no more.
            let goes_on = record
                .iter()
                .filter(|record| record.ending(&scheme).is_none());
            let actions = goes_on.flat_map(|record| &record.actions);
            let waiting: Vec<_> = actions.filter(|action| waits(action)).collect();
            let spans = waits_of(&chronicle, day);
            prop_assert_eq!(waiting.len(), spans.len(), "on {}", day);
            check_waits(&waiting, &spans, day)?;
            check_open(&chronicle, record.as_ref(), &scheme, day)?;
        }
        prop_assert!(chronicle.standings.is_sorted_by(|one, two| one.from < two.from));
    }

    /// Whatever is asked, the answer is a decision or a refusal in words; and what was allowed
    /// replays, and takes effect by the day on which it was recorded.
    #[test]
    fn to_decide_never_fails(
        events in any_events(), scheme in any_scheme(), fact in any_fact(), at in 0..DAYS,
    ) {
        let today = nth_day(at);
        let record = recommendation(&events);
        match decide(record.as_ref(), &fact, &scheme, today) {
            Ok(decision) => {
                prop_assert!(decision.on.is_none_or(|on| on <= today), "{:?}", decision.on);
                let seq = u64::try_from(events.len()).unwrap() + 1;
                let more = [events, vec![event(seq, decision.on, fact)]].concat();
                let after = recommendation_as_of(&more, today);
                prop_assert!(after.is_some() || recommendation_as_of(&more, Date::MAX).is_some());
            }
            Err(refusal) => prop_assert!(!refusal.to_string().is_empty()),
        }
        prop_assert!(decide(None, &any_recorded(at), &scheme, nth_day(DAYS)).is_ok());
    }
}

fn any_recorded(at: i32) -> RecommendationFact {
    RecommendationFact::Recorded(ask(NAMES, Some(nth_day(at))))
}

/// How late a timing is: time alone only ever moves up.
fn lateness(timing: Timing) -> u8 {
    match timing {
        Timing::Delivered(_) | Timing::Ended(_) | Timing::NoDate | Timing::NotYetDue => 0,
        Timing::DueNow => 1,
        Timing::DayPassed | Timing::MayBeLate => 2,
        Timing::Late => 3,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Axis {
    Disposition,
    Verdict,
    Progress,
    Closure,
}

/// A status without one axis; the answers are never left out.
fn all_but<'a>(axis: Axis, status: &'a Status<'a>) -> impl PartialEq + std::fmt::Debug + 'a {
    let kept = |of: Axis| of != axis;
    (
        &status.answers,
        kept(Axis::Disposition).then_some(&status.dispositions),
        kept(Axis::Verdict).then_some(&status.verdicts),
        kept(Axis::Progress).then_some(&status.actions),
        kept(Axis::Closure).then_some(status.closure),
        // A verdict may close the file as well.
        (kept(Axis::Closure) && kept(Axis::Verdict)).then_some(status.ending),
    )
}

type Dated = (Option<Date>, RecommendationFact);

/// One lane for each of three bodies, and one for each of three actions: within a lane the order
/// counts, between them it must not.
fn any_lanes() -> impl Strategy<Value = Vec<Vec<Dated>>> {
    let of_body = (1_u64..=3).map(|number| vec(any_of_body(number), 0..4).boxed());
    let of_action = (1_u32..=3).map(|number| {
        let fact = any_of_action().prop_map(move |fact| match fact {
            RecommendationFact::DueRevised(_, revision) => {
                RecommendationFact::DueRevised(number, revision)
            }
            RecommendationFact::ProgressClaimed(_, progress) => {
                RecommendationFact::ProgressClaimed(number, progress)
            }
            RecommendationFact::ProgressFound(_, progress) => {
                RecommendationFact::ProgressFound(number, progress)
            }
            other => other,
        });
        vec((option::of(any_day()), fact), 0..4).boxed()
    });
    of_body.chain(of_action).collect::<Vec<_>>()
}

/// A fact about one addressee alone.
fn any_of_body(number: u64) -> impl Strategy<Value = Dated> {
    let id = body(number);
    let fact = prop_oneof![
        any_sent().prop_map(move |fact| match fact {
            RecommendationFact::Sent(sent) => {
                RecommendationFact::Sent(Sent {
                    addressee: id,
                    ..sent
                })
            }
            other => other,
        }),
        any_extension().prop_map(move |(_, e)| RecommendationFact::Extended(id, e)),
        any_disposition().prop_map(move |stated| {
            let addressee = Some(id);
            RecommendationFact::DispositionStated(StatedDisposition {
                addressee,
                ..stated
            })
        }),
        any_verdict().prop_map(move |given| {
            RecommendationFact::Assessed(Assessment {
                addressee: Some(id),
                ..given
            })
        }),
        (select(ResponseKind::ALL), option::of(any_day())).prop_map(move |(kind, on)| {
            RecommendationFact::Responded(response(&[number], kind, on))
        }),
    ];
    (option::of(any_day()), fact)
}

/// The lanes' events in another order, each lane's own kept.
fn interleaved(lanes: Vec<Vec<Dated>>, turns: &[usize]) -> Vec<Dated> {
    let mut lanes: Vec<_> = lanes.into_iter().map(Vec::into_iter).collect();
    let mut mixed = Vec::new();
    for turn in turns {
        mixed.extend(lanes.get_mut(*turn).and_then(Iterator::next));
    }
    mixed.extend(lanes.into_iter().rev().flatten());
    mixed
}

/// What is open and who is silent on a day are those that the record of the day says.
fn check_open(
    chronicle: &Chronicle,
    record: Option<&Recommendation>,
    scheme: &Scheme,
    day: Date,
) -> Result<(), TestCaseError> {
    let goes_on = record.filter(|r| r.ending(scheme).is_none());
    let actions = goes_on.iter().flat_map(|record| &record.actions);
    let open = actions.filter(|action| action.timing(Date::MIN).is_open());
    let holds = |from, until: Option<Date>| from <= day && until.is_none_or(|until| day < until);
    let mut spans: Vec<u32> = chronicle
        .opens
        .iter()
        .filter(|open| holds(open.from, open.until))
        .map(|open| open.action)
        .collect();
    spans.sort_unstable();
    prop_assert_eq!(open.map(|action| action.number).collect::<Vec<_>>(), spans);
    let answers = goes_on.map(|record| status(record, scheme, day).answers);
    let mut silent: Vec<_> = answers
        .iter()
        .flatten()
        .filter_map(|answer| match &answer.answer {
            Answer::NotYetDue(working) | Answer::Overdue(working) => {
                Some((answer.addressee, Some(working.ends)))
            }
            Answer::DeadlineNotKnown(_) => Some((answer.addressee, None)),
            Answer::Answered { .. } | Answer::NoDuty | Answer::NotKnown(..) => None,
        })
        .collect();
    let all = chronicle.silences.iter();
    let held = all.filter(|silence| holds(silence.from, silence.until));
    let mut spans: Vec<_> = held.map(|s| (s.addressee, s.due)).collect();
    silent.sort_unstable();
    spans.sort_unstable();
    prop_assert_eq!(silent, spans);
    Ok(())
}

/// Whether an action with a date waits to be done, as the chronicle means it.
fn waits(action: &PlannedAction) -> bool {
    let is_dated = |due: &Due| due.chosen().earliest.or(due.chosen().latest).is_some();
    action.due().is_some_and(is_dated) && action.timing(Date::MIN).is_open()
}

fn waits_of(chronicle: &Chronicle, day: Date) -> Vec<&Wait> {
    let on = |wait: &&Wait| wait.from <= day && wait.until.is_none_or(|until| day < until);
    chronicle.waits.iter().filter(on).collect()
}

/// Each waiting action has one wait, and its days of turning are those of its timing.
fn check_waits(
    actions: &[&PlannedAction],
    waits: &[&Wait],
    day: Date,
) -> Result<(), TestCaseError> {
    for action in actions {
        let own: Vec<_> = waits
            .iter()
            .filter(|wait| wait.action == action.number)
            .collect();
        prop_assert_eq!(own.len(), 1, "action {} on {}", action.number, day);
        let timing = action.timing(day);
        let has_come = |from: Option<Date>| from.is_some_and(|from| from <= day);
        let may_be = matches!(timing, Timing::MayBeLate | Timing::Late);
        prop_assert_eq!(
            has_come(own[0].may_be_late_from),
            may_be,
            "{:?} on {}",
            timing,
            day
        );
        prop_assert_eq!(
            has_come(own[0].late_from),
            timing == Timing::Late,
            "on {}",
            day
        );
        prop_assert_eq!(
            has_come(own[0].passed_from),
            timing == Timing::DayPassed,
            "on {}",
            day
        );
    }
    Ok(())
}

mod bodies {
    use super::*;
    use heeded_domain::decide::decide_organisation;
    use heeded_domain::event::{Actor, Fact, OrganisationFact};
    use heeded_domain::id::OrganisationId;
    use heeded_domain::organisation::{
        Carrier, Moves, Name, Organisation, Succession, SuccessionKind, carrier,
    };
    use heeded_domain::replay::{apply_to_organisation, organisation};
    use jiff::Timestamp;

    fn any_moves() -> impl Strategy<Value = Moves> {
        prop_oneof![
            3 => Just(Moves::All),
            1 => Just(Moves::NotKnown),
            1 => Just(Moves::Function("night staff".to_owned())),
        ]
    }

    fn any_step() -> impl Strategy<Value = Succession> {
        let kind = select(SuccessionKind::ALL);
        let to = option::weighted(0.9, 1_u64..=5).prop_map(|to| to.map(OrganisationId));
        (kind, to, any_day(), any_moves()).prop_map(|(kind, to, on, moves)| Succession {
            kind,
            to,
            on,
            moves,
            source: None,
        })
    }

    fn any_facts() -> impl Strategy<Value = Vec<OrganisationFact>> {
        let name = || {
            ("[A-C]{1,2}", option::of(any_day())).prop_map(|(full, from)| Name {
                full,
                abbreviation: None,
                from,
            })
        };
        let other = prop_oneof![
            name().prop_map(OrganisationFact::Renamed),
            "[A-C]{1,2}".prop_map(OrganisationFact::AliasAdded),
            any_step().prop_map(OrganisationFact::Succeeded),
            any_day().prop_map(OrganisationFact::Ended),
        ];
        (name(), vec(other, 0..5)).prop_map(|(name, rest)| {
            std::iter::once(OrganisationFact::Recorded(name))
                .chain(rest)
                .collect()
        })
    }

    fn replayed(id: OrganisationId, facts: &[OrganisationFact]) -> Option<Organisation> {
        let events: Vec<Event> = (1..)
            .zip(facts)
            .map(|(seq, fact)| Event {
                seq,
                at: Timestamp::UNIX_EPOCH,
                actor: Actor::Heeded,
                on: None,
                fact: Fact::Organisation(id, fact.clone()),
            })
            .collect();
        organisation(&events)
    }

    /// The body that these facts make, without those that may not be recorded.
    fn allowed(id: OrganisationId, facts: &[OrganisationFact]) -> Option<Organisation> {
        let mut record = None;
        for fact in facts {
            if decide_organisation(record.as_ref(), fact).is_ok() {
                apply_to_organisation(&mut record, id, fact);
            }
        }
        record
    }

    fn five() -> impl Strategy<Value = Vec<Organisation>> {
        vec(any_facts(), 5).prop_map(|all| {
            let numbered = (1..).zip(all);
            numbered
                .filter_map(|(id, facts)| allowed(OrganisationId(id), &facts))
                .collect()
        })
    }

    proptest! {
        /// Replaying a beginning and then the rest is replaying all.
        #[test]
        fn a_beginning_and_the_rest_are_all(facts in any_facts(), cut in 0_usize..6) {
            let id = OrganisationId(1);
            let cut = cut.min(facts.len());
            let mut record = replayed(id, &facts[..cut]);
            for fact in &facts[cut..] {
                apply_to_organisation(&mut record, id, fact);
            }
            prop_assert_eq!(record, replayed(id, &facts));
        }

        /// A question about a body is answered, or refused in words.
        #[test]
        fn to_decide_never_fails(facts in any_facts(), next in any_facts()) {
            let record = replayed(OrganisationId(1), &facts);
            for fact in next {
                match decide_organisation(record.as_ref(), &fact) {
                    Ok(_) => {}
                    Err(refusal) => prop_assert!(!refusal.to_string().is_empty()),
                }
            }
        }

        /// An obligation is always somebody's, or it is said that nobody took it over; it stays
        /// with a body until a step moves all of it or the body ends, and never comes back by
        /// itself.
        #[test]
        fn succession_loses_no_obligation(bodies in five(), at in 0..DAYS, later in 0..DAYS) {
            let look_up = |id: OrganisationId| bodies.iter().find(|b| b.id == id);
            let (day, next) = (nth_day(at), nth_day(at + later));
            for of in &bodies {
                let has_moved = |by: Date| {
                    of.successions.iter().any(|s| s.on <= by && s.moves == Moves::All)
                };
                match carrier(of, day, look_up) {
                    Carrier::Itself => {
                        prop_assert!(!of.has_ended_by(day) && !has_moved(day));
                    }
                    Carrier::Other { organisation, since } => {
                        prop_assert!(organisation != of.id && since <= day && has_moved(day));
                    }
                    Carrier::Divided { since } | Carrier::Nobody { since } => {
                        prop_assert!(since <= day);
                    }
                }
                if !of.has_ended_by(next) && !has_moved(next) {
                    prop_assert_eq!(carrier(of, next, look_up), Carrier::Itself);
                }
                // A step that is still to come moves nothing yet.
                let past = of.successions.iter().filter(|s| s.on <= day).cloned().collect();
                let known = Organisation { successions: past, ..of.clone() };
                let shorter = |id: OrganisationId| bodies.iter().find(|b| b.id == id);
                prop_assert_eq!(carrier(of, day, look_up), carrier(&known, day, shorter));
            }
        }

        /// What becomes of a body changes no fact and no clock of a record: a body that has gone
        /// closes nothing. (`status` takes no organisation; this keeps it so.)
        #[test]
        fn a_body_that_has_gone_closes_no_row(
            events in any_events(), scheme in any_scheme(), facts in any_facts(), at in 0..DAYS,
        ) {
            let day = nth_day(at);
            let gone = facts.into_iter().map(|fact| Event {
                seq: 99,
                at: Timestamp::UNIX_EPOCH,
                actor: Actor::Heeded,
                on: None,
                fact: Fact::Organisation(body(1), fact),
            });
            let more: Vec<_> = events.iter().cloned().chain(gone).collect();
            let (one, two) = (record_of(&events), record_of(&more));
            prop_assert_eq!(status(&one, &scheme, day), status(&two, &scheme, day));
        }
    }
}
