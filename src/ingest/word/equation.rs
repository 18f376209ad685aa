//! `EQ` fields: the old way to circle a number (`\o\ac(○,1)`), to write a fraction (`\f(1,2)`) or to set letters above a word. They print, but have no result.
//!
//! Source: ECMA-376-1, 17.16.5.17.

use crate::ingest::numbering::NumberFormat;

/// Switches within switches that are followed.
const DEPTH: u32 = 8;

/// Bytes of an instruction; a longer one is damage.
const LONGEST: usize = 4096;

/// What an `EQ` field prints as plain text; `None` for another field.
pub(crate) fn print(code: &str) -> Option<String> {
    let code = code.trim_start();
    if code.len() > LONGEST {
        return None;
    }
    let rest = code.get(..2).filter(|head| head.eq_ignore_ascii_case("EQ")).and(code.get(2..))?;
    let mut out = String::new();
    write(&without_general_switches(rest), DEPTH, &mut out);
    let out = out.trim();
    (!out.is_empty()).then(|| out.to_owned())
}

/// Drops `\* jc2`, `\* "Font:宋体"`, `\* hps10`: they are about the look.
fn without_general_switches(code: &str) -> String {
    let mut out = String::new();
    let mut rest = code;
    while let Some((before, after)) = rest.split_once("\\*") {
        out.push_str(before);
        let after = after.trim_start();
        rest = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').map_or("", |(_, tail)| tail),
            None => after.find([' ', '\\']).map_or("", |end| &after[end..]),
        };
    }
    out.push_str(rest);
    out
}

fn write(code: &str, depth: u32, out: &mut String) {
    let mut rest = code;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        // Letters, numbers and further switches up to the bracket: \o\ac(…), \s\up 9(…).
        let head_end =
            after.find('(').filter(|&end| end > 0 && after[..end].chars().all(|c| c.is_ascii_alphanumeric() || "\\ +-.".contains(c)));
        let Some(head_end) = head_end else {
            // An escaped character, or a switch without an argument.
            let mut tail = after.chars();
            match tail.next() {
                Some(c) if c.is_ascii_alphabetic() => rest = tail.as_str().trim_start_matches(|c: char| c.is_ascii_alphanumeric()),
                Some(c) => {
                    out.push(c);
                    rest = tail.as_str();
                }
                None => rest = "",
            }
            continue;
        };
        let kind = after.chars().next().map(|c| c.to_ascii_lowercase());
        let (arguments, tail) = arguments(&after[head_end + 1..]);
        rest = tail;
        if depth == 0 {
            continue;
        }
        let printed: Vec<String> = arguments
            .iter()
            .map(|a| {
                let mut text = String::new();
                write(a, depth - 1, &mut text);
                text.trim().to_owned()
            })
            .collect();
        combine(kind, &printed, out);
    }
    out.push_str(rest);
}

fn combine(kind: Option<char>, arguments: &[String], out: &mut String) {
    match (kind, arguments) {
        (Some('f'), [numerator, denominator, ..]) => {
            out.push_str(numerator);
            out.push('/');
            out.push_str(denominator);
        }
        (Some('o'), [.., first, second]) => {
            let enclosing = first.chars().all(|c| "○〇◯□△◇".contains(c));
            match second.parse::<u32>() {
                Ok(n @ 1..=20) if enclosing && !first.contains(['□', '△', '◇']) => NumberFormat::EnclosedCircle.write(n, out),
                _ => out.push_str(second),
            }
        }
        _ => out.push_str(&arguments.concat()),
    }
}

/// Splits what stands after an opening bracket into its arguments, and what follows the closing one.
fn arguments(code: &str) -> (Vec<&str>, &str) {
    let mut out = Vec::new();
    let (mut depth, mut from, mut escaped) = (0_u32, 0, false);
    for (at, c) in code.char_indices() {
        if escaped {
            escaped = false;
            continue;
        }
        match c {
            '\\' => escaped = true,
            '(' => depth += 1,
            ')' if depth == 0 => {
                out.push(&code[from..at]);
                return (out, &code[at + 1..]);
            }
            ')' => depth -= 1,
            ',' | ';' if depth == 0 => {
                out.push(&code[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    out.push(&code[from..]);
    (out, "")
}

#[cfg(test)]
mod tests {
    use super::print;

    #[test]
    fn circles_fractions_and_ruby() {
        assert_eq!(print(r" eq \o\ac(○,3)").as_deref(), Some("③"));
        assert_eq!(print(r"EQ \o\ac(□,√)").as_deref(), Some("√"));
        assert_eq!(print(r"EQ \f(1,2)").as_deref(), Some("1/2"));
        assert_eq!(print(r#"EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(pīn),拼)"#).as_deref(), Some("拼"));
        assert_eq!(print("PAGE"), None);
        assert_eq!(print("EQ "), None);
        assert_eq!(print(r"EQ \(("), Some("((".to_owned()));
    }
}
