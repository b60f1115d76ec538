//! Which of `CloudFormation`'s parameter types checks the value of an attribute.

use std::sync::LazyLock;

use serde::Deserialize;

#[derive(Debug, Deserialize)]
struct Known {
    resource: String,
    /// `Ref` for what a reference to the resource gives.
    attributes: Vec<String>,
    parameter: String,
}

/// The parameter type for an attribute of a resource type, if there is one.
pub(crate) fn of_attribute(resource: &str, attribute: &str) -> Option<&'static str> {
    static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
        serde_json::from_str(include_str!("../../../stdlib/parameter-types.json"))
            .unwrap_or_default()
    });
    KNOWN
        .iter()
        .find(|it| it.resource == resource && it.attributes.iter().any(|name| name == attribute))
        .map(|it| it.parameter.as_str())
}

#[cfg(test)]
mod tests {
    use super::of_attribute;

    #[test]
    fn references_have_types_of_their_own() {
        assert_eq!(of_attribute("AWS::EC2::VPC", "Ref"), Some("AWS::EC2::VPC::Id"));
        assert_eq!(of_attribute("AWS::EC2::VPC", "CidrBlock"), None);
    }
}
