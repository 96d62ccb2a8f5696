use std::fmt;

use serde::Deserialize;
use serde_json::json;

use super::Page;
use crate::repo_root;

/// A rule of axe-core that the page breaks.
#[derive(Clone, Debug, Deserialize)]
pub struct Violation {
    /// The rule's name.
    pub id: String,
    /// What it asks.
    pub help: String,
    /// Where it is broken: a selector for each place.
    pub places: Vec<String>,
}

impl fmt::Display for Violation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{} ({}) at {}",
            self.id,
            self.help,
            self.places.join(", ")
        )
    }
}

impl Page<'_> {
    /// Runs axe-core (WCAG 2.2 A and AA, and its best practices) over one element and what its shadow roots hold.
    #[track_caller]
    pub fn axe(&self, selector: &str) -> Vec<Violation> {
        let file = repo_root().join("node_modules/axe-core/axe.min.js");
        let axe = std::fs::read_to_string(&file)
            .unwrap_or_else(|cause| panic!("{} (npm ci puts it there): {cause}", file.display()));
        self.js::<()>(&axe, json!([]));
        // What is fading in has not the colours yet that a reader reads.
        let run = "const animationsOf = (root) => [...root.getAnimations(), ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot ? animationsOf(shadowRoot) : []))];
            const ends = animationsOf(document).map(({ finished }) => finished);
            await Promise.race([Promise.allSettled(ends), new Promise((go) => setTimeout(go, 1_000))]);
            const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
            const result = await axe.run(arguments[0], { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });
            const place = (node) => node.target.flat().join(' >>> ') + ' ' + (node.any[0]?.message ?? node.all[0]?.message ?? '');
            return result.violations.map(({ id, help, nodes }) => ({ id, help, places: nodes.map(place) }))";
        self.js_async(run, json!([selector]))
    }
}
