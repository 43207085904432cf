//! The smallest page with yew that sends a request: a button, and gloo-net's fetch. No page with these two libraries can
//! weigh less.

use gloo_net::http::Request;
use yew::{platform::spawn_local, prelude::*};

#[component]
fn Bare() -> Html {
    let answer = use_state(String::new);
    let onclick = {
        let answer = answer.clone();
        Callback::from(move |_: MouseEvent| {
            let answer = answer.clone();
            spawn_local(async move {
                let text = match Request::get("todo.json").send().await {
                    Ok(response) => response.text().await.unwrap_or_default(),
                    Err(error) => error.to_string(),
                };
                answer.set(text);
            });
        })
    };
    html! { <><button {onclick}>{ "Send" }</button><p>{ &*answer }</p></> }
}

fn main() {
    yew::Renderer::<Bare>::new().render();
}
