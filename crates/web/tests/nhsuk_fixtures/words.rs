//! Options of the components that show words: cards, lists, tables, tags and the like.

use heeded_web::components::{
    Align, BannerHeading, Caption, Card, CardAction, CardVariant, Cell, Column, Content, Details,
    Heading, InsetText, Level, NotificationBanner, Size, Sort, SortOrder, SummaryList, SummaryRow,
    Table, Tag, TagColour, WarningCallout,
};
use maud::{Markup, Render};
use serde_json::Value;

use crate::options::Options;

pub(crate) fn level(value: Option<&Value>, usual: Level) -> Result<Level, String> {
    match value.map(Value::as_u64) {
        None => Ok(usual),
        Some(Some(1)) => Ok(Level::One),
        Some(Some(2)) => Ok(Level::Two),
        Some(Some(3)) => Ok(Level::Three),
        Some(Some(4)) => Ok(Level::Four),
        Some(other) => Err(format!("level {other:?}")),
    }
}

pub(crate) fn caption<'v>(o: &Options<'v>) -> Result<Option<Caption<'v>>, String> {
    match o.value("caption") {
        None => Ok(None),
        Some(Value::String(words)) => Ok(Some(Caption::new(words))),
        Some(value) => {
            let part = Options::new(value);
            if !matches!(part.text("placement"), None | Some("start")) {
                return Err("caption elsewhere than at the start".to_owned());
            }
            let made = Caption {
                content: part.content(),
                size: part.size()?,
            };
            part.done(Some(made))
        }
    }
}

pub(crate) fn heading(o: &Options<'_>) -> Result<Markup, String> {
    let heading = Heading {
        content: o.content(),
        level: level(o.value("level"), Level::One)?,
        size: o.size()?,
        caption: caption(o)?,
        id: o.text("id"),
        classes: "",
    };
    Ok(heading.render())
}

pub(crate) fn details(o: &Options<'_>) -> Result<Markup, String> {
    let details = Details {
        summary: o.content_of("summary")?.unwrap_or_default(),
        body: o.content(),
        open: o.flag("open"),
        id: o.text("id"),
        classes: o.words("classes"),
    };
    Ok(details.render())
}

pub(crate) fn inset_text(o: &Options<'_>) -> Result<Markup, String> {
    Ok(InsetText::new(o.content()).render())
}

pub(crate) fn warning_callout(o: &Options<'_>) -> Result<Markup, String> {
    let heading = o.content_of("heading")?;
    Ok(WarningCallout {
        heading,
        level: Level::Three,
        body: o.content(),
    }
    .render())
}

pub(crate) fn notification_banner(o: &Options<'_>) -> Result<Markup, String> {
    let heading = match o.value("heading") {
        Some(Value::Object(_)) | Some(Value::String(_)) => {
            o.content_of("heading")?.map(|content| BannerHeading {
                content,
                level: Level::Three,
            })
        }
        _ => None,
    };
    let banner = NotificationBanner {
        success: o.text("variant") == Some("success"),
        title: o.content_of("title")?,
        heading,
        body: o.content(),
        role: o.text("role"),
    };
    Ok(banner.render())
}

pub(crate) fn tag(o: &Options<'_>) -> Result<Markup, String> {
    let colour = match o.value("colour") {
        None => None,
        Some(Value::Bool(false)) => Some(TagColour::NoColour),
        Some(colour) => Some(match colour.as_str() {
            Some("aqua-green") => TagColour::AquaGreen,
            Some("blue") => TagColour::Blue,
            Some("green") => TagColour::Green,
            Some("grey") => TagColour::Grey,
            Some("orange") => TagColour::Orange,
            Some("pink") => TagColour::Pink,
            Some("purple") => TagColour::Purple,
            Some("red") => TagColour::Red,
            Some("white") => TagColour::White,
            Some("yellow") => TagColour::Yellow,
            other => return Err(format!("colour {other:?}")),
        }),
    };
    let classes = o.words("classes");
    Ok(Tag {
        content: o.content(),
        colour,
        borderless: o.is_off("border"),
        classes,
    }
    .render())
}

fn action<'v>(value: &'v Value) -> Result<CardAction<'v>, String> {
    let o = Options::new(value);
    let made = CardAction {
        text: o.words("text"),
        href: o.words("href"),
        hidden_text: o.text("visuallyHiddenText"),
    };
    o.done(made)
}

/// Actions come as a list or as `items`.
fn actions<'v>(o: &Options<'v>) -> Result<Vec<CardAction<'v>>, String> {
    let items = match o.part("actions") {
        Some(part) => {
            let items = part.list("items");
            part.done(items)?
        }
        None => o.list("actions"),
    };
    items.into_iter().map(action).collect()
}

fn card_of<'v>(o: &Options<'v>) -> Result<Card<'v>, String> {
    let variant = match o.text("variant") {
        None => CardVariant::Plain,
        Some("feature") => CardVariant::Feature,
        Some("secondary") => CardVariant::Secondary,
        Some("warning") => CardVariant::Warning,
        Some(other) => return Err(format!("variant {other}")),
    };
    let mut card = Card {
        variant,
        actions: actions(o)?,
        id: o.text("id"),
        ..Card::default()
    };
    match o.value("heading") {
        Some(Value::Object(_)) => {
            let heading = o.part("heading").unwrap();
            card.size = heading.size()?;
            card.level = level(heading.value("level"), Level::Two)?;
            card.heading = Some(heading.content());
            card.heading_id = heading.text("id");
            heading.all_taken()?;
        }
        _ => card.heading = o.content_of("heading")?,
    }
    card.body = o.content_of("description")?.unwrap_or_default();
    Ok(card)
}

pub(crate) fn card(o: &Options<'_>) -> Result<Markup, String> {
    Ok(card_of(o)?.render())
}

fn card_within<'v>(o: &Options<'v>) -> Result<Option<Card<'v>>, String> {
    match o.value("card") {
        None => Ok(None),
        Some(Value::Bool(true)) => Ok(Some(Card::default())),
        Some(value) => {
            let part = Options::new(value);
            let card = card_of(&part)?;
            part.done(Some(card))
        }
    }
}

fn summary_row<'v>(value: &'v Value) -> Result<SummaryRow<'v>, String> {
    let o = Options::new(value);
    let (key, width) = match o.part("key") {
        Some(key) => {
            let made = (key.content(), key.text("width"));
            key.done(made)?
        }
        None => (Content::from(o.words("key")), None),
    };
    let row = SummaryRow {
        key,
        value: o.content_of("value")?.unwrap_or_default(),
        actions: actions(&o)?,
        borderless: o.is_off("border"),
        key_width: width,
    };
    o.done(row)
}

pub(crate) fn summary_list(o: &Options<'_>) -> Result<Markup, String> {
    let list = SummaryList {
        rows: o
            .list("rows")
            .into_iter()
            .map(summary_row)
            .collect::<Result<_, _>>()?,
        borderless: o.is_off("border"),
        no_last_border: o.is_off("lastRowBorder"),
        card: card_within(o)?,
        classes: o.words("classes"),
    };
    Ok(list.render())
}

fn sort<'v>(o: &Options<'v>) -> Result<Option<Sort<'v>>, String> {
    let order = match o.value("sort") {
        None => return Ok(None),
        Some(Value::Bool(true)) => SortOrder::NotSorted,
        Some(Value::String(order)) if order == "ascending" => SortOrder::Ascending,
        Some(Value::String(order)) if order == "descending" => SortOrder::Descending,
        Some(other) => return Err(format!("sort {other}")),
    };
    let href = o.text("href").ok_or("sorting by a script")?;
    Ok(Some(Sort { href, order }))
}

fn column<'v>(value: &'v Value) -> Result<Column<'v>, String> {
    if let Some(words) = value.as_str() {
        return Ok(Column::from(words));
    }
    let o = Options::new(value);
    let align = match o.text("align") {
        None => None,
        Some("left") => Some(Align::Left),
        Some("centre") => Some(Align::Centre),
        Some("right") => Some(Align::Right),
        Some(other) => return Err(format!("align {other}")),
    };
    let column = Column {
        content: o.content(),
        hidden_text: o.text("visuallyHiddenText"),
        numeric: o.text("format") == Some("numeric"),
        sort: sort(&o)?,
        width: o.text("width"),
        align,
        classes: o.words("classes"),
    };
    o.done(column)
}

fn cell<'v>(value: &'v Value) -> Result<Cell<'v>, String> {
    if let Some(words) = value.as_str() {
        return Ok(Cell::from(words));
    }
    let o = Options::new(value);
    let in_words = match o.text("format") {
        None => false,
        Some("string") => true,
        Some(other) => return Err(format!("format {other} of one cell")),
    };
    let cell = Cell {
        content: o.content(),
        href: o.text("href"),
        hidden_text: o.text("visuallyHiddenText"),
        in_words,
        classes: o.words("classes"),
    };
    o.done(cell)
}

fn row<'v>(value: &'v Value) -> Result<Vec<Cell<'v>>, String> {
    let cells = value.as_array().into_iter().flatten();
    cells
        .filter(|cell| cell.is_object() || cell.is_string())
        .map(cell)
        .collect()
}

pub(crate) fn table(o: &Options<'_>) -> Result<Markup, String> {
    let (caption, caption_size, caption_id, caption_classes) = match o.part("caption") {
        Some(part) => {
            let made = (
                part.content(),
                part.size()?,
                part.text("id"),
                part.words("classes"),
            );
            part.done(made)?
        }
        None => (Content::from(o.words("caption")), None::<Size>, None, ""),
    };
    let table = Table {
        caption,
        caption_size,
        caption_classes,
        caption_id,
        columns: o
            .list("head")
            .into_iter()
            .map(column)
            .collect::<Result<_, _>>()?,
        rows: o
            .list("rows")
            .into_iter()
            .map(row)
            .collect::<Result<_, _>>()?,
        first_cell_is_header: o.flag("firstCellIsHeader"),
        stacking: o.flag("responsive"),
        scrolling: o.flag("scroll"),
        compact: o.flag("compact"),
        striped: o.flag("striped"),
        borderless: o.is_off("border"),
        no_last_border: o.is_off("lastRowBorder"),
        card: card_within(o)?,
        classes: o.words("classes"),
    };
    Ok(table.render())
}
