//! "Did you mean …?"

/// The candidate that `word` probably meant, if one is near enough.
///
/// Letter case is ignored. At most a third of the letters may differ, and never more than three;
/// of equally near candidates the first in their order wins.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = word.to_lowercase();
    let allowed = (wanted.chars().count() / 3).clamp(1, 3);
    candidates
        .into_iter()
        .filter(|candidate| *candidate != word)
        .map(|candidate| {
            (strsim::damerau_levenshtein(&wanted, &candidate.to_lowercase()), candidate)
        })
        .filter(|(distance, candidate)| {
            *distance <= allowed && *distance < candidate.chars().count()
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_a_slip_of_the_finger() {
        assert_eq!(nearest("BuketName", ["BucketName", "Tags"]), Some("BucketName"));
        assert_eq!(nearest("bucketname", ["BucketName"]), Some("BucketName"));
    }

    #[test]
    fn does_not_guess_wildly() {
        assert_eq!(nearest("Foo", ["BucketName", "Tags"]), None);
        assert_eq!(nearest("a", ["b"]), None);
    }
}
