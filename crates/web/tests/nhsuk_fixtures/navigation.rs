//! Options of the components that lead somewhere.

use std::borrow::Cow;

use heeded_web::components::{
    Account, AccountItem, ActionLink, BackLink, Breadcrumb, Breadcrumbs, ContentsItem,
    ContentsList, Footer, FooterColumn, FooterLink, Header, HeaderSearch, Logo, NavigationItem,
    PageItem, PageLink, Pagination, SkipLink,
};
use maud::{Markup, Render};
use serde_json::Value;

use crate::options::Options;

pub(crate) fn action_link(o: &Options<'_>) -> Result<Markup, String> {
    let href = o.text("href").ok_or("a button")?;
    Ok(ActionLink {
        href,
        content: o.content(),
    }
    .render())
}

pub(crate) fn back_link(o: &Options<'_>) -> Result<Markup, String> {
    let href = o.text("href").ok_or("a button")?;
    let content = match o.content() {
        empty if empty.is_empty() => BackLink::new(href).content,
        content => content,
    };
    Ok(BackLink {
        href,
        content,
        hidden_text: None,
    }
    .render())
}

pub(crate) fn breadcrumb(o: &Options<'_>) -> Result<Markup, String> {
    let mut items = Vec::new();
    for value in o.list("items") {
        let item = Options::new(value);
        items.push(item.done(Breadcrumb::new(item.words("text"), item.words("href")))?);
        item.all_taken()?;
    }
    Ok(Breadcrumbs { items: &items }.render())
}

fn contents_item<'v>(value: &'v Value) -> Result<ContentsItem<'v>, String> {
    let o = Options::new(value);
    let item = ContentsItem {
        text: o.words("text"),
        href: o.words("href"),
        current: o.flag("current"),
        items: o
            .list("items")
            .into_iter()
            .map(contents_item)
            .collect::<Result<_, _>>()?,
    };
    o.done(item)
}

pub(crate) fn contents_list(o: &Options<'_>) -> Result<Markup, String> {
    let list = ContentsList {
        aria_label: "Pages in this guide",
        hidden_text: o.text("visuallyHiddenText").unwrap_or("Contents"),
        items: o
            .list("items")
            .into_iter()
            .map(contents_item)
            .collect::<Result<_, _>>()?,
    };
    Ok(list.render())
}

pub(crate) fn skip_link(o: &Options<'_>) -> Result<Markup, String> {
    Ok(SkipLink {
        href: o.words("href"),
        text: o.words("text"),
    }
    .render())
}

fn links<'v>(o: &Options<'v>) -> Result<Vec<FooterLink<'v>>, String> {
    let link = |value: &'v Value| {
        let item = Options::new(value);
        let link = FooterLink::new(item.words("text"), item.words("href"));
        item.done(link)
    };
    o.list("items").into_iter().map(link).collect()
}

fn footer_column<'v>(value: &'v Value) -> Result<FooterColumn<'v>, String> {
    let o = Options::new(value);
    let heading = match o.part("heading") {
        Some(part) => {
            let words = part.text("text");
            part.done(words)?
        }
        None => o.text("heading"),
    };
    let column = FooterColumn {
        heading,
        links: links(&o)?,
        width: o.text("width"),
    };
    o.done(column)
}

pub(crate) fn footer(o: &Options<'_>) -> Result<Markup, String> {
    let columns = match o.value("navigation") {
        Some(Value::Array(_)) => o
            .list("navigation")
            .into_iter()
            .map(footer_column)
            .collect::<Result<_, _>>()?,
        Some(one) => vec![footer_column(one)?],
        None => Vec::new(),
    };
    let (support, about) = match o.part("meta") {
        Some(meta) => {
            let made = (links(&meta)?, Some(meta.content()));
            meta.done(made)?
        }
        None => (Vec::new(), o.content_of("meta")?),
    };
    let copyright = o.content_of("copyright")?.or(Some("© NHS England".into()));
    Ok(Footer {
        columns,
        support,
        about,
        copyright,
    }
    .render())
}

fn page_link<'v>(o: &Options<'v>, key: &'static str) -> Result<Option<PageLink<'v>>, String> {
    let Some(part) = o.part(key) else {
        return Ok(None);
    };
    let content = Some(part.content()).filter(|content| !content.is_empty());
    let link = PageLink {
        href: Cow::Borrowed(part.words("href")),
        content,
        label: part.content_of("label")?,
    };
    part.done(Some(link))
}

fn page_item<'v>(value: &'v Value) -> Result<PageItem<'v>, String> {
    let o = Options::new(value);
    if o.flag("ellipsis") {
        return o.done(PageItem::Ellipsis);
    }
    let number = o
        .value("number")
        .and_then(Value::as_u64)
        .ok_or("a page without a number")?;
    let item = PageItem::Page {
        number: u32::try_from(number).map_err(|error| error.to_string())?,
        href: Cow::Borrowed(o.words("href")),
        current: o.flag("current"),
    };
    o.done(item)
}

pub(crate) fn pagination(o: &Options<'_>) -> Result<Markup, String> {
    let pagination = Pagination {
        previous: page_link(o, "previous")?,
        items: o
            .list("items")
            .into_iter()
            .map(page_item)
            .collect::<Result<_, _>>()?,
        next: page_link(o, "next")?,
    };
    Ok(pagination.render())
}

fn navigation_item<'v>(value: &'v Value) -> Result<NavigationItem<'v>, String> {
    let o = Options::new(value);
    let item = NavigationItem {
        text: o.words("text"),
        href: o.text("href"),
        current: o.flag("current"),
        active: o.flag("active"),
    };
    o.done(item)
}

fn account_item<'v>(value: &'v Value) -> Result<AccountItem<'v>, String> {
    let o = Options::new(value);
    let text = o.words("text");
    let item = match (o.text("href"), o.text("action"), o.flag("icon")) {
        (Some(href), None, false) => AccountItem::Link(text, href),
        (None, Some(action), false) => AccountItem::Button(text, action),
        (Some(href), None, true) => AccountItem::NameLink(text, href),
        (None, None, true) => AccountItem::Name(text),
        _ => return Err("an account item of another kind".to_owned()),
    };
    o.done(item)
}

fn header_search<'v>(o: &Options<'v>) -> Result<Option<HeaderSearch<'v>>, String> {
    let mut search = HeaderSearch {
        action: "https://www.nhs.uk/search/",
        label: "Search the NHS website",
        placeholder: "Search",
    };
    match o.value("search") {
        None => return Ok(None),
        Some(Value::Bool(true)) => {}
        Some(value) => {
            let part = Options::new(value);
            if let Some(input) = part.part("input") {
                search.placeholder = input.words("placeholder");
                input.all_taken()?;
            }
            if let Some(label) = part.part("label") {
                search.label = label.words("visuallyHiddenText");
                label.all_taken()?;
            }
            part.all_taken()?;
        }
    }
    Ok(Some(search))
}

pub(crate) fn header(o: &Options<'_>) -> Result<Markup, String> {
    let mut header = Header {
        white: o.text("colour") == Some("white"),
        search: header_search(o)?,
        ..Header::default()
    };
    if let Some(logo) = o.part("logo") {
        header.service_href = logo.text("href");
        header.logo = match (logo.text("src"), logo.text("alt")) {
            (Some(src), Some(alt)) => Some(Logo { src, alt }),
            _ => None,
        };
        logo.all_taken()?;
    }
    if let Some(service) = o.part("service") {
        header.service_name = service.words("text");
        match service.text("href") {
            href if header.service_href.is_none() => header.service_href = href,
            href if header.service_href == href => {}
            _ => return Err("two links".to_owned()),
        }
        service.all_taken()?;
    }
    if let Some(account) = o.part("account") {
        let items = account.list("items").into_iter().map(account_item);
        header.account = Some(Account {
            items: items.collect::<Result<_, _>>()?,
        });
        account.all_taken()?;
    }
    if let Some(navigation) = o.part("navigation") {
        header.navigation_white = navigation.text("colour") == Some("white");
        let items = navigation.list("items").into_iter().map(navigation_item);
        header.navigation = items.collect::<Result<_, _>>()?;
        navigation.all_taken()?;
    }
    Ok(header.render())
}
