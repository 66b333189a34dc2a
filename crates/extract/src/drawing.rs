//! The rules and the shades of tables, out of the drawing of a page that `pdftocairo -svg` writes.
//!
//! Letters are drawings too, but they stand among the definitions and are only placed on the page;
//! what is left are lines and areas. Those that are neither level nor upright, and those of
//! pictures, tell nothing.

use heeded_reader::Rule;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

/// Places are counted in millionths of a point, so that the letters' sizes by which a drawing is
/// scaled keep theirs too.
const POINT_MICROS: i64 = 1_000_000;
/// An area at most so thick is drawn for a line: the widest borders of tables in use have 3 points.
const LINE_MICROS_MAX: i64 = 4 * POINT_MICROS;
/// What is shorter than this both ways is a dot, a tick or part of a letter.
const RULE_MICROS_MIN: i64 = 8 * POINT_MICROS;
/// The most rules of a page: a table of 60 rows and 10 columns, each cell with four, has 2,400.
const PAGE_RULES_MAX: usize = 20_000;
/// No page is larger (200 inches), so nothing on it stands farther out.
const PLACE_POINTS_MAX: i32 = 14_400;

/// The rules of each page of a drawing, in order.
pub(crate) fn rules(svg: &str) -> Vec<Vec<Rule>> {
    let mut reader = Reader::from_str(svg);
    let mut drawing = Drawing::default();
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(element) => drawing.opens(&element),
            Event::Empty(element) if element.name().into_inner() == "page" => {
                drawing.pages.push(Vec::new());
            }
            Event::Empty(element) => drawing.draws(&element),
            Event::End(element) => drawing.closes(element.name().into_inner()),
            Event::Eof => break,
            _ => {}
        }
    }
    match drawing.pages.is_empty() {
        true => vec![drawing.loose],
        false => drawing.pages,
    }
}

#[derive(Default)]
struct Drawing {
    pages: Vec<Vec<Rule>>,
    /// What stands on no page: the drawing of a single page names none.
    loose: Vec<Rule>,
    /// How deep within definitions.
    defining: usize,
}

impl Drawing {
    fn opens(&mut self, element: &BytesStart<'_>) {
        match element.name().into_inner() {
            name if defines(name) => self.defining += 1,
            "page" => self.pages.push(Vec::new()),
            _ => self.draws(element),
        }
    }

    fn closes(&mut self, name: &str) {
        if defines(name) {
            self.defining = self.defining.saturating_sub(1);
        }
    }

    fn draws(&mut self, element: &BytesStart<'_>) {
        if self.defining > 0 {
            return;
        }
        let outlines = match element.name().into_inner() {
            "path" => attribute(element, "d").map(|words| outlines(&words)),
            "rect" => rectangle(element).map(|outline| vec![outline]),
            _ => None,
        };
        let Some(outlines) = outlines else { return };
        let place = attribute(element, "transform").map_or(Some(Place::SAME), |it| Place::of(&it));
        let Some(place) = place else { return };
        let rules = self.pages.last_mut().unwrap_or(&mut self.loose);
        for outline in outlines {
            let outline: Vec<Point> = outline.iter().map(|&point| place.of_point(point)).collect();
            if rules.len() < PAGE_RULES_MAX {
                rules.extend(edges(&outline));
            }
        }
    }
}

/// What is drawn within is drawn elsewhere, if at all.
fn defines(name: &str) -> bool {
    matches!(name, "defs" | "symbol" | "clipPath" | "mask" | "pattern")
}

/// A place from the left and from the top, in millionths of a point.
type Point = (i64, i64);

/// The lines of a path, each from where its pen is put down; those with curves fall out.
fn outlines(path: &str) -> Vec<Vec<Point>> {
    let mut outlines: Vec<Vec<Point>> = Vec::new();
    let mut words = path.split([' ', ',', '\n']).filter(|word| !word.is_empty());
    let mut curved = false;
    while let Some(word) = words.next() {
        match word {
            "M" | "L" => {
                let mut number = || micros(words.next()?);
                let (Some(x), Some(y)) = (number(), number()) else {
                    break;
                };
                match outlines.last_mut().filter(|_| word == "L") {
                    Some(outline) => outline.push((x, y)),
                    None => outlines.push(vec![(x, y)]),
                }
            }
            "Z" => {
                if let Some(outline) = outlines.last_mut()
                    && let Some(&first) = outline.first()
                {
                    outline.push(first);
                }
            }
            _ => curved = true,
        }
    }
    if curved { Vec::new() } else { outlines }
}

fn rectangle(element: &BytesStart<'_>) -> Option<Vec<Point>> {
    let number = |name: &str| micros(&attribute(element, name)?);
    let (x, y) = (number("x").unwrap_or(0), number("y").unwrap_or(0));
    let right = x.saturating_add(number("width")?);
    let bottom = y.saturating_add(number("height")?);
    Some(vec![
        (x, y),
        (right, y),
        (right, bottom),
        (x, bottom),
        (x, y),
    ])
}

/// The rules that an outline draws: a thin area is one, a line and the edge of a wide area too.
fn edges(outline: &[Point]) -> Vec<Rule> {
    let across = || outline.iter().map(|point| point.0);
    let down = || outline.iter().map(|point| point.1);
    let lowest = across().min().zip(down().min());
    let Some((first, last)) = lowest.zip(across().max().zip(down().max())) else {
        return Vec::new();
    };
    let (width, height) = (
        last.0.saturating_sub(first.0),
        last.1.saturating_sub(first.1),
    );
    if width.max(height) < RULE_MICROS_MIN {
        return Vec::new();
    }
    if width <= LINE_MICROS_MAX || height <= LINE_MICROS_MAX {
        return rule(first, last).into_iter().collect();
    }
    let straight = |pair: &[Point]| match pair {
        &[one, other] => {
            let apart = (one.0.abs_diff(other.0), one.1.abs_diff(other.1));
            let along = apart.0.min(apart.1) < POINT_MICROS.unsigned_abs();
            let long = apart.0.max(apart.1) >= RULE_MICROS_MIN.unsigned_abs();
            (along && long).then(|| rule(one, other))?
        }
        _ => None,
    };
    outline.windows(2).filter_map(straight).collect()
}

fn rule(one: Point, other: Point) -> Option<Rule> {
    Some(Rule {
        left: points(one.0.min(other.0))?,
        top: points(one.1.min(other.1))?,
        right: points(one.0.max(other.0))?,
        bottom: points(one.1.max(other.1))?,
    })
}

/// The nearest whole point.
fn points(place: i64) -> Option<i32> {
    let whole = place
        .saturating_add(POINT_MICROS / 2)
        .div_euclid(POINT_MICROS);
    let whole = i32::try_from(whole).ok()?;
    (whole.abs() <= PLACE_POINTS_MAX).then_some(whole)
}

/// A number with a decimal point, in millionths; what is smaller than one ("3e-8") is none.
fn micros(number: &str) -> Option<i64> {
    const DECIMALS: usize = 6;
    if number.contains(['e', 'E']) {
        return Some(0);
    }
    let (sign, digits) = match number.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, number),
    };
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let whole = if whole.is_empty() {
        0
    } else {
        whole.parse::<u32>().ok()?
    };
    let decimals = decimals.get(..DECIMALS).unwrap_or(decimals);
    let part = format!("{decimals:0<DECIMALS$}").parse::<u32>().ok()?;
    Some(sign * (i64::from(whole) * POINT_MICROS + i64::from(part)))
}

/// How a drawing's own places lie on the page: `matrix(a,b,c,d,e,f)`.
#[derive(Clone, Copy)]
struct Place([i64; 6]);

impl Place {
    const SAME: Self = Self([POINT_MICROS, 0, 0, POINT_MICROS, 0, 0]);

    fn of(words: &str) -> Option<Self> {
        let inner = words.trim().strip_prefix("matrix(")?.strip_suffix(')')?;
        let mut numbers = inner.split([',', ' ']).filter(|word| !word.is_empty());
        let mut place = [0; 6];
        for number in &mut place {
            *number = micros(numbers.next()?)?;
        }
        Some(Self(place))
    }

    fn of_point(self, (x, y): Point) -> Point {
        let [a, b, c, d, e, f] = self.0;
        let scaled = |place: i64, by: i64| place.saturating_mul(by) / POINT_MICROS;
        let sum =
            |one: i64, other: i64, shift: i64| one.saturating_add(other).saturating_add(shift);
        (
            sum(scaled(x, a), scaled(y, c), e),
            sum(scaled(x, b), scaled(y, d), f),
        )
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    attributes.with_checks(false);
    let found = attributes
        .flatten()
        .find(|one| one.key.into_inner() == name)?;
    Some(found.value.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_path(path: &str) -> Vec<(i32, i32, i32, i32)> {
        let svg = format!(r#"<svg><defs><path d="M 0 0 L 90 0"/></defs>{path}</svg>"#);
        let found = rules(&svg).into_iter().flatten();
        found
            .map(|rule| (rule.left, rule.top, rule.right, rule.bottom))
            .collect()
    }

    #[test]
    fn lines_thin_areas_and_edges_of_shades_are_rules() {
        let line = r#"<path d="M 10 20.6 L 90.25 20.6"/>"#;
        assert_eq!(of_path(line), [(10, 21, 90, 21)]);
        let thin = r#"<path d="M 10 20 L 10.75 20 L 10.75 80 L 10 80 Z M 10 20 "/>"#;
        assert_eq!(of_path(thin), [(10, 20, 11, 80)]);
        let shade = r#"<rect x="10" y="20" width="80" height="30"/>"#;
        let edges = [
            (10, 20, 90, 20),
            (90, 20, 90, 50),
            (10, 50, 90, 50),
            (10, 20, 10, 50),
        ];
        assert_eq!(of_path(shade), edges);
    }

    #[test]
    fn places_are_those_of_the_page() {
        let scaled = r#"<path d="M 100 200 L 400 200" transform="matrix(0.24,0,0,-0.24,0,800)"/>"#;
        assert_eq!(of_path(scaled), [(24, 752, 96, 752)]);
    }

    #[test]
    fn curves_slants_dots_and_what_is_far_out_are_none() {
        for path in [
            r#"<path d="M 0 0 C 1 1 2 2 90 0"/>"#,
            r#"<path d="M 0 0 L 60 90"/>"#,
            r#"<path d="M 0 0 L 3 0 L 3 3 Z"/>"#,
            r#"<path d="M 0 0 L 99999999999 0"/>"#,
            r#"<path d="M 0 0 L"/>"#,
            r#"<path d="M x y L 90 0"/>"#,
            r#"<path d="M 0 0 L 90 0" transform="rotate(7)"/>"#,
        ] {
            assert_eq!(of_path(path), [], "{path}");
        }
    }

    #[test]
    fn pages_stand_apart() {
        let svg = r#"<svg><page><path d="M 0 9 L 90 9"/></page><page/><page><g/></page></svg>"#;
        let counts: Vec<usize> = rules(svg).iter().map(Vec::len).collect();
        assert_eq!(counts, [1, 0, 0]);
    }
}
