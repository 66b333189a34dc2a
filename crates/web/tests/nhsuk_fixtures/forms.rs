//! Options of the components that stand in forms.

use heeded_web::components::{
    Button, ButtonIcon, ButtonVariant, Checkboxes, Choice, ChoiceItem, Content, ErrorItem,
    ErrorMessage, ErrorSummary, Fieldset, Hint, Icon, Input, Label, Legend, Level, Radios,
    SearchButton, SearchInput, Select, SelectOption, Size, Textarea,
};
use maud::{Markup, PreEscaped, Render};
use serde_json::Value;

use crate::options::Options;
use crate::words::{caption, level};

fn variant(name: Option<&str>) -> Result<ButtonVariant, String> {
    match name {
        None => Ok(ButtonVariant::Primary),
        Some("brand") => Ok(ButtonVariant::Brand),
        Some("secondary") => Ok(ButtonVariant::Secondary),
        Some("secondary-solid") => Ok(ButtonVariant::SecondarySolid),
        Some("warning") => Ok(ButtonVariant::Warning),
        Some(other) => Err(format!("variant {other}")),
    }
}

fn icon(o: &Options<'_>) -> Result<Option<ButtonIcon>, String> {
    let (name, placement) = match o.value("icon") {
        None | Some(Value::Bool(false)) => return Ok(None),
        Some(Value::String(name)) => (name.as_str(), "start"),
        Some(value) => {
            let part = Options::new(value);
            let made = (part.words("name"), part.words("placement"));
            part.done(made)?
        }
    };
    let icon = match name {
        "arrow-left" => Icon::ArrowLeft,
        "arrow-right" => Icon::ArrowRight,
        "search" => Icon::Search,
        other => return Err(format!("icon {other}")),
    };
    Ok(Some(if placement == "end" {
        ButtonIcon::End(icon)
    } else {
        ButtonIcon::Start(icon)
    }))
}

pub(crate) fn button(o: &Options<'_>) -> Result<Markup, String> {
    let button = Button {
        content: o.content(),
        variant: variant(o.text("variant"))?,
        small: o.flag("small"),
        disabled: o.flag("disabled"),
        href: o.text("href"),
        icon: icon(o)?,
        prevent_double_click: o.maybe("preventDoubleClick"),
        ..Button::default()
    };
    Ok(button.render())
}

pub(crate) fn hint(o: &Options<'_>) -> Result<Markup, String> {
    Ok(Hint {
        content: o.content(),
        id: o.text("id"),
        classes: "",
    }
    .render())
}

pub(crate) fn error_message(o: &Options<'_>) -> Result<Markup, String> {
    let hidden_text = match o.value("visuallyHiddenText") {
        None => "Error",
        Some(value) => value.as_str().unwrap_or_default(),
    };
    Ok(ErrorMessage {
        content: o.content(),
        id: o.text("id"),
        hidden_text,
    }
    .render())
}

fn error_item<'v>(value: &'v Value) -> Result<ErrorItem<'v>, String> {
    let o = Options::new(value);
    let item = ErrorItem {
        content: o.content(),
        href: o.text("href"),
    };
    o.done(item)
}

pub(crate) fn error_summary(o: &Options<'_>) -> Result<Markup, String> {
    let errors = o
        .list("errorList")
        .into_iter()
        .map(error_item)
        .collect::<Result<_, _>>()?;
    let summary = ErrorSummary {
        heading: o.content_of("heading")?.unwrap_or_default(),
        description: o.content_of("description")?,
        errors,
        focused: false,
    };
    Ok(summary.render())
}

/// What labels and legends have in common: content, level of the heading, and size.
struct Named<'v> {
    content: Content<'v>,
    heading: Option<Level>,
    size: Option<Size>,
}

fn named<'v>(o: &Options<'v>) -> Result<Named<'v>, String> {
    let (content, size) = (o.content(), o.size()?);
    match o.value("heading") {
        None => Ok(Named {
            content,
            heading: None,
            size,
        }),
        Some(Value::Bool(on)) => Ok(Named {
            content,
            heading: on.then_some(Level::One),
            size,
        }),
        Some(Value::String(words)) => Ok(Named {
            content: Content::from(words),
            heading: Some(Level::One),
            size,
        }),
        Some(value) => {
            let part = Options::new(value);
            let own = Some(part.content()).filter(|own| !own.is_empty());
            let named = Named {
                content: own.unwrap_or(content),
                heading: Some(level(part.value("level"), Level::One)?),
                size: part.size()?.or(size),
            };
            part.done(named)
        }
    }
}

fn label_of<'v>(o: &Options<'v>) -> Result<Label<'v>, String> {
    let Named {
        content,
        heading,
        size,
    } = named(o)?;
    let label = Label {
        content,
        size,
        heading,
        caption: caption(o)?,
        id: o.text("id"),
        classes: o.words("classes"),
    };
    o.done(label)
}

pub(crate) fn label(o: &Options<'_>) -> Result<Markup, String> {
    Ok(label_of(o)?.render())
}

fn legend_of<'v>(o: &Options<'v>) -> Result<Legend<'v>, String> {
    let Named {
        content,
        heading,
        size,
    } = named(o)?;
    let legend = Legend {
        content,
        size,
        heading,
        caption: caption(o)?,
        id: o.text("id"),
        classes: o.words("classes"),
    };
    o.done(legend)
}

pub(crate) fn legend(o: &Options<'_>) -> Result<Markup, String> {
    Ok(legend_of(o)?.render())
}

fn label_within<'v>(o: &Options<'v>) -> Result<Label<'v>, String> {
    match o.part("label") {
        Some(part) => label_of(&part),
        None => Ok(Label::new(o.words("label"))),
    }
}

fn legend_within<'v>(o: &Options<'v>) -> Result<Legend<'v>, String> {
    match o.part("legend") {
        Some(part) => legend_of(&part),
        None => Ok(Legend::new(o.words("legend"))),
    }
}

pub(crate) fn fieldset(o: &Options<'_>) -> Result<Markup, String> {
    let fieldset = Fieldset {
        legend: legend_within(o)?,
        described_by: None,
        body: o.content(),
        classes: o.words("classes"),
    };
    Ok(fieldset.render())
}

/// What follows the field in its line.
fn after(o: &Options<'_>) -> Result<Option<Markup>, String> {
    let Some(group) = o.part("formGroup") else {
        return Ok(None);
    };
    let Some(after) = group.part("afterInput") else {
        return Err("formGroup".to_owned());
    };
    let html = PreEscaped(after.words("html").to_owned());
    after.all_taken()?;
    group.done(Some(html))
}

fn width(o: &Options<'_>) -> Result<Option<u8>, String> {
    match o.value("width") {
        None => Ok(None),
        Some(value) => {
            let number = value.to_string();
            number
                .trim_matches('"')
                .parse()
                .map(Some)
                .map_err(|_| format!("width {number}"))
        }
    }
}

fn input_of<'v>(o: &Options<'v>, start: Input<'v>) -> Result<Input<'v>, String> {
    Ok(Input {
        name: o.words("name"),
        id: o.text("id"),
        label: label_within(o)?,
        hint: o.content_of("hint")?,
        error: o.content_of("errorMessage")?,
        value: o.text("value"),
        kind: o.text("type").unwrap_or(start.kind),
        width: width(o)?,
        autocomplete: o.text("autocomplete").or(start.autocomplete),
        inputmode: o.text("inputmode"),
        spellcheck: o.maybe("spellcheck"),
        placeholder: o.text("placeholder"),
        prefix: o.content_of("prefix")?,
        suffix: o.content_of("suffix")?,
        after: after(o)?,
        large: o.flag("large"),
        code: o.flag("code"),
        disabled: o.flag("disabled"),
        classes: o.words("classes"),
        ..start
    })
}

pub(crate) fn input(o: &Options<'_>) -> Result<Markup, String> {
    Ok(input_of(o, Input::new("", ""))?.render())
}

pub(crate) fn textarea(o: &Options<'_>) -> Result<Markup, String> {
    let textarea = Textarea {
        name: o.words("name"),
        id: o.text("id"),
        label: label_within(o)?,
        hint: o.content_of("hint")?,
        error: o.content_of("errorMessage")?,
        autocomplete: o.text("autocomplete"),
        disabled: o.flag("disabled"),
        ..Textarea::new("", "")
    };
    Ok(textarea.render())
}

fn search_button<'v>(o: &Options<'v>) -> Result<Option<SearchButton<'v>>, String> {
    match o.value("button") {
        None => Ok(Some(SearchButton::default())),
        Some(Value::Bool(false)) => Ok(None),
        Some(value) => {
            let part = Options::new(value);
            let icon = match part.value("icon") {
                None => SearchButton::default().icon,
                Some(_) => icon(&part)?,
            };
            let button = SearchButton {
                content: part.content(),
                variant: variant(part.text("variant"))?,
                icon,
                disabled: part.maybe("disabled"),
            };
            part.done(Some(button))
        }
    }
}

pub(crate) fn search_input(o: &Options<'_>) -> Result<Markup, String> {
    let start = SearchInput::new("", "");
    let search = SearchInput {
        input: input_of(o, start.input)?,
        button: search_button(o)?,
    };
    Ok(search.render())
}

fn select_option<'v>(value: &'v Value) -> Result<SelectOption<'v>, String> {
    let o = Options::new(value);
    let option = SelectOption {
        value: o.text("value"),
        text: o.words("text"),
        disabled: o.flag("disabled"),
        divider: o.flag("divider"),
    };
    o.done(option)
}

pub(crate) fn select(o: &Options<'_>) -> Result<Markup, String> {
    let select = Select {
        name: o.words("name"),
        id: o.text("id"),
        label: label_within(o)?,
        hint: o.content_of("hint")?,
        error: o.content_of("errorMessage")?,
        options: o
            .list("items")
            .into_iter()
            .map(select_option)
            .collect::<Result<_, _>>()?,
        value: o.text("value"),
        after: after(o)?,
        disabled: o.flag("disabled"),
        classes: o.words("classes"),
    };
    Ok(select.render())
}

fn choice_item<'v>(value: &'v Value) -> Result<ChoiceItem<'v>, String> {
    let o = Options::new(value);
    if let Some(word) = o.text("divider") {
        return o.done(ChoiceItem::divider(word));
    }
    let conditional = match o.part("conditional") {
        Some(part) => {
            let html = PreEscaped(part.words("html").to_owned());
            part.done(Some(html))?
        }
        None => None,
    };
    let item = ChoiceItem {
        value: o.words("value"),
        content: o.content(),
        hint: o.content_of("hint")?,
        checked: o.maybe("checked"),
        disabled: o.maybe("disabled"),
        conditional,
        divider: false,
        id: o.text("id"),
    };
    o.done(item)
}

fn choice<'v>(o: &Options<'v>) -> Result<Choice<'v>, String> {
    let legend = match o.part("fieldset") {
        Some(part) => {
            let legend = legend_within(&part)?;
            part.done(Some(legend))?
        }
        None => None,
    };
    let mut selected: Vec<&str> = o
        .list("values")
        .into_iter()
        .filter_map(Value::as_str)
        .collect();
    selected.extend(o.text("value"));
    Ok(Choice {
        name: o.words("name"),
        id_prefix: o.text("idPrefix"),
        legend,
        hint: o.content_of("hint")?,
        error: o.content_of("errorMessage")?,
        items: o
            .list("items")
            .into_iter()
            .map(choice_item)
            .collect::<Result<_, _>>()?,
        selected,
        small: o.flag("small"),
        inline: o.flag("inline"),
        disabled: o.flag("disabled"),
        classes: o.words("classes"),
    })
}

pub(crate) fn checkboxes(o: &Options<'_>) -> Result<Markup, String> {
    Ok(Checkboxes(choice(o)?).render())
}

pub(crate) fn radios(o: &Options<'_>) -> Result<Markup, String> {
    Ok(Radios(choice(o)?).render())
}
