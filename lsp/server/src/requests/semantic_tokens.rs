//! `textDocument/semanticTokens/full`, `full/delta` and `range`

use std::collections::VecDeque;
use std::hash::{Hash as _, Hasher as _};
use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHasher;
use sparta_ide::{File, TextRange, TokenKind};
use tower_lsp::ls_types::{
    SemanticToken, SemanticTokenModifier, SemanticTokenType, SemanticTokens, SemanticTokensDelta,
    SemanticTokensDeltaParams, SemanticTokensEdit, SemanticTokensFullDeltaResult,
    SemanticTokensFullOptions, SemanticTokensLegend, SemanticTokensOptions, SemanticTokensParams,
    SemanticTokensRangeParams, SemanticTokensRangeResult, SemanticTokensResult,
};

use crate::snapshot::Snapshot;

/// So many answers are remembered, so that what follows can be told as a difference.
const REMEMBERED: usize = 16;

/// The latest answers by their ids.
#[derive(Default)]
pub(crate) struct Answers(Mutex<VecDeque<(String, Vec<SemanticToken>)>>);

impl Answers {
    fn remember(&self, id: &str, tokens: &[SemanticToken]) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|(other, _)| other != id);
        known.push_back((id.to_owned(), tokens.to_vec()));
        if known.len() > REMEMBERED {
            known.pop_front();
        }
    }

    fn get(&self, id: &str) -> Option<Vec<SemanticToken>> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.iter().find(|(other, _)| other == id).map(|(_, tokens)| tokens.clone())
    }
}

pub(crate) fn options() -> SemanticTokensOptions {
    SemanticTokensOptions {
        legend: SemanticTokensLegend {
            token_types: TokenKind::ALL.into_iter().map(token_type).collect(),
            token_modifiers: vec![
                SemanticTokenModifier::DECLARATION,
                SemanticTokenModifier::DEFAULT_LIBRARY,
                SemanticTokenModifier::DEPRECATED,
            ],
        },
        full: Some(SemanticTokensFullOptions::Delta { delta: Some(true) }),
        range: Some(true),
        ..SemanticTokensOptions::default()
    }
}

pub(crate) fn full(
    snapshot: &Snapshot,
    params: &SemanticTokensParams,
) -> Option<SemanticTokensResult> {
    let file = snapshot.file(&params.text_document.uri)?;
    Some(SemanticTokensResult::Tokens(answer(snapshot, file)))
}

pub(crate) fn delta(
    snapshot: &Snapshot,
    params: &SemanticTokensDeltaParams,
) -> Option<SemanticTokensFullDeltaResult> {
    let file = snapshot.file(&params.text_document.uri)?;
    let before = snapshot.tokens.get(&params.previous_result_id);
    let now = answer(snapshot, file);
    Some(match before {
        None => SemanticTokensFullDeltaResult::Tokens(now),
        Some(before) => SemanticTokensFullDeltaResult::TokensDelta(SemanticTokensDelta {
            result_id: now.result_id.clone(),
            edits: difference(&before, &now.data),
        }),
    })
}

pub(crate) fn range(
    snapshot: &Snapshot,
    params: &SemanticTokensRangeParams,
) -> Option<SemanticTokensRangeResult> {
    let file = snapshot.file(&params.text_document.uri)?;
    let range = snapshot.offsets(file, params.range);
    let data = tokens(snapshot, file, Some(range));
    Some(SemanticTokensRangeResult::Tokens(SemanticTokens { result_id: None, data }))
}

/// All tokens, under an id that is the same for the same tokens.
fn answer(snapshot: &Snapshot, file: File) -> SemanticTokens {
    let data = tokens(snapshot, file, None);
    let mut hash = FxHasher::default();
    for token in &data {
        let place = (token.delta_line, token.delta_start, token.length);
        (place, token.token_type, token.token_modifiers_bitset).hash(&mut hash);
    }
    let id = format!("{:016x}", hash.finish());
    snapshot.tokens.remember(&id, &data);
    SemanticTokens { result_id: Some(id), data }
}

/// The tokens, each said relative to the one before it.
fn tokens(snapshot: &Snapshot, file: File, range: Option<TextRange>) -> Vec<SemanticToken> {
    let found = sparta_ide::semantic_tokens(&snapshot.db, snapshot.project, file, range);
    let (mut line, mut start) = (0, 0);
    let relative = found.iter().map(|token| {
        let range = snapshot.range(file, token.range);
        let delta_line = range.start.line - line;
        let delta_start = match delta_line {
            0 => range.start.character - start,
            _ => range.start.character,
        };
        (line, start) = (range.start.line, range.start.character);
        let position = TokenKind::ALL.iter().position(|kind| *kind == token.kind);
        SemanticToken {
            delta_line,
            delta_start,
            length: range.end.character.saturating_sub(range.start.character),
            token_type: position.and_then(|it| u32::try_from(it).ok()).unwrap_or_default(),
            token_modifiers_bitset: u32::from(token.defines)
                | u32::from(token.given) << 1
                | u32::from(token.deprecated) << 2,
        }
    });
    relative.collect()
}

/// What lies between the tokens that are the same at both ends; numbers count the five of each token.
fn difference(before: &[SemanticToken], now: &[SemanticToken]) -> Vec<SemanticTokensEdit> {
    let same = before.iter().zip(now).take_while(|(a, b)| a == b).count();
    let (old, new) = (&before[same..], &now[same..]);
    let ends = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[..old.len() - ends], &new[..new.len() - ends]);
    if old.is_empty() && new.is_empty() {
        return Vec::new();
    }
    let numbers = |tokens: usize| u32::try_from(5 * tokens).unwrap_or(u32::MAX);
    vec![SemanticTokensEdit {
        start: numbers(same),
        delete_count: numbers(old.len()),
        data: (!new.is_empty()).then(|| new.to_vec()),
    }]
}

fn token_type(kind: TokenKind) -> SemanticTokenType {
    match kind {
        TokenKind::Comment => SemanticTokenType::COMMENT,
        TokenKind::Decorator => SemanticTokenType::DECORATOR,
        TokenKind::Class => SemanticTokenType::CLASS,
        TokenKind::Event => SemanticTokenType::EVENT,
        TokenKind::Function => SemanticTokenType::FUNCTION,
        TokenKind::Keyword => SemanticTokenType::KEYWORD,
        TokenKind::Method => SemanticTokenType::METHOD,
        TokenKind::Namespace => SemanticTokenType::NAMESPACE,
        TokenKind::Number => SemanticTokenType::NUMBER,
        TokenKind::Operator => SemanticTokenType::OPERATOR,
        TokenKind::Parameter => SemanticTokenType::PARAMETER,
        TokenKind::Property => SemanticTokenType::PROPERTY,
        TokenKind::String => SemanticTokenType::STRING,
        TokenKind::Type => SemanticTokenType::TYPE,
        TokenKind::Variable => SemanticTokenType::VARIABLE,
    }
}

#[cfg(test)]
mod tests {
    use tower_lsp::ls_types::SemanticToken;

    use super::difference;

    fn token(length: u32) -> SemanticToken {
        SemanticToken {
            delta_line: 0,
            delta_start: 1,
            length,
            token_type: 0,
            token_modifiers_bitset: 0,
        }
    }

    #[test]
    fn only_what_changed_is_said() {
        let before = [token(1), token(2), token(3)];
        assert_eq!(difference(&before, &before), []);
        let edits = difference(&before, &[token(1), token(4), token(3)]);
        assert_eq!((edits[0].start, edits[0].delete_count), (5, 5));
        assert_eq!(edits[0].data.as_deref(), Some(&[token(4)][..]));
        let edits = difference(&before, &before[..1]);
        assert_eq!((edits[0].start, edits[0].delete_count, &edits[0].data), (5, 10, &None));
    }
}
