//! The notice of the sample commune.

use crate::context::Context;
use crate::on;

const TITLE: &str = "Ngừng cấp điện để sửa đường dây tại thôn Phước Lộc";
const TEXT: &str = "Điện được cấp lại ngay khi sửa xong. Đây là nội dung mẫu.";
const URL: &str = "/lien-he";
/// How long it is shown from a start on.
const SHOWN_MS: i64 = 48 * 60 * 60 * 1000;

/// Shows a notice that is new at each start, so that the sample is never out of date.
///
/// # Errors
/// When the database cannot be written.
pub async fn show_sample(context: &Context) -> Result<(), sqlx::Error> {
    let now_ms = context.clock.now_ms();
    let Some(site) = context.settings.sites.first() else {
        return Ok(());
    };
    let mut write = context.store.write().await?;
    on!(write, c => {
        let insert = "INSERT INTO alerts (site, id, level, title, text, url, begins_ms, ends_ms, writer, written_by, approved_by, \
             changed_ms, revision) VALUES ($1, 'sample', 'notice', $2, $3, $4, $5, $6, '', 'sample', 'sample', $5, 1) \
             ON CONFLICT (site, id) DO UPDATE SET begins_ms = excluded.begins_ms, ends_ms = excluded.ends_ms";
        sqlx::query(insert)
            .bind(&site.id)
            .bind(TITLE)
            .bind(TEXT)
            .bind(URL)
            .bind(now_ms)
            .bind(now_ms + SHOWN_MS)
            .execute(c)
            .await?;
    });
    write.commit().await
}
