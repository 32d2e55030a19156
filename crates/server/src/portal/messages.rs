//! Sentences of this stage.

/// What was just done, said once.
pub(super) fn done(key: &str) -> Option<&'static str> {
    match key {
        "luu" => Some("Đã lưu bản nháp. Trang công khai chưa đổi."),
        "dang" => Some("Đã đăng bài lên trang công khai."),
        "go" => Some("Đã gỡ bài khỏi trang công khai. Muốn hoàn tác, chọn Đăng lại."),
        "anh" => Some("Đã thêm ảnh."),
        "chu-thich" => Some("Đã lưu chú thích."),
        "go-anh" => Some("Đã gỡ ảnh. Muốn hoàn tác, chọn Đưa ảnh trở lại."),
        "trang" => Some("Đã lưu thông tin trang."),
        "bieu-ngu" => Some("Đã lưu biểu ngữ."),
        "go-bieu-ngu" => Some("Đã gỡ biểu ngữ. Muốn hoàn tác, chọn Đưa trở lại."),
        _ => None,
    }
}

/// A title of which no address can be made.
pub(super) const TITLE_WITHOUT_LETTERS: &str =
    "Tên bài không có chữ hay số. Viết tên bài bằng chữ.";

/// A day of publication after today.
pub(super) const DAY_TO_COME: &str =
    "Ngày đăng ở sau hôm nay. Nhập ngày hôm nay hoặc ngày đã qua, hoặc để trống.";

/// No file was chosen.
pub(super) const NO_PICTURE: &str = "Chưa chọn tệp ảnh. Chọn một ảnh trên máy rồi gửi lại.";

/// An address that leads nowhere.
pub(super) const NOT_AN_ADDRESS: &str = "Đường dẫn chưa đúng. Chép nguyên địa chỉ, bắt đầu bằng https:// hoặc http://, hoặc bằng / nếu là trang ở đây.";

/// A mail address without an at sign.
pub(super) const NOT_A_MAIL_ADDRESS: &str =
    "Địa chỉ thư điện tử chưa đúng. Ví dụ: vanthu@truong.edu.vn.";

/// The last day before the first.
pub(super) const ENDS_BEFORE_IT_BEGINS: &str =
    "Ngày cuối ở trước ngày đầu. Sửa một trong hai ngày.";

/// The owner is no unit that the program knows.
pub(super) const UNKNOWN_UNIT: &str = "Chưa chọn đơn vị. Chọn một đơn vị trong danh sách.";
