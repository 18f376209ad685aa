//! Every bad input has a clear message that says what to do, and the rest of the run is intact.

use crate::support::{self, DISCLOSURE, Folder, code, run, stderr};
use std::process::{Command, Output};

/// Extracts the folder `in` and gives back the code and message of each quarantined path.
fn extract(folder: &Folder) -> (Output, Vec<(String, String, String)>) {
    let output = run(&[&"extract", &folder.path("in"), &"--out", &folder.path("out")]);
    let text = |v: &serde_json::Value| v.as_str().unwrap_or_default().to_owned();
    let lines =
        support::quarantine(&folder.path("out")).iter().map(|q| (text(&q["path"]), text(&q["code"]), text(&q["message"]))).collect();
    (output, lines)
}

fn disclosures(folder: &Folder) -> usize {
    std::fs::read_to_string(folder.path("out/disclosures.jsonl")).unwrap().lines().count()
}

#[test]
fn each_bad_file_has_its_own_code_and_the_good_ones_are_read() {
    let folder = Folder::new();
    let whole = support::docx(DISCLOSURE);
    let mut encrypted = vec![0_u8; 4096];
    // FIB: wIdent, nFib 193, fEncrypted ([MS-DOC] 2.5.2).
    encrypted[..4].copy_from_slice(&[0xec, 0xa5, 0xc1, 0x00]);
    encrypted[0x0b] = 0x01;
    folder.write("in/good.txt", DISCLOSURE);
    folder.write("in/good.docx", &whole);
    folder.write("in/empty.doc", "");
    folder.write("in/cut.docx", &whole[..whole.len() / 2]);
    folder.write("in/encrypted.doc", support::ole("WordDocument", &encrypted));
    folder.write("in/locked.docx", support::ole("EncryptedPackage", b"sealed"));
    folder.write("in/sheet.zip", support::zip(&[("data/one.csv", "a,b")]));
    folder.write("in/scan.doc", [&[0xff_u8, 0xd8, 0xff, 0xe0, 0, 16][..], b"JFIF\0", &[7; 600]].concat());
    folder.write("in/login.doc", "<html><head><title>用户登录</title></head><body><form>用户名 <input> 密码 <input type=password><button>登录</button></form></body></html>");
    folder.write("in/news.html", "<html><head><title>全县春耕现场会召开</title></head><body><h1>全县春耕现场会召开</h1><p>3月2日，全县春耕备耕现场会在南营村召开，各乡镇负责人参加会议并察看了育秧大棚。</p><p>会议要求抓好农资供应和技术服务，确保全年粮食生产开好头、起好步。</p></body></html>");
    folder.write("in/letter.doc", "{\\rtf1\\ansi hello}");
    folder.write("in/saved.doc", "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"x\"\r\n\r\n--x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--x--\r\n");
    let (output, lines) = extract(&folder);
    let expected = [
        ("cut.docx", "corrupt"),
        ("empty.doc", "empty_file"),
        ("encrypted.doc", "encrypted"),
        ("letter.doc", "rtf"),
        ("locked.docx", "encrypted"),
        ("login.doc", "error_page"),
        ("news.html", "no_disclosure"),
        ("saved.doc", "mhtml"),
        ("scan.doc", "unsupported_format"),
        ("sheet.zip", "zip_not_docx"),
    ];
    let found: Vec<(&str, &str)> = lines.iter().map(|(path, code, _)| (path.as_str(), code.as_str())).collect();
    assert_eq!(found, expected);
    for (path, _, message) in &lines {
        assert!(message.len() > 20, "{path}: {message:?} does not say what to do");
    }
    assert_eq!(code(&output), 3);
    assert_eq!(disclosures(&folder), 2);
    assert!(stderr(&output).contains("in quarantine: 10"), "{}", stderr(&output));
}

/// Runs the command as a user without rights, since the superuser can read and write everything. `None` where that cannot be arranged.
#[cfg(unix)]
fn without_rights(arguments: &[&dyn AsRef<std::ffi::OsStr>]) -> Option<Output> {
    let root = Command::new("id").arg("-u").output().ok()?.stdout == b"0\n";
    let mut command = if root {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups", env!("CARGO_BIN_EXE_gongkai")]);
        command
    } else {
        Command::new(env!("CARGO_BIN_EXE_gongkai"))
    };
    let output = command.args(arguments.iter().map(|a| a.as_ref())).output().ok()?;
    if stderr(&output).contains("setpriv:") { None } else { Some(output) }
}

#[cfg(unix)]
fn mode(path: &std::path::Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_read_is_told_and_the_rest_is_read() {
    let folder = Folder::new();
    folder.write("in/good.txt", DISCLOSURE);
    folder.write("in/closed/other.txt", DISCLOSURE);
    mode(&folder.path(""), 0o777);
    mode(&folder.path("in/closed"), 0o000);
    let output = without_rights(&[&"extract", &folder.path("in"), &"--out", &folder.path("out")]);
    mode(&folder.path("in/closed"), 0o755);
    let Some(output) = output else {
        println!("SKIPPED: no way to run as a user without rights");
        return;
    };
    assert_eq!(code(&output), 3, "{}", stderr(&output));
    let lines = support::quarantine(&folder.path("out"));
    assert_eq!((lines[0]["path"].as_str(), lines[0]["code"].as_str()), (Some("closed"), Some("unreadable")));
    assert!(lines[0]["message"].as_str().unwrap().contains("check its permissions"));
    assert_eq!(disclosures(&folder), 1);
}

#[cfg(unix)]
#[test]
fn an_output_folder_that_cannot_be_written_is_refused_before_anything_is_read() {
    let folder = Folder::new();
    folder.write("in/good.txt", DISCLOSURE);
    std::fs::create_dir(folder.path("shut")).unwrap();
    mode(&folder.path(""), 0o755);
    mode(&folder.path("shut"), 0o555);
    if let Some(output) = without_rights(&[&"extract", &folder.path("in"), &"--out", &folder.path("shut/out")]) {
        assert_eq!(code(&output), 2, "{}", stderr(&output));
        assert!(stderr(&output).contains("choose a folder that you may write to"), "{}", stderr(&output));
    } else {
        println!("SKIPPED: no way to run as a user without rights");
    }
    let file = folder.write("a-file", "x");
    let output = run(&[&"extract", &folder.path("in"), &"--out", &file.join("out")]);
    assert_eq!(code(&output), 2, "{}", stderr(&output));
}

#[test]
fn a_missing_input_is_wrong_usage_and_nothing_is_written() {
    let folder = Folder::new();
    let output = run(&[&"extract", &folder.path("none"), &"--out", &folder.path("out")]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("no such file or folder"), "{}", stderr(&output));
    assert!(!folder.path("out/disclosures.jsonl").exists());
}
