//! How long something takes, where some have not ended yet: the Kaplan–Meier estimate.
//!
//! What still goes on is neither left out (that would make everything look quicker) nor taken for
//! ended: it counts among those *at risk* for as long as it was watched. Times are whole days.
//! Pure, without dependencies; the tests are worked examples from the literature.
//!
//! Kaplan, Meier (1958), Journal of the American Statistical Association 53, 457–481; Greenwood
//! (1926), the variance; Brookmeyer, Crowley (1982), Biometrics 38, 29–41, the median's interval,
//! on the log-minus-log scale, which stays within 0 and 1.

use std::collections::BTreeMap;

/// The 97.5th percentile of the normal distribution: for an interval of 95%.
const NORMAL_97_5: f64 = 1.959_963_984_540_054;

/// How many were watched for how many days, and whether what is waited for came then.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Watched(BTreeMap<u32, AtDay>);

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct AtDay {
    ended: u64,
    censored: u64,
}

impl Watched {
    /// Counts so many for which it came after this many days.
    pub fn ended(&mut self, days: u32, count: u64) {
        self.0.entry(days).or_default().ended += count;
    }

    /// Counts so many that were watched for this many days without it: it had not come when the
    /// watch ended.
    pub fn censored(&mut self, days: u32, count: u64) {
        self.0.entry(days).or_default().censored += count;
    }

    /// For how many it came.
    #[must_use]
    pub fn count_ended(&self) -> u64 {
        self.0.values().map(|at| at.ended).sum()
    }

    /// For how many the watch ended before it came.
    #[must_use]
    pub fn count_censored(&self) -> u64 {
        self.0.values().map(|at| at.censored).sum()
    }

    /// How many are watched for at least this many days: the number at risk at the start of a day.
    #[must_use]
    pub fn at_risk(&self, days: u32) -> u64 {
        self.0
            .range(days..)
            .map(|(_, at)| at.ended + at.censored)
            .sum()
    }

    /// The last day on which at least so many are at risk; `None` when there never were.
    #[must_use]
    pub fn last_with(&self, at_least: u64) -> Option<u32> {
        let mut at_risk = 0;
        for (days, at) in self.0.iter().rev() {
            at_risk += at.ended + at.censored;
            if at_risk >= at_least {
                return Some(*days);
            }
        }
        None
    }

    /// The longest watch in days; `None` when nothing is watched.
    #[must_use]
    pub fn longest(&self) -> Option<u32> {
        self.0.keys().next_back().copied()
    }

    /// The curve.
    #[must_use]
    pub fn curve(&self) -> Curve {
        let all: u64 = self.at_risk(0);
        let mut steps = Vec::new();
        let (mut at_risk, mut share, mut variance) = (all, 1.0, 0.0);
        for (days, at) in &self.0 {
            if at.ended > 0 {
                let (risk, ended) = (real(at_risk), real(at.ended));
                share *= 1.0 - ended / risk;
                // Greenwood's sum; when all have ended it has no value, and no interval is given.
                variance += ended / (risk * (risk - ended));
                let within = interval(share, variance);
                steps.push(Step {
                    days: *days,
                    at_risk,
                    ended: at.ended,
                    share,
                    within,
                });
            }
            at_risk -= at.ended + at.censored;
        }
        Curve {
            all,
            steps,
            longest: self.longest().unwrap_or(0),
        }
    }
}

/// The share for which it had not come, over days.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// How many were watched.
    pub all: u64,
    /// Where it falls, by days; before the first it is 1.
    pub steps: Vec<Step>,
    /// The longest watch in days: nothing is known beyond.
    pub longest: u32,
}

/// A day on which it came for some.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// Days since the start.
    pub days: u32,
    /// How many were at risk at the start of the day.
    pub at_risk: u64,
    /// For how many it came on the day.
    pub ended: u64,
    /// The share for which it had not come by the end of the day, from 1 to 0.
    pub share: f64,
    /// The 95% interval of the share (Greenwood, log-minus-log), lowest and highest; `None` where
    /// the share is 0.
    pub within: Option<(f64, f64)>,
}

/// A point on the curve with its 95% interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quantile {
    /// Days until it had come for the share asked about.
    pub days: u32,
    /// The lowest days that are compatible; `None` when the interval has no lower end.
    pub lowest: Option<u32>,
    /// The highest days that are compatible; `None` when the curve's interval does not come down
    /// that far: it may take longer than anything watched.
    pub highest: Option<u32>,
}

impl Curve {
    /// The share for which it had not come after so many days.
    #[must_use]
    pub fn share_after(&self, days: u32) -> f64 {
        let before = self.steps.iter().take_while(|step| step.days <= days);
        before.last().map_or(1.0, |step| step.share)
    }

    /// Days until it had come for half; `None` where the curve does not come down to one half: then
    /// the median is not known, however many ended.
    #[must_use]
    pub fn median(&self) -> Option<Quantile> {
        let half = 0.5;
        let first = |reaches: &dyn Fn(&Step) -> bool| {
            self.steps
                .iter()
                .find(|step| reaches(step))
                .map(|step| step.days)
        };
        Some(Quantile {
            days: first(&|step| step.share <= half)?,
            lowest: first(&|step| step.within.map_or(step.share, |(low, _)| low) <= half),
            highest: first(&|step| step.within.map_or(step.share, |(_, high)| high) <= half),
        })
    }
}

/// exp(−exp(ln(−ln S) ± z·√V / |ln S|)), with V Greenwood's sum.
fn interval(share: f64, variance: f64) -> Option<(f64, f64)> {
    let log = share.ln();
    let has_one = share > 0.0 && share < 1.0 && variance.is_finite();
    if !has_one {
        return None;
    }
    let half = NORMAL_97_5 * variance.sqrt() / log.abs();
    let bound = |by: f64| share.powf(by.exp());
    Some((bound(half), bound(-half)))
}

/// A count as a real number: exact up to 2⁵³, far above anything counted.
fn real(count: u64) -> f64 {
    let (high, low) = (count >> 32, count & u64::from(u32::MAX));
    let part = |part: u64| f64::from(u32::try_from(part).unwrap_or(u32::MAX));
    part(high) * 4_294_967_296.0 + part(low)
}
