use expect_test::{Expect, expect};

use super::completion;
use crate::fixture::Fixture;

/// The proposals at the cursor: label, detail, and what is written if that is another text.
fn check(text: &str, expected: Expect) {
    let fixture = Fixture::new(text);
    let found = completion(&fixture.db, fixture.project, fixture.cursor());
    let mut shown = String::new();
    for item in found.items.iter().take(8) {
        let detail = item.detail.as_ref().map_or_else(String::new, |it| format!(" ({it})"));
        let text = if item.edit.text == item.label {
            String::new()
        } else {
            format!(" => {}", item.edit.text.escape_debug())
        };
        let further = item.further.iter().map(|it| format!(" + {:?}", it.text));
        shown.push_str(&format!("{}{detail}{text}{}\n", item.label, further.collect::<String>()));
    }
    if found.items.len() > 8 {
        shown.push_str(&format!("and {} more\n", found.items.len() - 8));
    }
    expected.assert_eq(&shown);
}

#[test]
fn declarations_begin_with_words() {
    check(
        "$0\n",
        expect![[r#"
            api (an instance of Api) => api ${1:name} {\n  routes: { \"$2\": $3 }\n  $0\n}
            component (a reusable part) => component ${1:Name} {\n  $0\n}
            custom (a custom resource type) => custom ${1:Name} {\n  handler: ${2:function}\n  input: { $3 }\n  output: { $4 }\n}$0
            environment (where and with what it is deployed) => environment ${1:prod} {\n  region: \"$2\"\n  $0\n}
            event (something that triggers code) => event ${1:name}($2) {\n  $0\n}
            existing (what another owner manages) => existing ${1:name}: ${2:AWS::} {\n  $0\n}
            extend (what a type has beside) => extend ${1:AWS::} {\n  $0\n}
            fn (a function) => fn ${1:name}(${2:value}: ${3:String}): ${4:String} = $0
            and 11 more
        "#]],
    );
    check(
        "let a = 1\nla$0\n",
        expect![[r#"
            lambda (an instance of Lambda) => lambda ${1:name} {\n  code: \"$2\"\n  handler: \"$4\"\n  runtime: \"$6\"\n  $0\n}
        "#]],
    );
    check(
        "component C {\n  pa$0\n}\n",
        expect![[r#"
        param (what an instance is given) => param ${1:name}: ${2:String}$0
    "#]],
    );
    check(
        "extend AWS::S3::Bucket {\n  $0\n}\n",
        expect![[r#"
        attribute (a value that it gives) => attribute ${1:name}: ${2:String} = $0
        check (what has to hold) => check ${1:condition} else \"${2:what is wrong}\"$0
        event (something that triggers code) => event ${1:name}($2) {\n  $0\n}
        grant (what may be done) => grant ${1:name} {\n  $0\n}
        metric (a number that is measured) => metric ${1:name} {\n  $0\n}
        property (what is known of a property) => property ${1:Name} { $0 }
    "#]],
    );
}

#[test]
fn resource_types_go_by_any_part_of_their_names() {
    check(
        "resource q: buck$0\n",
        expect![[r#"
            AWS::Lightsail::Bucket
            AWS::S3::Bucket
            AWS::S3::BucketPolicy
            AWS::S3Express::BucketPolicy
            AWS::S3Outposts::Bucket
            AWS::S3Outposts::BucketPolicy
            AWS::S3Express::DirectoryBucket
            AWS::S3Tables::TableBucket
            and 7 more
        "#]],
    );
    check(
        "resource q: AWS::S3::B$0 {}\n",
        expect![[r#"
            AWS::S3::Bucket
            AWS::S3::BucketPolicy
            AWS::ObservabilityAdmin::S3TableIntegration
            AWS::S3Express::BucketPolicy
            AWS::S3Express::DirectoryBucket
            AWS::S3ObjectLambda::AccessPoint
            AWS::S3ObjectLambda::AccessPointPolicy
            AWS::S3Outposts::Bucket
            and 8 more
        "#]],
    );
    check(
        "component Worker {}\nresource w: Wo$0\n",
        expect![[r#"
        Worker
        AWS::APS::Workspace
        AWS::AWSExternalAnthropic::Workspace
        AWS::Athena::WorkGroup
        AWS::BcmPricingCalculator::WorkloadEstimate
        AWS::BedrockAgentCore::WorkloadIdentity
        AWS::Connect::Workspace
        AWS::Deadline::Worker
        and 126 more
    "#]],
    );
}

#[test]
fn fields_are_those_that_are_not_written_yet() {
    check(
        "resource q: AWS::SQS::Queue {\n  DelaySeconds: 3s\n  De$0\n}\n",
        expect![[r#"
        DeduplicationScope (String) => DeduplicationScope: \"$1\"$0
        ContentBasedDeduplication (Bool) => ContentBasedDeduplication: $1$0
        KmsDataKeyReusePeriodSeconds (Int) => KmsDataKeyReusePeriodSeconds: $1$0
    "#]],
    );
    check(
        "resource t: AWS::DynamoDB::Table {\n  $0\n}\n",
        expect![[r#"
            KeySchema (required) => KeySchema: $1$0
            AttributeDefinitions ([{ AttributeName, AttributeType }]) => AttributeDefinitions: [$1]$0
            BillingMode ("PAY_PER_REQUEST" | "PROVISIONED") => BillingMode: $1$0
            ContributorInsightsSpecification ({ Enabled, Mode }) => ContributorInsightsSpecification: { $1 }$0
            DeletionProtectionEnabled (Bool) => DeletionProtectionEnabled: $1$0
            GlobalSecondaryIndexes ([{ ContributorInsightsSpecification, IndexName, KeySchema, OnDemandThroughput, Projection, ProvisionedThroughput, WarmThroughput }]) => GlobalSecondaryIndexes: [$1]$0
            ImportSourceSpecification ({ InputCompressionType, InputFormat, InputFormatOptions, S3BucketSource }) => ImportSourceSpecification: { $1 }$0
            KinesisStreamSpecification ({ ApproximateCreationDateTimePrecision, StreamArn }) => KinesisStreamSpecification: { $1 }$0
            and 13 more
        "#]],
    );
    check(
        "resource b: AWS::S3::Bucket { VersioningConfiguration: { $0 } }\n",
        expect![[r#"
            Status (required: "Enabled" | "Suspended") => Status: $1$0
        "#]],
    );
    check(
        "lambda f {\n  code: \"./f\"\n  ru$0\n}\n",
        expect![[r#"
        runtime (String?) => runtime: $1$0
    "#]],
    );
    check(
        "component C { param size: Int }\nresource c: C { $0 }\n",
        expect![[r#"
        size (required: Int) => size: $1$0
    "#]],
    );
    check(
        "param stage: String\nenvironment prod { params: { $0 } }\n",
        expect![[r#"
        stage (required: String) => stage: $1$0
    "#]],
    );
}

#[test]
fn values_are_what_is_wanted() {
    check(
        "resource b: AWS::S3::Bucket { VersioningConfiguration: { Status: $0 } }\n",
        expect![[r#"
            "Enabled"
            "Suspended"
            b (AWS::S3::Bucket)
            AWS::AccountId (known at deploy)
            AWS::NotificationARNs (known at deploy)
            AWS::Partition (known at deploy)
            AWS::Region (known at deploy)
            AWS::StackId (known at deploy)
            and 47 more
        "#]],
    );
    check(
        "resource b: AWS::S3::Bucket { VersioningConfiguration: { Status: \"E$0\" } }\n",
        expect![[r#"
            Enabled
        "#]],
    );
    check(
        "param stage: \"dev\" | \"prod\" = $0\n",
        expect![[r#"
            "dev"
            "prod"
            stage (String)
            AWS::AccountId (known at deploy)
            AWS::NotificationARNs (known at deploy)
            AWS::Partition (known at deploy)
            AWS::Region (known at deploy)
            AWS::StackId (known at deploy)
            and 47 more
        "#]],
    );
    check(
        "resource role: AWS::IAM::Role {}\nlet name = \"x\"\nresource f: AWS::Lambda::Function {\n  Role: $0\n}\n",
        expect![[r#"
            role (AWS::IAM::Role)
            name (String)
            f (AWS::Lambda::Function)
            AWS::AccountId (known at deploy)
            AWS::NotificationARNs (known at deploy)
            AWS::Partition (known at deploy)
            AWS::Region (known at deploy)
            AWS::StackId (known at deploy)
            and 47 more
        "#]],
    );
    check(
        "lambda f { timeout: $0 }\n",
        expect![[r#"
            1d => ${1:1}d$0
            1h => ${1:1}h$0
            1min => ${1:1}min$0
            1s => ${1:1}s$0
            f (Lambda)
            AWS::AccountId (known at deploy)
            AWS::NotificationARNs (known at deploy)
            AWS::Partition (known at deploy)
            and 49 more
        "#]],
    );
}

#[test]
fn after_a_dot_stand_members() {
    check(
        "resource uploads: AWS::S3::Bucket {}\nlambda f {\n  needs: [uploads.$0\n",
        expect![[r#"
        delete (Grant)
        list (Grant)
        read (Grant)
        readWrite (Grant)
        write (Grant)
        Arn (String)
        DomainName (String)
        DualStackDomainName (String)
        and 7 more
    "#]],
    );
    check(
        "resource uploads: AWS::S3::Bucket {}\nlambda f {\n  on: [uploads.ob$0]\n}\n",
        expect![[r#"
            objectCreated (Event)
            objectDeleted (Event)
        "#]],
    );
    check(
        "param on: Bool = true\nresource q: AWS::SQS::Queue if on {}\noutput u: q.Que$0\n",
        expect![[r#"
            QueueName (String) + "?."
            QueueUrl (String) + "?."
            FifoQueue (Bool) + "?."
        "#]],
    );
    check(
        "let c = { a: 1, b: { d: 2 } }\noutput x: c.b.$0\n",
        expect![[r#"
        d (2)
    "#]],
    );
}

#[test]
fn calls_take_arguments() {
    check(
        "resource uploads: AWS::S3::Bucket {}\nlambda f {\n  on: [uploads.objectCreated(pre$0)]\n}\n",
        expect![[r#"
            prefix: => prefix: $0
            parted (parted(on: [Event], needs: [Grant | Resource]): { held: [Grant | Resource], free: [Grant | Resource] }) => parted($1)$0
        "#]],
    );
    check(
        "output x: join($0)\n",
        expect![[r#"
            separator: => separator: $0
            list: => list: $0
            AWS::AccountId (known at deploy)
            AWS::NotificationARNs (known at deploy)
            AWS::Partition (known at deploy)
            AWS::Region (known at deploy)
            AWS::StackId (known at deploy)
            AWS::StackName (known at deploy)
            and 46 more
        "#]],
    );
}

#[test]
fn a_match_offers_what_it_lacks() {
    check(
        "param stage: \"dev\" | \"prod\"\noutput x: match stage { \"dev\" => 1, $0 }\n",
        expect![[r#"
            "prod" => \"prod\" => $0
            _ => _ => $0
        "#]],
    );
}

#[test]
fn types_are_those_of_the_language_and_of_the_file() {
    check(
        "type Tier = \"a\"\nparam x: $0\n",
        expect![[r#"
        Any
        Bool
        Code
        Duration
        Event
        Float
        Grant
        Int
        and 8 more
    "#]],
    );
    check(
        "param x: AWS::EC2::VPC$0\n",
        expect![[r#"
            AWS::EC2::VPC
            AWS::EC2::VPCBlockPublicAccessExclusion
            AWS::EC2::VPCBlockPublicAccessOptions
            AWS::EC2::VPCCidrBlock
            AWS::EC2::VPCDHCPOptionsAssociation
            AWS::EC2::VPCEncryptionControl
            AWS::EC2::VPCEndpoint
            AWS::EC2::VPCEndpointConnectionNotification
            and 13 more
        "#]],
    );
}

#[test]
fn names_of_other_files_are_imported() {
    let text = "
//- /main.sparta
import { other } from \"./times.sparta\"
output x: del$0
//- /times.sparta
let delay = 3s
let other = 4s
";
    check(
        text,
        expect![[r#"
        delay (from "./times.sparta") + ", delay"
    "#]],
    );
    check(
        &text.replace("del$0", "1").replace("{ other }", "{ other, d$0 }"),
        expect![[r#"
        delay
    "#]],
    );
    check(
        &text.replace("del$0", "1").replace("./times", "./$0"),
        expect![[r#"
            ./times.sparta
        "#]],
    );
}

#[test]
fn paths_lead_to_what_is_there() {
    let files = "//- /f/a.js\n//- /f/b/c.js\n//- /g.txt\n";
    check(
        &format!("lambda f {{ code: \"./$0\" }}\n{files}"),
        expect![[r#"
        ./f
        ./g.txt
        ./main.sparta
    "#]],
    );
    check(
        &format!("let x = file(\"./f/$0\")\n{files}"),
        expect![[r#"
        ./f/b
        ./f/a.js
    "#]],
    );
}

#[test]
fn texts_have_known_forms() {
    check(
        "api web { routes: { \"P$0\": f } }\n",
        expect![[r#"
            POST /
            PUT /
            PATCH /
            ANY /{proxy+}
        "#]],
    );
    check(
        "resource r: AWS::Events::Rule { ScheduleExpression: \"ra$0\" }\n",
        expect![[r#"
            rate(5 minutes)
            rate(1 hour)
            rate(1 day)
        "#]],
    );
    check(
        "import { cron } from \"std/schedule\"\nlambda f { on: [cron(\"0 8$0\")] }\n",
        expect![[r#"
            0 8 ? * MON-FRI *
        "#]],
    );
    check(
        "environment prod { region: \"eu-w$0\" }\n",
        expect![[r#"
        eu-west-1
        eu-west-2
        eu-west-3
        eu-isoe-west-1
    "#]],
    );
    check(
        "lambda f { runtime: \"nodejs2$0\" }\n",
        expect![[r#"
        nodejs20.x
        nodejs22.x
        nodejs24.x
        nodejs26.x
        nodejs12.x
    "#]],
    );
    check(
        "lambda f { handler: \"$0\" }\n",
        expect![[r#"
            index.handler
            app.handler
            bootstrap
        "#]],
    );
}

#[test]
fn attributes_take_what_their_forms_say() {
    check(
        "@allow(unknown-pr$0)\nresource q: AWS::SQS::Queue {}\n",
        expect![[r#"
        unknown-property (There is no property of this name.)
        unknown-import (A file does not offer what is imported from it.)
        unknown-parameter (An environment gives a value to a parameter that the stack does not have.)
    "#]],
    );
    check(
        "@retain($0)\nresource q: AWS::SQS::Queue {}\n",
        expect![[r#"
        on: "replace"
        q (AWS::SQS::Queue)
        AWS::AccountId (known at deploy)
        AWS::NotificationARNs (known at deploy)
        AWS::Partition (known at deploy)
        AWS::Region (known at deploy)
        AWS::StackId (known at deploy)
        AWS::StackName (known at deploy)
        and 46 more
    "#]],
    );
    check(
        "@$0\noutput x: 1\n",
        expect![[r#"
        allow (before any declaration) => allow(${1:diagnostic-name})$0
        deprecated (before any declaration) => deprecated(\"$1\")$0
        export (before an `output`) => export(\"${1:name}\")$0
    "#]],
    );
}

#[test]
fn only_what_has_events_fits_where_events_are_wanted() {
    check(
        "resource a: AWS::EC2::VPC {}\nresource q: AWS::SQS::Queue {}\nlambda f { on: [$0] }\n",
        expect![[r#"
            q (AWS::SQS::Queue)
            a (AWS::EC2::VPC)
            f (Lambda)
            AWS::AccountId (known at deploy)
            AWS::NotificationARNs (known at deploy)
            AWS::Partition (known at deploy)
            AWS::Region (known at deploy)
            AWS::StackId (known at deploy)
            and 47 more
        "#]],
    );
}

#[test]
fn a_quote_too_many_hides_nothing() {
    check(
        "lambda f { code: \"./f\" \", run$0: \"nodejs22.x\" }\n",
        expect![[r#"
        runtime (String?)
    "#]],
    );
    check(
        "resource q: AWS::SQS::Queue {}\noutput x: q.ref q.Que$0\n",
        expect![[r#"
        QueueName (String)
        QueueUrl (String)
        FifoQueue (Bool)
    "#]],
    );
}

#[test]
fn attributes_have_their_forms() {
    check(
        "@re$0\nresource q: AWS::SQS::Queue {}\n",
        expect![[r#"
            retain (before a resource)
        "#]],
    );
}

#[test]
fn policies_name_actions() {
    check(
        "extend AWS::S3::Bucket {\n  grant g {\n    allow [\"s3:Get$0\"] on self.Arn\n  }\n}\n",
        expect![[r#"
            s3:GetObject
            s3:GetObjectVersion
        "#]],
    );
}

#[test]
fn nothing_is_proposed_where_nothing_is_known() {
    check("// a com$0ment\n", expect![""]);
    check("let na$0 = 3\n", expect![""]);
    check("output x: \"some te$0xt\"\n", expect![""]);
}
