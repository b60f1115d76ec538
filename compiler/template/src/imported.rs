//! What other stacks give.

use std::borrow::Cow;

use rustc_hash::FxHashSet;
use sparta_semantics::{Db, Declaration, Stack, Ty, hir, pascal_case};

use crate::Document;
use crate::document::Object;

/// The outputs of other stacks that are used, in the order of their first use.
#[derive(Default)]
pub(crate) struct Imports<'db> {
    pub(crate) used: Vec<Import<'db>>,
    known: FxHashSet<String>,
}

/// An output of another stack, and the parameter that it comes in by.
pub(crate) struct Import<'db> {
    pub(crate) parameter: String,
    pub(crate) output: &'db str,
    pub(crate) stack: Stack<'db>,
    ty: Cow<'db, str>,
}

impl<'db> Imports<'db> {
    /// The parameter for `network.vpcId` is `networkVpcId`.
    pub(crate) fn parameter(
        &mut self,
        db: &'db dyn Db,
        import: Declaration<'db>,
        output: &'db str,
        stack: Stack<'db>,
        ty: &Ty<'db>,
    ) -> Cow<'db, str> {
        let parameter = format!("{}{}", hir(db, import).root().name.text, pascal_case(output));
        if self.known.insert(parameter.clone()) {
            let ty = parameter_type(ty);
            self.used.push(Import { parameter: parameter.clone(), output, stack, ty });
        }
        Cow::Owned(parameter)
    }

    /// The declarations of the parameters.
    pub(crate) fn declare(&self, parameters: &mut Object<'db>) {
        for import in &self.used {
            let mut parameter = Object::default();
            parameter.put("Type", Document::Text(import.ty.clone()));
            parameters.put(import.parameter.clone(), parameter.done());
        }
    }
}

/// The parameter type that checks most of what the value has to be.
fn parameter_type<'db>(ty: &Ty<'db>) -> Cow<'db, str> {
    match ty {
        Ty::Parameter(name) => Cow::Owned(name.to_string()),
        Ty::Attribute { resource, attribute, ty } => {
            match crate::parameter_type::of_attribute(resource, attribute) {
                Some(known) => Cow::Borrowed(known),
                None => parameter_type(ty),
            }
        }
        Ty::List(item) => match parameter_type(item) {
            // Text among lists is what commas separate.
            Cow::Borrowed("String") => Cow::Borrowed("CommaDelimitedList"),
            item if item.starts_with("List<") || item == "CommaDelimitedList" => item,
            item => Cow::Owned(format!("List<{item}>")),
        },
        Ty::Int | Ty::Float => Cow::Borrowed("Number"),
        Ty::Error
        | Ty::Any
        | Ty::Null
        | Ty::Bool
        | Ty::String
        | Ty::Json
        | Ty::Duration
        | Ty::Size
        | Ty::Path
        | Ty::Secret
        | Ty::Grant
        | Ty::Event
        | Ty::Metric
        | Ty::Code
        | Ty::Literal(_)
        | Ty::Map(_)
        | Ty::Object(_)
        | Ty::Union(_)
        | Ty::Resource(_)
        | Ty::AnyResource
        | Ty::Instance(_)
        | Ty::Shape { .. } => Cow::Borrowed("String"),
    }
}
