//! Queueing, sending, receipts and refusals.

use super::*;
use madoguchi::store::Error;

/// A store with one queued case with a file.
fn queued() -> (TempDir, Store, Case, Attachment) {
    let (dir, mut store, _) = open_new();
    let mut case = named(1, "NGUYEN", "VAN ANH");
    let (attachment, bytes) = document("contract", 1000);
    case.attachments.push(attachment.clone());
    store.insert(&case, &[(attachment.sha256.clone(), bytes)], PROGRESS, at(1)).unwrap();
    case.stage = Stage::Queued;
    case.declared = Some(madoguchi::case::Declared { lang: "ja".into(), staff: "Sato".into(), at: at(2) });
    store.queue(&case, b"<case>1</case>", at(3)).unwrap();
    (dir, store, case, attachment)
}

fn stage(store: &Store) -> Stage {
    store.list().unwrap()[0].stage
}

#[test]
fn a_queued_case_waits_with_its_files_and_its_xml() {
    let (_dir, store, case, attachment) = queued();
    assert_eq!(store.load(case.id).unwrap(), case);
    let waiting = store.waiting().unwrap();
    assert_eq!(waiting.len(), 1);
    assert_eq!((waiting[0].case, waiting[0].revision, waiting[0].queued_at), (case.id, 1, at(3)));
    assert_eq!((waiting[0].attempts, &waiting[0].last_error), (0, &None));
    let file = &waiting[0].files[0];
    assert_eq!(
        (&file.name, &file.sha256, file.size, file.sent, &file.upload),
        (&attachment.name, &attachment.sha256, 1000, 0, &None)
    );
    assert_eq!(store.queued_xml(case.id, 1).unwrap(), b"<case>1</case>");
    assert!(matches!(store.queued_xml(case.id, 2), Err(Error::NoCase(_))));
    assert_eq!(store.filed_xml(case.id).unwrap(), None);
}

#[test]
fn what_waits_longest_comes_first() {
    let (_dir, mut store, _, _) = queued();
    for (no, second) in [(2, 9), (3, 5)] {
        store.insert(&case(no), &[], PROGRESS, at(4)).unwrap();
        store.queue(&case(no), b"<case/>", at(second)).unwrap();
    }
    let order: Vec<Uuid> = store.waiting().unwrap().iter().map(|waiting| waiting.case).collect();
    assert_eq!(order, [case(1).id, case(3).id, case(2).id]);
}

#[test]
fn a_queued_case_cannot_be_changed_deleted_or_queued_again() {
    let (_dir, mut store, case, attachment) = queued();
    let id = case.id;
    let not_now =
        |result: Result<(), Error>| assert!(matches!(result, Err(Error::NotNow(Stage::Queued))), "{result:?}");
    let answers = [("phone".to_owned(), Some(typed("x")))];
    not_now(store.save_answers(id, &answers, Stage::Draft, PROGRESS, at(4)));
    not_now(store.save_caret(id, "phone", "x", at(4)));
    not_now(store.attach(id, &document("other", 5).0, &document("other", 5).1, at(4)));
    not_now(store.detach(id, &attachment.sha256, at(4)));
    not_now(store.delete(id));
    not_now(store.queue(&case, b"<other/>", at(4)));
    let mut draft = case.clone();
    draft.stage = Stage::Draft;
    not_now(store.save_head(&draft, PROGRESS, at(4)));
    assert_eq!(store.load(id).unwrap(), case);
    assert_eq!(store.queued_xml(id, 1).unwrap(), b"<case>1</case>");
}

#[test]
fn tries_are_counted_and_the_last_failure_kept() {
    let (_dir, mut store, case, _) = queued();
    for (error, attempts, kept, now) in [
        (None, 1, None, Stage::Sending),
        (Some("no route"), 1, Some("no route"), Stage::Queued),
        (None, 2, None, Stage::Sending),
        // The program ended while sending; the next one begins again.
        (None, 3, None, Stage::Sending),
        (Some("timed out"), 3, Some("timed out"), Stage::Queued),
    ] {
        store.attempted(case.id, error, at(5)).unwrap();
        let waiting = store.waiting().unwrap();
        assert_eq!((waiting[0].attempts, waiting[0].last_error.as_deref(), stage(&store)), (attempts, kept, now));
    }
}

#[test]
fn what_the_server_has_of_a_file_is_remembered() {
    let (dir, mut store, case, attachment) = queued();
    store.sent(case.id, &attachment.sha256, 0, Some("/v1/files/7")).unwrap();
    store.sent(case.id, &attachment.sha256, 600, Some("/v1/files/7")).unwrap();
    drop(store);
    let store = Store::open(dir.path(), "Sato", &secret("counter")).unwrap();
    let file = &store.waiting().unwrap()[0].files[0];
    assert_eq!((file.sent, file.upload.as_deref()), (600, Some("/v1/files/7")));
}

#[test]
fn a_receipt_ends_the_wait_and_coming_again_changes_nothing() {
    let (_dir, mut store, case, attachment) = queued();
    let first = receipt(&case, "P-2026-11-000001");
    store.attempted(case.id, None, at(4)).unwrap();
    for _ in 0..2 {
        store.received(case.id, &first, at(5)).unwrap();
        assert!(store.waiting().unwrap().is_empty());
        assert_eq!(store.receipt(case.id).unwrap().as_ref(), Some(&first));
        assert_eq!(store.filed_xml(case.id).unwrap().unwrap(), b"<case>1</case>");
        let list = store.list().unwrap();
        assert_eq!((list[0].stage, list[0].number.as_deref()), (Stage::Received, Some("P-2026-11-000001")));
    }
    // What comes late from another program's try is too late.
    store.attempted(case.id, Some("timed out"), at(6)).unwrap();
    store.sent(case.id, &attachment.sha256, 5, None).unwrap();
    store.refused(case.id, "[]", at(6)).unwrap();
    assert_eq!(stage(&store), Stage::Received);
    assert_eq!(store.refusal(case.id).unwrap(), None);
    assert!(matches!(store.queue(&case, b"<other/>", at(7)), Err(Error::NotNow(Stage::Received))));
}

#[test]
fn a_receipt_for_what_was_never_queued_is_not_taken() {
    let (_dir, mut store, case, _) = queued();
    let mut other = case.clone();
    other.revision = 2;
    assert!(matches!(store.received(case.id, &receipt(&other, "P-1"), at(5)), Err(Error::NoCase(_))));
    assert_eq!((stage(&store), store.waiting().unwrap().len()), (Stage::Queued, 1));
}

#[test]
fn a_refused_case_can_be_mended_and_sent_again() {
    let (_dir, mut store, mut case, _) = queued();
    store.refused(case.id, r#"[{"code":"missing"}]"#, at(5)).unwrap();
    assert!(store.waiting().unwrap().is_empty());
    assert_eq!(stage(&store), Stage::Refused);
    assert_eq!(store.refusal(case.id).unwrap().as_deref(), Some(r#"[{"code":"missing"}]"#));
    let answers = [("phone".to_owned(), Some(typed("090")))];
    store.save_answers(case.id, &answers, Stage::Draft, PROGRESS, at(6)).unwrap();
    case.answers.insert("phone".into(), typed("090"));
    case.revision = 2;
    store.queue(&case, b"<case>2</case>", at(7)).unwrap();
    assert_eq!(store.waiting().unwrap()[0].revision, 2);
    store.received(case.id, &receipt(&case, "P-2"), at(8)).unwrap();
    assert_eq!(store.filed_xml(case.id).unwrap().unwrap(), b"<case>2</case>");
    assert_eq!(store.queued_xml(case.id, 1).unwrap(), b"<case>1</case>");
    assert_eq!(store.refusal(case.id).unwrap(), None);
    store.delete(case.id).unwrap();
    assert!(store.list().unwrap().is_empty());
}

#[test]
fn a_server_is_known_by_its_first_certificate() {
    let (_dir, mut store, _) = open_new();
    let origin = "https://shinsei.example:8443";
    assert_eq!(store.pinned(origin).unwrap(), None);
    store.pin(origin, "first").unwrap();
    store.pin(origin, "first").unwrap();
    assert!(matches!(store.pin(origin, "second"), Err(Error::OtherCertificate(_))));
    assert_eq!(store.pinned(origin).unwrap().as_deref(), Some("first"));
    assert_eq!(store.pinned("practice").unwrap(), None);
}

#[test]
fn settings_are_remembered() {
    let (_dir, mut store, _) = open_new();
    store.set_setting("lang", "ja").unwrap();
    store.set_setting("lang", "vi").unwrap();
    assert_eq!(store.setting("lang").unwrap().as_deref(), Some("vi"));
    assert_eq!(store.setting("theme").unwrap(), None);
}
