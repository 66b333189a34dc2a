//! What those who run the register promise its readers: contact, cookies, privacy, terms.

use crate::components::Heading;
use crate::visit::Visit;
use maud::{Markup, html};

pub(super) fn contact(visit: &Visit) -> Markup {
    let deployment = &visit.register.deployment;
    let contact = &deployment.contact;
    html! {
        p {
            "If something here is wrong, missing or should not be here, "
            a href="/report-a-mistake" { "report a mistake" }
            ". You need no account, and every record has a link to the form."
        }
        @if contact.is_empty() {
            p {
                "For everything else use the same form: those who run this register have not set "
                "an address to write to."
            }
        } @else {
            p { "For everything else write to " a href={ "mailto:" (contact) } { (contact) } "." }
        }
        p {
            "We answer within " (deployment.statements.answer_days) " working days."
        }
        (Heading::section("If you speak for an organisation", "organisations"))
        p {
            "You can have your organisation’s own note set beside a record, with its day. What "
            "was said is not changed by it. Send the words with the form, and say how we can "
            "check that you speak for it."
        }
        (Heading::section("If you are worried about your own care or safety", "worried"))
        p {
            "Those who run this register cannot investigate a case. The body that made a "
            "recommendation is named on its record, with a link to where it was published."
        }
    }
}

pub(super) fn cookies(_: &Visit) -> Markup {
    html! {
        p {
            "We do not set cookies when you read the register or report a mistake, and we keep "
            "nothing in your browser. There is nothing to agree to."
        }
        p { "No page calls another site: nobody else learns what you read here." }
    }
}

pub(super) fn privacy(visit: &Visit) -> Markup {
    let deployment = &visit.register.deployment;
    html! {
        p { "You can read everything here without telling us who you are." }
        (Heading::section("When you read", "reading"))
        p {
            "The program that serves these pages keeps no addresses of visitors and no record of "
            "what anybody read or searched for. There are no statistics by third parties."
        }
        @if !deployment.statements.logs.is_empty() { p { (deployment.statements.logs) } }
        (Heading::section("When you report a mistake", "reporting"))
        p {
            "We keep what you wrote, the page it is about, and when it came. If you say how to "
            "reach you, we use that to answer and delete it when your message is settled. So that "
            "nobody can flood the form, the program counts for an hour how many messages an "
            "address sends; it does so in memory and writes nothing down."
        }
        (Heading::section("People in records", "people"))
        p {
            "Records quote published documents in their exact words. Some of these name people: "
            "holders of an office, and where a death was investigated, whoever died. Nothing "
            "about people is added to what was published. If a record names you or somebody "
            "close to you and should not, " a href="/report-a-mistake" { "tell us" }
            ": it can be taken down."
        }
        (Heading::section("Who is responsible", "who"))
        p {
            (crate::words::run_by(&deployment.run_by)) " How these data are used is decided "
            "there. You can ask for what is kept about you, and for it to be corrected or deleted: "
            a href="/contact" { "contact us" } "."
        }
    }
}

pub(super) fn terms(visit: &Visit) -> Markup {
    let deployment = &visit.register.deployment;
    let statements = &deployment.statements;
    html! {
        p {
            "You may read, link to, quote and copy everything here. Say where it comes from: "
            "each record says how to cite it and as of which day."
        }
        (Heading::section("Whose words they are", "words"))
        p {
            "Recommendations and responses are quoted exactly and belong to those who wrote "
            "them. Each record says where it was published; their terms hold for their words."
        }
        @if !statements.licence.is_empty() {
            p {
                "What this register adds (dates as understood, statuses, links between records) "
                "may be used under "
                @if statements.licence_address.is_empty() { (statements.licence) }
                @else { a href=(statements.licence_address) { (statements.licence) } }
                "."
            }
        }
        (Heading::section("What we cannot promise", "limits"))
        p {
            "The register is as complete as what was published and entered. Before you rely on a "
            "record for a decision, read the document that it links to. "
            @if deployment.official { (crate::words::OFFICIAL) }
            @else { (crate::words::NOT_OFFICIAL) }
        }
        (Heading::section("Fair use", "fair"))
        p {
            "Programs may read these pages too. Every page is there "
            a href="/data" { "as data" } ", and a whole copy is kinder to everybody than walking "
            "through each page: ask us for one."
        }
    }
}
