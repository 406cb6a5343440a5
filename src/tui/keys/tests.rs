//! The tables of keys.

use super::*;

#[test]
fn no_table_binds_a_key_twice() {
    for table in [
        EVERYWHERE,
        UNLOCK,
        PRACTICE,
        LEAVE_PRACTICE,
        ADD_STAFF,
        RECOVERY,
        HOME,
        SEARCH,
        CLIENT,
        KNOWN,
        CHANGES,
        EDITION,
        NEW_NEXT,
        NEW_TICKED,
        NEW,
        NEW_VERDICT,
        NEW_TOGETHER,
        NEW_CATEGORY,
        CHOICE,
        LINE,
        WALK,
        DATE,
        LINES,
        TABLE,
        ROW,
        OUTLINE,
        ASK,
        DOCUMENTS,
        PATH,
        CHOOSE,
        OFFICIAL,
        FOLDER,
        OFFICIAL_NUMBER,
        OFFICIAL_TOLD,
        REVIEW,
        OUTBOX,
        RECEIPT,
        FILED,
        CARD_FOUND,
        CARD_PIN,
        CARD_FACTS,
        CARD_READ,
        CARD_PANEL,
        CARD_PICTURES,
        HELP,
    ] {
        for (n, binding) in table.iter().enumerate() {
            assert!(table[..n].iter().all(|other| other.key != binding.key), "{}", binding.key.name());
        }
    }
}
