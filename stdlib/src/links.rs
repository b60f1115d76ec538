//! Where AWS documents what a program names.

/// The page of a type, and on it the place of a property.
const LINKS: &str = include_str!("../links.txt");

/// The page of a resource type of AWS, or the place on it that is about one of its properties.
pub fn documentation(type_name: &str, property: Option<&str>) -> Option<String> {
    let mut parts = type_name.split("::");
    let (Some("AWS"), Some(service), Some(resource), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return None;
    };
    let lines = if property.is_some() { 2 } else { 1 };
    let link = LINKS
        .lines()
        .take(lines)
        .collect::<String>()
        .replace("{service}", &service.to_ascii_lowercase())
        .replace("{resource}", &resource.to_ascii_lowercase())
        .replace("{property}", &property.unwrap_or_default().to_ascii_lowercase());
    Some(link)
}

#[cfg(test)]
mod tests {
    use super::documentation;

    #[test]
    fn a_property_has_a_place_on_the_page_of_its_type() {
        let page = "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html";
        assert_eq!(documentation("AWS::S3::Bucket", None).as_deref(), Some(page));
        let place = format!("{page}#cfn-s3-bucket-bucketname");
        assert_eq!(documentation("AWS::S3::Bucket", Some("BucketName")), Some(place));
        assert_eq!(documentation("Custom::Greeting", None), None);
    }
}
