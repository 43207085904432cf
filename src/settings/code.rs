//! Settings with other code.

use super::{Refusal, Settings};
use crate::strategy::Strategy;

impl Settings {
    /// These settings with other code, and with the strategy that calls it. Without
    /// code that strategy is taken out, unless it is the only one.
    ///
    /// # Errors
    /// The refusal of the code.
    pub fn with_code(&self, code: &str) -> Result<Self, Refusal> {
        let mut settings = self.clone();
        settings.set("code", code)?;
        let yours = Strategy::YOURS;
        settings.strategies.retain(|one| *one != yours);
        if !code.is_empty() || settings.strategies.is_empty() {
            settings.strategies.push(yours);
        }
        Ok(settings)
    }

    /// The same with an example. Its line `// with failures=10` names the settings under
    /// which it shows what it is there for.
    ///
    /// # Errors
    /// The refusal of the code, or of a setting.
    pub fn with_example(&self, code: &str) -> Result<Self, Refusal> {
        let mut settings = self.with_code(code)?;
        let with = code.lines().find_map(|line| line.strip_prefix("// with "));
        for pair in with.iter().flat_map(|pairs| pairs.split('&')) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            settings.set(name, value)?;
        }
        Ok(settings)
    }
}
