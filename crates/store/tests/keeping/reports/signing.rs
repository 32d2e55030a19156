//! The signed scan.

use access::actions::figures::{SignOnScreen, SignReport};
use store::evidence::NewFile;
use store::figures::{Capacity, ON_PAPER, SignedPaper};

use super::*;

#[tokio::test]
async fn a_scan_is_tied_to_the_version_that_is_printed_on_it() {
    on_both(async |world| {
        let report = Report::of(&world, "ca-mau", Signing::Paper).await;
        report.enter(&projects()).await.expect("taken");
        // The draft that is printed for signing has the code of what is sent.
        let printed = report.read().await.code.expect("a code");
        report.send(None).await.expect("clean");
        let paper = || SignedPaper {
            symbol: "12/BC-TCT".into(),
            signed_on: date(2021, 11, 11),
            signer: "Người ký mẫu".into(),
            capacity: Capacity::ForHead,
            scan: NewFile {
                name: "bao-cao.pdf".into(),
                content: b"%PDF-1.7 signed".to_vec(),
            },
        };
        let (permit, round) = (report.permit(SignReport), &report.round.id);
        let other = world
            .store
            .record_signature(&permit, round, "0000-0000", paper())
            .await;
        assert!(matches!(other, Err(StoreError::Stale(_))));
        let signed = world
            .store
            .record_signature(&permit, round, &printed, paper())
            .await;
        signed.expect("the code is right");
        let reports = world.store.reports(&report.round).await.expect("readable");
        assert!(reports.of(&report.unit).expect("states are known").signed);
        let on_screen = world
            .store
            .sign_on_screen(
                &report.permit(SignOnScreen),
                round,
                &printed,
                ("Người ký mẫu".into(), Capacity::Head),
            )
            .await;
        assert!(matches!(
            on_screen,
            Err(StoreError::Refused { why: ON_PAPER, .. })
        ));
    })
    .await;
}
