//! Worked examples from the literature, as printed there.

use heeded_survival::{Curve, Watched};

fn watched(ended: &[u32], censored: &[u32]) -> Watched {
    let mut watched = Watched::default();
    for days in ended {
        watched.ended(*days, 1);
    }
    for days in censored {
        watched.censored(*days, 1);
    }
    watched
}

fn rounded(share: f64) -> String {
    format!("{share:.3}")
}

/// Freireich and others (1963), Blood 21, 699–716: weeks of remission of 21 children under
/// 6-mercaptopurine, the example of Kaplan–Meier in Kleinbaum and Klein, "Survival Analysis"
/// (Springer), and of Cox (1972).
fn six_mercaptopurine() -> Watched {
    let ended = [6, 6, 6, 7, 10, 13, 16, 22, 23];
    let censored = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];
    watched(&ended, &censored)
}

#[test]
fn shares_and_numbers_at_risk_of_the_remission_example() {
    let curve = six_mercaptopurine().curve();
    let printed = [
        (6, 21, 3, "0.857"),
        (7, 17, 1, "0.807"),
        (10, 15, 1, "0.753"),
        (13, 12, 1, "0.690"),
        (16, 11, 1, "0.627"),
        (22, 7, 1, "0.538"),
        (23, 6, 1, "0.448"),
    ];
    assert_eq!(curve.steps.len(), printed.len());
    for (step, (days, at_risk, ended, share)) in curve.steps.iter().zip(printed) {
        let found = (step.days, step.at_risk, step.ended, rounded(step.share));
        assert_eq!(found, (days, at_risk, ended, share.to_owned()));
    }
    assert_eq!((curve.all, curve.longest), (21, 35));
}

/// The standard errors by Greenwood's formula that are printed for the same data: 0.0764 at 6
/// weeks, 0.0869 at 7, 0.1346 at 23. The interval on the log-minus-log scale follows from them.
#[test]
fn intervals_of_the_remission_example_follow_from_the_printed_standard_errors() {
    let curve = six_mercaptopurine().curve();
    for (days, error) in [(6, 0.0764), (7, 0.0869), (23, 0.1346)] {
        let step = curve.steps.iter().find(|step| step.days == days).unwrap();
        let (low, high) = step.within.unwrap();
        let theta = 1.959_964 * error / (step.share * step.share.ln().abs());
        let (expected_low, expected_high) = (
            step.share.powf(theta.exp()),
            step.share.powf((-theta).exp()),
        );
        assert!(
            (low - expected_low).abs() < 0.001,
            "{days}: {low} {expected_low}"
        );
        assert!(
            (high - expected_high).abs() < 0.001,
            "{days}: {high} {expected_high}"
        );
    }
}

#[test]
fn the_median_of_the_remission_example_is_23_weeks() {
    let median = six_mercaptopurine().curve().median().unwrap();
    assert_eq!(median.days, 23);
    // Its interval begins at 13 weeks, where the lower bound comes to one half (R's survival
    // package prints 13 with conf.type = "log-log"), and has no upper end.
    assert_eq!((median.lowest, median.highest), (Some(13), None));
}

/// The other arm of the same trial: all 21 under placebo relapsed; the median is 8 weeks.
#[test]
fn without_anything_censored_the_curve_is_the_share_left() {
    let weeks = [
        1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23,
    ];
    let curve = watched(&weeks, &[]).curve();
    for step in &curve.steps {
        let left = weeks.iter().filter(|week| **week > step.days).count();
        let share = f64::from(u32::try_from(left).unwrap()) / 21.0;
        assert!((step.share - share).abs() < 1e-12, "{step:?}");
    }
    assert_eq!(rounded(curve.share_after(8)), "0.381");
    let median = curve.median().unwrap();
    assert_eq!(
        (median.days, median.lowest, median.highest),
        (8, Some(4), Some(11))
    );
    let last = curve.steps.last().unwrap();
    assert_eq!((last.share, last.within), (0.0, None));
}

#[test]
fn a_median_that_the_curve_does_not_reach_is_not_known() {
    assert_eq!(watched(&[5, 9], &[10, 10, 10]).curve().median(), None);
    assert_eq!(watched(&[], &[10]).curve().median(), None);
    assert_eq!(Watched::default().curve().median(), None);
    // Leaving out those that still go on would have said 5 days.
    assert_eq!(watched(&[5, 9], &[]).curve().median().unwrap().days, 5);
}

#[test]
fn who_is_censored_on_a_day_is_at_risk_on_that_day() {
    let watched = watched(&[10], &[10, 20]);
    assert_eq!(
        [
            watched.at_risk(10),
            watched.at_risk(11),
            watched.at_risk(21)
        ],
        [3, 1, 0]
    );
    assert_eq!(rounded(watched.curve().share_after(10)), "0.667");
}

#[test]
fn counts_say_the_same_as_one_by_one() {
    let mut counted = Watched::default();
    counted.ended(6, 3);
    counted.censored(6, 1);
    assert_eq!(counted, watched(&[6, 6, 6], &[6]));
    assert_eq!((counted.count_ended(), counted.count_censored()), (3, 1));
}

#[test]
fn a_curve_of_nothing_stays_at_one() {
    let empty = Watched::default();
    let curve: Curve = empty.curve();
    assert!(curve.steps.is_empty() && curve.all == 0 && empty.longest().is_none());
    assert!((curve.share_after(1_000) - 1.0).abs() < f64::EPSILON);
}

#[test]
fn a_million_are_counted_without_loss() {
    let mut many = Watched::default();
    many.ended(30, 400_000);
    many.censored(40, 600_000);
    let curve = many.curve();
    assert_eq!(rounded(curve.share_after(30)), "0.600");
    let (low, high) = curve.steps[0].within.unwrap();
    assert!(high - low < 0.002 && low < 0.6 && high > 0.6);
}
