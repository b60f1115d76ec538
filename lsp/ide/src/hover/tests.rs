use expect_test::{Expect, expect};

use super::hover;
use crate::fixture::Fixture;

fn check(text: &str, expected: Expect) {
    let fixture = Fixture::new(text);
    let hover = hover(&fixture.db, fixture.project, fixture.cursor());
    expected.assert_eq(&hover.map_or_else(|| "nothing".to_owned(), |hover| hover.text));
}

#[test]
fn an_attribute_says_what_it_becomes() {
    check(
        "resource q: AWS::SQS::Queue {}\noutput url: q.Queue$0Url\n",
        expect![[r#"
            ```sparta
            attribute QueueUrl: String
            ```

            Of an `existing` one it follows from the name.

            Known at deploy. In the template:

            ```json
            {
              "Fn::GetAtt": [
                "q",
                "QueueUrl"
              ]
            }
            ```"#]],
    );
}

#[test]
fn a_construct_says_what_it_expands_to_and_what_it_may_do() {
    check(
        "
/// Makes pictures smaller.
lambda resi$0ze {
  code: \"./f\"
  handler: \"a.b\"
  runtime: \"nodejs22.x\"
  on: [uploads.objectCreated()]
  needs: [uploads.read]
}
resource uploads: AWS::S3::Bucket {}
//- /f/a.js
",
        expect![[r#"
            ```sparta
            lambda resize
            ```

            Makes pictures smaller.

            Expands to 5 resources:

            - `resizeRole`: AWS::IAM::Role
            - `resizeLogGroup`: AWS::Logs::LogGroup
            - `resize`: AWS::Lambda::Function
            - `resizeUploadsObjectCreatedRule`: AWS::Events::Rule
            - `resizeUploadsObjectCreatedPermission`: AWS::Lambda::Permission

            Triggered by `uploads.objectCreated`

            Needs `uploads.read`"#]],
    );
}

#[test]
fn a_resource_says_who_may_use_it() {
    check(
        "
resource up$0loads: AWS::S3::Bucket {}
lambda f { code: \"./f\", handler: \"a.b\", runtime: \"nodejs22.x\", needs: [uploads.read] }
//- /f/a.js
",
        expect![[r#"
            ```sparta
            resource uploads: AWS::S3::Bucket
            ```

            Logical id `uploads`

            Needed by `f: read`

            [AWS documentation](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html)"#]],
    );
}

#[test]
fn a_property_says_what_it_takes() {
    check(
        "resource b: AWS::S3::Bucket { Bucket$0Name: \"my-bucket\" }\n",
        expect![[r#"
            ```sparta
            BucketName: String
            ```

            A change replaces the resource · At most 63 characters · Matches `^([a-z0-9][a-z0-9.-]*[a-z0-9])?$`

            [AWS documentation](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html#cfn-s3-bucket-bucketname)"#]],
    );
    check(
        "resource b: AWS::S3::Bucket { VersioningConfiguration: { Sta$0tus: \"Enabled\" } }\n",
        expect![[r#"
            ```sparta
            Status: "Enabled" | "Suspended"
            ```

            Required

            [AWS documentation](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html#cfn-s3-bucket-versioningconfiguration)"#]],
    );
    check(
        "resource b: AWS::S3::Bucket { Versioning$0Configuration: {} }\n",
        expect![[r#"
        ```sparta
        VersioningConfiguration: { Status }
        ```

        [AWS documentation](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html#cfn-s3-bucket-versioningconfiguration)"#]],
    );
}

#[test]
fn a_type_says_what_the_library_knows_of_it() {
    check(
        "resource q: AWS::SQS::Que$0ue {}\n",
        expect![[r#"
        ```sparta
        AWS::SQS::Queue
        ```

        Deleting it loses data.

        Grants: `send`, `receive`, `purge`

        Events: `messages`

        Metrics: `waiting`, `age`

        [AWS documentation](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html)"#]],
    );
}

#[test]
fn a_let_says_its_type_and_value() {
    check(
        "/// How long it waits.\nlet de$0lay = 90s\noutput x: \"${delay}\"\n",
        expect![[r#"
        ```sparta
        let delay: Duration
        ```

        How long it waits.

        Known when compiled: `90s`"#]],
    );
    check(
        "let names = [\"a\", \"b\"]\noutput x: na$0mes\n",
        expect![[r#"
        ```sparta
        let names: [String]
        ```"#]],
    );
}

#[test]
fn a_grant_says_what_it_allows() {
    check(
        "
resource uploads: AWS::S3::Bucket {}
lambda f { code: \"./f\", handler: \"a.b\", runtime: \"nodejs22.x\", needs: [uploads.re$0ad] }
//- /f/a.js
",
        expect![[r#"
            ```sparta
            grant read
            ```

            Reads objects and lists the bucket.

            Allows `s3:GetObject`, `s3:GetObjectVersion`, `s3:ListBucket`, `kms:Decrypt`"#]],
    );
}

#[test]
fn functions_and_parameters_say_their_types() {
    check(
        "output x: jo$0in(\",\", [\"a\"])\n",
        expect![[r#"
        ```sparta
        fn join(separator: String, list: [String]): String
        ```"#]],
    );
    check(
        "param st$0age: \"dev\" | \"prod\" = \"dev\"\noutput x: stage\n",
        expect![[r#"
        ```sparta
        param stage: "dev" | "prod" = "dev"
        ```

        A parameter of the template: known at deploy."#]],
    );
    check(
        "lambda f { mem$0ory: 1GB }\n",
        expect![[r#"
        ```sparta
        param memory: Size = 128MB
        ```"#]],
    );
    check(
        "fn la$0bel(team: String): String = team\noutput x: label(\"a\")\n",
        expect![[r#"
        ```sparta
        fn label(team: String): String = team
        ```"#]],
    );
}

#[test]
fn where_nothing_stands_nothing_is_said() {
    check("\n\n$0\n\n", expect!["nothing"]);
    check("// a com$0ment\nlet a = 1\n", expect!["nothing"]);
}
