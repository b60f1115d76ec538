//! Programs from the grammar.

use std::collections::{BTreeSet, HashMap};

use ungrammar::{Grammar, Node, Rule};

use super::Choices;

/// What may stand in a block; the grammar allows everything everywhere.
const MEMBERS: [(&str, &[&str]); 6] = [
    ("Component", &["Param", "Let", "Resource", "Existing", "Construct", "Output", "Check"]),
    ("Extend", &["Grant", "EventDef", "AttributeDef", "Metric", "Property", "Check"]),
    ("EventDef", &["Let", "Resource", "Construct", "Allow", "Set", "Check"]),
    ("Grant", &["Let", "Allow"]),
    ("Custom", &["Construct", "Check", "Field", "TypeField"]),
    ("Test", &["Let", "Assert"]),
];

/// The grammar, and how deep the flattest tree of each rule is.
pub(crate) struct Writer {
    grammar: Grammar,
    depths: HashMap<Node, usize>,
}

/// A text that is being written.
struct Writing<'w, 'b, 'c> {
    writer: &'w Writer,
    choices: &'c mut Choices<'b>,
    /// Whose block is written.
    owner: &'w str,
    text: String,
}

impl Writer {
    pub(crate) fn new() -> Self {
        let grammar: Grammar =
            include_str!("../../../../syntax/sparta.ungram").parse().expect("the grammar is sound");
        let mut depths = HashMap::new();
        loop {
            let before = depths.clone();
            for node in grammar.iter() {
                if let Some(depth) = depth(&grammar[node].rule, &before) {
                    depths.insert(node, depth + 1);
                }
            }
            if depths == before {
                return Self { grammar, depths };
            }
        }
    }

    /// The kinds of nodes that there are.
    pub(crate) fn kinds(&self) -> BTreeSet<String> {
        let is_choice = |rule: &Rule| match rule {
            Rule::Alt(rules) => rules.iter().all(|rule| matches!(rule, Rule::Node(_))),
            _ => false,
        };
        self.grammar
            .iter()
            .map(|node| &self.grammar[node])
            .filter(|data| !is_choice(&data.rule) && data.name != "StringPart")
            .map(|data| data.name.clone())
            .collect()
    }

    /// A text for a rule.
    pub(crate) fn write(&self, rule: &str, choices: &mut Choices<'_>) -> String {
        let mut writing = Writing { writer: self, choices, owner: "", text: String::new() };
        writing.named(rule, 12);
        writing.text
    }
}

impl Writing<'_, '_, '_> {
    fn named(&mut self, rule: &str, room: usize) {
        let mut nodes = self.writer.grammar.iter();
        let node = nodes.find(|node| self.writer.grammar[*node].name == rule);
        self.node(node.expect("a rule of the grammar"), room);
    }

    fn node(&mut self, node: Node, room: usize) {
        let data = &self.writer.grammar[node];
        let outside = self.owner;
        if MEMBERS.iter().any(|(owner, _)| *owner == data.name) {
            self.owner = &data.name;
        }
        match data.name.as_str() {
            "StringLiteral" => self.string(room),
            "Member" => self.member(room),
            "Attribute" => {
                self.rule(&data.rule, room);
                let end = self.choices.of(&["\n", " "]);
                self.text.push_str(end);
            }
            "TypeField" => {
                let name = self.choices.of(&["input: ", "output : "]);
                self.text.push_str(name);
                self.named("Type", room);
            }
            _ => self.rule(&data.rule, room),
        }
        self.owner = outside;
    }

    fn member(&mut self, room: usize) {
        let (_, members) = MEMBERS.iter().find(|(owner, _)| *owner == self.owner).expect("one");
        let member = self.choices.of(members);
        self.named(member, room);
        let end = self.choices.of(&["\n", ", "]);
        self.text.push_str(end);
    }

    fn rule(&mut self, rule: &Rule, room: usize) {
        let is_full = room == 0 || self.choices.are_over();
        match rule {
            Rule::Labeled { label, .. } if label == "word" => {
                let word = self.choices.of(&["lambda ", "api ", "site ", "pipeline "]);
                self.text.push_str(word);
            }
            Rule::Labeled { rule, .. } => self.rule(rule, room),
            Rule::Node(node) => self.node(*node, room.saturating_sub(1)),
            Rule::Token(token) => self.token(&self.writer.grammar[*token].name),
            Rule::Seq(rules) => rules.iter().for_each(|rule| self.rule(rule, room)),
            Rule::Alt(rules) => {
                let depth = |rule: &&Rule| depth(rule, &self.writer.depths);
                let flattest = rules.iter().min_by_key(depth).expect("an alternative");
                let chosen = &rules[self.choices.below(rules.len())];
                self.rule(if is_full { flattest } else { chosen }, room);
            }
            Rule::Opt(_) | Rule::Rep(_) if is_full => {}
            Rule::Opt(rule) => (0..self.choices.below(2)).for_each(|_| self.rule(rule, room)),
            Rule::Rep(rule) => (0..self.choices.below(4)).for_each(|_| self.rule(rule, room)),
        }
    }

    fn token(&mut self, name: &str) {
        let text = match name {
            "ident" => self.choices.of(&["a", "Lambda", "aLongerName", "on", "test", "allow"]),
            "int" => self.choices.of(&["1", "1_000"]),
            "float" => "1.5",
            "duration" => "30s",
            "size" => "512MB",
            "," => self.choices.of(&[", ", "\n"]),
            name => name,
        };
        if matches!(name, "[" | "(") {
            // Without a blank, so that it stays one thing with what it stands behind.
            self.text.truncate(self.text.trim_end_matches(' ').len());
        }
        self.text.push_str(text);
        self.text.push(' ');
    }

    fn string(&mut self, room: usize) {
        let text = match self.choices.below(8) {
            0 | 1 => "\"text\"",
            2 => "r#\"raw \" text\"#",
            3 => "\"\"\"\n    lines\n      of text\n  \"\"\"",
            4 => "\"a longer text, so that lines get full \\n é\"",
            5 => return self.interpolation("\"\"\"", room),
            _ => return self.interpolation("\"", room),
        };
        self.text.push_str(text);
        self.text.push(' ');
    }

    fn interpolation(&mut self, quotes: &str, room: usize) {
        let before = std::mem::take(&mut self.text);
        self.named("Expr", room.min(3));
        let inside = std::mem::replace(&mut self.text, before).replace('\n', " ");
        self.text.push_str(&format!("{quotes}${{{inside}}}{quotes} "));
    }
}

/// How deep the flattest tree of a rule is, as far as that is known.
fn depth(rule: &Rule, depths: &HashMap<Node, usize>) -> Option<usize> {
    match rule {
        Rule::Labeled { rule, .. } => depth(rule, depths),
        Rule::Node(node) => depths.get(node).copied(),
        Rule::Token(_) | Rule::Opt(_) | Rule::Rep(_) => Some(0),
        Rule::Seq(rules) => rules.iter().map(|rule| depth(rule, depths)).max().flatten(),
        Rule::Alt(rules) => rules.iter().filter_map(|rule| depth(rule, depths)).min(),
    }
}
