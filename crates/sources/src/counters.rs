//! The figures of a counter: the service's, a plain file's of the same names, or GoatCounter's.

use bangtin_model::{FromNode, Node, answers::Counters};

/// The figures that there are. GoatCounter (`/counter/TOTAL.json`) has one, with its digits in groups.
pub fn counters<N: Node>(node: &N) -> Counters {
    let figures = Counters::from_node(node).unwrap_or_default();
    Counters {
        total: figures
            .total
            .or_else(|| node.integer("count_unique"))
            .or_else(|| node.integer("count")),
        ..figures
    }
}

#[cfg(test)]
mod tests {
    use super::counters;
    use serde_json::{Value, json};

    #[test]
    fn figures_of_other_counters_are_read() {
        let check = |file: Value, total: Option<u64>, today: Option<u64>| {
            let figures = counters(&&file);
            assert_eq!((figures.total, figures.today), (total, today), "{file}");
        };
        check(json!({"total": 12, "today": 3}), Some(12), Some(3));
        check(json!({"total": "1.832.541"}), Some(1_832_541), None);
        check(
            json!({"count_unique": "1 832", "count": "9 000"}),
            Some(1832),
            None,
        );
        check(json!({"count": "47"}), Some(47), None);
        check(json!({"total": null, "today": "không"}), None, None);
        check(json!([]), None, None);
    }
}
