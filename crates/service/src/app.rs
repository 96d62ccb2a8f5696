//! What every handler can reach.

use std::ops::Deref;
use std::sync::Arc;

use axum::extract::FromRef;

use crate::context::Context;
use crate::counting::Counting;
use crate::gate::Gate;

/// The running service. A clone is the same.
#[derive(Clone)]
pub struct App {
    context: Context,
    /// Stands before everything that writes.
    pub gate: Gate,
    /// Hits that wait to be written.
    pub counting: Arc<Counting>,
}

impl App {
    /// The service with nothing counted yet.
    #[must_use]
    pub fn new(context: Context) -> Self {
        Self {
            gate: Gate::new(context.clone()),
            counting: Arc::new(Counting::new(context.clone())),
            context,
        }
    }

    /// What the parts work with, without the gate and the counting.
    #[must_use]
    pub const fn context(&self) -> &Context {
        &self.context
    }
}

impl Deref for App {
    type Target = Context;

    fn deref(&self) -> &Context {
        &self.context
    }
}

impl FromRef<App> for Context {
    fn from_ref(app: &App) -> Self {
        app.context.clone()
    }
}
