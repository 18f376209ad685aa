//! Files to read and a way to run the command.

use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A small disclosure of invented words and figures.
pub const DISCLOSURE: &str = "丰宁满族自治县水务局2019年部门预算信息公开情况说明\n\
一、部门职责及机构设置情况\n\
部门职责：\n\
1、拟订全县水务发展规划并组织实施。\n\
2、负责河道和水库的安全管理。\n\
二、部门预算安排的总体情况\n\
1、收入说明\n\
2019年预算收入310.50万元，其中：一般公共预算收入310.50万元。\n\
2、支出说明\n\
2019年支出预算310.50万元，其中基本支出210.20万元，项目支出100.30万元。\n\
三、机关运行经费安排情况\n\
2019年，我部门机关运行经费共计安排21.00万元。\n\
四、财政拨款“三公”经费预算情况及增减变化原因\n\
2019年，我部门财政拨款“三公”经费预算安排3.00万元，其中公务接待费3.00万元。\n\
五、绩效预算信息\n\
总体绩效目标：保障供水安全。\n\
六、政府采购预算情况\n\
我部门2019年没有安排政府采购预算。\n\
七、国有资产信息\n\
我部门上年末固定资产金额为55.10万元。\n\
八、名词解释\n\
1、基本支出：指为保障机构正常运转发生的支出。\n\
九、其他需要说明的事项\n\
无其他需要说明的事项。\n";

/// A folder that is removed at the end of the test.
pub struct Folder(tempfile::TempDir);

impl Folder {
    pub fn new() -> Self {
        Folder(tempfile::tempdir().unwrap())
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file, with the folders that it needs.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

/// The command that cargo built.
pub fn gongkai() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gongkai"));
    command.env("NO_COLOR", "1");
    command
}

/// Runs it to its end.
pub fn run(arguments: &[&dyn AsRef<std::ffi::OsStr>]) -> Output {
    gongkai().args(arguments.iter().map(|a| a.as_ref())).output().unwrap()
}

pub fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

pub fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// The lines of quarantine.jsonl.
pub fn quarantine(dataset: &Path) -> Vec<serde_json::Value> {
    std::fs::read_to_string(dataset.join("quarantine.jsonl")).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect()
}

/// A zip of named entries.
pub fn zip(entries: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in entries {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A Word file with one paragraph a line.
pub fn docx(lines: &str) -> Vec<u8> {
    let body: String = lines.lines().map(|l| format!("<w:p><w:r><w:t>{l}</w:t></w:r></w:p>")).collect();
    zip(&[
        (
            "[Content_Types].xml",
            r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#,
        ),
        (
            "_rels/.rels",
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#,
        ),
        (
            "word/document.xml",
            &format!(
                r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>"#
            ),
        ),
    ])
}

/// An OLE container with one stream.
pub fn ole(stream: &str, bytes: &[u8]) -> Vec<u8> {
    let mut container = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    container.create_stream(stream).unwrap().write_all(bytes).unwrap();
    container.flush().unwrap();
    container.into_inner().into_inner()
}
