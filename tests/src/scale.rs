//! Programs of any size, for measuring.

use std::fmt::Write as _;

/// A stack of so many functions, each with a role, a log group, a table, a queue, what joins the
/// queue to the function, and an alarm.
pub fn functions(count: usize) -> String {
    following("@allow(quota)\nstack Scale {}\n", count)
}

/// So many stacks of so many functions each, and the file that all of them import, by their paths.
pub fn stacks(count: usize, functions: usize) -> Vec<(String, String)> {
    let head = "import { batch } from \"./shared.sparta\"\n\nlet most = batch + 5\n";
    let program = following(head, functions).replace("batch: 5", "batch: most");
    let path = |number| format!("stack{number}.sparta");
    let stacks = (0..count).map(|number| (path(number), program.clone()));
    let shared = ("shared.sparta".to_owned(), "let batch = 5\n".to_owned());
    stacks.chain([shared]).collect()
}

fn following(head: &str, count: usize) -> String {
    let mut program = head.to_owned();
    for number in 0..count {
        write!(program, "{}", FUNCTION.replace('#', &number.to_string()))
            .expect("writing to a String never fails");
    }
    program
}

const FUNCTION: &str = r#"
resource table#: AWS::DynamoDB::Table {
  BillingMode: "PAY_PER_REQUEST"
  AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }]
  KeySchema: [{ AttributeName: "id", KeyType: "HASH" }]
}

resource queue#: AWS::SQS::Queue {
  VisibilityTimeout: 60s
  MessageRetentionPeriod: 4d
}

lambda work# {
  code: "./work"
  runtime: "python3.13"
  handler: "app.handler"
  memory: 256MB
  timeout: 10s
  on: [queue#.messages(batch: 5)]
  needs: [table#.readWrite]
}

resource alarm#: AWS::CloudWatch::Alarm {
  Namespace: "AWS/SQS"
  MetricName: "ApproximateAgeOfOldestMessage"
  Dimensions: [{ Name: "QueueName", Value: queue#.QueueName }]
  Statistic: "Maximum"
  Period: 60
  EvaluationPeriods: 5
  Threshold: 300
  ComparisonOperator: "GreaterThanThreshold"
}
"#;
