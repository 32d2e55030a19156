//! What a command came to, and the sentences of what went wrong.

use std::fmt::{Display, Formatter, Result};

use store::StoreError;

/// What a command came to, when it came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Everything is good: exit code 0.
    Good,
    /// Something wrong was found and said: exit code 1.
    Found,
}

/// Why a command did not come to its end; the sentence says what to do.
#[derive(Debug)]
pub enum Failure {
    /// The command was asked for something that makes no sense: exit code 2.
    WrongUse(String),
    /// The command made sense and could not be done: exit code 1.
    Undone(String),
}

impl Failure {
    /// The exit code.
    pub fn code(&self) -> u8 {
        match self {
            Self::Undone(_) => 1,
            Self::WrongUse(_) => 2,
        }
    }

    /// A command that made no sense.
    pub fn wrong_use(sentence: impl Into<String>) -> Self {
        Self::WrongUse(sentence.into())
    }

    /// A command that could not be done.
    pub fn undone(sentence: impl Into<String>) -> Self {
        Self::Undone(sentence.into())
    }
}

impl Display for Failure {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        let (Self::WrongUse(sentence) | Self::Undone(sentence)) = self;
        formatter.write_str(sentence)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Undone(sentence(&error))
    }
}

impl From<access::Denied> for Failure {
    fn from(denied: access::Denied) -> Self {
        Self::Undone(format!("Chương trình không có quyền: {}.", denied.title))
    }
}

impl From<access::GateError> for Failure {
    fn from(error: access::GateError) -> Self {
        Self::Undone(format!(
            "Không đọc được các chính sách phân quyền: {error}."
        ))
    }
}

impl From<years::LoadError> for Failure {
    fn from(error: years::LoadError) -> Self {
        match error {
            years::LoadError::Store(error) => error.into(),
            other => Self::Undone(other.to_string()),
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::from(StoreError::from(error))
    }
}

/// What is wrong with the store, and what to do.
fn sentence(error: &StoreError) -> String {
    match error {
        StoreError::NotFound(what) => format!("Không tìm thấy trong dữ liệu: {what}."),
        StoreError::Stale(_) => "Dữ liệu vừa được người khác sửa. Chạy lại lệnh.".into(),
        StoreError::Duplicate(what) => match *what {
            "row" => "Đã có trong dữ liệu. Không ghi thêm gì.".into(),
            what => format!("Đã có trong dữ liệu: {what}. Không ghi thêm gì."),
        },
        StoreError::Refused { what, why } => {
            format!("Chưa làm được ({what}: {why}). Không có gì bị ghi dở.")
        }
        StoreError::TooLarge { size, limit } => {
            format!(
                "Tệp {size} byte vượt mức {limit} byte. Tăng upload_limit_mb trong thidua.toml hoặc giảm dung lượng tệp."
            )
        }
        StoreError::FileType(kind) => format!("Không nhận loại tệp {kind}."),
        StoreError::CutOff => "Tệp ảnh bị cắt dở.".to_owned(),
        StoreError::Newer => format!(
            "Cơ sở dữ liệu do một bản Thi Đua mới hơn ghi; bản {} này không mở được. Cài bản mới nhất rồi chạy lại; không có gì bị thay đổi.",
            env!("CARGO_PKG_VERSION")
        ),
        StoreError::Broken(detail) => format!(
            "Không đọc được cơ sở dữ liệu: tệp bị hỏng hoặc không phải cơ sở dữ liệu của Thi Đua ({detail}). Khôi phục bản sao lưu gần nhất vào một thư mục trống bằng “thidua restore”."
        ),
        StoreError::Altered => {
            "Có tệp minh chứng đã bị sửa ngoài chương trình. Chạy “thidua history verify” để biết tệp nào, rồi khôi phục tệp từ bản sao lưu.".into()
        }
        StoreError::Full => {
            "Ổ đĩa đã đầy nên chưa ghi được; không có gì bị ghi dở. Giải phóng ổ đĩa rồi chạy lại."
                .into()
        }
        StoreError::Unavailable(cause) => format!(
            "Không kết nối được cơ sở dữ liệu ({cause}). Kiểm tra máy chủ PostgreSQL đang chạy và địa chỉ trong --database."
        ),
        StoreError::Fault(cause) => format!("Lỗi khi đọc hoặc ghi dữ liệu: {cause}."),
    }
}
