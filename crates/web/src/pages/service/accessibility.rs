//! The accessibility statement: the form that the law of the United Kingdom asks of public bodies
//! (Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations
//! 2018), with what those who run the register have found and set.

use crate::components::Heading;
use crate::register::{Compliance, Enforcement, Statements};
use crate::visit::Visit;
use heeded_due::day_in_words;
use maud::{Markup, html};

pub(super) fn body(visit: &Visit) -> Markup {
    let deployment = &visit.register.deployment;
    let statements = &deployment.statements;
    html! {
        p {
            "This statement is for " (deployment.service_name) ", which is run by "
            (deployment.run_by)
            ". We want as many people as possible to be able to use it. You should be able to:"
        }
        ul class="nhsuk-list nhsuk-list--bullet" {
            li { "zoom in up to 400% without the text spilling off the screen" }
            li { "find and read everything using a keyboard alone" }
            li { "use a screen reader for all of it" }
            li { "read it with scripts and styles switched off" }
            li { "use your own colours and your own size of letters" }
        }
        (Heading::section("How to ask for something else", "ask"))
        p {
            "If you need something in another format, or something does not work for you, "
            a href="/contact" { "contact us" } ". We answer within "
            (statements.answer_days) " working days."
        }
        (compliance(statements))
        (Heading::section("What is outside this statement", "outside"))
        p {
            "The documents that records come from stand on the pages of those who published "
            "them. Their words are shown here as text."
        }
        (Heading::section("How it was tested", "tested"))
        p {
            "Each kind of page is tested by machine before every release of the program: with "
            "axe-core at the width of a telephone and of a desk, without scripts, at 400%, and "
            "for valid HTML."
        }
        @if !statements.tested.is_empty() { p { (statements.tested) } }
        (enforcement(statements.enforcement))
        (days(statements))
    }
}

/// The status, in the wording that the law sets.
fn compliance(statements: &Statements) -> Markup {
    let standard = "Web Content Accessibility Guidelines version 2.2 AA standard";
    html! {
        (Heading::section("Compliance status", "status"))
        p {
            @match statements.compliance {
                Compliance::NotAssessed => {
                    "This website has not been assessed against the " (standard)
                    " by those who run it. It is built to meet it."
                }
                Compliance::Fully => { "This website is fully compliant with the " (standard) "." }
                Compliance::Partially => {
                    "This website is partially compliant with the " (standard)
                    ", due to the non-compliances listed below."
                }
                Compliance::Not => {
                    "This website is not compliant with the " (standard)
                    ". The non-compliances are listed below."
                }
            }
        }
        @if !statements.problems.is_empty() {
            (Heading::section("Non-accessible content", "problems"))
            p { "The content listed below is non-accessible for the following reasons:" }
            ul class="nhsuk-list nhsuk-list--bullet" {
                @for problem in &statements.problems { li { (problem) } }
            }
        }
    }
}

fn enforcement(enforcement: Enforcement) -> Markup {
    html! {
        @match enforcement {
            Enforcement::None => {},
            Enforcement::GreatBritain => {
                (Heading::section("Enforcement procedure", "enforcement"))
                p {
                    "The Equality and Human Rights Commission (EHRC) is responsible for enforcing "
                    "the Public Sector Bodies (Websites and Mobile Applications) (No. 2) "
                    "Accessibility Regulations 2018 (the ‘accessibility regulations’). If you’re "
                    "not happy with how we respond to your complaint, contact the Equality "
                    "Advisory and Support Service (EASS)."
                }
            }
            Enforcement::NorthernIreland => {
                (Heading::section("Enforcement procedure", "enforcement"))
                p {
                    "If you are not happy with how we respond to your complaint, contact the "
                    "Equality Commission for Northern Ireland, which is responsible for enforcing "
                    "the Public Sector Bodies (Websites and Mobile Applications) (No. 2) "
                    "Accessibility Regulations 2018 (the ‘accessibility regulations’) in Northern "
                    "Ireland."
                }
            }
        }
    }
}

fn days(statements: &Statements) -> Markup {
    html! {
        @if let Some(prepared) = statements.prepared_on {
            p {
                "This statement was prepared on " (day_in_words(prepared)) "."
                @if let Some(reviewed) = statements.reviewed_on {
                    " It was last reviewed on " (day_in_words(reviewed)) "."
                }
            }
        }
    }
}
