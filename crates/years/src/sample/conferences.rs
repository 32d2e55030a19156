//! The launch and the mid-year review of the sample year.

use access::actions::conference::{KeepConference, RecordAttendance};
use jiff::civil::{Date, date};
use store::conference::{MeetingFacts, MeetingKind, Mode, NewTask, Presence, Present, TaskKind};

use super::{HEAD, SOURCE, Sample};
use crate::load::LoadError;

/// Who excused itself from the mid-year review.
const EXCUSED: &str = "kien-giang";

/// The launch, at which the pledge is signed.
pub(super) async fn launch(sample: &Sample<'_>) -> Result<(), LoadError> {
    let name = "Hội nghị phát động thi đua, ký giao ước năm 2022 (mẫu)";
    let launch = hold(sample, MeetingKind::Launch, name, date(2022, 4, 8)).await?;
    check_in(sample, &launch, None).await
}

/// The mid-year review, which gives two tasks.
pub(super) async fn review(sample: &Sample<'_>) -> Result<(), LoadError> {
    let name = "Hội nghị sơ kết thi đua 6 tháng đầu năm 2022 (mẫu)";
    let review = hold(sample, MeetingKind::MidYear, name, date(2022, 7, 15)).await?;
    check_in(sample, &review, Some(EXCUSED)).await?;
    let all = "Các trường rà soát số liệu 6 tháng, gửi lại báo cáo còn lỗi (việc mẫu)";
    task(sample, &review, all, None).await?;
    let own = "Chuẩn bị hội nghị tổng kết năm 2022 (việc mẫu)";
    task(sample, &review, own, Some(HEAD)).await
}

async fn hold(
    sample: &Sample<'_>,
    kind: MeetingKind,
    name: &str,
    day: Date,
) -> Result<String, LoadError> {
    sample.on(day);
    let permit = sample.permit(KeepConference, sample.matter("meeting"))?;
    let facts = MeetingFacts {
        kind,
        name: name.to_owned(),
        held_on: Some(day),
        starts_at: None,
        ends_at: None,
        mode: Some(Mode::Online),
        place: None,
        host: Some(sample.unit(HEAD)?.clone()),
        chair: None,
        secretary: None,
        source: Some(SOURCE.to_owned()),
    };
    Ok(sample.store().open_conference(&permit, facts).await?)
}

async fn check_in(
    sample: &Sample<'_>,
    meeting: &str,
    excused: Option<&str>,
) -> Result<(), LoadError> {
    let permit = sample.permit(RecordAttendance, sample.matter("meeting"))?;
    let presences = sample.members.iter().map(|member| {
        let away = excused == Some(member.slug.as_str());
        Presence {
            unit: member.unit.clone(),
            present: if away { Present::Excused } else { Present::Yes },
            delegates: (!away).then_some(2),
            note: away.then(|| "Bận công tác đột xuất (mẫu)".to_owned()),
            source: Some(SOURCE.to_owned()),
        }
    });
    let presences = presences.collect();
    let recorded = sample
        .store()
        .record_attendance(&permit, meeting, presences);
    Ok(recorded.await?)
}

async fn task(
    sample: &Sample<'_>,
    meeting: &str,
    text: &str,
    owner: Option<&str>,
) -> Result<(), LoadError> {
    let permit = sample.permit(KeepConference, sample.matter("meeting"))?;
    let new = NewTask {
        kind: TaskKind::Resolution,
        text: text.to_owned(),
        speech: None,
        owner: owner.map(|slug| sample.unit(slug).cloned()).transpose()?,
        due_on: Some(date(2022, 10, 31)),
        source: Some(SOURCE.to_owned()),
    };
    sample.store().give_task(&permit, meeting, new).await?;
    Ok(())
}
