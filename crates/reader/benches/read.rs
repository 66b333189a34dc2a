//! How fast documents are read, in bytes per second: `cargo bench -p heeded-reader`.

use divan::counter::BytesCount;
use heeded_reader::{Cues, Document, Section, read};
use mimalloc::MiMalloc;

/// As the program has it.
#[global_allocator]
static MEMORY: MiMalloc = MiMalloc;

/// Enough for the figure to settle; a long report.
const ENTRIES: usize = 2_000;

fn main() {
    divan::main();
}

fn lines(number: usize) -> [String; 7] {
    [
        "Harbour Office".to_owned(),
        format!(
            "The Marine Board recommends that the Harbour Office, working with ferry operators, \
             reviews the lamps of pier {number}. This is to ensure that passengers see its edge."
        ),
        "We accept this recommendation. The piers were built before lamps were usual, and many \
         have been changed since. The survey of 2029 showed where passengers had fallen, and the \
         Coast Agency has told us which of those places it considers the most dangerous."
            .to_owned(),
        "Our engineers have visited every pier, and we will publish what they found by March \
         2031. Keepers know best which lamps fail, and why; they are asked each week."
            .to_owned(),
        "Actions planned to deliver safety recommendation:".to_owned(),
        "Replace the lamps of the pier, by Autumn 2031. Organisational lead: Piers Manager. Other \
         dependencies identified: Budget 31-32."
            .to_owned(),
        "Response received on 3 June 2030.".to_owned(),
    ]
}

fn text() -> String {
    let mut text = String::new();
    for number in 0..ENTRIES {
        for (at, line) in lines(number).into_iter().enumerate() {
            text += &format!("{}{line}\n", if at == 5 { "- " } else { "" });
        }
    }
    text
}

/// The same as a page with the markup that content management systems put around words.
fn page() -> String {
    let mut page =
        String::from("<!DOCTYPE html><html><head><title>Responses</title></head><body><main>");
    for number in 0..ENTRIES {
        for (at, line) in lines(number).into_iter().enumerate() {
            let (open, close) = match at {
                0 => ("h3", "h3"),
                5 => ("ul class=\"govuk-list govuk-list--bullet\"><li", "li></ul"),
                _ => ("p class=\"govuk-body\"", "p"),
            };
            page += &format!(
                "  <div class=\"rich-text__block\" data-id=\"block-{at}\">\n    \
                 <{open}>{line}</{close}>\n  </div>\n"
            );
        }
    }
    page + "</main></body></html>"
}

/// A page of which little is words: scripts, styles, navigation.
fn page_of_markup() -> String {
    let script = "<script>function f(a,b){return a<b?'<p>':\"</p>\";}</script>".repeat(40);
    let menu =
        "<nav><ul><li><a href=\"/a\" class=\"menu__link\">Piers</a></li></ul></nav>".repeat(40);
    page().replace("</h3>", &format!("</h3>{script}{menu}"))
}

/// The same with long answers of which no sentence says anything that is looked for.
fn page_of_long_answers() -> String {
    let told = "Keepers of the old lamps told us of the winters in which the harbour froze, and \
                how boats lay beside each other from one pier to the other. ";
    page().replace(
        "Keepers know best",
        &(told.repeat(12) + "Keepers know best"),
    )
}

fn run(bencher: divan::Bencher<'_, '_>, name: &str, document: &str) {
    let cues = Cues::general();
    bencher
        .counter(BytesCount::new(document.len()))
        .bench(|| read(&Document::new(name, document.as_bytes()), &cues));
}

#[divan::bench(sample_count = 10)]
fn plain_text(bencher: divan::Bencher<'_, '_>) {
    run(bencher, "x.txt", &text());
}

#[divan::bench(sample_count = 10)]
fn html(bencher: divan::Bencher<'_, '_>) {
    run(bencher, "x.html", &page());
}

#[divan::bench(sample_count = 10)]
fn html_of_markup(bencher: divan::Bencher<'_, '_>) {
    run(bencher, "x.html", &page_of_markup());
}

#[divan::bench(sample_count = 10)]
fn html_of_long_answers(bencher: divan::Bencher<'_, '_>) {
    run(bencher, "x.html", &page_of_long_answers());
}

/// What a start costs: the cues made ready.
#[divan::bench]
fn cues() -> Cues {
    Cues::general().with(&Section::default())
}

/// A long page without recommendations: only the way from bytes to blocks.
#[divan::bench(sample_count = 10)]
fn html_without_asks(bencher: divan::Bencher<'_, '_>) {
    run(
        bencher,
        "x.html",
        &page().replace("recommends that", "thinks of how"),
    );
}
