//! An uploaded file on its way to the store.

use store::StoreError;
use store::evidence::NewFile;

use super::form::Form;

/// The file of a field, refused at the field where its content is of a type that is not taken.
pub fn taken(form: &mut Form, field: &str) -> Option<NewFile> {
    let upload = form.file(field)?;
    let file = NewFile {
        name: upload.name.clone(),
        content: upload.content.clone(),
    };
    if file.content.is_empty() {
        form.refuse(field, "Tệp rỗng, không có nội dung. Chọn lại tệp.");
        return None;
    }
    match file.check_type() {
        Ok(()) => Some(file),
        Err(error) => {
            form.refuse(field, fault(&error));
            None
        }
    }
}

fn fault(error: &StoreError) -> &'static str {
    match error {
        StoreError::FileType(_) => {
            "Tệp này chưa nhận được. Lưu thành PDF, ảnh JPG hoặc PNG, tệp Word hoặc Excel rồi chọn lại."
        }
        StoreError::TooLarge { .. } => {
            "Tệp quá lớn. Giảm dung lượng hoặc chia nhỏ tệp rồi chọn lại."
        }
        _ => "Tệp này chưa đọc được. Chọn lại tệp.",
    }
}
