//! The todos of the simulated network and of `static/todos/`.

use serde::Serialize;

use super::{
    answer::{Response, TodoFields},
    random,
};

/// A todo, with the same fields as at the tutorial post's server.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Todo {
    /// Each user has twenty todos.
    pub user_id: usize,
    /// From 1.
    pub id: usize,
    /// Never empty, and always the same for the same id.
    pub title: String,
    /// Whether it is done.
    pub completed: bool,
}

const VERBS: [&str; 16] = [
    "answer", "borrow", "carry", "clean", "count", "draw", "fetch", "find", "fold", "mend",
    "paint", "plant", "read", "return", "sort", "write",
];
const QUANTIFIERS: [&str; 8] = [
    "the",
    "both",
    "three",
    "all the",
    "a few",
    "some",
    "the last",
    "the other",
];
const NOUNS: [&str; 16] = [
    "apples", "books", "bricks", "chairs", "cups", "keys", "lamps", "letters", "maps", "pages",
    "plates", "seeds", "shirts", "stamps", "stones", "tickets",
];

impl Todo {
    /// The todo with this id.
    #[must_use]
    pub fn new(id: usize) -> Self {
        let word = |words: &[&'static str], place| {
            let chosen = random::bits(place, &[id as u64]) % words.len() as u64;
            words
                .get(usize::try_from(chosen).unwrap_or(0))
                .copied()
                .unwrap_or_default()
        };
        Self {
            user_id: id.saturating_sub(1) / 20 + 1,
            id,
            title: [word(&VERBS, 1), word(&QUANTIFIERS, 2), word(&NOUNS, 3)].join(" "),
            completed: random::bits(4, &[id as u64]).is_multiple_of(2),
        }
    }

    /// The todo in JSON, as a server would send it.
    #[must_use]
    pub fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// The answer of the simulated server: the todo with status 200, a text with any
/// other status.
#[must_use]
pub fn response(id: usize, status: u16) -> Response {
    let todo = Todo::new(id);
    let (body, todo) = match status {
        200 => (
            todo.json(),
            TodoFields {
                title: Some(todo.title),
                id: Some(id),
            },
        ),
        _ => (format!("simulated {status}"), TodoFields::default()),
    };
    Response {
        status,
        body: body.into_bytes(),
        retry_after: None,
        todo,
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
#[allow(clippy::expect_used)] // a test that cannot go on has failed
mod tests {
    use super::*;
    use crate::settings::TODOS;

    /// `WRITE_TODOS=1 cargo test todos` writes the files.
    #[test]
    fn the_static_todos_are_the_simulated_ones() {
        for id in 1..=TODOS {
            let path = format!("{}/static/todos/{id}.json", env!("CARGO_MANIFEST_DIR"));
            let todo = Todo::new(id).json() + "\n";
            if std::env::var_os("WRITE_TODOS").is_some() {
                std::fs::write(&path, &todo).expect("static/todos can be written");
            }
            assert_eq!(std::fs::read_to_string(&path).ok(), Some(todo), "{path}");
        }
    }
}
