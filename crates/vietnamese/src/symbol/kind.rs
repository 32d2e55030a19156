//! The types of papers, the letters that stand for them, and their names.

use std::fmt::{self, Display, Formatter};

use serde::{Deserialize, Serialize};

use super::Style;
use crate::text::fold;

/// One line per type: the name in code, its letters, its name in Vietnamese. The enum and its lookups are made from it.
macro_rules! kinds {
    ($($kind:ident $letters:literal $name:literal,)*) => {
        /// The type of a paper (NĐ 30/2020/NĐ-CP, Phụ lục III; Party and law beside it).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Kind {
            $(
                #[doc = concat!($name, " (", $letters, ").")]
                #[serde(rename = $letters)]
                $kind,
            )*
        }

        impl Kind {
            /// Every type.
            pub const ALL: &[Self] = &[$(Self::$kind,)*];

            /// The letters of the type: "QĐ".
            pub const fn abbreviation(self) -> &'static str {
                match self {
                    $(Self::$kind => $letters,)*
                }
            }

            /// The name of the type: "Quyết định".
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)*
                }
            }
        }
    };
}

kinds! {
    Resolution "NQ" "Nghị quyết",
    Decision "QĐ" "Quyết định",
    Instruction "CT" "Chỉ thị",
    Regulation "QC" "Quy chế",
    Rule "QyĐ" "Quy định",
    Communique "TC" "Thông cáo",
    Notice "TB" "Thông báo",
    Guidance "HD" "Hướng dẫn",
    Programme "CTr" "Chương trình",
    Plan "KH" "Kế hoạch",
    Proposal "PA" "Phương án",
    Scheme "ĐA" "Đề án",
    Project "DA" "Dự án",
    Report "BC" "Báo cáo",
    Minutes "BB" "Biên bản",
    Submission "TTr" "Tờ trình",
    Contract "HĐ" "Hợp đồng",
    OfficialLetter "CV" "Công văn",
    Telegram "CĐ" "Công điện",
    Memorandum "BGN" "Bản ghi nhớ",
    Agreement "BTT" "Bản thỏa thuận",
    Authorization "GUQ" "Giấy ủy quyền",
    Invitation "GM" "Giấy mời",
    Introduction "GGT" "Giấy giới thiệu",
    LeavePermit "GNP" "Giấy nghỉ phép",
    SendingSlip "PG" "Phiếu gửi",
    TransferSlip "PC" "Phiếu chuyển",
    NotificationSlip "PB" "Phiếu báo",
    TrueCopy "SY" "Bản sao y",
    Extract "TrS" "Bản trích sao",
    CopyOfCopy "SL" "Bản sao lục",
    PartyCopy "BS" "Bản sao",
    Conclusion "KL" "Kết luận",
    Licence "GP" "Giấy phép",
    Decree "NĐ" "Nghị định",
    Circular "TT" "Thông tư",
    JointCircular "TTLT" "Thông tư liên tịch",
    Law "Luật" "Luật",
}

impl Kind {
    /// The type with these letters, capitals or not: "qđ", "CTR".
    pub fn from_abbreviation(letters: &str) -> Option<Self> {
        let lower = letters.to_lowercase();
        Self::ALL
            .iter()
            .copied()
            .find(|kind| kind.abbreviation().to_lowercase() == lower)
    }

    /// The type that letters typed without diacritics mean: "QD" for QĐ. None where the letters are a type themselves, as HD and DA.
    pub fn meant_by(letters: &str) -> Option<Self> {
        if Self::from_abbreviation(letters).is_some() {
            return None;
        }
        let folded = fold(letters);
        Self::ALL
            .iter()
            .copied()
            .find(|kind| fold(kind.abbreviation()) == folded)
    }

    /// The name in a style: TT is "Thông tư" of the State and "Thông tri" of the Party. The Party writes QĐ for "Quy định" too,
    /// which only the paper itself tells.
    pub const fn name_in(self, style: Style) -> &'static str {
        match (self, style) {
            (Self::Circular, Style::Party) => "Thông tri",
            _ => self.name(),
        }
    }
}

impl Display for Kind {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self.abbreviation())
    }
}
