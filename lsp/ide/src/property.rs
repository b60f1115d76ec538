//! Properties of resource types by their paths.

use sparta_catalogue::{Object, Property, ResourceType, Shape, ShapeId};

/// So many properties are named.
const MOST: usize = 12;

/// The property at a dotted path; lists, and what has several forms, are looked into.
pub(crate) fn property_at<'a>(
    known: &'a ResourceType,
    object: &'a Object,
    path: &str,
) -> Option<&'a Property> {
    let (first, rest) = path.split_once('.').map_or((path, None), |(a, b)| (a, Some(b)));
    let property = object.property(first)?;
    let Some(rest) = rest else { return Some(property) };
    let mut shapes = vec![property.shape];
    // Forms may contain each other: no more are looked at than a type has.
    for next in 0..known.shapes.len() {
        match known.shape(*shapes.get(next)?) {
            Shape::Object(object) => {
                if let Some(found) = property_at(known, object, rest) {
                    return Some(found);
                }
            }
            Shape::List { item, .. } => shapes.push(*item),
            Shape::Map { value, .. } => shapes.push(*value),
            Shape::OneOf(forms) => shapes.extend(forms),
            _ => {}
        }
    }
    None
}

/// What an object, or a list or map of objects, is called: by what it is made of.
pub(crate) fn shape_name(known: &ResourceType, shape: ShapeId) -> Option<String> {
    match known.shape(shape) {
        Shape::Object(object) => Some(format!("{{ {} }}", names(object))),
        Shape::List { item, .. } => match known.shape(*item) {
            Shape::Object(object) => Some(format!("[{{ {} }}]", names(object))),
            _ => None,
        },
        Shape::Map { .. } => Some("{ [String]: … }".to_owned()),
        _ => None,
    }
}

fn names(object: &Object) -> String {
    let all: Vec<&str> =
        object.properties.iter().filter(|it| !it.read_only).map(|it| it.name).collect();
    if all.len() > MOST { format!("{}, …", all[..MOST].join(", ")) } else { all.join(", ") }
}
