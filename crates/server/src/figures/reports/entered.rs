//! What came of entering a section: it is kept, or the form is shown again with everything that was typed.

use rules::figures::Section;
use store::StoreError;
use store::figures::EntryError;

use super::section_form::SectionForm;
use super::{Report, messages};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::Form;

/// A title and what to do.
pub(super) type Notice = (&'static str, String);

/// What came of it.
pub(super) enum Entered {
    /// So many figures are new.
    Saved(usize),
    /// Nothing was kept.
    Again(Again),
}

/// The form to be shown again.
pub(super) struct Again {
    pub(super) part: SectionForm,
    pub(super) form: Form,
    /// What happened meanwhile; none where only the inputs are wrong.
    pub(super) notice: Option<Notice>,
}

impl Entered {
    /// Reads the store's answer.
    pub(super) async fn of(
        app: &App,
        report: &Report,
        section: Section,
        answer: Result<usize, EntryError>,
        mut form: Form,
    ) -> Result<Self, PageError> {
        match answer {
            Ok(count) => Ok(Self::Saved(count)),
            Err(EntryError::Refused(faults)) => {
                for (key, problem) in &faults {
                    form.refuse(key.as_str(), messages::value_refused(problem));
                }
                Again::refused(app, report, section, form).await
            }
            Err(EntryError::MessageMissing) => {
                form.refuse("loi_nhan", messages::MESSAGE_MISSING);
                Again::refused(app, report, section, form).await
            }
            Err(EntryError::Closed(state)) => {
                let part = kept(app, report, section).await?.typed(&form);
                let notice = ("Báo cáo không sửa được lúc này", messages::closed(state));
                Ok(Again::noticed(part, form, notice))
            }
            Err(EntryError::Store(StoreError::Stale(_))) => {
                let part = kept(app, report, section).await?.merged(&form);
                let said = messages::SECTION_STALE.to_owned();
                let notice = ("Người khác vừa lưu phần này", said);
                Ok(Again::noticed(part, form, notice))
            }
            Err(EntryError::Store(error)) => Err(error.into()),
        }
    }
}

impl Again {
    /// The form with wrong inputs.
    pub(super) async fn refused(
        app: &App,
        report: &Report,
        section: Section,
        form: Form,
    ) -> Result<Entered, PageError> {
        let part = kept(app, report, section).await?.typed(&form);
        Ok(Entered::Again(Self {
            part,
            form,
            notice: None,
        }))
    }

    fn noticed(part: SectionForm, form: Form, notice: Notice) -> Entered {
        Entered::Again(Self {
            part,
            form,
            notice: Some(notice),
        })
    }
}

/// The inputs with what is kept.
pub(super) async fn kept(
    app: &App,
    report: &Report,
    section: Section,
) -> Result<SectionForm, PageError> {
    SectionForm::read(app, &report.round, &report.member.unit, section).await
}
