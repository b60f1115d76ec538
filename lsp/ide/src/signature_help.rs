//! What a call takes, while it is written.

use sparta_diagnostics::{TextRange, TextSize};
use sparta_semantics::{Argument, Db, Expr, ExprId, ItemKind, MemberId, hir};

use crate::expected::Callee;
use crate::observation::Observation;
use crate::{FilePosition, Project};

/// What a call takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureHelp {
    /// `cidr(block: String, count: Int, bits: Int): [String]`.
    pub label: String,
    /// Where in the label each parameter stands, in bytes.
    pub parameters: Vec<TextRange>,
    /// The parameter that the cursor is at; none beyond the last.
    pub active: Option<usize>,
    /// Markdown.
    pub documentation: Option<String>,
}

/// What the innermost call around a position takes.
pub fn signature_help(db: &dyn Db, project: Project, at: FilePosition) -> Option<SignatureHelp> {
    let (observation, offset) = Observation::at(db, project, at)?;
    let (callee, arguments) = call_around(&observation, offset)?;
    let (label, documentation) = match observation.callee(callee)? {
        Callee::Builtin(signature) => (signature.to_owned(), None),
        Callee::Item(item) => (signature(db, item)?, documentation(db, item)),
    };
    let parameters = parameter_ranges(&label);
    let active = active(&observation, arguments, offset, &label, &parameters);
    Some(SignatureHelp { label, parameters, active, documentation })
}

/// The innermost call in whose brackets an offset lies.
fn call_around<'db>(
    observation: &Observation<'db>,
    offset: TextSize,
) -> Option<(ExprId, &'db [Argument])> {
    let hir = observation.hir;
    let text = observation.declaration.text(observation.db).as_str();
    let calls = hir.expr_ids().filter_map(|expr| match hir.expr(expr) {
        Expr::Call { callee, arguments } => {
            let range = hir.range(expr);
            let opened = offset > hir.range(*callee).end();
            let end = usize::from(range.end());
            let is_closed = text[..end].ends_with(')') && offset >= range.end();
            // An open call goes on to where the text does.
            let inside =
                opened && !is_closed && (offset <= range.end() || is_last(text, range, offset));
            inside.then_some((range, *callee, arguments.as_slice()))
        }
        _ => None,
    });
    let innermost = calls.min_by_key(|(range, _, _)| range.len());
    innermost.map(|(_, callee, arguments)| (callee, arguments))
}

/// Whether only blanks stand between the end of a range and an offset behind it.
fn is_last(text: &str, range: TextRange, offset: TextSize) -> bool {
    let between = text.get(usize::from(range.end())..usize::from(offset));
    between.is_some_and(|between| between.chars().all(|it| matches!(it, ' ' | '\t' | ',')))
}

/// Which parameter is being written: by its name if it has one, by its position otherwise.
fn active(
    observation: &Observation<'_>,
    arguments: &[Argument],
    offset: TextSize,
    label: &str,
    parameters: &[TextRange],
) -> Option<usize> {
    let text = observation.declaration.text(observation.db).as_str();
    let is_before = |argument: &&Argument| {
        let end = observation.hir.range(argument.value).end();
        let between = text.get(usize::from(end)..usize::from(offset.max(end)));
        end <= offset && between.is_some_and(|it| it.contains([',', '\n']))
    };
    let position = arguments.iter().filter(is_before).count();
    let named = arguments.get(position).and_then(|argument| argument.name.as_ref());
    let wanted = match named {
        Some(name) => parameters.iter().position(|range| {
            let parameter = &label[*range];
            parameter.split(':').next().is_some_and(|it| it.trim() == &*name.text)
        }),
        None => Some(position),
    };
    wanted.filter(|wanted| *wanted < parameters.len())
}

/// A function or an event as it is declared.
fn signature<'db>(db: &'db dyn Db, item: MemberId<'db>) -> Option<String> {
    let hir = hir(db, item.declaration);
    let item_of_hir = hir.item(item.member);
    let text = item.declaration.text(db).as_str();
    let (parameters, result) = match &item_of_hir.kind {
        ItemKind::Fn { parameters, result, .. } => (parameters, Some(*result)),
        ItemKind::Event { parameters, .. } => (parameters, None),
        _ => return None,
    };
    let written = |range: TextRange| {
        text.get(usize::from(range.start())..usize::from(range.end())).unwrap_or_default()
    };
    let shown = parameters.iter().map(|parameter| {
        let end = match parameter.default {
            Some(default) => hir.range(default).end(),
            None => hir.type_range(parameter.ty).end(),
        };
        written(TextRange::new(parameter.name.range.start(), end.max(parameter.name.range.end())))
    });
    let shown: Vec<&str> = shown.collect();
    let result = result.map_or_else(String::new, |ty| format!(": {}", written(hir.type_range(ty))));
    Some(format!("{}({}){result}", item_of_hir.name.text, shown.join(", ")))
}

fn documentation<'db>(db: &'db dyn Db, item: MemberId<'db>) -> Option<String> {
    hir(db, item.declaration).item(item.member).doc.as_ref().map(|doc| doc.to_string())
}

/// The names of what is called takes, in their order.
pub(crate) fn parameter_names<'db>(
    observation: &Observation<'db>,
    callee: &Callee<'db>,
) -> Vec<String> {
    match callee {
        Callee::Builtin(signature) => parameter_ranges(signature)
            .iter()
            .filter_map(|range| signature[*range].split(':').next())
            .map(str::to_owned)
            .collect(),
        Callee::Item(_) => {
            let all = callee.parameters(observation).iter();
            all.map(|parameter| parameter.name.text.to_string()).collect()
        }
    }
}

/// Where in a signature its parameters stand.
pub(crate) fn parameter_ranges(label: &str) -> Vec<TextRange> {
    let Some(open) = label.find('(') else { return Vec::new() };
    let mut found = Vec::new();
    let (mut depth, mut start) = (0_usize, open + 1);
    let size = |at: usize| TextSize::new(u32::try_from(at).unwrap_or(u32::MAX));
    let mut add = |from: usize, to: usize| {
        let text = &label[from..to];
        let blanks = text.len() - text.trim_start().len();
        if !text.trim().is_empty() {
            found.push(TextRange::at(size(from + blanks), TextSize::of(text.trim())));
        }
    };
    for (at, character) in label.char_indices().skip_while(|(at, _)| *at <= open) {
        match character {
            '(' | '[' | '{' => depth += 1,
            ')' if depth == 0 => {
                add(start, at);
                break;
            }
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                add(start, at);
                start = at + 1;
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::signature_help;
    use crate::fixture::Fixture;

    /// The signature with the active parameter in brackets.
    fn shown(text: &str) -> String {
        let fixture = Fixture::new(text);
        let help = signature_help(&fixture.db, fixture.project, fixture.cursor());
        let Some(help) = help else { return "nothing".to_owned() };
        match help.active {
            None => help.label,
            Some(active) => {
                let range = std::ops::Range::<usize>::from(help.parameters[active]);
                let (from, to) = (range.start, range.end);
                let label = &help.label;
                format!("{}<{}>{}", &label[..from], &label[from..to], &label[to..])
            }
        }
    }

    #[test]
    fn the_parameter_at_the_cursor_is_active() {
        let first = "cidr(<block: String>, count: Int, bits: Int): [String]";
        let second = "cidr(block: String, <count: Int>, bits: Int): [String]";
        assert_eq!(shown("output x: cidr($0)\n"), first);
        assert_eq!(shown("output x: cidr(\"10.0.0.0/16\"$0)\n"), first);
        assert_eq!(shown("output x: cidr(\"10.0.0.0/16\", $0)\n"), second);
        assert_eq!(shown("output x: cidr(\"10.0.0.0/16\", 4$0, 5)\n"), second);
        assert_eq!(shown("output x: cidr(count: 3$0)\n"), second);
        assert_eq!(shown("output x: cidr(\"a\", 1, 2)$0\n"), "nothing");
    }

    #[test]
    fn an_open_call_helps_as_well() {
        let second = "cidr(block: String, <count: Int>, bits: Int): [String]";
        assert_eq!(shown("output x: cidr(\"10.0.0.0/16\", $0\n\nlet a = 1\n"), second);
    }

    #[test]
    fn the_innermost_call_counts() {
        let inner = "lower(<text: String>): String";
        assert_eq!(shown("output x: join(\",\", [lower($0\"A\")])\n"), inner);
        let outer = "join(separator: String, <list: [String]>): String";
        assert_eq!(shown("output x: join(\",\", [lower(\"A\"), $0])\n"), outer);
    }

    #[test]
    fn functions_and_events_are_shown_as_they_are_declared() {
        let text = "fn label(team: String, size: Int = 3): String = team\n";
        let call = format!("{text}output x: label(\"a\", $0)\n");
        assert_eq!(shown(&call), "label(team: String, <size: Int = 3>): String");
        let event = "
resource uploads: AWS::S3::Bucket {}
lambda f { on: [uploads.objectCreated(suffix: $0\".jpg\")] }
";
        assert!(shown(event).contains("<suffix: String"), "{}", shown(event));
    }

    #[test]
    fn what_is_no_function_has_no_signature() {
        assert_eq!(shown("let a = 1\noutput x: a($0)\n"), "nothing");
        assert_eq!(shown("$0\n"), "nothing");
    }
}
