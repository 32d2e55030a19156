//! What verification says, in sentences.

use store::history::{Fault, INSTANCE, Verdict};
use store::units::ClusterYear;
use vietnamese::number::format_integer;

use super::words;

/// What a fault is, naming the row or entry; `years` give the chains their names.
pub fn fault_sentence(fault: &Fault, years: &[ClusterYear]) -> String {
    match fault {
        Fault::EntryAltered { chain, height } => format!(
            "{}, lần ghi số {height}: nội dung đã bị sửa ngoài chương trình.",
            chain_name(chain, years)
        ),
        Fault::EntryMissing { chain, height } => format!(
            "{}: lần ghi số {height} đã bị xóa.",
            chain_name(chain, years)
        ),
        Fault::EntryMisplaced { chain, height } => format!(
            "{}, lần ghi số {height}: không nối tiếp lần ghi trước; đã bị tráo chỗ hoặc chèn vào.",
            chain_name(chain, years)
        ),
        Fault::HeadAltered { chain } => format!(
            "{}: mã đầu nhật ký không phải là mã của lần ghi cuối; đã bị sửa.",
            chain_name(chain, years)
        ),
        Fault::RowAltered {
            table,
            key,
            chain,
            height,
            columns,
        } => format!(
            "{}, dòng {key}: đã bị sửa ngoài chương trình ở {}. Lần ghi đúng sau cùng: số {height}, {}.",
            table_name(table),
            column_names(table, columns),
            lower_first(&chain_name(chain, years))
        ),
        Fault::RowRemoved {
            table,
            key,
            chain,
            height,
        } => format!(
            "{}, dòng {key}: đã bị xóa ngoài chương trình. Lần ghi sau cùng: số {height}, {}.",
            table_name(table),
            lower_first(&chain_name(chain, years))
        ),
        Fault::RowAdded { table, key } => format!(
            "{}, dòng {key}: được thêm ngoài chương trình; không lần ghi nào có dòng này.",
            table_name(table)
        ),
        Fault::FileMissing { name, sha256 } => {
            format!("Tệp minh chứng “{name}” ({sha256}): không còn trong thư mục dữ liệu.")
        }
        Fault::FileAltered { name, sha256 } => {
            format!("Tệp minh chứng “{name}” ({sha256}): nội dung đã bị sửa ngoài chương trình.")
        }
        Fault::HeadUnknown { head } => format!(
            "Mã đầu nhật ký {head} không có trong nhật ký nào: văn bản không thuộc dữ liệu này, hoặc nhật ký đã bị viết lại."
        ),
    }
}

/// What a verification came to.
pub fn verdict_sentence(verdict: &Verdict) -> String {
    let read = format!(
        "{} chuỗi nhật ký, {} lần ghi, {} dòng dữ liệu, {} tệp minh chứng",
        count(verdict.chains),
        count(verdict.entries),
        count(verdict.rows),
        count(verdict.files)
    );
    if verdict.faults.is_empty() {
        return format!("Nhật ký nguyên vẹn. Đã kiểm tra {read}.");
    }
    format!(
        "Phát hiện {} chỗ không khớp với nhật ký. Đã kiểm tra {read}.",
        count(verdict.faults.len())
    )
}

fn count(number: impl TryInto<i64>) -> String {
    format_integer(number.try_into().unwrap_or(i64::MAX))
}

/// A chain by the year it belongs to.
pub(super) fn chain_name(chain: &str, years: &[ClusterYear]) -> String {
    if chain == INSTANCE {
        return "Nhật ký chung".to_owned();
    }
    let year = years.iter().find(|year| year.id.as_str() == chain);
    year.map_or_else(
        || format!("Nhật ký {chain}"),
        |year| format!("Nhật ký năm {}", year.slug),
    )
}

fn lower_first(text: &str) -> String {
    text.replacen("Nhật ký", "nhật ký", 1)
}

fn table_name(table: &str) -> String {
    words::table(table).map_or_else(
        || table.to_owned(),
        |known| format!("{} ({table})", known.title),
    )
}

fn column_names(table: &str, columns: &[String]) -> String {
    let named = columns.iter().map(|column| {
        words::column(table, column)
            .map_or_else(|| column.clone(), |word| format!("“{word}” ({column})"))
    });
    named.collect::<Vec<_>>().join(", ")
}
