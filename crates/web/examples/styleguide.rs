//! Serves the styleguide on an empty database: `cargo run -p plenary-web --example styleguide`.

use plenary_web::{AppState, Site, kit_router, layers};

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8765".to_owned());
    let test = plenary_store::testing::sqlite_database().await;
    let site = Site { url: format!("http://{address}"), debug: true, ..Site::default() };
    let state = AppState::new(test.database.clone(), site, b"only for looking at components");
    let app = layers(kit_router(&state), state);
    let listener = tokio::net::TcpListener::bind(&address).await?;
    println!("http://{address}/_styleguide/");
    axum::serve(listener, app.into_make_service_with_connect_info::<std::net::SocketAddr>()).await
}
