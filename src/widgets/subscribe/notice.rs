//! What a reader agrees to: as the service says it, or as the page does for a listmonk of its own.

use bangtin_model::{
    answers::{SubscriptionNotice, SubscriptionTopic},
    split, split_once, trim,
};

use super::{CONTROLLER, LISTS};
use crate::{
    host::Host,
    i18n::{SubscribeMessage, Words},
};

/// The notice of a page with a listmonk: `controller` and `lists` (`uuid Name; uuid Name`) say the rest.
pub(super) fn of_page(host: Host) -> SubscriptionNotice {
    let controller = host.get(CONTROLLER).unwrap_or_default();
    SubscriptionNotice {
        consent: Words::of(host).t_with(SubscribeMessage::Consent, &controller),
        controller,
        topics: topics(&host.get(LISTS).unwrap_or_default()),
        ..SubscriptionNotice::default()
    }
}

fn topics(lists: &str) -> Vec<SubscriptionTopic> {
    let mut topics = Vec::new();
    for list in split(lists, b';') {
        if let Some((id, name)) = split_once(trim(list), b' ') {
            topics.push(SubscriptionTopic {
                id: id.into(),
                name: trim(name).into(),
            });
        }
    }
    topics
}

#[cfg(test)]
mod tests {
    use super::topics;

    #[test]
    fn lists_have_an_id_and_a_name() {
        let read = topics(" 3f0c  Nông nghiệp; 77aa Văn hóa – Giáo dục ;;chỉ-có-mã;");
        let read: Vec<_> = read
            .iter()
            .map(|topic| (&*topic.id, &*topic.name))
            .collect();
        assert_eq!(
            read,
            [("3f0c", "Nông nghiệp"), ("77aa", "Văn hóa – Giáo dục")]
        );
    }
}
