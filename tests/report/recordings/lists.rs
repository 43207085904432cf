//! Lists of times, and the tables of load generators.

use inflight::report::recordings::{MOST_REQUESTS, read};

use super::{in_ms, latencies, opened};

/// The starts of the only group, in milliseconds.
fn starts(text: &str) -> Vec<f64> {
    let file = opened(text);
    let requests = file.groups[0].recording.requests().iter();
    in_ms(&requests.filter_map(|one| one.started).collect::<Vec<_>>())
}

fn statuses(text: &str) -> Vec<Option<u16>> {
    let file = opened(text);
    let requests = file.groups[0].recording.requests().iter();
    requests.map(|one| one.status).collect()
}

#[test]
fn a_number_on_a_line_is_milliseconds_unless_it_has_a_unit() {
    let text = "\u{feff}\n# measured on Monday\n115\r\n\n 98.5 ms\n0.25s\n1.5 s\n250us\n250 µs\n250 μs\n7e1\n0\n600000";
    let file = opened(text);
    assert_eq!(
        latencies(&file),
        [
            115.0, 98.5, 250.0, 1_500.0, 0.25, 0.25, 0.25, 70.0, 0.0, 600_000.0
        ]
    );
    assert_eq!((&*file.format, file.entries), ("list", 10));
    let group = &file.groups[0];
    assert_eq!((&group.page, &group.host), (&None, &None));
    assert_eq!(group.recording.peak(), None);
    assert_eq!(file.notes, Vec::<String>::new());
}

#[test]
fn numbers_that_look_like_seconds_of_curl_are_milliseconds_with_a_note() {
    let file = opened("0.123456\n0.098765\n");
    assert_eq!(latencies(&file), [0.123, 0.099]);
    assert!(file.notes[0].contains("time_total"), "{:?}", file.notes);
}

#[test]
fn a_column_of_curl_is_seconds() {
    let file = opened("time_total\n0.123456\n0.098765\n");
    assert_eq!(
        (&*file.format, latencies(&file)),
        ("curl", vec![123.456, 98.765])
    );
    let table = "http_code;time_total;time_connect\n200;0.2;0.01\n000;5.0;0\n404;0.1;0.01\n";
    assert_eq!(latencies(&opened(table)), [200.0, 100.0]);
    assert_eq!(statuses(table), [Some(200), Some(404)]);
    let note = "1 entry is left out: 1 without an answer (status 0).";
    assert_eq!(opened(table).notes, [note]);
}

#[test]
fn a_line_of_json_of_curl_is_read() {
    let text = r#"{"certs":"","http_code":200,"time_total":0.123456,"url":"https://x.example/s3cret"}
{"http_code":0,"time_total":0.5}
{"response_code":404,"time_total":0.25}
"#;
    let file = opened(text);
    assert_eq!(
        (&*file.format, latencies(&file)),
        ("curl", vec![123.456, 250.0])
    );
    assert!(!format!("{file:?}").contains("s3cret"));
}

#[test]
fn the_table_of_hey_has_starts_and_that_of_its_early_versions_has_none() {
    let text = "response-time,DNS+dialup,DNS,Request-write,Response-delay,Response-read,status-code,offset\n\
        0.0500,0.0047,0.0042,0.0001,0.0400,0.0001,200,0.0016\n\
        0.0600,0.0000,0.0000,0.0001,0.0590,0.0001,503,0.0516\n\
        0.0700,0.0047,0.0042,0.0001,0.0600,0.0001,200,0.0017";
    assert_eq!(starts(text), [0.0, 0.1, 50.0]);
    assert_eq!(statuses(text), [Some(200), Some(200), Some(503)]);
    let recording = &opened(text).groups[0].recording;
    assert_eq!(in_ms(&recording.latencies()), [50.0, 70.0, 60.0]);
    assert_eq!(recording.peak(), Some(2));
    let early = "response-time,DNS+dialup,DNS,Request-write,Response-delay,Response-read\n\
        0.0700,0.0047,0.0042,0.0001,0.0600,0.0001\n0.0500,0,0,0,0.0400,0\n";
    assert_eq!(latencies(&opened(early)), [70.0, 50.0]);
    assert_eq!((starts(early), statuses(early)), (vec![], vec![None; 2]));
}

#[test]
fn the_table_of_oha_is_in_seconds_from_its_start() {
    let text = "request-start,DNS,DNS+dialup,Response-delay,request-duration,bytes,status\n\
        0.000151,0.0001,0.0004,0.0101,0.010234,12,200\n\
        0.010651,0,0,0.0091,0.009,12,200\n";
    let file = opened(text);
    assert_eq!(
        (&*file.format, latencies(&file)),
        ("oha", vec![10.234, 9.0])
    );
    assert_eq!(starts(text), [0.0, 10.5]);
    assert_eq!(file.groups[0].recording.peak(), Some(1));
}

/// A gnuplot file of ab, sorted by `ttime`.
fn ab(rows: usize) -> String {
    let header = "starttime\tseconds\tctime\tdtime\tttime\twait\n".to_owned();
    let row = |row| {
        let time = "Thu Jan 15 09:30:00 2026\t1768469400";
        format!("{time}\t1\t{row}\t{}\t{row}\n", row + 1)
    };
    header + &(0..rows).map(row).collect::<String>()
}

#[test]
fn the_sorted_table_of_ab_is_shuffled_by_the_seed_and_that_is_said() {
    let with_seed = |seed| {
        let file = read(&mut ab(50).as_bytes(), seed).expect("a table");
        assert_eq!((&*file.format, file.notes.len()), ("ab", 1));
        assert!(file.notes[0].contains("shuffled"));
        latencies(&file)
    };
    let (one, other) = (with_seed(1), with_seed(2));
    assert_ne!(one, other);
    assert_eq!(one, with_seed(1));
    assert!(!one.is_sorted());
    let mut sorted = one;
    sorted.sort_by(f64::total_cmp);
    let expected: Vec<_> = (1..=50).map(f64::from).collect();
    assert_eq!(sorted, expected);
}

#[test]
fn of_a_long_sorted_table_fast_and_slow_requests_are_used() {
    let file = opened(ab(MOST_REQUESTS * 2));
    let latencies = latencies(&file);
    assert_eq!((file.entries, latencies.len()), (20_000, MOST_REQUESTS));
    let slow = latencies.iter().filter(|ms| **ms > 10_000.0).count();
    // Ten standard deviations.
    assert!((4_600..5_400).contains(&slow), "{slow} of 10,000");
}

const K6: &str = "metric_name,timestamp,metric_value,check,error,error_code,expected_response,group,method,name,proto,scenario,service,status,subproto,tls_version,url,extra_tags,metadata\n\
    http_reqs,1768469400,1.000000,,,,true,,GET,https://x.example/s3cret,HTTP/1.1,default,,200,,,https://x.example/s3cret,,\n\
    http_req_duration,1768469400,221.899000,,,,true,,GET,https://x.example/s3cret,HTTP/1.1,default,,200,,,https://x.example/s3cret,,\n\
    http_req_waiting,1768469400,220.280000,,,,true,,GET,https://x.example/s3cret,HTTP/1.1,default,,200,,,https://x.example/s3cret,,\n\
    http_req_duration,1768469401,0,,dial: i/o timeout,1211,false,,GET,https://x.example/s3cret,,default,,0,,,https://x.example/s3cret,,\n\
    http_req_duration,1768469401,115.5,,\"bad, very\",,true,,GET,https://x.example/s3cret,HTTP/1.1,default,,503,,,https://x.example/s3cret,,\n\
    iterations,1768469401,1.000000,,,,,,,,,default,,,,,,,\n";

#[test]
fn of_k6_the_duration_of_each_request_is_taken() {
    let file = opened(K6);
    assert_eq!((&*file.format, file.entries), ("k6", 3));
    assert_eq!(latencies(&file), [221.899, 115.5]);
    assert_eq!(
        (statuses(K6), starts(K6)),
        (vec![Some(200), Some(503)], vec![])
    );
    assert!(!format!("{file:?}").contains("s3cret"));
}

#[test]
fn the_json_of_k6_has_the_ends_from_which_the_starts_follow() {
    let text = r#"{"metric":"http_req_duration","type":"Metric","data":{"name":"http_req_duration","type":"trend","contains":"time","thresholds":[],"submetrics":null}}
{"metric":"http_reqs","type":"Point","data":{"time":"2026-01-15T10:30:00.5+01:00","value":1,"tags":{"status":"200"}}}
{"metric":"http_req_duration","type":"Point","data":{"time":"2026-01-15T10:30:00.500000000+01:00","value":400.25,"tags":{"status":"200","url":"https://x.example/s3cret"}}}
{"metric":"http_req_duration","type":"Point","data":{"time":"2026-01-15T10:30:00.400000000+01:00","value":100,"tags":{"status":"429"}}}
{"metric":"vus","type":"Point","data":{"time":"2026-01-15T10:30:01+01:00","value":5,"tags":null}}
"#;
    let file = opened(text);
    assert_eq!(
        (&*file.format, latencies(&file)),
        ("k6", vec![400.25, 100.0])
    );
    assert_eq!(starts(text), [0.0, 200.25]);
    assert_eq!(file.groups[0].recording.peak(), Some(2));
}

#[test]
fn vegeta_is_read_as_csv_and_as_json_with_the_same_result() {
    let csv = "1768469400000000000,200,115000000,0,20,,e30K,attack,0,GET,https://x.example/s3cret,\n\
        1768469400020000000,503,98765432,0,20,503 Service Unavailable,e30K,attack,1,GET,https://x.example/s3cret,\n\
        1768469400040000000,0,30000000000,0,0,\"Get \"\"x\"\": timeout, really\",,attack,2,GET,https://x.example/s3cret,\n";
    let json = r#"{"attack":"attack","seq":0,"code":200,"timestamp":"2026-01-15T10:30:00+01:00","latency":115000000,"bytes_out":0,"bytes_in":20,"error":"","body":"e30K","method":"GET","url":"https://x.example/s3cret","headers":{"Cookie":["s3cret"]}}
{"attack":"attack","seq":1,"code":503,"timestamp":"2026-01-15T10:30:00.02+01:00","latency":98765432,"bytes_out":0,"bytes_in":20,"error":"503"}
{"attack":"attack","seq":2,"code":0,"timestamp":"2026-01-15T10:30:00.04+01:00","latency":30000000000,"error":"timeout"}
"#;
    let (one, other) = (opened(csv), opened(json));
    assert_eq!(one, other);
    assert_eq!(
        (one.format.clone(), latencies(&one)),
        ("vegeta".into(), vec![115.0, 98.765])
    );
    assert_eq!(starts(csv), [0.0, 20.0]);
    assert!(!format!("{one:?}").contains("s3cret"));
    assert_eq!(
        one.notes,
        ["1 entry is left out: 1 without an answer (status 0)."]
    );
}

#[test]
fn of_jmeter_samples_are_taken_and_transactions_are_not() {
    let text = "timeStamp,elapsed,label,responseCode,responseMessage,threadName,dataType,success,failureMessage,bytes,sentBytes,grpThreads,allThreads,URL,Latency,IdleTime,Connect\n\
        1768469400360,360,/api/search,200,OK,Thread Group 1-1,text,true,,60221,726,1,1,https://x.example/s3cret,359,0,20\n\
        1768469400000,544,Test,,\"Number of samples in transaction : 2, number of failing samples : 1\",Thread Group 1-1,,false,,61338,6131,1,1,null,540,96,38\n\
        1768469400000,10,/home,404,Not Found,Thread Group 1-2,text,true,,1,1,1,1,https://x.example/s3cret,9,0,0\n\
        1768469400400,21000,/home,Non HTTP response code: java.net.SocketTimeoutException,\"Non HTTP response message: Read\ntimed out\",Thread Group 1-2,text,false,,1,1,1,1,https://x.example/s3cret,9,0,0\n";
    let file = opened(text);
    assert_eq!((&*file.format, file.entries), ("JMeter", 4));
    assert_eq!(
        (starts(text), latencies(&file)),
        (vec![0.0, 360.0], vec![10.0, 360.0])
    );
    let note =
        "2 entries are left out: 1 without an answer (status 0) and 1 that are sums of others.";
    assert_eq!(file.notes, [note]);
    assert!(!format!("{file:?}").contains("s3cret"));
}

#[test]
fn dates_of_jmeter_in_a_format_of_ones_own_leave_a_bare_list() {
    let text = "timeStamp\telapsed\tresponseCode\n2026/01/15 09:30:00.360\t360\t200\n2026/01/15 09:30:00.000\t10\t200\n";
    assert_eq!(latencies(&opened(text)), [360.0, 10.0]);
    assert_eq!(starts(text), Vec::<f64>::new());
}

#[test]
fn columns_may_be_quoted_and_in_another_order() {
    let text =
        "\u{feff}\"status\",\"request-duration\",\"request-start\"\r\n\"200\",\"0.25\",\"1.5\"\r\n";
    assert_eq!(latencies(&opened(text)), [250.0]);
}

#[test]
fn the_first_10_000_lines_are_used_and_that_is_said() {
    let file = opened("5\n".repeat(MOST_REQUESTS + 1));
    assert_eq!(
        (file.entries, latencies(&file).len()),
        (10_001, MOST_REQUESTS)
    );
    let note = "The first 10\u{2009}000 of 10\u{2009}001 entries are used.";
    assert_eq!(file.notes, [note]);
}
