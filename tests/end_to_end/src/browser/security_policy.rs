//! The page's Content-Security-Policy: a violation fails every test.

/// Script in each document: writes each violation to the console.
pub(crate) const WATCH: &str = "addEventListener('securitypolicyviolation', (event) =>
    console.error(`securitypolicyviolation: ${event.effectiveDirective} ${event.blockedURI}`));";

/// Messages about violations: of the script above, and of the browsers, where there is no document to listen in.
const SIGNS: [&str; 4] = [
    "securitypolicyviolation",
    "violates the following Content Security Policy",
    "Content-Security-Policy: The page’s settings",
    "directive of the Content Security Policy",
];

/// Fails the test if the console reports a violation.
pub(crate) fn check(console: &str) {
    let violated = SIGNS.iter().any(|sign| console.contains(sign));
    assert!(!violated, "Content-Security-Policy violated: {console}");
}
