//! Sentences about people and accounts.

use rules::password::{LONGEST, PasswordFault, SHORTEST};
use store::StoreError;
use store::people::SignInError;

/// What was just done.
pub(super) fn done(key: &str) -> Option<&'static str> {
    match key {
        "mat-khau" => Some("Đã đổi mật khẩu. Các phiên đăng nhập khác đã kết thúc."),
        "phien" => Some("Đã kết thúc các phiên đăng nhập khác."),
        "tat-ma" => Some("Đã tắt mã xác thực."),
        "ten" => Some("Đã sửa họ và tên."),
        "khoa" => Some("Đã khóa tài khoản; các phiên đang mở đã kết thúc. Mở khóa được ở dưới."),
        "mo-khoa" => Some("Đã mở khóa tài khoản."),
        "go-ma" => Some("Đã gỡ mã xác thực của người này."),
        "xoa-du-lieu" => Some("Đã xóa dữ liệu cá nhân. Nhật ký vẫn kiểm tra được."),
        "chuc-vu" => Some("Đã lưu chức vụ."),
        "ban-giao" => Some("Đã bàn giao. Người nhận giữ chức vụ từ ngày đã ghi."),
        "dau-moi" => Some("Đã lưu đầu mối."),
        "bo-dau-moi" => Some("Đã xóa đầu mối khỏi danh bạ."),
        "chep" => Some("Đã chép đầu mối từ năm trước. Kiểm tra lại số điện thoại của từng người."),
        "chep-0" => Some("Đã xem danh bạ năm trước: không có đầu mối nào cần chép thêm."),
        _ => None,
    }
}

/// Why a password is not taken.
pub fn password_sentence(fault: &PasswordFault) -> String {
    match fault {
        PasswordFault::Short { length } => format!(
            "Mật khẩu có {length} ký tự; cần ít nhất {SHORTEST}. Ghép vài từ không liên quan với nhau là được."
        ),
        PasswordFault::Long { length } => {
            format!("Mật khẩu có {length} ký tự; nhiều nhất {LONGEST}. Rút ngắn lại.")
        }
        PasswordFault::Common => {
            "Mật khẩu này nằm trong số những mật khẩu bị thử đầu tiên. Chọn vài từ khác.".to_owned()
        }
        PasswordFault::Login => {
            "Mật khẩu chứa tên đăng nhập, dễ bị đoán. Bỏ tên đăng nhập ra khỏi mật khẩu.".to_owned()
        }
        PasswordFault::Repeats => {
            "Mật khẩu chỉ lặp lại vài ký tự. Chọn vài từ khác nhau.".to_owned()
        }
    }
}

/// What is wrong when somebody confirms an act on the own account: the field, and the sentence. None where the
/// store failed.
pub(super) fn own_refusal(error: &SignInError) -> Option<(&'static str, String)> {
    match error {
        SignInError::Wrong | SignInError::Expired => Some((
            "mat_khau_cu",
            "Mật khẩu đang dùng chưa đúng. Nhập lại.".to_owned(),
        )),
        SignInError::Wait(seconds) => Some((
            "mat_khau_cu",
            format!("Đã nhập sai nhiều lần. Đợi {seconds} giây rồi thử lại."),
        )),
        SignInError::Code { wrong: true } => Some((
            "ma_xac_thuc",
            "Mã chưa đúng hoặc đã dùng. Đợi mã mới trên điện thoại rồi nhập lại; kiểm tra giờ của điện thoại."
                .to_owned(),
        )),
        SignInError::Code { wrong: false } => Some((
            "ma_xac_thuc",
            NO_CODE.to_owned(),
        )),
        SignInError::Store(_) => None,
    }
}

/// The second factor was asked for and not given.
pub(super) const NO_CODE: &str = "Chưa nhập mã. Mở ứng dụng trên điện thoại và nhập 06 chữ số.";

/// Why an act on a person was refused; none where the store failed for another reason.
pub(super) fn person_refusal(error: &StoreError) -> Option<&'static str> {
    match error {
        StoreError::Refused {
            why: "last administrator",
            ..
        } => Some(
            "Đây là người quản trị cuối cùng còn làm việc. Thêm một người quản trị khác trước.",
        ),
        StoreError::Refused { why: "erased", .. } => Some(
            "Dữ liệu cá nhân của tài khoản này đã xóa nên không mở lại được. Thêm tài khoản mới.",
        ),
        _ => None,
    }
}

/// Somebody else has saved meanwhile.
pub(super) const STALE: &str = "Trong lúc biểu mẫu đang mở, người khác đã lưu một bản mới hơn. Chưa lưu gì đè lên. Nội dung đã nhập còn nguyên ở dưới: xem lại rồi lưu lần nữa.";

/// A login that somebody has.
pub(super) const LOGIN_TAKEN: &str = "Tên đăng nhập này đã có người dùng. Chọn tên khác.";

/// A login that could not be typed.
pub(super) const LOGIN_SHAPE: &str = "Chỉ dùng chữ thường không dấu, chữ số, dấu chấm, dấu gạch nối; từ 3 đến 60 ký tự, ví dụ ben-tre.can-bo.";

/// Whether a text may be a login.
pub(super) fn is_login(text: &str) -> bool {
    let sign =
        |sign: u8| sign.is_ascii_lowercase() || sign.is_ascii_digit() || b".-".contains(&sign);
    (3..=60).contains(&text.len()) && text.bytes().all(sign)
}
