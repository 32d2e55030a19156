//! What can be wrong with the files of a year, said as an administrator reads it.

use std::fmt::{self, Display, Formatter};

/// One thing that is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearFileError {
    /// The file: `figures.toml`.
    pub file: String,
    /// The entry of the file; none where the file as a whole is meant.
    pub item: Option<String>,
    /// What is wrong.
    pub problem: Problem,
}

impl Display for YearFileError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.item {
            Some(item) => write!(f, "{}, mục {item}: {}", self.file, self.problem),
            None => write!(f, "{}: {}", self.file, self.problem),
        }
    }
}

impl std::error::Error for YearFileError {}

/// What is wrong with an entry or a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// The file is not there.
    #[error("thiếu tệp này trong thư mục của năm.")]
    Missing,
    /// The file is not of the form that `years/README.md` tells.
    #[error("nội dung không đúng khuôn dạng{}. Chi tiết kỹ thuật: {reason}", at_line(*line))]
    Malformed {
        /// The line, where the reader knows it.
        line: Option<usize>,
        /// What the reader said.
        reason: String,
    },
    /// The article is not the one that the year was made from.
    #[error(
        "bài gốc không còn nguyên văn (mã băm {found}, cần {expected}). Khôi phục bản gốc trước khi nạp."
    )]
    SourceChanged {
        /// The hash in `year.toml`.
        expected: String,
        /// The hash of the file.
        found: String,
    },
    /// A fact stands on nothing, or on two things at once.
    #[error("mỗi dữ kiện cần đúng một căn cứ: quote, source hoặc silent = true.")]
    Unfounded,
    /// A fact is given although the article is said to be silent on it, or the other way round.
    #[error("silent = true chỉ dùng cho điều bài gốc không nêu, khi đó không ghi nội dung.")]
    SilenceMismatch,
    /// The quotation is not in the article.
    #[error("câu trích không có nguyên văn trong bài gốc: “{quote}”.")]
    NotInArticle {
        /// The quotation.
        quote: String,
    },
    /// The quotation stands in several places, so it does not say where the fact comes from.
    #[error("câu trích có ở {times} chỗ trong bài gốc, cần trích dài hơn: “{quote}”.")]
    NotOnce {
        /// The quotation.
        quote: String,
        /// In how many places it stands.
        times: usize,
    },
    /// The quotation does not say what the fact says.
    #[error("câu trích không có “{words}”: “{quote}”.")]
    NotSaid {
        /// What the fact says.
        words: String,
        /// The quotation.
        quote: String,
    },
    /// The number and the way in which the article writes it differ.
    #[error("số {value} không khớp với cách ghi “{written}”.")]
    NumberMismatch {
        /// The number.
        value: String,
        /// As the article writes it.
        written: String,
    },
    /// Two entries have one key.
    #[error("có hai mục cùng mã “{key}”.")]
    Twice {
        /// The key.
        key: String,
    },
    /// A key is not of the form that addresses need.
    #[error("mã “{key}” chỉ được gồm chữ thường không dấu, chữ số và gạch nối.")]
    BadKey {
        /// The key.
        key: String,
    },
    /// An entry names something that does not exist.
    #[error("{what} “{key}” không có trong hồ sơ của năm.")]
    Unknown {
        /// What sort of thing.
        what: Named,
        /// Its key.
        key: String,
    },
    /// The unit takes no part in the year.
    #[error("đơn vị “{key}” không phải thành viên của Cụm năm này.")]
    NotMember {
        /// The unit's key.
        key: String,
    },
    /// The number of entries is not what the article says.
    #[error("có {found} mục, bài gốc nêu {expected}.")]
    CountDiffers {
        /// How many the article says.
        expected: i64,
        /// How many there are.
        found: usize,
    },
    /// Something that there is exactly once in a year is missing or there more than once.
    #[error("phải có đúng một {what}, hiện có {found}.")]
    NotExactlyOne {
        /// What there must be one of.
        what: &'static str,
        /// How many there are.
        found: usize,
    },
    /// A directive of an earlier year is not marked as still in force, or one of this year is.
    #[error(
        "still_in_force = true dùng cho văn bản ban hành trước năm thi đua và chỉ cho văn bản đó."
    )]
    ForceMismatch,
    /// The kind of a directive is not the one that its symbol names.
    #[error("loại văn bản “{kind}” không khớp với số, ký hiệu {symbol}.")]
    KindMismatch {
        /// The kind as written.
        kind: String,
        /// The number and symbol.
        symbol: String,
    },
    /// The body of the article cannot be cut out of the source.
    #[error(
        "không xác định được thân bài: câu đầu phải mở một đoạn, câu cuối phải kết một đoạn sau đó."
    )]
    NoBody,
    /// A correction cannot be applied to the body of the article.
    #[error("không thể hiệu đính: cần suggestion, và chỗ sửa phải nằm trong thân bài.")]
    NotCorrectable,
    /// The address of a page does not follow from its title.
    #[error("địa chỉ “{found}” không khớp với tên bài, cần “{expected}”.")]
    SlugMismatch {
        /// What follows from the title.
        expected: String,
        /// What is written.
        found: String,
    },
}

/// What an entry may name by its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// Đơn vị.
    Unit,
    /// Văn bản chỉ đạo.
    Directive,
    /// Nguồn.
    Source,
    /// Chỉ tiêu.
    Indicator,
    /// Danh hiệu, hình thức khen thưởng.
    Award,
    /// Người dự hội nghị.
    Guest,
    /// Số liệu theo báo cáo gốc.
    Statement,
    /// Lỗi văn bản.
    Defect,
    /// Tệp.
    File,
}

impl Display for Named {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unit => "đơn vị",
            Self::Directive => "văn bản",
            Self::Source => "nguồn",
            Self::Indicator => "chỉ tiêu",
            Self::Award => "danh hiệu, hình thức khen thưởng",
            Self::Guest => "người dự hội nghị",
            Self::Statement => "số liệu",
            Self::Defect => "lỗi văn bản",
            Self::File => "tệp",
        })
    }
}

fn at_line(line: Option<usize>) -> String {
    line.map_or_else(String::new, |line| format!(" (dòng {line})"))
}
