//! Placeholders and escaping. What reads the Markdown here is what will read it in earnest.

use std::collections::HashSet;

use plenary_mail::placeholder::{PLACEHOLDERS, available};
use plenary_mail::{Markdown, Source, TemplateProblem, UnknownPlaceholder, escape, render, validate};
use plenary_model::{MailRole, Random, SeededRandom};

use crate::full_context;

fn text(template: &str) -> String {
    render(&Source::new("", template), &full_context()).unwrap().text
}

#[test]
fn every_placeholder_has_a_value_and_no_name_stands_twice() {
    let mut names = HashSet::new();
    for row in PLACEHOLDERS {
        for name in std::iter::once(&row.name).chain(row.aliases) {
            assert!(names.insert(*name), "{name}");
            assert!(!text(&format!("{{{name}}}")).is_empty(), "{name}");
            // With nothing known, the mail fails and says why.
            let nothing = render(&Source::new("", &format!("{{{name}}}")), &Default::default());
            assert_eq!(nothing, Err(UnknownPlaceholder { name: row.name.to_owned() }));
        }
    }
    assert_eq!(names.len(), PLACEHOLDERS.len() + 7);
}

#[test]
fn names_and_aliases_are_replaced_once() {
    assert_eq!(text("{event}/{event_name}: {code}"), "RustConf 2026/RustConf 2026: ABCDEF");
    assert_eq!(text("{{event}} is {event}, {{{code}}}"), "{event} is RustConf 2026, {ABCDEF}");
    let mut context = full_context();
    context.submission.as_mut().unwrap().title = "{event_name} {nonsense} {{".into();
    let mail = render(&Source::new("On {proposal_title}", "On {proposal_title}"), &context).unwrap();
    assert_eq!(mail.subject, "On {event_name} {nonsense} {{");
    assert_eq!(mail.text, "On {event_name} {nonsense} {{");
}

#[test]
fn unknown_names_fail_and_lone_braces_do_not() {
    let problem = render(&Source::new("{evnt_name}", ""), &full_context()).unwrap_err();
    assert_eq!(problem.name, "evnt_name");
    assert_eq!(problem.to_string(), "there is nothing to put in place of {evnt_name}");
    assert_eq!(text("a { b } c {not a name} ü{"), "a { b } c {not a name} ü{");
}

#[test]
fn links_behind_the_log_in_are_empty_without_an_account() {
    let mut context = full_context();
    context.user.as_mut().unwrap().has_account = false;
    for name in [
        "all_submissions_url",
        "profile_page_url",
        "proposal_url",
        "edit_url",
        "submission_url",
        "confirmation_link",
        "withdraw_link",
    ] {
        let template = format!("<{{{name}}}>");
        assert_eq!(render(&Source::new("", &template), &context).unwrap().text, "<>", "{name}");
    }
    let open = render(&Source::new("", "{event_url} {talk_url}"), &context).unwrap().text;
    assert_eq!(open, "https://ours.example/rust26/ https://ours.example/rust26/talk/ABCDEF/");
    // Organisers' mails have no receiver among the speakers.
    context.user = None;
    assert!(render(&Source::new("", "{proposal_url}"), &context).unwrap().text.contains("ABCDEF"));
}

#[test]
fn blocks_stand_apart() {
    assert_eq!(
        text("Reviews: {all_reviews}\nThe end {questions}{url}"),
        "Reviews:\n\n> *Lovely.*\n\nThe end\n\n- Shirt size?\n\nhttps://ours.example/rust26/me/"
    );
    let mut context = full_context();
    context.questions = Some(Markdown::default());
    assert_eq!(render(&Source::new("", "a\n\n{questions}\n\nb"), &context).unwrap().text, "a\n\n\n\nb");
}

#[test]
fn subjects_are_one_short_line() {
    let mut context = full_context();
    context.submission.as_mut().unwrap().title = "Hi\r\nBcc: all@evil.example\u{2028}\0\tyou ".into();
    let subject = render(&Source::new("On {proposal_title}\n", ""), &context).unwrap().subject;
    assert_eq!(subject, "On Hi Bcc: all@evil.example you");
    context.submission.as_mut().unwrap().title = "ä".repeat(200);
    assert_eq!(render(&Source::new("{proposal_title}", ""), &context).unwrap().subject.chars().count(), 200);
    let cut = render(&Source::new("{proposal_title}!", ""), &context).unwrap().subject;
    assert_eq!(cut, format!("{}…", "ä".repeat(198)));
}

#[test]
fn harmless_values_stay_readable() {
    for same in [
        "Ada Lovelace",
        "R&D at AT&T",
        "a < b, x <3",
        "snake_case",
        "C# – 100 %!",
        "Node.js 2.0",
        "(sic)",
        "O’Neil-Smith",
    ] {
        assert_eq!(escape::line(same), same);
    }
    assert_eq!(escape::line("[x](http://evil)"), "\\[x\\](http:\u{2060}//evil)");
    assert_eq!(escape::line("<script>"), "\\<script>");
    assert_eq!(escape::line("1. # one\ntwo"), "1\\. # one two");
    assert_eq!(text("{email}"), "jane@\u{2060}example.org");
}

const HOSTILE: [&str; 46] = [
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    "!",
    "\\",
    "`",
    "```",
    "~~~",
    "*",
    "_",
    "~",
    "|",
    "#",
    "-",
    "+",
    "=",
    ":",
    "@",
    "&",
    ";",
    "&#64;",
    "&lt;",
    "&colon;",
    "\"",
    "'",
    " ",
    "\n",
    "\n\n",
    "    ",
    "a",
    "B",
    "7",
    "1. ",
    "http://evil.example",
    "www.evil.example",
    "me@evil.example",
    "mailto:me@evil.example",
    "[x](http://evil.example)",
    "<a href=\"http://evil.example\">",
    "<script>",
    "<img src=x>",
    "[x]: http://evil.example\n",
    "javascript:alert(1)",
];

fn hostile_text(random: &SeededRandom, length: u32) -> String {
    (0..random.below(length) + 1).map(|_| HOSTILE[random.below(HOSTILE.len() as u32) as usize]).collect()
}

#[test]
fn no_value_becomes_a_link_or_breaks_one() {
    let template = "{name}, [{proposal_title}]({proposal_url})\n\n{speakers}\n{email}{name}\n\n{all_reviews}\n\n[ok]({confirmation_link})\n\n* {proposal_title}";
    let random = SeededRandom::new(7);
    for _ in 0..3_000 {
        let mut context = full_context();
        let user = context.user.as_mut().unwrap();
        user.name = hostile_text(&random, 8);
        user.email = hostile_text(&random, 8);
        let submission = context.submission.as_mut().unwrap();
        submission.title = hostile_text(&random, 8);
        submission.speakers = hostile_text(&random, 8);
        submission.all_reviews = Markdown::quoted(&hostile_text(&random, 16));
        let source = render(&Source::new("", template), &context).unwrap().text;
        let html = plenary_markup::html(&source);
        let links: Vec<&str> =
            html.split("<a href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        let ours = context.submission.as_ref().unwrap();
        assert_eq!(
            links,
            [ours.url.as_str(), ours.confirmation_link.as_str()],
            "{source}\n→\n{html}\n{context:?}"
        );
        for bad in ["<img", "<script"] {
            assert!(!html.contains(bad), "{source}\n→\n{html}");
        }
    }
}

#[test]
fn values_keep_their_words() {
    let random = SeededRandom::new(8);
    for _ in 0..3_000 {
        let value = hostile_text(&random, 8);
        let shown = plenary_markup::plain(&escape::line(&value)).replace('\u{2060}', "");
        let words = value.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(shown, words, "{}", escape::line(&value));
    }
}

#[test]
fn quotations_keep_their_formatting() {
    let html = plenary_markup::html(
        Markdown::quoted("Some **bold**\r\n\r\n- list [x](http://evil.example)\n```\ncode").as_str(),
    );
    assert!(
        html.contains("<strong>bold</strong>") && html.contains("<li>") && html.contains("<code>code"),
        "{html}"
    );
    assert!(!html.contains("<a"), "{html}");
    assert!(Markdown::quoted(" \n ").is_empty());
}

#[test]
fn templates_are_checked_for_their_role() {
    use TemplateProblem::*;
    assert_eq!(validate("{name} {event} {proposal_title} {{x}}", Some(MailRole::SubmissionAccepted)), []);
    assert_eq!(validate("{nme} {nme}", None), [Unknown("nme".into())]);
    assert_eq!(
        validate("{talk_url} {invitation_link} {inviting_speaker}", Some(MailRole::SubmissionAccepted)),
        [NotHere("invitation_link".into()), NotHere("inviting_speaker".into()), NotHere("talk_url".into())]
    );
    assert_eq!(validate("{code}", Some(MailRole::NewSchedule)), [NotHere("proposal_code".into())]);
    assert_eq!(validate("{talk_url} {name}", Some(MailRole::NewSubmission)), []);
    assert_eq!(validate("{name}", Some(MailRole::NewSubmissionInternal)), [NotHere("name".into())]);
    assert_eq!(validate("a { b", None), [Brace]);
    assert_eq!(validate("a } b {x y}", None), [Brace]);
    assert_eq!(validate("[here]( )", None), [EmptyLink]);
    assert_eq!(validate("[here]({event_url})", None), []);
    let names = |role| available(role).map(|row| row.name).collect::<Vec<_>>();
    assert!(names(Some(MailRole::QuestionReminder)).contains(&"questions"));
    assert!(!names(None).contains(&"questions") && names(None).contains(&"session_room"));
}
