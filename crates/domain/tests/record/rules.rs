//! Every rule of the register as a worked example: what happened, and the exact words that follow.
//!
//! All bodies are invented. `laws.rs` holds what must be true of any record whatever.

use crate::support::*;
use heeded_domain::answer::{Answer, NotKnown};
use heeded_domain::decide::{Advice, Refusal, decide};
use heeded_domain::event::RecommendationFact;
use heeded_domain::recommendation::{Commitment, DueRevision};
use heeded_domain::scheme::{Basis, Duty, Ground};
use heeded_domain::status::Standing;
use heeded_domain::timing::Timing;
use heeded_domain::vocabulary::{
    ClosureReason, Disposition, DispositionSource, Progress, ResponseKind,
};
use heeded_due::{Calendar, Context, HedgeKind};

const MINISTRY: &[&str] = &["Ministry of Wards"];
const JOINT: &[&str] = &["Ministry of Wards", "Night Service"];

mod the_clock_of_an_answer {
    use super::*;

    #[test]
    fn ninety_days_from_publication_the_last_one_is_in_time() {
        // 10 April 2025 + 90 days = 9 July 2025.
        let story = Story::asked(MINISTRY, "2025-04-10");
        let in_time = story.on("2025-07-09");
        assert_eq!(in_time.standing(), Standing::AwaitingResponse);
        let words = "No response on record as of 9 July 2025; not due until 9 July 2025.";
        assert_eq!(in_time.why(), words);
        let late = story.on("2025-07-10");
        assert_eq!(late.standing(), Standing::ResponseOverdue);
        let words = "No response on record as of 10 July 2025; it was due by 9 July 2025.";
        assert_eq!(late.why(), words);
    }

    /// The same silence read in June and in November is two different facts.
    #[test]
    fn silence_is_a_fact_with_a_day() {
        let story = Story::asked(MINISTRY, "2025-04-10");
        assert_eq!(
            story.on("2025-06-01").why(),
            "No response on record as of 1 June 2025; not due until 9 July 2025."
        );
        assert_eq!(
            story.today().why(),
            "No response on record as of 22 November 2026; it was due by 9 July 2025."
        );
    }

    #[test]
    fn without_the_day_that_starts_it_nothing_is_overdue() {
        let story = Story::asked_under(board(), MINISTRY, None);
        let stand = story.today();
        let why = NotKnown::Start(Basis::Published);
        assert_eq!(stand.answer(1), Answer::DeadlineNotKnown(why));
        assert_eq!(stand.standing(), Standing::AwaitingResponse);
        assert_eq!(
            stand.why(),
            "No response on record as of 22 November 2026. \
             When it is due is not known: the day it was published is not on record."
        );
    }

    #[test]
    fn without_a_known_limit_nothing_is_overdue() {
        let asks = Duty {
            limit: None,
            ..duty(Ground::Practice, 1, Basis::Sent)
        };
        let story = Story::asked_under(board_with(vec![asks]), MINISTRY, Some(day("2020-01-01")));
        assert_eq!(
            story.today().why(),
            "No response on record as of 22 November 2026. \
             When it is due is not known: no time limit is on record."
        );
    }

    #[test]
    fn where_nobody_has_to_respond_that_is_said() {
        let nobody = Duty {
            limit: None,
            ..duty(Ground::None, 1, Basis::Sent)
        };
        let story = Story::asked_under(board_with(vec![nobody]), MINISTRY, Some(day("2020-01-01")));
        let words = "No response on record as of 22 November 2026; nobody has to respond.";
        assert_eq!(story.today().why(), words);
        assert_eq!(story.today().answer(1), Answer::NoDuty);
    }

    #[test]
    fn a_coroner_gives_56_days_and_may_give_more() {
        let law = Duty {
            legal_basis: Some("Deaths Act, section 7 (invented)".to_owned()),
            ..duty(Ground::Law, 56, Basis::Sent)
        };
        let story = Story::asked_under(board_with(vec![law]), MINISTRY, Some(day("2026-09-14")))
            .sent_to(1, "2026-09-14")
            .extended(1, "2026-12-14", "2026-11-02");
        // As of a day before the extension was granted, the first last day holds.
        assert_eq!(
            story.on("2026-11-01").answer_in_words(1),
            "No response on record as of 1 November 2026; not due until 9 November 2026."
        );
        assert_eq!(
            story.today().answer_in_words(1),
            "No response on record as of 22 November 2026; not due until 14 December 2026."
        );
        let Answer::NotYetDue(working) = story.today().answer(1) else {
            panic!("it is not yet due");
        };
        let steps = [
            "56 days are counted from the day it was sent, 14 September 2026.",
            "A response is owed by law: Deaths Act, section 7 (invented).",
            "More time was granted: from 9 November 2026 to 14 December 2026.",
            "Last day in time: 14 December 2026.",
        ];
        assert_eq!(working.steps(), steps);
    }

    #[test]
    fn a_printed_last_day_beats_the_rule() {
        let story = Story::asked(MINISTRY, "2026-09-14").printed_end(1, "2026-11-09");
        let Answer::Overdue(working) = story.today().answer(1) else {
            panic!("it is overdue");
        };
        assert_eq!(
            working.steps()[0],
            "The document itself prints the last day for a response."
        );
        assert_eq!(working.ends, day("2026-11-09"));
    }

    #[test]
    fn an_answer_in_time_and_one_that_came_after() {
        let made = Story::asked(MINISTRY, "2024-07-31");
        let in_time = made.clone().answered_by(&[1], "2024-10-29");
        let words = "Response received on 29 October 2024, in time.";
        assert_eq!(in_time.today().answer_in_words(1), words);
        let next_day = made.clone().answered_by(&[1], "2024-10-30");
        let words = "Response received on 30 October 2024, 1 day after it was due.";
        assert_eq!(next_day.today().answer_in_words(1), words);
        let later = made.answered_by(&[1], "2025-01-30");
        let words = "Response received on 30 January 2025, 93 days after it was due.";
        assert_eq!(later.today().answer_in_words(1), words);
        assert_eq!(later.today().standing(), Standing::ResponseReceived);
        // As of a day before it came it was overdue, whatever came later.
        assert_eq!(later.on("2024-12-01").standing(), Standing::ResponseOverdue);
    }

    #[test]
    fn an_acknowledgement_is_no_answer() {
        let story = Story::asked(MINISTRY, "2026-10-01").came_from(
            1,
            ResponseKind::Acknowledgement,
            "2026-10-05",
        );
        assert_eq!(story.today().standing(), Standing::AwaitingResponse);
        assert_eq!(
            story.today().why(),
            "No response on record as of 22 November 2026; not due until 30 December 2026. \
             An acknowledgement came on 5 October 2026."
        );
        let holding =
            Story::asked(MINISTRY, "2026-10-01").came_from(1, ResponseKind::Holding, "2026-10-05");
        assert!(
            holding
                .today()
                .why()
                .ends_with(" A holding answer came on 5 October 2026.")
        );
    }

    /// Two documents taken in the wrong order: the first answer is the earlier one.
    #[test]
    fn the_first_answer_is_the_earliest_whatever_was_recorded_first() {
        let story = Story::asked(MINISTRY, "2026-01-10")
            .answered_by(&[1], "2026-06-01")
            .answered_by(&[1], "2026-03-01");
        let words = "Response received on 1 March 2026, in time.";
        assert_eq!(story.today().answer_in_words(1), words);
    }
}

#[test]
fn a_recommendation_that_names_nobody_is_not_shown_as_answered() {
    let stand = Story::asked(&[], "2020-01-01").today();
    assert_eq!(stand.standing(), Standing::AwaitingResponse);
    assert_eq!(
        stand.why(),
        "No response on record as of 22 November 2026; no addressee is on record."
    );
    let answered = Story::asked(&[], "2020-01-01").answered_by(&[], "2020-02-01");
    assert_eq!(answered.today().standing(), Standing::ResponseReceived);
}

mod the_date_of_a_promise {
    use super::*;

    fn promised(due: heeded_due::Due) -> Stand {
        let story = Story::asked(MINISTRY, "2024-09-01");
        story
            .answered_with(1, "2024-11-06", &[(promise("Publish it."), Some(due))])
            .today()
    }

    /// The sentence of the brief, with the words read by the real reader of dates.
    #[test]
    fn by_autumn_2026_is_due_and_not_late_on_22_november() {
        let context = Context {
            calendar: Calendar::UNITED_KINGDOM,
            ..Context::default()
        };
        let stand = promised(heeded_due::read("by Autumn 2026", &context));
        assert_eq!(
            stand.timing_in_words(1),
            "Due by 30 November 2026 as stated “by Autumn 2026”; not late before then."
        );
        assert_eq!(stand.timing(1), Timing::DueNow);
        assert_eq!(stand.standing(), Standing::ActionsPlanned);
        assert_eq!(
            stand.why(),
            "1 planned action is not reported as done; none is late."
        );
    }

    #[test]
    fn the_day_after_the_last_it_is_late() {
        let autumn = due("by Autumn 2025", "2025-09-01", "2025-11-30");
        let stand = promised(autumn);
        assert_eq!(stand.timing(1), Timing::Late);
        assert_eq!(
            stand.timing_in_words(1),
            "Due by 30 November 2025 as stated “by Autumn 2025”; late since then, \
             with no report of delivery as of 22 November 2026."
        );
        assert_eq!(stand.standing(), Standing::ActionsOverdue);
        let words = "The planned action is past its date, with no report of delivery.";
        assert_eq!(stand.why(), words);
    }

    #[test]
    fn before_its_first_day_it_is_not_yet_due() {
        let spring = due("in spring 2027", "2027-03-01", "2027-05-31");
        assert_eq!(promised(spring).timing(1), Timing::NotYetDue);
        let one_day = due("on 22 November 2026", TODAY, TODAY);
        assert_eq!(promised(one_day).timing(1), Timing::DueNow);
    }

    /// "Winter 2025": the kindest reading counts, and the stricter one is said.
    #[test]
    fn an_ambiguous_date_takes_the_kindest_reading_and_says_so() {
        let both = due_of(
            "by Winter 2026",
            &[
                (Some(day("2026-12-01")), Some(day("2027-02-28"))),
                (Some(day("2025-12-01")), Some(day("2026-02-28"))),
            ],
        );
        let stand = promised(both);
        assert_eq!(stand.timing(1), Timing::NotYetDue);
        assert_eq!(
            stand.timing_in_words(1),
            "Due by 28 February 2027 as stated “by Winter 2026”; not late before then. \
             Read strictly it was due by 28 February 2026; the reading kindest to the \
             organisation counts."
        );
        assert_eq!(stand.standing(), Standing::ActionsPlanned);
        assert_eq!(
            stand.why(),
            "1 planned action is not reported as done; none is late."
        );
    }

    #[test]
    fn to_be_confirmed_does_not_stop_the_clock_and_is_shown() {
        let year = due("by 2025 date TBC", "2025-01-01", "2025-12-31");
        let stand = promised(hedged(year, HedgeKind::ToBeConfirmed, "TBC"));
        assert_eq!(stand.timing(1), Timing::Late);
        assert!(
            stand
                .timing_in_words(1)
                .ends_with(" The date is not confirmed: “TBC”.")
        );
    }

    #[test]
    fn a_condition_makes_it_may_be_late_and_never_late() {
        let year = due("in 2025/26, subject to funding", "2025-04-01", "2026-03-31");
        let stand = promised(hedged(year, HedgeKind::Condition, "subject to funding"));
        assert_eq!(stand.timing(1), Timing::MayBeLate);
        assert_eq!(
            stand.timing_in_words(1),
            "Due by 31 March 2026 as stated “in 2025/26, subject to funding”; that day has \
             passed, but the promise has a condition, so it may be late. \
             It is conditional: “subject to funding”."
        );
    }

    /// A condition that stands apart from the date is a condition all the same.
    #[test]
    fn a_condition_beside_the_date_counts_too() {
        let mut pilot = promise("Run a pilot.");
        pilot.conditions = vec!["provided that funds are found".to_owned()];
        let by = due("by June 2026", "2026-06-01", "2026-06-30");
        let story = Story::asked(MINISTRY, "2026-01-01");
        let stand = story
            .answered_with(1, "2026-02-01", &[(pilot, Some(by))])
            .today();
        assert_eq!(stand.timing(1), Timing::MayBeLate);
        assert_eq!(
            stand.timing_in_words(1),
            "Due by 30 June 2026 as stated “by June 2026”; that day has passed, but the promise \
             has a condition, so it may be late. \
             It is conditional: “provided that funds are found”."
        );
    }

    #[test]
    fn words_that_set_no_day_can_never_be_late() {
        let stand = promised(due_of("in due course", &[(None, None)]));
        assert_eq!(stand.timing(1), Timing::NoDate);
        let words = "The words “in due course” set no day, so it cannot be late.";
        assert_eq!(stand.timing_in_words(1), words);
        let from = due_of(
            "from January 2026 onwards",
            &[(Some(day("2026-01-01")), None)],
        );
        let stand = promised(from);
        assert_eq!(stand.timing(1), Timing::DueNow);
        assert_eq!(
            stand.timing_in_words(1),
            "From 1 January 2026 as stated “from January 2026 onwards”; \
             the words set no last day, so it cannot be late."
        );
    }

    #[test]
    fn a_moved_date_is_kept_beside_the_first() {
        let first = due("by March 2026", "2026-03-01", "2026-03-31");
        let second = due("by March 2027", "2027-03-01", "2027-03-31");
        let story = Story::asked(MINISTRY, "2025-09-01")
            .answered_with(
                1,
                "2025-11-06",
                &[(promise("Publish it."), Some(first.clone()))],
            )
            .then(RecommendationFact::DueRevised(
                1,
                DueRevision::to(Some(second.clone())),
            ));
        let stand = story.today();
        let action = stand.record.action(1).unwrap();
        let dues: Vec<_> = action
            .dues
            .iter()
            .map(|d: &DueRevision| d.due.clone())
            .collect();
        assert_eq!(dues, [Some(first), Some(second)]);
        assert_eq!(
            (action.times_moved(), stand.timing(1)),
            (1, Timing::NotYetDue)
        );
        // On 1 July nobody knew that it would be moved: it was late then, and stays so then.
        assert_eq!(story.on("2026-07-01").timing(1), Timing::Late);
    }

    #[test]
    fn one_of_three_late_is_counted_so() {
        let late = due("by May 2026", "2026-05-01", "2026-05-31");
        let ahead = due("by May 2027", "2027-05-01", "2027-05-31");
        let actions = [
            (promise("One."), Some(late.clone())),
            (promise("Two."), Some(ahead)),
            (promise("Three."), None),
        ];
        let story = Story::asked(MINISTRY, "2026-01-01").answered_with(1, "2026-02-01", &actions);
        let words = "1 of 3 planned actions is past its date, with no report of delivery.";
        assert_eq!(story.today().why(), words);
        let two = [
            (promise("One."), Some(late.clone())),
            (promise("Two."), Some(late)),
        ];
        let story = Story::asked(MINISTRY, "2026-01-01").answered_with(1, "2026-02-01", &two);
        let words = "2 of 2 planned actions are past their date, with no report of delivery.";
        assert_eq!(story.today().why(), words);
    }
}

mod what_was_claimed_and_what_was_found {
    use super::*;

    fn late_promise() -> Story {
        let by = due("by March 2026", "2026-03-01", "2026-03-31");
        let actions = [(promise("Publish it."), Some(by))];
        Story::asked(MINISTRY, "2025-09-01").answered_with(1, "2025-11-06", &actions)
    }

    #[test]
    fn a_claim_of_delivery_is_shown_as_a_claim() {
        let stand = late_promise()
            .claimed(1, Progress::Delivered, "2026-04-20")
            .today();
        assert_eq!(stand.standing(), Standing::Completed);
        let words = "The organisation says that it was done on 20 April 2026.";
        assert_eq!(stand.timing_in_words(1), words);
        assert_eq!(
            stand.why(),
            "All that was promised is said to be done; whether the risk fell is not known."
        );
    }

    #[test]
    fn what_the_assessor_found_stands_over_the_claim() {
        let story = late_promise()
            .claimed(1, Progress::Delivered, "2026-04-20")
            .found(1, Progress::UnderWay, "2026-06-01");
        assert_eq!(story.today().timing(1), Timing::Late);
        assert_eq!(story.today().standing(), Standing::ActionsOverdue);
        // Both are kept.
        let action = story.today().record.actions.remove(0);
        assert_eq!((action.claimed.len(), action.found.len()), (1, 1));
        let delivered = story.found(1, Progress::Delivered, "2026-07-01").today();
        let words = "The assessor found that it was done on 1 July 2026.";
        assert_eq!(delivered.timing_in_words(1), words);
    }

    #[test]
    fn a_finding_stands_over_words_of_the_response_too() {
        let mut done = promise("We published it in May.");
        done.commitment = Commitment::AlreadyDone;
        let story =
            Story::asked(MINISTRY, "2026-01-01").answered_with(1, "2026-06-01", &[(done, None)]);
        let words = "The organisation says that it was done.";
        assert_eq!(story.today().timing_in_words(1), words);
        let story = story.found(1, Progress::NotStarted, "2026-07-01");
        assert_eq!(story.today().timing(1), Timing::NoDate);
        assert_eq!(story.today().timing_in_words(1), "No date is stated.");
    }

    #[test]
    fn as_of_a_day_before_the_report_it_was_late() {
        let story = late_promise().claimed(1, Progress::Delivered, "2026-04-20");
        assert_eq!(story.on("2026-04-19").standing(), Standing::ActionsOverdue);
        assert_eq!(story.on("2026-04-20").standing(), Standing::Completed);
    }

    #[test]
    fn a_promise_given_up_is_neither_late_nor_done() {
        let stand = late_promise()
            .claimed(1, Progress::Stopped, "2026-04-20")
            .today();
        assert_eq!(stand.timing(1), Timing::Ended(Progress::Stopped));
        assert_eq!(stand.timing_in_words(1), "Reported as stopped.");
        assert_eq!(stand.standing(), Standing::ResponseReceived);
    }

    #[test]
    fn to_consider_is_no_promise_that_can_be_kept() {
        let mut considered = promise("We will consider it.");
        considered.commitment = Commitment::Considered;
        let story = Story::asked(MINISTRY, "2026-01-01");
        let stand = story
            .answered_with(1, "2026-02-01", &[(considered, None)])
            .today();
        assert_eq!(stand.standing(), Standing::ResponseReceived);
        let words = "A response is on record; it promises nothing that waits to be done.";
        assert_eq!(stand.why(), words);
    }
}

mod what_addressees_say {
    use super::*;

    #[test]
    fn a_refusal_of_the_whole_is_shown() {
        let story = Story::asked(MINISTRY, "2026-01-01")
            .answered_by(&[1], "2026-02-01")
            .stated(says(1, Disposition::NotAccepted));
        assert_eq!(story.today().standing(), Standing::NotAccepted);
        assert_eq!(
            story.today().why(),
            "The response says that it will not be done."
        );
    }

    #[test]
    fn a_refusal_of_a_part_is_not_one_of_the_whole() {
        let mut part = says(1, Disposition::NotAccepted);
        part.part = Some(2);
        let story = Story::asked(MINISTRY, "2026-01-01").answered_by(&[1], "2026-02-01");
        assert_eq!(
            story.stated(part).today().standing(),
            Standing::ResponseReceived
        );
    }

    #[test]
    fn what_only_the_reader_suggests_decides_nothing() {
        let mut suggested = says(1, Disposition::NotAccepted);
        suggested.source = DispositionSource::Suggested;
        let story = Story::asked(MINISTRY, "2026-01-01").answered_by(&[1], "2026-02-01");
        assert_eq!(
            story.stated(suggested).today().standing(),
            Standing::ResponseReceived
        );
    }

    #[test]
    fn a_refusal_of_one_addressee_is_not_one_of_both() {
        let story = Story::asked(JOINT, "2026-01-01")
            .answered_by(&[1, 2], "2026-02-01")
            .stated(says(1, Disposition::NotAccepted));
        assert_eq!(story.today().standing(), Standing::ResponseReceived);
        let both = story.stated(says(2, Disposition::NotAccepted));
        assert_eq!(both.today().standing(), Standing::NotAccepted);
    }

    #[test]
    fn the_last_word_holds() {
        let story = Story::asked(MINISTRY, "2026-01-01")
            .answered_by(&[1], "2026-02-01")
            .stated(says(1, Disposition::NotAccepted))
            .stated(says(1, Disposition::Accepted));
        let stand = story.today();
        let last = stand
            .status()
            .disposition(body(1))
            .map(|stated| stated.value);
        assert_eq!(last, Some(Disposition::Accepted));
        assert_eq!(stand.record.dispositions.len(), 2, "the first word is kept");
    }
}

mod how_it_ends {
    use super::*;

    #[test]
    fn closed_is_never_said_without_its_reason() {
        let made = Story::asked(MINISTRY, "2026-01-01");
        for (reason, words) in [
            (ClosureReason::Delivered, "Closed: delivered."),
            (
                ClosureReason::DeclinedRiskStands,
                "Closed: declined, risk stands.",
            ),
            (ClosureReason::Superseded, "Closed: superseded."),
        ] {
            let stand = made.clone().closed(reason, "2026-05-01").today();
            assert_eq!(
                (stand.standing(), stand.why().as_str()),
                (Standing::Closed, words)
            );
        }
    }

    #[test]
    fn closed_does_not_make_an_answer() {
        let story = Story::asked(MINISTRY, "2026-01-01");
        let stand = story
            .closed(ClosureReason::NoLongerApplicable, "2026-05-01")
            .today();
        assert!(matches!(stand.answer(1), Answer::Overdue(_)));
    }

    #[test]
    fn withdrawn_is_said_as_such() {
        let stand = Story::asked(MINISTRY, "2026-01-01")
            .withdrawn("2026-05-01")
            .today();
        assert_eq!(stand.standing(), Standing::Withdrawn);
        assert_eq!(stand.why(), "The body that made it has withdrawn it.");
    }

    #[test]
    fn reopened_it_stands_as_before_and_as_of_then_it_was_closed() {
        let story = Story::asked(MINISTRY, "2026-01-01")
            .closed(ClosureReason::Delivered, "2026-05-01")
            .then(RecommendationFact::Reopened(
                "Found not to be done.".to_owned(),
            ));
        assert_eq!(story.today().standing(), Standing::ResponseOverdue);
        assert_eq!(story.on("2026-05-02").standing(), Standing::Closed);
    }

    /// From the start it would rewrite every past day; it happened on no day that anybody stated.
    #[test]
    fn a_verdict_without_a_day_holds_from_when_it_is_known() {
        let story = Story::asked(MINISTRY, "2025-09-01");
        let verdict = verdict(&story.scheme, "Good plan", None, None);
        let undated = story.then(RecommendationFact::Assessed(verdict));
        let event = undated.events.last().unwrap();
        assert_eq!((event.on, event.happened_on()), (Some(day(TODAY)), None));
        let dated = undated.assessed("Not enough", "2026-06-01");
        let event = dated.events.last().unwrap();
        assert_eq!(event.happened_on(), Some(day("2026-06-01")));
    }

    #[test]
    fn a_verdict_stands_beside_the_timing_and_changes_nothing_else() {
        let by = due("by March 2026", "2026-03-01", "2026-03-31");
        let story = Story::asked(MINISTRY, "2025-09-01")
            .answered_with(1, "2025-11-06", &[(promise("Publish it."), Some(by))])
            .assessed("Good plan", "2025-12-01")
            .assessed("Not enough", "2026-06-01");
        let stand = story.today();
        assert_eq!(stand.standing(), Standing::ActionsOverdue);
        let status = stand.status();
        let natives: Vec<_> = status.verdicts.iter().map(|v| v.native.as_str()).collect();
        assert_eq!(natives, ["Not enough"], "the newest holds");
    }
}

mod what_may_be_recorded {
    use super::*;

    #[track_caller]
    fn refused(story: Story, fact: RecommendationFact, words: &str) {
        let refusal = story.try_then(fact).err().expect("it should be refused");
        assert_eq!(refusal.to_string(), words);
    }

    #[test]
    fn not_a_day_after_today() {
        let answer = response(&[1], ResponseKind::Substantive, Some(day("2026-11-23")));
        refused(
            Story::asked(MINISTRY, "2026-01-01"),
            RecommendationFact::Responded(answer),
            "the day it was received is 2026-11-23, after today; \
             it must be today or in the past",
        );
    }

    #[test]
    fn no_extension_for_a_body_that_was_not_asked_or_to_an_earlier_day() {
        let granted = |until: &str| heeded_domain::recommendation::ExtensionGranted {
            until: day(until),
            reason: None,
            on: None,
        };
        refused(
            Story::asked(MINISTRY, "2026-10-01"),
            RecommendationFact::Extended(body(2), granted("2027-01-31")),
            "organisation B00028 is not an addressee of this recommendation; \
             choose one that is"
                .replace("B00028", &body(2).to_string())
                .as_str(),
        );
        // 1 October + 90 days = 30 December: a day before it would take time away.
        refused(
            Story::asked(MINISTRY, "2026-10-01"),
            RecommendationFact::Extended(body(1), granted("2026-12-01")),
            "the extension ends on 2026-12-01, not after 2026-12-30; enter a later day",
        );
        refused(
            Story::asked(MINISTRY, "2026-10-01").extended(1, "2027-01-31", "2026-11-01"),
            RecommendationFact::Extended(body(1), granted("2027-01-31")),
            "the extension ends on 2027-01-31, not after 2027-01-31; enter a later day",
        );
    }

    #[test]
    fn no_verdict_that_the_scheme_does_not_have() {
        let story = Story::asked(MINISTRY, "2026-01-01");
        let mut own = verdict(&story.scheme, "Done", None, None);
        own.native = "Splendid".to_owned();
        let words = "scheme ward-board has no verdict “Splendid”; use one of its own";
        refused(story, RecommendationFact::Assessed(own), words);
    }

    #[test]
    fn no_second_signature_by_the_same_post() {
        let story = Story::asked(MINISTRY, "2026-01-01");
        let mut own = verdict(&story.scheme, "Done", None, None);
        own.second_signer = own.signer.clone();
        let words = "the second signer must be somebody else than the first";
        refused(story, RecommendationFact::Assessed(own), words);
    }

    #[test]
    fn nothing_twice_and_nothing_without_a_record() {
        let story = Story::asked(MINISTRY, "2026-01-01");
        let again = RecommendationFact::Recorded(ask(MINISTRY, None));
        let words = "this is on record already; record what is new about it instead";
        refused(story.clone(), again, words);
        let nothing = decide(
            None,
            &RecommendationFact::Reopened("why".to_owned()),
            &story.scheme,
            day(TODAY),
        );
        assert_eq!(nothing, Err(Refusal::NotRecorded));
    }

    #[test]
    fn advice_asks_for_a_date_and_for_a_reason_and_blocks_nothing() {
        let story = Story::asked(MINISTRY, "2026-01-01");
        let record = story.today().record;
        let advice = |value, words: Option<&str>| {
            let mut answer = response(&[1], ResponseKind::Substantive, Some(day("2026-02-01")));
            let mut stated = says(1, value);
            stated.words = words.map(str::to_owned);
            answer.dispositions.push(stated);
            let fact = RecommendationFact::Responded(answer);
            decide(Some(&record), &fact, &story.scheme, day(TODAY))
                .unwrap()
                .advice
        };
        assert_eq!(
            advice(Disposition::Accepted, None),
            [Advice::AcceptedWithoutDate]
        );
        assert_eq!(
            advice(Disposition::NotAccepted, None),
            [Advice::RefusedWithoutReason]
        );
        assert_eq!(advice(Disposition::NotAccepted, Some("No funds.")), []);
    }

    #[test]
    fn a_response_older_than_the_recommendation_is_asked_about() {
        let story = Story::asked(MINISTRY, "2026-03-01");
        let answer = response(&[1], ResponseKind::Substantive, Some(day("2026-02-01")));
        let fact = RecommendationFact::Responded(answer);
        let record = story.today().record;
        let decision = decide(Some(&record), &fact, &story.scheme, day(TODAY)).unwrap();
        assert_eq!(decision.advice, [Advice::BeforeTheAsk]);
    }
}
