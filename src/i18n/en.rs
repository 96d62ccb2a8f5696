//! The words in English.

use super::Common;

pub(super) fn words(message: Common) -> &'static str {
    use Common::*;
    match message {
        AllCategories => "All",
        Back => "Back",
        Busy => "The server is busy. Please try again in a few minutes.",
        Empty => "No news yet.",
        EmptySearch => "Nothing found.",
        Found => "# found.",
        Loading => "Loading…",
        LoadingMore => "Loading more…",
        More => "Show more",
        MoreFailed => "More could not be loaded. Please press the button again.",
        NewsLabel => "News list",
        NotFound => "This content was not found. It may have been removed or moved.",
        NotNow => "This can't be shown at the moment.",
        Offline => "This device is offline. The content loads when the network is back.",
        OnDay => " on ",
        RefreshFailed => "The latest version could not be loaded.",
        Refused => "This cannot be shown at the moment. Please try again later.",
        Retry => "Try again",
        SavedAt => "Saved copy from #",
        Search => "Search this list",
        SeeAll => "See all",
        Slow => "The network is slow or the server did not answer. Please try again.",
        Unreachable => "The server could not be reached. Please check the network and try again.",
        Unreadable => "What arrived is not in a form that can be shown.",
        Views => "# views",
    }
}
