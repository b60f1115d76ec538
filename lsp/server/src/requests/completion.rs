//! `textDocument/completion` and `completionItem/resolve`

use std::str::FromStr as _;

use serde_json::{Value, json};
use sparta_ide::{CompletionKind, Documented};
use tower_lsp::ls_types::{
    CompletionItem, CompletionItemKind, CompletionItemLabelDetails, CompletionItemTag,
    CompletionList, CompletionOptions, CompletionParams, CompletionResponse, CompletionTextEdit,
    Documentation, InsertTextFormat, TextEdit, Uri,
};

use crate::markup::markup;
use crate::snapshot::Snapshot;

/// After which characters the client asks without being told to.
const TRIGGERS: [&str; 7] = [".", ":", "\"", "/", "@", "{", "("];

pub(crate) fn options() -> CompletionOptions {
    CompletionOptions {
        resolve_provider: Some(true),
        trigger_characters: Some(TRIGGERS.iter().map(|it| (*it).to_owned()).collect()),
        ..CompletionOptions::default()
    }
}

pub(crate) fn completion(
    snapshot: &Snapshot,
    params: &CompletionParams,
) -> Option<CompletionResponse> {
    let place = &params.text_document_position;
    let at = snapshot.position(place)?;
    let found = sparta_ide::completion(&snapshot.db, snapshot.project, at);
    let uri = &place.text_document.uri;
    let items = found.items.into_iter().enumerate();
    let items = items.map(|(number, item)| {
        let is_snippet = item.is_snippet && snapshot.client.takes_snippets();
        let text = if item.is_snippet && !is_snippet {
            without_places(&item.edit.text)
        } else {
            item.edit.text
        };
        let range = snapshot.range(at.file, item.edit.range);
        let further =
            (!item.further.is_empty()).then(|| snapshot.text_edits(at.file, &item.further));
        let details = item.detail.as_ref().filter(|_| snapshot.client.takes_label_details());
        CompletionItem {
            label: item.label,
            label_details: details.map(|detail| CompletionItemLabelDetails {
                detail: None,
                description: Some(detail.clone()),
            }),
            kind: Some(kind(item.kind)).filter(|it| snapshot.client.knows_completion_kind(*it)),
            tags: (item.deprecated && snapshot.client.takes_completion_tags())
                .then(|| vec![CompletionItemTag::DEPRECATED]),
            detail: item.detail,
            // The order is that of the answer.
            sort_text: Some(format!("{number:04}")),
            filter_text: item.filter,
            insert_text_format: is_snippet.then_some(InsertTextFormat::SNIPPET),
            text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(range, text))),
            additional_text_edits: further,
            data: item.documented.map(|it| json!({ "uri": uri, "of": data(&it) })),
            ..CompletionItem::default()
        }
    });
    let items = items.collect();
    Some(CompletionResponse::List(CompletionList { is_incomplete: found.is_incomplete, items }))
}

/// The document that a proposal was made for.
pub(crate) fn document(item: &CompletionItem) -> Option<Uri> {
    Uri::from_str(item.data.as_ref()?["uri"].as_str()?).ok()
}

/// The proposal with what there is to be read about it.
pub(crate) fn resolve(snapshot: &Snapshot, item: &CompletionItem) -> Option<CompletionItem> {
    let documented = item.data.as_ref().and_then(|data| documented(&data["of"]));
    let file = document(item).and_then(|uri| snapshot.file(&uri))?;
    let text =
        sparta_ide::completion_documentation(&snapshot.db, snapshot.project, file, &documented?)?;
    let text = markup(snapshot.client.formats_of_completions(), text);
    let documentation = Some(Documentation::MarkupContent(text));
    Some(CompletionItem { documentation, ..item.clone() })
}

/// What is sent away with a proposal, so that nothing has to be remembered here.
fn data(documented: &Documented) -> Value {
    match documented {
        Documented::Declared { path, name, member } => {
            json!({ "path": path, "name": name, "member": member })
        }
        Documented::Property { resource, path } => json!({ "type": resource, "property": path }),
        Documented::Attribute { resource, name } => json!({ "type": resource, "attribute": name }),
        Documented::ResourceType(name) => json!({ "type": name }),
        Documented::Function(name) => json!({ "function": name }),
    }
}

fn documented(data: &Value) -> Option<Documented> {
    let text = |name: &str| data[name].as_str().map(str::to_owned);
    if let Some(name) = text("function") {
        return Some(Documented::Function(name));
    }
    let Some(resource) = text("type") else {
        let (path, name) = (text("path")?, text("name")?);
        return Some(Documented::Declared { path, name, member: text("member") });
    };
    Some(match (text("property"), text("attribute")) {
        (Some(path), _) => Documented::Property { resource, path },
        (None, Some(name)) => Documented::Attribute { resource, name },
        (None, None) => Documented::ResourceType(resource),
    })
}

/// A snippet as text for a client that knows none: what stands in its places stays.
fn without_places(snippet: &str) -> String {
    let mut text = String::new();
    let mut characters = snippet.chars().peekable();
    let mut open = 0;
    while let Some(character) = characters.next() {
        match character {
            '\\' => text.extend(characters.next()),
            '$' => {
                let has_text = characters.next_if_eq(&'{').is_some();
                while characters.next_if(char::is_ascii_digit).is_some() {}
                if has_text {
                    open += usize::from(characters.next_if_eq(&':').is_some());
                    if open == 0 {
                        characters.next_if_eq(&'}');
                    }
                }
            }
            '}' if open > 0 => open -= 1,
            other => text.push(other),
        }
    }
    text
}

fn kind(kind: CompletionKind) -> CompletionItemKind {
    match kind {
        CompletionKind::Word => CompletionItemKind::KEYWORD,
        CompletionKind::Snippet => CompletionItemKind::SNIPPET,
        CompletionKind::ResourceType | CompletionKind::Component => CompletionItemKind::CLASS,
        CompletionKind::Type => CompletionItemKind::STRUCT,
        CompletionKind::Property => CompletionItemKind::PROPERTY,
        CompletionKind::Value => CompletionItemKind::ENUM_MEMBER,
        CompletionKind::Resource | CompletionKind::Variable => CompletionItemKind::VARIABLE,
        CompletionKind::Function => CompletionItemKind::FUNCTION,
        CompletionKind::Attribute | CompletionKind::Output => CompletionItemKind::FIELD,
        CompletionKind::Grant => CompletionItemKind::METHOD,
        CompletionKind::Event => CompletionItemKind::EVENT,
        CompletionKind::Metric => CompletionItemKind::UNIT,
        CompletionKind::Module => CompletionItemKind::MODULE,
        CompletionKind::Environment => CompletionItemKind::CONSTANT,
        CompletionKind::File => CompletionItemKind::FILE,
        CompletionKind::Folder => CompletionItemKind::FOLDER,
        CompletionKind::Annotation | CompletionKind::Text => CompletionItemKind::TEXT,
    }
}

#[cfg(test)]
mod tests {
    use super::without_places;

    #[test]
    fn a_snippet_is_text_without_its_places() {
        assert_eq!(without_places("let ${1:name} = $0"), "let name = ");
        assert_eq!(without_places("a: { $1 }"), "a: {  }");
        assert_eq!(without_places("f {\n  x: \"./${2:$1}\"\n}$0"), "f {\n  x: \"./\"\n}");
        assert_eq!(without_places("\\$x ${3} y"), "$x  y");
    }
}
