//! Files of evidence: their type is told by their content, and they are kept once.

use access::actions::figures::AttachEvidence;
use store::StoreError;
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
