//! Everything that goes wrong on the way, on demand.
//!
//! A fault stands before the address that it befalls; several stand one after another, the outermost first, and only the
//! first needs the word `fault`: `/fault/delay/500/slow/20000/sample/feed.json`. Behind a fault nothing is compressed.
//! Because the kit's files name each other relatively, `/fault/…/bangtin/<version>/bangtin.js` befalls the whole kit.
//!
//! | fault | what happens |
//! | --- | --- |
//! | `delay/MS` | the answer comes so many milliseconds later |
//! | `status/CODE` | this status instead |
//! | `retry-after/SECONDS/CODE` | this status with `Retry-After` instead |
//! | `first/N/CODE/KEY` | this status for the first N requests under a key of your choice, then the real answer |
//! | `html` | an error page with status 200 instead |
//! | `hang` | no answer for a minute, then the connection ends |
//! | `drop` | the connection ends without an answer |
//! | `cut` | the connection ends after half of the body |
//! | `truncate` | half of the body as if it were all |
//! | `mime/TYPE` | another content type; write its slash as `%2F` |
//! | `slow/BYTES` | so many bytes a second |
//! | `pad/MB` | white space at the end until the body has so many million bytes |

mod body;
mod course;
mod parse;

pub(crate) use course::answer;
