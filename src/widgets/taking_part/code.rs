//! The code of one form: asked for while the reader still writes, so that nobody waits for it.

use std::cell::RefCell;
use std::rc::Rc;

use super::proof::prove;
use crate::{
    client::Refusal,
    elements::host::{Host, Work},
    page,
};

// The service refuses a challenge that comes back sooner, and one that is older than an hour. Milliseconds, counted from its arrival:
// on a slow line it was made long after it was asked for.
const LEAST_AGE: f64 = 2_050.0;
const MOST_AGE: f64 = 50.0 * 60.0 * 1000.0;

/// A form's code.
pub(in crate::widgets) struct Code {
    host: Host,
    state: RefCell<State>,
}

#[derive(Clone, Default)]
enum State {
    #[default]
    None,
    Solving,
    Ready(String, f64),
    Failed(Refusal),
}

/// How far a code has come, for readers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::widgets) enum Progress {
    /// Not asked for.
    None,
    /// Being solved.
    Solving,
    /// There.
    Ready,
    /// Not to be had.
    Failed,
}

impl Code {
    pub(in crate::widgets) fn new(host: Host) -> Rc<Self> {
        Rc::new(Self {
            host,
            state: RefCell::default(),
        })
    }

    pub(in crate::widgets) fn progress(&self) -> Progress {
        match &*self.state.borrow() {
            State::None => Progress::None,
            State::Solving => Progress::Solving,
            State::Ready(..) => Progress::Ready,
            State::Failed(_) => Progress::Failed,
        }
    }

    /// Begins to get the code, unless it is there or on its way. `address` is that of the challenge.
    pub(in crate::widgets) fn begin(self: &Rc<Self>, address: &str) {
        let busy = match &*self.state.borrow() {
            State::Ready(_, since) => page::now() - since < MOST_AGE,
            State::Solving => true,
            _ => false,
        };
        if busy {
            return;
        }
        self.set(State::Solving);
        let (code, address) = (self.clone(), address.to_owned());
        self.host.spawn(Work::Proof, async move {
            let state = match prove(&address).await {
                Ok((proof, since)) => State::Ready(proof, since),
                Err(refusal) => State::Failed(refusal),
            };
            code.set(state);
        });
    }

    /// The code, once it is there and old enough. It counts once, so it is taken.
    ///
    /// # Errors
    /// [`Refusal`] where it is not to be had.
    pub(in crate::widgets) async fn take(
        self: &Rc<Self>,
        address: &str,
    ) -> Result<String, Refusal> {
        self.begin(address);
        loop {
            let state = self.state.borrow().clone();
            match state {
                State::Ready(proof, since) => {
                    let rest = since + LEAST_AGE - page::now();
                    if rest > 0.0 {
                        page::pause(rest).await;
                    }
                    self.set(State::None);
                    return Ok(proof);
                }
                State::Failed(refusal) => {
                    self.set(State::None);
                    return Err(refusal);
                }
                State::Solving | State::None => page::pause(60.0).await,
            }
        }
    }

    fn set(&self, state: State) {
        self.state.replace(state);
        self.host.touch();
    }
}
