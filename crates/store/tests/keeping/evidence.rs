//! Files of evidence: their type is told by their content, and they are kept once.

use access::actions::figures::AttachEvidence;
use store::StoreError;
use store::evidence::{Evidence, path_of};
use store::history::Fault;
use testkit::{World, on_both};

async fn add(world: &World, name: &str, content: &[u8]) -> Result<String, StoreError> {
    let permit = world.permit(AttachEvidence, world.matter("evidence", ""));
    let added = world
        .store
        .add_evidence(&permit, name, content.to_vec(), false)
        .await?;
    let kept = world.store.evidence(&added).await?;
    Ok(kept.expect("the file was taken").media_type)
}

#[tokio::test]
async fn the_type_of_a_file_is_told_by_its_content_and_not_by_its_name() {
    on_both(async |world| {
        let pdf = add(&world, "bien-ban.docx", b"%PDF-1.7\n").await;
        assert_eq!(pdf.expect("a PDF is taken"), "application/pdf");
        let text = add(&world, "so-lieu.csv", "Đơn vị;Số lớp\n".as_bytes()).await;
        assert_eq!(text.expect("plain text is taken"), "text/plain");
        for (name, content) in [
            ("bao-cao.pdf", b"<html><script>alert(1)</script>".as_slice()),
            (
                "bao-cao.pdf",
                b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00",
            ),
            (
                "bao-cao.pdf",
                b"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00\x3e\x00",
            ),
            (
                "bao-cao.txt",
                b"  <svg xmlns='http://www.w3.org/2000/svg'/>",
            ),
            ("bao-cao.txt", b"nhi\0phan"),
            ("bao-cao.pdf", b""),
        ] {
            let refused = add(&world, name, content).await;
            assert!(
                matches!(refused, Err(StoreError::FileType(_))),
                "{content:?}: {refused:?}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_picture_that_is_cut_off_is_not_kept() {
    on_both(async |world| {
        for (name, head) in [
            ("ban-ky.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice()),
            (
                "ban-ky.jpg",
                b"\xFF\xD8\xFF\xE0\0\x04JF\xFF\xDA\0\x02\x12\x34",
            ),
        ] {
            let refused = add(&world, name, head).await;
            assert!(
                matches!(refused, Err(StoreError::CutOff)),
                "{name}: {refused:?}"
            );
        }
        let whole = b"\xFF\xD8\xFF\xE0\0\x04JF\xFF\xDA\0\x02\x12\x34\xFF\xD9";
        let kept = add(&world, "ban-ky.jpg", whole).await;
        assert_eq!(kept.expect("a whole picture is kept"), "image/jpeg");
    })
    .await;
}

#[tokio::test]
async fn a_file_changed_behind_the_program_s_back_is_not_handed_out_and_verification_names_it() {
    on_both(async |world| {
        let permit = world.permit(AttachEvidence, world.matter("evidence", ""));
        let store = &world.store;
        let add = async |name: &str, content: &[u8]| {
            let id = store.add_evidence(&permit, name, content.to_vec(), false);
            let id = id.await.expect("a PDF is taken");
            let kept = store.evidence(&id).await.expect("files can be read");
            kept.expect("the file was taken")
        };
        let whole = add("ban-ky.pdf", b"%PDF-1.7 mot").await;
        let gone = add("quyet-dinh.pdf", b"%PDF-1.7 hai").await;
        assert!(
            store
                .verify_history(None, |_, _| {})
                .await
                .expect("readable")
                .faults
                .is_empty()
        );

        let at = |file: &Evidence| world.database.folder.path().join(path_of(&file.sha256));
        std::fs::write(at(&whole), b"%PDF-1.7 ba").expect("the file can be written");
        std::fs::remove_file(at(&gone)).expect("the file can be removed");
        let content = store.evidence_content(&whole).await;
        assert!(matches!(content, Err(StoreError::Altered)), "{content:?}");
        let verdict = store.verify_history(None, |_, _| {}).await;
        let mut faults = verdict.expect("readable").faults;
        faults.sort_by_key(|fault| format!("{fault:?}"));
        let named = |file: &Evidence| (file.name.clone(), file.sha256.clone());
        let ((name, sha256), (other, hash)) = (named(&whole), named(&gone));
        assert_eq!(
            faults,
            [
                Fault::FileAltered { name, sha256 },
                Fault::FileMissing {
                    name: other,
                    sha256: hash
                }
            ]
        );
    })
    .await;
}
