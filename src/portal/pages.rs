//! The pages that are open: the one that is shown, and those to which Back leads.

use super::route::Route;

/// So many steps away a page is still kept.
const KEPT: u32 = 4;

/// A page that has been opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// Its step in the history of the tab.
    pub step: u32,
    pub route: Route,
}

/// The pages that are open, in the order in which they were opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pages {
    open: Vec<Open>,
    current: u32,
}

impl Pages {
    /// Shows this page; true where it is still there from before.
    pub fn show(&mut self, step: u32, route: Route) -> bool {
        let page = Open { step, route };
        let is_there = self.open.contains(&page);
        self.open.retain(|open| {
            // Another page at this step: what was ahead of the reader is gone.
            let replaced = !is_there && open.step >= step;
            open == &page || (!replaced && open.route.is_kept())
        });
        if !is_there {
            self.open.push(page);
        }
        self.current = step;
        // The steps lie side by side: what is too far from this one goes.
        self.open.retain(|open| open.step.abs_diff(step) < KEPT);
        is_there
    }

    /// Those that are open.
    pub fn open(&self) -> &[Open] {
        &self.open
    }

    /// The one that is shown.
    pub fn current(&self) -> Option<&Open> {
        self.open.iter().find(|open| open.step == self.current)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(pages: &Pages) -> Vec<u32> {
        pages.open().iter().map(|open| open.step).collect()
    }

    #[test]
    fn back_finds_a_list_as_it_was_left() {
        let mut pages = Pages::default();
        assert!(!pages.show(0, Route::Front));
        assert!(!pages.show(1, Route::Article("a".into())));
        assert!(pages.show(0, Route::Front), "the list is still there");
        assert_eq!(steps(&pages), [0], "the article is made anew");
    }

    #[test]
    fn another_way_forward_forgets_what_was_ahead() {
        let mut pages = Pages::default();
        pages.show(0, Route::Front);
        pages.show(1, Route::Documents);
        pages.show(0, Route::Front);
        pages.show(1, Route::Gallery);
        assert_eq!(steps(&pages), [0, 1]);
        assert_eq!(pages.current().unwrap().route, Route::Gallery);
    }

    #[test]
    fn only_a_few_are_kept() {
        let mut pages = Pages::default();
        for step in 0..20 {
            pages.show(step, Route::Documents);
        }
        assert_eq!(steps(&pages), [16, 17, 18, 19]);
    }
}
