//! What the service answers: it serialises these types, and the kit reads the same.

mod alerts;
mod comments;
mod counting;
mod external_data;
mod polls;
mod problem;
mod subscription;
#[cfg(all(test, feature = "serde"))]
mod tests;
mod votes;

pub use alerts::{Alert, AlertLevel, Alerts};
pub use comments::{
    AddedComment, Comment, CommentCount, CommentPage, CommentState, CommentThread, NewestComment,
    NewestComments, OfficialAnswer, OwnComment,
};
pub use counting::{Counters, PageFigures, Views};
pub use external_data::{
    CurrentWeather, ForecastDay, Rate, Rates, Sky, Weather, WeatherPlace, WeatherPlaces,
};
pub use polls::{OptionVotes, PollResults, Voted};
pub use problem::{FieldError, Problem};
pub use subscription::{SubscriptionNotice, SubscriptionTopic};
pub use votes::{MeanRating, NewVoter, Rated};
