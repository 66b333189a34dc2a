//! Report a mistake: a form that anybody can send, without an account, script or cookie. What is
//! sent waits for those who run the register and is never public.

use crate::components::{
    Button, ErrorItem, ErrorSummary, Heading, Input, InsetText, Label, Textarea,
};
use crate::limit::{Asker, Limits};
use crate::trouble::{Sent, Trouble};
use crate::visit::{Fields, Visit};
use crate::words;
use axum::Extension;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, HeaderValue};
use axum::response::{Html, IntoResponse, Redirect, Response};
use heeded_domain::id::{MistakeId, RecommendationId};
use heeded_store::{NewMistake, StoreError};
use maud::{Markup, html};
use std::sync::Arc;

/// The address of the form.
pub(super) const PATH: &str = "/report-a-mistake";

/// The address of the page that says that a message has come.
pub(super) const SENT: &str = "/report-a-mistake/sent";

/// Bytes that the whole form may have: its fields at their longest, every letter in three bytes
/// and each byte written as three.
pub(super) const FORM_BYTES_MAX: usize = 64 << 10;

/// Characters that a page may be named with: longer than any address of ours.
const ABOUT_CHARACTERS_MAX: usize = 500;

/// Characters of a message: about a page of text, which says what is wrong in any record.
const WORDS_CHARACTERS_MAX: usize = 4_000;

/// Characters of an e-mail address or a telephone number with a remark.
const REACH_CHARACTERS_MAX: usize = 200;

/// A field that people do not see; what fills it in is a program.
const TRAP: &str = "website";

/// What was typed.
#[derive(Debug, Clone, Default)]
struct Typed {
    about: String,
    words: String,
    reach: String,
    trapped: bool,
}

/// A field that has to be mended, and how.
struct Fault {
    field: &'static str,
    mend: String,
}

/// The form.
pub(super) async fn page(visit: Visit) -> Response {
    let typed = Typed {
        about: visit
            .fields
            .get("about")
            .map(page_named)
            .unwrap_or_default(),
        ..Typed::default()
    };
    not_kept(Html(form(&visit, &typed, &[]).into_string()).into_response())
}

/// What was sent: kept, or shown again with what has to be mended.
pub(super) async fn send(
    visit: Visit,
    asker: Asker,
    Extension(limits): Extension<Arc<Limits>>,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let body = match body {
        Ok(body) => body,
        Err(why) => return too_long(&visit, why.status()),
    };
    let typed = Typed::read(&body);
    let faults = typed.faults();
    if !faults.is_empty() {
        let page = form(&visit, &typed, &faults).into_string();
        return not_kept((StatusCode::UNPROCESSABLE_ENTITY, Html(page)).into_response());
    }
    if let Err(trouble) = limits.allow(Sent::Message, asker) {
        return refused(&visit, &typed, &trouble);
    }
    let reach = Some(typed.reach.clone()).filter(|reach| !reach.is_empty());
    let message = NewMistake {
        at: (visit.register.now)(),
        about: typed.about.clone(),
        words: typed.words.clone(),
        reach,
    };
    not_kept(match visit.register.store.keep_mistake(message).await {
        Ok(id) => Redirect::to(&format!("{SENT}?reference={id}")).into_response(),
        Err(StoreError::TooManyMistakes) => return refused(&visit, &typed, &Trouble::Busy),
        Err(error) => return refused(&visit, &typed, &Trouble::from(error)),
    })
}

/// The form with what was typed, where it could not be taken in: nobody has to write it twice.
fn refused(visit: &Visit, typed: &Typed, trouble: &Trouble) -> Response {
    let fault = Fault {
        field: "words",
        mend: trouble.mend().to_owned(),
    };
    let mut response = Html(form(visit, typed, &[fault]).into_string()).into_response();
    trouble.mark(&mut response);
    not_kept(response)
}

/// The form, where more was sent than is read: what was typed is in the browser alone.
fn too_long(visit: &Visit, status: StatusCode) -> Response {
    let most = thousands(WORDS_CHARACTERS_MAX);
    let fault = Fault {
        field: "words",
        mend: format!(
            "Your message was too long to be read. Go back in your browser, where your words \
             still stand, and send {most} characters or fewer"
        ),
    };
    let page = form(visit, &Typed::default(), &[fault]).into_string();
    not_kept((status, Html(page)).into_response())
}

/// A number of characters as it is said.
fn thousands(characters: usize) -> String {
    words::thousands(u64::try_from(characters).unwrap_or(u64::MAX))
}

/// The page that says that a message has come.
pub(super) async fn sent(visit: Visit) -> Response {
    let number = visit.fields.get("reference");
    let number = number.and_then(|typed| typed.parse::<MistakeId>().ok());
    let Some(number) = number else {
        return not_kept(Trouble::NotFound.answer(&visit));
    };
    match visit.register.store.has_mistake(number).await {
        Ok(true) => {}
        // Nobody is to be told of a message that has not come.
        Ok(false) => return not_kept(Trouble::NotFound.answer(&visit)),
        Err(error) => return not_kept(Trouble::from(error).answer(&visit)),
    }
    let title = "Your message has come";
    let main = html! {
        (Heading::page(title))
        (InsetText::new(html! {
            p { "Its number is " strong { (number) } ". Keep it if you want to ask about it." }
        }))
        (Heading::section("What happens next", "next"))
        p {
            "Those who run the register compare what you wrote with the documents. What is wrong "
            "is put right beside the record, with its day, so that everybody can see what stood "
            "there before."
        }
        p {
            "If you said how to reach you, that is used to answer and deleted when your message "
            "is settled. Your message is not published."
        }
        p { a href="/recommendations" { "Look through all recommendations" } }
    };
    not_kept(Html(frame(&visit, title, false, main).into_string()).into_response())
}

/// What people send is for nobody's cache.
fn not_kept(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The page that is meant: an identifier alone means its record.
fn page_named(typed: &str) -> String {
    let typed: String = typed.chars().take(ABOUT_CHARACTERS_MAX).collect();
    match typed.parse::<RecommendationId>() {
        Ok(id) => format!("/recommendations/{id}"),
        Err(_) => typed,
    }
}

impl Typed {
    fn read(body: &[u8]) -> Self {
        let fields = Fields::read(&String::from_utf8_lossy(body));
        let text = |name: &str| fields.get(name).unwrap_or_default().replace("\r\n", "\n");
        Self {
            about: page_named(&text("about")),
            words: text("words"),
            reach: text("reach"),
            trapped: fields.get(TRAP).is_some(),
        }
    }

    fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut say = |field: &'static str, mend: &str| {
            faults.push(Fault {
                field,
                mend: mend.to_owned(),
            });
        };
        if self.about.is_empty() {
            say("about", "Enter the page that is wrong");
        }
        if self.words.is_empty() {
            say("words", "Enter what is wrong");
        }
        if self.trapped {
            say(TRAP, "Leave the field “Website” empty");
        }
        for (field, value, most, what) in [
            ("words", &self.words, WORDS_CHARACTERS_MAX, "What is wrong"),
            (
                "reach",
                &self.reach,
                REACH_CHARACTERS_MAX,
                "How to reach you",
            ),
        ] {
            if value.chars().count() > most {
                let most = thousands(most);
                say(field, &format!("{what} must be {most} characters or fewer"));
            }
        }
        faults
    }
}

fn form(visit: &Visit, typed: &Typed, faults: &[Fault]) -> Markup {
    let title = "Report a mistake";
    let error = |field: &str| {
        let fault = faults.iter().find(|fault| fault.field == field);
        fault.map(|fault| fault.mend.as_str().into())
    };
    let hrefs: Vec<String> = faults.iter().map(|f| format!("#{}", f.field)).collect();
    let items = faults.iter().zip(&hrefs);
    let items = items.map(|(fault, href)| ErrorItem::new(fault.mend.as_str(), href));
    let about = Input {
        hint: Some("Its address, or the number of the record, such as R0001A".into()),
        value: Some(&typed.about),
        error: error("about"),
        ..Input::new("about", "Which page is it?")
    };
    let words = Textarea {
        hint: Some(
            format!(
                "Say what is right, and where it is published, if you know. Up to {} characters",
                thousands(WORDS_CHARACTERS_MAX)
            )
            .into(),
        ),
        value: &typed.words,
        error: error("words"),
        rows: 8,
        ..Textarea::new("words", "What is wrong?")
    };
    let reach = Input {
        hint: Some(
            "An e-mail address or a telephone number. Only used to answer you, and deleted after"
                .into(),
        ),
        value: Some(&typed.reach),
        error: error("reach"),
        ..Input::new("reach", "How may we reach you? (optional)")
    };
    let main = html! {
        @if !faults.is_empty() { (ErrorSummary::new(items.collect())) }
        (Heading::page(title))
        p {
            "Tell those who run this register what is wrong, missing or should not be here. You "
            "need no account, and your message is not published."
        }
        form method="post" action=(PATH) {
            (about)
            (words)
            (reach)
            (trap(error(TRAP)))
            (Button::new("Send message"))
        }
    };
    frame(visit, title, !faults.is_empty(), main)
}

/// A field that only programs see and fill in; a person who meets it is told to leave it.
fn trap(error: Option<crate::components::Content<'_>>) -> Markup {
    let input = Input {
        autocomplete: Some("off"),
        error: error.clone(),
        ..Input::new(TRAP, Label::from("Website: leave this field empty"))
    };
    html! {
        @if error.is_some() { (input) }
        @else { div hidden { (input) } }
    }
}

fn frame(visit: &Visit, title: &str, has_errors: bool, main: Markup) -> Markup {
    visit.frame(
        title,
        |page| {
            page.twins.clear();
            page.as_of = None;
            page.unlisted = true;
            page.has_errors = has_errors;
        },
        main,
    )
}
