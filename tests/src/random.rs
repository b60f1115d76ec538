//! Randomness that can be repeated: numbers, and texts that are broken with them.

/// Numbers that look random and are the same for the same seed (xorshift).
pub struct Random(u64);

impl Random {
    /// Numbers from a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed.max(1))
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number below a bound.
    pub fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound.max(1)).expect("a length fits");
        usize::try_from(self.next() % bound).expect("below a length")
    }
}

/// Text that means something to the language.
pub const TOKENS: [&str; 80] = [
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    "\"",
    "\"\"\"",
    "r#\"",
    "'",
    "${",
    "\n",
    ",",
    ":",
    "=",
    "=>",
    ".",
    "?.",
    "?[",
    "...",
    "|",
    "||",
    "&&",
    "??",
    "==",
    "!",
    "-",
    "+",
    "*",
    "/",
    "%",
    "<",
    "null",
    "true",
    "_",
    "42",
    "30s",
    "512MB",
    "a",
    "b",
    "name",
    "AWS::Region",
    "if a {",
    "else",
    "for x in ",
    "in",
    "match ",
    "import ",
    "import stack ",
    "from ",
    "param a: String",
    "setting b: [String]",
    "let a = ",
    "type T = ",
    "fn f(x: Int): Int = ",
    "component C {",
    "custom D {",
    "extend AWS::S3::Bucket {",
    "event e(a: Int) {",
    "grant g {",
    "allow ",
    "check ",
    "set ",
    "output o: ",
    "environment prod {",
    "test ",
    "existing z: AWS::S3::Bucket {",
    "resource a: AWS::S3::Bucket {",
    "resource q[n in names]: C {",
    "lambda f {",
    "api w {",
    "on: [",
    "needs: [",
    "@allow(",
    "@id(\"",
    "@",
    "/*",
    "//",
    "///",
    "é",
];

/// Tokens in no order.
pub fn soup(random: &mut Random) -> Vec<u8> {
    let mut text = String::new();
    for _ in 0..random.below(80) {
        text += TOKENS[random.below(TOKENS.len())];
        text += if random.below(4) == 0 { "\n" } else { " " };
    }
    text.into_bytes()
}

/// Breaks a program in a few places, or puts a part of another into it.
pub fn mutate(seeds: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut bytes = seeds[random.below(seeds.len())].clone();
    for _ in 0..=random.below(4) {
        let at = random.below(bytes.len());
        let end = (at + random.below(24)).min(bytes.len());
        match random.below(4) {
            0 => drop(bytes.drain(at..end)),
            1 => drop(bytes.splice(at..at, TOKENS[random.below(TOKENS.len())].bytes())),
            2 => {
                let other = &seeds[random.below(seeds.len())];
                let from = random.below(other.len());
                let to = (from + random.below(200)).min(other.len());
                drop(bytes.splice(at..end, other[from..to].iter().copied()));
            }
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = u8::try_from(random.below(256)).expect("a byte");
                }
            }
        }
    }
    bytes
}

/// A number from the environment.
pub fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}
