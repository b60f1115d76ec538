//! Findings with the lines that they are about, drawn by ariadne.

use std::fmt::{Debug, Display};
use std::rc::Rc;

use ariadne::{Cache, Color, Config, IndexType, Label, Report, ReportKind, Source};
use sparta::{Fix, Severity};

use crate::place::{Place, Shown};
use crate::project::Finding;
use crate::render::{harmless, is_harmless};

/// The longest line that is drawn.
const WIDEST: usize = 500;

/// How wide a drawing should be, in characters.
const WIDTH: usize = 100;

/// All findings, an empty line after each.
pub(crate) fn human(findings: &[Finding], color: bool) -> String {
    let mut text = String::new();
    for finding in findings {
        text.push_str(&drawn(finding, color).unwrap_or_else(|| told(finding, color)));
        text.push('\n');
    }
    text
}

/// The part of a file that is drawn: whole lines, from the first that matters to the last.
struct Excerpt<'a> {
    file: &'a Rc<Shown>,
    /// How far a place in the file lies behind the same place in the source.
    shift: usize,
    source: Source<String>,
}

impl<'a> Excerpt<'a> {
    /// None if the lines are too long to be drawn, or not fit for a terminal.
    fn new<'p>(file: &'a Rc<Shown>, places: impl Iterator<Item = &'p Place>) -> Option<Self> {
        let (mut start, mut end) = (file.text.len(), 0);
        for place in places.filter(|place| Rc::ptr_eq(&place.file, file)) {
            start = start.min(place.range.start);
            end = end.max(place.range.end);
        }
        let start = file.line_start(start);
        let text = &file.text[start..file.line_end(end)];
        let fits = |line: &str| line.len() <= WIDEST && line.chars().all(is_harmless);
        if file.text.is_empty() || !text.lines().all(fits) {
            return None;
        }
        let before = file.text[..start].matches('\n').count();
        // The empty lines make up for those before it, so that ariadne numbers its lines right.
        let source = Source::from("\n".repeat(before) + text);
        Some(Self { file, shift: start - before, source })
    }
}

/// The excerpts of a finding; ariadne calls them by their positions.
struct Excerpts<'a>(Vec<Excerpt<'a>>);

impl<'a> Excerpts<'a> {
    /// Those of all files of the places; the first place's comes first.
    fn new(places: &[&'a Place]) -> Option<Self> {
        let mut excerpts: Vec<Excerpt<'a>> = Vec::new();
        for place in places {
            if !excerpts.iter().any(|known| Rc::ptr_eq(known.file, &place.file)) {
                excerpts.push(Excerpt::new(&place.file, places.iter().copied())?);
            }
        }
        Some(Self(excerpts))
    }

    /// A place as ariadne wants it.
    fn span(&self, place: &Place) -> (usize, std::ops::Range<usize>) {
        let position = self.0.iter().position(|it| Rc::ptr_eq(it.file, &place.file));
        let position = position.unwrap_or_default();
        let shift = self.0[position].shift;
        (position, place.range.start - shift..place.range.end - shift)
    }
}

impl Cache<usize> for &Excerpts<'_> {
    type Storage = String;

    fn fetch(&mut self, id: &usize) -> Result<&Source, impl Debug> {
        self.0.get(*id).map(|excerpt| &excerpt.source).ok_or("no such excerpt")
    }

    fn display<'a>(&self, id: &'a usize) -> Option<impl Display + 'a> {
        self.0.get(*id).map(|excerpt| harmless(&excerpt.file.path))
    }
}

fn drawn(finding: &Finding, color: bool) -> Option<String> {
    let others = finding.labels.iter().map(|label| &label.at);
    let places: Vec<&Place> = std::iter::once(&finding.at).chain(others).collect();
    let excerpts = Excerpts::new(&places)?;
    let config = Config::default().with_color(color).with_index_type(IndexType::Byte);
    let mut report = Report::build(kind(finding), excerpts.span(&finding.at))
        .with_config(config)
        .with_code(&finding.name)
        .with_message(harmless(&finding.message));
    let tint = if finding.severity == Severity::Error { Color::Red } else { Color::Yellow };
    let mut help = help(finding);
    let own = (&finding.at, beside(finding, &mut help), tint);
    let others = finding.labels.iter().map(|it| (&it.at, harmless(&it.message), Color::Blue));
    let mut labels: Vec<_> = std::iter::once(own).chain(others).collect();
    // A file whose labels do not follow each other would be drawn twice.
    labels.sort_by_key(|(place, ..)| (excerpts.span(place).0, place.range.start));
    for (place, message, color) in labels {
        let label = Label::new(excerpts.span(place)).with_message(message);
        report = report.with_label(label.with_color(color));
    }
    report.with_helps(help);
    let mut bytes = Vec::new();
    report.finish().write(&excerpts, &mut bytes).ok()?;
    Some(trimmed(&String::from_utf8_lossy(&bytes)))
}

/// What stands at the place itself: what it is, or else what to write instead, if there is room.
fn beside(finding: &Finding, help: &mut Vec<String>) -> String {
    if !finding.label.is_empty() {
        return harmless(&finding.label);
    }
    let column = finding.at.end().column as usize;
    match help.first() {
        Some(first) if column + first.chars().count() <= WIDTH => help.remove(0),
        _ => "here".to_owned(),
    }
}

/// The same without the lines that it is about.
fn told(finding: &Finding, color: bool) -> String {
    let (severity, on) = match finding.severity {
        Severity::Error => ("Error", "\u{1b}[31m"),
        Severity::Warning => ("Warning", "\u{1b}[33m"),
    };
    let (on, off) = if color { (on, "\u{1b}[0m") } else { ("", "") };
    let message = harmless(&finding.message);
    let mut text = format!("{on}[{}] {severity}:{off} {message}\n", finding.name);
    let own = (&finding.at, finding.label.as_str());
    let others = finding.labels.iter().map(|it| (&it.at, it.message.as_str()));
    for (place, message) in std::iter::once(own).chain(others) {
        let separator = if message.is_empty() { "" } else { ": " };
        let place = harmless(&place.written());
        text.push_str(&format!("  at {place}{separator}{}\n", harmless(message)));
    }
    for help in help(finding) {
        text.push_str(&format!("  Help: {help}\n"));
    }
    text
}

fn kind(finding: &Finding) -> ReportKind<'static> {
    match finding.severity {
        Severity::Error => ReportKind::Error,
        Severity::Warning => ReportKind::Warning,
    }
}

/// What to write instead, and the fixes that this does not say already.
fn help(finding: &Finding) -> Vec<String> {
    let mut lines: Vec<String> = finding.help.iter().map(|help| harmless(help)).collect();
    let said = |fix: &Fix<Place>| {
        let mut texts = fix.edits.iter().map(|edit| edit.text.trim());
        texts.all(|text| finding.help.iter().any(|help| help.contains(text)))
    };
    let fixes = finding.fixes.iter().filter(|fix| !said(fix));
    lines.extend(fixes.map(|fix| harmless(&fix.title)));
    lines
}

/// Without the blanks that ariadne leaves at the ends of lines.
fn trimmed(text: &str) -> String {
    text.lines().flat_map(|line| [line.trim_end(), "\n"]).collect()
}
