//! Why a year is not loaded, in the words that an administrator reads.

use std::fmt;

use access::Denied;
use store::StoreError;

/// Why a year is not loaded.
#[derive(Debug)]
pub enum LoadError {
    /// The program has no year of this slug.
    Unknown(String),
    /// The year of this slug is there already; nothing was written.
    AlreadyLoaded(String),
    /// An earlier loading of this year did not come to its end; nothing was written.
    CutShort(String),
    /// The program may not do it: a fault of the policies.
    Denied(Denied),
    /// The store did not take it.
    Store(StoreError),
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(slug) => write!(
                f,
                "Phần mềm không có dữ liệu năm thi đua “{slug}”. Các năm có sẵn: {}.",
                crate::PUBLISHED.join(", ")
            ),
            Self::AlreadyLoaded(slug) => write!(
                f,
                "Năm thi đua “{slug}” đã có trong cơ sở dữ liệu. Không ghi thêm gì."
            ),
            Self::CutShort(slug) => write!(
                f,
                "Lần nạp năm thi đua “{slug}” trước đây chưa xong: đang chạy ở nơi khác, hoặc đã bị dừng giữa chừng. \
                 Nếu không có nơi nào đang nạp, hãy khôi phục bản sao lưu, hoặc nạp lại vào thư mục dữ liệu mới."
            ),
            Self::Denied(denied) => write!(
                f,
                "Phần mềm không được phép thực hiện việc “{}”. Hãy báo cho người phụ trách phần mềm.",
                denied.title
            ),
            Self::Store(error) => f.write_str(&store_sentence(error)),
        }
    }
}

impl std::error::Error for LoadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Store(error) => Some(error),
            Self::Denied(denied) => Some(denied),
            Self::Unknown(_) | Self::AlreadyLoaded(_) | Self::CutShort(_) => None,
        }
    }
}

impl From<StoreError> for LoadError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<Denied> for LoadError {
    fn from(denied: Denied) -> Self {
        Self::Denied(denied)
    }
}

fn store_sentence(error: &StoreError) -> String {
    match error {
        StoreError::NotFound(what) => format!("Không tìm thấy dữ liệu cần dùng ({what})."),
        StoreError::Stale(_) => {
            "Dữ liệu vừa được người khác thay đổi. Hãy thực hiện lại.".to_owned()
        }
        StoreError::Duplicate(what) => format!("Dữ liệu đã có sẵn ({what}), không ghi trùng."),
        StoreError::Refused { what, why } => {
            format!("Không ghi được dữ liệu ({what}: {why}).")
        }
        StoreError::TooLarge { size, limit } => {
            format!("Tệp có {size} byte, vượt mức cho phép {limit} byte.")
        }
        StoreError::FileType(kind) => format!("Không nhận tệp loại {kind}."),
        StoreError::CutOff => "Tệp ảnh bị cắt dở.".to_owned(),
        StoreError::Newer => {
            "Cơ sở dữ liệu do phiên bản mới hơn tạo ra. Hãy cập nhật phần mềm.".to_owned()
        }
        StoreError::Broken(reason) => {
            format!("Không đọc được cơ sở dữ liệu: {reason}. Hãy khôi phục bản sao lưu.")
        }
        StoreError::Altered => "Có tệp đã bị sửa ngoài chương trình.".to_owned(),
        StoreError::Full => "Ổ đĩa đã đầy. Hãy giải phóng dung lượng rồi thực hiện lại.".to_owned(),
        StoreError::Unavailable(_) => {
            "Cơ sở dữ liệu không trả lời. Hãy kiểm tra kết nối rồi thực hiện lại.".to_owned()
        }
        StoreError::Fault(cause) => format!("Lỗi lưu trữ: {cause}."),
    }
}
