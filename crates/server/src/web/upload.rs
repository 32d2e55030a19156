//! An uploaded file on its way to the store.

use store::StoreError;
use store::evidence::NewFile;

use super::form::Form;

/// The file of another sort than a picture.
const NOT_A_PICTURE: &str =
    "Tệp này không phải ảnh JPG, PNG hoặc WEBP. Lưu ảnh sang một trong các loại đó rồi chọn lại.";

/// The file of a field, refused at the field where its content is of a type that is not taken.
pub fn taken(form: &mut Form, field: &str) -> Option<NewFile> {
    checked(form, field, |file| {
        file.check_type().map_err(|error| fault(&error))
    })
}

/// The picture of a field, refused at the field where it is none.
pub fn picture(form: &mut Form, field: &str) -> Option<NewFile> {
    checked(form, field, |file| {
        file.check_picture().map_err(|error| match error {
            StoreError::FileType(_) => NOT_A_PICTURE,
            other => fault(&other),
        })
    })
}

fn checked(
    form: &mut Form,
    field: &str,
    check: impl FnOnce(&NewFile) -> Result<(), &'static str>,
) -> Option<NewFile> {
    let upload = form.file(field)?;
    let file = NewFile {
        name: upload.name.clone(),
        content: upload.content.clone(),
    };
    if file.content.is_empty() {
        form.refuse(field, "Tệp rỗng, không có nội dung. Chọn lại tệp.");
        return None;
    }
    match check(&file) {
        Ok(()) => Some(file),
        Err(fault) => {
            form.refuse(field, fault);
            None
        }
    }
}

fn fault(error: &StoreError) -> &'static str {
    match error {
        StoreError::FileType(_) => {
            "Tệp này chưa nhận được. Lưu thành PDF, ảnh JPG hoặc PNG, tệp Word hoặc Excel rồi chọn lại."
        }
        StoreError::CutOff => {
            "Ảnh bị cắt dở hoặc hỏng; có thể do chép hoặc tải về chưa xong. Chép lại ảnh rồi chọn lại."
        }
        StoreError::TooLarge { .. } => {
            "Tệp quá lớn. Giảm dung lượng hoặc chia nhỏ tệp rồi chọn lại."
        }
        _ => "Tệp này chưa đọc được. Chọn lại tệp.",
    }
}
