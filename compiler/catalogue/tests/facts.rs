//! Known facts of known types: what the data must keep saying after a refresh.

use sparta_catalogue::{
    AttributeKind, Object, Property, ResourceType, Shape, Strength, StringShape, Value,
    resource_type,
};

/// The type of a name; the tests name only types that exist.
fn ty(name: &str) -> ResourceType {
    resource_type(name).unwrap_or_else(|| panic!("{name} is in the catalogue"))
}

/// The object that a shape is, through lists and unions.
fn object<'a>(ty: &'a ResourceType, shape: &'a Shape) -> Option<&'a Object> {
    match shape {
        Shape::Object(object) => Some(object),
        Shape::List { item, .. } => object_at(ty, *item),
        Shape::OneOf(forms) => forms.iter().find_map(|form| object_at(ty, *form)),
        Shape::Map { .. }
        | Shape::String(_)
        | Shape::Integer { .. }
        | Shape::Number { .. }
        | Shape::Boolean
        | Shape::Json
        | Shape::Any => None,
    }
}

fn object_at(ty: &ResourceType, shape: sparta_catalogue::ShapeId) -> Option<&Object> {
    object(ty, ty.shape(shape))
}

/// The property at a dotted path.
fn property<'a>(ty: &'a ResourceType, path: &str) -> &'a Property {
    let missing = || panic!("{} has {path}", ty.name);
    let (parents, last) = path.rsplit_once('.').unwrap_or(("", path));
    let mut at = ty.root();
    for name in parents.split('.').filter(|name| !name.is_empty()) {
        let parent = at.property(name).unwrap_or_else(missing);
        at = object_at(ty, parent.shape).unwrap_or_else(|| panic!("{} has {path}", ty.name));
    }
    at.property(last).unwrap_or_else(missing)
}

fn string<'a>(ty: &'a ResourceType, path: &str) -> &'a StringShape {
    match ty.shape(property(ty, path).shape) {
        Shape::String(string) => string,
        other => panic!("{path} is {other:?}"),
    }
}

/// What a property refers to, as `TYPE.ATTRIBUTE`.
fn targets(name: &str, path: &str, strength: Strength) -> Vec<String> {
    let ty = ty(name);
    let targets = property(&ty, path).refers_to.iter().filter(|target| target.strength == strength);
    targets.map(|target| format!("{}.{}", target.resource, target.attribute)).collect()
}

#[track_caller]
fn refers(name: &str, path: &str, expected: &str) {
    let found = targets(name, path, Strength::Strong);
    assert!(found.iter().any(|target| target == expected), "{name} {path} refers to {found:?}");
}

#[track_caller]
fn may_refer(name: &str, path: &str, expected: &str) {
    let found = targets(name, path, Strength::Weak);
    assert!(found.iter().any(|target| target == expected), "{name} {path} may refer to {found:?}");
}

#[test]
fn every_type_decodes() {
    for name in sparta_catalogue::names() {
        let ty = ty(name);
        assert_eq!(ty.name, name);
        assert!(matches!(ty.shape(ty.root), Shape::Object(_)), "{name}");
        for (index, shape) in ty.shapes.iter().enumerate() {
            if let Shape::Object(object) = shape {
                assert!(object.properties.is_sorted_by_key(|p| p.name), "{name}, shape {index}");
            }
        }
        assert!(ty.attributes.is_sorted_by_key(|attribute| attribute.name), "{name}");
    }
}

#[test]
fn there_are_all_types() {
    assert_eq!(sparta_catalogue::names().count(), 1_898);
    assert!(sparta_catalogue::names().is_sorted());
    assert!(sparta_catalogue::contains("AWS::Serverless::Function"));
    assert!(!sparta_catalogue::contains("AWS::S3::Buckets"));
    assert!(resource_type("").is_none());
}

#[test]
fn required_properties() {
    let function = ty("AWS::Lambda::Function");
    let root = function.root();
    let required = root.properties.iter().filter(|p| p.required).map(|p| p.name);
    assert_eq!(required.collect::<Vec<_>>(), ["Code", "Role"]);
    assert!(!root.open);
    assert!(property(&function, "Arn").read_only);
    assert!(!property(&function, "FunctionName").read_only);
}

#[test]
fn limits_and_enumerations() {
    let function = ty("AWS::Lambda::Function");
    assert!(string(&function, "Runtime").one_of.contains(&"python3.13"));
    assert!(matches!(
        function.shape(property(&function, "Timeout").shape),
        Shape::Integer { min: Some(1), .. }
    ));
    let broker = ty("AWS::AmazonMQ::Broker");
    assert!(string(&broker, "DeploymentMode").ignore_case);
    assert!(string(&ty("AWS::EC2::Instance"), "InstanceType").one_of.contains(&"t3.micro"));
    assert_eq!(
        property(&ty("AWS::KMS::Key"), "KeyUsage").default,
        Some(Value::String("ENCRYPT_DECRYPT"))
    );
}

#[test]
fn environment_variables_have_forbidden_names() {
    let function = ty("AWS::Lambda::Function");
    let variables = function.shape(property(&function, "Environment.Variables").shape);
    let Shape::Map { forbidden_keys, key_pattern, .. } = variables else { panic!("{variables:?}") };
    assert!(forbidden_keys.contains(&"AWS_REGION"));
    assert!(key_pattern.is_some());
}

#[test]
fn json_properties() {
    let role = ty("AWS::IAM::Role");
    assert_eq!(role.shape(property(&role, "AssumeRolePolicyDocument").shape), &Shape::Json);
    // What is known of the JSON is kept: it is that object, or the object's text.
    let queue = ty("AWS::SQS::Queue");
    let Shape::OneOf(forms) = queue.shape(property(&queue, "RedrivePolicy").shape) else {
        panic!("no union")
    };
    let text = forms
        .iter()
        .any(|form| matches!(queue.shape(*form), Shape::String(s) if s.format == Some("json")));
    assert!(
        text && property(&queue, "RedrivePolicy.deadLetterTargetArn").name == "deadLetterTargetArn"
    );
}

#[test]
fn definitions_may_contain_themselves() {
    let acl = ty("AWS::WAFv2::WebACL");
    assert!(property(&acl, "Rules.Statement.NotStatement.Statement.NotStatement").shape > acl.root);
}

#[test]
fn what_ref_gives() {
    use AttributeKind::{Arn, Id, Name, Url};
    for (name, path, kind) in [
        ("AWS::S3::Bucket", "BucketName", Name),
        ("AWS::Lambda::Function", "FunctionName", Name),
        ("AWS::SQS::Queue", "QueueUrl", Url),
        ("AWS::SNS::Topic", "TopicArn", Arn),
        ("AWS::DynamoDB::Table", "TableName", Name),
        ("AWS::IAM::Role", "RoleName", Name),
        ("AWS::ApiGatewayV2::Api", "ApiId", Id),
        ("AWS::ApiGatewayV2::Stage", "StageName", Name),
        ("AWS::EC2::VPC", "VpcId", Id),
        ("AWS::Logs::LogGroup", "LogGroupName", Name),
        ("AWS::KMS::Key", "KeyId", Id),
        ("AWS::SecretsManager::Secret", "Id", Arn),
        ("AWS::StepFunctions::StateMachine", "Arn", Arn),
        ("AWS::ECS::Service", "ServiceArn", Arn),
    ] {
        let ty = ty(name);
        assert_eq!(
            (ty.reference.name, ty.reference.path, ty.reference.kind),
            ("Ref", Some(path), kind),
            "{name}"
        );
    }
    // The rule's name, after that of its bus if it has one: no property's value.
    let rule = ty("AWS::Events::Rule").reference;
    assert_eq!((rule.path, rule.kind), (None, Name));
}

#[test]
fn what_get_att_gives() {
    let vpc = ty("AWS::EC2::VPC");
    let id = vpc.attribute("VpcId").expect("all properties of a VPC are attributes");
    assert_eq!(id.format, Some("AWS::EC2::VPC.Id"));
    assert_eq!(id.path, vpc.reference.path);
    let cluster = ty("AWS::RDS::DBCluster");
    assert!(cluster.attribute("Endpoint.Address").is_some());
    assert!(cluster.attribute("Endpoint.Nothing").is_none());
    assert!(ty("AWS::CloudFormation::Stack").attribute("Outputs.Anything").is_some());
    assert!(ty("AWS::CloudFormation::Stack").attribute("Anything").is_none());
    assert!(ty("AWS::CloudFormation::CustomResource").attribute("Anything").is_some());
    let servers = ty("AWS::Route53::HostedZone");
    let servers = (servers.attribute("NameServers").map(|a| servers.shape(a.shape).clone()), ());
    assert!(matches!(servers.0, Some(Shape::List { .. })));
}

#[test]
fn attributes_tell_what_they_name() {
    let vpc = ty("AWS::EC2::VPC");
    let group = vpc.attribute("DefaultSecurityGroup").expect("a VPC has one");
    let wanted = targets("AWS::Lambda::Function", "VpcConfig.SecurityGroupIds", Strength::Strong);
    let given = group.refers_to.iter().map(|t| format!("{}.{}", t.resource, t.attribute));
    assert!(given.into_iter().any(|target| wanted.contains(&target)), "{wanted:?}");
}

#[test]
fn references_to_a_function_and_its_surroundings() {
    refers("AWS::Lambda::Function", "Role", "AWS::IAM::Role.Arn");
    refers(
        "AWS::Lambda::Function",
        "VpcConfig.SecurityGroupIds",
        "AWS::EC2::SecurityGroup.GroupId",
    );
    refers("AWS::Lambda::Function", "VpcConfig.SubnetIds", "AWS::EC2::Subnet.Ref");
    refers("AWS::Lambda::Function", "LoggingConfig.LogGroup", "AWS::Logs::LogGroup.Ref");
    refers("AWS::Lambda::Permission", "FunctionName", "AWS::Lambda::Function.Ref");
    refers("AWS::Lambda::EventSourceMapping", "FunctionName", "AWS::Lambda::Function.Ref");
    refers("AWS::Lambda::EventSourceMapping", "EventSourceArn", "AWS::SQS::Queue.Arn");
    refers("AWS::Lambda::EventSourceMapping", "EventSourceArn", "AWS::DynamoDB::Table.StreamArn");
    refers("AWS::Lambda::EventSourceMapping", "EventSourceArn", "AWS::Kinesis::Stream.Arn");
}

#[test]
fn references_between_services() {
    refers("AWS::EC2::Subnet", "VpcId", "AWS::EC2::VPC.Ref");
    refers("AWS::ApiGatewayV2::Route", "ApiId", "AWS::ApiGatewayV2::Api.Ref");
    refers("AWS::Events::Rule", "Targets.RoleArn", "AWS::IAM::Role.Arn");
    refers("AWS::SQS::Queue", "KmsMasterKeyId", "AWS::KMS::Key.Ref");
    refers("AWS::SQS::Queue", "KmsMasterKeyId", "AWS::KMS::Key.Arn");
    refers("AWS::CloudWatch::Alarm", "AlarmActions", "AWS::SNS::Topic.Ref");
    refers(
        "AWS::AutoScaling::AutoScalingGroup",
        "TargetGroupARNs",
        "AWS::ElasticLoadBalancingV2::TargetGroup.Ref",
    );
    refers("AWS::Events::Rule", "Targets.Arn", "AWS::Lambda::Function.Arn");
    may_refer(
        "AWS::SecretsManager::RotationSchedule",
        "RotationLambdaARN",
        "AWS::Lambda::Function.Arn",
    );
}

#[test]
fn what_a_change_replaces() {
    let table = ty("AWS::DynamoDB::Table");
    assert!(table.create_only.contains(&"TableName"));
    assert_eq!(table.primary_identifier, ["TableName"]);
    assert!(table.stateful);
    assert!(!ty("AWS::Lambda::Function").stateful);
    assert!(ty("AWS::RDS::DBInstance").write_only.contains(&"MasterUserPassword"));
}

#[test]
fn tags_and_regions() {
    assert_eq!(ty("AWS::Route53::HostedZone").tag_property, Some("HostedZoneTags"));
    assert_eq!(ty("AWS::Lambda::Permission").tag_property, None);
    let function = ty("AWS::Lambda::Function");
    assert!(function.regions.contains("eu-west-1"));
    assert_eq!(function.regions.missing().count(), 0);
    let farm = ty("AWS::DeviceFarm::Project");
    assert_eq!(farm.regions.offered().collect::<Vec<_>>(), ["us-west-2"]);
    assert!(!farm.regions.contains("eu-west-1"));
}
