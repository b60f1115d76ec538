//! Known rules between properties.

use sparta_catalogue::{Condition, Object, ResourceType, Rule, Shape, Test, Value, resource_type};

fn ty(name: &str) -> ResourceType {
    resource_type(name).unwrap_or_else(|| panic!("{name} is in the catalogue"))
}

#[track_caller]
fn has(object: &Object, is_it: impl Fn(&Rule) -> bool) {
    assert!(object.rules.iter().any(is_it), "{:#?}", object.rules);
}

#[test]
fn one_of_two() {
    let balancer = ty("AWS::ElasticLoadBalancingV2::LoadBalancer");
    has(
        balancer.root(),
        |rule| matches!(rule, Rule::ExactlyOne(names) if names == &["Subnets", "SubnetMappings"]),
    );
    let rule = ty("AWS::Events::Rule");
    has(
        rule.root(),
        |rule| matches!(rule, Rule::AtLeastOne(names) if names == &["EventPattern", "ScheduleExpression"]),
    );
}

#[test]
fn forms_that_exclude_each_other() {
    let subnet = ty("AWS::EC2::Subnet");
    has(
        subnet.root(),
        |rule| matches!(rule, Rule::Excludes { property: "AvailabilityZone", others } if others == &["AvailabilityZoneId"]),
    );
    // A tagged union is one object with exactly one of its properties.
    let plan = ty("AWS::ARCRegionSwitch::Plan");
    let tagged = plan.shapes.iter().any(|shape| {
        let Shape::Object(object) = shape else { return false };
        object.property("CustomActionLambdaConfig").is_some()
            && object
                .rules
                .iter()
                .any(|rule| matches!(rule, Rule::ExactlyOne(names) if names.len() > 5))
    });
    assert!(tagged);
}

#[test]
fn provisioned_tables_have_a_throughput() {
    has(ty("AWS::DynamoDB::Table").root(), |rule| {
        let Rule::When { conditions, require, .. } = rule else { return false };
        let unless = Condition {
            path: "BillingMode",
            test: Test::NoneOf(vec![Value::String("PAY_PER_REQUEST")]),
            or_absent: true,
        };
        conditions == &[unless] && require == &["ProvisionedThroughput"]
    });
}

#[test]
fn images_have_no_runtime() {
    has(ty("AWS::Lambda::Function").root(), |rule| {
        let Rule::When { conditions, forbid, .. } = rule else { return false };
        conditions.iter().any(|c| c.path == "PackageType") && forbid.contains(&"Runtime")
    });
}

#[test]
fn fifo_queues_say_so_in_their_name() {
    has(ty("AWS::SQS::Queue").root(), |rule| {
        let Rule::When { matching, .. } = rule else { return false };
        matching
            .iter()
            .any(|(path, pattern)| *path == "QueueName" && pattern.matches("a.fifo") == Some(true))
    });
}
