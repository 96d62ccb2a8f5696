//! `<bangtin-documents>`.

use bangtin_e2e::{CHROMIUM, Case, EVERYWHERE, Page, cases};

use crate::seen;

pub(crate) const CASES: &[Case] = cases!("documents";
    EVERYWHERE => shows_its_heading;
    CHROMIUM => is_seen_by_everybody;
);

const TAG: &str = "<bangtin-documents heading='Xã Sông Ba'></bangtin-documents>";

fn shows_its_heading(page: &Page<'_>) {
    page.show(TAG);
    page.wait_state("bangtin-documents", "ready");
    assert_eq!(
        page.text("bangtin-documents >>> [part=heading]"),
        "Xã Sông Ba"
    );
}

fn is_seen_by_everybody(page: &Page<'_>) {
    seen::by_everybody(page, "documents", TAG, &["bangtin-documents"], &|| {
        page.wait_state("bangtin-documents", "ready");
    });
}
