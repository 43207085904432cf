//! The page's Content-Security-Policy: no test may see it violated, whatever else the test is about.

/// Put into each document: whatever the browser blocks is said in the console.
pub(crate) const WATCH: &str = "addEventListener('securitypolicyviolation', (event) =>
    console.error(`securitypolicyviolation: ${event.effectiveDirective} ${event.blockedURI}`));";

/// How the browser itself begins to say so, from where there is no document to listen in.
const SIGNS: [&str; 3] = [
    "securitypolicyviolation",
    "violates the following Content Security Policy",
    "Content-Security-Policy: The page’s settings",
];

/// Fails the test if the console speaks of a violation.
pub(crate) fn check(console: &str) {
    let violated = SIGNS.iter().any(|sign| console.contains(sign));
    assert!(!violated, "Content-Security-Policy violated: {console}");
}
