//! Draws cards of many kinds into a directory, to be looked at: `cards <directory> [portrait…]`.

use std::path::Path;
use std::time::Instant;

use plenary_imaging::card::{Card, render};
use plenary_imaging::{Limits, Picture, clean};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let directory = arguments.next().unwrap_or_else(|| ".".to_owned());
    let mut portraits: Vec<Picture> = Vec::new();
    for file in arguments {
        portraits.push(clean(&std::fs::read(file)?, &Limits::default())?);
    }
    let facts = "Friday, 11 September 2026 · 10:00 · Main hall";
    let card = |title: &str, people: &str, colour: &str, pictures: usize| Card {
        event: "Example Conference 2026".to_owned(),
        title: title.to_owned(),
        people: people.to_owned(),
        facts: facts.to_owned(),
        colour: colour.to_owned(),
        portraits: portraits.iter().take(pictures).cloned().collect(),
        ..Card::default()
    };
    let cards = [
        ("short", card("Rust in space", "Ada Lovelace", "#2f6f9f", 1)),
        (
            "usual",
            card(
                "What we learned from running ten thousand databases on one laptop",
                "Zoë Quinn, Ünal Şimşek",
                "#7a1fa2",
                2,
            ),
        ),
        (
            "long",
            card(
                &"An unreasonably long title that somebody pasted from the abstract ".repeat(20),
                "Somebody",
                "#0b6e4f",
                3,
            ),
        ),
        (
            "word",
            card(
                "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
                "Ein Name",
                "#b3261e",
                0,
            ),
        ),
        ("yellow", card("Light colours get dark ink", "Grace Hopper", "#ffd500", 1)),
        ("white", card("Even white", "Grace Hopper", "#ffffff", 0)),
        ("black", card("Even black", "Grace Hopper", "#000000", 0)),
        (
            "middle",
            card(
                "A colour in between",
                "Grace Hopper, Barbara Liskov, Frances Allen, Radia Perlman, Margaret Hamilton, Annie Easley",
                "#808080",
                4,
            ),
        ),
        ("hebrew", card("בניית מערכות מבוזרות עם Rust ו-PostgreSQL: מה למדנו", "נועה כהן", "#2f6f9f", 1)),
        (
            "arabic",
            card("كيف نبني أنظمة موزعة موثوقة باستخدام Rust في الإنتاج", "ليلى حسن، Omar Said", "#0b6e4f", 1),
        ),
        ("persian", card("می‌خواهم برنامه‌نویسی را یاد بگیرم", "سارا", "#6a4c93", 0)),
        (
            "japanese",
            card(
                "大規模分散システムにおける「障害」の設計：運用から学んだこと、そしてこれから",
                "山田太郎、佐藤花子",
                "#c2185b",
                2,
            ),
        ),
        ("chinese", card("如何在生产环境中构建可靠的分布式系统 – 經驗與教訓", "王小明", "#1565c0", 0)),
        ("korean", card("대규모 분산 시스템을 안정적으로 운영하는 방법", "김민수", "#37474f", 1)),
        ("hindi", card("उत्पादन में विश्वसनीय वितरित प्रणालियाँ कैसे बनाएँ: क्षेत्र से सबक", "प्रिया शर्मा", "#e65100", 1)),
        (
            "thai",
            card(
                "การสร้างระบบแบบกระจายที่เชื่อถือได้ในสภาพแวดล้อมจริงด้วยภาษารัสต์และฐานข้อมูล",
                "สมชาย ใจดี",
                "#00695c",
                0,
            ),
        ),
        ("greek", card("Πώς χτίζουμε αξιόπιστα κατανεμημένα συστήματα", "Ελένη Παπαδοπούλου", "#283593", 0)),
        ("cyrillic", card("Как мы строим надёжные распределённые системы", "Анна Иванова", "#4e342e", 1)),
        (
            "vietnamese",
            card("Xây dựng hệ thống phân tán đáng tin cậy trong thực tế", "Nguyễn Thị Ánh", "#ad1457", 0),
        ),
        ("emoji", card("🎉 Rust 🦀 for everyone 👩‍💻🏳️‍🌈 — really?", "Ferris 🦀", "#d84315", 1)),
        (
            "markup",
            card(
                "</svg><script>alert(1)</script> & \"quotes\" \u{202e}reversed",
                "<b>Bobby</b> Tables; DROP TABLE",
                "#00838f",
                0,
            ),
        ),
        ("empty", Card::default()),
        (
            "event",
            Card {
                title: "Example Conference 2026".to_owned(),
                facts: "11–13 September 2026".to_owned(),
                colour: "#2f6f9f".to_owned(),
                ..Card::default()
            },
        ),
        (
            "speaker",
            Card {
                portrait: portraits.first().cloned(),
                title: "Ünal Şimşek".to_owned(),
                people: String::new(),
                facts: "What we learned from running ten thousand databases".to_owned(),
                ..card("", "", "#2f6f9f", 0)
            },
        ),
        (
            "speaker-plain",
            Card {
                title: "Ünal Şimşek".to_owned(),
                facts: "What we learned from running ten thousand databases on one laptop in a cellar"
                    .to_owned(),
                ..card("", "", "#2f6f9f", 0)
            },
        ),
        (
            "logo",
            Card {
                logo: portraits.last().cloned(),
                ..card("With a logo beside the name of the event", "Ada Lovelace", "#2f6f9f", 1)
            },
        ),
    ];
    for (name, card) in &cards {
        let begun = Instant::now();
        let file = render(card)?;
        println!("{name:14} {:4} ms {:4} kB", begun.elapsed().as_millis(), file.len() / 1000);
        std::fs::write(Path::new(&directory).join(format!("{name}.png")), file)?;
    }
    Ok(())
}
