//! What is found in whole programs.

use std::sync::Arc;

use sparta_diagnostics::Diagnostic;
use sparta_semantics::{Content, Database, Db, Source};

/// One file, `main.sparta`.
struct Memory(String);

impl Source for Memory {
    fn read(&self, path: &str) -> Content {
        if path == "main.sparta" { Content::Text(self.0.as_str().into()) } else { Content::Missing }
    }
}

fn check(program: &str) -> Vec<Diagnostic> {
    let db = Database::new(Arc::new(Memory(program.to_owned())));
    let entry = db.file("main.sparta");
    sparta_graph::check(&db, entry, &[])
}

/// The findings, a line each: name, line and message; below it its labels and help.
fn told(program: &str) -> String {
    let line = |offset: u32| {
        let before = usize::try_from(offset).expect("small");
        program[..before].matches('\n').count() + 1
    };
    let mut text = String::new();
    for found in check(program) {
        text += &format!("{} {}: {}\n", line(found.at.range.start), found.name, found.message);
        for label in &found.labels {
            text += &format!("  {}: {}\n", line(label.at.range.start), label.message);
        }
        for help in &found.help {
            text += &format!("  = {help}\n");
        }
    }
    text
}

/// The names and lines alone.
fn names(program: &str) -> Vec<String> {
    told(program)
        .lines()
        .filter(|line| !line.starts_with(' '))
        .filter_map(|line| line.split_once(": ").map(|(name, _)| name.to_owned()))
        .collect()
}

#[test]
fn a_circle_is_told_once_at_its_first_reference() {
    let program = r"
resource first: AWS::SQS::Queue {
  RedrivePolicy: { deadLetterTargetArn: second.Arn, maxReceiveCount: 5 }
}
resource second: AWS::SQS::Queue {
  RedrivePolicy: { deadLetterTargetArn: third.Arn, maxReceiveCount: 5 }
}
resource third: AWS::SQS::Queue {
  RedrivePolicy: { deadLetterTargetArn: first.Arn, maxReceiveCount: 5 }
}
";
    assert_eq!(
        told(program),
        "3 cycle: a circle: `first → second → third → first`
  6: `second` refers to `third` in `RedrivePolicy`
  9: `third` refers to `first` in `RedrivePolicy`
  = take one of these references away; what both need can be a resource of its own that refers to both
"
    );
}

#[test]
fn the_weakest_edge_is_named() {
    let program = r"
resource first: AWS::SQS::Queue {
  RedrivePolicy: { deadLetterTargetArn: second.Arn, maxReceiveCount: 5 }
}
@after(first)
resource second: AWS::SQS::Queue {}
";
    assert_eq!(
        told(program),
        "3 cycle: a circle: `first → second → first`
  5: `second` waits for `first`
  = take `@after(first)` away from `second`
"
    );
}

#[test]
fn separate_circles_are_told_separately() {
    let program = r"
resource a: AWS::SQS::Queue { RedrivePolicy: { deadLetterTargetArn: b.Arn, maxReceiveCount: 5 } }
resource b: AWS::SQS::Queue { RedrivePolicy: { deadLetterTargetArn: a.Arn, maxReceiveCount: 5 } }
resource c: AWS::SQS::Queue { RedrivePolicy: { deadLetterTargetArn: d.Arn, maxReceiveCount: 5 } }
resource d: AWS::SQS::Queue { RedrivePolicy: { deadLetterTargetArn: c.Arn, maxReceiveCount: 5 } }
resource e: AWS::SQS::Queue { RedrivePolicy: { deadLetterTargetArn: a.Arn, maxReceiveCount: 5 } }
";
    assert_eq!(names(program), ["2 cycle", "4 cycle"]);
}

#[test]
fn circles_go_through_components_in_the_users_words() {
    let program = r"
component Pair {
  param target: AWS::SQS::Queue
  resource left: AWS::SQS::Queue { RedrivePolicy: { deadLetterTargetArn: target.Arn, maxReceiveCount: 5 } }
  output left: left
}
resource pair: Pair { target: queue }
resource queue: AWS::SQS::Queue {
  RedrivePolicy: { deadLetterTargetArn: pair.left.Arn, maxReceiveCount: 5 }
}
";
    let found = told(program);
    assert!(found.contains("`pair.left → queue → pair.left`"), "{found}");
}

#[test]
fn the_declaration_that_passes_a_quota_is_named() {
    let program = "
resource a[n in range(0, 400)]: AWS::SQS::Queue {}
resource b[n in range(0, 101)]: AWS::SQS::Queue {}
";
    assert_eq!(names(program), ["3 quota"]);
    assert_eq!(names(&program.replace("101", "99")), ["2 quota-near"]);
    assert_eq!(names(&program.replace("101", "40")), [""; 0]);
    assert_eq!(names(&format!("@allow(quota)\nstack Large {{}}\n{program}")), [""; 0]);
}

#[test]
fn a_long_description_passes_a_quota() {
    let program = format!(
        "stack Long {{ description: \"{}\" }}\nresource q: AWS::SQS::Queue {{}}\n",
        "x".repeat(1025)
    );
    assert_eq!(names(&program), ["1 quota"]);
}

#[test]
fn the_policies_of_a_role_are_added_up() {
    let statement = "{ Effect: \"Allow\", Action: \"s3:GetObject\", Resource: \"arn:aws:s3:::a-bucket-with-a-rather-long-name/*\" }";
    let policy = |name: &str, count: usize| {
        let statements = vec![statement; count].join(", ");
        format!(
            "{{ PolicyName: \"{name}\", PolicyDocument: {{ Version: \"2012-10-17\", Statement: [{statements}] }} }}"
        )
    };
    let program = format!(
        "resource role: AWS::IAM::Role {{
  AssumeRolePolicyDocument: {{
    Version: \"2012-10-17\"
    Statement: [{{ Effect: \"Allow\", Principal: {{ Service: \"lambda.amazonaws.com\" }}, Action: \"sts:AssumeRole\" }}]
  }}
  Policies: [{}, {}]
}}
",
        policy("a", 50),
        policy("b", 50)
    );
    assert_eq!(names(&program), ["1 quota"]);
}

#[test]
fn ids_that_collide_are_found() {
    let program = "
resource queue[name in [\"new-orders\", \"new orders\"]]: AWS::SQS::Queue {}
";
    assert_eq!(names(program), ["2 duplicate-id"]);
}

#[test]
fn names_that_collide_are_found() {
    let program = r#"
resource a: AWS::S3::Bucket { BucketName: "pictures" }
resource b: AWS::S3::Bucket {
  BucketName: "pictures"
}
resource c: AWS::S3::Bucket { BucketName: "pictures-${AWS::Region}" }
resource d: AWS::S3::Bucket { BucketName: "pictures-${AWS::Region}" }
"#;
    assert_eq!(names(program), ["4 name-collision"]);
}

#[test]
fn the_region_of_an_environment_has_to_offer_the_type() {
    let program = r#"
resource mails: AWS::SES::ConfigurationSet {}
environment oregon { region: "us-west-2" }
environment mexico { region: "mx-central-1" }
"#;
    assert_eq!(
        told(program),
        "2 unavailable-in-region: the region mx-central-1 has no `AWS::SES::ConfigurationSet`
  4: in the environment `mexico`
  = deploy the environment to a region that has it, or make the resource conditional
"
    );
}

#[test]
fn what_is_wrong_in_every_environment_is_told_once() {
    let program = r#"
resource a: AWS::SQS::Queue { Colour: "red" }
environment one { region: "us-west-2" }
environment two { region: "us-east-1" }
"#;
    assert_eq!(names(program), ["2 unknown-property"]);
    assert!(!told(program).contains("environment"), "{}", told(program));
}

#[test]
fn allowed_findings_are_silent() {
    let program = r#"
@allow(unknown-property)
resource a: AWS::SQS::Queue { Colour: "red" }
"#;
    assert_eq!(names(program), [""; 0]);
}
