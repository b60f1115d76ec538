//! Findings with the lines that they are about, drawn by ariadne.

use std::fmt::{Debug, Display};
use std::ops::Range;
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
    let mut sources = Sources::default();
    let mut text = String::new();
    for finding in findings {
        let drawn = drawn(finding, &mut sources, color);
        text.push_str(&drawn.unwrap_or_else(|| told(finding, color)));
        text.push('\n');
    }
    text
}

/// The files that lines are drawn of; ariadne calls them by their positions.
#[derive(Default)]
struct Sources(Vec<(Rc<Shown>, Source<Rc<str>>)>);

impl Sources {
    /// The position of a file; none if ariadne would count its lines in another way.
    fn position(&mut self, file: &Rc<Shown>) -> Option<usize> {
        let known = self.0.iter().position(|(known, _)| Rc::ptr_eq(known, file));
        if known.is_some() {
            return known;
        }
        let ends_lines = |it| matches!(it, '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
        let odd = file.text.contains(ends_lines) || file.text.replace("\r\n", "").contains('\r');
        if file.text.is_empty() || odd {
            return None;
        }
        self.0.push((Rc::clone(file), Source::from(Rc::clone(&file.text))));
        Some(self.0.len() - 1)
    }

    /// A place as ariadne wants it; none if its lines are too long to be drawn, or not fit for a
    /// terminal.
    fn span(&mut self, place: &Place) -> Option<(usize, Range<usize>)> {
        let position = self.position(&place.file)?;
        let is_fit = |offset| {
            let line = place.file.line(offset);
            line.len() <= WIDEST && line.chars().all(is_harmless)
        };
        let Range { start, end } = place.range;
        (is_fit(start) && is_fit(end)).then_some((position, start..end))
    }
}

impl Cache<usize> for &Sources {
    type Storage = Rc<str>;

    fn fetch(&mut self, id: &usize) -> Result<&Source<Rc<str>>, impl Debug> {
        self.0.get(*id).map(|(_, source)| source).ok_or("no such file")
    }

    fn display<'a>(&self, id: &'a usize) -> Option<impl Display + 'a> {
        self.0.get(*id).map(|(file, _)| harmless(&file.path))
    }
}

fn drawn(finding: &Finding, sources: &mut Sources, color: bool) -> Option<String> {
    let config = Config::default().with_color(color).with_index_type(IndexType::Byte);
    let mut report = Report::build(kind(finding), sources.span(&finding.at)?)
        .with_config(config)
        .with_code(&finding.name)
        .with_message(harmless(&finding.message));
    let tint = if finding.severity == Severity::Error { Color::Red } else { Color::Yellow };
    let mut help = help(finding);
    let mut labels = vec![(sources.span(&finding.at)?, beside(finding, &mut help), tint)];
    for label in &finding.labels {
        labels.push((sources.span(&label.at)?, harmless(&label.message), Color::Blue));
    }
    // A file whose labels do not follow each other would be drawn twice; the finding's is first.
    let own = labels[0].0.0;
    labels.sort_by_key(|((file, range), ..)| (*file != own, *file, range.start));
    for (span, message, color) in labels {
        report = report.with_label(Label::new(span).with_message(message).with_color(color));
    }
    report.with_helps(help);
    let mut bytes = Vec::new();
    report.finish().write(&*sources, &mut bytes).ok()?;
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
