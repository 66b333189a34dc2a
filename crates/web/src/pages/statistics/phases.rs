//! A picture: where things stand by phase.

use super::{Count, Picture, drawn};
use crate::components::chart::{Bar, Bars, Figures, Holds};
use crate::pages::pieces::{counted, sentence_case, thousands};
use heeded_domain::status::{Phase, Standing};

pub(super) fn picture(count: &Count) -> Picture {
    let standings = &count.counted.statistics.standings;
    let of = |standing: &Standing| standings.get(standing).copied().unwrap_or(0);
    let total: u64 = standings.values().sum();
    let bars: Vec<Bar> = Phase::ALL.iter().map(|phase| bar(*phase, &of)).collect();
    let told = bars
        .iter()
        .map(|bar| format!("{}: {}", bar.label, bar.number));
    let rows = Standing::ALL.iter().map(|standing| {
        vec![
            sentence_case(standing.words()),
            sentence_case(standing.phase().words()),
            of(standing).to_string(),
        ]
    });
    let waiting = bars.first().map_or(0, |bar| bar.count);
    Picture {
        id: "phases",
        headline: match total {
            0 => "There is no recommendation to count".to_owned(),
            _ => format!(
                "{} of {} a response",
                thousands(waiting),
                counted(total, "recommendation awaits", "recommendations await")
            ),
        },
        measure: "Recommendations by phase",
        description: format!("Bars. {}.", told.collect::<Vec<_>>().join("; ")),
        figures: Figures {
            columns: vec![
                ("Status", Holds::Words),
                ("Phase", Holds::Words),
                ("Recommendations", Holds::Numbers),
            ],
            rows: rows.collect(),
        },
        drawing: (total > 0).then(|| drawn(Bars { bars })),
        working: vec![
            (
                "What is counted",
                format!(
                    "{}, each once, by the most serious thing about it.",
                    counted(total, "recommendation", "recommendations")
                ),
            ),
            (
                "What is not known",
                format!(
                    "Of {} whether all responded is not known: nobody has looked, or a response \
                     does not say whose it is. A response \
                     that states no planned action counts as under way: how it ended is not on \
                     record.",
                    counted(
                        of(&Standing::ResponseNotKnown),
                        "recommendation",
                        "recommendations"
                    )
                ),
            ),
        ],
    }
}

fn bar(phase: Phase, of: &dyn Fn(&Standing) -> u64) -> Bar {
    let within = Standing::ALL
        .iter()
        .filter(|standing| standing.phase() == phase);
    let count: u64 = within.map(of).sum();
    let (late, what) = match phase {
        Phase::Waiting => (of(&Standing::ResponseOverdue), "overdue"),
        Phase::UnderWay => (of(&Standing::ActionsOverdue), "with late actions"),
        Phase::NotKnown | Phase::Ended => (0, ""),
    };
    let number = match late {
        0 => thousands(count),
        _ => format!("{}, {} {what}", thousands(count), thousands(late)),
    };
    Bar {
        label: sentence_case(phase.words()),
        count,
        part: late,
        number,
    }
}
