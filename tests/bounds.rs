//! Programs that nest or grow without end are told so: in a stack of two megabytes, and before they
//! fill the memory.

use std::fmt::Write as _;

use sparta_tests::check;
use sparta_tests::files::Files;

/// The names of what is found in a program, by a thread whose stack is small.
fn found(program: String) -> Vec<String> {
    let check = move || {
        let found = check(Files::text("main.sparta", &program), "main.sparta");
        found.iter().map(|finding| finding.name.to_string()).collect()
    };
    let thread = std::thread::Builder::new().stack_size(2 << 20).spawn(check);
    thread.expect("a thread can be started").join().expect("no panic")
}

/// `count` declarations, each made of the one before.
fn chain(first: &str, count: u32, next: impl Fn(u32) -> String, last: &str) -> String {
    let mut program = format!("{first}\n");
    for number in 1..count {
        writeln!(program, "{}", next(number)).expect("a string takes all");
    }
    program + &last.replace("LAST", &(count - 1).to_string()) + "\n"
}

#[track_caller]
fn is_told(what: &str, program: String, name: &str) {
    let found = found(program);
    assert!(found.iter().any(|found| found == name), "{what}: {found:?}");
    assert!(found.len() <= 20, "{what}: {} findings", found.len());
}

#[test]
fn what_nests_without_end() {
    for (open, head) in [
        ("[", "output x: "),
        ("(", "output x: "),
        ("{a:", "output x: "),
        ("-", "output x: "),
        ("[", "param x: "),
        ("{ a: ", "param x: "),
        ("if a { ", "output x: "),
        ("if a { 1 } else ", "output x: "),
        ("f(", "output x: "),
        ("\"${", "output x: "),
        ("a.", "output x: "),
        ("a?.", "output x: "),
        ("a[", "output x: "),
        ("1 + ", "output x: "),
        ("a ?? ", "output x: "),
        ("match a { _ => ", "output x: "),
        ("[for a in ", "output x: "),
        ("{a:[", "resource q: AWS::SQS::Queue "),
    ] {
        let declared = "let a = true\nfn f(x: Any): Any = x\noutput used: f(a)\n";
        let times = if open == "[" { 1_000_000 } else { 100_000 };
        let program = format!("{declared}{head}{}", open.repeat(times));
        is_told(open, program, "nested-too-deeply");
    }
}

#[test]
fn values_that_nest_without_end() {
    let name = "nested-too-deeply";
    let lists = chain(
        "let a0 = [1]",
        5_000,
        |n| format!("let a{n} = [a{}]", n - 1),
        "output x: toJson(aLAST)",
    );
    is_told("lists", lists, name);
    let body = format!("{}x{}", "[".repeat(150), "]".repeat(150));
    let calls = chain(
        &format!("fn f0(x: Any): Any = {body}"),
        4,
        |n| format!("fn f{n}(x: Any): Any = f{0}(f{0}(x))", n - 1),
        "output x: toJson(fLAST(1))",
    );
    is_told("calls", calls, name);
    let components = chain(
        "component C0 { resource q: AWS::SQS::Queue {} }",
        400,
        |n| format!("component C{n} {{ resource a: C{} {{}} }}", n - 1),
        "resource top: CLAST {}",
    );
    is_told("components", components, name);
}

#[test]
fn long_chains_are_fine() {
    let lets =
        chain("let a0 = 1", 5_000, |n| format!("let a{n} = a{} + 1", n - 1), "output x: aLAST");
    assert_eq!(found(lets), Vec::<String>::new());
    let types = chain(
        "type T0 = { a: Int }",
        60,
        |n| format!("type T{n} = {{ left: T{0}, right: T{0} }}", n - 1),
        "setting s: TLAST? = null\noutput x: toJson(s)",
    );
    assert_eq!(found(types), Vec::<String>::new());
}

#[test]
fn what_grows_without_end() {
    let name = "too-much-work";
    let twice = |what: &str, first: &str, next: &dyn Fn(u32) -> String, last: &str| {
        is_told(what, chain(first, 60, next, last), name);
    };
    twice(
        "text",
        "let a0 = \"0123456789\"",
        &|n| format!("let a{n} = \"${{a{0}}}${{a{0}}}\"", n - 1),
        "output x: aLAST",
    );
    twice(
        "join",
        "let a0 = \"ab\"",
        &|n| format!("let a{n} = join(\"\", [a{0}, a{0}])", n - 1),
        "output x: aLAST",
    );
    twice(
        "replace",
        "let a0 = \"aa\"",
        &|n| format!("let a{n} = replace(a{}, \"a\", \"aa\")", n - 1),
        "output x: aLAST",
    );
    twice(
        "lists",
        "let a0 = [1]",
        &|n| format!("let a{n} = [...a{0}, ...a{0}]", n - 1),
        "output x: length(aLAST)",
    );
    twice(
        "shared lists",
        "let a0 = [1]",
        &|n| format!("let a{n} = [a{0}, a{0}]", n - 1),
        "output x: toJson(aLAST)",
    );
    twice(
        "shared objects",
        "let a0 = { x: 1 }",
        &|n| format!("let a{n} = {{ l: a{0}, r: a{0} }}", n - 1),
        "output x: toJson(aLAST)",
    );
    twice(
        "deploy-time text",
        "param p: String = \"x\"\nlet a0 = base64(p)",
        &|n| format!("let a{n} = base64(\"${{a{0}}}${{a{0}}}\")", n - 1),
        "output x: aLAST",
    );
    twice(
        "calls",
        "fn f0(x: Int): Int = x",
        &|n| format!("fn f{n}(x: Int): Int = f{0}(x) + f{0}(x)", n - 1),
        "output x: fLAST(1)",
    );
    twice(
        "choices",
        "param c: Bool = true\nlet a0 = if c { 1 } else { 2 }",
        &|n| {
            format!(
                "param c{n}: Bool = true\nlet a{n} = a{} + (if c{n} {{ 1 }} else {{ 2 }})",
                n - 1
            )
        },
        "output x: aLAST",
    );
    twice(
        "conditions",
        "param c: Bool = true\nlet a0 = c",
        &|n| format!("param c{n}: Bool = true\nlet a{n} = a{} == c{n}", n - 1),
        "resource q: AWS::SQS::Queue if aLAST {}",
    );
    twice(
        "components",
        "component C0 { resource q: AWS::SQS::Queue {} }",
        &|n| {
            format!(
                "component C{n} {{\n  resource a: C{0} {{}}\n  resource b: C{0} {{}}\n}}",
                n - 1
            )
        },
        "resource top: CLAST {}",
    );
    for (what, program) in [
        ("range", "output x: [for n in range(0, 1000000000) { n }]"),
        (
            "loops",
            "output x: toJson([for a in range(0, 2000) { [for b in range(0, 2000) { a }] }])",
        ),
        ("resources", "resource q[n in range(0, 1000000)]: AWS::SQS::Queue {}"),
        (
            "resources of components",
            "component A { resource q[n in range(0, 1000)]: AWS::SQS::Queue {} }\nresource a[n in range(0, 1000)]: A {}",
        ),
        ("keys", "output x: toJson({ for n in range(0, 100000) { \"k${n}\": n } })"),
    ] {
        is_told(what, program.to_owned(), name);
    }
}
