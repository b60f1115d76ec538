//! `spartac lsp` as a process: what it prints, and when it ends.

use std::io::{Read as _, Write as _};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Longer than that no server may outlive its client.
const PATIENCE: Duration = Duration::from_secs(5);

fn serve() -> Child {
    Command::new(env!("CARGO_BIN_EXE_spartac"))
        .args(["lsp", "--stdio"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts")
}

fn say(server: &mut Child, body: &str) {
    let message = format!("Content-Length: {}\r\n\r\n{body}", body.len());
    let input = server.stdin.as_mut().expect("a pipe");
    input.write_all(message.as_bytes()).expect("it hears");
}

/// Says hello for a client that is a process.
fn hello(server: &mut Child, client: u32) {
    let params = format!(r#"{{"processId":{client},"capabilities":{{}}}}"#);
    say(server, &format!(r#"{{"jsonrpc":"2.0","id":1,"method":"initialize","params":{params}}}"#));
}

/// How it ends by itself, if it does in time.
fn ended(server: &mut Child) -> ExitStatus {
    let begun = Instant::now();
    loop {
        if let Some(status) = server.try_wait().expect("it is our child") {
            return status;
        }
        if begun.elapsed() > PATIENCE {
            drop(server.kill());
            panic!("it outlives its client");
        }
        thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn it_prints_messages_and_nothing_else_and_ends_with_0() {
    let mut server = serve();
    hello(&mut server, std::process::id());
    say(&mut server, r#"{"jsonrpc":"2.0","id":2,"method":"shutdown"}"#);
    say(&mut server, r#"{"jsonrpc":"2.0","method":"exit"}"#);
    assert_eq!(ended(&mut server).code(), Some(0));
    let mut printed = String::new();
    let mut output = server.stdout.take().expect("a pipe");
    output.read_to_string(&mut printed).expect("it is text");
    let mut rest = printed.as_str();
    for id in [1, 2] {
        let (header, after) = rest.split_once("\r\n\r\n").expect("a header");
        let length = header.strip_prefix("Content-Length: ").and_then(|it| it.parse().ok());
        let (body, after) = after.split_at(length.expect("its only line is a length"));
        assert!(body.contains(&format!("\"id\":{id}")), "{body}");
        rest = after;
    }
    assert_eq!(rest, "");
}

#[test]
fn it_ends_with_1_when_its_input_does() {
    let mut server = serve();
    hello(&mut server, std::process::id());
    drop(server.stdin.take());
    assert_eq!(ended(&mut server).code(), Some(1));
}

#[test]
fn it_ends_with_1_when_it_is_left_without_a_goodbye() {
    let mut server = serve();
    hello(&mut server, std::process::id());
    say(&mut server, r#"{"jsonrpc":"2.0","method":"exit"}"#);
    assert_eq!(ended(&mut server).code(), Some(1));
}

#[cfg(unix)]
#[test]
fn it_does_not_outlive_the_process_of_its_client() {
    let mut client = Command::new("cat").stdin(Stdio::piped()).spawn().expect("it starts");
    let mut server = serve();
    hello(&mut server, client.id());
    let mut byte = [0];
    server.stdout.as_mut().expect("a pipe").read_exact(&mut byte).expect("it answers");
    client.kill().expect("it runs");
    client.wait().expect("it ends");
    assert_eq!(ended(&mut server).code(), Some(1));
}
