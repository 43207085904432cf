//! The outcome of an answer, by its status and its body.

use inflight::world::{
    answer::{Answer, Outcome, Response, TodoFields},
    todo::{Todo, response},
};

fn judged(status: u16, body: &[u8]) -> Answer {
    Answer::judge(
        Ok(Response {
            status,
            body: body.to_vec(),
            retry_after: None,
            todo: TodoFields::default(),
        }),
        None,
    )
}

#[test]
fn any_json_is_ok_whatever_its_shape() {
    for body in [
        &b"[]"[..],
        b"null",
        b"7",
        b"\"text\"",
        b"{\"title\":5}",
        b"\xef\xbb\xbf{}",
    ] {
        assert_eq!(judged(200, body).outcome, Outcome::Ok, "{body:?}");
    }
}

#[test]
fn a_todo_shows_its_title_and_anything_else_its_beginning() {
    let answer = Answer::judge(Ok(response(7, 200)), None);
    assert_eq!((&*answer.title, answer.id), (&*Todo::new(7).title, Some(7)));
    assert_eq!(&*judged(200, b"[1, 2]").title, "[1, 2]");
}

#[test]
fn no_content_is_ok_and_an_empty_200_is_not() {
    assert_eq!(judged(204, b"").outcome, Outcome::Ok);
    assert_eq!(judged(205, b"").outcome, Outcome::Ok);
    assert_eq!(judged(200, b"").outcome, Outcome::Body);
}

#[test]
fn broken_json_says_line_and_column() {
    let answer = judged(200, b"{\n  \"title\": oops\n}");
    assert_eq!((answer.outcome, answer.status), (Outcome::Body, Some(200)));
    assert!(
        answer.title.contains("line 2 column 12"),
        "{}",
        answer.title
    );
}

#[test]
fn invalid_utf_8_anywhere_is_a_broken_body() {
    assert_eq!(judged(200, b"{\"title\":\"\xff\"}").outcome, Outcome::Body);
}

#[test]
fn other_statuses_are_http_and_keep_their_text() {
    for status in [301, 404, 500, 999] {
        let answer = judged(status, b"gone");
        assert_eq!(
            (answer.outcome, answer.status, &*answer.text),
            (Outcome::Http, Some(status), "gone")
        );
    }
}

#[test]
fn deep_nesting_is_read_without_a_crash() {
    let deep = "[".repeat(100_000) + &"]".repeat(100_000);
    assert_eq!(judged(200, deep.as_bytes()).outcome, Outcome::Ok);
}
