//! The buffer against a count that keeps every hit.

use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::vec;
use proptest::prelude::*;

use super::{Buffer, Hit, Refusal};
use crate::clock::{day_of, start_of};
use crate::counting::batch::Batch;
use crate::counting::page::PageKey;
use crate::counting::visitor::Name;

const MINUTE_MS: i64 = 60 * 1000;
const MIDNIGHT: i64 = start_of(20_778);

#[derive(Clone, Debug)]
enum Step {
    Hit {
        site: u8,
        reader: u8,
        page: Option<u8>,
        later_ms: i64,
    },
    Take,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    // Mostly forwards, sometimes a little back, sometimes for long.
    let later = prop_oneof![8 => 0..20_000_i64, 2 => -3_000..0_i64, 1 => 0..30 * MINUTE_MS];
    let hit = (0..2_u8, 0..5_u8, proptest::option::of(0..3_u8), later);
    let hit = hit.prop_map(|(site, reader, page, later_ms)| Step::Hit {
        site,
        reader,
        page,
        later_ms,
    });
    vec(prop_oneof![6 => hit, 1 => Just(Step::Take)], 1..200)
}

fn name(day: i64, reader: u8) -> Name {
    let mut bytes = [reader; 12];
    bytes[0] = u8::try_from(day % 7).unwrap();
    Name::from(bytes)
}

fn hit(site: u8, reader: u8, page: Option<u8>, now_ms: i64) -> Hit {
    let day = day_of(now_ms);
    let is_early = now_ms - start_of(day) < crate::counting::ONLINE_MS;
    Hit {
        site: format!("site-{site}").into(),
        now_ms,
        visitor: Some(name(day, reader)),
        yesterday: is_early.then(|| name(day - 1, reader)),
        page: page.map(|page| PageKey::parse(&format!("tin-{page}")).unwrap()),
    }
}

#[derive(Debug, Default, PartialEq)]
struct Count {
    days: BTreeMap<(String, i64), i64>,
    /// By site, day and page.
    pages: BTreeMap<(String, i64, String), i64>,
    visits: BTreeSet<(i64, String, Name)>,
}

#[derive(Default)]
struct Written {
    count: Count,
    last_ms: BTreeMap<(i64, String, Name), i64>,
}

impl Written {
    fn add(&mut self, batch: Batch) {
        assert!(batch.visits.is_sorted() && batch.present.is_sorted() && batch.pages.is_sorted());
        for (site, day, views) in batch.days {
            assert_eq!(day, batch.day, "a batch is of one day");
            *self.count.days.entry((site.to_string(), day)).or_default() += views;
        }
        for (site, page, views) in batch.pages {
            *self
                .count
                .pages
                .entry((site.to_string(), batch.day, page))
                .or_default() += views;
        }
        for one in batch.visits {
            self.count
                .visits
                .insert((one.day, one.site.to_string(), one.name));
        }
        for (one, seen_ms) in batch.present {
            let last = self
                .last_ms
                .entry((one.day, one.site.to_string(), one.name));
            let last = last.or_insert(seen_ms);
            *last = seen_ms.max(*last);
        }
    }
}

proptest! {
    #[test]
    fn sums_are_those_of_counting_each_hit(steps in steps()) {
        let mut buffer = Buffer::new(10_000, 10);
        let (mut written, mut naive) = (Written::default(), Count::default());
        let mut last_ms = BTreeMap::new();
        let mut now_ms = MIDNIGHT - 10 * MINUTE_MS;
        for step in steps {
            match step {
                Step::Hit { site, reader, page, later_ms } => {
                    now_ms += later_ms;
                    let one = hit(site, reader, page, now_ms);
                    let (day, place) = (day_of(now_ms), one.site.to_string());
                    *naive.days.entry((place.clone(), day)).or_default() += 1;
                    if let Some(page) = &one.page {
                        *naive.pages.entry((place.clone(), day, page.as_str().into())).or_default() += 1;
                    }
                    if let Some(visitor) = one.visitor {
                        let visitor = (day, place.clone(), visitor);
                        naive.visits.insert(visitor.clone());
                        let seen = last_ms.entry(visitor).or_insert(now_ms);
                        *seen = now_ms.max(*seen);
                    }
                    if let Some(yesterday) = one.yesterday {
                        last_ms.insert((day - 1, place, yesterday), now_ms);
                    }
                    prop_assert_eq!(buffer.add(one), Ok(()));
                }
                Step::Take => {
                    let batch = buffer.take(now_ms);
                    prop_assert!(batch.rows() <= 10);
                    written.add(batch);
                }
            }
        }
        while buffer.parts() > 0 {
            written.add(buffer.take(now_ms));
        }
        prop_assert_eq!(buffer.rows(), 0);
        prop_assert_eq!(&written.count, &naive);
        // When a visitor was last seen is at most a minute late.
        prop_assert_eq!(written.last_ms.len(), last_ms.len());
        for (visitor, seen) in last_ms {
            let late = seen - written.last_ms[&visitor];
            prop_assert!(late < MINUTE_MS, "{late} ms late");
        }
    }
}

#[test]
fn a_full_buffer_still_counts_what_needs_no_row() {
    let mut buffer = Buffer::new(5, 5);
    let noon = MIDNIGHT + 12 * 60 * MINUTE_MS;
    assert_eq!(buffer.add(hit(0, 1, Some(1), noon)), Ok(()));
    assert_eq!(buffer.rows(), 5);
    assert_eq!(buffer.add(hit(0, 2, Some(1), noon)), Err(Refusal::Full));
    assert_eq!(buffer.add(hit(0, 1, Some(2), noon)), Err(Refusal::Full));
    assert_eq!(buffer.add(hit(0, 1, Some(1), noon)), Ok(()));
    let batch = buffer.take(noon);
    assert_eq!(batch.days, [("site-0".into(), day_of(noon), 2)]);
    assert_eq!(batch.visits.len(), 1);
    assert_eq!(buffer.add(hit(0, 2, Some(1), noon)), Ok(()));
}

#[test]
fn a_closed_buffer_takes_nothing() {
    let mut buffer = Buffer::new(4, 4);
    buffer.close();
    assert_eq!(buffer.add(hit(0, 1, None, MIDNIGHT)), Err(Refusal::Closed));
    assert_eq!(buffer.parts(), 0);
}

#[test]
fn a_hit_is_wholly_in_one_batch() {
    let mut buffer = Buffer::new(100, 9);
    let noon = MIDNIGHT + 12 * 60 * MINUTE_MS;
    for reader in 0..5 {
        assert_eq!(buffer.add(hit(0, reader, Some(reader), noon)), Ok(()));
    }
    let batches: Vec<Batch> = (0..buffer.parts()).map(|_| buffer.take(noon)).collect();
    assert_eq!(batches.len(), 3);
    for batch in batches {
        let views: i64 = batch.days.iter().map(|(_, _, views)| views).sum();
        assert_eq!(
            views,
            batch.pages.iter().map(|(_, _, views)| views).sum::<i64>()
        );
        assert_eq!(batch.visits.len(), usize::try_from(views).unwrap());
    }
}
