//! Redirects: they are followed only as far as the server that the reader allowed.
//!
//! A page can neither see where a redirect leads nor follow it by hand. So each
//! request is first sent without following, and redirects are followed one at a
//! time: at most one request has reached another server when the page sees it.

use std::{cell::RefCell, mem};

use futures::lock::Mutex;
use gloo_net::http::Response;
use web_sys::{RequestRedirect, ResponseType};

use super::{
    document,
    send::{AbortOnDrop, send},
};
use crate::{run::consent::is_loopback, world::answer::Failure};

/// Whether a server is the page's own or on the reader's machine.
pub(super) fn is_near(origin: &str) -> bool {
    origin == document::origin() || is_loopback(origin)
}

/// The redirects of a run.
pub struct Redirects {
    /// The origin of the server that requests may reach.
    allowed: String,
    /// Whether that server is near: from it, redirects may lead to others that
    /// need no question.
    is_near: bool,
    /// Where a redirect led, if not to that server; empty while that is not known.
    elsewhere: RefCell<Option<String>>,
    /// Held while a redirect is followed.
    followed: Mutex<Followed>,
}

/// Where the redirects led that were followed so far.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Followed {
    /// All led to servers that requests may reach.
    Home,
    /// One led elsewhere, or has not ended: nobody knows which server it reached.
    Astray,
}

impl Redirects {
    /// Redirects may lead to this origin.
    #[must_use]
    pub fn within(allowed: String) -> Self {
        Self {
            is_near: is_near(&allowed),
            allowed,
            elsewhere: RefCell::default(),
            followed: Mutex::new(Followed::Home),
        }
    }

    /// The origin to which a redirect led, if it is another than the allowed one;
    /// empty if the browser does not tell.
    #[must_use]
    pub fn elsewhere(&self) -> Option<String> {
        self.elsewhere.borrow().clone()
    }

    /// Checks where an answer came from.
    ///
    /// # Errors
    /// [`Failure::Elsewhere`] if it is another server's.
    pub(super) fn check(&self, url: &str) -> Result<(), Failure> {
        let origin = document::origin_of(url).unwrap_or_default();
        if origin == self.allowed || self.is_near && is_near(&origin) {
            return Ok(());
        }
        self.elsewhere.replace(Some(origin.clone()));
        Err(Failure::Elsewhere(origin))
    }

    /// Sends a request, and follows redirects.
    pub(super) async fn send(&self, url: &str) -> Result<(Response, AbortOnDrop), Failure> {
        let (response, guard) = send(url, RequestRedirect::Manual).await?;
        if response.type_() != ResponseType::Opaqueredirect {
            return Ok((response, guard));
        }
        let mut followed = self.followed.lock().await;
        let unknown = || {
            let origin = self.elsewhere.borrow_mut().get_or_insert_default().clone();
            Failure::Elsewhere(origin)
        };
        if mem::replace(&mut *followed, Followed::Astray) == Followed::Astray {
            return Err(unknown());
        }
        let answer = send(url, RequestRedirect::Follow).await;
        let (response, guard) = answer.map_err(|_| unknown())?;
        self.check(&response.url())?;
        *followed = Followed::Home;
        Ok((response, guard))
    }
}
