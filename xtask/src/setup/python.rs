//! Python, for the tool that tries the service's interface.

use anyhow::Result;

use super::apt;

/// Installs what a virtual environment needs, where it is missing.
pub fn ready() -> Result<()> {
    apt::install(&["python3-venv", "curl"])
}
