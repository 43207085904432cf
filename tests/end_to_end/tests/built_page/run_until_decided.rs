//! “Run until decided”: it ends by itself or by Cancel, and is then a run with that number of rounds.

use end_to_end::{
    origin::Origin,
    page::Page,
    report::json::{field, list, whole},
};
use serde_json::{Value, json};

/// Settings under which two strategies clearly differ.
const QUERY: &str = "?strategies=sequential,joined&requests=10&latency=60";

/// Script that returns the rounds that the status named until the run ended.
const ROUNDS_NAMED: &str = r#"
    const rounds = [];
    const look = () => {
        const [, round] = document.body.innerText.match(/Round (\d+) of at most 50/) ?? [];
        if (round && rounds.at(-1) !== Number(round)) rounds.push(Number(round));
        return state() !== "idle" && state() !== "running";
    };
    const over = until("the end of the run", look);
    find("until-decided").click();
    await over;
    return rounds;"#;

#[tokio::test]
async fn a_plain_difference_is_decided_at_the_first_look() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, QUERY).await;
    let rounds = page.script(ROUNDS_NAMED, json!([])).await;
    let rounds: Vec<usize> = serde_json::from_value(rounds).expect("numbers of rounds");
    assert!(rounds.is_sorted() && rounds.len() > 1, "{rounds:?}");
    assert!(rounds.iter().all(|round| *round <= 8), "{rounds:?}");
    assert_eq!(page.state().await, "finished");
    assert_eq!(rounds_in_address(&page).await, 8);
    assert_eq!(page.setting("rounds").await, "8");
    assert_eq!(rounds_run(&page).await, [8, 8]);
    let verdict = page.text("verdict").await;
    assert!(verdict.starts_with("Joined was the fastest"), "{verdict}");
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}

#[tokio::test]
async fn what_cannot_be_ranked_stays_open_to_the_last_round() {
    let origin = Origin::start().await;
    let query = "?strategies=sequential,joined&requests=2&latency=5&failures=100";
    let page = Page::open(&origin, query).await;
    let open = "const open = until('an open pair', () =>
        document.body.innerText.includes('still undecided: sequential and joined'));
        find('until-decided').click();
        await open;";
    page.script(open, json!([])).await;
    page.wait_for_state("finished").await;
    assert_eq!(rounds_in_address(&page).await, 50);
    let verdict = page.text("verdict").await;
    assert!(verdict.contains("Nothing can be ranked"), "{verdict}");
}

#[tokio::test]
async fn cancel_ends_it_and_it_becomes_a_run_of_the_rounds_that_were_begun() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, QUERY).await;
    let begun = "find('until-decided').click();
        await until('a second round', () => document.body.innerText.includes('Round 2 of'));";
    page.script(begun, json!([])).await;
    page.cancel().await;
    page.wait_for_state("cancelled").await;
    let begun = rounds_in_address(&page).await;
    assert!((2..8).contains(&begun), "{begun} rounds");
    assert_eq!(rounds_run(&page).await.into_iter().max(), Some(begun));
    page.press_run().await;
    page.wait_for_state("finished").await;
    assert_eq!(rounds_run(&page).await, [begun, begun], "Run repeats them");
}

async fn rounds_in_address(page: &Page) -> usize {
    let body = "return Number(new URLSearchParams(location.search).get('rounds') ?? 1);";
    let rounds = page.script(body, json!([])).await;
    serde_json::from_value(rounds).expect("a number of rounds")
}

/// The number of rounds of each strategy in the exported report, whose settings contain the greatest of them.
async fn rounds_run(page: &Page) -> Vec<usize> {
    let report: Value = serde_json::from_str(&page.save_report().await).expect("a report");
    let entries = list(&report, "strategies").iter();
    let rounds: Vec<usize> = entries.map(|entry| list(entry, "rounds").len()).collect();
    let set = whole(field(&report, "settings"), "rounds");
    assert_eq!(rounds.iter().max(), Some(&set));
    rounds
}
