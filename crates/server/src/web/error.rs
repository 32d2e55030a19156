//! The one error of pages, and the page it becomes.

use std::sync::Mutex;
use std::time::Duration;

use access::Denied;
use askama::Template;
use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Serialize;
use store::StoreError;
use utoipa::ToSchema;

use super::app::App;
use super::typed::Text;

/// Why a page or an act did not come about.
#[derive(Debug)]
pub enum PageError {
    /// No such page.
    NotFound,
    /// Signing in is needed first.
    SignIn,
    /// A one-time password must be changed first.
    ChangePassword,
    /// The one who asks may not.
    Denied(Denied),
    /// The address does not take requests of this kind.
    Method,
    /// The request itself is wrong; the sentence says what to do.
    Bad(String),
    /// The form came from elsewhere or its session is over.
    Forged,
    /// It took longer than this and was ended.
    TooSlow(Duration),
    /// Keeping failed.
    Store(StoreError),
    /// A template could not be written.
    Template(askama::Error),
}

impl From<StoreError> for PageError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NotFound(_) => Self::NotFound,
            other => Self::Store(other),
        }
    }
}

impl From<askama::Error> for PageError {
    fn from(error: askama::Error) -> Self {
        Self::Template(error)
    }
}

/// An error on its way to the layer that makes it a page.
#[derive(Clone)]
pub(super) struct Carried(std::sync::Arc<Mutex<Option<PageError>>>);

impl Carried {
    pub(super) fn take(self) -> PageError {
        let mut place = self
            .0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        place.take().unwrap_or(PageError::NotFound)
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
        response
            .extensions_mut()
            .insert(Carried(std::sync::Arc::new(Mutex::new(Some(self)))));
        response
    }
}

#[derive(Template)]
#[template(path = "web/error.html")]
struct ErrorPage<'a> {
    title: &'a str,
    what: &'a str,
    reference: Option<&'a str>,
    sign_in: Option<String>,
    /// What was typed into the form that was not kept.
    texts: &'a [Text],
}

/// What a program that asked the API is told.
#[derive(Serialize, ToSchema)]
pub(crate) struct ApiError {
    /// What went wrong, in a few words.
    error: &'static str,
    /// What to do about it.
    message: String,
    /// To quote to the administrator, where the fault is the program's.
    reference: Option<String>,
}

/// Where a one-time password is changed.
const CHANGE_PASSWORD: &str = "/tai-khoan/mat-khau";

/// Where answers are JSON, errors too.
const API: &str = "/api/";

struct Told {
    status: StatusCode,
    title: &'static str,
    what: String,
}

fn told(status: StatusCode, title: &'static str, what: impl Into<String>) -> Told {
    Told {
        status,
        title,
        what: what.into(),
    }
}

/// The page that an error becomes. The cause is logged once, here; a visitor gets a reference number. The log has the
/// route, never the address: an address may hold the token of a link.
pub(super) fn page(
    app: &App,
    error: PageError,
    (path, route): (&str, &str),
    texts: &[Text],
) -> Response {
    if matches!(error, PageError::SignIn) && texts.is_empty() {
        return Redirect::to(&sign_in_address(path)).into_response();
    }
    if matches!(error, PageError::ChangePassword) {
        return Redirect::to(CHANGE_PASSWORD).into_response();
    }
    let told = match &error {
        PageError::NotFound if !texts.is_empty() => gone(),
        error => tell(error),
    };
    let reference = told
        .status
        .is_server_error()
        .then(|| app.store().sources().id());
    if let Some(reference) = &reference {
        tracing::error!(reference, route, error = ?error, "a page failed");
    }
    if path.starts_with(API) {
        let error = ApiError {
            error: told.title,
            message: told.what,
            reference,
        };
        return (told.status, Json(error)).into_response();
    }
    let signed_out = match &error {
        PageError::SignIn => true,
        PageError::Denied(denied) => denied.signed_out,
        _ => false,
    };
    let page = ErrorPage {
        title: told.title,
        what: &told.what,
        reference: reference.as_deref(),
        sign_in: signed_out.then(|| sign_in_address(path)),
        texts,
    };
    match page.render() {
        Ok(html) => (told.status, axum::response::Html(html)).into_response(),
        Err(_) => (told.status, told.what).into_response(),
    }
}

fn sign_in_address(path: &str) -> String {
    let query: String = path.bytes().map(percent).collect();
    format!("/dang-nhap?ve={query}")
}

fn percent(byte: u8) -> String {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' => {
            char::from(byte).to_string()
        }
        other => format!("%{other:02X}"),
    }
}

/// A form comes from a page that was there: what it is about has gone since.
fn gone() -> Told {
    told(
        StatusCode::CONFLICT,
        "Nội dung này không còn nữa",
        "Trong lúc biểu mẫu đang mở, người khác đã gỡ hoặc xóa nội dung này, nên chưa lưu gì. Những gì đã nhập còn ở dưới để chép lại.",
    )
}

fn tell(error: &PageError) -> Told {
    match error {
        PageError::NotFound => told(
            StatusCode::NOT_FOUND,
            "Không tìm thấy trang",
            "Địa chỉ này không có trang nào. Kiểm tra lại địa chỉ, hoặc tìm từ trang chủ.",
        ),
        PageError::SignIn => told(
            StatusCode::UNAUTHORIZED,
            "Cần đăng nhập lại",
            "Phiên làm việc đã hết nên chưa lưu gì. Chép lại những gì đã nhập ở dưới, rồi đăng nhập và gửi lại.",
        ),
        PageError::ChangePassword => told(
            StatusCode::FORBIDDEN,
            "Cần đổi mật khẩu",
            "Mật khẩu đang dùng chỉ cấp một lần. Đổi mật khẩu rồi làm tiếp.",
        ),
        PageError::Denied(denied) => told(
            StatusCode::FORBIDDEN,
            "Không có quyền",
            format!(
                "Tài khoản này không có quyền: {}. Nếu đây là việc được giao, đề nghị thường trực Cụm hoặc người quản trị kiểm tra chức vụ và năm thi đua của tài khoản.",
                denied.title
            ),
        ),
        PageError::Method => told(
            StatusCode::METHOD_NOT_ALLOWED,
            "Địa chỉ không nhận cách gửi này",
            "Địa chỉ này chỉ để xem, hoặc chỉ nhận biểu mẫu. Mở lại từ trang trước.",
        ),
        PageError::Bad(what) => told(StatusCode::BAD_REQUEST, "Yêu cầu chưa đúng", what.clone()),
        PageError::Forged => told(
            StatusCode::FORBIDDEN,
            "Biểu mẫu đã hết hạn",
            "Phiên làm việc đã đổi từ khi mở biểu mẫu, nên chưa lưu gì. Quay lại trang trước, tải lại trang rồi gửi lại.",
        ),
        PageError::TooSlow(limit) => told(
            StatusCode::SERVICE_UNAVAILABLE,
            "Quá thời gian chờ",
            format!(
                "Sau {} giây việc này vẫn chưa xong nên đã dừng; không có gì bị ghi dở. Đường truyền chậm thì chọn tệp nhỏ hơn, hoặc thử lại sau ít phút.",
                limit.as_secs()
            ),
        ),
        PageError::Store(error) => tell_store(error),
        PageError::Template(_) => fault(),
    }
}

fn tell_store(error: &StoreError) -> Told {
    match error {
        StoreError::NotFound(_) => told(
            StatusCode::NOT_FOUND,
            "Không tìm thấy",
            "Không tìm thấy nội dung này.",
        ),
        StoreError::Stale(_) => told(
            StatusCode::CONFLICT,
            "Nội dung vừa được người khác sửa",
            "Trong lúc biểu mẫu đang mở, người khác đã lưu một bản mới hơn. Chưa lưu gì đè lên bản đó. Quay lại, tải lại trang để xem bản mới, rồi sửa tiếp.",
        ),
        StoreError::Duplicate(_) => told(
            StatusCode::CONFLICT,
            "Đã có trong hệ thống",
            "Nội dung này đã được lưu trước đó. Mở danh sách để xem bản đã lưu.",
        ),
        StoreError::Refused { .. } => told(
            StatusCode::CONFLICT,
            "Chưa làm được ở bước này",
            "Trạng thái hiện tại chưa cho phép việc này. Tải lại trang để xem trạng thái mới nhất.",
        ),
        StoreError::TooLarge { .. } => told(
            StatusCode::PAYLOAD_TOO_LARGE,
            "Tệp quá lớn",
            "Tệp vượt dung lượng cho phép. Giảm dung lượng hoặc chia nhỏ tệp rồi tải lên lại.",
        ),
        StoreError::FileType(_) => told(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "Loại tệp chưa nhận được",
            "Chỉ nhận PDF, ảnh JPG, PNG, WEBP, tệp Word, Excel, PowerPoint, ODF, văn bản thuần. Lưu tệp sang một trong các loại đó rồi tải lên lại.",
        ),
        StoreError::CutOff => told(
            StatusCode::UNPROCESSABLE_ENTITY,
            "Ảnh bị cắt dở hoặc hỏng",
            "Có thể do chép hoặc tải về chưa xong. Chép lại ảnh từ máy chụp rồi tải lên lại.",
        ),
        StoreError::Newer => told(
            StatusCode::INTERNAL_SERVER_ERROR,
            "Cơ sở dữ liệu mới hơn chương trình",
            "Cơ sở dữ liệu do bản chương trình mới hơn ghi. Người quản trị cần cài bản mới nhất.",
        ),
        StoreError::Broken(_) => told(
            StatusCode::INTERNAL_SERVER_ERROR,
            "Cơ sở dữ liệu bị hỏng",
            "Không đọc được cơ sở dữ liệu. Người quản trị cần khôi phục từ bản sao lưu gần nhất.",
        ),
        StoreError::Altered => told(
            StatusCode::INTERNAL_SERVER_ERROR,
            "Tệp không còn nguyên vẹn",
            "Tệp này đã bị sửa ngoài chương trình nên không được đưa ra. Người quản trị cần khôi phục tệp từ bản sao lưu gần nhất.",
        ),
        StoreError::Full => told(
            StatusCode::INSUFFICIENT_STORAGE,
            "Máy chủ hết chỗ lưu",
            "Chưa lưu được vì ổ đĩa máy chủ đã đầy; không có gì bị ghi dở. Báo người quản trị giải phóng ổ đĩa rồi gửi lại.",
        ),
        StoreError::Unavailable(_) => told(
            StatusCode::SERVICE_UNAVAILABLE,
            "Chưa kết nối được cơ sở dữ liệu",
            "Chưa lưu được vì mất kết nối tới cơ sở dữ liệu; không có gì bị ghi dở. Đợi ít phút rồi gửi lại.",
        ),
        StoreError::Fault(_) => fault(),
    }
}

fn fault() -> Told {
    told(
        StatusCode::INTERNAL_SERVER_ERROR,
        "Hệ thống gặp lỗi",
        "Việc vừa rồi chưa làm được và không có gì bị ghi dở. Thử lại; nếu còn lỗi, gửi mã tham chiếu dưới đây cho người quản trị.",
    )
}
