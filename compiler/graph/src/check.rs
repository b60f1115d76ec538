//! Everything that is wrong with a program, as a user wants to read it.

use rustc_hash::FxHashMap;
use sparta_diagnostics::{Diagnostic, Label, Severity, TextRange};
use sparta_semantics::{
    CIRCLE_OF_VALUES, Configuration, Db, File, Finding, Place, Stack, allowed, file_findings, hir,
    reachable_files, stacks,
};

use crate::graph::{Graph, graph};
use crate::{circle, identity, merge, quota, region};

/// The errors that an `@allow` lifts here: what the catalogue may not know yet, and what an account
/// may have more of. An unknown property is lifted where it is found, because only there it is known
/// whether it would be emitted.
const LIFTABLE: [&str; 2] = ["unknown-type", "quota"];

/// Everything that is wrong with the program of an entry file, with the defaults and in every
/// environment. One mistake is told once; sorted by place.
pub fn check(
    db: &dyn Db,
    entry: File,
    settings: &[(std::sync::Arc<str>, std::sync::Arc<str>)],
) -> Vec<Diagnostic> {
    check_with(db, entry, settings, |_| Vec::new())
}

/// As [`check`], with what a later layer finds in each stack.
pub fn check_with<'db>(
    db: &'db dyn Db,
    entry: File,
    settings: &[(std::sync::Arc<str>, std::sync::Arc<str>)],
    further: impl Fn(&Graph<'db>) -> Vec<Finding<'db>>,
) -> Vec<Diagnostic> {
    let configurations = stacks(db, entry, settings);
    let mut report = Report::default();
    for file in reachable_files(db, entry) {
        for finding in file_findings(db, file, file != entry) {
            report.add(finding, None);
        }
    }
    // Environments with the same settings are the same stack: what is wrong with it is found once.
    let mut graphs: FxHashMap<Stack<'db>, (Graph<'db>, Vec<Finding<'db>>)> = FxHashMap::default();
    for (number, configuration) in configurations.iter().enumerate() {
        for finding in &configuration.findings {
            report.add(finding.clone(), Some(number));
        }
        let (graph, findings) = graphs.entry(configuration.stack).or_insert_with(|| {
            let graph = graph(db, configuration.stack);
            let mut findings = findings(&graph);
            findings.extend(further(&graph));
            (graph, findings)
        });
        for (_, lowered) in &graph.program.declarations {
            for finding in lowered.findings.iter() {
                report.add(finding, Some(number));
            }
        }
        for finding in findings.iter() {
            report.add(finding.clone(), Some(number));
        }
        if let Some(region) = &configuration.region {
            for finding in region::unavailable(graph, region) {
                report.add(finding, Some(number));
            }
        }
    }
    report.finish(db, &configurations)
}

/// What is wrong with a stack as a whole: nothing here can be seen in one declaration.
pub fn findings<'db>(graph: &Graph<'db>) -> Vec<Finding<'db>> {
    let mut findings: Vec<Finding<'db>> =
        merge::merged(graph.db, graph.program.stack).findings.iter().collect();
    findings.extend(circle::circles(graph));
    findings.extend(identity::collisions(graph));
    findings.extend(quota::passed(graph));
    findings
}

/// Findings, each once, and in which configurations each was found.
#[derive(Default)]
struct Report<'db> {
    found: Vec<Found<'db>>,
    known: FxHashMap<(compact_str::CompactString, Place<'db>), usize>,
}

struct Found<'db> {
    finding: Finding<'db>,
    /// None for what is wrong whatever the configuration.
    configurations: Option<Vec<usize>>,
}

impl<'db> Report<'db> {
    fn add(&mut self, finding: Finding<'db>, configuration: Option<usize>) {
        let key = (finding.name.clone(), finding.at);
        if let Some(known) = self.known.get(&key) {
            let known = &mut self.found[*known].configurations;
            match (known, configuration) {
                (Some(known), Some(configuration)) if known.last() != Some(&configuration) => {
                    known.push(configuration);
                }
                _ => {}
            }
            return;
        }
        self.known.insert(key, self.found.len());
        let configurations = configuration.map(|it| vec![it]);
        self.found.push(Found { finding, configurations });
    }

    fn finish(self, db: &'db dyn Db, configurations: &[Configuration<'db>]) -> Vec<Diagnostic> {
        let mut diagnostics: Vec<Diagnostic> = Vec::with_capacity(self.found.len());
        for mut found in self.found {
            if is_allowed(db, &found.finding) || is_withheld(db, &found.finding) {
                continue;
            }
            found.name_environments(configurations);
            diagnostics.push(found.finding.map_places(|place| place.span(db)));
        }
        // Stable: of two errors at one place the one that was reported first stays.
        diagnostics.sort_by(|a, b| a.at.cmp(&b.at));
        let mut kept: Vec<Diagnostic> = Vec::with_capacity(diagnostics.len());
        for same_place in diagnostics.chunk_by(|a, b| a.at == b.at) {
            let error = same_place.iter().find(|it| it.severity == Severity::Error);
            match error {
                Some(error) => kept.push(error.clone()),
                None => kept.extend_from_slice(same_place),
            }
        }
        kept.sort_by(|a, b| {
            let key = |it: &Diagnostic| (it.at.path.clone(), it.at.range.start, it.name.clone());
            key(a).cmp(&key(b))
        });
        // Every reference of a circle of values finds it: the first one tells of it.
        let mut told = false;
        kept.retain(|it| it.message != CIRCLE_OF_VALUES || !std::mem::replace(&mut told, true));
        kept
    }
}

impl<'db> Found<'db> {
    /// Says where it is wrong, if that is not everywhere.
    fn name_environments(&mut self, configurations: &[Configuration<'db>]) {
        let Some(found_in) = &self.configurations else { return };
        let found_in = || found_in.iter().filter_map(|number| configurations.get(*number));
        if found_in().any(|configuration| configuration.environment.is_none()) {
            return;
        }
        for configuration in found_in() {
            let (Some(name), Some(at)) = (&configuration.environment, configuration.at) else {
                continue;
            };
            // What stands in the environment itself needs no such label.
            if at.declaration != self.finding.at.declaration {
                let message = format!("in the environment `{name}`");
                self.finding.labels.push(Label { at, message });
            }
        }
    }
}

/// Whether a finding may follow from text that could not be read: where tokens are missing or too many,
/// only that is told of the line, and of what they are in.
fn is_withheld<'db>(db: &'db dyn Db, finding: &Finding<'db>) -> bool {
    let declaration = finding.at.declaration;
    if !declaration.file(db).path(db).ends_with(".sparta") {
        return false;
    }
    let unread = &hir(db, declaration).diagnostics;
    let is_own = |it: &Diagnostic<TextRange>| it.at == finding.at.range && it.name == finding.name;
    if unread.is_empty() || unread.iter().any(is_own) {
        return false;
    }
    let text = declaration.text(db).as_str();
    let is_beside = |range: TextRange| {
        let (one, other) = (finding.at.range, range);
        let between = one.end().min(other.end()).into()..one.start().max(other.start()).into();
        !text.get(between).is_some_and(|between| between.contains('\n'))
    };
    unread.iter().any(|it| is_beside(it.at) || it.labels.iter().any(|label| is_beside(label.at)))
}

/// Whether an `@allow` of the declaration around a finding lifts it.
fn is_allowed<'db>(db: &'db dyn Db, finding: &Finding<'db>) -> bool {
    let liftable = match finding.severity {
        Severity::Warning => true,
        Severity::Error => LIFTABLE.contains(&finding.name.as_str()),
    };
    liftable && allowed(db, finding.at.declaration).iter().any(|name| **name == *finding.name)
}
